"""What is said of a source can be corrected by hand and by adding it again, and neither undoes the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loupe.engine import Case
from loupe.model import MACHINE_TRANSCRIPT
from loupe.model.errors import AlreadyDecided, UsageError
from loupe.store import Store


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text("The vault held 189 boxes.")
    return path


@pytest.fixture
def case(tmp_path, file):
    with Case.create(tmp_path / "case") as made:
        made.add(file, title="A paper", maker="Jan")
        yield made


def test_adding_the_file_again_keeps_what_was_corrected_and_says_what_is_new(case, file):
    [source] = case.sources()
    case.describe_source(source.id, {"publisher": "The Press", "maker": ""}, who="Anna")
    case.add(file, title="Another title")
    now = case.source_of(source.id)
    assert (now.title, now.publisher, now.maker) == ("Another title", "The Press", None)
    case.describe_source(source.id, {"title": "A third"}, {"title": "Another title"}, who="Anna")
    assert case.source_of(source.id).title == "A third"
    assert case.verify() == ()


def test_the_log_tells_who_changed_what_and_why(case):
    [source] = case.sources()
    case.describe_source(source.id, {"reliability": "b"}, why="  known to the court ", who="Anna")
    with Store.open(case.path, readonly=True) as store:
        last = store.source_log(source.id)[-1]
    assert (last.actor, last.action, last.payload["why"]) == ("Anna", "source changed", "known to the court")
    assert (last.payload["old"], last.payload["new"]) == ({"reliability": "F"}, {"reliability": "B"})


def test_saying_what_is_so_already_is_not_kept(case):
    [source] = case.sources()
    before = case.changed
    case.describe_source(source.id, {"title": " A  paper ", "kind": ""}, who="Anna")
    assert case.changed == before


def test_what_the_page_showed_must_still_be_so(case):
    [source] = case.sources()
    with pytest.raises(AlreadyDecided, match="changed maker of A paper in the meantime: Jan"):
        case.describe_source(source.id, {"maker": "Piet"}, {"maker": "Klaas"}, who="Anna")
    case.describe_source(source.id, {"maker": "Piet"}, {"maker": "Jan", "title": "not asked"}, who="Anna")


def test_a_machine_transcript_stays_marked_as_one(case):
    [source] = case.sources()
    with Store.open(case.path) as store:
        store.replace_source(replace(source, kind=MACHINE_TRANSCRIPT), "heard")
    with pytest.raises(UsageError, match="A machine heard these words"):
        case.describe_source(source.id, {"kind": "interview"}, who="Anna")
    assert case.describe_source(source.id, {"title": "The interview"}, who="Anna").kind == MACHINE_TRANSCRIPT


@pytest.mark.parametrize("name", ["paper.txt", "PAPER.TXT", "A paper", "a paper"])
def test_no_source_draws_on_itself_by_any_of_its_names(case, name):
    [source] = case.sources()
    with pytest.raises(UsageError, match="is said to draw on itself"):
        case.describe_source(source.id, {"draws_on": ["AP", name]}, who="Anna")


def test_where_it_stands_on_the_web_is_said_corrected_and_taken_back(case, file):
    [source] = case.sources()
    case.add(file, address="https://example.org/paper")
    assert case.source_of(source.id).address == "https://example.org/paper"
    case.describe_source(source.id, {"address": " https://example.org/b "}, {"address": "https://example.org/paper"})
    assert case.source_of(source.id).address == "https://example.org/b"
    case.describe_source(source.id, {"address": ""}, {"address": "https://example.org/b"}, who="Anna")
    assert case.source_of(source.id).address is None
    with Store.open(case.path, readonly=True) as store:
        last = store.source_log(source.id)[-1]
    assert (last.actor, last.payload["old"]) == ("Anna", {"address": "https://example.org/b"})
    assert case.verify() == ()


@pytest.mark.parametrize(
    "words", ["example.org/paper", "javascript:alert(1)", "https://anna:pw@example.org/", "file:///a"]
)
def test_what_is_no_web_address_is_refused_in_one_sentence(case, words):
    [source] = case.sources()
    with pytest.raises(UsageError, match="is no web address that a reader can follow") as caught:
        case.describe_source(source.id, {"address": words}, who="Anna")
    assert "https://example.org/story" in caught.value.hint
    assert case.source_of(source.id).address is None

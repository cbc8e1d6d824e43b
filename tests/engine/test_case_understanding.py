"""Every source is read once for what it says; what was read is kept, and derived from the sources alone."""

import os
import subprocess
import sys

import pytest

from loupe.engine import Case
from loupe.engine.understood import understanding
from loupe.store import UnderstoodStore

FINNISH = (
    "Kassaholvi avattiin viikonloppuna, ja varkaat veivät mukanaan timantteja, kultaa ja rahaa. Poliisi löysi "
    "roskat metsästä moottoritien varrelta muutama päivä myöhemmin, ja niiden joukossa oli voileivän jäännöksiä."
)


def kept(case):
    store = UnderstoodStore(case.path)
    try:
        return [(source, one) for source, one in store.understood(s.id for s in case.sources())]
    finally:
        store.close()


def test_what_was_read_once_is_not_read_again(case):
    first = case.understand()
    assert first.words > 0
    assert case.understand().words == 0
    assert case.understand().known == first.words


def test_every_time_has_its_words_in_its_sentence_in_its_source(case):
    case.understand()
    told = case.times()
    assert {t.time.text for t in told} >= {"14 March 1987", "until 1986"}
    for t in told:
        text = case._store.read_text(t.source.text_sha256)
        assert text[t.start : t.end] == t.quote
        assert t.time.text in t.quote
        assert t.place


def test_the_same_is_read_by_one_process_and_by_several(place, monkeypatch):
    with Case.open(place / "case") as case:
        case.understand()
        alone = kept(case)
    (place / "case" / "understood.db").unlink()
    monkeypatch.setattr(understanding, "_ALONE_WORDS", 0)
    monkeypatch.setattr(understanding, "_PART_WORDS", 1)
    (place / "case" / "loupe.toml").write_text("[machine]\nworkers = 2\n")
    with Case.open(place / "case") as case:
        case.understand()
        assert kept(case) == alone


_READ = """
import sys
from loupe.engine import Case
with Case.open(sys.argv[1]) as case:
    case.understand()
    for source in case.sources():
        for _, one in case._kept().understood([source.id]):
            print(repr(one))
"""


def test_the_same_is_read_whatever_the_hash_seed(place):
    answers = []
    for seed in ("1", "2"):
        (place / "case" / "understood.db").unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _READ, place / "case"]
        answers.append(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert answers[0] == answers[1]
    assert "14 March 1987" in answers[0]


def test_a_run_that_is_stopped_goes_on_where_it_was(case):
    def stop(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.understand(stop)
    report = case.understand()
    assert report.known > 0
    assert report.words > 0


def test_what_is_deleted_or_damaged_is_made_again(place):
    file = place / "case" / "understood.db"
    with Case.open(place / "case") as case:
        case.understand()
        before = kept(case)
    for spoil in (file.unlink, lambda: file.write_bytes(b"junk" * 5000)):
        spoil()
        with Case.open(place / "case") as case:
            assert case.understand().words > 0
            assert kept(case) == before


def test_a_file_of_another_layout_is_begun_anew(place):
    import sqlite3

    with Case.open(place / "case") as case:
        case.understand()
    database = sqlite3.connect(place / "case" / "understood.db")
    database.execute("CREATE TABLE other (x)")
    database.commit()
    database.close()
    with Case.open(place / "case") as case:
        assert case.understand().words > 0


def test_a_source_in_a_language_that_is_not_read_is_named_kept_and_found(bare, tmp_path):
    (tmp_path / "lehti.txt").write_text(FINNISH, "utf-8")
    bare.add(tmp_path / "lehti.txt")
    report = bare.understand()
    assert [(s.name, language) for s, language in report.foreign] == [("lehti.txt", "fi")]
    assert kept(bare) == []
    assert bare.search("timantteja")[0].source.name == "lehti.txt"


def test_only_a_source_that_is_described_anew_is_read_again(case, place):
    total = case.understand().words
    case.add(place / "archive" / "paper.txt", published="1987-03-16")
    report = case.understand()
    assert 0 < report.words < total
    assert report.known + report.words == total


def test_a_reader_that_dies_costs_its_part_alone(case, monkeypatch):
    monkeypatch.setattr(understanding, "_answers", lambda jobs, _settings: ((job, None) for job in jobs))
    report = case.understand()
    assert len(report.failed) == len([s for s in case.sources() if s.passages])
    assert report.words == 0
    monkeypatch.undo()
    assert case.understand().words > 0
    assert not case.understand().failed

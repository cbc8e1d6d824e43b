"""The second reader over a whole case: doubts in the order of the work, each at its words, with the passage."""

import pytest
from engine_samples import new_case, write_files, write_film

from loupe.engine import Case

FILM = (
    ("NARRATOR", "The ferry Estrella left Lisbon on 16 March 1987."),
    ("NARRATOR", "The captain was furious with the owners of the ferry."),
    ("NARRATOR", "At the inquiry the captain said: “We never lowered"),
    ("NARRATOR", "the seven grey lifeboats that night.”"),
    ("WIDOW", "Who would have thought it?"),
)
TALK = "CAPTAIN: We never lowered the seven grey lifeboats that morning.\n\nJUDGE: You may sit down now, captain.\n\n"


@pytest.fixture(scope="module")
def doubted(tmp_path_factory):
    """The doubts of a film of five lines, and its stored text."""
    folder = tmp_path_factory.mktemp("doubted")
    new_case(folder / "case")
    write_files(folder / "archive")
    (folder / "archive" / "talk.txt").write_text(TALK * 3, "utf-8")
    with Case.open(folder / "case") as case:
        case.add(folder / "archive")
        check = case.check(write_film(folder / "film.srt", FILM))
        return case.doubts(), case._store.read_text(case.source_of(check.work.id).text_sha256)


def test_every_doubt_stands_at_its_words_and_in_order(doubted):
    found, stored = doubted
    assert all(stored[one.doubt.start : one.doubt.end] == one.doubt.words for one in found)
    order = [(one.claim.ordinal, one.doubt.start, one.doubt.end) for one in found]
    assert order == sorted(order)


def test_a_date_that_a_passage_has_otherwise_names_the_passage(doubted):
    (one,) = [d for d in doubted[0] if d.doubt.kind == "date" and d.doubt.alarm]
    assert one.doubt.words == "16 March 1987"
    assert "14 March 1987" in one.quote
    assert one.source is not None
    assert one.place


def test_a_feeling_is_an_alarm_without_a_passage(doubted):
    (one,) = [d for d in doubted[0] if d.doubt.kind == "motive"]
    assert (one.doubt.alarm, one.doubt.words.split()[1], one.source) == (True, "furious", None)


def test_a_quotation_over_two_cues_is_held_against_the_talk(doubted):
    (one,) = [d for d in doubted[0] if d.doubt.kind == "quote"]
    assert one.doubt.alarm
    assert "“morning” where the line has “night”" in one.doubt.reason
    assert one.source is not None
    assert one.source.name == "talk.txt"

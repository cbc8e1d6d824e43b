"""A statement in one line, and docs/language/statements.md, whose tables are read again here."""

import re
from pathlib import Path

import pytest

from loupe.language import find_times
from loupe.language.parsing import find_parser
from loupe.language.setting import NOTHING_KNOWN
from loupe.language.statements import EVENT_TYPES, find_statements, statement_words
from loupe.model.statements import MODALITIES, Participant, Statement

PARSER = find_parser()
MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "statements.md").read_text("utf-8")


def rows(first):
    table = MANUAL[MANUAL.index(f"| {first} |") :].split("\n\n", 1)[0]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]


@pytest.mark.skipif(PARSER is None, reason="the parser's model is not installed")
@pytest.mark.parametrize("row", rows("sentence"), ids=[row[0] for row in rows("sentence")])
def test_the_manual_shows_what_the_program_reads(row):
    text, events, lines = row
    (parse,) = PARSER.parse([text])
    found = find_statements(text, parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN)
    assert (", ".join(s.event for s in found) or "none") == events
    assert (" / ".join(statement_words(s, text) for s in found) or "nothing") == lines


def test_the_manual_names_every_modality_in_the_order_in_which_they_are_tried():
    assert sorted(row[0] for row in rows("word")) == sorted(MODALITIES)


def test_the_manual_names_every_type_of_event():
    listed = re.split(r"^## Types of event\n\n", MANUAL, flags=re.MULTILINE)[1].split("\n\n")[0]
    assert tuple(re.split(r",\s+", listed.rstrip("."))) == EVENT_TYPES


TEXT = "Peys says that he secretly rented, for a very long and dull time, an office in November 2000."


def statement(**more):
    def part(role, words, **how):
        at = TEXT.index(words)
        return Participant(role, words, at, at + len(words), **how)

    verb = TEXT.index("rented"), TEXT.index("rented") + len("rented")
    given = {
        "id": "t-1", "source_id": "s", "passage_id": "p", "start": 0, "end": len(TEXT), "quote": TEXT,
        "chain": ("Peys",), "denied": False, "modality": "reported", "event": "rent", "verb": verb,
        "place": None, "place_name": None,
        "participants": (part("agent", "he", entity="Notarbartolo", guessed=True), part("patient", "an office")),
        "times": find_times(TEXT), "quantities": (),
    }  # fmt: skip
    return Statement(**(given | more))


def test_a_line_says_who_tells_who_did_what_and_when_with_guesses_in_brackets():
    line = "Peys says: he [Notarbartolo?] secretly rented … an office in November 2000"
    assert statement_words(statement(), TEXT) == line


@pytest.mark.parametrize(
    ("more", "tail"),
    [
        ({"denied": True}, " [it did not happen]"),
        ({"modality": "alleged", "denied": True}, " [alleged; it did not happen]"),
        ({"modality": "possible"}, " [possible]"),
        ({"modality": "conditional"}, " [on a condition]"),
        ({"modality": "future"}, " [still to come]"),
        ({"modality": "asked"}, " [a question]"),
        ({"modality": "asserted"}, "November 2000"),
    ],
)
def test_how_it_is_put_forward_stands_behind_in_words(more, tail):
    assert statement_words(statement(**more), TEXT).endswith(tail)


@pytest.mark.parametrize(
    ("teller", "opening"),
    [
        ("Peys", "Peys says: "),
        ("the police", "The police say: "),
        ("Prosecutors", "Prosecutors say: "),
        ("they", "They say: "),
        ("the press", "The press says: "),
        ("Hughes", "Hughes says: "),
    ],
)
def test_one_teller_says_and_several_say(teller, opening):
    assert statement_words(statement(chain=(teller,)), TEXT).startswith(opening)

"""Layers read from sentences, the file that a person corrects, and the matrix of accounts."""

import random

import pytest
from lines_by_hand import demo_lines, lines

from loupe.engine.reasoned.layers import layers_of
from loupe.engine.reasoned.layersfile import layers_text, parse_layers, read_layers, write_layers
from loupe.model import to_plain
from loupe.model.errors import PolicyInvalid, UsageError


def matrix(*texts, given=None):
    return layers_of([line for n, text in enumerate(texts) for line in lines(text, f"note{n}.txt")], given)


def said(made):
    return [
        (row.layer.name, e.verdict, e.denied, bool(e.cited.hedged), e.implied)
        for row in made.rows
        for cell in row.cells
        for e in cell.entries
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The motion detector was sprayed with paint.", ("motion detector", "bypassed", False, False, False),
            id="sprayed",
        ),
        pytest.param(
            "The guards had switched off the seismic sensor the day before.",
            ("seismic sensor", "disabled beforehand", False, False, False), id="switched off before",
        ),
        pytest.param(
            "The burglars opened the safe with a copied key.",
            ("lock and key", "opened with key or code", False, False, False), id="with a key",
        ),
        pytest.param(
            "They drilled the vault door.", ("vault door", "forced", False, False, False), id="drilled",
        ),
        pytest.param(
            "The pressure mat was not working.", ("pressure sensor", "not working", False, False, False), id="broken",
        ),
        pytest.param(
            "Nobody knows how the combination lock was opened.",
            ("combination lock", "unexplained", False, False, False), id="nobody knows",
        ),
        pytest.param(
            "There was no sign of a break-in.", ("way in", "forced", True, False, False), id="denied",
        ),
        pytest.param(
            "Perhaps the padlock was picked.", ("lock and key", "opened with key or code", False, True, False),
            id="a guess",
        ),
        pytest.param(
            "The magnetic contacts were the last hurdle. They were jammed.",
            ("magnetic alarm", "bypassed", False, False, True), id="a pronoun",
        ),
    ],
)  # fmt: skip
def test_a_sentence_says_how_a_layer_was_beaten(text, expected):
    assert said(matrix(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Was the motion detector sprayed?", id="a question"),
        pytest.param("The motion detector must not be covered.", id="not to be done"),
        pytest.param("A lock is only as good as the person who closes it.", id="a general remark"),
        pytest.param("The King of Keys was picked for it.", id="a name"),
        pytest.param("On Mondays the vault door will be closed.", id="still to come"),
        pytest.param("We tried it on the lock in our own office. It was forced.", id="the writer's own"),
        pytest.param("The mayor opened the exhibition.", id="no layer"),
    ],
)
def test_what_is_no_account_of_a_layer_gives_none(text):
    assert said(matrix(text)) == []


def test_a_mystery_does_not_say_that_the_lock_was_passed():
    made = matrix("How they got past the combination lock is the biggest mystery, the author says.")
    assert [(row.layer.name, row.standing) for row in made.rows] == [("combination lock", "called a mystery")]


def test_the_demo_has_its_layers_its_riddle_and_its_disagreements():
    made = layers_of(demo_lines(), None)
    standing = {row.layer.name: row.standing for row in made.rows}
    names = list(standing)
    assert {"motion detector", "heat sensor", "light sensor", "magnetic alarm", "cameras", "deposit boxes"} <= {
        n for n, s in standing.items() if s == "told"
    }
    assert standing["recordings"] == "accounts differ", "swapped, and taken away"
    assert standing["vault door"] == "accounts differ", "wide open, and closed"
    assert standing["combination lock"] == "only surmised", "a mystery for one, a surmise for others"
    assert names.index("cameras") < names.index("vault door") < names.index("motion detector")
    assert names[-1] == "deposit boxes"
    (door,) = [row for row in made.rows if row.layer.name == "vault door"]
    assert len(door.silent) == len(made.accounts) - len(door.cells) > 5
    assert sorted(c.low for c in made.counts) == [9, 10]
    quotes = " ".join(e.cited.quote for row in made.rows for cell in row.cells for e in cell.entries)
    assert "Waving your arms" not in quotes, "a reading room's lights are no layer of the vault"
    assert "The dial had not been spun either" not in quotes, "nor is the safe in the writer's corridor"


def test_any_order_of_sources_gives_the_same_matrix():
    texts = ["They drilled the vault door.", "The door stood wide open.", "The vault door had been closed by them."]
    found = [lines(text, f"n{n}.txt") for n, text in enumerate(texts)]
    made = to_plain(layers_of([x for one in found for x in one], None))
    for seed in range(6):
        random.Random(seed).shuffle(found)
        assert to_plain(layers_of([x for one in found for x in one], None)) == made


FILE = """
place = "the vault"
[response]
mean = 300
deviation = 90
communication = 0.95
[[layer]]
name = "beam"
kind = "sensor"
words = ["beam", "ray"]
detection = 0.9
delay = 400
[[layer]]
name = "grille"
"""


def test_the_list_of_a_person_goes_before_the_lexicon():
    given = parse_layers(FILE)
    made = matrix("The ray was covered.", "The grille was forced.", "The padlock was picked.", given=given)
    assert [(row.layer.name, row.standing) for row in made.rows] == [("beam", "told"), ("grille", "told")]
    assert (made.given, made.place) == (True, "the vault")


def test_with_numbers_accounts_are_held_against_the_line_of_detection():
    made = matrix("The ray was covered.", "The grille was forced.", given=parse_layers(FILE))
    assert [(p.account, p.silenced) for p in made.paths] == [("", ()), ("note0.txt", ("beam",))]
    assert made.paths[0].reach.probability > 0.7
    assert made.paths[1].reach.probability == 0.0, "if the beam was covered, nothing was left to raise an alarm"


def test_without_numbers_it_is_not_computed_and_says_so():
    assert matrix("The padlock was picked.").no_paths == (
        "Not computed: nobody gave detection and delay of the layers in layers.toml."
    )
    given = parse_layers(FILE.replace("[response]\nmean = 300\ndeviation = 90\ncommunication = 0.95\n", ""))
    assert matrix("The ray was covered.", given=given).no_paths == (
        "Not computed: nobody gave a response time in layers.toml."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("layer = 3", "it needs at least one [[layer]]", id="no layer"),
        pytest.param("[[layer]]\nkind = 'lock'", "layer 1 needs a name", id="no name"),
        pytest.param("[[layer]]\nname = 'a'\ncolour = 1", "unknown key “colour”", id="unknown key"),
        pytest.param("[[layer]]\nname = 'a'\nkind = 'moat'", "kind must be one of sensor, lock", id="unknown kind"),
        pytest.param("[[layer]]\nname = 'a'\nwords = []", "words must be a list of texts", id="no words"),
        pytest.param("[[layer]]\nname = 'a'\ndetection = 1.2\ndelay = 1", "a number from 0 to 1", id="no chance"),
        pytest.param("[[layer]]\nname = 'a'\ndetection = 0.5", "detection and delay go together", id="half"),
        pytest.param(
            "[[layer]]\nname = 'a'\ndetection = 0.5\ndelay = nan", "delay (seconds) must be a number", id="no number"
        ),
        pytest.param(
            "[[layer]]\nname = 'a'\ndetection = 0.5\ndelay = 1\nwhere = 'X'", 'where must be "B"', id="no place"
        ),
        pytest.param("[[layer]]\nname = 'a'\n[[layer]]\nname = 'a'", "two layers are called “a”", id="twice"),
        pytest.param("[[layer]]\nname = 'a'\n[response]\nsd = 3", "[response] needs mean", id="no mean"),
        pytest.param("place = [", "not valid TOML", id="no TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(text, words):
    with pytest.raises(PolicyInvalid) as refused:
        parse_layers(text)
    assert words in str(refused.value)
    assert "docs/layers.md" in refused.value.hint


def test_the_proposal_is_written_once_and_reads_back_as_it_was(tmp_path):
    made = matrix("The motion detector was sprayed.", "The combination was a riddle.")
    assert read_layers(tmp_path) is None
    write_layers(tmp_path, made)
    back = read_layers(tmp_path)
    assert back.layers == tuple(row.layer for row in made.rows)
    with pytest.raises(UsageError):
        write_layers(tmp_path, made)
    with pytest.raises(UsageError):
        write_layers(tmp_path / "other", matrix("Nothing happened."))
    assert parse_layers(layers_text('a "quoted" place', back.layers)).place == 'a "quoted" place'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The camera was taped to the window. We saw the Moon.", id="nothing was entered"),
        pytest.param("There was a theft. It was used as a key performance figure.", id="a key figure"),
        pytest.param(
            "There was a theft. That was really key to me, and the team had all key people.", id="what matters"
        ),
        pytest.param(
            "There was a theft. They threw a fix in the code over the fence at the test team.", id="program code"
        ),
    ],
)
def test_a_case_without_an_entry_or_with_figures_of_speech_has_no_layers(text):
    assert layers_of(lines(text), None).rows == ()


def test_keys_stay_keys():
    made = layers_of(lines("The thieves had copied the key to the vault."), None)
    assert [row.layer.name for row in made.rows] == ["lock and key"]

"""The demo: what its film and its archive cannot both have, each with its two passages, and what is no conflict."""

from pathlib import Path

import pytest
from engine_samples import new_case

from loupe.language import find_parser

DEMO = Path(__file__).resolve().parents[2] / "demo"
NOTES = (
    "abc-primetime advertiser bbc crime-book flawless kirkus mail-guardian professional-jeweler seattle-times time "
    "wired"
).split()

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    """(strength, words of all passages) of every set of the film and the notes that it is set against."""
    folder = tmp_path_factory.mktemp("demo")
    with new_case(folder / "case") as case:
        for name in NOTES:
            body = (DEMO / "notes" / f"{name}.md").read_text("utf-8").split("---", 2)[2]
            (folder / f"{name}.txt").write_text(body.strip() + "\n", "utf-8")
            case.add(folder / f"{name}.txt")
        case.add(DEMO / "film.srt", title="The Quiet Weekend", kind="film")
        case.understand()
        found = case.conflicts()
        assert case.conflicts() == found
    return [
        (one.strength, " | ".join(" ".join(_shown(group.voices[i])) for i in one.statements))
        for group in found.groups
        for one in group.group.sets
    ]


def _shown(voice):
    return [" ".join(v.quote.split()) for v in (voice, *voice.also)]


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        pytest.param(("in a car all night", "phone was in use inside"), "conflict", id="in the car, inside"),
        pytest.param(("worked in the dark", "the lights were on"), "tension", id="dark, lights on"),
        pytest.param(("to have been swapped", "the tapes were missing"), "conflict", id="swapped, missing"),
        pytest.param(("closed the door as they left", "stood wide open"), "tension", id="closed, wide open"),
        pytest.param(("123 of 160", "189 safe-deposit boxes"), "conflict", id="160 boxes, 189 boxes"),
        pytest.param(("123 of the 160", "broke open 109 boxes"), "conflict", id="123 boxes, 109 boxes"),
        pytest.param(("already served ten", "served six years"), "conflict", id="ten years, six years"),
        pytest.param(
            ("tenant there since November 2000", "only a few months before the theft"), "conflict", id="office rented"
        ),
    ],
)
def test_what_the_film_and_its_sources_cannot_both_have(sets, words, strength):
    assert strength in {how for how, quotes in sets if all(w in quotes for w in words)}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("forced more than 100 deposit boxes", "123 of the 160"), id="more than 100, 123"),
        pytest.param(("thirty centimetres thick", "twelve inches thick"), id="30 cm, 12 inches"),
        pytest.param(("official estimate", "worth at least $100 million"), id="$100 million, at least that"),
        pytest.param(("sentenced to ten years", "served six years"), id="ten years given, six served"),
    ],
)
def test_what_is_no_conflict(sets, words):
    assert [quotes for _, quotes in sets if len(quotes.split(" | ")) == 2 and all(w in quotes for w in words)] == []

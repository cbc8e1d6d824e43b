"""From sentences to impossible sets: what two texts must be found to exclude, and what they must not."""

import pytest
from conflict_samples import held, strength_of

from loupe.language import find_parser

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

BANK = "The robbery of the bank was well prepared. "


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "The thieves opened 41 lockers.", "The burglars broke open 36 lockers.", "conflict",
            id="two counts of one act"
        ),
        pytest.param(
            "The thieves opened 41 lockers.", "The police searched 36 lockers.", None, id="counts of two acts"
        ),
        pytest.param(
            "The thieves opened 41 lockers.", "The thieves opened 36 crates.", None, id="counts of two things"
        ),
        pytest.param(
            "The thieves opened more than 40 lockers.", "They opened 41 of the 60 lockers.", None,
            id="a bound that holds"
        ),
        pytest.param(
            "They opened 41 of the 60 lockers.", "They opened 41 of the 75 lockers.", "conflict", id="two wholes"
        ),
        pytest.param(
            "The thieves opened 41 lockers.", "The thieves may have opened 36 lockers.", None, id="only possible"
        ),
        pytest.param("The thieves opened 41 lockers.", "Did the thieves open 36 lockers?", None, id="only asked"),
        pytest.param(
            "The thieves opened 41 lockers.", "They planned to open 36 lockers.", None, id="only planned"
        ),
        pytest.param(
            "Eighty people were killed in May 1999.", "Ninety people were killed in June 2004.", None, id="two years"
        ),
        pytest.param(
            "Four layers of steel stood before the gold.", "Three layers of steel stood before the gold.", "conflict",
            id="what a thing is made of",
        ),
    ],
)  # fmt: skip
def test_counts(one, other, expected):
    assert strength_of(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "The door of the strongroom was 40 centimetres thick.", "The door of the strongroom was 10 inches thick.",
            "conflict", id="two thicknesses",
        ),
        pytest.param(
            "The door of the strongroom was 30 centimetres thick.", "The door of the strongroom was 12 inches thick.",
            None, id="one thickness in two units",
        ),
        pytest.param(
            "The door of the strongroom was 40 centimetres thick.", "The door of the garage was 10 inches thick.",
            None, id="two doors",
        ),
        pytest.param(
            "Ann Reed served six years.", "Ann Reed served ten years in prison.", "conflict", id="two spans served",
        ),
        pytest.param(
            "Ann Reed was sentenced to ten years.", "Ann Reed served six years.", None, id="given and served",
        ),
        pytest.param(
            "Ann Reed served six years.", "Tom Hale served ten years in prison.", None, id="two people's spans",
        ),
        pytest.param(
            "The loot was worth $30 million.", "The value of the loot was at least $30 million.", None,
            id="an amount and its lower bound",
        ),
        pytest.param(
            "The loot was worth $30 million.", "The haul was estimated at $90 million.", "conflict", id="two amounts",
        ),
        pytest.param(
            "None of the loot has ever been recovered.", "Part of the loot was found in a barn.", "conflict",
            id="nothing came back, and some did",
        ),
        pytest.param(
            "None of the loot has been recovered yet.", "Part of the loot was found in a barn.", None, id="not yet",
        ),
    ],
)  # fmt: skip
def test_measures(one, other, expected):
    assert strength_of(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "The gate of the depot stood open.", "The gate of the depot was shut.", "tension", id="open and shut"
        ),
        pytest.param(
            "The gate of the depot stood open.", "The gate of the park was shut.", None, id="two gates"
        ),
        pytest.param(
            "The gate of the depot stood open.", "After the gate of the depot was shut, it rained.", None,
            id="at another moment",
        ),
        pytest.param(
            "The gate of the depot stood open.", "The gate of the depot will be shut on Sundays.", None, id="in future"
        ),
        pytest.param(
            BANK + "The robbers worked in the dark.", BANK + "The lights were on in the hall.", "tension",
            id="dark, lit"
        ),
        pytest.param(
            "He read in the dark.", "The lights were on in the hall.", None, id="lights of no case"
        ),
        pytest.param(
            "The security tapes were missing.", "The tapes of the cameras had been replaced by old ones.", "conflict",
            id="missing and replaced",
        ),
        pytest.param(
            "The security tapes were missing.", "The thieves stole the security tapes.", None, id="stolen, so missing"
        ),
    ],
)  # fmt: skip
def test_states(one, other, expected):
    assert strength_of(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "The robbery took place on 3 May 1999.", "The robbery took place on 9 June 1999.", "conflict", id="two days"
        ),
        pytest.param(
            "The robbery took place on 3 May 1999.", "The robbery took place in May 1999.", None, id="a day, its month"
        ),
        pytest.param(
            "Ann Reed had rented an office since March 1996.",
            "Ann Reed had rented an office since July 1998.", "conflict",
            id="two beginnings",
        ),
        pytest.param(
            "Ann Reed met Tom Hale on 3 May 1999.", "Ann Reed met Tom Hale on 9 May 1999.", None,
            id="what happens often"
        ),
    ],
)  # fmt: skip
def test_times(one, other, expected):
    assert strength_of(one, other) == expected


def test_a_time_before_an_event_takes_three_statements():
    texts = {
        "lease.txt": "Ann Reed had rented an office since March 1996.",
        "paper.txt": "Ann Reed had rented an office only a few months before the robbery.",
        "court.txt": "The robbery took place on 3 May 1999.",
    }
    _, found = held(texts)
    assert [len(s.statements) for g in found.groups for s in g.sets] == [3]
    for name in texts:
        _, rest = held({k: v for k, v in texts.items() if k != name})
        assert rest.groups == ()


NIGHT = "The robbery was in the night of 3 May 1999. "


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            NIGHT + "Ann Reed waited outside in a van all night.",
            NIGHT + "Ann Reed's phone was in use inside the bank that night.", "conflict", id="her phone inside",
        ),
        pytest.param(
            NIGHT + "Ann Reed waited outside in a van all night.",
            NIGHT + "Tom Hale's phone was in use inside the bank that night.", None, id="another's phone",
        ),
        pytest.param(
            NIGHT + "Ann Reed waited outside in a van.",
            NIGHT + "Ann Reed's phone was in use inside the bank that night.", None, id="not all night",
        ),
        pytest.param(
            "On the night of 9 May 1999 Ann Reed waited outside in a van all night.",
            NIGHT + "Ann Reed's phone was in use inside the bank that night.", None, id="another night",
        ),
    ],
)  # fmt: skip
def test_places(one, other, expected):
    assert strength_of(one, other) == expected


def test_the_one_driver():
    assert strength_of("The driver was Ann Reed.", "The driver was Tom Hale.") == "conflict"
    assert strength_of("The driver was Ann Reed.", "Perhaps the driver was Tom Hale.") is None


def test_ages_of_reports_of_known_days():
    dated = {"0.txt": {"published": "2003-03-04"}, "1.txt": {"published": "2003-03-09"}}
    assert strength_of("Ann Reed, 51, was arrested.", "Ann Reed, 44, was arrested.", **dated) == "conflict"
    assert strength_of("Ann Reed, 51, was arrested.", "Ann Reed, 51, was arrested.", **dated) is None


def test_he_is_not_the_one_who_tells():
    texts = {
        "a.txt": "Paul Reed was no stranger in the building. According to Tom Hale, he had rented an office there "
        "since March 1996.",
        "b.txt": "Paul Reed had rented an office since July 1998.",
        "c.txt": "Tom Hale had rented an office since July 1998.",
    }
    _, found = held(texts)
    assert [{p.words for p in g.positions} for g in found.groups] == [
        {"he had rented an office there since March 1996", "Paul Reed had rented an office since July 1998"}
    ]


def test_who_draws_on_another_is_no_second_voice():
    texts = {
        "book.txt": "The thieves opened 41 lockers.",
        "review.txt": "In all 41 lockers were opened.",
        "paper.txt": "The thieves opened 36 lockers.",
    }
    alone = held({k: v for k, v in texts.items() if k != "review.txt"})[1]
    copied = held(texts, **{"review.txt": {"draws_on": ("book.txt",)}})[1]
    assert [g.sets for g in copied.groups] == [g.sets for g in alone.groups]
    assert [len(others) for others in copied.also.values()] == [1]
    apart = held(texts)[1]
    assert sum(len(g.sets) for g in apart.groups) == 2


def test_the_order_of_the_sources_changes_nothing():
    texts = {
        "a.txt": "They opened 41 of the 60 lockers.",
        "b.txt": "The thieves opened 36 lockers.",
        "c.txt": "The gate of the depot stood open.",
        "d.txt": "The gate of the depot was shut.",
    }
    forward = held(texts)[1]
    assert held(dict(reversed(texts.items())))[1] == forward
    assert len(forward.groups) == 2

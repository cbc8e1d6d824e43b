"""What the pages about the archive are made from: roots by declaration, claims found by words and meaning."""

from __future__ import annotations

import pytest

from loupe.engine.pages.claimsearch import ClaimSearch
from loupe.engine.reasoned.roots import origin_groups
from loupe.model import Source
from loupe.search import static_encoder


def source(id_, *draws_on, **said):
    return Source(id_, "0" * 64, f"{id_}.txt", "text", 10, draws_on=draws_on, **said)


def test_sources_go_back_to_the_roots_that_they_lead_to():
    groups = origin_groups(
        [source("s-1", "AP"), source("s-2", "s-1.txt"), source("s-3", "s-2", "Reuters"), source("s-4"), source("s-5")]
    )
    assert groups["s-1"] == groups["s-2"]
    assert (groups["s-1"].label, groups["s-1"].size) == ("AP", 2)
    assert groups["s-3"].label == "AP; Reuters"
    assert "s-4" not in groups


def test_a_maker_is_the_root_of_what_declares_nothing():
    groups = origin_groups([source("s-1", maker="Jan Peeters"), source("s-2", maker="Jan Peeters"), source("s-3")])
    assert groups["s-1"] == groups["s-2"]
    assert groups["s-1"].size == 2


def test_sources_that_draw_on_each_other_in_a_ring_are_one_group():
    groups = origin_groups([source("s-1", "s-2"), source("s-2", "s-3"), source("s-3", "s-1"), source("s-4", "s-2")])
    assert len({groups[f"s-{n}"].key for n in range(1, 5)}) == 1


CLAIMS = [
    "Sixty-three cameras watch over the district.",
    "The thieves opened 109 of the 189 boxes.",
    "Nobody was hurt.",
    "The vault's door was a foot thick.",
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("cameras watched the district", 0, id="other forms of the words"),
        pytest.param("109 boxes", 1, id="a figure"),
        pytest.param("HURT", 2, id="capitals"),
        pytest.param("door vault", 3, id="another order"),
    ],
)
def test_claims_are_found_by_their_words(query, first):
    assert ClaimSearch(CLAIMS, None).best(query, 5)[0] == first


@pytest.mark.parametrize("query", ["zzyzx", "", "?!", "\u202e"])
def test_what_no_claim_speaks_of_finds_none(query):
    assert ClaimSearch(CLAIMS, None).best(query, 5) == []
    assert ClaimSearch([], None).best(query, 5) == []


@pytest.mark.skipif(static_encoder() is None, reason="no static vectors are installed")
def test_claims_are_found_by_their_meaning():
    search = ClaimSearch([*CLAIMS, "They carried guns."], static_encoder())
    assert search.best("weapons", 5) == [4]
    assert search.best("zzyzx qwrt", 5) == []

"""Cards as persons decided them: counted anew by origin, the proposal kept beside them, a verdict held against them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_script_context import COPY, LINES, PAPER, WORK, claim, context, evidence, finding

from loupe.model import Locator, Origin, ParagraphPlace, Passage, Segment
from loupe.publish.public import public_of
from loupe.review import review_of
from loupe.store import Decision
from loupe.views.cards import by_hand_ids, disagreement, weighed
from loupe.views.film_page import claim_page
from loupe.views.script_page import script_page
from loupe.views.signing import text_hash

AGAINST, PRO = "e-against", "e-pro"
LONG = "The detectives of the diamond squad counted 123 opened boxes in the vault on Monday morning."
WAS = "They took 109 boxes and"


def made(label="contradicted", *, copy=False):
    """A claim with one card against it, one related from the same paper, and on demand a copy of the first."""
    found = [evidence(AGAINST, "c-1", "s-paper", "contradicts", "109"), evidence(PRO, "c-1", "s-copy", "related")]
    found[1] = replace(found[1], quote="other words")
    ids = [AGAINST]
    if copy:
        found[0] = replace(found[0], quote=LONG)
        found.append(replace(evidence("e-again", "c-1", "s-copy", "contradicts"), quote=LONG))
        ids.append("e-again")
    origins = (Origin("Paper", tuple(ids), ()),)
    return context(finding(claim("c-1", 0, 23, WAS), label, *found, origins=origins, counts=(0, 1)))


def card(passage, stance, quote="words", who="Anna", start=0):
    fields = {"claim": "c-1", "passage": passage, "start": start, "end": start + len(quote), "quote": quote}
    return ("card", fields | {"stance": stance}, who)


def verdict(label, basis="now"):
    return ("verdict", {"claim": "c-1", "label": label, "proposed": "contradicted", "basis": basis}, "Anna")


SIGNED = ("signed", {"passage": "p-1", "text_sha256": text_hash(LINES[0]), "on": True}, "Anna")


def reviewed(*acts):
    return review_of(
        Decision(n, "s-work", kind, fields, who, f"2026-01-01T00:00:{n:02d}", "")
        for n, (kind, fields, who) in enumerate(acts, 1)
    )


HAND = {
    id_: (Passage(id_, source.id, 1, "text", None, Locator((Segment(0, 40, ParagraphPlace(4)),)), "x" * 40), source)
    for id_, source in (
        ("p-hand", PAPER),
        ("p-far", replace(COPY, id="s-far", title="Far", draws_on=())),
        ("p-again", replace(COPY, id="s-again", title="Again", draws_on=("s-paper",))),
    )
}


def counts(*acts, script=None):
    script, review = script or made(), reviewed(*acts)
    now = weighed(script.claims[0], review.of("c-1"), HAND)
    return now.supporting, now.contradicting


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([], (0, 1), id="as Loupe counts them"),
        pytest.param([card("p-e-against", "irrelevant")], (0, 0), id="an irrelevant card counts no more"),
        pytest.param([card("p-e-against", "supports")], (1, 0), id="a card turned round"),
        pytest.param([card("p-e-pro", "contradicts", "other words")], (0, 2), id="a related one that says so"),
        pytest.param([card("p-far", "supports")], (1, 1), id="attached by hand"),
        pytest.param([card("p-hand", "contradicts")], (0, 1), id="attached, of a source that counts already"),
        pytest.param(
            [card("p-again", "contradicts")], (0, 1), id="attached, of a source that re-tells one that counts"
        ),
        pytest.param([card("p-far", "supports"), card("p-far", "supports", "more", start=6)], (1, 1), id="twice"),
        pytest.param([card("p-far", "irrelevant")], (0, 1), id="attached and found irrelevant"),
        pytest.param([card("p-gone", "supports")], (0, 1), id="attached, and no longer in the case"),
    ],
)
def test_origins_are_counted_anew(acts, expected):
    assert counts(*acts) == expected


def test_what_says_it_in_the_same_words_falls_with_the_card_it_stands_under():
    assert counts(card("p-e-against", "irrelevant", LONG), script=made(copy=True)) == (0, 0)


def test_a_source_that_cannot_bear_itself_out_does_not_by_being_attached_to():
    own = Origin("Paper", (AGAINST,), (), circular=True)
    found = evidence(AGAINST, "c-1", "s-paper", "supports")
    script = context(finding(claim("c-1", 0, 23, WAS), "uncorroborated", found, origins=(own,)))
    assert counts(card("p-hand", "supports"), script=script) == (0, 0)


def test_the_proposal_stays_beside_what_a_person_decided():
    [was, _] = made().claims[0].evidence
    [now, _, hand] = weighed(
        made().claims[0],
        reviewed(card("p-e-against", "irrelevant"), card("p-far", "supports", who="Ben")).of("c-1"),
        HAND,
    ).cards
    assert replace(now, decided="", decided_by="", decided_at="") == was
    assert (now.holds, now.decided_by, now.decided_at[:10]) == ("irrelevant", "Anna", "2026-01-01")
    assert (hand.by_hand, hand.holds, hand.decided_by, hand.source_label, hand.origin) == (
        True,
        "supports",
        "Ben",
        "Far",
        2,
    )
    assert "paragraph 4" in hand.place


def test_only_passages_that_are_no_evidence_are_attached_by_hand():
    review = reviewed(card("p-e-against", "irrelevant"), card("p-far", "supports"))
    assert by_hand_ids(made().claims, review) == ("p-far",)


@pytest.mark.parametrize(
    ("acts", "says"),
    [
        pytest.param([verdict("contradicted")], "", id="the proposal taken"),
        pytest.param([verdict("contradicted"), card("p-e-against", "irrelevant")], "against", id="nothing against"),
        pytest.param([card("p-e-against", "irrelevant"), verdict("contradicted")], "against", id="in whatever order"),
        pytest.param([verdict("contested"), card("p-e-against", "supports")], "against", id="contested by nothing"),
        pytest.param([verdict("corroborated")], "for it", id="corroborated by nothing"),
        pytest.param([verdict("uncorroborated"), card("p-e-against", "supports")], "", id="one origin is too few"),
        pytest.param(
            [verdict("uncorroborated"), card("p-e-against", "supports"), card("p-far", "supports")], "2 independent",
            id="uncorroborated with support",
        ),
        pytest.param([verdict("unsure"), card("p-e-against", "irrelevant")], "", id="unsure says nothing"),
        pytest.param([card("p-e-against", "irrelevant")], "", id="nobody decided"),
    ],
)  # fmt: skip
def test_a_verdict_that_no_card_bears_out_is_told_on_the_page_the_checklist_and_is_held_back(acts, says):
    script, review = made(), reviewed(*acts, SIGNED)
    [one] = script.claims
    told = disagreement(one, review.of("c-1"), weighed(one, review.of("c-1"), HAND), 2)
    assert (says in told) if says else not told
    assert claim_page(one, review, "s-work", "now", by_hand=HAND).disagrees == told
    page = script_page(script, review, LINES, lambda _: "now", by_hand=HAND)
    assert [row.number for row in page.checklist if row.kind == "disagree"] == [int(bool(says))]
    sources = {source.id: source for source in (WORK, PAPER, COPY, HAND["p-far"][1])}
    public = public_of(script, review, LINES, lambda _: "now", sources, HAND, names=False)
    held = bool(says) or not review.of("c-1").decided
    assert public.script.claim_count == page.public == int(not held)


def test_the_panel_recounts_only_where_a_person_decided_a_card():
    [one] = made().claims
    assert claim_page(one, reviewed(verdict("contradicted")), "s-work", "now").recounted == ""
    now = claim_page(one, reviewed(card("p-e-against", "irrelevant")), "s-work", "now", by_hand=HAND)
    assert now.recounted == "No independent origin for or against it."
    assert now.claim.why == "1 independent origin contradicts it, none supports it."

"""What is no longer as it was when it was decided: listed, never changed."""

from __future__ import annotations

from many_claims import many, taken, verdict

from loupe.review import review_of
from loupe.views.changes import changes

SCRIPT = many(6)
NOW = {claim.id: claim.label for claim in SCRIPT.claims}


def signed(passage):
    return ("signed", {"passage": passage, "text_sha256": "x", "on": True})


def found(*acts, bases=(), lines=(), **fields):
    script = many(6, **fields) if fields else SCRIPT
    return changes(script, review_of(taken(*acts)), dict(bases), dict(lines))


def test_nothing_is_said_where_all_is_as_it_was():
    same = found(
        verdict("c-1", "contested", NOW["c-1"]), signed("p-1"), bases=[("c-1", "x")], lines=[("p-1", (1, True))]
    )
    assert not same
    assert same.said == ""


def test_other_evidence_and_another_proposal_are_told_apart():
    other = "contested" if NOW["c-2"] != "contested" else "corroborated"
    changed = found(
        verdict("c-1", "corroborated", NOW["c-1"]),
        verdict("c-2", "corroborated", other),
        verdict("c-3", "unsure", NOW["c-3"]),
        bases=[("c-1", "y"), ("c-2", "y"), ("c-3", "y")],
    )
    assert changed.said == "3 decided claims have new evidence, 1 verdict would change"
    assert [(c.number, c.would_change, c.label) for c in changed.claims] == [
        ("2.1", True, "corroborated"),
        ("1.1", False, "corroborated"),
        ("3.1", False, "unsure"),
    ]


def test_lines_that_are_open_again_and_what_is_gone_are_counted():
    changed = found(
        signed("p-1"), signed("p-2"), signed("p-9"), verdict("c-99", "contested"),
        lines=[("p-1", (1, False)), ("p-2", (2, True)), ("p-3", (3, False))],
    )  # fmt: skip
    assert (changed.lines, changed.lost, changed.gone) == ((1,), 1, 1)
    assert changed.said == "1 decided claim is gone, 1 signed line is open again, 1 signed line is gone"


def test_while_claims_wait_none_is_called_gone():
    changed = found(verdict("c-99", "contested"), waiting=3)
    assert (changed.gone, changed.waiting) == (0, True)


def test_a_claim_without_a_basis_now_says_nothing():
    assert not found(verdict("c-1", "contested"))

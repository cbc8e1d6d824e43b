"""What persons decided, put beside what is proposed: nothing of the proposal is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from loupe.model import VERDICTS
from loupe.review import ClaimReview, Review
from loupe.views.cards import NONE_BY_HAND, ByHand, disagreement, weighed
from loupe.views.contexts import SHOWN, ClaimView, EvidenceView, LineView, NoteView, Run, ScriptContext, VerdictCount

__all__ = ["undecided", "with_decisions"]


def with_decisions(
    script: ScriptContext, review: Review, bases: Mapping[str, str], by_hand: ByHand = NONE_BY_HAND
) -> ScriptContext:
    """The script with the decisions in force; ``bases`` are the hashes of the evidence now, by the id of the claim.

    The counts and the underlines are of the verdicts that hold. A claim that a person left open keeps its proposal.
    ``by_hand`` are the passages that persons attached: they stand last among the evidence. Private notes stay out.
    """
    enough = script.policy.corroborating_origins
    lines = tuple(_line(line, review, bases, by_hand, enough) for line in script.lines)
    claims = [claim for line in lines for claim in line.claims]
    holds = {claim.number: claim for claim in claims}
    counts = Counter(claim.holds for claim in claims)
    checkable = [claim for claim in claims if claim.holds != "not checkable"]
    decided = sum(claim.final for claim in checkable)
    reviewed = decided == len(checkable) and any(claim.final for claim in claims)
    return replace(
        script,
        lines=tuple(_underlined(line, holds) for line in lines),
        counts=tuple(VerdictCount(label, counts[label]) for label in SHOWN if label in VERDICTS or counts[label]),
        checkable_count=len(checkable),
        decided_count=decided,
        reviewed=reviewed and not script.waiting,
    )


def undecided(script: ScriptContext) -> ScriptContext:
    """The script as Loupe proposes it, without any decision."""
    return with_decisions(script, Review(), {})


def _line(line: LineView, review: Review, bases: Mapping[str, str], by_hand: ByHand, enough: int) -> LineView:
    claims = tuple(
        _claim(_proposed(claim), stands, bases, by_hand, enough)
        if (stands := review.claims.get(claim.id))
        else _proposed(claim)
        for claim in line.claims
    )
    return line if claims == line.claims else replace(line, claims=claims)


def _proposed(claim: ClaimView) -> ClaimView:
    """The claim as Loupe proposes it."""
    if not (claim.decided or claim.edited or claim.notes or claim.supporting_now is not None):
        return claim
    of = {id_: (number, origin) for number, origin in enumerate(claim.origins, 1) for id_ in origin.evidence_ids}

    def found(card: EvidenceView) -> EvidenceView:
        number, origin = of.get(card.id, (None, None))
        circular = origin is not None and origin.circular
        label = origin.label if origin else None
        return replace(card, origin=number, origin_label=label, circular=circular, decided="", decided_by="",
                       decided_at="")  # fmt: skip

    evidence = tuple(found(card) if card.decided else card for card in claim.evidence if not card.by_hand)
    return replace(
        claim, decided="", decided_by="", decided_at="", decided_why="", edited="", edited_by="", changed=False,
        reworded=False, notes=(), supporting_now=None, contradicting_now=None, disagrees="", evidence=evidence,
    )  # fmt: skip


def _claim(claim: ClaimView, stands: ClaimReview, bases: Mapping[str, str], by_hand: ByHand, enough: int) -> ClaimView:
    verdict, text, now = stands.verdict, stands.text, weighed(claim, stands, by_hand)
    return replace(
        claim,
        evidence=now.cards,
        notes=tuple(NoteView(note.text, note.who, note.at) for note in stands.notes if not note.private),
        supporting_now=now.supporting if stands.cards else None,
        contradicting_now=now.contradicting if stands.cards else None,
        disagrees=disagreement(claim, stands, now, enough),
        decided=verdict.label if verdict else "",
        decided_by=verdict.who if verdict else "",
        decided_at=verdict.at if verdict else "",
        decided_why=verdict.why if verdict else "",
        edited=text.text if text else "",
        edited_by=text.who if text else "",
        changed=stands.changed_since(bases.get(claim.id)),
        reworded=stands.reworded,
    )


def _underlined(line: LineView, claims: Mapping[str, ClaimView]) -> LineView:
    runs = tuple(_run(run, claims) for run in line.runs)
    return line if runs == line.runs else replace(line, runs=runs)


def _run(run: Run, claims: Mapping[str, ClaimView]) -> Run:
    worst = min((claims[number].holds for number in run.claims), key=SHOWN.index, default=None)
    return run if worst == run.label else replace(run, label=worst)

"""What persons decided, put beside what is proposed: nothing of the proposal is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from loupe.model import VERDICTS
from loupe.review import Review
from loupe.views.contexts import SHOWN, ClaimView, LineView, Run, ScriptContext, VerdictCount

__all__ = ["undecided", "with_decisions"]


def with_decisions(script: ScriptContext, review: Review, bases: Mapping[str, str]) -> ScriptContext:
    """The script with the decisions in force; ``bases`` are the hashes of the evidence now, by the id of the claim.

    The counts and the underlines are of the verdicts that hold. A claim that a person left open keeps its proposal.
    """
    lines = tuple(_line(line, review, bases) for line in script.lines)
    claims = [claim for line in lines for claim in line.claims]
    holds = {claim.number: claim for claim in claims}
    counts = Counter(claim.holds for claim in claims)
    decided = sum(claim.final for claim in claims if claim.checkable)
    return replace(
        script,
        lines=tuple(_underlined(line, holds) for line in lines),
        counts=tuple(VerdictCount(label, counts[label]) for label in SHOWN if label in VERDICTS or counts[label]),
        decided_count=decided,
        reviewed=0 < decided == script.checkable_count and not script.waiting,
    )


def undecided(script: ScriptContext) -> ScriptContext:
    """The script as Loupe proposes it, without any decision."""
    return with_decisions(script, Review(), {})


def _line(line: LineView, review: Review, bases: Mapping[str, str]) -> LineView:
    claims = tuple(_claim(claim, review, bases) for claim in line.claims)
    return line if claims == line.claims else replace(line, claims=claims)


def _claim(claim: ClaimView, review: Review, bases: Mapping[str, str]) -> ClaimView:
    stands = review.claims.get(claim.id)
    verdict, text = (stands.verdict, stands.text) if stands else (None, None)
    if verdict is None and text is None and not claim.decided and not claim.edited:
        return claim
    return replace(
        claim,
        decided=verdict.label if verdict else "",
        decided_by=verdict.who if verdict else "",
        decided_at=verdict.at if verdict else "",
        decided_why=verdict.why if verdict else "",
        edited=text.text if text else "",
        edited_by=text.who if text else "",
        changed=verdict is not None and verdict.basis != bases.get(claim.id, verdict.basis),
    )


def _underlined(line: LineView, claims: Mapping[str, ClaimView]) -> LineView:
    runs = tuple(_run(run, claims) for run in line.runs)
    return line if runs == line.runs else replace(line, runs=runs)


def _run(run: Run, claims: Mapping[str, ClaimView]) -> Run:
    worst = min((claims[number].holds for number in run.claims), key=SHOWN.index, default=None)
    return run if worst == run.label else replace(run, label=worst)

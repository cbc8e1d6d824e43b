"""The short table of findings for the terminal, the worst first."""

from __future__ import annotations

from loupe.model import ClaimKind
from loupe.views.contexts import SHOWN, ClaimView, EvidenceView, ScriptContext, SummaryRow

__all__ = ["findings_summary", "need"]

# What hurts most when it is wrong: what people count and sue over first, then what colours a person, then the rest.
WEIGHTS: dict[ClaimKind, int] = {
    "amount": 5, "number": 5, "date": 4, "time": 4, "quote": 4, "motive": 3, "superlative": 3, "name": 2, "place": 1,
    "event": 1,
}  # fmt: skip


def findings_summary(context: ScriptContext, limit: int | None = None) -> tuple[SummaryRow, ...]:
    """At most ``limit`` checkable claims as rows, the worst first.

    Order: contradicted, contested, uncorroborated, corroborated; within a verdict more contradicting origins, then
    fewer supporting ones, then heavier kinds (sums and numbers, dates and quotes, motives and superlatives, names,
    places and events), then the order of the script. Raises ValueError when ``limit`` is negative.
    """
    if limit is not None and limit < 0:
        raise ValueError("limit must not be negative")
    lines = {line.number: line for line in context.lines}
    ranked = sorted((claim for claim in context.claims if claim.holds != "not checkable"), key=need)
    rows = []
    for claim in ranked[:limit]:
        line, best = lines[claim.line], _best(claim)
        rows.append(
            SummaryRow(
                line=claim.line,
                claim=claim.number,
                time=line.time,
                speaker=claim.speaker or line.speaker or "",
                text=claim.shown,
                label=claim.holds,
                reason=claim.because or claim.why,
                source=best.source_label if best else "",
                place=best.place if best else "",
            )
        )
    return tuple(rows)


def need(claim: ClaimView) -> tuple[int, int, int, int, int, int]:
    """How much a claim needs a person, by what holds of it: the least value needs one most."""
    heaviest = max((WEIGHTS[kind] for kind in claim.kinds), default=0)
    total = sum(WEIGHTS[kind] for kind in claim.kinds)
    place = claim.locator.start
    return (SHOWN.index(claim.holds), -claim.contradicting, claim.supporting, -heaviest, -total, place)


def _best(claim: ClaimView) -> EvidenceView | None:
    """Choose the passage whose first reason the row shows, else the first one."""
    deciding = (evidence for evidence in claim.evidence if evidence.id == claim.because_of)
    return next(deciding, claim.evidence[0] if claim.evidence else None)

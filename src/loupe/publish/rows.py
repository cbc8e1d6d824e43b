"""The columns of the claims table and its rows, one per claim; sheet "Claims" and the CSV show the same."""

from __future__ import annotations

from loupe.model import VERDICTS, Stance
from loupe.publish import wording
from loupe.views import ClaimView, EvidenceView, LineView, ScriptContext

__all__ = ["COLUMNS", "DECISIONS", "FOR_PEOPLE", "VERDICT", "claim_rows"]

VERDICT = "Verdict (proposed)"

FOR_PEOPLE = ("Decision", "Decided by", "Date", "Note")
"""The last columns, left empty: only a person fills them."""

DECISIONS = ("accept", "unsure", *VERDICTS)
"""What a person may put under "Decision": accept the proposal, leave it open, or name another verdict."""

COLUMNS = (
    "Line",
    "Time",
    "Speaker",
    "Line text",
    "Claim",
    "Claim text",
    "Guesses",
    "Said by",
    "Kinds",
    VERDICT,
    "Supporting origins",
    "Contradicting origins",
    "Why",
    "Best support",
    "Best support: source",
    "Best support: place",
    "Best contradiction",
    "Best contradiction: source",
    "Best contradiction: place",
    "Other evidence",
    "Claim id",
    *FOR_PEOPLE,
)


def claim_rows(context: ScriptContext) -> list[tuple[str | int, ...]]:
    """List one row per claim in the order of the lines, a value per column of ``COLUMNS``."""
    return [_row(line, claim) for line in context.lines for claim in line.claims]


def _row(line: LineView, claim: ClaimView) -> tuple[str | int, ...]:
    support, contradiction = _best(claim, "supports"), _best(claim, "contradicts")
    shown = (support is not None) + (contradiction is not None)
    return (
        line.number,
        line.time or line.place,
        claim.speaker or line.speaker or "",
        line.text,
        claim.number,
        claim.text,
        "\n".join(f"{wording.GUESS} {wording.guess(one)}" for one in claim.guesses),
        wording.chain(claim.said_by),
        wording.kinds(claim),
        claim.label,
        claim.supporting,
        claim.contradicting,
        wording.reasoning(claim),
        *_told(support),
        *_told(contradiction),
        len(claim.evidence) - shown,
        claim.id,
        *("" for _ in FOR_PEOPLE),
    )


def _best(claim: ClaimView, stance: Stance) -> EvidenceView | None:
    return next((item for item in claim.evidence if item.stance == stance), None)


def _told(item: EvidenceView | None) -> tuple[str, str, str]:
    return (item.quote, wording.source_line(item), item.place) if item else ("", "", "")

"""The columns of the claims table and its rows, one per claim; sheet "Claims" and the CSV show the same."""

from __future__ import annotations

from collections.abc import Sequence

from loupe.model import VERDICTS, Stance
from loupe.publish import wording
from loupe.views import ClaimView, EvidenceView, LineView, ScriptContext

__all__ = ["COLUMNS", "DECISIONS", "FOR_PEOPLE", "VERDICT", "claim_rows"]

VERDICT = "Verdict (proposed)"

FOR_PEOPLE = ("Decision", "Decided by", "Date", "Note")
"""The last columns, empty until a person has decided: nobody else fills them."""

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


def claim_rows(context: ScriptContext, only: Sequence[str] | None = None) -> list[tuple[str | int, ...]]:
    """List one row per claim in the order of the lines, a value per column of ``COLUMNS``.

    ``only`` are the ids of the claims that are wanted, in the order in which they are wanted.
    """
    if only is None:
        return [_row(line, claim) for line in context.lines for claim in line.claims]
    found = {claim.id: (line, claim) for line in context.lines for claim in line.claims}
    return [_row(*found[claim]) for claim in only]


def _row(line: LineView, claim: ClaimView) -> tuple[str | int, ...]:
    support, contradiction = _best(claim, "supports"), _best(claim, "contradicts")
    shown = (support is not None) + (contradiction is not None)
    return (
        line.number,
        line.time or line.place,
        claim.speaker or line.speaker or "",
        line.text,
        claim.number,
        claim.shown,
        "" if claim.edited else "\n".join(f"{wording.GUESS} {wording.guess(one)}" for one in claim.guesses),
        wording.chain(claim.said_by),
        wording.kinds(claim),
        claim.label,
        claim.supporting if claim.supporting_now is None else claim.supporting_now,
        claim.contradicting if claim.contradicting_now is None else claim.contradicting_now,
        wording.reasoning(claim),
        *_told(support),
        *_told(contradiction),
        len(claim.evidence) - shown,
        claim.id,
        claim.decided,
        claim.decided_by,
        claim.decided_at[:10],
        _note(claim),
    )


def _note(claim: ClaimView) -> str:
    """Why it was decided, and what a reader of the row must know besides."""
    said = [claim.decided_why] if claim.decided_why else []
    if claim.changed:
        said.append(wording.changed(claim))
    if claim.disagrees:
        said.append(f"Verdict and cards disagree. {claim.disagrees}")
    said += wording.shape(claim, names=True)
    said += wording.card_notes(claim)
    said += [wording.noted(note) for note in claim.notes]
    return "\n".join(said)


def _best(claim: ClaimView, stance: Stance) -> EvidenceView | None:
    return next((item for item in claim.evidence if item.holds == stance), None)


def _told(item: EvidenceView | None) -> tuple[str, str, str]:
    return (item.quote, wording.source_line(item), item.place) if item else ("", "", "")

"""The short table of findings, and a claim as its JSON object."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loupe.cli.output import clean
from loupe.cli.words import GLYPHS, verdict
from loupe.model import VERDICTS
from loupe.model.errors import IdUnknown

if TYPE_CHECKING:
    from rich.table import Table

    from loupe.engine import Case
    from loupe.views import ClaimView, ScriptContext, SummaryRow
    from loupe.views.contexts import ShownLabel

__all__ = ["claim_id", "claim_plain", "counts_line", "decision", "findings_table", "row_plain", "whole_of"]


def claim_id(case: Case, reference: str) -> str:
    """The id of the claim with this number ("12.1") in the work checked last; any other reference as it is."""
    if not re.fullmatch(r"\d+\.\d+[a-z]?", reference):
        return reference
    context = case.script_context()
    for claim in (*context.claims, *context.set_aside):
        if claim.number == reference:
            return claim.id
    raise IdUnknown(f"The work checked last has no claim {reference}.", hint="List them with: loupe claims CASE")


def whole_of(case: Case, claim: str) -> tuple[str, str] | None:
    """The work and the id of the claim that a person split, of which this id is a part; None where it is none."""
    from loupe.review.shapes import parts_of

    for work in case.works():
        parts = parts_of(case.review(work.id).claims)
        if claim in parts:
            return work.id, parts[claim][0]
    return None


def decision(claim: ClaimView) -> str:
    """Whose the verdict of a claim is: "proposed by Loupe", or a person's name with what Loupe proposed if not that."""
    proposal = "no proposal" if claim.part_of else "proposed by Loupe"
    if not claim.decided:
        return proposal
    did = f"decided by {claim.decided_by}" if claim.final else f"left open by {claim.decided_by}; {proposal}"
    other = "nothing" if claim.part_of else claim.label
    aside = f"; Loupe proposed {other}" if claim.final and claim.decided != claim.label else ""
    changed = f"; the {'words have' if claim.reworded else 'evidence has'} changed since" if claim.changed else ""
    return did + aside + changed


def counts_line(counts: Mapping[ShownLabel, int]) -> str:
    """How many claims have each verdict, the one that needs a person most first."""
    from loupe.views.contexts import SHOWN

    shown = [label for label in SHOWN if label in VERDICTS or counts.get(label)]
    return "  ".join(f"{GLYPHS[label]} {counts.get(label, 0)} {label}" for label in shown)


def findings_table(rows: Sequence[SummaryRow]) -> Table:
    """The rows as a table that fits 80 columns."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("Claim", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    table.add_column("What the work says, and why", overflow="fold")
    for row in rows:
        where = ", ".join(part for part in (row.source, row.place) if part)
        why = " ".join(part for part in (row.reason, f"({where})" if where else "") if part)
        said = f"{row.speaker}: {row.text}" if row.speaker else row.text
        place = f"{row.claim}\n{row.time}" if row.time else row.claim
        table.add_row(place, verdict(row.label), clean(f"{said}\n→ {why}\n" if why else said))
    return table


def row_plain(row: SummaryRow, context: ScriptContext) -> dict[str, Any]:
    """A row of the short table as its JSON object."""
    ids = {claim.number: claim.id for claim in context.claims}
    return {
        "id": ids[row.claim],
        "number": row.claim,
        "line": row.line,
        "time": row.time,
        "speaker": row.speaker,
        "text": row.text,
        "verdict": row.label,
        "reason": row.reason,
        "source": row.source,
        "place": row.place,
    }


def claim_plain(claim: ClaimView) -> dict[str, Any]:
    """A claim with its verdict as its JSON object, without its evidence."""
    return {
        "id": claim.id,
        "number": claim.number,
        "line": claim.line,
        "speaker": claim.speaker,
        "said_by": list(claim.said_by),
        "text": claim.shown,
        "quote": claim.quote,
        "kinds": list(claim.kinds),
        "checkable": claim.checkable,
        "why_not": claim.why_not,
        "verdict": claim.holds,
        "proposed": claim.label,
        "decided": claim.decided,
        "decided_by": claim.decided_by,
        "decided_at": claim.decided_at,
        "decided_why": claim.decided_why,
        "changed": claim.changed,
        "supporting": claim.supporting,
        "contradicting": claim.contradicting,
        "why": claim.why,
        "because": claim.because,
    }

"""Finished, frozen contexts of what Loupe shows: pure builders over the values of the model."""

from loupe.views.contexts import (
    ClaimView,
    DrawnOn,
    EvidenceView,
    GuessView,
    LineView,
    OriginView,
    PolicyView,
    Run,
    ScriptContext,
    SearchView,
    SourceView,
    Span,
    SummaryRow,
    VerdictCount,
)
from loupe.views.decided import undecided, with_decisions
from loupe.views.script import script_context
from loupe.views.summary import findings_summary

__all__ = [
    "ClaimView",
    "DrawnOn",
    "EvidenceView",
    "GuessView",
    "LineView",
    "OriginView",
    "PolicyView",
    "Run",
    "ScriptContext",
    "SearchView",
    "SourceView",
    "Span",
    "SummaryRow",
    "VerdictCount",
    "findings_summary",
    "script_context",
    "undecided",
    "with_decisions",
]

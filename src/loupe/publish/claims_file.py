"""A list of claims as it is shown on the claims page, as CSV, as a workbook or as JSON: those rows, in that order."""

from __future__ import annotations

from collections.abc import Sequence

from loupe.model import canonical_json, to_plain
from loupe.model.errors import UsageError
from loupe.publish import wording
from loupe.publish.rows import claim_rows
from loupe.publish.table import render_csv
from loupe.views import ScriptContext

__all__ = ["CLAIM_FORMS", "render_claims"]

CLAIM_FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The forms of the list and their media types."""
_JSON_FORMAT = "loupe-claims"


def render_claims(context: ScriptContext, only: Sequence[str], shown: str, form: str) -> bytes:
    """Render the claims with the ids ``only`` in that order; ``shown`` says in words which they are.

    The columns are those of the annotated script. Raises UsageError for a form that is none of ``CLAIM_FORMS``.
    """
    match form:
        case "csv":
            return render_csv(context, only)
        case "xlsx":
            from loupe.publish.sheet import render_claims_xlsx

            return render_claims_xlsx(context, claim_rows(context, only), shown)
        case "json":
            return _json(context, only, shown)
    raise UsageError(f"Claims are not written as {form[:20]}.", hint=f"Choose one of: {', '.join(CLAIM_FORMS)}.")


def _json(context: ScriptContext, only: Sequence[str], shown: str) -> bytes:
    found = {claim.id: claim for claim in context.claims}
    plain = {
        "format": _JSON_FORMAT,
        "format_version": 1,
        "case": context.case,
        "work": context.work.id,
        "title": context.title,
        "shown": shown,
        "check_state": wording.check_state(context),
        "claims": [{"verdict": found[one].holds, **to_plain(found[one])} for one in only],
    }
    return (canonical_json(plain, indent=1) + "\n").encode("utf-8", "backslashreplace")

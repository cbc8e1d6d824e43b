"""The claims as CSV that a spreadsheet opens safely: RFC 4180, UTF-8 with a byte-order mark, no cell that computes."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence

from loupe.publish import wording
from loupe.publish.rows import COLUMNS, claim_rows
from loupe.views import ScriptContext

__all__ = ["CHECK_STATE", "render_csv", "safe_cell"]

CHECK_STATE = "Check state"
"""The first column, the same in every row: "complete", or why the script must not be used as it is."""

# OWASP's list of beginnings that make a spreadsheet compute, and what invisible characters may stand before them.
_COMPUTES = frozenset("=+-@\t\r\n|%")


def render_csv(context: ScriptContext, only: Sequence[str] | None = None) -> bytes:
    """Render one row per claim under a header row, every cell quoted, lines ended by CR LF.

    Claim numbers are written "claim 12.1": bare, a spreadsheet would read a decimal or a date. Where no claim has been
    judged yet, one row says so in its first cell. ``only`` are the ids of the claims that are wanted, in their order.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow((CHECK_STATE, *COLUMNS))
    state = wording.check_state(context)
    claim = COLUMNS.index("Claim")
    for row in claim_rows(context, only):
        numbered = (*row[:claim], f"claim {row[claim]}", *row[claim + 1 :])
        writer.writerow([state, *(safe_cell(cell) if isinstance(cell, str) else cell for cell in numbered)])
    if wording.caution(context) and not context.claim_count:
        writer.writerow([state, *("" for _ in COLUMNS)])
    return text.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """Put a single quote before text that a spreadsheet might take for a formula.

    Judged on the first character that can be seen, folded to its plain form: a full-width equals sign after a
    no-break space counts too. What follows the quote is the text unchanged, but for characters no file may hold.
    """
    text = wording.clean(text)
    if text[:1] in _COMPUTES and text:
        return f"'{text}"
    for letter in text:
        if letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc"):
            continue
        folded = unicodedata.normalize("NFKC", letter)
        return f"'{text}" if folded[:1] in _COMPUTES or unicodedata.name(letter, "").endswith("MINUS SIGN") else text
    return text

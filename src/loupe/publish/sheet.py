"""The annotated script as an Excel workbook: Claims, Evidence, Sources, About."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from loupe.publish import wording
from loupe.publish.rows import COLUMNS, DECISIONS, FOR_PEOPLE, VERDICT, claim_rows
from loupe.publish.wording import INK
from loupe.views import ScriptContext

__all__ = ["EVIDENCE_COLUMNS", "SOURCE_COLUMNS", "render_claims_xlsx", "render_xlsx"]

EVIDENCE_COLUMNS = (
    "Claim", "Claim text", VERDICT, "Stance", "Stance by", "Quote", "Source", "Place", "Published", "Reliability",
    "Origin", "Shares its origin with", "Circular", "Credits", "Reasons", "Checks", "Closeness", "Source id",
    "SHA-256", "Evidence id", "Claim id",
)  # fmt: skip
SOURCE_COLUMNS = (
    "Source", "Maker", "Publisher", "Kind", "Published", "Reliability", "Draws on", "Re-told by", "Counted under",
    "Cited here", "File", "Came from", "Web address", "Words", "Passages", "Problem", "Notes", "Source id", "SHA-256",
)  # fmt: skip
_WIDTHS = {
    "Line": 6, "Time": 13, "Speaker": 14, "Line text": 42, "Claim": 7, "Claim text": 42, "Guesses": 44, "Said by": 16,
    "Kinds": 14, "Verdict (proposed)": 16, "Supporting origins": 11, "Contradicting origins": 13, "Why": 44,
    "Best support": 44, "Best support: source": 28, "Best support: place": 16, "Best contradiction": 44,
    "Best contradiction: source": 28, "Best contradiction: place": 16, "Other evidence": 10, "Decision": 16,
    "Decided by": 14, "Date": 12, "Note": 36, "Stance": 11, "Stance by": 24, "Quote": 60, "Source": 34, "Place": 18,
    "Published": 12,
    "Reliability": 11, "Origin": 24, "Shares its origin with": 30, "Circular": 9, "Credits": 20, "Reasons": 50,
    "Checks": 16, "Closeness": 10, "Maker": 24, "Publisher": 20, "Kind": 12, "Draws on": 28, "Re-told by": 28,
    "Counted under": 28, "File": 26, "Came from": 26, "Web address": 34, "Problem": 40, "Notes": 40, "SHA-256": 68,
}  # fmt: skip
_WIDTH = 20
_CELL = 32_767
"""The most characters that Excel keeps in a cell."""
_CUT = " … [cut here; the whole text is in the JSON]"
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""No clock: a file made twice from the same case is the same file."""

_BODY = {"text_wrap": True, "valign": "top", "bottom": 4, "bottom_color": "#B0B0B0"}
_TALLEST = 409
"""The most points that Excel gives a row."""

Row = Sequence[str | int | float]


def render_xlsx(context: ScriptContext) -> bytes:
    """Render the workbook; text stays text: no formulas, no links.

    The columns for a person's decision stay empty until somebody has decided.
    """
    data = io.BytesIO()
    book = _book(data, context)
    caution, banner = wording.caution(context), wording.banner(context)
    rows = claim_rows(context)
    claims = _sheet(book, "Claims", COLUMNS, rows, caution, banner=banner)
    _leave_room(book, claims, rows, top=1 if caution else 0)
    _sheet(book, "Evidence", EVIDENCE_COLUMNS, _evidence_rows(context), caution, banner=banner)
    _sheet(book, "Sources", SOURCE_COLUMNS, _source_rows(context), banner=banner)
    _about(book, context)
    book.close()
    return data.getvalue()


def render_claims_xlsx(context: ScriptContext, rows: Sequence[Row], shown: str) -> bytes:
    """Render a workbook of some claims: ``rows`` with the columns of sheet Claims, and which they are in words."""
    data = io.BytesIO()
    book = _book(data, context)
    caution = wording.caution(context)
    sheet = _sheet(book, "Claims", COLUMNS, rows, caution, banner=wording.banner(context))
    _leave_room(book, sheet, rows, top=1 if caution else 0)
    _about(book, context, [("Shown", f"{wording.count(len(rows), 'claim')}: {shown}")])
    book.close()
    return data.getvalue()


def _book(data: io.BytesIO, context: ScriptContext) -> Any:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"title": _text(context.title)[:255], "comments": wording.banner(context), "created": _FIXED})
    return book


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Sequence[Row], caution: str = "", *, banner: str) -> Any:
    """Write a table under its header row; a caution, if any, stands in a row of its own above the header."""
    sheet = book.add_worksheet(name)
    top = _warn(book, sheet, caution)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EDEDE8"})
    body, figure = book.add_format(_BODY), book.add_format({**_BODY, "align": "center"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(top, index, column, head)
    sheet.set_row(top, 32)
    inks: dict[str, Any] = {
        label: book.add_format({**_BODY, "bold": True, "font_color": f"#{ink}"}) for label, ink in INK.items()
    }
    for number, row in enumerate(rows, start=top + 1):
        sheet.set_row(number, _height(columns, row))
        for index, value in enumerate(row):
            if value == "":
                sheet.write_blank(number, index, None, body)
            elif isinstance(value, str):
                form = inks.get(value, body) if columns[index] == VERDICT else body
                sheet.write_string(number, index, _text(value), form)
            else:
                sheet.write_number(number, index, value, figure)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(2 if len(columns) > 20 else 1, 0)
    sheet.repeat_rows(0, top)
    sheet.set_footer(f"&L{banner}&RPage &P of &N")
    return sheet


def _warn(book: Any, sheet: Any, caution: str) -> int:
    """Write the caution, if any, into the first row, and return the row that the header goes into."""
    if not caution:
        return 0
    ink = f"#{INK['contradicted']}"
    form = book.add_format({"bold": True, "font_size": 13, "font_color": ink, "valign": "vcenter"})
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, caution, form)  # the cells beside it are empty, so it runs on over them
    return 1


def _leave_room(book: Any, sheet: Any, rows: Sequence[Row], top: int) -> None:
    """Colour the columns that a person fills and offer the decisions as a list; ``top`` is the header's row.

    A row that was decided has no dashes round it: what stands there is a person's.
    """
    first = COLUMNS.index(FOR_PEOPLE[0])
    room = book.add_format({"text_wrap": True, "valign": "top", "border": 4, "bg_color": "#FFFBE6"})
    firm = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bold": True})
    for number, row in enumerate(rows, start=top + 1):
        for column in range(first, first + len(FOR_PEOPLE)):
            if row[first] == "" and row[column] == "":
                sheet.write_blank(number, column, None, room)
            else:
                sheet.write_string(number, column, _text(str(row[column])), firm if row[first] else room)
    if rows:
        message = f"Choose one of: {', '.join(DECISIONS)}."
        rule = {"validate": "list", "source": list(DECISIONS), "error_title": "Decision", "error_message": message}
        sheet.data_validation(top + 1, first, top + len(rows), first, rule)


def _evidence_rows(context: ScriptContext) -> list[Row]:
    return [
        (
            claim.number, claim.shown, claim.label, item.holds, wording.card_decision(item) or "proposed",
            item.quote, wording.source_line(item), item.place,
            item.source_published or "", item.source_reliability,
            f"{item.origin}: {item.origin_label}" if item.origin else "",
            "; ".join((*item.copies, *item.shares_origin_with)),
            "yes" if item.circular else "", " → ".join(item.attribution), "; ".join(item.reasons),
            ", ".join(item.checks), round(item.score, 4), item.source_id, item.source_sha256, item.id, claim.id,
        )
        for claim in context.claims
        for item in claim.evidence
    ]  # fmt: skip


def _source_rows(context: ScriptContext) -> list[Row]:
    return [
        (
            source.label, source.maker or "", source.publisher or "", source.kind, source.published or "",
            source.reliability, wording.roots(source, context.work.id), "; ".join(source.retold_by),
            "; ".join(source.origins), source.cited, source.name, source.came_from or "", source.address or "",
            source.words,
            source.passages, source.problem.message if source.problem else "", "; ".join(source.notes), source.id,
            source.sha256,
        )
        for source in context.archive
    ]  # fmt: skip


def _about(book: Any, context: ScriptContext, first: Sequence[tuple[str, str]] = ()) -> None:
    sheet = book.add_worksheet("About")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    for row, (name, value) in enumerate([*first, *wording.about(context)]):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, _text(value), wrap)


def _height(columns: Sequence[str], row: Row) -> float:
    """Points that a row needs for its wrapped text: not every program finds this by itself."""
    lines = 1
    for column, value in zip(columns, row, strict=True):
        width = _WIDTHS.get(column, _WIDTH) * 0.95
        lines = max(lines, sum(math.ceil(max(len(part), 1) / width) for part in str(value)[:2000].split("\n")))
    return min(15.0 * lines + 3, _TALLEST)


def _text(value: str) -> str:
    text = wording.clean(value)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter takes what begins and ends so for markup of its own and writes it as it stands
    return text if len(text) <= _CELL else text[: _CELL - len(_CUT)] + _CUT

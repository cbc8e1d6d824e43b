"""The annotated script as a Word document: the line at left, notes with footnotes at right, room to sign off."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_UNDERLINE
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from loupe.publish import wording
from loupe.publish.footnotes import Footnotes
from loupe.publish.paper import SERIF, SIGNS, border, new_paper, new_row, new_section, say, spacer, table
from loupe.publish.zipped import without_clock
from loupe.views import ClaimView, EvidenceView, LineView, ScriptContext, SourceView
from loupe.views.contexts import ShownLabel

__all__ = ["HEADS", "render_docx"]

HEADS = ("No. · time", "Line", "Notes", "Sign-off")
_WIDTHS = (2.3, 8.3, 12.4, 3.1)
_SHOWN = 3
_QUOTE = 420
"""Longer quotes are cut in the notes, and say so; the HTML and the workbook hold them whole."""

_UNDERLINE = {
    "contradicted": WD_UNDERLINE.WAVY,
    "contested": WD_UNDERLINE.DOUBLE,
    "uncorroborated": WD_UNDERLINE.DOTTED,
    "corroborated": WD_UNDERLINE.SINGLE,
}


def render_docx(context: ScriptContext) -> bytes:
    """Render the document; the column for initials and date stays empty until a person has decided."""
    paper = new_paper(context.title, wording.banner(context))
    notes = Footnotes(paper)
    _title_page(paper, context)
    _script(paper, context, notes)
    _archive(paper, context)
    _policy(paper, context)
    notes.attach()
    data = io.BytesIO()
    paper.save(data)
    return without_clock(data.getvalue())


def _title_page(paper: Document, context: ScriptContext) -> None:
    say(paper.add_paragraph(), "ANNOTATED SCRIPT", size=9, soft=True)
    say(paper.add_paragraph(style="Title"), context.title)
    _boxed(paper, wording.banner(context), "single" if context.reviewed else "dashed")
    if caution := wording.caution(context):
        _boxed(paper, caution, "single").font.color.rgb = RGBColor.from_string(wording.INK["contradicted"])
    facts = table(paper, (4.6, 21.5), (), padding=30)
    counts = {f"{wording.GLYPHS[item.label]} {item.label}" for item in context.counts}
    for name, value in wording.about(context):
        if name not in counts and name not in ("Status", "Check", "Policy text"):
            _fact(facts, (name, value), (4.6, 21.5))
    say(paper.add_paragraph(style="Heading 1"), "Verdicts")
    verdicts = table(paper, (4.6, 2.0, 19.5), (), padding=30)
    for item in context.counts:
        cells = _fact(verdicts, ("", str(item.claims), wording.MEANINGS[item.label]), (4.6, 2.0, 19.5))
        _verdict(cells[0], item.label)
    reading = paper.add_paragraph()
    reading.paragraph_format.space_before = Pt(10)
    say(reading, wording.READING, soft=True, size=9)


def _boxed(paper: Document, text: str, kind: str) -> Any:
    box = paper.add_paragraph()
    border(box, ("top", "left", "bottom", "right"), kind, 12, 6)
    box.paragraph_format.space_before, box.paragraph_format.space_after = Pt(8), Pt(14)
    box.paragraph_format.left_indent = box.paragraph_format.right_indent = Cm(0.3)
    return say(box, text, bold=True, size=11)


def _fact(into: Table, values: Sequence[str], widths: Sequence[float]) -> Sequence[_Cell]:
    cells = new_row(into, widths)
    for index, (cell, value) in enumerate(zip(cells, values, strict=True)):
        say(cell.paragraphs[0], value, bold=index == 0)
    return cells


def _verdict(cell: _Cell, label: ShownLabel) -> None:
    for text, font in ((wording.GLYPHS[label], SIGNS), (f" {label}", None)):
        run = say(cell.paragraphs[0], text, bold=font is None, font=font)
        run.font.color.rgb = RGBColor.from_string(wording.INK[label])


def _script(paper: Document, context: ScriptContext, notes: Footnotes) -> None:
    new_section(paper, context.title, wording.banner(context), _WIDTHS, HEADS)
    say(paper.add_paragraph(style="Heading 1"), "The script")
    if not context.lines:
        say(paper.add_paragraph(), "The work has no lines.", soft=True)
    for line in context.lines:
        script = table(paper, _WIDTHS, (), inner=False)
        for index, claim in enumerate(line.claims or (None,)):
            cells = new_row(script, _WIDTHS, whole=True)
            if index == 0:
                _line(cells[0], cells[1], line)
            if claim is not None:
                _claim(cells[2], line, claim, notes)
                _room_to_sign(cells[3], claim)
        spacer(paper)


def _line(left: _Cell, right: _Cell, line: LineView) -> None:
    say(left.paragraphs[0], str(line.number), bold=True)
    say(left.paragraphs[0], f"\n{line.time or line.place}", size=8, soft=True)
    text = right.paragraphs[0]
    text.paragraph_format.keep_together = True
    if line.speaker:
        say(text, f"{line.speaker}\n", bold=True, size=9)
    last = {number: index for index, run in enumerate(line.runs) for number in run.claims}
    for index, run in enumerate(line.runs):
        said = say(text, run.text, font=SERIF, size=11)
        if run.label in _UNDERLINE:
            said.underline = _UNDERLINE[run.label]
        ends = [number for number in run.claims if last[number] == index]
        if ends:
            mark = say(text, "\u00a0" + "\u00a0".join(ends), size=10, soft=True)
            mark.font.superscript = True


def _claim(cell: _Cell, line: LineView, claim: ClaimView, notes: Footnotes) -> None:
    head = cell.paragraphs[0]
    head.paragraph_format.keep_together = True
    say(head, f"{claim.number}  ", bold=True)
    _verdict(cell, claim.holds)
    if claim.label == "not checkable" and not claim.decided:
        say(head, f"  {claim.why}", soft=True)
        return
    say(head, f"  {wording.decision(claim)}\n", soft=not claim.final, bold=claim.final, size=8)
    say(head, claim.shown, font=SERIF, size=10.5)
    if told := wording.signed(claim):
        say(cell.add_paragraph(), told, bold=True, size=8.5)
    for said in wording.shape(claim):
        say(cell.add_paragraph(), said, soft=True, size=8.5)
    for one in claim.guesses if not claim.edited else ():
        noted = cell.add_paragraph()
        noted.paragraph_format.left_indent, noted.paragraph_format.keep_together = Cm(0.5), True
        say(noted, f"{wording.GUESS} ", bold=True, size=8.5)
        say(noted, wording.guess(one), size=8.5)
    if claim.said_by and claim.said_by != (line.speaker,):
        say(cell.add_paragraph(), f"Said by: {' → '.join(claim.said_by)}", soft=True, size=8.5)
    for note in claim.notes:
        say(cell.add_paragraph(), wording.noted(note), size=8.5)
    say(cell.add_paragraph(), wording.reasoning(claim))
    shown = _best(claim)
    for item in shown:
        _evidence(cell, item, notes)
    if len(claim.evidence) > len(shown):
        more = wording.count(len(claim.evidence) - len(shown), "more passage")
        say(cell.add_paragraph(), f"{more} in the HTML and XLSX files.", soft=True, size=8)


def _evidence(cell: _Cell, item: EvidenceView, notes: Footnotes) -> None:
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.keep_together = Cm(0.5), True
    decision = f" ({wording.card_decision(item)})" if item.decided else ""
    say(paragraph, f"{wording.STANCE_WORDS[item.holds].capitalize()}{decision}: ", bold=True, size=9)
    words = " ".join(item.quote.split())  # the lines of a text file end where its page did
    quote = wording.shorten(words, _QUOTE)
    said = f"“{quote}”" if quote == words else f"“{quote}” [cut]"
    say(paragraph, said, font=SERIF, size=10)
    say(paragraph, f" {item.source_label}, {item.place}.", italic=True, size=9)
    notes.add(paragraph, _note(item))


def _note(item: EvidenceView) -> str:
    parts = [f"{wording.citation(item)}."]
    if item.origin:
        parts.append(f"Origin {item.origin}: {wording.sentence(item.origin_label or '')}")
    if item.copies:
        folded = wording.count(len(item.copies), "copy", "copies")
        parts.append(wording.sentence(f"Also in {folded}: {'; '.join(item.copies)}"))
    if item.shares_origin_with:
        parts.append(wording.sentence(f"Shares its origin with: {'; '.join(item.shares_origin_with)}"))
    if item.circular:
        parts.append(wording.CIRCULAR)
    return wording.clean(" ".join(parts))


def _best(claim: ClaimView) -> list[EvidenceView]:
    """Choose what to print: the best against, the best for, then the rest as they stand, and all that persons decided.

    A related passage is printed only where nothing speaks for or against the claim.
    """
    firsts = [next((e for e in claim.evidence if e.holds == stance), None) for stance in ("contradicts", "supports")]
    chosen = [item for item in firsts if item is not None]
    others = [item for item in claim.evidence if item.holds != "related" and item.copy_of is None]
    chosen += [item for item in others if item not in chosen and item.holds != "irrelevant"]
    decided = [item for item in others if item.decided and item not in chosen[:_SHOWN]]
    return [*chosen[:_SHOWN], *decided] or list(claim.evidence[:1])


def _room_to_sign(cell: _Cell, claim: ClaimView) -> None:
    """Room for a person's initials and the date, or those of the person who has decided."""
    signed = {"Initials": wording.initials(claim.decided_by), "Date": claim.decided_at[:10]} if claim.final else {}
    for index, label in enumerate(("Initials", "Date")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(10)
        say(paragraph, f"{label}:", size=8, soft=True)
        if label in signed:
            say(paragraph, f" {signed[label]}", size=9, bold=True)


def _archive(paper: Document, context: ScriptContext) -> None:
    new_section(paper, context.title, wording.banner(context))
    say(paper.add_paragraph(style="Heading 1"), f"The archive: {wording.count(len(context.archive), 'source')}")
    widths = (9.6, 2.4, 2.4, 8.9, 2.8)
    listed = table(paper, widths, ("Source", "Date", "Reliability", "Draws on", "Cited here"))
    for source in context.archive:
        drawn = wording.roots(source, context.work.id)
        told = f"\nRe-told by: {'; '.join(source.retold_by)}" if source.retold_by else ""
        values = (
            "",
            source.published or "undated",
            source.reliability,
            (drawn or "nobody named") + told,
            str(source.cited),
        )
        cells = _fact(listed, values, widths)
        _source_cell(cells[0], source)


def _source_cell(cell: _Cell, source: SourceView) -> None:
    first = cell.paragraphs[0]
    say(first, source.label, bold=True)
    if source.maker:
        say(first, f", {source.maker}")
    say(cell.add_paragraph(), f"{source.name} · {source.id}", size=8, soft=True)
    if source.address:
        say(cell.add_paragraph(), source.address, size=8, soft=True)
    say(cell.add_paragraph(), f"SHA-256 {source.sha256 or 'not kept'}", size=6.5, soft=True)
    if source.problem:
        say(cell.add_paragraph(), f"Not read in full: {source.problem.message}", size=8.5)
    for note in source.notes:
        say(cell.add_paragraph(), wording.sentence(note), size=8, soft=True)


def _policy(paper: Document, context: ScriptContext) -> None:
    say(paper.add_paragraph(style="Heading 1"), f"The policy: {context.policy.name}")
    text = say(paper.add_paragraph(), context.policy.text, size=8)
    text.font.name = "Courier New"

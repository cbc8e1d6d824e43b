"""What a person would read in a Word file or a workbook, as lines of text, for golden files and checks."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl import load_workbook


def docx_lines(data: bytes) -> list[str]:
    """Header, body in order with footnote marks as [1], then the footnotes."""
    document = Document(io.BytesIO(data))
    lines = [f"# {p.text}" for section in document.sections for p in section.header.paragraphs]
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p") and (text := _text(Paragraph(element, document))):
            lines.append(text)
        elif element.tag == qn("w:tbl"):
            for row in Table(element, document).rows:
                lines.append(" | ".join(" / ".join(_text(p) for p in cell.paragraphs) for cell in row.cells))
    return lines + [f"[{number}]{text}" for number, text in docx_footnotes(data).items()]


def docx_footnotes(data: bytes) -> dict[int, str]:
    """The numbered footnotes, without the separators."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    notes = {int(note.get(qn("w:id"))): "".join(note.itertext()) for note in root}
    return {number: text for number, text in notes.items() if number > 0}


def _text(paragraph: Paragraph) -> str:
    parts = []
    for node in paragraph._p.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:footnoteReference")):
        if node.tag == qn("w:footnoteReference"):
            parts.append(f"[{node.get(qn('w:id'))}]")
        else:
            parts.append(node.text if node.tag == qn("w:t") else " ")
    return "".join(parts)


def xlsx_lines(data: bytes) -> list[str]:
    """Every sheet, row by row, each cell with the letter of its type."""
    lines = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        lines.append(f"== {sheet.title} {sheet.dimensions} frozen {sheet.freeze_panes} filter {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            lines.append(" | ".join("" if cell.value is None else f"{cell.data_type}:{cell.value}" for cell in row))
    return lines

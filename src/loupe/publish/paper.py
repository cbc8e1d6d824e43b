"""The look of the Word document: page, styles, and the few shapes that python-docx has no call for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from loupe.publish import wording

__all__ = [
    "SANS",
    "SERIF",
    "SIGNS",
    "SOFT",
    "border",
    "field",
    "new_paper",
    "new_row",
    "new_section",
    "say",
    "spacer",
    "table",
]

SANS, SERIF, SIGNS = "Arial", "Times New Roman", "Segoe UI Symbol"
SOFT = RGBColor(0x50, 0x55, 0x5D)
_WIDTH = Cm(26.1)
_INSET = 0.1
"""Centimetres between the edge of a cell and its text."""


def new_paper(title: str, banner: str) -> DocumentType:
    """Open an empty A4 landscape document with the house's styles, running header and page numbers.

    ``banner`` says how far the script is reviewed.
    """
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.9)
    _set_styles(paper)
    _running_head(section.header.paragraphs[0], title, banner)
    footer = _two_ends(section.footer.paragraphs[0])
    say(footer, "Annotated script\tPage ", size=8, soft=True)
    field(footer, "PAGE")
    say(footer, " of ", size=8, soft=True)
    field(footer, "NUMPAGES")
    section.different_first_page_header_footer = True
    properties = paper.core_properties
    properties.title, properties.author = wording.clean(title)[:255], "Loupe"
    properties.comments, properties.last_modified_by = banner, ""
    for name in ("created", "modified"):
        for element in properties._element.findall(qn(f"dcterms:{name}")):
            properties._element.remove(element)
    return paper


def new_section(
    paper: DocumentType, title: str, banner: str, widths: Sequence[float] = (), heads: Sequence[str] = ()
) -> None:
    """Begin a section on a new page; ``heads`` over columns of ``widths`` centimetres repeat at the top of each page.

    They stand in the running header because LibreOffice lays out a long table with a repeated row and footnotes
    badly; this way every line of the script can be a small table that stays on one page.
    """
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    section.header.is_linked_to_previous = False
    _running_head(section.header.paragraphs[0], title, banner)
    if heads:
        section.header_distance, section.top_margin = Cm(0.9), Cm(2.5)
        line = section.header.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(8), Pt(2)
        edge = 0.0
        for head, width in zip(heads, widths, strict=True):
            line.paragraph_format.tab_stops.add_tab_stop(Cm(edge + _INSET))
            say(line, f"\t{head}", bold=True, size=9)
            edge += width
        border(line, ("bottom",), "single", 12, 3)
    else:
        section.top_margin = Cm(2.0)


def _running_head(paragraph: Paragraph, title: str, banner: str) -> None:
    short = wording.shorten(" ".join(title.split()), 90)
    say(_two_ends(paragraph), f"{short}\t{banner}", size=8, soft=True)


def _set_styles(paper: DocumentType) -> None:
    for setting in paper.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # or Word says that the file is of an older Word
    sizes = {"Normal": 9.5, "Title": 26, "Heading 1": 14, "Heading 2": 11}
    for name, size in sizes.items():
        style = paper.styles[name]
        style.font.name, style.font.size = SERIF if name == "Title" else SANS, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), style.font.name)
        style.paragraph_format.space_after = Pt(3)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.font.bold = name != "Title"
            style.paragraph_format.space_before = Pt(10)
            style.paragraph_format.keep_with_next = True
    rule = paper.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if rule is not None:
        paper.styles["Title"].element.pPr.remove(rule)


def _two_ends(paragraph: Paragraph) -> Paragraph:
    stops = paragraph.paragraph_format.tab_stops
    inherited: Any = paragraph.style
    for stop in list(inherited.paragraph_format.tab_stops):  # the template's stops are for a portrait page
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def say(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    soft: bool = False,
    size: float | None = None,
    font: str | None = None,
) -> Any:
    """Add text to a paragraph, cleaned of what XML may not hold, and return the run."""
    run = paragraph.add_run(wording.clean(text))
    run.bold, run.italic = bold or None, italic or None
    if soft:
        run.font.color.rgb = SOFT
    if size:
        run.font.size = Pt(size)
    if font:
        run.font.name = font
        fonts: Any = run._r.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:cs"):
            fonts.set(qn(script), font)
    return run


def field(paragraph: Paragraph, name: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), name)
    run = say(paragraph, "1", size=8, soft=True)
    element.append(run._r)
    paragraph._p.append(element)


def border(element: Any, sides: Sequence[str], kind: str, size: int = 8, space: int = 0) -> None:
    """Draw borders of ``kind`` ("single", "dashed"), ``size`` eighths of a point, on a paragraph or a cell."""
    is_cell = isinstance(element, _Cell)
    holder = element._tc.get_or_add_tcPr() if is_cell else element._p.get_or_add_pPr()
    box = OxmlElement("w:tcBorders" if is_cell else "w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", kind), ("sz", size), ("space", space), ("color", "000000")):
            line.set(qn(f"w:{key}"), str(value))
        box.append(line)
    if is_cell:
        holder.append(box)
    else:
        holder.insert_element_before(box, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def table(
    paper: DocumentType, widths: Sequence[float], heads: Sequence[str], *, padding: int = 70, inner: bool = True
) -> Table:
    """Begin a table with columns of ``widths`` centimetres; a row of ``heads``, if any, is repeated on every page.

    ``padding`` is the room above and below the text of a cell in twentieths of a point; ``inner`` draws lines
    between rows and above the first.
    """
    made: Table = paper.add_table(rows=1 if heads else 0, cols=len(widths))
    made.autofit = False
    properties = made._tbl.tblPr
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH") if inner else ("bottom",):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", 4), ("space", 0), ("color", "9A9A9A")):
            line.set(qn(f"w:{key}"), str(value))
        lines.append(line)
    properties.insert_element_before(lines, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", padding), ("left", 57), ("bottom", padding), ("right", 120)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, "w:tblLook")
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    if heads:
        row = made.rows[0]
        repeat = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(repeat)
        for cell, head, width in zip(row.cells, heads, widths, strict=True):
            cell.width = Cm(width)
            say(cell.paragraphs[0], head, bold=True, size=9)
            border(cell, ("bottom",), "single", 12)
    return made


def new_row(into: Table, widths: Sequence[float], *, whole: bool = False) -> Sequence[_Cell]:
    """Add an empty row with the columns' widths and return its cells; ``whole`` keeps it on one page."""
    row: Any = into.add_row()  # type: ignore[no-untyped-call]
    if whole:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: Sequence[_Cell] = row.cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Cm(width)
    return cells


def spacer(paper: DocumentType) -> None:
    """Keep two tables apart by a paragraph of one point, or Word would join them."""
    style = paper.add_paragraph().paragraph_format
    style.space_before = style.space_after = Pt(0)
    style.line_spacing = Pt(1)

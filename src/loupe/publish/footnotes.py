"""Real Word footnotes, which python-docx has no call for: a footnotes part, its two separators, and its styles.

The form is that of ECMA-376 Part 1, 17.11: notes -1 and 0 are the separator lines, numbered notes begin at 1.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

__all__ = ["Footnotes"]

_TEXT, _MARK = "footnote text", "footnote reference"


class Footnotes:
    """The footnotes of one document: ``add`` while writing, ``attach`` once at the end."""

    def __init__(self, document: Document) -> None:
        """Add the two footnote styles to ``document``."""
        self._document = document
        text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(8)
        text.paragraph_format.space_after = Pt(1)
        mark = document.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        self._styles = (text.style_id, mark.style_id)
        self._notes = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            self._note(number, kind).append(_run(OxmlElement(f"w:{kind}")))

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a footnote mark at the end of ``paragraph``; ``text`` is the note."""
        number = len(self._notes) - 1
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number))
        paragraph._p.append(_run(mark, style=self._styles[1]))
        note = self._note(number, None)
        note.append(_run(OxmlElement("w:footnoteRef"), style=self._styles[1]))
        words = OxmlElement("w:t")
        words.text = f" {text}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        note.append(_run(words))

    def attach(self) -> None:
        """Make the notes a part of the document."""
        blob = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        main = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        separators = OxmlElement("w:footnotePr")
        for number in (-1, 0):
            note = OxmlElement("w:footnote")
            note.set(qn("w:id"), str(number))
            separators.append(note)
        settings.insert_element_before(separators, "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr")

    def _note(self, number: int, kind: str | None) -> Any:
        """Begin a note and return its paragraph."""
        note = OxmlElement("w:footnote")
        if kind:
            note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        paragraph = OxmlElement("w:p")
        if not kind:
            paragraph.get_or_add_pPr().style = self._styles[0]
        note.append(paragraph)
        self._notes.append(note)
        return paragraph


def _run(content: Any, *, style: str | None = None) -> Any:
    run = OxmlElement("w:r")
    if style:
        run.style = style
    run.append(content)
    return run

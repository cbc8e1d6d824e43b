"""PowerPoint slides (.pptx, ECMA-376 PresentationML): paragraphs, tables and notes of each slide in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loupe.model import ParagraphPlace, PassageKind
from loupe.reading.draft import Draft, name_numbers
from loupe.reading.office.ooxml import Package, local
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_pptx"]

_TITLES = ("title", "ctrTitle", "subTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_MOST_DEPTH = 60


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    kind: PassageKind
    part: str


def read_pptx(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read slides; hidden slides are read too, and a note says so."""
    package = Package(data, name, limits)
    main = package.main_part("ppt/presentation.xml")
    draft = Draft(name, limits)
    hidden: list[int] = []
    beside: Counter[str] = Counter()
    first_title: str | None = None
    for number, part in enumerate(_slides(package, main)[: limits.max_pages], start=1):
        root = package.xml(part)
        if root is None:
            continue
        if root.get("show") in ("0", "false"):
            hidden.append(number)
        relations = package.relations(part)
        beside.update(kind for _, kind, _ in relations)
        for unit in _slide_units(package, root, relations, f"slide {number}"):
            if unit.kind == "heading" and first_title is None:
                first_title = " ".join(unit.text.split())[:500]
            if not draft.add(unit.text, ParagraphPlace(len(draft.passages) + 1, None, unit.part), unit.kind):
                draft.aside(unit.text)
    title, maker, made = package.core_properties()
    if title and title.lower() in ("powerpoint presentation", "presentation"):
        title = None
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="pptx",
        reader="pptx/1",
        kind="slides",
        title=title or first_title,
        maker=maker,
        notes=(*_notes(hidden, beside), *made),
    )


def _notes(hidden: list[int], beside: Counter[str]) -> Iterator[str]:
    if hidden:
        yield f"Slides that are hidden in the file, read all the same: {name_numbers(hidden)}."
    if charts := beside["chart"] + beside["chartEx"]:
        yield f"Charts, not read: {charts:,}."
    if comments := beside["comments"]:
        yield f"Slides with comments, which were not read: {comments:,}."


def _slides(package: Package, main: str) -> list[str]:
    """The parts of the slides in the order in which they are shown."""
    root = package.xml(main)
    paths = {key: path for key, kind, path in package.relations(main) if kind == "slide"}
    order = []
    for element in root.iter():
        if local(element.tag) == "sldId":
            keys = [value for at, value in element.attrib.items() if local(at) == "id"]
            order += [paths.pop(key) for key in keys if key in paths]
    return order + [path for _, path in sorted(paths.items())]


def _slide_units(
    package: Package, root: Any, relations: list[tuple[str, str, str]], where: str
) -> Iterator[_Unit]:  # fmt: skip
    yield from _shapes(root, where, 0)
    for _, kind, part in relations:
        if kind == "diagramData":
            tree = package.xml(part)
            for element in [] if tree is None else tree.iter():
                if local(element.tag) == "pt":
                    yield from _paragraphs(element, "paragraph", f"{where}, diagram")
        elif kind == "notesSlide":
            tree = package.xml(part)
            if tree is not None:
                yield from _shapes(tree, f"{where}, notes", 0, notes=True)


def _shapes(container: Any, where: str, depth: int, *, notes: bool = False) -> Iterator[_Unit]:
    if depth > _MOST_DEPTH:
        return
    for element in container:
        tag = local(element.tag)
        if tag == "sp":
            role = _role(element)
            # The notes page repeats the slide's picture and number; its words are in the body placeholder.
            if role not in _FURNITURE and (not notes or role in ("body", None)):
                kind: PassageKind = "heading" if role in _TITLES and not notes else "paragraph"
                yield from _paragraphs(element, kind, where)
        elif tag == "tbl":
            yield from _rows(element, where)
        elif tag not in ("Fallback", "timing", "transition", "extLst", ""):
            yield from _shapes(element, where, depth + 1, notes=notes)


def _role(shape: Any) -> str | None:
    """What a placeholder is for: title, body, date, number; None for a shape that is no placeholder."""
    for child in shape:
        if local(child.tag) == "nvSpPr":
            for element in child.iter():
                if local(element.tag) == "ph":
                    return element.get("type") or "body"
    return None


def _paragraphs(shape: Any, kind: PassageKind, where: str) -> Iterator[_Unit]:
    for element in shape.iter():
        if local(element.tag) == "p" and (text := _text(element)).strip():
            listed = kind == "paragraph" and any(
                local(each.tag) in ("buChar", "buAutoNum") for each in element.iter()
            )  # fmt: skip
            yield _Unit(text, "list-item" if listed else kind, where)


def _rows(table: Any, where: str) -> Iterator[_Unit]:
    for number, row in enumerate((e for e in table if local(e.tag) == "tr"), start=1):
        cells = []
        for cell in (e for e in row if local(e.tag) == "tc"):
            texts = (_text(e) for e in cell.iter() if local(e.tag) == "p")
            cells.append(" ".join(" ".join(text.split()) for text in texts if text.strip()))
        if any(cells):
            yield _Unit("\t".join(cells), "table-row", f"{where}, table row {number}")


def _text(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter():
        tag = local(element.tag)
        if tag == "t":
            parts.append(element.text or "")
        elif tag == "br":
            parts.append("\n")
        elif tag == "tab" and local(element.getparent().tag) == "r":
            parts.append("\t")
    return "".join(parts)

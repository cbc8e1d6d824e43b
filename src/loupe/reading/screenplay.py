"""Screenplays (.fdx of Final Draft, .fountain): scenes, who speaks, what is said, what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loupe.model import ParagraphPlace, PassageKind
from loupe.model.errors import FileDamaged
from loupe.reading.avscript import plain_speaker
from loupe.reading.dates import to_edtf
from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft, one_line
from loupe.reading.safexml import parse_xml
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_fdx", "read_fountain"]

_SCENE = re.compile(r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)[. ]", re.I)
_SCENE_NUMBER = re.compile(r"\s*#([\w.)-]{1,20})#$")
_TITLE_KEY = re.compile(r"([A-Z][\w ]{0,40}):[ \t]*(.*)$")
_TO = re.compile(r"[^a-z]*TO:$")
_STARRED = re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000})(?<=\S)\1(?!\*)")
_UNDERLINED = re.compile(r"(?<![\\\w])_(?=\S)([^_\n]{1,2000})(?<=\S)_(?!\w)")
_PAGE_BREAK = re.compile(r"={3,}\s*$")


class _Script:
    """Puts scenes, action and speech into a draft in their order."""

    def __init__(self, name: str, limits: ReadingLimits) -> None:
        self.draft = Draft(name, limits)
        self.scenes = 0
        self.part: str | None = None
        self._cue: str | None = None  # who is to speak
        self._waiting: list[str] = []  # the cue and remarks that stand before the next speech

    def scene(self, text: str, number: str | None, line: int | None = None) -> None:
        self.end_speech()
        self.scenes += 1
        self.part = f"scene {number or self.scenes}"
        self.add(text, "heading", line)

    def cue(self, text: str) -> None:
        self.end_speech()
        shown = " ".join(text.split())
        self._cue, self._waiting = plain_speaker(shown), [f"{shown}:"]

    def remark(self, text: str) -> None:
        """A parenthetical: how something is said."""
        self._waiting.append(" ".join(text.split()))

    def speech(self, lines: list[tuple[str, int | None]]) -> None:
        said = [(text.strip(), line) for text, line in lines if text.strip()]
        if not said:
            return
        if self._waiting:
            self.draft.label(" ".join(self._waiting))
            self._waiting = []
        self._put(said, "turn" if self._cue else "paragraph", self._cue)

    def add(self, text: str, kind: PassageKind, line: int | None = None) -> None:
        self.end_speech()
        self.add_lines([(text, line)], kind)

    def add_lines(self, lines: list[tuple[str, int | None]], kind: PassageKind) -> None:
        self.end_speech()
        said = [(text.strip(), line) for text, line in lines if text.strip()]
        if said:
            self._put(said, kind, None)

    def _put(self, said: list[tuple[str, int | None]], kind: PassageKind, speaker: str | None) -> None:
        text = "\n".join(line for line, _ in said)
        place = ParagraphPlace(len(self.draft.passages) + 1, said[0][1], self.part)
        if not self.draft.add(text, place, kind, speaker):
            self.draft.aside(text)

    def end_speech(self) -> None:
        if self._waiting:
            self.draft.aside(" ".join(self._waiting))
        self._cue, self._waiting = None, []


def read_fdx(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a Final Draft script; raises FileDamaged when it holds no script."""
    root = parse_xml(data, name, "script")
    if root.tag != "FinalDraft":
        raise FileDamaged(f"{name} is named like a Final Draft script but is something else.")
    script = _Script(name, limits)
    content = root.find("Content")
    title = None
    page = root.find("TitlePage/Content")
    script.part = "title page"
    for paragraph in [] if page is None else page.iter("Paragraph"):
        text = _fdx_text(paragraph)
        title = title or one_line(text)
        script.add(text, "header")
    script.part = None
    omitted = notes = 0
    for paragraph in [] if content is None else content.iter("Paragraph"):
        if any(True for _ in paragraph.iterancestors("ScriptNote", "SceneProperties", "OmittedScene")):
            omitted += next(paragraph.iterancestors("OmittedScene"), None) is not None
            continue
        notes += sum(1 for _ in paragraph.iterchildren("ScriptNote"))
        if paragraph.find("DualDialogue") is None:
            _take_fdx(script, paragraph, _fdx_text(paragraph))
    script.end_speech()
    said = []
    if omitted:
        said.append(f"Paragraphs of scenes that were struck out, not read: {omitted:,}.")
    if notes:
        said.append(f"Notes on the script, not read: {notes:,}.")
    return _reading(script, "fdx", title, None, None, said)


def _take_fdx(script: _Script, paragraph: Any, text: str) -> None:
    kind = (paragraph.get("Type") or "").lower()
    if not text.strip():
        return
    if kind == "scene heading":
        script.scene(text, one_line(paragraph.get("Number"), 20))
    elif kind == "character":
        script.cue(text)
    elif kind == "parenthetical":
        script.remark(text)
    elif kind in ("dialogue", "lyrics", "singing"):
        script.speech([(text, None)])
    else:
        script.add(text, "heading" if kind in ("new act", "end of act", "outline 1") else "paragraph")


def _fdx_text(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iterchildren("Text"):
        deleted = (element.get("Style") or "").lower()
        if "strikeout" not in deleted.split("+"):
            parts.append("".join(element.itertext()))
    return "".join(parts)


@dataclass(slots=True)
class _Line:
    text: str
    number: int
    blank: bool = field(init=False)

    def __post_init__(self) -> None:
        self.blank = not self.text.strip()


def read_fountain(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a Fountain script (fountain.io/syntax 1.1); notes, sections and what is commented out are in no passage."""
    text, notes = decode_text(data, name, limits)
    text, struck = _without(text, "/*", "*/")
    text, noted = _without(text, "[[", "]]")
    hidden = struck + noted
    lines = [_Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    script = _Script(name, limits)
    facts, at = _title_page(lines)
    script.part = "title page"
    for key, value, number in facts:
        script.draft.label(f"{key}:")
        script.add_lines([(_plain(each), number + shift) for shift, each in enumerate(value)], "header")
    script.part = None
    _take_fountain(script, lines[at:])
    known = {key.lower(): " ".join(value) for key, value, _ in facts}
    said = list(notes)
    if hidden:
        said.append(f"Notes and passages that are commented out, not read: {hidden:,}.")
    maker = one_line(known.get("author") or known.get("authors"))
    date = to_edtf(known.get("draft date") or known.get("date"))
    return _reading(script, "fountain", one_line(_plain(known.get("title", ""))), maker, date, said)


def _without(text: str, begin: str, end: str) -> tuple[str, int]:
    """The text without what stands between two marks, its lines still numbered alike, and how often that was."""
    parts, at, count = [], 0, 0
    while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start + 2)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, stop)]
        at, count = stop + len(end), count + 1
    return "".join((*parts, text[at:])), count


def _title_page(lines: list[_Line]) -> tuple[list[tuple[str, list[str], int]], int]:
    """The fields before the first blank line, and where the script begins."""
    facts: list[tuple[str, list[str], int]] = []
    for at, line in enumerate(lines):
        if line.blank:
            return facts, at
        found = _TITLE_KEY.match(line.text)
        if found and not line.text[0].isspace():
            facts.append((found[1], [found[2].strip()], line.number))
        elif facts and line.text[0] in " \t":
            facts[-1][1].append(line.text.strip())
        else:
            return [], 0
    return facts, len(lines)


def _take_fountain(script: _Script, lines: list[_Line]) -> None:
    for block in _blocks(lines):
        first = block[0]
        text = first.text.strip()
        if text.startswith("#") or (text.startswith("=") and not _PAGE_BREAK.match(text)):
            script.draft.aside("\n".join(line.text for line in block))
        elif _PAGE_BREAK.match(text):
            _take_fountain(script, block[1:])
        elif len(block) == 1 and (
            (text.startswith(".") and not text.startswith("..")) or (_SCENE.match(text) and not text.startswith("!"))
        ):  # fmt: skip
            number = _SCENE_NUMBER.search(text)
            heading = text[: number.start()] if number else text
            script.scene(_plain(heading.removeprefix(".")), number[1] if number else None, first.number)
        elif len(block) > 1 and _is_cue(text):
            _take_speech(script, block)
        elif len(block) == 1 and (_TO.match(text) or (text.startswith(">") and not text.endswith("<"))):
            script.add(_plain(text.lstrip("> ")), "paragraph", first.number)
        else:
            script.add_lines([(_plain(_action(line.text)), line.number) for line in block], "paragraph")
    script.end_speech()


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines between blank ones; two spaces keep a blank line inside a speech."""
    block: list[_Line] = []
    for line in lines:
        if line.blank and not (block and line.text.startswith("  ") and len(block) > 1):
            if block:
                yield block
            block = []
        elif not line.blank:
            block.append(line)
    if block:
        yield block


def _is_cue(text: str) -> bool:
    if text.startswith("@"):
        return len(text) > 1
    if text.startswith(("!", ">", "~", ".")):
        return False
    bare = text.partition("(")[0].rstrip("^ ")
    return bare == bare.upper() and any(sign.isalpha() for sign in bare)


def _take_speech(script: _Script, block: list[_Line]) -> None:
    script.cue(_plain(block[0].text.strip().removeprefix("@").rstrip("^ ")))
    said: list[tuple[str, int | None]] = []
    for line in block[1:]:
        text = line.text.strip()
        if text.startswith("(") and text.endswith(")"):
            script.speech(said)
            said = []
            script.remark(_plain(text))
        else:
            said.append((_plain(text.removeprefix("~").strip()), line.number))
    script.speech(said)


def _action(text: str) -> str:
    stripped = text.strip()
    if stripped.startswith(">") and stripped.endswith("<"):
        return stripped[1:-1].strip()
    return stripped.removeprefix("!")


def _plain(text: str) -> str:
    """The words without the signs of bold, italic and underlined."""
    text = _STARRED.sub(r"\2", _UNDERLINED.sub(r"\1", text))
    return text.replace("\\*", "*").replace("\\_", "_")


def _reading(
    script: _Script, form: str, title: str | None, maker: str | None, date: str | None, notes: list[str]
) -> Reading:
    return Reading(
        text=script.draft.text, passages=tuple(script.draft.passages), format=form, reader=f"{form}/1", kind="script",
        title=title, maker=maker, published=date, notes=tuple(notes),
    )  # fmt: skip

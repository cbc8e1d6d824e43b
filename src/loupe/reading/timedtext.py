"""TTML (W3C Timed Text Markup Language 2): its clock, its nested times, its agents, and the cues that come of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lxml import etree

from loupe.model import timecode
from loupe.model.errors import FileDamaged
from loupe.model.timecodes import FrameRate, frames_of
from loupe.reading.cues import Cue
from loupe.reading.safexml import parse_xml, refuse_entities

__all__ = ["TimedText", "TtmlClock", "parse_timed_text"]

_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9})|[:;](\d{1,3})(?:\.(\d{1,3}))?)?")
_SHORT = re.compile(r"(?:(\d{1,4}):)?(\d{1,7})(?:\.(\d{1,9}))?")
_OFFSET = re.compile(r"(\d{1,15})(?:\.(\d{1,9}))?(h|m|s|ms|f|t)")
_UNITS = {"h": Fraction(3600), "m": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
_LONGEST = 1000 * 3600
_LINGER = 8  # seconds that a cue without an end is taken to stand, at most
_SKIPPED = frozenset(("metadata", "head", "title", "desc", "copyright", "agent", "set", "animate", "image", "audio"))
_NO_TIME = "Dropped, since their times are missing or malformed: cues at line"
_BROKEN = "The file is not valid XML; what could be read of it was read."
_ABSOLUTE = "Its inner times are read as times of the film, since they make no sense as times within their parts."


@dataclass(frozen=True, slots=True)
class TtmlClock:
    """How a file counts time: frames and ticks a second, parts of a frame, and whether its times are time codes."""

    frames: FrameRate | None = None
    rate: Fraction = Fraction(30)
    parts: int = 1
    ticks: Fraction = Fraction(1)
    codes: bool = False

    def seconds(self, written: str) -> Fraction | None:
        """A time expression in seconds: clock time, time code or offset; None when it is none."""
        text = written.strip()
        if found := _OFFSET.fullmatch(text):
            number = _decimal(found[1], found[2])
            unit = found[3]
            scale = 1 / self.rate if unit == "f" else 1 / self.ticks if unit == "t" else _UNITS[unit]
            return _sane(number * scale)
        if found := _CLOCK.fullmatch(text):
            if self.codes and self.frames is not None and found[4] is None:
                try:
                    count = frames_of(f"{found[1]}:{found[2]}:{found[3]}:{found[5] or '00'}", self.frames)
                except ValueError:
                    return None
                return _sane(Fraction(count) / self.frames.exact)
            if int(found[2]) > 59 or int(found[3]) > 60:
                return None
            whole = Fraction((int(found[1]) * 60 + int(found[2])) * 60 + int(found[3]))
            frames = int(found[5] or 0) + Fraction(int(found[6] or 0), self.parts)
            return _sane(whole + _decimal("0", found[4]) + frames / self.rate)
        if found := _SHORT.fullmatch(text):  # not in the standard, but in files: 3:58.640, 19.764
            return _sane(int(found[1] or 0) * 60 + _decimal(found[2], found[3]))
        return None


@dataclass(frozen=True, slots=True)
class TimedText:
    """The cues of a TTML file in its own order, who says each where the file names an agent, and what was dropped."""

    cues: list[Cue]
    voices: list[str | None]
    title: str | None
    pictures: bool
    problems: dict[str, list[int]]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """A stretch of words with its times in seconds, before the times are settled."""

    line: int
    start: Fraction | None
    end: Fraction | None
    text: str
    agent: str | None
    broken: bool


@dataclass(slots=True)
class _Walk:
    """What is gathered on the way through the tree."""

    clock: TtmlClock
    absolute: bool
    most: int
    found: list[_Found] = field(default_factory=list)
    outside: int = 0
    pictures: bool = False


def parse_timed_text(data: bytes, name: str, most: int) -> TimedText:
    """The cues of a TTML document, at most ``most`` + 1 of them; raises FileDamaged when it is none."""
    root, notes = _parse(data, name)
    if _local(root) != "tt":
        raise FileDamaged(f"{name} is not a TTML file.", hint="Check that it is a subtitle file.")
    clock = _clock(root)
    body = next((child for child in root if _local(child) == "body"), None)
    agents, title = _head(root)
    walk = _Walk(clock, False, most)
    if body is not None:
        _visit(body, Fraction(0), None, None, walk, 0)
        if walk.outside:
            flat = _Walk(clock, True, most)
            _visit(body, Fraction(0), None, None, flat, 0)
            if flat.outside < walk.outside:
                walk, notes = flat, (*notes, _ABSOLUTE)
    cues, voices, problems = _settle(walk.found, agents)
    if clock.codes and cues and cues[0].start_ms >= 3_600_000:
        notes = (
            *notes,
            f"Its times are time codes of the tape, the first at {timecode(cues[0].start_ms)}; kept as written.",
        )
    return TimedText(cues, voices, title, walk.pictures, problems, notes)


def _parse(data: bytes, name: str) -> tuple[Any, tuple[str, ...]]:
    """The root; a file that was cut off or has a broken tag gives what comes before it, with a note."""
    try:
        return parse_xml(data, name, "text"), ()
    except FileDamaged:
        refuse_entities(data, name, "text")
        parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise
        return root, (_BROKEN,)


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _get(element: Any, wanted: str) -> str | None:
    """An attribute by its name, in whatever version of the namespaces."""
    value = element.get(wanted)
    if value is not None:
        return str(value)
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == wanted), None)


def _clock(root: Any) -> TtmlClock:
    """The clock that the root's parameters set (TTML2, 7.2); what is malformed there counts as not written."""
    nominal = _positive(_get(root, "frameRate"))
    up, down = 1, 1
    multiplier = re.fullmatch(r"\s*(\d{1,6})[\s:](\d{1,6})\s*", _get(root, "frameRateMultiplier") or "")
    if multiplier and int(multiplier[1]) and int(multiplier[2]):
        up, down = int(multiplier[1]), int(multiplier[2])
    rate = Fraction((nominal or 30) * up, down)
    parts = _positive(_get(root, "subFrameRate")) or 1
    ticks = _positive(_get(root, "tickRate"))
    codes = (_get(root, "timeBase") or "").strip() == "smpte"
    frames = None
    if codes:
        drop = (_get(root, "dropMode") or "").strip() == "dropNTSC"
        try:
            frames = FrameRate.of(Fraction(rate), drop=drop)
        except ValueError:
            frames = None
    return TtmlClock(
        frames, rate, parts, Fraction(ticks) if ticks else (rate * parts if nominal else Fraction(1)), codes
    )


def _positive(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"\s*\d{1,9}\s*", written) and int(written) > 0 else None


def _head(root: Any) -> tuple[dict[str, str], str | None]:
    """The names of the agents by their id, and the title."""
    agents: dict[str, str] = {}
    title = None
    head = next((child for child in root if _local(child) == "head"), None)
    for element in head.iter() if head is not None else ():
        if _local(element) == "agent" and (key := _get(element, "id")):
            names = [child for child in element if _local(child) == "name" and (child.text or "").strip()]
            best = next((n for n in names if _get(n, "type") in ("full", "alias")), names[0] if names else None)
            if best is not None:
                agents[key] = " ".join(best.text.split())[:200]
        elif _local(element) == "title" and title is None:
            title = element.text
    return agents, title


def _visit(
    element: Any, base: Fraction, limit: Fraction | None, agent: str | None, walk: _Walk, depth: int
) -> Fraction | None:
    """Gather the cues of an element; ``base`` and ``limit`` are its parent's time. Returns when it ends, if known."""
    if len(walk.found) > walk.most or depth > 100:
        return None
    start, end, broken = _times(element, base, limit, walk)
    agent = (_get(element, "agent") or "").split(" ")[0] or agent
    walk.pictures |= _get(element, "backgroundImage") is not None or any(_local(c) == "image" for c in element)
    local = _local(element)
    own = any(_get(element, key) is not None for key in ("begin", "end", "dur"))
    if local in ("p", "span") and (own or limit is not None or not _timed_inside(element)):
        text = _words(element)
        if text.strip():
            known = own or base > 0 or limit is not None
            walk.found.append(_Found(element.sourceline or 0, start if known else None, end, text, agent, broken))
        return end
    sequence = (_get(element, "timeContainer") or "") == "seq"
    at = start
    for child in element:
        if _local(child) in ("div", "p", "span"):
            ended = _visit(child, at, end, agent, walk, depth + 1)
            at = ended if sequence and ended is not None else at
    return end


def _timed_inside(element: Any) -> bool:
    return any(_get(inner, "begin") is not None for inner in element.iterdescendants("{*}span"))


def _times(element: Any, base: Fraction, limit: Fraction | None, walk: _Walk) -> tuple[Fraction, Fraction | None, bool]:
    """Begin and end of an element in the film's time, and whether one of them is malformed."""
    values: dict[str, Fraction | None] = {}
    broken = False
    for key in ("begin", "end", "dur"):
        written = _get(element, key)
        values[key] = walk.clock.seconds(written) if written is not None else None
        broken |= written is not None and values[key] is None
    zero = Fraction(0) if walk.absolute else base
    begin = values["begin"]
    start = zero + begin if begin is not None else base
    ends = []
    if values["end"] is not None:
        ends.append(zero + values["end"])
    if values["dur"] is not None:
        ends.append(start + values["dur"])
    end = min(ends, default=limit)
    if limit is not None:
        walk.outside += start >= limit
        end = limit if end is None or (end > limit and start < limit) else end
    walk.outside += walk.absolute and start < base
    return start, end, broken


def _words(element: Any) -> str:
    """The words of an element as they are shown: spaces run together, <br/> a new line, metadata and ruby left out."""
    parts: list[str] = []

    def gather(node: Any, depth: int) -> None:
        keep = _get(node, "space") == "preserve"
        put(node.text, keep)
        for child in node:
            local = _local(child)
            hidden = local in _SKIPPED or _get(child, "ruby") in ("text", "textContainer", "delimiter")
            if local == "br":
                parts.append("\n")
            elif not hidden and _get(child, "display") != "none" and depth < 100:
                gather(child, depth + 1)
            put(child.tail, keep)

    def put(text: str | None, keep: bool) -> None:
        if text:
            parts.append(text if keep else re.sub(r"\s+", " ", text))

    gather(element, 0)
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n"))


def _settle(found: list[_Found], agents: dict[str, str]) -> tuple[list[Cue], list[str | None], dict[str, list[int]]]:
    """Cues with whole milliseconds; one without an end stands until the next begins, but not for long."""
    cues: list[Cue] = []
    voices: list[str | None] = []
    lost: list[int] = []
    for number, piece in enumerate(found):
        if piece.start is None or piece.broken:
            lost.append(piece.line)
            continue
        end = piece.end
        if end is None:
            later = (f.start for f in found[number + 1 : number + 2] if f.start is not None and f.start > piece.start)
            end = min(next(later, piece.start + _LINGER), piece.start + _LINGER)
        cues.append(Cue(piece.line, round(piece.start * 1000), round(end * 1000), piece.text))
        voices.append(agents.get(piece.agent or ""))
    return cues, voices, {_NO_TIME: lost}


def _decimal(whole: str, fraction: str | None) -> Fraction:
    return Fraction(int(whole)) + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)


def _sane(seconds: Fraction) -> Fraction | None:
    return seconds if 0 <= seconds <= _LONGEST else None

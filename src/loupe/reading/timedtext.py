"""TTML (W3C Timed Text Markup Language 2): its nested times, its agents, and the cues that come of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lxml import etree

from loupe.model import timecode
from loupe.model.errors import FileDamaged
from loupe.reading.cues import Cue
from loupe.reading.safexml import parse_xml, refuse_entities
from loupe.reading.ttmlclock import TtmlClock, attribute, clock_of

__all__ = ["TimedText", "parse_timed_text"]

_LINGER = 8  # seconds that a cue without an end is taken to stand, at most
_SKIPPED = frozenset(("metadata", "head", "title", "desc", "copyright", "agent", "set", "animate", "image", "audio"))
_NO_TIME = "Dropped, since their times are missing or malformed: cues at line"
_BROKEN = "The file is not valid XML; what could be read of it was read."
_ABSOLUTE = "Its inner times are read as times of the film, since they make no sense as times within their parts."


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
    clock = clock_of(root)
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
    # A recovering parser lets names through that etree itself does not take (“:”).
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _head(root: Any) -> tuple[dict[str, str], str | None]:
    """The names of the agents by their id, and the title."""
    agents: dict[str, str] = {}
    title = None
    head = next((child for child in root if _local(child) == "head"), None)
    for element in head.iter() if head is not None else ():
        if _local(element) == "agent" and (key := attribute(element, "id")):
            names = [child for child in element if _local(child) == "name" and (child.text or "").strip()]
            best = next((n for n in names if attribute(n, "type") in ("full", "alias")), names[0] if names else None)
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
    agent = (attribute(element, "agent") or "").split(" ")[0] or agent
    walk.pictures |= attribute(element, "backgroundImage") is not None or any(_local(c) == "image" for c in element)
    local = _local(element)
    own = any(attribute(element, key) is not None for key in ("begin", "end", "dur"))
    if local in ("p", "span") and (own or limit is not None or not _timed_inside(element)):
        text = _words(element)
        if text.strip():
            known = own or base > 0 or limit is not None
            walk.found.append(_Found(element.sourceline or 0, start if known else None, end, text, agent, broken))
        return end
    sequence = (attribute(element, "timeContainer") or "") == "seq"
    at = start
    for child in element:
        if _local(child) in ("div", "p", "span"):
            ended = _visit(child, at, end, agent, walk, depth + 1)
            at = ended if sequence and ended is not None else at
    return end


def _timed_inside(element: Any) -> bool:
    return any(attribute(inner, "begin") is not None for inner in element.iterdescendants("{*}span"))


def _times(element: Any, base: Fraction, limit: Fraction | None, walk: _Walk) -> tuple[Fraction, Fraction | None, bool]:
    """Begin and end of an element in the film's time, and whether one of them is malformed."""
    values: dict[str, Fraction | None] = {}
    broken = False
    for key in ("begin", "end", "dur"):
        written = attribute(element, key)
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
        keep = attribute(node, "space") == "preserve"
        put(node.text, keep)
        for child in node:
            local = _local(child)
            hidden = local in _SKIPPED or attribute(child, "ruby") in ("text", "textContainer", "delimiter")
            if local == "br":
                parts.append("\n")
            elif not hidden and attribute(child, "display") != "none" and depth < 100:
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

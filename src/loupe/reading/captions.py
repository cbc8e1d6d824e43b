"""ASS/SSA, SBV and TTML subtitles: exact times, the names that a file gives to voices, and words without dressing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loupe.model.errors import NoText, OverBudget
from loupe.reading.cues import Cue
from loupe.reading.decoding import decode_text
from loupe.reading.draft import one_line
from loupe.reading.speakers import find_label
from loupe.reading.subtitles import Said, read_cues, split_voices
from loupe.reading.timedtext import parse_timed_text
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["MOST_CUES", "ass_text", "ass_voices", "read_ass", "read_sbv", "read_ttml", "voiced"]

MOST_CUES = 500_000
"""More cues than this are no subtitles: a film of 24 hours with one a second has a fifth of them."""

_ASS_CLOCK = re.compile(r"\s*(-?)(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\s*$")
_SBV_CLOCK = r"\s*(\d{1,4}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*"
_SBV_TIMES = re.compile(rf"{_SBV_CLOCK}[,;]{_SBV_CLOCK}$")
_LOOKS_TIMED = re.compile(r"\s*\d{1,4}:\d{1,2}:[^\s,;]{1,12}[,;]\d{1,4}:\d{1,2}:\S{1,12}\s*$")
_DRAWING = re.compile(r"\\p(\d{1,9})")
_FORMAT = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_FRAME_MS = 250  # pieces shorter than this, one after the other with the same words, are one line that moves
_NO_TIME = "Dropped, since their times are missing or malformed: cues at line"
_STRAY = "Left out, since it belongs to no cue: text at line"
_JOINED = "Read as part of the cue above it, though a blank line is between: text at line"


@dataclass(frozen=True, slots=True)
class _Line:
    """A dialogue line of an ASS file."""

    cue: Cue
    said: tuple[Said, ...]
    key: tuple[str, str]


def read_ass(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read ASS or SSA subtitles: dialogue in order of time, its names as speakers; comments and drawings are left out.

    Lines that lie over each other with the same words (a shadow, a letter at a time) are read once.
    """
    text, notes = decode_text(data, name, limits)
    lines, problems, title = _parse_ass(text, name)
    if not lines and problems["Drawings left out: line"]:
        raise NoText(f"{name} holds drawings and no words.")
    lines.sort(key=lambda line: (line.cue.start_ms, line.cue.line))
    kept = _read_once(lines)
    if len(kept) < len(lines):
        notes = (
            *notes,
            f"Lines with the same words at the same time were read once: {len(lines) - len(kept):,} left out.",
        )
    reading = read_cues([line.cue for line in kept], [line.said for line in kept], problems, notes, name, limits, "ass")
    return replace(reading, title=title)


def read_sbv(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read SBV subtitles (as YouTube writes them); cues without words or times are dropped with a note."""
    text, notes = decode_text(data, name, limits)
    cues: list[Cue] = []
    problems: dict[str, list[int]] = {_NO_TIME: [], _STRAY: [], _JOINED: []}
    open_cue = blank = False
    for number, line in enumerate(text.split("\n"), start=1):
        times = _SBV_TIMES.match(line)
        if times:
            start, end = _clock(times.groups()[:4]), _clock(times.groups()[4:])
            cues.append(Cue(number, start, end, ""))
            open_cue, blank = True, False
            _refuse_many(len(cues), name)
        elif not line.strip():
            blank = bool(cues and cues[-1].text)
        elif _LOOKS_TIMED.match(line):
            problems[_NO_TIME].append(number)
            open_cue = False
        elif open_cue:
            if blank:
                problems[_JOINED].append(number)
            last, blank = cues[-1], False
            cues[-1] = Cue(last.line, last.start_ms, last.end_ms, f"{last.text}\n{line}".strip("\n"))
        else:
            problems[_STRAY].append(number)
    split = [split_voices(cue.text.replace("[br]", "\n"), unescape=False) for cue in cues]
    return read_cues(cues, split, problems, notes, name, limits, "sbv")


def read_ttml(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read TTML subtitles (also DFXP, IMSC and what streaming services make of them), with the names of their agents.

    Raises FileDamaged when it is no TTML or holds no cue with words, NoText when its subtitles are pictures.
    """
    timed = parse_timed_text(data, name, MOST_CUES)
    _refuse_many(len(timed.cues), name)
    if not timed.cues and timed.pictures:
        raise NoText(
            f"{name} holds its subtitles as pictures, not as text.", hint="Ask its maker for them as text (.srt, .vtt)."
        )
    split = [
        voiced(split_voices(cue.text, unescape=False), who) for cue, who in zip(timed.cues, timed.voices, strict=True)
    ]
    reading = read_cues(timed.cues, split, timed.problems, timed.notes, name, limits, "ttml")
    return replace(reading, title=one_line(timed.title))


def ass_text(text: str) -> str:
    """The words of an ASS line: override tags and drawings left out, line breaks made real."""
    parts: list[str] = []
    at, drawing = 0, False
    while (opened := text.find("{", at)) >= 0 and (closed := text.find("}", opened)) >= 0:
        if not drawing:
            parts.append(text[at:opened])
        for scale in _DRAWING.findall(text, opened, closed):
            drawing = int(scale) > 0
        at = closed + 1
    if not drawing:
        parts.append(text[at:])
    return "".join(parts).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")


def ass_voices(words: str, who: str, style: str) -> list[Said]:
    """What is said in a line, by the name that the file gives, unless that is only the name of its style."""
    name = one_line(who, 200) or ""
    voice = None if not any(map(str.isalpha, name)) or name.lower() in (style.strip().lower(), "default") else name
    return [said for said in voiced(split_voices(words, unescape=False), voice) if said[1].strip()]


def voiced(said: list[Said], who: str | None) -> list[Said]:
    """One voice gets the name; two in one cue cannot both have it, and a name written before words is better."""
    if who is None or len(said) != 1 or said[0][0] is not None or find_label(said[0][1]):
        return said
    return [(who, said[0][1])]


def _parse_ass(text: str, name: str) -> tuple[list[_Line], dict[str, list[int]], str | None]:
    problems: dict[str, list[int]] = {_NO_TIME: [], "Drawings left out: line": [], "Left out, malformed: line": []}
    fields, section, title = list(_FORMAT), "", None
    lines: list[_Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        kind, colon, rest = line.partition(":")
        kind = kind.strip().lower()
        if line.lstrip().startswith("["):
            section = line.strip().lower()
        elif not colon:
            continue
        elif kind == "title" and section == "[script info]":
            title = one_line(rest)
        elif kind == "format" and section in ("[events]", ""):
            named = [field.strip().lower() for field in rest.split(",")]
            fields = named if {"start", "end", "text"} <= set(named) and named[-1] == "text" else fields
        elif kind == "dialogue":
            _refuse_many(len(lines), name)
            found, problem = _dialogue(rest, fields, number)
            if problem:
                problems[problem].append(number)
            elif found:
                lines.append(found)
    return lines, problems, title


def _dialogue(rest: str, fields: Sequence[str], number: int) -> tuple[_Line | None, str]:
    values = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
    if "text" not in values:
        return None, "Left out, malformed: line"
    times = [_ASS_CLOCK.match(values[side]) for side in ("start", "end")]
    if times[0] is None or times[1] is None:
        return None, _NO_TIME
    start, end = (_clock(found.groups()[1:]) * (-1 if found[1] else 1) for found in times if found is not None)
    words = ass_text(values["text"])
    said = ass_voices(words, values.get("name", values.get("actor", "")), values.get("style", ""))
    if not said:
        return None, "Drawings left out: line" if "\\p" in values["text"] else ""
    key = ("\n".join(turn for _, turn in said), said[0][0] or "")
    return _Line(Cue(number, start, end, words), tuple(said), key), ""


def _read_once(lines: Sequence[_Line]) -> list[_Line]:
    """Lines in order of time without those that show the same words again: over themselves, or frame by frame."""
    kept: list[_Line] = []
    last: dict[tuple[str, str], int] = {}
    for line in lines:
        before = last.get(line.key)
        if before is not None:
            shown = kept[before].cue
            over = line.cue.start_ms < shown.end_ms
            moves = line.cue.start_ms <= shown.end_ms + 50 and line.cue.end_ms - line.cue.start_ms <= _FRAME_MS
            if over or moves:
                end = max(shown.end_ms, line.cue.end_ms)
                kept[before] = replace(kept[before], cue=replace(shown, end_ms=end))
                continue
        last[line.key] = len(kept)
        kept.append(line)
    return kept


def _clock(groups: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = groups
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def _refuse_many(count: int, name: str) -> None:
    if count > MOST_CUES:
        raise OverBudget(f"{name} holds more than {MOST_CUES:,} subtitles.", hint="Split the file and add the parts.")

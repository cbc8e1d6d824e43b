"""A forgiving parser for SRT and WebVTT that keeps exact times and line numbers and says what it had to drop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Cue", "parse_srt", "parse_vtt"]

_CLOCK = r"(-)?(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[,.:](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}(?=\s|$)")
_ARROW = re.compile(r"-{1,2}>")
_COUNTER = re.compile(r"\s*\d+\s*$")
_NO_TIME = "Dropped, since their times are missing or malformed: cues at line"
_STRAY = "Left out, since it belongs to no cue: text at line"


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle as written: the line its times stand on (from 1), its times in milliseconds, its raw text."""

    line: int
    start_ms: int
    end_ms: int
    text: str


def parse_srt(text: str) -> tuple[list[Cue], dict[str, list[int]]]:
    """The cues of an SRT file in file order, and the lines of what was dropped, by reason."""
    cues: list[Cue] = []
    problems: dict[str, list[int]] = {_NO_TIME: [], _STRAY: []}
    after_cue = False
    for first, lines in _split_blocks(text):
        found = _cues_in(first, lines)
        if found:
            cues += found
            before = _index_of_times(lines)
            if before > 1 or (before == 1 and not _COUNTER.match(lines[0])):
                problems[_STRAY].append(first)
            after_cue = True
        elif _COUNTER.match(lines[0]) or any(_ARROW.search(line) for line in lines):
            problems[_NO_TIME].append(first)
            after_cue = False
        elif after_cue:
            # A blank line inside a cue's text.
            last = cues[-1]
            cues[-1] = Cue(last.line, last.start_ms, last.end_ms, "\n".join([last.text, *lines]))
        else:
            problems[_STRAY].append(first)
    return cues, problems


def parse_vtt(text: str) -> tuple[list[Cue], dict[str, list[int]]]:
    """The cues of a WebVTT file in file order, and the lines of what was dropped, by reason."""
    cues: list[Cue] = []
    problems: dict[str, list[int]] = {_NO_TIME: [], _STRAY: []}
    for number, (first, lines) in enumerate(_split_blocks(text)):
        found = _cues_in(first, lines)
        if found:
            cues += found
        elif number == 0 or lines[0].startswith(("NOTE", "STYLE", "REGION", "X-TIMESTAMP")):
            continue
        elif any(_ARROW.search(line) for line in lines):
            problems[_NO_TIME].append(first)
        elif cues:
            problems[_STRAY].append(first)
    return cues, problems


def _split_blocks(text: str) -> list[tuple[int, list[str]]]:
    """Runs of non-blank lines with the number of their first line."""
    blocks: list[tuple[int, list[str]]] = []
    open_block = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            open_block = False
        elif open_block:
            blocks[-1][1].append(line)
        else:
            blocks.append((number, [line]))
            open_block = True
    return blocks


def _index_of_times(lines: Sequence[str]) -> int:
    return next((index for index, line in enumerate(lines) if _TIMES.match(line)), -1)


def _cues_in(first: int, lines: Sequence[str]) -> list[Cue]:
    """The cues of one block: one as a rule, more when the blank lines between them were lost."""
    starts = [index for index, line in enumerate(lines) if _TIMES.match(line)]
    cues = []
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        until = len(lines) if following is None else following
        if following is not None and until - 1 > start and _COUNTER.match(lines[until - 1]):
            until -= 1
        times = _TIMES.match(lines[start])
        assert times is not None
        groups = times.groups()
        cues.append(
            Cue(
                first + start, _milliseconds(groups[:5]), _milliseconds(groups[5:]), "\n".join(lines[start + 1 : until])
            )
        )
    return cues


def _milliseconds(groups: Sequence[str | None]) -> int:
    sign, hours, minutes, seconds, fraction = groups
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    total = whole * 1000 + int((fraction or "").ljust(3, "0"))
    return -total if sign else total

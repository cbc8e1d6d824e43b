"""Time marks in transcripts: [00:12:34], (00:12), 00:12:34, [0:12 - 0:15], [1h02m03s], and frames as 01:02:03:04.

Four numbers with colons are hours, minutes, seconds and frames (SMPTE ST 12) or, as in mission transcripts, days,
hours, minutes and seconds: the marks of the whole text tell which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.model import TimePlace

__all__ = ["LOOSE_MARK", "TIME_MARK", "TimeMarks"]

_CLOCK = r"-?(?:\d{1,3}:)?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3}|;\d{2})?"
_SHORT = r"-?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_LETTERS = r"(?:\d{1,3}h ?)?\d{1,3}m ?\d{1,2}s"
_INSIDE = rf"{_CLOCK}|{_SHORT}|{_LETTERS}"
TIME_MARK = re.compile(
    rf"[ \t]*(?:[\[(]({_INSIDE})(?:[ \t]*(?:-{{1,2}}>|[-–—]|to)[ \t]*({_INSIDE}))?[\])]|({_CLOCK})(?=[ \t]|$))[ \t]*",
    re.M,
)
"""A mark at a line's beginning: what stands in brackets, up to when if that is said, or a clock without brackets."""

LOOSE_MARK = re.compile(
    rf"^(?:(?P<name>[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){{0,4}})[ \t]+)?[\[(]?(?P<time>{_CLOCK}|{_SHORT})[\])]?:?[ \t]*$",
    re.M,
)
"""A line that is only a time, or a name and a time, as sites that transcribe write it: a mark only where many are."""

_UNITS = (1, 60, 3600, 86400)
_RATES = (24, 25, 30, 50, 60)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark as written: its numbers from the largest unit on, what follows the seconds, and the end if it has one."""

    sign: int
    numbers: tuple[int, ...]
    fraction: str = ""
    frames: int | None = None
    until: _Mark | None = None


class TimeMarks:
    """The marks of one text in order; they count as times only when there are at least two."""

    def __init__(self) -> None:
        self._marks: list[_Mark] = []
        self._rate: int | None = None
        self._settled = 0

    def add(self, match: re.Match[str]) -> int:
        """Note a match of TIME_MARK; returns its number, from 1."""
        return self.add_written(match[1] or match[3], match[2])

    def add_written(self, written: str, until: str | None = None) -> int:
        """Note a mark as it is written, and up to when if that is said; returns its number, from 1."""
        self._marks.append(_parse(written, until))
        return len(self._marks)

    @property
    def count(self) -> int:
        """How many marks there are so far."""
        return len(self._marks)

    @property
    def valid(self) -> bool:
        """Whether the text is time-coded at all."""
        return len(self._marks) > 1

    @property
    def in_order(self) -> bool:
        """Whether no mark lies before the one above it."""
        starts = [self._milliseconds(mark) for mark in self._marks]
        return starts == sorted(starts)

    def place(self, number: int) -> TimePlace:
        """From a mark to its end or the next one; only its own moment when that lies before it or there is none."""
        mark = self._marks[number - 1]
        start = self._milliseconds(mark)
        if mark.until is not None:
            return TimePlace(start, max(start, self._milliseconds(mark.until)), number)
        later = self._milliseconds(self._marks[number]) if number < len(self._marks) else start
        return TimePlace(start, max(start, later), number)

    def _milliseconds(self, mark: _Mark) -> int:
        if self._settled != len(self._marks):
            self._rate, self._settled = _frame_rate(self._marks), len(self._marks)
        numbers, frames, rate = mark.numbers, mark.frames, self._rate
        if rate is not None and len(numbers) == 4 and frames is None:
            *numbers_of_clock, frames = numbers
            numbers = tuple(numbers_of_clock)
        seconds = sum(part * unit for part, unit in zip(reversed(numbers), _UNITS, strict=False))
        rest = int(mark.fraction.ljust(3, "0")) if mark.fraction else 0
        if frames is not None:
            rest = min(frames * 1000 // (rate or 30), 999)
        return mark.sign * (seconds * 1000 + rest)


def _parse(written: str, until: str | None = None) -> _Mark:
    end = _parse(until) if until else None
    sign = -1 if written.startswith("-") else 1
    if written.endswith("s"):
        numbers = tuple(int(part) for part in re.findall(r"\d+", written))
        return _Mark(sign, numbers, until=end)
    whole, _, frames = written.lstrip("-").partition(";")
    whole, _, fraction = whole.replace(",", ".").partition(".")
    numbers = tuple(int(part) for part in whole.split(":"))
    return _Mark(sign, numbers, fraction, int(frames) if frames else None, end)


def _frame_rate(marks: list[_Mark]) -> int | None:
    """Frames a second where the last of four numbers counts frames, the least rate that has room for them; else None.

    They are frames when the second number reaches 24, for no day has that many hours; when a semicolon stands before
    them somewhere; or when in eight marks or more the last number never reaches 30, as seconds would.
    """
    told = [mark.frames for mark in marks if mark.frames is not None]
    four = [mark.numbers for mark in marks if len(mark.numbers) == 4]
    if not four:
        return next((rate for rate in (30, 60) if max(told) < rate), 60) if told else None
    most = max(numbers[3] for numbers in four)
    if any(numbers[1] >= 24 for numbers in four) or told or (len(four) >= 8 and most < 30):
        return next((rate for rate in _RATES if rate >= 25 and most < rate), 60)
    return None

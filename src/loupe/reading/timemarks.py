"""Time marks in transcripts: [00:12:34], (00:12:34), 00:12:34, and [00:00:00:04] as days, hours, minutes, seconds."""

from __future__ import annotations

import re

from loupe.model import TimePlace

__all__ = ["TIME_MARK", "TimeMarks"]

_CLOCK = r"-?(?:\d{1,3}:)?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
TIME_MARK = re.compile(rf"[ \t]*(?:[\[(]({_CLOCK}|-?\d{{1,2}}:\d{{2}})[\])]|({_CLOCK})(?=[ \t]|$))[ \t]*", re.M)
_UNITS = (1, 60, 3600, 86400)


class TimeMarks:
    """The marks of one text in order; they count as times only when there are at least two."""

    def __init__(self) -> None:
        self._starts: list[int] = []

    def add(self, match: re.Match[str]) -> int:
        """Note a mark; returns its number, from 1."""
        written = match[1] or match[2]
        whole, _, fraction = written.lstrip("-").replace(",", ".").partition(".")
        seconds = sum(int(part) * unit for part, unit in zip(reversed(whole.split(":")), _UNITS, strict=False))
        milliseconds = seconds * 1000 + (int(fraction.ljust(3, "0")) if fraction else 0)
        self._starts.append(-milliseconds if written.startswith("-") else milliseconds)
        return len(self._starts)

    @property
    def valid(self) -> bool:
        """Whether the text is time-coded at all."""
        return len(self._starts) > 1

    def place(self, number: int) -> TimePlace:
        """From a mark to the next one; only its own moment when it is the last or the next lies before it."""
        start = self._starts[number - 1]
        later = self._starts[number : number + 1]
        return TimePlace(start, max(start, later[0]) if later else start, number)

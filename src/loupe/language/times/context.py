"""What a rule sees when it reads a time: the words, the setting, and the times read before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from loupe.language.setting import Setting
from loupe.language.times.calendar import EARLIEST, LATEST
from loupe.language.times.classes import CLASSES
from loupe.language.times.lexicon import Lexicon
from loupe.language.times.scan import Scan
from loupe.model.times import Anchor, Frame, Interval, TimexType, Widths

__all__ = ["Context", "Draft", "Hit"]


_STOPS = (CLASSES["DOT"], CLASSES["COMMA"])


@dataclass(slots=True)
class Draft:
    """A time while it is being read; ``kind`` sorts what may be joined: date, clock, part, length, set, ref."""

    kind: str
    start: datetime = EARLIEST
    end: datetime = LATEST
    frame: Frame = "unplaced"
    precision: str = "day"
    type: TimexType = "DATE"
    value: str = ""
    qualifier: str = ""
    other: Interval | None = None
    anchor: Anchor | None = None
    unresolved: str = ""
    bare: tuple[Frame, datetime, datetime] | None = None
    first: int = 0  # tokens [first, last) and the first of the core that TimeML counts
    last: int = 0
    core: int = 0


@dataclass(slots=True)
class Hit:
    """A rule's match over the letters of a sentence, with the worth of each named part."""

    match: re.Match[str]
    scan: Scan

    def has(self, name: str) -> bool:
        """Whether the rule has a part of this name and found it."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def at(self, name: str) -> int:
        """The token of a part."""
        return self.match.start(name)

    def value(self, name: str) -> object:
        """The worth of a part; None when it is not there."""
        return self.scan.values[self.match.start(name)] if self.has(name) else None

    def word(self, name: str) -> str:
        """The words of a part, in small letters; empty when it is not there."""
        return self.scan.words[self.match.start(name)] if self.has(name) else ""

    def number(self, name: str) -> int | None:
        """A part that is a whole number; None when it is not there or not whole."""
        value = self.value(name)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value if isinstance(value, int) else None

    def amount(self, name: str) -> float | None:
        """A part that is a number."""
        value = self.value(name)
        return float(value) if isinstance(value, int | float) else None

    def pair(self, name: str) -> tuple[str, str]:
        """A part whose worth is a pair of codes."""
        return cast("tuple[str, str]", self.value(name))


@dataclass(slots=True)
class Context:
    """The setting of a text with what has been read of it so far."""

    scan: Scan
    lexicon: Lexicon
    setting: Setting
    widths: Widths
    previous: Draft | None = None
    only_year: int | None = None
    timexes: bool = False
    quarter: Draft | None = None
    coming: dict[int, tuple[Callable[[], Draft | None], int]] = field(default_factory=dict)

    @property
    def published(self) -> datetime | None:
        """The beginning of the time of publication."""
        return self.setting.published[0] if self.setting.published else None

    def published_anchor(self) -> Anchor | None:
        """The publication as an anchor."""
        span = self.setting.published
        return Anchor("published", "the publication", *span) if span else None

    def previous_anchor(self) -> Anchor | None:
        """The time named before, in this text or before it, as an anchor; None when there is none."""
        if self.previous is not None:
            words = self.scan.text[self.scan.starts[self.previous.first] : self.scan.ends[self.previous.last - 1]]
            return Anchor("previous", words, self.previous.start, self.previous.end)
        span = self.setting.previous
        return Anchor("previous", "the time before", *span) if span else None

    def words_after(self, at: int, most: int) -> str:
        """The next words of the sentence, so many at most."""
        stop = at
        while stop < min(at + most, len(self.scan.words)) and self.scan.letters[stop] not in _STOPS:
            stop += 1
        return self.scan.text[self.scan.starts[at] : self.scan.ends[stop - 1]] if stop > at else ""

    def story_anchor(self, at: int) -> Anchor | None:
        """The day or month named shortly before, where the text tells of a time long before its publication."""
        before = self.previous_anchor()
        if before is None or before.start.year == 1 or before.end - before.start > timedelta(days=8):
            return None
        if self.published is None:
            return before
        near = self.previous is None or at - self.previous.last < 40
        return before if near and self.tense(at) < 1 and self.published - before.start > timedelta(days=400) else None

    def period(self, at: int) -> Draft | None:
        """The quarter named last, when it was named shortly before."""
        draft = self.quarter
        return draft if draft is not None and at - draft.last < 200 else None

    def day_value(self) -> str:
        """The day that a bare clock time is dated with in TimeML: the day named before, else that of publication."""
        draft = self.previous
        if draft is not None and len(draft.value) >= 10 and draft.value[5:6].isdigit() and draft.value[8:10].isdigit():
            return draft.value[:10]
        return f"{self.published:%Y-%m-%d}" if self.published else "XXXX-XX-XX"

    def tense(self, at: int) -> int:
        """-1 when the nearest verb sign of the sentence is past, 1 when it looks ahead, 0 when there is none."""
        for words in (self._before(at), self._after(at)):
            weak = 0
            last = ""
            for count, word in enumerate(words):
                if word in self.lexicon.future or f"{word} {last}" in self.lexicon.future:
                    return 1
                last = word
                if weak and count - weak > 3:
                    return -1
                if word in self.lexicon.past:
                    return -1
                if not weak and len(word) > 4 and word.endswith(self.lexicon.past_endings or ("\0",)):
                    weak = count + 1
            if weak:
                return -1
        return 0

    def _before(self, at: int) -> Iterator[str]:
        for i in range(at - 1, max(at - 15, -1), -1):
            if self.scan.letters[i] == CLASSES["DOT"]:
                return
            yield self.scan.words[i]

    def _after(self, at: int) -> Iterator[str]:
        for i in range(at, min(at + 8, len(self.scan.words))):
            if self.scan.letters[i] == CLASSES["DOT"]:
                return
            yield self.scan.words[i]

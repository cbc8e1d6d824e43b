"""Where exactly: a locator ties character offsets in a source's stored text to places a person can open.

A locator is a run of segments in text order. Each segment is a half-open span ``[start, end)`` of the stored text with
the place it has in the original: a box on a page, the time of a cue, a paragraph, a part of a mail. Offsets count
Unicode code points, as Python does.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Locator",
    "MailPlace",
    "PagePlace",
    "ParagraphPlace",
    "Place",
    "RowPlace",
    "Segment",
    "TimePlace",
    "timecode",
]


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A box on a page, from 1: left, top, right, bottom in points (1/72 inch) from the page's upper left corner."""

    page: int
    box: tuple[float, float, float, float]

    def words(self) -> str:
        """The place as a person says it."""
        return f"page {self.page}"


@dataclass(frozen=True, slots=True)
class TimePlace:
    """A stretch of time in a recording, in milliseconds from its beginning; cue counts from 1."""

    start_ms: int
    end_ms: int
    cue: int

    def words(self) -> str:
        """The place as a person says it."""
        return f"{timecode(self.start_ms)}–{timecode(self.end_ms)}"


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """A paragraph, from 1; ``line`` is its first line in a text file, ``part`` the chapter or table it is in."""

    number: int
    line: int | None = None
    part: str | None = None

    def words(self) -> str:
        """The place as a person says it."""
        inside = f"{self.part}, " if self.part else ""
        line = f" (line {self.line})" if self.line is not None else ""
        return f"{inside}paragraph {self.number}{line}"


@dataclass(frozen=True, slots=True)
class MailPlace:
    """A part of a mail: ``header`` names the field, or is None for the body, where ``paragraph`` counts from 1."""

    header: str | None
    paragraph: int | None

    def words(self) -> str:
        """The place as a person says it."""
        return f"header {self.header}" if self.header else f"body, paragraph {self.paragraph}"


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row of a table, from 1 as a spreadsheet counts; ``sheet`` is the sheet's name, None where there is but one."""

    row: int
    sheet: str | None

    def words(self) -> str:
        """The place as a person says it."""
        return f"sheet {self.sheet}, row {self.row}" if self.sheet else f"row {self.row}"


Place = PagePlace | TimePlace | ParagraphPlace | MailPlace | RowPlace


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of the stored text that lies in one place."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a piece of text stands: one segment or several (a quote over two pages, a sentence over three cues).

    Raises ValueError when it has no segment, or segments are empty, out of order or overlap.
    """

    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        if not self.segments:
            raise ValueError("a locator needs at least one segment")
        end = -1
        for segment in self.segments:
            if segment.start < max(end, 0) or segment.end <= segment.start:
                raise ValueError(f"segment {segment.start}:{segment.end} is empty or out of order")
            end = segment.end

    @property
    def start(self) -> int:
        """First character of the span in the stored text."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """One past the last character of the span in the stored text."""
        return self.segments[-1].end

    def clip(self, start: int, end: int) -> Locator:
        """The locator of the part ``[start, end)`` of this one; raises ValueError when no segment reaches into it."""
        return Locator(
            tuple(
                Segment(max(s.start, start), min(s.end, end), s.place)
                for s in self.segments
                if s.start < end and s.end > start
            )
        )

    def words(self) -> str:
        """The place as a person says it: "page 3", "pages 3–4", "00:01:05–00:01:09", "paragraph 12 (line 40)"."""
        first, last = self.segments[0].place, self.segments[-1].place
        if isinstance(first, PagePlace) and isinstance(last, PagePlace) and first.page != last.page:
            return f"pages {first.page}–{last.page}"
        if isinstance(first, TimePlace) and isinstance(last, TimePlace):
            return f"{timecode(first.start_ms)}–{timecode(last.end_ms)}"
        if first == last or isinstance(first, PagePlace):
            return first.words()
        return f"{first.words()} to {last.words()}"


def timecode(milliseconds: int) -> str:
    """Milliseconds as ``HH:MM:SS`` (whole seconds, rounded down; a negative time keeps its sign)."""
    sign, seconds = ("-", -milliseconds // 1000) if milliseconds < 0 else ("", milliseconds // 1000)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"

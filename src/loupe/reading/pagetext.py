"""Lines of pages put together to the stored text, its passages, and its words with their boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from loupe.model import PagePlace, Place, Word
from loupe.reading.draft import GLUE, Draft
from loupe.reading.pdflines import Line
from loupe.reading.pdfparagraphs import Group, group_lines

__all__ = ["add_pages"]

_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def add_pages(draft: Draft, lines: Sequence[Line]) -> tuple[Word, ...]:
    """Add the lines of pages, in reading order, to a draft as passages; the words of those lines that have some."""
    hyphenated = _hyphenated_words(lines)
    words: list[Word] = []
    for group in group_lines(lines):
        placed = list(_place_lines(group, hyphenated))
        if draft.add_lines(placed, group.kind, read_by=group.lines[0].read_by, confidence=_confidence(group)):
            words += _words(draft, group)
        else:
            draft.aside("\n".join(line.text for line in group.lines))
    return tuple(words)


def _hyphenated_words(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(word for line in lines if "-" in line.text for word in _HYPHENATED.findall(line.text.lower()))


def _place_lines(group: Group, hyphenated: frozenset[str]) -> Iterator[tuple[str, Place]]:
    """The lines of a group; a word broken at a line's end is put together, with its hyphen if it has one of its own."""
    for line, following in zip_longest(group.lines, group.lines[1:]):
        text = line.text
        if line.broken:
            first, second = text.split()[-1], following.text.split()[0] if following else ""
            joined = f"{first}-{second}".lower().strip(".,;:!?\"'()")
            own = not second[:1].islower() or not first[-1:].islower() or joined in hyphenated
            text += ("-" if own or not following else "") + (GLUE if following else "")
        yield text, PagePlace(line.page, line.place or line.box)


def _confidence(group: Group) -> float | None:
    """The mean of the lines, each by its length; None where nobody said how sure he was."""
    said = [(line.confidence, len(line.text)) for line in group.lines if line.confidence is not None]
    letters = sum(length for _, length in said)
    return round(sum(sure * length for sure, length in said) / letters, 4) if letters else None


def _words(draft: Draft, group: Group) -> Iterator[Word]:
    # Lines are blank-free and clean by now, so every line of the group became a segment of the passage.
    segments = draft.passages[-1].locator.segments
    for line, segment in zip(group.lines, segments, strict=True):
        for word in line.words:
            place = PagePlace(line.page, word.box)
            yield Word(segment.start + word.start, segment.start + word.end, place, word.confidence)

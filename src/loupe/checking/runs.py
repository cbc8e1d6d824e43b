"""Passages that are spoken on: the cues of one speaker as one text, with the way back to each cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loupe.model import Locator, Passage, Segment

__all__ = ["Piece", "locate", "runs", "spoken_on"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage inside a run: where its text begins in the run's joined text, and its line, counted from 1."""

    at: int
    passage: Passage
    line: int


def runs(passages: Sequence[Passage], stored: str) -> Iterator[tuple[str, list[Piece]]]:
    """Consecutive cues of one speaker joined by a blank; any other passage by itself; headings left out."""
    text, pieces = "", list[Piece]()
    for line, passage in enumerate(passages, start=1):
        if passage.kind in ("heading", "header"):
            continue
        joins = pieces and spoken_on(pieces[-1].passage, passage, stored)
        if pieces and not joins:
            yield text, pieces
            text, pieces = "", []
        text = f"{text} " if pieces else ""
        pieces.append(Piece(len(text), passage, line))
        text += re.sub(r"\s", " ", passage.text)
    if pieces:
        yield text, pieces


def spoken_on(before: Passage, passage: Passage, stored: str) -> bool:
    """Whether a cue goes on where the cue before it ended: the same speaker, and at most his label in between."""
    cues = passage.kind == "cue" == before.kind and passage.speaker == before.speaker
    between = stored[before.locator.end : passage.locator.start].strip()
    return cues and (not between or between.endswith(":"))


def locate(pieces: Sequence[Piece], start: int, end: int) -> tuple[Locator, Piece]:
    """The place of a part of a run's text, and the passage that it begins in."""
    segments: list[Segment] = []
    first: Piece | None = None
    for piece in pieces:
        low, high = max(start, piece.at), min(end, piece.at + len(piece.passage.text))
        if low >= high:
            continue
        first = first or piece
        base = piece.passage.locator.start - piece.at
        segments.extend(piece.passage.locator.clip(base + low, base + high).segments)
    assert first is not None
    return Locator(tuple(segments)), first

"""The lines of the work, where each claim stands in them, and the runs of text to underline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from loupe.model import Claim, Locator, Passage, TimePlace, timecode
from loupe.views.contexts import SHOWN, Run, ShownLabel, Span

__all__ = ["claim_spans", "first_line", "line_runs", "line_time"]


def line_time(locator: Locator) -> str:
    """Say the time code at which a line begins; empty when the work has no times."""
    place = locator.segments[0].place
    return timecode(place.start_ms) if isinstance(place, TimePlace) else ""


def claim_spans(claim: Claim, lines: Sequence[Passage], starts: Sequence[int] | None = None) -> tuple[Span, ...]:
    """Find the pieces of a claim in the lines it touches, lines counted from 1.

    The result is empty unless every piece is, letter for letter, what the claim quotes there: a wrong underline would
    say that the work said something else. ``starts`` are where the lines begin, for callers with many claims.
    """
    first = claim.locator.start
    starts = starts if starts is not None else [line.locator.start for line in lines]
    if len(claim.quote) != claim.locator.end - first:
        return ()
    spans = []
    for segment in claim.locator.segments:
        for index in range(max(bisect_right(starts, segment.start) - 1, 0), bisect_left(starts, segment.end)):
            start = max(segment.start, starts[index])
            end = min(segment.end, lines[index].locator.end)
            if start >= end:
                continue
            span = Span(index + 1, start - starts[index], end - starts[index])
            if lines[index].text[span.start : span.end] != claim.quote[start - first : end - first]:
                return ()
            spans.append(span)
    return tuple(spans)


def first_line(claim: Claim, spans: Sequence[Span], line_count: int) -> int:
    """Choose the line a claim is shown under: the first it touches, else the one it names.

    Raises ValueError when it names none of the work's lines.
    """
    number = spans[0].line if spans else claim.line
    if not 1 <= number <= line_count:
        raise ValueError(f"claim {claim.id} stands in line {number}, but the work has {line_count} lines")
    return number


def line_runs(text: str, spans: Sequence[tuple[Span, str, ShownLabel]]) -> tuple[Run, ...]:
    """Cut a line's text where claims begin and end; ``spans`` are this line's, each with number and verdict."""
    cuts = sorted({0, len(text), *(s.start for s, _, _ in spans), *(s.end for s, _, _ in spans)})
    runs = []
    for start, end in pairwise(cuts):
        over = [(number, label) for span, number, label in spans if span.start <= start and end <= span.end]
        worst = min((label for _, label in over), key=SHOWN.index, default=None)
        runs.append(Run(text[start:end], tuple(dict.fromkeys(number for number, _ in over)), worst))
    return tuple(runs)

"""What a claim's bracketed guesses rest on, as the script shows it."""

from __future__ import annotations

from collections.abc import Sequence

from loupe.model import Claim, Filled, Passage
from loupe.views.contexts import GuessView

__all__ = ["guess_views"]


def guess_views(claim: Claim, lines: Sequence[Passage]) -> tuple[GuessView, ...]:
    """Set out the guesses of a claim in the order of its text; ``lines`` are the work's, counted from 1.

    A guess at who is meant that rests on the label beside a line stands in that line; one whose passage is not among
    the lines has no line and no place.
    """
    return tuple(_guess_view(one, lines) for one in claim.filled)


def _guess_view(one: Filled, lines: Sequence[Passage]) -> GuessView:
    rests_on, line, place = "", None, ""
    if one.passage_id is None or one.from_start is None or one.from_end is None:
        start, end = one.start, one.end
    else:
        start, end = one.from_start, one.from_end
    for number, passage in enumerate(lines, start=1):
        base = passage.locator.start
        if base <= start < end <= passage.locator.end and one.passage_id in (None, passage.id):
            line, place = number, passage.locator.clip(start, end).words()
            if one.passage_id is not None:
                rests_on = passage.text[start - base : end - base]
            break
    return GuessView(
        words=one.words,
        shown=one.shown,
        by=one.by,
        rests_on=rests_on,
        line=line,
        place=place,
        passage_id=one.passage_id,
        start=start,
        end=end,
        score=one.score,
        reason=one.reason,
    )

"""What a claim's bracketed guesses rest on, as the script shows it."""

from __future__ import annotations

from collections.abc import Sequence

from loupe.model import Claim, Filled, Passage
from loupe.views.contexts import ClaimView, GuessView

__all__ = ["guess_views", "guessed"]


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


def guessed(claim: ClaimView) -> list[tuple[str, GuessView | None]]:
    """Cut a claim's text into what was said and what is guessed, in order; the pieces make the text."""
    if claim.edited:
        return [(claim.edited, None)]  # a person's words: nothing in them is a guess
    pieces: list[tuple[str, GuessView | None]] = []
    rest = claim.text
    for one in claim.guesses:
        before, found, after = rest.partition(one.shown)
        if found:
            pieces += [(before, None), (found, one)]
            rest = after
    return [piece for piece in (*pieces, (rest, None)) if piece[0]]

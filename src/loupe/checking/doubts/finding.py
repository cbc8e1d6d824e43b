"""The doubts of one line, in the order of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from loupe.checking.doubts.kinds import DOUBT_KINDS, Doubt
from loupe.checking.doubts.minds import doubt_minds
from loupe.checking.doubts.status import doubt_status
from loupe.checking.doubts.values import doubt_absolutes, doubt_quantifiers, doubt_ranks, doubt_values
from loupe.checking.runs import locate, runs
from loupe.language import read_sentence, split_sentences
from loupe.model import Passage

__all__ = ["find_doubts", "sentences_of"]


@lru_cache(maxsize=5_000)
def find_doubts(text: str, convicted: frozenset[str] = frozenset()) -> tuple[Doubt, ...]:
    """What could be false in a line, and the question that would tell; ``text[start:end] == words`` of each.

    The line alone is read: no archive. ``convicted`` are the keys of the names that the work says were convicted. What
    it is unsure of it leaves out. A line of more than 2,000 characters is read up to there.
    """
    flat = "".join(" " if c.isspace() else c for c in text[:2000])
    said = read_sentence(flat)
    found: Iterable[Doubt] = (
        *doubt_values(said), *doubt_quantifiers(said), *doubt_ranks(said), *doubt_absolutes(said),
        *doubt_status(said, convicted), *doubt_minds(said),
    )  # fmt: skip
    kept = {(d.kind, d.start, d.end): d for d in found if d.start < d.end}
    ordered = sorted(kept.values(), key=lambda d: (d.start, d.end, DOUBT_KINDS.index(d.kind)))
    return tuple(Doubt(d.kind, text[d.start : d.end], d.start, d.end, d.question, d.alarm, d.reason) for d in ordered)


def sentences_of(passages: Sequence[Passage], stored: str) -> Iterator[tuple[int, str]]:
    """The lines of a work: where each begins in its stored text, and its words; cues of one speaker read together.

    A line over several cues has blanks where the stored text has the label of a cue, so that offsets hold.
    """
    for text, pieces in runs(passages, stored):
        for start, end in split_sentences(text):
            locator, _ = locate(pieces, start, end)
            line, at = "", locator.start
            for segment in locator.segments:
                line += " " * (segment.start - at) + stored[segment.start : segment.end]
                at = segment.end
            yield locator.start, line

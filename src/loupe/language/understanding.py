"""A source's stretches of text become what is named and said in them: the whole of the language room, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from loupe.language.detecting import GRAMMAR_LANGUAGES, READ_LANGUAGES
from loupe.language.parsing import Parser
from loupe.language.quantities import find_quantities
from loupe.language.setting import Setting
from loupe.language.times import find_times
from loupe.model.mentions import Mention
from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan
from loupe.model.understanding import Stretch, Understood

__all__ = ["understand", "understanding_version"]


def understanding_version() -> str:
    """Part of what makes a reading repeatable: changes whenever the same text may be understood otherwise."""
    return "understanding/1"


def understand(
    stretches: Sequence[Stretch], setting: Setting, parser: Parser | None, *, source_id: str
) -> tuple[Understood, ...]:
    """What is named and said in consecutive stretches of one source, one value for each that holds anything.

    Dates and figures are read in ``READ_LANGUAGES``, who did what in ``GRAMMAR_LANGUAGES`` and with a parser only; a
    text in another language comes back empty.
    """
    if setting.language not in READ_LANGUAGES:
        return ()
    plain = [s.text.replace("\n", " ") for s in stretches]
    parses = list(parser.parse(plain)) if parser and setting.language in GRAMMAR_LANGUAGES else [None] * len(plain)
    found = []
    for stretch, text, _parse in zip(stretches, plain, parses, strict=True):
        times = find_times(text)
        quantities = find_quantities(text, [(t.start_at, t.end_at) for t in times])
        mentions: tuple[Mention, ...] = ()
        found.append(
            Understood(
                passage_id=stretch.passages[0][1],
                mentions=tuple(_moved_mention(m, stretch) for m in mentions),
                times=tuple(_moved_time(t, stretch) for t in times),
                quantities=tuple(_moved_quantity(q, stretch) for q in quantities),
                statements=(),
            )
        )
    return tuple(found)


def _passage_at(stretch: Stretch, at: int) -> str:
    starts = [start for start, _ in stretch.passages]
    return stretch.passages[max(0, bisect_right(starts, at) - 1)][1]


def _moved_mention(mention: Mention, stretch: Stretch) -> Mention:
    return replace(mention, start=mention.start + stretch.at, end=mention.end + stretch.at)


def _moved_time(time: TimeSpan, stretch: Stretch) -> TimeSpan:
    return replace(time, start_at=time.start_at + stretch.at, end_at=time.end_at + stretch.at)


def _moved_quantity(quantity: Quantity, stretch: Stretch) -> Quantity:
    return replace(quantity, start=quantity.start + stretch.at, end=quantity.end + stretch.at)

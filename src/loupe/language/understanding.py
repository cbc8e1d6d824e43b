"""A source's stretches of text become what is named and said in them: the whole of the language room, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loupe.language.detecting import GRAMMAR_LANGUAGES, READ_LANGUAGES
from loupe.language.parsing import Parse, Parser
from loupe.language.quantities import find_quantities
from loupe.language.setting import Setting
from loupe.language.statements import find_statements
from loupe.language.times import find_times
from loupe.model.mentions import Mention
from loupe.model.quantities import Quantity
from loupe.model.statements import Participant, Statement
from loupe.model.times import Interval, TimeSpan
from loupe.model.understanding import Stretch, Understood

__all__ = ["understand", "understanding_version"]


def understanding_version() -> str:
    """Part of what makes a reading repeatable: changes whenever the same text may be understood otherwise."""
    return "understanding/1"


def understand(
    stretches: Sequence[Stretch], setting: Setting, parser: Parser | None, *, source_id: str
) -> tuple[Understood, ...]:
    """What is named and said in consecutive stretches of one source, one value for each.

    Dates and figures are read in ``READ_LANGUAGES``, who did what in ``GRAMMAR_LANGUAGES`` and with a parser only; of
    a text in another language nothing comes back.
    """
    if setting.language not in READ_LANGUAGES:
        return ()
    plain = [s.text.replace("\n", " ") for s in stretches]
    parses: Sequence[Parse | None] = [None] * len(plain)
    if parser and setting.language in GRAMMAR_LANGUAGES:
        parses = list(parser.parse(plain))
    return tuple(_read(stretches, plain, parses, setting, source_id))


def _read(
    stretches: Sequence[Stretch],
    texts: Sequence[str],
    parses: Sequence[Parse | None],
    setting: Setting,
    source_id: str,
) -> Iterator[Understood]:
    for stretch, text, parse in zip(stretches, texts, parses, strict=True):
        here = replace(setting, teller=stretch.speaker or setting.teller)
        times = find_times(text, here)
        quantities = find_quantities(text, [(t.start_at, t.end_at) for t in times])
        statements: tuple[Statement, ...] = ()
        if parse is not None:
            statements = find_statements(
                text,
                parse,
                source_id=source_id,
                passage_id=stretch.passages[0][1],
                setting=here,
                times=times,
                quantities=quantities,
            )
        setting = replace(setting, previous=_last_named(times) or setting.previous)
        mentions: tuple[Mention, ...] = ()
        yield Understood(
            passage_id=stretch.passages[0][1],
            mentions=tuple(replace(m, start=m.start + stretch.at, end=m.end + stretch.at) for m in mentions),
            times=tuple(_moved_time(t, stretch) for t in times),
            quantities=tuple(_moved_quantity(q, stretch) for q in quantities),
            statements=tuple(_moved_statement(s, stretch) for s in statements),
        )


def _last_named(times: Sequence[TimeSpan]) -> Interval | None:
    """The last date that stands there in full: what "three days later" in the next paragraph counts from."""
    full = [t for t in times if t.frame == "absolute" and t.anchor is None and not t.unresolved and t.other is None]
    return (full[-1].start, full[-1].end) if full else None


def _passage_at(stretch: Stretch, at: int) -> str:
    starts = [start for start, _ in stretch.passages]
    return stretch.passages[max(0, bisect_right(starts, at) - 1)][1]


def _moved_time(time: TimeSpan, stretch: Stretch) -> TimeSpan:
    """The time at its place in the source, with the words that stand there."""
    start, end = time.start_at, time.end_at
    return replace(time, start_at=start + stretch.at, end_at=end + stretch.at, text=stretch.text[start:end])


def _moved_quantity(quantity: Quantity, stretch: Stretch) -> Quantity:
    start, end = quantity.start, quantity.end
    return replace(quantity, start=start + stretch.at, end=end + stretch.at, text=stretch.text[start:end])


def _moved_statement(said: Statement, stretch: Stretch) -> Statement:
    by = stretch.at
    return replace(
        said,
        passage_id=_passage_at(stretch, said.start + by),
        start=said.start + by,
        end=said.end + by,
        quote=stretch.text[said.start : said.end],
        verb=(said.verb[0] + by, said.verb[1] + by),
        participants=tuple(_moved_participant(p, stretch) for p in said.participants),
        place=said.place and (said.place[0] + by, said.place[1] + by),
        times=tuple(_moved_time(t, stretch) for t in said.times),
        quantities=tuple(_moved_quantity(q, stretch) for q in said.quantities),
    )


def _moved_participant(one: Participant, stretch: Stretch) -> Participant:
    start, end = one.start, one.end
    return replace(one, start=start + stretch.at, end=end + stretch.at, text=stretch.text[start:end])

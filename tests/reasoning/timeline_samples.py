"""Statements made by hand, for tests of accounts and timelines."""

from datetime import datetime, timedelta

from loupe.model.statements import Statement
from loupe.model.times import TimeSpan
from loupe.reasoning.accounts import Party, Release, Telling
from loupe.reasoning.moments import calendar_interval

DAY = timedelta(days=1)


def date(written, *, at=0, precision=None, words=None, **more):
    """A time that stands in the words: a year, a month or a day."""
    start, end = calendar_interval(written)
    precision = precision or ("year", "month", "day")[written.count("-")]
    text = words or written
    return TimeSpan(start, end, "absolute", precision, written, at, at + len(text), text, **more)


def span(start, end, precision="day", *, at=0, words="then", edtf=None, **more):
    """A time with any interval."""
    return TimeSpan(start, end, "absolute", precision, edtf, at, at + len(words), words, **more)


def clock(hour, minute=0, *, at=20, precision="minute"):
    """A clock time without a day."""
    start = datetime(2001, 1, 1, hour, minute)
    words = f"{hour}:{minute:02d}"
    return TimeSpan(start, start + timedelta(minutes=1), "daily", precision, None, at, at + len(words), words)


def weekday(words="Monday", *, at=0):
    start = datetime(2001, 1, 1)
    return TimeSpan(start, start + DAY, "weekly", "day", None, at, at + len(words), words)


def party(role, name, key=""):
    return Party(role, name, key, tuple(sorted(w for w in name.lower().split() if len(w) > 3 or w.isupper())))


def tell(
    number,
    deed="arrest",
    *parties,
    times=(),
    quantities=(),
    teller="Ada Moor",
    key=None,
    named=True,
    source="s-1",
    told="2001",
    denied=False,
    modality="asserted",
    where=(),
    guessed=False,
    passage=None,
    words=None,
):
    """One telling; ``number`` is its place in the text and makes its id."""
    text = words or f"statement {number}"
    said = Statement(
        id=f"t-{source}-{number:03d}",
        source_id=source,
        passage_id=passage or f"p-{source}-{number}",
        start=number * 100,
        end=number * 100 + len(text),
        quote=text,
        chain=(),
        denied=denied,
        modality=modality,
        event=deed,
        verb=(number * 100, number * 100 + 4),
        participants=(),
        place=None,
        place_name=None,
        times=tuple(times),
        quantities=tuple(quantities),
    )
    release = Release(told, *calendar_interval(told)) if told else Release("without a date")
    return Telling(
        statement=said,
        teller=teller,
        teller_key=teller.lower() if key is None else key,
        named=named,
        guessed=guessed,
        label=f"Source {source}",
        release=release,
        place=f"paragraph {number}",
        words=text,
        deed=deed,
        parties=parties,
        where=tuple(where),
    )

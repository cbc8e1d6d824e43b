"""Times of a document as TIMEX3: gold, what Loupe and other readers find, and TempEval-3's scores.

TempEval-3's rules (UzZaman et al. 2013): a time of the system matches a time of the gold when they overlap (relaxed) or
have the same span (strict), each at most once; value-F1 takes as correct the relaxed matches with the gold's value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from language_tasks.rows import Row, bootstrap
from loupe.language.setting import Setting
from loupe.language.times import find_timexes

__all__ = ["Counts", "Document", "Timex", "by_loupe", "f1", "other_readers", "rows_of", "score"]

Timex = tuple[int, int, str, str]
"""Begin and end in the text, type, value."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text, when it was published, and the times in it."""

    name: str
    text: str
    published: datetime
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document adds: gold and system times, matches strict and relaxed, right types and values."""

    gold: int
    system: int
    strict: int
    relaxed: int
    types: int
    values: int


def score(gold: Sequence[Timex], system: Sequence[Timex]) -> Counts:
    """Counts of one document: each gold time is matched with the first unmatched system time that it overlaps."""
    free = list(system)
    strict = relaxed = types = values = 0
    for start, end, kind, value in gold:
        match = next((s for s in free if s[0] < end and s[1] > start), None)
        if match is None:
            continue
        free.remove(match)
        relaxed += 1
        strict += (match[0], match[1]) == (start, end)
        types += match[2] == kind
        values += match[3] == value
    return Counts(len(gold), len(system), strict, relaxed, types, values)


def f1(counts: Sequence[object], what: str) -> float:
    """The F1 of strict or relaxed matches, or of types or values that are right; 0 where there is nothing."""
    right = sum(getattr(c, what) for c in counts)
    total = sum(getattr(c, "gold") + getattr(c, "system") for c in counts)  # noqa: B009
    return 2 * right / total if total else 0.0


def by_loupe(document: Document) -> list[Timex]:
    """The times that Loupe reads, with the document's day as the time of publication."""
    day = (document.published, document.published + timedelta(days=1))
    found = find_timexes(document.text, Setting(published=day, day_first=False))
    return [(t.start_at, t.end_at, t.timex_type, t.timex) for t in found]


def _timexy() -> Callable[[Document], list[Timex]] | None:
    try:
        import spacy
        import timexy  # noqa: F401
    except ImportError:
        print("timexy is not installed: its row is left out")
        return None
    reader = spacy.blank("en")
    reader.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def read(document: Document) -> list[Timex]:
        out: list[Timex] = []
        for ent in reader(document.text).ents:
            kind = re.search(r'type="(\w+)"', ent.kb_id_)
            value = re.search(r'value="([^"]+)"', ent.kb_id_)
            out.append((ent.start_char, ent.end_char, kind[1] if kind else "", value[1][:10] if value else ""))
        return out

    return read


def _dateparser() -> Callable[[Document], list[Timex]] | None:
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed: its row is left out")
        return None

    def read(document: Document) -> list[Timex]:
        settings = {"RELATIVE_BASE": document.published, "PREFER_DATES_FROM": "past"}
        out: list[Timex] = []
        at = 0
        for words, moment in search_dates(document.text, languages=["en"], settings=settings) or []:
            start = document.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                out.append((start, at, "DATE", f"{moment:%Y-%m-%d}"))
        return out

    return read


def other_readers() -> dict[str, Callable[[Document], list[Timex]]]:
    """The other readers that are installed, by name."""
    return {n: read for n, read in {"timexy": _timexy(), "dateparser": _dateparser()}.items() if read}


_METRICS = {"values": "value F1", "types": "type F1", "strict": "strict F1", "relaxed": "relaxed F1"}


def rows_of(
    name: str,
    documents: Sequence[Document],
    readers: dict[str, Callable[[Document], list[Timex]]],
    published: str,
    note: str,
) -> list[Row]:
    """Four rows for a set of documents: values, types, strict and relaxed spans, beside the reader best at values."""
    counts = [score(d.gold, by_loupe(d)) for d in documents]
    theirs = {n: [score(d.gold, read(d)) for d in documents] for n, read in readers.items()}
    best = max(theirs, key=lambda n: f1(theirs[n], "values"), default="")
    for n, found in theirs.items():
        print(name, n, {w: round(f1(found, w), 3) for w in _METRICS})
    return [
        Row(
            "times",
            name,
            metric,
            f1(counts, what),
            sum(c.gold for c in counts),
            bootstrap(counts, lambda drawn, what=what: f1(drawn, what)),  # type: ignore[misc]
            f1(theirs[best], what) if best else None,
            best,
            published if what == "values" else "",
            note,
        )
        for what, metric in _METRICS.items()
    ]

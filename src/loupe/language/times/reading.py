"""Finding the times of a text: rules over its words, then each time read in its order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from loupe.language.setting import Setting
from loupe.language.tables import LABELS
from loupe.language.times.calendar import EARLIEST, LATEST, to_edtf
from loupe.language.times.classes import CLASSES
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.grammar import RULES, Rule
from loupe.language.times.lexicon import Lexicon
from loupe.language.times.scan import Scan, scan, worth_reading
from loupe.model.times import TimeSpan, Widths

__all__ = ["read_times"]

_Found = tuple[int, int, Rule, Hit]


def read_times(text: str, setting: Setting, lexicon: Lexicon, widths: Widths, timexes: bool) -> tuple[TimeSpan, ...]:
    """The times of a text in order, without overlaps; with ``timexes`` lengths, repeated times and pointers too."""
    if not worth_reading(text, lexicon):
        return ()
    words = scan(text, lexicon)
    context = Context(words, lexicon, setting, widths, timexes=timexes)
    found = sorted(_matches(words, lexicon, timexes), key=lambda f: f[0])
    context.only_year = _only_year(found)
    context.coming = {first: (partial(rule.build, context, hit), last) for first, last, rule, hit in found}
    drafts: list[Draft] = []
    for first, last, rule, hit in found:
        if drafts and first < drafts[-1].last:
            continue
        draft = rule.build(context, hit)
        if draft is None:
            continue
        draft.first, draft.last, draft.core = first, max(draft.last, last), max(draft.core, first)
        _trim(words, draft)
        drafts.append(draft)
        _remember(context, draft)
    joined = _joined(context, drafts)
    return tuple(_span(text, words, d, timexes) for d in joined)


def _matches(words: Scan, lexicon: Lexicon, timexes: bool) -> list[_Found]:
    taken = [False] * len(words.letters)
    found: list[_Found] = []
    for rule in RULES:
        if (
            not any(need in words.letters for need in rule.needs)
            or (rule.timex_only and not timexes)
            or (rule.times_only and timexes)
        ):
            continue
        after = 0
        while match := rule.pattern.search(words.letters, after):
            first, last = match.span()
            after = first + 1
            if first == last or any(taken[first:last]):
                continue
            hit = Hit(match, words)
            if (rule.check is not None and not rule.check(hit)) or _no_time(words, lexicon, first, last, hit):
                continue
            after = last
            taken[first:last] = [True] * (last - first)
            found.append((first, last, rule, hit))
    return found


_CASES = LABELS | frozenset("case file ref reference form docket invoice model serial".split())
_COUNTED = frozenset("men women people children feet persons personnel".split())
"""Plurals without an -s: "1500 men" is a count."""
_NUMBERED = 6
"""How many words before a dotted figure can say that it numbers a place in a document: "paragraph of it, 4.5.53"."""
_STREETS = frozenset("street avenue road lane drive boulevard court square place st ave rd blvd".split())


def _no_time(words: Scan, lexicon: Lexicon, first: int, last: int, hit: Hit) -> bool:
    """Numbers that only look like years, days or hours: counts, pages, houses, the rest of a longer number."""
    before = words.words[first - 1] if first else ""
    after = words.words[last] if last < len(words.words) else ""
    if hit.has("year") and hit.match.re.groupindex.keys() >= {"year"} and hit.match.end("year") - 1 == first:
        return _no_year(words, lexicon, first, before, after)
    if hit.has("slash") and re.fullmatch(r"\d+\.\d+\.\d\d", hit.word("slash")):
        return bool(
            _CASES.union(("report", "para", "paras")).intersection(words.words[max(0, first - _NUMBERED) : first])
        )
    if before in _CASES and words.letters[first] in (CLASSES["DAY"], CLASSES["YEAR"], CLASSES["CLOCK"]):
        return True
    return bool(hit.has("day") and words.letters[last - 1] == CLASSES["DAY"] and after in ("%", "percent", "million"))


def _no_year(words: Scan, lexicon: Lexicon, at: int, before: str, after: str) -> bool:
    if before in _CASES or before in ("$", "£", "€", "#", "no", "nr", "/", ":", "+", "=") or after in ("%", "percent"):
        return True
    if after in _STREETS or (at + 2 < len(words.words) and words.words[at + 2] in _STREETS):
        return True
    joined = (
        at and words.ends[at - 1] == words.starts[at] and before not in ("(", "-", "–", "—", "“", '"', "'", "’", ",")
    )
    if joined or (after == "/" and words.starts[at + 1] == words.ends[at]):
        return True
    if words.text[words.starts[at]] in "'’" and words.letters[at - 1 : at] not in (
        CLASSES["IN"],
        CLASSES["SINCE"],
        CLASSES["MONTH"],
        CLASSES["OF"],
        CLASSES["THE"],
    ):
        return True
    if (
        words.text[words.starts[at]].isalpha()
        and words.values[at] != 2000
        and int(str(words.values[at])) > 2000
        and not (
            at
            and words.letters[at - 1]
            in "".join(CLASSES[n] for n in ("IN", "OF", "SINCE", "UNTIL", "FROM", "BEFORE", "AFTER"))
        )
    ):
        return True  # "two thousand and three people"
    # "2003 boxes": a count, unless a preposition or an article makes it a year
    led = at and words.letters[at - 1] in "".join(
        CLASSES[n] for n in ("IN", "OF", "THE", "SINCE", "FROM", "TO", "MONTH")
    )
    if not led and (before[:1].isdigit() or after[:1].isdigit()):
        return True  # one of a row of figures
    if after in _COUNTED and (not led or words.letters[at - 1] == CLASSES["THE"]):
        return True
    plural = after.endswith(lexicon.plurals) and len(after) > 3
    return bool(not led and after.isalpha() and plural and words.text[words.starts[at + 1]].islower())


def _only_year(found: list[_Found]) -> int | None:
    """The one year that the dates of a text name; None when there is none or more than one."""
    years = {h.number(name) for _, _, _, h in found for name in ("year", "year1") if h.has(name)} - {None}
    return next(iter(years)) if len(years) == 1 else None


def _trim(words: Scan, draft: Draft) -> None:
    """Leading prepositions and articles that no time needs belong to the sentence, not to the time."""
    loose = CLASSES["IN"] + CLASSES["OF"] + CLASSES["TO"] + CLASSES["FROM"] + CLASSES["COMMA"]
    while draft.first < draft.last - 1 and words.letters[draft.first] in loose:
        draft.first += 1
    if (
        draft.last - draft.first == 2
        and words.letters[draft.first] == CLASSES["THE"]
        and words.letters[draft.first + 1] in (CLASSES["YEAR"], CLASSES["MONTH"], CLASSES["WEEKDAY"])
    ):
        draft.first += 1
    draft.core = max(draft.core, draft.first)


def _remember(c: Context, draft: Draft) -> None:
    """A placed time is what "three days later" counts from; one open to a side is not."""
    if draft.frame == "absolute" and draft.start > EARLIEST and draft.end < LATEST and draft.kind in ("date", "part"):
        c.previous = draft
        if "-Q" in draft.value:
            c.quarter = draft


def _joined(c: Context, drafts: list[Draft]) -> list[Draft]:
    """A date and the clock time or part of the day beside it, made one."""
    out: list[Draft] = []
    gap = frozenset(CLASSES[n] for n in ("COMMA", "IN", "OF", "THE", "FROM"))
    for draft in drafts:
        last = out[-1] if out else None
        close = last is not None and draft.first - last.last <= 3 and all(
            x in gap for x in c.scan.letters[last.last : draft.first]
        )  # fmt: skip
        both = _one(last, draft) if last is not None and close else None
        if both is not None:
            out[-1] = both
        else:
            out.append(draft)
    return out


def _one(a: Draft, b: Draft) -> Draft | None:
    day, clock = (b, a) if a.kind == "clock" or b.kind == "date" else (a, b)
    if clock.kind != "clock" or clock.frame != "daily" or day.kind not in ("date", "part"):
        return None
    whole = day.precision in ("day", "part") and day.end - day.start <= timedelta(hours=36)
    if not whole or day.frame in ("unplaced", "daily") or not 1 < day.start.year < 9998:
        return None
    base = datetime(2001, 1, 1)
    midnight = day.start.replace(hour=0, minute=0)
    start, end = midnight + (clock.start - base), midnight + (clock.end - base)
    if day.kind == "date" and end <= midnight:
        start, end = start + timedelta(days=1), end + timedelta(days=1)  # "just before midnight on 31 December" ends it
    if day.kind == "part" and start < day.start and start + timedelta(days=1) < day.end:
        start, end = start + timedelta(days=1), end + timedelta(days=1)  # "1 a.m. on Saturday night" is Sunday
    both = replace(
        day, kind="moment", start=start, end=end, precision=clock.precision, type="TIME", qualifier=clock.qualifier,
        first=min(a.first, b.first), last=max(a.last, b.last), core=min(a.core, b.core),
    )  # fmt: skip
    stem = (day.value or "XXXX-XX-XX").split("T")[0]
    both.value = f"{stem}T{clock.value.partition('T')[2]}"
    within = [
        (start + k * timedelta(hours=12), end + k * timedelta(hours=12))
        for k in range(-2, 3)
        if day.kind == "part" and day.start <= start + k * timedelta(hours=12) < day.end
    ]
    if clock.other is not None and len(within) == 1:
        both.start, both.end = within[0]  # "half past seven on Saturday evening"
        both.value = f"{stem}T{both.start:%H:%M}"
    elif clock.other is not None:
        both.other = (midnight + (clock.other[0] - base), midnight + (clock.other[1] - base))
        both.unresolved = clock.unresolved
    if day.bare is not None and day.bare[0] != "unplaced":
        there = day.bare[1].replace(hour=0, minute=0)
        both.bare = (day.bare[0], there + (both.start - midnight), there + (both.end - midnight))
    return both


def _span(text: str, words: Scan, d: Draft, timexes: bool) -> TimeSpan:
    first = d.first + 1 if words.letters[d.first] == CLASSES["THE"] and d.first < d.last - 1 else d.first
    start_at = words.starts[d.core if timexes else first]
    end_at = words.ends[d.last - 1]
    edtf = to_edtf(d.start, d.end, d.precision, d.qualifier) if d.frame == "absolute" else None
    return TimeSpan(
        d.start, d.end, d.frame, d.precision, edtf, start_at, end_at, text[start_at:end_at], d.other, d.anchor,
        d.unresolved, d.type, d.value, d.qualifier, d.bare,
    )  # fmt: skip

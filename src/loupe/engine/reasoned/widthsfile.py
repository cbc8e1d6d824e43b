"""``widths.toml`` of a case: how wide its vague times are taken, how far a time may miss before it is apart."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from loupe.language import find_times
from loupe.model.errors import PolicyInvalid, UsageError
from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths
from loupe.model.understanding import Understood
from loupe.publish.writing import write_whole

__all__ = ["FILE", "as_wide_as", "parse_widths", "read_widths", "widths_text", "write_widths"]

FILE = "widths.toml"
_HINT = "See docs/conflicts.md; delete the file to go back to the default."
_LENGTH = re.compile(r"(\d{1,5}) ?(min|h|d)")
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_MOST = timedelta(days=366)

_ROWS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "Parts of the day: from which hour to which. Hours past 24 run into the next day, so that a night from 18 to\n"
        "# 30 ends at six in the morning.",
        36,
        ("early_hours", "dawn", "early_morning", "morning", "midday", "afternoon", "evening", "night"),
    ),
    ("Early, mid and late: where the first third ends and the last begins, in days of a month.", 30, ("month_thirds",)),
    ("The same in months of a year.", 11, ("year_thirds",)),
    (
        "Early, mid and late in years of a decade: from where to where.",
        10,
        ("decade_early", "decade_mid", "decade_late"),
    ),
    ("Vague counts of hours, days, months: fewest and most.", 1000, ("couple", "few", "several")),
)
"""Pairs of whole numbers: what they are, the greatest there can be, and their keys."""

_SHORTLY = 'How long "shortly after" and "just before" may be.'
_PADS = (
    "How far a time may miss, either way, before it counts as apart: what lies in between is a tension, no conflict.\n"
    '# Lengths in min, h or d: of a clock time to the minute, a full hour, an "about", a part of the day, a weekend,\n'
    "# a season."
)


def read_widths(case: Path) -> Widths:
    """The widths of a case: of its widths.toml, else the default ones; raises PolicyInvalid."""
    try:
        text = (case / FILE).read_text("utf-8")
    except FileNotFoundError:
        return DEFAULT_WIDTHS
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyInvalid(f"{FILE} of the case cannot be read.", hint=_HINT) from error
    return parse_widths(text)


def parse_widths(text: str) -> Widths:
    """The widths in a TOML text, the default where it has none; raises PolicyInvalid that names the key at fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(f"{FILE} is not valid TOML: {error}.", hint=_HINT) from error
    known = [f.name for f in fields(Widths)]
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise _wrong(f"unknown key “{unknown[0]}”; known are {', '.join(known)}")
    most = {key: limit for _, limit, keys in _ROWS for key in keys}
    given: dict[str, Any] = {
        key: _pair(key, value, most[key]) if key in most else _length(key, value) for key, value in raw.items()
    }
    return replace(DEFAULT_WIDTHS, **given)


def widths_text(widths: Widths = DEFAULT_WIDTHS) -> str:
    """A widths.toml with these widths, each with what it means."""
    parts = [
        "# How wide Loupe takes vague times in this case. Change a line and run `loupe conflicts` again; a line that\n"
        "# is left out has its default. Every conflict names the widths that it rests on. See docs/conflicts.md.\n"
    ]
    for words, _, keys in _ROWS:
        parts.append(f"\n# {words}\n")
        for key in keys:
            low, high = getattr(widths, key)
            parts.append(f"{key} = [{low}, {high}]\n")
    parts.append(f"\n# {_SHORTLY}\nshortly = {_said(widths.shortly)}\n\n# {_PADS}\n")
    parts += [f"{f.name} = {_said(getattr(widths, f.name))}\n" for f in fields(Widths) if f.name.startswith("pad_")]
    return "".join(parts)


def write_widths(case: Path) -> Path:
    """Write the default widths as the case's widths.toml, to be changed; raises UsageError when one is there."""
    path = case / FILE
    if path.exists():
        raise UsageError(f"{path} is there already.", hint="Edit it, or delete it to begin with the default.")
    return write_whole(path, widths_text().encode("utf-8"))


def as_wide_as(one: Understood, widths: Widths) -> Understood:
    """What was understood, its vague times as wide as these widths have them.

    The words of a time are read once more, in English, as all facts are, with the default widths and with these: what
    moves there, moves here.
    """
    strict = [f.name for f in fields(Widths) if not f.name.startswith("pad_")]
    if all(getattr(widths, name) == getattr(DEFAULT_WIDTHS, name) for name in strict):
        return one
    times = {t: _moved(t, widths) for t in {*one.times, *(t for s in one.statements for t in s.times)}}
    return replace(
        one,
        times=tuple(times[t] for t in one.times),
        statements=tuple(replace(s, times=tuple(times[t] for t in s.times)) for s in one.statements),
    )


def _moved(time: TimeSpan, widths: Widths) -> TimeSpan:
    before, after = find_times(time.text), find_times(time.text, widths=widths)
    if len(before) != 1 or len(after) != 1 or before[0].frame != after[0].frame:
        return time
    sooner, later = after[0].start - before[0].start, after[0].end - before[0].end
    if not sooner and not later:
        return time
    bare = time.bare and (time.bare[0], *_shifted(time.bare[1], time.bare[2], sooner, later))
    start, end = _shifted(time.start, time.end, sooner, later)
    return replace(time, start=start, end=end, bare=bare)


def _shifted(start: datetime, end: datetime, sooner: timedelta, later: timedelta) -> tuple[datetime, datetime]:
    try:
        moved = start + sooner, end + later
    except OverflowError:  # an open end lies at the edge of what can be told
        return start, end
    return moved if moved[0] < moved[1] else (start, end)


def _pair(key: str, value: object, most: int) -> tuple[int, int]:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(n, int) and not isinstance(n, bool) for n in value)
        or not 0 <= value[0] < value[1] <= most
    ):
        raise _wrong(f"{key} must be two whole numbers from 0 to {most}, the smaller first: [2, 10]")
    return value[0], value[1]


def _length(key: str, value: object) -> timedelta:
    match = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    length = int(match[1]) * _UNITS[match[2]] if match else None
    if length is None or length > _MOST:
        raise _wrong(f'{key} must be a length such as "5 min", "2 h" or "3 d", of no more than a year')
    return length


def _said(length: timedelta) -> str:
    unit = next(name for name in ("d", "h", "min") if not length % _UNITS[name])
    return f'"{length // _UNITS[unit]} {unit}"'


def _wrong(what: str) -> PolicyInvalid:
    return PolicyInvalid(f"{FILE}: {what}.", hint=_HINT)

"""docs/language/times.md shows what the program does: every row of its tables is read again here."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from loupe.language.setting import Setting
from loupe.language.times import find_times
from loupe.model.times import DEFAULT_WIDTHS

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "times.md").read_text("utf-8")
MONDAY = Setting(published=(datetime(2003, 2, 17), datetime(2003, 2, 18)))


def _rows(heading, first):
    part = re.split(rf"^#+ {heading}$", MANUAL, maxsplit=1, flags=re.MULTILINE)[1]
    table = part[part.index(f"| {first} |") :].split("\n\n", 1)[0]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]


def _cases(heading, first):
    rows = _rows(heading, first)
    assert len(rows) > 5
    return pytest.mark.parametrize("row", rows, ids=[row[0] for row in rows])


def _shown(moment, span):
    day, clock = span.end - span.start >= timedelta(hours=23), f"{moment:%H:%M}"
    if span.frame == "daily":
        return clock
    name = {
        "absolute": f"{moment:%Y-%m-%d}",
        "yearly": f"{moment.day} {moment:%B}",
        "weekly": f"{moment:%A}",
    }[span.frame]
    return name if day and clock == "00:00" else f"{name} {clock}"


def _ends(t):
    whole_days = t.end - t.start >= timedelta(hours=23) and t.end.hour == t.start.hour == 0
    return _shown(t.start, t), _shown(t.end - timedelta(days=1) if whole_days else t.end, t)


@_cases("Times", "words")
def test_times(row):
    text, first, last = row
    (t,) = find_times(text)
    assert _ends(t) == (first, last)


@_cases("Counted from another time", "words")
def test_times_counted_from_another(row):
    text, first, last, anchor = row
    t = find_times(text, MONDAY)[-1]
    assert (*_ends(t), t.anchor.kind) == (first, last, anchor)


@_cases("Five languages", "English")
def test_five_languages(row):
    (english,) = find_times(row[0])
    for language, text in zip(("nl", "de", "fr", "it"), row[1:], strict=True):
        (t,) = find_times(text, Setting(language=language))
        assert (t.start, t.end, t.frame) == (english.start, english.end, english.frame), text


def test_the_widths_are_the_ones_that_are_printed():
    said = dict(_rows("How wide a vague time is", "words"))
    hours = [getattr(DEFAULT_WIDTHS, name) for name in ("morning", "afternoon", "evening", "night")]
    assert said["morning, afternoon, evening, night"] == (
        ", ".join(f"{a:02d}–{b if b <= 24 else b - 24:02d}" for a, b in hours) + " o'clock"
    )
    low, high = DEFAULT_WIDTHS.month_thirds
    assert said["early, mid, late in a month"] == f"days 1–{low}, {low + 1}–{high}, {high + 1} to the end"
    low, high = DEFAULT_WIDTHS.year_thirds
    assert said["early, mid, late in a year"] == f"months 1–{low}, {low + 1}–{high}, {high + 1}–12"
    decade = (DEFAULT_WIDTHS.decade_early, DEFAULT_WIDTHS.decade_mid, DEFAULT_WIDTHS.decade_late)
    assert said["early, mid, late in a decade"] == "years " + ", ".join(f"{a}–{b - 1}" for a, b in decade)
    counts = (DEFAULT_WIDTHS.couple, DEFAULT_WIDTHS.few, DEFAULT_WIDTHS.several)
    assert said["a couple of, a few, several"] == ", ".join(f"{a}–{b}" for a, b in counts)
    assert (said["shortly before or after"], DEFAULT_WIDTHS.shortly) == ("two hours", timedelta(hours=2))

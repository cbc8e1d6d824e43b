"""A timeline in the forms that other tools open: TimelineJS, Timesketch, and calendars (iCalendar)."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from loupe.model import sha256_hex
from loupe.publish.table import safe_cell
from loupe.reasoning.accounts import Account, Entry
from loupe.reasoning.moments import When
from loupe.reasoning.timelines import Timeline

__all__ = ["SKETCH_COLUMNS", "render_calendar", "render_sketch", "render_timelinejs"]

SKETCH_COLUMNS = (
    "message", "datetime", "timestamp_desc", "end", "precision", "edtf", "time_words", "guess", "teller", "source",
    "place", "quote", "told", "modality", "denied", "deed", "statement_id", "source_id",
)  # fmt: skip
"""Timesketch needs the first three; the rest are its extra columns."""
_UNDATED = "{count} more statements have no date and cannot stand here; loupe timeline lists them."


def _dated(timeline: Timeline) -> Iterator[tuple[Account, Entry, When]]:
    """Every statement on the line in the order of time, whichever lane it is in."""
    rows = [(a, e, e.when) for a in timeline.accounts for e in a.dated if e.when is not None]
    yield from sorted(rows, key=lambda r: (r[2].start, r[2].end, r[0].id, r[1].telling.id))


def _last_moment(when: When) -> datetime:
    """The last day of whole days, else the end."""
    return when.end - timedelta(days=1) if when.whole_days else when.end


def _how(entry: Entry) -> str:
    """How a statement is put forward where it is not simply told, in words."""
    said = entry.telling.statement
    marks = ["said not to have happened"] if said.denied else []
    marks += [said.modality] if said.modality not in ("asserted", "reported") else []
    when = entry.when
    if when and when.guess:
        marks.append(f"the date is a guess, {when.guess}")
    return "; ".join(marks)


# --- TimelineJS (https://timeline.knightlab.com/docs/json-format.html) ---


def render_timelinejs(timeline: Timeline, title: str) -> bytes:
    """Render the JSON of TimelineJS: a title slide and a slide for each dated statement, grouped by account.

    Its texts are shown as HTML, so every text of a source is escaped. What is open on one side has one date, and its
    words as ``display_date``.
    """
    events = [_slide(account, entry, when) for account, entry, when in _dated(timeline)]
    about = _UNDATED.format(count=timeline.undated) if timeline.undated else ""
    plain = {"title": {"text": {"headline": html.escape(title), "text": html.escape(about)}}, "events": events}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")


def _slide(account: Account, entry: Entry, when: When) -> dict[str, Any]:
    told = entry.telling
    marks = _how(entry)
    text = f"<p>“{html.escape(_flat(told.statement.quote))}”</p><p>{html.escape(f'{told.label}, {told.place}')}</p>"
    slide: dict[str, Any] = {
        "start_date": _date(when.end if when.open_start else when.start, when),
        "display_date": _words(when),
        "text": {
            "headline": html.escape(told.words),
            "text": text + (f"<p>{html.escape(marks)}</p>" if marks else ""),
        },
        "group": html.escape(
            account.teller if account.teller == account.label else f"{account.teller} ({account.label})"
        ),
        "unique_id": told.id,
    }
    if not (when.open_start or when.open_end):
        slide["end_date"] = _date(_last_moment(when), when)
    return slide


def _date(moment: datetime, when: When) -> dict[str, int]:
    date = {"year": moment.year, "month": moment.month, "day": moment.day}
    if not when.whole_days:
        date |= {"hour": moment.hour, "minute": moment.minute}
    return date


def _words(when: When) -> str:
    return html.escape(f"{', '.join(when.words)}{' (a guess)' if when.guess else ''}")


# --- Timesketch (https://timesketch.org/guides/user/import-from-json-csv/) ---


def render_sketch(timeline: Timeline) -> bytes:
    """Render the CSV of Timesketch: a row for each dated statement, at the beginning of its interval.

    Times are local ones as the sources tell them; Timesketch reads them as UTC, so no zone is put to them that nobody
    said. What is open at its beginning ("until May") stands at its end. No cell begins with a sign that a spreadsheet
    would obey.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(SKETCH_COLUMNS)
    for account, entry, when in _dated(timeline):
        told = entry.telling
        row: Mapping[str, str] = {
            "message": told.words,
            "datetime": (when.end if when.open_start else when.start).isoformat() + "+00:00",
            "timestamp_desc": "Told to have ended" if when.open_start else "Told to have happened",
            "end": "" if when.open_end else when.end.isoformat() + "+00:00",
            "precision": when.precision,
            "edtf": when.edtf,
            "time_words": ", ".join(when.words),
            "guess": when.guess,
            "teller": account.teller,
            "source": told.label,
            "place": told.place,
            "quote": _flat(told.statement.quote),
            "told": told.release.words,
            "modality": told.statement.modality,
            "denied": "yes" if told.statement.denied else "no",
            "deed": told.deed,
            "statement_id": told.id,
            "source_id": told.statement.source_id,
        }
        writer.writerow([safe_cell(row[column]) for column in SKETCH_COLUMNS])
    return out.getvalue().encode("utf-8", "backslashreplace")


# --- iCalendar (RFC 5545) ---


def render_calendar(timeline: Timeline, title: str, stamp: datetime) -> bytes:
    """Render an iCalendar file: whole days as dates, anything finer as local ("floating") times.

    ``stamp`` is when the case was last changed, in UTC: the standard asks each entry for such a time, and the clock
    would make a new file of the same case. Intervals that are open on one side stand on the day that is known.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Loupe//Timeline//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(title)}")
    if timeline.undated:
        lines.append(f"X-WR-CALDESC:{_escaped(_UNDATED.format(count=timeline.undated))}")
    for account, entry, when in _dated(timeline):
        lines += _event(account, entry, when, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode("utf-8")


def _event(account: Account, entry: Entry, when: When, stamp: datetime) -> Iterator[str]:
    told = entry.telling
    marks = _how(entry)
    about = [f"“{_flat(told.statement.quote)}”", f"{told.label}, {told.place}", f"Told: {told.release.words}"]
    about += [f"In the words: {', '.join(when.words)}", *([marks] if marks else [])]
    start, end = when.start, when.end
    if when.open_start:
        start = end - timedelta(days=1)
    elif when.open_end:
        end = start + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256_hex(told.id.encode())[:32]}@loupe"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    for name, moment in (("DTSTART", start), ("DTEND", end)):
        whole = when.whole_days
        stands = f"{moment.year:04d}{moment:%m%d}"
        yield f"{name};VALUE=DATE:{stands}" if whole else f"{name}:{stands}T{moment:%H%M%S}"
    yield f"SUMMARY:{_escaped(f'{account.teller}: {told.words}' if account.teller != told.label else told.words)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(about))}"
    yield f"STATUS:{'TENTATIVE' if when.guess or marks else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def _escaped(text: str) -> str:
    """The text as a TEXT value: RFC 5545, 3.3.11."""
    escaped = _CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        escaped = escaped.replace(sign, written)
    return escaped


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, none of which cuts a character: RFC 5545, 3.1."""
    part, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8"))
        if size + octets > 75:
            yield part
            part, size = " ", 1
        part += char
        size += octets
    yield part


def _flat(text: str) -> str:
    return " ".join(text.split())

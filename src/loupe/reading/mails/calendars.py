"""Calendars (.ics, RFC 5545): each entry is a passage with its time, place and people; descriptions follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loupe.model import ParagraphPlace
from loupe.model.errors import FormatUnknown
from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft, one_line
from loupe.reading.mails.contentlines import Line, content_lines, unescape
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_ics"]

_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$")
_TIMES = {"DTSTART": "Start", "DTEND": "End", "DUE": "Due", "COMPLETED": "Done", "RECURRENCE-ID": "Instead of"}
_TEXTS = {"DURATION": "Lasts", "LOCATION": "Place", "STATUS": "Status", "RRULE": "Repeats", "URL": "Page"}
_MOST_ATTENDEES = 500


def read_ics(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a calendar; times are given as written, with their time zone."""
    text, notes = decode_text(data, name, limits)
    draft = Draft(name, limits)
    titles: list[str] = []
    calendar: str | None = None
    repeats = 0
    for entry in _entries(text):
        if entry[0].name == "X-WR-CALNAME":
            calendar = calendar or _flat(entry[0].value)
            continue
        title = next((_flat(line.value) for line in entry if line.name == "SUMMARY"), "")
        part = f"entry {len(titles) + 1}"
        titles.append(title)
        repeats += any(line.name in ("RRULE", "RDATE") for line in entry)
        words = "\n".join(line for line in (title, *_lines(entry)) if line)
        draft.add(words, ParagraphPlace(len(draft.passages) + 1, entry[0].number, part), "block")
        for line in entry:
            if line.name in ("DESCRIPTION", "COMMENT"):
                for paragraph in re.split(r"\n\s*\n", unescape(line.value)):
                    draft.add(paragraph, ParagraphPlace(len(draft.passages) + 1, line.number, part), "paragraph")
    if not titles:
        raise FormatUnknown(f"{name} is named like a calendar but holds no entry.")
    more = (f"Entries that repeat are given once: {repeats:,}.",) if repeats else ()
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="ics",
        reader="calendars/1",
        kind="calendar",
        title=one_line(calendar or (titles[0] if len(titles) == 1 else None)),
        notes=(*notes, *more),
    )


def _entries(text: str) -> Iterator[list[Line]]:
    """The lines of each entry without the alarms in it; also the calendar's name, as an entry of one line."""
    entry: list[Line] = []
    inner = 0
    for line in content_lines(text):
        component = line.value.strip().upper()
        if line.name == "X-WR-CALNAME" and not entry:
            yield [line]
        elif line.name == "BEGIN" and component in _ENTRIES and not entry:
            entry, inner = [line], 0
        elif line.name == "BEGIN" and entry:
            inner += 1
        elif line.name == "END" and entry and inner:
            inner -= 1
        elif line.name == "END" and entry:
            yield entry
            entry = []
        elif entry and not inner:
            entry.append(line)
    if entry:
        yield entry


def _lines(entry: list[Line]) -> Iterator[str]:
    for key, word in _TIMES.items():
        yield from (f"{word}: {_moment(line)}" for line in entry if line.name == key)
    for key, word in _TEXTS.items():
        yield from (f"{word}: {value}" for line in entry if line.name == key and (value := _flat(line.value)))
    for line in entry:
        if line.name == "ORGANIZER":
            yield f"Organiser: {_who(line)}"
    attendees = [_who(line) for line in entry if line.name == "ATTENDEE"]
    if attendees:
        more = f" and {len(attendees) - _MOST_ATTENDEES:,} more" if len(attendees) > _MOST_ATTENDEES else ""
        yield f"Attendees: {', '.join(attendees[:_MOST_ATTENDEES])}{more}"


def _moment(line: Line) -> str:
    found = _MOMENT.match(line.value.strip())
    if found is None:
        return _flat(line.value)
    day = "-".join(found.groups()[:3])
    if found[4] is None:
        return day
    zone = " UTC" if found[7] else f" ({_flat(line.parameters['TZID'])})" if line.parameters.get("TZID") else ""
    return f"{day} {found[4]}:{found[5]}{zone}"


def _who(line: Line) -> str:
    address = re.sub(r"(?i)^mailto:", "", _flat(line.value))
    named = _flat(line.parameters.get("CN", ""))
    who = f"{named} <{address}>" if named and named.lower() != address.lower() and address else named or address
    answer = line.parameters.get("PARTSTAT", "").replace("-", " ").lower()
    return f"{who} ({answer})" if answer and answer != "needs action" else who


def _flat(value: str) -> str:
    return " ".join(unescape(value).split())

"""Address cards and calendars."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import pytest
from direct import places, read_as, read_or_refuse, said, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loupe.model.errors import FormatUnknown

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Writer;Ann;;Dr;
FN:Dr Ann Writer
ORG:Diamond Centre;Security
TITLE:Guard
TEL;TYPE=WORK,VOICE:+32 3 111
TEL;TYPE=pref:+32 3 222
item1.ADR;TYPE=home:;;Hoveniersstraat 2;Antwerp;;2018;Belgium
NOTE:First line\\nsecond\\, and
  more; all
PHOTO;ENCODING=b:AAAA
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=
=B6rg
TEL;CELL:0123
END:VCARD
"""


def test_each_card_is_a_passage(tmp_path):
    reading = read_as("vcf", CARDS, tmp_path)
    assert words(reading) == [
        "Dr Ann Writer\nOrganisation: Diamond Centre, Security\nTitle: Guard\nPhone (work): +32 3 111\n"
        "Phone: +32 3 222\nAddress (home): Hoveniersstraat 2, Antwerp, 2018, Belgium\n"
        "Note: First line second, and more; all",
        "Jörg Müller\nPhone (cell): 0123",
    ]
    assert places(reading) == ["card 1, paragraph 1 (line 1)", "card 2, paragraph 2 (line 14)"]
    assert reading.notes == ("Pictures, sounds and keys in the cards, not read: 1.",)


def test_the_name_of_the_only_card_is_the_title(tmp_path):
    assert read_as("vcf", CARDS[: CARDS.index("END") + 10], tmp_path).title == "Dr Ann Writer"


CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:The job
BEGIN:VTIMEZONE
BEGIN:STANDARD
DTSTART:19701025T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Brussels:20030215T230000
DTEND:20030216T040000Z
SUMMARY:Meeting at the
  café
LOCATION:Antwerp\\, Pelikaanstraat
ORGANIZER;CN=Leo:mailto:leo@example.org
ATTENDEE;CN=Ann Writer;PARTSTAT=ACCEPTED:mailto:ann@example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@example.org
DESCRIPTION:Bring the keys.\\n\\nAnd the van.
RRULE:FREQ=WEEKLY
BEGIN:VALARM
DESCRIPTION:Alarm
END:VALARM
END:VEVENT
BEGIN:VTODO
DUE;VALUE=DATE:20030220
SUMMARY:Pay
END:VTODO
END:VCALENDAR
"""


def test_each_entry_has_its_time_place_and_people(tmp_path):
    reading = read_as("ics", CALENDAR, tmp_path)
    assert said(reading) == [
        (
            "block", None,
            "Meeting at the café\nStart: 2003-02-15 23:00 (Europe/Brussels)\nEnd: 2003-02-16 04:00 UTC\n"
            "Place: Antwerp, Pelikaanstraat\nRepeats: FREQ=WEEKLY\nOrganiser: Leo <leo@example.org>\n"
            "Attendees: Ann Writer <ann@example.org> (accepted), bob@example.org",
        ),
        ("paragraph", None, "Bring the keys."),
        ("paragraph", None, "And the van."),
        ("block", None, "Pay\nDue: 2003-02-20"),
    ]  # fmt: skip
    assert reading.title == "The job"
    assert reading.notes == ("Entries that repeat are given once: 1.",)
    assert places(reading)[0] == "entry 1, paragraph 1 (line 8)"


@pytest.mark.parametrize("form", ["vcf", "ics"])
def test_neither(tmp_path, form):
    with pytest.raises(FormatUnknown, match=rf"^x\.{form} is named"):
        read_as(form, "Just words: and more.\n", tmp_path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*CARDS.splitlines(), *CALENDAR.splitlines(), "", " ", ";:;", "A;B=\"", "\x00é"]), max_size=25),
    st.sampled_from(["vcf", "ics"]),
)  # fmt: skip
def test_any_order_of_lines(tmp_path, lines, form):
    read_or_refuse(form, "\n".join(lines), tmp_path)

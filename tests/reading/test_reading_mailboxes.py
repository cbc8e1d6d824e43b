"""Mailboxes and mails of other programs: mbox, Apple Mail, Outlook."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import builtins
import struct

import pytest
from direct import read_as, read_or_refuse, said, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ole_samples import make_msg, make_ole, msg_tree

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown
from loupe.reading import ReadingLimits, ReadJob
from loupe.reading.mails import read_mail, read_mbox
from loupe.reading.mails.mapi import read_properties
from loupe.reading.mails.packedrtf import unpack_rtf
from loupe.reading.values import no_step
from loupe.reading.windows import filetime

ONE = "From: Ann Writer <ann@example.org>\nSubject: The boxes\nDate: Tue, 4 Mar 2003 10:00:00 +0100\n\nIt was 109.\n"
TWO = (
    "From: Bob <bob@example.org>\nSubject: Re/x\n\n>From here on it was 123.\nFrom\nFrom the start.\n\nFrom me: yes.\n"
)
MARK = "From ann@example.org Tue Mar  4 10:00:00 2003\n"


def test_each_mail_of_a_mailbox_is_a_part(tmp_path):
    reading = read_as("mbox", f"{MARK}{ONE}\n{MARK}{TWO}", tmp_path)
    assert [(p.name, p.place, p.maker, p.published, p.kind) for p in reading.parts] == [
        ("2003-03-04 The boxes.eml", "mail 1", "Ann Writer", "2003-03-04", "mail"),
        ("Re_x.eml", "mail 2", "Bob", None, "mail"),
    ]
    assert reading.parts[0].path.read_bytes() == ONE.encode() + b"\n"
    assert reading.parts[1].path.read_bytes() == TWO.replace(">From", "From").encode()
    assert reading.notes == ("Lines whose mark >From was taken off: 1.",)
    assert (reading.text, reading.passages, reading.kind) == ("", (), "mailbox")


def test_a_part_of_a_mailbox_is_read_as_a_mail(tmp_path):
    part = read_as("mbox", MARK + ONE, tmp_path).parts[0]
    mail = read_mail(ReadJob(part.path, part.name), ReadingLimits(), no_step)
    assert said(mail)[-1] == ("paragraph", "Ann Writer", "It was 109.")


def test_a_mailbox_with_the_line_ends_of_windows(tmp_path):
    reading = read_as("mbox", f"{MARK}{ONE}\n{MARK}{ONE}".replace("\n", "\r\n"), tmp_path)
    assert len(reading.parts) == 2


def test_a_large_mailbox_is_bounded_and_tells_how_many_there_are(tmp_path):
    steps = []
    path = tmp_path / "box"
    path.write_text("".join(f"{MARK}{ONE}{'x' * 76}\n\n" for _ in range(300)) * 150)
    job = ReadJob(path, "box.mbox", scratch=tmp_path / "scratch")
    reading = read_mbox(job, ReadingLimits(max_parts=7), lambda done, total, what: steps.append((done, total, what)))
    assert len(reading.parts) == 7
    assert "Only 7 of 45,000 mails" in reading.notes[0]
    assert steps
    assert all(what == "mail" and done <= total for done, total, what in steps)


def test_a_line_without_end_is_no_harm(tmp_path):
    reading = read_as("mbox", MARK + ONE + "y" * 5_000_000, tmp_path)
    assert reading.parts[0].path.stat().st_size == len(ONE) + 5_000_000


def test_no_mailbox(tmp_path):
    with pytest.raises(FormatUnknown, match=r"^x\.mbox is named"):
        read_as("mbox", "Words.\n\nFrom here to there.\n", tmp_path)


def test_a_mail_of_apple_mail(tmp_path):
    plist = '<?xml version="1.0"?><plist><dict><key>flags</key><integer>1</integer></dict></plist>'
    reading = read_as("emlx", f"{len(ONE)}      \n{ONE}{plist}", tmp_path)
    assert words(reading)[-1] == "It was 109."
    assert reading.format == "emlx"
    assert "cut off" in read_as("emlx", f"{len(ONE) + 50}\n{ONE}", tmp_path).notes[0]


BASIC = [
    (0x1A, "IPM.Note"), (0x37, "The boxes"), (0x0C1A, "Ann Writer"), (0x5D01, "ann@example.org"),
    (0x39, 126_912_600_000_000_000), (0x1000, "Dear Bob.\r\n\r\nIt was 109."),
]  # fmt: skip
PEOPLE = [[(0x3001, "Bob Reader"), (0x39FE, "bob@example.org"), (0x0C15, 1)], [(0x3001, "Zed"), (0x0C15, 2)]]


def test_a_mail_of_outlook(tmp_path):
    reading = read_as("msg", make_msg(BASIC, PEOPLE, [[(0x3707, "list.pdf"), (0x3701, b"%PDF" * 3000)]]), tmp_path)
    assert said(reading) == [
        ("header", None, "Ann Writer <ann@example.org>"),
        ("header", None, "Bob Reader <bob@example.org>"),
        ("header", None, "Zed"),
        ("header", None, "Tue, 04 Mar 2003 14:00:00 +0000"),
        ("header", None, "The boxes"),
        ("paragraph", "Ann Writer", "Dear Bob."),
        ("paragraph", "Ann Writer", "It was 109."),
    ]
    assert (reading.title, reading.maker, reading.published) == ("The boxes", "Ann Writer", "2003-03-04")
    assert [(p.name, p.place, p.path.read_bytes()) for p in reading.parts] == [
        ("list.pdf", "attachment 1", b"%PDF" * 3000)
    ]


def test_a_mail_in_a_mail_of_outlook(tmp_path):
    inmost = msg_tree([(0x37, "inmost"), (0x1000, "Inmost.")], header=24)
    inner = msg_tree(
        [(0x37, "Grüße"), (0x0C1A, "Bob"), (0x1000, "It was 123.")], (),
        [[(0x3707, "ä.txt"), (0x3701, b"a file")], [(0x3001, "inmost"), (0x3705, 5), (0x3701, inmost)]], 24,
    )  # fmt: skip
    reading = read_as("msg", make_msg(BASIC, (), [[(0x3001, "Grüße"), (0x3705, 5), (0x3701, inner)]]), tmp_path)
    (part,) = reading.parts
    assert (part.name, part.maker, part.kind) == ("Grüße.eml", "Bob", "mail")
    (tmp_path / "two").mkdir()
    mail = read_as("mail", part.path.read_bytes(), tmp_path / "two")
    assert (mail.title, words(mail)[-1]) == ("Grüße", "It was 123.")
    assert [p.name for p in mail.parts] == ["ä.txt", "inmost.eml"]
    assert mail.parts[0].path.read_bytes() == b"a file"
    assert words(read_as("mail", mail.parts[1].path.read_bytes(), tmp_path))[-1] == "Inmost."


def test_the_header_lines_of_the_wire_go_before_what_outlook_made_of_them(tmp_path):
    transport = (
        "Received: from x\r\nFrom: =?utf-8?q?J=C3=B6rg?= <j@example.org>\r\nDate: Tue, 4 Mar 2003 10:00:00 +0100\r\n"
    )
    reading = read_as("msg", make_msg([*BASIC, (0x7D, transport)]), tmp_path)
    assert words(reading)[:2] == ["Jörg <j@example.org>", "Tue, 4 Mar 2003 10:00:00 +0100"]


def pack_rtf(data: bytes) -> bytes:
    """Packed RTF that makes no use of the dictionary."""
    body = b"".join(b"\x00" + data[at : at + 8] for at in range(0, len(data), 8))
    return struct.pack("<IIII", len(body) + 12, len(data), 0x75465A4C, 0) + body


RTF = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 It was \u252?\'fc {\*\htmltag84 <b>}109{\*\htmltag92 </b>}.\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param((0x1013, b"<html><meta charset=utf-8><p>It was \xc3\xbc.</p>"), "It was ü.", id="html"),
        pytest.param((0x1013, "<p>It was ü.</p>"), "It was ü.", id="html as text"),
        pytest.param((0x1009, pack_rtf(RTF)), "It was üü 109.", id="html in rtf"),
        pytest.param((0x1009, pack_rtf(rb"{\rtf1\ansi It was\par 109.}")), "109.", id="rtf"),
        pytest.param((0x1009, struct.pack("<IIII", 40, 26, 0x414C454D, 0) + rb"{\rtf1\ansi It was plain.}"), "It was plain.", id="rtf not packed"),
    ],
)  # fmt: skip
def test_bodies_of_every_form(tmp_path, body, expected):
    properties = [*((key, value) for key, value in BASIC if key != 0x1000), body]
    assert words(read_as("msg", make_msg(properties), tmp_path))[-1] == expected


def test_the_example_of_packed_rtf_in_the_standard():
    packed = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0".replace(" ", ""))  # fmt: skip
    assert unpack_rtf(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@given(st.binary(max_size=400))
def test_any_packed_bytes(data):
    out = unpack_rtf(struct.pack("<IIII", 12, 0xFFFFFFFF, 0x75465A4C, 0) + data)
    assert out is not None
    assert len(out) <= 9 * (len(data) + 16)


@given(st.binary(max_size=400))
def test_any_properties(data):
    assert isinstance(read_properties(data), dict)


def test_moments_of_windows():
    assert filetime(126_912_600_000_000_000).isoformat() == "2003-03-04T14:00:00+00:00"
    assert filetime(0) is None
    assert filetime(1 << 63) is None


def test_an_appointment_says_that_it_is_no_mail(tmp_path):
    reading = read_as("msg", make_msg([(0x1A, "IPM.Appointment"), (0x37, "Meeting"), (0x1000, "At noon.")]), tmp_path)
    assert "Outlook appointment" in reading.notes[0]


def test_a_plain_mail_under_the_name_of_outlook(tmp_path):
    assert read_as("msg", ONE, tmp_path).format == "mail"


def test_sealed_and_damaged_mails_of_outlook(tmp_path):
    sealed = make_msg([(0x1A, "IPM.Note.SMIME"), (0x37, "x")], (), [[(0x3707, "smime.p7m"), (0x3701, b"x")]])
    with pytest.raises(FileEncrypted, match=r"^x\.msg "):
        read_as("msg", sealed, tmp_path)
    with pytest.raises(FileDamaged, match=r"^x\.msg .*properties"):
        read_as("msg", make_ole({"WordDocument": b"x"}), tmp_path)
    with pytest.raises(FileDamaged, match=r"^x\.msg .*directory"):
        read_as("msg", make_msg(BASIC)[:600], tmp_path)


def test_a_chain_of_sectors_that_turns_round(tmp_path):
    data = bytearray(make_msg([*BASIC, (0x3FF0, b"z" * 9000)]))
    fat = 512 + 512 * struct.unpack_from("<I", data, 76)[0]
    for at in range(0, 128 * 4, 4):
        if struct.unpack_from("<I", data, fat + at)[0] == 0xFFFFFFFE:
            struct.pack_into("<I", data, fat + at, 0)
    read_or_refuse("msg", bytes(data), tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=12))
def test_damaged_mails_of_outlook(tmp_path, changes):
    data = bytearray(make_msg(BASIC, PEOPLE, [[(0x3707, "a"), (0x3701, b"x" * 50)]]))
    for at, byte in changes:
        data[at % len(data)] = byte
    read_or_refuse("msg", bytes(data), tmp_path)


def test_an_outlook_mailbox_without_the_library(tmp_path, monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "pypff":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(FormatUnknown, match=r"Outlook mailbox") as caught:
        read_as("pst", b"!BDN" + bytes(600), tmp_path)
    assert "loupe-workbench[mailboxes]" in caught.value.hint


def test_a_damaged_outlook_mailbox(tmp_path):
    pytest.importorskip("pypff", reason="the extra mailboxes is not installed")
    with pytest.raises(FileDamaged, match=r"^x\.pst "):
        read_as("pst", b"!BDN" + bytes(600), tmp_path)

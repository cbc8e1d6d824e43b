"""What is attached to a mail: parts in the scratch folder, with names that are only labels."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import base64
import io
import struct

import pytest
from direct import read_as, read_or_refuse, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from loupe.reading import ReadingLimits, ReadJob
from loupe.reading.mails import read_mail
from loupe.reading.mails.pictures import is_dressing, picture_size
from loupe.reading.mails.sealed import signed_content
from loupe.reading.values import no_step

HEAD = "From: Ann Writer <ann@example.org>\nSubject: Boxes\nDate: Tue, 4 Mar 2003 10:00:00 +0100\nMIME-Version: 1.0\n"


def mixed(*parts: str, kind: str = "mixed") -> str:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n{body}--b--\n"


def attach(name: str, data: bytes, more: str = "", kind: str = "application/octet-stream") -> str:
    coded = base64.encodebytes(data).decode()
    return (
        f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{name}"\n{more}'
        f"Content-Transfer-Encoding: base64\n\n{coded}"
    )


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).save(out, form)
    return out.getvalue()


def parts(reading):
    return [(part.name, part.place) for part in reading.parts]


def test_attachments_are_numbered_and_keep_their_bytes(tmp_path):
    data = bytes(range(256)) * 5000
    reading = read_as("mail", mixed("\nWords.", attach("a.bin", data), attach("b.txt", b"x")), tmp_path)
    assert parts(reading) == [("a.bin", "attachment 1"), ("b.txt", "attachment 2")]
    assert reading.parts[0].path.read_bytes() == data
    assert words(reading)[-1] == "Words."


def test_an_attached_mail_keeps_its_bytes_and_tells_who_and_when(tmp_path):
    inner = (
        "Received: from a\r\n by b;  Mon, 3 Mar 2003\r\nFrom:   Bob Reader <bob@example.org>\r\n"
        "Subject: =?utf-8?q?The_b=C3=B6xes?=\r\nDate: Mon, 3 Mar 2003 09:00:00 +0100\r\n\r\nIt was 123.\r\n"
    )
    reading = read_as("mail", mixed("\nSee below.", f"Content-Type: message/rfc822\n\n{inner}"), tmp_path)
    (part,) = reading.parts
    assert part.path.read_bytes() == inner.removesuffix("\r\n").encode() + b"\r\n"
    assert (part.name, part.maker, part.published, part.kind) == ("The böxes.eml", "Bob Reader", "2003-03-03", "mail")
    assert not part.retells


def test_mails_in_mails_ten_deep_come_out_one_by_one(tmp_path):
    mail = f"{HEAD}\nThe innermost.\n"
    for level in range(10):
        mail = (
            f"From: p{level}@example.org\nSubject: level {level}\nContent-Type: multipart/mixed; boundary=b{level}\n\n"
            f"--b{level}\n\nWords {level}.\n--b{level}\nContent-Type: message/rfc822\n\n{mail}\n--b{level}--\n"
        )
    data = mail.encode()
    for level in reversed(range(10)):
        reading = read_as("mail", data, tmp_path)
        assert words(reading)[-1] == f"Words {level}."
        (part,) = reading.parts
        data = part.path.read_bytes()
    assert words(read_as("mail", data, tmp_path))[-1] == "The innermost."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("../../etc/passwd", "_.._etc_passwd.pdf", id="a path"),
        pytest.param("C:\\temp\\a.doc", "C_temp_a.doc", id="a path of Windows"),
        pytest.param("Re: the boxes.txt", "Re: the boxes.txt", id="a colon"),
        pytest.param("annual\u202efdp.exe", "annualfdp.exe", id="turned round"),
        pytest.param("...", "unnamed.pdf", id="only dots"),
        pytest.param("", "unnamed.pdf", id="none"),
        pytest.param("x" * 500 + ".pdf", "x" * 156 + ".pdf", id="long"),
        pytest.param("report", "report.pdf", id="without an ending"),
    ],
)
def test_names_are_labels(tmp_path, written, expected):
    reading = read_as("mail", mixed("\nWords.", attach(written, b"x", kind="application/pdf")), tmp_path)
    assert parts(reading) == [(expected, "attachment 1")]


def test_names_in_every_coding(tmp_path):
    forms = [
        "filename=\"=?utf-8?b?w6TDtsO8LnBkZg==?=\"", "filename*=utf-8''%C3%A4%C3%B6%C3%BC.pdf",
        "filename*0*=utf-8''%C3%A4%C3%B6; filename*1*=%C3%BC.pdf", 'filename="äöü.pdf"',
    ]  # fmt: skip
    mail = mixed("\nWords.", *(f"Content-Disposition: attachment; {form}\n\nx" for form in forms))
    assert {part.name for part in read_as("mail", mail, tmp_path).parts} == {"äöü.pdf"}


def test_a_name_in_an_old_code_page(tmp_path):
    mail = mixed("\nWords.", 'Content-Disposition: attachment; filename="Straße zum Café.doc"\n\nx')
    reading = read_as("mail", mail.encode("cp1252"), tmp_path)
    assert parts(reading) == [("Straße zum Café.doc", "attachment 1")]


def test_a_logo_and_a_tracking_pixel_are_counted_and_a_photograph_is_kept(tmp_path):
    html = 'Content-Type: text/html\n\n<p>Words.</p><img src="cid:logo@x"><img src="cid:photo@x">'
    mail = mixed(
        html,
        attach("logo.png", picture(150, 60), "Content-ID: <logo@x>\n", "image/png"),
        attach("photo.jpg", picture(900, 700, "JPEG"), "Content-ID: <photo@x>\n", "image/jpeg"),
        attach("pixel.gif", picture(1, 1, "GIF"), kind="image/gif"),
        attach("stamp.png", picture(120, 90), kind="image/png"),
        kind="related",
    )
    reading = read_as("mail", mail, tmp_path)
    assert parts(reading) == [("photo.jpg", "attachment 1"), ("stamp.png", "attachment 2")]
    assert reading.notes == ("Small pictures in the body, not taken: 2 (logo.png, pixel.gif).",)


@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG"])
def test_the_size_of_a_picture_is_told_from_its_first_bytes(form):
    data = picture(320, 17, form)
    assert picture_size(data) == (320, 17)
    assert is_dressing(data, len(data), shown=True)
    assert not is_dressing(data, len(data), shown=False)
    assert picture_size(data[:9]) is None


def test_attachments_inside_the_html_form_of_a_mail(tmp_path):
    inner = f"Content-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>Twin.</p>\n--c\n{attach('a.pdf', b'x')}--c--"
    reading = read_as("mail", mixed("Content-Type: text/plain\n\nPlain.", inner, kind="alternative"), tmp_path)
    assert words(reading)[3:] == ["Plain."]
    assert parts(reading) == [("a.pdf", "attachment 1")]


LONG = " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60))


@pytest.mark.parametrize(
    ("plain", "html", "first", "note"),
    [
        pytest.param("Please view this mail in HTML.", f"<p>{LONG}</p>", "worda", "little", id="a stub"),
        pytest.param(LONG, f"<p>{LONG}</p>", "worda", None, id="twins"),
        pytest.param(LONG, f"<p>{LONG.replace('word', 'other')}</p>", "worda", "does not have", id="other words"),
    ],
)
def test_two_forms_of_a_body(tmp_path, plain, html, first, note):
    mail = mixed(f"Content-Type: text/plain\n\n{plain}", f"Content-Type: text/html\n\n{html}", kind="alternative")
    reading = read_as("mail", mail, tmp_path)
    assert words(reading)[3].startswith(first)
    assert [note in each for each in reading.notes] == ([True] if note else [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("begin 644 x\n#0V%T\n`\nend\n", b"Cat", id="uuencode"),
        pytest.param("=43a=\nt", b"Cat", id="quoted-printable"),
        pytest.param("Q2!F0#\n", b"Cat"[:2] + b"t", id="base64 with strangers"),
    ],
)
def test_codings(tmp_path, body, expected):
    coding = {"b": "x-uuencode", "=": "quoted-printable", "Q": "base64"}[body[0]]
    body = body if body[0] != "Q" else "Q2\x7fF0#\n"
    mail = mixed(f'Content-Disposition: attachment; filename="x"\nContent-Transfer-Encoding: {coding}\n\n{body}')
    assert read_as("mail", mail, tmp_path).parts[0].path.read_bytes() == expected


def test_a_thousand_attachments(tmp_path):
    mail = mixed("\nWords.", *(attach(f"{n}.txt", b"x") for n in range(1000)))
    assert len(read_as("mail", mail, tmp_path).parts) == 1000


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param(ReadingLimits(max_parts=3), id="too many"),
        pytest.param(ReadingLimits(max_parts_bytes=350), id="too much"),
    ],
)
def test_what_is_too_much_is_left_out_and_named(tmp_path, limits):
    mail = mixed("\nWords.", *(attach(f"{n}.txt", b"x" * 100) for n in range(5)))
    reading = read_as("mail", mail, tmp_path, limits=limits)
    assert len(reading.parts) == 3
    assert "Only 3 of 5 attachments" in reading.notes[0]
    assert "4.txt" in reading.notes[0]
    assert sorted(path.name for path in (tmp_path / "scratch").rglob("*") if path.is_file()) == [
        "000001", "000002", "000003",
    ]  # fmt: skip


def test_without_a_scratch_folder_attachments_are_listed(tmp_path):
    path = tmp_path / "m"
    path.write_text(mixed("\nWords.", attach("a.pdf", b"x")))
    reading = read_mail(ReadJob(path, "m.eml"), ReadingLimits(), no_step)
    assert reading.notes == ("Attachments, listed but not read: a.pdf.",)


def test_a_flood_of_header_fields(tmp_path):
    mail = HEAD + "".join(f"X-Flood-{n}: {'y' * 60}\n" for n in range(40_000)) + "\nWords.\n"
    reading = read_as("mail", mail, tmp_path)
    assert words(reading)[-1] == "Words."
    assert "longer than 1 MiB" in reading.notes[0]


def test_parts_after_the_closing_line_are_not_lost(tmp_path):
    mail = mixed("\nWords.") + f"--b\n{attach('late.pdf', b'x')}"
    assert parts(read_as("mail", mail, tmp_path)) == [("late.pdf", "attachment 1")]


def test_a_signature_is_a_note(tmp_path):
    mail = mixed("\nWords.", attach("smime.p7s", b"x", kind="application/pkcs7-signature"), kind="signed")
    reading = read_as("mail", mail, tmp_path)
    assert reading.parts == ()
    assert "not checked" in reading.notes[0]


def der(tag: int, *content: bytes) -> bytes:
    body = b"".join(content)
    size = len(body).to_bytes(3, "big")
    return bytes((tag, 0x83)) + size + body


def wrapped(mail: bytes, *, open_ended: bool = False) -> bytes:
    """A mail inside its signature; with ``open_ended`` in pieces of unstated length, as some programs write it."""
    data, signed = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010702")
    octets = der(0x04, mail)
    if open_ended:
        octets = b"\x24\x80" + der(0x04, mail[:9]) + der(0x04, mail[9:]) + b"\x00\x00"
    return der(
        0x30, signed, der(0xA0, der(0x30, b"\x02\x01\x01", der(0x31), der(0x30, data, der(0xA0, octets)), der(0x31)))
    )


INNER = b"Content-Type: multipart/mixed; boundary=c\n\n--c\n\nIt was 109.\n--c\nContent-Disposition: attachment; filename=a.pdf\n\nx\n--c--\n"


@pytest.mark.parametrize("open_ended", [False, True])
def test_a_mail_inside_its_signature_is_taken_out(tmp_path, open_ended):
    coded = base64.encodebytes(wrapped(INNER, open_ended=open_ended)).decode()
    kind = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
    reading = read_as("mail", f"{HEAD}{kind}Content-Transfer-Encoding: base64\n\n{coded}", tmp_path)
    assert words(reading)[-1] == "It was 109."
    assert parts(reading) == [("a.pdf", "attachment 1")]
    assert "not checked" in reading.notes[0]


@given(st.binary(max_size=300))
def test_any_wrapping(data):
    assert signed_content(data) is None
    signed_content(wrapped(INNER)[:-20] + data)


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    out = b"\x78\x9f\x3e\x22\x01\x00"
    for level, number, raw in attributes:
        out += struct.pack("<BII", level, number, len(raw)) + raw + struct.pack("<H", sum(raw) & 0xFFFF)
    return out


def test_what_outlook_packed_is_taken_out(tmp_path):
    long_name = "a very long name.doc".encode("utf-16-le") + b"\x00\x00"
    properties = struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(long_name)) + long_name + bytes(-len(long_name) % 4)
    packed = tnef(
        (1, 0x0006_9007, struct.pack("<II", 1252, 0)), (1, 0x0002_800C, b"It was 109.\x00"),
        (2, 0x0006_9002, bytes(14)), (2, 0x0001_8010, b"AVERYL~1.DOC\x00"), (2, 0x0006_800F, b"Doc bytes"),
        (2, 0x0006_9005, properties),
    )  # fmt: skip
    reading = read_as("mail", mixed(attach("winmail.dat", packed, kind="application/ms-tnef")), tmp_path)
    assert words(reading)[-1] == "It was 109."
    assert parts(reading) == [("a very long name.doc", "attachment 1")]
    assert reading.parts[0].path.read_bytes() == b"Doc bytes"


def test_a_damaged_winmail_stays_an_attachment(tmp_path):
    reading = read_as("mail", mixed("\nWords.", attach("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00\x02")), tmp_path)
    assert parts(reading) == [("winmail.dat", "attachment 1")]
    assert "not opened" in reading.notes[0]


PIECES = [
    "--b\n", "--b--\n", "--c\n", "\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/html\n",
    "Content-Type: multipart/alternative; boundary=c\n", "Content-Type: message/rfc822\n", "<p>x<p>y", "=3D=\n",
    "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "aGVsbG8=\n", " folded\n",
    "Content-Disposition: attachment; filename=a/b\n", "Content-Type: image/png; name=\"\u202e\"\n", "é\x00\x80", "From: ä\n",
    "Content-Type: application/ms-tnef\n", "begin 644 x\n", "Subject: =?x?q?=?=\n",
]  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_order_of_mime(tmp_path, pieces):
    read_or_refuse("mail", HEAD + "".join(pieces), tmp_path)

"""Mails."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import pytest
from direct import read_as

from loupe.model import MailPlace
from loupe.model.errors import FileEncrypted, FormatUnknown, OverBudget


@pytest.fixture
def read(tmp_path):
    """Read text or bytes as a mail."""
    return lambda data, name: read_as("mail", data, tmp_path, name)


HEAD = 'From: "Ann Writer" <ann@example.org>\nTo: bob@example.org\nDate: Tue, 4 Mar 2003 10:00:00 +0100\nSubject: =?utf-8?q?The_b=C3=B6xes?=\n'  # fmt: skip


def test_header_fields_and_paragraphs(read, said):
    reading = read(HEAD + "\nDear Bob,\n\nIt was 109\nof 189.\n", "m.eml")
    assert said(reading) == [
        ("header", None, '"Ann Writer" <ann@example.org>'),
        ("header", None, "bob@example.org"),
        ("header", None, "Tue, 4 Mar 2003 10:00:00 +0100"),
        ("header", None, "The böxes"),
        ("paragraph", "Ann Writer", "Dear Bob,"),
        ("paragraph", "Ann Writer", "It was 109\nof 189."),
    ]
    assert [p.locator.segments[0].place for p in reading.passages] == [
        MailPlace("From", None), MailPlace("To", None), MailPlace("Date", None), MailPlace("Subject", None),
        MailPlace(None, 1), MailPlace(None, 2),
    ]  # fmt: skip
    assert (reading.title, reading.maker, reading.published, reading.kind) == (
        "The böxes", "Ann Writer", "2003-03-04", "mail",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("I agree.\n\nOn Mon, 3 Mar 2003, Bob Reader <b@example.org> wrote:\n> It was 123.\n> Really.\n\nNo.", [("Ann Writer", "I agree."), ("Ann Writer", "On Mon, 3 Mar 2003, Bob Reader <b@example.org> wrote:"), ("Bob Reader", "> It was 123.\n> Really."), ("Ann Writer", "No.")], id="quoted below"),
        pytest.param("> Somebody's words.\nMine.", [(None, "> Somebody's words."), ("Ann Writer", "Mine.")], id="quoted without a name"),
        pytest.param("See below.\n\n-----Original Message-----\nFrom: Bob Reader <b@example.org>\nSent: Monday\n\nIt was 123.", [("Ann Writer", "See below."), (None, "-----Original Message-----\nFrom: Bob Reader <b@example.org>\nSent: Monday"), ("Bob Reader", "It was 123.")], id="forwarded"),
    ],
)  # fmt: skip
def test_quoted_words_are_not_the_senders(read, body, expected):
    reading = read(HEAD + "\n" + body, "m.eml")
    spoken = [
        (p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages if p.kind != "header"
    ]
    assert spoken == expected


MIXED = (
    HEAD
    + """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The caf=E9.
--c
Content-Type: text/html

<p>The HTML twin.</p>
--c--
--b
Content-Type: application/pdf; name="list.pdf"
Content-Disposition: attachment; filename="list.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--b
Content-Type: message/rfc822

From: x@example.org
Subject: inner

Inner words.
--b--
"""
)


def test_nested_parts_and_attachments(read, said):
    reading = read(MIXED, "m.eml")
    assert [words for kind, _, words in said(reading) if kind == "paragraph"] == ["The café."]
    assert [(part.name, part.place, part.path.read_bytes()) for part in reading.parts] == [
        ("list.pdf", "attachment 1", b"%PDF"),
        ("inner.eml", "attachment 2", b"From: x@example.org\nSubject: inner\n\nInner words."),
    ]
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("Content-Type: text/html\n\n<html><body><p>Hello <b>Bob</b></p><script>x</script></body></html>", ["Hello Bob"], id="html only"),
        pytest.param("Content-Type: text/plain; charset=klingon\n\nWords, cafés.", ["Words, cafés."], id="unknown charset"),
        pytest.param("Content-Type: multipart/mixed; boundary=zz\n\nNo such boundary.\n", ["No such boundary."], id="broken boundary"),
        pytest.param("Content-Type: multipart/mixed\n\nNo boundary at all.\n", ["No boundary at all."], id="no boundary"),
        pytest.param("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8gQm9i!!\n", ["Hello Bob"], id="broken base64"),
    ],
)  # fmt: skip
def test_broken_mime_is_read_as_far_as_it_goes(read, said, rest, expected):
    reading = read(HEAD + rest, "m.eml")
    assert [words for kind, _, words in said(reading) if kind == "paragraph"] == expected


def test_html_quotes_are_not_the_senders(read):
    body = "<p>Yes.</p><div>On Mon, 3 Mar 2003, Bob Reader wrote:</div><blockquote>It was 123.</blockquote>"
    reading = read(HEAD + "Content-Type: text/html\n\n" + body, "m.eml")
    assert [p.speaker for p in reading.passages if p.kind == "paragraph"] == ["Ann Writer", "Ann Writer", "Bob Reader"]


def test_no_body(read):
    assert read(HEAD + "\n", "m.eml").notes == ("The mail has no text in its body.",)


def test_encrypted(read):
    with pytest.raises(FileEncrypted, match=r"^m\.eml "):
        read(HEAD + 'Content-Type: multipart/encrypted; boundary=f\n\n--f\nContent-Type: text/plain\n\nx\n--f--\n', "m.eml")  # fmt: skip


def test_not_a_mail(read):
    with pytest.raises(FormatUnknown, match="header fields"):
        read("Just some words without any header.\n", "m.eml")


def test_parts_in_parts_in_parts(read):
    inner = "Content-Type: text/plain\n\ndeep\n"
    for level in range(40):
        inner = f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n{inner}\n--b{level}--\n"
    with pytest.raises(OverBudget, match="parts"):
        read(HEAD + inner, "m.eml")

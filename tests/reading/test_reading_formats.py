"""Which format a file is read as: its content first, then its name."""

from __future__ import annotations

from importlib import import_module

import pytest
from reading_samples import ONE, book, make_pdf, para, raw, run

from loupe.model.errors import FileDamaged, FormatUnknown
from loupe.reading import SUPPORTED
from loupe.reading.catalog import FORMATS

SRT = "1\n00:00:01,000 --> 00:00:02,000\nWords.\n"
MAIL = "Received: x\nMIME-Version: 1.0\nFrom: a@example.org\nDate: Tue, 4 Mar 2003 10:00:00 +0100\n\nWords.\n"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param(make_pdf(ONE), "x.txt", "pdf", id="pdf as txt"),
        pytest.param(make_pdf(ONE), "x", "pdf", id="pdf as nothing"),
        pytest.param(raw(para(run("Words."))), "x.doc", "docx", id="docx as doc"),
        pytest.param(raw(para(run("Words."))), "x.epub", "docx", id="docx as epub"),
        pytest.param(book(), "x.zip", "epub", id="epub as zip"),
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n", "x.srt", "vtt", id="vtt as srt"),
        pytest.param(SRT, "x.txt", "srt", id="srt as txt"),
        pytest.param("<!DOCTYPE html><html><p>Words.</p></html>", "x.txt", "html", id="html as txt"),
        pytest.param(MAIL, "x.txt", "mail", id="mail as txt"),
        pytest.param("Just words.", "x.pdf", "text", id="text as pdf"),
        pytest.param("Just words.", "x.docx", "text", id="text as docx"),
        pytest.param("Just words.", "README", "text", id="text as nothing"),
    ],
)
def test_a_wrong_name_is_read_as_what_it_is_with_a_note(read, data, name, expected):
    reading = read(data, name)
    assert reading.format == expected
    assert reading.notes[0].startswith("The file ")
    assert "read as" in reading.notes[0]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param("# Words", "X.MD", "markdown", id="capitals"),
        pytest.param(SRT, "x.srt", "srt", id="srt"),
        pytest.param("Subject: a memo\nFrom: me\n\nWords.", "x.txt", "text", id="a memo is no mail"),
        pytest.param("<p>A piece of a page.</p>", "x.html", "html", id="a piece of html"),
        pytest.param("<html> is a tag.", "x.md", "markdown", id="markdown about html"),
    ],
)
def test_a_right_name_needs_no_note(read, data, name, expected):
    reading = read(data, name)
    assert (reading.format, reading.notes) == (expected, ())


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "x.doc", "old Microsoft", id="ole of no kind"),
        pytest.param(b"AT&TFORM" + bytes(50), "x.djvu", "DjVu", id="djvu"),
        pytest.param(b"Rar!\x1a\x07" + bytes(50), "x.rar", "RAR", id="rar"),
        pytest.param(b"\0\0\0\x20ftypheic" + bytes(50), "x.heic", "HEIF", id="heif"),
        pytest.param(b"solid cube", "x.stl", ".stl files", id="unknown ending"),
        pytest.param(bytes(range(256)) * 20, "x.docx", "something else", id="not a docx"),
        pytest.param(bytes(range(256)) * 20, "x", "files of this kind", id="no ending, no text"),
    ],
)
def test_unknown_formats_are_named_with_what_to_do(read, data, name, words):
    with pytest.raises(FormatUnknown, match=words) as caught:
        read(data, name)
    assert "save" in caught.value.hint.lower() or "add" in caught.value.hint


def test_not_a_pdf_in_spite_of_its_name(read):
    with pytest.raises(FileDamaged):
        read(bytes(range(256)) * 20, "x.pdf")


def test_every_ending_is_of_one_format():
    endings = [ending for known in FORMATS.values() for ending in known.endings]
    assert len(endings) == len(set(endings)) == len(SUPPORTED)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_reader_that_the_catalogue_names(name):
    module, _, function = FORMATS[name].reader.partition(":")
    assert callable(getattr(import_module(f"loupe.reading.{module}"), function))

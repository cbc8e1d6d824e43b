"""Whatever the bytes and the name: a reading that keeps its promises, or an error of the tree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_promises import check
from reading_samples import ONE, book, make_pdf, para, raw, run

from loupe.model import Segment
from loupe.model.errors import ReadError
from loupe.reading import SUPPORTED, ReadingLimits
from loupe.reading.front import read_bytes

LIMITS = ReadingLimits(max_characters=1_000_000)
HEADS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n", b"<!DOCTYPE html><p>",
    b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
    b"---\ntitle: x\n",
    b".. raw:: html\n\n", b"[00:00:01]\nA: ", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
]  # fmt: skip
WHOLE = {
    ".pdf": make_pdf(ONE, None, ONE),
    ".docx": raw(para(run("Words")) + f"<w:tbl><w:tr><w:tc>{para(run('cell'))}</w:tc></w:tr></w:tbl>"),
    ".epub": book(),
}
quiet = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_refuse(data: bytes, name: str) -> None:
    """Faults of readers are not turned into errors here: they fail the test."""
    if not data:
        return
    try:
        check(read_bytes(data, name, LIMITS))
    except ReadError as refused:
        error = refused
    else:
        return
    assert str(error).startswith(name)
    assert error.hint


@quiet
@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(sorted(SUPPORTED)))
def test_any_bytes_as_anything(head, rest, suffix):
    read_or_refuse(head + rest, f"x{suffix}")


@quiet
@given(
    st.sampled_from(HEADS),
    st.text(st.sampled_from("abc AB:.-*#[]<>&;/=_|\n\n\t\r\0\x85\xa0\u2028\ufeff0123é")),
    st.sampled_from(sorted(SUPPORTED)),
)
def test_any_text_as_anything(head, rest, suffix):
    read_or_refuse(head + rest.encode(), f"x{suffix}")


@quiet
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_damaged_containers(suffix, data):
    damaged = bytearray(WHOLE[suffix])
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(damaged)), st.integers(1, len(damaged))))
    read_or_refuse(bytes(damaged[:cut]), f"x{suffix}")


@quiet
@given(st.lists(st.sampled_from(["# a", "- b", "MR X: c", "**Y**: d", "e f", "[00:01:02] g", "====", "", "", "| h | i |", "  j", "Q. k", "A. l", ".. m::", "Zed: n", "_page : 2", "1. o", "```", "<!--", "-->", "By Ann Bee", "Date: 2003", "---"]), max_size=40), st.sampled_from([".txt", ".md", ".rst"]))  # fmt: skip # noqa: E501
def test_any_order_of_lines(lines, suffix):
    read_or_refuse("\n".join(lines).encode(), f"x{suffix}")


@pytest.mark.parametrize("suffix", sorted(WHOLE))
def test_the_undamaged_ones_are_read(suffix):
    reading = check(read_bytes(WHOLE[suffix], f"x{suffix}", LIMITS))
    assert all(isinstance(segment, Segment) for p in reading.passages for segment in p.locator.segments)

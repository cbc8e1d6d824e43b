"""Real odd files, kept beside the repository: each is read, or refused with a code and what to do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from reading_promises import check

from loupe.model.errors import ReaderCrashed, ReadError
from loupe.reading import (
    NOT_KEPT,
    PathProblem,
    Reading,
    ReadingLimits,
    ReadJob,
    Recognition,
    expand,
    read_all,
    read_file,
)

FIXTURES = Path(__file__).parents[3] / "shared/bench/parser-fixtures"
pytestmark = pytest.mark.skipif(not FIXTURES.exists(), reason="shared/bench/parser-fixtures is not here")

AS_TEXT = Recognition(ocr=False, speech=False)
"""What is recognised is tested where it is recognised; here it would take minutes."""


def read(name: str) -> Reading:
    return check(read_file(ReadJob(FIXTURES / name, Path(name).name, recognition=AS_TEXT)))


def test_every_file_is_read_or_refused_with_a_reason():
    paths = [path for path in expand([FIXTURES]) if not isinstance(path, PathProblem)]
    assert len(paths) > 150
    outcomes: Counter[str] = Counter()
    for job, result in read_all((ReadJob(path, path.name, recognition=AS_TEXT) for path in paths), ReadingLimits(), 2):
        if isinstance(result, ReadError):
            assert not isinstance(result, ReaderCrashed), job.name
            assert str(result).startswith(job.name)
            assert result.hint
            outcomes[result.code] += 1
        else:
            if result.passages:
                check(result)
            else:
                assert NOT_KEPT in result.notes, job.name  # it holds others, which have no place to go to here
            outcomes["read"] += 1
    print(dict(outcomes))
    assert outcomes["read"] >= 160
    assert set(outcomes) <= {
        "read",
        "format-unknown",
        "needs-ocr",
        "needs-speech",
        "file-encrypted",
        "file-empty",
        "file-damaged",
        "no-text",
    }


def test_one_text_in_three_encodings():
    words = {tuple(read(f"unstructured/fake-text-utf-{name}.txt").text.split()) for name in ("16-be", "16-le", "32")}
    assert len(words) == 1
    assert len(next(iter(words))) > 20


def test_the_same_declaration_as_text_and_as_pdf():
    text = set(read("ingest-file/udhr_ger.txt").text.split())
    pdf = set(read("ingest-file/udhr_ger.pdf").text.split())
    assert len(text & pdf) > 0.9 * len(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("unstructured/pdf/password.pdf", "file-encrypted"),
        ("ingest-file/password-hunter2.pdf", "file-encrypted"),
        ("unstructured/eml/fake-encrypted.eml", "file-encrypted"),
        ("ingest-file/jbig2.pdf", "needs-ocr"),
        ("ocrmypdf/linn.pdf", "needs-ocr"),
        ("ingest-file/memo.m4a", "needs-speech"),
        ("webvtt/empty.vtt", "file-empty"),
        ("webvtt/no_captions.vtt", "file-damaged"),
    ],
)
def test_refused_for_the_right_reason(name, code):
    with pytest.raises(ReadError) as caught:
        read(name)
    assert caught.value.code == code


def test_an_e_book_has_its_chapters():
    reading = read("unstructured/winter-sports.epub")
    parts = {getattr(p.locator.segments[0].place, "part", None) for p in reading.passages}
    assert (reading.title, reading.maker) == ("Winter Sports in Switzerland", "E. F. Benson")
    assert {"CHAPTER II RINKS AND SKATERS", "CHAPTER IV TOBOGGANING", "CHAPTER V ICE-HOCKEY"} <= parts


def test_voices_of_webvtt():
    assert [p.speaker for p in read("webvtt/regions.vtt").passages] == ["Fred", "Bill"] * (len(read("webvtt/regions.vtt").passages) // 2)  # fmt: skip # noqa: E501
    assert {p.speaker for p in read("webvtt/non_padded_timestamps.vtt").passages} == {"Jane Doe", "John Smith"}
    tagged = read("webvtt/cue_tags.vtt")
    assert "<" not in tagged.text
    assert tagged.text.startswith("When the moon hits your eye")


def test_tables_headers_and_footers_of_a_word_file():
    assert any(p.kind == "table-row" for p in read("unstructured/docx-tables.docx").passages)
    parts = {p.locator.segments[0].place.part for p in read("unstructured/docx-hdrftr.docx").passages}
    assert {"header", "footer", None} <= parts


def test_pages_that_need_ocr_are_named():
    assert any("page 1–3, 5–6 of 6" in note for note in read("ocrmypdf/multipage.pdf").notes)

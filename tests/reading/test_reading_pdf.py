"""PDF: text, boxes, paragraphs over pages, and files that hold no text."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import pytest
from reading_samples import ONE, make_pdf
from reportlab.lib.pdfencrypt import StandardEncryption

from loupe.model import PagePlace
from loupe.model.errors import FileDamaged, FileEncrypted, NeedsOcr, NoText, OverBudget
from loupe.reading import ReadingLimits
from loupe.reading.pdf import read_pdf


def test_paragraphs_and_boxes(read, said):
    reading = read(make_pdf(ONE, title="The Job", author="A. Writer"), "r.pdf")
    assert said(reading) == [
        ("heading", None, "The Heist"),
        ("paragraph", None, "It happened in the night\nof the fifteenth."),
        ("paragraph", None, "Nobody saw it."),
    ]
    assert (reading.title, reading.maker, reading.format) == ("The Job", "A. Writer", "pdf")
    assert reading.published is None
    assert reading.notes == ("Made on 2000-01-01, according to the file, which does not say when it was published.",)
    first, second = reading.passages[1].locator.segments
    assert reading.text[first.start : first.end] == "It happened in the night"
    assert reading.text[second.start : second.end] == "of the fifteenth."
    place = second.place
    assert isinstance(place, PagePlace)
    left, top, right, bottom = place.box
    # The baseline is 446 points above the bottom of a page of 600: the box stands around 154 from the top.
    assert left == pytest.approx(50, abs=2)
    assert 140 < top < 154 < bottom < 160
    assert 120 < right < 160


@pytest.mark.parametrize(
    ("turn", "corner"),
    [
        pytest.param(90, (300, 50), id="a quarter"),
        pytest.param(180, (350, 300), id="a half"),
        pytest.param(270, (100, 550), id="three quarters"),
    ],
)
def test_boxes_on_turned_pages_are_as_shown(read, turn, corner):
    # A page turned by a quarter is 600 wide and 400 high before it is turned.
    reading = read(make_pdf([(50, 300, 12, "Turned words")], rotate=turn), "r.pdf")
    place = reading.passages[0].locator.segments[0].place
    assert isinstance(place, PagePlace)
    left, top, right, bottom = place.box
    x, y = corner
    assert left - 15 <= x <= right + 15
    assert top - 15 <= y <= bottom + 15


def test_a_sentence_over_two_pages_is_one_passage_on_both(read, said):
    pages = [
        [(50, 560, 10, "The Daily File"), (50, 60, 12, "The thieves went down to the"), (190, 20, 10, str(n))]
        if n == 1
        else [(50, 560, 10, "The Daily File"), (50, 540, 12, "vault and opened it."), (50, 300, 12, f"Page {n} ends."), (190, 20, 10, str(n))]
        for n in (1, 2, 3)
    ]  # fmt: skip
    reading = read(make_pdf(*pages), "r.pdf")
    bodies = [p for p in reading.passages if p.kind == "paragraph"]
    assert (
        reading.text[bodies[0].locator.start : bodies[0].locator.end]
        == "The thieves went down to the\nvault and opened it."
    )
    assert [s.place.page for s in bodies[0].locator.segments] == [1, 2]
    heads = {words for kind, _, words in said(reading) if kind == "header"}
    assert heads == {"The Daily File", "1", "2", "3"}


def test_words_broken_at_a_line_end_are_put_together(read):
    lines = [
        (50, 500, 12, "He is well-known as a photo-"),
        (50, 486, 12, "grapher and a well-"),
        (50, 472, 12, "known thief."),
    ]
    reading = read(make_pdf(lines), "r.pdf")
    assert "a photographer and a well-known thief." in reading.text.replace("\n", " ")


def test_pages_without_text_are_named():
    reading = read_pdf(make_pdf(ONE, "picture", None, "picture", "picture"), "r.pdf", ReadingLimits())
    assert reading.notes[0] == "Without a text layer, needing OCR: page 2, 4–5 of 5."


def test_speakers_in_a_transcript(read):
    lines = [(50, 500, 12, "MR BEER: Good morning."), (50, 486, 12, "MS HALL: Good morning."), (50, 472, 12, "MR BEER: Sit down,"), (50, 458, 12, "please.")]  # fmt: skip
    reading = read(make_pdf(lines), "r.pdf")
    assert [(p.kind, p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages] == [
        ("turn", "MR BEER", "Good morning."),
        ("turn", "MS HALL", "Good morning."),
        ("turn", "MR BEER", "Sit down,\nplease."),
    ]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(make_pdf(None, None), NoText, id="blank pages"),
        pytest.param(make_pdf(ONE, encrypt=StandardEncryption("secret")), FileEncrypted, id="password"),
        pytest.param(make_pdf(ONE)[:200], FileDamaged, id="cut off early"),
        pytest.param(b"%PDF-1.7\n" + b"nonsense " * 100, FileDamaged, id="nonsense"),
    ],
)
def test_refused(read, data, error):
    with pytest.raises(error, match=r"^r\.pdf ") as caught:
        read(data, "r.pdf")
    assert caught.value.hint


def test_a_scan_needs_recognition():
    with pytest.raises(NeedsOcr, match=r"^r\.pdf ") as caught:
        read_pdf(make_pdf("picture", "picture"), "r.pdf", ReadingLimits())
    assert caught.value.hint


def test_an_empty_password_opens_by_itself(read):
    data = make_pdf(ONE, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert "Nobody saw it." in read(data, "r.pdf").text


def test_a_file_cut_off_at_its_end_says_so(read):
    data = make_pdf(ONE, ONE)
    reading = read(data[: data.rindex(b"startxref")], "r.pdf")
    assert "The file is cut off at its end; pages may be missing." in reading.notes


def test_too_many_pages_or_characters(read):
    with pytest.raises(OverBudget, match="3 pages"):
        read(make_pdf(ONE, ONE, ONE), "r.pdf", ReadingLimits(max_pages=2))
    with pytest.raises(OverBudget, match="characters"):
        read(make_pdf(ONE, ONE, ONE), "r.pdf", ReadingLimits(max_characters=100))

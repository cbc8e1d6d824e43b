"""Scans and pictures: which pages are recognised, where words stand, what a camera says, and what is refused."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper_samples import Told, ink_in, paper, saved, seen
from PIL import Image, ImageFont
from reading_promises import check
from reading_samples import ONE, make_pdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from loupe.model.errors import FileDamaged, FileEmpty, NeedsOcr, NoText, OverBudget, ReadError
from loupe.reading.paper import album, desk, find_recognizer, read_paper, read_picture, reader
from loupe.reading.paper.order import read_in_order
from loupe.reading.paper.pages import page_picture
from loupe.reading.paper.seen import Frame
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Recognition, no_step

REAL = pytest.mark.skipif(find_recognizer("rapidocr") is None, reason="rapidocr is not installed")


@pytest.fixture
def told(monkeypatch):
    """Let a recogniser that is told what to say do all the reading."""

    def tell(*pages):
        recognizer = Told(*pages)
        monkeypatch.setattr(desk, "choose_recognizer", lambda **_: recognizer)
        for room in (reader, album):
            monkeypatch.setattr(room, "find_recognizer", lambda: "told")
        return recognizer

    return tell


@pytest.fixture
def open_file(tmp_path):
    """Read bytes as a PDF or a picture, with the promises of every reading and of its words checked."""

    def run(data, name, limits=None, *, ocr=True, step=no_step) -> Reading:
        (tmp_path / "blob").write_bytes(data)
        (tmp_path / "scratch").mkdir(exist_ok=True)
        job = ReadJob(tmp_path / "blob", name, tmp_path / "scratch", Recognition(ocr=ocr))
        read = read_paper if name.endswith(".pdf") else read_picture
        return words_checked(check(read(job, limits or ReadingLimits(), step)))

    return run


def words_checked(reading: Reading) -> Reading:
    end = 0
    for word in reading.words:
        said = reading.text[word.start : word.end]
        assert end <= word.start < word.end
        assert said
        assert not any(map(str.isspace, said))
        end = word.end
    return reading


def said(reading):
    return [(p.kind, p.read_by, reading.text[p.locator.start : p.locator.end]) for p in reading.passages]


def scan_pdf(*, words=(), mode=0, words_first=False, picture=(20, 20), producer=None):
    """A page of 400 by 600 points under one picture, and words on it or beneath it."""
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(400, 600), invariant=1)
    if producer:
        pdf.setProducer(producer)

    def write():
        text = pdf.beginText()
        text.setTextRenderMode(mode)
        text.setFont("Helvetica", 12)
        for x, y, line in words:
            text.setTextOrigin(x, y)
            text.textLine(line)
        pdf.drawText(text)

    if words_first:
        write()
    pdf.drawImage(ImageReader(Image.new("L", picture, 200)), 0, 0, 400, 600)
    if not words_first:
        write()
    pdf.save()
    return out.getvalue()


PROSE = [
    (30, 500, "The thieves came in the night of the fifteenth"),
    (30, 484, "and left before the morning of the next day."),
]


# Which pages are recognised


def test_a_page_without_text_is_recognised_and_marked(told, open_file):
    told(seen([(80, 100, "The vault was open."), (80, 400, "Nobody saw it.")]))
    reading = open_file(make_pdf(ONE, "picture"), "r.pdf")
    assert [entry for entry in said(reading) if entry[1] == "ocr"] == [
        ("paragraph", "ocr", "The vault was open."),
        ("paragraph", "ocr", "Nobody saw it."),
    ]
    assert {p.read_by for p in reading.passages} == {"file", "ocr"}
    assert reading.notes[0] == "Read from the picture by OCR (Told 1), so letters may be wrong: page 2 of 2."
    assert [p.confidence for p in reading.passages if p.read_by == "ocr"] == [0.9, 0.9]
    assert [reading.text[w.start : w.end] for w in reading.words[:4]] == ["The", "vault", "was", "open."]
    # A coarse picture is drawn with 150 dots per inch: a pixel is 0.48 points.
    place = reading.words[0].place
    assert place.page == 2
    assert place.box == pytest.approx((80 * 0.48, 100 * 0.48, 110 * 0.48, 120 * 0.48), abs=0.02)


def test_pages_with_text_are_never_recognised(told, open_file):
    recognizer = told()
    assert {p.read_by for p in open_file(make_pdf(ONE, ONE), "r.pdf").passages} == {"file"}
    assert recognizer.pictures == []


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"mode": 3}, id="invisible text"),
        pytest.param({"words_first": True}, id="text beneath the picture"),
        pytest.param({"producer": "ABBYY FineReader 15"}, id="made by a recognition program"),
    ],
)
def test_an_ocr_layer_is_used_and_called_so(told, open_file, options):
    recognizer = told()
    reading = open_file(scan_pdf(words=PROSE, **options), "r.pdf")
    assert {p.read_by for p in reading.passages} == {"ocr-layer"}
    assert "The thieves came in the night" in reading.text
    assert reading.notes[0].startswith("Read from the OCR layer that the file holds")
    assert recognizer.pictures == []
    word = reading.words[1]
    assert (reading.text[word.start : word.end], word.confidence) == ("thieves", None)
    left, top, right, bottom = word.place.box
    assert 45 < left < right < 105
    assert 85 < top < bottom < 105


def test_text_over_a_background_picture_is_the_files_own(told, open_file):
    long = [(30, 580 - 14 * n, "These words were typeset over a picture of the sky, line by line.") for n in range(20)]
    recognizer = told()
    reading = open_file(scan_pdf(words=long), "r.pdf")
    assert {p.read_by for p in reading.passages} == {"file"}
    assert recognizer.pictures == []


def test_a_stamp_on_a_scan_is_kept_and_the_scan_is_recognised(told, open_file):
    # 2.0833 pixels a point: the stamp at (300, 20 from the bottom) is seen again by the recogniser.
    told(seen([(60, 100, "A letter of three pages"), (625, 1190, "EXHIBIT 7")], width=833, height=1250, size=25))
    reading = open_file(scan_pdf(words=[(300, 20, "EXHIBIT 7")]), "r.pdf")
    assert sorted(entry[1:] for entry in said(reading)) == [("file", "EXHIBIT 7"), ("ocr", "A letter of three pages")]


def test_text_that_nobody_sees_is_told(open_file):
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(400, 600), invariant=1)
    text = pdf.beginText(30, 500)
    text.setTextRenderMode(3)
    text.textLine("Nobody sees these words.")
    pdf.drawText(text)
    pdf.save()
    reading = open_file(out.getvalue(), "r.pdf")
    assert {p.read_by for p in reading.passages} == {"file"}
    assert reading.notes[0] == "Some of the text that was read is not to be seen on the page: page 1 of 1."


def test_letters_that_the_file_does_not_know_are_read_from_the_picture(told, open_file):
    told(seen([(80, 100, "What a person sees.")]))
    reading = open_file(unknown_letters_pdf(), "r.pdf")
    assert said(reading) == [("paragraph", "ocr", "What a person sees.")]
    assert "does not say what letters its text is made of, read from the picture instead" in reading.notes[1]


def unknown_letters_pdf():
    """A page set in a font of two drawn squares, of which nothing says which letters they are."""
    square = b"<</Length 38>>stream\n1000 0 0 0 750 750 d1 0 0 750 750 re f\nendstream"
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 54>>stream\nBT /F 12 Tf 50 500 Td (ABABABABAB BABAB ABABAB) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 66"
        b"/Widths[1000 1000]/CharProcs<</g1 6 0 R/g2 6 0 R>>/Encoding<</Type/Encoding/Differences[65/g1/g2]>>>>",
        square,
    )


def pdf_of(*objects):
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(objects, start=1))
    return body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_without_recognition_a_scan_says_what_it_needs(monkeypatch, open_file):
    with pytest.raises(NeedsOcr):
        open_file(make_pdf("picture"), "r.pdf", ocr=False)
    for room in (reader, album):
        monkeypatch.setattr(room, "find_recognizer", lambda: None)
    with pytest.raises(NeedsOcr, match=r"^r\.pdf ") as caught:
        open_file(make_pdf("picture"), "r.pdf")
    assert "loupe-workbench[scans]" in caught.value.hint
    with pytest.raises(NeedsOcr, match=r"^r\.png ") as caught:
        open_file(saved(paper([])), "r.png")
    assert "loupe-workbench[scans]" in caught.value.hint


def test_a_scan_without_writing_holds_no_words(told, open_file):
    told()
    with pytest.raises(NoText, match=r"^r\.pdf .*no writing was found"):
        open_file(make_pdf("picture", "picture"), "r.pdf")


def test_words_broken_at_a_line_end_keep_their_boxes(told, open_file):
    told(seen([(80, 100, "He was a photo-"), (80, 124, "grapher by trade.")]))
    reading = open_file(make_pdf("picture"), "r.pdf")
    assert said(reading) == [("paragraph", "ocr", "He was a photographer by trade.")]
    assert [reading.text[w.start : w.end] for w in reading.words] == [
        "He",
        "was",
        "a",
        "photo",
        "grapher",
        "by",
        "trade.",
    ]


# Pages that were read are not read again


def test_a_reading_that_was_stopped_goes_on_where_it_was(told, open_file):
    pages = [seen([(80, 100, f"Page number {word}.")]) for word in ("one", "two", "three")]
    data = make_pdf("picture", "picture", "picture")
    first = told(*pages)

    def stop(done, total, what):
        assert (total, what) == (3, "page")
        if done == 2:  # the second page is read and kept by then
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_file(data, "r.pdf", step=stop)
    assert len(first.pictures) == 2
    second = told(pages[2])
    assert [words for _, _, words in said(open_file(data, "r.pdf"))] == [
        "Page number one.",
        "Page number two.",
        "Page number three.",
    ]
    assert len(second.pictures) == 1


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'{"frame":[1,1,45,0],"unread":0,"lines":[]}', b"\xff\xfe"])
def test_a_kept_page_that_does_not_parse_is_thrown_away(told, open_file, tmp_path, rubbish):
    told(seen([(80, 100, "Page number one.")]))
    data = make_pdf("picture")
    open_file(data, "r.pdf")
    for kept in (tmp_path / "scratch").iterdir():
        kept.write_bytes(rubbish)
    again = told(seen([(80, 100, "Read anew.")]))
    assert [words for _, _, words in said(open_file(data, "r.pdf"))] == ["Read anew."]
    assert len(again.pictures) == 1


# The order in which lines are read


def column(left, width, count, name, top=100):
    return [((left, top + 24.0 * n, left + width, top + 24.0 * n + 20), f"{name}{n}") for n in range(count)]


def order(items):
    return [name for row in read_in_order(items, lambda item: item[0]) for _, name in row]


def names(items):
    return [name for _, name in items]


def test_columns_are_read_one_after_the_other_and_headlines_between_them():
    upper = column(50, 300, 6, "a"), column(400, 300, 6, "b")
    lower = column(50, 300, 5, "c", 400), column(400, 300, 5, "d", 400)
    head = [((50.0, 60.0, 700.0, 90.0), "head")]
    middle = [((50.0, 350.0, 700.0, 380.0), "middle")]
    items = [*head, *upper[0], *upper[1], *middle, *lower[0], *lower[1]]
    assert order(items) == names(items)
    assert order(items[::-1]) == names(items)


def test_three_columns():
    items = [*column(40, 200, 8, "a"), *column(270, 200, 9, "b"), *column(500, 200, 7, "c")]
    assert order(sorted(items, key=lambda item: item[0][1])) == names(items)


def test_the_rows_of_a_table_stay_rows():
    cells = [((x, 100.0 + 24 * y, x + 60, 120.0 + 24 * y), f"{y}{x}") for y in range(6) for x in (50.0, 300.0, 550.0)]
    assert order(cells[::-1]) == names(cells)


boxes = st.tuples(st.floats(0, 500), st.floats(0, 500), st.floats(1, 300), st.floats(1, 40)).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@given(st.lists(boxes, max_size=40))
def test_no_line_is_lost_or_said_twice(places):
    items = [(box, str(at)) for at, box in enumerate(places)]
    assert sorted(order(items)) == sorted(names(items))


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.floats(-15, 15),
    st.lists(st.tuples(st.floats(0, 640), st.floats(0, 480)), min_size=1, max_size=5),
)
def test_points_come_back_from_the_upright_frame(turned, skew, points):
    frame, given_points = Frame(640, 480, turned, skew), np.array(points)
    assert np.allclose(frame.picture(frame.upright(given_points)), given_points, atol=1e-6)


# Pictures


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        pytest.param("PNG", "1", {}, id="black and white"),
        pytest.param("PNG", "P", {}, id="palette"),
        pytest.param("PNG", "LA", {}, id="grey and glass"),
        pytest.param("PNG", "RGBA", {}, id="colour and glass"),
        pytest.param("PNG", "I;16", {}, id="sixteen bits"),
        pytest.param("JPEG", "CMYK", {}, id="print colours"),
        pytest.param("TIFF", "LAB", {}, id="lab colours"),
        pytest.param("TIFF", "F", {}, id="real numbers"),
        pytest.param("WEBP", "RGB", {}, id="webp"),
        pytest.param("BMP", "L", {}, id="bmp"),
        pytest.param("GIF", "P", {"transparency": 7}, id="gif"),
    ],
)
def test_pictures_of_every_kind_are_black_on_white(told, open_file, kind, mode, options):
    source = Image.new("RGB", (200, 100), "white")
    source.paste((0, 0, 0), (50, 25, 150, 75))
    if mode == "I;16":
        image = Image.fromarray((np.asarray(source.convert("L")).astype(np.uint16)) * 257)
    elif mode == "LAB":
        image = Image.merge(
            "LAB", (source.convert("L"), Image.new("L", (200, 100), 128), Image.new("L", (200, 100), 128))
        )
    elif mode == "RGBA":
        image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
        image.paste((0, 0, 0, 255), (50, 25, 150, 75))
    else:
        image = source.convert(mode)
    recognizer = told(seen([(50, 25, "Words")]))
    reading = open_file(saved(image, kind, **options), "p.png")
    assert said(reading) == [("paragraph", "ocr", "Words")]
    picture = recognizer.pictures[0]
    assert picture.shape == (100, 200)
    assert picture.dtype == np.uint8
    assert picture[50, 100] < 90
    assert picture[5, 5] > 180


def test_a_picture_is_turned_as_its_camera_says(told, open_file):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn clockwise by a quarter
    recognizer = told(seen([(10, 10, "Words")]))
    open_file(saved(Image.new("L", (200, 100), 255), "JPEG", exif=exif), "p.jpg")
    assert recognizer.pictures[0].shape == (200, 100)


def test_boxes_are_points_where_the_resolution_is_told(told, open_file):
    told(seen([(300, 600, "Words")]), seen([(300, 600, "Words")]), seen([(300, 600, "Words")]))
    image = Image.new("L", (900, 900), 255)
    told_300 = open_file(saved(image, dpi=(300, 300)), "p.png").words[0].place.box
    screen = open_file(saved(image, dpi=(96, 96)), "p.png").words[0].place.box
    assert told_300[:2] == pytest.approx((72, 144), abs=0.1)
    assert screen[:2] == (300, 600)


def test_every_page_of_a_tiff_and_the_first_moment_of_a_gif(told, open_file):
    frames = [Image.new("L", (60, 60), 255 - shade) for shade in (0, 40, 80)]
    pages = [seen([(5, 5, f"Page {n}")]) for n in (1, 2, 3)]
    told(*pages)
    reading = open_file(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:]), "p.tif")
    assert [w.place.page for w in reading.words] == [1, 1, 2, 2, 3, 3]
    gif = told(*pages)
    open_file(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), "p.gif")
    assert len(gif.pictures) == 1


def png_of_size(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(png_of_size(2**30, 2**30), OverBudget, id="says it has 10^18 pixels"),
        pytest.param(png_of_size(12_000, 12_000), OverBudget, id="more pixels than the limit"),
        pytest.param(b"", FileEmpty, id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"nonsense" * 20, FileDamaged, id="nonsense"),
        pytest.param(b"%PDF-1.7 " + saved(Image.new("L", (9, 9))), FileDamaged, id="another kind in front"),
        pytest.param(saved(Image.new("RGB", (9, 9)), "PPM"), FileDamaged, id="a kind that is not read"),
        pytest.param(saved(Image.new("L", (300, 300), 255)), NoText, id="blank"),
    ],
)
def test_refused_pictures(told, open_file, data, error):
    recognizer = told()
    with pytest.raises(error, match=r"^p\.png ") as caught:
        open_file(data, "p.png")
    assert caught.value.hint
    assert all(picture.size < 10**6 for picture in recognizer.pictures)


def test_a_picture_that_is_cut_off_gives_what_is_there(told, open_file):
    rng = np.random.default_rng(1)
    noise = Image.fromarray(rng.integers(0, 255, (200, 200), dtype=np.uint8))
    told(seen([(5, 5, "Words")]))
    reading = open_file(saved(noise, "JPEG")[:-4000], "p.jpg")
    assert reading.notes[-1] == "The file is cut off before its picture ends."


def test_a_large_picture_is_made_smaller_and_boxes_still_fit(told, open_file):
    image = Image.new("1", (6000, 6000), 1)
    recognizer = told(seen([(100, 200, "Words")]))
    reading = open_file(saved(image), "p.png")
    assert recognizer.pictures[0].size <= 16_000_000
    by = 6000 / recognizer.pictures[0].shape[1]
    assert reading.words[0].place.box[:2] == pytest.approx((100 * by, 200 * by), rel=0.01)


# What a camera says


def photograph(when=None, where=None, **plain):
    exif = Image.Exif()
    for tag, value in {0x010F: "NIKON CORPORATION", 0x0110: "NIKON D70", **plain}.items():
        exif[tag] = value
    if when:
        exif.get_ifd(0x8769)[0x9003] = when
    if where:
        exif.get_ifd(0x8825).update(where)
    return saved(Image.new("L", (60, 60), 255), "JPEG", exif=exif)


ANTWERP = {1: "N", 2: (51.0, 13.0, 9.84), 3: "E", 4: (4.0, 24.0, 9.0)}


def test_time_and_place_of_a_photograph_are_sentences(told, open_file):
    told()
    reading = open_file(photograph("2003:02:16 04:12:07", ANTWERP), "p.jpg")
    assert said(reading) == [
        ("header", "file", "Captured 2003-02-16 04:12:07 (camera clock, no time zone)."),
        ("header", "file", "Position 51.2194° N, 4.4025° E (GPS)."),
        ("header", "file", "Camera NIKON D70."),
    ]
    assert {p.locator.segments[0].place.part for p in reading.passages} == {"camera data"}
    assert (reading.kind, reading.published) == ("photograph", None)
    assert reading.notes == ("No writing was found on the picture by OCR; its camera data were read.",)


def with_iptc(jpeg, **datasets):
    """A JPEG with the fields of an agency, by the numbers of the datasets of record 2."""
    fields = b"".join(
        b"\x1c\x02" + bytes([int(number[1:])]) + len(value).to_bytes(2, "big") + value
        for number, value in datasets.items()
    )
    fields += bytes(len(fields) % 2)
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(fields).to_bytes(4, "big") + fields
    return jpeg[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + jpeg[2:]


def test_the_words_of_an_agency_are_read(told, open_file):
    told()
    data = with_iptc(
        saved(Image.new("L", (60, 60), 255), "JPEG"),
        _120="Police at the Diamond Centre, Café de l’Étoile.".encode(),
        _90=b"Antwerp",
        _101="Belgi\xeb".encode("latin-1"),
        _55=b"20030217",
        _80=b"A. Photographer",
    )
    reading = open_file(data, "p.jpg")
    assert [words for _, _, words in said(reading)] == [
        "Caption in the file: Police at the Diamond Centre, Café de l’Étoile.",
        "Place in the file: Antwerp, België",
        "Date in the file: 2003-02-17",
    ]
    assert (reading.maker, reading.published) == ("A. Photographer", None)
    broken = with_iptc(saved(Image.new("L", (60, 60), 255), "JPEG"), _120=b"\x1c\x02")
    told(seen([(5, 5, "Words")]))
    assert "Words" in open_file(broken, "p.jpg").text


def test_writing_on_a_photograph_stands_after_what_the_camera_says(told, open_file):
    told(seen([(5, 5, "SCHUPSTRAAT 9")], width=60, height=60))
    assert [kind for kind, _, _ in said(open_file(photograph("2003:02:16 04:12:07"), "p.jpg"))] == [
        "header",
        "header",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("when", "where", "note"),
    [
        pytest.param("2003:02:31 04:12:07", None, "cannot be true", id="no such day"),
        pytest.param("1903:02:16 04:12:07", None, "cannot be true", id="before there were cameras"),
        pytest.param("2000:01:01 00:00:12", None, "never set", id="a clock that was never set"),
        pytest.param("tomorrow", None, None, id="no digits at all"),
        pytest.param("0000:00:00 00:00:00", None, None, id="empty"),
        pytest.param(None, {**ANTWERP, 2: (91.0, 0.0, 0.0)}, "position cannot be true", id="beyond the pole"),
        pytest.param(
            None, {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, "position", id="nought and nought"
        ),
        pytest.param(None, {1: "N", 2: (51.0, 13.0, 9.84)}, "position cannot be true", id="half a place"),
    ],
)
def test_what_cannot_be_true_is_noted_and_not_said(told, open_file, when, where, note):
    told()
    reading = open_file(photograph(when, where), "p.jpg")
    assert [words for _, _, words in said(reading)] == ["Camera NIKON D70."]
    assert [note in line for line in reading.notes[1:]] == ([True] if note else [])


# Hostile PDFs


def test_a_page_of_fourteen_thousand_inches_is_drawn_small(told, open_file):
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(14_000 * 72, 14_000 * 72), invariant=1)
    pdf.rect(0, 0, 10_000, 10_000, fill=1)
    pdf.save()
    recognizer = told(seen([(5, 5, "Words")]))
    open_file(out.getvalue(), "r.pdf")
    assert recognizer.pictures[0].size <= 16_100_000


def lying_pdf(width, height, filter_name, pages=1):
    picture = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/%s/Length 4>>stream\n\xff\xd8\xff\xe0\nendstream" % (width, height, filter_name)  # fmt: skip # noqa: E501
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 5 0 R/Resources<</XObject<</A 4 0 R>>>>>>",
        picture,
        b"<</Length 30>>stream\nq 400 0 0 600 0 0 cm /A Do Q\nendstream",
    )


@pytest.mark.parametrize("name", [b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"FlateDecode"])
def test_pictures_that_lie_about_their_size_do_no_harm(told, open_file, name):
    told()
    with pytest.raises((OverBudget, FileDamaged, NoText)):
        open_file(lying_pdf(100_000, 100_000, name), "r.pdf")


def test_a_false_number_of_pages_is_refused(told, open_file):
    told()
    with pytest.raises((OverBudget, FileDamaged)):
        open_file(lying_pdf(10, 10, b"FlateDecode", 1_000_000), "r.pdf")


def test_pdfs_with_text_are_read_and_drawn_where_pillow_is_not_installed(tmp_path):
    (tmp_path / "r.pdf").write_bytes(make_pdf(ONE))
    program = f"""
import sys
sys.modules["PIL"] = None
from pathlib import Path
from loupe.model.errors import NeedsOcr
from loupe.reading.paper import read_paper, read_picture
from loupe.reading.paper.pages import page_picture
from loupe.reading.values import ReadingLimits, ReadJob, no_step
job = ReadJob(Path({str(tmp_path / "r.pdf")!r}), "r.pdf")
print(len(read_paper(job, ReadingLimits(), no_step).passages), len(page_picture(job.path, "pdf", 1, 100).png) > 100)
try:
    read_picture(job, ReadingLimits(), no_step)
except NeedsOcr as error:
    print(error.hint)
"""
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[0] == "3 True"
    assert "loupe-workbench[scans]" in out.splitlines()[1]


# Pages for the eye


def test_a_page_is_drawn_for_a_viewer(tmp_path):
    (tmp_path / "r.pdf").write_bytes(make_pdf(ONE, rotate=90))
    drawn = page_picture(tmp_path / "r.pdf", "pdf", 1, 300)
    with Image.open(io.BytesIO(drawn.png)) as image:
        assert image.size == (300, 450)
        assert image.getpixel((2, 2)) == (255, 255, 255)
        assert image.convert("L").getextrema()[0] < 160
    assert (drawn.width, drawn.height) == (400, 600)
    with pytest.raises(FileDamaged):
        page_picture(tmp_path / "r.pdf", "pdf", 2, 300)


def test_a_picture_is_drawn_as_its_boxes_count_it(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "p.jpg").write_bytes(saved(Image.new("CMYK", (600, 300)), "JPEG", exif=exif, dpi=(150, 150)))
    drawn = page_picture(tmp_path / "p.jpg", "picture", 1, 100)
    with Image.open(io.BytesIO(drawn.png)) as image:
        assert image.size == (100, 200)
    assert (drawn.width, drawn.height) == pytest.approx((144, 288))
    (tmp_path / "b.png").write_bytes(png_of_size(2**30, 2**30))
    with pytest.raises(OverBudget):
        page_picture(tmp_path / "b.png", "picture", 1, 100)


# With the real recogniser


SIGN = [
    (30, 40, "The vault of Antwerp was opened"),
    (30, 100, "at night by five men, says Peys."),
    (30, 160, "Déjà vu: 1.250,50 € in Łódź."),
]
SIGN_WORDS = " ".join(words for _, _, words in SIGN).split()


@REAL
@pytest.mark.parametrize(("turn", "skew"), [(0, 3), (90, 0), (180, -2), (270, 0)])
def test_real_writing_is_read_however_the_paper_lies(open_file, turn, skew):
    upright = paper(SIGN)
    image = upright.rotate(turn + skew, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    reading = open_file(saved(image), "p.png")
    found = {reading.text[w.start : w.end]: w for w in reading.words}
    assert [reading.text[w.start : w.end] for w in reading.words][:12] == SIGN_WORDS[:12]
    # All ink of a page with one word lies in that word's box.
    word = found["Antwerp"]
    assert word.confidence > 0.9
    only = paper([(30 + round(_length("The vault of ")), 40, "Antwerp")])
    only = only.rotate(turn + skew, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert ink_in(only, word.place.box) > 0.93


def _length(words, height=28):
    return ImageFont.load_default(height).getlength(words)


@REAL
def test_the_number_of_threads_changes_nothing():
    from loupe.reading.paper.recognizers import choose_recognizer

    picture = np.asarray(paper(SIGN))
    one, two = (choose_recognizer("rapidocr", threads).read(picture, lambda: None) for threads in (1, 2))
    assert one == two


@pytest.mark.skipif(find_recognizer("tesseract") is None, reason="tesseract is not installed")
def test_tesseract_reads_a_turned_page():
    from loupe.reading.paper.pagelines import page_lines
    from loupe.reading.paper.recognizers import choose_recognizer

    lines = [(40, 40 + 44 * n, "The vault of Antwerp was opened at night") for n in range(8)]
    upright = paper(lines, (700, 420))
    recognizer = choose_recognizer("tesseract")
    found = recognizer.read(np.asarray(upright.rotate(180).rotate(2, fillcolor=255)), lambda: None)
    assert (found.frame.turned, round(found.frame.skew)) == (180, -2)
    read = page_lines(found, 1, 1.0)
    assert sum("vault of Antwerp" in line.text for line in read) >= 6
    first = next(word for word in read[0].words if read[0].text[word.start : word.end] == "vault")
    # The first line of the paper is the last of the picture.
    assert first.box[1] > 300


@REAL
def test_writing_in_letters_that_are_not_known_is_not_passed_over_in_silence():
    from loupe.reading.paper.inkwords import unread_share

    crop = np.asarray(paper([(0, 8, "The vault was opened")], (300, 48), 30))
    columns = [round(_length("The vault was opened"[:at]) / 8) for at in range(1, 21)]
    assert unread_share(columns, crop, 8) < 0.05
    assert unread_share(columns[:3], crop, 8) > 0.5
    assert unread_share([], crop, 8) == 1.0
    assert unread_share([], np.full((48, 300), 255, np.uint8), 8) == 0.0


def test_a_blank_that_was_swallowed_is_put_back_and_no_other():
    from loupe.reading.paper.inkwords import split_words

    line = "He went to the second. The vault, 1.250 ft."
    crop = np.asarray(paper([(0, 8, line)], (700, 48), 30))
    at = [round((_length(line[:n], 30) + _length(line[: n + 1], 30)) / 16 - 0.5) for n in range(len(line))]
    swallowed = line.index(" The")
    text, columns = line[:swallowed] + line[swallowed + 1 :], at[:swallowed] + at[swallowed + 1 :]
    words = split_words(text, columns, [0.9] * len(text), crop, 8, lambda a, b: (a, 0, b, 48))
    assert [word.text for word in words] == line.split()
    assert all(a.box[2] <= b.box[0] for a, b in pairwise(words))


@pytest.mark.parametrize(
    "words", ["oscar saw no one", "gypsy pigs quay", "The BOLD hill", "men, soon; so", "Type (48)"]
)
def test_the_type_size_does_not_hang_on_the_letters(words):
    from loupe.reading.paper.inkwords import type_size

    crop = np.asarray(paper([(4, 6, words)], (300, 48), 30)).copy()
    crop[:2, 40:60] = 0  # something of the line above
    assert type_size(words, crop) == pytest.approx(32, rel=0.2)


def test_a_program_that_fails_is_told_and_ends_nothing_else(monkeypatch, told, open_file, tmp_path):
    from loupe.reading.paper.tesseract import TesseractRecognizer

    def fails(**_):
        return TesseractRecognizer(str(tmp_path / "no-such-program"))

    told()
    monkeypatch.setattr(desk, "choose_recognizer", fails)
    with pytest.raises(NeedsOcr, match=r"^p\.png could not be recognised: the program tesseract failed"):
        open_file(saved(paper([])), "p.png")
    with pytest.raises(NeedsOcr, match=r"^r\.pdf could not be recognised"):
        open_file(make_pdf("picture"), "r.pdf")
    reading = open_file(make_pdf(ONE, "picture"), "r.pdf")
    assert reading.notes[0].startswith("Not recognised: page 2 of 2. r.pdf could not be recognised")


# Light and slope


def test_a_shadow_is_taken_from_the_paper_and_nothing_from_an_even_page():
    from loupe.reading.paper.light import even_light

    page = np.asarray(paper([(60, 60 + 40 * n, "Words on a page of paper") for n in range(12)], (600, 600)))
    shadow = (page * np.linspace(0.45, 1.0, 600)).astype(np.uint8)
    lit = even_light(shadow)
    assert np.median(lit[:, :100]) > 235
    assert lit[page < 60].max() < 150
    assert even_light(page) is page
    night = 255 - page
    assert even_light(night) is night


def test_specks_are_smoothed_and_print_is_left_alone():
    from loupe.reading.paper.light import without_specks

    page = np.asarray(paper([(60, 60 + 40 * n, "Words, on a page of paper: i.e. so.") for n in range(12)], (600, 600)))
    assert without_specks(page) is page
    chance = np.random.default_rng(3).random(page.shape)
    strewn = np.where(chance < 0.01, 0, np.where(chance > 0.99, 255, page)).astype(np.uint8)
    smooth = without_specks(strewn)
    assert np.mean(smooth[:50] < 128) < 0.0005
    assert np.mean((smooth < 128) & (page < 60)) > 0.7 * np.mean(page < 60)
    tiny = np.zeros((2, 2), np.uint8)
    assert without_specks(tiny) is tiny


@pytest.mark.parametrize("slope", [-6.0, -1.5, 0.0, 3.0])
def test_the_slope_of_lines_is_measured_without_reading_them(slope):
    from loupe.reading.paper.upright import measure_skew

    page = paper([(60, 40 + 40 * n, "Words on a page of paper, line") for n in range(14)], (700, 640))
    turned = page.rotate(-slope, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert measure_skew(np.asarray(turned)) == pytest.approx(slope, abs=0.25)
    assert measure_skew(np.full((50, 50), 255, np.uint8)) == 0.0


# Broken files of every kind


BROKEN = {
    "p.png": saved(paper([(5, 5, "Words")], (80, 40))),
    "p.gif": saved(paper([(5, 5, "Words")], (80, 40)), "GIF"),
    "p.tif": saved(paper([(5, 5, "Words")], (80, 40)), "TIFF", compression="packbits"),
    "p.jpg": photograph("2003:02:16 04:12:07", ANTWERP),
    "r.pdf": scan_pdf(words=PROSE, mode=3),
}


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(BROKEN)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.2, 1),
)
def test_broken_files_are_read_or_refused_with_a_reason(told, open_file, name, changes, kept):
    data = bytearray(BROKEN[name])
    for where, value in changes:
        data[int(where * len(data))] = value
    told(seen([(5, 5, "Words")]))
    refused: ReadError | None = None
    try:
        open_file(bytes(data[: max(1, int(kept * len(data)))]), name)
    except ReadError as error:
        refused = error
    assert refused is None or (str(refused).startswith(name) and refused.hint)

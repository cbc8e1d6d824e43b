"""Pages are drawn in the limited process of the readers, one at a time; what is hostile or broken is refused there."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from loupe.engine import Case
from loupe.engine.pages.drawing import Drawing
from loupe.engine.settings import parse_settings
from loupe.model import PagePlace
from loupe.model.errors import FileEncrypted, FormatUnknown, OverBudget, ReadError
from loupe.reading import ReadingLimits, ReadJob, read_file
from loupe.store import Store

SETTINGS = parse_settings("")


def pdf(draw, **options) -> bytes:
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=(300, 200), invariant=1, **options)
    draw(made)
    made.showPage()
    made.save()
    return out.getvalue()


def words(made):
    made.setFont("Helvetica", 12)
    made.drawString(20, 150, "The vault held boxes.")


@pytest.fixture
def case(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(words))
    (tmp_path / "secret.pdf").write_bytes(pdf(words, encrypt="password"))
    scan = Image.new("L", (300, 100), 255)
    scan.paste(0, (10, 10, 40, 40))
    scan.save(tmp_path / "scan.png")
    with Case.create(tmp_path / "case") as made:
        made.add(*(tmp_path / name for name in ("a.pdf", "secret.pdf", "scan.png")))
    return tmp_path / "case"


def drawn(case, name, number=1, settings=SETTINGS, *, readonly=False):
    with Store.open(case, readonly=readonly) as store:
        source = next(s for s in store.sources() if s.name == name)
        drawing = Drawing(store)
        try:
            page = drawing.page(source, number, settings)
            return page, page.picture.read_bytes()
        finally:
            drawing.close()


def test_a_page_comes_with_its_size_and_the_boxes_of_its_words(case):
    page, picture = drawn(case, "a.pdf")
    assert Image.open(io.BytesIO(picture)).size == (1400, 934)
    assert (page.width, page.height) == (300, 200)
    [line] = page.lines
    assert line.text == "The vault held boxes."
    assert [line.text[a:b] for a, b, _ in line.words] == ["The", "vault", "held", "boxes."]
    lefts = [box[0] for _, _, box in line.words]
    assert lefts == sorted(lefts)
    assert lefts[0] == pytest.approx(20, abs=1)


def test_a_picture_file_is_its_only_page(case):
    page, picture = drawn(case, "scan.png")
    assert page.lines == ()
    assert Image.open(io.BytesIO(picture)).size == (300, 100)
    with pytest.raises(ReadError):
        drawn(case, "scan.png", 2)


def test_a_locked_file_is_refused_by_the_name_that_the_person_knows(case):
    with pytest.raises(FileEncrypted, match=r"^secret\.pdf opens only with a password"):
        drawn(case, "secret.pdf")


def test_too_many_pixels_are_refused_in_the_cell(tmp_path):
    picture = Image.new("L", (3000, 3000), 128)
    path = tmp_path / "large.pdf"
    path.write_bytes(pdf(lambda made: made.drawImage(ImageReader(picture), 0, 0, 300, 200)))
    (tmp_path / "scratch").mkdir()
    job = ReadJob(path, "large.pdf", tmp_path / "scratch", task="page", page=1)
    with pytest.raises(OverBudget):
        read_file(job, ReadingLimits(max_pixels=1_000_000))
    assert list((tmp_path / "scratch").iterdir()) == []


def test_only_pages_are_drawn_and_only_where_there_is_a_folder_for_them(tmp_path):
    (tmp_path / "a.txt").write_text("The vault held boxes.")
    (tmp_path / "scratch").mkdir()
    with pytest.raises(FormatUnknown):
        read_file(ReadJob(tmp_path / "a.txt", "a.txt", tmp_path / "scratch", task="page"))
    (tmp_path / "a.pdf").write_bytes(pdf(words))
    with pytest.raises(FormatUnknown):
        read_file(ReadJob(tmp_path / "a.pdf", "a.pdf", None, task="page"))


def test_what_was_drawn_is_not_drawn_again_and_what_is_damaged_is(case):
    page, first = drawn(case, "a.pdf")
    before = page.picture.stat().st_mtime_ns
    assert drawn(case, "a.pdf")[0].picture.stat().st_mtime_ns == before
    page.picture.with_suffix(".json").write_text("{}")
    again, second = drawn(case, "a.pdf")
    assert again.lines == page.lines
    assert second == first


def test_a_picture_that_was_swapped_for_a_link_is_drawn_anew(case, tmp_path):
    page, first = drawn(case, "a.pdf")
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody else's business")
    page.picture.unlink()
    page.picture.symlink_to(secret)
    again, second = drawn(case, "a.pdf")
    assert second == first
    assert not again.picture.is_symlink()
    assert secret.read_text() == "nobody else's business"


def test_a_case_that_is_only_read_is_drawn_from_without_writing_to_it(case):
    _, picture = drawn(case, "a.pdf", readonly=True)
    assert picture.startswith(b"\x89PNG")
    assert not (case / "pages").exists()


def test_many_who_ask_at_once_get_the_same_page(case):
    with Store.open(case) as store:
        source = next(s for s in store.sources() if s.name == "a.pdf")
        drawing = Drawing(store)
        pages = []
        threads = [threading.Thread(target=lambda: pages.append(drawing.page(source, 1, SETTINGS))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(pages) == 4
    assert len(set(pages)) == 1
    assert sorted(path.name for path in (case / "pages").iterdir()) == [source.sha256]


def test_the_lines_of_a_page_are_told_with_their_places(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(words))
    (tmp_path / "scratch").mkdir()
    reading = read_file(ReadJob(tmp_path / "a.pdf", "a.pdf", tmp_path / "scratch", task="page"))
    assert [part.place for part in reading.parts] == ["300.00 200.00"]
    assert all(isinstance(word.place, PagePlace) for word in reading.words)

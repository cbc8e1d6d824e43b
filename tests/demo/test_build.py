"""The demo case is whole: its files are the same on every run, open in their formats, and its gold sheet is sound."""

import csv
import importlib.util
import re
import sys
import zipfile
from email import policy
from email.parser import BytesParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pysubs2
import pytest
from lxml import etree, html

from loupe.model import GRADES, VERDICTS

DEMO = Path(__file__).resolve().parents[2] / "demo"
PLAIN_NAMES = {"Associated Press", "CNN", "The Guardian", "Daily Telegraph"}


def _load():
    spec = importlib.util.spec_from_file_location("demo_build", DEMO / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


demo = _load()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo") / "archive"
    demo.build(out)
    return out


def _sheet(archive):
    with (archive / "sources.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def _gold():
    with (DEMO / "gold.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def _cues():
    """(speaker, words) of each cue of the film; the speaker holds until another one begins."""
    cues, speaker = [], None
    for event in pysubs2.load(str(DEMO / "film.srt")):
        words = event.plaintext.replace("\n", " ")
        if named := re.match(r"([A-Z][A-Z ]+): (.*)", words):
            speaker, words = named.groups()
        cues.append((speaker, words))
    return cues


def _open_epub(path):
    with zipfile.ZipFile(path) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        package = etree.fromstring(book.read("OEBPS/content.opf"))
        names = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
        chapters = [names[ref.get("idref")] for ref in package.iterfind(".//{*}itemref")]
        return " ".join("".join(etree.fromstring(book.read(f"OEBPS/{name}")).itertext()) for name in chapters)


def _open(path):
    """The words of the file, read with the format's own parser."""
    kind = path.suffix
    if kind in {".txt", ".md"}:
        return path.read_text("utf-8")
    if kind == ".html":
        return html.parse(str(path), html.HTMLParser(encoding="utf-8")).find(".//article").text_content()
    if kind == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return " ".join(page.get_textpage().get_text_range() for page in document)
    if kind == ".docx":
        return " ".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    if kind == ".epub":
        return _open_epub(path)
    if kind == ".eml":
        return BytesParser(policy=policy.default).parsebytes(path.read_bytes()).get_body().get_content()
    return " ".join(event.plaintext for event in pysubs2.load(str(path)))


def _squeezed(text):
    return " ".join(text.split())


def test_same_bytes_on_every_run(archive, tmp_path):
    demo.build(tmp_path)
    first = {path.name: path.read_bytes() for path in archive.iterdir()}
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_no_file_says_when_it_was_made(archive):
    for path in archive.iterdir():
        if path.suffix in {".docx", ".epub"}:
            with zipfile.ZipFile(path) as packed:
                assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}, path.name
        if path.suffix == ".pdf":
            assert set(re.findall(rb"D:(\d{4})", path.read_bytes())) == {b"2000"}


def test_enough_sources_in_enough_formats(archive):
    files = [row["file"] for row in _sheet(archive)]
    assert len(files) >= 16
    assert len({Path(name).suffix for name in files}) >= 7
    assert {path.name for path in archive.iterdir()} == {*files, "sources.csv", "film.srt"}


@pytest.mark.parametrize("note", demo.read_notes(), ids=lambda note: note.stem)
def test_note_opens_and_says_whom_it_retells(archive, note):
    assert note.meta["retells"]
    text = _squeezed(_open(archive / note.file))
    assert note.credit in text
    last = note.rest[-1][1].splitlines()[-1].split(": ", 1)[-1]
    assert _squeezed(last) in text, "the file ends before the note does"
    words = sum(len(block.split()) for _, block in note.blocks)
    assert 120 <= words <= 400


def test_pdf_paragraph_runs_over_the_page_break(archive):
    with pypdfium2.PdfDocument(archive / "wired.pdf") as document:
        assert len(document) == 2
        pages = [_squeezed(page.get_textpage().get_text_range()) for page in document]
    text = next(block for _, block in demo._parse(DEMO / "notes" / "wired.md").blocks if "Now what" in block)
    assert _squeezed(text)[:60] in pages[0]
    assert _squeezed(text)[-60:] in pages[1]
    assert not pages[0].endswith(".")


def test_sheet_resolves(archive):
    rows = _sheet(archive)
    assert tuple(rows[0]) == demo.COLUMNS
    known = {row["file"] for row in rows} | {"film.srt"} | PLAIN_NAMES
    for row in rows:
        assert row["reliability"] in GRADES
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["date"])
        assert set(filter(None, row["draws_on"].split(";"))) <= known - {row["file"]}, row["file"]


def test_carriers_share_the_dispatch_word_for_word(archive):
    dispatch = _squeezed(_open(archive / "ap-dispatch.txt"))
    shared = dispatch[dispatch.index("Investigators have found") : dispatch.index("Whatever the four")]
    assert len(shared.split()) > 90
    assert shared in _squeezed(_open(archive / "seattle-times.html"))
    assert shared.strip() in _squeezed(_open(archive / "southeast-missourian.txt"))


def test_film_is_six_minutes_of_four_speakers():
    events = pysubs2.load(str(DEMO / "film.srt"))
    assert 85 <= len(events) <= 110
    assert 330_000 <= events[-1].end <= 390_000
    assert all(a.end < b.start for a, b in pairwise(events))
    assert {speaker for speaker, _ in _cues()} == {
        "NARRATOR", "DETECTIVE PEYS", "SECOND DETECTIVE", "NOTARBARTOLO",
    }  # fmt: skip


def test_gold_points_at_the_words_of_the_film(archive):
    cues, files = _cues(), {row["file"] for row in _sheet(archive)}
    seen = set()
    for row in _gold():
        first, last = int(row["line"]), int(row["last_line"])
        seen.update(range(first, last + 1))
        assert row["words"] in " ".join(words for _, words in cues[first - 1 : last])
        assert {speaker for speaker, _ in cues[first - 1 : last]} == {row["speaker"]}
        assert row["verdict"] in VERDICTS
        assert row["reason"]
        assert set(filter(None, f"{row['for']};{row['against']}".split(";"))) <= files
    assert seen == set(range(1, len(cues) + 1)), "lines without a gold row"


def _origins(names, draws_on):
    """How many of the files stand side by side with no root in common; what draws on the film counts for nothing.

    A digest of three sources adds nothing to them, and takes nothing away: the files with the fewest roots go first.
    """
    taken, count = set(), 0
    for roots in sorted((_roots(name, draws_on) for name in names), key=lambda found: (len(found), sorted(found))):
        if "film.srt" not in roots and not roots & taken:
            taken |= roots
            count += 1
    return count


def _roots(name, draws_on):
    above = draws_on.get(name)
    return set().union(*(_roots(other, draws_on) for other in above)) if above else {name}


def test_gold_keeps_the_policy(archive):
    draws_on = {row["file"]: list(filter(None, row["draws_on"].split(";"))) for row in _sheet(archive)}
    for row in _gold():
        supporting = _origins(filter(None, row["for"].split(";")), draws_on)
        against = bool(row["against"])
        fits = {
            "corroborated": supporting >= 2 and not against,
            "contested": supporting >= 1 and against,
            "contradicted": against,
            "uncorroborated": supporting <= 1 and not against,
            "not checkable": not row["for"] and not against,
        }
        assert fits[row["verdict"]], row["words"]


def test_every_verdict_is_in_the_gold():
    assert {row["verdict"] for row in _gold()} == set(VERDICTS)


def test_zip_members_are_stored_once(archive):
    for path in archive.glob("*.docx"):
        with zipfile.ZipFile(BytesIO(path.read_bytes())) as packed:
            names = packed.namelist()
            assert packed.testzip() is None
            assert len(names) == len(set(names))

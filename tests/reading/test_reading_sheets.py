"""Tables: a row is a passage with the names of its columns."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from direct import places, read_as, read_or_refuse, said, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ole_samples import make_ole
from openpyxl.comments import Comment

from loupe.model import RowPlace
from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown, OverBudget
from loupe.reading import ReadingLimits
from loupe.reading.office.numbers import show_number
from loupe.reading.office.table import column_letters, is_words


def save(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return save(book)


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    loot = book.active
    loot.title = "Loot"
    for row in (
        ["The loot of the heist"], [], ["Item", "Value", "Found", "Share", "When"],
        ["Ring", 1234567.5, date(2003, 2, 15), 0.25, time(14, 30)], ["Pearl", 12, datetime(2003, 2, 16, 9, 5), True, None],
        [], ["Source: police"],
    ):  # fmt: skip
        loot.append(row)
    loot["B4"].number_format, loot["D4"].number_format = "€#,##0.00", "0%"
    loot.row_dimensions[5].hidden = loot.column_dimensions["D"].hidden = True
    loot["B8"] = "=B4+1"
    loot["B4"].comment = Comment("Not sure of it", "Zed")
    secret = book.create_sheet("Secret")
    secret.sheet_state = "hidden"
    for row in (["Town", "Name"], ["Antwerp", "Ann"], [None, "Bob"]):
        secret.append(row)
    secret.merge_cells("A2:A3")
    book.properties.title, book.properties.creator = "Report", "A. Writer"
    reading = read_as("xlsx", save(book), tmp_path)
    assert said(reading) == [
        ("table-row", None, "The loot of the heist"),
        ("table-row", None, "Item; Value; Found; Share; When"),
        ("table-row", None, "Item: Ring; Value: €1,234,567.50; Found: 2003-02-15; Share: 25%; When: 14:30:00"),
        ("table-row", None, "Item: Pearl; Value: 12; Found: 2003-02-16 09:05:00; Share: TRUE"),
        ("table-row", None, "Source: police"),
        ("paragraph", "Zed", "Not sure of it"),
        ("table-row", None, "Town; Name"),
        ("table-row", None, "Town: Antwerp; Name: Ann"),
        ("table-row", None, "Town: Antwerp; Name: Bob"),
    ]
    assert reading.passages[2].locator.segments[0].place == RowPlace(4, "Loot")
    assert places(reading)[-1] == "sheet Secret, row 3"
    assert "Comment on B4: Not sure of it" in reading.text
    assert (reading.title, reading.maker, reading.kind) == ("Report", "A. Writer", "table")
    notes = " ".join(reading.notes)
    for said_of_it in (
        "Sheets that are hidden in the file, read all the same: Secret.", "hidden in the file, read all the same: 5.",
        "hidden in the file, read all the same: D.", "without a stored result, not read: 1", "in each of them (1 rows)",
    ):  # fmt: skip
        assert said_of_it in notes


def test_the_only_sheet_is_not_named(tmp_path):
    assert places(read_as("xlsx", sheet(["A", "B"], [1, 2]), tmp_path)) == ["row 1", "row 2"]


def test_stored_results_of_formulas_are_used(tmp_path):
    data = sheet(["Item", "Value"], ["Ring", "=1+1"])
    with_result = rewrite(data, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>", b"<v />", b"<v>2</v>")
    reading = read_as("xlsx", with_result, tmp_path)
    assert words(reading) == ["Item; Value", "Item: Ring; Value: 2"]


def rewrite(data: bytes, member: str, *pairs: bytes) -> bytes:
    """The zip file with pairs of bytes replaced in one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == member:
                for before, after in zip(pairs[::2], pairs[1::2], strict=True):
                    content = content.replace(before, after)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["Name", "Age"], ["Ann", 33]], "Name: Ann; Age: 33", id="numbers under words"),
        pytest.param([["Name", "Town"], ["Ann", "Paris"], ["Bob", "Rome"]], "Name: Bob; Town: Rome", id="words under words"),
        pytest.param([["Country", 2019, 2020], ["France", 5, 6]], "Country: France; 2019: 5; 2020: 6", id="years"),
        pytest.param([["Title"], ["Name", "Age"], ["Ann", 33]], "Name: Ann; Age: 33", id="a title above"),
        pytest.param([["Ann", 33], ["Bob", 44]], "Bob; 44", id="no names"),
        pytest.param([["Ann", "Paris"], ["Ann", "Rome"]], "Ann; Rome", id="a name that comes again"),
        pytest.param([["Name", "Name"], ["Ann", "Bob"]], "Ann; Bob", id="names twice"),
        pytest.param([["Name:", "Age"], ["Ann", None], [None, 44]], "Age: 44", id="empty cells"),
        pytest.param([["Name", "Age"], ["Ann", 33], [], ["Source", "police"]], "Name: Source; Age: police", id="a second block under the names"),
        pytest.param([["Name", "Age"], ["Ann", 33], [], ["Town", "Gems"], ["Rome", 5]], "Town: Rome; Gems: 5", id="a second table"),
        pytest.param([["Name", "Age"], ["Ann", 33], [], ["All names are changed"]], "All names are changed", id="a remark below"),
    ],
)  # fmt: skip
def test_names_of_columns(tmp_path, rows, expected):
    assert words(read_as("xlsx", sheet(*rows), tmp_path))[-1] == expected


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "General", "1234.5"), (0.1 + 0.2, "General", "0.3"), (1e20, "General", "1E+20"), (-5, "0", "-5"),
        (1234567.891, "#,##0.00", "1,234,567.89"), (0.256, "0.0%", "25.6%"), (-1234, "#,##0;(#,##0)", "(1,234)"),
        (0, '0.00;-0.00;"none"', "none"), (12345, '[$€-407]#,##0', "€12,345"), (5, '0" boxes"', "5 boxes"),
        (1_500_000, '0.0,,"M"', "1.5M"), (0.5, "#.##", ".5"), (3, "0.##", "3"), (7, "000", "007"), (2.5, "0", "3"),
        (42, '@', "42"), (0.5, "# ?/?", "0.5"), (5551234, "000-0000", "5551234"), (2.0, "[Red]0.0", "2.0"),
        (37667, "yyyy-mm-dd", "2003-02-15"), (37667.5, "dd/mm/yyyy hh:mm", "2003-02-15 12:00"), (0.25, "h:mm", "06:00"),
        (37667, "mmm-yy", "2003-02"), (37667, "yyyy", "2003"), (37667, "dddd d mmmm", "2003-02-15"),
        (1.5, "[h]:mm:ss", "36:00:00"), (59, "yyyy-mm-dd", "1900-02-28"), (61, "yyyy-mm-dd", "1900-03-01"),
        (-5, "yyyy-mm-dd", "-5"), (1e9, "yyyy-mm-dd", "1000000000"), (float("nan"), "0", "nan"),
        (36205, "[<100]0;0.0", "36205"),
    ],
)  # fmt: skip
def test_numbers_as_shown(value, code, shown):
    assert show_number(value, code) == shown


def test_days_since_1904():
    assert show_number(36205, "yyyy-mm-dd", since_1904=True) == "2003-02-15"


@given(st.floats(), st.text(st.sampled_from('0#?.,;%"\\[]<>=$-€ymdhs/E+@_* AMP'), max_size=20))
def test_any_number_in_any_format(value, code):
    assert isinstance(show_number(value, code), str)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [("Ann", True), ("Flat 3b", True), ("€1,234.50", False), ("12 %", False), ("2003-02-15", False), ("14:30", False), ("EUR 5", False), ("", False)],
)  # fmt: skip
def test_words_and_numbers(shown, expected):
    assert is_words(shown) is expected


def test_columns_are_named_as_in_a_spreadsheet():
    assert [column_letters(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def with_sheet(xml: str) -> bytes:
    return replaced(sheet(["x"]), {"xl/worksheets/sheet1.xml": xml.encode()})


def replaced(data: bytes, members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, members.get(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        pytest.param(SHEET.format('<row><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c><c><v>1</v></c></row>'), ["ab; 1"], id="no places"),
        pytest.param(SHEET.format('<row r="3"><c r="C3" t="s"><v>99</v></c><c r="A3" t="str"><v>x</v></c></row>'), ["x"], id="a string that is not there"),
        pytest.param(SHEET.format('<row r="999999999999"><c t="e"><v>#REF!</v></c></row>'), ["#REF!"], id="a row past all rows"),
        pytest.param(SHEET.format('<row r="5"><c><v>5</v></c></row><row r="2"><c><v>2</v></c></row>'), ["5", "2"], id="rows out of order"),
        pytest.param(SHEET.format('<row><c s="77"><v>1.5</v></c><c><v>word</v></c></row>'), ["1.5; word"], id="a style that is not there"),
    ],
)  # fmt: skip
def test_odd_sheets(tmp_path, xml, expected):
    assert words(read_as("xlsx", with_sheet(xml), tmp_path)) == expected


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SHEET.format("<row><c><v>&a;</v></c></row>"), id="another file"),
        pytest.param("<!--" + "x" * 70_000 + '--><!DOCTYPE x [<!ENTITY a "ha">]>' + SHEET.format("<row><c><v>&a;</v></c></row>"), id="late"),
        pytest.param(SHEET.format("<row>")[:-30], id="cut off"),
    ],
)  # fmt: skip
def test_hostile_sheets_are_refused(tmp_path, xml):
    with pytest.raises(FileDamaged, match=r"^x\.xlsx "):
        read_as("xlsx", with_sheet(xml), tmp_path)


def test_a_bomb_is_refused(tmp_path):
    data = with_sheet(SHEET.format("<row><c><v>1</v></c></row>" + " " * 60_000_000))
    with pytest.raises(OverBudget, match="zip bomb"):
        read_as("xlsx", data, tmp_path)


RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'


def test_a_binary_workbook(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("_rels/.rels", RELS)
        new.writestr("xl/workbook.bin", b"x")
    with pytest.raises(FormatUnknown, match="xlsb"):
        read_as("xlsx", out.getvalue(), tmp_path)


def test_a_locked_workbook(tmp_path):
    with pytest.raises(FileEncrypted, match=r"^x\.xlsx .*password"):
        read_as("xlsx", make_ole({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}), tmp_path)


def test_many_rows_are_streamed(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 50_001))
    reading = read_as("xlsx", with_sheet(SHEET.format(rows)), tmp_path, limits=ReadingLimits(max_ratio=10_000))
    assert len(reading.passages) == 50_000
    with pytest.raises(OverBudget, match="characters"):
        read_as("xlsx", with_sheet(SHEET.format(rows)), tmp_path, limits=ReadingLimits(max_ratio=10_000, max_characters=9000))  # fmt: skip


# Tables in text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("Name,Age\nAnn,33\n", ["Name; Age", "Name: Ann; Age: 33"], id="commas"),
        pytest.param("Name;Sum\nAnn;1,50\nBob;2,50\n", ["Name; Sum", "Name: Ann; Sum: 1,50", "Name: Bob; Sum: 2,50"], id="semicolons"),
        pytest.param("Name\tAge\nAnn\t33\n", ["Name; Age", "Name: Ann; Age: 33"], id="tabs"),
        pytest.param("Name|Age\nAnn|33\n", ["Name; Age", "Name: Ann; Age: 33"], id="bars"),
        pytest.param("sep=!\nName!Age\nAnn!33\n", ["Name; Age", "Name: Ann; Age: 33"], id="said by Excel"),
        pytest.param('Name,Note\nAnn,"two\nlines, and ""more"""\nBob,1\n', ["Name; Note", 'Name: Ann; Note: two lines, and "more"', "Name: Bob; Note: 1"], id="quoted lines"),
        pytest.param("\ufeffName,Age\r\nAnn,33\r\n", ["Name; Age", "Name: Ann; Age: 33"], id="a mark and the line ends of Windows"),
        pytest.param("Name\nAnn\nBob\n", ["Name", "Ann", "Bob"], id="one column"),
        pytest.param("Name,Age\nAnn,33,extra\n,,\nBob\n", ["Name; Age", "Name: Ann; Age: 33; extra", "Bob"], id="ragged"),
    ],
)  # fmt: skip
def test_tables_in_text(tmp_path, data, expected):
    assert words(read_as("csv", data, tmp_path)) == expected


def test_a_row_counts_as_the_spreadsheet_counts_it(tmp_path):
    assert places(read_as("csv", 'a,b\n"x\ny",1\n\nz,2\n', tmp_path)) == ["row 1", "row 2", "row 4"]


@pytest.mark.parametrize("coding", ["cp1252", "utf-16", "utf-8-sig", "utf-8"])
def test_codings_of_tables(tmp_path, coding):
    reading = read_as("csv", "Straße;Größe\nCafé;Müller\nRené;Zoë\n".encode(coding), tmp_path)
    assert words(reading)[1] == "Straße: Café; Größe: Müller"


def test_a_quotation_mark_that_is_never_closed(tmp_path):
    reading = read_as("csv", 'Name,Size\nAnn,"5\n' + "Bob,6\n" * 50_000, tmp_path)
    assert len(reading.passages) == 50_002
    assert words(reading)[1] == 'Name: Ann; Size: "5'
    assert "never closed" in reading.notes[0]


def test_a_cell_of_many_megabytes(tmp_path):
    reading = read_as("csv", 'a,b\n1,"' + "y" * 20_000_000 + '"\n', tmp_path)
    assert len(reading.passages) == 2
    with pytest.raises(OverBudget):
        read_as("csv", b"a,b\n1," + b"y" * 100_000_000, tmp_path, limits=ReadingLimits(max_characters=10_000_000))


# Old workbooks


def biff(*records: tuple[int, bytes]) -> bytes:
    """A sheet of Excel 2 written by hand."""
    whole = [(0x0009, struct.pack("<HH", 2, 0x10)), *records, (0x000A, b"")]
    return b"".join(struct.pack("<HH", code, len(raw)) + raw for code, raw in whole)


def label(row: int, column: int, text: str) -> tuple[int, bytes]:
    return 0x0004, struct.pack("<HH3sB", row, column, b"\0\0\0", len(text)) + text.encode("cp1252")


def number(row: int, column: int, value: float) -> tuple[int, bytes]:
    return 0x0003, struct.pack("<HH3sd", row, column, b"\0\0\0", value)


def test_an_old_workbook(tmp_path):
    pytest.importorskip("xlrd", reason="the extra office is not installed")
    data = biff(label(0, 0, "Name"), label(0, 1, "Größe"), label(2, 0, "Ann"), number(2, 1, 1.5))
    reading = read_as("xls", data, tmp_path)
    assert words(reading)[0] == "Name; Größe"
    assert words(reading)[1].endswith("1.5")
    assert places(reading) == ["row 1", "row 3"]


@pytest.mark.parametrize(
    "data",
    [pytest.param(b"<html><table>", id="a web page"), pytest.param(b"Name\tAge\n", id="text")],
)
def test_what_only_bears_the_name_of_an_old_workbook(tmp_path, data):
    with pytest.raises(FormatUnknown, match=r"^x\.xls is named"):
        read_as("xls", data, tmp_path)


# OpenDocument

ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="h">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>'
    "<office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)  # fmt: skip


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods(*tables: str, **members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", ODS.format("".join(tables)))
        for name, content in members.items():
            new.writestr(name.replace("_", "/").replace("/xml", ".xml"), content)
    return out.getvalue()


def test_an_open_sheet(tmp_path):
    one = (
        '<table:table table:name="Loot"><table:table-row>' + cell("Item") + cell("Found") + cell("Share")
        + '</table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row><table:table-row table:visibility="collapse">' + cell("Ring")
        + '<table:table-cell office:value-type="date" office:date-value="2003-02-15T00:00:00"><text:p>15 Feb</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25 %</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )  # fmt: skip
    two = f'<table:table table:name="Secret" table:style-name="h"><table:table-row>{cell("Words")}</table:table-row></table:table>'
    reading = read_as("ods", ods(one, two), tmp_path)
    assert words(reading) == ["Item; Found; Share", "Item: Ring; Found: 2003-02-15; Share: 25 %", "Words"]
    assert places(reading) == ["sheet Loot, row 1", "sheet Loot, row 5", "sheet Secret, row 1"]
    assert reading.notes == (
        "Sheets that are hidden in the file, read all the same: Secret.",
        "Rows that are hidden in the file, read all the same: 5.",
    )


def test_rows_that_are_repeated_without_end(tmp_path):
    wide = cell("x", 'table:number-columns-repeated="9999"')
    row = f'<table:table-row table:number-rows-repeated="99999999">{wide}</table:table-row>'
    reading = read_as("ods", ods(f"<table:table>{row}</table:table>"), tmp_path)
    assert len(reading.passages) == 1000
    assert "1,000 times" in reading.notes[0]


WHOLE = {
    "xlsx": sheet(["Item", "Value"], ["Ring", 5]),
    "ods": ods(f"<table:table><table:table-row>{cell('x')}</table:table-row></table:table>"),
    "xls": biff(label(0, 0, "Name"), number(1, 0, 1.5)),
}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_damaged_tables(tmp_path, form, changes):
    damaged = bytearray(WHOLE[form])
    for at, byte in changes:
        damaged[at % len(damaged)] = byte
    read_or_refuse(form, bytes(damaged), tmp_path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab1 ,;\t|\"'\n\n\r€é-.:"), max_size=200))
def test_any_text_as_a_table(tmp_path, text):
    read_or_refuse("csv", text, tmp_path)

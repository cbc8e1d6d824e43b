import csv
import io
import json
import re
import zipfile
from dataclasses import fields, replace
from itertools import pairwise

import jsonschema
import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from reading_back import docx_footnotes, docx_lines
from script_cases import DOCS, SCHEMA, empty_case, small_case, with_text

from loupe.publish import FORMATS, render_script
from loupe.publish.html import KEYS
from loupe.publish.rows import COLUMNS, DECISIONS, FOR_PEOPLE
from loupe.publish.table import CHECK_STATE, safe_cell
from loupe.publish.wording import GLYPHS, MEANINGS
from loupe.views import ClaimView, EvidenceView, GuessView, LineView, ScriptContext, SourceView
from loupe.views.contexts import SHOWN

HOSTILE = '<script>alert("1")</script>{{ 7*7 }}</style>--><img src=x onerror=alert(2)>&amp;'
BANNER = "Proposed by Loupe. Not reviewed: a person decides."


def page(context: ScriptContext) -> html.HtmlElement:
    return html.document_fromstring(render_script(context, "html").decode("utf-8"))


def rows(context: ScriptContext) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_script(context, "csv").decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["small", "hostile", "empty"])
def test_json_keeps_to_its_schema(name):
    context = {"small": small_case, "empty": empty_case, "hostile": lambda: with_text(HOSTILE)}[name]()
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(json.loads(render_script(context, "json")))) == []


def test_every_property_of_the_schema_is_described_and_required():
    objects = [SCHEMA, *(d for d in SCHEMA["$defs"].values() if d.get("type") == "object")]
    for schema in objects:
        assert schema["description"]
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert [name for name, value in schema["properties"].items() if not value.get("description")] == []


@pytest.mark.parametrize(
    ("value", "name"),
    [
        pytest.param(ClaimView, "claim", id="claim"),
        pytest.param(GuessView, "guess", id="guess"),
        pytest.param(EvidenceView, "evidence", id="evidence"),
        pytest.param(LineView, "line", id="line"),
        pytest.param(SourceView, "source", id="source"),
    ],
)
def test_the_schema_names_the_fields_of_the_context(value, name):
    assert set(SCHEMA["$defs"][name]["properties"]) == {field.name for field in fields(value)}


def test_the_documentation_names_every_column_key_and_sign():
    text = (DOCS / "script-format.md").read_text("utf-8")
    table = text[text.index("## Columns") : text.index("Sheet Evidence")]
    assert tuple(re.findall(r"^\| ([A-Z][^|]*?) \|", table, re.M)) == COLUMNS
    assert f"first column is {CHECK_STATE}" in text
    assert re.findall(r"^\| `(.)` \| (.*?) \|", text, re.M) == list(KEYS)
    for shown in SHOWN:
        assert f"| {GLYPHS[shown]} | {shown} |" in text
    assert len(set(GLYPHS.values())) == len(MEANINGS) == len(SHOWN)


def test_every_format_says_that_nothing_is_reviewed():
    context = small_case()
    assert page(context).xpath("normalize-space(//*[@class='banner'])") == BANNER
    assert docx_lines(render_script(context, "docx")).count(BANNER) == 1
    assert load_workbook(io.BytesIO(render_script(context, "xlsx")))["About"]["B1"].value == BANNER
    assert json.loads(render_script(context, "json"))["reviewed"] is False


def test_hostile_text_is_text_in_the_page():
    document = page(with_text(HOSTILE))
    assert len(document.xpath("//script")) == 1
    assert document.xpath("//img | //*[@onerror] | //iframe | //object | //link") == []
    assert len(document.xpath("//style")) == 2
    shown = document.xpath("//blockquote")[0].text_content()
    assert shown == HOSTILE
    assert document.xpath("//h1")[0].text_content() == HOSTILE
    assert "49" not in shown


def test_the_page_asks_for_nothing_from_outside():
    document = page(small_case())
    led = document.xpath("//a[not(starts-with(@href, '#'))]")  # a link asks for nothing until somebody follows it
    assert [(a.get("href"), a.get("rel")) for a in led] == [
        ("https://example.org/2003/four-held?a=1&b=2", "noopener noreferrer")
    ]
    for a in led:
        a.drop_tag()
    assert [a for a in document.xpath("//@href | //@src | //@srcset | //@action") if not a.startswith("#")] == []
    assert "url(http" not in document.xpath("string(//style)")
    assert "@import" not in document.xpath("string(//style)")


def test_every_link_in_the_page_leads_somewhere():
    document = page(small_case())
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in document.xpath("//@href[not(starts-with(., 'https://'))]")} <= set(ids)
    assert set(re.findall(r"url\(#([\w-]+)\)", document.xpath("string(//style)"))) <= set(ids)


def test_the_work_among_the_roots_is_called_so():
    shown = page(small_case()).xpath("//table[@class='sources']")[0].text_content()
    assert "The Vault (the work itself)" in shown
    assert "Wired (not in the archive)" in shown


def test_said_by_is_told_where_it_is_more_than_the_speaker():
    document = page(small_case())
    assert document.xpath("//*[@id='claim-4-1']//*[@class='teller']")[0].text_content() == "Said by: Peys → police"
    assert document.xpath("//*[@id='claim-5-1']//*[@class='teller']") == []


THEY = (
    "A guess: a person decides. “They” is taken to mean the thieves: the ones spoken of last. It rests on “The "
    "thieves” in line 1, 00:00:05–00:00:09. Certainty 0.87."
)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"rests_on": "", "passage_id": None}, "the name beside line 1, 00:00:05–00:00:09.", id="speaker"),
        pytest.param(
            {"rests_on": "", "line": None, "place": ""}, "a place that is not among the lines.", id="no such line"
        ),
    ],
)
def test_a_guess_says_where_it_comes_from_when_no_words_of_a_line_carry_it(fields, told):
    context = small_case()
    line = context.lines[1]
    [claim] = line.claims
    claim = replace(claim, guesses=(replace(claim.guesses[0], **fields),))
    context = replace(context, lines=(context.lines[0], replace(line, claims=(claim,)), *context.lines[2:]))
    [item] = page(context).xpath("//ul[@class='guesses']/li")
    assert f"the ones spoken of last. It rests on {told} Certainty 0.87." in " ".join(item.text_content().split())
    [cell] = [row["Guesses"] for row in rows(context) if row["Guesses"]]
    assert f"the ones spoken of last. It rests on {told} Certainty 0.87." in cell


def test_a_guess_stands_in_every_format_with_its_reason_and_place():
    context = small_case()
    [item] = page(context).xpath("//*[@id='claim-2-1']//ul[@class='guesses']/li")
    assert " ".join(item.text_content().split()) == THEY
    assert item.xpath(".//a/@href") == ["#line-1"]
    assert [row["Guesses"] for row in rows(context) if row["Claim"] == "claim 2.1"] == [THEY]
    assert THEY in "\n".join(docx_lines(render_script(context, "docx")))
    [guess] = json.loads(render_script(context, "json"))["lines"][1]["claims"][0]["guesses"]
    assert (guess["rests_on"], guess["line"], guess["reason"]) == ("The thieves", 1, "the ones spoken of last")


def test_a_guess_is_marked_in_the_text_by_more_than_colour():
    [text] = page(small_case()).xpath("//*[@id='claim-2-1']/p[@class='assertion']")
    assert text.text_content() == "[the thieves] rented the office in November 2000."
    assert [mark.text_content() for mark in text.xpath("./span[@class='guessed']")] == ["[the thieves]"]


def test_a_claim_without_a_guess_says_nothing_of_one():
    document = page(small_case())
    assert document.xpath("//*[@id='claim-1-1']//*[@class='guesses' or @class='guessed']") == []
    assert [row["Guesses"] for row in rows(small_case()) if row["Claim"] == "claim 1.1"] == [""]


def test_headings_are_in_order():
    levels = [int(h.tag[1]) for h in page(small_case()).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_colours_are_readable_in_light_and_dark():
    css = page(small_case()).xpath("string(//style)")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)[:2]
    )
    assert set(light) == set(dark)
    texts = [name for name in light if name not in ("paper", "sheet", "rule")]
    for scheme in (light, dark):
        for ground in ("paper", "sheet"):
            weak = {name: contrast(scheme[name], scheme[ground]) for name in texts}
            assert {name: value for name, value in weak.items() if value < 4.5} == {}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=1+1", id="equals"),
        pytest.param("+1", id="plus"),
        pytest.param("-1", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("\t=1", id="tab"),
        pytest.param("\r=1", id="return"),
        pytest.param("\n=1", id="line break"),
        pytest.param("  =1", id="spaces before"),
        pytest.param("\ufeff\u200b=1", id="invisible before"),
        pytest.param("\u00a0=1", id="no-break space before"),
        pytest.param("＝1+1", id="full-width equals"),
        pytest.param("＋1", id="full-width plus"),
        pytest.param("－1", id="full-width minus"),
        pytest.param("＠SUM", id="full-width at"),
        pytest.param("−1", id="minus sign"),
        pytest.param("﹢1", id="small plus"),
        pytest.param("|cmd", id="pipe"),
        pytest.param("%0A", id="percent"),
    ],
)
def test_a_csv_cell_that_might_compute_begins_with_a_quote(text):
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "109 of 189", "“=1”", "a=b", "’t was", " said", "–"])
def test_a_csv_cell_that_cannot_compute_stays_as_it_is(text):
    assert safe_cell(text) == text


def test_csv_is_rfc_4180_with_a_mark():
    data = render_script(with_text('a "quoted", word\r\nand a line'), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    [row] = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert row["Line text"] == 'a "quoted", word\r\nand a line'
    assert row["Claim"] == "claim 1.1"


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "https://example.org/", "{=1}", "12", "mailto:a@example.org", "internal:A1"]
)
def test_workbook_cells_are_strings(text):
    book = load_workbook(io.BytesIO(render_script(with_text(text), "xlsx")))
    values = dict(zip(COLUMNS, book["Claims"][2], strict=True))
    assert (values["Line text"].value, values["Line text"].data_type) == (text, "s")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_workbook_leaves_room_for_a_person():
    book = load_workbook(io.BytesIO(render_script(small_case(), "xlsx")))
    sheet = book["Claims"]
    for row in sheet.iter_rows(min_row=2):
        values = dict(zip(COLUMNS, (cell.value for cell in row), strict=True))
        assert [values[name] for name in FOR_PEOPLE] == [None] * 4
    [rule] = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", f'"{",".join(DECISIONS)}"', "V2:V7")


def test_csv_and_sheet_claims_hold_the_same():
    context = small_case()
    sheet = load_workbook(io.BytesIO(render_script(context, "xlsx")))["Claims"]
    cells = [
        ["" if value is None else str(value) for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    found = [list(row.values())[1:] for row in rows(context)]
    assert [[cell.removeprefix("claim ") for cell in row] for row in found] == cells


def test_every_footnote_mark_has_its_note():
    data = render_script(small_case(), "docx")
    marks = [int(n) for line in docx_lines(data) for n in re.findall(r"(?<!^)\[(\d+)\]", line)]
    assert marks == list(docx_footnotes(data)) == list(range(1, 8))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert b"footnotes.xml" in file.read("word/_rels/document.xml.rels")
        assert b"footnotes+xml" in file.read("[Content_Types].xml")
        assert b"w:footnotePr" in file.read("word/settings.xml")


def test_office_files_tell_no_time():
    for name in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(render_script(small_case(), name))) as file:
            assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not re.search(rb"20(2[4-9]|[3-9]\d)-\d\d-\d\dT", file.read("docProps/core.xml"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_work_without_claims_is_still_a_script(name):
    data = render_script(empty_case(), name)
    text = "\n".join(docx_lines(data)) if name == "docx" else data.decode("utf-8", "replace")
    assert name in ("xlsx", "csv") or "Good evening." in text


@pytest.mark.parametrize("name", FORMATS)
def test_text_that_no_file_may_hold_does_not_stop_the_script(name):
    assert render_script(with_text("NUL \x00, bell \x07, lone \ud800, end \uffff"), name)


def test_very_long_text_is_whole_in_html_and_json_and_cut_in_a_cell():
    text = "word " * 20_000
    context = with_text(text.strip())
    assert json.loads(render_script(context, "json"))["lines"][0]["text"] == text.strip()
    assert page(context).xpath("//blockquote")[0].text_content() == text.strip()
    cell = load_workbook(io.BytesIO(render_script(context, "xlsx")))["Claims"]["D2"].value
    assert len(cell) == 32_767
    assert cell.endswith("[cut here; the whole text is in the JSON]")
    assert Document(io.BytesIO(render_script(context, "docx"))).tables

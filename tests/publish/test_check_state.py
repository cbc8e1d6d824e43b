"""A script whose check was stopped, or is older than the case, says so first, in every format."""

import csv
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from lxml import html
from openpyxl import load_workbook
from reading_back import docx_lines
from script_cases import SCHEMA, empty_case, small_case

from loupe.engine import Case
from loupe.publish import render_script
from loupe.publish.rows import COLUMNS, DECISIONS

BANNER = "Proposed by Loupe. Not reviewed: a person decides."
AGAIN = "Run it again before you use this script."
STOPPED = f"1,483 claims of this work have not been judged yet: the check was stopped. {AGAIN}"
OLD = f"The archive, the policy, a model or Loupe has changed since this check. {AGAIN}"
STATES = [
    pytest.param({"waiting": 1483}, STOPPED, id="stopped"),
    pytest.param({"outdated": True}, OLD, id="outdated"),
    pytest.param(
        {"waiting": 1},
        f"1 claim of this work has not been judged yet: the check was stopped. {AGAIN}",
        id="one left",
    ),
]


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize(("state", "words"), STATES)
def test_the_page_says_so_under_its_banner(state, words):
    page = html.document_fromstring(render_script(replace(small_case(), **state), "html").decode("utf-8"))
    [caution] = page.xpath("//*[@class='banner']/following-sibling::*[1]")
    assert caution.text_content() == words
    assert caution.get("class") == "caution"


@pytest.mark.parametrize(("state", "words"), STATES)
def test_the_title_page_says_so_under_its_banner(state, words):
    lines = docx_lines(render_script(replace(small_case(), **state), "docx"))
    assert lines[lines.index(BANNER) + 1] == words


@pytest.mark.parametrize(("state", "words"), STATES)
def test_the_workbook_says_so_above_the_claims_and_under_about(state, words):
    book = load_workbook(io.BytesIO(render_script(replace(small_case(), **state), "xlsx")))
    assert [[cell.value for cell in row] for row in book["About"]["A1:B2"]] == [["Status", BANNER], ["Check", words]]
    for name in ("Claims", "Evidence"):
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == [words, *[None] * (sheet.max_column - 1)]
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith("A2:")
        assert sheet.print_title_rows == "$1:$2"
    claims = book["Claims"]
    assert tuple(cell.value for cell in claims[2]) == COLUMNS
    assert [row[4].value for row in claims.iter_rows(min_row=3)] == ["1.1", "2.1", "4.1", "4.2", "5.1", "5.2"]
    [rule] = claims.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == (f'"{",".join(DECISIONS)}"', "V3:V8")


@pytest.mark.parametrize(("state", "words"), STATES)
def test_every_row_of_the_csv_says_so_first(state, words):
    rows = table(render_script(replace(small_case(), **state), "csv"))
    assert [next(iter(row.items())) for row in rows] == [("Check state", words)] * 6


@pytest.mark.parametrize(("state", "words"), STATES)
def test_the_json_says_so_in_its_fields(state, words):
    document = json.loads(render_script(replace(small_case(), **state), "json"))
    assert {"waiting": document["waiting"], "outdated": document["outdated"]} == {
        "waiting": 0,
        "outdated": False,
        **state,
    }
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_a_whole_check_warns_of_nothing():
    context = small_case()
    assert html.document_fromstring(render_script(context, "html")).xpath("//*[@class='caution']") == []
    assert not any("Run it again" in line for line in docx_lines(render_script(context, "docx")))
    book = load_workbook(io.BytesIO(render_script(context, "xlsx")))
    assert [cell.value for cell in book["About"][2]] == ["Check", "complete"]
    assert tuple(cell.value for cell in book["Claims"][1]) == COLUMNS
    assert {row["Check state"] for row in table(render_script(context, "csv"))} == {"complete"}


def test_where_nothing_was_judged_no_format_looks_like_a_work_without_claims():
    context = replace(empty_case(), waiting=1483)
    page = render_script(context, "html").decode("utf-8")
    assert "No claim of these lines has been judged yet." in page
    assert "No claim was found" not in page
    assert "1,483 claims; 0 judged" in page
    [row] = table(render_script(context, "csv"))
    assert row == {"Check state": STOPPED, **dict.fromkeys(COLUMNS, "")}
    assert table(render_script(empty_case(), "csv")) == []
    assert load_workbook(io.BytesIO(render_script(context, "xlsx")))["Claims"]["A1"].value == STOPPED


# --- from a case ----------------------------------------------------------------------------------------------------


def write_subtitles(path, lines):
    cues = (f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{text}\n" for n, text in enumerate(lines, start=1))
    path.write_text("\n".join(cues), "utf-8")
    return path


@pytest.fixture
def ferry(tmp_path):
    """A case with one source, and twenty claims about a ferry beside it."""
    (tmp_path / "log.txt").write_text("The ferry Estrella carried 412 passengers on 3 March 1987.\n", "utf-8")
    write_subtitles(
        tmp_path / "film.srt", [f"The ferry Estrella carried {n} passengers on 3 March 1987." for n in range(401, 421)]
    )
    with Case.create(tmp_path / "case") as case:
        case.add(tmp_path / "log.txt")
        yield case


def test_a_check_that_was_stopped_counts_what_waits(ferry, tmp_path):
    def stop(done, of):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ferry.check(tmp_path / "film.srt", progress=stop)
    context = ferry.script_context()
    assert (context.claim_count, context.waiting, context.outdated) == (16, 4, False)
    ferry.check(tmp_path / "film.srt")
    context = ferry.script_context()
    assert (context.claim_count, context.waiting, context.outdated) == (20, 0, False)


def test_a_check_before_the_archive_grew_is_outdated(ferry, tmp_path):
    ferry.check(tmp_path / "film.srt")
    (tmp_path / "more.txt").write_text("The Estrella had 405 people aboard.\n", "utf-8")
    ferry.add(tmp_path / "more.txt")
    assert (ferry.script_context().waiting, ferry.script_context().outdated) == (0, True)
    ferry.check(tmp_path / "film.srt")
    assert ferry.script_context().outdated is False


def test_a_root_declared_by_its_id_is_called_by_its_file_name(ferry, tmp_path):
    trailer = write_subtitles(tmp_path / "trailer.srt", ["The ferry Estrella carried 412 passengers on 3 March 1987."])
    root = ferry.check(trailer).work
    ferry.add(tmp_path / "log.txt", draws_on=[root.id])
    ferry.check(tmp_path / "film.srt")
    labels = {card.origin_label for claim in ferry.script_context().claims for card in claim.evidence} - {None}
    assert labels == {"trailer.srt"}

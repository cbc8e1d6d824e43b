"""What commands print and write of hostile text: no terminal obeys it, no spreadsheet computes it, none of it runs."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import unicodedata
from contextlib import redirect_stderr, redirect_stdout

import pytest
from browsing import CHROMIUM, FLAGS, needs_chromium
from hostile_looks import WATCH
from lxml import etree
from payloads import PAYLOADS

from hostile import make_hostile
from loupe.cli import main
from loupe.cli.group import COMMANDS, loupe
from loupe.engine import Case
from loupe.model import toml_string

SIGNS = "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x1b\\\x9b2J\x9d0;owned\x9c\x07\x08\x7f\x85\u202e\u2066\u200f\u061c"
"""Colour, a link (OSC 8), 8-bit CSI and OSC, bell, backspace, delete, next line, and signs that turn the direction."""
FORMULA = '=HYPERLINK("https://evil.example","a")'
TEXTS = tuple(
    f"{begin} {' '.join(PAYLOADS[number::4])} {SIGNS}"
    for number, begin in enumerate((FORMULA, "+1+cmd|' /C calc'!A0", "@SUM(1)", "-1"))
)
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return make_hostile(tmp_path_factory.mktemp("signs"), TEXTS)


@pytest.fixture(scope="module")
def lines(case):
    """A line for every command; whoever adds a command says here how it is run."""
    files = case.parent
    (files / "cuts.edl").write_text(
        "TITLE: \x1b[31mred\x9b2J\n\n001  AX  V  C  00:00:00:00 00:00:10:00 01:00:00:00 01:00:10:00\n"
        "* FROM CLIP NAME: \x1b]8;;https://evil.example\x07\u202eclip\n"
    )
    odd = files / "odd \x1b[31m\x9b2J\u202e\nloupe: all is well.txt"
    odd.write_text(f"Otto opened 3 boxes {SIGNS} of 189.\n")
    with Case.open(case, readonly=True) as opened:
        source = next(s.id for s in opened.sources() if s.title and "HYPERLINK" in s.title)
        work = opened.works()[0].id
        claim = next(c for c in opened.claims() if c.checkable).id
        passage = opened.passages(source)[0].id
    return {
        "new": [["new", files / "another \x1b[31m\u202e", "--name", TEXTS[0]]],
        "add": [["add", case, odd, "--title", TEXTS[0], "--maker", SIGNS]],
        "film": [["film", case, source]],
        "check": [["check", case, work]],
        "open": [["open", files / "no such \x1b[31m\u202e"]],
        "decide": [["decide", case, claim, "contested", "--why", SIGNS], ["decide", case, SIGNS, "accept"]],
        "undo": [["undo", case]],
        "redo": [["redo", case]],
        "history": [["history", case], ["history", case, "--from", "0"], ["history", case, "--by", SIGNS]],
        "script": [["script", case, "--to", files / "s \x1b[31m.html"], ["script", case, "--to", files / SIGNS[:9]]],
        "tape": [["tape", files / "cuts.edl"], ["tape", files / "cuts.edl", "--at", "2", "--rate", "25"]],
        "correct": [["correct", case, source, "0", SIGNS, "b"]],
        "search": [["search", case, "boxes"], ["search", case, SIGNS]],
        "show": [*(["show", case, one] for one in (source, work, claim, passage, SIGNS)),
                 ["show", case, source, "--text"]],
        "sources": [["sources", case], ["sources", case, "--problems"]],
        "claims": [["claims", case]],
        "doubts": [["doubts", case]],
        "statements": [["statements", case], ["statements", case, "--about", SIGNS]],
        "people": [["people", case, "--all"], ["people", case, "--proposals"]],
        "same": [["same", case, SIGNS, "b"]],
        "times": [["times", case], ["times", case, "--unplaced"]],
        "public": [["public", case, source], ["public", case, SIGNS]],
        "publish": [["publish", case, "--to", files / "a \x1b[31m", "--by", SIGNS], ["publish", case, "--to", files]],
        "worth": [["worth", case]],
        "ask": [["ask", case], ["ask", case, TEXTS[0], "--picture", files / "ask.svg"],
                ["ask", case, TEXTS[0], "--history"]],
        "models": [["models", "list"]],
        "ledger": [["ledger", case, "--to", files / "ledger.csv"]],
        "layers": [["layers", case, "--picture", files / "layers.svg"]],
        "questions": [["questions", case, "--to", files / "questions.csv"]],
        "timeline": [["timeline", case, "--picture", files / "timeline.svg", "--to", files / "timeline.csv",
                      "--to", files / "timeline.json", "--to", files / "timeline.ics"]],
        "origins": [["origins", case, "--picture", files / "origins.svg"]],
        "conflicts": [["conflicts", case]],
        "mark": [["mark", case, claim, "--checkable", "--why", SIGNS]],
        "index": [["index", case]],
        "verify": [["verify", case]],
        "doctor": [["doctor", case]],
    }  # fmt: skip


def run(words):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        main([str(word) for word in words])
    return out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def said(lines):
    """What every command printed, in words and as JSON: command, arguments, output, errors."""
    return [
        (name, [*one, *also], *run([*one, *also]))
        for name, every in lines.items()
        for number, one in enumerate(every)
        for also in ([()] if number else [(), ("--json",)])
    ]


def test_every_command_is_run(lines):
    assert set(lines) == set(COMMANDS)


def test_no_command_prints_what_a_terminal_obeys(said):
    found = {name: sorted(set(OBEYED.findall(out + err))) for name, _, out, err in said if OBEYED.search(out + err)}
    assert found == {}
    assert sum("\ufffd" in out for _, _, out, _ in said) > 20, "the signs are there, and shown as something else"


def test_no_command_runs_into_a_fault_of_its_own(said):
    assert [name for name, _, _, err in said if "[bug]" in err] == []


def test_json_keeps_every_sign_as_an_escape(said):
    documents = {name: json.loads(out) for name, words, out, _ in said if words[-1] == "--json" and name != "show"}
    titles = {source["title"] for source in documents["sources"]["sources"]}
    assert set(TEXTS) <= titles


@pytest.mark.parametrize("words", [SIGNS, '"', "\\", "a\nb", *TEXTS])
def test_a_file_of_settings_gives_back_the_text_that_was_put_in(words):
    assert tomllib.loads(f"name = {toml_string(words)}")["name"] == words


def test_no_name_of_a_file_writes_a_line_of_its_own(said, case):
    odd = case.parent / "no\nloupe: all is well"
    refused = [run(words) for words in (["add", case, odd], ["check", case, odd], ["new", case, "--name", "a\nb"])]
    printed = [text for _, words, *texts in said for text in texts if words[-1] != "--json"]
    printed += [text for texts in refused for text in texts]
    assert any("all is well" in text for text in printed)
    assert not [line for text in printed for line in text.splitlines() if line.strip().startswith("loupe: all is well")
                and not line.startswith("        ")]  # fmt: skip


def test_help_and_misuse_print_nothing_raw():
    for words in ([SIGNS], ["sources", SIGNS, SIGNS], ["show", "a", f"--{SIGNS}"], ["claims", "a", "--verdict", SIGNS]):
        out, err = run(words)
        assert err
        assert not OBEYED.search(out + err), words


def computes(cell):
    """Whether a spreadsheet might take a cell for a formula: OWASP's signs first, past what cannot be seen."""
    seen = cell.lstrip("".join(c for c in cell if c.isspace() or unicodedata.category(c) in ("Cf", "Cc")))
    return any(text[:1] in tuple("=+-@|%\t\r\n") for text in (cell, unicodedata.normalize("NFKC", seen)) if text)


@pytest.mark.parametrize("name", ["ledger.csv", "questions.csv", "timeline.csv"])
def test_no_cell_of_a_table_computes(said, case, name):
    rows = list(csv.reader(io.StringIO((case.parent / name).read_text("utf-8-sig"))))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if computes(cell)] == []
    assert any(cell[:2] in ("'=", "'+", "'@", "'-") for row in rows for cell in row)


OWN = {"svg", "g", "text", "tspan", "rect", "line", "path", "title", "desc", "defs", "pattern", "style", "circle"}


def pictures():
    """Every command that draws a picture, by its options."""
    drawing = [name for name in COMMANDS for p in loupe.get_command(None, name).params if "--picture" in p.opts]
    return [pytest.param(name, id=name) for name in drawing]


@pytest.mark.parametrize("name", pictures())
def test_a_picture_is_well_formed_and_holds_text_only(said, case, name):
    root = etree.fromstring((case.parent / f"{name}.svg").read_bytes())
    for element in root.iter():
        assert etree.QName(element).localname in OWN
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on"), attribute
            assert "href" not in attribute
            assert "javascript:" not in value
    words = "".join(root.itertext())
    assert "<script>taken()</script>" in words or "<img src=x onerror=taken()>" in words


@needs_chromium
def test_no_picture_runs_when_it_is_opened(said, case):
    pytest.importorskip("playwright", reason="the browser tests need playwright")
    from playwright.sync_api import sync_playwright

    asked, told = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page()
        page.add_init_script(WATCH)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        files = sorted(case.parent.glob("*.svg"))
        for file in files:
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.tagName") == "svg"
            assert page.evaluate("window.ran") is None
            assert page.evaluate("document.querySelectorAll('script, image, foreignObject, a, use').length") == 0
        browser.close()
    assert len(files) == len(pictures())
    assert asked == [file.as_uri() for file in files]
    assert told == []


def test_timelinejs_gets_every_text_as_text(said, case):
    """TimelineJS puts headlines, texts, dates and the names of groups into its page as HTML."""
    slides = json.loads((case.parent / "timeline.json").read_text())
    assert slides["events"]
    for slide in slides["events"]:
        for text in (slide["text"]["headline"], slide["text"]["text"], slide["display_date"], slide.get("group", "")):
            assert re.sub(r"</?p>", "", text).count("<") == 0


def test_a_calendar_has_no_lines_but_its_own(said, case):
    text = (case.parent / "timeline.ics").read_bytes().decode()
    assert {line.split(":")[0].split(";")[0] for line in re.sub("\r\n ", "", text).split("\r\n") if line} <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "X-WR-CALDESC", "UID", "DTSTAMP", "DTSTART",
        "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP",
    }  # fmt: skip
    assert "\n" not in text.replace("\r\n", "")

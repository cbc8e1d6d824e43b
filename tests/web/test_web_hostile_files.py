"""Payloads in every file that leaves a case: the public folder, opened from a disk, and the annotated script."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile

import pytest
from browsing import CHROMIUM, FLAGS
from hostile_looks import OPEN_ALL, WATCH, harm
from lxml import etree
from payloads import PAYLOADS

from hostile import address
from loupe.engine import Case
from loupe.pages.rendering import FOLDER_POLICY
from loupe.publish import FORMATS, render_script
from loupe.publish.sheet import render_claims_xlsx
from loupe.publish.table import safe_cell

pytest.importorskip("playwright", reason="the browser tests need playwright")


@pytest.fixture(scope="module")
def case(hostile_built, tmp_path_factory):
    return shutil.copytree(hostile_built, tmp_path_factory.mktemp("files") / "case")


@pytest.fixture(scope="module")
def context(case):
    with Case.open(case, readonly=True) as opened:
        return opened.script_context(elsewhere=True)


@pytest.fixture(scope="module")
def scripts(context):
    return {form: render_script(context, form) for form in FORMATS}


@pytest.fixture(scope="module")
def site(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "<img src=x onerror=taken()>"
    with Case.open(case, readonly=True) as opened:
        opened.publish(folder, by=PAYLOADS[30], names=True, address="https://example.org/it/")
    return folder


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("no chromium at /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser):
    opened = browser.new_page()
    opened.add_init_script(WATCH)
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.on("dialog", lambda dialog: (opened.said.append(dialog.message), dialog.dismiss()))
    opened.on("request", lambda r: None if r.url.startswith("file:") else opened.said.append(r.url))
    yield opened
    opened.close()


# --- the public folder ---


def test_every_page_of_the_folder_shows_text(page, site):
    files = sorted(site.glob("*.html"))
    assert len(files) > len(PAYLOADS) - 10
    for file in files:
        page.goto(file.as_uri(), wait_until="load")
        page.evaluate(OPEN_ALL)
        policy = page.locator('head meta[http-equiv="Content-Security-Policy"]')
        assert policy.get_attribute("content") == FOLDER_POLICY
        assert harm(page) + page.said == [], file.name


def test_every_claim_of_the_folder_shows_text(page, site):
    page.goto((site / "film.html").as_uri())
    numbers = [head.get_attribute("data-number") for head in page.locator(".head-of").all()]
    assert len(numbers) > len(PAYLOADS) // 2
    for number in numbers:
        page.keyboard.press("j")
        page.wait_for_selector(f'#claim[data-number="{number}"]')
        assert harm(page) + page.said == [], number


def test_the_data_for_machines_is_one_inert_element(page, site):
    """ClaimReview holds the payloads as they are, and no sign in it can end the element that holds it."""
    texts = set()
    for file in sorted(site.glob("claims*.html")):
        html = file.read_text("utf-8")
        [packed] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        assert not set("<>&\u2028\u2029") & set(packed)
        for review in json.loads(packed)["@graph"]:
            texts.add(review["claimReviewed"])
            assert review["author"]["name"] == PAYLOADS[30]
            assert review["url"].startswith("https://example.org/it/claims")
            assert review["itemReviewed"].get("author", {"name": PAYLOADS[0]})["name"] in PAYLOADS
            assert review["itemReviewed"]["appearance"].get("url", "https:").startswith("https:")
    assert len(texts & set(PAYLOADS)) > len(PAYLOADS) // 2


def test_links_of_the_folder_lead_to_the_web_or_stay(page, site):
    """Of eleven kinds of addresses only those of the web become links."""
    went = set()
    for file in sorted(site.glob("sources-*.html")):
        html = file.read_text("utf-8")
        went |= set(re.findall(r'href="(\w+:[^"]*)"', html))
        assert "javascript:taken()" not in re.findall(r'(?:href|src)="([^"]*)"', html)
    assert "https://example.org/good" in went
    assert all(one.startswith("https://example.org/") for one in went)
    assert len({address(n, "x") for n in range(11)}) == 11


def test_no_name_of_a_file_comes_from_outside(site):
    for file in site.rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9._-]+", file.name), file.name


# --- the annotated script ---


def test_the_html_script_shows_text(page, scripts, tmp_path):
    file = tmp_path / "script.html"
    file.write_bytes(scripts["html"])
    page.goto(file.as_uri())
    page.evaluate(OPEN_ALL)
    for key in "jjooex?":
        page.keyboard.press(key)
    assert harm(page) + page.said == []
    assert page.locator("script").count() == 1


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def parsed(files):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return {
        name: etree.fromstring(data, parser) for name, data in files.items() if name.endswith((".xml", ".rels", ".vml"))
    }


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else "comment"


def leads_outside(files):
    """Relationships of an Office file that lead out of it."""
    return [
        element.get("Target")
        for name, root in parsed(files).items()
        if name.endswith(".rels")
        for element in root
        if element.get("TargetMode") == "External" or "hyperlink" in (element.get("Type") or "")
    ]


def test_the_word_document_holds_text_only(scripts):
    files = members(scripts["docx"])
    assert leads_outside(files) == []
    assert not [name for name in files if "vba" in name.lower() or "embed" in name.lower() or "activex" in name.lower()]
    written = ""
    for name, root in parsed(files).items():
        for element in root.iter():
            kind = local(element)
            assert kind not in ("hyperlink", "instrText", "altChunk", "object", "OLEObject", "control", "script"), name
            if kind == "fldSimple":
                assert set(element.values()) <= {"PAGE", "NUMPAGES"}
            if kind == "t":
                written += element.text or ""
    for words in PAYLOADS:
        assert words in written, words


def test_the_workbook_holds_text_only(scripts):
    files = members(scripts["xlsx"])
    assert leads_outside(files) == []
    kinds = {local(element) for root in parsed(files).values() for element in root.iter()}
    assert not kinds & {"f", "hyperlink", "hyperlinks", "externalReference", "ddeLink", "oleObject", "webPublishItem"}
    strings = {"".join(si.itertext()) for si in parsed(files)["xl/sharedStrings.xml"]}
    assert set(PAYLOADS) <= strings


MARKED = ("<r><t>a</t></r>", "<r></r>", "<r>&</r>", "=1+1", "_x003D_1", "javascript:taken()", "a\x1b[31m")


def test_a_cell_of_the_workbook_is_its_text(context):
    """XlsxWriter takes what begins with <r> and ends with </r> for markup of its own: a blank behind it says no."""
    openpyxl = pytest.importorskip("openpyxl", reason="the oracle that reads workbooks")
    book = openpyxl.load_workbook(io.BytesIO(render_claims_xlsx(context, [(1, *[one] * 24) for one in MARKED], "all")))
    cells = [row[2] for row in book["Claims"].iter_rows()][-len(MARKED) :]
    assert [cell.value.rstrip(" ") for cell in cells] == [one.replace("\x1b", "\ufffd") for one in MARKED]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for row in book["Claims"].iter_rows() for cell in row if cell.hyperlink]


BEGINNINGS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|calc", "%0", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
    "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", "\u22121", "\u202e=1", '=HYPERLINK("https://evil.example","a")',
    "=cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("words", BEGINNINGS)
def test_a_cell_that_would_compute_gets_a_quote_before_it(words):
    assert safe_cell(words) == f"'{words}"


@pytest.mark.parametrize("words", ["189 boxes", "a=b", "'a", "", " ", '"=1', "(=1)", "1-2", "javascript:taken()"])
def test_a_cell_that_computes_nothing_stays_as_it_is(words):
    assert safe_cell(words) == words


def test_the_table_of_claims_computes_nothing(scripts):
    rows = list(csv.reader(io.StringIO(scripts["csv"].decode("utf-8-sig"))))
    assert len(rows) > len(PAYLOADS)
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r|%") and cell] == []
    cells = [cell for row in rows for cell in row]
    assert [words for words in PAYLOADS if not any(words in cell for cell in cells)] == []
    assert safe_cell(PAYLOADS[31]) == "'" + PAYLOADS[31], "it begins with a minus sign"


def texts_in(plain):
    """Every text of a JSON value."""
    if isinstance(plain, str):
        return [plain]
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return [text for one in inner for text in texts_in(one)]


def test_the_data_of_the_script_holds_every_text_as_it_is(scripts):
    assert set(PAYLOADS) <= set(texts_in(json.loads(scripts["json"])))

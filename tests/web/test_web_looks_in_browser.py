"""Every page on paper, at 200 % zoom and on a phone: nothing is cut off or covered; and the check bites."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from accessible import faults
from archives import make_archive
from browsing import CHROMIUM, needs_chromium, window

from loupe.engine import Case

pytest.importorskip("playwright", reason="playwright drives the browser")
pytestmark = needs_chromium


LOOK = (Path(__file__).with_name("laid_out.js")).read_text("utf-8").partition("\n")[2].strip().rstrip(";")
DAY = "Otto Vane opened the safe in Antwerp on {n} May 1997. Police arrested Otto Vane on {n} June {year}.\n\n"
LAYERS = "The motion detector was bypassed with hairspray. The door of the vault was left open. Witness {n} said so.\n"
WORDS = (
    "A source with a title that is as long as titles of articles in the newspapers of this world sometimes are, no. "
)
SHEET = 186 / 25.4 * 96
"""Pixels across a sheet of A4 between its margins."""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case with something of everything: forms of sources, many accounts, two works, decisions."""
    folder = tmp_path_factory.mktemp("looks")
    made = make_archive(folder)
    (folder / "second.srt").write_text("1\n00:00:01,000 --> 00:00:04,000\nThe alarm rang 12 times.\n")
    with Case.open(made) as opened:
        for n in range(1, 17):
            file = folder / f"account-{n}.txt"
            file.write_text(DAY.format(n=n, year=1990 + n) + LAYERS.format(n=n))
            opened.add(file, title=f"{WORDS}{n}", published=f"2001-02-{n:02d}")
        opened.check(folder / "second.srt", fast=True)
        opened.check(folder / "film.srt", fast=True)
        work = opened.works()[0].id
        for head in opened.heads(work)[1]:
            opened.decide(work, "verdict", {"claim": head.id, "label": "accept"}, "as it seems", who="Anna de Vries")
            for card in opened.page_of_claim(head.id, work).claim.evidence[:1]:
                at = {"passage": card.passage_id, "start": card.locator.start, "end": card.locator.end}
                fields = {"claim": head.id, "quote": card.quote, "stance": "irrelevant", **at}
                opened.decide(work, "card", fields, who="Anna de Vries")
        for line in opened.page_of_script(work).lines:
            if line.open:
                continue
            opened.decide(work, "signed", {"passage": line.passage_id, "on": True}, who="Anna de Vries")
    return made


def addresses(case):
    with Case.open(case, readonly=True) as opened:
        work = opened.works()[0].id
        claim = opened.heads(work)[1][0].number
        forms = {Path(s.name).suffix: s.id for s in opened.sources() if s.role == "archive" and s.passages}
    return {
        "case": "/", "film": f"/film/{work}?claim={claim}", "claims": f"/claims/{work}", "script": f"/script/{work}",
        "history": f"/history/{work}", "sources": "/sources", "pdf": f"/sources/{forms['.pdf']}",
        "mail": f"/sources/{forms['.eml']}", "table": f"/sources/{forms['.csv']}", "text": f"/sources/{forms['.txt']}",
        "search": "/search?q=vault", "timeline": "/timeline", "people": "/things/people", "ledger": "/things/ledger",
        "layers": "/things/layers", "questions": "/things/questions", "ask": "/things/ask", "refused": "/nowhere",
    }  # fmt: skip


def settled(page):
    page.locator("[data-job]").first.wait_for(state="detached", timeout=60_000)
    if page.locator("#leaf").count():
        page.locator("#leaf.drawn").wait_for()
    if "claim=" in page.url:
        page.locator("#claim").wait_for()


def printed(page):
    """The text of each sheet that the page prints on."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    document.close()
    return sheets


def test_nothing_is_cut_off_or_covered_on_any_page(case):
    found = {}
    with window(case) as shown:
        for name, path in addresses(case).items():
            page = shown.page
            page.emulate_media(media="screen")
            page.set_viewport_size({"width": 1280, "height": 800})
            page.goto(f"http://127.0.0.1:{shown.port}{path}")
            settled(page)
            for width, height in ((1280, 800), (640, 450), (390, 844)):
                page.set_viewport_size({"width": width, "height": height})
                found[name, width] = page.evaluate(LOOK, False)
            if name == "film":
                assert page.locator(".card.s-irrelevant").count()
                found[name, "pale"] = faults(page)
            page.emulate_media(media="print")
            page.set_viewport_size({"width": int(SHEET), "height": 1000})
            found[name, "paper"] = page.evaluate(LOOK, True)
        assert [words for words in shown.complaints if "404" not in words] == []
    wrong = [f"{name} at {look}: {fault}" for (name, look), some in found.items() for fault in some]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_off_or_covered_in_the_folder(case, tmp_path):
    with Case.open(case) as opened:
        opened.make_public([s.id for s in opened.sources() if s.role == "archive"])
        opened.publish(tmp_path / "site", by="The Desk")
    found = {}
    with window(case) as shown:
        page = shown.page.context.browser.new_page()
        for file in sorted((tmp_path / "site").glob("*.html")):
            page.goto(file.as_uri())
            for width, media in ((390, "screen"), (int(SHEET), "print")):
                page.emulate_media(media=media)
                page.set_viewport_size({"width": width, "height": 844})
                found[file.name, media] = page.evaluate(LOOK, media == "print")
    wrong = [f"{name} on {look}: {fault}" for (name, look), some in found.items() for fault in some]
    assert len(found) > 8
    assert not wrong, "\n".join(wrong)


def test_paper_holds_what_the_screen_holds(case):
    where = addresses(case)
    with window(case) as shown:
        page = shown.go(where["sources"])
        assert all(word in printed(page)[0] for word in ("Source", "Kind", "Goes back to", "Claims", "Words"))

        page = shown.go(where["layers"])
        settled(page)
        accounts = page.locator(".matrix thead th").count() - 2
        sheets = "\n".join(printed(page))
        assert accounts > 14
        assert f"of {accounts}" in sheets
        assert len(re.findall(r"^Accounts \d+ to \d+ of", sheets, re.MULTILINE)) == 3

        page = shown.go(where["timeline"])
        settled(page)
        tellers = page.locator("svg .teller").all_text_contents()
        sheets = printed(page)
        drawn = [sheet.count(" told 2001-02") for sheet in sheets[:2]]
        assert drawn[0] > 3, "the drawing begins on the first sheet"
        assert sum("told 2001-02" in one for one in tellers) >= 16

        page = shown.go(where["questions"])
        settled(page)
        closed = page.locator("details:not([open]) blockquote").first
        if closed.count():
            assert closed.text_content().strip()[:40] in " ".join(" ".join(printed(page)).split())


@pytest.mark.parametrize(
    ("html", "paper", "fault"),
    [
        pytest.param("<p>Fine.</p>", False, "", id="nothing wrong"),
        pytest.param("<p style='width:150vw'>x</p>", False, "wide", id="wider than the window"),
        pytest.param("<div style='overflow:auto'><p style='width:150vw'>x</p></div>", False, "cut at", id="cut"),
        pytest.param("<div style='overflow:auto;height:9px'><p>x</p><p>y</p></div>", True, "cut below", id="cut below"),
        pytest.param(
            "<table><tr><td style='width:9px'><button style='width:9px'>Undo <kbd>z</kbd></button></table>",
            False,
            "broken in two",
            id="a button in two lines",
        ),
        pytest.param("<button>x</button>", True, "a control", id="a button on paper"),
        pytest.param("<a href=#>x</a><div style='position:fixed;inset:0'>over it</div>", False, "covers", id="covered"),
    ],
)
def test_the_check_finds_what_is_wrong(case, html, paper, fault):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<!doctype html><html lang=en><title>T</title><body>{html}</body></html>")
        said = page.evaluate(LOOK, paper)
        browser.close()
    assert any(fault in one for one in said) if fault else said == []

"""Every page for everybody, live and published: light, dark, wide, narrow, zoomed, still, without colours, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from accessible import COLOURS, faults, unseen_focus, violations
from archives import add_film, make_archive
from browsing import Window, chromium, needs_chromium, served

from loupe.engine import Case
from loupe.web import make_app

pytestmark = needs_chromium
FILM = Path(__file__).parents[2] / "demo" / "film.mp4"
LIVE = {
    "/": "/", "/film": "/film/{work}", "/claims": "/claims/{work}", "/history": "/history/{work}",
    "/history?from=0": "/history/{work}", "/sources": "/sources", "/sources/{paper.pdf}": "/sources/{source}",
    "/sources/{mail.eml}": "/sources/{source}", "/sources/{table.csv}": "/sources/{source}",
    "/sources/{interview.srt}": "/sources/{source}", "/sources/{article.html}": "/sources/{source}",
    "/sources/{broken.pdf}": "/sources/{source}",
    "/timeline": "/timeline", "/things/people": "/things/{part}", "/things/ledger": "/things/{part}",
    "/things/layers": "/things/{part}", "/things/questions": "/things/{part}", "/things/ask": "/things/{part}",
    "/script": "/script/{work}", "/search?q=vault": "/search",
}  # fmt: skip
"""Addresses, and the route that each ends at."""
PARTS = {"/claims/{work}/rows", "/timeline/part", "/things/{part}/part", "/film/{work}/claim/{claim}",
         "/film/{work}/claim/{claim}/sets"}  # fmt: skip
"""Parts of pages, which come into a page that is looked at."""
CUE = """{0}
00:00:{0:02d},000 --> 00:00:{0:02d},900
MR BAUER: The thieves opened {0} of the 189 boxes in 2003, they took 40 million dollars, and nobody was hurt.
"""
ARTICLE = """<html lang="en"><title>The vault</title><body><article><h1>The vault</h1>
<p>Detectives counted 123 opened boxes of 189 in the vault, and nobody was hurt in the robbery, the police said.</p>
<h3>Still missing after a year</h3><p>The diamonds that were taken in February 2003 have not been found, they said.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A case with a source of every form and something of everything decided."""
    folder = make_archive(tmp_path_factory.mktemp("looks"))
    add_film(folder, FILM)
    (folder.parent / "article.html").write_text(ARTICLE)
    (folder.parent / "words.srt").write_text("\n".join(CUE.format(n) for n in range(1, 25)))
    with Case.open(folder) as opened:
        opened.add(folder.parent / "article.html")
        opened.check(folder.parent / "words.srt", fast=True)
        line = opened.page_of_script().lines[0]
        claim = next(one for one in line.claims if one.head.checkable)
        paper = next(s for s in opened.sources() if s.name == "paper.pdf")
        passage = opened.passages(paper.id)[-1]
        at = {"start": passage.locator.start, "end": passage.locator.end, "quote": passage.text}
        beside = {"start": passage.locator.start, "end": passage.locator.start + 9, "quote": passage.text[:9]}
        for kind, fields in (
            ("verdict", {"claim": claim.head.id, "label": "corroborated"}),
            ("note", {"claim": claim.head.id, "text": "Seen.", "private": False}),
            ("star", {"claim": claim.head.id, "on": True}),
            ("searched", {"claim": claim.head.id, "query": "boxes", "found": 0}),
            ("card", {"claim": claim.head.id, "passage": passage.id, "stance": "supports", **at}),
            ("card", {"claim": claim.head.id, "passage": passage.id, "stance": "irrelevant", **beside}),
        ):
            opened.decide(None, kind, fields, who="Anna de Vries")
        for other in line.claims:  # a line leaves with all that can be checked in it, or not at all
            if other.head.checkable and other is not claim:
                fields = {"claim": other.head.id, "label": "not checkable"}
                opened.decide(None, "verdict", fields, who="Anna de Vries")
        opened.decide(None, "signed", {"passage": line.passage_id, "on": True}, who="Anna de Vries")
        opened.make_public(["paper.pdf"])
    return folder


@pytest.fixture(scope="module")
def site(case, tmp_path_factory):
    """The public folder of the case."""
    to = tmp_path_factory.mktemp("public") / "site"
    with Case.open(case) as opened:
        opened.publish(to, by="The Desk")
    return to


@pytest.fixture(scope="module")
def live(case, browser):
    with served(browser, case) as window:
        yield window
        assert window.strange == []


@pytest.fixture(scope="module")
def ids(case):
    with Case.open(case, readonly=True) as opened:
        return {source.name: source.id for source in opened.sources()}


EVERYTHING = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  // What is out of sight is measured too: axe takes what the browser has not laid out yet for lying one over the other.
  for (const one of document.querySelectorAll("*")) {
    if (getComputedStyle(one).contentVisibility === "auto") one.style.contentVisibility = "visible";
  }
}"""


def open_whole(page, address):
    """Open a page with everything that can be open in it, laid out to its end."""
    page.goto(address)
    page.wait_for_load_state("load")
    if page.locator("#film").count():
        page.keyboard.press("j")
        page.wait_for_selector("#claim")
    if page.locator("[data-job]").count():
        page.locator("[data-job]").first.wait_for(state="detached", timeout=60_000)
    page.evaluate(EVERYTHING)


def looked_at(page):
    """What axe finds, as a sentence with the look in which it found it."""
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, only in (("dark", COLOURS), ("light", ())):
            page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}, {width} wide: {one}" for one in violations(page, only)]
    page.emulate_media(media="print")
    found += [f"on paper: {one}" for one in violations(page, COLOURS)]
    page.emulate_media(media="screen")
    return found


def used(page):
    """What our own check finds in each of the looks that it knows."""
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} wide: {one}" for one in faults(page)]
        found += [f"{width} wide, unseen focus: {one}" for one in unseen_focus(page)]
    page.set_viewport_size({"width": 1280, "height": 800})
    for look in ({"reduced_motion": "reduce"}, {"forced_colors": "active"}, {"media": "print"}):
        page.emulate_media(**look)
        found += [f"{look}: {one}" for one in faults(page)]
        if "forced_colors" in look:
            found += [f"{look}, unseen focus: {one}" for one in unseen_focus(page)]
        page.emulate_media(media="screen", reduced_motion="no-preference", forced_colors="none")
    return found


def of(address, ids):
    for name, id_ in ids.items():
        address = address.replace("{" + name + "}", id_)
    return address


def test_every_page_is_looked_at(case):
    waiting = list(make_app(case, "Anna").routes)
    for route in waiting:
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
    answers = {r.path: r.endpoint.__annotations__.get("return") for r in waiting if hasattr(r, "endpoint")}
    pages = {path for path, answer in answers.items() if answer == "HTMLResponse"}
    assert pages - PARTS == set(LIVE.values())


@pytest.mark.parametrize("address", LIVE)
def test_no_page_breaks_a_rule_of_axe(live, ids, address):
    open_whole(live.page, of(address, ids))
    assert looked_at(live.page) == []


@pytest.mark.parametrize("address", LIVE)
def test_every_page_is_of_use_to_everybody(live, ids, address):
    open_whole(live.page, of(address, ids))
    assert used(live.page) == []


@pytest.mark.parametrize("key", ["?", "n", "e"])
def test_no_dialog_breaks_a_rule_either(live, key):
    open_whole(live.page, "/film")
    live.page.keyboard.press(key)
    live.page.wait_for_selector("dialog[open]")
    assert looked_at(live.page) + used(live.page) == []


def test_no_page_of_the_folder_breaks_a_rule(browser, site):
    window = Window(browser, site.as_uri())
    for file in sorted(site.glob("*.html")):
        open_whole(window.page, file.as_uri())
        assert looked_at(window.page) == [], file.name
        assert used(window.page) == [], file.name
    assert window.strange == []
    window.close()


def test_no_page_of_an_empty_case_breaks_a_rule_nor_does_the_closed_door(browser, tmp_path):
    with Case.create(tmp_path / "case"):
        pass
    with served(browser, tmp_path / "case") as window:
        for address in ("/", "/claims", "/history", "/sources", "/timeline", "/things/people", "/search?q=vault"):
            open_whole(window.page, address)
            assert looked_at(window.page) + used(window.page) == [], address
        window.context.clear_cookies()
        open_whole(window.page, "/")
        assert "belongs to somebody else" in window.page.inner_text("h1")
        assert used(window.page) == []
        window.page.goto("about:blank")  # the door runs no script at all, not even axe's
        window.page.set_content(window.context.request.get("/").text())
        assert looked_at(window.page) == []


ZOOMED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}


def test_every_page_can_be_read_at_twice_its_size(browser, case, site, ids):
    with served(browser, case, **ZOOMED) as window:
        for address in LIVE:
            open_whole(window.page, of(address, ids))
            assert faults(window.page) == [], address
        assert window.strange == []
    window = Window(browser, site.as_uri(), **ZOOMED)
    for file in sorted(site.glob("*.html")):
        open_whole(window.page, file.as_uri())
        assert faults(window.page) == [], file.name
    window.close()


STYLE = """([selector, name]) => {
  const e = document.querySelector(selector), style = getComputedStyle(e);
  const look = () => [style.outlineStyle, style.outlineWidth, style.borderInlineStartWidth, style.fontWeight].join();
  e.classList.remove(name);
  const before = look();
  e.classList.add(name);
  return [before, look()];
}"""


@pytest.mark.parametrize(
    ("address", "selector", "name"),
    [
        pytest.param("/film", ".line", "now", id="the line that is played"),
        pytest.param("/film", ".head-of", "chosen", id="the claim that is open"),
        pytest.param("/script", ".sline", "here", id="the line that is gone through"),
        pytest.param("/sources/{interview.srt}", ".passage", "now", id="the passage that is played"),
        pytest.param("/sources/{mail.eml}", ".passage", "here", id="the passage that a link led to"),
    ],
)
def test_where_one_is_shows_without_colours(live, ids, address, selector, name):
    open_whole(live.page, of(address, ids))
    live.page.emulate_media(forced_colors="active")
    before, after = live.page.evaluate(STYLE, [selector, name])
    live.page.emulate_media(forced_colors="none")
    assert before != after


LOOKS = {
    "motion": {"reduced_motion": "reduce"},
    "forced-colors": {"forced_colors": "active"},
    "print": {"media": "print"},
}
MOVING = "@keyframes a{to{opacity:.5}}p{animation:a 9s}"
FINE = "<a class=skip href=#main>Skip</a><main id=main><h1>Title</h1>{}</main>"


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        pytest.param("<p style='width:200vw'>x</p>", "reflow", id="wider than the window"),
        pytest.param("<button style='height:9px;border:1px solid'>x</button>", "target-size", id="a small target"),
        pytest.param("<svg><path d='M0 0h9v9'/></svg>", "svg-words", id="a drawing without words"),
        pytest.param("<table><tr><td>1</td></tr></table>", "table-headers", id="a table without headers"),
        pytest.param("<p style='scroll-behavior:smooth'>x</p>", "motion", id="smooth scrolling"),
        pytest.param(f"<style>{MOVING}</style><p>x</p>", "motion", id="something that moves"),
        pytest.param("<button style='border:0;padding:9px'>x</button>", "forced-colors", id="no edge"),
        pytest.param("<p style='height:20px;overflow:auto' tabindex=0>a<br>b</p>", "print", id="cut off on paper"),
    ],
)
def test_our_own_check_finds_what_is_wrong(browser, html, rule):
    page = browser.new_page()
    page.emulate_media(**LOOKS.get(rule, {}))
    whole = f"<!doctype html><html lang=en><meta name=viewport content=width=device-width><title>T</title>{FINE}</html>"
    page.set_content(whole.format("<p>Fine.</p>"))
    assert faults(page) + violations(page) == []
    page.set_content(whole.format(html))
    assert {fault.split(":")[0] for fault in faults(page)} == {rule}
    page.close()


def test_axe_is_really_asked(browser):
    page = browser.new_page()
    faulty = "<main><h1>T</h1><img src=data:,><p style='color:#999'>pale"
    page.set_content(f"<!doctype html><html lang=en><title>T</title>{faulty}")
    assert {one.split(" ")[0] for one in violations(page)} == {"image-alt", "color-contrast"}
    page.close()


def test_a_focus_that_cannot_be_seen_is_found(browser):
    page = browser.new_page()
    style = "#b:focus{outline:3px solid}#a:focus{outline:0}"
    page.set_content(f"<style>{style}</style><button id=a>a</button><button id=b>b</button>")
    assert unseen_focus(page) == ["<button> a"]
    page.close()

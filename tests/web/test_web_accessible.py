"""Every page for everybody: no serious fault by our own check, light and dark, wide and narrow; and it bites."""

from __future__ import annotations

import shutil

import pytest
from accessible import faults, unseen_focus
from browsing import Window, chromium, needs_chromium

from loupe.engine import Case
from loupe.web import serve

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def case(built, tmp_path_factory):
    """One case for all looks."""
    return shutil.copytree(built, tmp_path_factory.mktemp("looks") / "case")


@pytest.fixture(scope="module")
def site(case, tmp_path_factory):
    """The case with something of everything, and its public folder."""
    with Case.open(case) as opened:
        line = opened.page_of_script().lines[0]
        (claim,) = line.claims
        opened.decide(None, "verdict", {"claim": claim.head.id, "label": "accept"}, who="Anna de Vries")
        opened.decide(None, "note", {"claim": claim.head.id, "text": "Seen.", "private": False}, who="Anna de Vries")
        opened.decide(None, "star", {"claim": claim.head.id, "on": True}, who="Anna de Vries")
        opened.decide(None, "signed", {"passage": line.passage_id, "on": True}, who="Anna de Vries")
        opened.make_public(["paper.txt"])
        (case.parent / "broken.pdf").write_bytes(b"%PDF-1.4 no")
        opened.add(case.parent / "broken.pdf")
        to = tmp_path_factory.mktemp("public") / "site"
        opened.publish(to, by="The Desk")
    return to


@pytest.fixture(scope="module")
def served(case, site, browser):
    serving = serve(case, "Anna")
    window = Window(browser, f"http://127.0.0.1:{serving.port}")
    window.go(serving.link)
    yield window
    window.close()
    serving.stop()


LIVE = [
    "/", "/film", "/claims", "/history", "/sources", "/timeline", "/things/people", "/things/ledger", "/things/layers",
    "/things/questions", "/things/ask", "/script", "/search?q=vault",
]  # fmt: skip
LOOKS = [
    pytest.param("light", 1280, id="light, wide"),
    pytest.param("dark", 1280, id="dark, wide"),
    pytest.param("light", 390, id="light, narrow"),
    pytest.param("dark", 640, id="dark, zoomed to 200 %"),
]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("address", LIVE)
def test_no_page_shuts_anybody_out(served, address, scheme, width):
    page = served.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    served.go(served.base + address)
    page.wait_for_timeout(100)
    if address == "/film":
        page.keyboard.press("j")
        page.wait_for_selector("#claim")
    assert faults(page) == []
    page.keyboard.press("?")
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert unseen_focus(page) == []
    assert served.strange == []


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_page_of_the_folder_shuts_anybody_out(browser, site, scheme, width):
    window = Window(browser, site.as_uri(), viewport={"width": width, "height": 800}, color_scheme=scheme)
    for file in sorted(site.glob("*.html")):
        window.go(file.as_uri())
        if file.name.startswith("film"):
            window.page.keyboard.press("j")
            window.page.wait_for_selector("#claim")
        assert faults(window.page) == [], file.name
        assert unseen_focus(window.page) == [], file.name
    assert window.strange == []
    window.close()


FINE = "<a class=skip href=#main>Skip</a><main id=main><h1>Title</h1>{}</main>"


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        pytest.param("<button></button>", "link-or-button-name", id="a button without a name"),
        pytest.param("<input>", "label", id="a field without a label"),
        pytest.param("<h3>Third</h3>", "heading-order", id="a level left out"),
        pytest.param("<p id=a>x</p><p id=a>y</p>", "duplicate-id", id="an id twice"),
        pytest.param("<p style='color:#999'>pale</p>", "color-contrast", id="pale text"),
        pytest.param("<p style='opacity:.4'>pale</p>", "color-contrast", id="text seen through"),
        pytest.param("<table><tr><td>1</td></tr></table>", "table-headers", id="a table without headers"),
        pytest.param("<img src=data:,>", "image-alt", id="a picture without words"),
        pytest.param("<ul><p>x</p></ul>", "list", id="a list with something else in it"),
        pytest.param("<a href=x><button>y</button></a>", "nested-interactive", id="a control in a control"),
        pytest.param("<p aria-labelledby=gone>x</p>", "aria-valid", id="a name that is not there"),
        pytest.param("<div role=knob>x</div>", "aria-roles", id="no such role"),
        pytest.param("<progress max=1 value=0></progress>", "aria-progressbar-name", id="progress without a name"),
        pytest.param("<p style='width:200vw'>x</p>", "reflow", id="wider than the window"),
        pytest.param("<nav>a</nav><nav>b</nav>", "landmark-unique", id="two ways without names"),
        pytest.param("<main>x</main>", "landmark-one-main", id="two mains"),
        pytest.param("<button style='height:10px;padding:0;border:0'>x</button>", "target-size", id="a small target"),
        pytest.param("<div onclick='1'>x</div>", "keyboard", id="for a mouse only"),
    ],
)
def test_the_check_finds_what_is_wrong(browser, html, rule):
    page = browser.new_page()
    whole = f"<!doctype html><html lang=en><meta name=viewport content=width=device-width><title>T</title>{FINE}</html>"
    page.set_content(whole.format("<p>Fine.</p>"))
    assert faults(page) == []
    page.set_content(whole.format(html))
    assert rule in {fault.split(":")[0] for fault in faults(page)}
    page.close()

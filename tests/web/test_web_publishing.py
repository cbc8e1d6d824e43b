"""From an open case to a public folder by keys alone, and that folder in a browser, from disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browsing import Window, chromium, needs_chromium, served

from loupe.engine import Case

pytestmark = needs_chromium
DEMO_FILM = Path(__file__).parents[2] / "demo" / "film.mp4"
FILM = """1
00:00:01,000 --> 00:00:02,000
The thieves opened 109 of the 189 boxes.

2
00:00:02,500 --> 00:00:04,000
The vault lay 20 metres underground.

3
00:00:04,500 --> 00:00:06,000
Ten layers of security protected the vault in 2003.
"""
PAPER = """Detectives counted 123 opened boxes of 189 in the vault.

The vault lay 20 metres underground, police said.

Ten layers of security protected the vault in 2003.
"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def case(tmp_path):
    (tmp_path / "film.srt").write_text(FILM)
    (tmp_path / "paper.txt").write_text(PAPER)
    with Case.create(tmp_path / "case") as made:
        made.add(tmp_path / "paper.txt", title="A paper")
        made.check(tmp_path / "film.srt", title="The Film", fast=True)
    return tmp_path / "case"


SAYS = """() => {
  const here = document.activeElement;
  return here === document.body ? "" : here.getAttribute("aria-label") ?? here.textContent;
}"""


def tab_to(page, words):
    """Go on with the Tab key until what has the focus says these words."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if words in page.evaluate(SAYS):
            return
    raise AssertionError(f"no key leads to {words}")


def test_the_whole_way_by_keys_alone(browser, case, tmp_path):
    with served(browser, case, "Anna de Vries") as window:
        page = window.page
        tab_to(page, "The Film")
        page.keyboard.press("Enter")
        window.arrived("#film")
        for number in ("1.1", "2.1", "3.1"):
            page.keyboard.press("j")
            page.wait_for_selector(f'#claim[data-number="{number}"]')
            page.keyboard.press("a")
            page.wait_for_selector("#claim .decision")
        tab_to(page, "Skip to the page")
        tab_to(page, "Script")
        page.keyboard.press("Enter")
        window.arrived("#script")
        page.keyboard.press("P")
        window.told("Nothing would be published")
        page.keyboard.press("j")
        page.keyboard.press("S")
        window.told("Line 1 is signed.")
        page.keyboard.press("S")
        window.told("Line 2 is signed.")
        page.keyboard.press("z")
        window.told("Taken back: ")
        assert page.locator("#line-2.signed").count() == 0
        tab_to(page, "Every source that decided claims rest on")
        page.keyboard.press("Enter")
        tab_to(page, "Mark public: A paper")
        page.keyboard.press("Enter")
        window.told("Marked public.")
        page.keyboard.press("P")
        window.told("1 claim and 1 source are in")
        assert window.strange == []
    with Case.open(case, readonly=True) as opened:
        page_now = opened.page_of_script()
        assert [line.signed_by for line in page_now.lines] == ["Anna de Vries", "", ""]
        assert (case / "published" / page_now.work_id / "index.html").is_file()


def test_a_line_with_something_open_is_not_signed_by_a_key(browser, case):
    with served(browser, case, "Anna") as window:
        page = window.go("/script")
        page.keyboard.press("S")
        window.told("Choose a line first")
        page.keyboard.press("j")
        page.keyboard.press("S")
        window.told("Line 1 cannot be signed yet: 1.1 ")
        assert window.strange == []


def test_files_dropped_on_the_page_are_read_with_progress(browser, case, tmp_path):
    (tmp_path / "late.txt").write_text("The thieves opened 109 of the 189 boxes, a late paper said.\n")
    with served(browser, case, "Anna") as window:
        page = window.page
        page.wait_for_selector("#no-jobs:not([hidden])")
        page.set_input_files("#files", tmp_path / "late.txt")
        page.get_by_role("button", name="Read them").press("Enter")
        page.wait_for_selector("#jobs .done")
        assert "late.txt: added." in page.inner_text("#jobs")
        page.wait_for_selector("text=2 sources, 1 work")
        page.reload()
        page.wait_for_selector("#jobs .done")
        assert window.strange == []


def test_a_server_that_is_gone_is_said_to_be_and_found_again(browser, case):
    with served(browser, case, "Anna") as window:
        page = window.page
        page.clock.install()
        page.reload()
        page.wait_for_selector("#no-jobs:not([hidden])")
        page.route("**/api/jobs", lambda route: route.abort())
        for state in ("#gone:not([hidden])", "#gone[hidden]"):
            page.clock.fast_forward(5000)
            page.wait_for_selector(state, state="attached")
            page.unroute("**/api/jobs")
        window.told("The server answers again.")
        assert window.elsewhere == []


def sign(case, lines=3, public=("A paper",)):
    with Case.open(case) as opened:
        for line in opened.page_of_script().lines[:lines]:
            for claim in line.claims:
                opened.decide(None, "verdict", {"claim": claim.head.id, "label": "accept"})
            opened.decide(None, "signed", {"passage": line.passage_id, "on": True})
        opened.make_public([s.id for s in opened.sources() if s.title in public])


@pytest.mark.parametrize("width", [pytest.param(1280, id="wide"), pytest.param(390, id="phone")])
def test_the_folder_works_from_disk(browser, case, tmp_path, width):
    sign(case)
    with Case.open(case) as opened:
        opened.publish(tmp_path / "site", by="The Desk")
    shutil.rmtree(case)
    site = tmp_path / "site"
    window = Window(browser, site.as_uri(), viewport={"width": width, "height": 800})
    page = window.go((site / "index.html").as_uri())
    page.get_by_role("link", name="Read it line by line").click()
    page.wait_for_selector("#film")
    page.keyboard.press("j")
    page.wait_for_selector('#claim[data-number="1.1"]')
    page.keyboard.press("j")
    page.wait_for_selector('#claim[data-number="2.1"]')
    assert "The vault lay 20 metres underground" in page.inner_text("#claim .cards")
    page.keyboard.press("k")
    page.wait_for_selector('#claim[data-number="1.1"]')
    assert page.url.endswith("?claim=1.1")
    for key in "axunefscizZSP":
        page.keyboard.press(key)
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("?")
    assert page.locator("#keys kbd", has_text="a").filter(has_text="accept").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("J")
    page.keyboard.press("o")
    page.wait_for_url("**/sources-*.html#p-*")
    assert page.locator(".card:target").count() == 1
    page.get_by_role("link", name="1.1").first.click()
    page.wait_for_selector('#claim[data-number="1.1"]')
    assert window.strange == []
    window.close()


def packets(film):
    """Picture and sound of a film as they are coded."""
    av = pytest.importorskip("av", reason="films are the extra film")
    with av.open(str(film)) as opened:
        return sorted((s.type, [bytes(p) for p in opened.demux(s) if p.size]) for s in opened.streams)


def tag(film, to, tags):
    """The film with these tags."""
    av = pytest.importorskip("av", reason="films are the extra film")
    with av.open(str(film)) as opened, av.open(str(to), "w") as out:
        out.metadata.update(tags)
        streams = {s.index: out.add_stream_from_template(s) for s in opened.streams if s.type in ("video", "audio")}
        for packet in opened.demux(*(opened.streams[index] for index in streams)):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                out.mux_one(packet)
    assert b"CANARY" in to.read_bytes()


@pytest.mark.skipif(not DEMO_FILM.is_file(), reason="the film of the demo is not here")
def test_the_film_plays_from_disk_and_its_claims_follow(browser, tmp_path):
    (tmp_path / "in").mkdir()
    tag(DEMO_FILM, tmp_path / "in" / "film.mp4", {"title": "CANARY cut 7", "comment": "/home/CANARY/film.prproj"})
    (tmp_path / "in" / "film.srt").write_text(FILM)
    (tmp_path / "paper.txt").write_text(PAPER)
    with Case.create(tmp_path / "case") as made:
        made.add(tmp_path / "paper.txt", title="A paper")
        made.add(tmp_path / "in", title="The Film")
        words = next(s for s in made.sources() if s.format == "srt")
        made.check(words.id, fast=True)
        film = next(s for s in made.sources() if s.format == "film")
    sign(tmp_path / "case", public=("A paper",))
    with Case.open(tmp_path / "case") as opened:
        with pytest.raises(Exception, match="not marked public"):
            opened.publish(tmp_path / "site", media="copy")
        opened.make_public([film.id])
        opened.publish(tmp_path / "site", media="copy")
    site = tmp_path / "site"
    (copy,) = (site / "media").glob("film.*")
    assert packets(copy) == packets(DEMO_FILM)
    assert b"CANARY" not in copy.read_bytes()
    window = Window(browser, site.as_uri())
    page = window.go((site / "film.html").as_uri())
    page.wait_for_function("() => document.getElementById('media').readyState >= 1")
    page.evaluate("() => { document.getElementById('media').currentTime = 2.8; }")
    page.wait_for_selector('#claim[data-number="2.1"]')
    page.keyboard.press(" ")
    page.wait_for_function("() => document.getElementById('media').currentTime > 3")
    assert window.strange == []
    window.close()


HOSTILE = [
    "<script>document.title='taken'</script>", "<img src=x onerror=\"document.title='taken'\">",
    "\"><svg onload=document.title='taken'>", "</script><script>document.title='taken'</script>",
    "</template><script>document.title='taken'</script>", "'-(document.title='taken')-'", "{{ 7 * 7 }}{% raw %}",
    "javascript:document.title='taken'", "</title><script>document.title='taken'</script>", "<!--<script>",
    "\u2028alert(1)",
    "\\u003cscript>document.title='taken'</script>", "&lt;script&gt;", "]]><script>document.title='taken'</script>",
]  # fmt: skip


def test_no_words_from_outside_run_in_the_folder_or_the_pages(browser, tmp_path):
    cues = "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nMr Bauer opened {n} boxes in 2003 {words}\n"
        for n, words in enumerate(HOSTILE, 1)
    )
    (tmp_path / "film.srt").write_text(cues)
    (tmp_path / "paper.txt").write_text(
        "\n\n".join(f"Mr Bauer opened {n} boxes in 2003 {w}" for n, w in enumerate(HOSTILE, 1))
    )
    with Case.create(tmp_path / "case", name=HOSTILE[0]) as made:
        made.add(tmp_path / "paper.txt", title=HOSTILE[3], maker=HOSTILE[1], publisher=HOSTILE[2], published="2003")
        made.check(tmp_path / "film.srt", title=HOSTILE[8], maker=HOSTILE[4], fast=True)
        for words in HOSTILE:
            claim = next(c for c in made.claims() if c.checkable)
            made.decide(None, "note", {"claim": claim.id, "text": words, "private": False}, who=words)
            made.decide(None, "text", {"claim": claim.id, "text": words}, who=words)
    sign(tmp_path / "case", lines=len(HOSTILE), public=(HOSTILE[3],))
    with Case.open(tmp_path / "case") as opened:
        opened.publish(tmp_path / "site", by=HOSTILE[3], names=True)
    window = Window(browser, (tmp_path / "site").as_uri())
    for file in sorted((tmp_path / "site").glob("*.html")):
        page = window.go(file.as_uri())
        if file.name.startswith("film"):
            for _ in HOSTILE:
                page.keyboard.press("j")
                page.wait_for_timeout(30)
        assert page.title() != "taken", file.name
        assert page.locator("main script, main img, main svg[onload]").count() == 0, file.name
    assert window.strange == []
    window.close()
    with served(browser, tmp_path / "case", HOSTILE[1]) as window:
        for address in ("/", "/script"):
            page = window.go(address)
            page.wait_for_timeout(100)
            assert page.title() != "taken", address
        assert window.strange == []

"""Under a person's hand: what is decided is what was shown, what was typed is never lost, what was done is said."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
import wave

import pytest
from browsing import needs_chromium, window

from loupe.engine import Case

pytestmark = needs_chromium
pytest.importorskip("playwright", reason="playwright drives the browser")
from playwright.sync_api import Error  # noqa: E402 - only where there is one

FILM = """1
00:00:00,000 --> 00:00:02,000
The thieves opened 109 of the 189 boxes.

2
00:00:02,000 --> 00:00:04,000
Nobody was hurt in the robbery.

3
00:00:04,000 --> 00:00:06,000
The alarm was silent for 37 minutes.

4
00:00:06,000 --> 00:00:08,000
What a night.

5
00:00:08,000 --> 00:00:10,000
The vault held 189 boxes.
"""
PAPER = "Detectives counted 123 opened boxes of 189 in the vault.\n\nNobody was hurt in the robbery, police said.\n"
CLERK = "A clerk wrote in March that the thieves opened 123 of the 189 boxes.\n"
COURT = "The thieves opened 109 of the 189 boxes, the court found.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hand")
    with wave.open(str(folder / "film.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * 12)
    (folder / "film.srt").write_text(FILM)
    (folder / "paper.txt").write_text(PAPER)
    (folder / "clerk.txt").write_text(CLERK)
    with Case.create(folder / "case") as case:
        case.add(folder / "paper.txt")
        case.add(folder / "clerk.txt")
        case.check(folder / "film.wav", fast=True)
    return folder / "case"


@pytest.fixture
def case(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


LOOKS = """n => [
  document.querySelector(`.run[data-claims~="${n}.1"]`).className,
  document.querySelector(`.cell[data-line="${n}"]`).getAttribute("class"),
].join()"""
SEEN = """() => {
  const claim = document.getElementById("claim").getBoundingClientRect();
  return claim.top >= 0 && (claim.top < innerHeight / 4 || claim.bottom <= innerHeight);
}"""


def until(page, holds, arg=None):
    """Wait until an expression is true; asked from outside, because the pages forbid scripts made of text."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        with contextlib.suppress(Error):  # the page is being loaded anew
            if page.evaluate(holds, arg):
                return
        page.wait_for_timeout(30)
    raise AssertionError((holds, arg, page.inner_text("#told"), page.url))


def told(page, words):
    until(page, "words => document.getElementById('told').textContent.includes(words)", words)


def at(page, number):
    until(
        page, 'n => document.querySelector(`#claim[data-number="${n}"]`) && location.search === `?claim=${n}`', number
    )


def stands(case, number):
    """What is decided of a claim, as another process reads the case."""
    with Case.open(case, readonly=True) as opened:
        return opened.page_of_claim(number).review


def kept(case, kind):
    """The claims that decisions of a kind are about, by number, in the order in which they were taken."""
    with Case.open(case, readonly=True) as opened:
        numbers = {head.id: head.number for head in opened.heads()[1]}
        work = opened.works()[0].id
        return [numbers[d.fields["claim"]] for d in opened._known.decisions(work) if d.kind == kind]


def by_ben(case, number, label):
    with Case.open(case) as other:
        other.decide(None, "verdict", {"claim": other.page_of_claim(number).claim.id, "label": label}, who="Ben Okri")


def begin(page, key):
    page.keyboard.press(key)
    page.wait_for_selector("#ask[open]")


def keep(page):
    page.click("#ask button.main")


def unexpected(shown, *expected):
    return [said for said in shown.complaints if not any(one in said for one in expected)] + shown.elsewhere


def test_a_decision_is_of_the_claim_that_was_shown_when_it_was_made(case):
    with window(case) as shown:
        page = shown.go("/film?claim=1.1")
        at(page, "1.1")

        # The film waits while a note is written, and goes on when it is kept; the note is of the claim it was begun at.
        page.keyboard.press(" ")
        until(page, "!document.getElementById('media').paused")
        begin(page, "n")
        page.keyboard.type("Ask the clerk.")
        page.wait_for_timeout(2500)
        keep(page)
        told(page, "1.1: the private note is kept.")
        assert kept(case, "note") == ["1.1"]
        until(page, "!document.getElementById('media').paused")

        # A search is for the claim at which it was begun, however far the film has come when it is asked.
        page.keyboard.press("/")
        begun = page.get_attribute("#claim", "data-number")
        page.keyboard.type("guards hurt")
        page.wait_for_timeout(2200)
        assert page.get_attribute("#claim", "data-number") == begun
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#found[open] :text('For claim {begun}:')")
        page.keyboard.press("Escape")
        assert kept(case, "searched") == [begun]
        page.evaluate("document.getElementById('media').pause()")

        # Typed faster than the server answers, each key still acts on the claim that it was meant for.
        page.click("#head-" + page.get_attribute('[data-number="1.1"]', "data-claim"))
        at(page, "1.1")
        page.evaluate(
            """() => {
              const quick = loupe.fragment, wait = (done) => setTimeout(done, 300);
              loupe.fragment = async (name) => { await new Promise(wait); return quick(name); };
            }"""
        )
        for key in "jujuju":
            page.keyboard.press(key)
        told(page, "5.1: unsure, kept.")
        at(page, "5.1")
        assert kept(case, "verdict") == ["2.1", "3.1", "5.1"]
        for key in "kna":
            page.keyboard.press(key)
        page.wait_for_selector("#ask[open] h2:text('3.1')")
        page.keyboard.press("Escape")
        assert kept(case, "verdict") == ["2.1", "3.1", "5.1"]
        page.keyboard.press("j")
        at(page, "5.1")

        # A key that is held down decides once; the same word again changes nothing, and that is said.
        for _ in range(5):
            page.keyboard.down("f")
        page.keyboard.up("f")
        told(page, "5.1: starred.")
        page.keyboard.press("u")
        told(page, "5.1: unsure already, nothing changed.")
        assert kept(case, "verdict") == ["2.1", "3.1", "5.1"]
        assert kept(case, "star") == ["5.1"]

        # What cannot be checked has no verdict, by keys as by buttons.
        page.click('[data-number="4.1"]')
        at(page, "4.1")
        for key in "axu":
            page.evaluate("document.getElementById('told').textContent = ''")
            page.keyboard.press(key)
            told(page, "4.1 cannot be checked: it takes no verdict.")
        assert kept(case, "verdict") == ["2.1", "3.1", "5.1"]
        assert unexpected(shown) == []


def test_what_was_not_shown_is_not_accepted_and_what_was_typed_is_not_lost(case, tmp_path):
    with window(case) as shown:
        page = shown.go("/film?claim=1.1")
        at(page, "1.1")
        before = page.get_attribute("#claim", "data-label")

        # The evidence becomes another behind the page: nothing is kept, the page shows it, and then it can be decided.
        (tmp_path / "court.txt").write_text(COURT)
        with Case.open(case) as other:
            other.add(tmp_path / "court.txt")
            other.check(other.works()[0].id, fast=True)
        page.keyboard.press("a")
        told(page, f"The evidence for this claim has changed: the page showed “{before}”")
        assert kept(case, "verdict") == []
        page.wait_for_selector(f'#claim:not([data-label="{before}"])')
        page.keyboard.press("a")
        told(page, f"1.1: {page.get_attribute('#claim', 'data-label')}, kept.")
        assert stands(case, "1.1").verdict.accepted

        # Another person was quicker: the dialog stays, with what was typed in it.
        page.keyboard.press("j")
        at(page, "2.1")
        begin(page, "x")
        page.check('#ask [value="contradicted"]')
        page.fill("#ask textarea", "Two guards were hurt.")
        by_ben(case, "2.1", "corroborated")
        keep(page)
        until(page, "document.querySelector('#ask .told').textContent.includes('Leave this with Escape')")
        assert "Ben Okri has decided this in the meantime" in page.inner_text("#ask .told")
        assert page.input_value("#ask textarea") == "Two guards were hurt."
        page.keyboard.press("Escape")
        told(page, "Not kept: what you typed stays as a draft in this window. Go on with x at 2.1.")
        page.wait_for_selector("#claim .decision:has-text('Ben Okri')")
        page.wait_for_selector('[data-act="change"].has-draft')

        # It is put back, also after the page was loaded anew, until it is kept.
        page.reload()
        at(page, "2.1")
        begin(page, "x")
        assert page.input_value("#ask textarea") == "Two guards were hurt."
        assert page.is_checked('#ask [value="contradicted"]')
        with page.expect_response(lambda answer: answer.url.endswith("/sets")):  # the last that the page asks for
            keep(page)
        told(page, "2.1: contradicted, kept.")
        assert not page.is_visible("#ask")
        assert stands(case, "2.1").verdict.why == "Two guards were hurt."
        page.wait_for_selector('[data-act="change"]:not(.has-draft)')
        begin(page, "x")
        assert page.input_value("#ask textarea") == ""
        page.keyboard.press("Escape")

        # Words that are no change are answered, not swallowed.
        begin(page, "e")
        keep(page)
        until(page, "document.querySelector('#ask .told').textContent.includes('its words already')")
        page.keyboard.press("Escape")

        # Where the server is gone, that is said; nothing typed is lost, and the page stays at what it shows.
        page.route("**/*", lambda route: route.abort())
        begin(page, "n")
        page.keyboard.type("Ask again.")
        keep(page)
        until(page, "document.querySelector('#ask .told').textContent.includes('Not kept: the server does not answer')")
        assert page.input_value("#ask textarea") == "Ask again."
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        told(page, "Not kept: the server does not answer")
        page.keyboard.press("j")
        told(page, "The server has ended")
        at(page, "2.1")
        until(page, "document.querySelector('.head-of.chosen')?.dataset.number === '2.1'")
        page.unroute("**/*")
        page.route("**/api/**", lambda route: route.fulfill(status=403, content_type="text/html", body="<h1>No</h1>"))
        page.keyboard.press("u")
        told(page, "Not kept: the server was started anew")
        page.unroute("**/api/**")
        begin(page, "n")
        assert page.input_value("#ask textarea") == "Ask again."
        keep(page)
        told(page, "2.1: the private note is kept.")
        assert [note.text for note in stands(case, "2.1").notes] == ["Ask again."]
        assert unexpected(shown, "status of 409", "status of 403", "ERR_FAILED") == []


def test_the_page_follows_a_decision_and_leaves_a_person_where_they_were(case):
    with window(case) as shown:
        page = shown.go("/film?claim=1.1")
        at(page, "1.1")
        assert page.evaluate(LOOKS, "1") == "run v-contradicted open,cell v-contradicted open"
        begin(page, "x")
        page.check('#ask [value="corroborated"]')
        keep(page)
        told(page, "1.1: corroborated, kept.")
        until(page, f"() => ({LOOKS})('1') === 'run v-corroborated,cell v-corroborated solid'")
        assert page.text_content('.cell[data-line="1"] title') == "Line 1: corroborated"
        page.reload()
        at(page, "1.1")
        assert page.evaluate(LOOKS, "1") == "run v-corroborated,cell v-corroborated solid"
        page.keyboard.press("z")
        told(page, "Taken back: 1.1, decided corroborated; Loupe proposed contradicted.")
        until(page, f"() => ({LOOKS})('1') === 'run v-contradicted open,cell v-contradicted open'")
        page.keyboard.press("Z")
        told(page, "Given back: 1.1, decided corroborated; Loupe proposed contradicted.")

        # On the second card: it is decided, and the next key goes on from there.
        for key in "JJ":
            page.keyboard.press(key)
        second = page.evaluate("document.activeElement.id")
        assert second.startswith("card-")
        page.keyboard.press("i")
        told(page, "1.1: this passage is irrelevant, kept.")
        until(page, "id => document.activeElement.id === id && document.activeElement.matches('.s-irrelevant')", second)
        page.keyboard.press("K")
        first = page.evaluate("document.activeElement.id")
        assert first.startswith("card-")
        assert first != second

        # Out of a search back to where one was; there keys are done again, not typed.
        page.keyboard.press("/")
        page.keyboard.type("guards")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == first
        page.keyboard.press("/")
        page.keyboard.type("vault")
        page.keyboard.press("Enter")
        page.wait_for_selector("#found[open] .card")
        page.keyboard.press("Escape")
        until(page, "document.activeElement.matches('.card, #claim')")
        page.keyboard.press("f")
        told(page, "1.1: starred.")

        # The keys of this page stand first in the sheet, each with its place.
        page.keyboard.press("?")
        here = page.inner_text("#keys-here")
        assert "accept the proposed verdict (claim)" in here
        assert "play or pause" in here
        assert not re.search("tick the row|keep them apart|look closer|publish", here)
        assert "tick the row" in page.text_content("#keys-elsewhere")
        page.keyboard.press("Escape")

        # Where the evidence stands below the lines, who chooses a claim is brought to it.
        for width, height in ((640, 450), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("scrollTo(0, 0)")
            page.keyboard.press("j")
            until(page, SEEN)
            assert page.evaluate("document.documentElement.scrollWidth") == width
        assert unexpected(shown) == []


def test_the_script_signs_the_line_that_was_jumped_to_and_what_is_told_goes_again(case):
    by_ben(case, "3.1", "not checkable")
    with window(case) as shown:
        shown.page.clock.install()
        page = shown.go("/script?part=1")
        page.click("#line-1 .said")
        page.click('.checklist [data-kind="unsigned"] summary')
        page.click('.checklist a:text-is("Line 3")')
        page.keyboard.press("S")
        told(page, "Line 3 is signed.")
        assert page.evaluate("getComputedStyle(told).pointerEvents") == "none"
        page.keyboard.press("z")
        told(page, "Taken back: ")
        page.clock.fast_forward(30_000)
        until(page, "document.getElementById('told').textContent === ''")
        assert "v-not-checkable" in page.get_attribute("#line-3 .run", "class")
        page.keyboard.press("Z")
        told(page, "Given back: ")
        shown.go("/history?kind=signed")
        page.keyboard.press("z")
        told(page, "Taken back: ")
        assert unexpected(shown) == []


def test_keys_go_on_from_where_one_is(case):
    by_ben(case, "1.1", "contradicted")
    with window(case) as shown:
        page = shown.go("/film?claim=2.1")
        at(page, "2.1")
        for key, number in (("j", "3.1"), ("k", "1.1")):
            page.evaluate("document.getElementById('claim').focus()")
            page.click('.head-of[data-number="2.1"]')
            at(page, "2.1")
            page.evaluate("document.querySelector('.head-of[data-number=\"2.1\"]').dataset.checkable = 'no'")
            page.keyboard.press(key)
            at(page, number)
        page = shown.go("/script")
        page.click('.checklist [data-kind="private"] summary')
        page.focus(".checklist [data-public] >> nth=0")
        page.keyboard.press("Enter")
        told(page, "Marked public.")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Mark public: ")
        page.keyboard.press("Enter")
        until(page, "document.activeElement.id === 'ready'")
        assert unexpected(shown) == []


def test_rows_that_were_refused_can_be_decided_anew(case):
    with window(case) as shown:
        page = shown.go("/claims")
        for key in ("j", "x", "j", "x"):
            page.keyboard.press(key)
        page.fill("#why", "two papers")
        by_ben(case, "2.1", "corroborated")
        page.click('#bulk [data-act="unsure"]')
        told(page, "Ben Okri has decided this in the meantime")
        page.wait_for_selector(".row .badge.decided")
        assert page.evaluate("getComputedStyle(told).zIndex - getComputedStyle(bulk).zIndex") > 0
        assert page.inner_text("#ticked") == "2 rows ticked"
        assert page.input_value("#why") == "two papers"
        assert kept(case, "verdict") == ["2.1"]
        page.click('#bulk [data-act="unsure"]')
        told(page, "Kept: 2 decisions.")
        assert kept(case, "verdict") == ["2.1", "1.1", "2.1"]
        assert stands(case, "2.1").verdict.why == "two papers"
        page.focus(".row")
        page.keyboard.press("u")
        told(page, "Nothing changed: 1 stood so already.")
        page.keyboard.press("z")
        told(page, "Taken back: 2.1, left it open; Loupe proposed")
        assert unexpected(shown, "status of 409") == []

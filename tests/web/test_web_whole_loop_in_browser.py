"""A day's work by keys alone: the film plays, its cards come in time, and what is decided at the desk is published."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
from browsing import CHROMIUM, Window, chromium

from loupe.engine import Case
from loupe.web import serve

DEMO = Path(__file__).resolve().parents[2] / "demo"
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium at /usr/bin/chromium"),
    pytest.mark.skipif(not (DEMO / "film.mp4").is_file(), reason="the film of the demo is not here"),
]
pytest.importorskip("playwright", reason="playwright drives the browser")

LATE_S = 0.2
"""How late a card may stand there after its line is spoken, in seconds of the film."""
PLAYS = 3
"""A machine under load stops a browser now and then: the film may be played so often for a card to be in time."""
NOTE = """The district's own count

A clerk of the district counted 189 safe-deposit boxes in the vault, and 63 cameras in the three streets round it.
"""

WATCH = """() => {
  window.cards = [];
  const media = document.getElementById("media"), evidence = document.getElementById("evidence");
  new MutationObserver(() => {
    const number = evidence.querySelector("#claim")?.dataset.number;
    if (number) window.cards.push({ number, at: media.currentTime, played: !media.paused });
  }).observe(evidence, { childList: true });
}"""
FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return "";
  return here.getAttribute("aria-label") ?? here.labels?.[0]?.textContent ?? here.textContent;
}"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """The demo with its film; no model reads in it, so that nothing but the page takes time."""
    spec = importlib.util.spec_from_file_location("build", DEMO / "build.py")
    build = importlib.util.module_from_spec(spec)
    sys.modules["build"] = build
    spec.loader.exec_module(build)
    folder = tmp_path_factory.mktemp("loop")
    build.build(folder / "archive")
    shutil.copyfile(DEMO / "film.mp4", folder / "archive" / "film.mp4")
    Case.create(folder / "case", name="Antwerp").close()
    settings = folder / "case" / "loupe.toml"
    settings.write_text(settings.read_text("utf-8").replace("[model]", '[model]\nstance = "none"\nencoder = "none"'))
    with Case.open(folder / "case") as made:
        made.add_sheet(folder / "archive" / "sources.csv")
        made.check(folder / "archive" / "film.mp4", title="The Quiet Weekend")
    return folder / "case"


def tab_to(page, words, key="Tab"):
    """Go on with a key until what has the focus is called so."""
    for _ in range(400):
        page.keyboard.press(key)
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no key leads to {words}")


def cue(page, number):
    """When the line of a claim begins, in seconds."""
    start = page.get_attribute(f'.line:has([data-number="{number}"])', "data-start")
    return int(start) / 1000


def decided(page, number, decision=True):
    page.wait_for_selector(f'#claim[data-number="{number}"]')
    page.wait_for_selector("#claim .decision", state="attached" if decision else "detached")


def to_room(page, name, ready):
    """Go to another page by its tab."""
    page.keyboard.press("Escape")
    tab_to(page, "Skip to the page", "Shift+Tab")
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_selector(ready)


def in_time(page, wanted):
    """Play the film over these claims, until each of their cards has stood there in time; returns the lateness."""
    late = dict.fromkeys(wanted, 99.0)
    for _ in range(PLAYS):
        page.evaluate("() => { window.cards.length = 0; }")
        page.keyboard.press(" ")
        page.wait_for_function(
            "last => !document.getElementById('media').paused && window.cards.some((one) => one.number === last)",
            arg=wanted[-1],
        )
        page.keyboard.press(" ")
        page.wait_for_function("() => document.getElementById('media').paused")
        for one in page.evaluate("() => window.cards"):
            if one["number"] in late and one["played"]:
                late[one["number"]] = min(late[one["number"]], one["at"] - cue(page, one["number"]))
        if all(0 <= seconds <= LATE_S for seconds in late.values()):
            break
        first = page.evaluate("() => document.getElementById('media').currentTime")
        for _ in range(int((first - cue(page, wanted[0])) // 5) + 1):
            page.keyboard.press("ArrowLeft")
    return late


def test_the_whole_loop_by_keys_alone(case, tmp_path):
    serving = serve(case, "Anna de Vries")
    with chromium() as browser:
        window = Window(browser, f"http://127.0.0.1:{serving.port}", viewport={"width": 1280, "height": 900})
        # The window in which the system lets a person choose files: it is listened to from the start.
        window.page.on("filechooser", lambda chooser: chooser.set_files(tmp_path / "district-count.txt"))
        page = window.go(serving.link)

        # The page of the case leads to the film; it plays, and each card stands there at its second.
        tab_to(page, "The Quiet Weekend")
        page.keyboard.press("Enter")
        page.wait_for_selector("#film")
        page.wait_for_function("() => document.getElementById('media').readyState >= 2")
        page.evaluate(WATCH)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        late = in_time(page, ["5.1", "7.1"])
        assert all(0 <= seconds <= LATE_S for seconds in late.values()), late

        # Decided, taken back, given back: each is there only when it is kept.
        decided(page, "7.1", decision=False)
        page.keyboard.press("a")
        window.told(", kept.")
        decided(page, "7.1")
        assert kept(case, "7.1") == "Anna de Vries"
        page.keyboard.press("z")
        window.told("Taken back")
        decided(page, "7.1", decision=False)
        assert kept(case, "7.1") is None
        page.keyboard.press("Z")
        window.told("Given back")
        decided(page, "7.1")

        # A source is added, and the check run again.
        (tmp_path / "district-count.txt").write_text(NOTE)
        to_room(page, "Antwerp", "#drop")
        tab_to(page, "Files, or drop them")
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.getElementById('files').files.length === 1")
        tab_to(page, "Read them")
        page.keyboard.press("Enter")
        page.wait_for_selector("#jobs .done >> text=district-count.txt: added.", timeout=120_000)
        page.wait_for_selector(".work .caution")
        tab_to(page, "Check The Quiet Weekend again", "Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#jobs .done >> text=verdicts are proposals", timeout=300_000)
        changed = page.wait_for_selector("text=1 decided claim has new evidence")
        assert "189 safe-deposit boxes" in page.inner_text(".changes")
        assert changed is not None

        # The claim that it names is looked at again: the new card is there, and the person decides anew.
        tab_to(page, "7.1")
        page.keyboard.press("Enter")
        page.wait_for_selector('#claim[data-number="7.1"] .caution')
        assert "district-count.txt" in page.inner_text("#claim .cards")
        assert kept(case, "7.1") == "Anna de Vries"
        page.keyboard.press("a")
        window.told(", kept.")
        page.wait_for_selector("#claim .caution", state="detached")

        # Signed off, its source and the film marked public, and published.
        to_room(page, "Script", "#script")
        for _ in range(10):
            page.keyboard.press("j")
            if page.evaluate("() => document.activeElement.dataset.number") == "7":
                break
        page.keyboard.press("S")
        window.told("Line 7 is signed.")
        tab_to(page, "Mark the film public", "Shift+Tab")
        page.keyboard.press("Enter")
        window.told("Marked public.")
        tab_to(page, "Every source that decided claims rest on", "Shift+Tab")
        page.keyboard.press("Enter")
        tab_to(page, "Mark public: district-count.txt")
        page.keyboard.press("Enter")
        page.wait_for_selector('.checklist button[aria-label*="district-count"]', state="detached")
        tab_to(page, "Published by")
        page.keyboard.type("The Desk")
        tab_to(page, "The film")
        page.keyboard.press("End")
        tab_to(page, "Publish what is signed")
        page.keyboard.press("Enter")
        window.told("1 claim and 1 source are in")
        assert window.strange == []
        window.close()
        serving.stop()

        # The folder, from disk: the film plays beside its evidence, and the signed verdict stands there.
        site = next((case / "published").iterdir())
        window = Window(browser, site.as_uri())
        page = window.go((site / "index.html").as_uri())
        tab_to(page, "Read it line by line")
        page.keyboard.press("Enter")
        page.wait_for_selector("#film")
        page.wait_for_load_state("load")
        page.wait_for_function("() => document.getElementById('media').readyState >= 2")
        page.evaluate(WATCH)
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        late = in_time(page, ["7.1"])
        assert all(0 <= seconds <= LATE_S for seconds in late.values()), late
        decided(page, "7.1")
        said = page.inner_text("#claim")
        assert "189 safe-deposit boxes" in said
        assert "A clerk of the district counted" in said
        assert page.locator("#claim .badge.decided").count() == 1
        assert "Anna" not in page.content()
        assert window.strange == []
        window.close()


def kept(case, number):
    """Who has decided a claim, as another process reads the case."""
    with Case.open(case, readonly=True) as opened:
        page = opened.page_of_claim(number)
        return page.review.verdict.who if page.review.verdict else None

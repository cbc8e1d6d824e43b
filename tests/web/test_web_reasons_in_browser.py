"""Timeline, people and things in a real browser: zoom and merges by keys alone, and hostile names stay text."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager

import pytest
from browsing import needs_chromium, window

from loupe.engine import Case
from loupe.language import find_parser

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed"),
]

LETTER = """\
Denise Oliver opened the safe in Antwerp on 3 May 1997. Police arrested Otto Vane in Antwerp on 5 May 1997.

The thieves took 40 million dollars in diamonds. The thieves opened 123 of the 189 boxes.

The alarm was bypassed with tape.
"""
PAPER = """\
Denice Oliver opened the safe in Antwerp on 10 May 1997. Police arrested Otto Vane in Antwerp on 6 May 2001.

The stolen diamonds were worth 90 million dollars. Denise Oliver met Otto Vane in Antwerp.
"""
FILM = """1
00:00:01,000 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.
"""
HOSTILE = (
    "<script>taken()</script>",
    "<img src=x onerror=taken()>",
    '"><svg onload=taken()>',
    "' onmouseover=taken() x='",
    "</title><script>taken()</script>",
    "{{ 7 * 7 }}javascript:taken()",
)
PLACES = ("/timeline", "/things/people", "/things/ledger", "/things/layers", "/things/questions", "/things/ask")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    (folder / "letter.txt").write_text(LETTER)
    (folder / "paper.txt").write_text(PAPER)
    (folder / "film.srt").write_text(FILM)
    with Case.create(folder / "case") as made:
        made.add(folder / "letter.txt", title="A letter", published="1997-06")
        made.add(folder / "paper.txt", title="The paper", published="2002")
        made.check(folder / "film.srt", fast=True)
    return folder / "case"


@contextmanager
def inside(case, expected="nothing"):
    """A browser inside; what its console or another host hears of at the end is a failure, but for what is expected."""
    with window(case, "Anna de Vries") as opened:
        yield opened.page
    assert [words for words in opened.strange if expected not in words] == []


def go(page, path):
    page.goto(path)
    page.locator("[data-job]").first.wait_for(state="detached", timeout=60_000)
    return page


def test_every_page_fills_itself_without_a_word_of_complaint(told):
    with inside(told) as page:
        for place in PLACES:
            go(page, place)
            assert page.locator("h1").count() == 1
            assert page.locator("#part").inner_text().strip()
            assert page.locator("[data-failed]").count() == 0


def test_the_timeline_is_zoomed_by_keys_by_buttons_and_by_going_back(told):
    with inside(told) as page:
        go(page, "/timeline")
        whole = page.locator("#stretch").inner_text()
        marks = page.locator("svg a.mark")
        every = marks.count()
        page.keyboard.press("+")
        page.wait_for_url(re.compile(r"\?from="))
        page.locator("#move-out[href]").wait_for()
        assert page.locator("#stretch").inner_text() != whole
        page.locator("#move-in").click()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("0")
        page.wait_for_url(re.compile(r"/timeline$"))
        page.get_by_text(whole, exact=True).first.wait_for()
        assert marks.count() == every
        page.get_by_label("About").fill("Vane")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"about=Vane"))
        assert 0 < marks.count() < every
        page.go_back()
        marks.nth(every - 1).wait_for(state="attached")
        assert marks.count() == every


def test_two_steps_at_once_are_both_taken_however_long_the_server_takes(told):
    with inside(told) as page:
        go(page, "/timeline")
        page.keyboard.press("+")
        page.wait_for_url(re.compile(r"from="))
        once = page.url
        page.keyboard.press("+")
        page.wait_for_url(lambda url: url != once)
        twice = page.url
        go(page, "/timeline")
        page.route("**/timeline/part*", lambda route: (page.wait_for_timeout(200), route.continue_()))
        page.keyboard.press("+")
        page.keyboard.press("+")
        page.wait_for_url(twice)
        page.unroute_all(behavior="wait")


def test_zooming_by_keys_is_about_the_bar_one_is_on_and_stays_on_it(told):
    with inside(told) as page:
        go(page, "/timeline")
        for name in page.locator("svg a.mark").evaluate_all("all => all.map((one) => one.dataset.statement)"):
            go(page, "/timeline")
            bar = page.locator(f'svg a.mark[data-statement="{name}"]')
            bar.focus()
            for key in ("+", "+", "-"):
                before = page.url
                page.keyboard.press(key)
                page.wait_for_url(lambda url, before=before: url != before)
                page.wait_for_timeout(50)
                assert bar.evaluate("one => one === document.activeElement")
        page.go_back()
        page.locator("svg a.mark").first.wait_for()
        assert "at=" not in page.url


def test_a_mark_leads_to_its_passage_and_the_list_holds_the_same(told):
    with inside(told) as page:
        go(page, "/timeline")
        drawn = sorted(a.get_attribute("href") for a in page.locator("svg a.mark").all())
        listed = sorted(a.get_attribute("href") for a in page.locator("ol.statements a.at").all())
        assert drawn == listed
        assert all(re.fullmatch(r"/sources/s-\w+#p-\w+", href) for href in drawn)
        assert page.locator("svg a.mark").first.get_attribute("aria-label")
        assert "109 of the 189 boxes opened" in page.locator(".set").first.inner_text()


@pytest.mark.parametrize(
    ("place", "said", "kind"),
    [
        pytest.param("/things/people", "are one, decided by Anna de Vries", "names", id="two names"),
        pytest.param("/timeline", "One event, by Anna de Vries", "events", id="two events"),
    ],
)
def test_a_merge_is_confirmed_and_taken_back_by_keys_alone(told, place, said, kind):
    with inside(told) as page:
        go(page, place)
        proposals, decided = page.locator(".proposal.proposed"), page.locator(".proposal.decided")
        many = proposals.count()
        assert many
        first = (proposals.first.get_attribute("data-left"), proposals.first.get_attribute("data-right"))
        page.keyboard.press("j")
        assert page.locator(".proposal.chosen").count() == 1
        page.locator(".proposal.chosen .why").focus()
        page.keyboard.type("ask the archive")
        page.keyboard.press("Shift+Tab")  # out of the field: keys decide again
        page.keyboard.press("a")
        decided.first.wait_for()
        assert said in decided.first.inner_text()
        assert "ask the archive" in decided.first.inner_text()
        with Case.open(told, readonly=True) as other:
            word = other.reasons.words()[-1]
            assert (word.kind, {word.left, word.right}, word.verdict) == (kind, set(first), "same")
        page.locator("[data-job]").first.wait_for(state="detached")
        page.keyboard.press("z")
        decided.first.wait_for(state="detached")
        page.locator("[data-job]").first.wait_for(state="detached")
        page.wait_for_timeout(300)
        assert proposals.count() == many
        page.keyboard.press("Z")
        decided.first.wait_for()
        page.keyboard.press("z")
        decided.first.wait_for(state="detached")


def test_what_another_person_said_meanwhile_is_told_and_not_written_over(told):
    with inside(told, expected="409") as page:
        go(page, "/things/people")
        first = page.locator(".proposal.proposed").first
        left, right = first.get_attribute("data-left"), first.get_attribute("data-right")
        with Case.open(told) as other:
            other._store.decide_names(left, right, "apart", "Ben", "two sisters")
        page.keyboard.press("j")
        page.keyboard.press("a")
        page.get_by_text("Ben has decided this in the meantime").wait_for()
        page.locator(".proposal.decided").first.wait_for()
        assert "are two, decided by Ben" in page.locator(".proposal.decided").first.inner_text()
        page.get_by_role("button", name="Take back").first.click()
        page.locator(".proposal.decided").first.wait_for(state="detached")


def test_a_claim_says_on_the_film_page_what_excludes_it(told):
    with inside(told) as page:
        go(page, "/timeline")
        go(page, "/film?claim=1")
        page.locator(".head-of").first.click()
        page.locator(".claim-sets .set").first.wait_for()
        assert "123 of the 189 boxes" in page.locator(".claim-sets").inner_text()


def hostile_names():
    try:
        from payloads import PAYLOADS
    except ImportError:
        return HOSTILE
    return tuple(PAYLOADS)


def test_hostile_titles_and_names_stay_text(tmp_path):
    names = hostile_names()
    rows = [("file", "title", "maker", "date")]
    for n, bad in enumerate(names):
        (tmp_path / f"{n}.txt").write_text(
            f"Otto {bad} arrested Lena {bad} in Antwerp on {1 + n % 28} May 1997. The stolen {bad} was worth {n} "
            f"million dollars. “{bad}”, police said in 1998.\n\nThe alarm was bypassed with {bad}.\n"
        )
        rows.append((f"{n}.txt", bad, bad, "1997"))
    with (tmp_path / "sheet.csv").open("w", newline="") as sheet:
        csv.writer(sheet).writerows(rows)
    with Case.create(tmp_path / "case", name=names[0]) as made:
        made.add_sheet(tmp_path / "sheet.csv")
    with inside(tmp_path / "case") as page:
        for place in PLACES:
            go(page, f"{place}?about=%3Cscript%3Etaken()&q=%22%3E%3Cscript%3Etaken()&who=%3Cimg%20src=x%3E")
            go(page, place)
            assert page.title() != "taken"
            assert page.locator("main script, main img, main iframe, main [onload], main [onerror]").count() == 0
        go(page, "/timeline")
        assert names[0] in page.locator("main").inner_text()

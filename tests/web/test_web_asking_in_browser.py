"""Open questions ticked off, possible answers weighed and whereabouts set side by side, by keys alone."""

from __future__ import annotations

import shutil

import pytest
from browsing import CHROMIUM, Window, chromium

from loupe.engine import Case
from loupe.language import find_parser
from loupe.model.errors import AlreadyDecided, UsageError
from loupe.views.people_page import PeopleLook, people_page
from loupe.web import serve

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium at /usr/bin/chromium"),
    pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed"),
]

LETTER = """\
Denise Oliver was in Antwerp at 10 pm on 3 May 1997. Otto Vane planned the theft with Denise Oliver.

The thieves opened 123 of the 189 boxes.
"""
PAPER = """\
Denise Oliver was in New York at 10 pm on 3 May 1997. Otto Vane planned the theft, police said.
"""
FILM = """1
00:00:01,000 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.
"""
WHO = "Who planned the theft?"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asking")
    (folder / "letter.txt").write_text(LETTER)
    (folder / "paper.txt").write_text(PAPER)
    (folder / "film.srt").write_text(FILM)
    with Case.create(folder / "case") as made:
        made.add(folder / "letter.txt", title="A letter", published="1997-06")
        made.add(folder / "paper.txt", title="The paper", published="2002")
        made.check(folder / "film.srt", fast=True)
        made.understand()
    return folder / "case"


@pytest.fixture
def case(built, tmp_path):
    return shutil.copytree(built, tmp_path / "case")


@pytest.fixture
def shown(case):
    serving = serve(case, "Anna de Vries")
    with chromium() as browser:
        window = Window(browser, f"http://127.0.0.1:{serving.port}")
        window.go(serving.link)
        yield window
        assert window.strange == []
        window.close()
    serving.stop()


def go(window, path):
    page = window.go(window.base + path)
    filled(page)
    return page


def filled(page):
    page.wait_for_function("() => !document.querySelector('[data-job]')", timeout=120_000)


def test_a_question_is_ticked_off_by_keys_kept_struck_through_and_taken_back(shown, case):
    page = go(shown, "/things/questions")
    page.keyboard.press("a")
    shown.told("Choose a question first")
    page.keyboard.press("j")
    first = page.evaluate("() => document.activeElement.id")
    assert first.startswith("q-")
    page.keyboard.press("Tab")
    while page.evaluate("() => document.activeElement.className") != "why":
        page.keyboard.press("Tab")
    page.keyboard.type("The court file says so.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{first}.ticked")
    said = page.inner_text(f"#{first} .decision")
    assert "Answered" in said
    assert "Anna de Vries" in said
    assert "The court file says so." in said
    assert page.locator(f"#{first} del").count() == 1
    with Case.open(case, readonly=True) as opened:
        (asked,) = opened.reasons.asked_questions()[0].values()
        assert (asked.state, asked.note, asked.who) == ("answered", "The court file says so.", "Anna de Vries")
        assert "ticked off a question" in opened.history()[-1].did
    page.keyboard.press("z")
    page.wait_for_selector(f"#{first}:not(.ticked)")
    shown.told("Taken back: ticked off a question, answered: ")
    page.keyboard.press("Z")
    page.wait_for_selector(f"#{first}.ticked")
    page.keyboard.press("x")
    page.wait_for_selector(f"#{first} .decision:has-text('Not needed')")


def test_a_question_is_asked_and_a_clue_weighed_by_keys_and_taken_back(shown, case):
    page = go(shown, "/things/ask")
    page.locator("input[name=question]").focus()
    page.keyboard.type(WHO)
    page.keyboard.press("Tab")
    page.keyboard.type("Otto Vane")
    page.keyboard.press("Enter")
    shown.told("Kept.")
    page.wait_for_selector(f"h2:has-text('{WHO}')")
    filled(page)
    page.locator("summary", has_text="Clues that Loupe proposes").press("Enter")
    form = page.locator("form[data-ask=weigh]").first
    form.locator("[name=words]").select_option("moderate support")
    form.locator("[name=why]").press("x")
    page.keyboard.press("Enter")
    page.wait_for_selector("h3:has-text('Clues that persons kept')", timeout=60_000)
    filled(page)
    weighed = page.inner_text("#part")
    assert "H1: moderate support, says Anna de Vries: x" in weighed
    with Case.open(case, readonly=True) as opened:
        (weight,) = opened.asking(WHO).held.weights.values()
        assert (weight.level, weight.who) == (2, "Anna de Vries")
    page.keyboard.press("Escape")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("z")
    shown.told(f"Taken back: weighed C1 for H1: moderate support, {WHO}.")
    with Case.open(case, readonly=True) as opened:
        assert not opened.asking(WHO).held.weights


def test_another_persons_weight_is_not_overwritten_unseen(case):
    with Case.open(case) as opened:
        ben = opened.reasons.weighing("Ben")
        ben.hypothesize(WHO, "Otto Vane")
        clue = opened.asking(WHO).report().proposed[0].name
        seen = ben.weigh(WHO, clue, "H1", "weak support")[-1].seq
        opened.reasons.weighing("Cleo").weigh(WHO, "C1", "H1", "strong support", seen=seen)
        with pytest.raises(AlreadyDecided, match="Cleo"):
            ben.weigh(WHO, "C1", "H1", "moderate support", seen=seen)
        assert ben.undo().fields["level"] == 1
        assert {w.who for w in opened.asking(WHO).held.weights.values()} == {"Cleo"}
        with pytest.raises(UsageError, match="not on the scale"):
            ben.weigh(WHO, "C1", "H1", "surely")


def test_two_accounts_that_cannot_both_be_true_are_marked_where_somebody_was(shown):
    page = go(shown, "/things/people?who=denise+oliver")
    rows = page.locator(".whereabouts tbody tr").all_inner_texts()
    clashing = [row for row in rows if "✘" in row]
    assert len(clashing) == 2, rows
    assert any("Antwerp" in row and "A letter" in row for row in clashing)
    assert any("New York" in row and "The paper" in row for row in clashing)
    assert page.locator(".whereabouts tr.clash a[href*='#set-']").count() == 2


def test_words_without_a_place_by_name_stand_there_when_a_proof_needs_them(tmp_path):
    """Where somebody waited and where that person's phone was: neither names a place, and both cannot be true."""
    (tmp_path / "book.txt").write_text(
        "Leonardo Bartolo waited outside in a car all night.\n\n"
        "Evidence in court showed that Leonardo Bartolo's phone was in use inside the Diamond Center that night.\n"
    )
    with Case.create(tmp_path / "case") as made:
        made.add(tmp_path / "book.txt", title="A book")
        sets, state = made.reasons.sets(60)
        named, _ = made.reasons.named(60)
        assert state.over
        look = PeopleLook(who="leonardo bartolo")
        page = people_page(named.rows, (), named.told, named.labels, (), (), look, sets)
        assert [(row.where, row.against) for row in page.chosen.whereabouts if row.against], page.chosen.whereabouts
        one, other = [row for row in page.chosen.whereabouts if row.against]
        assert (one.against, other.against) == ((other.number,), (one.number,))
        assert "two places" in one.rules[0]

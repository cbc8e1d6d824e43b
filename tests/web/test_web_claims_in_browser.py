"""The claims page and the history page in a real browser, by keyboard alone."""

from __future__ import annotations

import contextlib
import time

import pytest
from browsing import Window, chromium, needs_chromium
from playwright.sync_api import Error

from loupe.engine import Case

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser, client, case):
    with Case.open(case, readonly=True) as opened:
        work = opened.works()[0].id
    window = Window(browser, f"http://127.0.0.1:{client.port}")
    window.page.goto(client.link)
    window.page.goto(f"/claims/{work}")
    yield window.page
    assert window.strange == []
    window.close()
    with Case.open(case) as opened:
        while opened.undo(who="Anna"):
            pass


def until(page, holds):
    """Wait until an expression is true; asked from outside, because the pages forbid scripts made of text."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with contextlib.suppress(Error):  # the page is being loaded anew
            if page.evaluate(holds):
                return
        page.wait_for_timeout(30)
    raise AssertionError(holds)


def badges(page):
    return [" ".join(text.split()) for text in page.locator(".row .badge").all_inner_texts()]


def test_rows_are_ticked_and_decided_at_once_by_keys_and_undone_one_by_one(page):
    before = badges(page)
    assert [one.split()[-1] for one in before] == ["proposed", "proposed"]
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.inner_text("#ticked") == "2 rows ticked"
    page.keyboard.press("a")
    until(page, "document.querySelectorAll('.badge.decided').length === 2")
    assert badges(page) == [one.replace("proposed", "A") for one in before]
    assert page.evaluate("document.activeElement.className") == "row"
    page.keyboard.press("z")
    until(page, "document.querySelectorAll('.badge.decided').length === 1")
    page.keyboard.press("Z")
    until(page, "document.querySelectorAll('.badge.decided').length === 2")


def test_a_key_acts_on_the_row_one_is_on_and_a_row_that_goes_leaves_its_place(page):
    page.check("#f-state-1")
    until(page, "location.search === '?state=proposed'")
    page.keyboard.press("j")
    page.keyboard.press("u")
    until(page, "document.querySelectorAll('.row').length === 1")
    assert page.evaluate("document.activeElement.className") == "row"
    page.reload()
    assert page.locator(".row").count() == 1


def test_words_filter_while_they_are_typed_and_stand_in_the_address(page):
    page.keyboard.press("w")
    page.keyboard.type("hurt")
    until(page, "location.search === '?words=hurt' && document.querySelectorAll('.row').length === 1")
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.locator(".files a").first.get_attribute("href").endswith("claims.xlsx?words=hurt")
    for leaves in ("Escape", "Enter"):
        page.focus("#words")
        page.keyboard.press(leaves)
        until(page, "document.activeElement.classList.contains('row')")
        assert page.input_value("#words") == "hurt"


def test_a_view_is_kept_and_opened(page):
    page.check("#f-starred")
    page.wait_for_selector("#keep")
    page.fill("#view-name", "Mine")
    page.keyboard.press("Enter")
    page.wait_for_selector('.views a:text("Mine")')
    page.click('.views a:text("All claims")')
    page.click('.views a:text("Mine")')
    assert page.url.endswith("?starred=yes")


def test_a_row_opens_beside_the_film(page):
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/film/*?claim=1.1")


def test_the_history_undoes_compares_and_verifies(page):
    page.keyboard.press("j")
    page.keyboard.press("f")
    page.wait_for_selector(".star")
    page.goto(page.url.replace("/claims/", "/history/"))
    assert "starred it" in page.locator(".row").first.inner_text()
    page.keyboard.press("z")
    until(page, "document.querySelector('.row')?.innerText.includes('took back')")
    page.locator('input[name="from"]').nth(1).check()
    page.locator('input[name="to"]').first.check()
    page.click('button:text("Compare")')
    assert "starred" in page.inner_text(".compared")
    page.wait_for_load_state("load")  # a click before the script listens does nothing
    page.click("#verify")
    until(page, "document.getElementById('verify-said').textContent.startsWith('Everything is as it was')")


def test_the_pages_fit_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 800})
    for room in ("/claims/", "/history/"):
        page.goto(page.url.replace("/claims/", room))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

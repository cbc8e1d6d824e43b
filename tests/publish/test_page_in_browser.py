"""The page in a real browser, opened from the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from script_cases import small_case, with_text

from loupe.publish import write_script

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
HOSTILE = '<script>document.title="taken"</script><img src=x onerror=\'document.title="taken"\'>'

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium at /usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Opened:
    """A page with what it asked for and what it complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.asked, self.complaints = page, [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)

    def shown(self, selector: str) -> list[str]:
        return [item.get_attribute("id") or "" for item in self.page.locator(selector).all() if item.is_visible()]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    address = write_script(small_case(), tmp_path / "script.html").as_uri()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = Opened(context.new_page(), address)
    yield page
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith(address)] == []
    context.close()


def test_filter_by_verdict(opened):
    for name in ("contested", "uncorroborated", "corroborated", "not-checkable"):
        opened.page.uncheck(f"input[value={name}]")
    assert opened.shown(".claim") == ["claim-1-1"]
    assert opened.shown(".line") == ["line-1"]
    assert opened.page.inner_text("#showing") == "1 of 6 lines, 1 of 6 claims"
    opened.page.reload()
    assert opened.shown(".claim") == ["claim-1-1"]
    opened.page.keyboard.press("x")
    assert len(opened.shown(".line")) == 6


def test_filter_by_speaker(opened):
    opened.page.select_option("#speaker", "Notarbartolo")
    assert opened.shown(".line") == ["line-5"]


def test_filter_by_words_looks_into_the_evidence(opened):
    opened.page.fill("#words", "IN CUSTODY")
    assert opened.shown(".line") == ["line-4"]
    opened.page.fill("#words", "no such words")
    assert opened.shown(".line") == []
    assert opened.page.is_visible("#nothing")


def test_a_claim_opens_its_evidence(opened):
    quote = opened.page.locator("#claim-1-1 blockquote")
    assert not quote.is_visible()
    opened.page.click("#claim-1-1 details.evidence summary")
    assert quote.is_visible()
    assert quote.inner_text() == "109 of the 189 boxes were open."


def test_a_guess_is_read_without_pointing_at_it_and_leads_to_its_line(opened):
    guess = opened.page.locator("#claim-2-1 .guesses li")
    assert guess.is_visible()
    assert "the ones spoken of last. It rests on “The thieves” in line 1, 00:00:05–00:00:09." in guess.inner_text()
    drawn = "getComputedStyle(document.querySelector('#claim-2-1 .guessed')).borderBottomStyle"
    assert opened.page.evaluate(drawn) == "dashed"
    opened.page.emulate_media(media="print")
    assert guess.is_visible()
    assert opened.page.evaluate(drawn) == "dashed"
    opened.page.emulate_media(media="screen")
    opened.page.uncheck("input[value=contradicted]")
    assert opened.shown("#line-1") == []
    guess.locator("a").click()
    assert opened.shown("#line-1") == ["line-1"]


def test_the_filter_looks_into_the_guesses(opened):
    opened.page.fill("#words", "ones spoken of last")
    assert opened.shown(".line") == ["line-2"]


def test_all_evidence_opens_and_closes(opened):
    opened.page.click("#open-all")
    assert opened.page.locator("details.evidence[open]").count() == 4
    opened.page.keyboard.press("c")
    assert opened.page.locator("details.evidence[open]").count() == 0


def test_keys_walk_the_claims_and_open_them(opened):
    keyboard, focused = opened.page.keyboard, "document.activeElement.id"
    for key, claim in (("j", "claim-1-1"), ("j", "claim-2-1"), ("k", "claim-1-1"), ("k", "claim-1-1")):
        keyboard.press(key)
        assert opened.page.evaluate(focused) == claim
    keyboard.press("o")
    assert opened.page.locator("#claim-1-1 blockquote").is_visible()
    keyboard.press("?")
    assert opened.page.is_visible("#keys")
    keyboard.press("j")
    keyboard.press("?")
    assert not opened.page.is_visible("#keys")
    keyboard.press("/")
    keyboard.type("jokx")
    assert opened.page.input_value("#words") == "jokx"


def test_keys_skip_what_the_filter_hides(opened):
    opened.page.uncheck("input[value=contradicted]")
    opened.page.keyboard.press("j")
    assert opened.page.evaluate("document.activeElement.id") == "claim-2-1"


def test_a_link_to_a_hidden_claim_shows_it(opened):
    opened.page.uncheck("input[value=corroborated]")
    assert "claim-2-1" not in opened.shown(".claim")
    opened.page.evaluate("location.hash = '#claim-2-1'")
    opened.page.wait_for_function("!document.getElementById('claim-2-1').hidden")
    assert opened.page.evaluate("location.hash") == "#claim-2-1"


@pytest.mark.parametrize("width", [320, 375, 768])
def test_no_sideways_scroll(opened, width):
    opened.page.set_viewport_size({"width": width, "height": 700})
    opened.page.click("#open-all")
    for trace in opened.page.locator("details.trace summary").all():
        trace.click()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_opens_the_evidence_and_drops_the_controls(opened):
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#claim-1-1 blockquote").is_visible()
    assert not opened.page.is_visible("#controls")
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("details.evidence[open]").count() == 0


def test_without_javascript_the_evidence_still_opens(browser, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_script(small_case(), tmp_path / "script.html").as_uri())
    assert not page.is_visible("#controls")
    page.click("#claim-1-1 details.evidence summary")
    assert page.locator("#claim-1-1 blockquote").is_visible()
    context.close()


def test_hostile_text_runs_nothing(browser, tmp_path):
    context = browser.new_context()
    page = Opened(context.new_page(), write_script(with_text(HOSTILE), tmp_path / "script.html").as_uri())
    page.page.click("#open-all")
    assert page.page.title() == f"{HOSTILE} – annotated script, proposed, not reviewed"
    assert page.page.locator("blockquote").first.inner_text() == HOSTILE
    assert (len(page.asked), page.complaints) == (1, [])
    context.close()

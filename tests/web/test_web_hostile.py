"""Forty payloads in every place where text from outside is shown: none runs, and no page complains."""

from __future__ import annotations

import pytest
from browsing import needs_chromium, window
from payloads import PAYLOADS

from hostile import make_hostile
from loupe.engine import Case

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return make_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def shown(case):
    with window(case, PAYLOADS[2]) as opened:
        opened.page.add_init_script("window.taken = () => { window.ran = true; };")
        yield opened


def unharmed(shown):
    page = shown.page
    assert page.evaluate("window.ran") is None
    assert page.title() != "taken"
    assert page.evaluate("document.querySelectorAll('main script, main iframe, main object, main embed').length") == 0
    inline = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    assert page.evaluate(inline) == []
    assert shown.complaints == []
    assert shown.elsewhere == []


def test_the_list_of_sources(shown):
    page = shown.go("/sources")
    assert page.locator(".archive tbody tr").count() >= len(PAYLOADS)
    labels = page.locator(".archive tbody th > a > span").all_text_contents()
    assert set(PAYLOADS) <= {label.strip() for label in labels} | {PAYLOADS[37]}
    unharmed(shown)


def test_every_source(shown, case):
    with Case.open(case, readonly=True) as opened:
        sources = opened.sources()
    for source in sources:
        shown.page.goto(f"http://127.0.0.1:{shown.port}/sources/{source.id}")
        assert shown.page.locator("h1").text_content().strip() == source.label.strip()
    unharmed(shown)


def test_the_film_with_all_its_claims(shown, case):
    page = shown.go("/film")
    for head in page.locator(".head-of").all():
        head.click()
    with Case.open(case, readonly=True) as opened:
        claim = next(c.id for c in opened.claims() if c.checkable)
    page.locator(f"#head-{claim}").click()
    page.wait_for_selector(f'#claim[data-claim="{claim}"] .attached .card')
    assert page.locator(".card .stance", has_text="decided").count() == len(PAYLOADS)
    page.locator(".searches summary").click()
    assert page.locator(".searches li").count() == len(PAYLOADS)
    for card in page.locator(".card").all()[:5]:
        card.hover()
    unharmed(shown)


def test_the_search_for_each_of_them(shown):
    page = shown.go("/sources")
    for words in PAYLOADS[::8]:
        page.locator("#find-words").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_function("words => document.getElementById('found-title').textContent.includes(words)", arg=words)
        page.keyboard.press("Escape")
    shown.go("/search?q=%3Cimg%20src%3Dx%20onerror%3Dtaken()%3E")
    unharmed(shown)

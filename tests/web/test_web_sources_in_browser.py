"""The archive in a real browser: landing at the quote, boxes over the picture, corrections, the search."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from archives import add_film, make_archive
from browsing import needs_chromium, window
from PIL import Image

from loupe.engine import Case

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def shown(case):
    with window(case) as opened:
        yield opened
        assert opened.complaints == []
        assert opened.elsewhere == []


@pytest.fixture(scope="module")
def ids(case):
    with Case.open(case, readonly=True) as opened:
        return {s.name: s.id for s in opened.sources()}


def claim_of(case, words):
    with Case.open(case, readonly=True) as opened:
        return next(c for c in opened.claims() if words in c.text)


def in_view(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] < 900


def test_a_card_of_the_film_page_lands_at_its_quote_boxed_on_the_page(shown, case, ids):
    page = shown.go("/film")
    with Case.open(case, readonly=True) as opened:
        claim = next(f.claim for f in opened.findings() if any(e.source_id == ids["paper.pdf"] for e in f.evidence))
    page.locator(f"#head-{claim.id}").click()
    card = page.locator(f'.card[data-open*="{ids["paper.pdf"]}"]').first
    quote = card.locator("blockquote").inner_text()
    card.locator("a").click()
    page.wait_for_selector(".leaf.drawn rect")
    marked = page.locator("mark.quoted").all_inner_texts()
    assert " ".join(" ".join(marked).split()) == " ".join(quote.split())
    assert in_view(page, "mark.quoted")
    # Under the boxes there is ink: they stand on the words of the picture, at the size at which it is shown.
    picture = Image.open(io.BytesIO(page.locator(".paper").screenshot())).convert("L")
    across = page.locator(".paper").bounding_box()
    for rect in page.locator("#leaf-boxes rect").all():
        box = rect.bounding_box()
        part = picture.crop((
            int(box["x"] - across["x"]) + 3, int(box["y"] - across["y"]) + 3,
            int(box["x"] + box["width"] - across["x"]) - 3, int(box["y"] + box["height"] - across["y"]) - 3,
        ))  # fmt: skip
        assert part.getextrema()[0] < 120
    assert page.locator("#leaf-number").input_value() == "2"


def test_a_passage_on_another_page_of_a_long_source_is_loaded_and_shown(shown, case, ids):
    with Case.open(case, readonly=True) as opened:
        passage = opened.passages(ids["long.txt"])[420]
    page = shown.go(f"/sources/{ids['long.txt']}#{passage.id}")
    page.wait_for_selector(f"#{passage.id}.here")
    assert in_view(page, f"#{passage.id}")


@pytest.fixture(scope="module")
def subtitles(shown, case):
    return add_film(case, Path(__file__).parents[2] / "demo" / "film.mp4")


def moment(page):
    page.wait_for_function("document.getElementById('media').readyState > 0")
    page.wait_for_timeout(300)
    return page.evaluate("document.getElementById('media').currentTime")


def test_a_quote_from_a_film_opens_the_film_at_its_second(shown, case, subtitles):
    with Case.open(case, readonly=True) as opened:
        passage = opened.passages(subtitles)[5]
    start, end = passage.locator.start + 4, passage.locator.end
    page = shown.go(f"/sources/{subtitles}?quote={passage.id}:{start}-{end}#{passage.id}")
    assert moment(page) == pytest.approx(20, abs=0.2)
    assert page.locator("mark.quoted").inner_text() == "witness says sentence 5."


def test_a_film_shows_the_lines_of_its_subtitles_and_a_link_to_a_second_lands_there(shown, case, subtitles):
    with Case.open(case, readonly=True) as opened:
        film = opened.source_of(subtitles).part_of
    page = shown.go(f"/sources/{film}#t=29")
    assert moment(page) == pytest.approx(29, abs=0.2)
    assert page.locator(".passage.here .said").inner_text() == "The witness says sentence 7."
    page.locator(".seek").nth(2).click()
    assert moment(page) == pytest.approx(8, abs=0.2)
    page.wait_for_selector(".passage.now")
    assert page.locator(".passage.now .said").inner_text() == "The witness says sentence 2."


def test_the_list_is_narrowed_and_walked_by_keys(shown):
    page = shown.go("/sources")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 2
    page.locator("#narrow select[name=state]").select_option("problem")
    page.wait_for_url("**/sources?state=problem")
    assert page.locator(".archive tbody tr").count() == 1


def test_a_correction_is_refused_in_words_and_then_kept(shown, ids):
    page = shown.go(f"/sources/{ids['table.csv']}")
    page.locator("#describe").click()
    page.locator("#describing [name=published]").fill("one day")
    page.locator("#describing button.main").click()
    page.wait_for_selector("#describing-said:not([hidden])")
    assert "“one day” is not a date" in page.locator("#describing-said").inner_text()
    assert any("400" in line for line in shown.complaints), "the browser itself notes a refused request"
    shown.complaints.clear()
    page.locator("#describing [name=published]").fill("2003-02")
    page.locator("#describing [name=title]").fill("The list")
    page.locator("#describing [name=why]").fill("asked the owner")
    with page.expect_navigation():
        page.locator("#describing button.main").click()
    assert page.locator("h1").inner_text() == "The list"
    assert "asked the owner" in page.locator(".history").inner_text()


def test_by_keyboard_alone_a_search_is_made_for_a_claim_and_a_passage_attached(shown, case):
    claim = claim_of(case, "63 cameras")
    page = shown.go("/film")
    while page.evaluate("document.getElementById('claim')?.dataset.claim") != claim.id:
        page.keyboard.press("j")
        page.wait_for_timeout(150)
    page.keyboard.press("/")
    page.keyboard.type("the list of the opened boxes")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found[open] .results .card")
    for _ in range(10):
        if page.evaluate("document.activeElement.matches('#found .card')"):
            break
        page.keyboard.press("j")
    quote = page.evaluate("document.activeElement.querySelector('blockquote').textContent")
    page.keyboard.press("c")
    page.wait_for_selector("#found .card.s-contradicts")
    page.keyboard.press("Escape")
    page.wait_for_selector("#evidence .attached .card")
    assert page.locator("#evidence .attached blockquote").inner_text() == quote
    assert "Anna" in page.locator("#evidence .attached").inner_text()
    assert page.locator("#evidence .searches summary").inner_text().endswith("1")


def test_no_page_of_the_archive_complains(shown, ids):
    for id_ in ids.values():
        shown.go(f"/sources/{id_}")
        assert shown.complaints == []


def test_without_a_claim_the_search_offers_no_attaching(shown):
    page = shown.go("/sources")
    page.keyboard.press("/")
    page.keyboard.type("boxes")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found[open] .results .card")
    assert page.locator("#found [data-attach]").count() == 0

"""Forty payloads in every place where text from outside is shown: none runs, and no page complains."""

from __future__ import annotations

import shutil
from urllib.parse import quote

import pytest
from browsing import needs_chromium, window
from hostile_looks import OPEN_ALL, WATCH, addresses, get_routes, harm
from payloads import PAYLOADS

from loupe.engine import Case
from loupe.publish import FORMATS
from loupe.publish.claims_file import CLAIM_FORMS
from loupe.views.things_page import PARTS
from loupe.web import make_app
from loupe.web.guard import CONTENT_POLICY, DOWNLOAD_POLICY

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def case(hostile_built, tmp_path_factory):
    return shutil.copytree(hostile_built, tmp_path_factory.mktemp("hostile") / "case")


@pytest.fixture(scope="module")
def ids(case):
    """Every value that a parameter of an address can have in this case."""
    with Case.open(case, readonly=True) as opened:
        return {
            "work": [work.id for work in opened.works()],
            "claim": [claim.id for claim in opened.claims()],
            "source": [source.id for source in opened.sources()],
            "number": ["1"],
            "part": list(PARTS),
            "name": [*PARTS, "timeline", "sets"],
            "form": list(CLAIM_FORMS),
            "format_": list(FORMATS),
        }


@pytest.fixture(scope="module")
def routes(case):
    """Every address that can be asked for, and what it takes as a query."""
    return dict(get_routes(make_app(case, "Anna")))


@pytest.fixture(scope="module")
def shown(case):
    with window(case, PAYLOADS[2]) as opened:
        opened.page.add_init_script(WATCH)
        _fill(opened)
        yield opened


def _fill(shown):
    """Wait until the reports behind the pages are worked out: what they show is looked at, not that they wait."""
    for path in ("/timeline", *(f"/things/{part}" for part in PARTS)):
        shown.page.goto(f"http://127.0.0.1:{shown.port}{path}")
        shown.page.wait_for_function("() => !document.querySelector('[data-job]')", timeout=60_000)


def unharmed(shown):
    assert harm(shown.page) == []
    assert shown.complaints == []
    assert shown.elsewhere == []


def ask(shown, path):
    return shown.page.context.request.get(f"http://127.0.0.1:{shown.port}{path}", max_redirects=0)


def look(shown, path):
    """Open what there is to open, and find nothing."""
    shown.page.evaluate(OPEN_ALL)
    assert harm(shown.page) + shown.complaints + shown.elsewhere == [], path


def visit(shown, path):
    """A page, opened in the browser."""
    answer = shown.page.goto(f"http://127.0.0.1:{shown.port}{path}", wait_until="load")
    look(shown, path)
    return answer


def put_in(shown, path):
    """A part of a page, put into one as the pages' own scripts do it."""
    answer = ask(shown, path)
    if answer.status != 200:  # such as a claim that was merged: what is refused is put into no page
        return answer
    quiet = f"http://127.0.0.1:{shown.port}/search"  # nothing on this page waits for its own parts
    if shown.page.url != quiet:
        shown.page.goto(quiet)
    shown.page.evaluate(
        "html => document.querySelector('main').replaceChildren(document.createRange().createContextualFragment(html))",
        answer.text(),
    )
    look(shown, path)
    return answer


def way(answer):
    """How an answer is looked at: as a page, as a part of one, or as what is no page."""
    if answer.status != 200 or not answer.headers.get("content-type", "").startswith("text/html"):
        return ask
    return visit if answer.text().startswith("<!doctype html>") else put_in


def shut_in(path, answer):
    assert answer.headers["x-content-type-options"] == "nosniff", path
    assert answer.headers["content-security-policy"] in (CONTENT_POLICY, DOWNLOAD_POLICY), path


FEW = (".json", ".png", "/poster", "/media/{source}", "/original/{source}", "/sets")
"""What is no page, or says nothing of its own for most claims: a few of them stand for all."""


def test_every_answer_is_shut_in_and_every_page_shows_text(shown, routes, ids):
    few = {name: values[:4] for name, values in ids.items()}
    looked = {visit: set(), put_in: set(), ask: set()}
    for route in routes:
        paths = addresses(route, few if route.endswith(FEW) else ids)
        how = ask if "/export/" in route else way(ask(shown, paths[0]))
        looked[how].add(route)
        for path in paths:
            answer = how(shown, path)
            shut_in(path, answer)
            kind = answer.headers.get("content-type", "")
            if route.endswith(".json") or route.startswith("/api/"):
                assert kind == "application/json", path
            elif how is ask and answer.status == 200 and not path.startswith("/static/"):
                assert answer.headers["content-security-policy"] == DOWNLOAD_POLICY, path
                assert kind == "image/png" or answer.headers["content-disposition"].startswith("attachment"), path
    assert {"/film/{work}", "/claims/{work}", "/sources/{source}", "/timeline", "/things/{part}", "/script/{work}",
            "/history/{work}", "/search", "/sources", "/"} <= looked[visit]  # fmt: skip
    assert {"/film/{work}/claim/{claim}", "/film/{work}/claim/{claim}/sets", "/timeline/part", "/things/{part}/part",
            "/claims/{work}/rows"} <= looked[put_in]  # fmt: skip


def test_payloads_in_addresses_and_queries_come_back_as_text(shown, routes, ids):
    """What stands in an address is text from outside as well: whoever sends a link chooses it."""
    odd = [quote(words, safe="") for words in (PAYLOADS[33], PAYLOADS[34])]
    for route, taken in routes.items():
        if route.startswith("/static/"):
            continue
        paths = [path for words in odd for path in addresses(route, {name: [words] for name in ids})]
        for words in odd:
            query = "&".join(f"{name}={words}" for name in (*taken, *LOOSE.get(route, ())))
            paths += [f"{path}?{query}" for path in addresses(route, {n: v[:1] for n, v in ids.items()}) if query]
        for path in dict.fromkeys(paths):
            answer = ask(shown, path)
            assert answer.status < 500, path
            shut_in(path, answer)
            if "/export/" not in path and way(answer) is not ask:
                way(answer)(shown, path)


LOOSE = {
    "/claims/{work}": ("q", "speaker", "kind", "sort", "verdict"),
    "/claims/{work}/rows": ("q", "speaker"),
    "/history/{work}": ("q", "who", "claim", "from"),
}
"""What addresses take as a query without saying so to the router."""


def test_the_list_of_sources(shown):
    page = shown.go("/sources")
    labels = page.locator(".archive tbody th > a > span").all_text_contents()
    shown.go("/sources?page=2")
    labels += page.locator(".archive tbody th > a > span").all_text_contents()
    assert [one for one in PAYLOADS if not any(label.strip().startswith(one) for label in labels)] == []
    unharmed(shown)


def test_the_film_with_all_its_claims(shown):
    page = shown.go("/film")
    heads = page.locator(".head-of").all()
    assert len(heads) >= len(PAYLOADS)
    heads[1].click()
    page.wait_for_selector(f'#claim[data-claim="{heads[1].get_attribute("data-claim")}"] .assertion')
    heads[0].click()
    page.wait_for_selector(f'#claim[data-claim="{heads[0].get_attribute("data-claim")}"] .attached .card')
    assert page.locator(".card .stance", has_text="decided").count() == len(PAYLOADS)
    page.locator(".searches summary").click()
    assert page.locator(".searches li").count() == len(PAYLOADS)
    for card in page.locator(".card").all()[:3]:
        card.hover()
    page.keyboard.press("e")
    assert page.locator("#ask textarea").input_value() == PAYLOADS[0]
    page.keyboard.press("Escape")
    unharmed(shown)


def test_the_search_for_each_of_them(shown):
    page = shown.go("/sources")
    for words in PAYLOADS[::8]:
        page.locator("#find-words").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_function("words => document.getElementById('found-title').textContent.includes(words)", arg=words)
        assert harm(page) == []
        page.keyboard.press("Escape")
    unharmed(shown)


def test_the_look_itself_finds_what_is_put_in_raw(shown):
    """Every payload that stands in a page as it is, and between quotation marks, is found: the look can fail."""
    page = shown.page.context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{shown.port}/search")
    missed = []
    for words in PAYLOADS:
        raw = f"""<p>{words}</p><a title="{words}">a</a><a title='{words}'>b</a><a href="{words}">c</a>"""
        page.evaluate("html => { document.querySelector('main').innerHTML = html; }", raw)
        page.wait_for_timeout(20)
        page.evaluate("window.violations = []; window.ran = undefined;")  # what stands there is enough to find it
        if not harm(page):
            missed.append(words)
    page.close()
    # A page has its body already, and a template's words do nothing in it: only a server would obey them.
    assert missed == [PAYLOADS[9], PAYLOADS[38]]

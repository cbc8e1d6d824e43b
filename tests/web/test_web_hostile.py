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

pytest.importorskip("playwright", reason="the browser tests need playwright")
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
        shown.go(path)
        shown.page.wait_for_function("() => !document.querySelector('[data-job]')", timeout=60_000)


def unharmed(shown):
    assert harm(shown.page) == []
    assert shown.complaints == []
    assert shown.elsewhere == []


def ask(shown, path):
    return shown.page.context.request.get(f"http://127.0.0.1:{shown.port}{path}", max_redirects=0)


def visit(shown, path):
    shown.page.goto(f"http://127.0.0.1:{shown.port}{path}", wait_until="load")
    shown.page.evaluate(OPEN_ALL)
    found = harm(shown.page) + shown.complaints + shown.elsewhere
    assert found == [], path


def test_every_answer_is_shut_in_and_every_page_shows_text(shown, routes, ids):
    visited = set()
    for route in routes:
        for path in addresses(route, ids):
            answer = ask(shown, path)
            kind = answer.headers.get("content-type", "")
            assert answer.headers["x-content-type-options"] == "nosniff", path
            assert answer.headers["content-security-policy"] in (CONTENT_POLICY, DOWNLOAD_POLICY), path
            if path.endswith(".json") and "/export/" not in path or path.startswith("/api/"):
                assert kind == "application/json", path
            if answer.status == 200 and kind.startswith("text/html") and "/export/" not in path:
                visit(shown, path)
                visited.add(route)
            elif answer.status == 200 and not path.startswith(("/static/", "/api/")) and kind != "application/json":
                assert answer.headers["content-security-policy"] == DOWNLOAD_POLICY, path
    assert {"/film/{work}", "/claims/{work}", "/sources/{source}", "/timeline", "/things/{part}", "/script/{work}",
            "/history/{work}", "/search", "/"} <= visited  # fmt: skip

"""What templates say of values: nothing twice, dates in one piece, and where each of two amounts stands."""

import re
from types import SimpleNamespace

import pytest

from loupe.language.quantities import find_quantities
from loupe.pages import Place, fragment, render
from loupe.reasoning.cited import Cited
from loupe.reasoning.ledger import Item, Ledger
from loupe.reasoning.values import Amount, NotBoth
from loupe.views.things_page import ledger_page

FOLDER = Place(live=False, here="sources", case="Case", root="", files={"sources": "sources.html"})
LIVE = Place(live=True, here="things", case="Case", who="Anna")


def source(**given):
    said = {"id": "s-1", "label": "L", "maker": None, "publisher": None, "published": "2003-02-20", "kind": "article"}
    return SimpleNamespace(**(said | {"address": None} | given))


@pytest.mark.parametrize(
    ("maker", "publisher", "by"),
    [
        pytest.param("after The Advertiser", "after The Advertiser", "after The Advertiser", id="both the same"),
        pytest.param("Joshua Davis", "Wired", "Joshua Davis, Wired", id="two"),
        pytest.param(None, "Wired", "Wired", id="one"),
    ],
)
def test_a_published_source_names_nobody_twice(maker, publisher, by):
    one = source(maker=maker, publisher=publisher)
    table = render("site_sources", FOLDER, sources=[one], quoted={"s-1": []}, hidden=0)
    assert f'<td data-label="By" dir="auto">{by}</td><td data-label="Date" class="date">2003-02-20</td>' in table
    head = render("site_source", FOLDER, source=one, quotes=[])
    assert f'<p class="hint" dir="auto">{by}, 2003-02-20, article</p>' in head


def amount(quote, name):
    (quantity,) = find_quantities(quote)
    cited = Cited(f"Paper {name}", f"s-{name}", 0, len(quote), quote, f"p-{name}", "paragraph 4")
    return Amount("the haul", "taken", quantity, cited)


def page_of(left, right):
    item = Item(
        name="the haul", also=(), marks=(), amounts=(left, right), not_both=(NotBoth(left, right),) * 2, statuses=(),
        partings=(), ended=False, last_places=(), chain=(), fates=(), wheres=(),
    )  # fmt: skip
    return ledger_page(Ledger((item,), (), (), ()), ())


def test_amounts_that_cannot_both_be_right_say_where_they_stand_and_lose_no_word():
    left = amount("They took somewhere between $108 million and $432 million.", "a")
    right = amount("The haul came to tens of millions of dollars.", "b")
    page = page_of(left, right)
    ((one, other),) = page.items[0].odds
    assert one.said == "between $108 million and $432 million"
    assert page.items[0].amounts[0].said == one.said
    assert other.cited.source_id == "s-b"
    html = fragment("things_ledger", LIVE, page=page)
    (odd,) = re.findall(r"<li><span dir=\"auto\">“between.*?</li>", html)
    assert re.findall(r'href="([^"]+)"', odd) == ["/sources/s-a#p-a", "/sources/s-b#p-b"]


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("Something between them was worth $5 million.", id="between two other things"),
        pytest.param("Between $5 million of gold and a watch.", id="no range"),
    ],
)
def test_only_a_range_takes_the_word_between(quote):
    one = amount(quote, "a")
    assert not page_of(one, one).items[0].amounts[0].said.lower().startswith("between")

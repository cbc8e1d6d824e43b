"""One table of keys: what the handlers, the sheet and the page of the docs are made from."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from loupe.pages import KEYS, static_files
from loupe.pages.keys_page import with_keys

PAGE = Path(__file__).parents[2] / "docs" / "deciding.md"


def test_the_page_has_the_table_of_now():
    page = PAGE.read_text("utf-8")
    assert page == with_keys(page), "run: python -m loupe.pages.keys_page docs/deciding.md"


def test_every_key_does_something():
    handled = set()
    for name, data in static_files():
        if name.endswith(".js"):
            text = data.decode("utf-8")
            handled |= set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text))
    assert {key.does for key in KEYS} <= handled


def test_no_key_does_two_things_in_one_place():
    assert max(Counter((key.key, key.where) for key in KEYS).values()) == 1

"""What counts as found: passages that hold the words, and those that are close in meaning; else nothing was found."""

from __future__ import annotations

import pytest

from loupe.engine.pages.finding import _holds

DOOR = "They lay behind a door 12 inches thick, in a city of diamonds."


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        pytest.param("door", True, id="the one word"),
        pytest.param("Doors", True, id="in another form"),
        pytest.param("twelve inches thick", True, id="two of three"),
        pytest.param("the thick walls", False, id="one of two"),
        pytest.param("qwertzuiop asdfghjkl", False, id="none"),
        pytest.param("of", True, id="a word that says nothing, where there is no other"),
        pytest.param("?!", False, id="no word at all"),
    ],
)
def test_a_passage_holds_the_words_where_it_holds_more_than_half_of_them(query, holds):
    assert _holds(query, DOOR) is holds

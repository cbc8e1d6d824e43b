"""Numbers with what they count."""

import pytest

from loupe.views.wording import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 sources"), (1, "1 source"), (2, "2 sources"), (12_345, "12,345 sources")]
)
def test_one_is_one_and_more_are_more(number, words):
    assert counted(number, "source") == words


def test_a_plural_of_its_own():
    assert [counted(n, "person", "people") for n in (1, 2)] == ["1 person", "2 people"]

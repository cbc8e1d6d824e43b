"""A question in other words: what is added, what is not, and that it weighs little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.model import Passage
from loupe.search import Question, SearchIndex, expanded
from loupe.search.asking import MOST_ALSO, MOST_FORMS
from loupe.search.terms import split_terms

Make = Callable[..., list[Passage]]

SPEEDY = ("Pietro Tavano", "Speedy")
BUREAU = ("FBI", "Federal Bureau of Investigation", "the Bureau")


@pytest.mark.parametrize(
    ("text", "also", "forms"),
    [
        pytest.param("Speedy hid it.", ("pietro", "tavano"), ("Pietro Tavano hid it.",), id="a nickname"),
        pytest.param("pietro tavano's car", ("speedy",), ("Speedy's car",), id="whatever the case"),
        pytest.param(
            "The FBI came.",
            ("federal", "bureau", "investigation"),
            ("The Federal Bureau of Investigation came.", "The the Bureau came."),
            id="letters for words, and no empty words",
        ),
        pytest.param("Tavano hid it.", (), (), id="part of a name is not the name"),
        pytest.param("Pietro met Tavano.", (), (), id="the name must stand in a row"),
        pytest.param("Speedyland closed.", (), (), id="a name is not part of a word"),
        pytest.param("Speedy met Pietro Tavano.", (), ("Speedy met Speedy.",), id="nothing twice"),
    ],
)
def test_other_names_of_whom_the_text_names(text: str, also: tuple[str, ...], forms: tuple[str, ...]) -> None:
    assert expanded(text, [SPEEDY, BUREAU]) == Question(text, also, forms)


@pytest.mark.parametrize(
    ("text", "date", "also"),
    [
        pytest.param(
            "on 15 February 2003", "2003-02-15", ("feb", "02", "2"), id="written out to shortened and figures"
        ),
        pytest.param("on 15/02/2003", "2003-02-15", ("february", "feb", "2"), id="figures to words"),
        pytest.param("on Feb. 5, 2003", "2003-02-05", ("february", "02", "2", "05"), id="shortened to written out"),
        pytest.param("in May 2003", "2003-05", ("05", "5"), id="a month"),
        pytest.param("that day", "2003-05-01", ("2003", "may", "05", "5", "1", "01"), id="what the context tells"),
        pytest.param("in 2003", "2003", (), id="a year is written in one way"),
        pytest.param("some day", "2003-13-01", (), id="no month"),
        pytest.param("some day", "2003-02-15/2003-02-16", (), id="more than a day"),
    ],
)
def test_dates_as_others_write_them(text: str, date: str, also: tuple[str, ...]) -> None:
    assert expanded(text, (), [date]) == Question(text, also)


def test_without_names_and_dates_a_question_is_its_text() -> None:
    assert expanded("Who opened the vault?") == Question("Who opened the vault?")


names = st.lists(st.text("abc \\.*(é-", max_size=12), min_size=1, max_size=5)


@given(st.text("abc \\.*(é-", max_size=40), st.lists(names, max_size=5), st.lists(st.text("0123-/", max_size=12)))
@settings(deadline=None)
def test_an_expansion_is_bounded_and_adds_only_what_is_not_there(
    text: str, groups: list[list[str]], dates: list[str]
) -> None:
    question = expanded(text, groups, dates)
    assert question.text == text
    assert len(question.also) <= MOST_ALSO
    assert len(question.forms) <= MOST_FORMS
    assert set(question.also).isdisjoint(split_terms(text))
    assert text not in question.forms
    assert expanded(text, groups, dates) == question


TEXTS = (
    "Pietro Tavano drove to Brussels on 2003-02-16 with the bags.",
    "The guard drove home to Brussels with his bags.",
    "Rain fell on 15 February 2003.",
    "Nothing fell at all.",
)


@pytest.fixture
def index(tmp_path: Path, passages: Make) -> Iterator[SearchIndex]:
    with SearchIndex.open(tmp_path, None) as opened:
        opened.add("s-1", passages("s-1", *TEXTS))
        opened.commit()
        yield opened


def test_another_name_finds_the_passage(index: SearchIndex) -> None:
    assert index.search("Speedy") == ()
    assert [hit.passage_id for hit in index.search(expanded("Speedy", [SPEEDY]))] == ["s-1/1"]


def test_another_name_lifts_the_passage_that_has_it(index: SearchIndex) -> None:
    assert index.search("Speedy drove home to Brussels")[0].passage_id == "s-1/2"
    lifted = index.search(expanded("Speedy drove to Brussels", [SPEEDY]))
    assert [hit.passage_id for hit in lifted] == ["s-1/1", "s-1/2"]


def test_a_date_in_another_form_comes_before_another_date(index: SearchIndex) -> None:
    found = index.search(expanded("15/02/2003", (), ["2003-02-15"]))
    assert [hit.passage_id for hit in found] == ["s-1/3", "s-1/1"]


def test_what_is_added_weighs_less_than_what_was_asked(index: SearchIndex) -> None:
    first = index.search(Question("guard", also=("pietro", "tavano")))
    assert [hit.passage_id for hit in first] == ["s-1/2", "s-1/1"]


def test_texts_and_questions_are_asked_together(index: SearchIndex) -> None:
    asked = ["guard", Question("guard"), expanded("Speedy", [SPEEDY])]
    assert index.search_many(asked) == [index.search(one) for one in asked]
    assert index.search_many(asked)[0] == index.search_many(asked)[1]

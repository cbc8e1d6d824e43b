"""Values to JSON and back: nothing lost, equal values in equal bytes, nonsense refused."""

import json
import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model import (
    Locator,
    MailPlace,
    PagePlace,
    ParagraphPlace,
    Segment,
    TimePlace,
    canonical_json,
    locator_from_plain,
    locator_to_plain,
    to_plain,
)

points = st.floats(-1000, 5000)
places = st.one_of(
    st.builds(PagePlace, st.integers(1, 5000), st.tuples(points, points, points, points)),
    st.builds(TimePlace, st.integers(-5000, 10**9), st.integers(0, 10**9), st.integers(1, 10**5)),
    st.builds(
        ParagraphPlace, st.integers(1, 10**6), st.none() | st.integers(1, 10**6), st.none() | st.text(max_size=20)
    ),
    st.builds(MailPlace, st.none() | st.text(max_size=20), st.none() | st.integers(1, 10**4)),
)


@st.composite
def locators(draw):
    cuts = sorted(draw(st.sets(st.integers(0, 10**6), min_size=2, max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return Locator(tuple(Segment(a, b, draw(places)) for a, b in spans))


@given(locators())
def test_a_locator_comes_back_from_json_as_it_was(locator):
    text = canonical_json(locator)
    back = locator_from_plain(json.loads(text))
    assert back == locator
    assert canonical_json(back) == text


@pytest.mark.parametrize(
    ("place", "plain"),
    [
        pytest.param(
            PagePlace(3, (1.0, 2.0, 3.0, 4.5)), {"kind": "page", "page": 3, "box": [1.0, 2.0, 3.0, 4.5]}, id="page"
        ),
        pytest.param(
            TimePlace(1000, 2500, 4), {"kind": "time", "start_ms": 1000, "end_ms": 2500, "cue": 4}, id="time"
        ),
        pytest.param(
            ParagraphPlace(7, 12, "Chapter 1"),
            {"kind": "paragraph", "number": 7, "line": 12, "part": "Chapter 1"}, id="paragraph",
        ),
        pytest.param(MailPlace("Subject", None), {"kind": "mail", "header": "Subject", "paragraph": None}, id="mail"),
    ],
)  # fmt: skip
def test_places_are_written_with_their_kind(place, plain):
    assert locator_to_plain(Locator((Segment(0, 5, place),))) == [{"start": 0, "end": 5, "place": plain}]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.floats(allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "end", "place", "kind", "page", "box"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(json_values)
def test_what_is_no_locator_is_refused_with_one_of_three_errors(value):
    try:
        read = locator_from_plain(value)
    except (ValueError, KeyError, TypeError):
        return
    assert isinstance(read, Locator)
    assert read.segments


@dataclass(frozen=True)
class _Card:
    title: str
    places: tuple
    notes: dict


def test_any_value_of_the_house_becomes_plain():
    where = Locator((Segment(0, 5, ParagraphPlace(1)),))
    assert to_plain(_Card("Wired", (where,), {"b": [1], "a": (2,)})) == {
        "title": "Wired",
        "places": [
            [{"start": 0, "end": 5, "place": {"kind": "paragraph", "number": 1, "line": None, "part": None}}]
        ],
        "notes": {"b": [1], "a": [2]},
    }  # fmt: skip


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=6), st.randoms())
def test_equal_values_are_equal_bytes_in_whatever_order_they_were_made(value, random):
    items = list(value.items())
    random.shuffle(items)
    assert canonical_json(dict(items)) == canonical_json(value)


def test_canonical_json_leaves_letters_readable_and_adds_no_space():
    assert canonical_json({"b": "Ünïcode “x”", "a": [1, 2.5, None]}) == '{"a":[1,2.5,null],"b":"Ünïcode “x”"}'
    assert canonical_json({"a": 1}, indent=1) == '{\n "a": 1\n}'


def test_page_boxes_come_back_as_numbers_with_a_point():
    plain = [{"start": 0, "end": 1, "place": {"kind": "page", "page": 1, "box": [1, 2, 3, 4]}}]
    place = locator_from_plain(plain).segments[0].place
    assert place == PagePlace(1, (1.0, 2.0, 3.0, 4.0))
    assert all(isinstance(x, float) and math.isfinite(x) for x in place.box)

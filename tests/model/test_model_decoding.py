"""What is written as plain JSON comes back as the same value, and nothing else comes back as a value at all."""

import json
import math
from dataclasses import fields
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model import Entity, Mention, Statement, canonical_json, from_plain, to_plain
from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan
from loupe.model.understanding import Stretch, Understood

moments = st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31))
st.register_type_strategy(datetime, moments)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))

KINDS = [pytest.param(kind, id=kind.__name__) for kind in (TimeSpan, Quantity, Statement, Mention, Entity, Understood)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_survives_json(kind):
    @given(st.from_type(kind))
    def survives(value):
        assert from_plain(kind, json.loads(canonical_json(value))) == value

    survives()


def test_what_has_no_end_is_a_word_in_json_and_comes_back():
    q = Quantity(100.0, math.inf, "count", "at least", "", "box", 0, 12, "at least 100")
    packed = canonical_json(q)
    assert '"high":"inf"' in packed
    assert from_plain(Quantity, json.loads(packed)) == q


STRETCH = {"text": "a", "at": 0, "passages": [[0, "p-1"]], "speaker": None}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"at": "0"}, id="a text for a number"),
        pytest.param({"at": True}, id="a truth for a number"),
        pytest.param({"text": None}, id="nothing for a text"),
        pytest.param({"passages": [[0]]}, id="half a pair"),
        pytest.param({"passages": "p-1"}, id="a text for a list"),
        pytest.param({"more": 1}, id="a field that is not known"),
    ],
)
def test_anything_else_is_refused(changed):
    assert from_plain(Stretch, STRETCH) == Stretch("a", 0, ((0, "p-1"),))
    with pytest.raises(ValueError, match=r"expected|not a|known"):
        from_plain(Stretch, STRETCH | changed)


def test_a_field_with_a_default_may_be_missing_and_one_without_may_not():
    plain = to_plain(Stretch("a", 0, ()))
    del plain["speaker"]
    assert from_plain(Stretch, plain).speaker is None
    del plain["at"]
    with pytest.raises(ValueError, match="Stretch"):
        from_plain(Stretch, plain)


def test_a_word_that_is_not_in_the_list_is_refused():
    plain = to_plain(Entity("s-1", "Peys", "person", ("Peys",)))
    assert {f.name for f in fields(Entity)} == set(plain)
    with pytest.raises(ValueError, match="not known: 'ghost'"):
        from_plain(Entity, plain | {"kind": "ghost"})

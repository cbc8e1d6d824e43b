"""What may leave: claims with all their lines, lines with all their claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_script_context import claim, context, finding

from loupe.views.leaving import leaving

SCRIPT = context(
    finding(claim("c-1", 5, 35, "took 109 boxes and\nleft by car"), "contested"),
    finding(claim("c-2", 29, 35, "by car"), "contested"),
    finding(claim("c-3", 37, 54, "They wore gloves."), "contested"),
)


def may(signed, settled, wanted=("c-1", "c-2", "c-3")):
    found = leaving(SCRIPT, signed, lambda c: c.id in settled, lambda c: c.id in wanted)
    return sorted(found.lines), sorted(found.claims)


@pytest.mark.parametrize(
    ("signed", "settled", "lines", "claims"),
    [
        pytest.param({1, 2, 3}, {"c-1", "c-2", "c-3"}, [1, 2, 3], ["c-1", "c-2", "c-3"], id="all settled"),
        pytest.param({1, 2, 3}, {"c-1", "c-2"}, [1, 2], ["c-1", "c-2"], id="a line with an open claim stays"),
        pytest.param({1, 2, 3}, {"c-1", "c-3"}, [3], ["c-3"], id="and takes the claims in it along, and their lines"),
        pytest.param({1, 3}, {"c-1", "c-2", "c-3"}, [3], ["c-3"], id="a claim stays with a line that is not signed"),
        pytest.param({3}, {"c-1", "c-2", "c-3"}, [3], ["c-3"], id="nothing of lines that nobody signed"),
    ],
)
def test_what_may_leave(signed, settled, lines, claims):
    assert may(signed, settled) == (lines, claims)


def test_a_line_leaves_without_what_cannot_be_checked():
    assert may({3}, set(), wanted=()) == ([3], [])


@given(st.sets(st.integers(1, 3)), st.sets(st.sampled_from(["c-1", "c-2", "c-3"])))
def test_what_leaves_leaves_whole(signed, settled):
    lines, claims = may(signed, settled)
    assert set(lines) <= signed
    assert set(claims) <= settled
    for one in SCRIPT.claims:
        if one.id in claims:
            assert set(one.touches) <= set(lines)
        else:
            assert not set(one.touches) & set(lines)

"""Locators: what is no place is refused, a part of a place is that part, and places read as a person says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model import Locator, MailPlace, PagePlace, ParagraphPlace, Segment, TimePlace, timecode

BOX = (72.0, 72.0, 300.0, 90.0)
PAGES = Locator((Segment(0, 10, PagePlace(3, BOX)), Segment(10, 25, PagePlace(4, BOX))))
CUES = Locator((Segment(0, 10, TimePlace(65_000, 67_400, 8)), Segment(11, 30, TimePlace(67_500, 69_999, 9))))


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param((), id="no-segment"),
        pytest.param(((3, 3),), id="empty"),
        pytest.param(((5, 3),), id="backwards"),
        pytest.param(((-1, 3),), id="before-the-text"),
        pytest.param(((0, 5), (4, 8)), id="overlapping"),
        pytest.param(((5, 8), (0, 3)), id="out-of-order"),
        pytest.param(((0, 5), (5, 5)), id="empty-at-the-end"),
    ],
)
def test_what_is_no_place_is_refused(spans):
    with pytest.raises(ValueError, match="segment"):
        Locator(tuple(Segment(a, b, ParagraphPlace(1)) for a, b in spans))


def test_segments_may_touch_or_leave_a_gap():
    assert (PAGES.start, PAGES.end) == (0, 25)
    assert (CUES.start, CUES.end) == (0, 30)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(0, 30, ((0, 10), (11, 30)), id="all"),
        pytest.param(-5, 99, ((0, 10), (11, 30)), id="wider-than-all"),
        pytest.param(2, 6, ((2, 6),), id="inside-the-first"),
        pytest.param(9, 12, ((9, 10), (11, 12)), id="over-the-gap"),
        pytest.param(10, 12, ((11, 12),), id="from-the-gap"),
        pytest.param(29, 30, ((29, 30),), id="the-last-character"),
    ],
)
def test_a_clip_is_the_part_in_it(start, end, expected):
    clip = CUES.clip(start, end)
    assert tuple((s.start, s.end) for s in clip.segments) == expected
    assert {s.place for s in clip.segments} <= {s.place for s in CUES.segments}


@pytest.mark.parametrize(
    ("start", "end"), [(10, 11), (30, 40), (5, 5), (8, 2)], ids=["gap", "after", "empty", "backwards"]
)
def test_a_clip_of_nothing_is_refused(start, end):
    with pytest.raises(ValueError, match="segment"):
        CUES.clip(start, end)


@st.composite
def locators(draw):
    points = sorted(draw(st.sets(st.integers(0, 500), min_size=2, max_size=12)))
    spans = list(zip(points[::2], points[1::2], strict=False))
    return Locator(tuple(Segment(a, b, ParagraphPlace(n)) for n, (a, b) in enumerate(spans, 1)))


@given(locators(), st.integers(0, 500), st.integers(0, 500))
def test_a_clip_holds_exactly_the_characters_of_both(locator, start, end):
    def characters(of):
        return {i for s in of.segments for i in range(s.start, s.end)}

    wanted = characters(locator) & set(range(start, end))
    if wanted:
        assert characters(locator.clip(start, end)) == wanted
    else:
        with pytest.raises(ValueError, match="segment"):
            locator.clip(start, end)


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        pytest.param(PAGES, "pages 3–4", id="two-pages"),
        pytest.param(PAGES.clip(0, 5), "page 3", id="one-page"),
        pytest.param(
            Locator((Segment(0, 5, PagePlace(3, BOX)), Segment(5, 9, PagePlace(3, (0.0, 0.0, 1.0, 1.0))))),
            "page 3", id="two-boxes-of-one-page",
        ),
        pytest.param(CUES, "00:01:05–00:01:09", id="two-cues"),
        pytest.param(CUES.clip(0, 5), "00:01:05–00:01:07", id="one-cue"),
        pytest.param(Locator((Segment(0, 5, ParagraphPlace(12, 40)),)), "paragraph 12 (line 40)", id="line"),
        pytest.param(Locator((Segment(0, 5, ParagraphPlace(12)),)), "paragraph 12", id="paragraph"),
        pytest.param(
            Locator((Segment(0, 5, ParagraphPlace(2, None, "Chapter 3")),)), "Chapter 3, paragraph 2", id="chapter"
        ),
        pytest.param(
            Locator((Segment(0, 5, ParagraphPlace(2)), Segment(6, 9, ParagraphPlace(3)))),
            "paragraph 2 to paragraph 3", id="two-paragraphs",
        ),
        pytest.param(Locator((Segment(0, 5, MailPlace("Subject", None)),)), "header Subject", id="mail-header"),
        pytest.param(Locator((Segment(0, 5, MailPlace(None, 2)),)), "body, paragraph 2", id="mail-body"),
    ],
)  # fmt: skip
def test_a_place_reads_as_a_person_says_it(locator, words):
    assert locator.words() == words


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [
        (0, "00:00:00"), (999, "00:00:00"), (65_999, "00:01:05"), (3_600_000, "01:00:00"), (360_000_000, "100:00:00"),
        (-1_000, "-00:00:01"), (-61_500, "-00:01:01"),
    ],
)  # fmt: skip
def test_timecode(milliseconds, expected):
    assert timecode(milliseconds) == expected

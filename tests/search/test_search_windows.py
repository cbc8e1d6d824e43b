from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loupe.model import Locator, ParagraphPlace, Passage, Segment
from loupe.search import cut_windows

OFFSET = 1000
SENTENCE = "The thieves entered the building through the garage on Saturday night. "


def passage(text: str) -> Passage:
    locator = Locator((Segment(OFFSET, OFFSET + len(text), ParagraphPlace(1)),))
    return Passage("p-1", "s-1", 1, "paragraph", None, locator, text)


def spans(text: str) -> list[tuple[int, int]]:
    return [(window.start - OFFSET, window.end - OFFSET) for window in cut_windows(passage(text))]


pieces = st.sampled_from(
    [
        "word ",
        "Mr. ",
        "end. ",
        "(why?) ",
        "\n\n",
        "钻石",
        "。",
        "e\u0301",
        "\u0301" * 40,
        "👩\u200d👩\u200d👧",
        "x" * 500,
        "\u2003",
        "\udc80",
    ]
)
texts = st.lists(st.tuples(pieces, st.integers(1, 200)), min_size=1, max_size=8).map(
    lambda runs: "".join(piece * count for piece, count in runs)
)


@given(st.one_of(texts, st.text(min_size=1)))
@example("\u0301" * 3000)
@example("钻石" * 2000)
def test_windows_cover_every_character_that_is_not_white_space(text: str) -> None:
    covered = set()
    for start, end in spans(text):
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered.update(range(start, end))
    assert [at for at, character in enumerate(text) if not character.isspace() and at not in covered] == []


@given(texts)
def test_windows_go_forward_and_stay_short(text: str) -> None:
    found = spans(text)
    assert all(left[0] < right[0] and left[1] < right[1] for left, right in pairwise(found))
    assert all(len(text[start:end].split()) <= 181 for start, end in found)


def test_a_short_passage_is_one_window_without_its_margins() -> None:
    assert spans("  Two words \n") == [(2, 11)]


def test_white_space_alone_gives_no_window() -> None:
    assert spans(" \n\t ") == []


def test_a_window_knows_its_passage_and_source() -> None:
    (window,) = cut_windows(passage("One line."))
    assert (window.passage_id, window.source_id, window.start, window.end) == ("p-1", "s-1", 1000, 1009)


def test_a_long_passage_is_cut_between_sentences_and_repeats_one() -> None:
    text = (SENTENCE * 60).strip()
    found = spans(text)
    assert len(found) > 4
    assert all(text[start:].startswith("The thieves") and text[:end].endswith("night.") for start, end in found)
    assert all(right[0] == left[1] - len(SENTENCE.strip()) for left, right in pairwise(found))
    assert all(100 <= len(text[start:end].split()) <= 180 for start, end in found)


def test_a_title_or_initial_does_not_end_a_sentence() -> None:
    text = ("We met Mr. Smith and J. Doe there " * 60).strip()
    assert not any(text[:end].endswith(("Mr.", "J.")) for _, end in spans(text))


@pytest.mark.parametrize("text", ["x" * 1_000_000, "钻石" * 100_000], ids=["one line", "no spaces"])
def test_text_without_spaces_is_cut(text: str) -> None:
    found = spans(text)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert max(end - start for start, end in found) <= 180 * 32


def test_no_cut_parts_an_accent_or_a_joined_emoji_or_a_surrogate_pair() -> None:
    for unit in ("e\u0301", "👩\u200d👧", "👍🏽", "\ud83d\ude00"):
        text = unit * 4000
        found = spans(text)
        assert len(found) > 1
        assert {start % len(unit) for start, _ in found} == {0}, unit
        assert {end % len(unit) for _, end in found} == {0}, unit

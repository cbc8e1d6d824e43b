"""A source to read: passages cut at the quote, at unsure words and at what claims rest on; boxes around a quote."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from loupe.model import Locator, PagePlace, Passage, Segment, Source, Word
from loupe.views.quote_boxes import PageLine, quote_boxes
from loupe.views.source_page import QuoteAt, Resting, SourcePage, history_of, passage_rows

TEXT = "The vault held 189 boxes."
BASE = 100


def passage(read_by="ocr", confidence=0.9):
    place = PagePlace(3, (10, 10, 200, 20))
    where = Locator((Segment(BASE, BASE + len(TEXT), place),))
    return Passage("p-1", "s-1", 6, "paragraph", None, where, TEXT, read_by, confidence)


def resting(start, end, number="1.1"):
    return Resting(
        "c-1", number, "s-w", "Film", "text", "contested", False, "", "supports", "", TEXT[start - BASE : end - BASE],
        "p-1", start, end,
    )  # fmt: skip


def word(start, end, confidence, box=(0, 0, 1, 1), page=3):
    return Word(start, end, PagePlace(page, box), confidence)


def test_the_quote_unsure_words_and_claims_are_marked_where_they_stand():
    words = [word(115, 118, 0.4), word(119, 124, 0.95)]
    [row] = passage_rows([passage()], words, [resting(104, 118)], QuoteAt("p-1", 115, 124))
    told = [(run.text, run.quote, run.unsure, run.claims) for run in row.runs]
    assert told == [
        ("The ", False, False, ()),
        ("vault held ", False, False, ("1.1",)),
        ("189", True, True, ("1.1",)),
        (" boxes", True, False, ()),
        (".", False, False, ()),
    ]
    assert (row.number, row.page, row.place, row.mark) == (7, 3, "page 3", "read by OCR")


def test_a_passage_that_a_machine_was_unsure_of_says_so():
    assert passage_rows([passage(confidence=0.5)], (), (), None)[0].unsure
    assert passage_rows([passage(confidence=0.5)], (), (), None)[0].mark == "read by OCR, unsure"
    assert not passage_rows([passage("file", None)], (), (), None)[0].unsure


SPANS = st.lists(st.tuples(st.integers(90, 130), st.integers(1, 20)), max_size=6)


@given(SPANS, SPANS)
def test_the_runs_of_a_passage_are_its_text_whatever_is_marked_in_it(claims, unsure):
    rows = passage_rows(
        [passage()], [word(a, a + n, 0.1) for a, n in unsure], [resting(a, a + n) for a, n in claims], None
    )
    assert "".join(run.text for run in rows[0].runs) == TEXT


def two_lines():
    first, second = PagePlace(3, (10, 10, 90, 20)), PagePlace(3, (10, 30, 70, 40))
    return Locator((Segment(0, 9, first), Segment(10, 20, second))), "The vault\nheld boxes"


def test_a_whole_line_is_its_own_box_and_a_part_of_one_that_of_its_words():
    locator, text = two_lines()
    lines = [PageLine("held boxes", (10.3, 30, 70, 40), ((0, 4, (10, 30, 30, 40)), (5, 10, (35, 30, 70, 40))))]
    boxes = quote_boxes(locator, 0, 14, text, (), lines)
    assert [(box.box, box.exact) for box in boxes] == [((10, 10, 90, 20), True), ((10, 30, 30, 40), True)]


def test_words_with_places_of_their_own_are_boxed_by_those():
    locator, text = two_lines()
    words = [word(0, 3, 0.9, (11, 11, 30, 19)), word(4, 9, 0.9, (35, 11, 88, 19)), word(4, 9, 0.9, page=4)]
    [box] = quote_boxes(locator, 4, 9, text, words, ())
    assert (box.page, box.box, box.exact) == (3, (35, 11, 88, 19), True)


def test_where_the_words_of_a_line_are_not_known_the_line_is_boxed_and_said_to_be():
    locator, text = two_lines()
    elsewhere = [PageLine("held boxes", (10, 300, 70, 310), ((0, 4, (10, 300, 30, 310)),))]
    [box] = quote_boxes(locator, 10, 14, text, (), elsewhere)
    assert (box.box, box.exact) == ((10, 30, 70, 40), False)


def test_the_history_tells_what_was_changed_the_last_first():
    changed = {"why": "seen", "old": {"title": None, "draws_on": []}, "new": {"title": "A", "draws_on": ["AP", "B"]}}
    told = history_of([("2024-01-01", "x", "source added", {}), ("2024-01-02", "Anna", "source changed", changed)])
    assert [(one.who, one.what, one.why) for one in told] == [
        ("Anna", "draws on: nothing → AP; B; title: nothing → “A”", "seen"),
        ("x", "Added", ""),
    ]


def test_what_is_near_to_a_claim_is_no_ground_of_it():
    cards = [("c-1", "related"), ("c-2", "contradicts"), ("c-1", "supports"), ("c-3", "related"), ("c-3", "irrelevant")]
    claims = tuple(replace(resting(100, 110), claim_id=claim, stance=stance) for claim, stance in cards)
    page = SourcePage(
        source=Source("s-1", "0" * 64, "a.txt", "text", 1), form="text", machine="", of=None, parts=(), more_parts=0,
        draws_on=(), drawn_on_by=(), origin=None, media=None, text_of=None, passages=(), first=0, last=0, total=0,
        page=1, pages=1, quote=None, shown_page=None, claims=claims, history=(),
    )  # fmt: skip
    assert [(c.claim_id, c.stance) for c in page.resting] == [("c-2", "contradicts"), ("c-1", "supports")]
    assert [(c.claim_id, c.stance) for c in page.beside] == [("c-3", "related")]

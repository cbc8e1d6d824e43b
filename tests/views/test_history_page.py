"""The history in words, what became of each decision, and two moments compared."""

from __future__ import annotations

import pytest
from many_claims import many, star, taken, undo, verdict

from loupe.views.history_page import HistoryQuery, history_page, history_rows

SCRIPT = many(6)
LINES = {"p-3": (3, "The vault lay underground.")}
ACTS = (
    verdict("c-1", "contested"),
    ("verdict", verdict("c-1", "corroborated")[1], "Ben"),
    star("c-2"),
    undo(3),
    undo(4),
    ("note", {"claim": "c-9", "text": "gone", "private": True}),
    ("public", {"source": "s-1", "on": True}),
    ("signed", {"passage": "p-3", "text_sha256": "x", "on": True}),
)


def rows(who="Anna", acts=ACTS):
    return {row.seq: row for row in history_rows(SCRIPT, taken(*acts), {"s-1": "The Times"}, who, LINES)}


@pytest.mark.parametrize(
    ("seq", "said"),
    [
        pytest.param(1, "decided contested, as Loupe proposed", id="accepted"),
        pytest.param(2, "decided corroborated; Loupe proposed contested", id="changed"),
        pytest.param(4, "took back no. 3: starred it", id="undo"),
        pytest.param(5, "gave back no. 3: starred it", id="redo"),
        pytest.param(6, "noted (private): “gone”", id="note"),
        pytest.param(7, "said that The Times may be shown in public", id="public"),
        pytest.param(8, "signed off line 3", id="signed"),
    ],
)
def test_each_decision_is_told_in_words(seq, said):
    assert rows()[seq].did == said


def test_a_decision_tells_what_stood_before_it():
    assert rows()[2].before == "Anna decided contested, as Loupe proposed"
    acts = (verdict("c-1", "contested"), undo(1), verdict("c-1", "corroborated"))
    assert rows(acts=acts)[3].before == ""


def test_what_was_taken_back_says_by_whom_until_it_is_given_back():
    found = rows(acts=ACTS[:4])
    assert (found[3].undone_by, found[3].undone_at[:10]) == ("Anna", "2026-01-01")
    assert rows()[3].undone_by == ""
    assert rows()[4].undone_by == "Anna"


def test_a_sign_off_names_the_line_with_its_words_and_says_where_it_is_gone():
    gone = ("signed", {"passage": "p-9", "text_sha256": "x", "on": False})
    found = rows(acts=(*ACTS, gone))
    assert found[8].subject == "The vault lay underground."
    assert found[9].did == "took away the sign-off of line p-9, which is no longer in the work"
    query = HistoryQuery.of("from=0")
    page = history_page(SCRIPT, taken(*ACTS), {}, query, "Anna", LINES)
    assert "line 3: The vault lay underground." in [one.subject for one in page.differences if one.what == "sign-off"]


def test_undo_is_offered_for_ones_own_last_only():
    assert [seq for seq, row in rows("Ben").items() if row.last] == [2]
    assert [seq for seq, row in rows("Anna").items() if row.last] == [8]
    assert not any(row.last for row in rows("Cleo").values())


def test_a_claim_that_is_gone_is_called_by_its_id():
    assert rows()[6].number == "c-9"


@pytest.mark.parametrize(
    ("address", "seqs"),
    [
        pytest.param("who=Ben", [2], id="a person"),
        pytest.param("claim=1.1", [2, 1], id="a claim by number"),
        pytest.param("claim=c-2", [5, 4, 3], id="a claim by id, with what was taken back of it"),
        pytest.param("page=7", [8, 7, 6, 5, 4, 3, 2, 1], id="a page too far"),
    ],
)
def test_the_page_keeps_what_its_address_asks_for_the_last_first(address, seqs):
    page = history_page(SCRIPT, taken(*ACTS), {}, HistoryQuery.of(address), "Anna")
    assert [row.seq for row in page.rows] == seqs
    assert (page.total, page.people, page.moments) == (8, ("Anna", "Ben"), None)


def test_two_moments_are_compared_whichever_comes_first():
    for address in ("from=1&to=3", "to=1&from=3"):
        page = history_page(SCRIPT, taken(*ACTS), {}, HistoryQuery.of(address), "Anna")
        assert [(d.what, d.number, d.before, d.after) for d in page.differences] == [
            ("verdict", "1.1", "contested (Anna)", "corroborated (Ben)"),
            ("star", "2.1", "–", "starred"),
        ]


def test_a_moment_alone_is_compared_with_now_and_lines_and_sources_are_told():
    page = history_page(SCRIPT, taken(*ACTS), {"s-1": "The Times"}, HistoryQuery.of("from=5"), "Anna")
    assert [(d.what, d.after) for d in page.differences] == [
        ("notes", "“gone” (Anna, private)"),
        ("sign-off", "signed off by Anna"),
        ("source", "public"),
    ]


def test_what_was_taken_back_between_two_moments_differs_again():
    page = history_page(SCRIPT, taken(*ACTS[:4]), {}, HistoryQuery.of("from=3&to=4"), "Anna")
    assert [(d.what, d.before, d.after) for d in page.differences] == [("star", "starred", "–")]

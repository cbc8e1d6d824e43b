"""The list of sources: what fits, in which order, on which page, with parts below their whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model import Problem, Source
from loupe.views.archive_count import archive_count
from loupe.views.sources_page import OriginGroup, SourcesQuery, listing_of, source_rows, sources_page


def source(id_, **said):
    return Source(id_, "0" * 64, f"{id_}.txt", "text", 10, **said)


ALL = SourcesQuery()


def listed(sources, query=ALL, size=100, groups=None, cited=None):
    page = sources_page(listing_of(source_rows(sources, groups or {}, cited or {})), query, size)
    return [(row.id, depth) for row, depth in zip(page.rows, page.depths, strict=True)], page


def test_parts_come_right_behind_their_whole_at_any_depth():
    archive = [source("s-a"), source("s-z", part_of="s-m"), source("s-m", part_of="s-b"), source("s-b"), source("s-c")]
    assert listed(archive)[0] == [("s-a", 0), ("s-b", 0), ("s-m", 1), ("s-z", 2), ("s-c", 0)]


def test_a_part_whose_whole_does_not_fit_stands_by_itself_and_says_of_what_it_is_part():
    archive = [source("s-a", kind="mail"), source("s-b", part_of="s-a", kind="list")]
    rows, page = listed(archive, SourcesQuery(kind="list"))
    assert rows == [("s-b", 0)]
    assert page.rows[0].of_label == "s-a.txt"


def test_sources_that_are_part_of_each_other_are_shown_all_the_same():
    archive = [source("s-a", part_of="s-b"), source("s-b", part_of="s-a"), source("s-c", part_of="s-c")]
    assert {id_ for id_, _ in listed(archive)[0]} == {"s-a", "s-b", "s-c"}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param(SourcesQuery(text="WITNESS été"), ["s-a"], id="words in any case, without accents"),
        pytest.param(SourcesQuery(state="problem"), ["s-b"], id="what was not read"),
        pytest.param(SourcesQuery(state="machine"), ["s-c", "s-d"], id="what a machine made words of"),
        pytest.param(SourcesQuery(state="cited"), ["s-a"], id="evidence of a claim"),
        pytest.param(SourcesQuery(grade="B"), ["s-b"], id="grade"),
        pytest.param(SourcesQuery(origin="k"), ["s-d"], id="origin"),
        pytest.param(SourcesQuery(state="nonsense"), [], id="no such state"),
    ],
)
def test_the_list_is_narrowed(query, ids):
    archive = [
        source("s-a", title="A witness of the Ete"),
        source("s-b", reliability="B", problem=Problem("file-damaged", "It is damaged.", "")),
        source("s-c", kind="machine transcript"),
        replace(source("s-d", words_sha256="1" * 64), format="pdf"),
    ]
    groups = {"s-d": OriginGroup("k", "AP", 2)}
    assert [id_ for id_, _ in listed(archive, query, groups=groups, cited={"s-a": 3})[0]] == ids


def test_what_has_no_date_comes_last_and_turned_round_first():
    archive = [source("s-a"), source("s-b", published="2004"), source("s-c", published="2003-02")]
    assert [i for i, _ in listed(archive, SourcesQuery(sort="date"))[0]] == ["s-c", "s-b", "s-a"]
    assert [i for i, _ in listed(archive, SourcesQuery(sort="date", descending=True))[0]] == ["s-a", "s-b", "s-c"]


def test_the_address_holds_only_what_is_not_as_usual():
    assert SourcesQuery().but() == ""
    assert SourcesQuery(text="a b&c", page=3).but(page=4) == "text=a+b%26c&page=4"
    assert SourcesQuery(sort="date").but(descending=True) == "sort=date&descending=1"


ONE = st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["a", "b", "c"]))
ARCHIVES = st.lists(ONE, max_size=13, unique_by=lambda one: one[0])


@given(ARCHIVES, st.sampled_from(["name", "date", "kind", "grade", "origin", "words", "cited"]), st.booleans())
def test_all_pages_together_show_each_source_once_in_whatever_order_they_were_added(parts, sort, descending):
    archive = [source(f"s-{n:02d}", part_of=f"s-{of:02d}", kind=kind) for n, of, kind in parts]
    query = SourcesQuery(sort=sort, descending=descending)
    whole = listed(archive, query)[0]
    pages = [listed(archive, replace(query, page=n), size=4)[0] for n in range(1, max(1, -(-len(archive) // 4)) + 1)]
    assert [row for page in pages for row in page] == whole == listed(archive[::-1], query)[0]
    assert sorted(id_ for id_, _ in whole) == sorted(s.id for s in archive)


def called(id_, name, title=None, **said):
    return Source(id_, "0" * 64, name, "text", 10, title=title, **said)


def test_no_two_rows_are_called_the_same():
    archive = [called("s-aaaaaa1", "notes.txt"), called("s-aaaaaa2", "notes.txt"),
               called("s-b", "a/notes.txt", "Notes"),
               called("s-c", "b/notes.txt", "Notes"), called("s-d", "other.txt", part_of="s-aaaaaa1")]  # fmt: skip
    rows = {row.id: row for row in source_rows(archive, {}, {})}
    assert [rows[s.id].label for s in archive] == [
        "notes.txt, s-aaaaaa1", "notes.txt, s-aaaaaa2", "Notes (a/notes.txt)", "Notes (b/notes.txt)", "other.txt",
    ]  # fmt: skip
    assert rows["s-d"].of_label == "notes.txt, s-aaaaaa1"


def test_sources_are_counted_in_one_way():
    gone = Problem("file-damaged", "It cannot be read.", "Look at it.")
    archive = [
        called("s-1", "a.txt"),
        called("s-2", "b.txt", passages=1, problem=gone),
        called("s-3", "c", problem=gone),
    ]
    work = [called("s-4", "film.mp4", role="work"), called("s-5", "film.srt", role="work", part_of="s-4")]
    assert archive_count(archive + work).words == "2 sources, 1 work, 1 file that could not be read"
    assert archive_count(archive[:1]).words == "1 source"

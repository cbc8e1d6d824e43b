from dataclasses import replace

import pytest
from store_samples import BOXES, CLAIMS, DARK, FILM, FINDINGS, NOTE, PLACES, SCAN, keep, source_of

from loupe.model import Locator, Segment, TimePlace
from loupe.model.errors import IdUnknown, UsageError


def actions(store):
    return [entry.action for entry in store.log()]


def test_sources_and_passages_come_back_equal(store):
    keep(store, NOTE, FILM, PLACES)
    store.add_sources([(SCAN, ())])
    assert store.sources() == tuple(sorted((NOTE[1], FILM[1], PLACES[1], SCAN), key=lambda s: s.id))
    assert store.sources("work") == (FILM[1],)
    for _, source, passages in (NOTE, FILM, PLACES):
        assert store.source(source.id) == source
        assert store.passages(source.id) == tuple(passages)
    assert store.passages(SCAN.id) == ()
    assert (store.has_source(SCAN.id), store.has_source("s-nothing")) == (True, False)
    with pytest.raises(IdUnknown, match="s-nothing"):
        store.passages("s-nothing")


def test_a_passage_over_several_places_comes_back_equal(store):
    text, source, (first, second, _) = FILM
    locator = Locator((*first.locator.segments, *second.locator.segments))
    both = replace(first, locator=locator, text=text[locator.start : locator.end], speaker="Détective", kind="cue")
    keep(store, (text, source, [both]))
    assert store.passages(source.id) == (both,)


def test_adding_the_same_source_twice_changes_nothing(store):
    keep(store, NOTE, FILM)
    before = store.log()
    keep(store, NOTE, FILM, NOTE)
    assert store.log() == before
    assert store.passages(NOTE[1].id) == tuple(NOTE[2])


def test_each_added_source_is_one_log_entry_with_its_hash(store):
    keep(store, NOTE, FILM)
    told = [e.payload for e in store.log() if e.action == "source added"]
    assert [(p["id"], p["sha256"], p["name"]) for p in told] == [(s.id, s.sha256, s.name) for s in (NOTE[1], FILM[1])]


def test_reading_a_source_again_takes_along_only_what_leaned_on_lost_words(checked):
    _, source, (first, second, third) = NOTE
    checked.add_sources([(source, [first, replace(third, ordinal=1)])])
    assert [p.id for p in checked.passages(source.id)] == [first.id, third.id]
    assert checked.findings(FILM[1].id) == FINDINGS[:2]
    assert checked.done(FILM[1].id, "first") == {BOXES.id, CLAIMS[1].id}
    assert checked.log()[-1].payload["findings_dropped"] == 1
    assert second.id not in checked.passages_by_id([second.id])
    assert checked.verify() == ()


def test_a_work_that_reads_otherwise_loses_the_claims_on_its_old_text(checked):
    text, _, passages = source_of(["Another film."], places=[TimePlace(0, 9, 1)])
    sha256 = checked.keep_text(text)
    work = replace(FILM[1], text_sha256=sha256, characters=len(text), passages=1)
    moved = [replace(p, source_id=work.id) for p in passages]
    checked.add_sources([(work, moved)])
    assert checked.claims(work.id) == ()
    assert checked.findings(work.id) == ()
    assert checked.passages(work.id) == tuple(moved)
    assert checked.verify() == ()


def test_a_change_is_kept_with_its_reason_and_both_values(store):
    keep(store, NOTE)
    store.replace_source(replace(NOTE[1], reliability="A", title=None), "the editor knows him")
    assert store.source(NOTE[1].id) == replace(NOTE[1], reliability="A", title=None)
    entry = store.log()[-1]
    assert (entry.action, entry.payload["why"]) == ("source changed", "the editor knows him")
    assert entry.payload["old"] == {"reliability": "B", "title": "A note"}
    assert entry.payload["new"] == {"reliability": "A", "title": None}
    assert store.verify() == ()
    store.replace_source(store.source(NOTE[1].id), "nothing new")
    assert store.log()[-1] == entry


def test_what_a_source_says_cannot_be_changed_by_hand(store):
    keep(store, NOTE)
    with pytest.raises(UsageError, match="text_sha256"):
        store.replace_source(replace(NOTE[1], text_sha256="0" * 64), "no")
    with pytest.raises(IdUnknown):
        store.replace_source(FILM[1], "not there")


def test_a_passage_outside_its_text_is_refused_and_nothing_is_kept(store):
    end = NOTE[1].characters
    outside = replace(NOTE[2][0], locator=Locator((Segment(end - 1, end + 1, TimePlace(0, 1, 1)),)))
    with pytest.raises(ValueError, match="does not lie inside"):
        store.add_sources([(FILM[1], FILM[2]), (NOTE[1], [outside])])
    assert store.sources() == ()
    assert actions(store) == ["case created"]


def test_a_name_that_cannot_be_stored_is_refused_in_words(store):
    with pytest.raises(UsageError, match="broken characters"):
        store.add_sources([(replace(SCAN, name="caf\udce9.txt"), ())])


def test_passages_by_id_keep_the_order_asked_for_and_leave_out_strangers(store):
    big = source_of([f"Line {n}." for n in range(2500)], name="big.txt")
    keep(store, NOTE, big)
    wanted = [p.id for p in reversed(big[2])]
    found = store.passages_by_id([*wanted, "p-nothing", NOTE[2][1].id, wanted[0]])
    assert list(found) == [*wanted, NOTE[2][1].id]
    assert found[wanted[0]] == big[2][-1]
    assert store.passages_by_id([]) == {}


@pytest.mark.parametrize(
    ("at", "before", "after", "expected"),
    [
        pytest.param(2, 1, 1, (1, 2, 3), id="middle"),
        pytest.param(0, 3, 1, (0, 1), id="beginning"),
        pytest.param(4, 2, 9, (2, 3, 4), id="end"),
        pytest.param(3, 0, 0, (3,), id="alone"),
    ],
)
def test_neighbours_stop_at_the_ends_of_their_source(store, at, before, after, expected):
    keep(store, PLACES, NOTE)
    found = store.neighbours(PLACES[2][at].id, before, after)
    assert found == tuple(PLACES[2][n] for n in expected)


def test_neighbours_of_a_stranger_are_refused(store):
    with pytest.raises(IdUnknown):
        store.neighbours(DARK.id, 1, 1)

"""What is known of a case follows its log: whatever happens, it is what reading everything anew would give."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loupe.engine import Case
from loupe.views import undecided


def as_read_anew(case):
    """Every source, line, script and review, by a second object that has read nothing yet."""
    with Case.open(case.path, readonly=True) as fresh:
        works = fresh.works()
        return (
            {s.id: s for s in fresh.sources()},
            works,
            {w.id: replace(undecided(fresh.script_context(w.id)), archive=()) for w in works},
            {w.id: fresh.review(w.id) for w in works},
        )


def as_known(case):
    works = case.works()
    return (
        {s.id: s for s in case.sources()},
        works,
        {w.id: case._known.script(w) for w in works},
        {w.id: case._known.review(w.id) for w in works},
    )


def retitle(case, folder, n):
    source = case.sources()[n % len(case.sources())]
    case._store.replace_source(replace(source, title=f"Title {n}", reliability="C"), "named anew")


def add(case, folder, n):
    path = folder / f"new-{n}.txt"
    path.write_text(f"The ferry carried {400 + n} passengers on her last trip, says note {n}.\n", "utf-8")
    case.add(path)


def add_again_with_other_words(case, folder, n):
    path = folder / "archive" / "inquiry.txt"
    path.write_text(f"On her last trip the ferry Estrella carried {430 + n} passengers.\n", "utf-8")
    case.add(path)


def check(case, folder, n):
    case.check(folder / "film.srt", title="The Last Trip", fast=True)


def check_another(case, folder, n):
    path = folder / "second.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:03,000\nThe ferry carried 412 passengers.\n", "utf-8")
    case.check(path, fast=True)


def decide(case, folder, n):
    claims = [c.id for c in case.claims() if c.checkable]
    case.decide(None, "star", {"claim": claims[n % len(claims)], "on": n % 3 > 0}, who="Anna")


def name(case, folder, n):
    case._store.decide_names("Estrella", f"Star {n % 2}", ("same", "apart", "open")[n % 3], "Anna", "")


ACTS = (retitle, add, add_again_with_other_words, check, check_another, decide, name)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), min_size=2, max_size=5))
def test_whatever_is_done_it_is_as_read_anew(checked_ferry, tmp_path_factory, acts):
    import shutil

    place = tmp_path_factory.mktemp("known") / "ferry"
    shutil.copytree(checked_ferry, place)
    with Case.open(place / "case") as case:
        assert as_known(case) == as_read_anew(case)
        for act, n in acts:
            act(case, place, n)
            assert as_known(case) == as_read_anew(case), act.__name__


@pytest.mark.parametrize("act", [pytest.param(one, id=one.__name__) for one in ACTS])
def test_each_change_by_another_process_is_seen(place, act):
    with Case.open(place / "case") as case:
        as_known(case)
        with Case.open(place / "case") as other:
            act(other, place, 4)
        assert as_known(case) == as_read_anew(case)


def test_what_nothing_has_touched_is_not_made_anew(case, place):
    sources, script = case._known.sources(), case._known.script(case.works()[0])
    decide(case, place, 1)
    assert case._known.sources() is sources
    assert case._known.script(case.works()[0]) is script
    claims = {c.id: c for c in script.claims}
    cited = {e.source_id for c in script.claims for e in c.evidence}
    idle = next(s for s in case.sources() if s.id not in cited and s.role == "archive")
    case._store.replace_source(replace(idle, title="Fruit"), "")
    assert all(claims[c.id] is c for c in case._known.script(case.works()[0]).claims)
    busy = next(s for s in case.sources() if s.id in cited)
    case._store.replace_source(replace(busy, title="Ledger"), "")
    now = case._known.script(case.works()[0]).claims
    other = [c.id for c in now if claims[c.id] is not c]
    assert other == [c.id for c in now if busy.id in {e.source_id for e in c.evidence}]
    assert 0 < len(other) < len(now)

"""A proposal says which model it was made with; another model makes it stale, and what a person decided stays."""

from dataclasses import dataclass

import pytest
from engine_samples import write_files, write_film

import loupe.engine.case.opened
from loupe.engine import Case
from loupe.model.errors import ModelUnreadable


@dataclass
class Named:
    """A model that has a name and no opinion."""

    name: str

    def read(self, pairs):
        return [None for _ in pairs]


@pytest.fixture
def use(monkeypatch):
    """Make a model of this name the one that every case uses; None for none."""

    def use(name):
        monkeypatch.setattr(loupe.engine.case.opened, "stance_model", lambda settings, folder: name and Named(name))

    use(None)
    return use


def models(case):
    return {made["model"] for made in case.made_with().values()}


def test_a_proposal_says_what_it_was_made_with(place, use):
    with Case.open(place / "case") as case:
        case.check(place / "film.srt")
        assert set(case.made_with()) == {claim.id for claim in case.claims()}
        for made in case.made_with().values():
            assert list(made) == ["comparison", "encoder", "model"]
            assert made["comparison"].startswith("typed/")
            assert made["model"] == "none"
        assert case.stale() == ()


def test_another_model_makes_every_proposal_stale_until_the_next_check(place, use):
    use("tiny/1")
    with Case.open(place / "case") as case:
        claims = tuple(claim.id for claim in case.claims())
        assert case.stale() == claims
        assert case.outdated()
        check = case.check(place / "film.srt")
        assert (check.judged, check.resumed) == (len(claims), 0)
        assert (case.stale(), case.outdated(), models(case)) == ((), False, {"tiny/1"})
        assert case.check(place / "film.srt").judged == 0
    use("tiny/2")
    with Case.open(place / "case") as case:
        assert case.stale() == claims
    use(None)
    with Case.open(place / "case") as case:
        assert case.stale() == claims
        case.check(place / "film.srt")
        assert models(case) == {"none"}
        assert case.verify() == ()


def test_a_check_that_was_stopped_leaves_the_rest_stale(place, use):
    def stop(judged, total):
        if judged:
            raise KeyboardInterrupt

    with Case.open(place / "case") as case:
        many = tuple(("NARRATOR", f"The ferry Estrella carried {n} passengers in 19{n}.") for n in range(40, 70))
        case.check(write_film(place / "long.srt", many))
        everything = len(case.claims())
    use("tiny/1")
    with Case.open(place / "case") as case:
        with pytest.raises(KeyboardInterrupt):
            case.check(place / "long.srt", progress=stop)
        assert 0 < len(case.stale()) < everything
        assert models(case) == {"none", "tiny/1"}
        stale = len(case.stale())
        assert case.check(place / "long.srt").judged == stale
        assert case.stale() == ()


def test_another_model_never_touches_what_a_person_decided(place, use):
    with Case.open(place / "case") as case:
        first, last = case.claims()[0], case.claims()[-1]
        case.mark(first.id, checkable=True, why="the harbour can be looked up")
        case.mark(last.id, checkable=False)
        case.check(place / "film.srt")
        decided = [entry for entry in case._store.log() if entry.action == "mark"]
        marks = case._store.marks(first.work_id)
    use("tiny/1")
    with Case.open(place / "case") as case:
        assert case._store.marks(first.work_id) == marks
        case.check(place / "film.srt")
        assert case._store.marks(first.work_id) == marks
        assert [entry for entry in case._store.log() if entry.action == "mark"] == decided
        by_id = {finding.claim.id: finding.claim for finding in case.findings()}
        assert (by_id[first.id].checkable, by_id[last.id].checkable) == (True, False)
        assert case.verify() == ()


def test_a_model_that_cannot_be_used_stops_the_check_and_not_the_reading(place, monkeypatch):
    def broken(settings, folder):
        raise ModelUnreadable("There is no model.onnx in models/large.")

    monkeypatch.setattr(loupe.engine.case.opened, "stance_model", broken)
    with Case.open(place / "case") as case:
        before = case.findings()
        with pytest.raises(ModelUnreadable, match=r"no model\.onnx"):
            case.check(place / "film.srt")
        assert case.findings() == before
        assert len(case.stale()) == len(case.claims())
        assert case.script_context().outdated


def test_the_archive_alone_makes_a_check_outdated_and_no_proposal_stale(place, use):
    with Case.open(place / "case") as case:
        case.check(place / "film.srt")
        case.add(write_files(place / "more", {"tug.txt": "The tug Rosa towed the ferry Estrella in 1986.\n"}))
        assert case.outdated()
        assert case.stale() == ()

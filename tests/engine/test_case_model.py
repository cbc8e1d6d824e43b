"""A check with a stance model: what no value decides is read, and --fast leaves it as it was."""

from dataclasses import dataclass

import pytest
from engine_samples import new_case, write_files, write_film

from loupe.checking.models import Opinion

FILES = {
    "log.txt": "The ferry Estrella carried 412 passengers on her last trip.\n",
    "yard.txt": "The ferry Estrella left for her last trip with the old paint flaking off, straight past the yard.\n",
}
FILM = (
    ("NARRATOR", "The ferry Estrella carried 412 passengers on her last trip."),
    ("NARRATOR", "The ferry Estrella was repainted in the yard before her last trip."),
)


@dataclass
class Told:
    """Holds that flaking paint contradicts a new coat, and of all else that it says neither."""

    name: str = "told/1"
    asked: int = 0

    def read(self, pairs):
        self.asked += len(pairs)
        against = ["repainted" in p.claim and "flaking" in p.passage for p in pairs]
        return [Opinion(0.01, 0.97, 0.02) if it_is else Opinion(0.02, 0.02, 0.96) for it_is in against]


@pytest.fixture
def case(tmp_path):
    write_files(tmp_path / "archive", FILES)
    write_film(tmp_path / "film.srt", FILM)
    with new_case(tmp_path / "case") as opened:
        opened.add(tmp_path / "archive")
        yield opened, tmp_path / "film.srt"


def labels(case):
    return [f.verdict.label for f in case.findings()]


def test_a_model_reads_what_no_value_decides(case):
    opened, film = case
    opened.check(film, fast=True)
    assert labels(opened) == ["uncorroborated", "uncorroborated"]
    opened.check(film, model=Told())
    assert labels(opened) == ["uncorroborated", "contradicted"]
    (piece,) = [e for e in opened.findings()[1].evidence if e.stance == "contradicts"]
    assert (piece.checks, piece.reasons[0]) == (("model",), "model: contradicts 0.97")


def test_a_fast_check_asks_no_model_and_finds_what_a_check_without_one_finds(case):
    opened, film = case
    opened.check(film, fast=True)
    without, model = opened.findings(), Told()
    opened.check(film, model=model)
    opened.check(film, model=model, fast=True)
    asked, model.asked = model.asked, 0
    assert asked > 0
    assert model.asked == 0
    assert opened.findings() == without


def test_another_model_judges_anew_and_the_same_one_goes_on_where_it_was(case):
    opened, film = case
    judged = [opened.check(film, model=Told(name)).judged for name in ("told/1", "told/1", "told/2")]
    assert judged == [2, 0, 2]

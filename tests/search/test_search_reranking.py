"""The first hits put in order by a dearer encoder: the order, what it keeps to, and what is read when."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from loupe.model import Passage
from loupe.search import Hit, Reranker, SearchIndex, Window, WindowTexts
from loupe.search.sentences import SentenceEncoder

Make = Callable[..., list[Passage]]


class Letters:
    """An encoder that anybody can follow: how often each letter stands in a text. It counts what it is given."""

    dimensions = 26

    def __init__(self, name: str = "letters/1") -> None:
        self.name = name
        self.given: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.int8]:
        self.given += texts
        counts = np.array([[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts], np.float64)
        counts = counts.reshape(len(texts), 26)
        lengths = np.maximum(np.sqrt((counts**2).sum(axis=1, keepdims=True)), 1e-9)
        vectors: NDArray[np.int8] = np.rint(counts * 127 / lengths).astype(np.int8)
        return vectors


def texts_of(**sources: Sequence[str]) -> WindowTexts:
    """What the windows of such passages say."""
    stored = {name.replace("_", "-"): "  ".join(texts) for name, texts in sources.items()}

    def read(windows: Sequence[Window]) -> list[str]:
        return [stored[window.source_id][window.start : window.end] for window in windows]

    return read


WORDS = ["thief", "vault", "night", "van", "road", "camera", "tape", "alarm", "door", "million", "euro", "drove"]
QUESTIONS = ["thief vault night", "million euro", "the van drove along the road", "camera tape alarm door", "no match"]


def archive(sources: int = 12) -> dict[str, list[str]]:
    chance = random.Random(11)
    return {
        f"s-{number}": [" ".join(chance.choices(WORDS, k=chance.choice([4, 9, 30, 300]))) for _ in range(9)]
        for number in range(sources)
    }


def filled(
    folder: Path, passages: Make, texts: dict[str, list[str]], letters: Letters | None = None, **how: float
) -> SearchIndex:
    reranker = Reranker(letters, texts_of(**texts), **how) if letters else None  # type: ignore[arg-type]
    index = SearchIndex.open(folder, None, reranker=reranker)
    for name, said in texts.items():
        index.add(name, passages(name, *said))
    index.commit()
    return index


def test_without_a_reranker_nothing_changes(tmp_path: Path, passages: Make) -> None:
    with filled(tmp_path, passages, archive()) as index:
        plain = index.search_many(QUESTIONS)
    assert all(hit.closeness is None and hit.score < 1 for hits in plain for hit in hits)
    with filled(tmp_path, passages, archive(), Letters(), depth=0) as index:
        assert index.search_many(QUESTIONS) == plain


def test_the_closer_passage_comes_first(tmp_path: Path, passages: Make) -> None:
    texts = {"s-1": ["stone stone stone zzzzzzzzzzzzzzzzzzzzzz", "a stone", "a van"]}
    with filled(tmp_path / "plain", passages, texts) as index:
        assert [hit.passage_id for hit in index.search("stone")] == ["s-1/1", "s-1/2"]
    with filled(tmp_path / "again", passages, texts, Letters()) as index:
        first, second = index.search("stone")
    assert [first.passage_id, second.passage_id] == ["s-1/2", "s-1/1"]
    assert first.closeness is not None
    assert second.closeness is not None
    assert first.closeness > 0.9 > second.closeness
    assert 2 >= first.score > second.score >= 1
    assert (first.word_rank, second.word_rank) == (2, 1)


def test_the_score_is_the_mixture_that_the_reranker_names(tmp_path: Path, passages: Make) -> None:
    texts = {"s-1": ["stone", "stone van road door", "a van"]}
    with filled(tmp_path, passages, texts, Letters(), weight=0.25) as index:
        best, other = index.search("stone")
    assert best.score == pytest.approx(1 + 0.25 * 1 + 0.75 * 1, abs=1e-6)
    assert other.closeness is not None
    assert 1 + 0.25 * other.closeness < other.score < 1 + 0.25 * other.closeness + 0.75


@pytest.mark.parametrize("depth", [0, 1, 7, 50, 1000])
def test_the_same_passages_are_found_and_only_the_first_are_moved(tmp_path: Path, passages: Make, depth: int) -> None:
    with filled(tmp_path, passages, archive()) as index:
        plain = index.search_many(QUESTIONS, limit=300)
    with filled(tmp_path, passages, archive(), Letters(), depth=depth) as index:
        found = index.search_many(QUESTIONS, limit=300)
    for before, after in zip(plain, found, strict=True):
        names = [hit.passage_id for hit in after]
        assert sorted(names[:depth]) == sorted(hit.passage_id for hit in before[:depth])
        assert after[depth:] == before[depth:]
        assert all(hit.closeness is not None for hit in after[:depth])
        scores = [hit.score for hit in after]
        assert scores == sorted(scores, reverse=True)


@pytest.fixture
def index(tmp_path: Path, passages: Make) -> SearchIndex:
    return filled(tmp_path / "case", passages, archive(), Letters(), depth=10)


def test_asking_for_fewer_gives_the_first_ones(index: SearchIndex) -> None:
    for question in QUESTIONS:
        hits = index.search(question, limit=60)
        for limit in (0, 1, 5, 10, 11, 40):
            assert index.search(question, limit=limit) == hits[:limit]


def test_many_questions_at_once_are_answered_as_one_by_one(index: SearchIndex) -> None:
    assert index.search_many(QUESTIONS) == [index.search(question) for question in QUESTIONS]
    assert index.search_many([]) == []
    assert index.search("") == ()


def test_excluded_sources_are_never_returned_and_make_room(index: SearchIndex) -> None:
    hidden = ["s-1", "s-2", "s-3"]
    for hits in index.search_many(QUESTIONS[:4], limit=60, exclude=hidden):
        assert {hit.source_id for hit in hits}.isdisjoint(hidden)
        assert sum(hit.closeness is not None for hit in hits) == 10


def test_the_order_in_which_sources_came_changes_nothing(tmp_path: Path, passages: Make, index: SearchIndex) -> None:
    texts = dict(reversed(archive().items()))
    with filled(tmp_path / "other", passages, texts, Letters(), depth=10) as other:
        assert other.search_many(QUESTIONS, limit=60) == index.search_many(QUESTIONS, limit=60)


def asked(folder: Path, letters: Letters) -> list[tuple[Hit, ...]]:
    reranker = Reranker(letters, texts_of(**archive()), depth=10)
    with SearchIndex.open(folder, None, reranker=reranker) as index:
        return index.search_many(QUESTIONS)


def test_what_was_read_is_not_read_again_and_changes_no_answer(tmp_path: Path, passages: Make) -> None:
    filled(tmp_path, passages, archive()).close()
    first, second = Letters(), Letters()
    found = asked(tmp_path, first)
    assert len(first.given) > len(QUESTIONS)
    assert asked(tmp_path, second) == found
    assert second.given == QUESTIONS
    (tmp_path / "sentences.i8").unlink()
    third = Letters()
    assert asked(tmp_path, third) == found
    assert third.given == first.given


def test_another_encoder_reads_for_itself(tmp_path: Path, passages: Make) -> None:
    filled(tmp_path, passages, archive()).close()
    first, other = Letters(), Letters("letters/2")
    asked(tmp_path, first)
    asked(tmp_path, other)
    assert other.given == first.given


def test_equal_texts_are_read_once(tmp_path: Path, passages: Make) -> None:
    letters = Letters()
    with filled(tmp_path, passages, {f"s-{n}": ["The alarm was taped over."] for n in range(20)}, letters) as index:
        hits = index.search("alarm")
    assert [hit.source_id for hit in hits] == sorted(f"s-{n}" for n in range(20))
    assert letters.given == ["The alarm was taped over.", "alarm"]


def test_only_first_hits_are_read_until_all_are_wanted(index: SearchIndex, tmp_path: Path) -> None:
    index.search(QUESTIONS[0])
    told: list[tuple[int, int]] = []
    assert index.encode_all(lambda done, count: told.append((done, count))) == index.windows - 10
    assert told[-1] == (index.windows, index.windows)
    assert index.encode_all() == 0
    letters = Letters()
    asked(tmp_path / "case", letters)
    assert letters.given == QUESTIONS


def test_an_interrupted_reading_goes_on_where_it_stopped(
    tmp_path: Path, passages: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loupe.search.reranking._TOGETHER", 16)
    letters = Letters()
    index = filled(tmp_path, passages, archive(), letters)

    def stop(done: int, count: int) -> None:
        if done >= 48:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.encode_all(stop)
    index.close()
    before = len(letters.given)
    assert before == 48
    with filled(tmp_path, passages, archive(), letters) as again:
        assert again.encode_all() == again.windows - before
        assert len(letters.given) == again.windows
        assert again.encode_all() == 0


def test_an_index_without_a_reranker_has_nothing_to_read_with(tmp_path: Path, passages: Make) -> None:
    with filled(tmp_path, passages, archive()) as index, pytest.raises(ValueError, match="without a re-ranker"):
        index.encode_all()


def test_an_empty_index_is_asked_and_read_in_vain(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, None, reranker=Reranker(Letters(), texts_of())) as index:
        assert index.search("anything") == ()
        assert index.encode_all() == 0


@pytest.mark.parametrize("how", [{"depth": -1}, {"weight": 1.5}, {"weight": -0.1}], ids=str)
def test_a_reranker_out_of_bounds_is_refused(how: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="a re-ranker has"):
        Reranker(Letters(), texts_of(), **how)  # type: ignore[arg-type]


def test_the_transformer_finds_what_words_miss(tmp_path: Path, passages: Make, transformer: SentenceEncoder) -> None:
    texts = {
        "s-1": [
            "That person is a motorway engineer near Antwerp.",
            "The thieves left half-eaten meals beside the highway.",
        ]
    }
    question = "Robbers dropped their meals near a motorway."
    with filled(tmp_path / "plain", passages, texts) as index:
        assert index.search(question)[0].passage_id == "s-1/1"
    reranker = Reranker(transformer, texts_of(**texts))
    with SearchIndex.open(tmp_path / "plain", None, reranker=reranker) as index:
        assert index.search(question)[0].passage_id == "s-1/2"


def test_a_reading_process_that_dies_leaves_a_good_index(tmp_path: Path, passages: Make) -> None:
    """A record of the file is cut in half, as a process leaves it that is killed while it writes."""
    filled(tmp_path, passages, archive()).close()
    found = asked(tmp_path, Letters())
    path = tmp_path / "sentences.i8"
    path.write_bytes(path.read_bytes()[:-13])
    letters = Letters()
    assert asked(tmp_path, letters) == found
    assert len(letters.given) == len(QUESTIONS) + 1

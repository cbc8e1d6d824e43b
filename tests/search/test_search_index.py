from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loupe.model import Passage
from loupe.search import Encoder, Hit, SearchIndex
from loupe.search.words import WordIndex

Make = Callable[..., list[Passage]]

TEXTS = (
    "The thieves opened 109 of 189 boxes in the Diamond-Center at 23:47.",
    "A sandwich was found in the forest beside the E19 motorway.",
    "Mrs O'Brien paid €65 million, or $3,000 for each stone.",
    "José Müller drove to Liège on Friday; the trial began in 2005.",
)
QUESTIONS = [
    "thief vault night",
    "million euro stones paid",
    "the van drove along the road",
    "109",
    "camera tape alarm door",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, passages: Make, encoder: Encoder) -> Iterator[SearchIndex]:
    with SearchIndex.open(tmp_path_factory.mktemp("case") / "index", encoder) as opened:
        opened.add("s-1", passages("s-1", *TEXTS))
        opened.add("s-2", passages("s-2", "He said nothing at all about the diamonds.", TEXTS[1]))
        opened.commit()
        yield opened


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        pytest.param("109", "s-1/1", id="count"),
        pytest.param("at 23:47", "s-1/1", id="time"),
        pytest.param("diamond center", "s-1/1", id="hyphen"),
        pytest.param("Diamond Centers", "s-1/1", id="plural"),
        pytest.param("3000", "s-1/3", id="thousands"),
        pytest.param("$3,000", "s-1/3", id="dollars"),
        pytest.param("65", "s-1/3", id="euros"),
        pytest.param("o’brien", "s-1/3", id="apostrophe"),
        pytest.param("Jose Mueller Liege", "s-1/4", id="accents"),
        pytest.param("the 2005 trials", "s-1/4", id="year"),
    ],
)
def test_what_a_fact_checker_types_is_found_by_words(index: SearchIndex, question: str, passage: str) -> None:
    first = [hit.passage_id for hit in index.search(question) if hit.word_rank == 1]
    assert first == [passage]


def test_a_hit_points_at_its_window(index: SearchIndex) -> None:
    hit = index.search("sandwich in the forest", exclude=["s-2"])[0]
    start = len(TEXTS[0]) + 2
    assert (hit.source_id, hit.start, hit.end) == ("s-1", start, start + len(TEXTS[1]))
    assert hit.score == pytest.approx(1 / 61 + 1 / 61)


def test_equal_hits_go_by_source(index: SearchIndex) -> None:
    assert [hit.passage_id for hit in index.search("sandwich in the forest")][:2] == ["s-1/2", "s-2/2"]


@pytest.mark.parametrize("hidden", [["s-1"], ["s-2"], ["s-1", "s-2"], ["s-unknown"]], ids=",".join)
def test_excluded_sources_are_never_returned(index: SearchIndex, hidden: list[str]) -> None:
    for question in (*QUESTIONS, "sandwich forest diamonds"):
        hits = index.search(question, exclude=hidden)
        assert {hit.source_id for hit in hits}.isdisjoint(hidden)
        kept = [hit.passage_id for hit in index.search(question) if hit.source_id not in hidden]
        assert sorted(hit.passage_id for hit in hits) == sorted(kept)


def test_asking_for_fewer_gives_the_first_ones(index: SearchIndex) -> None:
    hits = index.search("diamonds motorway")
    assert len(hits) > 3
    assert index.search("diamonds motorway", limit=3) == hits[:3]
    assert index.search("diamonds motorway", limit=0) == ()


def test_many_questions_at_once_are_answered_as_one_by_one(index: SearchIndex) -> None:
    assert index.search_many(QUESTIONS) == [index.search(question) for question in QUESTIONS]
    assert index.search_many([]) == []


@given(
    st.text(st.characters(), max_size=200)
    | st.sampled_from(['foo "(bar', "AND:", "a AND", "text:x", "*", "[a TO", "\0", "\ud800"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_is_refused(index: SearchIndex, question: str) -> None:
    assert isinstance(index.search(question), tuple)


def test_a_question_of_a_thousands_of_words_is_answered(index: SearchIndex) -> None:
    question = " ".join(f"word{n} sandwich" for n in range(3_000))
    assert index.search(question)[0].passage_id == "s-1/2"


def archive(passages: Make) -> dict[str, list[Passage]]:
    """Forty sources with many windows that score nearly or wholly the same."""
    chance = random.Random(11)
    words = ["thief", "vault", "night", "van", "road", "camera", "tape", "alarm", "door", "million", "euro", "drove"]
    sources = {}
    for number in range(40):
        texts = [" ".join(chance.choices(words, k=chance.choice([6, 6, 30, 400]))) for _ in range(12)]
        sources[f"s-{number}"] = passages(f"s-{number}", *texts, "The alarm of the vault door was taped over.")
    return sources


def build(
    folder: Path, encoder: Encoder | None, sources: dict[str, list[Passage]], order: list[str], every: int
) -> list[tuple[Hit, ...]]:
    with SearchIndex.open(folder, encoder) as index:
        for number, name in enumerate(order, 1):
            index.add(name, sources[name])
            if number % every == 0:
                index.commit()
        index.commit()
        assert index.sources() == frozenset(order)
        return index.search_many([*QUESTIONS, " ".join(QUESTIONS)], limit=300, exclude=["s-3"])


@pytest.mark.parametrize("with_meaning", [True, False], ids=["fused", "words alone"])
def test_hits_depend_on_the_sources_alone(tmp_path: Path, passages: Make, encoder: Encoder, with_meaning: bool) -> None:
    chosen = encoder if with_meaning else None
    sources = archive(passages)
    order = sorted(sources)
    first = build(tmp_path / "one", chosen, sources, order, 1000)
    assert sum(len(hits) for hits in first) > 500
    assert build(tmp_path / "two", chosen, sources, order[::-1], 1) == first
    shuffled = random.Random(3).sample(order, len(order))
    assert build(tmp_path / "three", chosen, sources, shuffled, 7) == first
    shutil.rmtree(tmp_path / "one")
    assert build(tmp_path / "one", chosen, sources, order, 1000) == first


def test_of_many_equal_passages_the_first_are_taken(tmp_path: Path, passages: Make, encoder: Encoder) -> None:
    names = [f"s-{number:03}" for number in range(600)]
    with SearchIndex.open(tmp_path, encoder) as index:
        for name in reversed(names):
            index.add(name, passages(name, "The alarm was taped over."))
        index.commit()
        assert [hit.source_id for hit in index.search("alarm taped")] == names[:20]
        assert [hit.source_id for hit in index.search("alarm taped", exclude=names[5:400])][4:7] == [
            "s-004",
            "s-400",
            "s-401",
        ]


@pytest.mark.parametrize("with_meaning", [True, False], ids=["fused", "words alone"])
def test_a_large_excluded_source_does_not_hide_others(
    tmp_path: Path, passages: Make, encoder: Encoder, with_meaning: bool
) -> None:
    with SearchIndex.open(tmp_path, encoder if with_meaning else None) as index:
        index.add("s-work", passages("s-work", *("The alarm was taped over. " * (1 + n % 40) for n in range(900))))
        index.add(
            "s-book", passages("s-book", "The long report says in passing that somebody taped an alarm.", "A van.")
        )
        index.commit()
        hits = index.search("the alarm was taped over", exclude=["s-work"])
    assert hits[0].passage_id == "s-book/1"
    assert hits[0].word_rank == 1


def test_word_scores_do_not_depend_on_the_layout(tmp_path: Path) -> None:
    chance = random.Random(4)
    words = [f"word{number}" for number in range(30)]
    texts = [" ".join(chance.choices(words, range(1, 31), k=chance.randint(5, 60))) for _ in range(2000)]
    one, many = (WordIndex(tmp_path / name, create=True) for name in ("one", "many"))
    one.add(texts, 0)
    one.commit()
    for count, row in enumerate(chance.sample(range(2000), 2000)):
        many.add([texts[row]], row)
        if count % 150 == 0:
            many.commit()
    many.commit()
    for _ in range(20):
        question = " ".join(chance.choices(words, k=chance.randint(3, 25)))
        found, complete = one.reader().best(question, 100)
        assert 100 <= len(found) < 2000
        assert not complete
        assert sorted(many.reader().best(question, 100)[0]) == sorted(found)


def test_one_hit_for_each_passage(tmp_path: Path, passages: Make, encoder: Encoder) -> None:
    long = "The vault was closed on Friday evening by the guard. " * 200 + "At noon the sapphire was gone."
    with SearchIndex.open(tmp_path, encoder) as index:
        index.add("s-1", passages("s-1", long, "A ruby was sold."))
        index.commit()
        assert index.windows > 10
        hits = index.search("sapphire gone")
    assert [hit.passage_id for hit in hits] == ["s-1/1", "s-1/2"]
    assert "sapphire" in long[hits[0].start : hits[0].end]


def test_words_alone_leave_the_meaning_rank_open(tmp_path: Path, passages: Make) -> None:
    with SearchIndex.open(tmp_path, None) as index:
        index.add("s-1", passages("s-1", *TEXTS))
        index.commit()
        (hit,) = index.search("sandwiches")
    assert (hit.passage_id, hit.word_rank, hit.meaning_rank) == ("s-1/2", 1, None)


def test_an_empty_index_finds_nothing(tmp_path: Path, encoder: Encoder) -> None:
    with SearchIndex.open(tmp_path, encoder) as index:
        assert (index.windows, index.sources(), index.rebuilt) == (0, frozenset(), "")
        assert index.search("anything") == ()

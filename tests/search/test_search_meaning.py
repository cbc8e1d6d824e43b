from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from loupe.model import Passage
from loupe.search import Encoder, SearchIndex, similarity
from loupe.search.manifest import Manifest
from loupe.search.rows import RowFiles, RowReader
from loupe.search.windows import Window

Make = Callable[..., list[Passage]]


@pytest.mark.parametrize("dimensions", [1, 256, 1040])
def test_scores_are_the_exact_integer_products(tmp_path: Path, dimensions: int) -> None:
    random = np.random.default_rng(5)
    vectors = random.integers(-127, 128, (9000, dimensions)).astype(np.int8)
    vectors[0] = vectors[1] = 127
    files = RowFiles(tmp_path, Manifest("", "e", dimensions, 0, 0, ()))
    files.append([Window("p", "s", n, n + 1) for n in range(len(vectors))], 0, vectors)
    files.sync()
    files.close()
    rows = RowReader(tmp_path, Manifest("", "e", dimensions, len(vectors), files.id_bytes, ("s",)))
    asked = vectors[[0, 3, 8999]]
    exact = asked.astype(np.int64) @ vectors.astype(np.int64).T
    assert exact.max() == 127 * 127 * dimensions
    assert (rows.scores(asked).astype(np.int64) == exact).all()
    assert rows.window(8999) == Window("p", "s", 8999, 9000)


def test_a_vector_is_the_same_on_every_machine(encoder: Encoder) -> None:
    (vector,) = encoder.encode(["The thieves opened 109 of 189 safe deposit boxes."])
    assert vector[:8].tolist() == [17, 1, -19, -5, 1, -5, -5, 7]


def test_many_long_texts_are_pooled_in_batches(encoder: Encoder) -> None:
    texts = [f"{n} stolen diamonds " * 700 for n in range(30)] + [""]
    vectors = encoder.encode(texts)
    assert (vectors[7] == encoder.encode([texts[7]])[0]).all()
    assert not vectors[30].any()


def test_shouting_does_not_change_the_meaning(encoder: Encoder) -> None:
    assert similarity(encoder, ["MEASUREMENT OF DIAMONDS"], ["measurement of diamonds"])[0, 0] == 1.0


def test_similarity_is_a_cosine(encoder: Encoder) -> None:
    found = similarity(encoder, ["the gems were stolen", ""], ["somebody took the diamonds", "the gems were stolen"])
    assert found.shape == (2, 2)
    assert 0.2 < found[0, 0] < found[0, 1] <= 1.0
    assert found[1].tolist() == [0.0, 0.0]


def test_a_paraphrase_is_found_by_meaning_alone(tmp_path: Path, passages: Make, encoder: Encoder) -> None:
    texts = (
        "The jury returned after three days in court.",
        "Burglars left half-eaten food beside the highway.",
        "Interest rates fell in the spring.",
    )
    with SearchIndex.open(tmp_path / "both", encoder) as index:
        index.add("s-1", passages("s-1", *texts))
        index.commit()
        best = index.search("robbers dropped meals near a motorway")[0]
    assert (best.passage_id, best.word_rank, best.meaning_rank) == ("s-1/2", None, 1)
    with SearchIndex.open(tmp_path / "words", None) as index:
        index.add("s-1", passages("s-1", *texts))
        index.commit()
        assert index.search("robbers dropped meals near a motorway") == ()

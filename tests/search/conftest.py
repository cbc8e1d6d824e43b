from __future__ import annotations

from collections.abc import Callable

import pytest

from loupe.model import Locator, ParagraphPlace, Passage, Segment
from loupe.search import Encoder, static_encoder


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

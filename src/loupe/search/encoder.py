"""Texts to vectors of meaning. The built-in encoder averages static vectors of word pieces."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from loupe.search.terms import STOP_WORDS, plain_text

__all__ = ["Encoder", "StaticEncoder", "similarity", "static_encoder"]

MOST_DIMENSIONS = 1040
"""Dot products of this many int8 pairs (127 x 127) stay below 2**24, where float32 still counts every integer."""


_WORD = re.compile(r"[^\W_]+")


class Encoder(Protocol):
    """Turns texts into vectors of meaning."""

    @property
    def name(self) -> str:
        """What made the vectors, weights included; an index holds vectors of one name alone."""

    @property
    def dimensions(self) -> int:
        """Numbers per vector, 1040 at most."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.int8]:
        """Unit vectors scaled to -127..127, shape (texts, dimensions); all zero for a text without words."""


def similarity(encoder: Encoder, a: Sequence[str], b: Sequence[str]) -> NDArray[np.float32]:
    """Cosine of each text of ``a`` with each of ``b``, shape (len(a), len(b)), in [-1, 1]."""
    left, right = (encoder.encode(texts).astype(np.float32) for texts in (a, b))
    lengths = np.sqrt((left**2).sum(1))[:, None] * np.sqrt((right**2).sum(1))[None, :]
    cosine: NDArray[np.float32] = (left @ right.T) / np.maximum(lengths, 1)
    return cosine


class StaticEncoder:
    """The mean of the word pieces' vectors, counted in integers so that every machine gets the same bytes.

    Marks and words that say nothing ("the", "was") are left out, and words in capitals are read in small letters: in
    benchmarks/retrieval.py that finds more. The pieces of a word do not depend on its neighbours, so a word is cut
    into pieces once and remembered.
    """

    def __init__(self, table: NDArray[np.float16], tokenizer: Any, name: str) -> None:
        largest = float(np.abs(table).max()) or 1.0
        # 4095 x 2**19 pieces fit into an int32 sum; twelve bits are more than the eight that are kept.
        self._table = np.rint(table.astype(np.float64) * (4095 / largest)).astype(np.int16)
        self._tokenizer = tokenizer
        self._pieces: dict[str, list[int]] = {}
        self.name = name
        self.dimensions = int(table.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.int8]:
        """Unit vectors scaled to -127..127, shape (texts, dimensions); all zero for a text without words."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.int8)
        batch: list[int] = []
        starts: list[int] = []
        rows: list[int] = []
        for row, text in enumerate(texts):
            pieces = self._cut(text)
            if pieces:
                starts.append(len(batch))
                rows.append(row)
                batch += pieces
            if batch and (len(batch) > 8192 or row == len(texts) - 1):
                vectors[rows] = self._pool(batch, starts)
                batch, starts, rows = [], [], []
        return vectors

    def _cut(self, text: str) -> list[int]:
        if len(self._pieces) > 200_000:
            self._pieces.clear()
        known = self._pieces
        pieces: list[int] = []
        for word in _words(text):
            found = known.get(word)
            if found is None:
                found = known[word] = self._cut_word(word)
            pieces += found
        return pieces[: 2**19]

    def _cut_word(self, word: str) -> list[int]:
        if len(word) > 3 and word.isupper():
            word = word.lower()  # shouted words come in pieces that mean nothing
        # One word at a time: the batch call starts threads, which warn or hang when the process forks later.
        parts = [word[at : at + 64] for at in range(0, len(word), 64)]
        pieces = [piece for part in parts for piece in self._tokenizer.encode(part, add_special_tokens=False).ids]
        return [piece for piece in pieces if 2 < piece < len(self._table)]

    def _pool(self, pieces: list[int], starts: list[int]) -> NDArray[np.int8]:
        sums = np.add.reduceat(self._table[pieces].astype(np.int32), starts, axis=0)
        wide = sums.astype(np.float64)
        lengths = np.sqrt((sums.astype(np.int64) ** 2).sum(axis=1).astype(np.float64))
        pooled: NDArray[np.int8] = np.rint(wide * 127 / np.maximum(lengths, 1)[:, None]).astype(np.int8)
        return pooled


def _words(text: str) -> list[str]:
    words: list[str] = _WORD.findall(plain_text(text))
    return [word for word in words if word.lower() not in STOP_WORDS] or words


@lru_cache(maxsize=1)
def static_encoder() -> Encoder | None:
    """The static vectors of the optional package ``wordllama``, or None when they are not installed.

    Only its data files are read, never its code.
    """
    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        return None
    try:
        from safetensors.numpy import load
        from tokenizers import Tokenizer
    except ImportError:
        return None
    folder = Path(spec.submodule_search_locations[0])
    weights = folder / "weights" / "l2_supercat_256.safetensors"
    cutter = folder / "tokenizers" / "l2_supercat_tokenizer_config.json"
    if not weights.is_file() or not cutter.is_file():
        return None
    data = weights.read_bytes()
    name = f"l2-supercat-256/1/{hashlib.sha256(data).hexdigest()[:12]}"
    return StaticEncoder(load(data)["embedding.weight"], Tokenizer.from_file(str(cutter)), name)

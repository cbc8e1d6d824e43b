"""The search index of a case, kept up to date; for a check the sentence encoder puts its first hits in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from loupe.engine.settings import Settings
from loupe.model.errors import ModelUnreadable
from loupe.search import (
    Encoder,
    Reranker,
    SearchIndex,
    Window,
    sentence_encoder,
    sentence_encoder_name,
    static_encoder,
    user_cache,
)
from loupe.store import Store

__all__ = ["bring_up_to_date", "encoder_names", "open_index", "ranking_index", "searched_by", "sentence_encoder_in_use"]

_COMMIT_AT = 30_000_000
"""Characters that wait in memory before they are committed."""


def open_index(folder: Path) -> SearchIndex:
    """The index in ``folder``, by words and, where static vectors are installed, by meaning."""
    return SearchIndex.open(folder, static_encoder())


def searched_by() -> str:
    """How an archive is searched here: "words and meaning", or "words only"."""
    return "words and meaning" if static_encoder() else "words only"


def bring_up_to_date(store: Store, index: SearchIndex, *, rebuild: bool = False) -> SearchIndex:
    """Add to the index what the archive has and it has not; with ``rebuild`` everything anew.

    Where a source has lost its words (a corrected transcript took their place), everything is made anew too.
    """
    worded = [s.id for s in store.sources("archive") if s.passages]
    there = index.sources()
    if rebuild or there - set(worded):
        index.clear()
        there = frozenset()
    missing = [id_ for id_ in worded if id_ not in there]
    waiting = 0
    for source in missing:
        passages = store.passages(source)
        index.add(source, passages)
        waiting += sum(len(p.text) for p in passages)
        if waiting > _COMMIT_AT:
            index.commit()
            waiting = 0
    index.commit()
    return index


def ranking_index(store: Store, folder: Path, settings: Settings, case: Path) -> SearchIndex | None:
    """The index in ``folder`` with a re-ranker, None where no sentence encoder is installed or the settings want none.

    What the encoder has read is kept beside the index. Raises ModelUnreadable for a folder that holds no encoder.
    """
    encoder = _sentences(settings, case)
    if encoder is None:
        return None

    @lru_cache(maxsize=8)
    def stored(source_id: str) -> str:
        return store.read_text(store.source(source_id).text_sha256 or "")

    def texts(windows: Sequence[Window]) -> list[str]:
        return [stored(w.source_id)[w.start : w.end] for w in windows]

    return SearchIndex.open(folder, static_encoder(), reranker=Reranker(encoder, texts))


def encoder_names(settings: Settings, case: Path, *, fast: bool = False) -> str:
    """What a proposal records of the encoders behind its search; raises ModelUnreadable."""
    static = static_encoder()
    sentences = None if fast else sentence_encoder_in_use(settings, case)
    return " + ".join(filter(None, (static.name if static else "words only", sentences)))


def sentence_encoder_in_use(settings: Settings, case: Path) -> str | None:
    """The name of the sentence encoder that checks of this case rank by, None for none; nothing is loaded.

    Raises ModelUnreadable for a folder that holds no encoder.
    """
    if settings.model.encoder == "none":
        return None
    with _faults_told():
        return sentence_encoder_name(_folder(settings, case))


def _sentences(settings: Settings, case: Path) -> Encoder | None:
    if settings.model.encoder == "none":
        return None
    with _faults_told():
        return _loaded(_folder(settings, case), user_cache(os.environ), settings.pairs_at_once)


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise ModelUnreadable(
            f"No sentence encoder can be used: {error}.",
            hint='Its folder needs model.safetensors, tokenizer.json and config.json; or write encoder = "shipped".',
        ) from error


@lru_cache(maxsize=2)
def _loaded(folder: Path | None, cache: Path | None, threads: int) -> Encoder | None:
    """Loaded once for all the cases of a process: 90 MB are read and hashed for it."""
    return sentence_encoder(folder, cache=cache, threads=threads)


def _folder(settings: Settings, case: Path) -> Path | None:
    encoder = settings.model.encoder
    return None if encoder in ("shipped", "none") else case / Path(encoder).expanduser()

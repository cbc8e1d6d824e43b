"""The search index of a case: derived data that can be thrown away and made again from the passages."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from loupe.model import Passage
from loupe.model.errors import CaseDamaged
from loupe.search.asking import Question
from loupe.search.encoder import MOST_DIMENSIONS, Encoder
from loupe.search.folder import IndexFolder, Snapshot
from loupe.search.fusion import Hit, fuse, merge_windows
from loupe.search.kept import KeptVectors
from loupe.search.reranking import Closeness, Reranker
from loupe.search.rows import RowReader
from loupe.search.windows import Window, cut_windows

__all__ = ["SearchIndex"]

DEPTH = 200
"""Passages taken from each ranking before they are fused; one number, so that fewer hits are a prefix of more."""
_SCORE_BYTES = 64_000_000


class SearchIndex:
    """Windows of passages, found by words and, with an encoder, by meaning.

    One process writes at a time; others go on searching the last commit. Not to be shared between threads.
    """

    def __init__(self, folder: IndexFolder, encoder: Encoder | None, closeness: Closeness | None = None) -> None:
        self._folder = folder
        self._encoder = encoder
        self._closeness = closeness

    @classmethod
    def open(
        cls, folder: Path, encoder: Encoder | None, *, reranker: Reranker | None = None, wait_seconds: float = 30.0
    ) -> SearchIndex:
        """The index in ``folder``, made when there is none.

        A folder that is damaged, of another format or made with another encoder is emptied; ``rebuilt`` says so.
        With a ``reranker`` the first hits are put in order anew; what it has read is kept in the same folder, may be
        deleted, and changes no answer. ``wait_seconds`` is how long to wait for another writer before CaseBusy. Raises
        DiskFull and WriteDenied.
        """
        if encoder is not None and not 0 < encoder.dimensions <= MOST_DIMENSIONS:
            raise ValueError(f"an encoder has 1 to {MOST_DIMENSIONS} dimensions")
        name, dimensions = (encoder.name, encoder.dimensions) if encoder else (None, 0)
        opened = IndexFolder(folder, name, dimensions, wait_seconds)
        if reranker is None:
            return cls(opened, encoder)
        kept = KeptVectors(folder / "sentences.i8", reranker.encoder.name, reranker.encoder.dimensions)
        return cls(opened, encoder, Closeness(reranker, kept))

    @property
    def rebuilt(self) -> str:
        """Why the index was emptied and wants its sources again; empty when it was not."""
        return self._folder.rebuilt

    @property
    def windows(self) -> int:
        """How many windows can be found."""
        return self._folder.current().rows.count

    def sources(self) -> frozenset[str]:
        """Ids of the sources that are in with all their passages, and committed."""
        return frozenset(self._folder.current().manifest.sources)

    def add(self, source_id: str, passages: Sequence[Passage]) -> None:
        """Add all passages of a source, to be found after ``commit``; a source that is in already stays as it is.

        Raises CaseBusy while another process is writing, DiskFull, WriteDenied. After an error nothing is kept of what
        was added since the last commit.
        """
        windows: list[Window] = []
        texts: list[str] = []
        for passage in passages:
            if passage.source_id != source_id:
                raise ValueError(f"passage {passage.id} is not of source {source_id}")
            offset = passage.locator.start
            for window in cut_windows(passage):
                windows.append(window)
                texts.append(passage.text[window.start - offset : window.end - offset])
        self._folder.append(source_id, windows, texts, self._encoder.encode(texts) if self._encoder else None)

    def commit(self) -> None:
        """Make what was added lasting and findable, and let others write."""
        self._folder.commit()

    def clear(self) -> None:
        """Empty the index."""
        self._folder.clear()

    def close(self) -> None:
        """Forget what was added and not committed, and let others write."""
        self._folder.close()

    def __enter__(self) -> SearchIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rarity(self, stem: str) -> float:
        """How much a stemmed word tells in this archive: its inverse document frequency over windows, scaled to (0, 1].

        A word that no window holds counts as the rarest.
        """
        state = self._folder.current()
        total = max(state.words.rows, 1)
        return math.log((total + 2) / (state.words.frequency(stem) + 1)) / math.log(total + 2)

    def search(self, text: str | Question, *, limit: int = 20, exclude: Collection[str] = ()) -> tuple[Hit, ...]:
        """The passages closest to ``text`` by words and meaning, best first, one hit each.

        ``text`` is never read as a query language; ``expanded`` gives it other names and dates besides. Sources whose
        ids are in ``exclude`` are not returned. The same sources give the same hits, in whatever order and however many
        commits they were added.
        """
        return self.search_many([text], limit=limit, exclude=exclude)[0]

    def search_many(
        self, texts: Sequence[str | Question], *, limit: int = 20, exclude: Collection[str] = ()
    ) -> list[tuple[Hit, ...]]:
        """``search`` for each of the texts, with their vectors compared all at once."""
        state = self._folder.current()
        questions = [Question(text) if isinstance(text, str) else text for text in texts]
        asked = [question.text for question in questions]
        vectors = self._encoder.encode(asked) if self._encoder else None
        depth = max(DEPTH, limit)
        with _damage_told(self._folder.path):
            hidden = state.rows.of_sources(frozenset(exclude)) if exclude else None
            meanings = _by_meaning(state, vectors, hidden, depth) if vectors is not None else repeat([])
            words = [_by_words(state, question, hidden, depth) for question in questions]
            answers = [fuse(_windows(w), m, 2 * depth) for w, m in zip(words, meanings, strict=False)]
        if self._closeness is not None:
            answers = self._closeness.reordered(questions, answers, [[score for score, _ in found] for found in words])
        return [hits[:limit] for hits in answers]

    def encode_all(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Have the re-ranker read every window it has not read yet, so that no search waits for it; how many it read.

        What was read is kept as it goes: an interrupted run goes on where it stopped. No answer changes by it.
        ``progress`` is told how many windows are done, and of how many. ValueError without a re-ranker.
        """
        if self._closeness is None:
            raise ValueError("this index was opened without a re-ranker")
        rows = self._folder.current().rows
        return self._closeness.encode_all(map(rows.window, range(rows.count)), rows.count, progress)


def _windows(scored: Sequence[tuple[float, Window]]) -> list[Window]:
    return [window for _, window in scored]


def _by_words(
    state: Snapshot, question: Question, hidden: NDArray[np.bool_] | None, depth: int
) -> list[tuple[float, Window]]:
    count = depth
    while True:
        found, complete = state.words.best(question.text, count, question.also)
        seen = [(score, row) for score, row in found if hidden is None or not hidden[row]]
        merged = merge_windows([(score, state.rows.window(row)) for score, row in seen])
        if complete or len(merged) >= depth:
            return merged[:depth]
        count = len(found) * 4


def _by_meaning(
    state: Snapshot, vectors: NDArray[np.int8], hidden: NDArray[np.bool_] | None, depth: int
) -> Iterator[list[Window]]:
    if not state.rows.count:
        yield from ([] for _ in vectors)
        return
    step = max(1, _SCORE_BYTES // (4 * state.rows.count))
    for at in range(0, len(vectors), step):
        scores = state.rows.scores(vectors[at : at + step])
        if hidden is not None:
            scores[:, hidden] = 0
        for row_scores in scores:
            yield _windows(_best_passages(state.rows, row_scores, depth))


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, IndexError, OSError) as error:
        hint = f"Delete the folder {folder}; Loupe makes it again from the sources."
        raise CaseDamaged("The search index of this case cannot be read.", hint=hint) from error


def _best_passages(rows: RowReader, scores: NDArray[np.float32], depth: int) -> list[tuple[float, Window]]:
    """The ``depth`` passages with the highest positive scores; all windows that tie with the last one are weighed."""
    count = depth
    while True:
        count = min(count, len(scores))
        floor = max(float(np.partition(scores, len(scores) - count)[len(scores) - count]), 1.0)
        found = np.flatnonzero(scores >= floor)
        merged = merge_windows([(float(scores[row]), rows.window(int(row))) for row in found])
        if count == len(scores) or floor == 1.0 or len(merged) >= depth:
            return merged[:depth]
        count *= 4

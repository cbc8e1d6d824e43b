"""The index of words: BM25 over windows, kept by Tantivy in a folder of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import tantivy

from loupe.search.terms import query_terms, split_terms

__all__ = ["ENGINE", "WordIndex", "WordReader"]

ENGINE = f"tantivy {version('tantivy')}"
MOST_TERMS = 64
"""A question of more terms is asked with its rarest ones."""
ALSO = 0.3
"""What a term counts that stands beside a question's own ones."""


def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.stemmer("english")).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="loupe", index_option="freq")
    builder.add_unsigned_field("row", fast=True)
    return builder.build()


@contextmanager
def _panics_told() -> Iterator[None]:
    """Turn a panic, with which the engine meets some broken files, into a ValueError; it is no Exception otherwise."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(f"the index of words is damaged: {error}") from error


class WordReader:
    """The index of words at one commit; later commits do not change what it finds."""

    def __init__(self, searcher: tantivy.Searcher, analyzer: tantivy.TextAnalyzer, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._analyzer = analyzer
        self._schema = schema

    @property
    def rows(self) -> int:
        """Windows in the index."""
        return int(self._searcher.num_docs)

    def frequency(self, stem: str) -> int:
        """In how many windows a stemmed word stands."""
        return int(self._searcher.doc_freq("text", stem))

    def best(self, text: str, count: int, also: Sequence[str] = ()) -> tuple[list[tuple[float, int]], bool]:
        """At least the ``count`` best windows as (score, row), best first, and whether there are no more.

        The terms of ``also`` count less than those of ``text``. All windows that tie with the last one are given. The
        engine adds a window's score up in one order, however the index is laid out on the disk (a test watches this),
        so the same windows get the same answer.
        """
        with _panics_told():
            return self._best(text, count, also)

    def _best(self, text: str, count: int, also: Sequence[str]) -> tuple[list[tuple[float, int]], bool]:
        clauses = self._clauses(text, also)
        if not clauses:
            return [], True
        query = tantivy.Query.boolean_query(clauses)
        asked = min(count + 32, self.rows)
        while True:
            hits = self._searcher.search(query, limit=asked, count=False).hits
            complete = len(hits) < asked or asked == self.rows
            if complete or hits[-1][0] < hits[count - 1][0]:
                break
            asked = min(asked * 4, self.rows)
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = sorted(((float(hit[0]), int(row or 0)) for hit, row in zip(hits, rows, strict=True)), reverse=True)
        if not complete:
            found = [hit for hit in found if hit[0] >= found[count - 1][0]]
        return found, complete

    def _clauses(self, text: str, also: Sequence[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        terms = Counter(self._analyzer.analyze(" ".join(query_terms(text))))
        known = [(self._searcher.doc_freq("text", term), term) for term in terms]
        rarest = sorted((count, term) for count, term in known if count)[:MOST_TERMS]
        weights = {term: float(terms[term]) for _, term in rarest}
        for term in dict.fromkeys(self._analyzer.analyze(" ".join(also))):
            if term not in terms and self._searcher.doc_freq("text", term):
                weights[term] = ALSO
        clauses = []
        for term, weight in weights.items():
            query = tantivy.Query.term_query(self._schema, "text", term, "freq")
            clauses.append((tantivy.Occur.Should, query if weight == 1 else tantivy.Query.boost_query(query, weight)))
        return clauses


class WordIndex:
    """The folder of the word index; ValueError when it is not one or is damaged."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        self._analyzer = _analyzer()
        self._schema = _schema()
        if create:
            folder.mkdir(exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=False)
        elif not folder.is_dir() or not tantivy.Index.exists(str(folder)):
            raise ValueError("the index of words is missing")
        else:
            with _panics_told():
                self._index = tantivy.Index.open(str(folder))
        self._index.register_tokenizer("loupe", self._analyzer)
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None

    def reader(self) -> WordReader:
        """The index as it was last committed, by this process or another."""
        with _panics_told():
            self._index.reload()
            return WordReader(self._index.searcher(), self._analyzer, self._schema)

    def add(self, texts: Iterable[str], first_row: int) -> None:
        """Add windows, whose rows count up from ``first_row``."""
        if self._writer is None:
            # One thread: two would not be faster on this text, and would need their memory twice.
            self._writer = self._index.writer(heap_size=60_000_000, num_threads=1)
        for row, text in enumerate(texts, first_row):
            document = tantivy.Document()
            document.add_text("text", " ".join(split_terms(text)))
            document.add_unsigned("row", row)
            self._writer.add_document(document)

    def commit(self) -> None:
        """Make what was added lasting, and stop writing."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.commit()
            writer.wait_merging_threads()

    def abandon(self) -> None:
        """Forget what was added since the last commit, and stop writing."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.rollback()
            writer.wait_merging_threads()

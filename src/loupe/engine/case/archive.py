"""A case and its archive: files in, sources out, searched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loupe.engine.case.opened import Opened, actor
from loupe.engine.check.indexing import bring_up_to_date, open_index, ranking_index, searched_by
from loupe.engine.intake.adding import AddReport, add_files
from loupe.engine.intake.adding import Progress as AddProgress
from loupe.engine.intake.correcting import correct
from loupe.engine.intake.items import Item, items_of
from loupe.engine.intake.sheet import make_description, read_sheet
from loupe.engine.net.archived import archive_pages
from loupe.engine.net.fetching import page_into
from loupe.engine.net.publicnet import WebPolicy
from loupe.model import (
    Claim,
    Evidence,
    Passage,
    Source,
)
from loupe.model.corrections import Correction
from loupe.model.errors import (
    UsageError,
)
from loupe.reading import PathProblem
from loupe.search import Hit, SearchIndex

__all__ = ["CaseArchive", "SearchResult"]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A passage found: its source, the passage, the window that was hit, and how it ranked by words and by meaning."""

    source: Source
    passage: Passage
    quote: str
    place: str
    hit: Hit


class CaseArchive(Opened):
    """Adds files and finds passages."""

    def add(
        self,
        *paths: str | Path,
        title: str | None = None,
        maker: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        kind: str | None = None,
        draws_on: Sequence[str] = (),
        reliability: str | None = None,
        address: str | None = None,
        progress: AddProgress | None = None,
    ) -> AddReport:
        """Add files and folders to the archive; what is said here of them goes before what the files say themselves."""
        description = make_description(
            title=title,
            maker=maker,
            publisher=publisher,
            published=published,
            kind=kind,
            draws_on=tuple(draws_on) or None,
            reliability=reliability,
            address=address,
        )
        return self._add(list(items_of(map(Path, paths), description)), progress)

    def add_page(
        self,
        address: str,
        *,
        archive: Path | None = None,
        policy: WebPolicy | None = None,
        progress: AddProgress | None = None,
        **said: Any,
    ) -> AddReport:
        """Add one web page: asked for once, or taken from a web archive; kept as it came. ``said`` is as for ``add``.

        Raises AddressRefused and FetchFailed, and adds nothing then.
        """
        description = make_description(**{**said, "draws_on": tuple(said.get("draws_on", ())) or None})
        with tempfile.TemporaryDirectory(prefix="loupe-page-") as folder:
            if archive is None:
                page = page_into(Path(folder), address, policy)
            else:
                page = archive_pages(Path(folder), archive, address, self.settings.limits)
            return self._add([Item(page, page.name, description)], progress)

    def correct(self, source_id: str, at_ms: int, was: str, now: str, why: str = "") -> tuple[Source, Correction]:
        """Correct words of a machine transcript, with your name; see ``engine.correcting.correct``."""
        done = correct(self._store, self._store.source(source_id), at_ms, was, now, self.settings, actor(), why)
        self.index()
        return done

    def add_sheet(self, sheet: str | Path, progress: AddProgress | None = None) -> AddReport:
        """Add the files that a CSV sheet lists, described as it says."""
        items: list[Item | PathProblem] = []
        for row in read_sheet(Path(sheet)):
            items.extend(items_of([row.path], row.description))
        return self._add(items, progress)

    def _add(self, items: Sequence[Item | PathProblem], progress: AddProgress | None) -> AddReport:
        report = add_files(self._store, items, self.settings, progress=progress)
        if report.added:
            self.index()
        return report

    def sources(self) -> tuple[Source, ...]:
        """All sources of the case, works included, in the order of their names."""
        return tuple(sorted(self._known.sources().values(), key=lambda s: (s.name, s.id)))

    def index(self, *, rebuild: bool = False) -> SearchIndex:
        """The search index, brought up to date; with ``rebuild`` made anew from the case."""
        return bring_up_to_date(self._store, self._open_index(), rebuild=rebuild)

    def _open_index(self) -> SearchIndex:
        with self._making:
            if self._index is None:
                self._index = open_index(self.path / "index")
            return self._index

    def read_ahead(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Have the sentence encoder read all of the archive, so that no check waits for it; how many pieces it read.

        What was read is kept as it goes: an interrupted run goes on where it stopped. No verdict changes by it. Raises
        UsageError where no sentence encoder is installed.
        """
        self.index()
        ranking = ranking_index(self._store, self.path / "index", self.settings, self.path)
        if ranking is None:
            raise UsageError("No sentence encoder is installed.", hint="loupe doctor says how to install one.")
        return ranking.encode_all(progress)

    def search(self, text: str, limit: int = 10) -> tuple[SearchResult, ...]:
        """The passages of the archive closest to a text, by words and meaning, best first."""
        return self._searched(text, limit, {s.id for s in self._store.sources("work")})

    def _searched(self, text: str, limit: int, hidden: Collection[str]) -> tuple[SearchResult, ...]:
        hits = self._fresh_index().search(text, limit=limit, exclude=hidden)
        passages = self._store.passages_by_id([h.passage_id for h in hits])
        sources = self._known.sources()
        results = []
        for hit in hits:
            passage = passages[hit.passage_id]
            base = passage.locator.start
            quote = passage.text[hit.start - base : hit.end - base].strip()
            place = passage.place_of(hit.start, hit.end)
            results.append(SearchResult(sources[hit.source_id], passage, quote, place, hit))
        return tuple(results)

    def _fresh_index(self) -> SearchIndex:
        """The index, brought up to date only where words have come to the case since: looking takes long."""
        with self._searching:
            worded = self._known.worded()
            if self._index is None or self._indexed != worded:
                self._index, self._indexed = self.index(), worded
            return self._index

    def find(self, reference: str) -> Source | Passage | Claim | Evidence:
        """Anything by its id, a unique beginning of it, or a source's file name."""
        return self._store.find(reference)

    def source_of(self, source_id: str) -> Source:
        """The source with this id."""
        return self._store.source(source_id)

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source in order; raises IdUnknown, OriginalAltered."""
        return self._store.passages(source_id)

    def neighbours(self, passage_id: str, around: int) -> tuple[Passage, ...]:
        """A passage with up to ``around`` before and after it; raises IdUnknown."""
        return self._store.neighbours(passage_id, around, around)

    @property
    def searches_by(self) -> str:
        """How the archive is searched here: "words and meaning", or "words only"."""
        return searched_by()

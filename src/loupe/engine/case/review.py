"""``Case``: the whole of Loupe as one object; here what persons decide and what the pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from loupe.engine.asks.deciding import Asking
from loupe.engine.case.opened import actor
from loupe.engine.case.reports import CaseReports
from loupe.engine.intake.adding import Progress as AddProgress
from loupe.engine.intake.describing import Said as SaidOfSource
from loupe.engine.intake.describing import describe_source
from loupe.engine.intake.films import film_views, views_there
from loupe.engine.pages import desk, publishing, reviewing, showing
from loupe.engine.pages.browsing import Browsing
from loupe.engine.pages.claimdesk import Bulk, Shown
from loupe.engine.pages.drawing import Drawing
from loupe.engine.pages.reasons import Given, Reasons
from loupe.model import (
    Source,
)
from loupe.model.errors import (
    CaseBusy,
    OriginalAltered,
    UsageError,
    WriteDenied,
)
from loupe.model.understanding import Understood
from loupe.publish.site import Published
from loupe.reading import no_step
from loupe.reading.film import Views
from loupe.review import Review, touched_since
from loupe.store import Decision, DecisionKind
from loupe.views.case_deeds import CaseRow
from loupe.views.case_page import CasePage
from loupe.views.changes import Changes
from loupe.views.claims_page import ClaimsPage
from loupe.views.claims_query import ClaimsQuery
from loupe.views.film_page import ClaimHead, ClaimPage, FilmPage
from loupe.views.history_page import HistoryPage, HistoryQuery, HistoryRow
from loupe.views.script_page import ScriptPage

__all__ = ["Case"]


class Case(CaseReports):
    """A case folder with everything in it; use it as a context manager, or call ``close``.

    ``Case.create(path)`` makes one, ``Case.open(path)`` opens one. Every method raises classes of
    ``loupe.model.errors`` and nothing else on bad input.
    """

    def decide(
        self,
        work: str | None,
        kind: DecisionKind,
        fields: Mapping[str, Any],
        why: str = "",
        *,
        seen: int | None = None,
        who: str | None = None,
    ) -> Decision:
        """Keep a person's decision on a work; see ``loupe.engine.pages.reviewing.decide`` for what each kind needs."""
        return reviewing.decide(self._known, self._chosen(work), kind, fields, why, seen, who or actor())

    def undo(self, work: str | None = None, *, who: str | None = None) -> Decision | None:
        """Take back this person's last decision on a work; None where there is none."""
        return reviewing.undo(self._store, self._chosen(work), who or actor())

    def redo(self, work: str | None = None, *, who: str | None = None) -> Decision | None:
        """Give back what this person took back last; None where something new was decided since."""
        return reviewing.redo(self._store, self._chosen(work), who or actor())

    def review(self, work: str | None = None) -> Review:
        """How a work stands: what persons decided of its claims, lines and sources."""
        return self._known.review(self._chosen(work).id)

    def page_of_film(self, work: str | None = None) -> FilmPage:
        """What the film page of a work shows."""
        return showing.film(self._known, self._chosen(work))

    def page_of_claim(self, wanted: str, work: str | None = None) -> ClaimPage:
        """One claim, by its id or number, with its cards and what was decided of it; raises IdUnknown."""
        return showing.claim(self._known, self._chosen(work), wanted)

    def heads(self, work: str | None = None) -> tuple[Review, tuple[ClaimHead, ...]]:
        """How every claim of a work stands now."""
        return showing.heads(self._known, self._chosen(work))

    def decided_since(self, seen: int, work: str | None = None) -> frozenset[str]:
        """The ids of the claims of a work that decisions after the entry ``seen`` are about."""
        return touched_since(self._known.decisions(self._chosen(work).id), seen)

    def ready(self) -> None:
        """Make what the pages of a large case need, before somebody waits for one."""
        self.browsing().ready()
        with suppress(WriteDenied, CaseBusy):  # an index that may not be opened is told of by the search itself
            self._fresh_index()

    def film(self, source_id: str, progress: AddProgress = no_step) -> Views:
        """Poster, thumbnails and a copy for browsers of a film, made where they are missing; see ``engine.films``."""
        found = self._store.find(source_id)
        if not isinstance(found, Source):
            raise UsageError(f"{source_id} is no source.", hint="Name a film that loupe sources lists.")
        return film_views(self._store, found, self.settings, progress)

    def views_of(self, source: Source) -> Views | None:
        """What was made of a film before, None where nothing was."""
        return views_there(self._store, source)

    def original(self, source_id: str) -> tuple[Source, Path]:
        """A source with the file that holds its original, byte for byte; raises IdUnknown, OriginalAltered."""
        source = self._store.source(source_id)
        path = self._store.blob_path(source.sha256) if source.sha256 else None
        if path is None or not path.is_file():
            raise OriginalAltered(f"The original of {source.label} is not in the case.")
        return source, path

    def browsing(self) -> Browsing:
        """The archive to look through: its list, one source, its pages as pictures, what a search finds in it all."""
        with self._making:
            if self._browsing is None:
                drawing = Drawing(self._store)
                self._browsing = Browsing(self._known, self.settings, self._searched, self.searches_by, drawing)
            return self._browsing

    def describe_source(
        self,
        source_id: str,
        said: SaidOfSource,
        was: SaidOfSource | None = None,
        why: str = "",
        *,
        who: str | None = None,
    ) -> Source:
        """Correct what is known of a source; see ``loupe.engine.intake.describing``."""
        return describe_source(self._store, source_id, said, was or {}, why, who or actor())

    def page_of_case(self) -> CasePage:
        """What the page of the case shows."""
        return desk.page_of_case(self._known, {work.id: self._claim_desk.changes(work) for work in self.works()})

    def page_of_script(self, work: str | None = None, part: int = 1) -> ScriptPage:
        """What the script page of a work shows: its lines to be signed off, and what is missing to publish it."""
        return desk.page_of_script(self._known, self._chosen(work), part)

    def make_public(
        self, sources: Sequence[str], work: str | None = None, *, on: bool = True, who: str | None = None, why: str = ""
    ) -> list[Decision]:
        """Keep a person's word that these sources may be shown in public, or may not. Raises IdUnknown before any."""
        return publishing.make_public(self._store, self._chosen(work), sources, on, who or actor(), why)

    def publish(
        self,
        to: str | Path,
        work: str | None = None,
        *,
        media: publishing.Media = "none",
        names: bool = False,
        by: str = "",
        address: str = "",
    ) -> Published:
        """Write what a person signed of a work as a folder of pages that need no server; see ``loupe.publish.site``."""
        said: dict[str, Any] = {"media": media, "names": names, "by": by, "address": address, "settings": self.settings}
        return publishing.publish(self._known, self._chosen(work), Path(to), **said)

    def decide_all(
        self,
        work: str | None,
        claims: Sequence[str],
        act: str,
        why: str = "",
        *,
        seen: int | None = None,
        who: str | None = None,
        shown: Mapping[str, Shown] | None = None,
    ) -> Bulk:
        """Keep one decision for each of several claims, all or none; ``act`` is one of ``engine.claimdesk.ACTS``.

        What the act is not possible on is left out: see ``engine.claimdesk``.
        """
        return self._claim_desk.decide_all(self._chosen(work), claims, act, why, seen, who or actor(), shown or {})

    def words_of(self, decision: Decision) -> str:
        """What a decision did, in words; of one that takes back or gives back, what that is."""
        return self._claim_desk.words(self._chosen(decision.work_id), decision)

    def page_of_claims(self, query: str = "", work: str | None = None) -> ClaimsPage:
        """The claims of a work as a table; ``query`` is that of the page's address."""
        return self._claim_desk.claims(self._chosen(work), ClaimsQuery.of(query))

    def file_of_claims(self, query: str, form: str, work: str | None = None) -> bytes:
        """All claims that fit the query of an address, in its order, as "csv", "xlsx" or "json"."""
        return self._claim_desk.file(self._chosen(work), ClaimsQuery.of(query), form)

    def page_of_history(self, query: str = "", work: str | None = None, *, who: str | None = None) -> HistoryPage:
        """Every decision on a work in words; ``query`` is that of the page's address, ``who`` looks at it."""
        return self._claim_desk.history(self._chosen(work), HistoryQuery.of(query), who or actor())

    def history(self, work: str | None = None, *, who: str | None = None) -> tuple[HistoryRow, ...]:
        """Every decision on a work in words, the first first; ``last`` marks the one that ``who`` may take back."""
        return self._claim_desk.rows(self._chosen(work), who or actor())

    def decisions_about_the_case(self) -> tuple[CaseRow, ...]:
        """What persons decided of names, events, questions and sources, in words, the first first."""
        return self._claim_desk.of_case()

    def changes(self, work: str | None = None) -> Changes:
        """What is no longer as it was when persons decided of a work; what they decided stays as it is."""
        return self._claim_desk.changes(self._chosen(work))

    @property
    def reasons(self) -> Reasons:
        """What follows from it all, worked out in the background and held until the case changes."""
        with self._making:
            if self._reasons is None:
                given = Given(
                    self._store, self.understand, self._entities, self._tellings, self.conflicts, self.ledger,
                    self.layers, self.questions, self.asking,
                )  # fmt: skip
                self._reasons = Reasons(given)
            return self._reasons

    def asking(self, question: str = "", who: str | None = None) -> Asking:
        """A question of the case: possible answers in rows, clues in columns, weighed in the words of persons.

        What is decided of it is kept under the name ``who``.
        """

        def understood() -> Iterable[tuple[str, Understood]]:
            return self._kept().understood(s.id for s in self.sources())

        return Asking(question, self._store, understood, self.search, self.searches_by, who or actor())

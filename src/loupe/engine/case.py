"""``Case``: the whole of Loupe as one object."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from loupe.checking import StanceReader, Twins
from loupe.checking.models import StanceModel
from loupe.engine.asks.deciding import Asking
from loupe.engine.check.checking import Check, check_work, made_with
from loupe.engine.check.doubting import Doubted, doubts_in
from loupe.engine.check.elsewhere import standing_elsewhere
from loupe.engine.check.indexing import bring_up_to_date, encoder_names, open_index, ranking_index, searched_by
from loupe.engine.check.models import NO_MODEL, model_name, stance_model
from loupe.engine.check.scripts import Rules, is_outdated, proposed_script
from loupe.engine.intake.adding import AddReport, add_files
from loupe.engine.intake.adding import Progress as AddProgress
from loupe.engine.intake.correcting import correct
from loupe.engine.intake.describing import Said as SaidOfSource
from loupe.engine.intake.describing import describe_source
from loupe.engine.intake.films import film_views, views_there
from loupe.engine.intake.items import Item, is_heard, items_of
from loupe.engine.intake.sheet import Description, describe, make_description, read_sheet
from loupe.engine.net.archived import archive_pages
from loupe.engine.net.fetching import page_into
from loupe.engine.net.publicnet import WebPolicy
from loupe.engine.pages import desk, publishing, reviewing, showing
from loupe.engine.pages.browsing import Browsing
from loupe.engine.pages.claimdesk import ClaimDesk, Shown
from loupe.engine.pages.drawing import Drawing
from loupe.engine.pages.known import Known
from loupe.engine.pages.reasons import Given, Reasons
from loupe.engine.pages.taken import attached
from loupe.engine.reasoned.conflicts import Conflicts, conflicts_in
from loupe.engine.reasoned.interests import read_interests
from loupe.engine.reasoned.layers import layers_of
from loupe.engine.reasoned.layersfile import read_layers
from loupe.engine.reasoned.ledger import ledger_of
from loupe.engine.reasoned.origins import OriginReport, trace_origins
from loupe.engine.reasoned.questions import questions_of
from loupe.engine.reasoned.timelines import decide_same_event, tellings_in, timeline_of
from loupe.engine.reasoned.widthsfile import read_widths
from loupe.engine.reasoned.worth import worth_in
from loupe.engine.settings import Settings, default_settings_text, parse_settings
from loupe.engine.understood.people import People, gather, may_be_one, named_in
from loupe.engine.understood.provenance import Provenance
from loupe.engine.understood.said import Said, Told, mentions_of, said_in, times_in
from loupe.engine.understood.sentences import lines_of
from loupe.engine.understood.understanding import UnderstandReport, known_names, understand_sources
from loupe.judging import DEFAULT_POLICY_TEXT, Policy, parse_policy
from loupe.language import fold, propose_merges
from loupe.model import (
    MACHINE_TRANSCRIPT,
    Claim,
    Entity,
    Evidence,
    Finding,
    Passage,
    Source,
    source_id,
)
from loupe.model.corrections import Correction
from loupe.model.errors import (
    CaseBusy,
    IdUnknown,
    ModelError,
    NothingChecked,
    OriginalAltered,
    PolicyInvalid,
    ReadError,
    UsageError,
    WriteDenied,
)
from loupe.model.events import EventDecision, EventVerdict
from loupe.model.understanding import Understood
from loupe.publish import write_script
from loupe.publish.site import Published
from loupe.reading import PathProblem, most_bytes_of, no_step
from loupe.reading.film import Views
from loupe.reasoning.accounts import Telling
from loupe.reasoning.layers import Matrix
from loupe.reasoning.ledger import Ledger
from loupe.reasoning.questions import Question
from loupe.reasoning.timelines import Timeline, Window
from loupe.reasoning.worth import Worth
from loupe.review import Review, basis_of, touched_since
from loupe.search import Hit, SearchIndex
from loupe.store import Decision, DecisionKind, Fault, NameDecision, NameVerdict, Store, UnderstoodStore
from loupe.views import ScriptContext, with_decisions
from loupe.views.case_deeds import CaseRow
from loupe.views.case_page import CasePage
from loupe.views.changes import Changes
from loupe.views.claims_page import ClaimsPage
from loupe.views.claims_query import ClaimsQuery
from loupe.views.film_page import ClaimHead, ClaimPage, FilmPage
from loupe.views.history_page import HistoryPage, HistoryQuery, HistoryRow
from loupe.views.script_page import ScriptPage
from loupe.views.shapes import shaped

__all__ = ["Case", "SearchResult"]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A passage found: its source, the passage, the window that was hit, and how it ranked by words and by meaning."""

    source: Source
    passage: Passage
    quote: str
    place: str
    hit: Hit


class Case:
    """A case folder with everything in it; use it as a context manager, or call ``close``.

    ``Case.create(path)`` makes one, ``Case.open(path)`` opens one. Every method raises classes of
    ``loupe.model.errors`` and nothing else on bad input.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index: SearchIndex | None = None
        self._understood: UnderstoodStore | None = None
        self._model: StanceModel | None = None
        self._model_known = False
        self._browsing: Browsing | None = None
        self._making = threading.RLock()  # of what is made when it is first asked for
        self._searching = threading.Lock()
        self._indexed = -1
        self._reasons: Reasons | None = None
        self.settings: Settings = parse_settings(_file(store.path / "loupe.toml", default_settings_text(store.name)))
        self.policy_text: str = _file(store.path / "policy.toml", DEFAULT_POLICY_TEXT)
        self.policy: Policy = parse_policy(self.policy_text)
        self._rules = Rules(
            store.name, self.policy.name, self.policy_text, self.policy.corroborating_origins, self.settings,
            self._in_use,
        )  # fmt: skip
        self._known = Known(store, self._rules)
        self._claim_desk = ClaimDesk(self._known)

    @classmethod
    def create(cls, path: str | Path, name: str | None = None) -> Case:
        """Make a new case folder; raises CaseExists when something is there already."""
        folder = Path(path)
        called = name or folder.resolve().name
        files = {"loupe.toml": default_settings_text(called), "policy.toml": DEFAULT_POLICY_TEXT}
        return cls(Store.create(folder, called, files, actor=_actor()))

    @classmethod
    def open(cls, path: str | Path, *, readonly: bool = False, who: str | None = None) -> Case:
        """Open a case; ``who`` does what is done to it, in place of this machine's user.

        Raises CaseMissing, CaseNewer or CaseDamaged.
        """
        store = Store.open(Path(path), readonly=readonly, actor=who or _actor())
        try:
            return cls(store)
        except BaseException:
            store.close()
            raise

    @classmethod
    def open_as_allowed(cls, path: str | Path) -> Case:
        """Open a case for writing, or for reading only where it may not be changed."""
        try:
            return cls.open(path)
        except WriteDenied:
            return cls.open(path, readonly=True)

    @property
    def path(self) -> Path:
        """The case's folder."""
        return self._store.path

    @property
    def name(self) -> str:
        """What the case is called."""
        return self._store.name

    def close(self) -> None:
        """Let go of the case's files."""
        if self._reasons is not None:
            self._reasons.close()
        if self._index is not None:
            self._index.close()
        if self._understood is not None:
            self._understood.close()
        if self._browsing is not None:
            self._browsing.close()
        self._store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- the archive ---

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
        done = correct(self._store, self._store.source(source_id), at_ms, was, now, self.settings, _actor(), why)
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

    # --- what is said ---

    def understand(self, progress: Callable[[int, int], None] | None = None) -> UnderstandReport:
        """Read every source for who says what: what an earlier run has read is kept; ``progress`` counts words."""
        sources = self.sources()
        names = known_names(sources, self._store.name_decisions())
        return understand_sources(self._store, self._kept(), sources, self.settings, names, progress)

    def statements(self, about: str | None = None) -> tuple[Said, ...]:
        """Who says what, in the order of the sources and their texts, or only what speaks of somebody or something.

        Only what ``understand`` has read is there.
        """
        found = self._kept().understood(s.id for s in self.sources())
        return tuple(said_in(self._store, found, mentions_of(about) if about else None))

    def times(self) -> tuple[Told, ...]:
        """Every time that the sources name, in the order of the sources and their texts."""
        return tuple(times_in(self._store, self._kept().understood(s.id for s in self.sources())))

    def people(self) -> People:
        """Who and what the sources name, and the pairs of names that may be one.

        Only what ``understand`` has read is there.
        """
        entities = self._entities()
        return gather(entities, propose_merges(entities), self._store.name_decisions())

    def _entities(self) -> tuple[Entity, ...]:
        return named_in(self._store, self._kept(), self.sources())

    def decide_names(self, left: str, right: str, verdict: NameVerdict, why: str = "") -> NameDecision:
        """A person's word on two names: they are one, they are apart, or it is open again. Raises IdUnknown."""
        known = {fold(name): name for person in self.people().persons for name in person.names}
        for name in (left, right):
            if fold(name) not in known:
                raise IdUnknown(f"Nobody in this case is called {name}.", hint="List them with: loupe people CASE")
        if fold(left) == fold(right):
            raise UsageError("These are the same words; there is nothing to decide.", hint="Name two names.")
        left, right = known[fold(left)], known[fold(right)]
        if verdict == "same" and not may_be_one(left, right, self._entities(), self._store.name_decisions()):
            raise UsageError(
                f"{left} and {right} cannot be one: a person keeps two of their names apart.",
                hint=f"Take that back first, with --undo, or see who is who with: loupe people {self.path}",
            )
        return self._store.decide_names(left, right, verdict, _actor(), why)

    def _kept(self) -> UnderstoodStore:
        with self._making:
            if self._understood is None:
                self._understood = UnderstoodStore(self.path, readonly=self._store.readonly)
            return self._understood

    # --- the work ---

    def check(
        self,
        work: str | Path,
        *,
        title: str | None = None,
        maker: str | None = None,
        draws_on: Sequence[str] = (),
        on_read: AddProgress | None = None,
        on_index: Callable[[], None] | None = None,
        stance: StanceReader | None = None,
        progress: Callable[[int, int], None] | None = None,
        model: StanceModel | None = None,
        fast: bool = False,
    ) -> Check:
        """Check a work, a file or the id of one that was checked before, against the archive.

        A stance model reads what the typed comparison leaves open: ``model``, else the one that the case is set to;
        when the check is to be ``fast``, none does, and search ranks without the sentence encoder.
        What an earlier run of the same inputs has judged is kept, so that a killed run goes on where it was. ``stance``
        takes the place of the comparison of values that is installed here.
        """
        model = None if fast else model or self.stance_model
        source = self._work(work, make_description(title=title, maker=maker, draws_on=tuple(draws_on) or None), on_read)
        index = self.index()
        if on_index:
            on_index()
        ranking = None if fast else ranking_index(self._store, self.path / "index", self.settings, self.path)
        check = check_work(
            self._store,
            ranking or index,
            source,
            self.policy,
            self.policy_text,
            self.settings,
            encoder=encoder_names(self.settings, self.path, fast=fast),
            model=model,
            stance=stance,
            progress=progress,
        )
        if self.works()[:1] != (self._store.source(source.id),):
            self._store.note_check(source.id)
        return check

    def _work(self, work: str | Path, description: Description, progress: AddProgress | None) -> Source:
        path = Path(work)
        if not os.path.exists(path):  # where pathlib would raise in a folder that may not be looked into
            try:
                found = self._store.find(str(work))
            except (IdUnknown, ValueError):
                found = None
            if isinstance(found, Source) and found.passages:
                return self._as_work(found, description)
        items = list(items_of([path], description))
        if len(items) != 1:
            raise UsageError(f"{work} holds {len(items)} files; a check takes one work.", hint="Name the file itself.")
        report = add_files(self._store, items, self.settings, role="work", progress=progress)
        if report.refused:
            raise report.refused[0][1]
        found = self._wording(path, (*report.added, *report.changed, *report.known))
        if found is None and report.failed:
            problem = report.failed[0].problem
            assert problem is not None
            raise _as_error(problem.code, problem.message, problem.hint)
        if found is None:
            raise UsageError(f"{work} holds no words to check.", hint="Name the one file with the words of the work.")
        return self._as_work(self._store.source(found.id), description)

    def _wording(self, path: Path, sources: Sequence[Source]) -> Source | None:
        """The source that holds the words of a work: of a film its maker's subtitles before a machine's transcript."""
        if not is_heard(path):
            return next((s for s in sources if s.passages), None)
        film = source_id(self._store.keep_file(path, most_bytes_of(path.name, self.settings.limits)).sha256)
        of_it = [s for s in self._store.sources() if s.passages and (s.id == film or film in s.draws_on)]
        machine = [s for s in of_it if s.kind == MACHINE_TRANSCRIPT]
        return next((s for s in (*(s for s in of_it if s not in machine), *machine)), None)

    def _as_work(self, found: Source, description: Description) -> Source:
        """A source of the case that is checked by its id, and described anew if the person says so."""
        now = describe(found, description)
        if now != found:
            self._store.replace_source(now, "described anew")
        return now

    def works(self) -> tuple[Source, ...]:
        """The works that were checked, the last one first."""
        return self._known.works()

    def _chosen(self, work: str | None) -> Source:
        works = self.works()
        if work is not None:
            found = self._store.find(work)
            if not isinstance(found, Source) or found not in works:
                raise NothingChecked(f"{work} has not been checked.")
            return found
        if not works:
            raise NothingChecked("No work of this case has been checked yet.")
        return works[0]

    def claims(self, work: str | None = None) -> tuple[Claim, ...]:
        """The claims of a checked work, the last one when none is named, lines nobody can check included."""
        return self._store.claims(self._chosen(work).id)

    def findings(self, work: str | None = None) -> tuple[Finding, ...]:
        """The claims with their evidence and proposed verdicts."""
        return self._store.findings(self._chosen(work).id)

    def doubts(self, work: str | None = None, *, about: str | None = None) -> tuple[Doubted, ...]:
        """What could be false in each line of a checked work and the question that would tell, in order.

        ``about`` is the id of the one claim whose doubts are wanted. Where the index may not be opened, quotations are
        asked about and not looked up.
        """
        source = self._chosen(work)
        return doubts_in(self._store, self._index_if_allowed, source, self._store.findings(source.id), about)

    def _index_if_allowed(self) -> SearchIndex | None:
        try:
            return self.index()
        except (WriteDenied, CaseBusy):
            return None

    def outdated(self, work: str | None = None) -> bool:
        """Whether a check would judge anew: the archive, the policy, the settings, a model or Loupe has changed."""
        source = self._chosen(work)
        claims = [claim.id for claim in self._store.claims(source.id)]
        return is_outdated(self._store, self._rules, source, self._known.sources().values(), claims)

    @property
    def stance_model(self) -> StanceModel | None:
        """The stance model that this case is set to, None for none; raises ModelUnreadable, ModelRefused."""
        if not self._model_known:
            self._model = stance_model(self.settings, self.path)
            self._model_known = True
        return self._model

    def _in_use(self) -> dict[str, str]:
        """What a proposal would be made with now; a model that cannot be used does not keep a case from being read."""
        model = _usable(lambda: model_name(self.stance_model))
        return made_with(_usable(lambda: encoder_names(self.settings, self.path)), model)

    def made_with(self, work: str | None = None) -> dict[str, dict[str, str]]:
        """What the proposal on each claim of a work was made with: claim id to ``comparison``, ``encoder``, ``model``.

        Empty for claims that were judged by a version of Loupe that did not record it.
        """
        return self._store.made_with(self._chosen(work).id)

    def stale(self, work: str | None = None) -> tuple[str, ...]:
        """The ids of the claims, in order, whose proposal was made with another model than is in use now.

        A check judges them again; what persons decided stays as it is.
        """
        source, now = self._chosen(work), self._in_use()
        made = self._store.made_with(source.id)
        return tuple(claim.id for claim in self._store.claims(source.id) if _differs(made.get(claim.id), now))

    def mark(self, claim: str, checkable: bool, why: str = "") -> Claim:
        """A person's switch: take a line into the check or out of it. The next check follows it."""
        found = self._store.find(claim)
        if not isinstance(found, Claim):
            raise IdUnknown(f"{claim} is not a claim.")
        self._store.mark(found.id, checkable, _actor(), why)
        return found

    def script_context(self, work: str | None = None, *, elsewhere: bool = False) -> ScriptContext:
        """Everything the annotated script shows, as plain frozen values: what is proposed, what persons decided.

        With ``elsewhere`` the whole archive is read for more copies of the words of each card.
        """
        source, sources = self._chosen(work), self.sources()
        findings = self._store.findings(source.id)
        waiting = len(self._store.claims(source.id)) - len(findings)
        proposed = proposed_script(
            self._store,
            self._rules,
            source,
            sources,
            self._store.passages(source.id),
            findings,
            waiting=waiting,
            outdated=not waiting and self.outdated(source.id),
            elsewhere=standing_elsewhere(findings, sources, self._store.passages) if elsewhere else None,
        )
        review = self._known.review(source.id)
        script, bases = shaped(proposed, review, {f.claim.id: basis_of(f) for f in findings})
        return with_decisions(script, review, bases, attached(self._store, script.claims, review))

    def script(self, to: str | Path, work: str | None = None) -> Path:
        """Write the annotated script; the ending of the path chooses html, docx, xlsx, csv or json."""
        return write_script(self.script_context(work, elsewhere=True), Path(to))

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Fault, ...]:
        """Everything in the case held against its hashes and its log; empty when all is as it was."""
        return self._store.verify(progress)

    def worth(self, work: str | None = None) -> Worth:
        """What the sources are worth by the findings of a checked work: a second opinion beside people's grades."""
        return worth_in(self._store, self._chosen(work))

    # --- the review ---

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
        source = self._chosen(work)
        review, taken = self._known.review(source.id), self._known.decisions(source.id)
        return reviewing.decide(self._store, source, kind, fields, why, seen, who or _actor(), review, taken)

    def undo(self, work: str | None = None, *, who: str | None = None) -> Decision | None:
        """Take back this person's last decision on a work; None where there is none."""
        return reviewing.undo(self._store, self._chosen(work), who or _actor())

    def redo(self, work: str | None = None, *, who: str | None = None) -> Decision | None:
        """Give back what this person took back last; None where something new was decided since."""
        return reviewing.redo(self._store, self._chosen(work), who or _actor())

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
        return describe_source(self._store, source_id, said, was or {}, why, who or _actor())

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
        return publishing.make_public(self._store, self._chosen(work), sources, on, who or _actor(), why)

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
        said: dict[str, Any] = {"media": media, "names": names, "by": by, "address": address}
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
    ) -> tuple[Decision, ...]:
        """Keep one decision for each of several claims, all or none; ``act`` is one of ``engine.claimdesk.ACTS``."""
        return self._claim_desk.decide_all(self._chosen(work), claims, act, why, seen, who or _actor(), shown or {})

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
        return self._claim_desk.history(self._chosen(work), HistoryQuery.of(query), who or _actor())

    def history(self, work: str | None = None, *, who: str | None = None) -> tuple[HistoryRow, ...]:
        """Every decision on a work in words, the first first; ``last`` marks the one that ``who`` may take back."""
        return self._claim_desk.rows(self._chosen(work), who or _actor())

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

        return Asking(question, self._store, understood, self.search, self.searches_by, who or _actor())

    # --- what is asked of it all ---

    def ledger(self) -> Ledger:
        """What was stolen or is disputed, as every source has it; only what ``understand`` has read is there."""
        sources = self.sources()
        return ledger_of(lines_of(self._store, self._kept(), sources), Provenance.of(sources).parents)

    def layers(self) -> Matrix:
        """The barriers of the guarded place by accounts: of the case's layers.toml, else as the sources speak of them.

        Only what ``understand`` has read is there. Raises PolicyInvalid for a layers.toml that cannot be used.
        """
        return layers_of(lines_of(self._store, self._kept(), self.sources()), read_layers(self.path))

    def questions(self) -> tuple[Question, ...]:
        """What the case does not settle yet, with whom or what to ask, what the checked work says first.

        Claims are only asked about when a work was checked. Raises PolicyInvalid for a layers.toml that cannot be used.
        """
        findings = self.findings() if self.works() else ()
        lines = tuple(lines_of(self._store, self._kept(), self.sources()))
        return questions_of(lines, findings, self.people(), self.ledger(), self.layers(), self.sources())

    def timeline(self, about: str | None = None, by: Sequence[str] = (), window: Window = (None, None)) -> Timeline:
        """Who tells what of when, an account beside the other: all of it, or what ``about`` tells or is told of.

        ``by`` keeps only these tellers, ``window`` is from when until before when. Only what ``understand`` has read is
        there.
        """
        return timeline_of(self._store, self._tellings(), about, by, window)

    def decide_event(self, left: str, right: str, verdict: EventVerdict, why: str = "") -> EventDecision:
        """A person's word on two statements: one event, two, or open again. Raises IdUnknown, IdAmbiguous."""
        return decide_same_event(self._store, self._tellings(), left, right, verdict, _actor(), why)

    @property
    def changed(self) -> datetime:
        """When something was last done to the case, by its log, in UTC."""
        return datetime.fromisoformat(self._store.log(after=self._store.newest() - 1)[-1].at)

    def _tellings(self) -> tuple[Telling, ...]:
        understood = list(self._kept().understood(s.id for s in self.sources()))
        return tellings_in(self._store, understood, self.sources(), self.people())

    def origins(self, work: str | None = None) -> OriginReport:
        """Who draws on whom and who shares whose text; and what each claim of a checked work rests on, if one was."""
        findings = self._store.findings(self._chosen(work).id) if work or self.works() else ()
        twins = Twins(lambda source: self._store.read_text(self._store.source(source).text_sha256 or ""))
        return trace_origins(
            self.sources(), self._store.passages, self.statements(), findings, read_interests(self.path), twins
        )

    def conflicts(self, about: str | None = None) -> Conflicts:
        """The smallest sets of statements, of works and archive alike, that cannot all be true; only what
        ``understand`` has read is there. ``about`` keeps those that speak of a person, thing, event or word. Raises
        PolicyInvalid for a widths.toml that cannot be used."""
        sources = self.sources()
        understood = self._kept().understood(s.id for s in sources)
        return conflicts_in(self._store, understood, self.people(), sources, about, read_widths(self.path))


def _file(path: Path, default: str) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return default
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyInvalid(f"{path.name} of the case cannot be read.") from error


def _usable(name: Callable[[], str]) -> str:
    try:
        return name()
    except ModelError as error:
        return f"none: {error.code}"


def _differs(made: Mapping[str, str] | None, now: Mapping[str, str]) -> bool:
    """Whether a proposal was made with something else; what was not recorded was made before there was a model."""
    if made is None:
        return False
    return any(made.get(part, NO_MODEL if part == "model" else name) != name for part, name in now.items())


def _actor() -> str:
    for name in ("LOUPE_USER", "USER", "LOGNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    return "loupe"


def _as_error(code: str, message: str, hint: str) -> ReadError:
    kinds: Iterable[type[ReadError]] = ReadError.__subclasses__()
    kind = next((k for k in kinds if k.code == code), ReadError)
    return kind(message, hint=hint)

"""A work checked against the archive of a case."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from loupe.checking import StanceReader
from loupe.checking.models import StanceModel
from loupe.engine.case.opened import actor
from loupe.engine.case.told import CaseTold
from loupe.engine.check.checking import Check, check_work
from loupe.engine.check.doubting import Doubted, doubts_in
from loupe.engine.check.elsewhere import standing_elsewhere
from loupe.engine.check.indexing import encoder_names, ranking_index
from loupe.engine.check.models import NO_MODEL
from loupe.engine.check.scripts import is_outdated, proposed_script
from loupe.engine.intake.adding import Progress as AddProgress
from loupe.engine.intake.adding import add_files
from loupe.engine.intake.items import is_heard, items_of
from loupe.engine.intake.sheet import Description, describe, make_description
from loupe.engine.pages import reviewing
from loupe.engine.pages.taken import attached
from loupe.engine.reasoned.worth import worth_in
from loupe.model import (
    MACHINE_TRANSCRIPT,
    Claim,
    Finding,
    Source,
    source_id,
)
from loupe.model.errors import (
    CaseBusy,
    IdUnknown,
    NothingChecked,
    ReadError,
    UsageError,
    WriteDenied,
)
from loupe.publish import write_script
from loupe.reading import most_bytes_of
from loupe.reasoning.worth import Worth
from loupe.review import basis_of
from loupe.search import SearchIndex
from loupe.store import Fault
from loupe.views import ScriptContext, with_decisions
from loupe.views.shapes import shaped

__all__ = ["CaseWork"]


class CaseWork(CaseTold):
    """Checks works, and writes the annotated script."""

    def check(
        self,
        work: str | Path,
        *,
        title: str | None = None,
        maker: str | None = None,
        draws_on: Sequence[str] = (),
        address: str | None = None,
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
        said = make_description(title=title, maker=maker, draws_on=tuple(draws_on) or None, address=address)
        source = self._work(work, said, on_read)
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
        """A person's switch: take a line into the check or out of it. The next check follows it.

        Kept as a decision on the claim. One that can be checked is there to be decided at once.
        """
        found = self._store.find(claim)
        if not isinstance(found, Claim):
            raise IdUnknown(f"{claim} is not a claim.")
        fields = {"claim": found.id, "on": checkable}
        reviewing.decide(self._known, self._chosen(found.work_id), "checkable", fields, why, None, actor())
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


def _differs(made: Mapping[str, str] | None, now: Mapping[str, str]) -> bool:
    """Whether a proposal was made with something else; what was not recorded was made before there was a model."""
    if made is None:
        return False
    return any(made.get(part, NO_MODEL if part == "model" else name) != name for part, name in now.items())


def _as_error(code: str, message: str, hint: str) -> ReadError:
    kinds: Iterable[type[ReadError]] = ReadError.__subclasses__()
    kind = next((k for k in kinds if k.code == code), ReadError)
    return kind(message, hint=hint)

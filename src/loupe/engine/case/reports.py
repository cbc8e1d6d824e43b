"""What is asked of a whole case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loupe.checking import Twins
from loupe.engine.case.opened import actor
from loupe.engine.case.work import CaseWork
from loupe.engine.reasoned.conflicts import Conflicts, conflicts_in
from loupe.engine.reasoned.interests import read_interests
from loupe.engine.reasoned.layers import layers_of
from loupe.engine.reasoned.layersfile import read_layers
from loupe.engine.reasoned.ledger import ledger_of
from loupe.engine.reasoned.origins import OriginReport, trace_origins
from loupe.engine.reasoned.questions import questions_of
from loupe.engine.reasoned.timelines import decide_same_event, tellings_in, timeline_of
from loupe.engine.reasoned.widthsfile import read_widths
from loupe.engine.understood.provenance import Provenance
from loupe.engine.understood.sentences import lines_of
from loupe.model.events import EventDecision, EventVerdict
from loupe.reasoning.accounts import Telling
from loupe.reasoning.layers import Matrix
from loupe.reasoning.ledger import Ledger
from loupe.reasoning.questions import Question
from loupe.reasoning.timelines import Timeline, Window

__all__ = ["CaseReports"]


class CaseReports(CaseWork):
    """Conflicts, timeline, ledger, layers, origins, questions."""

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
        return decide_same_event(self._store, self._tellings(), left, right, verdict, actor(), why)

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

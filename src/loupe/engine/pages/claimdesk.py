"""What the pages of claims and of history need of a case, held as long as nothing that it is made of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from loupe.engine.pages.known import Known
from loupe.engine.pages.reshaping import CALL
from loupe.engine.pages.reviewing import refuse_unseen_evidence
from loupe.model import Source
from loupe.model.errors import AlreadyDecided, IdUnknown, UsageError
from loupe.publish.claims_file import render_claims
from loupe.review import said_already
from loupe.review.shapes import UNCHECKED
from loupe.store import DECIDED, Decision, DecisionKind
from loupe.views import ScriptContext, with_decisions
from loupe.views.case_deeds import CASE_ACTIONS, CaseRow, case_rows
from loupe.views.changes import Changes, changes
from loupe.views.claims_page import ClaimsPage, Entry, claims_page, entries_of, matching
from loupe.views.claims_query import ClaimsQuery
from loupe.views.contexts import ClaimView
from loupe.views.deeds import Lines, Names, meant
from loupe.views.history_page import HistoryPage, HistoryQuery, HistoryRow, history_page, history_rows
from loupe.views.wording import counted

__all__ = ["ACTS", "Bulk", "ClaimDesk", "Shown"]

ACTS = ("accept", "star", "unstar", "checkable", *DECIDED)
"""What may be done to several claims at once."""
_MOST = 5_000
_NAMED = 5

Shown = tuple[str, str]
"""What a page showed of a claim: the proposal, and the hash of its evidence."""


_WHY = {False: "what cannot be checked takes no verdict", True: "what can be checked already needs no such word"}


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was kept of one act on several claims, and the numbers of those that it left out, for one reason."""

    kept: tuple[Decision, ...]
    left_out: tuple[str, ...] = ()
    because: str = ""

    @property
    def words(self) -> str:
        """Which were left out and why, in a sentence; "" where none was."""
        if not self.left_out:
            return ""
        named = ", ".join(self.left_out[:_NAMED]) + (" and others" if len(self.left_out) > _NAMED else "")
        return f"{counted(len(self.left_out), 'claim')} left out ({named}): {self.because}."


@dataclass(slots=True)
class ClaimDesk:
    """The claims of each work, ready to be found, and what was decided of them."""

    known: Known
    _entries: dict[str, tuple[ScriptContext, tuple[Entry, ...]]] = field(default_factory=dict)
    _of_case: tuple[int, tuple[CaseRow, ...]] | None = None

    def claims(self, work: Source, query: ClaimsQuery) -> ClaimsPage:
        """The claims page of a work."""
        script, bases, entries = self._of(work)
        return claims_page(entries, script, self.known.review(work.id), bases, query)

    def file(self, work: Source, query: ClaimsQuery, form: str) -> bytes:
        """All claims that fit a query, in its order, as a file; raises UsageError for a form that is none."""
        script, bases, entries = self._of(work)
        review = self.known.review(work.id)
        wanted = matching(entries, review, bases, query)
        return render_claims(
            with_decisions(script, review, bases, self.known.by_hand(work)), wanted, query.words_of(), form
        )

    def decide_all(
        self,
        work: Source,
        claims: Sequence[str],
        act: str,
        why: str,
        seen: int | None,
        who: str,
        shown: Mapping[str, Shown],
    ) -> Bulk:
        """Keep one decision for each claim, all or none; what was proposed is what the pages show.

        A verdict leaves out what cannot be checked, and so does saying that it can what can be already. What this
        person has decided so already is kept once. ``shown`` is what the person's page showed of each claim. Raises
        UsageError for an act or a number of claims that is none, and where all are left out; IdUnknown; AlreadyDecided:
        also where the evidence of a claim is not what was shown.
        """
        if act not in ACTS:
            raise UsageError(f"Nothing is called {act[:40]}.", hint=f"Choose one of: {', '.join(ACTS)}.")
        if not 1 <= len(claims) <= _MOST:
            raise UsageError("No claim is ticked.", hint="Tick at least one row, with x or a click.")
        script, bases, _ = self._of(work)
        proposed = {claim.id: claim.label for claim in script.claims}
        wanted = list(dict.fromkeys(claims))
        if unknown := [claim for claim in wanted if claim not in proposed]:
            raise IdUnknown(f"There is no claim {unknown[0]} in {work.label} that was judged.")
        wanted, left = _fit(act, wanted, {claim.id: claim for claim in script.claims})
        if act == "accept" and any(proposed[claim] == UNCHECKED for claim in wanted):
            raise UsageError(
                "No check has judged the parts of a split claim, or one that a person says can be checked: there is "
                "nothing to accept of them.",
                hint="Name a verdict, or tick other rows.",
            )
        kept = [_decision(act, claim, proposed[claim], bases.get(claim, "")) for claim in wanted]
        none = "It was not kept." if len(kept) == 1 else f"None of the {len(kept)} was kept."
        numbers = {claim.id: claim.number for claim in script.claims}
        for kind, fields in kept:
            if kind == "verdict" and (saw := shown.get(fields["claim"])):
                was = {"proposed": saw[0], "basis": saw[1]}
                refuse_unseen_evidence(was, fields, numbers[fields["claim"]], none)
        taken = self.known.decisions(work.id)
        try:
            new = [one for one in kept if said_already(taken, *one, who, why) is None]
            return replace(left, kept=self.known.store.decide_all(work.id, new, who, why, seen) if new else ())
        except AlreadyDecided as error:
            raise AlreadyDecided(f"{error} {none}") from error

    def history(self, work: Source, query: HistoryQuery, who: str) -> HistoryPage:
        """The history page of a work, as ``who`` may use it."""
        return history_page(*self._past(work), query, who, self._lines(work), self.of_case())

    def rows(self, work: Source, who: str) -> tuple[HistoryRow, ...]:
        """Every decision on a work in words, the first first."""
        return history_rows(*self._past(work), who, self._lines(work))

    def of_case(self) -> tuple[CaseRow, ...]:
        """What persons decided about the case itself, in words, the first first."""
        lasts = self.known.store.last_of_each()
        last = max((lasts.get(action, 0) for action in CASE_ACTIONS), default=0)
        if self._of_case is None or self._of_case[0] != last:
            labels = {id_: source.label for id_, source in self.known.sources().items()}
            for work in self.known.works():
                labels |= {claim.id: f"{claim.number} {claim.text}" for claim in self.known.script(work).claims}
            self._of_case = (last, case_rows(self.known.store.log(CASE_ACTIONS), labels))
        return self._of_case[1]

    def _lines(self, work: Source) -> Lines:
        return {p.id: (number, p.text) for number, p in enumerate(self.known.lines(work.id), 1)}

    def words(self, work: Source, decision: Decision) -> str:
        """What a decision did, after the number of its claim; of an undo, what it takes back or gives back."""
        script, taken, labels = self._past(work)
        names = Names(script, labels)
        about = meant(decision, {d.seq: d for d in taken})[0] if decision.kind == "undo" else decision
        if about is None:
            return f"no. {decision.fields['seq']}"
        number = f"{names.number(about.fields['claim'])}, " if "claim" in about.fields else ""
        return number + names.did(about)

    def _past(self, work: Source) -> tuple[ScriptContext, tuple[Decision, ...], dict[str, str]]:
        taken, sources = self.known.decisions(work.id), self.known.sources()
        named = {str(d.fields["source"]) for d in taken if "source" in d.fields}
        labels = {one: sources[one].label for one in sorted(named) if one in sources}
        return self.known.script(work), taken, labels

    def changes(self, work: Source) -> Changes:
        """What has changed since persons decided of a work."""
        review = self.known.review(work.id)
        if not review.claims and not review.signed:
            return Changes(work.id)
        lines = {}
        if review.signed:
            signs = self.known.sign_offs(work)
            lines = {p.id: (n, n in signs and signs[n].holds) for n, p in enumerate(self.known.lines(work.id), 1)}
        return changes(self.known.script(work), review, self.known.bases(work), lines)

    def _of(self, work: Source) -> tuple[ScriptContext, Mapping[str, str], tuple[Entry, ...]]:
        script, bases = self.known.script(work), self.known.bases(work)
        held = self._entries.get(work.id)
        if held is None or held[0] is not script:
            held = self._entries[work.id] = (script, entries_of(script))
        return script, bases, held[1]


def _fit(act: str, wanted: Sequence[str], claims: Mapping[str, ClaimView]) -> tuple[list[str], Bulk]:
    """The claims that an act is possible on, and what is left out; raises UsageError where all are."""
    if act in ("star", "unstar"):
        return list(wanted), Bulk(())
    calls = act == "checkable"
    fit = [claim for claim in wanted if claims[claim].checkable is not calls]
    left = Bulk((), tuple(claims[claim].number for claim in wanted if claims[claim].checkable is calls), _WHY[calls])
    if not fit:
        raise UsageError(left.words, hint="Decide as it is what can be checked." if calls else CALL)
    return fit, left


def _decision(act: str, claim: str, proposed: str, basis: str) -> tuple[DecisionKind, dict[str, Any]]:
    if act in ("star", "unstar"):
        return "star", {"claim": claim, "on": act == "star"}
    if act == "checkable":
        return "checkable", {"claim": claim, "on": True}
    label = proposed if act == "accept" else act
    return "verdict", {"claim": claim, "label": label, "proposed": proposed, "basis": basis}

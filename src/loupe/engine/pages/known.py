"""What the pages need of a case, read once and kept up by following its log."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from loupe.engine.check.scripts import Rules, is_outdated, proposed_script
from loupe.engine.pages.taken import Taken, attached
from loupe.model import Finding, Passage, Source
from loupe.review import Review, basis_of
from loupe.store import Decision, Store
from loupe.views import ScriptContext
from loupe.views.cards import ByHand
from loupe.views.contexts import ClaimView
from loupe.views.shapes import shape_of, shaped
from loupe.views.signing import SignOff, Standing, sign_offs

__all__ = ["Known"]

T = TypeVar("T")

_CHECKED = ("claims saved", "check begun", "check asked")
_JUDGED = ("claims saved", "check begun", "check finished")
_WORDS = ("source added", "source read again")


@dataclass(frozen=True, slots=True)
class _Judged:
    """The script of a work as it was made, with what it was made from, and by which entries of the log."""

    judged: int
    reread: int
    at: int
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]
    claims: frozenset[str]
    bases: Mapping[str, str]
    script: ScriptContext


class Known:
    """The sources, works, scripts and decisions of an open case, whoever changes it.

    Each call looks whether the log has grown, and reads anew only what the new entries are about: another source
    leaves the findings as they are, a corrected title touches the claims that name it. Scripts are held as Loupe
    proposes them, with ``archive`` left empty; what persons decided is laid over them by each page.

    Safe to use from several threads: two that come at once wait for one making.
    """

    def __init__(self, store: Store, rules: Rules) -> None:
        self.store = store
        self._rules = rules
        self._taken = Taken()
        self._lock = threading.RLock()
        self._read = 0
        self._touched: dict[str, int] = {}  # source to its last entry, in the order of these entries
        self._worded: dict[str, int] = {}  # source to the last entry that gave it words
        self._archive = self._reread = self._named = 0
        self._judged: dict[str, int] = {}
        self._checked: dict[str, None] = {}
        self._sources: tuple[int, dict[str, Source]] | None = None
        self._lines: dict[str, tuple[int, tuple[Passage, ...]]] = {}
        self._scripts: dict[str, _Judged] = {}
        self._held: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}
        self._shaped: dict[str, tuple[_Judged, object, ScriptContext, Mapping[str, str]]] = {}

    def sources(self) -> Mapping[str, Source]:
        """All sources by id; the same object as long as none has changed."""
        with self._lock:
            self._follow()
            if self._sources is None:
                self._sources = (self._archive, {s.id: s for s in self.store.sources()})
            at, known = self._sources
            if at != self._archive:
                fresh = {id_: self.store.source(id_) for id_, seq in self._touched.items() if seq > at}
                self._sources = (self._archive, known | fresh)
            return self._sources[1]

    def worded(self) -> int:
        """The number of the last entry of the log that gave a source words."""
        with self._lock:
            self._follow()
            return max(self._worded.values(), default=0)

    def works(self) -> tuple[Source, ...]:
        """The works that were checked, the last one first."""
        with self._lock:
            known = self.sources()
            return tuple(known[id_] for id_ in reversed(self._checked) if id_ in known)

    def lines(self, work: str) -> tuple[Passage, ...]:
        """The lines of a work in order."""
        with self._lock:
            self._follow()
            worded, held = self._worded.get(work, 0), self._lines.get(work)
            if held is None or held[0] != worded:
                ordered = sorted(self.store.passages(work), key=lambda p: (p.ordinal, p.locator.start))
                held = self._lines[work] = (worded, tuple(ordered))
            return held[1]

    def script(self, work: Source) -> ScriptContext:
        """The script of a work as Loupe proposes it, its claims as persons split and merged them."""
        return self._as_shaped(work)[0]

    def bases(self, work: Source) -> Mapping[str, str]:
        """By claim of a work, the hash of its evidence."""
        return self._as_shaped(work)[1]

    def decisions(self, work: str) -> tuple[Decision, ...]:
        """Every decision on a work in order; what was taken back is among it."""
        return self._taken.decisions(self.store, work)

    def review(self, work: str) -> Review:
        """How a work stands."""
        return self._taken.review(self.store, work)

    def by_hand(self, work: Source) -> ByHand:
        """The passages that persons attached to claims of a work, as far as they are in the case."""
        return attached(self.store, self.script(work).claims, self.review(work.id))

    def standing(self, work: Source) -> Standing:
        """How the claims of a work stand, as a sign-off looks at them."""
        bases, enough = self.bases(work), self.script(work).policy.corroborating_origins
        return Standing(self.review(work.id), lambda claim: bases.get(claim, ""), self.by_hand(work), enough)

    def sign_offs(self, work: Source) -> Mapping[int, SignOff]:
        """By the number of each line of a work that somebody signed, that sign-off and whether it holds."""
        return self.held(
            work, "sign-offs", lambda: sign_offs(self.script(work), self.lines(work.id), self.standing(work))
        )

    def held(self, work: Source, name: str, make: Callable[[], T]) -> T:
        """What ``make`` made of a work's script, review, lines and all sources, anew where one is another by now."""
        with self._lock:
            made_of = (self.script(work), self.review(work.id), self.lines(work.id), self.sources())
            there = self._held.get((work.id, name))
            if there is None or any(was is not now for was, now in zip(there[0], made_of, strict=True)):
                there = self._held[work.id, name] = (made_of, make())
            made: T = there[1]
            return made

    def _follow(self) -> None:
        newest = self.store.newest()
        if newest == self._read:
            return
        for head in self.store.heads(self._read):
            if head.action.startswith("source "):
                self._touched.pop(head.source, None)
                self._touched[head.source] = self._archive = head.seq
                if head.action in _WORDS:
                    self._worded[head.source] = head.seq
                if head.action == "source read again":
                    self._reread = head.seq
            if head.action in _JUDGED:
                self._judged[head.work] = head.seq
            if head.action in _CHECKED:
                self._checked.pop(head.work, None)
                self._checked[head.work] = None
            if head.action == "names decided":
                self._named = head.seq
            newest = max(newest, head.seq)
        self._read = newest

    def _as_shaped(self, work: Source) -> tuple[ScriptContext, Mapping[str, str]]:
        with self._lock:
            judged, review = self._of(work), self.review(work.id)
            shape = shape_of(review)
            if not shape:
                return judged.script, judged.bases
            held = self._shaped.get(work.id)
            if held is None or held[0] is not judged or held[1] != shape:
                held = self._shaped[work.id] = (judged, shape, *shaped(judged.script, review, judged.bases))
            return held[2], held[3]

    def _of(self, work: Source) -> _Judged:
        with self._lock:
            sources = self.sources()
            judged, at = self._judged.get(work.id, 0), max(self._archive, self._named)
            held = self._scripts.get(work.id)
            if held is None or (held.judged, held.reread) != (judged, self._reread):
                held = self._scripts[work.id] = self._made(work, sources, judged, at)
            elif held.at != at:
                held = self._scripts[work.id] = self._mended(work, sources, held, at)
            return held

    def _made(self, work: Source, sources: Mapping[str, Source], judged: int, at: int) -> _Judged:
        findings = self.store.findings(work.id)
        claims = frozenset(claim.id for claim in self.store.claims(work.id))
        bases = {f.claim.id: basis_of(f) for f in findings}
        script = self._script(work, sources, findings, claims, {})
        return _Judged(judged, self._reread, at, sources, findings, claims, bases, script)

    def _mended(self, work: Source, sources: Mapping[str, Source], held: _Judged, at: int) -> _Judged:
        """The script where only what is known of sources has changed: claims that name none of them stay as they are.

        What a claim's view shows of a source is its label and what the source says of itself.
        """
        changed = {id_ for id_, source in sources.items() if held.sources.get(id_) is not source}
        same = {f.claim.id for f in held.findings if not changed or not _names(f, changed)}
        kept = {claim.id: claim for claim in held.script.claims if claim.id in same}
        script = self._script(work, sources, held.findings, held.claims, kept)
        return _Judged(held.judged, held.reread, at, sources, held.findings, held.claims, held.bases, script)

    def _script(
        self,
        work: Source,
        sources: Mapping[str, Source],
        findings: tuple[Finding, ...],
        claims: frozenset[str],
        kept: Mapping[str, ClaimView],
    ) -> ScriptContext:
        waiting = len(claims) - len(findings)
        return proposed_script(
            self.store,
            self._rules,
            work,
            tuple(sources.values()),
            self.lines(work.id),
            findings,
            waiting=waiting,
            outdated=not waiting and is_outdated(self.store, self._rules, work, sources.values(), claims),
            kept=kept,
            with_archive=False,
        )


def _names(finding: Finding, sources: set[str]) -> bool:
    """Whether the view of a finding may speak of one of these sources: in its evidence, or by an id in an origin."""
    if any(evidence.source_id in sources for evidence in finding.evidence):
        return True
    return any("s-" in said for origin in finding.verdict.origins for said in (origin.label, *origin.why))

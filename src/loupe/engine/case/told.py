"""What the sources of a case say, and whom they name."""

from __future__ import annotations

from collections.abc import Callable

from loupe.engine.case.archive import CaseArchive
from loupe.engine.case.opened import actor
from loupe.engine.understood.people import People, gather, may_be_one, named_in
from loupe.engine.understood.said import Said, Told, mentions_of, said_in, times_in
from loupe.engine.understood.understanding import UnderstandReport, known_names, understand_sources
from loupe.language import fold, propose_merges
from loupe.model import (
    Entity,
)
from loupe.model.errors import (
    IdUnknown,
    UsageError,
)
from loupe.store import NameDecision, NameVerdict, UnderstoodStore

__all__ = ["CaseTold"]


class CaseTold(CaseArchive):
    """Understands the archive, and keeps persons' word on names."""

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
        return self._store.decide_names(left, right, verdict, actor(), why)

    def _kept(self) -> UnderstoodStore:
        with self._making:
            if self._understood is None:
                self._understood = UnderstoodStore(self.path, readonly=self._store.readonly)
            return self._understood

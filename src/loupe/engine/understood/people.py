"""People, organisations, places and things across the sources: who may be whom is proposed, a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.language import entities_of, fold
from loupe.model import Entity, MentionKind, MergeProposal, Source
from loupe.store import NameDecision, Store, UnderstoodStore

__all__ = ["People", "Person", "gather", "may_be_one", "named_in", "other_names"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody or something named in the case, put together from the sources.

    ``names`` are all proper names, the fullest first; ``aliases`` pairs of another name and the sources that give it;
    ``sources`` ids in order; ``together`` says why names that differ stand together (a person's decisions).
    """

    name: str
    kind: MentionKind
    names: tuple[str, ...]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    roles: tuple[str, ...]
    sources: tuple[str, ...]
    mentions: int
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Everybody named, those in most sources first, and the pairs of names a person is asked about."""

    persons: tuple[Person, ...]
    proposals: tuple[MergeProposal, ...]


def named_in(store: Store, kept: UnderstoodStore, sources: Sequence[Source]) -> tuple[Entity, ...]:
    """Everybody and everything that the sources name, source by source."""
    found: list[Entity] = []
    for source in sources:
        if source.text_sha256:
            text = store.read_text(source.text_sha256)
            mentions = [m for _, one in kept.understood([source.id]) for m in one.mentions if m.how != "pronoun"]
            found.extend(entities_of(source.id, [(text, mentions)]))
    return tuple(found)


def gather(entities: Sequence[Entity], proposals: Iterable[MergeProposal], decisions: Sequence[NameDecision]) -> People:
    """Put together what bears the same full name, and what a person said is one; leave the rest as proposals.

    Names that a person keeps apart never come together, not even by way of a third.
    """
    decided = {(fold(d.left), fold(d.right)): d for d in decisions if d.verdict != "open"}
    groups = _Groups(entities, [(fold(d.left), fold(d.right)) for d in decisions if d.verdict == "apart"])
    for decision in decisions:
        if decision.verdict == "same":
            groups.join(fold(decision.left), fold(decision.right), decision)
    open_ones = [p for p in proposals if not _settled(p, decided, groups)]
    return People(groups.persons(), tuple(sorted(open_ones, key=lambda p: (-p.score, p.left, p.right))))


def other_names(decisions: Sequence[NameDecision]) -> tuple[tuple[str, ...], ...]:
    """The names that persons said are one's own, a group for each one; names that are kept apart are in no group."""
    apart = {name for d in decisions if d.verdict == "apart" for name in (d.left, d.right)}
    groups: list[set[str]] = []
    for d in decisions:
        if d.verdict == "same" and not {d.left, d.right} & apart:
            meeting = [g for g in groups if g & {d.left, d.right}]
            groups = [g for g in groups if g not in meeting] + [{d.left, d.right}.union(*meeting)]
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def may_be_one(left: str, right: str, entities: Sequence[Entity], decisions: Sequence[NameDecision]) -> bool:
    """Whether two names would come together if a person said so: not where another decision keeps them apart."""
    others = [d for d in decisions if {fold(d.left), fold(d.right)} != {fold(left), fold(right)}]
    asked = NameDecision(left, right, "same", "", "", "")
    names = [set(map(fold, p.names)) for p in gather(entities, (), [*others, asked]).persons]
    return any({fold(left), fold(right)} <= known for known in names)


def _settled(p: MergeProposal, decided: Mapping[tuple[str, str], NameDecision], groups: _Groups) -> bool:
    left, right = fold(p.left), fold(p.right)
    return (left, right) in decided or (right, left) in decided or groups.root(left) == groups.root(right)


class _Groups:
    """Entities by their folded name, joined by decisions (union-find)."""

    def __init__(self, entities: Sequence[Entity], apart: Sequence[tuple[str, str]]) -> None:
        self._apart = apart
        self._entities: dict[str, list[Entity]] = {}
        for entity in entities:
            self._entities.setdefault(fold(entity.name), []).append(entity)
        self._parent = {key: key for key in self._entities}
        variants = {fold(n): fold(e.name) for e in reversed(entities) for n in e.names}
        self._key = variants | {key: key for key in self._entities}  # a name of its own is no other's short form
        self._why: dict[str, list[str]] = {}

    def root(self, name: str) -> str:
        """The name that stands for all that are one with this folded name."""
        key = self._key.get(name, name)
        while self._parent.get(key, key) != key:
            key = self._parent[key]
        return key

    def join(self, left: str, right: str, decision: NameDecision) -> None:
        """Make two folded names one."""
        a, b = self.root(left), self.root(right)
        if a not in self._parent or b not in self._parent or self._are_apart(a, b):
            return
        reason = f"{decision.who} decided that {decision.left} and {decision.right} are one"
        self._why.setdefault(min(a, b), []).append(f"{reason}: {decision.why}" if decision.why else reason)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
            self._why[min(a, b)] += self._why.pop(max(a, b), [])

    def _are_apart(self, a: str, b: str) -> bool:
        return any({self.root(x), self.root(y)} == {a, b} for x, y in self._apart if a != b)

    def persons(self) -> tuple[Person, ...]:
        """Everybody, those in most sources first."""
        members: dict[str, list[Entity]] = {}
        for key in self._entities:
            members.setdefault(self.root(key), []).extend(self._entities[key])
        found = [_person(group, tuple(self._why.get(root, ()))) for root, group in members.items()]
        return tuple(sorted(found, key=lambda p: (-len(p.sources), -p.mentions, p.name)))


def _person(group: Sequence[Entity], together: tuple[str, ...]) -> Person:
    names = sorted(
        {n for e in group for n in (e.name, *e.names)}, key=lambda n: (-len(n.split()), -len(n), n.isupper(), n)
    )
    kinds = sorted({e.kind for e in group}, key=lambda k: (-sum(e.mentions for e in group if e.kind == k), k))
    aliases = sorted({a for e in group for a in e.aliases})
    return Person(
        name=names[0],
        kind=kinds[0],
        names=tuple(names),
        aliases=tuple((a, tuple(sorted({e.source_id for e in group if a in e.aliases}))) for a in aliases),
        roles=tuple(sorted({r for e in group for r in e.roles})),
        sources=tuple(sorted({e.source_id for e in group})),
        mentions=sum(e.mentions for e in group),
        together=together,
    )

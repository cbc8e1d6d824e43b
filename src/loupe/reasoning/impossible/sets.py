"""From facts to impossible sets: copies first put together, then every family of rules, then the smallest sets."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible.clash import Clash, Strength, by_key
from loupe.reasoning.impossible.doubting import Doubted, repairs_of, whole_repair
from loupe.reasoning.impossible.facts import Birth, Deed, Fact, Figure, Holder, Lapse, Moment, Sighting, State, Stay
from loupe.reasoning.impossible.figures import figure_clashes
from loupe.reasoning.impossible.moments import chain_clashes, moment_clashes
from loupe.reasoning.impossible.persons import birth_clashes, holder_clashes, stay_clashes
from loupe.reasoning.impossible.states import deed_clashes, state_clashes
from loupe.reasoning.impossible.travel import journeys, travel_clashes

__all__ = ["Group", "Impossible", "ImpossibleSet", "Position", "Telling", "find_impossible"]

_FAMILIES = ("places", "times", "figures", "states", "roles", "ages", "denials")


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of a statement besides its facts.

    ``origins`` are keys of whom it goes back to: two statements that share one are one telling. ``order`` says which of
    them stands for the others, the smallest; ``weight`` (above zero) how hard it is to doubt.
    """

    origins: frozenset[str]
    order: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Position:
    """One of the things that are put forward: its words, and the independent statements that say so."""

    words: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImpossibleSet:
    """A smallest set of statements that cannot all be true: leave any one out, and the rest can.

    ``rule`` is what they break, ``unless`` and ``width`` as in ``Clash``.
    """

    statements: tuple[str, ...]
    words: tuple[str, ...]
    strength: Strength
    family: str
    rule: str
    unless: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Impossible sets about one thing: what is put forward, each set, and what to doubt.

    ``repairs`` are sets of statements; to doubt all of one of them makes the rest possible. The lightest stands first;
    ``proven`` says that nothing lighter would do.
    """

    strength: Strength
    family: str
    topic: str
    positions: tuple[Position, ...]
    sets: tuple[ImpossibleSet, ...]
    repairs: tuple[tuple[str, ...], ...]
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Impossible:
    """All that was found, the strongest and shortest first.

    ``also`` gives for a statement the others that tell the same from the same origin. ``doubted`` is what, if doubted,
    leaves no conflict in the whole case, at the least weight. ``undecided`` names people who were seen in too many
    places in no known order to try all orders.
    """

    groups: tuple[Group, ...]
    also: Mapping[str, tuple[str, ...]]
    doubted: Doubted
    undecided: tuple[str, ...] = ()


def find_impossible(
    facts: Iterable[Fact], tellings: Mapping[str, Telling], widths: Widths = DEFAULT_WIDTHS
) -> Impossible:
    """The smallest sets of statements that cannot all be true; the order of the facts does not matter."""
    merged, also = _merge(sorted(facts, key=_canonical), tellings)
    weights = {f.by: tellings[f.by].weight for f in merged if f.by in tellings}
    undecided: set[str] = set()
    clashes = _smallest([*_pairs(merged, widths), *_chained(merged, weights, widths, undecided)])

    def chained(doubted: frozenset[str]) -> Iterator[Clash]:
        return _chained([f for f in merged if f.by not in doubted], weights, widths, undecided)

    doubted, more = whole_repair(clashes, chained, weights)
    groups = [_group(some, weights) for some in by_key(_smallest([*clashes, *more]), _core)]
    groups.sort(key=_order)
    shown = {i for g in groups for s in g.sets for i in s.statements}
    return Impossible(tuple(groups), {k: v for k, v in also.items() if k in shown}, doubted,
                      tuple(sorted(undecided)))  # fmt: skip


def _canonical(fact: Fact) -> tuple[str, str, str]:
    return fact.by, type(fact).__name__, repr(fact)


def _pairs(facts: Sequence[Fact], widths: Widths) -> Iterator[Clash]:
    yield from stay_clashes((f for f in facts if isinstance(f, Stay)), widths)
    yield from travel_clashes((f for f in facts if isinstance(f, Sighting)), widths)
    yield from moment_clashes((f for f in facts if isinstance(f, Moment)), widths)
    yield from figure_clashes((f for f in facts if isinstance(f, Figure)), widths)
    yield from state_clashes((f for f in facts if isinstance(f, State)), widths)
    yield from holder_clashes(f for f in facts if isinstance(f, Holder))
    yield from birth_clashes(f for f in facts if isinstance(f, Birth))
    yield from deed_clashes((f for f in facts if isinstance(f, Deed)), widths)


def _chained(
    facts: Sequence[Fact], weights: Mapping[str, float], widths: Widths, undecided: set[str]
) -> Iterator[Clash]:
    """What only shows when several are taken together: times counted from other times, journeys in no known order."""
    moments = [f for f in facts if isinstance(f, Moment)]
    yield from chain_clashes(moments, [f for f in facts if isinstance(f, Lapse)], weights, widths)
    gone = journeys((f for f in facts if isinstance(f, Sighting)), weights, widths)
    undecided.update(gone.undecided)
    yield from gone.clashes


def _merge(facts: Sequence[Fact], tellings: Mapping[str, Telling]) -> tuple[list[Fact], dict[str, tuple[str, ...]]]:
    """Of the facts of one origin that say the same, one; and which statements it stands for."""
    kept: list[Fact] = []
    also: dict[str, set[str]] = {}
    for same in by_key(facts, _said):
        for clan in _clans(same, tellings):
            first = min(clan, key=lambda f: (_telling(f, tellings).order, f.by))
            kept.append(first)
            if others := {f.by for f in clan} - {first.by}:
                also.setdefault(first.by, set()).update(others)
    return sorted(kept, key=_canonical), {k: tuple(sorted(v)) for k, v in sorted(also.items())}


def _telling(fact: Fact, tellings: Mapping[str, Telling]) -> Telling:
    return tellings.get(fact.by) or Telling(frozenset({fact.by}), ())


def _clans(facts: Sequence[Fact], tellings: Mapping[str, Telling]) -> list[list[Fact]]:
    clans: list[tuple[set[str], list[Fact]]] = []
    for fact in facts:
        origins = set(_telling(fact, tellings).origins) | {fact.by}
        meeting = [c for c in clans if c[0] & origins]
        clans = [c for c in clans if not c[0] & origins]
        clans.append((origins.union(*(c[0] for c in meeting)), [*(f for c in meeting for f in c[1]), fact]))
    return [members for _, members in clans]


def _said(fact: Fact) -> Hashable:
    """What a fact says, whoever says it."""
    match fact:
        case Figure():
            q = fact.quantity
            return "figure", fact.topic, fact.part, q.low, q.high, q.unit, q.kind, q.facet
        case State():
            return "state", fact.attribute, fact.thing, fact.value, fact.place, fact.time and fact.time.start
        case Moment():
            return "moment", fact.event, fact.time.frame, fact.time.start, fact.time.end
        case Lapse():
            return "lapse", fact.event, fact.anchor, fact.low, fact.high
        case Stay():
            return "stay", fact.person, fact.kind, fact.place, fact.part, fact.throughout
        case Sighting():
            return "sighting", fact.person, fact.place, fact.time.start, fact.time.end
        case Holder():
            return "holder", fact.role, fact.person
        case Birth():
            return "birth", fact.person, fact.low, fact.high
        case Deed():
            return "deed", fact.deed, fact.denied


def _value(fact: Fact) -> Hashable:
    """What stands against what in a group: like ``_said``, without what only narrows it."""
    match fact:
        case Figure():
            return fact.part, fact.quantity.low, fact.quantity.high, fact.quantity.unit
        case State():
            return fact.value
        case Stay():
            return fact.kind, fact.place
        case _:
            return _said(fact)


def _smallest(clashes: Iterable[Clash]) -> list[Clash]:
    """Each set of statements once, under its strongest rule, and none that holds a smaller one."""
    best: dict[tuple[str, ...], Clash] = {}
    for clash in clashes:
        if len(clash.statements) < 2:
            continue
        known = best.get(clash.statements)
        if known is None or _rank(clash) < _rank(known):
            best[clash.statements] = clash
    hard = [frozenset(s) for s, c in best.items() if c.strength == "conflict" and len(s) == 2]
    pairs = set(hard)
    kept = []
    for statements, clash in sorted(best.items()):
        whole = frozenset(statements)
        if len(statements) > 2 and any(p < whole for p in pairs):
            continue
        kept.append(clash)
    return kept


def _rank(clash: Clash) -> tuple[int, int, str]:
    return clash.strength != "conflict", _FAMILIES.index(clash.family), clash.rule


def _core(clash: Clash) -> Hashable:
    """What the sets of one group share: the topic, and for figures which parts of the sum are at stake."""
    parts = frozenset(f.part for f in clash.facts if isinstance(f, Figure))
    return clash.family, clash.topic, len(clash.facts) > 2, parts


def _group(clashes: Sequence[Clash], weights: Mapping[str, float]) -> Group:
    facts = sorted({f for c in clashes for f in c.facts}, key=_canonical)
    positions = tuple(
        Position(same[0].words, tuple(sorted({f.by for f in same})))
        for same in sorted(by_key(facts, _value), key=lambda same: (-len({f.by for f in same}), _canonical(same[0])))
    )
    sets = tuple(sorted((_set(c) for c in clashes), key=lambda s: (s.strength, len(s.statements), s.statements)))
    first = clashes[0]
    strength: Strength = "conflict" if any(c.strength == "conflict" for c in clashes) else "tension"
    # A tension is possible as it stands: where there are conflicts, only these have to be met.
    met = [s.statements for s in sets if s.strength == strength]
    ways, proven = repairs_of([p.statements for p in positions], met, weights)
    return Group(strength, first.family, first.topic, positions, sets, ways, proven)


def _set(clash: Clash) -> ImpossibleSet:
    words = tuple("; ".join(f.words for f in clash.facts if f.by == i) for i in clash.statements)
    return ImpossibleSet(clash.statements, words, clash.strength, clash.family, clash.rule, clash.unless, clash.width)


def _order(group: Group) -> tuple[bool, int, int, str]:
    return (
        group.strength != "conflict", max(len(s.statements) for s in group.sets), _FAMILIES.index(group.family),
        group.topic,
    )  # fmt: skip

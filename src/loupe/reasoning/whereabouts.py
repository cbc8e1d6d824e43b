"""A person is not in two places: which stays exclude each other, which come one after the other, which are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.reasoning.network.bounds import ORIGIN, Bound, Conflict, strongest_first
from loupe.reasoning.network.graph import groups
from loupe.reasoning.network.parting import in_order
from loupe.reasoning.orders import MOST_STEPS, Choice, OrderOracle, find_order_conflicts
from loupe.reasoning.stay_pairs import Pair, Stay, pairs_of
from loupe.reasoning.travel import SPEEDS, Speed

__all__ = ["MOST_OPEN", "Clash", "Stay", "Whereabouts", "apart"]

MOST_OPEN = 20_000
"""A person of whom more pairs of stays fit in both orders is not searched through."""

TWO_PLACES = "a person is not in two places"
START_END = "a stay ends after it begins"
WINDOW = "when the stay was"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two stays of one person of which neither can follow the other.

    ``statements`` are all needed for it, and ``identities`` those among them that say who is who: doubting one of
    these ends in "these are two people". ``gap_km`` is the least distance between the places, ``kmh`` the speed taken,
    ``travel_s`` the least time between them, ``lacking_s`` the least time that is lacking for one order or the other.
    """

    person: str
    first: Stay
    second: Stay
    statements: tuple[str, ...]
    identities: tuple[str, ...]
    gap_km: float
    kmh: float
    travel_s: int
    lacking_s: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What follows from where people were said to be.

    ``clashes`` are the pairs that exclude each other, strongest first. ``bounds`` hold the windows of the stays and,
    where only one order of a pair fits, that order: to be put into the network with everything else. ``choices`` are
    pairs that fit in both orders. ``conflicts`` are minimal conflicts of all that: those of the clashes, and those
    that only show when several stays have to be put in order (where orders are open, conflicts of bounds alone are
    among them, as ``find_conflicts`` would find them). ``undecided`` names people with stays too tangled to search
    through: there may be more conflicts.
    """

    clashes: tuple[Clash, ...]
    conflicts: tuple[Conflict, ...]
    bounds: tuple[Bound, ...]
    choices: tuple[Choice, ...]
    undecided: tuple[str, ...]


def apart(
    stays: Iterable[Stay],
    bounds: Iterable[Bound] = (),
    weights: Mapping[str, float] | None = None,
    *,
    exclusive: Iterable[tuple[str, str]] = (),
    speeds: Sequence[Speed] = SPEEDS,
    oracle: OrderOracle | None = None,
    most_steps: int = MOST_STEPS,
) -> Whereabouts:
    """Confront the stays of each person.

    Two stays are confronted when their places have coordinates and their circles do not touch (the way between is
    then at least the gap over the fastest speed of the time), or when their names stand in ``exclusive``, which says
    that being in one is not being in the other, however near ("the car outside", "the vault"). Places of which neither
    is known never exclude each other. ``bounds`` is what else is known of the moments of stays (``Stay.starts``,
    ``Stay.ends``): it takes part wherever orders are open. The answer does not depend on the order of the stays.
    Raises ValueError for a stay whose window is empty, and what ``find_conflicts`` raises.
    """
    weights = {} if weights is None else weights
    pairs = pairs_of(stays, exclusive, speeds)
    known = {stay.key(): stay for pair in pairs for stay in (pair.first, pair.second)}
    made = [bound for _, stay in sorted(known.items()) for bound in _windows(stay)]
    made += [_order(pair) for pair in pairs if pair.forward != pair.backward]
    both = [pair for pair in pairs if pair.forward and pair.backward]
    tangled = Counter(pair.first.person for pair in both)
    too_many = {person for person, count in tangled.items() if count > MOST_OPEN}
    choices = [
        Choice(_before(p, p.first, p.second), _before(p, p.second, p.first))
        for p in both
        if p.first.person not in too_many
    ]
    neither = [pair for pair in pairs if not pair.forward and not pair.backward]
    more, unsearched = _tangled([*made, *bounds], choices, weights, oracle, most_steps)
    conflicts = strongest_first([*(Conflict(p.statements, _proof(p)) for p in neither), *more], weights)
    rank = {conflict.statements: at for at, conflict in enumerate(conflicts)}
    clashes = sorted(map(_clash, neither), key=lambda c: (rank[c.statements], c.first.key(), c.second.key()))
    undecided = too_many | {
        p.first.person for p in both if not unsearched.isdisjoint((p.first.starts, p.second.starts))
    }
    return Whereabouts(
        tuple(clashes), tuple(_minimal(conflicts)), tuple(in_order(made)), tuple(choices), tuple(sorted(undecided))
    )


def _windows(stay: Stay) -> list[Bound]:
    bounds = [Bound(stay.ends, stay.starts, 0, (), START_END)]
    for moment, least, most in (
        (stay.starts, stay.start_min, stay.start_max),
        (stay.ends, stay.end_min, stay.end_max),
    ):
        if most is not None:
            bounds.append(Bound(ORIGIN, moment, most, stay.labels, WINDOW))
        if least is not None:
            bounds.append(Bound(moment, ORIGIN, -least, stay.labels, WINDOW))
    return bounds


def _before(pair: Pair, early: Stay, late: Stay) -> Bound:
    """One stay ends, and the way to the other is behind the person, before that one begins."""
    return Bound(late.starts, early.ends, -pair.travel_s, pair.statements, TWO_PLACES)


def _order(pair: Pair) -> Bound:
    return _before(pair, pair.first, pair.second) if pair.forward else _before(pair, pair.second, pair.first)


def _clash(pair: Pair) -> Clash:
    lacking = min(
        early.end_min + pair.travel_s - late.start_max
        for early, late in ((pair.first, pair.second), (pair.second, pair.first))
        if early.end_min is not None and late.start_max is not None
    )
    identities = tuple(sorted({*pair.first.identities, *pair.second.identities}))
    return Clash(pair.first.person, pair.first, pair.second, pair.statements, identities, pair.gap_km, pair.kmh,
                 pair.travel_s, lacking)  # fmt: skip


def _proof(pair: Pair) -> tuple[Bound, ...]:
    """The bounds that forbid the one order and the other."""
    proof: list[Bound] = []
    for early, late in ((pair.first, pair.second), (pair.second, pair.first)):
        windows = {(bound.before, bound.after): bound for stay in (early, late) for bound in _windows(stay)}
        proof += [_before(pair, early, late), windows[early.ends, ORIGIN], windows[ORIGIN, late.starts]]
    return tuple(in_order(proof))


def _tangled(
    bounds: Sequence[Bound],
    choices: Sequence[Choice],
    weights: Mapping[str, float],
    oracle: OrderOracle | None,
    most_steps: int,
) -> tuple[list[Conflict], set[str]]:
    """Conflicts that only show when open pairs are put in order, and the moments of what could not be searched."""
    either = {bound for choice in choices for bound in (choice.first, choice.second)}
    found: list[Conflict] = []
    undecided: set[str] = set()
    for part in groups(in_order([*bounds, *either])) if choices else []:
        moments = {bound.before for bound in part} - {ORIGIN}
        open_here = [choice for choice in choices if choice.first.before in moments]
        if not open_here:
            continue
        plain = [bound for bound in part if bound not in either]
        answer = find_order_conflicts(plain, open_here, weights, oracle=oracle, most_steps=most_steps)
        found += answer.conflicts
        if answer.undecided:
            undecided |= {choice.first.before for choice in open_here}
    return found, undecided


def _minimal(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Without those that contain another: shorter ones come first."""
    kept: list[Conflict] = []
    having: dict[str, list[frozenset[str]]] = {}
    for conflict in conflicts:
        statements = frozenset(conflict.statements)
        if any(smaller <= statements for name in conflict.statements for smaller in having.get(name, ())):
            continue
        kept.append(conflict)
        having.setdefault(conflict.statements[0], []).append(statements)
    return kept

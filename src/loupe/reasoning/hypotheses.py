"""Possible answers to a question, weighed against each other by clues: never a probability, only what speaks for what.

Hypotheses are rows and clues columns, because people read such a table with less bias for what they believe already
than the usual one with hypotheses in columns: M. K. Dhami, I. K. Belton, P. De Werd, V. Hadzhieva and L. Wicke,
"Effects of task structure and confirmation bias in alternative hypotheses evaluation", Cognitive Research: Principles
and Implications 9:37 (2024). Every weight is against the same rival, "someone or something else", so that adding a
hypothesis never changes what another one has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from loupe.reasoning.arguments import Standing, grounded
from loupe.reasoning.clues import Clue, Span, spans_of_clues

__all__ = [
    "FALLACY",
    "OTHER",
    "OTHER_ID",
    "Cell",
    "Column",
    "Hypothesis",
    "Row",
    "Weighed",
    "odds_range",
    "order_of",
    "weigh",
]

OTHER = "someone or something else"
OTHER_ID = "H0"
FALLACY = "P(evidence | innocent) is not P(innocent | evidence)"
"""What has to stand beside every prior: the prosecutor's fallacy is to take the one for the other."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A possible answer; ``asserts`` are the ids of the statements that must all be true for it to hold."""

    id: str
    text: str
    asserts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cluster of clues carries for one hypothesis.

    ``supports`` and ``opposes`` are what speaks for and against it, ``stated`` what was said of the two, before the
    doubt of the reports.
    """

    hypothesis: str
    supports: Span
    opposes: Span
    stated: tuple[Span, Span]

    @property
    def span(self) -> Span:
        """For and against put together."""
        return self.supports + self.opposes


@dataclass(frozen=True, slots=True)
class Column:
    """The clues of one origin. ``clues`` count, ``idle`` do not, with the reason of each; ``cells`` are by hypothesis.

    ``missing`` are pairs of a clue and a hypothesis without a weight.
    """

    origin: str
    clues: tuple[str, ...]
    idle: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A hypothesis with all that is weighed of it: its place (1 is first, equals share one), the sum of its cells.

    ``speaks_for`` and ``speaks_against`` name origins, the strongest first. ``impossible`` are the sets of statements
    that cannot all be true and that it needs all of: then nothing is left for it as it stands, and it stands last.
    """

    hypothesis: Hypothesis
    place: int
    total: Span
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    impossible: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The table: rows by their ids, columns by that of their first clue, and what it shows.

    ``not_telling`` are origins that weigh the same under every hypothesis, ``unexplained`` those that speak against
    every one that is named: someone or something else explains them better than any. ``arguments`` says how each clue
    stands among those that attack each other.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    not_telling: tuple[str, ...]
    unexplained: tuple[str, ...]
    arguments: tuple[Standing, ...]

    @property
    def order(self) -> tuple[tuple[str, ...], ...]:
        """The hypotheses from the first place to the last, those that share a place together."""
        return order_of({row.hypothesis.id: row.total.middle for row in self.rows})


def weigh(
    hypotheses: Collection[Hypothesis],
    clues: Collection[Clue],
    impossible: Collection[Sequence[str]] = (),
    attacks: Collection[tuple[str, str]] = (),
) -> Weighed:
    """Weigh hypotheses by clues; "someone or something else" is added to them and has weight 0 everywhere.

    A clue counts when every named hypothesis has a weight for it, it is not idle, and it is not defeated by an attack
    or undecided under one. ``impossible`` are sets of ids of statements that cannot all be true. Clues of one origin
    make one column. Raises ValueError for two hypotheses or clues of one id, an id that is that of the rival, a weight
    that is no level, a report without a fidelity in [0.5, 1], and an attack on or by an unknown clue.
    """
    named = sorted(hypotheses, key=lambda h: (len(h.id), h.id))  # H2 before H10
    ordered = sorted(clues, key=lambda c: (len(c.id), c.id))
    _check(named, ordered)
    standings = grounded([c.id for c in ordered], attacks)
    idle = {c.id: c.idle for c in ordered if c.idle}
    for one in standings:
        if one.status != "accepted":
            who = " and ".join(one.by)
            idle.setdefault(one.argument, f"{one.status}: attacked by {who}")
    by_origin: dict[str, list[Clue]] = {}
    for clue in ordered:
        by_origin.setdefault(clue.origin, []).append(clue)
    columns = [_column(origin, told, named, idle) for origin, told in by_origin.items()]
    counting = [c for c in columns if c.clues]
    rows = _rows([Hypothesis(OTHER_ID, OTHER), *named], counting, impossible)
    return Weighed(
        rows=rows,
        columns=tuple(columns),
        not_telling=tuple(c.origin for c in counting if not any(_sides(cell) for cell in c.cells)),
        unexplained=tuple(c.origin for c in counting if all(_sides(cell) == "against" for cell in c.cells)),
        arguments=tuple(s for s in standings if s.by or s.status != "accepted"),
    )


def order_of(totals: Mapping[str, float]) -> tuple[tuple[str, ...], ...]:
    """Ids from the largest total to the smallest, equal ones together by id; a difference below 1e-9 is none."""
    found: list[list[str]] = []
    last = inf
    for name in sorted(totals, key=lambda n: (-round(totals[n], 9) if totals[n] > -inf else inf, n)):
        value = round(totals[name], 9) if totals[name] > -inf else -inf
        if found and value == last:
            found[-1].append(name)
        else:
            found.append([name])
        last = value
    return tuple(tuple(sorted(group)) for group in found)


def odds_range(log10_ratio: float, least: float, most: float) -> tuple[float, float]:
    """Odds before, from ``least`` to ``most`` (positive numbers to one), taken to the odds after.

    Loupe has no odds of its own and shows these only to a person who brings a range, beside the sentence ``FALLACY``.
    Raises ValueError for odds that are not positive or the wrong way round.
    """
    if not 0 < least <= most < inf:
        raise ValueError("odds are two positive numbers, the smaller first")
    ratio: float = 10.0**log10_ratio
    return least * ratio, most * ratio


def _check(named: Sequence[Hypothesis], clues: Sequence[Clue]) -> None:
    for ids in ([OTHER_ID, *(h.id for h in named)], [c.id for c in clues]):
        if len(set(ids)) != len(ids):
            raise ValueError("every hypothesis and every clue has an id of its own")
    for clue in clues:
        if any(level not in range(-6, 7) for level in clue.weights.values()):
            raise ValueError(f"a weight of {clue.id} is not on the scale")
        if not clue.reports or any(not 0.5 <= r.fidelity <= 1 for r in clue.reports):
            raise ValueError(f"{clue.id} needs reports with a fidelity from 0.5 to 1")


def _column(origin: str, clues: Sequence[Clue], named: Sequence[Hypothesis], idle: Mapping[str, str]) -> Column:
    missing = tuple((c.id, h.id) for c in clues for h in named if h.id not in c.weights)
    waiting = {clue for clue, _ in missing}
    counted = [c for c in clues if c.id not in idle and c.id not in waiting] if named else []
    resting = [(c.id, idle.get(c.id, "not weighed for every hypothesis")) for c in clues if c not in counted]
    cells = tuple(_cell(counted, h.id) for h in named) if counted else ()
    return Column(origin, tuple(c.id for c in counted), tuple(resting), cells, missing)


def _cell(clues: Sequence[Clue], hypothesis: str) -> Cell:
    stated = spans_of_clues(clues, hypothesis, doubted=False)
    return Cell(hypothesis, *spans_of_clues(clues, hypothesis), stated)


def _sides(cell: Cell) -> str:
    return ("for" if cell.supports.middle else "") + ("against" if cell.opposes.middle else "")


def _rows(
    hypotheses: Sequence[Hypothesis], columns: Sequence[Column], impossible: Collection[Sequence[str]]
) -> tuple[Row, ...]:
    sets = sorted({tuple(sorted(set(one))) for one in impossible if one})
    broken = {h.id: tuple(one for one in sets if set(one) <= set(h.asserts)) for h in hypotheses}
    cells = {(c.origin, cell.hypothesis): cell for c in columns for cell in c.cells}
    totals: dict[str, Span] = {}
    for h in hypotheses:
        total = Span(0.0, 0.0, 0.0)
        for c in columns:
            if (c.origin, h.id) in cells:
                total += cells[c.origin, h.id].span
        totals[h.id] = Span(-inf, -inf, -inf) if broken[h.id] else total
    places = _places(order_of({name: total.middle for name, total in totals.items()}))
    rows = []
    for h in hypotheses:
        own = [(c.origin, cells[c.origin, h.id]) for c in columns if (c.origin, h.id) in cells]
        for_it = sorted((-cell.supports.middle, origin) for origin, cell in own if cell.supports.middle)
        against = sorted((cell.opposes.middle, origin) for origin, cell in own if cell.opposes.middle)
        speaks_for, speaks_against = (tuple(origin for _, origin in one) for one in (for_it, against))
        rows.append(Row(h, places[h.id], totals[h.id], speaks_for, speaks_against, broken[h.id]))
    return tuple(rows)


def _places(order: Iterable[Sequence[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for group in order:
        place = len(places) + 1
        places.update(dict.fromkeys(group, place))
    return places

"""Accounts made by chance from a truth, so that all can be true, and contradictions planted in them.

Persons go from place to place; statements tell of vague windows, durations, who came before whom and where somebody
was, and each is true. Planted sets are of two sorts. *Exact* ones are about happenings of their own, tied to the rest
by statements that cannot matter, so the planted set is the one minimal conflict there. *Loose* ones are one false
statement about a happening of the account: whatever minimal conflict is found must contain it, if it contradicts
anything at all.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from random import Random

from loupe.reasoning.network import ORIGIN, Bound

MINUTE, HOUR, DAY = 60, 3600, 86_400
SPANS = (5 * MINUTE, 20 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, 3 * DAY)
PLACES = {
    "Antwerp": (51.22, 4.40),
    "Brussels": (50.85, 4.35),
    "Liège": (50.63, 5.57),
    "Paris": (48.86, 2.35),
    "Turin": (45.07, 7.69),
    "Milan": (45.46, 9.19),
    "London": (51.51, -0.13),
    "Cologne": (50.94, 6.96),
    "Geneva": (46.20, 6.14),
    "Vienna": (48.21, 16.37),
}
KINDS = ("two times", "ring of orders", "gap too long", "two places", "chain too long", "false window", "false length")
EXACT = KINDS[:5]


@dataclass(frozen=True)
class Planted:
    """One planted contradiction: all its statements, and whether they are exactly one minimal conflict."""

    kind: str
    statements: tuple
    exact: bool
    bounds: tuple


@dataclass(frozen=True)
class Happening:
    """What truly happened: one person at one place from second to second; ``key`` names its moments."""

    key: str
    person: int
    place: str
    start: int
    end: int

    @property
    def starts(self):
        return f"{self.key} begins"

    @property
    def ends(self):
        return f"{self.key} ends"


@dataclass
class Account:
    """Parcels of bounds that can all be true, and what was planted; ``bounds()`` is all of it, shuffled."""

    seed: int
    happenings: list = field(default_factory=list)
    true: list = field(default_factory=list)
    planted: list = field(default_factory=list)

    def bounds(self):
        everything = [bound for parcel in self.true for bound in parcel]
        everything += [bound for plant in self.planted for bound in plant.bounds]
        Random(self.seed).shuffle(everything)
        return everything

    def statements(self):
        return {label for bound in self.bounds() for label in bound.labels}

    def sets(self):
        """The planted sets that must be found exactly."""
        return {plant.statements for plant in self.planted if plant.exact}

    def false(self):
        """Every statement that is planted: no conflict lacks one."""
        return {
            label for plant in self.planted for label in (plant.statements if plant.exact else plant.statements[:1])
        }


def account(seed, happenings, planted=0):
    """An account of so many happenings with so many planted contradictions."""
    chance = Random(seed)
    made = Account(seed)
    made.happenings = list(_lives(chance, happenings))
    made.true = list(_statements(chance, made.happenings))
    for number in range(planted):
        kind = EXACT[(number // 5 * 3 + number % 5) % 5] if number % 5 < 3 else KINDS[5 + number % 2]
        made.planted.append(_plant(chance, kind, f"p{number:05}", made.happenings))
    return made


def kilometres(a, b):
    """Between two places by name, by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = PLACES[a], PLACES[b]
    up, across = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    half = sin(up) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(across) ** 2
    return 2 * 6371 * asin(sqrt(half))


_WAY = {
    (a, b): int(3600 * kilometres(a, b) / (250 if kilometres(a, b) < 250 else 1000)) for a in PLACES for b in PLACES
}


def _lives(chance, count):
    names = sorted(PLACES)
    number = 0
    for person in range(max(1, count // 20)):
        at, place = chance.randrange(30 * DAY), chance.choice(names)
        for _ in range(20 if count >= 20 else count):
            end = at + chance.randrange(10 * MINUTE, 8 * HOUR)
            yield Happening(f"e{number:06}", person, place, at, end)
            onward = chance.choice(names)
            at = end + _WAY[place, onward] + chance.randrange(5 * MINUTE, 10 * HOUR)
            place = onward
            number += 1


def window(moment, around, span, share, label):
    """Between ``share`` of the span before a second and the rest of it after."""
    low = around - int(span * share)
    return [Bound(ORIGIN, moment, low + span, (label,), "time"), Bound(moment, ORIGIN, -low, (label,), "time")]


def lasting(start, end, least, most, *labels):
    """From one moment to another it is at least and at most so many seconds."""
    return [Bound(end, start, -least, labels, "length"), Bound(start, end, most, labels, "length")]


def later(early, late, seconds, *labels, rule="order"):
    """One moment is at least so many seconds after another."""
    return Bound(late, early, -seconds, labels, rule)


def _statements(chance, happenings):
    by_time = sorted(happenings, key=lambda h: h.start)
    place = {h.key: at for at, h in enumerate(by_time)}
    for h, onward in zip(happenings, [*happenings[1:], None], strict=True):
        yield [Bound(h.ends, h.starts, 0, (), "it ends after it begins")]
        for source in "ab"[: chance.choice((0, 1, 1, 2))]:
            yield window(h.starts, h.start, chance.choice(SPANS), chance.random(), f"{h.key} time {source}")
        if chance.random() < 0.4:
            yield window(h.ends, h.end, chance.choice(SPANS), chance.random(), f"{h.key} end")
        if chance.random() < 0.5:
            length = h.end - h.start
            yield lasting(h.starts, h.ends, int(length * 0.7), int(length * 1.4), f"{h.key} length")
        if onward is not None and onward.person == h.person:
            way = _WAY[h.place, onward.place]
            yield [later(h.ends, onward.starts, way, f"{h.key} there", f"{onward.key} there", rule="two places")]
        for _ in range(chance.choice((0, 1, 1))):
            other = by_time[min(len(by_time) - 1, place[h.key] + chance.randrange(1, 40))]
            if other.start >= h.end:
                yield [later(h.ends, other.starts, 0, f"{h.key} before {other.key}")]


def _plant(chance, kind, key, happenings):
    h = chance.choice(happenings)
    a, b, c = f"{key} a", f"{key} b", f"{key} c"
    if kind == "false window":
        shift = chance.choice((-1, 1)) * chance.randrange(4 * DAY, 40 * DAY)
        return Planted(kind, (a,), False, tuple(window(h.starts, h.start + shift, HOUR, 0.5, a)))
    if kind == "false length":
        return Planted(kind, (a,), False, tuple(lasting(h.starts, h.ends, 5 * DAY, 9 * DAY, a)))
    at, moments = h.start, [f"{key} moment {n}" for n in range(6)]
    if kind == "two times":
        bounds = window(moments[0], at, HOUR, 0.5, a) + window(moments[0], at + 3 * HOUR, HOUR, 0.5, b)
    elif kind == "ring of orders":
        ring = moments[: chance.randrange(3, 7)]
        bounds = [
            later(early, late, chance.choice((0, 60)) + (early == ring[0]), f"{key} {n}")
            for n, (early, late) in enumerate(zip(ring, ring[1:] + ring[:1], strict=True))
        ]
    elif kind == "gap too long":
        bounds = window(moments[0], at, HOUR, 0.5, a) + window(moments[1], at + 2 * HOUR, HOUR, 0.5, b)
        bounds += lasting(moments[0], moments[1], 4 * HOUR, 6 * HOUR, c)
    elif kind == "two places":
        way = _WAY["Antwerp", "Vienna"]
        bounds = window(moments[0], at, 0, 0, a) + window(moments[1], at + way // 2, 0, 0, b)
        bounds.append(later(moments[0], moments[1], way, a, b, c, rule="two places, c says that it is one person"))
    else:
        steps = moments[: chance.randrange(3, 5)]
        bounds = window(steps[0], at, HOUR, 0, a) + window(steps[-1], at + 5 * HOUR, HOUR, 0, b)
        each = 6 * HOUR // (len(steps) - 1) + 60
        bounds += [
            bound
            for n, (early, late) in enumerate(pairwise(steps))
            for bound in lasting(early, late, each, 2 * each, f"{key} step {n}")
        ]
    statements = tuple(sorted({label for bound in bounds for label in bound.labels}))
    # Tied to the account by one statement that says too little to have a part in any conflict.
    last = max(happenings, key=lambda other: other.start) if len(happenings) < 100 else h
    tie = later(moments[0], last.starts, -200 * DAY, f"{key} tie")
    return Planted(kind, statements, True, (*bounds, tie))


def relabelled(bounds, names):
    """The same bounds with statements renamed."""
    return [replace(bound, labels=tuple(names.get(label, label) for label in bound.labels)) for bound in bounds]

"""How a thing was, and whether something happened: opposite states, and yes against no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths, compare_times
from loupe.reasoning.impossible.clash import Clash, Strength, by_key, may_be_together, pairs_within
from loupe.reasoning.impossible.facts import Deed, State
from loupe.reasoning.impossible.widths import widths_of

__all__ = ["OPPOSITES", "Opposite", "deed_clashes", "state_clashes"]

_SHORT = ("minute", "hour", "about", "part")


@dataclass(frozen=True, slots=True)
class Opposite:
    """Two values of one attribute that exclude each other, in words, and what would make both possible.

    ``hard`` says that they exclude each other whenever they were; other pairs do so at one and the same time only.
    """

    left: str
    right: str
    rule: str
    unless: str = ""
    hard: bool = False


def _pair(left: str, right: str, rule: str, unless: str = "", *, hard: bool = False) -> Opposite:
    return Opposite(left, right, rule, unless, hard)


OPPOSITES: Mapping[str, tuple[Opposite, ...]] = {
    "door": (
        _pair("open", "closed", "a door is not open and closed at the same time",
              "somebody opened or closed it in between"),
    ),
    "light": (
        _pair("on", "off", "where the lights are on it is not dark", "the lights were switched on or off in between"),
    ),
    "recording": (
        _pair("missing", "replaced", "what was put in the place of something is there, and not missing",
              "the ones that were missing are not the ones that were put there", hard=True),
        _pair("taken", "replaced", "what was exchanged left something behind; what was taken did not",
              "others were put in the place of those that were taken"),
        _pair("there", "missing", "what was still there was not missing", hard=True),
        _pair("there", "taken", "what was still there had not been taken", "it was brought back", hard=True),
        _pair("erased", "missing", "what was found erased was not missing", "it went missing after that"),
        _pair("running", "off", "what was running was not switched off", "it was switched off in between"),
    ),
    "power": (
        _pair("on", "off", "nothing is switched on and switched off at the same time", "it was switched in between"),
    ),
    "life": (_pair("alive", "dead", "nobody is alive and dead", "the one was before the other"),),
    "arms": (
        _pair("armed", "unarmed", "nobody is armed and unarmed at the same time", "the one was before the other"),
    ),
    "senses": (
        _pair("awake", "asleep", "nobody is awake and asleep at the same time", "the one was before the other"),
    ),
    "filling": (
        _pair("empty", "full", "nothing is empty and full at the same time", "it was emptied or filled in between"),
    ),
    "harm": (_pair("intact", "damaged", "what is damaged is not intact", "it was damaged in between"),),
    "truth": (_pair("genuine", "fake", "what is genuine is not a fake", hard=True),),
    "family": (
        _pair("married", "single", "nobody is married and unmarried at the same time", "the one was before the other"),
    ),
    "order": (_pair("working", "broken", "what works is not broken", "it broke or was mended in between"),),
    "lock": (
        _pair("locked", "unlocked", "nothing is locked and unlocked at the same time", "it was unlocked in between"),
    ),
}  # fmt: skip
"""For each attribute the values that exclude each other."""


def state_clashes(facts: Iterable[State], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """Opposite states of one thing, where their places and times can be the same.

    They are a conflict where they exclude each other whenever they were, or where both are told of one short time; else
    a tension: between two moments a thing can change.
    """
    for same in by_key(facts, lambda f: (f.attribute, f.thing)):
        for a, b in pairs_within(same):
            opposite = _opposite(a, b)
            if opposite is None or a.by == b.by or (a.place and b.place and a.place != b.place):
                continue
            if not may_be_together(a.time, b.time, widths):
                continue
            strength: Strength = "conflict" if opposite.hard or _at_once(a.time, b.time, widths) else "tension"
            width = widths_of((a.time, b.time), widths) if a.time is not None and b.time is not None else ""
            yield Clash((a, b), strength, "states", f"{a.attribute}|{a.thing}", opposite.rule, opposite.unless, width)


def _opposite(a: State, b: State) -> Opposite | None:
    for one in OPPOSITES.get(a.attribute, ()):
        if {a.value, b.value} == {one.left, one.right}:
            return one
    return None


def _at_once(a: TimeSpan | None, b: TimeSpan | None, widths: Widths) -> bool:
    if a is None or b is None or a.precision not in _SHORT or b.precision not in _SHORT:
        return False
    return a.frame == b.frame == "absolute" and compare_times(a, b, widths) in ("inside", "compatible")


def deed_clashes(facts: Iterable[Deed], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """That something happened against that it did not."""
    for same in by_key(facts, lambda f: f.deed):
        for a, b in pairs_within(same):
            if a.denied != b.denied and a.by != b.by and may_be_together(a.time, b.time, widths):
                yield Clash((a, b), "conflict", "denials", a.deed, "the same thing did not both happen and not happen")

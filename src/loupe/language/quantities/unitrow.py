"""What a row of the tables of units holds, and the prefixes of the SI."""

from __future__ import annotations

from typing import NamedTuple

from loupe.model.quantities import Dimension

__all__ = ["LONG_PREFIXES", "PREFIXES", "UnitRow"]


class UnitRow(NamedTuple):
    """A unit: its full name, further names, its signs (exact case), size in the base unit, allowed prefixes, offset.

    A value ``v`` in the unit is ``v * factor + offset`` in the base unit. A row with prefixes takes every prefix of
    the SI before its name, and the listed ones before its first sign or each ``stem``. ``guarded`` holds names and
    signs that are everyday words too ("chains", "moles", "T"): they count only where the text speaks of measuring.
    """

    name: str
    dimension: Dimension
    names: str
    signs: str
    factor: float
    prefixes: str = ""
    offset: float = 0.0
    guarded: str = ""
    stem: str = ""


PREFIXES: dict[str, tuple[str, float]] = {
    "f": ("femto", 1e-15), "p": ("pico", 1e-12), "n": ("nano", 1e-9), "u": ("micro", 1e-6), "m": ("milli", 1e-3),
    "c": ("centi", 1e-2), "d": ("deci", 1e-1), "h": ("hecto", 1e2), "k": ("kilo", 1e3), "M": ("mega", 1e6),
    "G": ("giga", 1e9), "T": ("tera", 1e12), "P": ("peta", 1e15), "E": ("exa", 1e18), "Z": ("zetta", 1e21),
    "Y": ("yotta", 1e24),
}  # fmt: skip
LONG_PREFIXES: dict[str, float] = dict(PREFIXES.values()) | {
    "deca": 1e1, "deka": 1e1, "atto": 1e-18, "zepto": 1e-21, "yocto": 1e-24, "ronto": 1e-27, "quecto": 1e-30,
    "ronna": 1e27, "quetta": 1e30,
}  # fmt: skip

"""A number phrase as read, and the same with the unit beside it."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.model.quantities import Dimension

__all__ = ["Measure", "Number"]


@dataclass(frozen=True, slots=True)
class Number:
    """The bounds of a number phrase, the words ``first`` to ``after`` (exclusive), and how it was written.

    ``scaled``: a multiplier such as "million" was part of it. ``share``: a part of something unnamed ("two thirds of
    the boxes"). ``total`` is the 160 in "two-thirds of 160". ``fraction``: written ½ or 1/2.
    """

    low: float
    high: float
    first: int
    after: int
    vague: bool = False
    digits: bool = False
    scaled: bool = False
    share: bool = False
    fraction: bool = False
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it measures: a value ``v`` is ``v * factor + offset`` in the dimension's base unit.

    ``first`` and ``after`` are the words it covers with its unit, ``unit`` is the short form kept in a quantity and
    ``name`` the full one. ``dimension`` is None for a bare number.
    """

    number: Number
    first: int
    after: int
    dimension: Dimension | None = None
    unit: str = ""
    name: str = ""
    factor: float = 1.0
    offset: float = 0.0
    prefixed: bool = False

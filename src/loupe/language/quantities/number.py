"""A number phrase as read, before its unit is known."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Number"]


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

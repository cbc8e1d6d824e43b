"""Numbers as they are written and read: digits with commas, words to ninety-nine, rounding."""

from __future__ import annotations

import re

__all__ = ["in_digits", "in_words", "round_to", "value_of"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}|\d{1,6}\.\d{1,3}")


def in_words(value: int) -> str | None:
    """A whole number from 0 to 99 in words; None outside."""
    if not 0 <= value < 100:
        return None
    if value < 20:
        return _SMALL[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + ("-" + _SMALL[ones] if ones else "")


_WORDS = {word: n for n in range(100) if (word := in_words(n))}


def in_digits(value: float) -> str:
    """A number in digits, with commas from a thousand."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def value_of(text: str) -> float | None:
    """What a number in digits or in words to ninety-nine is; None for anything else."""
    low = text.lower()
    if low in _WORDS:
        return float(_WORDS[low])
    return float(low.replace(",", "")) if _DIGITS.fullmatch(low) else None


def round_to(value: float, figures: int) -> float:
    """A number rounded to so many leading figures."""
    if value == 0:
        return 0.0
    whole = f"{value:.{figures - 1}e}"
    return float(whole)

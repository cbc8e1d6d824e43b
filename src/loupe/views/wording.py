"""Numbers with what they count, as the pages say them."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its word: "1 source", "1,200 sources"; ``several`` is given where it is not ``one`` with an s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"

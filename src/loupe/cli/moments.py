"""A moment of a film as people type it."""

from __future__ import annotations

import re

from loupe.model.errors import UsageError

__all__ = ["moment_ms"]

_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6})(?:[.,](\d{1,3}))?")


def moment_ms(time: str) -> int:
    """``00:04:10``, ``4:10`` or ``250.5`` (seconds) in milliseconds; raises UsageError for anything else."""
    match = _TIME.fullmatch(time.strip())
    if match is None:
        raise UsageError(f"{time} is no time.", hint="Write 00:04:10, 4:10 or 250 (seconds).")
    hours, minutes, seconds, rest = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))

"""The clock of a TTML file (W3C Timed Text Markup Language 2, 7.2 and 12.3): what a time written in it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from loupe.model.timecodes import FrameRate, frames_of

__all__ = ["TtmlClock", "attribute", "clock_of"]

_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9})|[:;](\d{1,3})(?:\.(\d{1,3}))?)?")
_SHORT = re.compile(r"(?:(\d{1,4}):)?(\d{1,7})(?:\.(\d{1,9}))?")
_OFFSET = re.compile(r"(\d{1,15})(?:\.(\d{1,9}))?(h|m|s|ms|f|t)")
_UNITS = {"h": Fraction(3600), "m": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
_LONGEST = 1000 * 3600


@dataclass(frozen=True, slots=True)
class TtmlClock:
    """How a file counts time: frames and ticks a second, parts of a frame, and whether its times are time codes."""

    frames: FrameRate | None = None
    rate: Fraction = Fraction(30)
    parts: int = 1
    ticks: Fraction = Fraction(1)
    codes: bool = False

    def seconds(self, written: str) -> Fraction | None:
        """A time expression in seconds: clock time, time code or offset; None when it is none."""
        text = written.strip()
        if found := _OFFSET.fullmatch(text):
            number = _decimal(found[1], found[2])
            unit = found[3]
            scale = 1 / self.rate if unit == "f" else 1 / self.ticks if unit == "t" else _UNITS[unit]
            return _sane(number * scale)
        if found := _CLOCK.fullmatch(text):
            if self.codes and self.frames is not None and found[4] is None:
                try:
                    count = frames_of(f"{found[1]}:{found[2]}:{found[3]}:{found[5] or '00'}", self.frames)
                except ValueError:
                    return None
                return _sane(Fraction(count) / self.frames.exact)
            if int(found[2]) > 59 or int(found[3]) > 60:
                return None
            whole = Fraction((int(found[1]) * 60 + int(found[2])) * 60 + int(found[3]))
            frames = int(found[5] or 0) + Fraction(int(found[6] or 0), self.parts)
            return _sane(whole + _decimal("0", found[4]) + frames / self.rate)
        if found := _SHORT.fullmatch(text):  # not in the standard, but in files: 3:58.640, 19.764
            return _sane(int(found[1] or 0) * 60 + _decimal(found[2], found[3]))
        return None


def clock_of(root: Any) -> TtmlClock:
    """The clock that the root's parameters set (TTML2, 7.2); what is malformed there counts as not written."""
    nominal = _positive(attribute(root, "frameRate"))
    up, down = 1, 1
    multiplier = re.fullmatch(r"\s*(\d{1,6})[\s:](\d{1,6})\s*", attribute(root, "frameRateMultiplier") or "")
    if multiplier and int(multiplier[1]) and int(multiplier[2]):
        up, down = int(multiplier[1]), int(multiplier[2])
    rate = Fraction((nominal or 30) * up, down)
    parts = _positive(attribute(root, "subFrameRate")) or 1
    ticks = _positive(attribute(root, "tickRate"))
    codes = (attribute(root, "timeBase") or "").strip() == "smpte"
    frames = None
    if codes:
        drop = (attribute(root, "dropMode") or "").strip() == "dropNTSC"
        try:
            frames = FrameRate.of(Fraction(rate), drop=drop)
        except ValueError:
            frames = None
    return TtmlClock(
        frames, rate, parts, Fraction(ticks) if ticks else (rate * parts if nominal else Fraction(1)), codes
    )


def _positive(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"\s*\d{1,9}\s*", written) and int(written) > 0 else None


def attribute(element: Any, wanted: str) -> str | None:
    """An attribute by its name, in whatever version of the namespaces."""
    value = element.get(wanted)
    if value is not None:
        return str(value)
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == wanted), None)


def _decimal(whole: str, fraction: str | None) -> Fraction:
    return Fraction(int(whole)) + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)


def _sane(seconds: Fraction) -> Fraction | None:
    return seconds if 0 <= seconds <= _LONGEST else None

"""Time codes of film and tape (SMPTE ST 12-1): labels of frames, counted exactly, with and without drop-frame.

A time code names a frame; it is no clock. At 29.97 frames a second a count of 30 labels a second runs slow by 3.6
seconds an hour, so drop-frame leaves out the labels :00 and :01 at the start of every minute but each tenth (four of
them at 59.94). No picture is dropped. Milliseconds here are real time from the frame labelled 00:00:00:00.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["FrameRate", "code_of", "code_to_ms", "first_ms", "frame_at", "frames_of", "ms_to_code"]

_CODE = re.compile(r"\s*(\d{1,2})[:;.,](\d{1,2})[:;.,](\d{1,2})([:;.,])(\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class FrameRate:
    """How many labels a second has (``nominal``), and whether the pictures run 1000/1001 slower than that (``ntsc``).

    23.976 is ``FrameRate(24, ntsc=True)``, 29.97 drop-frame ``FrameRate(30, ntsc=True, drop=True)``. Raises ValueError
    when ``nominal`` is not in 1 to 240, or ``drop`` is asked of a rate that has no drop-frame.
    """

    nominal: int
    ntsc: bool = False
    drop: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.nominal <= 240:
            raise ValueError(f"{self.nominal} frames a second is no frame rate")
        if self.drop and not (self.ntsc and self.nominal % 30 == 0):
            raise ValueError(f"{self.words()} has no drop-frame time code")

    @classmethod
    def of(cls, value: Fraction | float | str, *, drop: bool = False) -> FrameRate:
        """The rate that is written as 25, "23.98", "30000/1001" or 29.97; raises ValueError for any other number."""
        try:
            number = Fraction(value)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
            raise ValueError(f"{value} is no frame rate") from error
        whole = round(number)
        if abs(number - whole) < Fraction(1, 1000):
            return cls(whole, drop=drop)
        if abs(number - Fraction(whole * 1000, 1001)) < Fraction(1, 200):
            return cls(whole, ntsc=True, drop=drop)
        raise ValueError(f"{value} is no frame rate")

    @property
    def exact(self) -> Fraction:
        """Frames in a second of real time."""
        return Fraction(self.nominal * 1000, 1001) if self.ntsc else Fraction(self.nominal)

    @property
    def dropped(self) -> int:
        """Labels left out at the start of a minute."""
        return self.nominal // 15 if self.drop else 0

    @property
    def day(self) -> int:
        """Frames in 24 hours of labels, after which the labels begin again."""
        return 86_400 * self.nominal - self.dropped * (1440 - 144)

    def words(self) -> str:
        """The rate as a person says it."""
        number = f"{float(self.exact):.3f}".rstrip("0").rstrip(".")
        return number + (" drop-frame" if self.drop else "")


def frames_of(code: str, rate: FrameRate) -> int:
    """How many frames lie between 00:00:00:00 and the frame that the code names.

    Raises ValueError when it is no time code, has a part that is too large, names a label that drop-frame leaves out,
    or is written as drop-frame (``;`` or ``,`` before the frames) at a rate that is none.
    """
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(f"{code.strip()[:40]!r} is no time code")
    hours, minutes, seconds, frames = int(found[1]), int(found[2]), int(found[3]), int(found[5])
    if hours > 23 or minutes > 59 or seconds > 59 or frames >= rate.nominal:
        raise ValueError(f"{code.strip()} is no time code at {rate.words()} frames a second")
    if found[4] in ";," and not rate.drop:
        raise ValueError(f"{code.strip()} is a drop-frame time code, and {rate.words()} frames a second is not")
    if seconds == 0 and frames < rate.dropped and minutes % 10:
        raise ValueError(f"{code.strip()} is a label that drop-frame leaves out")
    total = hours * 60 + minutes
    return (total * 60 + seconds) * rate.nominal + frames - rate.dropped * (total - total // 10)


def code_of(frames: int, rate: FrameRate) -> str:
    """The code of the frame that comes ``frames`` after 00:00:00:00; after 24 hours, or before zero, it runs round."""
    label = frames % rate.day
    if rate.drop:
        minute = rate.nominal * 60 - rate.dropped
        tens, rest = divmod(label, minute * 10 + rate.dropped)
        started = max(0, rest - rate.dropped) // minute  # minutes that left out labels; the tenth's first did not
        label += rate.dropped * (9 * tens + started)
    seconds, frame = divmod(label, rate.nominal)
    before = ";" if rate.drop else ":"
    width = max(2, len(str(rate.nominal - 1)))
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{before}{frame:0{width}d}"


def first_ms(frames: int, rate: FrameRate) -> int:
    """The first whole millisecond at which the frame is to be seen: ``frame_at`` of it is the frame again."""
    exact = rate.exact
    return -(-frames * 1000 * exact.denominator // exact.numerator)


def frame_at(milliseconds: int, rate: FrameRate) -> int:
    """The frame that is to be seen at a time, counted from 00:00:00:00."""
    exact = rate.exact
    return milliseconds * exact.numerator // (1000 * exact.denominator)


def code_to_ms(code: str, rate: FrameRate) -> int:
    """The first whole millisecond of the frame that a code names; raises ValueError as ``frames_of`` does."""
    return first_ms(frames_of(code, rate), rate)


def ms_to_code(milliseconds: int, rate: FrameRate) -> str:
    """The code of the frame that is to be seen at a time."""
    return code_of(frame_at(milliseconds, rate), rate)

"""What unpacking an archive may cost, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable

from loupe.model.errors import OverBudget
from loupe.reading.values import ReadingLimits, Step, limit_hint

__all__ = ["Budget", "most_entries"]

_FREE_BYTES = 1 << 20  # small members may be packed as tightly as they like
_STEP_BYTES = 8 << 20


def most_entries(limits: ReadingLimits) -> int:
    """How many entries an archive may list: folders, links and what systems leave behind stand beside the files."""
    return 4 * limits.max_parts + 100


class Budget:
    """Counts the bytes of one archive called ``name`` and tells ``step`` of them.

    ``total`` is how many packed bytes there are to go through.
    """

    def __init__(self, name: str, limits: ReadingLimits, step: Step, total: int) -> None:
        self.name = name
        self.limits = limits
        self._step, self._total = step, total
        self._done = self._moved = self._told = self._bytes = self._skimmed = 0

    def begin(self) -> None:
        """Say that nothing is done yet."""
        self._step(0, self._total, "unpacking")

    def end(self) -> None:
        """Say that all is done."""
        self._step(self._total, self._total, "unpacking")

    def passed(self, count: int) -> None:
        """Note that ``count`` packed bytes were gone through."""
        self._done += count
        self._move(count)

    def skimmed(self, count: int) -> None:
        """Note that ``count`` unpacked bytes were looked at; raises OverBudget for far more than may be unpacked."""
        self._skimmed += count
        self._move(count)
        # What lies between members (headers, padding, what is left out) is no part, but costs the same time.
        if self._skimmed > 2 * self.limits.max_parts_bytes + _FREE_BYTES:
            raise self.too_big()

    def unpacked(self, chunk: bytes, size: int, packed: Callable[[], int] | None) -> None:
        """Note a piece of a member of which ``size`` bytes came out so far; raises OverBudget past a limit."""
        self._bytes += len(chunk)
        self._move(len(chunk))
        if self._bytes > self.limits.max_parts_bytes:
            raise self.too_big()
        if packed is not None and size > _FREE_BYTES:
            self.check_ratio(size, packed())

    def check_ratio(self, size: int, packed: int) -> None:
        """Raise OverBudget when ``size`` bytes come out of far too few."""
        if size > _FREE_BYTES and size > self.limits.max_ratio * max(packed, 1):
            said = f"{self.name} is packed so tightly that it looks like a zip bomb."
            raise OverBudget(said, hint=limit_hint("max_ratio"))

    def too_many(self) -> OverBudget:
        """The error for more members than may be read."""
        said = f"{self.name} holds more than {self.limits.max_parts:,} files; none of them was added."
        return OverBudget(said, hint=f"Unpack it and add the folders that matter. {limit_hint('max_parts')}")

    def too_long_a_list(self) -> OverBudget:
        """The error for a list of members that is longer than any that may be read."""
        said = f"{self.name} lists more than {most_entries(self.limits):,} members; none of them was added."
        return OverBudget(said, hint=f"Unpack it and add the folders that matter. {limit_hint('max_parts')}")

    def too_big(self) -> OverBudget:
        """The error for more bytes than may be unpacked."""
        most = self.limits.max_parts_bytes
        size = f"{most / 2**20:,.0f} MiB" if most >= 2**20 else f"{most:,} bytes"
        said = f"{self.name} unpacks to more than {size}; nothing of it was added."
        return OverBudget(said, hint=f"Unpack it and add the files that matter. {limit_hint('max_parts_bytes')}")

    def _move(self, count: int) -> None:
        self._moved += count
        if self._moved - self._told >= _STEP_BYTES:
            self._told = self._moved
            self._step(min(self._done, self._total), self._total, "unpacking")

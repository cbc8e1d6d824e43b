"""Everything in the case held against its hashes, beside other work: how far it is, and what it found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from loupe.model.errors import LoupeError
from loupe.store import Fault

__all__ = ["Verified", "Verifying"]


@dataclass(frozen=True, slots=True)
class Verified:
    """How far it is: ``done`` of ``of`` parts. ``faults`` are known at the end; ``problem`` says why it failed."""

    state: Literal["never", "running", "sound", "faults", "failed"] = "never"
    done: int = 0
    of: int = 0
    faults: tuple[Fault, ...] = ()
    problem: str = ""


@dataclass(slots=True)
class Verifying:
    """One look at a time, in a thread of its own."""

    _now: Verified = field(default_factory=Verified)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def now(self) -> Verified:
        """How far it is."""
        return self._now

    def start(self, verify: Callable[[Callable[[int, int], None]], tuple[Fault, ...]]) -> Verified:
        """Begin, unless it is under way; answers at once."""
        with self._lock:
            if self._now.state != "running":
                self._now = Verified("running")
                threading.Thread(target=self._run, args=(verify,), name="loupe-verify", daemon=True).start()
            return self._now

    def _run(self, verify: Callable[[Callable[[int, int], None]], tuple[Fault, ...]]) -> None:
        try:
            faults = verify(self._tick)
            self._now = replace(self._now, state="faults" if faults else "sound", faults=faults)
        except LoupeError as error:
            self._now = replace(self._now, state="failed", problem=f"{error} {error.hint}")
        except Exception as error:
            self._now = replace(self._now, state="failed", problem=f"It ended with {type(error).__name__}.")

    def _tick(self, done: int, of: int) -> None:
        self._now = replace(self._now, done=done, of=of)

"""Reports that take long: worked out in the background, one after the other, and held until the case changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from loupe.model.errors import IdUnknown, LoupeError
from loupe.views.working import Working

__all__ = ["Maker", "Reports", "Tell"]

Tell = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is; 0 and 0 where nobody counts."""


@dataclass(frozen=True, slots=True)
class Maker:
    """How a report is made: what it is called, ``key`` (equal as long as it would come out the same), ``make``."""

    called: str
    key: Callable[[], Hashable]
    make: Callable[[Tell], Any]


@dataclass(slots=True)
class _Held:
    """What is known of one report; guarded by the lock of ``Reports``."""

    key: Hashable = None
    value: Any = None
    made: bool = False
    asked: float = 0.0
    open: bool = False
    doing: str = ""
    done: int = 0
    total: int = 0
    failed_for: Hashable = None
    words: str = ""
    hint: str = ""


class _Stopped(Exception):
    """Raised inside a report that nobody wants any more."""


class Reports:
    """The reports of one case. Safe to use from several threads; all reports are made in one thread of its own."""

    def __init__(self, makers: Mapping[str, Maker]) -> None:
        self._makers = dict(makers)
        self._held = {name: _Held() for name in makers}
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._thread: threading.Thread | None = None
        self._stopped = False

    def state(self, name: str) -> Working:
        """How a report stands, without asking for it; raises IdUnknown."""
        maker = self._maker(name)
        key = maker.key()
        with self._changed:
            return self._state(name, key)

    def want(self, name: str, wait: float = 0.0, *, again: bool = False) -> tuple[Any, Working]:
        """The report as it is at hand (None for none), and how it stands; begun when it is missing or old.

        Waits up to ``wait`` seconds for a fresh one, which small cases have by then. ``again`` begins anew what has
        failed. Raises IdUnknown.
        """
        maker = self._maker(name)
        key = maker.key()
        until = time.monotonic() + wait
        with self._changed:
            held = self._held[name]
            if again:
                held.failed_for, held.words = None, ""
            if not self._fresh(held, key) and not held.open and not self._stopped:
                held.open, held.asked = True, time.monotonic()
                held.doing, held.done, held.total = "", 0, 0
                self._waiting.append(name)
                self._begin()
                self._changed.notify_all()
            while held.open and not self._stopped and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)
            return (held.value if held.made else None), self._state(name, key)

    def at_hand(self, name: str) -> Any:
        """The report if it is at hand and not old, else None; nothing is begun."""
        key = self._maker(name).key()
        with self._changed:
            held = self._held[name]
            return held.value if held.made and held.key == key else None

    def close(self, wait: float = 5.0) -> None:
        """Begin nothing more, and let go of what is being worked out."""
        with self._changed:
            self._stopped = True
            thread = self._thread
            self._changed.notify_all()
        if thread is not None and thread is not threading.current_thread():
            thread.join(wait)

    def _maker(self, name: str) -> Maker:
        if name not in self._makers:
            raise IdUnknown(f"There is no report {name}.", hint="Go back to the page and load it again.")
        return self._makers[name]

    @staticmethod
    def _fresh(held: _Held, key: Hashable) -> bool:
        return (held.made and held.key == key) or (bool(held.words) and held.failed_for == key)

    def _state(self, name: str, key: Hashable) -> Working:
        held, called = self._held[name], self._makers[name].called
        seconds = int(time.monotonic() - held.asked) if held.open else 0
        if held.open:
            status = "waiting" if name in self._waiting else "working"
            return Working(name, called, status, seconds, held.doing, held.done, held.total, held.made)  # type: ignore[arg-type]
        if held.words and held.failed_for == key:
            return Working(name, called, "failed", earlier=held.made, words=held.words, hint=held.hint)
        fresh = held.made and held.key == key
        return Working(name, called, "ready" if fresh else "waiting", earlier=held.made and not fresh)

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="loupe-reports", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._stopped:
                    self._changed.wait()
                if self._stopped:
                    return
                name = self._waiting.pop(0)
            self._make(name)

    def _make(self, name: str) -> None:
        maker, held = self._makers[name], self._held[name]

        def tell(doing: str, done: int = 0, total: int = 0) -> None:
            if self._stopped:
                raise _Stopped
            held.doing, held.done, held.total = doing, done, total

        key: Hashable = None
        value, words, hint = None, "", ""
        try:
            key = maker.key()  # before it is made: a change meanwhile makes it old, never wrongly fresh
            value = maker.make(tell)
        except _Stopped:
            words = "Stopped."
        except LoupeError as error:
            words, hint = str(error), error.hint
        except Exception as error:
            words = f"{maker.called} ended with an error that Loupe does not know ({type(error).__name__})."
            hint = "Nothing was changed. Try again; if it stays so, loupe verify tells whether the case is whole."
        with self._changed:
            if words:
                held.failed_for, held.words, held.hint = key, words, hint
            else:
                held.key, held.value, held.made = key, value, True
                held.failed_for, held.words, held.hint = None, "", ""
            held.open = False
            self._changed.notify_all()

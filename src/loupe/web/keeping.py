"""What pages of a large case are made from, made before somebody waits for it."""

from __future__ import annotations

import gc
import threading
import time
from contextlib import suppress

from loupe.engine import Case
from loupe.model.errors import LoupeError
from loupe.pages import draw_lines
from loupe.views.film_page import FilmLine

__all__ = ["Keeper"]

_LOOKS_EVERY = 1.0
_LONG = 0.5


class Keeper:
    """Looks every second whether the case has changed, by whomever, and makes anew what the pages need of it.

    ``ready`` is set once that was done for the first time.
    """

    def __init__(self) -> None:
        self.ready = threading.Event()
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None
        self._drawn: dict[str, tuple[FilmLine, ...]] = {}

    def start(self, case: Case) -> None:
        """Begin, in a thread of its own."""
        self._thread = threading.Thread(target=self._keep, args=(case,), name="loupe-keeper", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End, and wait for that so long."""
        self._ends.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _draw(self, case: Case) -> None:
        """Draw the long lists of lines that are not as they were; pages take what was drawn."""
        for work in case.works():
            page = case.page_of_film(work.id)
            case.page_of_script(work.id)
            if self._drawn.get(work.id) is not page.lines:
                draw_lines(page)
                self._drawn[work.id] = page.lines

    def _keep(self, case: Case) -> None:
        while not self._ends.is_set():
            began = time.monotonic()
            try:
                with suppress(LoupeError):  # the page that needs it says what is wrong
                    case.ready()
                    with suppress(Exception):  # so it does of a fault in drawing, and what is kept ready goes on
                        self._draw(case)
            finally:
                self.ready.set()  # whatever happens, nobody waits for ever
            if time.monotonic() - began > _LONG:
                # Much was made that stays. Without this every full collection of garbage walks through all of it, and
                # the page that happens to be asked for then waits the better part of a second.
                gc.collect()
                gc.freeze()
            self._ends.wait(_LOOKS_EVERY)

"""A server on this machine's own address, in this process or in a thread of it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from loupe.engine import Case
from loupe.model.errors import UsageError
from loupe.web.app import make_app
from loupe.web.guard import ENTER, Guard, Keys
from loupe.web.keeping import Keeper

__all__ = ["Serving", "serve"]

_HOST = "127.0.0.1"
_LOOK_SECONDS = 0.01


@dataclass(slots=True)
class Serving:
    """A server that runs: ``link`` opens it once, in one browser."""

    link: str
    port: int
    _server: uvicorn.Server
    _thread: threading.Thread
    _keeper: Keeper

    def ready(self, seconds: float | None = None) -> bool:
        """Wait, at most so long, until every page can be made at once; False as well where the server has died."""
        ends = None if seconds is None else time.monotonic() + seconds
        while self._thread.is_alive() and (ends is None or time.monotonic() < ends):
            if self._keeper.ready.wait(0.05):
                return True
        return self._keeper.ready.is_set()

    def wait(self) -> None:
        """Block until the server has ended."""
        self._thread.join()

    def stop(self) -> None:
        """End the server and wait for it."""
        self._server.should_exit = True
        self._thread.join(10)


def serve(case: Path, who: str, port: int = 0, on_ready: Callable[[Serving], None] | None = None) -> Serving:
    """Serve a case to the browser of this machine; ``port`` 0 takes a free one. Raises UsageError when it is taken,
    and what the case cannot be opened for. Returns when pages are served.

    Bound to the loopback address, so that no other machine can reach it.
    """
    Case.open_as_allowed(case).close()  # what is wrong with the case is said here, not in a page
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(128)  # from now on a browser that comes too early waits instead of failing
    except OSError as error:
        listening.close()
        raise UsageError(f"Port {port} is taken.", hint="Leave --port out, or name another one.") from error
    taken = int(listening.getsockname()[1])
    keys, keeper = Keys(), Keeper()
    guarded = Guard(make_app(case, who, keeper), keys, taken)
    settings = uvicorn.Config(
        guarded, log_level="error", access_log=False, server_header=False, lifespan="on", timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="loupe-web", daemon=True)
    serving = Serving(f"http://{_HOST}:{taken}{ENTER}?token={keys.token}", taken, server, thread, keeper)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(_LOOK_SECONDS)
    if not server.started:
        listening.close()  # else whoever has come already waits for ever
        raise UsageError("The workbench did not start.", hint="What it has printed above says why.")
    if on_ready:
        on_ready(serving)
    return serving

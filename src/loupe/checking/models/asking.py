"""One request to a chat server: straight to its address, no proxy, no redirect, within a time and a size."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from loupe.model.errors import ModelRefused

if TYPE_CHECKING:
    from http.client import HTTPConnection

__all__ = ["Address", "Answered", "Failed", "address_of", "post"]

_MOST_BYTES = 1024 * 1024


class Failed(Exception):
    """A request that came to nothing and may be tried again."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a chat server listens; ``path`` is where the conversation goes. ``here`` is True for this machine."""

    secure: bool
    host: str
    port: int
    path: str
    here: bool

    @property
    def words(self) -> str:
        """Host and port as a person writes them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered: the status, the body, and how many seconds it asks to be left alone."""

    status: int
    body: bytes
    wait: float | None = None


def address_of(text: str) -> Address:
    """The address of a chat server, as ``http://127.0.0.1:11434`` or with ``/v1`` after it; raises ModelRefused."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise ModelRefused(f"{text} is not an address of a chat server.") from error
    plain = parts.username is None and parts.password is None and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or not host or not plain or any(ord(c) < 33 for c in text.strip()):
        raise ModelRefused(
            f"{_without_key(text)} is not an address of a chat server.",
            hint='Write it as "http://127.0.0.1:11434/v1", without a name or a key in it.',
        )
    base = parts.path.rstrip("/")
    base = base if base.endswith("/v1") else f"{base}/v1"
    secure = parts.scheme == "https"
    return Address(secure, host, port or (443 if secure else 80), f"{base}/chat/completions", _is_here(host))


def post(address: Address, body: bytes, key: str | None, seconds: float) -> Answered:
    """Send a JSON body and give back what was answered, all of it within ``seconds``.

    Raises Failed when there was no whole answer, and ModelRefused when an address of this machine turns out to lead
    away from it.
    """
    from http.client import HTTPException

    connection = _connect(address, seconds)
    late = threading.Event()
    clock: threading.Timer | None = None
    try:
        connection.connect()
        line = connection.sock
        if address.here and not _leads_here(line):
            raise ModelRefused(f"{address.words} leads to another machine.", hint="Write 127.0.0.1 for this machine.")
        # A server that sends a byte now and then would outlive any limit on the single wait.
        clock = threading.Timer(seconds, _hang_up, [line, late])
        clock.daemon = True
        clock.start()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        connection.request("POST", address.path, body, headers)
        answer = connection.getresponse()
        got = answer.read(_MOST_BYTES + 1)
        if late.is_set():
            raise TimeoutError
        if len(got) > _MOST_BYTES:
            raise Failed("its answer is far too long")
        expected = answer.headers.get("Content-Length")
        if answer.length or (expected is not None and expected.isdecimal() and len(got) < int(expected)):
            raise Failed("its answer broke off")
        return Answered(answer.status, got, _seconds(answer.headers.get("Retry-After")))
    except (OSError, HTTPException, ValueError) as error:
        slow = late.is_set() or isinstance(error, TimeoutError)
        raise Failed(f"it did not answer within {seconds:g} seconds" if slow else _why(error)) from error
    finally:
        if clock is not None:
            clock.cancel()
        connection.close()


def _connect(address: Address, seconds: float) -> HTTPConnection:
    from http.client import HTTPConnection, HTTPSConnection
    from ssl import create_default_context

    # http.client asks no environment for a proxy and follows no redirect.
    if address.secure:
        return HTTPSConnection(address.host, address.port, timeout=seconds, context=create_default_context())
    return HTTPConnection(address.host, address.port, timeout=seconds)


def _is_here(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _leads_here(line: Any) -> bool:
    return ipaddress.ip_address(line.getpeername()[0].partition("%")[0]).is_loopback


def _hang_up(line: socket.socket, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):  # closed already
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # below TLS: its own shutdown is not for another thread


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 7 else None


def _why(error: BaseException) -> str:
    from http.client import IncompleteRead
    from ssl import SSLError

    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there"
    if isinstance(error, IncompleteRead):
        return "its answer broke off"
    if isinstance(error, SSLError):
        return "its certificate does not hold"
    return "the connection broke"


def _without_key(text: str) -> str:
    """An address without what may be a password in it."""
    before, _, after = text.rpartition("@")
    return f"…@{after}"[:200] if before else after[:200]

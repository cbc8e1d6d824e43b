"""One web page, asked for once because a person said so, and kept as it came.

One request (and one more for each redirect, each checked anew); no cookies, no scripts, no pictures. The connection
goes to the very address that was checked, so a name that resolves otherwise a moment later leads nowhere.
"""

from __future__ import annotations

import hashlib
import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from loupe import __version__
from loupe.engine.net.publicnet import Target, WebPolicy, is_number, parse_address, refuse_private
from loupe.engine.net.webrecords import Exchange, write_capture
from loupe.model.errors import AddressRefused, FetchFailed

__all__ = ["Resolve", "page_into", "resolve_host"]

_AGENT = f"Loupe/{__version__} (one page, asked for by a person; no crawler)"
_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host and port, as numbers; raises OSError."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's name service gives for a host, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def page_into(folder: Path, address: str, policy: WebPolicy | None = None, resolve: Resolve = resolve_host) -> Path:
    """Ask for a page and write what came, with request, header fields, time and IP address, as a new WARC file.

    Raises AddressRefused for an address that is not asked for (also one that a redirect leads to) and FetchFailed when
    no page comes; then nothing is written.
    """
    asker = _Asker(policy or WebPolicy(), resolve)
    began = datetime.now(UTC)
    exchanges = asker.follow(address)
    return write_capture(folder, exchanges, began)


@dataclass(slots=True)
class _Got:
    """A server's answer: all its bytes, and what was understood of it."""

    status: int
    location: str | None
    raw: bytes
    payload_sha256: str


class _Asker:
    """Asks for one page within the time and bytes of a policy."""

    def __init__(self, policy: WebPolicy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._until = time.monotonic() + policy.seconds
        self._bytes = 0

    def follow(self, address: str) -> list[Exchange]:
        """The exchanges that led to a page, the page last."""
        exchanges: list[Exchange] = []
        target = parse_address(address, self._policy)
        while True:
            exchange, got = self._ask(target)
            exchanges.append(exchange)
            if got.status not in _REDIRECTS or got.location is None:
                break
            if len(exchanges) > self._policy.most_redirects:
                raise FetchFailed(f"{address[:200]} leads on more than {self._policy.most_redirects} times.")
            target = parse_address(urljoin(target.address, got.location), self._policy)
        if got.status != 200:
            answered = f"{got.status} {http.client.responses.get(got.status, '')}".rstrip()
            raise FetchFailed(f"{target.host} answered {answered}; nothing was added.")
        return exchanges

    def _ask(self, target: Target) -> tuple[Exchange, _Got]:
        request = _request(target)
        began, started = datetime.now(UTC), time.monotonic()
        try:
            with self._connect(target) as connection:
                peer = str(connection.getpeername()[0])
                tls, certificate = _seal(connection)
                connection.settimeout(self._left())
                connection.sendall(request)
                got = self._receive(connection)
        except (AddressRefused, FetchFailed):
            raise
        except ssl.SSLCertVerificationError as error:
            said = f"{target.host} cannot prove that it is {target.host}: {error.verify_message}."
            raise FetchFailed(
                said, hint="Open the page in a browser, look at its certificate, and save the page."
            ) from error
        except TimeoutError as error:
            raise self._too_slow(target) from error
        except http.client.IncompleteRead as error:
            raise FetchFailed(f"{target.host} broke off before the page was whole; nothing was added.") from error
        except http.client.HTTPException as error:
            raise FetchFailed(f"{target.host} gave an answer that is no web page ({type(error).__name__}).") from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise FetchFailed(f"{target.host} cannot be reached or broke off: {why}.") from error
        milliseconds = round((time.monotonic() - started) * 1000)
        exchange = Exchange(
            target.address, began, peer, request, got.raw, got.payload_sha256, milliseconds, got.status, tls,
            certificate,
        )  # fmt: skip
        return exchange, got

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _too_slow(self, target: Target) -> FetchFailed:
        return FetchFailed(f"{target.host} took longer than {self._policy.seconds:g} seconds; nothing was added.")

    def _connect(self, target: Target) -> socket.socket:
        addresses = self._addresses(target)
        for address in addresses:  # if one is not public, none is asked: such a name is made to mislead
            refuse_private(address, target.host, self._policy)
        failure: OSError = OSError("it has no address")
        for address in addresses:
            try:
                connection = socket.create_connection((address, target.port), timeout=self._left())
            except OSError as error:
                failure = error
                continue
            try:
                refuse_private(str(connection.getpeername()[0]), target.host, self._policy)
                return self._secure(connection, target) if target.scheme == "https" else connection
            except BaseException:
                connection.close()
                raise
        raise failure

    def _addresses(self, target: Target) -> Sequence[str]:
        if is_number(target.host):
            return [target.host]
        # The system's name service has no time limit of its own, so it is asked aside.
        answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(target.host, target.port))
            except OSError as error:
                answers.put(error)
            except UnicodeError:  # a name that no name service can be asked for
                answers.put(OSError("it is no host name"))

        threading.Thread(target=ask, name="loupe-resolving", daemon=True).start()
        try:
            found = answers.get(timeout=self._left())
        except queue.Empty as error:
            raise TimeoutError from error
        if isinstance(found, OSError):
            raise FetchFailed(f"There is no web server called {target.host}, or it cannot be looked up.") from found
        return found

    def _secure(self, connection: socket.socket, target: Target) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=self._policy.certificates or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        connection.settimeout(self._left())
        return context.wrap_socket(connection, server_hostname=target.host)

    def _receive(self, connection: socket.socket) -> _Got:
        tape = _Tape(_Wire(connection, self._left, self._count))
        answer = http.client.HTTPResponse(_Line(tape), method="GET")  # type: ignore[arg-type]
        try:
            answer.begin()
            payload = hashlib.sha256()
            while piece := answer.read(_CHUNK):
                payload.update(piece)
            if answer.length:
                raise http.client.IncompleteRead(b"", answer.length)
            return _Got(answer.status, answer.getheader("Location"), tape.recorded(), payload.hexdigest())
        finally:
            answer.close()

    def _count(self, count: int) -> None:
        self._bytes += count
        if self._bytes > self._policy.most_bytes:
            most = self._policy.most_bytes / 2**20
            hint = "Save it with a browser and add the file."
            raise FetchFailed(f"The answer has more than {most:,.0f} MiB; nothing was added.", hint=hint)


class _Wire(io.RawIOBase):
    """What a connection gives; each piece is waited for no longer than there is time, and is counted."""

    def __init__(self, connection: socket.socket, left: Callable[[], float], count: Callable[[int], None]) -> None:
        self._connection = connection
        self._left = left
        self._count = count

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Receive into a buffer."""
        self._connection.settimeout(self._left())
        received = self._connection.recv_into(buffer)
        self._count(received)
        return received


class _Tape(io.BufferedReader):
    """Keeps every byte that was read from it."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__(raw)
        self._tape = bytearray()

    def read(self, size: int | None = -1, /) -> bytes:
        """Read and keep."""
        data = super().read(size)
        self._tape += data
        return data

    def read1(self, size: int = -1, /) -> bytes:
        """Read and keep."""
        data = super().read1(size)
        self._tape += data
        return data

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read and keep."""
        data = super().readline(size)
        self._tape += data
        return data

    def recorded(self) -> bytes:
        """All that was read so far."""
        return bytes(self._tape)


class _Line:
    """What http.client takes for a socket."""

    def __init__(self, tape: _Tape) -> None:
        self._tape = tape

    def makefile(self, _mode: str) -> _Tape:
        """The stream to read the answer from."""
        return self._tape


def _request(target: Target) -> bytes:
    lines = (
        f"GET {target.path} HTTP/1.1", f"Host: {target.authority}", f"User-Agent: {_AGENT}",
        "Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5",
        "Accept-Encoding: identity", "Connection: close", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode("ascii")


def _seal(connection: socket.socket) -> tuple[str, str]:
    """TLS version and SHA-256 of the server's certificate; empty for plain http."""
    if not isinstance(connection, ssl.SSLSocket):
        return "", ""
    certificate = connection.getpeercert(binary_form=True) or b""
    return connection.version() or "", hashlib.sha256(certificate).hexdigest()

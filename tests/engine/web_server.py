"""A web server that says exactly the bytes it is told to, slowly if need be, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("page_test_certificate.pem")
"""A self-made certificate of page.test with its key, good until 2126 and for nothing but these tests."""

Answer = bytes | Callable[[socket.socket], None]


def page(body: bytes, status: str = "200 OK", **fields: str) -> bytes:
    """An answer with a body."""
    more = {name.replace("_", "-"): value for name, value in fields.items()}
    named = {"Content-Type": "text/html", "Content-Length": str(len(body)), **more}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return page(b"", status, Location=to)


def drip(pieces: Iterable[bytes], every: float = 0.05) -> Callable[[socket.socket], None]:
    """An answer that comes in small pieces, one after a while."""

    def send(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(every)

    return send


class WebServer:
    """Answers each path as told; ``asked`` holds the requests in order."""

    def __init__(self, *, tls: bool = False) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[bytes] = []
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if self._tls is not None:
            self._tls.load_cert_chain(CERTIFICATE)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._answer, args=(connection,)))
            self._threads[-1].start()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                piece = connection.recv(4096)
                if not piece:
                    return
                request += piece
            self.asked.append(request)
            answer = self.answers.get(request.split()[1].decode(), page(b"Not here", "404 Not Found"))
            if callable(answer):
                answer(connection)
            else:
                connection.sendall(answer)
        except OSError:  # the other side has gone, as some tests want
            return
        finally:
            connection.close()

    def stop(self) -> None:
        """End the server and wait for its threads."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(10)

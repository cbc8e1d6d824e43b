"""Who may talk to the local server: this browser, from its own pages, by the name of this machine.

A page of any other site that is open in the same browser, another user of this machine, and a name that was bent to
point here (DNS rebinding) get nothing. Stands before every route, so that a new route is guarded without a word.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

__all__ = ["CONTENT_POLICY", "DOWNLOAD_POLICY", "ENTER", "Guard", "Keys"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ENTER = "/enter"
"""The path of the link that is printed when the server starts; it works once."""
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DOWNLOAD_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For bytes that came from outside: nothing in them may run, whatever they are."""
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_SAFE = ("GET", "HEAD")


@dataclass(slots=True)
class Keys:
    """The secrets of one run of the server: ``token`` opens the door once, ``session`` is the cookie's value then."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def use(self, token: str) -> bool:
        """Whether this is the token, which is spent with that."""
        if not self.token or not secrets.compare_digest(token.encode(), self.token.encode()):
            return False
        self.token = ""
        return True


class Guard:
    """An ASGI application in front of another that lets only guarded requests through and shuts every answer in."""

    def __init__(self, app: App, keys: Keys, port: int) -> None:
        self._app = app
        self._keys = keys
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self._origins = {f"http://{host}" for host in self._hosts}
        self._cookie = f"loupe-{port}"  # another case may be open on another port of the same name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        refusal = self._refusal(scope["method"], headers)
        if refusal:
            await _say(send, *refusal)
        elif scope["path"] == ENTER:
            await self._enter(scope, send, self._known(headers))
        elif not self._known(headers):
            await _say(send, 403, "This page belongs to somebody else, or its server was started anew.",
                       "Open the link that loupe open has printed; it works once.")  # fmt: skip
        else:
            await self._app(scope, receive, _shut_in(send))

    def _refusal(self, method: str, headers: dict[str, list[str]]) -> tuple[int, str, str] | None:
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "This server answers by the name of this machine only.", "Open the link that was printed."
        site, origin = headers.get("sec-fetch-site", []), headers.get("origin", [])
        foreign = any(value not in ("same-origin", "none") for value in site)
        if method not in _SAFE:
            # Browsers send Origin with every such request; whoever sends neither header is no page.
            if foreign or any(value not in self._origins for value in origin) or not (site or origin):
                return 403, "Only Loupe's own pages may change the case.", "Go back to the page and try again."
        elif foreign and headers.get("sec-fetch-mode") != ["navigate"]:
            return 403, "Another site has asked for this.", "Close that site's page."
        return None

    def _known(self, headers: dict[str, list[str]]) -> bool:
        for line in headers.get("cookie", []):
            try:
                found = SimpleCookie(line).get(self._cookie)
            except CookieError:
                continue
            if found is not None and secrets.compare_digest(found.value.encode(), self._keys.session.encode()):
                return True
        return False

    async def _enter(self, scope: Scope, send: Send, inside: bool) -> None:
        """Let a browser in that has the token; one that is ``inside`` already opens the link again and is there."""
        headers = [(b"location", b"/"), (b"cache-control", b"no-store"), *_HEADERS]
        if not inside or scope["method"] != "GET":
            tokens = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
            if scope["method"] != "GET" or len(tokens) != 1 or not self._keys.use(tokens[0]):
                await _say(send, 403, "This link was used before, or is not complete.",
                           "Stop the server with Ctrl+C and run loupe open again; it prints a new link.")  # fmt: skip
                return
            cookie = f"{self._cookie}={self._keys.session}; Path=/; HttpOnly; SameSite=Strict"
            headers.append((b"set-cookie", cookie.encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _shut_in(send: Send) -> Send:
    async def shut(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message.get("headers", [])]
            named = {name for name, _ in headers}
            headers += [(name, value) for name, value in _HEADERS if name not in named]
            if b"content-security-policy" not in named:
                headers.append((b"content-security-policy", CONTENT_POLICY.encode()))
            if b"cache-control" not in named:
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        await send(message)

    return shut


async def _say(send: Send, status: int, sentence: str, hint: str) -> None:
    body = (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Loupe</title>"
        "<meta name=viewport content='width=device-width'>"
        f"<main><h1>{escape(sentence)}</h1><p>{escape(hint)}</p></main></html>"
    ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", DOWNLOAD_POLICY.encode()),
        (b"cache-control", b"no-store"),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

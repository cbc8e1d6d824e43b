"""What Loupe refuses, said to whoever asked: a person gets a page to go on from, a script gets JSON of one shape."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from loupe.model.errors import LoupeError
from loupe.pages import ROOMS, Place, render
from loupe.web.pages import place_of

__all__ = ["REFUSALS", "Refusal", "in_query", "refuse_with_pages"]

_STATUS = {"already-decided": 409, "id-unknown": 404, "nothing-checked": 404, "case-busy": 503}
_PARTS = ("part", "rows", "sets")
"""How the addresses of parts of pages end, which only scripts ask for."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done: ``code`` for programs, as commands give it, one sentence, and what to do next."""

    code: str
    message: str
    hint: str


def _told(why: str) -> dict[str, Any]:
    return {"model": Refusal, "description": why}


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: _told("This cannot be done, or the request is no JSON."),
    404: _told("There is nothing by this id or address."),
    409: _told("Somebody else has decided this since the page was loaded."),
    422: _told("A part of the request is missing or of the wrong shape."),
    503: _told("Another program writes to the case just now."),
    403: {"description": "Not from a page of this workbench.", "content": {"text/html": {}}},
    421: {"description": "Not by the name of this machine.", "content": {"text/html": {}}},
}
"""By status, for the description of every operation."""


def in_query(*names: str) -> dict[str, Any]:
    """What the description says of an address whose query is read leniently: what it does not know, it leaves out."""
    return {"parameters": [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]}


def refuse_with_pages(app: FastAPI) -> None:
    """Have every refusal of ``app`` answered: with ``code``, ``message`` and ``hint`` as JSON, or as a page."""
    app.add_exception_handler(LoupeError, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _nothing_there)
    app.add_exception_handler(Exception, _bug)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, LoupeError)
    return _answer(request, _STATUS.get(error.code, 400), error.code, str(error), error.hint)


def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    where = ", ".join(str(part) for part in error.errors()[0]["loc"])
    return _answer(request, 422, "usage", f"The request cannot be read: {where}.", "Load the page again.")


def _nothing_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        words, code = "There is no page under this address.", "id-unknown"
    else:
        words, code = f"This address does not take {request.method}.", "usage"
    answer = _answer(request, error.status_code, code, words, "Go on from the page of the case.")
    answer.headers.update(error.headers or {})  # which methods an address takes
    return answer


def _bug(request: Request, error: Exception) -> Response:
    """What should not happen; the server's own log has the rest of it."""
    words = f"Something went wrong that should not: {type(error).__name__}. This is a bug in Loupe."
    hint = "What was kept stays. The window that loupe open runs in says more; report what it prints."
    return _answer(request, 500, "error", words, hint)


def _answer(request: Request, status: int, code: str, message: str, hint: str) -> Response:
    code, message, hint = (_writable(part) for part in (code, message, hint))
    if not _wants_page(request):
        return JSONResponse(asdict(Refusal(code, message, hint)), status_code=status)
    room = request.url.path.split("/")[1]
    here = room if room in ROOMS else ""
    place = Place(live=True, here=here, case="Loupe", who=request.app.state.who)
    with suppress(Exception):  # what is refused, or broken, may be the case itself
        place = place_of(request, here)
    return HTMLResponse(render("refused", place, message=message, hint=hint), status_code=status)


def _wants_page(request: Request) -> bool:
    """Whether the answer is what a window shows: scripts, pictures and players say that they are none.

    Whoever says nothing of that is no browser, and is answered by what was asked for: a page, or a file or a part.
    """
    path = request.url.path
    if path.startswith("/api/") or path.endswith(".json"):
        return False
    wanted = request.headers.get("sec-fetch-dest")
    last = path.rpartition("/")[2]
    if wanted:
        return wanted == "document"
    return "." not in last and last not in _PARTS and "/claim/" not in path


def _writable(words: str) -> str:
    """Without halves of characters, which came with the request and cannot be written as UTF-8."""
    return words.encode("utf-8", "replace").decode("utf-8")

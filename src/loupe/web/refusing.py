"""What Loupe refuses, said to whoever asked: a person gets a page to go on from, a script gets JSON."""

from __future__ import annotations

from contextlib import suppress

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from loupe.model.errors import LoupeError
from loupe.pages import ROOMS, Place, render
from loupe.web.pages import place_of

__all__ = ["refuse_with_pages"]

_STATUS = {"already-decided": 409, "id-unknown": 404, "nothing-checked": 404, "case-busy": 503}
_PARTS = ("part", "rows", "sets")
"""How the addresses of parts of pages end, which only scripts ask for."""


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
    return _answer(request, error.status_code, code, words, "Go on from the page of the case.")


def _bug(request: Request, error: Exception) -> Response:
    """What should not happen; the server's own log has the rest of it."""
    words = f"Something went wrong that should not: {type(error).__name__}. This is a bug in Loupe."
    hint = "What was kept stays. The window that loupe open runs in says more; report what it prints."
    return _answer(request, 500, "bug", words, hint)


def _answer(request: Request, status: int, code: str, message: str, hint: str) -> Response:
    if not _wants_page(request):
        return JSONResponse({"code": code, "message": message, "hint": hint}, status_code=status)
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
    return wanted == "document" if wanted else "." not in last and last not in _PARTS

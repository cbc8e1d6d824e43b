"""The description of the API beyond what its routes say themselves: one shape for every refusal, lenient queries."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from loupe.model.errors import LoupeError

__all__ = ["REFUSALS", "Refusal", "in_query", "refuse_plainly"]

_STATUS = {"already-decided": 409, "id-unknown": 404, "nothing-checked": 404, "case-busy": 503}
_LOAD_AGAIN = "Load the page again."


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


def refuse_plainly(app: FastAPI) -> None:
    """Make every refusal and every fault of an application come back as a ``Refusal``."""
    app.add_exception_handler(LoupeError, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _no_such_thing)
    app.add_exception_handler(Exception, _fault)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, LoupeError)
    return _answer(_STATUS.get(error.code, 400), error.code, str(error), error.hint)


def _unreadable(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    where = ", ".join(str(part) for part in error.errors()[0]["loc"])
    return _answer(422, "usage", f"The request cannot be read: {where}.", _LOAD_AGAIN)


def _no_such_thing(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    said = {404: "There is nothing at this address.", 405: "This address does not take such a request."}
    message = said.get(error.status_code, "The request cannot be read.")
    answer = _answer(error.status_code, "id-unknown" if error.status_code == 404 else "usage", message, _LOAD_AGAIN)
    answer.headers.update(error.headers or {})
    return answer


def _fault(_request: Request, error: Exception) -> JSONResponse:
    """A fault of Loupe: told to the page, which would wait for words else; the server prints where it was."""
    said = f"This ended by a fault of Loupe: {type(error).__name__}."
    return _answer(500, "error", said, "What was kept before it stays kept. Run loupe verify, and please report it.")


def _answer(status: int, code: str, message: str, hint: str) -> JSONResponse:
    plain = asdict(Refusal(*(_writable(part) for part in (code, message, hint))))
    return JSONResponse(plain, status_code=status)


def _writable(words: str) -> str:
    """Without halves of characters, which came with the request and cannot be written as UTF-8."""
    return words.encode("utf-8", "replace").decode("utf-8")

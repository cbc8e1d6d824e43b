"""The routes of the workbench over one case."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from loupe.engine import Case
from loupe.model.errors import LoupeError
from loupe.pages import static_files
from loupe.web import (
    claims_routes,
    deciding,
    filing,
    history_routes,
    pages,
    reasons_routes,
    script_routes,
    sources_routes,
)
from loupe.web.jobs import Jobs

__all__ = ["make_app"]

_LAST_SECONDS = 10.0
_STATUS = {"already-decided": 409, "id-unknown": 404, "nothing-checked": 404, "case-busy": 503}


def make_app(case: Path, who: str) -> FastAPI:
    """The application for one case; ``who`` is the name that decisions are kept under.

    The case is opened when the server starts and closed when it ends. What Loupe refuses comes back as JSON with
    ``code``, ``message`` and ``hint``.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        filing.sweep(case)
        with Case.open_as_allowed(case) as opened:
            app.state.case, app.state.who, app.state.jobs = opened, who, Jobs()
            warming = threading.Thread(target=_warm, args=(opened,), name="loupe-warm", daemon=True)
            warming.start()
            yield
            app.state.jobs.stop()
            warming.join(_LAST_SECONDS)

    app = FastAPI(title="Loupe", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_exception_handler(LoupeError, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.include_router(pages.router)
    app.include_router(deciding.router)
    for room in (claims_routes, history_routes, sources_routes):
        app.include_router(room.router)
        app.include_router(room.api)
    app.include_router(reasons_routes.router)
    app.include_router(reasons_routes.deciding)
    app.include_router(reasons_routes.asking)
    app.include_router(filing.router)
    app.include_router(script_routes.router)
    for name, data in static_files():
        app.add_api_route(f"/static/{name}", _static(name, data), methods=["GET"], include_in_schema=False)
    return app


def _warm(case: Case) -> None:
    """Read the evidence of the last work before somebody asks for its page."""
    with suppress(LoupeError):
        case.page_of_film()


def _static(name: str, data: bytes) -> Any:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"

    def file() -> Response:
        return Response(data, media_type=kind)

    return file


def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, LoupeError)
    plain = {"code": error.code, "message": str(error), "hint": error.hint}
    return JSONResponse(plain, status_code=_STATUS.get(error.code, 400))


def _unreadable(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    where = ", ".join(str(part) for part in error.errors()[0]["loc"])
    plain = {"code": "usage", "message": f"The request cannot be read: {where}.", "hint": "Load the page again."}
    return JSONResponse(plain, status_code=422)

"""The routes of the workbench over one case."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Response

from loupe.engine import Case
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
from loupe.web.keeping import Keeper
from loupe.web.refusing import REFUSALS, refuse_with_pages

__all__ = ["make_app"]


def make_app(case: Path, who: str, keeper: Keeper | None = None) -> FastAPI:
    """The application for one case; ``who`` is the name that decisions are kept under.

    The case is opened when the server starts and closed when it ends. What Loupe refuses comes back as a page, to
    scripts as JSON with ``code``, ``message`` and ``hint``. Everything that answers JSON is described at
    ``/api/openapi.json``; pages, their parts and files to download are not.
    """
    keeping = keeper or Keeper()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        filing.sweep(case)
        with Case.open_as_allowed(case) as opened:
            app.state.case, app.state.who, app.state.work, app.state.jobs = opened, who, "", Jobs()
            keeping.start(opened)
            yield
            app.state.jobs.stop()
            keeping.stop()

    app = FastAPI(
        title="Loupe",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=REFUSALS,
    )
    refuse_with_pages(app)
    for values in (pages, claims_routes, history_routes, sources_routes, reasons_routes, script_routes):
        app.include_router(values.values)
        app.include_router(values.router)
    for api in (claims_routes.api, history_routes.api, sources_routes.api, script_routes.api):
        app.include_router(api)
    for router in (deciding.router, reasons_routes.deciding, reasons_routes.asking, filing.router):
        app.include_router(router)
    for name, data in static_files():
        app.add_api_route(f"/static/{name}", _static(name, data), methods=["GET"], include_in_schema=False)
    return app


def _static(name: str, data: bytes) -> Any:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"

    def file() -> Response:
        return Response(data, media_type=kind)

    return file

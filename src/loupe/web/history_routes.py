"""The history page, and the look at everything that takes long."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from loupe.engine.verifying import Verifying
from loupe.model import to_plain
from loupe.pages import Place, render
from loupe.views.history_page import HistoryPage
from loupe.web.pages import case_of, unchecked, with_query

__all__ = ["api", "router"]

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api")


@router.get("/history")
def last_history(request: Request) -> Response:
    """The history of the work that was checked last."""
    works = case_of(request).works()
    return (
        RedirectResponse(with_query(request, f"/history/{works[0].id}"), 303)
        if works
        else unchecked(request, "history")
    )


@router.get("/history/{work}.json")
def history_values(request: Request, work: str) -> JSONResponse:
    """The values of the history page."""
    return JSONResponse(to_plain(_page(request, work)))


@router.get("/history/{work}")
def history_page(request: Request, work: str) -> HTMLResponse:
    """Every decision on a work."""
    place = Place(live=True, here="history", case=case_of(request).name, who=request.app.state.who)
    return HTMLResponse(render("history", place, page=_page(request, work)))


@api.post("/verify")
def verify(request: Request) -> dict[str, Any]:
    """Begin to hold everything in the case against its hashes; ``GET`` says how far it is."""
    return _told(_verifying(request).start(case_of(request).verify))


@api.get("/verify")
def verified(request: Request) -> dict[str, Any]:
    """How far the look at everything is, and what it found."""
    return _told(_verifying(request).now)


def _page(request: Request, work: str) -> HistoryPage:
    return case_of(request).page_of_history(request.url.query, work, who=request.app.state.who)


def _verifying(request: Request) -> Verifying:
    state = request.app.state
    if not hasattr(state, "verifying"):
        state.verifying = Verifying()
    found: Verifying = state.verifying
    return found


def _told(now: Any) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(now)
    return plain

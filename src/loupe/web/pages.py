"""The pages: each answers with HTML, and with the values it was made from under the same address and ``.json``."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from loupe.engine import Case
from loupe.model import to_plain
from loupe.pages import Place, render

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/")
def case_page(request: Request) -> HTMLResponse:
    """What is in the case, and how far it is."""
    return _page(request, "case", case_of(request).page_of_case())


@router.get("/case.json")
def case_values(request: Request) -> JSONResponse:
    """The values of the page of the case."""
    return JSONResponse(to_plain(case_of(request).page_of_case()))


def case_of(request: Request) -> Case:
    """The case that this server is for."""
    found: Case = request.app.state.case
    return found


def _page(request: Request, name: str, page: Any) -> HTMLResponse:
    case = case_of(request)
    place = Place(live=True, here=name, case=case.name, who=request.app.state.who)
    return HTMLResponse(render(name, place, page=page))

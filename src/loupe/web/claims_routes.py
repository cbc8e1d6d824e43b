"""The claims page: its table, its files, and what is done to several claims at once."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from loupe.model import to_plain
from loupe.pages import Place, fragment, render
from loupe.publish.claims_file import CLAIM_FORMS
from loupe.web.pages import case_of, unchecked, with_query

__all__ = ["api", "router"]

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api")


@router.get("/claims")
def last_claims(request: Request) -> Response:
    """The claims of the work that was checked last."""
    works = case_of(request).works()
    return (
        RedirectResponse(with_query(request, f"/claims/{works[0].id}"), 303) if works else unchecked(request, "claims")
    )


@router.get("/claims/{work}/rows")
def claims_rows(request: Request, work: str) -> HTMLResponse:
    """The table with all that stands round it, as a part of the page."""
    page = case_of(request).page_of_claims(request.url.query, work)
    return HTMLResponse(fragment("claims_rows", _place(request), page=page))


@router.get("/claims/{work}/claims.{form}")
def claims_file(request: Request, work: str, form: str) -> Response:
    """All claims that fit the query, in its order, as a file."""
    case = case_of(request)
    data = case.file_of_claims(request.url.query, form, work)
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", case.name).strip("-") or "case"
    headers = {"content-disposition": f'attachment; filename="{name}-claims.{form}"'}
    return Response(data, media_type=CLAIM_FORMS[form], headers=headers)


@router.get("/claims/{work}.json")
def claims_values(request: Request, work: str) -> JSONResponse:
    """The values of the claims page."""
    return JSONResponse(to_plain(case_of(request).page_of_claims(request.url.query, work)))


@router.get("/claims/{work}")
def claims_page(request: Request, work: str) -> HTMLResponse:
    """The claims as a table."""
    page = case_of(request).page_of_claims(request.url.query, work)
    return HTMLResponse(render("claims", _place(request), page=page))


@api.post("/decide/all")
def decide_all(
    request: Request,
    work: Annotated[str, Body(max_length=100)],
    claims: Annotated[list[Annotated[str, Body(max_length=100)]], Body(max_length=5_000)],
    act: Annotated[str, Body(max_length=40)],
    why: Annotated[str, Body(max_length=20_000)] = "",
    seen: Annotated[int | None, Body(ge=0)] = None,
    shown: Annotated[dict[str, tuple[str, str]] | None, Body(max_length=5_000)] = None,
) -> dict[str, Any]:
    """Keep one decision for each claim, all or none; answers 409 when somebody else has decided one since ``seen``.

    So it does when the evidence of a claim is another than was ``shown``: by claim, its proposal and its ``basis``.
    """
    kept = case_of(request).decide_all(work, claims, act, why, seen=seen, who=request.app.state.who, shown=shown)
    return {"kept": len(kept), "decisions": to_plain(kept)}


def _place(request: Request) -> Place:
    return Place(live=True, here="claims", case=case_of(request).name, who=request.app.state.who)

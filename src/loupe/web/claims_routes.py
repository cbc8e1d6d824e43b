"""The claims page: its table, its files, and what is done to several claims at once."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from loupe.model import to_plain
from loupe.pages import fragment, render
from loupe.publish.claims_file import CLAIM_FORMS
from loupe.web.guard import DOWNLOAD_POLICY
from loupe.web.pages import Seen, case_of, place_of, to_last_work
from loupe.web.refusing import in_query

__all__ = ["api", "router", "values"]

_TOLD = in_query("words", "verdict", "state", "who", "kind", "speaker", "starred", "flagged", "sort", "page")

router = APIRouter(include_in_schema=False)
values = APIRouter()
api = APIRouter(prefix="/api")


@router.get("/claims")
def last_claims(request: Request) -> Response:
    """The claims of the work that was checked last."""
    return to_last_work(request, "claims")


@router.get("/claims/{work}/rows")
def claims_rows(request: Request, work: str) -> HTMLResponse:
    """The table with all that stands round it, as a part of the page."""
    page = case_of(request).page_of_claims(request.url.query, work)
    return HTMLResponse(fragment("claims_rows", place_of(request, "claims"), page=page))


@router.get("/claims/{work}/claims.{form}")
def claims_file(request: Request, work: str, form: str) -> Response:
    """All claims that fit the query, in its order, as a file."""
    case = case_of(request)
    data = case.file_of_claims(request.url.query, form, work)
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", case.name).strip("-") or "case"
    headers = {
        "content-disposition": f'attachment; filename="{name}-claims.{form}"',
        "content-security-policy": DOWNLOAD_POLICY,
    }
    return Response(data, media_type=CLAIM_FORMS[form], headers=headers)


@values.get("/claims/{work}.json", openapi_extra=_TOLD)
def claims_values(request: Request, work: str) -> JSONResponse:
    """The values of the claims page."""
    return JSONResponse(to_plain(case_of(request).page_of_claims(request.url.query, work)))


@router.get("/claims/{work}")
def claims_page(request: Request, work: str) -> HTMLResponse:
    """The claims as a table."""
    page = case_of(request).page_of_claims(request.url.query, work)
    return HTMLResponse(render("claims", place_of(request, "claims", page.work_id), page=page))


@api.post("/decide/all")
def decide_all(
    request: Request,
    work: Annotated[str, Body(max_length=100)],
    claims: Annotated[list[Annotated[str, Body(max_length=100)]], Body(max_length=5_000)],
    act: Annotated[str, Body(max_length=40)],
    why: Annotated[str, Body(max_length=20_000)] = "",
    seen: Seen = None,
    shown: Annotated[dict[str, tuple[str, str]] | None, Body(max_length=5_000)] = None,
) -> dict[str, Any]:
    """Keep one decision for each claim, all or none; answers 409 when somebody else has decided one since ``seen``.

    Claims that the act is not possible on are left out: ``left_out`` are their numbers, ``words`` say why.

    So it does when the evidence of a claim is another than was ``shown``: by claim, its proposal and its ``basis``.
    """
    done = case_of(request).decide_all(work, claims, act, why, seen=seen, who=request.app.state.who, shown=shown)
    told = {"kept": len(done.kept), "left_out": list(done.left_out), "words": done.words}
    return {**told, "decisions": to_plain(done.kept)}

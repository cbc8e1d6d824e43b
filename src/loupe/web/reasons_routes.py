"""Timeline, people and things: pages of reports that are worked out in the background, and words on pairs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from loupe.engine import Case
from loupe.model import to_plain
from loupe.model.errors import UsageError
from loupe.pages import Place, fragment, render
from loupe.store import PairKind, PairWord
from loupe.views.timeline_page import TimelinePage, look_of, timeline_page
from loupe.web.pages import case_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
deciding = APIRouter(prefix="/api/pairs")

_PATIENCE = 0.4
"""Seconds that a page waits for its report: small cases have it by then, and no request ever takes a second."""
From = Annotated[str, Query(alias="from", max_length=40)]
To = Annotated[str, Query(alias="to", max_length=40)]
Words = Annotated[str, Query(max_length=200)]
Id = Annotated[str, Query(max_length=400)]
Number = Annotated[int, Query(ge=1, le=100_000)]


def _timeline(case: Case, start: str, end: str, about: str, account: str, page: int, patience: float) -> TimelinePage:
    reasons = case.reasons
    timeline, works = reasons.timeline(patience)
    sets, also = reasons.sets(patience if works.over else 0)
    return timeline_page(timeline, sets or (), reasons.words(), (works, also), look_of(start, end, about, account, page))


@router.get("/timeline.json")
def timeline_values(
    request: Request, start: From = "", end: To = "", about: Words = "", account: Id = "", page: Number = 1
) -> JSONResponse:
    """The values of the timeline."""
    return JSONResponse(to_plain(_timeline(case_of(request), start, end, about, account, page, _PATIENCE)))


@router.get("/timeline/part")
def timeline_part(
    request: Request, start: From = "", end: To = "", about: Words = "", account: Id = "", page: Number = 1
) -> HTMLResponse:
    """What of the timeline changes with the stretch that is looked at."""
    shown = _timeline(case_of(request), start, end, about, account, page, _PATIENCE)
    return HTMLResponse(fragment("timeline_part", _place(request, "timeline"), page=shown))


@router.get("/timeline")
def timeline(
    request: Request, start: From = "", end: To = "", about: Words = "", account: Id = "", page: Number = 1
) -> HTMLResponse:
    """Who tells what of when, an account beside the other."""
    shown = _timeline(case_of(request), start, end, about, account, page, _PATIENCE)
    return HTMLResponse(render("timeline", _place(request, "timeline"), page=shown))


@router.get("/jobs/{name}.json")
def job(request: Request, name: str) -> JSONResponse:
    """How a report stands."""
    return JSONResponse(to_plain(case_of(request).reasons.reports.state(name)))


@router.get("/film/{work}/claim/{claim}/sets")
def sets_of_claim(request: Request, work: str, claim: str) -> HTMLResponse:
    """The impossible sets that a claim is in, as a part of the film page; empty when nobody has worked them out."""
    case = case_of(request)
    page = case.page_of_claim(claim, work)
    found = next(c for c in case.claims(work) if c.id == page.claim.id)
    sets = case.reasons.sets_of(found)
    return HTMLResponse(fragment("claim_sets", _place(request, "film"), sets=sets, claim=found))


@deciding.post("/again/{name}")
def again(request: Request, name: str) -> dict[str, Any]:
    """Begin a report anew that has failed."""
    _, state = case_of(request).reasons.reports.want(name, again=True)
    plain: dict[str, Any] = {"state": to_plain(state)}
    return plain


@deciding.post("/decide")
def decide(
    request: Request,
    kind: Annotated[PairKind, Body()],
    left: Annotated[str, Body(max_length=2000)],
    right: Annotated[str, Body(max_length=2000)],
    verdict: Annotated[Literal["same", "apart", "open"], Body()],
    why: Annotated[str, Body(max_length=20_000)] = "",
    seen: Annotated[int | None, Body(ge=0)] = None,
) -> dict[str, Any]:
    """Keep a word on two names or two statements; 409 when somebody else has spoken of them since ``seen``."""
    reasons = case_of(request).reasons
    return _word(reasons.decide(kind, left, right, verdict, why, request.app.state.who, seen))


@deciding.post("/undo")
def undo(request: Request, kind: Annotated[PairKind, Body(embed=True)]) -> dict[str, Any]:
    """Take back this person's last word on a pair."""
    word = case_of(request).reasons.undo(kind, request.app.state.who)
    return _word(word, "There is nothing of yours to undo.")


@deciding.post("/redo")
def redo(request: Request, kind: Annotated[PairKind, Body(embed=True)]) -> dict[str, Any]:
    """Give back what this person took back last."""
    word = case_of(request).reasons.redo(kind, request.app.state.who)
    return _word(word, "There is nothing of yours to redo.")


def _word(word: PairWord | None, otherwise: str = "") -> dict[str, Any]:
    if word is None:
        raise UsageError(otherwise, hint="Decide something first.")
    return {"decision": to_plain(word)}


def _place(request: Request, name: str) -> Place:
    return Place(live=True, here=name, case=case_of(request).name, who=request.app.state.who)

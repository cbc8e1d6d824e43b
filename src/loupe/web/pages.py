"""The pages: each answers with HTML, and with the values it was made from under the same address and ``.json``."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from loupe.engine import Case
from loupe.model import to_plain
from loupe.model.errors import IdUnknown
from loupe.pages import Place, fragment, render
from loupe.views.works import works_by_name
from loupe.web.guard import DOWNLOAD_POLICY

__all__ = ["Seen", "case_of", "place_of", "router", "to_last_work", "values"]

router = APIRouter(include_in_schema=False)
"""Pages, parts of pages and files."""
values = APIRouter()
"""The values that pages are made from, as JSON; they stand before the pages, whose addresses would swallow theirs."""

Seen = Annotated[int | None, Body(ge=0, lt=1 << 63)]
"""The number of the last entry of the log that a page was made from: one that a database can hold."""
_PLAYED = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".mov": "video/mp4", ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4", ".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg", ".oga": "audio/ogg",
    ".opus": "audio/ogg", ".aac": "audio/aac",
}  # fmt: skip


@router.get("/")
def case_page(request: Request) -> HTMLResponse:
    """What is in the case, and how far it is."""
    return HTMLResponse(render("case", place_of(request, "case"), page=case_of(request).page_of_case()))


@values.get("/case.json")
def case_values(request: Request) -> JSONResponse:
    """The values of the page of the case."""
    return JSONResponse(to_plain(case_of(request).page_of_case()))


@router.get("/film")
def last_film(request: Request) -> Response:
    """The film page of the work that was checked last."""
    return to_last_work(request, "film")


@values.get("/film/{work}/heads.json")
def heads_now(request: Request, work: str, since: Annotated[int, Query(ge=0, lt=1 << 63)] = 0) -> JSONResponse:
    """How the claims stand now that were decided of after the decision ``since``, for a page that is open."""
    case = case_of(request)
    review, heads = case.heads(work)
    touched = case.decided_since(since, work)
    place = place_of(request, "film")
    badges = [
        {"id": h.id, "html": fragment("head", place, head=h), "proposed": h.proposed, "decided": h.decided}
        for h in heads
        if h.id in touched
    ]
    checkable = [head for head in heads if head.checkable]
    decided = sum(head.decided not in ("", "unsure") for head in checkable)
    gone = sorted(touched - {head.id for head in heads})  # split, merged, or no claim of the work any more
    told = {"seen": review.last, "decided": decided, "checkable": len(checkable)}
    return JSONResponse({**told, "heads": badges, "gone": gone})


@values.get("/film/{work}.json")
def film_values(request: Request, work: str) -> JSONResponse:
    """The values of a film page."""
    return JSONResponse(to_plain(case_of(request).page_of_film(work)))


@router.get("/film/{work}")
def film_page(request: Request, work: str) -> HTMLResponse:
    """The film beside its lines and claims."""
    page = case_of(request).page_of_film(work)
    return HTMLResponse(render("film", place_of(request, "film", page.work_id), page=page))


@values.get("/film/{work}/claim/{claim}.json")
def claim_values(request: Request, work: str, claim: str) -> JSONResponse:
    """The values of one claim with its cards."""
    return JSONResponse(to_plain(case_of(request).page_of_claim(claim, work)))


@router.get("/film/{work}/claim/{claim}")
def claim_part(request: Request, work: str, claim: str) -> HTMLResponse:
    """One claim with its cards, as a part of the film page."""
    return HTMLResponse(
        fragment("claim_fragment", place_of(request, "film"), page=case_of(request).page_of_claim(claim, work))
    )


@router.get("/media/{source}")
def media(request: Request, source: str) -> FileResponse:
    """The bytes of a film or a recording, for the player; in pieces where it asks for them."""
    found, path = case_of(request).original(source)
    views = case_of(request).views_of(found)
    path = views.copy if views and views.copy else path
    kind = _PLAYED.get((path if views and views.copy else PurePath(found.name)).suffix.lower())
    if found.format not in ("film", "sound") or kind is None:
        raise IdUnknown(f"{found.label} is no film that a browser plays.")
    return FileResponse(path, media_type=kind, headers={"content-security-policy": DOWNLOAD_POLICY})


@router.get("/media/{source}/poster")
def poster(request: Request, source: str) -> FileResponse:
    """The poster of a film, if it was made."""
    found, _ = case_of(request).original(source)
    views = case_of(request).views_of(found)
    if views is None or views.poster is None:
        raise IdUnknown(f"No poster was made of {found.label}.")
    return FileResponse(views.poster, media_type="image/jpeg", headers={"content-security-policy": DOWNLOAD_POLICY})


@router.get("/original/{source}")
def original(request: Request, source: str) -> FileResponse:
    """An original, byte for byte, to be kept: never opened inside the workbench, whatever it is."""
    found, path = case_of(request).original(source)
    headers = {"content-security-policy": DOWNLOAD_POLICY}
    return FileResponse(
        path, media_type="application/octet-stream", filename=PurePath(found.name).name, headers=headers
    )


def case_of(request: Request) -> Case:
    """The case that this server is for."""
    found: Case = request.app.state.case
    return found


def to_last_work(request: Request, room: str) -> Response:
    """From a page that is of one work to that of the work checked last; where there is none, what would fill it."""
    works = case_of(request).works()
    if not works:
        return HTMLResponse(render("unchecked", place_of(request, room)))
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{room}/{works[0].id}{asked}", 303)


def place_of(request: Request, here: str, work: str = "") -> Place:
    """Where a page stands; ``work`` is the work that it is of, which the navigation stays with from then on."""
    case, state = case_of(request), request.app.state
    names = works_by_name(case.works())
    stays = work or (state.work if state.work in names else next(iter(names), ""))
    state.work = stays
    several = names if work and len(names) > 1 else {}
    return Place(live=True, here=here, case=case.name, who=state.who, work=stays, works=several, at=case.path)

"""The pages: each answers with HTML, and with the values it was made from under the same address and ``.json``."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse

from loupe.engine import Case
from loupe.model import to_plain
from loupe.model.errors import IdUnknown
from loupe.pages import Place, fragment, render
from loupe.web.guard import DOWNLOAD_POLICY

__all__ = ["case_of", "router", "unchecked", "with_query"]

router = APIRouter(include_in_schema=False)

_LAST_ENTRY = 2**63 - 1
_PLAYED = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".mov": "video/mp4", ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4", ".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg", ".oga": "audio/ogg",
    ".opus": "audio/ogg", ".aac": "audio/aac",
}  # fmt: skip


@router.get("/")
def case_page(request: Request) -> HTMLResponse:
    """What is in the case, and how far it is."""
    return _page(request, "case", case_of(request).page_of_case())


@router.get("/case.json")
def case_values(request: Request) -> JSONResponse:
    """The values of the page of the case."""
    return JSONResponse(to_plain(case_of(request).page_of_case()))


@router.get("/film")
def last_film(request: Request) -> RedirectResponse:
    """The film page of the work that was checked last."""
    return RedirectResponse(with_query(request, f"/film/{case_of(request).page_of_film().work_id}"), 303)


@router.get("/film/{work}/heads.json")
def heads_now(request: Request, work: str, since: Annotated[int, Query(ge=0, le=_LAST_ENTRY)] = 0) -> JSONResponse:
    """How the claims stand now that were decided of after the decision ``since``, for a page that is open."""
    case = case_of(request)
    review, heads = case.heads(work)
    touched = case.decided_since(since, work)
    place = _place(request, "film")
    badges = [
        {"id": h.id, "html": fragment("head", place, head=h), "proposed": h.proposed, "decided": h.decided}
        for h in heads
        if h.id in touched
    ]
    decided = sum(bool(head.decided) and head.decided != "unsure" for head in heads if head.checkable)
    return JSONResponse({"seen": review.last, "decided": decided, "heads": badges})


@router.get("/film/{work}.json")
def film_values(request: Request, work: str) -> JSONResponse:
    """The values of a film page."""
    return JSONResponse(to_plain(case_of(request).page_of_film(work)))


@router.get("/film/{work}")
def film_page(request: Request, work: str) -> HTMLResponse:
    """The film beside its lines and claims."""
    return _page(request, "film", case_of(request).page_of_film(work))


@router.get("/film/{work}/claim/{claim}.json")
def claim_values(request: Request, work: str, claim: str) -> JSONResponse:
    """The values of one claim with its cards."""
    return JSONResponse(to_plain(case_of(request).page_of_claim(claim, work)))


@router.get("/film/{work}/claim/{claim}")
def claim_part(request: Request, work: str, claim: str) -> HTMLResponse:
    """One claim with its cards, as a part of the film page."""
    return HTMLResponse(
        fragment("claim_fragment", _place(request, "film"), page=case_of(request).page_of_claim(claim, work))
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


def with_query(request: Request, path: str) -> str:
    """Another address with the query of this one."""
    return f"{path}?{request.url.query}" if request.url.query else path


def unchecked(request: Request, name: str) -> HTMLResponse:
    """A page of a work where no work was checked yet: it says what belongs here and what fills it."""
    return HTMLResponse(render("unchecked", _place(request, name)))


def _page(request: Request, name: str, page: Any) -> HTMLResponse:
    return HTMLResponse(render(name, _place(request, name), page=page))


def _place(request: Request, name: str) -> Place:
    return Place(live=True, here=name, case=case_of(request).name, who=request.app.state.who)

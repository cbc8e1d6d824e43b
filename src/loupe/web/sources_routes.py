"""The archive in the workbench: the list, a source, its pages as pictures, what is said of it, and the search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from loupe.engine.pages.browsing import PageShown
from loupe.model import to_plain
from loupe.model.errors import UsageError
from loupe.pages import fragment, render
from loupe.views.source_page import QuoteAt, SourcePage
from loupe.views.sources_page import SourcesQuery
from loupe.web.guard import DOWNLOAD_POLICY
from loupe.web.pages import case_of, place_of

__all__ = ["api", "router", "values"]

router = APIRouter(include_in_schema=False)
values = APIRouter()
api = APIRouter(prefix="/api")

Words = Annotated[str, Query(max_length=500)]
Word = Annotated[str, Query(max_length=100)]
Number = Annotated[int, Query(ge=1, le=10**9)]
Moment = Annotated[float | None, Query(ge=0, le=10**7)]


@values.get("/sources.json")
def sources_values(
    request: Request, text: Words = "", kind: Word = "", grade: Word = "", origin: Word = "", state: Word = "",
    sort: Word = "name", descending: bool = False, page: Number = 1,
) -> JSONResponse:  # fmt: skip
    """The values of the list of sources."""
    query = SourcesQuery(text, kind, grade, origin, state, sort, descending, page)
    return JSONResponse(to_plain(case_of(request).browsing().sources(query)))


@router.get("/sources")
def sources_list(
    request: Request, text: Words = "", kind: Word = "", grade: Word = "", origin: Word = "", state: Word = "",
    sort: Word = "name", descending: bool = False, page: Number = 1,
) -> HTMLResponse:  # fmt: skip
    """The list of sources."""
    query = SourcesQuery(text, kind, grade, origin, state, sort, descending, page)
    shown = case_of(request).browsing().sources(query)
    return HTMLResponse(render("sources", place_of(request, "sources"), page=shown))


@router.get("/sources/{source}/page/{number}.png")
def page_picture(request: Request, source: str, number: int) -> FileResponse:
    """A page of a PDF or a scan as a picture, drawn in a limited process."""
    shown = case_of(request).browsing().page(source, number)
    headers = {"content-security-policy": DOWNLOAD_POLICY, "cache-control": "private, max-age=3600"}
    return FileResponse(shown.drawn.picture, media_type="image/png", headers=headers)


@values.get("/sources/{source}/page/{number}.json")
def page_values(request: Request, source: str, number: int, quote: Word = "") -> JSONResponse:
    """The size of a page in points, and the boxes of a quote on it."""
    return JSONResponse(_boxes(case_of(request).browsing().page(source, number, _quote(quote))))


@values.get("/sources/{source}.json")
def source_values(
    request: Request, source: str, page: Number = 1, at: Word = "", quote: Word = "", t: Moment = None
) -> JSONResponse:
    """The values of the page of a source."""
    return JSONResponse(to_plain(_source(request, source, page, at, quote, t)))


@router.get("/sources/{source}")
def source_page(
    request: Request, source: str, page: Number = 1, at: Word = "", quote: Word = "", t: Moment = None
) -> HTMLResponse:
    """A source to read."""
    return HTMLResponse(
        render("source", place_of(request, "sources"), page=_source(request, source, page, at, quote, t))
    )


@values.get("/search.json")
def search_values(request: Request, q: Words = "", claim: Word = "", work: Word = "") -> JSONResponse:
    """What a search finds; nothing is kept of it."""
    return JSONResponse(to_plain(case_of(request).browsing().search(q, claim, work)))


@router.get("/search")
def search_page(request: Request, q: Words = "", claim: Word = "", work: Word = "") -> HTMLResponse:
    """What a search finds, as a page; nothing is kept of it."""
    found = case_of(request).browsing().search(q, claim, work)
    return HTMLResponse(render("search", place_of(request, "search"), page=found))


@api.post("/search")
def search_for(
    request: Request,
    query: Annotated[str, Body(min_length=1, max_length=500)],
    claim: Annotated[str, Body(max_length=100)] = "",
    work: Annotated[str, Body(max_length=100)] = "",
    keep: Annotated[bool, Body()] = True,
) -> dict[str, Any]:
    """Search claims and archive; what is searched for a claim is kept with it, also when nothing is found."""
    case = case_of(request)
    query = " ".join(query.encode("utf-8", "replace").decode().split())
    found = case.browsing().search(query, claim, work)
    keep = keep and bool(query) and found.claim is not None
    if keep and found.claim is not None:
        fields = {"claim": found.claim.head.id, "query": query, "found": found.found, "close": found.close}
        case.decide(found.claim.work_id, "searched", fields, who=request.app.state.who)
    html = fragment("search_found", place_of(request, "sources"), page=found)
    return {
        "found": found.found,
        "close": found.close,
        "claims": len(found.claims),
        "kept": found.claim is not None and keep,
        "html": html,
    }


@api.post("/sources/{source}")
def describe(
    request: Request,
    source: str,
    said: Annotated[dict[str, str | list[str]], Body()],
    was: Annotated[dict[str, str | list[str]] | None, Body()] = None,
    why: Annotated[str, Body(max_length=20_000)] = "",
) -> dict[str, Any]:
    """Correct what is known of a source; answers 409 when it is something else by now than the page showed."""
    now = case_of(request).describe_source(source, said, was or {}, why, who=request.app.state.who)
    return {"source": to_plain(now)}


def _source(request: Request, source: str, page: int, at: str, quote: str, t: float | None) -> SourcePage:
    moment = None if t is None else int(t * 1000)
    return case_of(request).browsing().source(source, page=page, at=at, quote=_quote(quote), at_ms=moment)


def _quote(words: str) -> QuoteAt | None:
    """``PASSAGE:start-end``, as the cards of evidence name their quotes."""
    if not words:
        return None
    passage, _, span = words.rpartition(":")
    start, _, end = span.partition("-")
    if not (passage and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise UsageError("This names no quote.", hint="Open it from its card again.")
    return QuoteAt(passage, int(start), int(end))


def _boxes(shown: PageShown) -> dict[str, Any]:
    return {
        "width": shown.drawn.width,
        "height": shown.drawn.height,
        "boxes": [{"box": list(box.box), "exact": box.exact} for box in shown.boxes],
    }

"""The script page, its exports as downloads, and publishing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from loupe.engine import Case
from loupe.model import to_plain
from loupe.model.errors import UsageError
from loupe.pages import render
from loupe.publish import FORMATS, render_script
from loupe.publish.site import Published
from loupe.publish.written import MARK
from loupe.views.wording import counted
from loupe.web.guard import DOWNLOAD_POLICY
from loupe.web.jobs import Jobs, Step, Told
from loupe.web.pages import case_of, place_of, to_last_work

__all__ = ["api", "router", "values"]

router = APIRouter(include_in_schema=False)
values = APIRouter()
api = APIRouter(prefix="/api")

_KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_PART = Annotated[int, Query(ge=1, le=1_000_000)]
PUBLISHED = "published"
"""The folder of a case that the page publishes into, one folder for each work."""


@router.get("/script")
def last_script(request: Request) -> Response:
    """The script page of the work that was checked last."""
    return to_last_work(request, "script")


@router.get("/script/{work}/export/{format_}")
def export(request: Request, work: str, format_: str) -> Response:
    """The annotated script as a file, in one of the formats of ``loupe script``."""
    if format_ not in FORMATS:
        raise UsageError(f"No script is written as {format_}.", hint="Take one of " + ", ".join(FORMATS) + ".")
    context = case_of(request).script_context(work, elsewhere=True)
    plain = re.sub(r"[^A-Za-z0-9]+", "-", context.title).strip("-").lower()[:60] or "work"
    headers = {
        "content-disposition": f'attachment; filename="script-{plain}.{format_}"',
        "content-security-policy": DOWNLOAD_POLICY,
    }
    return Response(render_script(context, format_), media_type=_KINDS[format_], headers=headers)


@values.get("/script/{work}.json")
def script_values(request: Request, work: str, part: _PART = 1) -> JSONResponse:
    """The values of the script page."""
    return JSONResponse(to_plain(case_of(request).page_of_script(work, part)))


@router.get("/script/{work}")
def script_page(request: Request, work: str, part: _PART = 1) -> HTMLResponse:
    """The work line by line, to be signed off and published."""
    case = case_of(request)
    page = case.page_of_script(work, part)
    published = (case.path / PUBLISHED / page.work_id / MARK).is_file()
    place = place_of(request, "script", page.work_id)
    return HTMLResponse(render("script", place, page=page, formats=FORMATS, published=published))


@api.post("/publish")
def publish(
    request: Request,
    work: Annotated[str, Body(max_length=100)],
    media: Annotated[Literal["none", "link", "copy"], Body()] = "none",
    names: Annotated[bool, Body()] = False,
    by: Annotated[str, Body(max_length=200)] = "",
    address: Annotated[str, Body(max_length=2000)] = "",
) -> dict[str, Any]:
    """Write the public folder of a work into the case, behind the page."""
    case = case_of(request)
    title = case.page_of_script(work).title

    def run(step: Step) -> tuple[Told, ...]:
        step(0, 0, "writing the folder")
        with Case.open(case.path, readonly=True) as own:
            done = own.publish(own.path / PUBLISHED / work, work, media=media, names=names, by=by, address=address)
        return tuple(_told(done))

    jobs: Jobs = request.app.state.jobs
    return {"job": to_plain(jobs.start("publish", title, run))}


def _told(done: Published) -> Iterator[Told]:
    """What became of publishing, and what of the check is to be known with it."""
    if done.withdrawn:
        yield Told(f"Nothing is signed any more: {done.folder} now says that what was published is withdrawn.")
    else:
        held = f"{counted(done.claims, 'claim')} and {counted(done.sources, 'source')}"
        yield Told(f"{held} are in {done.folder}. Open index.html there.")
    if done.waiting:
        yield Told(f"{counted(done.waiting, 'claim')} of the work not judged yet and not in it.", False, _AGAIN)
    elif done.outdated:
        yield Told("The archive, the policy, a model or Loupe has changed since the check.", False, _AGAIN)


_AGAIN = "Start the check again on the page of the case."

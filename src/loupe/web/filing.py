"""Files dropped on the page of the case, and checks started from it: kept at once, worked on behind the page."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from starlette.concurrency import run_in_threadpool

from loupe.engine import Case
from loupe.engine.intake.adding import AddReport
from loupe.model import to_plain
from loupe.model.errors import DiskFull, FileTooLarge, IdUnknown, UsageError, WriteDenied
from loupe.reading import limit_hint, most_bytes_of
from loupe.views.wording import counted
from loupe.web.jobs import Job, Jobs, Step, Told
from loupe.web.pages import case_of

__all__ = ["INCOMING", "router", "sweep"]

router = APIRouter(prefix="/api")

INCOMING = "incoming"
"""The folder of a case that holds dropped files until they are read; empty when nothing is on its way."""
_NAME_BYTES = 200
_MOST_FILES = 2_000
_DROP = Annotated[str, Query(pattern=r"^[0-9a-z]{8,40}$", description="one name for all files of a drop")]
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\]")
_AT_ONCE = 1 << 20
_BYTES = {"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}


def sweep(case: Path) -> None:
    """Throw away what an earlier server left half received."""
    shutil.rmtree(case / INCOMING, ignore_errors=True)


@router.put("/files/{name}", openapi_extra=_BYTES)
async def receive(request: Request, name: str, drop: _DROP) -> dict[str, Any]:
    """Take in one file of a drop, as it comes; what reads it starts with ``/api/add`` or ``/api/check``."""
    case = case_of(request)
    folder = case.path / INCOMING / drop
    path = folder / _fit(name)
    most = most_bytes_of(path.name, case.settings.limits)
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > most:
        raise _too_large(path.name, most)
    try:
        await run_in_threadpool(_begin, folder, path)
        size = 0
        with path.open("xb") as file:
            waiting = bytearray()
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise _too_large(path.name, most)
                waiting += piece
                if len(waiting) >= _AT_ONCE:
                    await run_in_threadpool(file.write, bytes(waiting))
                    waiting.clear()
            await run_in_threadpool(file.write, bytes(waiting))
    except FileExistsError as error:
        raise UsageError(f"Two files of this drop are called {path.name}.", hint="Drop them one by one.") from error
    except BaseException as error:
        with contextlib.suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise _not_kept(path.name, error) from error
        raise
    return {"name": path.name, "bytes": size}


@router.post("/add")
def add(request: Request, drop: Annotated[str, Body(embed=True, pattern=r"^[0-9a-z]{8,40}$")]) -> dict[str, Any]:
    """Read the files of a drop into the archive, behind the page."""
    case, who = case_of(request), request.app.state.who
    files = _dropped(case, drop)

    def work(step: Step) -> tuple[Told, ...]:
        with _thrown_away(case.path / INCOMING / drop), Case.open(case.path, who=who) as own:
            report = own.add(*files, progress=step)
            met = list(_met_again(files, report))
        step(0, 0, "bringing the pages up to date")
        case.ready()
        told = [Told(f"{s.label}: added.", link=f"/sources/{s.id}") for s in report.added]
        told += met
        told += [Told(f"{s.label}: {s.problem.message}", good=False, hint=s.problem.hint)
                 for s in report.failed if s.problem]  # fmt: skip
        told += [Told(f"{Path(path).name}: {error}", good=False, hint=error.hint) for path, error in report.refused]
        return tuple(told)

    return _started(request, "add", _titled(files), work)


@router.post("/check")
def check(
    request: Request,
    work: Annotated[str, Body(max_length=200)] = "",
    drop: Annotated[str, Body(pattern=r"^([0-9a-z]{8,40})?$")] = "",
    title: Annotated[str, Body(max_length=300)] = "",
    fast: Annotated[bool, Body()] = False,
) -> dict[str, Any]:
    """Check a work behind the page: one that is in the case, by its id, or the files of a drop."""
    case, who = case_of(request), request.app.state.who
    if bool(work) == bool(drop):
        raise UsageError("A check takes one work.", hint="Name a source of the case, or drop the file of the work.")
    if work:
        target: str | Path = case.source_of(work).id
        called = case.source_of(work).label
    else:
        target, called = _the_work(_dropped(case, drop))

    def run(step: Step) -> tuple[Told, ...]:
        with contextlib.ExitStack() as stack:
            if drop:
                stack.enter_context(_thrown_away(case.path / INCOMING / drop))
            own = stack.enter_context(Case.open(case.path, who=who))
            found = own.check(
                target,
                title=title or None,
                on_read=step,
                on_index=lambda: step(0, 0, "searching the archive"),
                progress=lambda done, total: step(done, total, "claims checked"),
                fast=fast,
            )
        step(0, 0, "bringing the pages up to date")
        case.ready()
        page = case.page_of_film(found.work.id)
        judged = (
            f"{counted(page.checkable, 'claim')} that can be checked {'is' if page.checkable == 1 else 'are'} judged"
        )
        said = f"{page.title}: {judged}; the verdicts are proposals."
        return (Told(said, link=f"/film/{page.work_id}"),)

    return _started(request, "check", called, run)


@router.get("/jobs")
def jobs(request: Request) -> dict[str, Any]:
    """Every job of this server, the last first."""
    return {"jobs": to_plain(_jobs(request).all())}


@router.get("/jobs/{number}")
def job(request: Request, number: int) -> dict[str, Any]:
    """How a job stands."""
    found = _jobs(request).of(number)
    if found is None:
        raise IdUnknown(f"There is no job {number}; the server may have been started anew.", hint="Start it again.")
    return _plain(found)


def _started(request: Request, kind: str, title: str, work: Any) -> dict[str, Any]:
    return _plain(_jobs(request).start(kind, title, work))


def _plain(found: Job) -> dict[str, Any]:
    plain = to_plain(found)
    assert isinstance(plain, dict)
    return {"job": plain}


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found


def _fit(name: str) -> str:
    """The name of a file that came from a browser: never a path, never hidden, never too long for a disk."""
    if _UNFIT.search(name) or name.startswith(".") or not name.strip():
        raise UsageError("This is no name of a file.", hint="Rename the file, then drop it again.")
    if len(name.encode("utf-8", "surrogatepass")) > _NAME_BYTES:
        raise UsageError("The name of this file is too long.", hint="Rename the file, then drop it again.")
    return name


def _begin(folder: Path, path: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if sum(1 for _ in folder.iterdir()) >= _MOST_FILES:
        raise UsageError(f"More than {_MOST_FILES} files came at once.", hint="Use loupe add for whole folders.")
    if path.exists():
        raise FileExistsError(path)


def _dropped(case: Case, drop: str) -> list[Path]:
    folder = case.path / INCOMING / drop
    files = sorted(p for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []
    if not files:
        raise UsageError("No file has come.", hint="Drop the files on the page of the case again.")
    return files


def _the_work(files: Iterable[Path]) -> tuple[Path, str]:
    listed = list(files)
    if len(listed) != 1:
        raise UsageError(
            f"{len(listed)} files were dropped; a check takes one work.", hint="Drop the one file with its words."
        )
    return listed[0], listed[0].name


def _met_again(files: Iterable[Path], report: AddReport) -> Iterator[Told]:
    """One line for each dropped file that is in the case by now under another name, or was before."""
    known = {source.sha256: source for source in (*report.known, *report.added)}
    again = {source.sha256 for source in report.known}
    sizes = {source.size for source in report.known}
    named: defaultdict[str, list[str]] = defaultdict(list)
    for path in files:
        if path.stat().st_size in sizes:
            with path.open("rb") as file:
                named[hashlib.file_digest(file, "sha256").hexdigest()].append(path.name)
    for sha256 in sorted(again, key=lambda one: (known[one].label, one)):
        source, fresh = known[sha256], [s.name for s in report.added if s.sha256 == sha256]
        link = f"/sources/{source.id}"
        copies = [name for name in named[sha256] if name not in fresh]
        for name in copies:
            yield Told(f"{name}: the same file as {source.label}, which is in the case.", link=link)
        if not copies:  # it came inside another file
            yield Told(f"{source.label} was in the case before.", link=link)


def _titled(files: list[Path]) -> str:
    return files[0].name if len(files) == 1 else f"{len(files)} files"


@contextlib.contextmanager
def _thrown_away(folder: Path) -> Any:
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _too_large(name: str, most: int) -> FileTooLarge:
    return FileTooLarge(f"{name} has more than {most:,} bytes.", hint=limit_hint("max_bytes"))


def _not_kept(name: str, error: OSError) -> Exception:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(f"There is no room left for {name}.")
    return WriteDenied(f"{name} cannot be kept in the case: {error.strerror}.")

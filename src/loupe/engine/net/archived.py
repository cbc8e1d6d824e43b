"""A page out of a web archive that somebody else made: its records, copied as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from loupe.engine.net.webrecords import new_file, warcinfo
from loupe.model.errors import FetchFailed, OverBudget
from loupe.reading import ReadingLimits
from loupe.reading.front import path_error
from loupe.reading.packed.budget import Budget
from loupe.reading.packed.streams import BROKEN, file_chunks
from loupe.reading.packed.unpacked import unpacked_stream
from loupe.reading.values import Step, no_step
from loupe.reading.warcs import WarcRecord, walk_records
from loupe.reading.warcs.responses import read_response

__all__ = ["archive_pages"]

_CAPTURES = ("response", "resource")
_KEPT = ("response", "resource", "request", "metadata", "revisit")
_MOST_BYTES = 64 << 20  # of one page with its redirects
_MOST_REDIRECTS = 5
_MOST_SHOWN = 8
_MOST_ADDRESSES = 200_000


def archive_pages(
    folder: Path, archive: Path, address: str, limits: ReadingLimits | None = None, step: Step = no_step
) -> Path:
    """Copy the records of a page, and of those that it leads on to, from a .warc or .warc.gz to a new WARC file.

    Records are copied byte for byte. Raises FetchFailed when the page is not in the archive or is too large, OverBudget
    for an archive that unpacks to far more than it should.
    """
    limits = limits or ReadingLimits()
    try:
        with open(archive, "rb") as file:
            size = archive.stat().st_size
            wanted = _wanted(file, archive.name, address, limits, step, size)
            records = _copy(file, archive.name, wanted, limits, step, size)
    except OSError as error:
        raise path_error(error, archive.name) from error
    now = datetime.now(UTC)
    return new_file(folder, address, now, [warcinfo(now, f"{address} from {archive.name}"), *records])


def _walk(file: BinaryIO, name: str, limits: ReadingLimits, step: Step, size: int) -> Iterator[WarcRecord]:
    file.seek(0)
    budget = Budget(name, limits, step, size)
    stream, _ = unpacked_stream(file_chunks(file, budget.passed), budget)
    try:
        yield from walk_records(stream)
    except BROKEN:
        return  # what stands before the break can be copied


def _wanted(file: BinaryIO, name: str, address: str, limits: ReadingLimits, step: Step, size: int) -> set[str]:
    """The page's address and those that it leads on to, all as ``_same`` writes them."""
    leads: dict[str, str] = {}
    held: dict[str, None] = {}
    for record in _walk(file, name, limits, step, size):
        if record.type not in _CAPTURES or len(held) > _MOST_ADDRESSES:
            continue
        key = _same(record.address)
        held[key] = None
        if record.type == "response" and (target := _location(record)):
            leads[key] = _same(urljoin(record.address, target))
    wanted = [_same(address)]
    if wanted[0] not in held:
        raise FetchFailed(f"{address[:200]} is not in {name}.", hint=_what_is_in(list(held)))
    while (following := leads.get(wanted[-1], "")) and following not in wanted and len(wanted) <= _MOST_REDIRECTS:
        wanted.append(following)
    return set(wanted)


def _copy(file: BinaryIO, name: str, wanted: set[str], limits: ReadingLimits, step: Step, size: int) -> list[bytes]:
    records: list[bytes] = []
    total = 0
    for record in _walk(file, name, limits, step, size):
        if record.type not in _KEPT or _same(record.address) not in wanted:
            continue
        total += len(record.head) + record.length
        if total > _MOST_BYTES:
            raise OverBudget(
                f"The captures of the page in {name} have more than {_MOST_BYTES >> 20} MiB.",
                hint="Add the archive itself instead: it is read piece by piece.",
            )
        try:
            block = b"".join(record.block.rest())
        except BROKEN:
            continue  # half a record would be a false copy
        records.append(record.head + block + b"\r\n\r\n")
    return records


def _location(record: WarcRecord) -> str | None:
    try:
        response = read_response(record.block)
    except BROKEN:
        return None
    return response.fields.get("location") if 300 <= response.status < 400 else None


def _same(address: str) -> str:
    """An address as it is compared: no fragment, host in lower case, no port that goes without saying."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return address
    scheme = parts.scheme.lower()
    told = "" if port is None or port == {"http": 80, "https": 443}.get(scheme) else f":{port}"
    return f"{scheme}://{host}{told}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _what_is_in(held: list[str]) -> str:
    if not held:
        return "There is no captured page in it."
    shown = ", ".join(address[:100] for address in held[:_MOST_SHOWN])
    more = f" and {len(held) - _MOST_SHOWN:,} more" if len(held) > _MOST_SHOWN else ""
    return f"In it are: {shown}{more}. To add all of them, add the archive itself."

"""The pages of a web archive as parts."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from loupe.model import web_address
from loupe.model.errors import FileDamaged, OverBudget
from loupe.reading.packed.names import visible
from loupe.reading.packed.shelf import Shelf
from loupe.reading.packed.streams import BROKEN, ByteStream, file_chunks
from loupe.reading.packed.unpacked import unpacked_stream
from loupe.reading.packed.zipdirectory import ZipEntry
from loupe.reading.packed.zips import member_chunks, open_zip
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step
from loupe.reading.warcs.addresses import ending_of, part_name
from loupe.reading.warcs.records import WarcRecord, walk_records
from loupe.reading.warcs.responses import UnknownCodingError, read_response

__all__ = ["keep_captures", "read_wacz", "read_warc"]

_READER = "warc/1"
_KIND = "web archive"
_MOST_RECORDS = 50  # for every part that may be made: pictures, scripts and requests stand beside the pages
_MOST_LIST = 4 << 20  # bytes of a package's list of its files
_MOST_RECODED = 32 << 20
_NO_CHARSETS = ("punycode", "idna", "unicode-escape", "raw-unicode-escape")  # slow, or no page is written in them
_TEXTS = (".html", ".txt", ".md", ".csv", ".vtt", ".srt")
_SCHEMES = ("http://", "https://", "ftp://", "file:")


def read_warc(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a web archive, plain or packed by gzip: each page or paper with text a part of its own.

    A broken or cut off archive gives the pages before the break. Raises OverBudget past a limit, FileDamaged when it is
    no web archive, NoText when it holds no page that can be read.
    """
    with open(job.path, "rb") as file, Shelf(job, limits, step, job.path.stat().st_size) as shelf:
        stream, _ = unpacked_stream(file_chunks(file, shelf.budget.passed), shelf.budget)
        keep_captures(stream, shelf)
        return shelf.reading("warc", _READER, _KIND)


def read_wacz(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a web archive package: the pages of the web archives inside, which are checked against its own list.

    Raises as ``read_warc`` does.
    """
    size = job.path.stat().st_size
    with open(job.path, "rb") as file, Shelf(job, limits, step, size) as shelf:
        found = open_zip(file, size, shelf.budget)
        if found is None:
            raise FileDamaged(f"{job.name} is damaged: its zip container is cut off or broken.")
        entries, starts = found
        checksums = _listed(file, entries, starts, shelf)
        for entry in entries:
            if entry.name.startswith("archive/") and entry.name.endswith((".warc", ".warc.gz")):
                _keep_inner(file, entry, starts.get(entry.offset), checksums.get(entry.name), shelf)
        return shelf.reading("wacz", _READER, _KIND)


def _keep_inner(file: BinaryIO, entry: ZipEntry, start: int | None, told: str | None, shelf: Shelf) -> None:
    chunks = None if start is None or entry.encrypted else member_chunks(file, entry, start, shelf.budget.passed)
    if chunks is None:
        shelf.leave("encrypted" if entry.encrypted else "damaged", entry.name)
        return
    digest = hashlib.sha256()
    hashed = _hashed(chunks, digest.update)
    try:
        inner, _ = unpacked_stream(hashed, shelf.budget)
        keep_captures(inner, shelf, place=f"{entry.name.removeprefix('archive/')}, ")
        for _ in hashed:  # what a break left unread
            pass
    except (FileDamaged, *BROKEN):  # the other archives of the package may be sound
        shelf.leave("damaged", entry.name)
        return
    if told is not None and told != digest.hexdigest():
        shelf.notes.append(f"{entry.name} is not what the package's own list says: its checksum differs.")


def _listed(file: BinaryIO, entries: list[ZipEntry], starts: Mapping[int, int], shelf: Shelf) -> dict[str, str]:
    """The SHA-256 of each file as the package's ``datapackage.json`` tells it; empty when it tells nothing."""
    entry = next((entry for entry in entries if entry.name == "datapackage.json"), None)
    if entry is None or entry.size > _MOST_LIST or entry.offset not in starts:
        return {}
    chunks = member_chunks(file, entry, starts[entry.offset], shelf.budget.passed)
    if chunks is None:
        return {}
    try:
        listed = json.loads(b"".join(chunks))["resources"]
        pairs = [(str(one["path"]), str(one["hash"])) for one in listed]
    except (*BROKEN, KeyError, TypeError, RecursionError):
        shelf.notes.append("The package's list of its files cannot be read, so nothing was checked against it.")
        return {}
    return {path: told.removeprefix("sha256:").lower() for path, told in pairs if told.startswith("sha256:")}


def _hashed(chunks: Iterator[bytes], update: Callable[[bytes], object]) -> Iterator[bytes]:
    for chunk in chunks:
        update(chunk)
        yield chunk


def keep_captures(stream: ByteStream, shelf: Shelf, place: str = "") -> None:
    """Put every page of an archive's records on the shelf; ``place`` stands before the number of the record."""
    seen: set[tuple[str, bytes]] = set()
    most = _MOST_RECORDS * shelf.limits.max_parts
    number = breaks = 0
    try:
        for record in walk_records(stream):
            number = record.number
            breaks += record.after_break
            if number > most:
                raise OverBudget(f"{shelf.name} holds more than {most:,} records; none of them was added.")
            if record.type in ("response", "resource"):
                _keep(record, shelf, seen, place)
            elif record.type == "revisit":
                shelf.leave("repeat", "")
    except BROKEN as error:
        if not number:
            raise FileDamaged(f"{shelf.name} is damaged: it is not a web archive that can be read.") from error
        shelf.cut_off = True
        shelf.notes.append(f"The archive is cut off or broken after record {number}; what stands before was read.")
    if breaks:
        shelf.notes.append(f"In {breaks:,} {'place' if breaks == 1 else 'places'} a record is longer than it says.")


def _keep(record: WarcRecord, shelf: Shelf, seen: set[tuple[str, bytes]], place: str) -> None:
    if not record.address.lower().startswith(_SCHEMES):
        return  # what a crawler tells of itself: logs, name look-ups
    try:
        content_type, body = _body(record, shelf)
        head = body.peek(1024) if body is not None else b""
    except UnknownCodingError:
        shelf.leave("method", record.address)
        return
    except BROKEN:
        shelf.leave("damaged", record.address)
        return
    if body is None:
        return
    ending = ending_of(content_type, record.address, head)
    if ending is None:
        films = content_type.lower().startswith(("video/", "audio/"))
        shelf.leave("film" if films else "wordless", record.address if films else "")
        return
    digest = hashlib.sha256()

    def said_before() -> str:
        capture = (record.address, digest.digest())
        if capture in seen:
            return "repeat"
        seen.add(capture)
        return ""

    day = visible(record.date[:40])
    cut = ", cut off by the archive" if record.fields.get("warc-truncated") else ""
    shelf.keep(
        part_name(record.address, record.date, ending),
        _hashed(_readable(body, content_type, ending, lambda: shelf.leave("cut", record.address)), digest.update),
        lambda: record.length,
        place=f"{place}record {record.number}, {visible(record.address[:500])}, captured {day}{cut}",
        refuse=said_before,
        address=web_address(record.address),
    )


def _body(record: WarcRecord, shelf: Shelf) -> tuple[str, ByteStream | None]:
    """Declared type and body of a capture; no body for an answer that is no page, which is counted."""
    if record.type == "resource":
        return record.content_type, record.block
    response = read_response(record.block)
    if 300 <= response.status < 400:
        shelf.leave("redirect", "")
    elif response.status not in (200, 203):
        shelf.leave("refused", f"{record.address[:60]} ({response.status})")
    else:
        return response.fields.get("content-type", ""), response.body
    return "", None


def _readable(body: ByteStream, content_type: str, ending: str, cut: Callable[[], None]) -> Iterator[bytes]:
    """The body as it is, or in UTF-8 where only the server's header told its encoding and a reader could not know.

    A text that breaks off ends there, and ``cut`` is told; of anything else half is worth nothing.
    """
    if ending not in _TEXTS:
        yield from body.rest()
        return
    charset, given = _charset(content_type), False
    try:
        data = _recoded(body, charset) if charset is not None else b""
        given = bool(data)
        yield data
        for piece in body.rest():
            given = True
            yield piece
    except BROKEN:
        if not given:
            raise
        cut()


def _recoded(body: ByteStream, charset: str) -> bytes:
    data = body.read(_MOST_RECODED)
    if body.peek(1) or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with contextlib.suppress(UnicodeError):
            return data.decode(charset).encode("utf-8-sig")
    return data


def _charset(content_type: str) -> str | None:
    _, _, told = content_type.lower().partition("charset=")
    try:
        name = codecs.lookup(told.partition(";")[0].strip(" \"'")).name if told else "utf-8"
        b"x".decode(name)  # a codec that is no encoding of text, such as zlib's, says so here
    except (LookupError, ValueError):
        return None
    return None if name in ("utf-8", *_NO_CHARSETS) else name

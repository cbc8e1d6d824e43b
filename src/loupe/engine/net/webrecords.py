"""Web pages written as WARC files (WARC 1.1, ISO 28500:2017)."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from loupe import __version__

__all__ = ["Exchange", "new_file", "warc_record", "warcinfo", "write_capture"]

_CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_FIELDS = "application/warc-fields"
_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the answer to it, byte for byte; ``began`` is when it was sent, in UTC.

    ``payload_sha256`` is of the body without its transfer coding; ``certificate`` the SHA-256 of the server's, "" for
    plain http.
    """

    address: str
    began: datetime
    ip: str
    request: bytes
    answer: bytes
    payload_sha256: str
    milliseconds: int
    status: int
    tls: str = ""
    certificate: str = ""


def write_capture(folder: Path, exchanges: Sequence[Exchange], began: datetime) -> Path:
    """Write exchanges, the page last, to a new file in ``folder``: readable as text, nothing compressed."""
    records = [warcinfo(began, exchanges[0].address)]
    for number, exchange in enumerate(exchanges):
        records += _exchange_records(exchange, exchanges[number - 1].address if number else "", len(exchanges) - 1)
    return new_file(folder, exchanges[-1].address, began, records)


def warcinfo(when: datetime, what: str) -> bytes:
    """The record that says who made the file."""
    lines = {"software": f"Loupe/{__version__}", "format": "WARC File Format 1.1", "conformsTo": _CONFORMS,
             "description": f"One page, asked for by a person: {what}"}  # fmt: skip
    return warc_record("warcinfo", "", when, _FIELDS, _as_fields(lines))


def _exchange_records(exchange: Exchange, via: str, redirects: int) -> list[bytes]:
    page, when = exchange.address, exchange.began
    answer_id = _identity("response", page, when, exchange.answer)
    lines = {"fetchTimeMs": str(exchange.milliseconds), "ipAddress": exchange.ip, "status": str(exchange.status),
             "redirectsFollowed": str(redirects), "via": via, "tlsVersion": exchange.tls,
             "certificateSha256": exchange.certificate}  # fmt: skip
    told = _as_fields({name: value for name, value in lines.items() if value})
    beside = {"WARC-Concurrent-To": answer_id}
    return [
        warc_record(
            "response", page, when, "application/http; msgtype=response", exchange.answer,
            {"WARC-IP-Address": exchange.ip, "WARC-Payload-Digest": f"sha256:{exchange.payload_sha256}"},
        ),
        warc_record("request", page, when, "application/http; msgtype=request", exchange.request, beside),
        warc_record("metadata", page, when, _FIELDS, told, beside),
    ]  # fmt: skip


def warc_record(
    kind: str, address: str, when: datetime, content_type: str, block: bytes, more: dict[str, str] | None = None
) -> bytes:
    """One record; its id follows from what it holds, so that the same is called the same."""
    fields = {
        "WARC-Type": kind, "WARC-Record-ID": _identity(kind, address, when, block), "WARC-Date": _stamp(when),
        "WARC-Target-URI": address, **(more or {}), "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        "Content-Type": content_type, "Content-Length": str(len(block)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def new_file(folder: Path, address: str, when: datetime, records: Sequence[bytes]) -> Path:
    """Write records to a file that was not there, named after the page and the time; the file is there whole or not."""
    parts = urlsplit(address)
    plain = _ODD.sub("-", f"{parts.hostname or 'page'}{parts.path}").strip("-.")[:_LONGEST_NAME].strip("-.") or "page"
    stem = f"{plain}-{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    descriptor, name = tempfile.mkstemp(".part", ".", folder)
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as out:
            out.writelines(records)
            out.flush()
            os.fsync(out.fileno())
        return _settle(temporary, folder, stem)
    finally:
        temporary.unlink(missing_ok=True)


def _settle(temporary: Path, folder: Path, stem: str) -> Path:
    number = 1
    while True:
        path = folder / (f"{stem}.warc" if number == 1 else f"{stem}-{number}.warc")
        try:
            path.touch(exist_ok=False)  # reserves the name: nothing that is there is ever written over
        except FileExistsError:
            number += 1
            continue
        os.replace(temporary, path)
        return path


def _stamp(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _identity(kind: str, address: str, when: datetime, block: bytes) -> str:
    told = f"{kind} {address} {_stamp(when)} {hashlib.sha256(block).hexdigest()}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}>"


def _as_fields(lines: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()

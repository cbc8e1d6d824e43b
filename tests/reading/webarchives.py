"""Web archives made by hand, well-formed or not."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile

DAY = "2026-02-03T10:11:12Z"


def record(kind: str, address: str, block: bytes, content_type: str = "application/http", **fields: str) -> bytes:
    """One record; ``fields`` are more header fields, with _ for - in their names, or replace those that are set."""
    named = {
        "WARC-Type": kind, "WARC-Target-URI": address, "WARC-Date": DAY, "Content-Type": content_type,
        "Content-Length": str(len(block)), **{name.replace("_", "-"): value for name, value in fields.items()},
    }  # fmt: skip
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def answer(body: bytes, content_type: str = "text/html", status: str = "200 OK", **fields: str) -> bytes:
    """A server's answer with a body."""
    named = {"Content-Type": content_type, **{name.replace("_", "-"): value for name, value in fields.items()}}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def page(address: str, body: bytes, content_type: str = "text/html", status: str = "200 OK", **fields: str) -> bytes:
    """A record of a captured page."""
    return record("response", address, answer(body, content_type, status, **fields))


def chunked(body: bytes, size: int = 7) -> bytes:
    """A body in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def wacz(archives: dict[str, bytes], wrong: str = "") -> bytes:
    """A package of web archives with a list of checksums, that of ``wrong`` being wrong."""
    hashes = {name: hashlib.sha256(data + b"x" * (name == wrong)).hexdigest() for name, data in archives.items()}
    listed = [{"path": f"archive/{name}", "hash": f"sha256:{told}"} for name, told in hashes.items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("datapackage.json", json.dumps({"resources": listed}))
        for name, data in archives.items():
            package.writestr(f"archive/{name}", data)
    return out.getvalue()


def by_record(*records: bytes) -> bytes:
    """A .warc.gz, each record a gzip member of its own."""
    return b"".join(gzip.compress(one) for one in records)

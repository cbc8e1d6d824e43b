"""A mail out of Outlook's properties as a mail on the wire (RFC 5322), so that it can be a source of its own."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.header import Header

from loupe.reading.draft import one_line
from loupe.reading.mails.letter import FIELDS
from loupe.reading.mails.outlook import Item

__all__ = ["compose_mail"]

_LINE = 57 * 1024  # bytes that fill whole lines of base64
_MOST_DEPTH = 12
_FOLD = re.compile(r"\r?\n(?![ \t])")
_OWN = re.compile(r"(?i)(?:content-[a-z-]+|mime-version)[ \t]*:")
_PLAIN = re.compile(r"[ -~]*")


def compose_mail(item: Item, depth: int = 0) -> Iterator[bytes]:
    """The bytes of the mail in pieces; the header lines it came with are kept, those on its MIME parts are new."""
    boundary = f"=_loupe_{depth}"  # no line of base64 begins so
    yield "".join(f"{line}\r\n" for line in _header(item)).encode("utf-8", "replace")
    yield f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode()
    kind = "html" if item.is_html else "plain"
    yield f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n".encode()
    yield from _base64(item.text.encode("utf-8", "replace"))
    for each in item.attached:
        if isinstance(each.content, Item):
            if depth < _MOST_DEPTH:
                yield f"--{boundary}\r\nContent-Type: message/rfc822\r\n\r\n".encode()
                yield from compose_mail(each.content, depth + 1)
        elif each.content:
            mime = each.mime if re.fullmatch(r"[\w.+-]+/[\w.+-]+", each.mime) else "application/octet-stream"
            shown = "inline" if each.hidden or each.cid else "attachment"
            name = (one_line(each.name, 200) or "unnamed").replace("\\", "_").replace('"', "'")
            coded = name if _PLAIN.fullmatch(name) else Header(name, "utf-8", maxlinelen=0).encode()
            yield f"--{boundary}\r\nContent-Type: {mime}\r\n".encode()
            yield f'Content-Disposition: {shown}; filename="{coded}"\r\n'.encode()
            if each.cid and (cid := one_line(each.cid, 300)):
                yield f"Content-ID: <{cid}>\r\n".encode("utf-8", "replace")
            yield from _base64(each.content)
    yield f"--{boundary}--\r\n".encode()


def _header(item: Item) -> Iterator[str]:
    given = set()
    for line in _FOLD.split(item.transport.strip()) if item.transport.strip() else ():
        name = line.partition(":")[0].strip().lower()
        if ":" in line and name and not _OWN.match(line):
            given.add(name)
            yield line.replace("\r\n", "\n").replace("\r", "").replace("\n", "\r\n")
    for key in FIELDS:
        value = one_line(item.fields.get(key), 20_000)
        if value and key.lower() not in given:
            yield f"{key}: {value if _PLAIN.fullmatch(value) else Header(value, 'utf-8', maxlinelen=0).encode()}"


def _base64(raw: bytes) -> Iterator[bytes]:
    yield b"Content-Transfer-Encoding: base64\r\n\r\n"
    for at in range(0, len(raw), _LINE):
        piece = raw[at : at + _LINE]
        yield b"".join(
            binascii.b2a_base64(piece[line : line + 57], newline=False) + b"\r\n" for line in range(0, len(piece), 57)
        )

"""The MIME side of mails: where each part lies in the bytes, its header fields and content; bad MIME is forgiven.

Parts are spans of the mail's own bytes (RFC 2045, 2046), so that an attached mail is kept byte for byte.
"""

from __future__ import annotations

import binascii
import email.errors
import email.parser
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header, decode_header
from email.message import Message

from loupe.model.errors import OverBudget
from loupe.reading.decoding import guess_text
from loupe.reading.values import ReadingLimits

__all__ = ["Entity", "children", "content", "decode_field", "field_text", "open_entity"]

_MOST_HEADER = 1 << 20  # bytes of header fields that are looked at
_MOST_LOOKED_AT = 16 << 20  # bytes in which the end of a header is looked for
_MOST_DEPTH = 20
_APART = "Save the parts you need as files of their own and add those."
_CHUNK = 3 << 18
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
_PARSER = email.parser.HeaderParser(policy=email.policy.compat32)


@dataclass(frozen=True, slots=True)
class Entity:
    """A mail or a part of one: the bytes ``start`` to ``end``, of which the content begins at ``body``.

    ``kind`` is its MIME type in small letters, ``cut`` says that its header was too long and is known in part.
    """

    fields: Message
    kind: str
    start: int
    body: int
    end: int
    depth: int = 0
    cut: bool = False


def open_entity(data: bytes, start: int, end: int, depth: int = 0, default: str = "text/plain") -> Entity:
    """The part whose header begins at ``start``; a line that is no header field ends the header."""
    while start < end and data[start] in b"\r\n" and depth == 0:
        start += 1
    body, stop = _header_end(data, start, end)
    top = data[start : min(stop, start + _MOST_HEADER)]
    fields = _PARSER.parsestr(_header_text(top) + "\n\n", headersonly=True)
    fields.set_default_type(default)
    return Entity(fields, fields.get_content_type(), start, body, end, depth, stop - start > _MOST_HEADER)


def _header_text(top: bytes) -> str:
    """A header as text; 8-bit letters in it, which no rule allows, are UTF-8 or else guessed."""
    try:
        return top.decode("utf-8")
    except UnicodeDecodeError:
        return guess_text(top)


def _header_end(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the content begins and where the header ends."""
    at = start
    while at < end:
        stop = data.find(b"\n", at, end)
        stop = end if stop < 0 else stop + 1
        line = data[at : min(stop, at + 400)]
        if not line.strip(b"\r\n"):
            return stop, at
        folded = line[:1] in b" \t" and at > start
        envelope = at == start and line.startswith((b"From ", b">From "))
        if not folded and not envelope and _FIELD.match(line) is None:
            return at, at
        at = stop
        if at - start > _MOST_LOOKED_AT:
            return at, at
    return end, end


def children(data: bytes, entity: Entity, name: str, limits: ReadingLimits) -> list[Entity] | None:
    """The parts of a multipart in order, or None when it has none that can be told.

    Raises OverBudget for parts in parts in parts.
    """
    boundary = _boundary(entity.fields)
    if not entity.kind.startswith("multipart/") or not boundary:
        return None
    if entity.depth >= _MOST_DEPTH:
        raise OverBudget(f"{name} has parts within parts more than {_MOST_DEPTH} deep.", hint=_APART)
    default = "message/rfc822" if entity.kind == "multipart/digest" else "text/plain"
    found = []
    for start, stop in _between(data, entity, b"--" + boundary):
        found.append(open_entity(data, start, stop, entity.depth + 1, default))
        if len(found) > 2 * limits.max_parts:
            break
    return found or None


def _between(data: bytes, entity: Entity, mark: bytes) -> Iterator[tuple[int, int]]:
    """The spans between the boundary lines; the last is open to the end where the closing line is missing."""
    start: int | None = None
    at = entity.body
    while (hit := data.find(mark, at, entity.end)) >= 0:
        at = hit + len(mark)
        if hit > entity.body and data[hit - 1] not in b"\r\n":
            continue
        stop = data.find(b"\n", at, entity.end)
        stop = entity.end if stop < 0 else stop
        closing = data[at : at + 2] == b"--"
        if data[at + 2 * closing : stop].strip():
            continue
        if start is not None:
            yield start, max(start, hit - (2 if data[hit - 2 : hit] == b"\r\n" else 1))
        # Parts after a closing line are no part of the mail for the rules, but they are there.
        start = None if closing else min(stop + 1, entity.end)
        at = stop
    if start is not None:
        yield start, entity.end


def _boundary(fields: Message) -> bytes:
    try:
        return (fields.get_boundary() or "").encode("utf-8")
    except (ValueError, LookupError, TypeError):
        return b""


def content(data: bytes, entity: Entity) -> Iterator[bytes]:
    """The decoded content of a part, in pieces; what is broken is decoded as far as it goes."""
    encoding = str(entity.fields.get("Content-Transfer-Encoding") or "").strip().lower()
    if encoding == "base64":
        yield from _base64(data, entity.body, entity.end)
    elif encoding == "quoted-printable":
        yield binascii.a2b_qp(data[entity.body : entity.end])
    elif encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        yield from _uuencoded(data[entity.body : entity.end])
    else:
        for at in range(entity.body, entity.end, _CHUNK):
            yield data[at : min(at + _CHUNK, entity.end)]


def _base64(data: bytes, start: int, end: int) -> Iterator[bytes]:
    left = b""
    for at in range(start, end, _CHUNK):
        letters = left + data[at : min(at + _CHUNK, end)].translate(None, _NOT_BASE64)
        whole = len(letters) - len(letters) % 4
        yield binascii.a2b_base64(letters[:whole])
        left = letters[whole:]
    if len(left) > 1:
        yield binascii.a2b_base64(left + b"=" * (4 - len(left)))


def _uuencoded(data: bytes) -> Iterator[bytes]:
    for line in data.splitlines():
        if line.startswith(b"begin ") or not line:
            continue
        if line == b"end":
            return
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3  # some encoders pad a line
            try:
                yield binascii.a2b_uu(line[:length])
            except binascii.Error:
                return


def field_text(fields: Message, name: str) -> str:
    """All values of a header field, decoded, in one text; "" when there is none."""
    return ", ".join(decode_field(value) for value in fields.get_all(name, [])[:50])


def decode_field(value: object) -> str:
    """A header field with its encoded words decoded as far as they can be."""
    raw = str(value)[:100_000]
    try:
        pieces = decode_header(value if isinstance(value, Header) else raw)
    except (ValueError, LookupError, email.errors.HeaderParseError):
        return raw
    out = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        try:
            # What stands between encoded words comes back in the codec that the library uses inside.
            out.append(piece.decode(charset or "raw-unicode-escape"))
        except (UnicodeError, LookupError):
            out.append(guess_text(piece))
    return "".join(out)

"""The MIME side of mails: decoded header fields, text parts in order, names of attachments; bad MIME is forgiven."""

from __future__ import annotations

import email
import email.errors
import email.message
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header, decode_header

from loupe.model.errors import FormatUnknown, OverBudget
from loupe.reading.decoding import decode_text, guess_text
from loupe.reading.draft import one_line
from loupe.reading.values import ReadingLimits

__all__ = ["MailParts", "read_parts"]

_KNOWN = ("From", "To", "Subject", "Date", "Received", "Message-ID", "MIME-Version", "Return-Path", "Sender", "Cc")
_MOST_PARTS = 1000
_APART = "Save the parts you need as files of their own and add those."
_MOST_DEPTH = 20


@dataclass(slots=True)
class MailParts:
    """What is in a mail: ``texts`` are pairs of text and whether it is HTML."""

    headers: dict[str, str] = field(default_factory=dict)
    known_headers: bool = False
    texts: list[tuple[str, bool]] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encrypted: bool = False


def read_parts(data: bytes, name: str, limits: ReadingLimits) -> MailParts:
    """The parts of the mail in ``data``; raises OverBudget for thousands of parts or parts in parts in parts."""
    message = email.message_from_bytes(_as_bytes(data, name, limits).lstrip(b"\r\n"), policy=email.policy.compat32)
    parts = MailParts()
    for field_name in ("From", "To", "Cc", "Date", "Subject"):
        values = message.get_all(field_name, [])
        if values:
            parts.headers[field_name] = ", ".join(_decode_field(value) for value in values[:50])
    parts.known_headers = any(known in message for known in _KNOWN)
    for count, part in enumerate(_chosen_parts(message, parts, name, 0)):
        if count >= _MOST_PARTS:
            raise OverBudget(f"{name} has more than {_MOST_PARTS:,} parts.", hint=_APART)
        _take(part, parts, name, limits)
    if any(part.defects for part in message.walk()):
        parts.notes.append("The mail does not follow the MIME rules in places; it was read as far as it could be.")
    return parts


def _as_bytes(data: bytes, name: str, limits: ReadingLimits) -> bytes:
    # Mails are ASCII on the wire, but some were saved by editors as UTF-16 or with a mark.
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or data[:200].count(0) > 20:
        return decode_text(data, name, limits)[0].encode("utf-8")
    return data


def _decode_field(value: object) -> str:
    """A header field with its encoded words decoded as far as they can be."""
    raw = str(value)
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
            out.append(piece.decode(charset or "utf-8"))
        except (UnicodeError, LookupError):
            out.append(guess_text(piece))
    return "".join(out)


def _chosen_parts(
    part: email.message.Message, parts: MailParts, name: str, depth: int
) -> Iterator[email.message.Message]:
    """The leaf parts to look at: of alternatives only the plain text, or else the HTML."""
    if depth > _MOST_DEPTH:
        raise OverBudget(f"{name} has parts within parts more than 20 deep.", hint=_APART)
    kind = part.get_content_type()
    if kind == "multipart/encrypted" or kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        parts.encrypted = True
        return
    if kind.startswith("message/") and depth:
        parts.attachments.append(_attached_name(part) or "a mail")
        return
    children = part.get_payload()
    if not part.is_multipart() or not isinstance(children, list):
        yield part
        return
    if kind == "multipart/alternative":
        children = _pick_alternative([c for c in children if isinstance(c, email.message.Message)])
    for child in children:
        if isinstance(child, email.message.Message):
            yield from _chosen_parts(child, parts, name, depth + 1)


def _pick_alternative(children: list[email.message.Message]) -> list[email.message.Message]:
    for wanted in ("text/plain", "multipart/", "text/html"):
        for child in children:
            if child.get_content_type().startswith(wanted) and not _is_empty(child):
                others = [
                    c for c in children if c is not child and not c.get_content_type().startswith(("text/", "mu"))
                ]
                return [child, *others]
    return children


def _is_empty(part: email.message.Message) -> bool:
    payload = part.get_payload()
    return not payload if isinstance(payload, list) else not str(payload or "").strip()


def _take(part: email.message.Message, parts: MailParts, name: str, limits: ReadingLimits) -> None:
    kind = part.get_content_type()
    attached = _attached_name(part)
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    if disposition.startswith("attachment") or kind not in ("text/plain", "text/html") or (attached and disposition):
        # Text of another kind (calendar, rich text) is better read plain than lost; so is a multipart without parts.
        if kind.startswith(("text/", "multipart/")) and not attached and not disposition:
            kind = "text/plain"
        else:
            parts.attachments.append(attached or f"an unnamed {kind} part")
            return
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = str(part.get_payload()).encode("utf-8", "replace")
    if not isinstance(payload, bytes) or not payload.strip():
        return
    try:
        charset = part.get_content_charset()
        text, notes = decode_text(payload, name, limits, charset)
    except FormatUnknown:
        parts.notes.append("A text part of the mail could not be decoded and was left out.")
        return
    parts.texts.append((text, kind == "text/html"))
    parts.notes += [note for note in notes if "not valid" in note]


def _attached_name(part: email.message.Message) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return None
    return one_line(_decode_field(name), 200) if name else None

"""MAPI properties ([MS-OXPROPS], [MS-OXCDATA]) of Outlook's mails: their ids, their values, the body among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from loupe.reading.mails.packedrtf import unpack_rtf
from loupe.reading.windows import decode_bytes, filetime

__all__ = ["BODY", "HTML", "PACKED_RTF", "Value", "read_properties", "text_of", "value_text"]

Value = int | float | bool | str | bytes | datetime
"""The value of a property; text in an 8-bit code page is still bytes."""

BODY, HTML, PACKED_RTF = 0x1000, 0x1013, 0x1009
_FIXED = {0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16}
_MOST_PROPERTIES = 4096
_MOST_VALUES = 4096


def value_text(value: Value | None, codec: str | None = None) -> str:
    """A property as text; bytes are read in the code page, or in Western Windows where that is unknown."""
    if isinstance(value, str):
        return value.rstrip("\x00")
    return decode_bytes(value, codec) if isinstance(value, bytes) else ""


def text_of(properties: Mapping[int, Value], codec: str | None) -> tuple[str, bool]:
    """The body that properties hold and whether it is HTML: plain text, else HTML, else what the packed RTF holds."""
    plain = value_text(properties.get(BODY), codec)
    if plain.strip():
        return plain, False
    html = properties.get(HTML)
    if html:
        if isinstance(html, bytes):
            from loupe.reading.decoding import guess_text
            from loupe.reading.html import declared_charset

            declared = declared_charset(html)
            return (value_text(html, declared) if declared else guess_text(html)), True
        return value_text(html), True
    packed = properties.get(PACKED_RTF)
    raw = unpack_rtf(packed) if isinstance(packed, bytes) else None
    if not raw:
        return "", False
    from loupe.reading.office.rtf import rtf_body

    return rtf_body(raw)


def read_properties(data: bytes) -> dict[int, Value]:
    """The properties in a TNEF stream of them, the first value of each; what cannot be followed ends the list."""
    found: dict[int, Value] = {}
    count, at = int.from_bytes(data[:4], "little"), 4
    for _ in range(min(count, _MOST_PROPERTIES)):
        if at + 4 > len(data):
            break
        kind, number = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        at = _skip_name(data, at + 4) if number >= 0x8000 else at + 4
        step = _read_value(data, at, kind)
        if step is None:
            break
        value, at = step
        if value is not None:
            found.setdefault(number, value)
    return found


def _skip_name(data: bytes, at: int) -> int:
    kind = int.from_bytes(data[at + 16 : at + 20], "little")
    if kind == 0:
        return at + 24
    length = int.from_bytes(data[at + 20 : at + 24], "little")
    return at + 24 + length + (-length % 4)


def _read_value(data: bytes, at: int, kind: int) -> tuple[Value | None, int] | None:
    base, several = kind & 0xFFF, bool(kind & 0x1000)
    variable = base in (0x1E, 0x1F, 0x0D, 0x102)
    count = 1
    if several or variable:
        count, at = int.from_bytes(data[at : at + 4], "little"), at + 4
    if count > _MOST_VALUES or (not variable and base not in _FIXED):
        return None
    first: Value | None = None
    for index in range(count):
        if variable:
            length, at = int.from_bytes(data[at : at + 4], "little"), at + 4
        else:
            length = _FIXED[base]
        if at + length > len(data):
            return None
        if index == 0:
            first = _value(data[at : at + length], base)
        at += length + (-length % 4)
    return first, at


def _value(raw: bytes, base: int) -> Value | None:
    if base == 0x1F:
        return raw.decode("utf-16-le", "replace").rstrip("\x00")
    if base == 0x0D:
        return raw[16:]  # after the id of the interface
    if base == 0x40:
        return filetime(int.from_bytes(raw, "little"))
    if base in (0x02, 0x03, 0x14):
        return int.from_bytes(raw, "little", signed=True)
    return bool(raw[0]) if base == 0x0B else raw

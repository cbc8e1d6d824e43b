"""What Outlook packs into winmail.dat (TNEF, [MS-OXTNEF]): the attachments, and the body where the mail has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loupe.reading.mails.letter import Letter
from loupe.reading.mails.mapi import read_properties, text_of
from loupe.reading.values import ReadingLimits
from loupe.reading.windows import codec_of, decode_bytes

__all__ = ["Packed", "open_tnef"]

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _RENDERING, _TITLE, _DATA, _ATTACHED, _PROPERTIES, _CODEPAGE = (
    0x800C, 0x9002, 0x8010, 0x800F, 0x9005, 0x9003, 0x9007,
)  # fmt: skip


@dataclass(slots=True)
class Packed:
    """The letter and the files of a winmail.dat: name, MIME type ("" when unknown) and bytes of each."""

    letter: Letter = field(default_factory=Letter)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    title: str = ""
    long_name: str = ""
    mime: str = ""
    raw: bytes = b""


def open_tnef(data: bytes, limits: ReadingLimits) -> Packed | None:
    """What is packed in the bytes; None when they are no TNEF or nothing can be taken out."""
    if not data.startswith(_SIGNATURE):
        return None
    packed, codec = Packed(), "cp1252"
    files: list[_File] = []
    for attribute, raw in _attributes(data):
        if attribute == _CODEPAGE and len(raw) >= 4:
            codec = codec_of(int.from_bytes(raw[:4], "little")) or codec
        elif attribute == _RENDERING:
            if len(files) >= limits.max_parts:
                break
            files.append(_File())
        elif attribute == _BODY:
            packed.letter.texts.append((decode_bytes(raw, codec), False))
        elif attribute == _PROPERTIES and not packed.letter.texts:
            text, html = text_of(read_properties(raw), codec)
            packed.letter.texts += [(text, html)] if text.strip() else []
        elif files:
            _tell(files[-1], attribute, raw, codec)
    packed.files = [(f.long_name or f.title, f.mime, f.raw) for f in files if f.raw]
    return packed if packed.files or packed.letter.texts else None


def _tell(file: _File, attribute: int, raw: bytes, codec: str) -> None:
    """Add what an attribute says to the file that it is about."""
    if attribute == _TITLE:
        file.title = decode_bytes(raw, codec)
    elif attribute == _DATA:
        file.raw = raw
    elif attribute == _ATTACHED:
        found = read_properties(raw)
        file.long_name = _string(found.get(0x3707), codec) or file.long_name
        file.mime = _string(found.get(0x370E), codec) or file.mime
        inner = found.get(0x3701)
        if not file.raw and isinstance(inner, bytes):
            file.raw = inner


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(data):
        attribute = int.from_bytes(data[at + 1 : at + 3], "little")
        length = int.from_bytes(data[at + 5 : at + 9], "little")
        if at + 9 + length > len(data):
            return
        yield attribute, data[at + 9 : at + 9 + length]
        at += 9 + length + 2  # a checksum of two bytes follows


def _string(value: object, codec: str) -> str:
    if isinstance(value, str):
        return value
    return decode_bytes(value, codec) if isinstance(value, bytes) else ""

"""The packed RTF of Outlook's mails ([MS-OXRTFCP], "LZFu"): a dictionary of 4096 bytes that turns round."""

from __future__ import annotations

__all__ = ["unpack_rtf"]

_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIZE = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"


def unpack_rtf(data: bytes) -> bytes | None:
    """The RTF in packed bytes, None when they are not packed so; a damaged end is left out."""
    if len(data) < 16:
        return None
    said, kind = int.from_bytes(data[4:8], "little"), data[8:12]
    if kind == _PLAIN:
        return data[16 : 16 + said]
    if kind != _PACKED:
        return None
    # One byte of a token makes at most 9 bytes; what the header says is not believed beyond that.
    return bytes(_unpack(data[16:], min(said, len(data) * 9)))


def _unpack(data: bytes, most: int) -> bytearray:
    ring = bytearray(_START.ljust(_SIZE, b"\x00"))
    write, at, out = len(_START), 0, bytearray()
    while at < len(data) and len(out) < most:
        control = data[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                if at >= len(data):
                    return out
                out.append(data[at])
                ring[write] = data[at]
                write, at = (write + 1) % _SIZE, at + 1
                continue
            if at + 2 > len(data):
                return out
            token = data[at] << 8 | data[at + 1]
            at += 2
            read, length = token >> 4, (token & 15) + 2
            if read == write:
                return out
            for _ in range(length):
                byte = ring[read]
                out.append(byte)
                ring[write] = byte
                read, write = (read + 1) % _SIZE, (write + 1) % _SIZE
    return out[:most]

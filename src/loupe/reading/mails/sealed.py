"""The mail inside an S/MIME wrapping that only signs it (RFC 5652, SignedData); the signature is not checked."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["signed_content"]

_SIGNED, _DATA = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010701")
_SEQUENCE, _OID, _OCTETS, _FIRST = 0x30, 0x06, 0x04, 0xA0
_CONSTRUCTED = 0x20
_MOST_DEPTH = 12
_MOST_CHILDREN = 100_000

_Element = tuple[int, int, int]
"""A tag, and where its content begins and ends."""


def signed_content(data: bytes) -> bytes | None:
    """What is signed in a SignedData structure; None when it is none, or holds only a signature."""
    whole = _first(data, (0, 0, len(data)), _SEQUENCE)
    inner = _typed(data, whole, _SIGNED)
    signed = _first(data, inner, _SEQUENCE)
    for child in _children(data, signed, 0) if signed else ():
        content = _typed(data, child, _DATA) if child[0] == _SEQUENCE else None
        octets = _first(data, content, _OCTETS) or _first(data, content, _OCTETS | _CONSTRUCTED)
        if octets is not None:
            return b"".join(_octets(data, octets, 0)) or None
    return None


def _typed(data: bytes, element: _Element | None, kind: bytes) -> _Element | None:
    """The content, marked [0], of a sequence that begins with the id of ``kind``."""
    if element is None:
        return None
    children = _children(data, element, 0)
    first = next(children, None)
    if first is None or first[0] != _OID or data[first[1] : first[2]] != kind:
        return None
    return next((child for child in children if child[0] == _FIRST), None)


def _first(data: bytes, element: _Element | None, tag: int) -> _Element | None:
    return None if element is None else next((c for c in _children(data, element, 0) if c[0] == tag), None)


def _octets(data: bytes, element: _Element, depth: int) -> Iterator[bytes]:
    tag, start, end = element
    if not tag & _CONSTRUCTED:
        yield data[start:end]
    elif depth < _MOST_DEPTH:
        for child in _children(data, element, depth):
            yield from _octets(data, child, depth + 1)


def _children(data: bytes, element: _Element, depth: int) -> Iterator[_Element]:
    at, end = element[1], element[2]
    for _ in range(_MOST_CHILDREN):
        found = _element(data, at, end, depth)
        if found is None:
            return
        tag, start, stop, at = found
        yield tag, start, stop


def _element(data: bytes, at: int, end: int, depth: int) -> tuple[int, int, int, int] | None:
    """Tag, content and what follows of the element at a place; None at the end or where the bytes make no sense."""
    if at + 2 > end or depth > _MOST_DEPTH or data[at : at + 2] == b"\x00\x00":
        return None
    tag, length = data[at], data[at + 1]
    start = at + 2
    if length == 0x80:  # the end is marked by two zeros
        stop = start
        for _ in range(_MOST_CHILDREN):
            child = _element(data, stop, end, depth + 1)
            if child is None:
                break
            stop = child[3]
        return tag, start, stop, stop + 2
    if length > 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
        if size > 4:
            return None
    stop = start + length
    return (tag, start, min(stop, end), stop) if start <= end else None

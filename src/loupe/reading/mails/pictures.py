"""Pictures inside a mail: which are only dressing (a logo in a signature, a tracking pixel) and which are papers."""

from __future__ import annotations

__all__ = ["is_dressing", "picture_size"]

_SMALL_BYTES = 48 << 10
_SMALL_AREA = 120_000  # pixels
_SPECK = 8  # pixels


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Width and height that the first bytes of a PNG, GIF or JPEG declare, None when they declare none."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if head.startswith((b"GIF87a", b"GIF89a")) and len(head) >= 10:
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if head.startswith(b"\xff\xd8"):
        return _jpeg_size(head)
    return None


def _jpeg_size(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        mark = head[at + 1]
        if mark in (0xC0, 0xC1, 0xC2, 0xC3):
            return int.from_bytes(head[at + 7 : at + 9], "big"), int.from_bytes(head[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
    return None


def is_dressing(head: bytes, size: int, *, shown: bool) -> bool:
    """Whether a picture is no attachment: a speck, or ``shown`` in the body and small.

    A screenshot or a photographed paper that somebody put into the body is larger than a logo.
    """
    sides = picture_size(head)
    if sides is not None and min(sides) <= _SPECK:
        return True
    if not shown or size >= _SMALL_BYTES:
        return False
    return sides is None or sides[0] * sides[1] < _SMALL_AREA

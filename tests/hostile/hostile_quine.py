"""A gzip file that unpacks to itself (after R. Cox, "Zip Files All The Way Down", 2010)."""

from __future__ import annotations

import struct
import zlib


def gzip_quine() -> bytes:
    """The quine: literal blocks and repeats that print the file they stand in; 195 bytes or so.

    Four bytes that mean nothing are chosen so that the checksum of the whole is the one that is written in it.
    """
    head = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xffq.gz\x00"
    again = _repeat((10, 20), (10, 20))
    assert (len(head), len(again)) == (15, 5)
    checksum = 0x4C6F7570

    def whole(free: int) -> bytes:
        short = _repeat((8, 10))
        filler = struct.pack("<I", free) + bytes(6)
        fields = filler + short + _literal(12) + b"\x00\x00"
        body = (
            head
            + _literal(20) + head + _literal(20)
            + again
            + _literal(5) + again
            + _literal(5) + _literal(5)
            + _literal(20) + again + _literal(5) + _literal(5) + _literal(20)
            + again
            + _literal(20) + (again + _literal(20)) * 2
            + again
            + _literal(20) + fields
            + short
        )  # fmt: skip
        last = _repeat((12, 12), final=True)
        size = len(body) + 5 + 2 * (len(last) + 8)
        end = last + struct.pack("<2I", checksum, size)
        return body + _literal(len(end)) + end + end

    return whole(_solve(lambda free: zlib.crc32(whole(free)), checksum))


def _literal(count: int) -> bytes:
    return b"\x00" + struct.pack("<2H", count, count ^ 0xFFFF)


def _repeat(*matches: tuple[int, int], final: bool = False) -> bytes:
    """A block of repeats (length, distance) in deflate's fixed code, lengths 3 to 12 and distances 9 to 24."""
    bits = [int(final), 1, 0]
    for length, distance in matches:
        code, extra = (length - 3 + 257, []) if length <= 10 else (265, [length - 11])
        bits += _code(code - 256, 7) + extra
        if distance < 17:
            bits += _code(6 if distance < 13 else 7, 5) + _value((distance - 9) % 4, 2)
        else:
            bits += _code(8, 5) + _value(distance - 17, 3)
    bits += [0] * 7
    bits += [0] * (-len(bits) % 8)
    return bytes(sum(bit << place for place, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits), 8))


def _code(value: int, width: int) -> list[int]:
    return [value >> place & 1 for place in reversed(range(width))]


def _value(value: int, width: int) -> list[int]:
    return [value >> place & 1 for place in range(width)]


def _solve(checksum_of, wanted: int) -> int:
    """The 32 bits for which a checksum, which is linear in them, comes out as wanted."""
    zero = checksum_of(0)
    rows = [(checksum_of(1 << bit) ^ zero, 1 << bit) for bit in range(32)]
    target, answer = wanted ^ zero, 0
    for place in reversed(range(32)):
        pivot = next(((value, free) for value, free in rows if value >> place & 1), None)
        if pivot is None:
            continue
        rows = [(v ^ pivot[0], f ^ pivot[1]) if v >> place & 1 else (v, f) for v, f in rows if (v, f) != pivot]
        if target >> place & 1:
            target, answer = target ^ pivot[0], answer ^ pivot[1]
    assert target == 0
    return answer

"""Numbers, lists and checksums as the header of a 7-Zip archive writes them (7zFormat.txt of the LZMA SDK)."""

from __future__ import annotations

__all__ = ["Cursor"]


class Cursor:
    """Reads the numbers of a header; raises ValueError at its end and for counts that cannot be."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """Bytes not read yet."""
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        """The next bytes."""
        if count > self.left:
            raise ValueError("the header is cut off")
        self._at += count
        return self._data[self._at - count : self._at]

    def byte(self) -> int:
        """The next byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """A number of 1 to 9 bytes: the ones at the top of the first byte tell how many follow."""
        first, mask, value = self.byte(), 0x80, 0
        for index in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * index)
            value |= self.byte() << (8 * index)
            mask >>= 1
        return value

    def count(self, least_bits: int = 8) -> int:
        """A number of things that each take at least ``least_bits`` of what is left."""
        number = self.number()
        if number * least_bits > self.left * 8:
            raise ValueError("the header tells of more than it can hold")
        return number

    def bits(self, count: int) -> list[bool]:
        """A list of yes and no, eight to a byte."""
        data = self.take((count + 7) // 8)
        return [bool(data[index >> 3] & 0x80 >> (index & 7)) for index in range(count)]

    def defined(self, count: int) -> list[bool]:
        """A list of yes and no that may be told in one byte when all are yes."""
        return [True] * count if self.byte() else self.bits(count)

    def checksums(self, count: int) -> list[int | None]:
        """CRC-32 of each of ``count`` things, None where it is not told."""
        return [int.from_bytes(self.take(4), "little") if told else None for told in self.defined(count)]

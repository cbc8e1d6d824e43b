"""LZMA without a container, as zip and 7z store it: the decoder made from its few bytes of settings."""

from __future__ import annotations

import lzma
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["lzma1_filter", "lzma2_filter", "raw_decoder"]

_SMALLEST, _LARGEST = 4096, 256 << 20


def lzma1_filter(settings: bytes, size: int) -> dict[str, Any]:
    """The filter for five bytes of LZMA settings (APPNOTE 5.8.8) that will give ``size`` bytes; raises ValueError.

    Memory is taken for the dictionary as declared, so no more of it is asked for than there are bytes to come.
    """
    if len(settings) != 5 or settings[0] >= 9 * 5 * 5:
        raise ValueError("LZMA settings make no sense")
    rest, lc = divmod(settings[0], 9)
    pb, lp = divmod(rest, 5)
    declared = int.from_bytes(settings[1:], "little")
    return {"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb, "dict_size": _dictionary(declared, size)}


def lzma2_filter(settings: bytes, size: int) -> dict[str, Any]:
    """The filter for the one byte of LZMA2 settings; raises ValueError."""
    if len(settings) != 1 or settings[0] > 40:
        raise ValueError("LZMA2 settings make no sense")
    bits = settings[0]
    declared = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << (bits // 2 + 11)
    return {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(declared, size)}


def raw_decoder(filters: Sequence[Mapping[str, Any]]) -> lzma.LZMADecompressor:
    """A decoder for a chain of filters; raises ValueError when there is no such chain."""
    try:
        return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=filters)
    except lzma.LZMAError as error:
        raise ValueError("LZMA settings make no sense") from error


def _dictionary(declared: int, size: int) -> int:
    needed = max(min(declared, size), _SMALLEST)
    if needed > _LARGEST:
        raise ValueError("LZMA asks for more memory than an archive may take")
    return needed

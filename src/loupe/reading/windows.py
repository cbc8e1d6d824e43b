"""What Windows writes into its files: text in numbered code pages, moments counted from 1601."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

__all__ = ["codec_of", "decode_bytes", "filetime"]

_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)
_CODEPAGES = {
    65001: "utf-8", 65000: "utf-7", 20127: "ascii", 28591: "cp1252", 28592: "iso8859-2", 28595: "iso8859-5",
    28597: "iso8859-7", 28605: "iso8859-15", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso2022-jp", 51932: "euc-jp",
    51949: "euc-kr", 54936: "gb18030", 936: "gbk", 932: "cp932", 949: "cp949", 950: "cp950", 1200: "utf-16-le",
    10000: "mac-roman",
}  # fmt: skip


def codec_of(codepage: object) -> str | None:
    """The name that Python has for a code page, None for an unknown one."""
    if not isinstance(codepage, int):
        return None
    if codepage in _CODEPAGES:
        return _CODEPAGES[codepage]
    name = f"cp{codepage}"
    try:
        b"".decode(name)
    except LookupError:
        return None
    return name


def decode_bytes(raw: bytes, codec: str | None) -> str:
    """Text up to its closing zeros, in Western Windows where the code page is unknown."""
    try:
        return raw.decode(codec or "cp1252", "replace").rstrip("\x00")
    except LookupError:
        return raw.decode("cp1252", "replace").rstrip("\x00")


def filetime(ticks: int) -> datetime | None:
    """A moment counted in 100 nanoseconds since 1601, None when it lies outside the years 1970 to 2100."""
    try:
        moment = _BEGIN + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
    return moment if 1970 <= moment.year <= 2100 else None

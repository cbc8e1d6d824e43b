"""Bytes to text: byte-order marks, UTF-8, UTF-16 and UTF-32 without marks, Western Windows text, else a guess."""

from __future__ import annotations

import codecs
import re

from loupe.model.errors import FormatUnknown, OverBudget
from loupe.reading.draft import check_characters, clean_text
from loupe.reading.values import ReadingLimits, limit_hint

__all__ = ["decode_text", "guess_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
# In words of Western languages these never stand between letters; in other 8-bit tables their bytes are letters.
_NOT_WESTERN = re.compile("[A-Za-zÀ-ÿ][¹²³ª¿¼½¾£¥¢±¶¤¦¬¡][A-Za-zÀ-ÿ]")
_SEVEN_BIT = ("iso2022", "hz", "utf7")


def decode_text(
    data: bytes, name: str, limits: ReadingLimits, declared: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """Clean text of bytes and notes on how they were read; ``declared`` is the encoding the file names, if any.

    Raises FormatUnknown when the bytes are no text, OverBudget when they are too many.
    """
    # Four bytes a character is the most that any encoding takes.
    if len(data) > 4 * limits.max_characters + 4:
        raise OverBudget(
            f"{name} holds more than {limits.max_characters:,} characters of text.",
            hint=limit_hint("max_characters"),
        )
    text, encoding, broken = _decode(data, declared)
    check_characters(len(text), name, limits)
    notes = [] if encoding in ("utf-8", "ascii") else [f"Read as {encoding}."]
    if broken:
        notes.append("Some bytes are not valid text and are shown as \ufffd.")
    sample = text[:100_000]
    strange = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if strange * 10 > len(sample) * 3:
        raise FormatUnknown(f"{name} is not text, and its kind is unknown to Loupe.")
    if "\x00" in text:
        notes.append(f"{text.count(chr(0)):,} NUL characters were left out.")
    return clean_text(text), tuple(notes)


def guess_text(data: bytes) -> str:
    """A short piece of text in an encoding that nobody named, as well as it can be told."""
    return _decode(data, None)[0]


def _decode(data: bytes, declared: str | None) -> tuple[str, str, bool]:
    """The text, the encoding it was read in, and whether some of it was broken."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return *_decode_as(data[len(mark) :], encoding), False
    wide = _guess_wide(data[:_SAMPLE])
    if wide is not None:
        return _decode_wide(data, wide)
    codec = _codec(declared)
    if codec is not None and codec.replace("-", "").replace("_", "").startswith(_SEVEN_BIT):
        return *_decode_as(data, codec), False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        if _only_cut_off(data, error):
            return data[: error.start].decode("utf-8"), "utf-8", False
    return _decode_eight_bit(data, codec)


def _decode_wide(data: bytes, encoding: str) -> tuple[str, str, bool]:
    whole = data[: len(data) - len(data) % (4 if "32" in encoding else 2)]
    text = whole.decode(encoding, "replace")
    return text, encoding, "\ufffd" in text


def _decode_eight_bit(data: bytes, codec: str | None) -> tuple[str, str, bool]:
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8", True
    for candidate in (codec, _guess(data)):
        if candidate is not None:
            try:
                return data.decode(candidate), candidate, False
            except UnicodeError:
                continue
    return data.decode("cp1252", "replace"), "cp1252", True


def _decode_as(data: bytes, encoding: str) -> tuple[str, str]:
    return data.decode(encoding, "replace"), encoding


def _only_cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == "unexpected end of data" and error.start >= len(data) - 3 and len(data) > 8


def _mostly_utf8(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    return sample.decode("utf-8", "replace").count("\ufffd") * 10 <= high


def _codec(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    # Browsers read these as their Windows supersets, and so do the people who write them.
    return {"iso8859-1": "cp1252", "ascii": None, "iso8859-9": "cp1254"}.get(codec.name, codec.name)


def _guess_wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes stand."""
    zeros = sample.count(0)
    if zeros * 25 < len(sample) or len(sample) < 4:
        return None
    lanes = [sample[lane::4].count(0) for lane in range(4)]
    quarter = len(sample) // 4
    if lanes[2] >= quarter * 0.9 and lanes[3] >= quarter * 0.9 and lanes[0] < quarter * 0.5:
        return "utf-32-le"
    if lanes[0] >= quarter * 0.9 and lanes[1] >= quarter * 0.9 and lanes[3] < quarter * 0.5:
        return "utf-32-be"
    even, odd = lanes[0] + lanes[2], lanes[1] + lanes[3]
    if odd >= zeros * 0.95 and odd >= len(sample) * 0.05:
        return "utf-16-le"
    if even >= zeros * 0.95 and even >= len(sample) * 0.05:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str | None:
    first = _HIGH.search(data)
    start = max(0, first.start() - 2000) if first else 0
    sample = data[start : start + _SAMPLE]
    high = len(_HIGH.findall(sample))
    runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
    if high and runs * 4 < high:
        try:
            western = sample.decode("cp1252")
        except UnicodeDecodeError:
            western = ""
        if western and _NOT_WESTERN.search(western) is None:
            return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else None

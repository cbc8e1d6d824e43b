"""The records of a web archive, one after the other (WARC 1.0 and 1.1, ISO 28500:2017)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loupe.reading.packed.streams import ByteStream

__all__ = ["WARC_MARK", "WarcRecord", "read_fields", "walk_records"]

WARC_MARK = b"WARC/"
_LONGEST_LINE = 1 << 16
_MOST_FIELDS = 200
_BETWEEN = 64  # empty lines that may stand between records; the standard asks for two
_MOST_BREAK = 1 << 20  # bytes that are looked through for the next record when one is longer than it says


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record: its ``type`` ("response"), the ``address`` it is of, its ``date`` as written, and its block's bytes.

    ``number`` counts records from 1; ``head`` is its header byte for byte; ``block`` gives the bytes once, while the
    record is the current one.
    ``after_break`` says that what stood before it was no record.
    """

    number: int
    type: str
    address: str
    date: str
    content_type: str
    fields: Mapping[str, str]
    length: int
    head: bytes
    block: ByteStream
    after_break: bool = False


def walk_records(stream: ByteStream) -> Iterator[WarcRecord]:
    """The records of an (unpacked) archive; a block that the caller leaves alone is passed over.

    Raises ValueError where the archive makes no sense, EOFError where it is cut off.
    """
    number = 0
    while (first := _first_line(stream)) is not None:
        broken = not first.startswith(WARC_MARK)
        if broken:
            if not number:
                raise ValueError("a record does not begin as one")
            first = _find_next(stream)
        head, fields = read_fields(stream)
        told = fields.get("content-length", "")
        if not told.isascii() or not told.isdigit() or len(told) > 15:
            raise ValueError("a record does not tell its length")
        number += 1
        length, begin = int(told), stream.at
        yield WarcRecord(
            number=number,
            type=fields.get("warc-type", "").lower(),
            address=fields.get("warc-target-uri", "").strip("<> \t"),
            date=fields.get("warc-date", ""),
            content_type=fields.get("content-type", ""),
            fields=fields,
            length=length,
            head=first + head,
            block=ByteStream(stream.take(length)),
            after_break=broken,
        )
        stream.skip(length - (stream.at - begin))


def _first_line(stream: ByteStream) -> bytes | None:
    for _ in range(_BETWEEN):
        line = stream.line(_LONGEST_LINE)
        if not line:
            return None
        if line.strip():
            return line
    raise ValueError("there are only empty lines where a record should be")


def _find_next(stream: ByteStream) -> bytes:
    """Pass over what is no record, up to and with the first line of the next, which is returned."""
    found = stream.peek(_MOST_BREAK).find(b"\n" + WARC_MARK)
    if found < 0:
        raise ValueError("no other record follows a broken one")
    stream.skip(found + 1)
    return stream.line(_LONGEST_LINE)


def read_fields(stream: ByteStream) -> tuple[bytes, dict[str, str]]:
    """Header fields up to the empty line, as bytes and with names in lower case; of one that stands twice, the first.

    A line that begins with a space goes on with the one before. Raises ValueError for too many or too long lines.
    """
    lines: list[bytes] = []
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_MOST_FIELDS):
        raw = stream.line(_LONGEST_LINE)
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        lines.append(raw)
        if not line:
            return b"".join(lines), fields
        if line[0] in " \t" and last:
            fields[last] = f"{fields[last]} {line.strip()}"[:_LONGEST_LINE]
            continue
        name, _, value = line.partition(":")
        last = name.strip().lower()
        fields.setdefault(last, value.strip())
    raise ValueError("a header has too many fields")

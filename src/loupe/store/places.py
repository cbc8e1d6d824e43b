"""Locators to JSON and back: small, because a case has as many as it has passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from loupe.model import Locator, MailPlace, PagePlace, ParagraphPlace, Place, ReadBy, RowPlace, Segment, TimePlace, Word
from loupe.store.expect import maybe, number, one_of, signed, text, whole

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PACK: dict[type[Place], Callable[[Any], list[Any]]] = {
    PagePlace: lambda p: ["page", p.page, *p.box],
    TimePlace: lambda p: ["time", p.start_ms, p.end_ms, p.cue],
    ParagraphPlace: lambda p: ["paragraph", p.number, p.line, p.part],
    MailPlace: lambda p: ["mail", p.header, p.paragraph],
    RowPlace: lambda p: ["row", p.row, p.sheet],
}


def _page(page: Any, left: Any, top: Any, right: Any, bottom: Any) -> Place:
    return PagePlace(whole(page), (number(left), number(top), number(right), number(bottom)))


def _time(start_ms: Any, end_ms: Any, cue: Any) -> Place:
    return TimePlace(signed(start_ms), signed(end_ms), whole(cue))


def _paragraph(count: Any, line: Any, part: Any) -> Place:
    return ParagraphPlace(whole(count), maybe(line, whole), maybe(part, text))


def _mail(header: Any, paragraph: Any) -> Place:
    return MailPlace(maybe(header, text), maybe(paragraph, whole))


def _row(row: Any, sheet: Any) -> Place:
    return RowPlace(whole(row), maybe(sheet, text))


_UNPACK: dict[str, Callable[..., Place]] = {
    "page": _page,
    "time": _time,
    "paragraph": _paragraph,
    "mail": _mail,
    "row": _row,
}
_FIELDS = {
    "page": ("page", "box"),
    "time": ("start_ms", "end_ms", "cue"),
    "paragraph": ("number", "line", "part"),
    "mail": ("header", "paragraph"),
    "row": ("row", "sheet"),
}


def pack_locator(locator: Locator) -> str:
    """A locator as JSON ``[[start, end, place kind, ...], ...]``: a third of the size and time of the general form."""
    return _dump(_segments(locator))


def unpack_locator(packed: Any) -> Locator:
    """The locator that ``pack_locator`` or ``pack_recognised`` wrote; raises one of ``expect.UNREADABLE`` else."""
    return unpack_recognised(packed)[0]


def pack_recognised(locator: Locator, read_by: ReadBy, confidence: float | None) -> str:
    """A locator and who made words of what is there; as ``pack_locator`` does it where the file itself holds them."""
    if read_by == "file":
        return pack_locator(locator)
    return _dump({"segments": _segments(locator), "read_by": read_by, "confidence": confidence})


def unpack_recognised(packed: Any) -> tuple[Locator, ReadBy, float | None]:
    """What ``pack_recognised`` wrote; raises one of ``expect.UNREADABLE`` on anything else."""
    plain = json.loads(text(packed))
    read_by: ReadBy = "file"
    confidence = None
    if isinstance(plain, dict):
        read_by, confidence = one_of(plain["read_by"], ReadBy), maybe(plain["confidence"], number)
        plain = plain["segments"]
    segments = [Segment(whole(s[0]), whole(s[1]), _UNPACK[s[2]](*s[3:])) for s in plain]
    return Locator(tuple(segments)), read_by, confidence


def pack_words(words: Sequence[Word]) -> str:
    """Words as JSON ``[[start, end, confidence, place kind, ...], ...]``."""
    return _dump([[w.start, w.end, w.confidence, *_PACK[type(w.place)](w.place)] for w in words])


def unpack_words(packed: str) -> tuple[Word, ...]:
    """The words that ``pack_words`` wrote; raises one of ``expect.UNREADABLE`` on anything else."""
    return tuple(Word(whole(w[0]), whole(w[1]), _UNPACK[w[3]](*w[4:]), maybe(w[2], number)) for w in json.loads(packed))


def _segments(locator: Locator) -> list[list[Any]]:
    return [[s.start, s.end, *_PACK[type(s.place)](s.place)] for s in locator.segments]


def locator_from_json(plain: Any) -> Locator:
    """The locator of canonical JSON already parsed; raises one of ``expect.UNREADABLE`` on anything else."""
    return Locator(tuple([Segment(whole(s["start"]), whole(s["end"]), _place(s["place"])) for s in plain]))


def _place(plain: Any) -> Place:
    kind = plain["kind"]
    values = [plain[name] for name in _FIELDS[kind]]
    return _UNPACK[kind](values[0], *values[1]) if kind == "page" else _UNPACK[kind](*values)

"""Readings and errors as plain JSON between a child and its parent; the parent trusts nothing of it.

A frame is eight bytes of length, big-endian, and that many bytes of UTF-8 JSON.
"""

from __future__ import annotations

import json
import math
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from loupe.model import (
    Locator,
    MailPlace,
    PagePlace,
    ParagraphPlace,
    PassageKind,
    Place,
    ReadBy,
    RowPlace,
    Segment,
    TimePlace,
    Word,
    web_address,
)
from loupe.model.errors import ReadError
from loupe.reading.draft import one_line
from loupe.reading.values import Part, RawPassage, Reading, ReadingLimits

__all__ = [
    "LENGTH_BYTES",
    "decode_answer",
    "encode_error",
    "encode_frame",
    "encode_reading",
    "encode_step",
    "most_bytes",
]

LENGTH_BYTES = 8
_KINDS: frozenset[str] = frozenset(get_args(PassageKind))
_READ_BY: frozenset[str] = frozenset(get_args(ReadBy))
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_PLAIN = ("text", "format", "reader", "kind", "title", "maker", "published", "address")
_MOST_NOTES = 200
_MOST_NUMBER = 10**12


def encode_frame(value: dict[str, Any]) -> bytes:
    """A value as one frame; names of files that are no valid text pass through unharmed."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def most_bytes(limits: ReadingLimits) -> int:
    """The longest answer a child may give: the text at its longest in UTF-8, and three times that for its places."""
    return (1 << 20) + 16 * limits.max_characters + 4096 * limits.max_parts


def encode_error(error: ReadError) -> dict[str, Any]:
    """An error as its code, sentence and hint."""
    return {"error": {"code": error.code, "message": str(error), "hint": error.hint}}


def encode_step(done: int, total: int, what: str) -> dict[str, Any]:
    """How far a reader is."""
    return {"step": [done, total, what]}


def encode_reading(reading: Reading, scratch: Path | None) -> dict[str, Any]:
    """A reading as JSON values: passages and words as short lists, since there are many, parts by their path below
    the scratch folder.
    """
    passages = [
        [p.kind, p.speaker, [[s.start, s.end, *_place(s.place)] for s in p.locator.segments], p.read_by, p.confidence]
        for p in reading.passages
    ]
    words = [[w.start, w.end, w.confidence, *_place(w.place)] for w in reading.words]
    parts = [
        [os.path.relpath(p.path, scratch), p.name, p.place, p.retells, p.published, p.maker, p.kind, p.address]
        for p in reading.parts
    ]
    plain = {key: getattr(reading, key) for key in _PLAIN}
    return {"reading": {**plain, "passages": passages, "notes": list(reading.notes), "words": words, "parts": parts}}


def _place(place: Place) -> list[Any]:
    match place:
        case ParagraphPlace(number, line, part):
            return ["a", number, line, part]
        case TimePlace(start_ms, end_ms, cue):
            return ["t", start_ms, end_ms, cue]
        case PagePlace(page, box):
            return ["p", page, *box]
        case MailPlace(header, paragraph):
            return ["m", header, paragraph]
        case RowPlace(row, sheet):
            return ["r", row, sheet]


def decode_answer(
    body: bytes | bytearray, limits: ReadingLimits, scratch: Path | None = None
) -> Reading | ReadError | tuple[int, int, str]:
    """What a child answered, rebuilt from values that were each checked; raises ValueError on anything else.

    A step is the numbers done and in all, and what is being done.
    """
    try:
        untrusted = json.loads(body)
        if "error" in untrusted:
            return _error(untrusted["error"])
        if "step" in untrusted:
            return _step(untrusted["step"])
        return _reading(untrusted["reading"], limits, scratch)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"the answer has the wrong shape: {error}") from error


def _error(untrusted: dict[str, Any]) -> ReadError:
    classes = {cls.code: cls for cls in ReadError.__subclasses__()}
    cls = classes.get(_string(untrusted["code"]))
    if cls is None:
        raise ValueError("the answer has an unknown error code")
    message = one_line(_string(untrusted["message"]), 1000) or cls.code
    return cls(message, hint=one_line(_string(untrusted["hint"]), 1000))


def _step(untrusted: list[Any]) -> tuple[int, int, str]:
    done, total, what = untrusted
    if type(done) is not int or type(total) is not int or not 0 <= done <= _MOST_NUMBER >= total >= 0:
        raise ValueError("a step is not counted")
    return done, total, one_line(_string(what), 60) or ""


def _reading(untrusted: dict[str, Any], limits: ReadingLimits, scratch: Path | None) -> Reading:
    text = _string(untrusted["text"])
    if len(text) > limits.max_characters or _FORBIDDEN.search(text):
        raise ValueError("the text is too long or holds what no text may hold")
    notes = untrusted["notes"]
    if not isinstance(notes, list) or len(notes) > _MOST_NOTES:
        raise ValueError("the notes are not a short list")
    return Reading(
        text=text,
        passages=_passages(untrusted["passages"], text, limits),
        format=_string(untrusted["format"])[:40],
        reader=_string(untrusted["reader"])[:40],
        kind=one_line(_string(untrusted["kind"]), 60) or "document",
        title=_optional(untrusted["title"]),
        maker=_optional(untrusted["maker"]),
        published=_optional(untrusted["published"]),
        notes=tuple(note for note in (one_line(_string(n), 1000) for n in notes) if note),
        parts=_parts(untrusted["parts"], limits, scratch),
        words=_words(untrusted["words"], len(text)),
        address=web_address(_optional(untrusted["address"])),
    )


def _passages(untrusted: Sequence[Any], text: str, limits: ReadingLimits) -> tuple[RawPassage, ...]:
    if len(untrusted) > limits.max_passages:
        raise ValueError("there are more passages than allowed")
    passages: list[RawPassage] = []
    speakers: dict[str | None, str | None] = {None: None}
    end, length = 0, len(text)
    for kind, speaker, segments, read_by, confidence in untrusted:
        if kind not in _KINDS or read_by not in _READ_BY:
            raise ValueError("a passage has an unknown kind")
        if speaker not in speakers:
            speakers[speaker] = _optional(speaker)
        locator = Locator(tuple([_segment(segment) for segment in segments]))
        start = locator.start
        if start < end or locator.end > length:
            raise ValueError("passages overlap, are out of order or lie outside the text")
        end = locator.end
        if text[start].isspace() or text[end - 1].isspace():
            raise ValueError("a passage starts or ends with whitespace")
        passages.append(RawPassage(kind, speakers[speaker], locator, read_by, _share(confidence)))
    return tuple(passages)


def _words(untrusted: Sequence[Any], length: int) -> tuple[Word, ...]:
    words: list[Word] = []
    end = 0
    for start, stop, confidence, *place in untrusted:
        segment = _segment([start, stop, *place])
        if not end <= segment.start < segment.end <= length:
            raise ValueError("words overlap, are out of order or lie outside the text")
        end = segment.end
        words.append(Word(segment.start, segment.end, segment.place, _share(confidence)))
    return tuple(words)


def _parts(untrusted: Sequence[Any], limits: ReadingLimits, scratch: Path | None) -> tuple[Part, ...]:
    if len(untrusted) > limits.max_parts:
        raise ValueError("there are more parts than allowed")
    parts: list[Part] = []
    size = 0
    for relative, name, place, retells, published, maker, kind, address in untrusted:
        path = _inside(_string(relative), scratch)
        if path is None or type(retells) is not bool:
            raise ValueError("a part is no file of the scratch folder")
        size += path.lstat().st_size
        parts.append(
            Part(
                path,
                one_line(_string(name), 300) or "unnamed",
                one_line(_string(place), 2000) or "inside",
                retells,
                _optional(published),
                _optional(maker),
                _optional(kind),
                web_address(_optional(address)),
            )
        )
    if size > limits.max_parts_bytes:
        raise ValueError("the parts are larger than allowed")
    return tuple(parts)


def _inside(relative: str, scratch: Path | None) -> Path | None:
    """A regular file below the scratch folder: neither its name nor a link in it may lead out."""
    if scratch is None or "\x00" in relative:
        return None
    real = os.path.realpath(scratch)
    path = os.path.join(real, relative)
    if os.path.realpath(path) != path or not path.startswith(real + os.sep) or not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    return Path(path)


def _share(untrusted: Any) -> float | None:
    if untrusted is None:
        return None
    share = _point(untrusted)
    if not 0 <= share <= 1:
        raise ValueError("a confidence is not between 0 and 1")
    return share


def _segment(untrusted: list[Any]) -> Segment:
    start, end, tag, *rest = untrusted
    if type(start) is not int or type(end) is not int:
        raise ValueError("an offset is not a number")
    place: Place
    if tag == "a":
        number, line, part = rest
        place = ParagraphPlace(_count(number), None if line is None else _count(line), _optional(part))
    elif tag == "t":
        start_ms, end_ms, cue = rest
        if type(start_ms) is not int or type(end_ms) is not int or max(abs(start_ms), abs(end_ms)) > _MOST_NUMBER:
            raise ValueError("a time is not a number, or too far off")
        place = TimePlace(start_ms, end_ms, _count(cue))
    elif tag == "p":
        page, left, top, right, bottom = rest
        place = PagePlace(_count(page), (_point(left), _point(top), _point(right), _point(bottom)))
    elif tag == "m":
        header, paragraph = rest
        place = MailPlace(_optional(header), None if paragraph is None else _count(paragraph))
    elif tag == "r":
        row, sheet = rest
        place = RowPlace(_count(row), _optional(sheet))
    else:
        raise ValueError("a place is of no known kind")
    return Segment(start, end, place)


def _count(untrusted: Any) -> int:
    if type(untrusted) is not int or not 1 <= untrusted <= _MOST_NUMBER:
        raise ValueError("a number that counts from 1 does not")
    return untrusted


def _point(untrusted: Any) -> float:
    if type(untrusted) not in (int, float) or not math.isfinite(untrusted):
        raise ValueError("a coordinate is not a number")
    return float(untrusted)


def _string(untrusted: Any) -> str:
    if type(untrusted) is not str:
        raise ValueError("text expected")
    return untrusted


def _optional(untrusted: Any) -> str | None:
    return None if untrusted is None else one_line(_string(untrusted), 2000)

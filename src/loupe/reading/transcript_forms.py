"""The JSON of programs that listen: openai-whisper, faster-whisper, whisper.cpp, whisperX, Transformers, and Loupe's.

Nothing in it is believed: times, sizes, orders, types and probabilities are checked, and what is odd is left out or
marked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from loupe.model.corrections import Correction
from loupe.model.errors import FileDamaged, FormatUnknown
from loupe.reading.decoding import decode_text
from loupe.reading.draft import clean_text, one_line
from loupe.reading.inventions import screen
from loupe.reading.transcripts import MARK, HeardSegment, HeardWord, Transcript
from loupe.reading.values import ReadingLimits

__all__ = ["parse_transcript"]

_LONGEST_S = 1000 * 3600.0
_FARTHEST_MS = 5000  # a word this far outside its segment belongs to another
_HINT = "Loupe reads the JSON of openai-whisper, faster-whisper, whisper.cpp, whisperX and its own; save words as .txt."

_Times = tuple[int, int]
_RawWord = tuple[str, _Times | None, float | None, str | None]


def parse_transcript(data: bytes, name: str, limits: ReadingLimits) -> Transcript:
    """The transcript in a JSON file; raises FileDamaged for what is no JSON and FormatUnknown for any other JSON."""
    text, notes = decode_text(data, name, limits)
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileDamaged(f"{name} is not valid JSON: {' '.join(str(error).split())[:120]}.") from error
    form, segments = _form_of(raw)
    if form is None or not any(True for _ in segments):
        raise FormatUnknown(
            f"{name} is JSON but no transcript: it has no list of segments with times and text.", hint=_HINT
        )
    top: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    made = [one for one in (_segment(plain, form) for plain in segments) if one is not None]
    settled, odd = _in_order(made)
    own = top if form == "loupe" else {}
    return Transcript(
        screen(settled),
        form,
        _code(top.get("language") or _inside(top, "result").get("language")),
        _made_with(top, form),
        _milliseconds(own.get("heard")),
        _milliseconds(own.get("length")),
        tuple(_corrections(own.get("corrections"))),
        (*notes, *odd),
    )


def _form_of(raw: Any) -> tuple[str | None, Sequence[Mapping[str, Any]]]:
    """Whose form it is, None for nobody's, and its segments."""
    if isinstance(raw, list):
        return "whisper", _timed(raw)
    if not isinstance(raw, dict):
        return None, ()
    if isinstance(raw.get("transcription"), list):
        return "whisper.cpp", [one for one in raw["transcription"] if isinstance(one, dict) and "text" in one]
    if isinstance(raw.get("chunks"), list):
        return "transformers", [one for one in raw["chunks"] if isinstance(one, dict) and "timestamp" in one]
    if isinstance(raw.get("segments"), list):
        segments = _timed(raw["segments"])
        if raw.get(MARK) == 1:
            return "loupe", segments
        return ("whisperX" if "word_segments" in raw else "whisper"), segments
    return None, ()


def _timed(raw: Iterable[Any]) -> Sequence[Mapping[str, Any]]:
    return [one for one in raw if isinstance(one, dict) and "start" in one and ("text" in one or "words" in one)]


def _segment(plain: Mapping[str, Any], form: str) -> HeardSegment | None:
    """One segment; None when it holds no words. With times that cannot be, it is marked so and has no word times."""
    words = list(_words_of(plain, form))
    text = plain.get("text")
    if not isinstance(text, str):
        text = " ".join(said for said, _, _, _ in words)
    text = " ".join(clean_text(text).split())
    if not text:
        return None
    times = _times_of(plain, form)
    start, end = times or (0, 0)
    placed = _place(words, text, start, end) if times else ()
    if placed:
        start, end = min(start, placed[0].start_ms), max(end, placed[-1].end_ms)
    told = {key: _number(plain.get(key)) for key in ("avg_logprob", "no_speech_prob", "compression_ratio")}
    return HeardSegment(
        start, end, text, placed, one_line(plain["speaker"], 200) if isinstance(plain.get("speaker"), str) else None,
        _code(plain.get("language")), told["avg_logprob"], _share(told["no_speech_prob"]), told["compression_ratio"],
        (*_told_doubts(plain, form), *(() if times else ("no-time",))),
    )  # fmt: skip


def _told_doubts(plain: Mapping[str, Any], form: str) -> tuple[str, ...]:
    doubts = plain.get("doubts") if form == "loupe" else None
    return tuple(one for one in doubts if isinstance(one, str)) if isinstance(doubts, list) else ()


def _times_of(plain: Mapping[str, Any], form: str) -> _Times | None:
    if form == "whisper.cpp":
        return _offsets(plain)
    if form == "transformers":
        stamp = plain.get("timestamp")
        start, end = stamp if isinstance(stamp, list) and len(stamp) == 2 else (None, None)
        return _span(_milliseconds(start), _milliseconds(end if end is not None else start))
    return _span(_milliseconds(plain.get("start")), _milliseconds(plain.get("end")))


def _span(start: int | None, end: int | None) -> _Times | None:
    if start is None:
        return None
    return start, max(start, end if end is not None else start)


def _offsets(plain: Mapping[str, Any]) -> _Times | None:
    """whisper.cpp's times, which are in milliseconds."""
    told = _inside(plain, "offsets")
    start, end = _number(told.get("from")), _number(told.get("to"))
    return _span(
        _milliseconds(start / 1000) if start is not None else None,
        _milliseconds(end / 1000) if end is not None else None,
    )


def _words_of(plain: Mapping[str, Any], form: str) -> Iterator[_RawWord]:
    if form == "whisper.cpp":
        yield from _joined(plain.get("tokens"))
        return
    words = plain.get("words")
    for one in words if isinstance(words, list) else ():
        if not isinstance(one, dict):
            continue
        said = one.get("word", one.get("text"))
        if not isinstance(said, str) or not (said := " ".join(clean_text(said).split())):
            continue
        sure = next((one[key] for key in ("probability", "score", "confidence") if key in one), None)
        signed = one_line(one["signed_by"], 200) if form == "loupe" and isinstance(one.get("signed_by"), str) else None
        times = _span(_milliseconds(one.get("start")), _milliseconds(one.get("end")))
        yield said, times, None if signed else _share(_number(sure)), signed


def _joined(tokens: Any) -> Iterator[_RawWord]:
    """whisper.cpp's tokens as words: one with a blank before it begins a word; its confidence is the least of them."""
    said, times, sure = "", None, None
    for token in tokens if isinstance(tokens, list) else ():
        if not isinstance(token, dict) or not isinstance(token.get("text"), str) or token["text"].startswith("[_"):
            continue
        piece, at, p = clean_text(token["text"]), _offsets(token), _share(_number(token.get("p")))
        if piece[:1].isspace() and said.strip():
            yield said.strip(), times, sure, None
            said, times, sure = "", None, None
        said += piece
        if at is not None:
            times = at if times is None else (times[0], max(times[1], at[1]))
        if p is not None:
            sure = p if sure is None else min(sure, p)
    if said.strip():
        yield said.strip(), times, sure, None


def _place(words: Sequence[_RawWord], text: str, start: int, end: int) -> tuple[HeardWord, ...]:
    """The words at their places in the text; none when they do not fit the text or their times the segment."""
    found: list[tuple[int, int, _Times | None, float | None, str | None]] = []
    at = 0
    for said, times, sure, signed in words:
        begin = text.find(said, at, at + len(said) + 40)
        if begin < 0:
            continue
        at = begin + len(said)
        found.append((begin, at, times, sure, signed))
    if len(found) * 2 < len(words):
        return ()
    # whisperX gives no times to figures: theirs lie between their neighbours'.
    later: list[int] = []
    following = end
    for _, _, times, _, _ in reversed(found):
        later.append(following)
        following = times[0] if times is not None else following
    placed: list[HeardWord] = []
    last = start
    for (begin, until, times, sure, signed), after in zip(found, reversed(later), strict=True):
        at_ms, to_ms = times if times is not None else (last, max(last, after))
        if at_ms < max(start, last) - _FARTHEST_MS or to_ms > end + _FARTHEST_MS:
            return ()
        low = max(at_ms, placed[-1].start_ms if placed else 0)
        placed.append(HeardWord(begin, until, low, max(to_ms, low), sure, signed))
        last = placed[-1].end_ms
    return tuple(placed)


def _in_order(segments: Sequence[HeardSegment]) -> tuple[list[HeardSegment], list[str]]:
    """The segments in order of time, those without times where they stood, and notes."""
    settled: list[HeardSegment] = []
    at, backward = 0, 0
    for one in segments:
        if "no-time" in one.doubts:
            one = replace(one, start_ms=at, end_ms=at)
        backward += one.start_ms < at
        at = one.start_ms
        settled.append(one)
    settled.sort(key=lambda one: one.start_ms)
    return settled, [f"Put in order of time: {backward:,} segments that stood before earlier ones."] if backward else []


def _made_with(top: Mapping[str, Any], form: str) -> dict[str, str]:
    if form == "loupe":
        return {
            str(one_line(key, 40)): str(one_line(value, 200))
            for key, value in _inside(top, "made_with").items()
            if isinstance(value, str) and one_line(key, 40) and one_line(value, 200)
        }
    model = _inside(top, "model").get("type") or _inside(top, "params").get("model")
    told = {"program": form}
    if isinstance(model, str) and one_line(model, 100):
        told["model"] = str(one_line(model, 100))
    return told


def _corrections(raw: Any) -> Iterator[Correction]:
    for one in raw if isinstance(raw, list) else ():
        if not isinstance(one, dict):
            continue
        source, was, now, who, why = (one.get(key) for key in ("source", "was", "now", "who", "why"))
        start, end = _milliseconds(one.get("start")), _milliseconds(one.get("end"))
        if all(isinstance(v, str) for v in (source, was, now, who, why)) and start is not None and end is not None:
            lines = [one_line(str(value), 500) or "" for value in (source, was, now, who, why)]
            yield Correction(lines[0], start, end, lines[1], lines[2], lines[3], lines[4])


def _inside(top: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = top.get(key)
    return found if isinstance(found, dict) else {}


def _code(value: Any) -> str | None:
    return (
        value.lower()
        if isinstance(value, str) and 2 <= len(value) <= 20 and value.isascii() and value.isalpha()
        else None
    )


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        told = float(value)
    except OverflowError:
        return None
    return told if math.isfinite(told) else None


def _share(value: float | None) -> float | None:
    return value if value is not None and 0.0 <= value <= 1.0 else None


def _milliseconds(value: Any) -> int | None:
    """Seconds as milliseconds; None when they are no number, negative, or more than a thousand hours."""
    told = _number(value)
    return round(told * 1000) if told is not None and 0.0 <= told <= _LONGEST_S else None

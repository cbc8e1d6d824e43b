"""OpenTimelineIO (JSON) as a cut list: tracks of clips, gaps and transitions, stacks in stacks, changes of speed."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from loupe.model.errors import FileDamaged, OverBudget, UsageError
from loupe.model.timecodes import FrameRate, frames_of
from loupe.reading.cutlist import CutEvent, CutList, TrackName
from loupe.reading.draft import one_line

__all__ = ["parse_otio"]

_MOST = 100_000
_DEEPEST = 16


_Window = tuple[Fraction | None, Fraction | None]


class _Broken(ValueError):
    """A part of the file that is not as OpenTimelineIO writes it."""


@dataclass(slots=True)
class _Walk:
    """What is gathered on the way through the tree."""

    name: str
    events: list[CutEvent] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    rates: list[Fraction] = field(default_factory=list)


def parse_otio(text: str, name: str, starts_at: str | None) -> CutList:
    """The events of a timeline; raises FileDamaged when it is no OpenTimelineIO file, naming what is wrong in it."""
    hint = "Export the timeline again as OpenTimelineIO (.otio)."
    try:
        plain = json.loads(text, parse_constant=_refuse_constant)
        if not isinstance(plain, dict) or _schema(plain) != "Timeline":
            raise _Broken("its outermost part is no Timeline")
        walk = _Walk(name)
        tracks = plain.get("tracks")
        children = tracks.get("children") if isinstance(tracks, dict) else None
        if not isinstance(children, list):
            raise _Broken("it has no tracks")
        for child in children:
            _lay(child, Fraction(0), (None, None), None, walk, 0)
        start = _time(plain.get("global_start_time"), walk) if plain.get("global_start_time") else None
    except RecursionError as error:
        raise OverBudget(f"{name} is nested too deep.", hint=hint) from error
    except ValueError as error:
        what = str(error) if isinstance(error, _Broken) else "it is not valid JSON"
        raise FileDamaged(f"{name} is no OpenTimelineIO file that can be read: {what}.", hint=hint) from error
    rate = _rate(walk)
    if starts_at is not None:
        try:
            start = Fraction(frames_of(starts_at, rate)) / rate.exact
        except ValueError as error:
            raise UsageError(f"The beginning of the programme of {name} is wrong: {error}.") from error
    return CutList(
        one_line(_text(plain.get("name"))), rate, start or Fraction(0), tuple(walk.events), tuple(sorted(walk.notes))
    )


def _lay(item: Any, at: Fraction, window: _Window, track: TrackName | None, walk: _Walk, depth: int) -> Fraction:
    """Lay an item into the programme at a time; what lies outside the window is cut off. Returns its length."""
    if not isinstance(item, dict) or depth > _DEEPEST:
        raise _Broken("its parts are nested too deep" if depth > _DEEPEST else "a part of it is no object")
    schema = _schema(item)
    if schema == "Clip":
        return _lay_clip(item, at, window, track, walk)
    if schema == "Gap":
        return _span(item.get("source_range"), walk)[1]
    if schema not in ("Stack", "Track"):
        walk.notes.add(f"Left out: parts of the kind {one_line(schema, 60) or 'unknown'}.")
        return Fraction(0)
    if _effects(item)[0] != 1:
        walk.notes.add("Changes of speed of whole tracks or stacks are not followed.")
    trimmed = _span(item["source_range"], walk) if item.get("source_range") else None
    begin = at
    if trimmed:
        begin = at - trimmed[0]
        window = _narrowed(window, at, at + trimmed[1])
    if schema == "Stack":
        lengths = [_lay(child, begin, window, track, walk, depth + 1) for child in _list(item, "children")]
        length = max(lengths, default=Fraction(0))
    else:
        kind: TrackName = "sound" if _text(item.get("kind")) == "Audio" else "picture"
        length = _lay_row(_list(item, "children"), begin, window, kind, walk, depth)
    return trimmed[1] if trimmed else length


def _lay_row(children: list[Any], at: Fraction, window: _Window, track: TrackName, walk: _Walk, depth: int) -> Fraction:
    """Lay the items of a track one after the other; a transition lets its neighbours lie over each other."""
    length = Fraction(0)
    early: Fraction | None = None
    for child in children:
        if isinstance(child, dict) and _schema(child) == "Transition":
            early = _lengthen(child, walk)
            continue
        first = len(walk.events)
        length += _lay(child, at + length, window, track, walk, depth + 1)
        if early is not None and len(walk.events) > first:
            walk.events[first] = _early(walk.events[first], early)
        early = None
    return length


def _narrowed(window: _Window, low: Fraction, high: Fraction) -> _Window:
    return (
        low if window[0] is None else max(window[0], low),
        high if window[1] is None else min(window[1], high),
    )


def _lengthen(transition: dict[str, Any], walk: _Walk) -> Fraction:
    """Let the old clip go on through a transition (``out_offset``); returns how early the new one begins."""
    goes_on, begins = (_time(transition.get(side), walk) for side in ("out_offset", "in_offset"))
    if walk.events:
        last = walk.events[-1]
        walk.events[-1] = replace(
            last, record_out=last.record_out + goes_on, source_out=last.source_out + goes_on * abs(last.speed)
        )
    return begins


def _early(event: CutEvent, begins: Fraction) -> CutEvent:
    return replace(
        event, record_in=event.record_in - begins, source_in=event.source_in - begins * abs(event.speed),
        transition="dissolve",
    )  # fmt: skip


def _lay_clip(clip: dict[str, Any], at: Fraction, window: _Window, track: TrackName | None, walk: _Walk) -> Fraction:
    media = _media(clip)
    written = clip.get("source_range") or media.get("available_range")
    source, length = _span(written, walk)
    speed, frozen = _effects(clip)
    if frozen:
        speed = Fraction(0)
    low, high = window
    begin = at if low is None else max(at, low)
    end = at + length if high is None else min(at + length, high)
    if begin < end:
        played = (end - begin) * abs(speed)
        entered = source + (begin - at) * abs(speed)
        reel, name = _reel(clip, media)
        walk.events.append(
            CutEvent(
                str(len(walk.events) + 1),
                reel,
                track or "picture",
                entered,
                entered + played,
                begin,
                end,
                speed,
                "cut",
                name,
            )
        )
        if len(walk.events) > _MOST:
            raise OverBudget(f"{walk.name} holds more than {_MOST:,} clips, which is no cut list.")
    return length


def _media(clip: dict[str, Any]) -> dict[str, Any]:
    """The media reference in use: OTIO keeps one (Clip.1) or several by name (Clip.2)."""
    several = clip.get("media_references")
    one = clip.get("media_reference")
    if isinstance(several, dict):
        one = several.get(_text(clip.get("active_media_reference_key")) or "DEFAULT_MEDIA")
    return one if isinstance(one, dict) else {}


def _reel(clip: dict[str, Any], media: dict[str, Any]) -> tuple[str, str | None]:
    """The tape (as EDL readers note it), else the file's name, else the clip's; and the clip's name."""
    name = one_line(_text(clip.get("name")), 300)
    for holder in (clip, media):
        metadata = holder.get("metadata")
        cmx = metadata.get("cmx_3600") if isinstance(metadata, dict) else None
        reel = one_line(_text(cmx.get("reel")), 300) if isinstance(cmx, dict) else None
        if reel:
            return reel, name
    target = _text(media.get("target_url"))
    if target:
        try:
            file = PurePosixPath(unquote(urlsplit(target).path).replace("\\", "/")).name
        except ValueError:
            file = target
        if file:
            return one_line(file, 300) or "", name
    return one_line(_text(media.get("name")), 300) or name or "", name


def _effects(item: dict[str, Any]) -> tuple[Fraction, bool]:
    """Tape time by programme time, and whether a frame is frozen."""
    speed, frozen = Fraction(1), False
    for effect in _list(item, "effects"):
        if isinstance(effect, dict) and _schema(effect) == "FreezeFrame":
            frozen = True
        elif isinstance(effect, dict) and _schema(effect) == "LinearTimeWarp":
            speed *= _number(effect.get("time_scalar", 1), "a speed")
    return speed, frozen


def _span(plain: Any, walk: _Walk) -> tuple[Fraction, Fraction]:
    """Start and length of a TimeRange in seconds."""
    if not isinstance(plain, dict):
        raise _Broken("a clip or gap does not say how long it is")
    start, length = _time(plain.get("start_time"), walk), _time(plain.get("duration"), walk)
    if length < 0:
        raise _Broken("a clip or gap has a length below zero")
    return start, length


def _time(plain: Any, walk: _Walk) -> Fraction:
    """A RationalTime in exact seconds; 23.976 and its like mean 24000/1001."""
    if not isinstance(plain, dict):
        raise _Broken("a time is missing")
    value, rate = _number(plain.get("value"), "a time"), _number(plain.get("rate"), "a frame rate")
    if not 0 < rate <= 10_000_000:
        raise _Broken("a frame rate is not above zero")
    try:
        rate = FrameRate.of(rate).exact
        walk.rates.append(rate)
    except ValueError:
        pass  # samples of sound, ticks
    return value / rate


def _rate(walk: _Walk) -> FrameRate:
    """The frame rate that most times are written in."""
    if not walk.rates:
        raise FileDamaged(
            f"{walk.name} holds no time in frames.", hint="Export the timeline again with its frame rate."
        )
    return FrameRate.of(max(sorted(set(walk.rates)), key=walk.rates.count))


def _number(plain: Any, what: str) -> Fraction:
    if isinstance(plain, bool) or not isinstance(plain, int | float) or abs(plain) > 1e12 or not math.isfinite(plain):
        raise _Broken(f"{what} is no number")
    return Fraction(plain)


def _schema(plain: dict[str, Any]) -> str:
    return _text(plain.get("OTIO_SCHEMA")).partition(".")[0]


def _list(plain: dict[str, Any], key: str) -> list[Any]:
    found = plain.get(key)
    if found is not None and not isinstance(found, list):
        raise _Broken(f"its {key} are no list")
    return found or []


def _text(plain: Any) -> str:
    return plain if isinstance(plain, str) else ""


def _refuse_constant(name: str) -> float:
    raise _Broken(f"{name} stands where a number should")

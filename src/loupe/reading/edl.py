"""EDL in the form CMX 3600: events in lines of fixed order, time codes, and remarks that only programs agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import zip_longest

from loupe.model.errors import FileDamaged, UsageError
from loupe.model.timecodes import FrameRate, code_of, frames_of
from loupe.reading.cutlist import CutEvent, CutList, TrackName
from loupe.reading.draft import name_numbers, one_line

__all__ = ["parse_edl"]

_CODE = r"(\d{1,2}[:;.,]\d{2}[:;.,]\d{2}[:;.,]\d{2,3})"
_EVENT = re.compile(
    rf"\s*(\d{{1,6}}[A-Z]?)\s+(\S{{1,200}})\s+(\S{{1,20}})\s+(C|D|W\d{{1,3}}|K(?:\s*[BO])?)\s+(?:(\d{{1,5}})\s+)?"
    rf"{_CODE}\s+{_CODE}\s+{_CODE}\s+{_CODE}\s*"
)
_MOTION = re.compile(rf"\s*M2\s+(\S{{1,200}})\s+(-?\d{{1,5}}(?:\.\d{{1,4}})?)\s+{_CODE}\s*")
_RATE = re.compile(
    r"\*?\s{0,9}(?:FPS|FRAME[ _]?RATE|TIMEBASE)\s{0,9}[:=]?\s{0,9}(\d{2,3}(?:\.\d{1,3})?)\s{0,9}(?:FPS)?", re.I
)
_CLIP = re.compile(r"\*\s{0,9}(FROM|TO) CLIP NAME\s{0,9}:\s{0,9}(.{1,500})", re.I)
_FILE = re.compile(r"\*\s{0,9}(?:SOURCE FILE|FINAL CUT PRO REEL|REEL)\s{0,9}:?\s{1,9}(\S.{0,500})", re.I)
_EMPTY = frozenset(("BL", "BLACK", "SILENCE"))
_AUXILIARY = re.compile(r"AX\d*|AUX\d*|GEN", re.I)
_LIKE_EVENT = re.compile(r"\s*\d{3,6}\s+\S+\s+\S+\s")
_MOST = 100_000


@dataclass(slots=True)
class _Event:
    """An event line, and the lines below it that belong to it."""

    line: int
    number: str
    reel: str
    channels: str
    kind: str
    length: int
    codes: tuple[str, str, str, str]
    speed: Fraction | None = None
    clip: str | None = None
    file: str | None = None


def parse_edl(text: str, name: str, rate: FrameRate | None, starts_at: str | None) -> CutList:
    """The events of an EDL; raises FileDamaged when its time codes are none, UsageError when the rate is not known."""
    found = _lines(text, name)
    events = found.events
    if not events:
        raise FileDamaged(f"{name} holds no event of an EDL.", hint="Export it again as EDL (CMX 3600).")
    rate = _settle_rate(name, rate, found)
    notes: list[str] = []
    bad: list[int] = []
    timed: list[tuple[_Event, list[int]]] = []
    for event in events:
        try:
            timed.append((event, [_frames(code, rate) for code in event.codes]))
        except ValueError:
            bad.append(event.line)
    if not timed:
        raise FileDamaged(
            f"{name} has no event whose time codes fit {rate.words()} frames a second.",
            hint="Give the frame rate of the programme, or export the list again.",
        )
    start = _start(starts_at, name, rate, [codes[2] for _, codes in timed], notes)
    made = _events(timed, rate, start, notes)
    if bad:
        notes.append(
            f"Left out, since their time codes do not fit {rate.words()} frames a second: line {name_numbers(bad)}."
        )
    if found.strange:
        notes.append(f"Left out, since they are no events: line {name_numbers(found.strange)}.")
    return CutList(found.title, rate, Fraction(start) / rate.exact, tuple(made), tuple(notes))


@dataclass(slots=True)
class _Found:
    """What the lines of an EDL hold; ``drop`` is of its first FCM line, ``strange`` lines only look like events."""

    title: str | None = None
    rate: str | None = None
    drop: bool | None = None
    events: list[_Event] = field(default_factory=list)
    strange: list[int] = field(default_factory=list)


def _lines(text: str, name: str) -> _Found:
    found = _Found()
    for number, line in enumerate(text.split("\n"), start=1):
        event = _EVENT.fullmatch(line)
        if event:
            codes = (event[6], event[7], event[8], event[9])
            found.events.append(
                _Event(number, event[1], event[2], event[3].upper(), event[4], int(event[5] or 0), codes)
            )
            if len(found.events) > _MOST:
                raise FileDamaged(f"{name} holds more than {_MOST:,} events, which is no cut list.")
        elif not _remark(line.strip(), found) and _LIKE_EVENT.match(line) and ":" in line:
            found.strange.append(number)
    return found


def _remark(line: str, found: _Found) -> bool:
    """Note what a line says of the list or of the event above it; False when it says nothing that is known."""
    upper = line.upper()
    if upper.startswith("TITLE:"):
        found.title = found.title or one_line(line.split(":", 1)[1])
    elif upper.startswith("FCM:"):
        found.drop = ("NON" not in upper and "DROP" in upper) if found.drop is None else found.drop
    elif match := _RATE.fullmatch(line):
        found.rate = found.rate or match[1]
    elif not found.events:
        return False
    elif match := _MOTION.fullmatch(line):
        same = [event for event in found.events[-2:] if event.reel.upper() == match[1].upper()]
        (same or found.events)[-1].speed = Fraction(match[2])
    elif match := _CLIP.match(line):
        _name_clip(found.events, match[1].upper(), one_line(match[2]))
    elif match := _FILE.match(line):
        found.events[-1].file = one_line(match[1])
    else:
        return False
    return True


def _name_clip(events: list[_Event], side: str, clip: str | None) -> None:
    """A dissolve is two lines of one number: FROM names the first, TO the second."""
    if side == "FROM" and len(events) > 1 and events[-2].number == events[-1].number and events[-1].kind != "C":
        events[-2].clip = clip
    else:
        events[-1].clip = clip


def _settle_rate(name: str, rate: FrameRate | None, found: _Found) -> FrameRate:
    """The rate as told, else as a remark says, else that of drop-frame; raises UsageError when there is none."""
    codes = [code for event in found.events for code in event.codes]
    drop = bool(found.drop) or any(";" in code for code in codes)
    if rate is None and found.rate is not None:
        try:
            rate = FrameRate.of(found.rate)
        except ValueError:
            rate = None
    if rate is None and drop:
        largest = max(int(re.split(r"[:;.,]", code)[3]) for code in codes)
        rate = FrameRate(60 if largest >= 30 else 30, ntsc=True)
    if rate is None:
        raise UsageError(
            f"{name} does not say how many frames a second its time codes count.",
            hint="Give the programme's frame rate, such as 25 or 23.976.",
        )
    if drop and rate.ntsc and rate.nominal % 30 == 0:
        return FrameRate(rate.nominal, ntsc=True, drop=True)
    return rate


def _frames(code: str, rate: FrameRate) -> int:
    """The frame of a code; lists mix the signs for drop-frame, so that the rate decides."""
    return frames_of(re.sub(r"[;.,]", ":", code), rate)


def _start(starts_at: str | None, name: str, rate: FrameRate, begins: Sequence[int], notes: list[str]) -> int:
    """The programme's first frame: as told, else the hour that the first event begins with, give or take a minute."""
    if starts_at is not None:
        try:
            return _frames(starts_at, rate)
        except ValueError as error:
            raise UsageError(f"The beginning of the programme of {name} is wrong: {error}.") from error
    first = code_of(min(begins), rate)
    start = frames_of(first[:3] + "00:00:00", rate) if first[3:5] == "00" else min(begins)
    if start != min(begins):
        notes.append(f"The programme is taken to begin at {code_of(start, rate)}, before its first event ({first}).")
    return start


def _events(timed: Sequence[tuple[_Event, list[int]]], rate: FrameRate, start: int, notes: list[str]) -> list[CutEvent]:
    made: list[CutEvent] = []
    guessed: set[str] = set()
    backward: set[str] = set()
    for (event, codes), following in zip_longest(timed, timed[1:]):
        source, played, record, length = _stretch(event, codes, following[0] if following else None, rate)
        if not length:
            continue
        speed = _speed(event, rate)
        if speed is None:
            speed = Fraction(played, length)
            guessed |= {event.number} if speed != 1 else set()
        backward |= {event.number} if speed < 0 else set()
        begin = record - start + (rate.day if record - start < -rate.day // 2 else 0)  # over midnight
        exact = rate.exact
        ends = source + (played or _whole_frames(length * abs(speed)))
        whole = CutEvent(
            event.number, _reel(event), "picture", Fraction(source) / exact, Fraction(ends) / exact,
            Fraction(begin) / exact, Fraction(begin + length) / exact, speed,
            {"D": "dissolve", "W": "wipe", "K": "key"}.get(event.kind[0], "cut"), event.clip,
        )  # fmt: skip
        made += [replace(whole, track=track) for track in _tracks(event.channels)]
    if guessed:
        shown = ", ".join(sorted(guessed)[:12])
        notes.append(f"Events that last longer or shorter than their tape, taken as played faster or slower: {shown}.")
    if backward:
        shown = ", ".join(sorted(backward)[:12])
        notes.append(f"Events that are played backward, taken from the end of their tape's stretch: {shown}.")
    return made


def _stretch(
    event: _Event, codes: Sequence[int], following: _Event | None, rate: FrameRate
) -> tuple[int, int, int, int]:
    """Where an event begins on the tape and how long it lasts there, and the same in the programme, in frames."""
    source_in, source_out, record_in, record_out = codes
    played, length = (source_out - source_in) % rate.day, (record_out - record_in) % rate.day
    if not played and not length and following and following.number == event.number and following.kind != "C":
        # The first line of a dissolve: the old picture goes on while the new one comes.
        played = length = following.length
    return source_in, played, record_in, length


def _speed(event: _Event, rate: FrameRate) -> Fraction | None:
    """Tape time by programme time as an M2 line says, None where there is none."""
    if event.speed is None:
        return None
    speed = event.speed / rate.nominal
    return Fraction(1) if abs(speed - 1) < Fraction(1, 500) else speed  # written as 023.976 or as 024.0


def _whole_frames(count: Fraction) -> int:
    """Whole frames that hold so many, at least one."""
    return max(1, -(-count.numerator // count.denominator))


def _reel(event: _Event) -> str:
    if event.reel.upper() in _EMPTY:
        return ""
    if _AUXILIARY.fullmatch(event.reel):  # the name that lists give to everything that is no tape
        return event.file or event.clip or event.reel
    return event.reel


def _tracks(channels: str) -> tuple[TrackName, ...]:
    """V, A, A2, AA, B (both), AA/V, NONE: what of the tape is used."""
    if channels == "B":
        return ("picture", "sound")
    tracks: list[TrackName] = []
    if "V" in channels:
        tracks.append("picture")
    if "A" in channels and channels != "NONE":
        tracks.append("sound")
    return tuple(tracks)

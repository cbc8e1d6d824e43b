"""Cut lists: which stretch of which tape stands where in the programme, and the way from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from loupe.model.errors import FileDamaged
from loupe.model.timecodes import FrameRate
from loupe.reading.decoding import decode_text
from loupe.reading.values import ReadingLimits

__all__ = ["CutEvent", "CutList", "TrackName", "read_cut_list"]

TrackName = Literal["picture", "sound"]


@dataclass(frozen=True, slots=True)
class CutEvent:
    """A stretch of a tape or file that is seen or heard in a stretch of the programme.

    ``reel`` is the name of the tape or file, "" where there is only black or silence. Times are exact seconds: on the
    tape from its 00:00:00:00, in the programme from its first frame; the ends are those of the stretch, not in it.
    ``speed`` is tape time by programme time: 1 as a rule, 0 a frozen frame, below 0 backward (then the tape is entered
    at ``source_out``). ``number`` is the event's in the list, ``transition`` "cut", "dissolve" or "wipe".
    """

    number: str
    reel: str
    track: TrackName
    source_in: Fraction
    source_out: Fraction
    record_in: Fraction
    record_out: Fraction
    speed: Fraction = Fraction(1)
    transition: str = "cut"
    clip: str | None = None

    def tape_at(self, seconds: Fraction) -> Fraction:
        """The tape's time that is seen at a time of the programme within the event."""
        entered = self.source_out if self.speed < 0 else self.source_in
        return entered + (seconds - self.record_in) * self.speed


@dataclass(frozen=True, slots=True)
class CutList:
    """The events of a programme in the order of their beginning there, and what was read otherwise than written.

    ``starts_at`` is the time code, in seconds, that the list gives the programme's first frame: a film's time 0.
    """

    title: str | None
    rate: FrameRate
    starts_at: Fraction
    events: tuple[CutEvent, ...]
    notes: tuple[str, ...] = ()

    def to_tape(self, milliseconds: int, track: TrackName | None = None) -> tuple[str, int] | None:
        """The tape, and the time on it in milliseconds, of a moment of the programme; None for black, or outside.

        Without ``track`` it is the picture's tape, else the sound's. In a dissolve it is the tape that comes in.
        """
        at = Fraction(milliseconds, 1000)
        for wanted in (track,) if track else ("picture", "sound"):
            found = [e for e in self.events if e.track == wanted and e.record_in <= at < e.record_out]
            if found:
                event = found[-1]
                moment = ceil(event.tape_at(at) * 1000)
                return (event.reel, moment - (event.speed < 0)) if event.reel else None
        return None

    def to_programme(self, reel: str, milliseconds: int) -> tuple[int, ...]:
        """When a moment of a tape is in the programme, in milliseconds: never, once, or several times.

        The way back of ``to_tape``, exact at normal speed. A frozen frame is there from the beginning of its event.
        """
        at = Fraction(milliseconds, 1000)
        wanted = _plain(reel)
        found = set()
        for event in self.events:
            if _plain(event.reel) != wanted or not event.reel:
                continue
            moment = _moment(event, at, milliseconds, self.rate)
            if moment is not None:
                found.add(moment)
        return tuple(sorted(found))

    @property
    def reels(self) -> tuple[str, ...]:
        """The tapes and files that are used, in order of their names."""
        return tuple(sorted({event.reel for event in self.events if event.reel}))


def _moment(event: CutEvent, at: Fraction, milliseconds: int, rate: FrameRate) -> int | None:
    """The programme's millisecond at which a tape's moment is seen in an event; None when it is not."""
    if event.speed == 0:
        frame = 1 / rate.exact
        return ceil(event.record_in * 1000) if event.source_in <= at < event.source_in + frame else None
    if event.speed == 1:
        shift = ceil((event.source_in - event.record_in) * 1000)
        moment = milliseconds - shift
    else:
        entered = event.source_out if event.speed < 0 else event.source_in
        moment = ceil(((at - entered) / event.speed + event.record_in) * 1000) - (event.speed < 0)
    return moment if event.record_in <= Fraction(moment, 1000) < event.record_out else None


def _plain(reel: str) -> str:
    return " ".join(reel.split()).casefold()


def read_cut_list(
    data: bytes, name: str, limits: ReadingLimits, *, rate: FrameRate | None = None, starts_at: str | None = None
) -> CutList:
    """Read a cut list, EDL (CMX 3600) or OpenTimelineIO (JSON), told apart by what is in it.

    ``rate`` is the programme's frame rate, which an EDL does not hold, and ``starts_at`` the time code of its first
    frame; without it the programme begins with the hour whose first minute the first event is in (01:00:00:00 is the
    custom), else with that event. Raises FileDamaged when there is no event in it, UsageError when the frame rate is
    needed and not given.
    """
    from loupe.reading.edl import parse_edl
    from loupe.reading.otio import parse_otio

    text, notes = decode_text(data, name, limits)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        found = parse_otio(text, name, starts_at)
    else:
        found = parse_edl(text, name, rate, starts_at)
    if not found.events:
        raise FileDamaged(f"{name} holds no event of a cut list.", hint="Export it again as EDL (CMX 3600) or OTIO.")
    return CutList(found.title, found.rate, found.starts_at, in_order(found.events), (*notes, *found.notes))


def in_order(events: Sequence[CutEvent]) -> tuple[CutEvent, ...]:
    """Events by when they begin in the programme; of those that begin together, the one written last comes last."""
    return tuple(sorted(events, key=lambda event: (event.record_in, event.track)))

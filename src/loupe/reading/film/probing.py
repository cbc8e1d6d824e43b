"""What a film or recording is: its streams, its true length, its chapters, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from loupe.model.errors import FileDamaged, FileEncrypted
from loupe.reading.dates import note_made_on, to_edtf
from loupe.reading.draft import one_line
from loupe.reading.film.length import MOST_SECONDS, length_notes, true_end
from loupe.reading.film.opening import first_moment, open_film, packets_of
from loupe.reading.values import Step, no_step

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["Chapter", "Probe", "Track", "TrackKind", "aside_of", "main_sound", "probe_film"]

TrackKind = Literal["picture", "sound", "subtitles", "cover", "other"]

_LOCKED = frozenset(("encv", "enca", "encs", "drms", "drmi"))
_MOST_CHAPTERS = 10_000
_MOST_TRACKS = 200
_STILL = frozenset(("mjpeg", "png", "bmp", "gif", "webp", "tiff"))
_NO_LANGUAGE = frozenset(("und", "mis", "mul", "zxx", "unk", ""))
_KINDS: dict[str, TrackKind] = {"video": "picture", "audio": "sound", "subtitle": "subtitles"}
_NO_TITLE = re.compile(
    r"(?:chapter|scene|track|title|part|kapitel|chapitre|cap[ií]tulo)?[\W\d_]*", re.I
)  # of a machine
_FLAGS = ("default", "forced", "hearing_impaired", "comment", "descriptions", "visual_impaired", "dub", "original")


@dataclass(frozen=True, slots=True)
class Track:
    """One stream: ``index`` as in the file, ``codec`` in FFmpeg's words, ``language`` as the file writes it.

    ``flags`` are the dispositions that it carries. ``width``, ``height`` (pixels), ``rate`` (pictures a second),
    ``aspect`` (the width of a pixel by its height), ``pixels`` and ``profile`` are of pictures; ``sample_rate`` (a
    second) and ``channels`` of sound.
    """

    index: int
    kind: TrackKind
    codec: str
    language: str = ""
    title: str = ""
    flags: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    rate: Fraction | None = None
    aspect: Fraction = Fraction(1)
    pixels: str = ""
    profile: str = ""
    sample_rate: int = 0
    channels: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as its maker named it; times in milliseconds."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What a film or recording is.

    ``container`` is mp4, mov, mkv, webm, avi, mp3, wav, flac, ogg or aac. ``duration_ms`` is as the packets say,
    ``claimed_ms`` as the file says (None when it says nothing). Times count from ``zero``, the first moment that a
    player shows, in seconds of the streams' own clock. ``published`` is EDTF; ``tape_start`` the time code that the
    file gives its first frame.
    """

    container: str
    duration_ms: int
    claimed_ms: int | None
    zero: Fraction
    tracks: tuple[Track, ...]
    chapters: tuple[Chapter, ...] = ()
    title: str | None = None
    maker: str | None = None
    published: str | None = None
    tape_start: str | None = None
    notes: tuple[str, ...] = ()

    def of_kind(self, kind: TrackKind) -> tuple[Track, ...]:
        """The tracks of one kind, in the file's order."""
        return tuple(track for track in self.tracks if track.kind == kind)

    @property
    def picture(self) -> Track | None:
        """The main moving picture: the default one, else the largest; None in a recording."""
        return max(
            self.of_kind("picture"), key=lambda t: ("default" in t.flags, t.width * t.height, -t.index), default=None
        )

    @property
    def sound(self) -> Track | None:
        """The main sound: not a commentary or description for the blind, the default one, else the first."""
        return _main_sound(self.tracks)

    @property
    def fps(self) -> Fraction | None:
        """Pictures a second; None in a recording, or where they come irregularly."""
        return self.picture.rate if self.picture else None


def aside_of(track: Track) -> bool:
    """Whether a track is a commentary on the film, or its description for the blind, and not the film's own."""
    flagged = {"comment", "descriptions", "visual_impaired"} & set(track.flags)
    return bool(flagged) or any(word in track.title.lower() for word in ("commentary", "description"))


def probe_film(path: Path, name: str, step: Step = no_step) -> Probe:
    """Look at a film or recording; reads to its end where its length must be found out.

    Raises FileDamaged when it cannot be opened or holds neither picture nor sound, FileEncrypted when it is locked.
    """
    zero = first_moment(path, name)
    with open_film(path, name) as container:
        tracks = tuple(_track(stream) for stream in list(container.streams)[:_MOST_TRACKS])
        if not any(track.kind in ("picture", "sound", "subtitles") for track in tracks):
            raise FileDamaged(f"{name} holds neither a moving picture nor sound.")
        claimed = _claimed(container, zero)
        metadata = {key.lower(): value for key, value in container.metadata.items()}
        if container.format.name == "ogg" and len(tracks) == 1:  # it has no tags but those of its streams
            metadata |= {key.lower(): value for key, value in container.streams[0].metadata.items()}
        chapters = _chapters(container, zero)
        container_name = _container_name(container, metadata, path)
        made = metadata.get("creation_time") or metadata.get("com.apple.quicktime.creationdate")
        tape_start = one_line(metadata.get("timecode") or _stream_tag(container, "timecode"), 20)
        published = to_edtf(metadata.get("date") or metadata.get("year"))
        notes = [*(() if published else note_made_on(made)), *_place_note(metadata)]
        if tape_start and any(digit in tape_start for digit in "123456789"):
            notes.append(f"Its time code begins at {tape_start}; times here count from its first picture.")
        _refuse_locked(container, name)
    end = true_end(path, name, zero, claimed, step)
    claimed_ms = None if claimed is None else round(claimed * 1000)
    duration_ms = round(end * 1000) if end is not None else claimed_ms or 0
    notes = [*length_notes(claimed_ms, duration_ms if end is not None else None), *notes]
    maker = next((metadata[key] for key in ("artist", "author", "director", "album_artist") if metadata.get(key)), None)
    return Probe(
        container_name, duration_ms, claimed_ms, zero, tracks, chapters, one_line(metadata.get("title")),
        one_line(maker), published, tape_start, tuple(notes),
    )  # fmt: skip


def _track(stream: Any) -> Track:
    """The track of a stream, told from its declared properties alone."""
    context = stream.codec_context
    codec = context.codec.canonical_name if context is not None else ""
    if context is None and stream.type == "subtitle" and stream.container.format.name.startswith("mov"):
        codec = "ttml"  # the only subtitles of MP4 that FFmpeg knows and does not decode
    flags = stream.disposition
    named = tuple(flag for flag in _FLAGS if flags & type(flags)[flag])
    language = (stream.metadata.get("language") or "").strip().lower()
    kind = _KINDS.get(stream.type, "other")
    details: dict[str, Any] = {}
    if kind == "picture":
        attached = flags & (type(flags).attached_pic | type(flags).timed_thumbnails | type(flags).still_image)
        # A cover that forgot to say it is one: a single still.
        if attached or (codec in _STILL and stream.frames == 1) or context is None:
            kind = "cover"
        if context is not None:
            details = {
                "width": context.width, "height": context.height, "pixels": context.pix_fmt or "",
                "rate": _rate(stream), "profile": context.profile or "", "aspect": _aspect(stream),
            }  # fmt: skip
    elif kind == "sound" and context is not None:
        details = {"sample_rate": context.sample_rate or 0, "channels": context.channels or 0}
        details["profile"] = context.profile or ""
    return Track(
        stream.index, kind, codec, "" if language in _NO_LANGUAGE else language[:20],
        one_line(stream.metadata.get("title") or _handler(stream), 200) or "", named, **details,
    )  # fmt: skip


def _handler(stream: Any) -> str | None:
    """The name that an MP4 gives a track, unless it is the one that programs write by themselves."""
    name = stream.metadata.get("handler_name") or ""
    return None if "handler" in name.lower() or not name.isprintable() else name


def _rate(stream: Any) -> Fraction | None:
    for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if rate and 1 <= rate <= 1000:
            return Fraction(rate)
    return None


def _aspect(stream: Any) -> Fraction:
    aspect = stream.sample_aspect_ratio
    return Fraction(aspect) if aspect and Fraction(1, 4) <= aspect <= 4 else Fraction(1)


def _refuse_locked(container: InputContainer, name: str) -> None:
    """Raise FileEncrypted when a stream says that it is locked, or its first packets come with what unlocks them."""
    streams = [stream for stream in container.streams if stream.type in ("video", "audio")]
    tags = {stream.codec_context.codec_tag for stream in streams if stream.codec_context is not None}
    packets = islice(packets_of(container, *streams), 8) if streams else ()
    if tags & _LOCKED or any(packet.has_sidedata("encryption_info") for packet in packets):
        raise FileEncrypted(f"{name} is locked by its seller.", hint="Ask its maker for a copy that is not locked.")


def _claimed(container: InputContainer, zero: Fraction) -> Fraction | None:
    """The length that the file claims: that of the container, else of its longest stream."""
    lengths = []
    if container.duration and container.duration > 0:
        lengths.append(Fraction(container.duration, 1_000_000))
    else:
        for stream in container.streams:
            if stream.duration and stream.duration > 0 and stream.time_base and stream.type in ("video", "audio"):
                lengths.append((stream.start_time or 0) * stream.time_base - zero + stream.duration * stream.time_base)
    longest = max(lengths, default=None)
    return longest if longest is not None and longest > 0 else None


def _container_name(container: InputContainer, metadata: dict[str, str], path: Path) -> str:
    name = container.format.name.split(",")[0]
    if name == "mov":
        return "mov" if metadata.get("major_brand", "qt").strip() == "qt" else "mp4"
    if name == "matroska":
        with path.open("rb") as stream:
            return "webm" if b"webm" in stream.read(64) else "mkv"
    return name


def _chapters(container: InputContainer, zero: Fraction) -> tuple[Chapter, ...]:
    found = []
    for chapter in container.chapters()[:_MOST_CHAPTERS]:
        base = chapter["time_base"]
        title = one_line((chapter.get("metadata") or {}).get("title"), 300)
        if base is None or title is None or _NO_TITLE.fullmatch(title):
            continue
        start, end = (round((chapter[side] * Fraction(base) - zero) * 1000) for side in ("start", "end"))
        if 0 <= start <= MOST_SECONDS * 1000:
            found.append(Chapter(start, min(max(start, end), MOST_SECONDS * 1000), title))
    return tuple(sorted(found, key=lambda c: (c.start_ms, c.end_ms, c.title)))


def _stream_tag(container: InputContainer, key: str) -> str | None:
    return next((stream.metadata[key] for stream in container.streams if stream.metadata.get(key)), None)


def _place_note(metadata: dict[str, str]) -> list[str]:
    place = one_line(metadata.get("com.apple.quicktime.location.iso6709") or metadata.get("location"), 60)
    return [f"The file says that it was recorded at {place} (ISO 6709)."] if place else []


def main_sound(container: InputContainer, name: str) -> Any:
    """The stream of an open film that ``Probe.sound`` names; raises FileDamaged when there is none."""
    tracks = [_track(stream) for stream in list(container.streams)[:_MOST_TRACKS]]
    track = _main_sound(tracks)
    if track is None:
        raise FileDamaged(f"{name} has no sound.")
    return container.streams[track.index]


def _main_sound(tracks: Iterable[Track]) -> Track | None:
    return min(
        (track for track in tracks if track.kind == "sound" and track.codec),
        key=lambda t: (aside_of(t), "default" not in t.flags, t.index),
        default=None,
    )

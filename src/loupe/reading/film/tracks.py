"""Subtitles inside a film: which track a fact-checker wants, and its cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from loupe.model.errors import FileDamaged, OverBudget
from loupe.reading.captions import MOST_CUES, ass_text, ass_voices, voiced
from loupe.reading.cues import Cue
from loupe.reading.decoding import guess_text
from loupe.reading.film.opening import open_film, packets_of
from loupe.reading.film.probing import Probe, Track, aside_of
from loupe.reading.subtitles import Said, split_voices
from loupe.reading.timedtext import parse_timed_text
from loupe.reading.values import Step

__all__ = ["READABLE", "Spoken", "choose_subtitles", "language_name", "track_cues"]

READABLE = frozenset(("subrip", "text", "mov_text", "ass", "ssa", "webvtt", "ttml"))
"""Codecs, in FFmpeg's words, of subtitles that are text and that are read here."""

_PICTURES = frozenset(("hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle", "xsub"))
_LONGEST = 1000 * 3600 * 1000
_LARGEST, _LARGEST_DOCUMENT = 65_536, 16 * 2**20  # bytes of a cue, and of a TTML document with many
_LINGER = 8000  # how long a cue without an end is taken to stand, at most
_NAMES = {
    "en": "English", "eng": "English", "de": "German", "deu": "German", "ger": "German", "fr": "French",
    "fra": "French", "fre": "French", "es": "Spanish", "spa": "Spanish", "it": "Italian", "ita": "Italian",
    "nl": "Dutch", "nld": "Dutch", "dut": "Dutch", "pt": "Portuguese", "por": "Portuguese", "pl": "Polish",
    "pol": "Polish", "ru": "Russian", "rus": "Russian", "uk": "Ukrainian", "ukr": "Ukrainian", "sv": "Swedish",
    "swe": "Swedish", "da": "Danish", "dan": "Danish", "no": "Norwegian", "nor": "Norwegian", "nb": "Norwegian",
    "nob": "Norwegian", "fi": "Finnish", "fin": "Finnish", "cs": "Czech", "ces": "Czech", "cze": "Czech",
    "el": "Greek", "ell": "Greek", "gre": "Greek", "tr": "Turkish", "tur": "Turkish", "ar": "Arabic",
    "ara": "Arabic", "he": "Hebrew", "heb": "Hebrew", "hi": "Hindi", "hin": "Hindi", "ja": "Japanese",
    "jpn": "Japanese", "ko": "Korean", "kor": "Korean", "zh": "Chinese", "zho": "Chinese", "chi": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """The cues of one track, each with its voices; ``dropped`` cues had no usable time."""

    cues: tuple[Cue, ...]
    split: tuple[tuple[Said, ...], ...]
    dropped: int = 0


def language_name(code: str) -> str:
    """The English name of a language's code, the code itself where we do not know it, "" for ""."""
    return _NAMES.get(code.split("-")[0], code)


def choose_subtitles(probe: Probe, language: str) -> Track | None:
    """The text track that says best what is said, None when there is none.

    In this order: a full track before a forced one (which holds only signs and foreign speech), the film before a
    commentary on it, ``language`` where one is asked for, the language that is spoken before a translation, subtitles
    for the hard of hearing (they name who speaks and leave less out) before others, the default before others.
    """
    spoken = _family(probe.sound.language) if probe.sound else ""
    wanted = _family(language) or spoken

    def rank(track: Track) -> tuple[bool, bool, bool, bool, bool, int]:
        return (
            _forced(track),
            aside_of(track),
            bool(wanted) and _family(track.language) != wanted,
            not ("hearing_impaired" in track.flags or "sdh" in track.title.lower().split()),
            "default" not in track.flags,
            track.index,
        )

    return min((track for track in probe.of_kind("subtitles") if track.codec in READABLE), key=rank, default=None)


def subtitle_notes(probe: Probe, chosen: Track | None) -> list[str]:
    """What a reader is told of the subtitles inside: which are shown, which are pictures, which were left."""
    others = [track for track in probe.of_kind("subtitles") if track is not chosen]
    notes = []
    if chosen is not None:
        notes.append(f"Its words are the subtitles inside the film: {_describe(chosen)}.")
        if _forced(chosen):
            notes.append("These are forced subtitles: they hold only signs and foreign speech, not all that is said.")
    left = [track for track in others if track.codec in READABLE]
    pictures = [track for track in others if track.codec in _PICTURES]
    strange = [track for track in others if track.codec not in READABLE | _PICTURES]
    if left:
        notes.append(f"Subtitles inside that were not read: {'; '.join(map(_describe, left[:12]))}.")
    if pictures:
        what = "; ".join(map(_describe, pictures[:12]))
        notes.append(f"Subtitles inside that are pictures, not text, and were not read: {what}.")
    if strange:
        notes.append(f"Subtitles inside of a kind that is not read: {'; '.join(map(_describe, strange[:12]))}.")
    return notes


def track_cues(path: Path, name: str, track: Track, probe: Probe, step: Step) -> Spoken:
    """The cues of a track, in order of time, with times from the first moment that a player shows.

    Raises FileDamaged as ``open_film`` does, OverBudget for more cues than any film has.
    """
    raw: list[tuple[int, int | None, bytes]] = []
    dropped = 0
    with open_film(path, name) as container:
        stream = container.streams[track.index]
        for number, packet in enumerate(packets_of(container, stream)):
            if number % 500 == 0 and raw:
                step(min(raw[-1][0], probe.duration_ms), max(probe.duration_ms, 1), "reading subtitles")
            at = packet.pts if packet.pts is not None else packet.dts
            start = _milliseconds(at, packet.time_base, probe.zero)
            most = _LARGEST_DOCUMENT if track.codec == "ttml" else _LARGEST
            if start is None or not -_LONGEST < start < _LONGEST or packet.size > most:
                dropped += 1
                continue
            length = _milliseconds(packet.duration or None, packet.time_base, Fraction(0))
            raw.append((start, start + length if length and 0 < length < _LONGEST else None, bytes(packet)))
            if len(raw) > MOST_CUES:
                raise OverBudget(
                    f"{name} holds more than {MOST_CUES:,} subtitles.", hint="Take the subtitles out of it."
                )
    raw.sort(key=lambda cue: (cue[0], cue[1] or 0))
    return _documents(raw, name, probe, dropped) if track.codec == "ttml" else _cues(raw, track.codec, dropped)


def _cues(raw: Sequence[tuple[int, int | None, bytes]], codec: str, dropped: int) -> Spoken:
    cues: list[Cue] = []
    split: list[tuple[Said, ...]] = []
    for number, (start, end, data) in enumerate(raw):
        if end is None:
            following = raw[number + 1][0] if number + 1 < len(raw) else start + _LINGER
            end = min(max(following, start), start + _LINGER)
        said = _said(data, codec)
        if said:
            cues.append(Cue(len(cues) + 1, start, end, ""))
            split.append(tuple(said))
    return Spoken(tuple(cues), tuple(split), dropped)


def _documents(raw: Sequence[tuple[int, int | None, bytes]], name: str, probe: Probe, dropped: int) -> Spoken:
    """The cues of TTML documents, whose times count from the beginning of the track (ISO/IEC 14496-30).

    A cue that lies over the seam of two documents is in both, and is read once.
    """
    found: dict[tuple[int, int, tuple[Said, ...]], None] = {}
    zero = round(probe.zero * 1000)
    for _, _, data in raw:
        if not data.strip():
            continue
        try:
            timed = parse_timed_text(data, name, MOST_CUES)
        except FileDamaged:
            dropped += 1
            continue
        dropped += sum(map(len, timed.problems.values()))
        for cue, who in zip(timed.cues, timed.voices, strict=True):
            said = [turn for turn in voiced(split_voices(cue.text, unescape=False), who) if turn[1].strip()]
            if said:
                found[(cue.start_ms - zero, cue.end_ms - zero, tuple(said))] = None
        if len(found) > MOST_CUES:
            raise OverBudget(f"{name} holds more than {MOST_CUES:,} subtitles.", hint="Take the subtitles out of it.")
    ordered = sorted(found, key=lambda cue: cue[:2])
    cues = tuple(Cue(number, start, end, "") for number, (start, end, _) in enumerate(ordered, start=1))
    return Spoken(cues, tuple(said for *_, said in ordered), dropped)


def _said(data: bytes, codec: str) -> list[Said]:
    """The voices and words of a packet; none for the empty ones that end a subtitle."""
    if codec == "mov_text":
        # 3GPP TS 26.245: a length of two bytes, the text, then boxes of style.
        data = data[2 : 2 + int.from_bytes(data[:2], "big")]
        if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
            return split_voices(data.decode("utf-16", "replace"), unescape=False)
    text = guess_text(data.rstrip(b"\x00")).replace("\r\n", "\n").replace("\r", "\n") if data else ""
    if codec in ("ass", "ssa"):
        # Matroska: ReadOrder, Layer, Style, Name, MarginL, MarginR, MarginV, Effect, Text.
        fields = text.split(",", 8)
        return ass_voices(ass_text(fields[8]), fields[3], fields[2]) if len(fields) == 9 else []
    return [said for said in split_voices(text, unescape=codec == "webvtt") if said[1].strip()]


def _milliseconds(at: int | None, time_base: Any, zero: Fraction) -> int | None:
    return None if at is None or not time_base else round((at * Fraction(time_base) - zero) * 1000)


def _forced(track: Track) -> bool:
    return "forced" in track.flags or "forced" in track.title.lower().split()


def _family(code: str) -> str:
    """The English name of a language as its family's sign: eng, en and en-GB are one."""
    return language_name(code.strip().lower())


def _describe(track: Track) -> str:
    words = [language_name(track.language) or "of no stated language"]
    if track.title and track.title.lower() not in (words[0].lower(), track.language):
        words.append(f"“{track.title}”")
    if _forced(track):
        words.append("(forced)")
    if "hearing_impaired" in track.flags:
        words.append("(for the hard of hearing)")
    return " ".join(words)

"""SRT and WebVTT subtitles: every cue with its times, its speaker where one is written, and its words without tags."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import pairwise

from loupe.model import TimePlace, timecode
from loupe.model.errors import FileDamaged
from loupe.reading.cues import Cue, parse_srt, parse_vtt
from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft, name_numbers, one_line
from loupe.reading.speakers import accept_labels, find_label
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["Said", "add_cues", "read_cues", "read_srt", "read_vtt", "split_voices"]

Said = tuple[str | None, str]
"""What one voice says in a cue: who, where the file itself says so ("" for a voice that it only says is another one),
and the words without tags."""

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]([^<>]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</>|<\d[\d:.]*>|\{\\[^{}]*\}|\{[ybiu]:[^{}]*\}", re.I)
_DASH = re.compile(r"[-–—‐][ \t]*(?=[^\s\d-])")
_CHANGE = re.compile(r">{2,3}[ \t]*")  # CTA-608 captions: another speaker, another story
_SENTENCE_END = re.compile(r"[.!?…\"”')\]♪]$")


def read_srt(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read SRT subtitles; cues without words or times are dropped with a note that gives their line."""
    text, notes = decode_text(data, name, limits)
    cues, problems = parse_srt(text)
    return _read(cues, problems, notes, name, limits, "srt")


def read_vtt(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read WebVTT subtitles; comments, styles and regions are left out."""
    text, notes = decode_text(data, name, limits)
    cues, problems = parse_vtt(text)
    return _read(cues, problems, notes, name, limits, "vtt")


def _read(
    cues: Sequence[Cue], problems: dict[str, list[int]], notes: tuple[str, ...], name: str, limits: ReadingLimits,
    form: str,
) -> Reading:  # fmt: skip
    split = [split_voices(cue.text, unescape=form == "vtt") for cue in cues]
    return read_cues(cues, split, problems, notes, name, limits, form)


def read_cues(
    cues: Sequence[Cue], split: Sequence[Sequence[Said]], problems: dict[str, list[int]], notes: tuple[str, ...],
    name: str, limits: ReadingLimits, form: str,
) -> Reading:  # fmt: skip
    """The reading of a subtitle file's cues, each with what is said in it; raises FileDamaged when none has words.

    ``problems`` are the lines of what was dropped, by reason.
    """
    draft = Draft(name, limits)
    empty = [cues[number].line for number in add_cues(draft, cues, split)]
    if not draft.passages:
        raise FileDamaged(f"{name} holds no subtitle with a time and words.", hint="Check that it is a subtitle file.")
    if empty:
        problems = {**problems, "Dropped, since they hold no words: cues at line": empty}
    told = [f"{what} {name_numbers(sorted(lines))}." for what, lines in problems.items() if lines]
    return Reading(
        draft.text, tuple(draft.passages), form, "subtitles/1", "film", notes=(*notes, *told, *_order_notes(cues))
    )


def add_cues(
    draft: Draft, cues: Sequence[Cue], split: Sequence[Sequence[Said]], headings: Sequence[tuple[TimePlace, str]] = ()
) -> list[int]:
    """Put cues with their speakers into a draft; returns the indexes of those that hold no words.

    Each of ``headings`` (in order of time) stands before the first cue that begins with it or later.
    """
    accepted = accept_labels([find_label(words) for said in split for _, words in said if words])
    labels_mark_changes = _labels_mark_changes(split)
    empty: list[int] = []
    waiting = list(reversed(headings))
    speaker: str | None = None
    unfinished = False
    for number, (cue, said) in enumerate(zip(cues, split, strict=True), start=1):
        while waiting and waiting[-1][0].start_ms <= cue.start_ms:
            place, title = waiting.pop()
            draft.add(title, place, "heading")
        place = TimePlace(cue.start_ms, cue.end_ms, number)
        kept = False
        for voice, words in said:
            label = None if voice else find_label(words)
            if label is not None and (label[1] in accepted or label[1] in ("upper", "bold")):
                speaker, spoken = label[0], words[label[2] :].strip()
                if not spoken:
                    draft.aside(words)
                    unfinished, kept = True, True
                    continue
                draft.label(words[: label[2]])
            else:
                # A sentence that runs on into the next cue is still the same person's.
                goes_on = (unfinished or labels_mark_changes) and said[0][0] is None and len(said) == 1
                speaker, spoken = voice or (speaker if goes_on else None), words
            if draft.add(spoken, place, "cue", speaker):
                kept = True
                unfinished = len(said) == 1 and _SENTENCE_END.search(spoken) is None
        if not kept:
            empty.append(number - 1)
    for place, title in reversed(waiting):
        draft.add(title, place, "heading")
    return empty


def _labels_mark_changes(split: Sequence[Sequence[Said]]) -> bool:
    """Whether a label stands only where the speaker changes: the file opens with one, and names two people or more.

    Elsewhere labels mark voices out of sight, and a cue without one may be anybody's.
    """
    if sum(voice == "" for said in split for voice, _ in said) >= 3:  # American captions: ">>" wherever it changes
        return True
    labels = [find_label(words) if words else None for said in split for _, words in said]
    names = {label[0] for label in labels if label}
    return bool(labels) and labels[0] is not None and len(names) >= 2 and 20 * sum(map(bool, labels)) >= len(labels)


def split_voices(text: str, *, unescape: bool) -> list[Said]:
    """The speaker (from a voice tag) and words of each voice in a cue."""
    parts = _VOICE.split(text)
    voices: list[Said] = [(None, parts[0])]
    voices += [(one_line(html.unescape(who), 200), words) for who, words in zip(parts[1::2], parts[2::2], strict=True)]
    said: list[Said] = []
    for who, tagged in voices:
        words = _TAG.sub("", tagged)
        words = html.unescape(words) if unescape or "&" in words else words
        lines = [" ".join(line.split()) for line in words.split("\n")]
        lines = [line for line in lines if line]
        said += [(other if who is None else who, turn) for other, turn in _split_turns(lines)]
    return said


def _split_turns(lines: Sequence[str]) -> list[Said]:
    """Lines of one cue as turns: "- Yes.", "- No." are two people; "ANNA: Yes." and ">> Yes." begin a new one."""
    turns: list[Said] = []
    dashes = sum(_DASH.match(line) is not None for line in lines)
    for line in lines:
        dashed = _DASH.match(line) if dashes > 1 or (dashes and find_label(line[1:].lstrip())) else None
        change = dashed or _CHANGE.match(line)
        bare = line[change.end() :] if change else line
        if turns and not change and not find_label(bare):
            turns[-1] = turns[-1][0], turns[-1][1] + "\n" + bare
        elif bare:
            turns.append(("" if change and not dashed else None, bare))
    return turns


def _order_notes(cues: Sequence[Cue]) -> list[str]:
    backward = [cue.line for cue in cues if cue.end_ms < cue.start_ms]
    negative = [cue.line for cue in cues if cue.start_ms < 0 or cue.end_ms < 0]
    overlapping = [b.line for a, b in pairwise(cues) if b.start_ms < a.end_ms and a != b]
    notes = []
    if backward:
        notes.append(f"Kept, though they end before they start: cues at line {name_numbers(backward)}.")
    if negative:
        notes.append(f"Kept, though they begin before zero: cues at line {name_numbers(negative)}.")
    if overlapping:
        first = next(cue for cue in cues if cue.line == overlapping[0])
        notes.append(
            f"Cues that begin before the one above them ends: {len(overlapping):,}, the first at line "
            f"{overlapping[0]} ({timecode(first.start_ms)})."
        )
    return notes

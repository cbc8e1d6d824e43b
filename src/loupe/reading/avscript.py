"""Two-column scripts of films: which column of a table is seen and which is heard, and who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loupe.reading.speakers import LABEL, find_label

__all__ = ["Heard", "columns_of_script", "plain_speaker", "who_is_heard"]

_SEEN = frozenset((
    "video", "visual", "visuals", "vision", "picture", "pictures", "image", "images", "shot", "shots", "footage",
    "pix", "bild", "beeld", "imagen",
))  # fmt: skip
_HEARD = frozenset((
    "audio", "sound", "narration", "narrator", "dialogue", "dialog", "voiceover", "vo", "speech", "spoken", "voice",
    "ton", "sprecher", "son", "geluid", "sonido",
))  # fmt: skip
_NO_VOICE = frozenset((
    "sfx", "fx", "music", "mx", "sound", "sounds", "nat", "natsot", "nats", "ambience", "atmos", "amb", "sot", "cue",
    "silence", "score", "song", "effects", "title", "super", "caption", "lower", "chyron", "graphic",
))  # fmt: skip
_ASIDE = re.compile(
    r"\s*\((?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|cont[’']?d\.?|continued|continuing|sync|on[- ](?:camera|screen)|off"
    r"(?:[- ](?:camera|screen))?|voice[- ]?over|pre-?lap|filtered|subtitled?|into phone|archive)\.?\)",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_COLUMNS = 8
_LONGEST_HEAD = 40


def columns_of_script(heads: Sequence[str]) -> dict[int, str] | None:
    """What each column of a table holds, "video", "audio" or its own name, when its first row names such columns."""
    if not 2 <= len(heads) <= _MOST_COLUMNS or any(len(head) > _LONGEST_HEAD for head in heads):
        return None
    roles: dict[int, str] = {}
    for number, head in enumerate(heads):
        words = set(_LETTERS.findall(head.lower().replace("v/o", "vo").replace("voice-over", "voiceover")))
        heard, seen = bool(words & _HEARD), bool(words & _SEEN)
        roles[number] = "audio" if heard and not seen else "video" if seen and not heard else head.strip()
    found = list(roles.values())
    return roles if "video" in found and "audio" in found else None


@dataclass(frozen=True, slots=True)
class Heard:
    """A paragraph of the audio column: ``label`` is taken off ``text``; without a speaker nobody is named for it.

    ``voice`` says that it is spoken, and no music or noise.
    """

    text: str
    speaker: str | None
    label: str
    voice: bool


def who_is_heard(paragraphs: Sequence[str]) -> list[Heard]:
    """The paragraphs of an audio cell with their speakers; a name alone on its line speaks below it."""
    heard: list[Heard] = []
    speaker: str | None = None
    waiting = ""
    for paragraph in paragraphs:
        label = find_label(paragraph) if LABEL.match(paragraph) else None
        words = _LETTERS.findall(label[0].lower()) if label else []
        if label is not None and words and words[0] in _NO_VOICE:
            heard.append(Heard(paragraph, None, waiting, voice=False))
            speaker, waiting = None, ""
            continue
        text = paragraph
        if label is not None:
            speaker = plain_speaker(label[0])
            waiting, text = paragraph[: label[2]].strip(), paragraph[label[2] :].strip()
        if text:
            heard.append(Heard(text, speaker, waiting, voice=True))
            waiting = ""
    if waiting:
        heard.append(Heard(waiting, None, "", voice=False))
    return heard


def plain_speaker(cue: str) -> str:
    """The name in a cue without what is said about how it is heard: (V.O.), (CONT'D), (on camera)."""
    return _ASIDE.sub("", cue).strip() or cue.strip()

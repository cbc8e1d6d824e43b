"""Quotations of a text or of its passages, each with its kind and its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from loupe.language.quotations.marks import Marked, find_marked
from loupe.language.quotations.mentions import SpeakerMention
from loupe.language.quotations.speakers import Speaker, find_speakers
from loupe.language.quotations.verbs import SAYING

__all__ = ["Quotation", "find_quotations"]

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that stand as somebody's own.

    ``text`` stands verbatim at ``[start, end)`` of passage number ``passage``, marks included. ``kind`` is ``speech``
    for what somebody utters, ``words`` for a name, a title or a few words taken from somebody ("the 'school of
    Turin'"). ``speaker`` is None when Loupe cannot tell. ``goes_on`` says that it continues the quotation before, which
    the passage before left open.
    """

    start: int
    end: int
    text: str
    kind: Literal["speech", "words"]
    speaker: Speaker | None = None
    passage: int = 0
    goes_on: bool = False
    mention_passage: int | None = None


def find_quotations(
    source: str | Sequence[str], *, lines: Literal["paragraphs", "sentences"] = "paragraphs"
) -> tuple[Quotation, ...]:
    """The quotations of a text, or of passages in order, the outermost only.

    In a text with blank lines these part its paragraphs; else a new line does, unless ``lines`` says that every line
    is one sentence. The speaker is read from the cue beside the words ("said Peys", "Peys:"), else from the paragraph,
    whom the words before call by name, the turns of a talk of two, or who acts in the sentence before; otherwise there
    is none. Cues and turns follow Elson and McKeown ("Automatic attribution of quoted speech in literary narrative",
    2010) and Muzny et al. ("A two-stage sieve approach for quote attribution", 2017).
    """
    if not isinstance(source, str):
        return _of_passages(source)
    marked = find_marked(source)
    speech = [m for m in marked if _is_speech(source, m)]
    speakers = dict(zip(speech, find_speakers(source, speech, lines == "paragraphs"), strict=True))
    return tuple(
        Quotation(
            m.start,
            m.end,
            source[m.start : m.end],
            "speech" if m in speakers else "words",
            speakers.get(m) or (None if m in speakers else _taken_from(source, m)),
        )
        for m in marked
    )


def _of_passages(passages: Sequence[str]) -> tuple[Quotation, ...]:
    starts = [0]
    for passage in passages:
        starts.append(starts[-1] + len(passage) + len(_GAP))
    found: list[Quotation] = []
    for q in find_quotations(_GAP.join(passages)):
        for i, (base, passage) in enumerate(zip(starts, passages, strict=False)):
            start, end = max(q.start - base, 0), min(q.end - base, len(passage))
            if start < end and passage[start:end].strip():
                found.append(
                    replace(
                        q,
                        start=start,
                        end=end,
                        text=passage[start:end],
                        speaker=_moved(q.speaker, starts),
                        passage=i,
                        goes_on=q.start < base,
                        mention_passage=_passage_of(q.speaker, starts),
                    )
                )
    return tuple(found)


def _passage_of(speaker: Speaker | None, starts: Sequence[int]) -> int | None:
    return None if speaker is None else max(i for i, base in enumerate(starts) if base <= speaker.mention.start)


def _moved(speaker: Speaker | None, starts: Sequence[int]) -> Speaker | None:
    passage = _passage_of(speaker, starts)
    if speaker is None or passage is None:
        return None
    mention, base = speaker.mention, starts[passage]
    return replace(speaker, mention=SpeakerMention(mention.start - base, mention.end - base, mention.text))


_SIGNS = " \n\t“”\"‘’'«»„"
_ENDS = (",", ".", "!", "?", ";", ":", "—", "–", "-", "…")
_LEADS = re.compile(r"(?:[,.;:!?—–\-”\"’»]|^|\n)\s*$")
_VERB_BEFORE = re.compile(r"([A-Za-z]+)\s*$")
_NOT_CUES = frozenset("call called calls calling read reads named sign put puts go goes went".split())
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|am|have|has|had|do|did|will|would|can|could|I|we|you|he|she|they)\b|['’](?:s|m|re)\b"
)


def _is_speech(text: str, m: Marked) -> bool:
    """Whether the words in the marks are uttered, rather than a name, a title or a few words taken up."""
    words = text[m.start : m.end].strip(_SIGNS)
    if not words:
        return False
    before = text[max(0, m.start - 60) : m.start]
    verb = _VERB_BEFORE.search(before)
    cue = bool(verb) and verb[1].lower() in SAYING - _NOT_CUES  # type: ignore[index]
    finished = not m.closed or words.endswith(_ENDS)
    if cue or (_LEADS.search(before) and finished):
        return True
    return len(words.split()) > 5 and bool(_CLAUSE.search(words)) and words[:1].isupper()


_TAKEN = re.compile(r"(?P<who>(?:[Hh]e|[Ss]he|[Tt]hey|I|[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){0,3}))\s+"
                    r"(?:has\s|had\s|later\s|once\s)?(?P<verb>[a-z]+)\s(?:[^.;:!?\n“”\"]{0,60}\s)?$")  # fmt: skip


def _taken_from(text: str, m: Marked) -> Speaker | None:
    """Whose the few words are: "Peys called it "the heist of the century"", else nobody's."""
    match = _TAKEN.search(text, max(0, m.start - 160), m.start)
    verbs = SAYING | {"calls", "called", "calling", "describes", "dubbed"}
    if not match or match["verb"] not in verbs:
        return None
    return Speaker(SpeakerMention(match.start("who"), match.end("who"), match["who"]), "cue", 0.8)

"""Who speaks: the cue beside the words, their paragraph, whom they address, the turns of a talk, who acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.language.quotations.marks import Marked
from loupe.language.quotations.mentions import PERSON, SpeakerMention, mention_at, mentions_in, same_person
from loupe.language.quotations.verbs import SAYING

__all__ = ["Method", "Speaker", "SpeakerMention", "find_speakers"]

Method = Literal["cue", "same turn", "alternation", "vocative", "beat"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks a quotation: the words that mean him, how he was found, and how sure that is, in (0, 1]."""

    mention: SpeakerMention
    method: Method
    confidence: float


CONFIDENCE: dict[Method, float] = {
    "cue": 0.95, "same turn": 0.9, "vocative": 0.7, "alternation": 0.7, "beat": 0.6,
}  # fmt: skip

_VERB = re.compile(r"(?<![\w’'-])[A-Za-z]+(?![\w’'-])")
_END = re.compile(r"[.!?;:](?=\s|$)|\n(?=\s*[A-ZÀ-Þ“\"‘«—])")
_FINISHED = re.compile(r"(?<!\.)\.\s?[”\"’'»]$")
_SENTENCE = re.compile(r"(?<=[.!?”\"’])\s+(?=[A-ZÀ-Þ])|\n")
_BLANK = re.compile(r"\n\s*\n")
_ADVERBS = (
    r"(?:(?:\w+ly|then|also|at\slast|once\smore|again|now|still|only|even|simply|had|has|have|would|is|was|later)"
    r"\s+){0,2}"
)
_OPENS = re.compile(r"[\s,—–-]*")
_THEN_VERB = re.compile(rf"(?:\s*,[^,.;:\n]{{2,60}},)?\s+{_ADVERBS}(?P<verb>[A-Za-z]+)\b")
_VERB_NAME = re.compile(rf"[\s,—–-]*{_ADVERBS}(?P<verb>[A-Za-z]+)(?:\s(?:on|in|out|up))?\s+(?=(?P<who>{PERSON}))")
_ENDS = re.compile(r"[.!?][”\"’']?(?=\s|$)")
_INTERJECTIONS = frozenset(
    "yes no oh ah well why what come now look listen hullo hello nay indeed good god heavens lord dear certainly "
    "very quite true alas never nothing then there here so but and i perhaps exactly please thank thanks".split()
)
_VOCATIVE = re.compile(
    r"(?:^[“\"‘«'\s]*|,\s*)(?:(?:my|dear|old|good|oh|O|poor)\s+)*(?P<name>(?:(?:Mr|Mrs|Miss|Dr|Sir|Lady|Captain)\.?\s)?"
    r"[A-Z][\w’'-]+)\s*(?=[,!?.]\s*(?:[”\"’»']|$|[a-z])|\s*[!?,.]\s*[”\"’»'])"
)


def find_speakers(text: str, quotes: Sequence[Marked], lines: bool) -> list[Speaker | None]:
    """The speaker of each quotation, None where it cannot be told.

    Cues come first; a quotation without one takes the speaker of the same turn, then of the turns around it.
    """
    found: list[Speaker | None] = [_cued(text, quotes, i) for i in range(len(quotes))]
    linked = [_goes_on(text, quotes, i, lines) for i in range(len(quotes))]
    linked = [go and not _calls(text, quotes, found, i) for i, go in enumerate(linked)]
    _share_turns(found, linked)
    for i in range(len(quotes)):
        if found[i] is None:
            found[i] = _beat(text, quotes, i)
    _share_turns(found, linked)
    _by_turns(text, quotes, found, linked)
    _share_turns(found, linked)
    return found


def _gap(text: str, quotes: Sequence[Marked], i: int) -> tuple[int, int]:
    """The narration between quotation ``i - 1`` and ``i``."""
    start = quotes[i - 1].end if i > 0 else max(0, quotes[0].start - 1500) if quotes else 0
    return start, quotes[i].start if i < len(quotes) else min(len(text), start + 1500)


def _cued(text: str, quotes: Sequence[Marked], i: int) -> Speaker | None:
    mention = _tag_after(text, *_gap(text, quotes, i + 1))
    if mention is None:
        start, stop = _gap(text, quotes, i)
        halves = i > 0 and "\n" not in text[start:stop]  # "...," he said, "..."
        mention = (_tag_after(text, start, stop) if halves else None) or _tag_before(text, start, stop)
    return Speaker(mention, "cue", CONFIDENCE["cue"]) if mention else None


def _tag_after(text: str, start: int, stop: int) -> SpeakerMention | None:
    """ "... ," said the nurse, hastily"; "... ," the nurse replied"."""
    blank = _BLANK.search(text, start, stop)
    stop = min(stop, blank.start() if blank else stop, start + 300)
    tag = text[start:stop]
    if _FINISHED.search(text[max(0, start - 6) : start]) and "\n" in tag[:3]:
        return None  # a full stop inside the marks: what follows on a new line is no tag
    if re.match(r"\s*\n\s*[“\"‘«]", tag) or not tag.strip():
        return None
    inverted = _VERB_NAME.match(text, start, stop)
    if inverted and inverted["verb"].lower() in SAYING:
        mention = mention_at(text, inverted.start("who"), stop)
        if mention:
            return mention
    opens = _OPENS.match(text, start, stop)
    mention = mention_at(text, opens.end(), stop) if opens else None
    verb = _THEN_VERB.match(text, mention.end, stop) if mention else None
    if mention is None or verb is None or verb["verb"].lower() not in SAYING:
        return None
    new_line = "\n" in text[start : mention.start] and mention.text[0].isupper()
    return mention if not new_line or _closes_tag(text, verb.end(), stop) else None


def _closes_tag(text: str, after: int, stop: int) -> bool:
    """Whether a sentence that begins with a capital after a quotation is its tag and nothing else: "I answered."."""
    end = _END.search(text, after, stop)
    return len(text[after : end.start() if end else stop].split()) <= 12


def _tag_before(text: str, start: int, stop: int) -> SpeakerMention | None:
    """Whom a cue before the words names: "The surgeon rose, and said, with more kindness:"."""
    before = text[start:stop].rstrip()
    if not before.endswith((":", ",", "—", "-")) and not _ends_with_verb(before):
        return None
    begin = max((m.end() for m in _SENTENCE.finditer(text, start, start + len(before))), default=start)
    verbs = [m for m in _VERB.finditer(text, begin, stop) if m.group().lower() in SAYING]
    if not verbs and not before.endswith(":"):
        return None
    edge = verbs[-1].start() if verbs else stop
    inverted = mention_at(text, verbs[-1].end() + 1, stop) if verbs else None
    people = list(mentions_in(text, begin, edge))
    if not people:
        return inverted
    nominatives = [m for m in people if m.kind == "pronoun"]
    adjacent = people[-1] if not re.search(r"[,;]", text[people[-1].end : edge]) else None
    return adjacent or (nominatives[-1] if nominatives else people[0])


def _ends_with_verb(before: str) -> bool:
    words = before.split()
    return bool(words) and words[-1].lower() in SAYING


def _goes_on(text: str, quotes: Sequence[Marked], i: int, lines: bool) -> bool:
    """Whether a quotation goes on with the one before: in its paragraph, with no more than a tag between.

    Where a text has no paragraphs, a tag that follows a question is taken to end the turn, because it is answered.
    """
    if i == 0:
        return False
    start, stop = _gap(text, quotes, i)
    between = text[start:stop]
    if not between.strip() or _BLANK.search(between):
        return False
    if "\n" not in between:
        return len(between) < 400
    if lines:
        return False
    sentences = [s for s in _SENTENCE.split(between.strip()) if s.strip()]
    asked = text[quotes[i - 1].start : start].rstrip(" ”\"’'»")[-1:] == "?"
    return len(sentences) == 1 and not asked and _tag_after(text, start, stop) is not None


def _addressee(text: str, quote: Marked) -> str | None:
    """The name that a quotation calls somebody by: "Really, Watson, you excel yourself"."""
    match = _VOCATIVE.search(text, quote.start, quote.end)
    name = match["name"].split()[-1] if match else None
    return name if name and name.lower() not in _INTERJECTIONS else None


def _share_turns(found: list[Speaker | None], linked: Sequence[bool]) -> None:
    for i in range(1, len(found)):
        if linked[i] and found[i] is None and found[i - 1] is not None:
            found[i] = Speaker(found[i - 1].mention, "same turn", CONFIDENCE["same turn"])  # type: ignore[union-attr]
    for i in range(len(found) - 2, -1, -1):
        if linked[i + 1] and found[i] is None and found[i + 1] is not None:
            found[i] = Speaker(found[i + 1].mention, "same turn", CONFIDENCE["same turn"])  # type: ignore[union-attr]


def _beat(text: str, quotes: Sequence[Marked], i: int) -> Speaker | None:
    """Whoever alone acts in the sentence before the words, in their paragraph: "He chuckled. "..."."""
    start, stop = _gap(text, quotes, i)
    before = text[start:stop]
    if _BLANK.search(before) or not before.strip():
        return None
    sentences = list(_SENTENCE.finditer(text, start, start + len(before.rstrip())))
    begin = sentences[-1].end() if sentences else start
    people = list(mentions_in(text, begin, stop))
    if not people or text[begin : people[0].start].strip():
        return None
    if len({p.text.lower() for p in people if p.kind != "nominal"}) > 1:
        return None
    return Speaker(people[0], "beat", CONFIDENCE["beat"])


def _by_turns(text: str, quotes: Sequence[Marked], found: list[Speaker | None], linked: Sequence[bool]) -> None:
    """Turns without a cue: whom the turn before calls by name, then the speaker of every other turn."""
    turns = _turns(linked)
    named = _addressed(text, quotes, turns)
    for forward in (True, False):
        for k in range(len(turns)) if forward else range(len(turns) - 1, -1, -1):
            if found[turns[k][0]] is not None:
                continue
            speaker = _called(text, quotes, found, turns, named, k) or _every_other(
                text, quotes, found, turns, k, forward
            )
            if speaker is None and not forward:
                speaker = _the_other(text, quotes, found, turns, k)
            if speaker is None or _is_called(speaker.mention, named[k]):
                continue
            for j in turns[k]:
                found[j] = speaker


def _calls(text: str, quotes: Sequence[Marked], found: Sequence[Speaker | None], i: int) -> bool:
    """Whether a quotation calls the speaker of the one before by name, and so is another's."""
    before = found[i - 1] if i else None
    return before is not None and _is_called(before.mention, _addressee(text, quotes[i]))


def _addressed(text: str, quotes: Sequence[Marked], turns: Sequence[Sequence[int]]) -> list[str | None]:
    return [next((a for j in turn if (a := _addressee(text, quotes[j]))), None) for turn in turns]


def _is_called(mention: SpeakerMention, name: str | None) -> bool:
    return name is not None and mention.kind == "name" and mention.text.split()[-1].lower() == name.lower()


def _called(
    text: str,
    quotes: Sequence[Marked],
    found: Sequence[Speaker | None],
    turns: Sequence[Sequence[int]],
    named: Sequence[str | None],
    k: int,
) -> Speaker | None:
    """Whoever the turn before calls by name, if this turn answers it at once and he is named in the narration."""
    if k == 0 or named[k - 1] is None or not _talked_on(text, quotes, turns[k][0]):
        return None
    known = [s for s in found if s is not None and _is_called(s.mention, named[k - 1])]
    if not known:
        return None
    at = quotes[turns[k][0]].start
    nearest = min(known, key=lambda s: (abs(s.mention.start - at), s.mention.start))
    return Speaker(nearest.mention, "vocative", CONFIDENCE["vocative"])


def _the_other(
    text: str, quotes: Sequence[Marked], found: Sequence[Speaker | None], turns: Sequence[Sequence[int]], k: int
) -> Speaker | None:
    """Whoever spoke last beside the speaker of the turn before, in a talk of two."""
    before = found[turns[k - 1][-1]] if k else None
    if before is None or not _talked_on(text, quotes, turns[k][0]):
        return None
    for j in range(k - 2, max(k - 8, -1), -1):
        other = found[turns[j][0]]
        if other is not None and not same_person(other.mention, before.mention):
            return Speaker(other.mention, "alternation", 0.5)
    return None


def _every_other(
    text: str,
    quotes: Sequence[Marked],
    found: Sequence[Speaker | None],
    turns: Sequence[Sequence[int]],
    k: int,
    forward: bool,
) -> Speaker | None:
    other, between = (k - 2, k - 1) if forward else (k + 2, k + 1)
    if not 0 <= other < len(turns):
        return None
    speaker, middle = found[turns[other][-1 if forward else 0]], found[turns[between][0]]
    joints = (turns[max(k, between)][0], turns[max(between, other)][0])
    if speaker is None or not all(_talked_on(text, quotes, j) for j in joints):
        return None
    if middle is not None and same_person(speaker.mention, middle.mention):
        return None
    return Speaker(speaker.mention, "alternation", CONFIDENCE["alternation"])


def _talked_on(text: str, quotes: Sequence[Marked], i: int) -> bool:
    start, stop = _gap(text, quotes, i)
    return len(text[start:stop].split()) <= 30


def _turns(linked: Sequence[bool]) -> list[list[int]]:
    turns: list[list[int]] = []
    for i, goes_on in enumerate(linked):
        if goes_on and turns:
            turns[-1].append(i)
        else:
            turns.append([i])
    return turns

"""Which lines can be checked at all, and what kind of thing they assert."""

from __future__ import annotations

import re

from loupe.language import Token, content_stems, finite_verb, tokens
from loupe.model import CLAIM_KINDS, ClaimKind
from loupe.model.readings import SentenceReading

__all__ = ["kinds_of", "why_not_checkable"]

_OPINION = re.compile(
    r"\b(?:I|we)\s+(?:think|guess|feel|hope|wish|suppose|love|hate|wonder|imagine|would|could|should|want|doubt)\b|"
    r"\b(?:in my opinion|to my mind|if you ask me|who knows|nobody knows|no one knows|god knows|frankly|honestly|"
    r"must have been|would have|could have been|might have been|should have|ought to)\b|"
    r"\b(?:beautiful|wonderful|terrible|amazing|brilliant|incredible|unbelievable|perfect|genius|magnificent|stunning|"
    r"shameful|disgraceful|tragic|charming|elegant|lovely|great)\b",
    re.IGNORECASE,
)
_CHATTER = re.compile(
    r"\W*(?:(?:yes|no|yeah|okay|ok|well|hello|hi|thanks|thank you|please|right|exactly|of course|sure|welcome|cut|"
    r"action|good (?:morning|evening|night|afternoon))\b(?:\W+\w+){0,3}|"
    r"(?:listen|look|come on|let['’]s|let us|imagine|picture|think of|consider|remember)\b.*)\W*",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(r"[*_\s]*[(\[].*[)\]][*_.\s]*", re.DOTALL)
_REQUEST = re.compile(
    r"\b(?:can|could|may|might|shall|should|would|will)\s+(?:I|we|you)\b[^.?!]*\b(?:please|look|turn|go|bring|"
    r"see|ask|take|tell|help|"
    r"scroll|move|read|have)\b|\bplease\b|\bI(?:['’]m| am)\s+going\s+to\b|\bI(?:['’]d| would)\s+like\s+to\b|"
    r"\bif\s+(?:we|you|I)\s+"
    r"(?:can|could|go|look|turn|may)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"(?:--|–|—|…|\.\.\.|:)[\s\"”'’]*$")
_FUTURE = re.compile(r"\b(?:will|shall|going to|['’]ll)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"\b(?:most|least|only|first|last|largest|biggest|greatest|highest|lowest|oldest|youngest|longest|never before|"
    r"of the century|of all time|record|unique|unprecedented|ever|"
    r"\w{3,}(?<!\bhon)(?<!\bmod)(?<!\bforest)(?<!\bharv)est)\b",
    re.IGNORECASE,
)
_NOT_EST = frozenset(
    "interest forest west test rest best guest request arrest harvest protest invest suggest nest vest contest honest "
    "modest latest chest quest pest crest".split()
)
_MOTIVE = re.compile(
    r"\b(?:because|in order to|so that|out of (?:revenge|greed|fear|anger)|motive|wanted to|to avoid|"
    r"for the money|revenge|"
    r"on behalf of|hired|commissioned|ordered)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“][^\"”]{6,}[\"”]")


def why_not_checkable(sentence: str, said: SentenceReading, *, whole: bool) -> str:
    """Why a line cannot be checked, in plain words; empty when it can.

    ``sentence`` is the whole sentence what is ``said`` stands in. Checkable is what asserts something about the past
    or the present of the world with a figure, a date, a name or an event, in the speaker's own voice or another's.
    """
    stripped = sentence.strip()
    if _ASIDE.fullmatch(stripped):
        return "a stage direction"
    if stripped.endswith(("?", "?”", '?"')):
        return "a question"
    if len(content_stems(said.text)) < (2 if whole else 1) or _CHATTER.fullmatch(stripped):
        return "chatter: nothing is asserted"
    if _REQUEST.search(said.text):
        return "a request or an announcement"
    if _UNFINISHED.search(said.text) and not said.quantities:
        return "an unfinished sentence"
    figures = [q for q in said.quantities if q.dimension != "ordinal"]
    typed = bool(figures or said.times)
    if _OPINION.search(said.text) and not typed:
        return "an opinion or a guess"
    words = tokens(said.text)
    verb = finite_verb(words)
    if verb is None and not figures and not said.tellers:
        return "a scene or a fragment: no event is named"
    if _FUTURE.search(said.text) and not typed:
        return "about the future"
    if (
        not typed
        and not said.names
        and not said.tellers
        and not _past(words, verb)
        and not _SUPERLATIVE.search(said.text)
    ):
        return "a general remark: no figure, date, name or past event"
    return ""


def _past(words: list[Token], verb: int | None) -> bool:
    return verb is not None and words[verb].low not in ("is", "are", "has", "have", "do", "does", "can", "says", "say")


def kinds_of(text: str, said: SentenceReading) -> tuple[ClaimKind, ...]:
    """The kinds of a claim, in the fixed order of ``CLAIM_KINDS``; an assertion with none of the others is an event."""
    dimensions = {q.dimension for q in said.quantities}
    frames = {t.frame for t in said.times}
    superlative = _SUPERLATIVE.search(text)
    holds: dict[ClaimKind, bool] = {
        "number": bool(dimensions - {"money", "ordinal"}),
        "amount": "money" in dimensions,
        "date": bool(frames - {"daily"}),
        "time": "daily" in frames,
        "name": bool(said.names),
        "place": any(_place_before(text, name.start) for name in said.names),
        "quote": bool(said.tellers or _QUOTE.search(text)),
        "event": finite_verb(tokens(text)) is not None,
        "superlative": superlative is not None and superlative.group().lower() not in _NOT_EST,
        "motive": bool(_MOTIVE.search(text)),
    }
    return tuple(kind for kind in CLAIM_KINDS if holds[kind]) or ("event",)


def _place_before(text: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:in|at|near|from|to|outside|inside|towards|through|on)\s+(?:the\s+)?$", text[:start], re.IGNORECASE
        )
    )

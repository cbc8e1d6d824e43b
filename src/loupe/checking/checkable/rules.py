"""Which lines can be checked at all: rules that say why not, and a scorer that overrules them where it is sure."""

from __future__ import annotations

import re

from loupe.checking.checkable.features import words
from loupe.checking.checkable.kinds import SUPERLATIVE
from loupe.checking.checkable.scoring import card, check_worthiness
from loupe.language import FUNCTION_WORDS, Token, finite_verb, fold, tokens
from loupe.model.readings import SentenceReading

__all__ = ["refusal", "why_not_checkable"]

_OPINION = re.compile(
    r"\b(?:i|we)\s+(?:think|guess|feel|hope|wish|suppose|love|hate|wonder|imagine|would|could|should|want|doubt)\b|"
    r"\b(?:in my opinion|to my mind|if you ask me|who knows|nobody knows|no one knows|god knows|frankly|honestly|"
    r"must have been|would have|could have been|might have been|should have|ought to)\b|"
    r"\b(?:beautiful|wonderful|terrible|amazing|brilliant|incredible|unbelievable|perfect|genius|magnificent|stunning|"
    r"shameful|disgraceful|tragic|charming|elegant|lovely|great)\b",
)
_CHATTER = re.compile(
    r"\W*(?:(?:yes|no|yeah|okay|ok|well|hello|hi|thanks|thank you|please|right|exactly|of course|sure|welcome|cut|"
    r"action|good (?:morning|evening|night|afternoon))\b(?:\W+\w+){0,3}|"
    r"(?:listen|look|come on|let['’]s|let us|imagine|picture|think of|consider|remember)\b.*)\W*",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(r"[*_\s]*[(\[].*[)\]][*_.\s]*", re.DOTALL)
_REQUEST = re.compile(
    r"\b(?:can|could|may|might|shall|should|would|will)\s+(?:i|we|you)\b[^.?!]*\b(?:please|look|turn|go|bring|"
    r"see|ask|take|tell|help|"
    r"scroll|move|read|have)\b|\bi(?:['’]m| am)\s+going\s+to\b|\bi(?:['’]d| would)\s+like\s+to\b|"
    r"\bif\s+(?:we|you|i)\s+"
    r"(?:can|could|go|look|turn|may)\b",
)
_PLEASE = re.compile(r"\bplease\b")
_UNFINISHED = re.compile(r"(?:--|–|—|…|\.\.\.|:)[\s\"”'’]*$")
_FUTURE = re.compile(r"\b(?:will|shall|going to|['’]ll)\b")


def why_not_checkable(sentence: str, said: SentenceReading, *, whole: bool) -> str:
    """Why a line cannot be checked, in plain words; empty when it can.

    ``sentence`` is the whole sentence what is ``said`` stands in; ``whole`` says that it is all of it. The rules of
    ``refusal`` come first. Some of them are often wrong: what they refuse is checkable all the same when its
    worthiness reaches the rule's mark in the model's card, from where on it is check-worthy as often as what the
    rules let through. A question, a request, a stage direction and an unfinished sentence are never lifted.
    """
    reason = refusal(sentence, said, whole=whole)
    mark = card()["lifted_from"].get(reason) if reason else None
    return "" if mark is not None and check_worthiness(said.text, said) >= mark else reason


def refusal(sentence: str, said: SentenceReading, *, whole: bool) -> str:
    """What the rules have against a line, in plain words; empty when they let it through.

    Checkable is what asserts something about the past or the present of the world with a figure, a date, a name or an
    event, in the speaker's own voice or another's.
    """
    low = said.text.lower()
    talk = _talk(sentence.strip(), said, low, whole=whole)
    if talk:
        return talk
    if any(q.dimension != "ordinal" for q in said.quantities):
        return ""
    dated, told = bool(said.times), bool(said.tellers)
    if not dated and _OPINION.search(low):
        return "an opinion or a guess"
    if dated and told:
        return ""
    found = tokens(said.text)
    verb = finite_verb(found)
    if verb is None and not told:
        return "a scene or a fragment: no event is named"
    if not dated and _FUTURE.search(low):
        return "about the future"
    anchored = dated or told or said.names or _past(found, verb) or SUPERLATIVE.search(said.text)
    return "" if anchored else "a general remark: no figure, date, name or past event"


def _talk(stripped: str, said: SentenceReading, low: str, *, whole: bool) -> str:
    """Whether a line is no assertion at all, by its form; ``low`` is what is said in small letters."""
    if _ASIDE.fullmatch(stripped):
        return "a stage direction"
    if stripped.endswith(("?", "?”", '?"')):
        return "a question"
    if _has_little(said.text, 2 if whole else 1) or _CHATTER.fullmatch(stripped):
        return "chatter: nothing is asserted"
    if _PLEASE.search(low):
        return "a request"
    if _REQUEST.search(low):
        return "a request or an announcement"
    if _UNFINISHED.search(said.text) and not said.quantities:
        return "an unfinished sentence"
    return ""


def _has_little(text: str, wanted: int) -> bool:
    """Whether fewer than so many words of the text carry content."""
    for word in words(text):
        low = fold(word)
        if low and low[0].isalnum() and low not in FUNCTION_WORDS and low.removesuffix("'s") not in FUNCTION_WORDS:
            wanted -= 1
            if not wanted:
                return False
    return True


def _past(found: list[Token], verb: int | None) -> bool:
    return verb is not None and found[verb].low not in ("is", "are", "has", "have", "do", "does", "can", "says", "say")

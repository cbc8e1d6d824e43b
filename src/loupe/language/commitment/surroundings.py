"""What surrounds a word that puts a clause forward: negation, modal verbs, a question, an "if"; and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.language.predicates import CONDITIONS, NEGATIONS
from loupe.language.words import Token

__all__ = ["Surroundings", "is_question", "surroundings_of"]

Person = Literal["first", "second", "generic", "other"]

_NO_SUBJECT = frozenset("nobody none neither nothing no few".split())
_MODALS = frozenset("can could may might would should must will shall cannot ca wo 'll 'd ought".split())
_CARRIERS = _MODALS | frozenset(
    "do does did am is are was were be been being have has had to get got getting 's 'm 're 've 'd".split()
)
_ADVERBS = frozenset(
    "also just really ever even still yet only always often once now then ever quite at all for moment so "
    "too again well seriously honestly first perhaps maybe longer no".split()
)
_EDGES = frozenset(
    ", ; : . ? ! ( ) – — - because although though while which who whom whose where when since until as than".split()
)
_JOINERS = frozenset("and but or so".split())
_TAG = re.compile(
    r",\s*(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|must|am|ai)(?:n['’]t)?\s+"
    r"(?:i|you|he|she|it|we|they|there)\s*\?[\"”’')\s]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\"”’')\s]*$")
_WH = frozenset("what who why how when where which whose".split())
_PASTS = frozenset("thought said knew told found felt meant saw heard understood".split())
_YOU = frozenset("you ya".split())
_GENERIC = frozenset("one some someone somebody anyone cynic critics".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a word: whether it is denied, its modal verb or "", asked, on a condition, and whose it is.

    ``present`` says that the word stands in its plain or -s form, without "did" or "had"; ``nobody`` that its subject
    is nobody.
    """

    denied: bool
    modal: str
    asked: bool
    conditional: bool
    person: Person
    present: bool
    nobody: bool = False


def is_question(text: str) -> bool:
    """Whether a sentence asks; one with a tag ("..., don't you?") states what it says."""
    return bool(_ASKS.search(text)) and not _TAG.search(text)


def surroundings_of(words: Sequence[Token], at: int, since: int, asks: bool) -> Surroundings:
    """What surrounds the word at an index, looking no further back than ``since``; ``asks`` of the whole sentence."""
    start = _clause_start(words, at, since)
    if [w.low for w in words[start : start + 2]] == ["no", ","]:
        start += 2  # an answer, and no negation
    group = _group(words, at, start)
    low = [w.low for w in words[group:at]]
    before = [w.low for w in words[start:group]]
    inverted = _is_inverted(words, start, at)
    denied = any(_is_negation(w) for w in low + before[:2] + before[-1:]) or before[:1] == ["no"] or low[-1:] == ["no"]
    denied = denied or any(w in _NO_SUBJECT for w in before[-4:-1] + before[:1])
    modal = next((_plain_modal(w) for w in low if _plain_modal(w)), "")
    if not modal and inverted:
        modal = next((_plain_modal(w) for w in before[:3] if _plain_modal(w)), "")
        denied = denied or any(_is_negation(w) for w in before[:2])
    tensed = bool({"did", "didn't", "had", "hadn't", "was", "were", "wasn't", "weren't"} & set(low + before[:2]))
    return Surroundings(
        denied=denied,
        modal=modal,
        asked=inverted or asks,
        conditional=any(w in CONDITIONS for w in before + low) or _if_before(words, start),
        person=_person([*before, *low]),
        present=not tensed and not words[at].low.endswith("ed") and words[at].low not in _PASTS,
        nobody=_is_nobody(before + low),
    )


def _clause_start(words: Sequence[Token], at: int, since: int) -> int:
    for i in range(at - 1, since - 1, -1):
        low = words[i].low
        if low in _EDGES and not (low == "," and i + 2 >= at):
            return i + 1
        if low in _JOINERS and i + 1 < at and words[i + 1].low not in _CARRIERS:
            return i + 1
    return since


def _group(words: Sequence[Token], at: int, start: int) -> int:
    i = at
    while i > start:
        low = words[i - 1].low
        if low in _CARRIERS or low in _ADVERBS or _is_negation(low) or (low.endswith("ly") and len(low) > 4):
            i -= 1
        else:
            break
    return i


def _is_negation(low: str) -> bool:
    return low in NEGATIONS or low == "without" or low.endswith(("n't", "n’t"))


def _plain_modal(low: str) -> str:
    plain = low.removesuffix("n't")
    plain = {"ca": "can", "cannot": "can", "wo": "will", "sha": "shall", "'ll": "will", "'d": "would"}.get(plain, plain)
    return plain if plain in _MODALS else ""


def _is_inverted(words: Sequence[Token], start: int, at: int) -> bool:
    """Whether the clause begins as a question does: "Did he ...", "Why would anybody ...", "Don't you ..."."""
    lows = [w.low for w in words[start : min(start + 4, at)]]
    while lows and (lows[0] in _JOINERS or lows[0] in _WH or lows[0] in ("well", "uh", "um", "oh", "now", "then")):
        lows = lows[1:]
    if len(lows) < 2 or lows[0] in ("nor", "neither"):
        return False
    carrier = lows[0] in _CARRIERS - {"to", "be", "been", "being", "'s"} or lows[0].endswith("n't")
    return carrier and lows[1] in frozenset("i you he she it we they anyone anybody someone people".split())


def _if_before(words: Sequence[Token], start: int) -> bool:
    return start > 0 and words[start - 1].low in CONDITIONS


def _is_nobody(before: Sequence[str]) -> bool:
    """Whether the clause's subject is that nobody does it: "no one in his right mind believes"."""
    return bool(before) and (before[0] in ("nobody", "none") or list(before[:2]) == ["no", "one"])


def _person(before: Sequence[str]) -> Person:
    for low in reversed(before):
        word = re.split(r"['’]", low)[0]
        if word in ("i", "we"):
            return "first"
        if word in _YOU:
            return "second"
        if word in _GENERIC or low == "it":
            return "generic"
        if word in ("he", "she", "they"):
            return "other"
    return "other"

"""When claim and passage speak of different things after all: then neither support nor contradiction is dared."""

from __future__ import annotations

import re
from itertools import pairwise

from loupe.checking.reading import Reading
from loupe.language import stem, tokens
from loupe.language.lexicon import contrast, opposites
from loupe.language.tables import ORDINALS
from loupe.model.readings import Name

__all__ = ["only_claimed", "other_names", "says_opposite", "told_apart"]

_OTHER = frozenset({"other", "another", "different", "next", "former"})
_TITLES = frozenset(
    "mr mrs ms dr sir detective inspector officer judge captain the professor president lord lady".split()
)


_OF_THE_VERB = frozenset({"attempted", "intended", "hypothetical"})
"""Frames that the grammar tells clause by clause, where it has read the event itself as a fact."""


def told_apart(claim: Reading, passage: Reading, *, same_event: bool = False) -> str | None:
    """Why the two cannot be set against each other, in words; None when nothing tells them apart.

    ``same_event`` says that both were read to tell, as a fact, of the same.
    """
    framed = sorted((claim.sentence.frames ^ passage.sentence.frames) - (_OF_THE_VERB if same_event else frozenset()))
    if framed:
        where = "the passage" if framed[0] in passage.sentence.frames else "the claim"
        return f"{where} speaks of it without asserting it ({framed[0]})"
    namesake = _namesakes(claim, passage)
    if namesake:
        return namesake
    if _swapped(claim, passage):
        return "the passage names the same people the other way round"
    numbered = _numbered_apart(claim, passage)
    if numbered:
        return numbered
    words = [frozenset(t.low for t in tokens(r.sentence.text)) for r in (claim, passage)]
    pair = contrast(words[0] - _time_words(claim), words[1] - _time_words(passage))
    if pair:
        return f"the claim says “{pair[0]}”, the passage “{pair[1]}”"
    if (words[0] & _OTHER) != (words[1] & _OTHER) and _other_thing(claim, passage):
        return "one of them speaks of another one"
    return None


def other_names(claim: Reading, passage: Reading) -> bool:
    """Both name somebody, and nobody in common: what they measure may be two people's."""
    return bool(claim.keys and passage.keys and not claim.keys & passage.keys)


_ORDINAL = re.compile(rf"\b(?P<word>\d+(?:st|nd|rd|th)|{'|'.join(ORDINALS)})[\s-]+(?P<noun>[a-z]{{3,}})", re.IGNORECASE)


def _numbered(reading: Reading) -> dict[str, frozenset[float]]:
    """What is told apart by number, noun stem to numbers: "Flight 175", "the second contract"."""
    found: dict[str, set[float]] = {}
    for q in reading.sentence.quantities:
        if q.dimension == "ordinal" and q.noun:
            found.setdefault(q.noun, set()).add(q.low)
    dated = [(t.start_at, t.end_at) for t in reading.sentence.times]
    for match in _ORDINAL.finditer(reading.sentence.text):
        if any(start < match.end() and match.start() < end for start, end in dated):
            continue
        word = match["word"].lower()
        number = float(ORDINALS[word]) if word in ORDINALS else float(re.sub(r"\D", "", word))
        found.setdefault(stem(match["noun"].lower()), set()).add(number)
    return {noun: frozenset(numbers) for noun, numbers in found.items()}


def _numbered_apart(claim: Reading, passage: Reading) -> str | None:
    ours, theirs = _numbered(claim), _numbered(passage)
    for noun in sorted(ours.keys() & theirs.keys()):
        if not ours[noun] & theirs[noun]:
            return f"the claim and the passage speak of different ones ({noun})"
    for noun in sorted(theirs.keys() - ours.keys()):
        if noun in claim.sentence.stems and theirs[noun] != {1.0}:
            return f"the passage speaks of a certain one among several ({noun})"
    return None


def says_opposite(claim: Reading, passage: Reading) -> bool:
    """Whether the passage has a word opposite to one of the claim's, and not that word itself."""
    said = set(passage.sentence.stems) | passage.concepts
    own = claim.concepts | frozenset(claim.sentence.stems)
    if any(word not in said and others & said - own for word, others in opposites(own).items()):
        return True
    return _undone(own - said, said - own) or _undone(said - own, own - said)


def _undone(words: frozenset[str] | set[str], others: frozenset[str] | set[str]) -> bool:
    """ "unavailable" against "available": the one word is the other with a prefix that takes it back."""
    return any(
        word.startswith(prefix) and len(word) >= len(prefix) + 5 and word.removeprefix(prefix) in others
        for word in words
        for prefix in _TAKING_BACK
    )


_TAKING_BACK = ("un", "in", "im", "ir", "dis", "non")


def only_claimed(claim: Reading, passage: Reading) -> bool:
    """The claim says "only", and nothing in the passage shuts the others out."""
    words = [{t.low for t in tokens(r.sentence.text)} & _ONLY for r in (claim, passage)]
    return bool(words[0]) and not words[1]


_ONLY = frozenset("only solely exclusively alone sole merely nobody nothing none".split())


def _time_words(reading: Reading) -> frozenset[str]:
    spans = [(t.start_at, t.end_at) for t in reading.sentence.times]
    return frozenset(
        t.low for t in tokens(reading.sentence.text) if any(start <= t.start < end for start, end in spans)
    )


def _other_thing(claim: Reading, passage: Reading) -> bool:
    """ "another" stands right before a word of the topic: "the other ferry", "another clerk"."""
    for reading in (claim, passage):
        words = tokens(reading.sentence.text)
        for word, following in pairwise(words):
            if word.low in _OTHER and stem(following.low) in claim.sentence.stems:
                return True
    return False


def _namesakes(claim: Reading, passage: Reading) -> str | None:
    """Two full names that share the surname alone: "Sam Rourke" is not "Tom Rourke"."""
    for ours in claim.sentence.names:
        same_key = [n for n in passage.sentence.names if n.key == ours.key]
        if same_key and all(_other_first(ours, n) for n in same_key):
            return f"the claim names {ours.text}, the passage {same_key[0].text}"
    return None


def _other_first(a: Name, b: Name) -> bool:
    first_a, first_b = _first(a), _first(b)
    if not first_a or not first_b:
        return False
    return not (first_a.startswith(first_b) or first_b.startswith(first_a))


def _first(name: Name) -> str:
    words = [w for w in re.findall(r"[^\W\d_]+", name.text.casefold()) if w not in _TITLES]
    return words[0] if len(words) == 2 else ""


_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+\s+){0,2}?\w+(?:ed|en|wn|ght|ld|nt|pt|lt|de|ne|ung|ut|ound|ost|old)\b"
    r"[^.;]*?\bby\b",
    re.IGNORECASE,
)


def _swapped(claim: Reading, passage: Reading) -> bool:
    """Those who act and are acted on stand in another order, and no passive explains it."""
    passives = [bool(_PASSIVE.search(reading.sentence.text)) for reading in (claim, passage)]
    if passives[0] != passives[1]:
        return False
    if claim.verb == passage.verb and claim.subject and passage.subject and not claim.subject & passage.subject:
        return claim.subject <= passage.topic and bool(passage.subject & claim.topic)
    orders = [_actors(reading) for reading in (claim, passage)]
    shared = set(orders[0]) & set(orders[1])
    ours, theirs = ([key for key in order if key in shared] for order in orders)
    return len(shared) >= 2 and ours != theirs


_PLACED = re.compile(
    r"\b(?:in|at|near|from|to|of|on|for|through|outside|inside|with|about)\s+(?:the\s+)?$", re.IGNORECASE
)


def _actors(reading: Reading) -> list[str]:
    """The keys of the names that stand as subject or object, in order: not "in Lisbon", not "of the Estrella"."""
    text = reading.sentence.text
    return list(dict.fromkeys(n.key for n in reading.sentence.names if not _PLACED.search(text[: n.start])))

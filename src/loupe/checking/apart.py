"""When claim and passage speak of different things after all: then neither support nor contradiction is dared."""

from __future__ import annotations

import re
from itertools import pairwise

from loupe.checking.reading import Reading
from loupe.language import stem, tokens
from loupe.language.lexicon import contrast, opposites
from loupe.model.statements import Name

__all__ = ["says_opposite", "told_apart"]

_OTHER = frozenset({"other", "another", "different", "second", "next", "former"})
_TITLES = frozenset(
    "mr mrs ms dr sir detective inspector officer judge captain the professor president lord lady".split()
)


def told_apart(claim: Reading, passage: Reading) -> str | None:
    """Why the two cannot be set against each other, in words; None when nothing tells them apart."""
    framed = sorted(claim.statement.frames ^ passage.statement.frames)
    if framed:
        where = "the passage" if framed[0] in passage.statement.frames else "the claim"
        return f"{where} speaks of it without asserting it ({framed[0]})"
    namesake = _namesakes(claim, passage)
    if namesake:
        return namesake
    if _swapped(claim, passage):
        return "the passage names the same people the other way round"
    words = [frozenset(t.low for t in tokens(r.statement.text)) for r in (claim, passage)]
    pair = contrast(words[0] - _time_words(claim), words[1] - _time_words(passage))
    if pair:
        return f"the claim says “{pair[0]}”, the passage “{pair[1]}”"
    if (words[0] & _OTHER) != (words[1] & _OTHER) and _other_thing(claim, passage):
        return "one of them speaks of another one"
    return None


def says_opposite(claim: Reading, passage: Reading) -> bool:
    """Whether the passage has a word opposite to one of the claim's, and not that word itself."""
    said = set(passage.statement.stems) | passage.concepts
    own = claim.concepts | frozenset(claim.statement.stems)
    return any(word not in said and others & said - own for word, others in opposites(own).items())


def _time_words(reading: Reading) -> frozenset[str]:
    spans = [(t.start_at, t.end_at) for t in reading.statement.times]
    return frozenset(
        t.low for t in tokens(reading.statement.text) if any(start <= t.start < end for start, end in spans)
    )


def _other_thing(claim: Reading, passage: Reading) -> bool:
    """ "another" stands right before a word of the topic: "the other ferry", "another clerk"."""
    for reading in (claim, passage):
        words = tokens(reading.statement.text)
        for word, following in pairwise(words):
            if word.low in _OTHER - {"second", "next"} and stem(following.low) in claim.statement.stems:
                return True
    return False


def _namesakes(claim: Reading, passage: Reading) -> str | None:
    """Two full names that share the surname alone: "Sam Rourke" is not "Tom Rourke"."""
    for ours in claim.statement.names:
        same_key = [n for n in passage.statement.names if n.key == ours.key]
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


def _swapped(claim: Reading, passage: Reading) -> bool:
    """Those who act and are acted on stand in another order, and no passive explains it."""
    orders = [_actors(reading) for reading in (claim, passage)]
    shared = set(orders[0]) & set(orders[1])
    if len(shared) < 2:
        return False
    passives = [bool(re.search(r"\bby\b", reading.statement.text)) for reading in (claim, passage)]
    ours, theirs = ([key for key in order if key in shared] for order in orders)
    return ours != theirs and passives[0] == passives[1]


_PLACED = re.compile(
    r"\b(?:in|at|near|from|to|of|on|for|through|outside|inside|with|about)\s+(?:the\s+)?$", re.IGNORECASE
)


def _actors(reading: Reading) -> list[str]:
    """The keys of the names that stand as subject or object, in order: not "in Lisbon", not "of the Estrella"."""
    text = reading.statement.text
    return list(dict.fromkeys(n.key for n in reading.statement.names if not _PLACED.search(text[: n.start])))

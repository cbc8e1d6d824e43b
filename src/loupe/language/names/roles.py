"""People called by what they are: "the concierge", "his wife", "Notarbartolo's lawyer"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loupe.language.names.tables import GROUP_NOUNS, RELATIVES, ROLES
from loupe.language.parsing import Parse, Word
from loupe.language.words import fold
from loupe.model.mentions import Mention, MentionKind

__all__ = ["find_roles"]

_LEADS = frozenset("the a an his her their my our your its this that another one".split())
_PLAIN = re.compile(
    r"\b(?:(?i:the|a|an|his|her|their|my|our|your|this|that|another)|[A-ZÀ-Þ][\w-]+[’']s)\s+"
    r"(?:[a-zà-þ][a-zà-þ-]*\s+){0,3}?(?P<noun>[a-zà-þ][a-zà-þ-]*)\b"
)
_SMALL = frozenset("of and or in on at to for with from by who that which is was were are had has have said as".split())


def find_roles(text: str, parse: Parse | None, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The roles in a text in order; with a name beside it ("his wife, Adriana Crudo") that is a role's ``entity``."""
    spans = [
        (min((n.start for n in names if n.start < start < n.end), default=start), end, noun)
        for start, end, noun in (_parsed(parse) if parse is not None else _plain(text))
    ]
    return tuple(
        Mention(
            start,
            end,
            text[start:end],
            _kind(text[noun[0] : noun[1]]),
            fold(text[noun[0] : noun[1]]),
            "role",
            _beside(text, start, end, names),
        )
        for start, end, noun in spans
        if not any(n.start < end and start < n.end and n.end >= end for n in names)
    )


def _parsed(parse: Parse) -> Iterator[tuple[int, int, tuple[int, int]]]:
    words = parse.words
    for at, word in enumerate(words):
        if word.tag != "NN" or not _is_role(word.lemma):
            continue
        if word.dep == "compound" and words[word.head].pos != "PROPN":
            continue  # "guard dog" is no guard
        first = _lead(words, at)
        if first is not None:
            yield words[first].start, word.end, (word.start, word.end)


def _is_role(lemma: str) -> bool:
    low = lemma.lower()
    return low in ROLES or low in RELATIVES or low in GROUP_NOUNS


def _kind(noun: str) -> MentionKind:
    low = fold(noun)
    return "organisation" if low in GROUP_NOUNS and low not in ROLES and low not in RELATIVES else "person"


def _lead(words: tuple[Word, ...], at: int) -> int | None:
    """The word that opens the phrase of a role, at most four words back; None when it has no determiner."""
    for back in range(at - 1, max(at - 6, -1), -1):
        word = words[back]
        low = fold(word.text)
        if low in _LEADS:
            return back
        if low in ("'s", "'"):
            return _possessor(words, back)
        if word.pos not in ("ADJ", "NOUN", "PROPN", "NUM", "PUNCT") or (word.pos == "PUNCT" and word.text != "-"):
            return None
    return None


def _possessor(words: tuple[Word, ...], at: int) -> int | None:
    first = at
    while first > 0 and words[first - 1].pos in ("PROPN", "NOUN") and first > at - 4:
        first -= 1
    return first if first < at else None


def _plain(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    for match in _PLAIN.finditer(text):
        between = fold(text[match.start() : match.start("noun")]).split()[1:]
        if any(w in _SMALL for w in between):
            continue
        end, noun = match.end(), match.span("noun")
        after = re.match(r"[ ]([a-zà-þ-]+)\b", text[end:])
        if after and _is_role(after.group(1)):
            noun, end = (end + after.start(1), end + after.end(1)), end + after.end(1)
        if _is_role(fold(text[noun[0] : noun[1]])):
            yield match.start(), end, noun


def _beside(text: str, start: int, end: int, names: Sequence[Mention]) -> str | None:
    """The person named right after a role ("his wife, Adriana Crudo,", "the detective Patrick Peys"), or before it with
    commas ("Patrick Peys, the detective,")."""
    for name in names:
        if name.kind != "person":
            continue
        after, before = text[end : name.start], text[name.end : start]
        if name.start >= end and (after == " " or (after == ", " and _closed(text, name.end))):
            return name.value
        if name.end <= start and before == ", " and _closed(text, end) and text[start:end].split()[0].lower() != "his":
            return name.value
    return None


def _closed(text: str, at: int) -> bool:
    """Whether a bracketing comma, full stop or end follows, so that two phrases name one person and are no list."""
    rest = text[at : at + 6]
    return not rest.strip() or (rest[0] in ",.;:)" and not re.match(r",\s+(?:and|or)\b", rest + " "))

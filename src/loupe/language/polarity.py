"""What is negated, and what is said not to exist."""

from __future__ import annotations

import re

from loupe.language.predicates import NEGATIONS, NOBODY
from loupe.language.tables import FUNCTION_WORDS
from loupe.language.words import Token, stem, tokens

__all__ = ["absent_name", "absent_stems", "negated_stems"]

_NEGATORS = (NEGATIONS | NOBODY) - {"barely"}
_BREAK = frozenset(", ; : . ! ? ( ) – — but although though because while and".split())
_ABSENT = re.compile(
    r"\b(?:no|any|a\s+single|without|nor|found\s+no)\s+(?:\w+\s+){0,2}?(?:evidence|trace|traces|sign|signs|proof|"
    r"record|records|"
    r"hint|indication)\s+(?P<link>of|for|that)\s+(?P<what>[^.;,?!]*)",
    re.IGNORECASE,
)
# What _UNSUPPORTED ends on: looked for first, because the long pattern is slow where it finds nothing.
_CALLED_FALSE = re.compile(
    r"unsubstantiated|unproven|unfounded|untrue|false|fabricat|invent|a myth|never proved|never proven|baseless",
    re.IGNORECASE,
)
_UNSUPPORTED = re.compile(
    r"(?P<what>[^.;]*?)\b(?:is|are|was|were|remains?|has been|have been)\s+(?:\w+\s+)?(?:unsubstantiated|"
    r"unproven|unfounded|"
    r"untrue|false|fabricated|invented|a fabrication|an invention|a myth|never proved|never proven|baseless)\b",
    re.IGNORECASE,
)


def negated_stems(text: str) -> frozenset[str]:
    """Stems in the scope of a negation: from the negator to the end of its clause, eight words at most."""
    words = tokens(text)
    negated: set[str] = set()
    for i, word in enumerate(words):
        if word.low in _NEGATORS or word.low.endswith("n't"):
            if word.low == "no" and i + 1 < len(words) and words[i + 1].low in (".", "doubt"):
                continue
            if word.low == "not" and i + 1 < len(words) and words[i + 1].low in ("only", "just", "the"):
                continue
            following = [w.low for w in words[i + 1 : i + 6]]
            if word.low == "not" and following[:1] == ["one"] and "but" in following:
                continue  # "not one but two"
            negated.update(_scope(words, i + 1))
    return frozenset(negated)


def _scope(words: list[Token], start: int) -> list[str]:
    found: list[str] = []
    for word in words[start:]:
        if word.low in _BREAK or len(found) >= 8:
            break
        if word.low[0].isalnum() and word.low not in FUNCTION_WORDS:
            found.append(stem(word.low))
    return found


def absent_stems(text: str) -> frozenset[str]:
    """Stems of what the text says there is no evidence, trace or sign of, or calls unsubstantiated."""
    patterns = (_ABSENT, _UNSUPPORTED) if _CALLED_FALSE.search(text) else (_ABSENT,)
    spans = [m.group("what") for pattern in patterns for m in pattern.finditer(text) if _is_none(text, m)]
    return frozenset(
        stem(w.low) for span in spans for w in tokens(span) if w.low[0].isalnum() and w.low not in FUNCTION_WORDS
    )


def absent_name(text: str) -> str | None:
    """The name of which alone the text says there is no evidence or trace ("no trace of an Alessandro"), as written."""
    for match in _ABSENT.finditer(text):
        what = re.match(
            r"(?:an?\s+|any\s+|the\s+)?(?:\w+\s+(?:named|called)\s+)?((?:[A-ZÀ-ÖØ-Þ][\w’'-]+\s*){1,3})(?P<rest>.*)",
            match.group("what"),
        )
        if what and match.group("link").lower() != "that" and _is_none(text, match) and len(what["rest"].split()) <= 3:
            return what[1].strip()
    return None


def _is_none(text: str, match: re.Match[str]) -> bool:
    """ "any evidence" says that there is none only under a negation before it."""
    opening = match.group().split()[0].lower()
    if opening in ("any", "a"):
        return bool(re.search(r"\b(?:never|not|nor|failed|without)\b|n['’]t\b", text[: match.start()], re.IGNORECASE))
    return True

"""Compound sentences taken apart: one assertion per clause, each with its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.language.attribution import is_tag
from loupe.language.lexicon import PAST_FORMS
from loupe.language.tables import AUXILIARIES, FUNCTION_WORDS, IRREGULAR_PAST, IRREGULAR_PRESENT
from loupe.language.words import Token, tokens

__all__ = ["Clause", "finite_verb", "main_verb", "split_clauses"]

_JOINT = re.compile(
    r"\s*(?:;|\s[–—]|,?\s+(?:and then|and|but|while|whereas|yet|although|though)(?=\s)|,(?=\s+(?:he|she|they|it|"
    r"the|his|her|i|we)\s(?!says?\b|said\b|writes?\b|wrote\b|claims?\b|tells?\b|told\b|thinks?\b|adds?\b)))\s*",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    "i you he she it we they this that these those there the a an his her its their our my nobody none no all "
    "both each every some most several many one two three four five six seven eight nine ten".split()
)
_FINITE = (IRREGULAR_PAST | PAST_FORMS | IRREGULAR_PRESENT | AUXILIARIES) - frozenset(["be", "been", "being"])
_MOST = 2000
"""Characters beyond which a sentence is none, and is left whole."""
_RELATIVE = re.compile(r"\s*(?:\w+\s+of\s+)?(?:which|whom|whose|who)\b", re.IGNORECASE)
_SUBORDINATORS = frozenset(
    "as when if because although though since while after before once until unless where that".split()
)
_BETWEEN = frozenset("not never ever also already only still just always a an the very so".split())
_NOT_VERBS = frozenset(
    "hundred red bed shed sped sled wed fed need indeed speed seed feed armed alleged wicked naked sacred left "
    "cut".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One assertion of a sentence: its half-open span, and the subject it borrows from the clause before, if any."""

    start: int
    end: int
    subject: str | None = None


def finite_verb(words: list[Token]) -> int | None:
    """Index of the first word that looks like a finite verb (auxiliary, irregular past, -ed); None if there is none."""
    for i, word in enumerate(words):
        low = word.low
        if i > 0 and word.text[0].isupper():
            continue  # a name: "the Helen Rose report"
        if low in _FINITE or low.endswith("n't"):
            return i
        if len(low) > 3 and low.endswith("ed") and low not in _NOT_VERBS and i > 0:
            return i
    return None


def main_verb(words: list[Token]) -> str | None:
    """The folded word that carries the predicate: the finite verb, or what follows its auxiliaries and adverbs."""
    i = finite_verb(words)
    if i is None:
        return None
    while i + 1 < len(words) and (
        words[i].low in AUXILIARIES or words[i].low in _BETWEEN or words[i].low.endswith("n't")
    ):
        i += 1
    return words[i].low if words[i].low[0].isalpha() else None


def split_clauses(text: str) -> list[Clause]:
    """The clauses of one sentence that assert on their own, in order; the whole sentence when it is one assertion.

    A cut is made only where both sides hold a finite verb and enough words to be checked; a right side that starts
    with its verb borrows the subject of the left. What is in doubt stays together.
    """
    clauses: list[Clause] = []
    start, subject = 0, None
    if len(text) > _MOST:
        return [Clause(0, len(text))]
    for match in _JOINT.finditer(text):
        if match.start() <= start or _inside_quote(text, match.start()):
            continue
        left, right = text[start : match.start()], text[match.end() :]
        borrowed = _borrowed_subject(left, right, match.group())
        if borrowed is None:
            continue
        clauses.append(Clause(start, match.start(), subject))
        start, subject = match.end(), borrowed or None
    clauses.append(Clause(start, len(text), subject))
    return clauses


def _inside_quote(text: str, at: int) -> bool:
    before = text[:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _borrowed_subject(left: str, right: str, joint: str) -> str | None:
    """None: no cut here. Empty: the right side has its own subject. Else: the words to put before it."""
    left_words, right_words = tokens(left), tokens(_until_next_joint(right))
    verb = finite_verb(left_words)
    if verb is None or not right_words or not _enough(left_words) or not _enough(right_words):
        return None
    if left_words[0].low in _SUBORDINATORS and not re.search(r"[a-z;–—]", joint):
        return None  # "As I have explained, ..." asserts nothing alone
    if _RELATIVE.match(right) or is_tag(_until_next_joint(right)) or is_tag(left):
        return None
    first = right_words[0].low
    right_verb = finite_verb(right_words)
    own_subject = first in _SUBJECTS or right_words[0].text[0].isupper() or first[0].isdigit()
    if own_subject and right_verb is not None and 0 < right_verb <= 9:
        return ""
    if (
        not own_subject
        and right_verb is not None
        and 0 < right_verb <= 3
        and "," in joint + ";"
        and first not in FUNCTION_WORDS
    ):
        return ""
    starts_with_verb = first in (IRREGULAR_PAST | IRREGULAR_PRESENT) or (
        first.endswith("ed") and first not in _NOT_VERBS
    )
    if starts_with_verb and len(right_words) >= 3 and verb > 0 and re.search(r"and|but|;|yet", joint, re.IGNORECASE):
        return left[: left_words[verb].start].strip()
    return None


def _until_next_joint(text: str) -> str:
    match = _JOINT.search(text)
    return text[: match.start()] if match and match.start() > 0 else text


def _enough(words: list[Token]) -> bool:
    """Whether the words can assert: two that carry content, or one in a clause of four ("the lights were on")."""
    content = sum(1 for w in words if w.low[0].isalnum() and w.low not in FUNCTION_WORDS)
    return content >= 2 or (content == 1 and len(words) >= 4)

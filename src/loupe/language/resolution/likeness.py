"""How like two words of names are: the same sound, a short form, an initial, a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from loupe.language.resolution.tables import EQUIVALENTS, NICKNAMES

__all__ = ["Likeness", "bones", "likeness", "slips_between", "sound"]

_SOUNDS = (
    ("shch", "c"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"),
    ("zh", "j"), ("dj", "j"), ("dz", "j"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("tz", "c"), ("ts", "c"), ("z", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"),
    ("ey", "i"), ("ay", "ai"), ("yo", "io"), ("ya", "ia"), ("yu", "iu"), ("y", "i"), ("oe", "o"), ("ue", "u"),
    ("ae", "a"), ("j", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_QUIET_H = re.compile(r"(?<=[aeiou])h(?![aeiou])|(?<=[bcdglmnprst])h")
_BOUNDARY_C = re.compile(r"c(?=[aou]|[^aeiouc]|$)")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two words are, from 0 to 1, and in what way, in plain words (empty when they are the same)."""

    score: float
    way: str = ""


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A word by its sound across spellings: Yusuf and Youssef, Mertz and Merz, Müller and Mueller meet.

    A rough key over the letters that romanisation and hearing confuse; the idea is Kölner Phonetik's and Metaphone's,
    the table is by hand and keeps vowels, so that Mary and Moore stay apart.
    """
    key = _BOUNDARY_C.sub("k", word) if "ch" not in word and "ck" not in word and "sc" not in word else word
    key = "s" + key[1:] if key.startswith("x") else key
    for spelling, letter in _SOUNDS:
        key = key.replace(spelling, letter)
    key = _QUIET_H.sub("", _DOUBLE.sub(r"\1", key))
    key = key[:-1] if key.endswith("ng") else key
    return key.replace("e", "i").replace("o", "u")


@lru_cache(maxsize=50_000)
def bones(word: str, syllabic: bool = False) -> str:
    """The consonants of a word by their sound; of a syllabic script without the difference of r and l, b, v and p."""
    key = re.sub(r"[aeiouyhw']", "", sound(word).replace("v", "" if not syllabic else "b"))
    if syllabic:
        key = key.replace("l", "r").replace("p", "b").replace("f", "b").replace("d", "t").replace("g", "k")
    return _DOUBLE.sub(r"\1", key.replace("c", "k"))


@lru_cache(maxsize=1)
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA  # here, because most readers of a text never compare names

    distance: Callable[..., int] = OSA.distance
    return distance


def slips_between(left: str, right: str, most: int | None = None) -> int:
    """Letters wrong, missing, added or exchanged with a neighbour (optimal string alignment), the same both ways round;
    above ``most`` some number above it."""
    short, long = (left, right) if (len(left), left) <= (len(right), right) else (right, left)
    return _distance()(short, long, score_cutoff=most)


@lru_cache(maxsize=200_000)
def likeness(left: str, right: str, given: bool = False) -> Likeness:
    """How like two folded words are; ``given`` lets short forms, other languages' forms and endings of sex count."""
    if left == right:
        return Likeness(1.0)
    short, long = sorted((left, right), key=lambda w: (len(w), w))
    if len(short) == 1:
        return Likeness(0.86, "initial") if long.startswith(short) else Likeness(0.0, "other initial")
    if given and (found := _given(left, right)):
        return found
    return _by_letters(short, long)


def _given(left: str, right: str) -> Likeness | None:
    short, long = sorted((left, right), key=lambda w: (len(w), w))
    if len(short) >= 4 and (long == short + "a" or (left[:-1] == right[:-1] and {left[-1], right[-1]} == {"a", "o"})):
        return Likeness(0.5, "man's and woman's form")
    if sound(left) == sound(right):
        return None
    if (left, right) in NICKNAMES:
        return Likeness(0.88, "short form")
    if EQUIVALENTS.get(left, frozenset()) & EQUIVALENTS.get(right, frozenset()):
        return Likeness(0.8, "form of another language")
    if len(short) >= 3 and len(long) > len(short) + 1 and long.startswith(short):
        return Likeness(0.74, "short form")
    return None


def _by_letters(short: str, long: str) -> Likeness:
    same_sound = len(short) > 1 and sound(short) == sound(long)
    slips = slips_between(short, long, 4)
    if same_sound:
        return Likeness(0.95, "same sound")
    length = len(long)
    if slips == 1:
        return Likeness(0.9 if length >= 5 else 0.84 if length == 4 else 0.6 if length == 3 else 0.3, "one letter")
    if slips == 2 and length >= 5:
        return Likeness(0.8 if length >= 8 else 0.72 if length >= 7 else 0.62 if length == 6 else 0.5, "two letters")
    return Likeness(max(0.0, 0.5 - 0.5 * slips / length) if slips <= 4 else 0.0, "different")

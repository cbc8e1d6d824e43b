"""A name taken apart for comparison: its words folded, without titles and legal forms, and what was set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loupe.language.resolution.scripts import has_no_vowels, is_syllabic, romanise
from loupe.language.resolution.tables import (
    GENERATIONS,
    GENERIC,
    LEGAL_PHRASES,
    PARTICLES,
    SHORT_PLACES,
    SPELLINGS,
    TITLES,
)
from loupe.language.words import fold
from loupe.model.mentions import MentionKind

__all__ = ["NameForm", "form_of"]

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}(?:[A-Za-z]\b)?")
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})")


@dataclass(frozen=True, slots=True)
class NameForm:
    """``words`` are the folded words that tell names apart, in order, given names before surnames. ``small`` are
    particles (van, al, of), ``legal`` the families of legal forms, ``numbers`` its figures and Roman numerals,
    ``generation`` junior or senior. ``letters`` are all
    of its letters in a run. ``inverted`` says that it was written surname first ("Putin, Vladimir");
    ``vowelless`` and ``syllabic`` what its script leaves out."""

    words: tuple[str, ...]
    small: tuple[str, ...]
    legal: tuple[str, ...]
    numbers: tuple[str, ...]
    generation: str
    inverted: bool
    letters: str
    vowelless: bool
    syllabic: bool

    @property
    def joined(self) -> str:
        """The telling words in a run."""
        return "".join(self.words)


@lru_cache(maxsize=50_000)
def form_of(name: str, kind: MentionKind) -> NameForm:
    """The form of a name of a person, or of anything else."""
    plain = romanise(name.replace("（", "(").replace("、", " ").replace("・", " ").replace("·", " "))
    if kind == "person":
        return _person(plain, name)
    return _other(plain, name)


def _person(plain: str, name: str) -> NameForm:
    before, comma, after = plain.partition(",")
    inverted = bool(comma) and bool(_plain_words(after)) and "," not in after
    raw = _split(f"{after} {before}" if inverted else plain, initials=True)
    generation = next((GENERATIONS[w] for w in raw[1:] if w in GENERATIONS), "")
    kept = [w for w in raw if w not in TITLES and w not in GENERATIONS]
    kept = kept or [w for w in raw if w not in GENERATIONS] or raw
    given = len(kept) == 2 and kept[0] in ("ben", "al") and "-" not in plain  # Ben Affleck, Al Gore
    inside = [w for w in kept[given:] if w in PARTICLES]
    words = tuple(dict.fromkeys(w for i, w in enumerate(kept) if w not in PARTICLES or (given and not i)))
    small, words = tuple(PARTICLES[w] for w in inside), words or tuple(kept)
    return NameForm(words, small, (), (), generation, inverted, "".join(raw), has_no_vowels(name), is_syllabic(name))


def _plain_words(text: str) -> list[str]:
    """The words of what follows a comma that could be given names: "Jr." and "PhD" are none."""
    return [w for w in _split(text, initials=True) if w not in TITLES and w not in GENERATIONS]


def _other(plain: str, name: str) -> NameForm:
    dotted = _DOTTED.sub(lambda m: m.group().replace(".", "").replace(" ", "") + " ", plain)
    raw = _split(dotted.replace("&", " and ").replace("+", " and "), initials=False)
    raw = list(SHORT_PLACES.get(tuple(raw), raw))
    rest, legal = _without_legal_forms(raw)
    numbers = tuple(w for i, w in enumerate(rest) if _is_number(w, i))
    words = [w for i, w in enumerate(rest) if not _is_number(w, i)]
    small = tuple(w for w in words if w in ("the", "of", "and", "for", "a", "in", "de", "di", "la"))
    kept = tuple(SPELLINGS.get(w, w) for w in words if w not in small) or tuple(raw)
    return NameForm(kept, small, legal, numbers, "", False, "".join(raw), has_no_vowels(name), is_syllabic(name))


def _is_number(word: str, at: int) -> bool:
    """A figure, a Roman numeral that is not the first word, a model's number (A380, 777-200)."""
    return word.isdigit() or bool(at and (_ROMAN.fullmatch(word) or (word[-1].isdigit() and len(word) < 6)))


def _split(text: str, *, initials: bool) -> list[str]:
    """Folded words; "AdaLund" is two; of a person's, "JC" beside a word in small letters is two initials."""
    text = _POSSESSIVE.sub("", text).replace("'", "")
    text = _CAMEL.sub(" ", text.replace("Co-op", "Coop").replace("co-op", "coop"))
    mixed = any(c.islower() for c in text)
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if initials and mixed and len(word) == 2 and word.isupper() and word.lower() not in _NO_INITIALS:
            words.extend(word.lower())
        else:
            words.append(fold(word))
    return words


def _without_legal_forms(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    rest: list[str] = []
    legal: list[str] = []
    at = 0
    while at < len(words):
        for phrase, family in _PHRASES_BY_WORD.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase and _may_be_legal(words, at, len(phrase)):
                legal.append(family)
                at += len(phrase)
                break
        else:
            rest.append(words[at])
            at += 1
    if not [w for w in rest if w not in GENERIC]:
        return words, ()
    return rest, tuple(dict.fromkeys(legal))


def _may_be_legal(words: list[str], at: int, length: int) -> bool:
    """A short form that is also a word ("as", "sa", "se", "co") counts at the end of a name or at its beginning."""
    if length > 1 or len(words[at]) > 2:
        return True
    return at == 0 or at + 1 == len(words) or any(w in _SHORT for w in words[at + 1 :])


_NO_INITIALS = frozenset((*GENERATIONS, *PARTICLES, *TITLES))
_PHRASES_BY_WORD: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _family in LEGAL_PHRASES:
    _PHRASES_BY_WORD.setdefault(_phrase[0], []).append((_phrase, _family))
_SHORT = frozenset(p[0] for p, _ in LEGAL_PHRASES if len(p) == 1)

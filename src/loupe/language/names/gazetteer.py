"""What a case knows by name: a value that grows by giving back a larger one, and finds its names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from loupe.language.names.tables import NO_NAMES
from loupe.language.tables import FUNCTION_WORDS
from loupe.language.words import fold
from loupe.model.mentions import MentionKind

__all__ = ["NO_GAZETTEER", "Gazetteer", "KnownName", "NameFound"]

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W\d_]{2,})*|[^\w\s]")
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that the case knows, of what kind, with its other names; ``told`` says from where ("a person's decision",
    a source's id)."""

    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class NameFound:
    """A known name at ``[start, end)`` of a text.

    ``known`` are the names it may mean, in the order in which the case learnt them; ``how`` says whether it stands
    there in full, as an alias, or by a person's surname alone.
    """

    start: int
    end: int
    known: tuple[KnownName, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names with an index by their first word; equal names give an equal value, in whatever order the index is
    asked. Finding costs one look-up a capitalised word, however many names are known."""

    names: tuple[KnownName, ...] = ()
    _index: dict[str, tuple[tuple[tuple[str, ...], str, tuple[int, ...]], ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _index_of(self.names))

    def with_names(self, names: Iterable[KnownName]) -> Gazetteer:
        """A larger one: a name that is known already under its kind gains aliases and keeps its place."""
        merged: dict[tuple[str, MentionKind], KnownName] = {}
        for known in (*self.names, *names):
            if not _pieces(known.name):
                continue
            key = (" ".join(_pieces(known.name)), known.kind)
            before = merged.get(key)
            if before is None:
                merged[key] = known
            elif new := tuple(a for a in dict.fromkeys(known.aliases) if a not in before.aliases and a != before.name):
                merged[key] = KnownName(before.name, before.kind, before.aliases + new, before.told)
        return Gazetteer(tuple(merged.values()))

    def find(self, text: str) -> tuple[NameFound, ...]:
        """The known names in a text, the longest at each place, none inside another; a name counts only where it has
        its capitals, and a surname alone only of a person."""
        if not self._index:
            return ()
        return tuple(self._scan(text))

    def _scan(self, text: str) -> Iterator[NameFound]:
        places = [(m.start(), m.end()) for m in _PIECE.finditer(text)]
        at = 0
        while at < len(places):
            start = places[at][0]
            found = None
            if text[start].isalnum() and not text[start].islower():
                found = self._longest(text, places, at)
            if found is None:
                at += 1
                continue
            length, how, numbers = found
            yield NameFound(start, places[at + length - 1][1], tuple(self.names[n] for n in numbers), how)
            at += length

    def _longest(self, text: str, places: list[tuple[int, int]], at: int) -> tuple[int, str, tuple[int, ...]] | None:
        start, end = places[at]
        first = _bare(fold(text[start:end]))
        for words, how, numbers in self._index.get(first, ()):
            if at + len(words) <= len(places) and all(
                _bare(fold(text[a:b])) == word
                for (a, b), word in zip(places[at + 1 : at + len(words)], words[1:], strict=False)
            ):
                return len(words), how, numbers
        return None

    def kinds_of(self, name: str) -> tuple[MentionKind, ...]:
        """The kinds under which a name is known, in full or as an alias."""
        words = tuple(_pieces(name))
        entries = self._index.get(words[0], ()) if words else ()
        return tuple(dict.fromkeys(self.names[n].kind for w, how, numbers in entries if w == words for n in numbers))


def _bare(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


def _pieces(name: str) -> list[str]:
    words = [_bare(fold(m.group())) for m in _PIECE.finditer(name)]
    while words and words[0] in _ARTICLES:
        words.pop(0)
    return words


def _index_of(names: tuple[KnownName, ...]) -> dict[str, tuple[tuple[tuple[str, ...], str, tuple[int, ...]], ...]]:
    forms: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for number, known in enumerate(names):
        full = tuple(_pieces(known.name))
        forms.setdefault(full, {}).setdefault("name", []).append(number)
        for alias in known.aliases:
            if words := tuple(_pieces(alias)):
                forms.setdefault(words, {}).setdefault("alias", []).append(number)
        if known.kind == "person" and len(full) > 1:
            for surname in _surnames(full):
                forms.setdefault(surname, {}).setdefault("surname", []).append(number)
    index: dict[str, list[tuple[tuple[str, ...], str, tuple[int, ...]]]] = {}
    for words, ways in forms.items():
        if not words or (len(words) == 1 and (words[0] in FUNCTION_WORDS or words[0] in NO_NAMES)):
            continue  # "May" and "Will" alone are words of the language first
        how = next(h for h in ("name", "alias", "surname") if h in ways)
        index.setdefault(words[0], []).append((words, how, tuple(dict.fromkeys(ways[how]))))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in index.items()}


_PARTICLES = frozenset("de van von der den di da del della la le du dos ter ten al el bin ibn ben mc st".split())


def _surnames(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The last word, and with the small words before it: "Bruycker", "De Bruycker"."""
    at = len(words) - 1
    if len(words[at]) < 2:
        return []
    whole = at
    while whole > 1 and words[whole - 1] in _PARTICLES:
        whole -= 1
    return [words[at:], words[whole:]] if whole < at else [words[at:]]


NO_GAZETTEER = Gazetteer()

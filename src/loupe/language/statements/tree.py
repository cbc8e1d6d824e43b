"""A parsed text as a tree: the words that hang on a word, and the spans that they cover."""

from __future__ import annotations

from collections.abc import Iterator

from loupe.language.parsing import Parse, Word

__all__ = ["Tree"]

_MENDED = {
    "hopes": "hope", "hoped": "hope", "hoping": "hope", "fled": "flee", "lied": "lie", "found": "find",
    "felt": "feel", "left": "leave", "lay": "lay", "saw": "see", "shot": "shoot",
}  # fmt: skip
"""Verb forms whose lemma a tagger gets wrong."""


class Tree:
    """A parse with its children listed; words are named by their index, spans are half-open offsets in the text."""

    __slots__ = ("_lemmas", "kids", "parse", "words")

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words: tuple[Word, ...] = parse.words
        self._lemmas: dict[int, str] = {}
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i:
                self.kids[word.head].append(i)

    def lemma(self, i: int) -> str:
        """The lemma of a word in small letters; what the tagger's lemmas are known to miss is mended."""
        found = self._lemmas.get(i)
        if found is None:
            found = self._lemmas[i] = _lemma(self.words[i])
        return found

    def child(self, i: int, *relations: str) -> int | None:
        """The first word that hangs on ``i`` by one of the relations."""
        for k in self.kids[i]:
            if self.words[k].dep in relations:
                return k
        return None

    def children(self, i: int, *relations: str) -> list[int]:
        """The words that hang on ``i`` by one of the relations, in order."""
        return [k for k in self.kids[i] if self.words[k].dep in relations]

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it, in order ("the thieves, a dealer and his son")."""
        found = [i]
        for k in found:  # grows while it is walked: b hangs on a, c on b
            found.extend(c for c in self.kids[k] if self.words[c].dep == "conj")
        return sorted(found)

    def below(self, i: int) -> Iterator[int]:
        """``i`` and all that hangs on it, however far down."""
        stack = [i]
        while stack:
            k = stack.pop()
            yield k
            stack.extend(self.kids[k])

    def above(self, i: int) -> Iterator[int]:
        """What ``i`` hangs on, and so on up to the root of its sentence."""
        while (head := self.words[i].head) != i:
            yield head
            i = head


def _lemma(word: Word) -> str:
    low = word.lemma.lower()
    if word.pos == "ADJ" and word.tag == "JJ" and low.endswith("ed"):
        return low[:-1] if low[-3:-2] in "aeiounrvszcg" else low[:-2]  # "had determined", tagged as an adjective
    return _MENDED.get(word.text.lower(), low)

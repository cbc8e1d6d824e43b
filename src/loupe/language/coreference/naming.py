"""Names and descriptions: which of them speak of one that was spoken of before."""

from __future__ import annotations

from collections.abc import Sequence

from loupe.language.coreference.chains import Chain, Chains
from loupe.language.coreference.lexicon import FEMALE_NAMES, MALE_NAMES, TITLES
from loupe.language.coreference.spots import Spot
from loupe.language.parsing import Parse

__all__ = ["Namer"]

_FAR = 40
"""Sentences after which a description is no longer read as the same thing."""
_NO_ROLE = frozenset(
    "mr mrs miss ms sir lady lord madam st saint man woman boy girl fellow person gentleman child creature place thing "
    "one friend master mother father brother sister son daughter wife husband uncle aunt baby other people".split()
)
"""Words that too many are called by for the only one so far to be meant."""


class Namer:
    """Binds names and descriptions in the order of the text: exact names, parts of names, appositions, "X is the Y",
    titles and roles, and descriptions with the same chief word (the passes of Raghunathan et al. 2010, the most exact
    first)."""

    def __init__(self, parses: Sequence[Parse], bases: Sequence[int], chains: Chains) -> None:
        self.parses, self.bases, self.chains = parses, bases, chains
        self._word: dict[str, list[int]] = {}
        self._noun: dict[str, list[int]] = {}
        self._role: dict[str, list[int]] = {}
        self._at: dict[tuple[int, int], int] = {}
        self._owner: dict[int, int] = {}

    def place(self, index: int) -> None:
        """Remember where a spot is, and whom a possessive belongs to, once it is bound."""
        spot = self.chains.spots[index]
        if spot.open != "and":
            self._at[spot.passage, spot.head] = index
        chain = self.chains.of(index)
        if spot.role == "possessive" and chain is not None:
            self._owner[spot.clause] = chain

    def bind(self, index: int) -> int:
        """The chain of a name or description, a new one if it speaks of nobody spoken of before."""
        spot = self.chains.spots[index]
        chain = self._name(index, spot) if spot.kind == "name" else self._described(index, spot)
        chain = self._twin(index, spot, chain)
        self._remember(spot, chain)
        self.place(index)
        return chain

    def called(self, words: frozenset[str], before: int) -> int | None:
        """The spot with the fullest name before a spot that holds all these words; None unless one chain has it."""
        found: dict[int, Chain] = {}
        if not words:
            return None
        for word in sorted(words):
            for number in self._word.get(word, ()):
                chain = self.chains[number]
                if chain.longest is not None and words <= self.chains.spots[chain.longest].words:
                    found[self.chains.number(number)] = chain
        if len(found) != 1:
            return None
        longest = next(iter(found.values())).longest
        return longest if longest is not None and longest < before else None

    # names

    def _name(self, index: int, spot: Spot) -> int:
        return self._joined(index, self._same_name(spot))

    def _joined(self, index: int, found: tuple[int, float, str] | None) -> int:
        if found is None:
            return self.chains.begin(index)
        chain, sure, why = found
        self.chains.bind(index, chain, sure, why)
        return chain

    def _same_name(self, spot: Spot) -> tuple[int, float, str] | None:
        seen: dict[int, Chain] = {}
        for word in sorted(spot.words):
            for number in self._word.get(word, ()):
                seen.setdefault(self.chains.number(number), self.chains[number])
        fits = [(n, c) for n, c in seen.items() if c.takes(spot) and _leans_with(c, spot)]
        same = [(n, c) for n, c in fits if spot.words in c.variants]
        if same:
            chain = max(same, key=lambda nc: nc[1].last)[0]
            return chain, 0.97 if len(same) == 1 else 0.8, "the same name"
        part = [(n, c) for n, c in fits if spot.words and _is_part(spot, c, self.chains.spots)]
        if not part:
            return None
        chain = max(part, key=lambda nc: nc[1].last)[0]
        if len(part) > 1:
            return chain, 0.55, "a part of the name last used of those it may belong to"
        return chain, 0.9, "a part of a name used before"

    # descriptions

    def _described(self, index: int, spot: Spot) -> int:
        found = None
        if spot.open in ("the", "that"):
            found = self._by_role(spot) or self._same_noun(spot)
        elif spot.open == "his":
            found = self._owned(index, spot)
        return self._joined(index, found)

    def _by_role(self, spot: Spot) -> tuple[int, float, str] | None:
        numbers = dict.fromkeys(self.chains.number(n) for n in self._role.get(spot.key, ()))
        fits = [n for n in numbers if self.chains[n].takes(spot) and self.chains[n].names]
        if len(fits) != 1 or spot.number == "many" or spot.tail:
            return None
        if not spot.words - {spot.key} <= self.chains[fits[0]].content:
            return None
        return fits[0], 0.85, f"the only one called {spot.key} before"

    def _same_noun(self, spot: Spot) -> tuple[int, float, str] | None:
        modifiers = spot.words - {spot.key}
        if spot.tail and not modifiers:
            return None
        fits = []
        for number in dict.fromkeys(self.chains.number(n) for n in reversed(self._noun.get(spot.key, ()))):
            chain = self.chains[number]
            last = self.chains.spots[chain.last]
            if spot.sentence - last.sentence > _FAR:
                continue
            if chain.takes(spot) and modifiers <= chain.content:
                fits.append(number)
        if not fits:
            return None
        return fits[0], (0.8 if len(fits) == 1 else 0.6), f"the {spot.key} named before"

    def _owned(self, index: int, spot: Spot) -> tuple[int, float, str] | None:
        owner = self._owner.get(self._base(index) + spot.head)
        if owner is None:
            return None
        owner = self.chains.number(owner)
        for number in dict.fromkeys(self.chains.number(n) for n in reversed(self._noun.get(spot.key, ()))):
            chain = self.chains[number]
            of = [self._owner.get(self._base(i) + self.chains.spots[i].head) for i in chain.spots[-8:]]
            if chain.takes(spot) and any(o is not None and self.chains.number(o) == owner for o in of):
                return number, 0.85, f"the {spot.key} of the same one"
        return None

    def _base(self, index: int) -> int:
        return self.bases[self.chains.spots[index].passage]

    # "Peys, the detective"; "the concierge, Jacques Plompteux"; "Peys is a detective"

    def _twin(self, index: int, spot: Spot, chain: int) -> int:
        twin = self._at.get((spot.passage, spot.twin)) if spot.twin >= 0 else None
        why, sure = "the words beside it name him or it", 0.95
        if twin is None:
            twin = self._copula(spot)
            why, sure = "the sentence says that the one is the other", 0.85
        if twin is None or twin == index:
            return chain
        other = self.chains.of(twin)
        if other is None or self.chains.number(other) == self.chains.number(chain):
            return chain
        beside = self.chains.spots[twin]
        if spot.kind == "noun" and not spot.open and not (beside.kind == "name" and spot.person and spot.tail):
            return chain  # "Can I come, mother?"
        if not (spot.person == beside.person or None in (spot.person, beside.person)) or (
            beside.kind == "pronoun" and why.startswith("the words")
        ):
            return chain
        if not self.chains[other].takes(spot) or (self.chains[other].names and self.chains[chain].names):
            return chain
        return self.chains.join(other, chain, sure, why)

    def _copula(self, spot: Spot) -> int | None:
        words = self.parses[spot.passage].words
        word = words[spot.head]
        verb = words[word.head]
        if (
            spot.kind != "noun"
            or word.dep != "attr"
            or verb.lemma not in ("be", "become")
            or spot.open not in ("a", "the")
        ):
            return None
        around = words[word.head + 1 : spot.head]
        if any(w.dep == "neg" for w in around):
            return None
        before = words[max(0, word.head - 12) : word.head]
        if any(
            w.dep == "aux" and w.head == word.head and w.lemma in ("would", "could", "might", "may") for w in before
        ):
            return None
        for i in range(word.head - 1, max(-1, word.head - 13), -1):
            if words[i].head == word.head and words[i].dep == "nsubj":
                return self._at.get((spot.passage, i))
        return None

    def _remember(self, spot: Spot, chain: int) -> None:
        if spot.kind == "name":
            for word in sorted(spot.words):
                self._keep(self._word, word, chain)
            for word in spot.text.lower().replace(".", "").split():
                if word in TITLES and word not in _NO_ROLE:
                    self._keep(self._role, word, chain)
        elif spot.open != "and":
            self._keep(self._noun, spot.key, chain)
        one = self.chains[chain]
        if one.names:
            for role in sorted(one.roles - _NO_ROLE):
                self._keep(self._role, role, chain)

    @staticmethod
    def _keep(table: dict[str, list[int]], word: str, chain: int) -> None:
        numbers = table.setdefault(word, [])
        if chain not in numbers[-8:]:
            numbers.append(chain)
            del numbers[:-24]


def _leans_with(chain: Chain, spot: Spot) -> bool:
    return not (spot.gender in ("m", "f") and chain.leans() in ("m", "f") and chain.leans() != spot.gender)


def _is_part(spot: Spot, chain: Chain, spots: Sequence[Spot]) -> bool:
    """Whether one name is a part of the other: of a person any word of it, of anything else its end."""
    if chain.longest is None:
        return False
    longest = spots[chain.longest]
    small, large = sorted((spot, longest), key=lambda s: len(s.words))
    if not small.words or not small.words < large.words:
        return False
    if spot.person is False or chain.person is False:
        return len(small.words) > 1 and small.key == large.key
    if "of" in large.words and small.given != large.given:
        return False
    if len(small.words) > 1 and small.given != large.given and small.given in MALE_NAMES | FEMALE_NAMES:
        return False
    return small.key in (large.key, large.given)

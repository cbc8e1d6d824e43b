"""Chains: the spots of a source that speak of the same one, and what is known of it so far."""

from __future__ import annotations

from collections.abc import Iterable

from loupe.language.coreference.spots import Spot

__all__ = ["Chain", "Chains"]


class Chain:
    """One person, place or thing on its way through a source; grows as spots are bound to it.

    ``spots`` are indices in order of the text, ``names`` those of them that are proper names and ``longest`` the one
    with most words; ``variants`` are the words of each name, ``content`` all words of names and descriptions. ``sure``
    says how sure each binding is, in [0, 1], and why; ``trust`` how sure the whole way from the last name or
    description to the spot is. ``leaning`` counts pronouns bound for and against a gender that nothing else tells.
    """

    __slots__ = (
        "content", "gender", "last", "leaning", "longest", "names", "number", "person", "roles", "spots", "sure",
        "trust", "variants",
    )  # fmt: skip

    def __init__(self) -> None:
        self.spots: list[int] = []
        self.sure: dict[int, tuple[float, str]] = {}
        self.names: list[int] = []
        self.longest: int | None = None
        self.variants: set[frozenset[str]] = set()
        self.content: set[str] = set()
        self.roles: set[str] = set()
        self.gender = ""
        self.number = ""
        self.person: bool | None = None
        self.trust: dict[int, float] = {}
        self.leaning = {"m": 0.0, "f": 0.0}
        self.last = -1

    def takes(self, spot: Spot) -> bool:
        """Whether nothing that is known speaks against the spot: number, gender, person or not."""
        if self.number and spot.number and self.number != spot.number:
            return False
        if self.gender and spot.gender and self.gender != spot.gender:
            return False
        return self.person is None or spot.person is None or self.person == spot.person

    def leans(self) -> str:
        """The gender told, or the one that the pronouns bound so far speak for by two to one."""
        if self.gender:
            return self.gender
        m, f = self.leaning["m"], self.leaning["f"]
        return "m" if m > 2 * f else "f" if f > 2 * m else ""


class Chains:
    """All chains of a source; joining two leaves one, under which both numbers are found."""

    __slots__ = ("_alias", "_all", "_of", "_prior", "spots")

    def __init__(self, spots: list[Spot]) -> None:
        self.spots = spots
        self._prior = _gender_of_names(spots)
        self._all: list[Chain] = []
        self._alias: list[int] = []
        self._of: dict[int, int] = {}

    def number(self, chain: int) -> int:
        """The number under which a chain lives now."""
        while self._alias[chain] != chain:
            self._alias[chain] = self._alias[self._alias[chain]]
            chain = self._alias[chain]
        return chain

    def of(self, spot: int) -> int | None:
        """The chain of a spot, None when it is bound to none."""
        found = self._of.get(spot)
        return None if found is None else self.number(found)

    def __getitem__(self, chain: int) -> Chain:
        return self._all[self.number(chain)]

    def all(self) -> Iterable[Chain]:
        """Every chain that lives, in order of its beginning."""
        return (c for n, c in enumerate(self._all) if self._alias[n] == n)

    def begin(self, spot: int) -> int:
        """A new chain with this spot."""
        self._all.append(Chain())
        self._alias.append(len(self._all) - 1)
        self.bind(spot, len(self._all) - 1, 1.0, "")
        return len(self._all) - 1

    def bind(self, index: int, chain: int, sure: float, why: str) -> None:
        """Put a spot into a chain, so sure and for this reason."""
        number = self.number(chain)
        one, spot = self._all[number], self.spots[index]
        one.trust[index] = sure * (one.trust[one.last] if spot.kind == "pronoun" and one.last >= 0 else 1.0)
        one.spots.append(index)
        one.sure[index] = (sure, why)
        one.last = max(one.last, index)
        self._of[index] = number
        if spot.kind == "pronoun":
            self._lean(one, spot, sure)
            return
        one.content |= spot.words
        one.gender = one.gender or spot.gender
        one.number = one.number or spot.number
        one.person = spot.person if one.person is None else one.person
        if spot.kind == "name":
            if not one.names:
                for gender, weight in self._prior.get(spot.key, {}).items():
                    one.leaning[gender] += weight
            one.names.append(index)
            one.variants.add(spot.words)
            if one.longest is None or len(spot.words) > len(self.spots[one.longest].words):
                one.longest = index
        elif spot.open != "and":
            one.roles.add(spot.key)

    @staticmethod
    def _lean(one: Chain, spot: Spot, sure: float) -> None:
        if spot.gender in ("m", "f"):
            one.leaning[spot.gender] += sure
            one.person = True if one.person is None else one.person
        elif spot.pronoun and spot.pronoun.person < 3 and one.person is None:
            one.person = True
        one.number = one.number or spot.number

    def join(self, kept: int, gone: int, sure: float, why: str) -> int:
        """Two chains become one: the spots of the second are in the first from now on."""
        a, b = self.number(kept), self.number(gone)
        if a == b:
            return a
        one, other = self._all[a], self._all[b]
        first = min(other.spots)
        self._alias[b] = a
        one.spots = sorted([*one.spots, *other.spots])
        one.sure.update(other.sure)
        one.sure[first] = (min(sure, other.sure[first][0]), why)
        one.names = sorted([*one.names, *other.names])
        one.variants |= other.variants
        one.content |= other.content
        both = [i for i in (one.longest, other.longest) if i is not None]
        one.longest = max(both, key=lambda i: len(self.spots[i].words), default=None)
        one.roles |= other.roles
        one.gender = one.gender or other.gender
        one.number = one.number or other.number
        one.person = other.person if one.person is None else one.person
        one.trust.update(other.trust)
        if self.spots[first].kind != "name":  # a name is what it is, whatever it is joined to
            one.trust[first] = min(sure, other.trust[first])
        one.last = max(one.last, other.last)
        for gender, weight in other.leaning.items():
            one.leaning[gender] += weight
        return a


def _gender_of_names(spots: list[Spot]) -> dict[str, dict[str, float]]:
    """For each name that does not tell its gender: half the number of "he" and of "she" that follow it as the subject
    named last, in its sentence or the next one."""
    votes: dict[str, dict[str, float]] = {}
    last: Spot | None = None
    for spot in spots:
        if spot.kind == "name" and spot.role == "subject" and spot.person is not False:
            last = spot
        elif spot.kind == "pronoun" and spot.gender in ("m", "f") and last is not None:
            if spot.sentence - last.sentence <= 1 and not last.gender and spot.quote == last.quote:
                of = votes.setdefault(last.key, {"m": 0.0, "f": 0.0})
                of[spot.gender] += 0.5
            last = None
    return votes

"""A source read through from its beginning: each spot is bound to those that speak of the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loupe.language.coreference.certainty import naming_signs
from loupe.language.coreference.chains import Chains
from loupe.language.coreference.lexicon import TITLES
from loupe.language.coreference.naming import Namer
from loupe.language.coreference.ranking import Candidate, Ranker, family
from loupe.language.coreference.spots import Spot, find_spots
from loupe.language.coreference.weights import WEIGHTS
from loupe.language.parsing import Parse
from loupe.model.mentions import Mention

__all__ = ["Reading", "name_words", "read_chains"]

_FRESH = 0.5
"""The share below which a pronoun is bound to nobody: it may mean somebody who is not in sight."""
_SAME_DEED = 0.8
"""How sure "rented it" means what was rented before."""


class Reading:
    """A source read through: its spots, the chains they form, and how each pronoun's candidates stood."""

    def __init__(
        self,
        parses: Sequence[Parse],
        speakers: Sequence[str | None],
        names: Sequence[Sequence[tuple[int, int, bool | None]]],
        weights: Mapping[str, Mapping[str, float]],
        given: Sequence[Spot] | None = None,
    ) -> None:
        self.parses, self.speakers = parses, speakers
        found, self.quoted = find_spots(parses, names)
        self.spots = found if given is None else list(given)
        self.bases = _bases(parses)
        self.chains = Chains(self.spots)
        self.namer = Namer(parses, self.bases, self.chains)
        self.ranker = Ranker(parses, self.bases, self.chains, weights)
        self.speaking: dict[str, int] = {}
        self.ranked: dict[int, list[Candidate]] = {}
        self.signs: dict[int, dict[str, float]] = {}
        for index, spot in enumerate(self.spots):
            self._read(index, spot)

    def _read(self, index: int, spot: Spot) -> None:
        if spot.kind != "pronoun":
            chain = self.namer.bind(index)
        else:
            chain = self._third(index, spot) if family(spot) else self._first_or_second(index, spot)
            self.namer.place(index)
        self.ranker.seen(index, chain)
        if not spot.quote % 2 and self.ranker.speaks(spot):
            self._hears(spot, chain)

    def _third(self, index: int, spot: Spot) -> int:
        place = self._place(spot)
        here = [f"{place}: 1 one", f"{place}: 1 many", f"{place}: 2 "]
        ranked = self.ranker.rank(index, [self.speaking[key] for key in here if key in self.speaking])
        self.ranked[index] = ranked
        same = self.ranker.same_deed(index)
        if same is not None:
            last = self.chains[same].last
            self.ranked[index] = [Candidate(same, last, ("same deed",), _SAME_DEED)]
            self.chains.bind(index, same, _SAME_DEED, "the same was done to it before")
            self.chains[same].trust[index] = _SAME_DEED
            return self.chains.number(same)
        if not ranked or ranked[0].share < _FRESH:
            return self.chains.begin(index)
        best = ranked[0]
        chain = self.chains[best.chain]
        last = chain.last
        self.chains.bind(index, best.chain, best.share, _why(spot, self.spots[last], best, len(ranked)))
        if family(spot) == "he":
            self.signs[index] = naming_signs(index, chain, last, best.share, self.chains) or {}
        return self.chains.number(best.chain)

    def _first_or_second(self, index: int, spot: Spot) -> int:
        assert spot.pronoun is not None
        key = f"{self._place(spot)}: {spot.pronoun.person} {spot.pronoun.number}"
        chain = self.speaking.get(key)
        if chain is None:
            known = self._speaker(index, spot)
            if known is not None:
                self.chains.bind(index, known, 0.95, "whoever speaks says it")
            chain = self.speaking[key] = self.chains.begin(index) if known is None else known
        else:
            self.chains.bind(index, chain, 0.9, "whoever speaks these words")
        return self.chains.number(chain)

    def _speaker(self, index: int, spot: Spot) -> int | None:
        """The chain of the speaker of a passage for his or her "I", when the text has named one so before."""
        speaker = self.speakers[spot.passage] if spot.passage < len(self.speakers) else None
        if spot.pronoun is None or (spot.pronoun.person, spot.pronoun.number) != (1, "one") or spot.quote % 2:
            return None
        named = self.namer.called(name_words(speaker), index) if speaker else None
        return None if named is None else self.chains.of(named)

    def _place(self, spot: Spot) -> str:
        """Whose words a spot stands in."""
        if spot.quote % 2:
            return f"quote {spot.quote}"
        speaker = self.speakers[spot.passage] if spot.passage < len(self.speakers) else None
        return f"speaker {speaker}" if speaker else "teller"

    def _hears(self, spot: Spot, chain: int) -> None:
        """Somebody is said to speak: what stands in quotation marks beside it is in his or her words."""
        low = min(self.bases[spot.passage] + spot.first, spot.clause)
        high = max(self.bases[spot.passage] + spot.last, spot.clause)
        before, after = self.quoted.get(spot.quote - 1), self.quoted.get(spot.quote + 1)
        said = []
        if before and 0 < low - before[1] <= 4:
            said.append(spot.quote - 1)
        if after and 0 < after[0] - high <= 8:
            said.append(spot.quote + 1)
        for quote in said:
            key = f"quote {quote}: 1 one"
            known = self.speaking.get(key)
            if known is None:
                self.speaking[key] = chain
            elif not self.chains[known].names:
                chain = self.chains.join(chain, known, 0.85, "whoever is quoted")
        if said and (not self.ranker.spoke or self.chains.number(self.ranker.spoke[-1]) != chain):
            self.ranker.spoke.append(chain)


def _bases(parses: Sequence[Parse]) -> list[int]:
    at, bases = 0, []
    for parse in parses:
        bases.append(at)
        at += len(parse.words)
    return bases


def read_chains(
    parses: Sequence[Parse],
    speakers: Sequence[str | None] = (),
    names: Sequence[Sequence[Mention]] = (),
    *,
    weights: Mapping[str, Mapping[str, float]] = WEIGHTS,
    given: Sequence[Spot] | None = None,
) -> Reading:
    """The chains of a source: what ``resolve`` answers from, and what is measured against chains made by hand.

    ``given`` takes the place of the spots that would be found; ``weights`` of those that were learnt.
    """
    told = [
        [(m.start, m.end, m.kind == "person") for m in row if m.how == "name" and m.kind not in ("time", "quantity")]
        for row in names
    ]
    return Reading(parses, speakers, told, weights, given)


def name_words(speaker: str) -> frozenset[str]:
    """The words of a speaker's label without titles, folded."""
    return frozenset(w.lower().rstrip(".") for w in speaker.split()) - set(TITLES)


def _why(spot: Spot, last: Spot, best: Candidate, many: int) -> str:
    """In plain words, what speaks most for the answer."""
    whom = {"he": "person", "it": "thing", "they": "group or number"}[family(spot)]
    if spot.pronoun is not None and spot.pronoun.gender in ("m", "f") and "gender told" in best.signs:
        whom = "man" if spot.pronoun.gender == "m" else "woman"
    if many == 1:
        return f"the only {whom} spoken of shortly before"
    if f"own subject {spot.role}" in best.signs:
        return "the subject of the same clause"
    if "near 0" in best.signs:
        return f"the {whom} spoken of last"
    return f"the {whom} most spoken of before" if last.role == "subject" else f"the likeliest {whom} before"

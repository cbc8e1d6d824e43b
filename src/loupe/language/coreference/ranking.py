"""Which of several a pronoun means: what speaks for each, weighed, as a share that leaves room for "none of these".

A conditional logit over the candidates of one pronoun and "none" (mention ranking as in Denis and Baldridge 2008, with
the salience of Lappin and Leass 1994 as its signs). The weights were learnt on half of LitBank's novels (Bamman et al.
2020, CC BY 4.0) by ``training/coreference.py``; "it" has weights set by hand, as LitBank marks too few of its things.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loupe.language.coreference.chains import Chain, Chains
from loupe.language.coreference.lexicon import LIGHT_VERBS, NO_AGENTS, SAYING
from loupe.language.coreference.spots import Spot
from loupe.language.coreference.weights import WEIGHTS
from loupe.language.parsing import Parse

__all__ = ["Candidate", "Ranker", "family"]

_SENTENCES = 8
_MOST = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chain that a pronoun may mean, its last spot before it, the signs for and against it, and its share of the
    whole in [0, 1]."""

    chain: int
    last: int
    signs: tuple[str, ...]
    share: float = 0.0


def family(spot: Spot) -> str:
    """The table of weights for a pronoun: "he", "it" or "they"; empty for the others."""
    pronoun = spot.pronoun
    if pronoun is None or pronoun.person != 3:
        return ""
    return "he" if pronoun.gender in ("m", "f") else "it" if pronoun.gender == "n" else "they"


class Ranker:
    """Ranks the chains that a third-person pronoun may mean, as far as the text has been read."""

    def __init__(
        self,
        parses: Sequence[Parse],
        bases: Sequence[int],
        chains: Chains,
        weights: Mapping[str, Mapping[str, float]] = WEIGHTS,
    ) -> None:
        self.parses, self.bases, self.chains, self.weights = parses, bases, chains, weights
        self.spoke: list[int] = []
        self._recent: dict[int, None] = {}
        self._opening: dict[int, int] = {}
        self._subject: dict[int, int] = {}
        self._done_to: dict[str, list[int]] = {}
        self._here: dict[int, list[Spot]] = {}
        for spot in chains.spots:
            if spot.kind == "name":
                self._here.setdefault(spot.sentence, []).append(spot)

    def seen(self, index: int, chain: int) -> None:
        """A spot was bound: its chain is the one spoken of last."""
        number = self.chains.number(chain)
        self._recent.pop(chain, None)
        self._recent.pop(number, None)
        self._recent[number] = None
        if len(self._recent) > 200:
            for old in list(self._recent)[:100]:
                del self._recent[old]
        spot = self.chains.spots[index]
        self._opening.setdefault(spot.sentence, index)
        deed = self.deed(spot) if spot.kind != "pronoun" else ""
        if deed:
            self._done_to.setdefault(deed, []).append(index)
        if spot.role == "subject" and spot.clause >= 0 and (spot.kind == "pronoun" or spot.open == "and"):
            self._subject[spot.clause] = index
        elif spot.role == "subject" and spot.clause >= 0:
            self._subject.setdefault(spot.clause, index)

    def deed(self, spot: Spot) -> str:
        """The lemma of the verb that says what was done to a spot; empty when it says little or is none."""
        word = self.parses[spot.passage].words[spot.head]
        verb = self.parses[spot.passage].words[word.head]
        if word.dep not in ("dobj", "nsubjpass") or verb.pos != "VERB" or verb.lemma in LIGHT_VERBS:
            return ""
        return verb.lemma

    def same_deed(self, index: int) -> int | None:
        """The chain to which the same was done shortly before, as in "he rented an office ... he had rented it".

        None when the same was done to several, or when the pronoun is a person's.
        """
        spot = self.chains.spots[index]
        deed = self.deed(spot) if family(spot) in ("it", "they") else ""
        found = set()
        for i in self._done_to.get(deed, ())[-4:] if deed else ():
            other = self.chains.spots[i]
            number = self.chains.of(i)
            near = 0 < spot.sentence - other.sentence <= _SENTENCES
            if number is not None and near and _fits(spot, self.chains[number], other):
                found.add(number)
        return found.pop() if len(found) == 1 else None

    def speaks(self, spot: Spot) -> bool:
        """Whether a spot is the subject of a verb of saying."""
        verb = spot.clause - self.bases[spot.passage]
        words = self.parses[spot.passage].words
        return spot.role == "subject" and 0 <= verb < len(words) and words[verb].lemma in SAYING

    def rank(self, index: int, apart: Sequence[int] = ()) -> list[Candidate]:
        """The candidates for a pronoun, likeliest first, each with its share; those of one share by nearness.

        ``apart`` are chains that it cannot mean: of whoever speaks here, and of who is spoken to.
        """
        spot = self.chains.spots[index]
        table = self.weights[family(spot)]
        found = [
            Candidate(n, self.chains[n].last, tuple(self._signs(spot, n, rank, last, many)))
            for n, rank, last, many in self._fitting(spot, apart)
        ]
        scores = [math.exp(sum(table.get(s, 0.0) for s in c.signs)) for c in found]
        whole = sum(scores) + 1.0
        ranked = [Candidate(c.chain, c.last, c.signs, s / whole) for c, s in zip(found, scores, strict=True)]
        return sorted(ranked, key=lambda c: -c.share)

    def _fitting(self, spot: Spot, apart: Sequence[int]) -> list[tuple[int, int, Spot, int]]:
        """Number, rank by nearness and last spot of the chains that may be meant, and how many there are."""
        found: list[tuple[int, Spot]] = []
        seen = {self.chains.number(n) for n in apart}
        for number in reversed(self._recent):
            number = self.chains.number(number)
            if number in seen:
                continue
            seen.add(number)
            chain = self.chains[number]
            last = self.chains.spots[chain.last]
            if spot.sentence - last.sentence > _SENTENCES or len(found) >= _MOST:
                break
            if _fits(spot, chain, last) and not self._barred(spot, number):
                found.append((number, last))
        return [(n, rank, last, len(found)) for rank, (n, last) in enumerate(found)]

    def _barred(self, spot: Spot, number: int) -> bool:
        """Whether grammar keeps the two apart: arguments of one verb, a word inside the other's phrase, or a name that
        stands below the pronoun in its sentence ("he saw that Marner's eyes were shut")."""
        chain = self.chains[number]
        reflexive = spot.pronoun is not None and spot.pronoun.kind == "reflexive"
        subject = self._own_subject(spot) if spot.role in ("object", "possessive") or reflexive else None
        if subject is not None and spot.role == "object":
            same = self.chains.of(subject) == number
            if same != reflexive:
                return True
        for i in reversed(chain.spots[-4:]):
            other = self.chains.spots[i]
            if other.passage != spot.passage or other.sentence != spot.sentence:
                continue
            arguments = {spot.role, other.role} <= {"subject", "object"}
            if other.clause == spot.clause >= 0 and arguments and not reflexive:
                return True
            if other.kind != "pronoun" and other.first <= spot.head <= other.last and not self._related(spot, other):
                return True
            if spot.role == "possessive" and other.head + self.bases[spot.passage] == spot.clause:
                return True
        return spot.role == "subject" and self._above_name(spot, chain)

    def _above_name(self, spot: Spot, chain: Chain) -> bool:
        verb = spot.clause - self.bases[spot.passage]
        words = self.parses[spot.passage].words
        for name in self._here.get(spot.sentence, ()):
            if name.passage == spot.passage and name.head > spot.head and name.key in chain.content and chain.names:
                at = name.head
                for _ in range(20):
                    at = words[at].head
                    if at == verb:
                        return True
                    if words[at].head == at:
                        break
        return False

    def _own_subject(self, spot: Spot) -> int | None:
        """The subject of the nearest clause around a pronoun that has one; None when it is not known."""
        words, base = self.parses[spot.passage].words, self.bases[spot.passage]
        at = spot.head
        for _ in range(12):
            found = self._subject.get(base + at)
            if found is not None and at != spot.head:
                return found
            if words[at].head == at or words[at].dep in ("ccomp", "relcl", "nsubj", "csubj"):
                return None
            at = words[at].head
        return None

    def _related(self, spot: Spot, other: Spot) -> bool:
        """Whether a relative clause stands between: "the man who lost his key"."""
        words = self.parses[spot.passage].words
        at = spot.head
        for _ in range(20):
            if at == other.head or words[at].head == at:
                return False
            if words[at].dep in ("relcl", "acl") and words[at].head == other.head:
                return True
            at = words[at].head
        return False

    def _signs(self, spot: Spot, number: int, rank: int, last: Spot, many: int) -> Iterator[str]:
        chain = self.chains[number]
        yield "any"
        away = spot.sentence - last.sentence
        yield f"away {min(away, 4)}"
        yield f"near {min(rank, 3)}"
        yield f"last {last.role}"
        yield f"{spot.role} after {last.role}"
        yield f"last {last.kind}"
        if last.kind == "noun":
            yield f"last noun {last.open or 'bare'}"
        if spot.text.lower() == last.text.lower():
            yield "same word"
        if many == 1:
            yield "only one"
        spots = [self.chains.spots[i] for i in chain.spots[-6:]]
        lately = sum(1 for s in spots if spot.sentence - s.sentence <= 3)
        yield f"lately {min(lately, 4)}"
        subjects = sum(1 for s in spots if s.role == "subject" and spot.sentence - s.sentence <= 3)
        yield f"subjects {min(subjects, 3)}"
        size = len(chain.spots)
        yield "often 1" if size == 1 else "often 2" if size < 4 else "often 3" if size < 10 else "often 4"
        if chain.names:
            since = spot.sentence - self.chains.spots[chain.names[-1]].sentence
            yield f"named {0 if since < 1 else 1 if since < 2 else 2 if since < 4 else 3 if since < 9 else 4}"
        trust = chain.trust[chain.last]
        yield f"trust {5 if trust > 0.95 else 4 if trust > 0.8 else 3 if trust > 0.6 else 2 if trust > 0.3 else 1}"
        yield from self._turn_signs(spot, number)
        yield from self._kind_signs(spot, chain)
        inside, was = spot.quote % 2, last.quote % 2
        if inside or was:
            same = inside and was and spot.quote == last.quote
            yield (
                "quoted same" if same else "quoted both" if inside and was else "quoted in" if inside else "quoted out"
            )
        opening = self._opening.get(last.sentence)
        if opening is not None and self.chains.of(opening) == self.chains.number(number):
            yield "opens"
        if away == 0 and last.passage == spot.passage:
            yield from self._sentence_signs(spot, number, last)

    def _turn_signs(self, spot: Spot, number: int) -> Iterator[str]:
        """In talk, who spoke last speaks next but one."""
        if not self.spoke or not self.speaks(spot):
            return
        turns = [self.chains.number(n) for n in self.spoke[-2:]]
        if turns[-1] == number:
            yield "spoke last"
        elif turns[0] == number:
            yield "spoke before"

    def _kind_signs(self, spot: Spot, chain: Chain) -> Iterator[str]:
        gender = spot.gender
        if gender in ("m", "f"):
            if chain.gender == gender:
                yield "gender told"
            elif chain.leans() == gender:
                yield "gender leaning"
            elif chain.leans():
                yield "gender against"
            if chain.person is None:
                yield "person unknown"
        elif chain.person:
            yield "person"
        elif chain.person is False:
            yield "thing"
        if spot.number == "many":
            yield f"number {chain.number or 'either'}"

    def _sentence_signs(self, spot: Spot, number: int, last: Spot) -> Iterator[str]:
        own = self._own_subject(spot)
        if own is not None:
            yield f"own subject {spot.role}" if self.chains.of(own) == self.chains.number(number) else "other subject"
        words = self.parses[spot.passage].words
        verb = last.clause - self.bases[spot.passage]
        if last.role == "subject" and 0 <= verb < len(words):
            at = spot.head
            for _ in range(24):
                if at == verb:
                    yield "above"
                    return
                if words[at].head == at:
                    return
                at = words[at].head


def _fits(spot: Spot, chain: Chain, last: Spot) -> bool:
    """Number, gender and kind: whether a chain may be what a third-person pronoun means."""
    kind = family(spot)
    if kind == "he":
        if chain.number == "many" or chain.person is False or (chain.gender and chain.gender != spot.gender):
            return False
        return bool(chain.person) or bool(chain.names) or _may_do(last)
    if kind == "it":
        return chain.number != "many" and not chain.person and chain.gender in ("", "n") and not _is_time(last)
    return chain.number in ("many", "")


def _may_do(spot: Spot) -> bool:
    """Whether a noun in no list looks like one for a doer: "drummer", "entertainer"."""
    return spot.kind == "noun" and spot.key not in NO_AGENTS and spot.key.endswith(("er", "or", "ist", "eer", "ian"))


def _is_time(spot: Spot) -> bool:
    return spot.entity in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL")

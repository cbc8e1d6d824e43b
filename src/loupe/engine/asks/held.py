"""What persons hold about one question, told from their decisions: hypotheses, clues, weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.language import fold
from loupe.model.errors import IdAmbiguous, IdUnknown
from loupe.store import AskDecision

__all__ = ["Held", "HeldClue", "HeldHypothesis", "HeldSpot", "HeldWeight", "held_of", "question_key", "questions_in"]


@dataclass(frozen=True, slots=True)
class HeldHypothesis:
    """A hypothesis that a person holds to be possible; ``number`` never changes."""

    number: int
    text: str
    who: str
    at: str
    why: str
    asserts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldSpot:
    """Words that were kept as a clue, with where they stood."""

    passage: str
    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class HeldClue:
    """A clue that a person kept; ``number`` never changes."""

    number: int
    id: str
    words: str
    spots: tuple[HeldSpot, ...]
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class HeldWeight:
    """What a person says a clue weighs for a hypothesis; ``level`` is from -6 to 6."""

    clue: int
    hypothesis: int
    level: int
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held about one question, the latest word on each thing; ``question`` is as it was first asked."""

    question: str
    hypotheses: tuple[HeldHypothesis, ...]
    clues: tuple[HeldClue, ...]
    weights: Mapping[tuple[int, int], HeldWeight]
    fidelity: Mapping[int, float]
    apart: frozenset[int]
    attacks: tuple[tuple[int, int], ...]
    one_origin: tuple[tuple[int, int], ...]

    def hypothesis(self, reference: str) -> HeldHypothesis:
        """The hypothesis that "H2", "2" or its words name; raises IdUnknown and IdAmbiguous."""
        if found := re.fullmatch(r"[Hh]?(\d+)", reference.strip()):
            chosen = [h for h in self.hypotheses if h.number == int(found.group(1))]
        else:
            wanted = fold(reference)
            chosen = [h for h in self.hypotheses if fold(h.text) == wanted]
            chosen = chosen or [h for h in self.hypotheses if wanted and wanted in fold(h.text)]
        if len(chosen) > 1:
            raise IdAmbiguous(f"“{reference}” fits {' and '.join(f'H{h.number}' for h in chosen)}.")
        if not chosen:
            raise IdUnknown(
                f"No hypothesis of this question is called “{reference}”.",
                hint='Name one by its number, such as H1, or add it with: loupe ask CASE QUESTION --hypothesis "..."',
            )
        return chosen[0]

    def clue(self, reference: str) -> HeldClue:
        """The clue that "C2" or "2" names, or its id; raises IdUnknown."""
        found = re.fullmatch(r"[Cc]?(\d+)", reference.strip())
        for clue in self.clues:
            if (found and clue.number == int(found.group(1))) or clue.id == reference:
                return clue
        raise IdUnknown(
            f"No clue of this question is called “{reference}”.",
            hint="loupe ask CASE QUESTION lists the clues that are kept (C1, C2 ...) and proposed (k-...).",
        )


def question_key(question: str) -> str:
    """What tells one question from another: its words, whatever their case and the sign at their end."""
    return " ".join(fold(question).split()).strip(" ?.!:")


def questions_in(decisions: Iterable[AskDecision]) -> tuple[str, ...]:
    """Every question about which something was decided, in the order in which they came up."""
    found: dict[str, str] = {}
    for decision in decisions:
        found.setdefault(question_key(decision.question), decision.question)
    return tuple(found.values())


def held_of(question: str, every: Sequence[AskDecision], standing: Sequence[AskDecision]) -> Held:
    """What is held about a question; ``every`` are all decisions of the case, ``standing`` those not taken back."""
    key = question_key(question)
    own = [d for d in every if question_key(d.question) == key]
    numbers = {d.seq: i for kind in ("hypothesis", "clue") for i, d in enumerate((d for d in own if d.kind == kind), 1)}
    valid = [d for d in standing if question_key(d.question) == key]
    asserts: dict[int, set[str]] = {}
    weights: dict[tuple[int, int], HeldWeight] = {}
    fidelity: dict[int, float] = {}
    apart: set[int] = set()
    attacks: set[tuple[int, int]] = set()
    one_origin: set[tuple[int, int]] = set()
    for d in valid:
        f = d.fields
        if d.kind == "weight":
            pair = f["clue"], f["hypothesis"]
            weights[pair] = HeldWeight(*pair, f["level"], d.who, d.at, d.why)
        elif d.kind == "fidelity":
            fidelity[f["clue"]] = f["fidelity"]
        elif d.kind == "apart":
            apart.add(f["clue"])
        elif d.kind == "attack":
            attacks.add((f["attacker"], f["attacked"]))
        elif d.kind == "one origin":
            one_origin.add((f["left"], f["right"]))
        elif d.kind == "asserts":
            asserts.setdefault(f["hypothesis"], set()).add(f["statement"])
    hypotheses = tuple(
        HeldHypothesis(n, d.fields["text"], d.who, d.at, d.why, tuple(sorted(asserts.get(n, ()))))
        for d in valid
        if d.kind == "hypothesis" and (n := numbers[d.seq])
    )
    clues = tuple(_clue(numbers[d.seq], d) for d in valid if d.kind == "clue")
    kept = {c.number for c in clues}
    return Held(
        question=own[0].question if own else question,
        hypotheses=hypotheses,
        clues=clues,
        weights=weights,
        fidelity=fidelity,
        apart=frozenset(apart & kept),
        attacks=tuple(sorted(pair for pair in attacks if kept.issuperset(pair))),
        one_origin=tuple(sorted(pair for pair in one_origin if kept.issuperset(pair))),
    )


def _clue(number: int, d: AskDecision) -> HeldClue:
    spots = tuple(HeldSpot(p["passage"], p["source"], p["start"], p["end"], p["quote"]) for p in d.fields["passages"])
    return HeldClue(number, d.fields["id"], d.fields["words"], spots, d.who, d.at, d.why)

"""The evidence for many claims at once, by the typed comparison and a stance model together.

A model is slow beside the comparison, so it reads of each claim's passages only those worth it, each text once, and all
that a batch of claims asks for in one go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.checking.combining import Rule, read_signs, rule_for, weigh_together
from loupe.checking.comparison import tidy
from loupe.checking.evidence import Best, cite, in_order, nobody, plain, read_claim, read_guess, read_passage
from loupe.checking.happenings import Whom
from loupe.checking.models import Opinion, Pair, StanceModel
from loupe.checking.reading import Rarity, Reading, coverage, prepare, quick_concepts
from loupe.checking.stance import MODEL, StanceReader, Weighed
from loupe.checking.units import Candidate, Unit, extract_of
from loupe.language import fold
from loupe.model import Claim, Evidence

__all__ = ["Look", "Sought", "look_at", "weigh_evidence"]

_MOST_ASKED = 10
_LEAST_TOPIC = 2
_SMOOTH = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009), as in the search."""
_MODEL_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Sought:
    """A claim, the passages that search found for it, best first, and the text of the claim before."""

    claim: Claim
    candidates: Sequence[Candidate]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A passage as the comparison reads it (``best``), and what a model is asked of it, None where it is not asked.

    ``signs`` are what the comparison sees in the extract, for the combination.
    """

    candidate: Candidate
    best: Best
    extract: Unit | None = None
    pair: Pair | None = None
    signs: Mapping[str, float] | None = None


def weigh_evidence(
    sought: Sequence[Sought],
    stance: StanceReader,
    rarity: Rarity,
    model: StanceModel,
    *,
    rule: Rule | None = None,
    most: int = _MOST_ASKED,
    whom: Whom = nobody,
) -> list[tuple[Evidence, ...]]:
    """The evidence for each claim, as ``find_evidence`` gives it, with the model's word weighed in.

    ``most`` is how many different texts the model reads for one claim. What it reads nothing of stays as the comparison
    has it. ``rule`` takes the place of the one for this model. A claim with a guess at whom "he" means is never
    contradicted by the model.
    """
    looks = [look_at(one, stance, rarity, most=most, whom=whom) for one in sought]
    pairs = list(dict.fromkeys(look.pair for found in looks for look in found if look.pair))
    opinions = dict(zip(pairs, model.read(pairs), strict=True)) if pairs else {}
    weighing = rule or rule_for(model.name)
    return [
        in_order([e for look in found for e in _settled(one.claim, look, opinions, weighing)])
        for one, found in zip(sought, looks, strict=True)
    ]


def look_at(
    sought: Sought, stance: StanceReader, rarity: Rarity, *, most: int = _MOST_ASKED, whom: Whom = nobody
) -> list[Look]:
    """Every passage as the comparison reads it, with what is to be asked of the model where it is worth asking.

    First come passages that the comparison decides, then those that stand high in the search and share most of the
    claim's words. A passage that repeats a text word for word is answered with it.
    """
    wanted, guess = read_claim(sought.claim, sought.before), read_guess(sought.claim)
    looks = [Look(c, read_passage(sought.claim, wanted, guess, c, stance, rarity, whom)) for c in sought.candidates]
    if len((guess or prepare(plain(sought.claim.said), None, sought.claim.speaker)).topic) < _LEAST_TOPIC:
        return looks  # "it was 123 of 160": a model does not know of what
    extracts = [_extract(look, guess or wanted, rarity) for look in looks]
    first = _worth_asking(looks, extracts, guess or wanted, rarity, most)
    pairs = {at: _pair(sought.claim, looks[at].candidate, extracts[at]) for at in set(first.values())}
    return [
        _asked(look, extract, pairs[first[at]], guess or wanted, rarity) if at in first and extract else look
        for at, (look, extract) in enumerate(zip(looks, extracts, strict=True))
    ]


def _extract(look: Look, wanted: Reading, rarity: Rarity) -> Unit | None:
    """None where there is nothing to ask: another language, or two voices that say both."""
    if look.candidate.setting.language != _MODEL_LANGUAGE or len(look.best) > 1:
        return None
    around = next((unit for weighed, unit in look.best.values() if weighed.stance != "related"), None)
    return extract_of(look.candidate, wanted, rarity, around)


def _worth_asking(
    looks: Sequence[Look], extracts: Sequence[Unit | None], wanted: Reading, rarity: Rarity, most: int
) -> dict[int, int]:
    """The passages to ask about, each with the first that has the same text: that one is asked."""
    askable = [at for at, extract in enumerate(extracts) if extract is not None]
    shares = {at: coverage(wanted.topic, _concepts(extracts[at]), rarity) for at in askable}
    by_words = {at: rank for rank, at in enumerate(sorted(askable, key=lambda at: (-shares[at], at)))}

    def merit(at: int) -> tuple[bool, float, int]:
        undecided = all(weighed.stance == "related" for weighed, _ in looks[at].best.values())
        return undecided, -(1 / (_SMOOTH + at) + 1 / (_SMOOTH + by_words[at])), at

    first: dict[str, int] = {}
    chosen = {}
    for at in sorted(askable, key=merit):
        text = _same(extracts[at])
        if text in first or len(first) < most:
            chosen[at] = first.setdefault(text, at)
    return chosen


def _concepts(extract: Unit | None) -> frozenset[str]:
    return quick_concepts(extract.text) if extract else frozenset()


def _same(extract: Unit | None) -> str:
    return fold(tidy(extract.text)) if extract else ""


def _asked(look: Look, extract: Unit, pair: Pair, wanted: Reading, rarity: Rarity) -> Look:
    offered = prepare(extract.text, extract.known, setting=look.candidate.setting)
    return replace(look, extract=extract, pair=pair, signs=read_signs(wanted, offered, rarity))


def _pair(claim: Claim, candidate: Candidate, extract: Unit | None) -> Pair:
    text, before, after = (extract.text, extract.before, extract.after) if extract else ("", "", "")
    return Pair(plain(claim.text), tidy(text), tidy(before), tidy(after), _dated(candidate))


def _dated(candidate: Candidate) -> str:
    """The day, month or year that the source was published in, as far as it is known."""
    published = candidate.setting.published
    if published is None:
        return ""
    start, days = published[0].date().isoformat(), (published[1] - published[0]).days
    return start if days <= 1 else start[:7] if days <= 31 else start[:4]


def _settled(claim: Claim, look: Look, opinions: Mapping[Pair, Opinion | None], rule: Rule) -> list[Evidence]:
    passage = look.candidate.passage
    typed = next(iter(look.best.values()), None)
    opinion = opinions.get(look.pair) if look.pair else None
    if opinion is None or look.extract is None:
        return [cite(claim, passage, weighed, unit) for weighed, unit in look.best.values()]
    weighed = weigh_together(typed[0] if typed else None, opinion, look.signs or {}, rule)
    if weighed is None:
        return []
    if weighed.checks == (MODEL,):
        return [cite(claim, passage, _guessed(claim, weighed), _narrowed(look.extract, opinion.quote))]
    return [cite(claim, passage, weighed, typed[1] if typed else look.extract)]


def _narrowed(extract: Unit, quote: str | None) -> Unit:
    """The words that an answering model rests on, where they stand in what it read; else all of what it read."""
    words = quote.split() if quote else []
    found = re.search(r"\s+".join(map(re.escape, words)), extract.text) if words else None
    if found is None:
        return extract
    start = extract.start + found.start()
    return replace(extract, start=start, end=start + len(found[0]), text=found[0])


def _guessed(claim: Claim, weighed: Weighed) -> Weighed:
    """What the model says of a claim that holds guesses names them, and does not contradict it."""
    if not claim.filled or weighed.stance == "related":
        return weighed
    guesses = tuple(f"taking “{tidy(f.words)}” of the claim to mean {f.by}" for f in claim.filled)
    stance = "related" if weighed.stance == "contradicts" else weighed.stance
    return replace(weighed, stance=stance, reasons=(*weighed.reasons, *guesses))

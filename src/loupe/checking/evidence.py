"""Claim and candidate passages to evidence: the sentence that speaks of it, its stance, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loupe.checking.comparison import tidy
from loupe.checking.happenings import Whom
from loupe.checking.reading import Rarity, Reading, coverage, prepare, quick_concepts
from loupe.checking.stance import StanceReader, Weighed
from loupe.language import GRAMMAR_LANGUAGES, NOTHING_KNOWN, Setting, find_attribution, find_names, split_sentences
from loupe.language.coreference import Link
from loupe.model import Claim, Evidence, Passage, content_id

__all__ = ["Candidate", "find_evidence", "read_claim"]

_MOST_RELATED = 3
_FIRST_LOOK = 0.2
_PRONOUN_TELLER = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir)\b")
_PRONOUNS = frozenset("he she they i we".split())


def nobody(_text: str) -> tuple[Link, ...]:
    """Where no grammar is installed, nobody is known to be meant."""
    return ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that search found, and the part of it, as offsets in the stored text, that the search hit.

    ``setting`` is what is known of its source: in which language it is, when it was published.
    """

    passage: Passage
    start: int
    end: int
    setting: Setting = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class _Unit:
    """One sentence or two neighbours of a passage, as offsets in the stored text, ready for comparison."""

    start: int
    end: int
    text: str
    known: str | None


_LEANS = re.compile(r"\b(?:it|they|them|he|she|him|this|that|these|those|there)\b", re.IGNORECASE)


def read_claim(claim: Claim, before: str = "") -> Reading:
    """The claim as the comparators see it: P without its outer layer, with the speaker's name among its names.

    Compared is what was said; ``read_guess`` is for what it is taken to mean. A claim that hardly says what it is about
    ("it was 123 of 160", "a hundred million euros") takes the topic of the line before it along.
    """
    own = prepare(_plain(claim.said), None, claim.speaker)
    if not before or len(own.topic) > 2 or not (_LEANS.search(claim.said) or own.verb is None):
        return own
    previous = prepare(_plain(before), None, claim.speaker)
    topic = own.topic | previous.topic
    return replace(own, topic=topic, concepts=own.concepts | previous.topic, keys=own.keys or previous.keys)


def read_guess(claim: Claim) -> Reading | None:
    """The claim with whom "he" is taken to mean put in, None when nothing is guessed. It may bear a claim out, with
    the guess among the reasons; it never contradicts."""
    return prepare(_plain(claim.text), None, claim.speaker) if claim.filled else None


def _plain(text: str) -> str:
    return re.sub(r"[\[\]]", "", text)


def find_evidence(
    claim: Claim,
    candidates: Sequence[Candidate],
    stance: StanceReader,
    rarity: Rarity,
    before: str = "",
    whom: Whom = nobody,
) -> tuple[Evidence, ...]:
    """The evidence that candidate passages hold for or against a claim, strongest first.

    At most one piece of each passage, two if it reports both sides in different voices; and up to three passages that
    are merely related. Every quote is verbatim: ``passage.text`` at the evidence's locator. ``before`` is the text of
    the claim before, which a claim that says only "it" leans on. ``whom`` says whom the pronouns of a passage mean;
    that may bear a claim out, and never contradicts it.
    """
    wanted, guess = read_claim(claim, before), read_guess(claim)
    found: list[Evidence] = []
    for candidate in candidates:
        found.extend(_of_passage(claim, wanted, guess, candidate, stance, rarity, whom))
    # cues that were found one by one are read together: the same words are one piece of evidence
    found = list({(e.source_id, e.locator.start, e.locator.end, e.stance): e for e in reversed(found)}.values())
    decided = [e for e in found if e.stance != "related"]
    related = sorted((e for e in found if e.stance == "related"), key=_strength)[:_MOST_RELATED]
    return tuple(sorted(decided, key=_strength) + related)


def _strength(e: Evidence) -> tuple[float, str, int]:
    return -e.score, e.source_id, e.locator.start


def _of_passage(
    claim: Claim,
    wanted: Reading,
    guess: Reading | None,
    candidate: Candidate,
    stance: StanceReader,
    rarity: Rarity,
    whom: Whom,
) -> list[Evidence]:
    best: dict[str, tuple[Weighed, _Unit]] = {}
    for unit in _units(candidate, guess or wanted, rarity):
        offered = prepare(unit.text, unit.known, setting=candidate.setting)
        weighed = stance.weigh(wanted, offered, rarity)
        if _may_lack_a_name(claim, weighed):
            weighed = _with_guesses(claim, wanted, guess, candidate, unit, stance, rarity, whom) or weighed
        if weighed is None:
            continue
        if candidate.setting.language not in GRAMMAR_LANGUAGES:
            weighed = _not_understood(weighed, candidate.setting.language)
        kept = best.get(weighed.stance)
        if kept is None or (weighed.score, -len(unit.text)) > (kept[0].score, -len(kept[1].text)):
            best[weighed.stance] = (weighed, unit)
    if "supports" in best and "contradicts" in best:
        tellers = [prepare(best[s][1].text, best[s][1].known).sentence.tellers for s in ("supports", "contradicts")]
        if tellers[0] == tellers[1]:
            del best["contradicts"]  # one voice that says both is read wrongly somewhere: abstain
    if len(best) > 1:
        best.pop("related", None)
    return [_evidence(claim, candidate.passage, weighed, unit) for weighed, unit in best.values()]


_ONE_PERSON = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_NEARLY = 0.5
"""How closely a passage must speak of a claim before it is worth asking whom it means by "he"."""


def _may_lack_a_name(claim: Claim, weighed: Weighed | None) -> bool:
    if weighed is None:
        return bool(claim.filled)
    return weighed.stance == "related" and weighed.score >= _NEARLY


def _with_guesses(
    claim: Claim,
    wanted: Reading,
    guess: Reading | None,
    candidate: Candidate,
    unit: _Unit,
    stance: StanceReader,
    rarity: Rarity,
    whom: Whom,
) -> Weighed | None:
    """What bears the claim out if the guesses at "he" hold, and says which; nothing else is for a guess to decide."""
    meant, guesses = _meant(candidate.passage, unit, whom)
    if guess is None and not guesses:
        return None
    weighed = stance.weigh(guess or wanted, prepare(meant, unit.known, setting=candidate.setting), rarity)
    if weighed is None or weighed.stance != "supports":
        return None
    ours = [f"taking “{tidy(f.words)}” of the claim to mean {f.by}" for f in claim.filled]
    theirs = [f"taking “{words}” of the passage to mean {name}" for words, name in guesses]
    return replace(weighed, reasons=(*weighed.reasons, *dict.fromkeys((*ours, *theirs))))


def _meant(passage: Passage, unit: _Unit, whom: Whom) -> tuple[str, list[tuple[str, str]]]:
    """A unit's words with the names that its pronouns mean, and those guesses: the word and the name."""
    if not _ONE_PERSON.search(unit.text):
        return unit.text, []
    base = passage.locator.start
    text, guesses = unit.text, list[tuple[str, str]]()
    inside = [w for w in whom(passage.text) if unit.start <= base + w.start and base + w.end <= unit.end]
    for link in sorted(inside, key=lambda w: -w.start):
        if _ONE_PERSON.fullmatch(link.text):
            text = text[: base + link.start - unit.start] + link.name + text[base + link.end - unit.start :]
            guesses.insert(0, (link.text, link.name))
    return text, guesses


def _not_understood(weighed: Weighed, language: str) -> Weighed:
    """A passage in a language whose sentences Loupe does not understand is shown, and decides nothing."""
    reason = f"the passage was not understood: it is in a language ({language}) of which Loupe reads no sentences"
    return Weighed("related", weighed.score, (reason,), ("wording",))


def _units(candidate: Candidate, wanted: Reading, rarity: Rarity) -> list[_Unit]:
    """Sentences around the hit that share enough with the claim to be read closely, alone and with the one before."""
    passage, base = candidate.passage, candidate.passage.locator.start
    spans = _sentences(passage.text)
    low, high = candidate.start - base, candidate.end - base
    near = [i for i, (a, b) in enumerate(spans) if a < high and b > low]
    units: list[_Unit] = []
    for i in near:
        for first in (i, i - 1) if i else (i,):
            start, end = spans[first][0], spans[i][1]
            if first != i and end - start > 600:
                continue
            text = passage.text[start:end]
            # no word runs over the end of a sentence, so that two sentences hold the concepts of each
            concepts = quick_concepts(passage.text[slice(*spans[i])])
            if first != i:
                concepts |= quick_concepts(passage.text[slice(*spans[first])])
            if coverage(wanted.topic, concepts, rarity) < _FIRST_LOOK and not _names_it(wanted, text):
                continue
            units.append(_Unit(base + start, base + end, text, _known(passage, start, text)))
    return units


@lru_cache(maxsize=4096)
def _sentences(text: str) -> list[tuple[int, int]]:
    return split_sentences(text)


def _names_it(wanted: Reading, text: str) -> bool:
    folded = text.casefold()
    return any(key in folded for key in wanted.keys)


def _known(passage: Passage, start: int, text: str) -> str | None:
    """Whom "he says" means: whoever was last named as speaking, else the last name, in the passage so far."""
    if not _PRONOUN_TELLER.search(text):
        return None
    plural = not re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is)\b", text)
    before = passage.text[max(0, start - 1500) : start]
    for a, b in reversed(split_sentences(before)):
        tellers = [t for t in find_attribution(before[a:b]).tellers if t.casefold() not in _PRONOUNS]
        if tellers and _is_plural(tellers[-1]) == plural:
            return tellers[-1]
        names = find_names(before[a:b])
        if names and names[0].start < 40 and not plural:
            return names[0].text
    return None if plural else passage.speaker


def _is_plural(teller: str) -> bool:
    """ "they" is a group: the police, the authorities, two authors; never one person."""
    return teller[0].islower() or " and " in teller or teller.split()[-1].lower() in ("police", "authorities")


def _evidence(claim: Claim, passage: Passage, weighed: Weighed, unit: _Unit) -> Evidence:
    tellers = prepare(unit.text, unit.known).sentence.tellers
    # a mail's sender made the whole source, as an article's author did; a voice is somebody speaking in it
    voice = (passage.speaker,) if passage.speaker and passage.kind in ("cue", "turn") else ()
    locator = passage.locator.clip(unit.start, unit.end)
    quote = passage.text[locator.start - passage.locator.start : locator.end - passage.locator.start]
    return Evidence(
        id=content_id("e", claim.id, passage.id, locator.start, locator.end, weighed.stance),
        claim_id=claim.id,
        passage_id=passage.id,
        source_id=passage.source_id,
        locator=locator,
        quote=quote,
        stance=weighed.stance,
        score=weighed.score,
        reasons=weighed.reasons,
        checks=weighed.checks,
        attribution=(*voice, *tellers),
    )

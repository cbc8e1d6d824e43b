"""Claim and candidate passages to evidence: the sentence that speaks of it, its stance, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loupe.checking.comparison import tidy
from loupe.checking.happenings import Whom
from loupe.checking.reading import Rarity, Reading, prepare
from loupe.checking.stance import MODEL, StanceReader, Weighed
from loupe.checking.units import Candidate, Unit, units_of
from loupe.language import GRAMMAR_LANGUAGES, name_key
from loupe.language.coreference import Link
from loupe.model import Claim, Evidence, Passage, content_id

__all__ = ["Best", "cite", "find_evidence", "in_order", "nobody", "plain", "read_claim", "read_guess", "read_passage"]

_MOST_RELATED = 3
Best = dict[str, tuple[Weighed, Unit]]
"""What the comparison makes of a passage: for each stance its strongest reading, and the sentences that give it."""


def nobody(_text: str) -> tuple[Link, ...]:
    """Where no grammar is installed, nobody is known to be meant."""
    return ()


_LEANS = re.compile(r"\b(?:it|they|them|he|she|him|this|that|these|those|there)\b", re.IGNORECASE)


def read_claim(claim: Claim, before: str = "") -> Reading:
    """The claim as the comparators see it: P without its outer layer, with the speaker's name among its names.

    Compared is what was said; ``read_guess`` is for what it is taken to mean. A claim that hardly says what it is about
    ("it was 123 of 160", "a hundred million euros") takes the topic of the line before it along.
    """
    own = prepare(plain(claim.said), None, claim.speaker)
    if not before or len(own.topic) > 2 or not (_LEANS.search(claim.said) or own.verb is None):
        return own
    previous = prepare(plain(before), None, claim.speaker)
    topic = own.topic | previous.topic
    return replace(own, topic=topic, concepts=own.concepts | previous.topic, keys=own.keys or previous.keys)


def read_guess(claim: Claim) -> Reading | None:
    """The claim with whom "he" is taken to mean put in, None when nothing is guessed. It may bear a claim out, with
    the guess among the reasons; it never contradicts."""
    return prepare(plain(claim.text), None, claim.speaker) if claim.filled else None


def plain(text: str) -> str:
    """A claim's text without the brackets around what is meant."""
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
        best = read_passage(claim, wanted, guess, candidate, stance, rarity, whom)
        found.extend(cite(claim, candidate.passage, weighed, unit) for weighed, unit in best.values())
    return in_order(found)


def in_order(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The strongest first, then the three nearest of what is merely related; what a model alone found comes after
    what was compared as values or words."""
    # cues that were found one by one are read together: the same words are one piece of evidence
    found = list({(e.source_id, e.locator.start, e.locator.end, e.stance): e for e in reversed(found)}.values())
    decided = [e for e in found if e.stance != "related"]
    related = sorted((e for e in found if e.stance == "related"), key=_strength)[:_MOST_RELATED]
    return tuple(sorted(decided, key=_strength) + related)


def _strength(e: Evidence) -> tuple[bool, float, str, int]:
    return e.checks == (MODEL,), -e.score, e.source_id, e.locator.start


def read_passage(
    claim: Claim,
    wanted: Reading,
    guess: Reading | None,
    candidate: Candidate,
    stance: StanceReader,
    rarity: Rarity,
    whom: Whom,
) -> Best:
    """What the comparison makes of one passage: nothing, one stance, or both where two voices say them."""
    best: Best = {}
    for unit in units_of(candidate, guess or wanted, rarity):
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
    if "contradicts" in best and _two_of_themselves(claim, best["contradicts"][1], candidate.passage):
        weighed, unit = best.pop("contradicts")
        reason = "both say “I”, and they are two people"
        best.setdefault("related", (replace(weighed, stance="related", reasons=(*weighed.reasons, reason)), unit))
    if "supports" in best and "contradicts" in best:
        tellers = [prepare(best[s][1].text, best[s][1].known).sentence.tellers for s in ("supports", "contradicts")]
        if tellers[0] == tellers[1]:
            del best["contradicts"]  # one voice that says both is read wrongly somewhere: abstain
    if len(best) > 1:
        best.pop("related", None)
    return best


_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|we|We|my|My|our|Our)\b")


def _two_of_themselves(claim: Claim, unit: Unit, passage: Passage) -> bool:
    """Claim and passage each speak of their own speaker, and those are two: "I" of the one is not "I" of the other."""
    ours, theirs = claim.speaker, passage.speaker
    if not ours or not theirs or passage.kind not in ("cue", "turn") or name_key(ours) == name_key(theirs):
        return False
    return bool(_FIRST.search(claim.said) and _FIRST.search(unit.text))


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
    unit: Unit,
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


def _meant(passage: Passage, unit: Unit, whom: Whom) -> tuple[str, list[tuple[str, str]]]:
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


def cite(claim: Claim, passage: Passage, weighed: Weighed, unit: Unit) -> Evidence:
    """A reading of a passage as evidence, with the words it rests on, verbatim, and whom they credit."""
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

"""Who is meant: every pronoun, description and shortened name of a source, with whom it stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.language.coreference.certainty import naming_certainty
from loupe.language.coreference.chains import Chain
from loupe.language.coreference.lexicon import TITLES
from loupe.language.coreference.resolving import Reading, name_words, read_chains
from loupe.language.coreference.spots import Spot
from loupe.language.parsing import Parse
from loupe.model.mentions import Mention

__all__ = ["AT_LEAST", "Link", "links_of", "resolve"]

AT_LEAST = 0.8
"""How sure a link has to be to be given: chosen on the half of LitBank that the weights were learnt on."""
_NEAR = 0.2
"""The share of the second beside that of the first from which the two are close, on that half; then the first is right
this often:"""
_CLOSE = 0.77
_NARRATORS = frozenset(["narrator", "voice-over", "voiceover", "v.o.", "vo"])


@dataclass(frozen=True, slots=True)
class Link:
    """One place that speaks of somebody or something, and who or what is meant.

    ``start`` and ``end`` are half-open offsets in the text of passage number ``passage`` (from 0), where ``text``
    stands. ``name`` is the fullest name used before it, else the description that brought it in; it stands at
    ``name_at`` = (passage, start, end), None when it is the name of who speaks the passage. ``kind`` says what kind of
    words point, ``named`` whether they point to a proper name. ``score`` in [0, 1] is how sure, ``reason`` why.
    """

    passage: int
    start: int
    end: int
    text: str
    kind: Literal["pronoun", "noun", "name"]
    name: str
    name_at: tuple[int, int, int] | None
    named: bool
    score: float
    reason: str
    owner: bool = False


def resolve(
    parses: Sequence[Parse],
    speakers: Sequence[str | None] = (),
    names: Sequence[Sequence[Mention]] = (),
    *,
    at_least: float = AT_LEAST,
) -> tuple[Link, ...]:
    """Who or what the pronouns, descriptions and shortened names of one source mean, in order of the text.

    ``parses`` are its passages in order, ``speakers`` who speaks each (a film's names; None for a text), ``names`` the
    names found in each. What is less sure than ``at_least`` is left out, and so is what is spoken of nowhere before:
    an unresolved "he" is better than a wrong one. The time taken grows with the length of the source.

    A sieve, the most exact first (Raghunathan et al. 2010; Lee et al. 2013), with pronouns ranked by weights learnt
    on the build half of LitBank (Bamman et al. 2020, CC BY 4.0).
    """
    return tuple(link for link in links_of(read_chains(parses, speakers, names)) if link.score >= at_least)


def links_of(reading: Reading) -> tuple[Link, ...]:
    """Every link of a source that was read through, sure or not."""
    return tuple(link for index in range(len(reading.spots)) for link in _links(reading, index))


def _links(reading: Reading, index: int) -> Iterator[Link]:
    spot = reading.spots[index]
    number = reading.chains.of(index)
    if number is None or spot.open == "and":
        return
    chain = reading.chains[number]
    spoken = _spoken(reading, index, spot)
    if spoken is not None:
        yield spoken
        return
    score, why = chain.sure[index]
    if spot.kind == "pronoun":
        score = naming_certainty(reading.signs[index]) if index in reading.signs else chain.trust[index]
        if _close(reading, index):
            score = min(score, _CLOSE)
    target = _target(reading, index, chain)
    if target is None:
        return
    to = reading.spots[target]
    if target > index and spot.kind == "noun":  # "the concierge, Jacques Plompteux"
        score, why = chain.sure[target]
    if not why:
        return
    yield Link(
        spot.passage, spot.start, spot.end, spot.text, spot.kind, to.text, (to.passage, to.start, to.end),
        to.kind == "name", round(score, 3), why, _owns(spot),
    )  # fmt: skip


def _close(reading: Reading, index: int) -> bool:
    """Whether a pronoun has a second candidate that is not far behind the first."""
    shares = [c.share for c in reading.ranked.get(index, ())[:2]]
    return len(shares) > 1 and shares[1] >= _NEAR * shares[0]


def _target(reading: Reading, index: int, chain: Chain) -> int | None:
    """The spot that says best who is meant: the fullest form of the name used last before, else a description."""
    spots, spot = reading.spots, reading.spots[index]
    at = bisect_left(chain.names, index)
    before = chain.names[max(0, at - 12) : at]
    if chain.longest is not None and chain.longest < index:
        before.append(chain.longest)
    if spot.kind == "name":
        fuller = [i for i in before if spot.words < spots[i].words]
        return max(fuller, key=lambda i: (len(spots[i].words), -i)) if fuller else None
    if spot.pronoun is not None and spot.pronoun.person == 1 and spot.quote % 2:
        before += [i for i in chain.names[at : at + 1] if spots[i].passage == spot.passage]  # "I did," said Peter Holm
    if before:
        near = max(before)
        fuller = [i for i in before if spots[near].words < spots[i].words and not _titled(spots[near], spots[i])]
        return max(fuller, key=lambda i: (len(spots[i].words), -i)) if fuller else near
    if spot.kind == "noun":
        beside = [
            i for i in chain.names if i > index and spots[i].twin == spot.head and spots[i].passage == spot.passage
        ]
        if beside:
            return beside[0]
    for i in reversed(chain.spots):
        if i < index and spots[i].kind == "noun":
            return i
    return None


def _titled(near: Spot, fuller: Spot) -> bool:
    """Whether the nearer name has a title that the fuller one lacks: "Mrs. Reed" need not be Georgiana Reed."""
    titles = [w for w in near.text.lower().replace(".", "").split() if TITLES.get(w)]
    return any(t not in fuller.text.lower().replace(".", "").split() for t in titles)


def _spoken(reading: Reading, index: int, spot: Spot) -> Link | None:
    """ "I" in the words of a speaker who is named beside the passage."""
    if spot.pronoun is None or spot.pronoun.person != 1 or spot.pronoun.number != "one" or spot.quote % 2:
        return None
    speaker = reading.speakers[spot.passage] if spot.passage < len(reading.speakers) else None
    if not speaker or speaker.lower() in _NARRATORS:
        return None
    shown = speaker.title() if speaker.isupper() else speaker
    fuller = reading.namer.called(name_words(speaker), index)
    to = reading.spots[fuller] if fuller is not None else None
    at = (to.passage, to.start, to.end) if to else None
    name = to.text if to else shown
    return Link(
        spot.passage, spot.start, spot.end, spot.text, "pronoun", name, at, True, 0.95, "whoever speaks says it",
        _owns(spot),
    )  # fmt: skip


def _owns(spot: Spot) -> bool:
    return spot.kind == "pronoun" and spot.role == "possessive"

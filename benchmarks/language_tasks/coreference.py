"""Who "he", "the door" and "Notarbartolo" mean: LitBank's look-once half, and 123 places of the demo read by hand.

A pronoun counts as right when the spot it was bound to is in its chain by hand. The naive peer takes the nearest spot
before it that agrees in number, gender and person. "named" is stricter and what Loupe shows: the name or description
itself is in the chain by hand. Chains are scored with the mentions marked by hand, singletons included, and with
Loupe's own, those matched by chief word and singletons left out on both sides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from language_tasks.chain_scores import Tally, compare
from language_tasks.chains_by_hand import Novel, novels
from language_tasks.rows import Row, bootstrap
from loupe.checking.runs import locate, runs
from loupe.language.coreference import AT_LEAST, Link, Reading, links_of, read_chains, resolve
from loupe.language.coreference.ranking import family
from loupe.language.parsing import Parser, find_parser
from loupe.language.words import fold
from loupe.model import Passage

__all__ = ["Answered", "Place", "answered", "conll_of", "demo_places", "places_by_hand", "rows"]

_ROOT = Path(__file__).resolve().parents[2]
_GOLD = _ROOT / "benchmarks" / "gold" / "coreference.csv"


@dataclass(frozen=True, slots=True)
class Answered:
    """A third-person pronoun marked by hand: bound at all and rightly, named surely enough and rightly, and the
    nearest that agrees being right; None where there was no answer."""

    bound: bool | None
    named: bool | None
    nearest: bool | None


def rows(bench: Path) -> list[Row]:
    """The figures of this task."""
    parser = find_parser()
    if parser is None:
        print("coreference: no parser is installed, nothing measured")
        return []
    found = _demo_rows(parser)
    folder = bench / "litbank" / "coref_brat"
    if not folder.is_dir():
        print(f"coreference: {folder} is not there, LitBank not measured")
        return found
    return [*_litbank_rows(list(novels(folder, parser, build=False))), *found]


def _litbank_rows(documents: Sequence[Novel]) -> list[Row]:
    note = f"{len(documents)} of 100 novels, not read while learning"
    readings = [read_chains(d.parses) for d in documents]
    found = []
    for kind, label in (("he", "he and she"), ("they", "they"), ("it", "it")):
        pronouns = [answered(d, r, kind) for d, r in zip(documents, readings, strict=True)]
        n = sum(len(p) for p in pronouns)
        for metric, get in (
            ("bound: precision", _precision("bound")),
            ("bound: coverage", _coverage("bound")),
            (f"named at {AT_LEAST}: precision", _precision("named")),
            (f"named at {AT_LEAST}: coverage", _coverage("named")),
        ):
            if metric.startswith("named") and not _coverage("named")(pronouns):
                continue  # none was sure enough: there is no precision to tell
            peer = {"bound: precision": _precision("nearest"), "bound: coverage": _coverage("nearest")}.get(metric)
            found.append(
                Row(
                    "coreference", "LitBank", f"{label}, {metric}", get(pronouns), n, bootstrap(pronouns, get),
                    peer(pronouns) if peer else None, "nearest that agrees" if peer else "", "", note,
                )
            )  # fmt: skip
    for own in (False, True):
        tallies = [conll_of(d, own=own) for d in documents]
        how = "own mentions, singletons left out" if own else "mentions by hand"
        for metric in ("muc", "b3", "ceafe", "conll"):
            score = _summed(metric)
            published = "BookNLP 76.4 small, 79.0 big (its README, average F1)" if metric == "conll" else ""
            found.append(
                Row(
                    "coreference", "LitBank", f"{metric} F1, {how}", score(tallies), len(documents),
                    bootstrap(tallies, score), None, "", published, note,
                )
            )  # fmt: skip
    return found


def _summed(metric: str) -> Callable[[Sequence[object]], float]:
    def score(tallies: Sequence[object]) -> float:
        whole = Tally()
        for tally in cast(Sequence[Tally], tallies):
            whole.add(tally)
        return whole.conll if metric == "conll" else whole.f1(metric)

    return score


def _precision(name: str) -> Callable[[Sequence[object]], float]:
    def score(documents: Sequence[object]) -> float:
        given = [v for d in cast(Sequence[list[Answered]], documents) for a in d if (v := getattr(a, name)) is not None]
        return sum(given) / max(len(given), 1)

    return score


def _coverage(name: str) -> Callable[[Sequence[object]], float]:
    def score(documents: Sequence[object]) -> float:
        answers = [getattr(a, name) for d in cast(Sequence[list[Answered]], documents) for a in d]
        return sum(a is not None for a in answers) / max(len(answers), 1)

    return score


def answered(novel: Novel, reading: Reading, kind: str, at_least: float = AT_LEAST) -> list[Answered]:
    """How the pronouns of one family that are marked by hand were answered."""
    found = []
    links = {(x.passage, x.start, x.end): x for x in links_of(reading)}
    at = {(s.passage, s.start, s.end): i for i, s in enumerate(reading.spots)}

    def right(spot: int | None, chain: str) -> bool | None:
        if spot is None:
            return None
        return novel.chains.get((reading.spots[spot].passage, reading.spots[spot].head)) == chain

    for index, spot in enumerate(reading.spots):
        gold = novel.chains.get((spot.passage, spot.head))
        if spot.kind != "pronoun" or family(spot) != kind or gold is None:
            continue
        ranked = reading.ranked.get(index, [])
        number = reading.chains.of(index)
        bound = bool(ranked and number is not None and reading.chains[number].sure[index][1])
        link = links.get((spot.passage, spot.start, spot.end))
        named = at.get(link.name_at) if link and link.score >= at_least and link.name_at else None
        found.append(
            Answered(
                right(ranked[0].last if bound else None, gold),
                right(named, gold),
                right(_nearest(reading, index), gold),
            )
        )
    return found


def _nearest(reading: Reading, index: int) -> int | None:
    """The nearest name, description or pronoun before a pronoun that agrees with it in number, gender and person."""
    spot = reading.spots[index]
    for i in range(index - 1, max(-1, index - 60), -1):
        other = reading.spots[i]
        if other.pronoun is not None and other.pronoun.person != 3:
            continue
        if other.number and spot.number and other.number != spot.number:
            continue
        if other.gender and spot.gender and other.gender != spot.gender:
            continue
        if (
            spot.person is not None
            and other.person != spot.person
            and not (other.kind == "name" and other.person is None)
        ):
            continue
        return i
    return None


def conll_of(novel: Novel, *, own: bool) -> Tally:
    """The tally of one document, with Loupe's own mentions or those marked by hand."""
    reading = read_chains(novel.parses, given=None if own else novel.spots())
    ids: list[object] = [
        (s.passage, s.head) if s.open != "and" else (s.passage, s.start, s.end, "and") for s in reading.spots
    ]
    response = [frozenset(ids[i] for i in chain.spots) for chain in reading.chains.all()]
    key = novel.gold()
    if own:
        return compare([k for k in key if len(k) > 1], [r for r in response if len(r) > 1])
    return compare(key, response)


# the demo


@dataclass(frozen=True, slots=True)
class Place:
    """A place read by hand: the file and offset of some words, and what they may be said to mean; nothing if nobody."""

    file: str
    offset: int
    text: str
    meant: tuple[str, ...]
    context: str


def places_by_hand() -> list[Place]:
    """The places of ``benchmarks/gold/coreference.csv``."""
    with _GOLD.open(encoding="utf-8", newline="") as file:
        return [
            Place(
                r["file"], int(r["offset"]), r["text"],
                () if r["antecedent"] == "none" else tuple(r["antecedent"].split("|")), r["context"],
            )
            for r in csv.DictReader(file)
        ]  # fmt: skip


def demo_places(parser: Parser, at_least: float = AT_LEAST) -> list[tuple[Place, Link | None, bool]]:
    """Each place with Loupe's answer, None where it gave none, and whether the answer is right."""
    found = []
    links = {name: _demo_links(name, parser, at_least) for name in dict.fromkeys(p.file for p in places_by_hand())}
    for place in places_by_hand():
        link = links[place.file].get((place.offset, len(place.text)))
        found.append((place, link, link is not None and _said(link.name) in {_said(m) for m in place.meant}))
    return found


def _said(name: str) -> str:
    """A name or description without article, possessive and what comes after its chief words."""
    bare = re.sub(r"^(?:the|an?|its|his|their|my|that|this|those|these|more than|at least)\s+", "", fold(name.strip()))
    return re.split(r"\s+(?:of|in|that|which|who|with|over|about|for|on|at|beside)\s+|,", bare)[0].strip()


def _demo_links(name: str, parser: Parser, at_least: float) -> dict[tuple[int, int], Link]:
    """The answers in one file of the demo by their offset in it."""
    text = (_ROOT / "demo" / name).read_text(encoding="utf-8")
    if name.endswith(".srt"):
        passages, stored, places = film_passages(text)
        whole = list(runs(passages, stored))
        parses = tuple(parser.parse([words for words, _ in whole]))
        read = resolve(parses, [pieces[0].passage.speaker for _, pieces in whole], at_least=at_least)
        links = {}
        for link in read:
            locator, piece = locate(whole[link.passage][1], link.start, link.end)
            offset = places[piece.passage.id] + locator.start - piece.passage.locator.start
            links[offset, len(link.text)] = link
        return links
    starts, parts, speakers = [], [], []
    for match in re.finditer(r"[^\n]+", text):
        if match.start() < text.index("\n---\n", 4) + 5 or match.group().startswith("#"):
            continue
        label = re.match(r"([A-Z][a-z]+(?: [A-Z][a-z]+)*): ", match.group())
        starts.append(match.start() + (label.end() if label else 0))
        parts.append(match.group()[label.end() if label else 0 :])
        speakers.append(label.group(1) if label else None)
    found = resolve(tuple(parser.parse(parts)), speakers, at_least=at_least)
    return {(starts[link.passage] + link.start, len(link.text)): link for link in found}


def film_passages(text: str) -> tuple[list[Passage], str, dict[str, int]]:
    """The cues of a subtitle file as passages, the text they are stored in, and where each stands in the file."""
    from loupe.model import Locator, Segment, TimePlace

    passages, stored, places, speaker = [], "", {}, None
    for number, match in enumerate(re.finditer(r"^\d+\n[\d:,]+ --> [\d:,]+\n((?:.+\n?)+)", text, re.MULTILINE)):
        words, at = match.group(1).rstrip("\n"), match.start(1)
        label = re.match(r"([A-Z][A-Z .]+): ", words)
        if label:
            speaker, words, at = label.group(1), words[label.end() :], at + label.end()
            stored += label.group()
        place = TimePlace(number * 1000, number * 1000 + 1000, number + 1)
        locator = Locator((Segment(len(stored), len(stored) + len(words), place),))
        passages.append(Passage(f"p{number}", "film", number, "cue", speaker, locator, words))
        places[f"p{number}"] = at
        stored += words + "\n\n"
    return passages, stored, places


def _demo_rows(parser: Parser) -> list[Row]:
    places = demo_places(parser)
    given = [right for _, link, right in places if link is not None]
    meant = [p for p, _, _ in places if p.meant]
    note = "annotated before any program answered, by the author of the program"

    def share(items: Sequence[object]) -> float:
        return sum(map(bool, items)) / max(len(items), 1)

    return [
        Row("coreference", "demo", "precision", share(given), len(given), bootstrap(given, share), note=note),
        Row(
            "coreference", "demo", "right, of those that mean somebody or something",
            sum(right for _, _, right in places) / len(meant), len(meant),
            bootstrap([r for p, _, r in places if p.meant], share), note=note,
        ),
    ]  # fmt: skip

"""LitBank's coreference (Bamman et al. 2020, CC BY 4.0) read from its brat files, with a grammar of every line.

Mentions are persons, places, facilities, polities, vehicles and organisations of 100 novels' beginnings. A mention is
known here by its line and chief word. What is annotated as an apposition or predicate of another mention is taken into
that one's chain.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loupe.language.coreference.spots import Spot, find_spots
from loupe.language.parsing import Parse, Parser

__all__ = ["Key", "Novel", "in_build_half", "novels"]

Key = tuple[int, int]
_KINDS = frozenset(["PROP", "NOM", "PRON"])
_TYPES = frozenset("PER LOC FAC GPE VEH ORG".split())


@dataclass(frozen=True, slots=True)
class Novel:
    """A document: its lines parsed, and the chain of each mention by the line and chief word it is known by.

    ``marked`` are the word indices of every mention, shortest first, with the chain; two may share a chief word.
    """

    name: str
    parses: tuple[Parse, ...]
    chains: dict[Key, str]
    marked: tuple[tuple[Key, tuple[int, ...], str], ...]

    def gold(self) -> list[frozenset[object]]:
        """The chains as sets of mentions."""
        sets: dict[str, set[object]] = defaultdict(set)
        for key, chain in self.chains.items():
            sets[chain].add(key)
        return [frozenset(s) for s in sets.values()]

    def spots(self) -> list[Spot]:
        """The mentions marked by hand as spots, in order, for measuring what the finding of mentions costs."""
        own = {(s.passage, s.head): s for s in find_spots(self.parses)[0] if s.open != "and"}
        spots, sentence = [], 0
        for key, inside, _ in sorted(self.marked, key=lambda m: (m[0], len(m[1]))):
            if key in {(s.passage, s.head) for s in spots[-1:]}:
                continue
            spot = own.get(key) or self._bare(key, inside, sentence)
            sentence = spot.sentence
            spots.append(spot)
        return spots

    def _bare(self, key: Key, inside: tuple[int, ...], sentence: int) -> Spot:
        words = self.parses[key[0]].words
        head = words[key[1]]
        return Spot(
            key[0], words[inside[0]].start, words[inside[-1]].end, head.text, "noun", key[1], inside[0], inside[-1],
            head.lemma.lower(), frozenset(), "", "", "", None, "other", -1, sentence, 0, "a",
        )  # fmt: skip


def in_build_half(name: str) -> bool:
    """Whether a document belongs to the half that weights and thresholds may be learnt on; by the hash of its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def novels(folder: Path, parser: Parser, *, build: bool) -> Iterator[Novel]:
    """The documents of one half in order of their names."""
    for file in sorted(folder.glob("*.txt")):
        if in_build_half(file.stem) == build:
            yield _novel(file, parser)


def _novel(file: Path, parser: Parser) -> Novel:
    starts, lines, at = [], [], 0
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            starts.append(at)
            lines.append(line)
        at += len(line) + 1
    parses = tuple(parser.parse(lines))
    marked = []
    for (start, end), chain in _spans(file.with_suffix(".ann")).items():
        line = bisect_right(starts, start) - 1
        words = parses[line].words
        inside = tuple(
            i for i, w in enumerate(words) if start - starts[line] <= w.start and w.end <= end - starts[line]
        )
        if inside:
            marked.append(((line, _chief(parses[line], inside)), inside, chain))
    marked.sort(key=lambda m: (len(m[1]), m[0]))
    chains: dict[Key, str] = {}
    for key, _, chain in marked:
        chains.setdefault(key, chain)
    return Novel(file.stem, parses, chains, tuple(marked))


def _spans(file: Path) -> dict[tuple[int, int], str]:
    """The marked spans and their chains; one in no chain has a chain of its own."""
    spans: dict[str, tuple[int, int]] = {}
    chains: dict[tuple[int, int], str] = {}
    pairs = []
    for line in file.read_text(encoding="utf-8").splitlines():
        name, rest = line.split("\t")[:2]
        fields = rest.split()
        if name.startswith("R"):
            pairs.append((fields[1].removeprefix("Arg1:"), fields[2].removeprefix("Arg2:")))
        elif name.startswith("T"):
            span = (int(fields[-2]), int(fields[-1]))
            label = fields[0].split("_")
            if len(label) == 2 and label[0] in _KINDS and label[1] in _TYPES:
                spans[name] = span
            else:
                chains[span] = " ".join(fields[:-2])
    for left, right in pairs:
        if left in spans and right in spans:
            a, b = spans[left], spans[right]
            if a not in chains and b in chains:
                chains[a] = chains[b]
            elif b not in chains and a in chains:
                chains[b] = chains[a]
    return {span: chains.get(span, f"alone {span}") for span in sorted(set(spans.values()))}


def _chief(parse: Parse, inside: tuple[int, ...]) -> int:
    words, within = parse.words, set(inside)
    heads = [i for i in inside if words[i].head not in within or words[i].head == i]
    nouns = [i for i in heads if words[i].pos in ("NOUN", "PROPN", "PRON", "NUM")]
    return (nouns or [i for i in heads if words[i].pos != "PUNCT"] or list(inside))[0]

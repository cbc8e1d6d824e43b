"""What the whole collection knows: forms of words, names by type, loose details, sentences by rare words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from contrast.reading import Read

__all__ = ["Pool", "content", "gathered"]

_TYPES = frozenset({"PERSON", "GPE", "ORG"})
_NAME = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})


def content(read: Read) -> frozenset[str]:
    """The lemmas of the words that carry meaning."""
    return frozenset(w.lemma.lower() for w in read.words if w.pos in _CONTENT and w.lemma != "be")


@dataclass(slots=True)
class Pool:
    """Gathered once over all sentences; all in order of first sight, so the same sentences give the same pool."""

    reads: list[Read] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    details: dict[str, list[str]] = field(default_factory=dict)
    contents: list[frozenset[str]] = field(default_factory=list)
    _forms: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _where: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def form(self, lemma: str, tag: str) -> str | None:
        """How a lemma is written under a Penn tag, if the collection has it twice or more."""
        if tag == "VB":
            return lemma if lemma.isalpha() and lemma.islower() else None
        seen = self._forms.get((lemma, tag))
        best = max(seen.items(), key=lambda p: (p[1], p[0])) if seen else ("", 0)
        return best[0] if best[1] >= 2 else None

    def near(self, at: int, limit: int = 12) -> list[int]:
        """Other sentences that share the rarest words with one, most shared first."""
        shared: Counter[int] = Counter()
        for lemma in sorted(self.contents[at], key=lambda w: (len(self._where[w]), w))[:6]:
            places = self._where[lemma]
            for other in places[:60]:
                if other != at:
                    shared[other] += 1
        return [i for i, _ in sorted(shared.items(), key=lambda p: (-p[1], p[0]))[:limit]]


def gathered(reads: Iterable[Read]) -> Pool:
    """The pool of some parsed sentences."""
    pool = Pool()
    names: dict[str, dict[str, None]] = defaultdict(dict)
    details: dict[str, dict[str, None]] = defaultdict(dict)
    for number, read in enumerate(reads):
        pool.reads.append(read)
        pool.contents.append(content(read))
        for lemma in sorted(pool.contents[-1]):
            pool._where[lemma].append(number)
        _names_of(read, names)
        _details_of(read, details)
        for w in read.words:
            if w.pos in {"VERB", "AUX", "ADJ", "NOUN"} and w.text.isalpha() and w.text.islower():
                pool._forms[w.lemma, w.tag][w.text] += 1
    pool.names = {k: list(v) for k, v in sorted(names.items())}
    pool.details = {k: list(v) for k, v in sorted(details.items())}
    return pool


def _names_of(read: Read, names: dict[str, dict[str, None]]) -> None:
    for i, w in enumerate(read.words):
        if not w.begins or w.entity not in _TYPES:
            continue
        end = i + 1
        while end < len(read.words) and read.words[end].entity == w.entity and not read.words[end].begins:
            end += 1
        text = read.parse.text[w.start : read.words[end - 1].end]
        enough = " " in text if w.entity == "PERSON" else len(text) > 3
        if _NAME.fullmatch(text) and enough and all(x.pos == "PROPN" for x in read.words[i:end]):
            names[w.entity][text] = None


def _details_of(read: Read, details: dict[str, dict[str, None]]) -> None:
    """Loose phrases that end a sentence: "in 1994", "in Berlin", "with Mary Poole"."""
    for i, w in enumerate(read.words):
        if w.dep != "prep" or w.head != read.root or w.lemma not in {"in", "on", "with", "for", "at"}:
            continue
        inside = read.subtree(i)
        if not (2 <= len(inside) <= 5 and inside[-1] >= len(read.words) - 2 and inside[-1] - inside[0] < len(inside)):
            continue
        kinds = {read.words[j].entity for j in inside[1:]} - {""}
        if len(kinds) == 1 and kinds <= {"DATE", "GPE", "PERSON"} and read.words[inside[0]].pos == "ADP":
            kind = kinds.pop()
            if (w.lemma, kind) in {("in", "DATE"), ("on", "DATE"), ("in", "GPE"), ("with", "PERSON")}:
                details[kind][read.say(inside, {})] = None

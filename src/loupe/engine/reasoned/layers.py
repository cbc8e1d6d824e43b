"""The layers of a guarded place and what every account says of each, read from the sentences of a case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from loupe.engine.reasoned.layersfile import LayersFile
from loupe.engine.understood.sentences import Line
from loupe.language.barriers import (
    Cue,
    NamedLayer,
    cue_layer,
    denied,
    find_cues,
    find_layer_words,
    find_layers,
    layers_counted,
)
from loupe.reasoning.layers import BEATEN, Count, Entry, Layer, Matrix, make_matrix

__all__ = ["layers_of"]

_OWN = re.compile(r"\b(?:in|at|on|to|from) (?:our|my) own (?!words\b)", re.IGNORECASE)
_REFERS = re.compile(r"^(?:and |but |then |yet |also )?(?:it|they|this|that|these|those|he|she)\b", re.IGNORECASE)
_GUESS = re.compile(
    r"\b(?:suspect\w*|surmise\w*|believe\w*|assum\w+|suppos\w+|perhaps|possibly|probably|maybe|apparently|allegedly|"
    r"reportedly|may have|might have|could have|must have|is thought|are thought|seems? to)\b",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"\b(?:burgl\w+|robb(?:ed|ery|eries|ers?)|heist|break-?ins?|br(?:eak|oke|oken) into|intruders?|thie(?:f|ves)|theft|"
    r"raid(?:ed|ers?)|trespass\w*)\b",
    re.IGNORECASE,
)
"""Words of a place that was entered."""
_EVERYWHERE = frozenset(("cameras", "recordings", "fence", "gate", "windows", "sensor", "alarm panel"))
"""What is found anywhere: in a case in which nothing was entered, a taped camera is nobody's barrier."""
_TOOK = re.compile(r"\b(?:took|taken|needed|lasted|spent|within|in|for)(?: \w+){0,2} $", re.IGNORECASE)
_FOUND_ONLY = ("left open", "left closed")
_MOST_WORDS = 4


def layers_of(lines: Iterable[Line], given: LayersFile | None) -> Matrix:
    """The matrix of layers and accounts: of the list a person gave, else of the layers that the sources speak of."""
    reader = _Reader(_named(given) if given else None)
    for line in lines:
        reader.read(line)
    if given:
        return make_matrix(
            given.layers, reader.entries, reader.counts, place=given.place, given=True, response=given.response
        )
    reader.settle()
    layers = reader.layers()
    if not reader.entered and all(layer.name in _EVERYWHERE for layer in layers):
        layers = ()
    names = {layer.name for layer in layers}
    return make_matrix(layers, [e for e in reader.entries if e.layer in names], reader.counts)


def _named(given: LayersFile) -> tuple[NamedLayer, ...]:
    return tuple(
        NamedLayer(layer.name, layer.kind, layer.purpose, rank, words, 0, 0)
        for rank, layer in enumerate(given.layers)
        for words in layer.words
    )


@dataclass(slots=True)
class _Reader:
    """What was read so far; ``known`` is the list of a person, None when the lexicon proposes."""

    known: Sequence[NamedLayer] | None
    entries: list[Entry] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    named: dict[str, NamedLayer] = field(default_factory=dict)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    sources: dict[str, set[str]] = field(default_factory=dict)
    before: tuple[NamedLayer, ...] = ()
    passage: str = ""
    own: bool = False
    entered: bool = False

    def read(self, line: Line) -> None:
        """Take down what one sentence says of the layers; a question says nothing, but what it names comes next."""
        self.entered = self.entered or bool(_ENTERED.search(line.text))
        if line.first:
            self.own = False
            if line.passage.speaker is None or line.passage.source_id != self.passage:
                self.before = ()
        self.passage = line.passage.source_id
        self.own = self.own or bool(_OWN.search(line.text))  # what the writer has at home is not the place
        if self.own:
            return
        here = tuple(find_layer_words(line.text, self.known) if self.known is not None else find_layers(line.text))
        if not line.text.rstrip().endswith("?"):
            self._count(line)
            for layer, entry in self._entries(line, here):
                self.entries.append(entry)
                self._note(layer, line)
        if here:
            self.before = here
        elif not _REFERS.match(line.text):
            self.before = ()

    def _entries(self, line: Line, here: Sequence[NamedLayer]) -> list[tuple[NamedLayer, Entry]]:
        found: dict[tuple[str, str], tuple[NamedLayer, Entry]] = {}
        cues = find_cues(line.text)
        mystery = any(c.verdict == "unexplained" for c in cues)
        for cue in cues:
            layer, carried = cue_layer(cue, here, line.text), False
            if layer is None and not here and _REFERS.match(line.text):
                layer, carried = cue_layer(cue, self.before, ""), True
            if layer is None or (mystery and cue.verdict != "unexplained"):
                continue  # "how they got past the lock is a mystery" does not say that they got past it so
            entry = _entry(line, cue, layer, carried)
            if entry:
                found.setdefault((layer.name, cue.verdict), (layer, entry))
        return list(found.values())

    def _note(self, layer: NamedLayer, line: Line) -> None:
        self.named.setdefault(layer.name, layer)
        self.sources.setdefault(layer.name, set()).add(line.source.id)
        words = self.words.setdefault(layer.name, {})
        shown = " ".join(layer.words.lower().split())
        words[shown] = words.get(shown, 0) + 1

    def _count(self, line: Line) -> None:
        for start, _ in layers_counted(line.text):
            for q in line.quantities:
                if q.dimension == "count" and line.at + start - 12 <= q.start <= line.at + start + 12:
                    self.counts.append(Count(q.low, q.high, line.cite()))

    def settle(self) -> None:
        """Let "the door" be the one door, alarm or sensor that the sources name more fully; of several it is none."""
        for generic in ("door", "alarm", "sensor"):
            if generic not in self.named:
                continue
            rivals = sorted((-len(self.sources[n]), n) for n in self.named if n != generic and n.endswith(generic))
            if generic == "door":  # "the little door" is a door by the way; the vault door is a layer of the table
                rivals = [r for r in rivals if self.named[r[1]].rank != self.named[generic].rank] or rivals
            if len(rivals) == 1:
                self._join(generic, rivals[0][1])

    def _join(self, generic: str, into: str) -> None:
        self.entries = [replace(e, layer=into, implied=True) if e.layer == generic else e for e in self.entries]
        self.sources[into] |= self.sources.pop(generic)
        for words, n in self.words.pop(generic).items():
            self.words[into][words] = self.words[into].get(words, 0) + n
        del self.named[generic]

    def layers(self) -> tuple[Layer, ...]:
        """The layers that somebody says something of, from outside to inside."""
        kept = []
        for name, layer in self.named.items():
            mine = [e for e in self.entries if e.layer == name]
            if all(e.verdict in _FOUND_ONLY for e in mine) and len(self.sources[name]) < 2:
                continue  # a door that one source found open is no layer yet
            words = sorted(self.words[name], key=lambda w: (-self.words[name][w], w))[:_MOST_WORDS]
            kept.append((layer.rank, name, Layer(name, layer.kind, layer.purpose, tuple(words))))
        return tuple(layer for _, _, layer in sorted(kept, key=lambda k: k[:2]))


def _entry(line: Line, cue: Cue, layer: NamedLayer, carried: bool) -> Entry | None:
    statement = line.told(cue.start, cue.end)
    if statement and statement.modality in ("future", "conditional", "asked"):
        return None
    refused = denied(cue, line.text)
    if refused and cue.verdict not in ("forced", "insider"):
        return None  # "do not spray it" is nobody's account
    hedge = "possible" if _GUESS.search(line.text[: cue.start]) else ""
    if not hedge and statement and statement.modality in ("alleged", "possible"):
        hedge = statement.modality
    key_only = cue.verdict == "opened with key or code" and not cue.words.lower().startswith(
        ("opened", "unlocked", "pick")
    )
    implied = carried or key_only
    cited = line.cite(cue.start, cue.end, hedged=hedge)
    delay = _delay(line) if cue.verdict in BEATEN else None
    return Entry(layer.name, cue.verdict, " ".join(cue.words.split()), cited, implied, refused, delay)


def _delay(line: Line) -> tuple[float, float] | None:
    """How long it took, where the same sentence gives one length of time up to a day."""
    spans = [
        q
        for q in line.quantities
        if q.dimension == "duration"
        and q.high <= 86_400 * 1.05
        and _TOOK.search(line.text[max(0, q.start - line.at - 24) : q.start - line.at])
    ]
    return (spans[0].low, spans[0].high) if len(spans) == 1 else None

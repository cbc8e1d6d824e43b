"""Statements put together: who says that who did what to whom, where, when and how much."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from loupe.language.attribution import find_attribution
from loupe.language.commitment import is_question
from loupe.language.parsing import Parse
from loupe.language.quantities import find_quantities
from loupe.language.setting import Setting
from loupe.language.statements.arguments import Arguments, Filler
from loupe.language.statements.clauses import Clauses
from loupe.language.statements.force import Force, Forces
from loupe.language.statements.naming import Naming, name_event
from loupe.language.statements.phrases import phrase_span, proper_name
from loupe.language.statements.roles import find_arguments
from loupe.language.statements.telling import is_told
from loupe.language.statements.tree import Tree
from loupe.language.statements.voices import can_tell
from loupe.language.times import find_times
from loupe.model.ids import content_id
from loupe.model.quantities import Quantity
from loupe.model.statements import Modality, Participant, Statement
from loupe.model.times import TimeSpan

__all__ = ["Resolver", "find_statements"]

Resolver = Callable[[int, int], "tuple[str, bool] | None"]
"""Whom the words at a half-open span of the passage mean: the entity's name, and whether that is a guess."""
_SPEAKER: Final = frozenset(("i", "we", "me", "us"))
_PRONOUNS: Final = frozenset(("he", "she", "they", "him", "her", "them"))
_NO_NAMES: Final = tuple([w] for w in "is are was were be been has have had our my your the a an somebody".split())
"""What no teller ends on: "the gang is (believed)", "our (note)"."""
_CODE: Final = re.compile(r"\b[A-Z]{2,}\d{4,}")
"""The number of a document."""
_LONGEST: Final = 2000
"""Characters of a sentence whose attribution is looked for by pattern; what is longer is no sentence."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A clause that tells something, before its times and figures are known."""

    verb: int
    naming: Naming
    force: Force
    arguments: Arguments


def find_statements(
    text: str,
    parse: Parse,
    *,
    source_id: str,
    passage_id: str,
    setting: Setting,
    known: str | None = None,
    resolve: Resolver | None = None,
    times: Sequence[TimeSpan] | None = None,
    quantities: Sequence[Quantity] | None = None,
) -> tuple[Statement, ...]:
    """The statements of a passage in the order of their verbs; all offsets are in ``text``.

    ``parse`` is the parse of ``text``. ``known`` is whom a teller named by a pronoun ("he said") stands for, else
    ``setting.teller``. ``resolve`` says whom a participant means. ``times`` and ``quantities`` are those of the text,
    found here when they are not given. A clause with neither a participant nor a place is left out, and
    so is every text that is not English. Raises ValueError when the parse is of another text.
    """
    if parse.text != text:
        raise ValueError("the parse is of another text")
    if setting.language != "en":
        return ()
    return _Passage(text, parse, source_id, passage_id, known or setting.teller, resolve).statements(times, quantities)


class _Passage:
    """One passage on its way to statements."""

    def __init__(
        self, text: str, parse: Parse, source_id: str, passage_id: str, known: str | None, resolve: Resolver | None
    ) -> None:
        self.text = text
        self.tree = Tree(parse)
        self.clauses = Clauses(self.tree)
        self.forces = Forces(self.clauses, _questions(parse))
        self.source_id = source_id
        self.passage_id = passage_id
        self.known = known
        self.resolve = resolve

    def statements(
        self, times: Sequence[TimeSpan] | None, quantities: Sequence[Quantity] | None
    ) -> tuple[Statement, ...]:
        found = list(self._clauses())
        if not found:
            return ()
        if times is None:
            times = find_times(self.text)
        if quantities is None:
            quantities = find_quantities(self.text, [(t.start_at, t.end_at) for t in times])
        at = {f.verb: f for f in found}
        starts = [w.start for w in self.tree.words]
        when = _Sorter(self, at, starts)
        for t in times:
            when.add_time(t)
        for q in quantities:
            when.add_quantity(q)
        tellers = _Tellers(self)
        made = [self._statement(f, when, tellers) for f in found]
        return tuple(sorted((s for s in made if s is not None), key=lambda s: (s.verb, s.id)))

    def _clauses(self) -> list[_Found]:
        found = []
        for i in range(len(self.tree.words)):
            if not self.clauses.is_verb(i):
                continue
            force = self.forces.of(i)
            if not is_told(self.clauses, self.forces, i, force):
                continue
            naming = name_event(self.clauses, i)
            found.append(_Found(i, naming, force, find_arguments(self.clauses, i, naming.event, naming.bound)))
        return found

    def _statement(self, f: _Found, when: _Sorter, tellers: _Tellers) -> Statement | None:
        times, quantities = tuple(when.times.get(f.verb, ())), tuple(when.quantities.get(f.verb, ()))
        place = f.arguments.place
        if not (f.arguments.fillers or place):
            return None
        told = times or quantities or any(p.role == "topic" for p in f.arguments.fillers)
        if f.naming.event == "have-property" and not told:
            return None  # a subject of which nothing is said
        if f.naming.event == "have-property" and any(
            _CODE.search(self.text, p.start, p.end) for p in f.arguments.fillers
        ):
            return None  # "the reference is POL00028149"
        verb = (f.naming.start, f.naming.end)
        participants = tuple(self._participant(p) for p in f.arguments.fillers)
        spans = [verb, *((p.start, p.end) for p in participants), *((t.start_at, t.end_at) for t in times)]
        if place:
            spans.append(place)
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        chain, modality, denied = tellers.of(f)
        roles = [(p.role, p.start, p.end) for p in participants]
        return Statement(
            id=content_id("t", self.source_id, self.passage_id, *verb, f.naming.event, modality, denied, chain, roles),
            source_id=self.source_id,
            passage_id=self.passage_id,
            start=start,
            end=end,
            quote=self.text[start:end],
            chain=chain,
            denied=denied,
            modality=modality,
            event=f.naming.event,
            verb=verb,
            participants=participants,
            place=place,
            place_name=self._place_name(f.arguments),
            times=times,
            quantities=quantities,
        )

    def _participant(self, filler: Filler) -> Participant:
        words = self.text[filler.start : filler.end]
        entity, guessed = proper_name(self.tree, filler.head), False
        if self.resolve is not None:
            meant = self.resolve(filler.start, filler.end)
            if meant is not None:
                entity, guessed = meant
        return Participant(filler.role, words, filler.start, filler.end, entity, guessed)

    def _place_name(self, arguments: Arguments) -> str | None:
        return None if arguments.place_head is None else proper_name(self.tree, arguments.place_head)


def _questions(parse: Parse) -> frozenset[int]:
    """The words of the sentences that end in a question mark, by the roots of those sentences."""
    roots: list[int] = []
    for a, b in parse.sentences:
        if b > a and is_question(parse.text[parse.words[a].start : parse.words[b - 1].end]):
            roots.extend(i for i in range(a, b) if parse.words[i].head == i)
    return frozenset(roots)


class _Sorter:
    """Gives each time and each quantity to the clause that it belongs to."""

    def __init__(self, passage: _Passage, at: dict[int, _Found], starts: list[int]) -> None:
        self.tree = passage.tree
        self.at = at
        self.starts = starts
        self.times: dict[int, list[TimeSpan]] = {}
        self.quantities: dict[int, list[Quantity]] = {}
        words = self.tree.words
        self._fillers = [
            (p.start, p.end, f.verb)
            for f in at.values()
            for p in f.arguments.fillers
            if words[p.head].dep != "ccomp"  # what a content clause counts is told by the clause
        ]

    def add_time(self, time: TimeSpan) -> None:
        verb = self._governing(time.start_at, time.end_at, dated=True)
        if verb is not None:
            self.times.setdefault(verb, []).append(time)

    def add_quantity(self, quantity: Quantity) -> None:
        verbs = {v for start, end, v in self._fillers if start <= quantity.start and quantity.end <= end}
        verbs |= {
            f.verb
            for f in self.at.values()
            if f.arguments.place and f.arguments.place[0] <= quantity.start and quantity.end <= f.arguments.place[1]
        }
        if not verbs:
            verb = self._governing(quantity.start, quantity.end)
            verbs = {verb} if verb is not None else set()
        for verb in sorted(verbs):
            self.quantities.setdefault(verb, []).append(quantity)

    def _governing(self, start: int, end: int, *, dated: bool = False) -> int | None:
        """The nearest telling verb above a span; none for a date that only names a thing ("his 2013 review")."""
        words = self.tree.words
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        inside = range(first, last + 1)
        top = next((i for i in inside if not first <= words[i].head <= last or words[i].head == i), first)
        if top in self.at:
            return top
        if (
            words[top].dep in ("nummod", "compound", "amod", "nmod")
            and words[words[top].head].pos in ("NOUN", "PROPN")
            and (words[words[top].head].entity not in ("DATE", "TIME"))
        ):
            return None if dated else next((k for k in self.tree.above(top) if k in self.at), None)
        return next((k for k in self.tree.above(top) if k in self.at), None)


class _Tellers:
    """The chains of tellers: as the sentence is built, and where that says nothing as its wording does."""

    def __init__(self, passage: _Passage) -> None:
        self.passage = passage
        self._sentences = passage.tree.parse.sentences
        self._ends = [b for _, b in self._sentences]
        self._by_words: dict[int, tuple[tuple[str, ...], bool, int, int]] = {}

    def of(self, found: _Found) -> tuple[tuple[str, ...], Modality, bool]:
        force = found.force
        if force.chain:
            names = dict.fromkeys(self._name(k) for k in force.chain)
            return tuple(n for n in names if can_tell(n)), force.modality, force.denied
        chain, denied, start, end = self._worded(found.verb)
        if not chain or not start <= found.naming.start < end:
            return (), force.modality, force.denied
        told = force.under("alleged" if denied else "reported", turned=denied)
        return chain, told.modality, told.denied

    def _name(self, head: int) -> str:
        tree = self.passage.tree
        start, end = phrase_span(tree, head)
        if tree.words[head].pos != "PRON":  # "the police and the insurer say": one voice
            end = max(end, *(phrase_span(tree, k)[1] for k in tree.conjuncts(head) if k >= head))
        words = self.passage.text[start:end]
        if words.lower() in _PRONOUNS:
            if self.passage.resolve is not None and (meant := self.passage.resolve(start, end)) is not None:
                return meant[0]
            return self.passage.known or words.lower()
        return words

    def _worded(self, verb: int) -> tuple[tuple[str, ...], bool, int, int]:
        """What the wording of a verb's sentence says of its tellers."""
        k = bisect_right(self._ends, verb)
        if k not in self._by_words:
            a, b = self._sentences[k]
            words = self.passage.tree.words
            offset = words[a].start
            sentence = self.passage.text[offset : words[b - 1].end][:_LONGEST]
            read = find_attribution(sentence, self.passage.known)
            chain = tuple(
                t
                for t in read.tellers
                if t.lower() not in _SPEAKER and t.lower().split()[-1:] not in _NO_NAMES and can_tell(t)
            )
            self._by_words[k] = (chain, read.denied, offset + read.inner[0], offset + read.inner[1])
        return self._by_words[k]

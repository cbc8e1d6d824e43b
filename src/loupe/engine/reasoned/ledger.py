"""What the ledger needs, read from the sentences of a case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loupe.engine.reasoned.belongings import (
    amount_of,
    belongings_in,
    currency_of,
    facet_of_all,
    force_of,
    hedge_of,
    is_time,
    stands_for_it,
    things_named,
    when_told,
    who_in,
)
from loupe.engine.understood.sentences import Line
from loupe.language.property import (
    EVERYTHING,
    SHORTFALL,
    Belonging,
    clause_around,
    find_facet,
    find_marks,
    find_places,
    find_status,
    nearest,
    tally_role,
)
from loupe.reasoning.ledger import Fate, Held, Ledger, Mark, Notes, Unplaced, Where, make_ledger
from loupe.reasoning.values import Amount, Tally

__all__ = ["ledger_of"]

_HOLDING = {
    "own": "had", "steal": "took", "take": "took", "find": "found", "recover": "recovered",
    "give": "gave", "sell": "sold", "buy": "bought", "hide": "hid", "discard": "threw away", "seize": "seized",
    "confiscate": "seized", "lose": "lost", "lend": "lent", "receive": "got", "bury": "hid", "carry": "carried",
    "deposit": "deposited", "pawn": "pawned", "inherit": "inherited", "swap": "swapped", "return": "returned",
}  # fmt: skip
_CAN_BE = re.compile(
    r"\b(?:can|could|may|might|should|must|shall|will|would|to)(?: not| never)? be(?: \w+){0,3} ?$", re.IGNORECASE
)
"""What can be found or is to be replaced is not so yet."""
_MEMORY = 2
"""How many sentences "it" reaches back."""
_ALL_OF = {"taken": EVERYTHING, "short": SHORTFALL}
_THERE = re.compile(r",?(?: (?:that|which|still|then|often|always|last))? ", re.IGNORECASE)
"""Between a thing and "was in ...": anything more, and something else may have been there."""


def ledger_of(lines: Iterable[Line], draws: Mapping[str, frozenset[str]]) -> Ledger:
    """The ledger of what these sentences say; ``draws`` is what each source draws on directly."""
    reader = _Reader()
    for line in lines:
        reader.read(line)
    return make_ledger(reader.notes(draws))


@dataclass(slots=True)
class _Reader:
    """What was read so far, and what the sentence before spoke of."""

    amounts: list[Amount] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    wheres: list[Where] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    names: set[tuple[str, str]] = field(default_factory=set)
    before: Belonging | None = None
    since: int = 0
    speaker: str | None = None
    facet: tuple[str, Belonging | None] | None = None
    source: str = ""
    noun: str = ""

    def notes(self, draws: Mapping[str, frozenset[str]]) -> Notes:
        return Notes(
            tuple(self.amounts), tuple(self.fates), tuple(self.wheres), tuple(self.held), tuple(self.marks),
            tuple(self.tallies), tuple(self.unplaced), tuple(sorted(self.names)), draws,
        )  # fmt: skip

    def read(self, line: Line) -> None:
        """Take down what one sentence says; a question asserts nothing, but what it asks about is what comes next."""
        if line.source.id != self.source:
            self.source, self.before, self.facet, self.noun = line.source.id, None, None, ""
        self.since += 1
        if self.since > _MEMORY or line.passage.speaker != self.speaker:
            self.before = None
        self.speaker = line.passage.speaker
        belongings = belongings_in(line)
        if not line.text.rstrip().endswith("?"):
            self._money(line, belongings)
            self._fates(line, belongings)
            self._held(line)
            self._marks(line, belongings)
            self._tallies(line)
        elif not belongings:
            return
        else:
            self.facet = (facet_of_all(belongings[0]), belongings[0]) if belongings[0].whole else None
        whole = [b for b in belongings if b.whole]
        if belongings:
            self.before, self.since = next(iter(whole or belongings)), 0

    def _money(self, line: Line, belongings: Sequence[Belonging]) -> None:
        amounts = [q for q in line.quantities if q.dimension == "money"]
        named: tuple[str, Belonging | None] | None = None
        for q in amounts:
            a, b = q.start - line.at, q.end - line.at
            hedged, denied = force_of(line, a, b)
            cited = line.cite(a, b, hedged=hedged)
            cue = find_facet(line.text, a, b)
            thing = amount_of(belongings, a, b, line.text)
            if denied:
                self.unplaced.append(Unplaced(q, cited, "the sentence denies it"))
                continue
            if hedged in ("conditional", "future"):
                self.unplaced.append(Unplaced(q, cited, "it is said on a condition, or of what is to come"))
                continue
            if q.high < 0:
                self.unplaced.append(Unplaced(q, cited, "nothing is worth less than nothing"))
                continue
            if cue is None and self.facet is None:
                self.unplaced.append(Unplaced(q, cited, "the words do not say what it is an amount of"))
                continue
            facet, carried = (cue[0], False) if cue else (self.facet[0] if self.facet else "", True)
            if carried and self.facet:
                thing = self.facet[1]
            if thing is None and facet == "worth":
                self.unplaced.append(Unplaced(q, cited, "the words do not say of what it is the worth"))
                continue
            named = (facet, thing)
            said, currency = currency_of(q, line.text, b)
            if facet == "worth" and thing and thing.name == EVERYTHING:
                facet = "taken"
            item = thing.name if thing else _ALL_OF.get(facet, facet)
            whole = thing is None or thing.whole
            of = tuple(sorted({x.name for x in belongings if not x.whole})) if whole and not carried else ()
            self.amounts.append(Amount(item, facet, said, cited, whole, carried, currency, of))
        if amounts:
            self.facet = named
        else:
            everything = [b for b in belongings if b.whole]
            self.facet = (facet_of_all(everything[0]), everything[0]) if everything else None

    def _fates(self, line: Line, belongings: Sequence[Belonging]) -> None:
        for became in find_status(line.text):
            near = [b for b in belongings if b.end <= became.start] if became.status == "swapped" else belongings
            thing = nearest(near, became.start, became.end, line.text)
            guessed = False
            if thing is None and not near and self.before and stands_for_it(line.text, became):
                thing, guessed = self.before, True
            hedged, denied = force_of(line, became.start, became.end)
            if thing is None or (denied and became.status not in ("missing", "hardly recovered")):
                continue
            if hedged in ("conditional", "future") or _CAN_BE.search(line.text[: became.start]):
                continue
            if thing.name == SHORTFALL and became.status != "disputed":
                continue  # what the books lack is a number: it is not lost, found or taken
            cited = line.cite(became.start, became.end, hedged=hedged)
            self.names.add((thing.name, thing.words))
            self.fates.append(Fate(thing.name, became.status, cited, guessed))
        self._places(line, belongings)

    def _places(self, line: Line, belongings: Sequence[Belonging]) -> None:
        for place in find_places(line.text):
            if place.front:
                thing = nearest([b for b in belongings if b.start >= place.end], place.end, place.end + 1, line.text)
            else:
                thing = nearest([b for b in belongings if b.end <= place.start], place.at, place.at + 1, line.text)
                if thing is None and line.text[: place.at + 3].lower().strip() in ("it was", "they were", "it had"):
                    thing = self.before
                elif thing and place.stage == "seen" and not _THERE.fullmatch(line.text[thing.end : place.at]):
                    continue
            if thing and thing.name == SHORTFALL:
                continue
            hedged, denied = force_of(line, place.at, place.end)
            if thing and not denied and not is_time(line, place.start, place.end):
                cited = line.cite(place.at, place.end, hedged=hedged)
                self.wheres.append(Where(thing.name, place.words, place.stage, cited, when_told(line.times)))

    def _held(self, line: Line) -> None:
        for s in line.statements:
            if s.event not in _HOLDING or s.denied or s.modality in ("conditional", "asked", "future"):
                continue
            for p in (p for p in s.participants if p.role == "patient"):
                for thing in things_named(p.text, s.event, line.text[s.verb[0] - line.at : s.verb[1] - line.at]):
                    who, to = who_in(s, "agent"), who_in(s, "recipient")
                    if thing.name == SHORTFALL or (not to and (not who or s.event == "give")):
                        continue
                    cited = line.cite(s.start - line.at, s.end - line.at, hedged=hedge_of(s))
                    self.held.append(Held(thing.name, _HOLDING[s.event], who, cited, to, when_told(s.times)))

    def _marks(self, line: Line, belongings: Sequence[Belonging]) -> None:
        for start, end in find_marks(line.text):
            thing = nearest([b for b in belongings if not b.whole], start, end, line.text)
            if thing:
                self.marks.append(Mark(thing.name, clause_around(line.text, start, end), line.cite(start, end)))

    def _tallies(self, line: Line) -> None:
        for q in (q for q in line.quantities if q.dimension == "count"):
            a, b = q.start - line.at, q.end - line.at
            role = "whole" if q.is_total else tally_role(line.text, a, b)
            noun = q.noun or (self.noun if role == "rest" or q.part_of is not None else "")
            self.noun = q.noun or self.noun
            if noun and role:
                self.tallies.append(Tally(noun, role, q, line.cite(a, b)))
            if noun and role == "part" and q.part_of is not None and not q.is_total:
                total = replace(q, low=q.part_of, high=q.part_of, kind="exact", part_of=None)
                self.tallies.append(Tally(noun, "whole", total, line.cite(a, b)))

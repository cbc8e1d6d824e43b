"""What is open in a case, put together from the check, the people, the times, the ledger and the layers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from loupe.engine.understood.people import People, Person
from loupe.engine.understood.sentences import Line
from loupe.language import fold, teller_key
from loupe.language.adverse import adverse_to
from loupe.model import Evidence, Finding, Source
from loupe.model.times import TimeSpan
from loupe.reasoning.cited import Cited
from loupe.reasoning.layers import Matrix
from loupe.reasoning.ledger import Ledger
from loupe.reasoning.questions import (
    Adverse,
    Answer,
    Given,
    Moment,
    OpenClaim,
    OpenItem,
    OpenLayer,
    Question,
    Seldom,
    make_questions,
)

__all__ = ["questions_of"]

_SHOWN = 5
_ENOUGH = 2
_DAY_AND_NIGHT = timedelta(hours=36)
_CLOCK = datetime(2001, 1, 1)  # the day that times of day are kept on
_TITLE = re.compile(r"^(?:the |a |mr\.? |mrs\.? |ms\.? |dr\.? |sir )+", re.IGNORECASE)


def questions_of(
    lines: Sequence[Line],
    findings: Sequence[Finding],
    people: People,
    ledger: Ledger,
    layers: Matrix,
    sources: Iterable[Source],
) -> tuple[Question, ...]:
    """The to-do list of a case; ``findings`` are those of the checked work, none when nothing was checked."""
    by_id = {s.id: s for s in sources}
    work = {f.claim.work_id for f in findings}
    names = _Names(people)
    given = Given(
        claims=tuple(_claims(findings, by_id)),
        adverse=tuple(_adverse(lines, names, work, findings)),
        answers=tuple(_answers(lines, names)),
        seldom=tuple(_seldom(lines, people, by_id)),
        moments=tuple(_moments(lines, _telling(people))),
        items=tuple(_items(ledger, work)),
        layers=tuple(_layers(layers, work)),
    )
    return make_questions(given)


class _Names:
    """Persons by any of their names."""

    def __init__(self, people: People) -> None:
        self._by_name: dict[str, str] = {}
        for person in sorted(people.persons, key=lambda p: (len(p.sources), p.mentions, p.name)):
            if person.kind == "person":
                for name in (*person.names, *(a for a, _ in person.aliases)):
                    self._by_name[fold(name)] = person.name
        self._by_key = {teller_key(name): name for name in sorted(set(self._by_name.values()), reverse=True)}
        self._last: dict[str, set[str]] = {}
        for name in self._by_name.values():
            self._last.setdefault(fold(name.split(" ")[-1]), set()).add(name)

    def person(self, words: str) -> str | None:
        """The person of this name, or of this surname where only one bears it; None for nobody who is known."""
        name = fold(_TITLE.sub("", " ".join(words.split())))
        if name in self._by_name:
            found = self._by_name[name]
            alone = self._last.get(name, set())
            fuller = [n for n in sorted(alone) if n != found and " " in n]
            return fuller[0] if " " not in found and len(fuller) == 1 else found
        bearers = self._last.get(name.split(" ")[-1], set()) if name else set()
        return next(iter(bearers)) if len(bearers) == 1 else self._by_key.get(teller_key(words))


def _claims(findings: Iterable[Finding], sources: Mapping[str, Source]) -> Iterator[OpenClaim]:
    for f in findings:
        v = f.verdict
        if f.claim.checkable and v.supporting < _ENOUGH:
            near = [e for e in f.evidence if e.stance != "related"] or list(f.evidence[:1])
            bearing = {e.id for e in f.evidence if e.stance == "supports"}
            own = [o for o in v.origins if not o.circular]
            tellers = dict.fromkeys(o.label for o in sorted(own, key=lambda o: not bearing & set(o.evidence_ids)))
            cited = tuple(_evidence(e, sources[e.source_id]) for e in near[:_SHOWN] if e.source_id in sources)
            text = " ".join(f.claim.text.split())
            yield OpenClaim(f.claim.id, f.claim.line, text, v.supporting, v.contradicting, cited, tuple(tellers))


def _evidence(e: Evidence, source: Source) -> Cited:
    return Cited(
        label=source.label, source_id=e.source_id, start=e.locator.start, end=e.locator.end, quote=e.quote,
        passage_id=e.passage_id, place=e.locator.words(), teller=e.attribution, published=source.published or "",
    )  # fmt: skip


def _adverse(lines: Iterable[Line], names: _Names, work: set[str], findings: Sequence[Finding]) -> Iterator[Adverse]:
    at = sorted((f.claim.locator.start, f.claim.locator.end, f.claim.line) for f in findings)
    for line in lines:
        for s in line.statements:
            for name, guessed, what in adverse_to(s, line.text, line.at):
                person = names.person(name)
                if person:
                    cited = line.cite(s.start - line.at, s.end - line.at, hedged="guessed" if guessed else "")
                    own = line.source.id in work
                    number = next((n for a, b, n in at if a < s.end and s.start < b), 0) if own else 0
                    yield Adverse(person, (name,), what, cited, own, number)


def _answers(lines: Iterable[Line], names: _Names) -> Iterator[Answer]:
    """Who is heard: whoever speaks, or is credited with something that is said."""
    for line in lines:
        tellers = dict.fromkeys(t for s in line.statements for t in s.chain)
        for teller in (*tellers, *([line.passage.speaker] if line.passage.speaker else ())):
            person = names.person(teller)
            if person:
                yield Answer(person, line.cite())


def _seldom(lines: Sequence[Line], people: People, sources: Mapping[str, Source]) -> Iterator[Seldom]:
    for person in people.persons:
        if not _named_once(person):
            continue
        for line in lines:
            takes_part = any(
                fold(p.entity or "") in map(fold, person.names) for s in line.statements for p in s.participants
            )
            tells = any(fold(t) in map(fold, person.names) for s in line.statements for t in s.chain)
            if line.source.id == person.sources[0] and (takes_part or tells):
                source = sources[line.source.id]
                yield Seldom(person.name, line.cite(), source.maker or source.publisher or source.label)
                break


def _named_once(person: Person) -> bool:
    return person.kind == "person" and len(person.sources) == 1 and person.mentions == 1 and " " in person.name


def _moments(lines: Iterable[Line], telling: set[str]) -> Iterator[Moment]:
    """What happened when; a time of day alone falls into the day or night that the same source named last.

    ``telling`` are the sources that speak of somebody or some place that another one names too: a letter about a
    carnival of the same night opens and fills no hole.
    """
    source, named = "", None
    for line in lines:
        if line.source.id not in telling or line.text.rstrip().endswith("?"):
            continue
        if line.source.id != source:
            source, named = line.source.id, None
        happened = [s for s in line.statements if not s.denied and s.modality not in ("asked", "future", "conditional")]
        who = tuple(dict.fromkeys(p.entity for s in happened for p in s.participants if p.entity))
        for t in line.times:
            if _counted_from_itself(t, line.source):
                continue
            placed = _placed(t, named)
            if placed and _sitting(placed[0], line.source):
                continue
            if placed and happened:
                yield Moment(*placed, line.cite(t.start_at - line.at, t.end_at - line.at), who)
            if t.frame == "absolute" and not t.unresolved and t.end - t.start <= _DAY_AND_NIGHT:
                named = t


def _counted_from_itself(t: TimeSpan, source: Source) -> bool:
    """Whether a book, film or record of talk has "Saturday" only from its own date: it tells of another time."""
    kind, published = source.kind.lower(), source.published or "-"
    own = source.format in ("epub", "srt", "vtt") or kind in ("book", "film", "documentary", "novel", "transcript")
    return own and t.anchor is not None and f"{t.anchor.start:%Y-%m-%d}".startswith(published)


def _sitting(start: datetime, source: Source) -> bool:
    """Whether a time is of the day on which a record of talk was made: "at 2 o'clock" there is no hour of the case."""
    return source.kind.lower() == "transcript" and f"{start:%Y-%m-%d}" == source.published


def _telling(people: People) -> set[str]:
    shared = [p for p in people.persons if len(p.sources) > 1 and p.kind in ("person", "organisation", "place")]
    return {source for person in shared for source in person.sources}


def _placed(t: TimeSpan, named: TimeSpan | None) -> tuple[datetime, datetime] | None:
    if t.other is not None or t.unresolved:
        return None
    if t.frame == "absolute":
        return t.start, t.end
    if t.frame != "daily" or named is None:
        return None
    midnight = datetime.combine(named.start.date(), time())
    for days in (0, 1):
        start = midnight + timedelta(days=days) + (t.start - _CLOCK)
        if named.start <= start < named.end:
            return start, start + (t.end - t.start)
    return None


def _items(ledger: Ledger, work: set[str]) -> Iterator[OpenItem]:
    for item in ledger.items:
        lost = [f for f in item.fates if f.status in ("stolen", "missing", "disputed", "swapped")]
        if lost and (not item.ended or not item.last_places):
            cited = sorted({f.cited for f in lost})
            own = any(c.source_id in work for c in cited)
            yield OpenItem(item.name, item.ended, bool(item.last_places), tuple(cited[:_SHOWN]), own)


def _layers(matrix: Matrix, work: set[str]) -> Iterator[OpenLayer]:
    for row in matrix.rows:
        if row.standing != "told":
            cited = sorted({e.cited for cell in row.cells for e in cell.entries})
            own = any(c.source_id in work for c in cited)
            yield OpenLayer(row.layer.name, row.standing, tuple(cited[:_SHOWN]), own)

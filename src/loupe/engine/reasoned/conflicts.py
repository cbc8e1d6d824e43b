"""What cannot all be true in a case: its statements become facts, rules find the sets, each with its passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.engine.reasoned.facts import Gathered, Sentence, Spoken, gather_facts, sentences_of
from loupe.engine.reasoned.facts.who import name_of
from loupe.engine.reasoned.widthsfile import as_wide_as
from loupe.engine.understood.people import People, Person
from loupe.engine.understood.provenance import Provenance
from loupe.language import fold, teller_key
from loupe.model import Source
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.model.understanding import Understood
from loupe.reasoning.impossible import Group, Impossible, Telling, find_impossible
from loupe.store import Store

__all__ = ["ConflictGroup", "Conflicts", "Voice", "conflicts_in", "impossible_among"]

_SURE = {"A": 3.0, "B": 2.2, "C": 1.4, "D": 0.8, "E": 0.4, "F": 0.6}
"""How hard a statement of a source is to doubt: about the log-odds of 0.95, 0.9, 0.8, 0.7, 0.6; F is not known."""
_NARRATORS = frozenset({"", "narrator", "voice-over", "voiceover", "reporter", "host", "presenter"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement as it is shown: its source, place and verbatim words, and who says so, outermost first.

    ``also`` are other statements of the same that go back to the same origin; ``passage`` is the id of the passage.
    """

    id: str
    source: Source
    place: str
    quote: str
    chain: tuple[str, ...]
    start: int
    end: int
    also: tuple[Voice, ...] = ()
    passage: str = ""


@dataclass(frozen=True, slots=True)
class ConflictGroup:
    """Impossible sets about one thing, and the voices in them by their ids."""

    group: Group
    voices: Mapping[str, Voice]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All impossible sets of a case, the strongest and shortest first; what to doubt for all of them, and counts.

    ``repair`` is the lightest set of statements that, if doubted, leaves no conflict in the whole case, ``proven`` that
    nothing lighter would do, ``certain`` the ids of those that every repair as light doubts. ``undecided`` names people
    who were seen in too many places to try all orders.
    """

    groups: tuple[ConflictGroup, ...]
    repair: tuple[Voice, ...]
    certain: frozenset[str]
    proven: bool
    undecided: tuple[str, ...]
    statements: int
    facts: int


def conflicts_in(
    store: Store,
    understood: Iterable[tuple[str, Understood]],
    people: People,
    sources: Sequence[Source],
    about: str | None = None,
    widths: Widths = DEFAULT_WIDTHS,
) -> Conflicts:
    """The smallest sets of statements that cannot all be true, works and archive alike.

    ``about`` keeps the sets in which one of the passages speaks of that person (under any of the names of one), thing,
    event or word. ``widths`` say how vague times are taken.
    """
    by_source: dict[str, list[Understood]] = {}
    for source_id, one in understood:
        by_source.setdefault(source_id, []).append(as_wide_as(one, widths))
    sentences: list[Sentence] = []
    for source in sorted(sources, key=lambda s: s.id):
        if source.id in by_source and source.text_sha256:
            stored = store.read_text(source.text_sha256)
            sentences += sentences_of(source, store.passages(source.id), stored, by_source[source.id])
    gathered, found = impossible_among(sentences, people, sources, widths)
    voices = _Voices(store, gathered.spoken)
    wanted = None if about is None else _Wanted.of(about, people)
    groups = []
    for group in found.groups:
        ids = sorted({i for s in group.sets for i in s.statements})
        shown = {i: voices.of(i, found.also.get(i, ())) for i in ids}
        if (
            wanted is None
            or wanted.of_group(group)
            or any(wanted.told(v, gathered.spoken[i]) for i, v in shown.items())
        ):
            groups.append(ConflictGroup(group, shown))
    return Conflicts(
        groups=tuple(groups),
        repair=tuple(voices.of(i, found.also.get(i, ())) for i in found.doubted.statements),
        certain=frozenset(found.doubted.certain),
        proven=found.doubted.proven,
        undecided=found.undecided,
        statements=sum(len(one.statements) for parts in by_source.values() for one in parts),
        facts=len(gathered.facts),
    )


def impossible_among(
    sentences: Sequence[Sentence], people: People, sources: Sequence[Source], widths: Widths = DEFAULT_WIDTHS
) -> tuple[Gathered, Impossible]:
    """The facts that sentences tell, and the smallest sets of them that cannot all be so."""
    who = _who(people)
    gathered = gather_facts(sentences, who, widths)
    return gathered, find_impossible(gathered.facts, _tellings(gathered, sources, who), widths)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a person asks about, in every way that it may be said: words that stand together in one passage."""

    ways: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, about: str, people: People) -> _Wanted:
        """A name is looked for under all names of those who bear it; anything else by its words."""
        asked = _words(about)
        bearers = [p for p in people.persons if any(asked == _words(name) for name in (p.name, *p.names))]
        bearers = bearers or [p for p in people.persons if asked <= _words(p.name)]
        names = {_words(name) for p in bearers for name in (p.name, *p.names)}
        return cls(tuple(sorted({asked, *names} - {frozenset()}, key=sorted)))

    def of_group(self, group: Group) -> bool:
        """Whether a group is about it: by what its sets are about, or by what is put forward."""
        return self._among(_words(" ".join([group.topic, *(p.words for p in group.positions)])))

    def told(self, voice: Voice, spoken: Spoken) -> bool:
        """Whether a passage, who tells it, or whom it means by "he" is of it."""
        named = [m.entity or "" for m in spoken.sentence.mentions]
        named += [p.entity or "" for s in spoken.sentence.statements for p in s.participants]
        return self._among(_words(" ".join([voice.quote, *voice.chain, *named])))

    def _among(self, words: frozenset[str]) -> bool:
        return any(way <= words for way in self.ways)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text)))


def _who(people: People) -> dict[str, str]:
    """For every name of a person or organisation the fullest one; a surname is nobody's where two people have it."""
    found: dict[str, str] = {}
    surnames: dict[str, list[Person]] = {}
    for person in people.persons:
        if person.kind not in ("person", "organisation"):
            continue
        for name in (person.name, *person.names):
            found.setdefault(name, person.name)
        if person.kind == "person" and len(person.name.split()) > 1:
            surnames.setdefault(fold(person.name.split()[-1]), []).append(person)
    for name in sorted(found):
        bearers = surnames.get(fold(name), [])
        if len(name.split()) == 1 and len(bearers) == 1:
            found[name] = bearers[0].name
    return found


def _teller(spoken: Spoken, who: Mapping[str, str]) -> str:
    """Who vouches for it: the teller nearest to it, "he" as the one he is taken to be; else who speaks."""
    if not spoken.chain:
        return spoken.sentence.speaker or ""
    nearest = spoken.chain[-1]
    if fold(nearest) not in _PRONOUNS:
        return nearest
    meant = {name_of(m, who) for m in spoken.sentence.mentions if fold(m.text) == fold(nearest)} - {""}
    return min(meant) if len(meant) == 1 else nearest


def _tellings(gathered: Gathered, sources: Sequence[Source], who: Mapping[str, str]) -> dict[str, Telling]:
    """Whom each statement goes back to: its source and what that draws on, its speaker, and texts in the same words."""
    roots = _roots(sources)
    tellings: dict[str, Telling] = {}
    for identity, spoken in sorted(gathered.spoken.items()):
        source = spoken.sentence.source
        teller = teller_key(_teller(spoken, who))
        keys = {f"text:{' '.join(fold(spoken.sentence.text).split())}", *roots[source.id]}
        if teller and teller not in _NARRATORS and teller not in _PRONOUNS:
            keys.add(f"teller:{teller.split()[-1]}")
        order = (f"{len(roots[source.id]):03}", source.published or "9999", source.id, f"{spoken.sentence.start:012}")
        tellings[identity] = Telling(frozenset(keys), order, _SURE[source.reliability])
    return tellings


_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it", "you"})


def _roots(sources: Sequence[Source]) -> dict[str, frozenset[str]]:
    """Each source with all that it draws on, and what that draws on."""
    parents = Provenance.of(sources).parents
    found: dict[str, frozenset[str]] = {}
    for source in sources:
        seen = {source.id}
        waiting = [source.id]
        while waiting:
            for parent in sorted(parents.get(waiting.pop(), frozenset()) - seen):
                seen.add(parent)
                waiting.append(parent)
        found[source.id] = frozenset(f"from:{node}" for node in seen)
    return found


class _Voices:
    """Statements with their places, made as they are asked for."""

    def __init__(self, store: Store, spoken: Mapping[str, Spoken]) -> None:
        self._store = store
        self._spoken = spoken

    def of(self, identity: str, also: Sequence[str] = ()) -> Voice:
        sentence = self._spoken[identity].sentence
        text = self._store.read_text(sentence.source.text_sha256 or "")
        passage = self._store.passages_by_id([sentence.passage_id])[sentence.passage_id]
        place = passage.place_of(sentence.start, min(sentence.end, passage.locator.end))
        chain = tuple(n for n in ((sentence.speaker or ""), *self._spoken[identity].chain) if n)
        return Voice(
            id=identity,
            source=sentence.source,
            place=place,
            quote=text[sentence.start : sentence.end],
            chain=tuple(dict.fromkeys(chain)),
            start=sentence.start,
            end=sentence.end,
            also=tuple(v for v in map(self.of, also) if (v.source.id, v.start) != (sentence.source.id, sentence.start)),
            passage=sentence.passage_id,
        )

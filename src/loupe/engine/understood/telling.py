"""Statements become tellings: who tells each of them, in which version, and what it can be compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.engine.understood.people import People
from loupe.engine.understood.provenance import Provenance
from loupe.engine.understood.said import Said
from loupe.language import EMPTY_WORDS, FUNCTION_WORDS, content_stems, fold, name_key, stem, teller_key
from loupe.language.attribution.people import PAPERS, PEOPLE
from loupe.language.lexicon import concept
from loupe.model import Source
from loupe.model.statements import Participant, Statement
from loupe.reasoning.accounts import Party, Release, Telling
from loupe.reasoning.moments import calendar_interval
from loupe.store import NameDecision
from loupe.views.works import labels_apart

__all__ = ["Names", "tellings_of"]

_THE_SOURCE = frozenset(
    "narrator voice-over voiceover v.o vo commentary host presenter interviewer reporter moderator i we".split()
) | {"", "this film", "this programme", "this book", "this article"}
"""Who speaks for the source itself."""
_HE_OR_SHE = frozenset({"he", "she"})
_NOT_NAMED = frozenset({"he", "she", "it", "they", "you", "who", "that", "this", "which", "one"})
_ROLE = re.compile(
    rf"(?:{PEOPLE}|{PAPERS}|man|woman|boy|girl|voice|guard|widow|caller|friend|brother|sister|mother|father)"
)
_NOBODY = frozenset(stem(w) for w in (*EMPTY_WORDS, *FUNCTION_WORDS))
_DEEDS = {
    "theft": "steal", "robberi": "steal", "burglari": "steal", "arrest": "arrest", "trial": "prosecute", "meet": "meet",
    "murder": "kill", "kill": "kill", "sale": "sell", "releas": "release", "sentenc": "sentence", "verdict": "convict",
    "escap": "leave", "discoveri": "find", "recoveri": "recover", "apolog": "apologise", "announc": "announce",
}  # fmt: skip
"""What a noun names of which a text says that it took place or began."""
_SAYING = frozenset({"say", "admit", "deny", "accuse"})
_TAKES_PLACE = frozenset({"happen", "begin", "start", "occur"})


@dataclass(frozen=True, slots=True)
class Names:
    """One key for one person, organisation or place, whatever a source calls it.

    A surname alone is taken for the one full name of the case that ends with it, unless a person keeps them apart.
    """

    keys: Mapping[str, str]
    shown: Mapping[str, str]
    persons: frozenset[str]

    @classmethod
    def of(cls, people: People, decisions: Sequence[NameDecision]) -> Names:
        """The names of a case; people whom decisions joined share a key."""
        keys: dict[str, str] = {}
        shown: dict[str, str] = {}
        full: dict[str, set[str]] = {}
        for person in sorted(people.persons, key=lambda p: (p.kind != "person", fold(p.name))):
            key = fold(person.name)
            shown.setdefault(key, person.name)
            for name in person.names:
                keys.setdefault(fold(name), key)
                if person.kind == "person" and len(name.split()) > 1:
                    full.setdefault(name_key(name), set()).add(key)
        apart = {frozenset({fold(d.left), fold(d.right)}) for d in decisions if d.verdict == "apart"}
        for name, key in list(keys.items()):
            ones = full.get(name_key(name), set()) - {key}
            if len(name.split()) == 1 and name == key and len(ones) == 1 and frozenset({name, *ones}) not in apart:
                keys[name] = min(ones)
        for last, ones in full.items():
            if len(ones) == 1 and frozenset({last, *ones}) not in apart:
                keys.setdefault(last, min(ones))
        persons = frozenset(fold(p.name) for p in people.persons if p.kind == "person")
        return cls(keys, shown, persons)

    def key(self, name: str) -> str:
        """The key of a name; empty for what the case does not know as a name."""
        folded = fold(name).strip(" .,;:")
        found = self.keys.get(folded)
        if found is None and len(folded.split()) > 1:
            bare = re.sub(
                r"^(?:(?:mr|mrs|ms|dr|sir|detective|inspector|officer|judge|commissioner)\.?\s+)+", "", folded
            )
            found = self.keys.get(bare)
        return found or ""


def tellings_of(
    said: Iterable[Said],
    speakers: Mapping[str, str | None],
    sources: Sequence[Source],
    names: Names,
) -> tuple[Telling, ...]:
    """Each statement with its teller, its version and its parties; ``speakers`` are those of passages by id."""
    found = sorted(said, key=lambda s: s.statement.id)
    releases = _releases(sources)
    only = _only_tellers(found, names)
    called = _called(found)
    labels = labels_apart(sources)
    return tuple(_telling(one, speakers, releases, names, only, called, labels) for one in found)


def _telling(
    one: Said,
    speakers: Mapping[str, str | None],
    releases: Mapping[str, Release],
    names: Names,
    only: Mapping[str, str],
    called: Mapping[tuple[str, int], str],
    labels: Mapping[str, str],
) -> Telling:
    statement = one.statement
    speaker = speakers.get(statement.passage_id)
    raw, guessed = _raw_teller(statement, speaker, only)
    teller, key, named = _teller(raw, one.source.id, labels, names, speaks=raw == speaker)
    parties = tuple(_party(p, called.get((one.source.id, p.start)), names) for p in statement.participants)
    return Telling(
        statement=statement,
        teller=teller,
        teller_key=key,
        named=named,
        guessed=guessed,
        label=labels[one.source.id],
        release=releases[one.source.id],
        place=one.place,
        words=one.words,
        deed=_deed(statement, parties),
        parties=parties,
        where=_where(statement, names),
    )


def _raw_teller(statement: Statement, speaker: str | None, only: Mapping[str, str]) -> tuple[str, bool]:
    """Who says so at the root; a "he" that nobody resolved is the one person who is named as telling there."""
    root = statement.chain[-1] if statement.chain else speaker or ""
    low = fold(root)
    if low in ("i", "we") and speaker:
        return speaker, False
    for where in (statement.passage_id, statement.source_id):
        if low in _HE_OR_SHE and where in only:
            return only[where], True
    return root, False


def _only_tellers(said: Sequence[Said], names: Names) -> dict[str, str]:
    """The one person who is named as telling something, by passage and by source, where there is only one."""
    found: dict[str, dict[str, str]] = {}
    for one in said:
        statement = one.statement
        tellers = list(statement.chain[-1:])
        if statement.event in _SAYING:
            tellers += [p.entity or p.text for p in statement.participants if p.role == "agent"]
        for teller in tellers:
            key = names.key(teller)
            if key in names.persons:
                for where in (statement.passage_id, statement.source_id):
                    found.setdefault(where, {}).setdefault(key, teller)
    return {where: min(tellers.values()) for where, tellers in found.items() if len(tellers) == 1}


def _called(said: Sequence[Said]) -> dict[tuple[str, int], str]:
    """The name that a text gives somebody right there ("a man named Otto Vane"), by source and where he stands."""
    found = {}
    for one in said:
        s = one.statement
        verb = s.quote[max(0, s.verb[0] - s.start) : s.verb[1] - s.start].lower()
        who = [p for p in s.participants if p.role == "agent"]
        name = [p for p in s.participants if p.role == "topic" and p.text[:1].isupper()]
        if verb.split()[-1:] in (["named"], ["called"]) and len(who) == len(name) == 1:
            found[s.source_id, who[0].start] = name[0].entity or name[0].text
    return found


def _teller(raw: str, source: str, labels: Mapping[str, str], names: Names, *, speaks: bool) -> tuple[str, str, bool]:
    """How a teller is shown, the key, and whether it is somebody by name, as whoever ``speaks`` under one is."""
    low = fold(raw).strip(" .,;:")
    if low in _THE_SOURCE:
        return labels[source], f"source:{source}", False
    if low in _NOT_NAMED or not re.search(r"\w", low):
        return "somebody who is not named", f"nobody:{source}", False
    known = names.key(raw)
    key = teller_key(raw) or low
    is_role = _ROLE.fullmatch(low.split()[-1]) is not None or key == "police"
    if known:
        return names.shown.get(known, raw), known, known in names.persons or (speaks and not is_role)
    capital = all(w[:1].isupper() for w in raw.split() if len(w) > 3)
    return raw, f"teller:{key}", capital and not is_role


def _party(p: Participant, called: str | None, names: Names) -> Party:
    """``called`` is the name that the text gives him at this very place."""
    entity = p.entity or called
    name = " ".join((entity or p.text).split())
    key = (names.key(entity) or fold(name)) if entity else names.key(p.text)
    return Party(p.role, name, key, _concepts(name))


def _concepts(text: str) -> tuple[str, ...]:
    stems = {concept(s) for s in content_stems(text) if s not in _NOBODY and not s[0].isdigit()}
    return tuple(sorted(stems))


def _deed(statement: Statement, parties: Sequence[Party]) -> str:
    if statement.event in _TAKES_PLACE:
        for p in parties:
            named = [_DEEDS[c] for c in p.concepts if c in _DEEDS]
            if p.role == "agent" and named:
                return named[0]
    return statement.event


def _where(statement: Statement, names: Names) -> tuple[str, ...]:
    if not statement.place_name:
        return ()
    return (names.key(statement.place_name) or fold(" ".join(statement.place_name.split())),)


def _releases(sources: Sequence[Source]) -> dict[str, Release]:
    """When each source was told; for one without a date, the earliest source that draws on it is a bound."""
    releases = {s.id: _release(s.published) for s in sources}
    parents = Provenance.of(sources).parents
    for source in sources:
        if releases[source.id].start is None:
            bounds = [
                (releases[s.id], s) for s in sources if source.id in parents[s.id] and releases[s.id].start is not None
            ]
            if bounds:
                first, _by = min(bounds, key=lambda b: (b[0].start, b[1].id))
                words = f"no later than {first.words} ({_by.name} draws on it)"
                releases[source.id] = Release(words, first.start, first.end, latest=True)
    return releases


def _release(published: str | None) -> Release:
    if not published:
        return Release("without a date")
    interval = calendar_interval(published.partition("T")[0])
    return Release(published, *interval) if interval else Release(published)

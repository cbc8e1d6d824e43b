"""Passages that serve as clues, and the origin that each goes back to: who says so, at the root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.checking import Twins, find_copies
from loupe.engine.understood.provenance import Provenance
from loupe.judging import ancestors
from loupe.language import fold, same_text, split_sentences, teller_key
from loupe.model import Evidence, Locator, Passage, Source, Statement
from loupe.model.understanding import Understood
from loupe.store import Store

__all__ = ["Rooted", "Spot", "Tellers", "pieces_of", "root_spots"]

_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it"})
_MANY = frozenset({"they", "we"})
_CROWDS = frozenset({"police", "people", "prosecution", "press", "family", "court", "staff"})
_WORKS = frozenset({"film", "documentary", "movie", "programme", "podcast", "series", "episode"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of the archive: ``quote`` stands verbatim at ``[start, end)`` of the source's stored text.

    ``found_by`` is what led to it: a search, or a statement. ``tellers`` are whom it credits, in the order of the text.
    """

    source: Source
    passage: Passage
    place: str
    quote: str
    start: int
    end: int
    found_by: str
    tellers: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from other spots: its passage and where it begins."""
        return f"{self.passage.id}@{self.start}"


@dataclass(frozen=True, slots=True)
class Rooted:
    """Where one spot comes from: ``origin`` is a key, ``label`` its name for people.

    ``relay`` is the source that reports it first hand, as far as is known: the spot's own, or the one that it repeats.
    ``same`` is shared by spots that have the same words.
    ``circular`` says that it goes back to the work that is being checked.
    """

    origin: str
    label: str
    relay: str
    same: str
    circular: bool


class Tellers:
    """Whom passages credit, by the statements that were read in them."""

    def __init__(self, understood: Iterable[tuple[str, Understood]], wanted: Iterable[str]) -> None:
        passages = frozenset(wanted)
        self._statements: dict[str, list[Statement]] = {}
        self._named: dict[str, set[str]] = {}
        for source_id, one in understood:
            for s in one.statements:
                if s.chain and fold(s.chain[-1]) not in _PRONOUNS:
                    self._named.setdefault(source_id, set()).add(s.chain[-1])
                if s.passage_id in passages:
                    self._statements.setdefault(s.passage_id, []).append(s)

    def of(self, source_id: str, passage_id: str, start: int, end: int) -> tuple[str, ...]:
        """The roots that a stretch of a passage credits, in order.

        "He" is the one person whom its passage names as a teller, else the one whom its source names; "they" are those
        who did something last before. Where that gives nobody, or several, it stays a pronoun.
        """
        found = sorted(self._statements.get(passage_id, ()), key=lambda s: (s.start, s.id))
        roots: dict[str, None] = {}
        for s in found:
            if s.chain and s.start < end and s.end > start:
                roots.setdefault(self._whom(s, found, self._named.get(source_id, set())))
        return tuple(roots)

    @staticmethod
    def _whom(told: Statement, here: Sequence[Statement], around: set[str]) -> str:
        teller = told.chain[-1]
        if fold(teller) not in _PRONOUNS:
            return teller
        if fold(teller) in _MANY:
            before = [p.text for s in here if s.start < told.start for p in s.participants if p.role == "agent"]
            return next((who for who in reversed(before) if _many(who)), teller)
        named = {s.chain[-1] for s in here if s.chain and fold(s.chain[-1]) not in _PRONOUNS}
        for names in (named, around):
            by_key = {teller_key(name): name for name in sorted(names) if not _many(name)}
            if len(by_key) == 1:
                return next(iter(by_key.values()))
        return teller


def _many(who: str) -> bool:
    """Whether words name several people: "the authorities", "police"."""
    words = fold(who).split()
    return (
        bool(words)
        and words[-1] not in _PRONOUNS
        and (
            words[-1] in _CROWDS or (words[0] in ("the", "two", "three", "several", "some") and words[-1].endswith("s"))
        )
    )


def pieces_of(spot: Spot, tellers: Tellers) -> tuple[Spot, ...]:
    """A spot cut where another teller begins: runs of whole sentences, each with those whom it credits."""
    runs: list[tuple[int, int, tuple[str, ...]]] = []
    for a, b in split_sentences(spot.quote):
        told = tellers.of(spot.source.id, spot.passage.id, spot.start + a, spot.start + b)
        if runs and runs[-1][2] == told:
            runs[-1] = (runs[-1][0], b, told)
        else:
            runs.append((a, b, told))
    return tuple(_cut(spot, a, b, told) for a, b, told in runs)


def _cut(spot: Spot, a: int, b: int, told: tuple[str, ...]) -> Spot:
    quote = spot.quote[a:b].rstrip()
    start, end = spot.start + a, spot.start + a + len(quote)
    place = spot.passage.place_of(start, end)
    return replace(spot, place=place, quote=quote, start=start, end=end, tellers=told)


def root_spots(
    store: Store,
    provenance: Provenance,
    spots: Sequence[Spot],
    *,
    settled: Iterable[str] = (),
    joined: Sequence[tuple[str, str]] = (),
) -> dict[str, Rooted]:
    """The origin of each spot by its id. Spots that share their text, or credit the same teller, have the same one.

    A source that draws on several is taken to repeat the one that another spot goes back to, the first by name where
    none does. ``settled`` are origins that are in use already: a spot is put with them where it may. ``joined`` are
    pairs of spots that a person says have one origin.
    """
    ordered = sorted({s.id: s for s in spots}.values(), key=lambda s: s.id)
    works = frozenset(s.id for s in provenance.sources.values() if s.role == "work")
    choices = {s.id: _choices(s, provenance, works) for s in ordered}
    in_use = frozenset(settled)
    sure = in_use | {found[0] for found in choices.values() if len(found) == 1}
    keys = {i: next((k for k in found if k in sure), found[0]) for i, found in choices.items()}
    texts = {s.passage.id: s.passage.text for s in ordered}
    dates = {s.source.id: s.source.published for s in ordered}
    twins = Twins(lambda source: store.read_text(provenance.sources[source].text_sha256 or ""))
    copies = find_copies([_as_evidence(s) for s in ordered], texts, dates, twins)
    _join(keys, [*joined, *copies], ordered, in_use)
    relays = _relays(ordered, keys, copies, provenance)
    labels = {s.id: _label(keys[s.id], s, provenance) for s in ordered}
    by_key: dict[str, str] = {}
    for s in ordered:
        by_key[keys[s.id]] = min(by_key.get(keys[s.id], labels[s.id]), labels[s.id], key=lambda w: (-len(w), w))
    same = _same(ordered, copies)
    return {
        s.id: Rooted(keys[s.id], by_key[keys[s.id]], relays[s.id], same[s.id], keys[s.id] in works) for s in ordered
    }


def _choices(spot: Spot, provenance: Provenance, works: frozenset[str]) -> tuple[str, ...]:
    """The keys of the origins that a spot may go back to: one, or those that its source draws on."""
    holder = spot.source.id
    for teller in spot.tellers:
        key = teller_key(teller)
        if fold(teller) in _PRONOUNS:
            return (f"name:?{holder}",)
        if key in _WORKS and works:
            return (min(works),)
        outlet = provenance.outlets.get(key)
        if outlet and outlet != holder:
            return _roots(outlet, provenance, works)
        return (f"name:{key or fold(teller)}",)
    return _roots(holder, provenance, works)


def _roots(holder: str, provenance: Provenance, works: frozenset[str]) -> tuple[str, ...]:
    line = ancestors(holder, provenance.parents)
    leaves = sorted(n for n in line if not provenance.parents.get(n) and not (line & works))
    return tuple(leaves) or (min(line & works, default=holder),)


def _as_evidence(spot: Spot) -> Evidence:
    clipped: Locator = spot.passage.locator.clip(spot.start, spot.end)
    return Evidence(spot.id, "", spot.passage.id, spot.source.id, clipped, spot.quote, "supports", 1.0, (), ())


def _join(
    keys: dict[str, str], copies: Sequence[tuple[str, str]], spots: Sequence[Spot], settled: frozenset[str]
) -> None:
    """Give what shares its text one key: one that is in use already, else that of the earliest."""
    dates = {s.id: s.source.published or "9" for s in spots}
    for a, b in copies:
        if keys[a] != keys[b]:
            first, later = sorted((a, b), key=lambda i: (keys[i] not in settled, dates[i], keys[i]))
            old, new = keys[later], keys[first]
            for i, key in keys.items():
                if key == old:
                    keys[i] = new


def _same(spots: Sequence[Spot], copies: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Spots that say the same in the same words, by the first of them; a source that is a copy as a whole says more."""
    quotes = {s.id: s.quote for s in spots}
    same = {s.id: s.id for s in spots}
    for a, b in copies:
        if same[a] != same[b] and same_text(quotes[a], quotes[b]):
            low, high = sorted((same[a], same[b]))
            same = {i: low if first == high else first for i, first in same.items()}
    return same


def _relays(
    spots: Sequence[Spot], keys: Mapping[str, str], copies: Sequence[tuple[str, str]], provenance: Provenance
) -> dict[str, str]:
    """For each spot the source that tells it first hand: one that repeats no other source of the same origin."""
    source = {s.id: s.source.id for s in spots}
    holders: dict[str, set[str]] = {}
    for s in spots:
        holders.setdefault(keys[s.id], set()).add(s.source.id)
    found: dict[str, str] = {}
    for s in spots:
        above = ancestors(s.source.id, provenance.parents) & holders[keys[s.id]]
        credited = {provenance.outlets.get(teller_key(t), "") for t in s.tellers} & holders[keys[s.id]]
        copied = {source[a] for a, b in copies if b == s.id and keys[a] == keys[s.id]}
        mutual = {source[b] for a, b in copies if a == s.id and keys[b] == keys[s.id]}
        earlier = (above | credited | {c for c in copied if c not in mutual or c < s.source.id}) - {s.source.id}
        found[s.id] = min(earlier, default=s.source.id)
    direct = {s.source.id: found[s.id] for s in reversed(spots)}
    return {i: _follow(relay, direct) for i, relay in found.items()}


def _follow(relay: str, direct: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while relay not in seen and direct.get(relay, relay) != relay:
        seen.add(relay)
        relay = direct[relay]
    return min(seen) if relay in seen else relay


def _label(key: str, spot: Spot, provenance: Provenance) -> str:
    if key in provenance.sources:
        return provenance.sources[key].label
    if key.startswith("name:?"):
        return f"somebody whom {spot.source.label} does not name"
    teller = next((t for t in spot.tellers if f"name:{teller_key(t)}" == key), "")
    return teller or provenance.names.get(key, key.removeprefix("name:"))

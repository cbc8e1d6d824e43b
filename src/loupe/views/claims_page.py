"""What the claims page shows: a table of claims with facets, sorted, a page at a time, and the views that were kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from loupe.language import fold
from loupe.review import ClaimReview, Review, SavedView
from loupe.review.shapes import UNCHECKED
from loupe.views.claims_query import KINDS, LABELS, SORTS, STATES, ClaimsQuery
from loupe.views.contexts import SHOWN, ClaimView, LineView, ScriptContext
from loupe.views.film_page import ClaimHead, initials
from loupe.views.shapes import shape_words
from loupe.views.summary import need

__all__ = ["PAGE_ROWS", "ClaimRow", "ClaimsPage", "Entry", "Facet", "Option", "claims_page", "entries_of", "matching"]

PAGE_ROWS = 200
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it can be found: with its line, the words it is found by, and how much it needs a person."""

    claim: ClaimView
    line: LineView
    speaker: str
    sought: str
    risk: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet: how many claims have it among those that the other parts of the query keep."""

    value: str
    words: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A part of the query that is chosen from a list; ``several`` says that more than one may be."""

    name: str
    words: str
    several: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the table. ``why`` is the reason of the proposal, ``decided_why`` a person's.

    ``original`` is its text as Loupe reads it, ``shape`` says in sentences that persons split or merged it.
    ``basis`` is the hash of the evidence that the row speaks of.
    """

    head: ClaimHead
    line: int
    time: str
    speaker: str
    text: str
    edited: bool
    original: str
    shape: tuple[str, ...]
    kinds: tuple[str, ...]
    why: str
    decided_by: str
    decided_at: str
    decided_why: str
    flagged: bool
    notes: int
    basis: str


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The page: ``total`` claims, of which ``found`` fit the query, a page of them in ``rows``.

    ``seen`` is the number of the last decision that it knows of. ``views`` are those kept by name.
    """

    work_id: str
    title: str
    query: ClaimsQuery
    address: str
    said: str
    rows: tuple[ClaimRow, ...]
    first: int
    found: int
    total: int
    pages: int
    decided: int
    checkable: int
    facets: tuple[Facet, ...]
    sorts: tuple[Option, ...]
    views: tuple[SavedView, ...]
    seen: int


def entries_of(script: ScriptContext) -> tuple[Entry, ...]:
    """The claims of a script, ready to be found: made once for as long as the script is the same."""
    return tuple(
        Entry(claim, line, claim.speaker or line.speaker or "", _sought(claim, line), need(claim))
        for line in script.lines
        for claim in line.claims
    )


def _sought(claim: ClaimView, line: LineView) -> str:
    parts = (claim.number, claim.speaker or line.speaker or "", claim.text, line.text, claim.because, *claim.said_by)
    return fold("\n".join(parts))


@dataclass(frozen=True, slots=True)
class _Stand:
    """An entry with what was decided of it."""

    entry: Entry
    review: ClaimReview | None
    label: str
    state: str
    who: str
    flagged: bool


def _stand(entry: Entry, review: Review, bases: Mapping[str, str]) -> _Stand:
    stands = review.claims.get(entry.claim.id)
    verdict = stands.verdict if stands else None
    if verdict is None:
        return _Stand(entry, stands, entry.claim.label, "proposed", "", False)
    state = "unsure" if verdict.label == "unsure" else "decided"
    flagged = stands is not None and stands.changed_since(bases.get(entry.claim.id))
    return _Stand(entry, stands, verdict.label, state, verdict.who, flagged)


_Test = Callable[[_Stand], bool]


def _tests(query: ClaimsQuery) -> dict[str, _Test]:
    """What each part of the query asks of a claim, by the name of the part."""
    tests: dict[str, _Test] = {}
    if query.words:
        words = fold(query.words).split()
        tests["words"] = lambda one: _says(one, words)
    if query.verdicts:
        tests["verdict"] = lambda one: one.label in query.verdicts
    if query.states:
        tests["state"] = lambda one: one.state in query.states
    if query.who:
        tests["who"] = lambda one: one.who == query.who
    if query.kind:
        tests["kind"] = lambda one: query.kind in one.entry.claim.kinds
    if query.speaker:
        tests["speaker"] = lambda one: one.entry.speaker == query.speaker
    if query.starred:
        tests["starred"] = lambda one: one.review is not None and one.review.starred
    if query.flagged:
        tests["flagged"] = lambda one: one.flagged
    return tests


def _says(one: _Stand, words: Iterable[str]) -> bool:
    text = one.entry.sought
    if one.review is not None and (one.review.text or one.review.verdict):
        verdict, edited = one.review.verdict, one.review.text
        said = (edited.text if edited else "", verdict.why if verdict else "", verdict.who if verdict else "")
        text = "\n".join((text, fold("\n".join(said))))
    return all(word in text for word in words)


def _sifted(stands: Iterable[_Stand], query: ClaimsQuery) -> tuple[list[_Stand], dict[str, list[_Stand]]]:
    """What fits the query, and by the name of each part what fits all of it but that part."""
    tests = tuple(_tests(query).items())
    found: list[_Stand] = []
    nearly: dict[str, list[_Stand]] = {}
    for one in stands:
        failed = ""
        for name, test in tests:
            if not test(one):
                if failed:
                    break
                failed = name
        else:
            (nearly.setdefault(failed, []) if failed else found).append(one)
    return found, nearly


def _order(sort: str) -> Callable[[_Stand], tuple[object, ...]]:
    """The order of the rows; equals stay in the order of the work."""
    if sort == "risk":  # what is decided already needs nobody
        return lambda one: (one.state == "decided", one.entry.risk)
    if sort == "verdict":
        order = {label: place for place, label in enumerate(("unsure", *SHOWN))}
        return lambda one: (order[one.label],)
    if sort == "speaker":
        return lambda one: (not one.entry.speaker, fold(one.entry.speaker))
    if sort == "decided":
        return lambda one: (-(one.review.verdict.seq if one.review and one.review.verdict else 0),)
    return lambda _one: ()


def matching(entries: Sequence[Entry], review: Review, bases: Mapping[str, str], query: ClaimsQuery) -> tuple[str, ...]:
    """The ids of all claims that fit the query, in its order, whatever their page."""
    found, _ = _sifted((_stand(entry, review, bases) for entry in entries), query)
    return tuple(one.entry.claim.id for one in sorted(found, key=_order(query.sort)))


def claims_page(
    entries: Sequence[Entry], script: ScriptContext, review: Review, bases: Mapping[str, str], query: ClaimsQuery
) -> ClaimsPage:
    """The page that the query asks for; the last one where there are not as many."""
    stands = [_stand(entry, review, bases) for entry in entries]
    found, nearly = _sifted(stands, query)
    facets = _facets(found, nearly, query)
    found.sort(key=_order(query.sort))
    pages = max(1, -(-len(found) // PAGE_ROWS))
    query = query.at(min(query.page, pages))
    first = (query.page - 1) * PAGE_ROWS
    return ClaimsPage(
        work_id=script.work.id,
        title=script.title,
        query=query,
        address=query.address,
        said=query.words_of(),
        rows=tuple(_row(one, bases.get(one.entry.claim.id, "")) for one in found[first : first + PAGE_ROWS]),
        first=first + 1 if found else 0,
        found=len(found),
        total=len(stands),
        pages=pages,
        decided=sum(one.state == "decided" for one in stands if one.entry.claim.checkable),
        checkable=sum(one.entry.claim.checkable for one in stands),
        facets=facets,
        sorts=tuple(Option(name, words, 0, name == query.sort) for name, words in SORTS.items()),
        views=review.views,
        seen=review.last,
    )


def _facets(found: Sequence[_Stand], nearly: Mapping[str, Sequence[_Stand]], query: ClaimsQuery) -> tuple[Facet, ...]:
    def kept(name: str) -> Iterable[_Stand]:
        """What the other parts of the query keep, so that a number says what choosing it would show."""
        return chain(found, nearly.get(name, ()))

    def facet(
        name: str, words: str, several: bool, known: Iterable[tuple[str, str]], of: Counter[str], chosen: Sequence[str]
    ) -> Facet:
        options = (Option(value, said, of[value], value in chosen) for value, said in known)
        return Facet(name, words, several, tuple(o for o in options if o.number or o.chosen or several))

    verdicts = Counter(one.label for one in kept("verdict"))
    states = Counter(one.state for one in kept("state"))
    who = Counter(one.who for one in kept("who") if one.who)
    kinds: Counter[str] = Counter(kind for one in kept("kind") for kind in one.entry.claim.kinds)
    speakers = Counter(one.entry.speaker for one in kept("speaker") if one.entry.speaker)
    starred = Counter("yes" for one in kept("starred") if one.review is not None and one.review.starred)
    flagged = Counter("yes" for one in kept("flagged") if one.flagged)
    same = [
        (label, label) for label in LABELS if label != UNCHECKED or verdicts[label] or label in query.verdicts
    ]  # most works have no parts
    names = sorted({*who, *([query.who] if query.who else [])})
    people = sorted({*speakers, *([query.speaker] if query.speaker else [])}, key=lambda one: (fold(one), one))
    return (
        facet("verdict", "Verdict", True, same, verdicts, query.verdicts),
        facet("state", "State", True, STATES.items(), states, query.states),
        facet("starred", "Starred", True, [("yes", "★ starred")], starred, ["yes"] * query.starred),
        facet("flagged", "Flagged", True, [("yes", "changed since")], flagged, ["yes"] * query.flagged),
        facet("who", "Decided by", False, [(one, one) for one in names], who, [query.who]),
        facet("kind", "Kind", False, [(one, one) for one in KINDS], kinds, [query.kind]),
        facet("speaker", "Speaker", False, [(one, one) for one in people], speakers, [query.speaker]),
    )


def _row(one: _Stand, basis: str) -> ClaimRow:
    entry, claim, stands = one.entry, one.entry.claim, one.review
    verdict = stands.verdict if stands else None
    text = stands.text if stands else None
    head = ClaimHead(
        claim.id,
        claim.number,
        claim.label,
        verdict.label if verdict else "",
        initials(verdict.who) if verdict else "",
        stands.starred if stands else False,
        claim.checkable,
    )
    return ClaimRow(
        head=head,
        line=entry.line.number,
        time=entry.line.time or entry.line.place,
        speaker=entry.speaker,
        text=text.text if text else claim.text,
        edited=text is not None,
        original=claim.text,
        shape=shape_words(claim),
        kinds=claim.kinds,
        why=claim.because or claim.why,
        decided_by=verdict.who if verdict else "",
        decided_at=verdict.at if verdict else "",
        decided_why=verdict.why if verdict else "",
        flagged=one.flagged,
        notes=len(stands.notes) if stands else 0,
        basis=basis,
    )

"""What the sources of a case are worth, as far as independent others tell: a second opinion beside people's grades.

A source is checked by others when an independent origin speaks of the same claim. What only repeats it, or goes back
to the same root, says nothing of it. The Admiralty code (NATO AJP-2.1) keeps two judgements apart, of the source and
of what it says; here people's grade of the source is never mixed with the count of what became of its statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.model import Claim, Evidence, Finding, Origin, Source
from loupe.reasoning.truth import Assertion, Board, Opinion, Weighing, opinions, weigh

__all__ = [
    "COMPARED", "KINDS", "LEAST_CHECKED", "OUTCOMES", "Bearing", "KindPrior", "Outcome", "SecondOpinion", "SourceWorth",
    "Worth", "worth_of",
]  # fmt: skip

LEAST_CHECKED = 5
"""With fewer independently checked statements than this nothing is said of how a source fares, but its kind."""

Outcome = Literal["borne out", "contradicted", "disputed", "alone"]
OUTCOMES: tuple[Outcome, ...] = ("borne out", "contradicted", "disputed", "alone")
COMPARED = ("number", "amount", "date", "time", "name", "event", "wording")
"""What a statement was compared with a claim by, which is what its outcome is about."""
_COMPARED_AS = {**{name: name for name in COMPARED}, "negation": "event", "model": "wording"}
_BANDS = ((0.85, "nearly always borne out"), (0.65, "mostly borne out"), (0.35, "borne out about as often as not"),
          (0.15, "mostly contradicted"), (0.0, "nearly always contradicted"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindPrior:
    """What is assumed of a kind of source before any of its statements is checked.

    ``right`` and ``wrong`` are counts of a Beta distribution; together five, so that five checked statements weigh as
    much. They are an assumption of the trade and were not measured.
    """

    words: str
    right: float
    wrong: float


_RECORD = KindPrior("a record made at the time or under rules of proof: usually right on what it records", 4.5, 0.5)
_EDITED = KindPrior(
    "edited, mostly from the word of others: usually right, and wrong together with its source", 4.0, 1.0
)
_OWN = KindPrior("one person's own word: good for what they saw, weaker where they have an interest", 3.0, 2.0)
_RETOLD = KindPrior("re-tells others: no better than what it draws on", 3.0, 2.0)
_MADE = KindPrior("made to be seen: free with what is true", 2.5, 2.5)
_UNKNOWN = KindPrior("nothing is known of its kind", 3.5, 1.5)

KINDS: Mapping[str, KindPrior] = {
    **dict.fromkeys(("court", "judgment", "record", "police", "file", "transcript", "registry", "log"), _RECORD),
    **dict.fromkeys(("article", "book", "wire", "report", "magazine", "press"), _EDITED),
    **dict.fromkeys(("interview", "letter", "mail", "memoir", "statement", "diary", "testimony"), _OWN),
    **dict.fromkeys(("review", "digest", "encyclopedia", "blog", "post"), _RETOLD),
    **dict.fromkeys(("film", "series", "podcast", "novel", "script"), _MADE),
}
"""The prior by ``Source.kind``; a kind that is not here counts as unknown."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """One statement of a source and what independent others make of it.

    ``quote`` stands verbatim at ``place`` of the source. ``kinds`` tell by what it was compared (``COMPARED``).
    ``claims`` are the ids of the work's claims that it bears on, ``evidence`` the ids of the evidence; ``agree`` and
    ``against`` are labels of the independent origins that say the same and the opposite. One sentence is one
    statement, however many claims it bears on.
    """

    quote: str
    place: str
    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    evidence: tuple[str, ...]
    agree: tuple[str, ...]
    against: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SourceWorth:
    """A source with people's grade, what is assumed of its kind, and what became of its statements.

    ``by_kind`` counts the outcomes of its statements by what they were compared by. ``checked`` counts those that an
    independent other speaks of. ``band`` is in words, empty with fewer than ``LEAST_CHECKED``; then ``abstains`` says
    why. ``echoes`` counts evidence that only repeats the work or its speaker, which tells nothing of the source.
    """

    source: Source
    prior: KindPrior
    bearings: tuple[Bearing, ...]
    by_kind: tuple[tuple[str, Outcome, int], ...]
    checked: int
    band: str
    abstains: str
    echoes: int

    def count(self, outcome: Outcome) -> int:
        """How many of its statements fared so."""
        return sum(b.outcome == outcome for b in self.bearings)


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the weighing of independent origins says of one claim, beside the counts of the verdict.

    ``opinion`` is "likely so", "very likely so", "likely not so", "very likely not so" or "open"; ``abstains`` says why
    it is open. ``supporting`` and ``contradicting`` are the labels of the independent origins, ``hangs_on`` those
    without whose word there would be no such opinion.
    """

    claim: Claim
    opinion: str
    abstains: str
    supporting: tuple[str, ...]
    contradicting: tuple[str, ...]
    hangs_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """The sources that say something on the work's claims, the most checked first, and an opinion on each claim."""

    sources: tuple[SourceWorth, ...]
    silent: tuple[Source, ...]
    claims: tuple[SecondOpinion, ...]


def _prior(kind: str) -> KindPrior:
    return KINDS.get(kind.strip().lower(), _UNKNOWN)


def worth_of(findings: Iterable[Finding], sources: Iterable[Source]) -> Worth:
    """What each source of the archive is worth by the findings of one work; the order of the input is of no account."""
    known = {s.id: s for s in sources if s.role == "archive"}
    judged = sorted((f for f in findings if f.claim.checkable), key=lambda f: (f.claim.ordinal, f.claim.id))
    words: dict[str, list[_Word]] = {}
    echoes: Counter[str] = Counter()
    for finding in judged:
        for word in _words(finding):
            if word.origin.circular:
                echoes[word.piece.source_id] += 1
            else:
                words.setdefault(word.piece.source_id, []).append(word)
    told = [_source_worth(known[i], words.get(i, []), echoes[i]) for i in sorted(known) if words.get(i) or echoes[i]]
    told.sort(key=lambda w: (-w.checked, -len(w.bearings), w.source.label, w.source.id))
    silent = sorted((known[i] for i in known if not words.get(i) and not echoes[i]), key=lambda s: (s.label, s.id))
    return Worth(tuple(told), tuple(silent), _second_opinions(judged, known))


@dataclass(frozen=True, slots=True)
class _Word:
    """One piece of evidence with the origin it belongs to and the independent origins for and against it."""

    claim: Claim
    piece: Evidence
    origin: Origin
    agree: tuple[str, ...]
    against: tuple[str, ...]


def _words(finding: Finding) -> list[_Word]:
    pieces = {e.id: e for e in finding.evidence}
    sided = [
        (o, pieces[o.evidence_ids[0]].stance, {pieces[i].source_id for i in o.evidence_ids})
        for o in finding.verdict.origins
        if o.evidence_ids and o.evidence_ids[0] in pieces
    ]
    found = []
    for origin, stance, _ in sided:
        for piece in (pieces[i] for i in sorted(origin.evidence_ids) if i in pieces):
            others = [
                (o, side)
                for o, side, held in sided
                if o is not origin and not o.circular and o.label != origin.label and piece.source_id not in held
            ]
            # two that contradict the same claim need not agree with each other: 20 and 46 cm both exclude 30
            agree = tuple(sorted({o.label for o, side in others if side == stance == "supports"}))
            against = tuple(sorted({o.label for o, side in others if side != stance}))
            found.append(_Word(finding.claim, piece, origin, agree, against))
    return found


def _source_worth(source: Source, words: Sequence[_Word], echoes: int) -> SourceWorth:
    bearings = tuple(_bearing(told) for told in _by_place(words))
    counts = Counter((kind, b.outcome) for b in bearings for kind in b.kinds)
    by_kind = tuple((k, o, counts[k, o]) for k in COMPARED for o in OUTCOMES if counts[k, o])
    checked = sum(b.outcome != "alone" for b in bearings)
    prior = _prior(source.kind)
    band = _band(bearings, prior) if checked >= LEAST_CHECKED else ""
    abstains = "" if band else f"fewer than {LEAST_CHECKED} of its statements are spoken of by an independent source"
    return SourceWorth(source, prior, bearings, by_kind, checked, band, abstains, echoes)


def _by_place(words: Sequence[_Word]) -> list[list[_Word]]:
    """The words of one source by where they stand: what overlaps is one statement, however widely it was quoted."""
    found: list[list[_Word]] = []
    end = -1
    for word in sorted(words, key=lambda w: (w.piece.locator.start, w.piece.locator.end, w.claim.ordinal, w.piece.id)):
        if word.piece.locator.start >= end:
            found.append([])
        found[-1].append(word)
        end = max(end, word.piece.locator.end)
    return found


def _bearing(words: Sequence[_Word]) -> Bearing:
    agree = tuple(sorted({label for w in words for label in w.agree}))
    against = tuple(sorted({label for w in words for label in w.against}))
    outcome: Outcome = "alone"
    if agree or against:
        outcome = "disputed" if agree and against else "borne out" if agree else "contradicted"
    kinds = {_COMPARED_AS.get(check, "wording") for w in words for check in w.piece.checks}
    ordered = sorted(words, key=lambda w: (w.claim.ordinal, w.piece.id))
    shortest = min((w.piece for w in ordered), key=lambda e: (len(e.quote), e.locator.start, e.id))
    return Bearing(
        shortest.quote,
        shortest.locator.words(),
        tuple(k for k in COMPARED if k in kinds),
        tuple(dict.fromkeys(w.claim.id for w in ordered)),
        tuple(w.piece.id for w in ordered),
        agree,
        against,
        outcome,
    )


def _band(bearings: Sequence[Bearing], prior: KindPrior) -> str:
    """The share borne out, disputed ones by half, drawn towards the prior of the kind; in words."""
    counts = Counter(b.outcome for b in bearings)
    right = prior.right + counts["borne out"] + counts["disputed"] / 2
    wrong = prior.wrong + counts["contradicted"] + counts["disputed"] / 2
    share = right / (right + wrong)
    return next(words for least, words in _BANDS if share >= least)


_SO, _NOT = "so", "not so"
_BINARY = Weighing(false_values=1, learn=False, least_claims=10**9, rounds=1)
"""A claim is so or it is not. Copies are collapsed into origins beforehand. A case is too small to learn copying or
how often an origin is right (one sentence bears on many claims): each is right as often as its kind."""


def _second_opinions(judged: Sequence[Finding], known: Mapping[str, Source]) -> tuple[SecondOpinion, ...]:
    """The claims on which anybody independent speaks, in the order of the work."""
    assertions: list[Assertion] = []
    priors: dict[str, tuple[float, float]] = {}
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for finding in judged:
        both = sides[finding.claim.id] = _sides(finding)
        for label, prior in _origin_priors(finding, known):
            priors[label] = min(priors.get(label, prior), prior)
        assertions += [Assertion(finding.claim.id, label, _SO) for label in both[0] - both[1]]
        assertions += [Assertion(finding.claim.id, label, _NOT) for label in both[1] - both[0]]
    belief = weigh(Board.of(assertions), priors=priors, settings=_BINARY)
    told = {one.item: one for one in opinions(belief)}
    return tuple(_second(f.claim, told.get(f.claim.id), *sides[f.claim.id]) for f in judged if any(sides[f.claim.id]))


def _sides(finding: Finding) -> tuple[set[str], set[str]]:
    stances = {e.id: e.stance for e in finding.evidence}
    found: tuple[set[str], set[str]] = (set(), set())
    for origin in finding.verdict.origins:
        if not origin.circular and origin.evidence_ids:
            found[stances.get(origin.evidence_ids[0]) == "contradicts"].add(origin.label)
    return found


def _origin_priors(finding: Finding, known: Mapping[str, Source]) -> Iterable[tuple[str, tuple[float, float]]]:
    """The prior of each origin: the best among the kinds of its own sources in the case, else of those that hold it."""
    holders = {e.id: e.source_id for e in finding.evidence}
    for origin in finding.verdict.origins:
        made = [s.kind for s in known.values() if origin.label in _called(s)]
        kinds = made or [known[holders[i]].kind for i in origin.evidence_ids if holders.get(i) in known]
        best = max((_prior(kind) for kind in kinds), key=lambda p: p.right, default=_UNKNOWN)
        yield origin.label, (best.right, best.wrong)


def _called(source: Source) -> set[str]:
    """What an origin is called that goes back to this source; "after" before a name is left out of labels."""
    return {name.removeprefix("after ") for name in (source.maker, source.publisher, source.title, source.name) if name}


def _second(claim: Claim, told: Opinion | None, pro: set[str], con: set[str]) -> SecondOpinion:
    for_it, against = tuple(sorted(pro)), tuple(sorted(con))
    why = told.abstains if told else "the same origin is quoted for it and against it"
    if told is None or why:
        return SecondOpinion(claim, "open", why, for_it, against, ())
    return SecondOpinion(claim, f"{told.band} {told.value}", "", for_it, against, told.hangs_on)

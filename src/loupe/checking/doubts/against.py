"""Doubts held against the evidence of a claim: which of them a passage answers, and which it raises.

A passage that says nearly the same as the claim but for one thing is the best witness for an error there. It raises an
alarm, and not a contradiction: another figure in the same words is often an error and sometimes another occasion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loupe.checking.comparison import tidy
from loupe.checking.doubts.finding import find_doubts
from loupe.checking.doubts.kinds import Doubt, DoubtKind
from loupe.checking.doubts.status import STEPS, steps_in
from loupe.checking.doubts.values import steps
from loupe.checking.reading import Reading, prepare, quick_concepts
from loupe.language import content_stems, fold, tokens
from loupe.language.lexicon import concept
from loupe.model import Claim, Evidence, Finding
from loupe.model.quantities import Quantity, compare_quantities
from loupe.model.times import TimeSpan, compare_times

__all__ = ["doubts_of"]

_NEAR = 0.7
_LEAST = 3
_ANSWERED = 0.5
_LONGEST = 700


def doubts_of(finding: Finding, convicted: frozenset[str] = frozenset()) -> tuple[Doubt, ...]:
    """The doubts of a claim with its evidence in view; offsets are in the claim's quote.

    An alarm of the line's own words falls where a passage that was found says the same. Another one rises where a
    passage says nearly all that the claim says, with another figure, date, name, place, "not" or "how many", and no
    passage as near has what the claim has. ``convicted``: see ``find_doubts``. A claim that cannot be checked has only
    the doubts of its words, without an alarm for want of evidence.
    """
    claim = finding.claim
    own = find_doubts(claim.quote, convicted)
    if not claim.checkable:
        return tuple(d for d in own if d.kind in ("over-claim", "motive"))
    own = tuple(_answered(d, finding.evidence) if d.alarm else d for d in own)
    own = tuple(_status(d, claim, finding.evidence) for d in own)
    near = [n for n in (_near(claim, e) for e in finding.evidence) if n]
    raised = {d.kind: d for d in _raised(claim, near)}
    found = [_lifted(d, raised) for d in own]
    known = {(d.kind, d.start, d.end) for d in found}
    found += [d for d in raised.values() if (d.kind, d.start, d.end) not in known]
    return tuple(sorted(found, key=lambda d: (d.start, d.end, d.kind)))


def _lifted(doubt: Doubt, raised: dict[DoubtKind, Doubt]) -> Doubt:
    """The doubt with the alarm that a passage raises at its place."""
    alarm = raised.get(doubt.kind)
    if alarm is None or (alarm.start, alarm.end) != (doubt.start, doubt.end):
        return doubt
    return replace(doubt, alarm=True, reason=alarm.reason, evidence_id=alarm.evidence_id)


# --- what a passage answers ---


def _answered(doubt: Doubt, evidence: Sequence[Evidence]) -> Doubt:
    """Without its alarm where a passage has the words too: all of a short cue, half of a longer clause."""
    if doubt.kind not in ("superlative", "absolute", "motive"):
        return doubt
    stems = content_stems(doubt.words) or [t.low for t in tokens(doubt.words)]
    wanted = frozenset(concept(s) for s in stems)
    for e in evidence:
        there = quick_concepts(e.quote) | {t.low for t in tokens(e.quote)}
        least = 1.0 if len(wanted) < 3 else _ANSWERED
        if wanted and len(wanted & there) >= least * len(wanted):
            return replace(doubt, alarm=False, reason="")
    return doubt


def _status(doubt: Doubt, claim: Claim, evidence: Sequence[Evidence]) -> Doubt:
    """An over-claim with the passage that says less; without its alarm where a passage speaks of a conviction."""
    if doubt.kind != "over-claim":
        return doubt
    keys = prepare(claim.quote[:2000]).keys
    lower: tuple[int, Evidence, str] | None = None
    for e in evidence:
        said = steps_in(e.quote)
        same = not keys or bool(keys & prepare(e.quote[:_LONGEST]).keys)
        if "convicted" in said and "acquitted" not in said and same:
            return replace(doubt, alarm=False, reason="")
        if fold(doubt.words) in fold(e.quote) and "acquitted" not in said:
            return replace(doubt, alarm=False, reason="")
        ranks = [STEPS.index(s) for s in said if s in STEPS]
        if "acquitted" in said:
            lower = (9, e, "acquitted") if lower is None else lower
        elif ranks and (lower is None or max(ranks) > lower[0]):
            lower = (max(ranks), e, STEPS[max(ranks)])
    if lower is None or not (doubt.alarm or _claims_conviction(doubt)):
        return doubt
    reason = f"the line says “{tidy(doubt.words)}”; the passage says only {lower[2]}"
    if lower[2] == "acquitted":
        reason = f"the line says “{tidy(doubt.words)}”; the passage says acquitted"
    return replace(doubt, alarm=True, reason=reason, evidence_id=lower[1].id)


def _claims_conviction(doubt: Doubt) -> bool:
    return "convicted" in steps_in(doubt.words)


# --- what a passage raises ---


@dataclass(frozen=True, slots=True)
class _Near:
    """A piece of evidence that says nearly what the claim says, both read, and the share of its words it has."""

    evidence: Evidence
    claim: Reading
    passage: Reading
    share: float


@lru_cache(maxsize=5_000)
def _read(text: str) -> Reading:
    return prepare(text[:_LONGEST].replace("[", "").replace("]", ""))


def _near(claim: Claim, evidence: Evidence) -> _Near | None:
    ours, theirs = _read(claim.said), _read(evidence.quote)
    named = {concept(s) for n in ours.sentence.names for s in content_stems(n.text)}
    topic = ours.topic - named
    common = topic & theirs.concepts
    if len(common) < _LEAST or len(common) < _NEAR * len(topic):
        return None
    return _Near(evidence, ours, theirs, len(common) / len(topic))


def _raised(claim: Claim, near: Sequence[_Near]) -> Iterator[Doubt]:
    """One alarm of a kind at most; the nearest passage speaks for it."""
    near = sorted(near, key=lambda n: (-n.share, -n.evidence.score, n.evidence.id))
    for n in near:
        if n.passage.sentence.asked or n.claim.sentence.asked:
            return
    quote = claim.quote
    for kind, compare in (
        ("number", _numbers), ("date", _dates), ("name", _names), ("negation", _negations), ("quantifier", _steps_apart),
    ):  # fmt: skip
        alarms = [compare(n) for n in near]
        if not near or any(a == _SAME for a in alarms):
            continue
        for n, alarm in zip(near, alarms, strict=True):
            if isinstance(alarm, _Apart):
                placed = _placed(quote, alarm.ours)
                if placed:
                    kind_, question = _as_asked(kind, quote, placed)
                    yield Doubt(kind_, quote[placed[0] : placed[1]], *placed, question, True, alarm.reason, n.evidence.id)
                break


@dataclass(frozen=True, slots=True)
class _Apart:
    """What the claim has, in its words, where the passage has something else, and the reason in words."""

    ours: str
    reason: str


_SAME = "same"
_Outcome = _Apart | str | None
"""Apart, the same, or nothing to say."""


def _placed(quote: str, words: str) -> tuple[int, int] | None:
    flat = "".join(" " if c.isspace() else c for c in quote)
    at = flat.find(words)
    return (at, at + len(words)) if at >= 0 and words else None


def _as_asked(kind: str, quote: str, placed: tuple[int, int]) -> tuple[DoubtKind, str]:
    """The kind and question of the doubt that the line itself has there, else of the kind that was compared."""
    for d in find_doubts(quote):
        if (d.start, d.end) == placed and (d.kind == kind or (kind == "name" and d.kind == "place")):
            return d.kind, d.question
    return kind, f"Was it “{tidy(quote[slice(*placed)])}”?"  # type: ignore[return-value]


def _numbers(n: _Near) -> _Outcome:
    ours = [q for q in n.claim.sentence.quantities if not _within_time(q, n.claim)]
    theirs = [q for q in n.passage.sentence.quantities if not _within_time(q, n.passage)]
    return _first_apart([_number(q, theirs) for q in ours])


def _number(q: Quantity, theirs: Sequence[Quantity]) -> _Outcome:
    rivals = [p for p in theirs if p.dimension == q.dimension or {p.dimension, q.dimension} <= {"count", "other"}]
    relations = [compare_quantities(replace(q, noun=None, facet=None), replace(p, noun=None, facet=None)) for p in rivals]
    if any(r in ("equal", "inside", "compatible") for r in relations):
        return _SAME
    apart = [p for p, r in zip(rivals, relations, strict=True) if r == "disjoint"]
    if not apart:
        return None
    return _Apart(q.text, f"the passage says nearly the same with “{tidy(apart[0].text)}” for “{tidy(q.text)}”")


def _within_time(q: Quantity, reading: Reading) -> bool:
    return any(t.start_at < q.end and q.start < t.end_at for t in reading.sentence.times)


def _dates(n: _Near) -> _Outcome:
    return _first_apart([_date(t, n.passage.sentence.times) for t in n.claim.sentence.times])


def _date(t: TimeSpan, theirs: Sequence[TimeSpan]) -> _Outcome:
    relations = [compare_times(t, p) for p in theirs]
    if any(r in ("inside", "compatible") for r in relations):
        return _SAME
    apart = [p for p, r in zip(theirs, relations, strict=True) if r == "disjoint"]
    if not apart:
        return None
    return _Apart(t.text, f"the passage says nearly the same with “{tidy(apart[0].text)}” for “{tidy(t.text)}”")


def _names(n: _Near) -> _Outcome:
    theirs = n.passage.concepts | n.passage.keys
    ours = [name for name in n.claim.sentence.names if not _in_time(name.start, n.claim)]
    strange = [
        name for name in ours
        if not (frozenset(concept(s) for s in content_stems(name.text)) & theirs) and name.key not in theirs
    ]  # fmt: skip
    if not strange:
        return _SAME if ours else None
    known = {name.key for name in ours}
    others = [p for p in n.passage.sentence.names if p.key not in known and not _in_time(p.start, n.passage)]
    said = n.claim.concepts
    others = [p for p in others if not (frozenset(concept(s) for s in content_stems(p.text)) & said)]
    if not others:
        return None
    return _Apart(
        strange[0].text, f"the passage says nearly the same of {tidy(others[0].text)}, and does not name {tidy(strange[0].text)}"
    )


def _in_time(at: int, reading: Reading) -> bool:
    return any(t.start_at <= at < t.end_at for t in reading.sentence.times)


def _negations(n: _Near) -> _Outcome:
    shared = n.claim.topic & n.passage.concepts
    ours, theirs = n.claim.negated & shared, n.passage.negated & shared
    if not ours and not theirs:
        return _SAME
    if ours == theirs or (ours and theirs):
        return _SAME
    who = "the line" if ours else "the passage"
    word = _negator(n.claim) if ours else _first_of(n.claim, theirs)
    return _Apart(word, f"the passage says nearly the same, and only {who} says not") if word else None


_NEGATORS = frozenset("not never no none nobody nothing neither nor cannot hardly scarcely".split())


def _negator(reading: Reading) -> str:
    return next((t.text for t in tokens(reading.sentence.text) if t.low in _NEGATORS or t.low.endswith("n't")), "")


def _first_of(reading: Reading, wanted: frozenset[str]) -> str:
    from loupe.language import stem

    return next((t.text for t in tokens(reading.sentence.text) if concept(stem(t.low)) in wanted), "")


_STRONGER = {
    "all": {"most", "many", "some", "few", "none"}, "most": {"some", "few", "none"}, "many": {"few", "none", "some"},
    "few": {"all", "most", "many", "some"}, "none": {"all", "most", "many", "some", "few"},
    "always": {"often", "sometimes", "seldom", "never"}, "often": {"seldom", "never", "sometimes"},
    "seldom": {"often", "always"}, "never": {"always", "often", "sometimes"},
}  # fmt: skip


def _steps_apart(n: _Near) -> _Outcome:
    ours, theirs = steps(n.claim.sentence.text), steps(n.passage.sentence.text)
    there = {name for name, _, _ in theirs}
    mine = {name for name, _, _ in ours}
    for name, start, end in ours:
        if name not in _STRONGER or name in there:
            continue
        weaker = [each for each in theirs if each[0] in _STRONGER[name] and each[0] not in mine]
        if weaker:
            theirs_text = n.passage.sentence.text[weaker[0][1] : weaker[0][2]]
            word = n.claim.sentence.text[start:end]
            return _Apart(word, f"the passage says nearly the same with “{theirs_text}” for “{word}”")
    return _SAME if ours and there & mine else None


def _first_apart(outcomes: Sequence[_Outcome]) -> _Outcome:
    """Apart where one value is; the same where all that could be compared is."""
    for outcome in outcomes:
        if isinstance(outcome, _Apart):
            return outcome
    return _SAME if _SAME in outcomes else None

"""Doubts held against the evidence of a line: which of them a passage answers, and which it raises.

A passage that says nearly the same as the line but for one thing is the best witness for an error there. It raises an
alarm, and not a contradiction: another figure in the same words is often an error and sometimes another occasion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite
from typing import Literal

from loupe.checking.comparison import tidy
from loupe.checking.doubts.finding import find_doubts
from loupe.checking.doubts.kinds import Doubt, DoubtKind
from loupe.checking.doubts.status import STEPS, steps_in
from loupe.checking.doubts.values import steps
from loupe.checking.nearly import likeness, nots_beside
from loupe.checking.reading import Reading, prepare, quick_concepts
from loupe.language import content_stems, finite_verb, fold, stem, tokens
from loupe.language.lexicon import concept
from loupe.model import Evidence, Finding
from loupe.model.quantities import Quantity, compare_quantities
from loupe.model.readings import Name
from loupe.model.times import TimeSpan, compare_times

__all__ = ["doubts_of"]

_NEAR = 0.7
_LEAST = 3
_NEAR_PAIRS = 0.5
_LEAST_PAIRS = 4
_ANSWERED = 0.5
_LONGEST = 700


def doubts_of(line: str, findings: Sequence[Finding], convicted: frozenset[str] = frozenset()) -> tuple[Doubt, ...]:
    """The doubts of a line, a sentence of the work, with the evidence of its claims in view; offsets are in the line.

    An alarm of the line's own words falls where a passage that was found says the same. Another one rises where a
    passage says nearly all that the line says, with another figure, date, name, place, "not" or "how many", and no
    passage as near has what the line has. ``convicted``: see ``find_doubts``. A line that cannot be checked is only
    asked about guilt and motives.
    """
    own = find_doubts(line, convicted)
    if not any(f.claim.checkable for f in findings):
        return tuple(d for d in own if d.kind in ("over-claim", "motive"))
    pieces = {(e.source_id, e.locator.start, e.locator.end): e for f in findings for e in f.evidence}
    evidence = tuple(pieces[key] for key in sorted(pieces))
    own = tuple(_answered(d, evidence) if d.alarm else d for d in own)
    own = tuple(_status(d, line, evidence) for d in own)
    raised = {(d.kind, d.start, d.end): d for d in _raised(line, evidence)}
    found = [raised.pop((d.kind, d.start, d.end), d) for d in own]
    return tuple(sorted((*found, *raised.values()), key=lambda d: (d.start, d.end, d.kind)))


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


def _status(doubt: Doubt, line: str, evidence: Sequence[Evidence]) -> Doubt:
    """An over-claim with the passage that says less; without its alarm where a passage speaks of a conviction."""
    if doubt.kind != "over-claim":
        return doubt
    keys, cleared = _read(line).keys, "acquitted" in steps_in(line)
    lower: tuple[int, Evidence, str] | None = None
    for e in evidence:
        said = steps_in(e.quote)
        same = not keys or bool(keys & _read(e.quote).keys)
        if "convicted" in said and ("acquitted" not in said or cleared) and same:
            return replace(doubt, alarm=False, reason="")
        if fold(doubt.words) in fold(e.quote) and ("acquitted" not in said or cleared):
            return replace(doubt, alarm=False, reason="")
        if not same:
            continue  # what became of somebody else says nothing of whom the line names
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
    """A piece of evidence that says nearly what the line says, both read, and the share of its words it has."""

    evidence: Evidence
    line: Reading
    passage: Reading
    share: float


@lru_cache(maxsize=5_000)
def _read(text: str) -> Reading:
    """A text read, blanks as they stand so that offsets hold."""
    return prepare("".join(" " if c.isspace() else c for c in text[:_LONGEST]))


def _near(line: str, evidence: Evidence) -> _Near | None:
    ours, theirs = _read(line), _read(evidence.quote)
    if ours.sentence.asked or theirs.sentence.asked:
        return None
    named = {concept(s) for n in ours.sentence.names for s in content_stems(n.text)}
    topic = ours.topic - named
    common = topic & theirs.concepts
    alike = likeness(ours.sentence, theirs.sentence)
    same_topic = len(common) >= _LEAST and len(common) >= _NEAR * len(topic)
    same_words = alike.shared >= _LEAST_PAIRS and alike.ours >= _NEAR_PAIRS
    if not same_topic and not same_words:
        return None
    return _Near(evidence, ours, theirs, alike.ours)


@dataclass(frozen=True, slots=True)
class _Value:
    """Something of the line that a passage may have otherwise: its kind, and where it stands in the line as read."""

    kind: DoubtKind
    start: int
    end: int
    read: Quantity | TimeSpan | Name | None = None
    name: str = ""


_Outcome = Literal["same", ""] | tuple[str]
"""The passage has the same, has nothing to say of it, or why it is apart."""


def _raised(line: str, evidence: Sequence[Evidence]) -> Iterator[Doubt]:
    """For each value of the line the nearest passage that has another one, where none has the same."""
    near = [n for n in (_near(line, e) for e in evidence) if n]
    near.sort(key=lambda n: (-n.share, -n.evidence.score, n.evidence.id))
    if not near:
        return
    asked = {(d.kind, d.start, d.end): d.question for d in find_doubts(line)}
    for value in _values(near[0].line):
        outcomes = [_held(value, n) for n in near]
        if "same" in outcomes:
            continue
        for n, outcome in zip(near, outcomes, strict=True):
            if isinstance(outcome, tuple):
                yield _as_doubt(line, value, outcome[0], n.evidence.id, asked)
                break


def _as_doubt(
    line: str, value: _Value, reason: str, evidence_id: str, asked: Mapping[tuple[DoubtKind, int, int], str]
) -> Doubt:
    """The value as a doubt at its place in the line, with the question that the line itself raises there."""
    start, end = value.start, value.end
    kind = value.kind
    if kind == "name" and ("place", start, end) in asked:
        kind = "place"
    question = asked.get((kind, start, end), f"Was it “{tidy(line[start:end])}”?")
    return Doubt(kind, line[start:end], start, end, question, True, reason, evidence_id)


def _values(reading: Reading) -> Iterator[_Value]:
    said = reading.sentence
    for t in said.times:
        yield _Value("date", t.start_at, t.end_at, t)
    for q in said.quantities:
        if not _in_time(q.start, reading) and not _in_time(q.end - 1, reading):
            yield _Value("number", q.start, q.end, q)
    for name in said.names:
        if not _in_time(name.start, reading):
            yield _Value("name", name.start, name.end, name)
    for step, start, end in steps(said.text):
        yield _Value("quantifier", start, end, name=step)
    for match in _CODE.finditer(said.text):
        at = match.start("code")
        if not _in_time(at, reading) and not any(q.start <= at < q.end for q in said.quantities):
            yield _Value("number", *match.span("code"), name=match.group())
    yield _negation(reading)


_CODE = re.compile(r"\b(?P<word>[A-Za-z]{2,})\s+(?P<code>[A-Z]{0,3}\d[\d,.]*\d|\d)\b")
"""A figure that counts nothing, with the word that it belongs to: Incident 298."""


def _held(value: _Value, n: _Near) -> _Outcome:
    match value.kind, value.read:
        case "date", TimeSpan() as t:
            return _date(t, n.passage)
        case "number", Quantity() as q:
            return _number(q, n.passage)
        case "name", Name() as name:
            return _name(name, n)
        case "number", None:
            return _code(value.name, n.passage)
        case "quantifier", _:
            return _step(value.name, n)
    return _negated(n)


def _number(q: Quantity, passage: Reading) -> _Outcome:
    said = passage.sentence
    rivals = [p for p in said.quantities if p.dimension == q.dimension and not _in_time(p.start, passage)]
    if q.dimension == "ordinal":
        rivals = [p for p in rivals if p.noun == q.noun]
    found = [(p, _figure(q, p)) for p in rivals]
    if any(r == "same" for _, r in found):
        return "same"
    for p, relation in found:
        if relation == "apart":
            return _other(p.text, q.text)
    return ""


def _code(ours: str, passage: Reading) -> _Outcome:
    word, code = ours.split()
    theirs = [m["code"] for m in _CODE.finditer(passage.sentence.text) if m["word"].lower() == word.lower()]
    if not theirs or code in theirs:
        return "same" if theirs else ""
    return _other(f"{word} {theirs[0]}", ours)


def _figure(q: Quantity, p: Quantity) -> Literal["same", "apart", ""]:
    """How two figures of nearly the same words stand: rounding is no error, more figures than were given is one."""
    if q.dimension == "ordinal":
        return "same" if q.low == p.low else "apart"
    relation = compare_quantities(replace(q, noun=None, facet=None), replace(p, noun=None, facet=None))
    if relation in ("equal", "disjoint"):
        return "same" if relation == "equal" else "apart"
    if relation == "incomparable" or q.unit != p.unit:
        return "same" if relation != "incomparable" else ""
    ours, theirs = _bounds(q), _bounds(p)
    if ours == theirs:
        return "same"
    if q.kind == p.kind and q.kind != "exact":
        weaker = relation == "inside" and q.kind in ("at least", "at most")
        return "same" if weaker else "apart"
    return "apart" if _finer(ours, theirs) else "same"


def _bounds(q: Quantity) -> tuple[float, float]:
    return q.spoken or (q.low, q.high)


def _finer(ours: tuple[float, float], theirs: tuple[float, float]) -> bool:
    """The line's figure has more significant digits than the passage's: 203 where the passage says about 200."""
    return _digits(ours[0]) > _digits(theirs[0])


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").replace("-", "").strip("0").split("e")[0]) if isfinite(value) else 0


def _date(t: TimeSpan, passage: Reading) -> _Outcome:
    found = [(p, compare_times(t, p)) for p in passage.sentence.times]
    if any(r in ("inside", "compatible") and not _longer(t, p) for p, r in found):
        return "same"
    apart = [p for p, r in found if r == "disjoint" or (r in ("inside", "compatible") and _longer(t, p))]
    return _other(apart[0].text, t.text) if apart else ""


def _longer(t: TimeSpan, p: TimeSpan) -> bool:
    """ "until 2016" and "until 2007" fit each other, and are not the same."""
    return t.qualifier == p.qualifier != "" and t.precision == p.precision and (t.start, t.end) != (p.start, p.end)


def _name(name: Name, n: _Near) -> _Outcome:
    theirs = _all_words(n.passage)
    words = _words_of(name.text)
    namesakes = [p for p in n.passage.sentence.names if p.key == name.key]
    if namesakes and all(_other_first(name, p) for p in namesakes):
        return (f"the passage says nearly the same of {tidy(namesakes[0].text)}, not of {tidy(name.text)}",)
    if words <= theirs or name.key in theirs:
        return "same"
    known = _all_words(n.line)
    others = [
        p for p in n.passage.sentence.names
        if p.key not in known and not _in_time(p.start, n.passage) and not _words_of(p.text) <= known
    ]  # fmt: skip
    if not others:
        return ""
    return (f"the passage says nearly the same of {tidy(others[0].text)}, and does not name {tidy(name.text)}",)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(concept(stem(t.low.removesuffix("'s"))) for t in tokens(text) if t.low not in _TITLES)


_TITLES = frozenset("mr mrs ms dr sir the of and detective inspector judge lord lady professor".split())


@lru_cache(maxsize=5_000)
def _all_words(reading: Reading) -> frozenset[str]:
    return _words_of(reading.sentence.text) | {name.key for name in reading.sentence.names}


def _other_first(a: Name, b: Name) -> bool:
    """Two full names of one surname whose first names cannot be the same."""
    first_a, first_b = (
        words[0] if len(words := [t.low for t in tokens(n.text) if t.low not in _TITLES and t.low[0].isalpha()]) == 2
        else "" for n in (a, b)
    )  # fmt: skip
    return bool(first_a and first_b and not first_a.startswith(first_b) and not first_b.startswith(first_a))


def _in_time(at: int, reading: Reading) -> bool:
    return any(t.start_at <= at < t.end_at for t in reading.sentence.times)


def _negation(reading: Reading) -> _Value:
    """The line's first "not", or the verb that it does not negate."""
    words = tokens(reading.sentence.text)
    nots = [t for t in words if t.low in _NEGATORS or t.low.endswith("n't")]
    at = finite_verb(words)
    word = nots[0] if nots else words[at if at is not None else 0] if words else None
    return _Value("negation", word.start, word.end) if word else _Value("negation", 0, 0)


_NEGATORS = frozenset("not never no none nobody nothing neither nor cannot hardly scarcely without".split())


def _negated(n: _Near) -> _Outcome:
    alike = likeness(n.line.sentence, n.passage.sentence)
    if alike.ours < _NEAR_PAIRS:
        return ""
    ours, theirs = nots_beside(n.line.sentence, n.passage.sentence)
    if ours % 2 == theirs % 2:
        return "same"
    return (f"the passage says nearly the same, and only {'the line' if ours > theirs else 'the passage'} says not",)


_STRONGER = {
    "all": {"most", "many", "some", "few", "none"}, "most": {"some", "few", "none"}, "many": {"few", "none", "some"},
    "few": {"all", "most", "many", "some"}, "none": {"all", "most", "many", "some", "few"},
    "always": {"often", "sometimes", "seldom", "never"}, "often": {"seldom", "never", "sometimes"},
    "seldom": {"often", "always"}, "never": {"always", "often", "sometimes"},
}  # fmt: skip


def _step(name: str, n: _Near) -> _Outcome:
    mine = {step for step, _, _ in steps(n.line.sentence.text)}
    theirs = [(step, n.passage.sentence.text[a:b]) for step, a, b in steps(n.passage.sentence.text)]
    if name in {step for step, _ in theirs}:
        return "same"
    for step, words in theirs:
        if step in _STRONGER.get(name, ()) and step not in mine:
            return (f"the passage says nearly the same with “{words}” for it",)
    return ""


def _other(theirs: str, ours: str) -> tuple[str]:
    return (f"the passage says nearly the same with “{tidy(theirs)}” for “{tidy(ours)}”",)

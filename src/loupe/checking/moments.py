"""Dates and clock times compared as intervals."""

from __future__ import annotations

import re

from loupe.checking.apart import other_names
from loupe.checking.comparison import Comparison, clause_around, tidy
from loupe.checking.reading import Reading, quick_concepts
from loupe.language import stem
from loupe.language.lexicon import concept
from loupe.model.times import TimeSpan, compare_times

__all__ = ["compare_moments", "other_occasion", "runs_on", "when_is_open"]


def compare_moments(claim: Reading, passage: Reading) -> tuple[Comparison, ...]:
    """Every date and clock time of the claim against those of the passage.

    What has its place only by the line before ("that night") counts where the passage gives a time, and is not missed
    where it gives none.
    """
    found = [(t, _time(t, claim, passage)) for t in claim.sentence.times]
    return tuple(c for t, c in found if c.relation != "silent" or t.anchor is None or passage.sentence.times)


def other_occasion(claim: Reading, passage: Reading) -> bool:
    """The passage gives times, and one of the claim's is apart from all of them: it may tell of another day."""
    for t in claim.sentence.times:
        relations = {compare_times(t, p) for p in passage.sentence.times} - {"incomparable"}
        if relations == {"disjoint"}:
            return True
    return False


def when_is_open(claim: Reading, passage: Reading) -> bool:
    """The claim says when, by itself, and the passage gives no time at all: it may be of another day."""
    return not passage.sentence.times and any(t.anchor is None for t in claim.sentence.times)


def runs_on(claim: Reading, passage: Reading) -> bool:
    """The passage counts up to a day ("as of 22 January"), and the claim gives none: the count may have gone on."""
    return not claim.sentence.times and bool(_RUNS_ON.search(passage.sentence.text))


_RUNS_ON = re.compile(r"\b(?:as (?:of|at)|so far|to date|by then|by now|until now)\b", re.IGNORECASE)


def _time(t: TimeSpan, claim: Reading, passage: Reading) -> Comparison:
    check = "time" if t.frame == "daily" else "date"
    said = f"“{tidy(t.text)}”"
    relations = [(p, compare_times(t, p)) for p in passage.sentence.times]
    for p, relation in relations:
        if relation in ("inside", "compatible") and _other_weekday(t, p):
            return Comparison(check, "conflicts", f"the claim says {said}; the passage says “{tidy(p.text)}”")
        if relation == "inside":
            same = tidy(p.text).lower() == tidy(t.text).lower()
            return Comparison(check, "agrees", f"both say {said}" if same else f"“{tidy(p.text)}” bears out {said}")
    for p, relation in relations:
        if relation == "compatible":
            return Comparison(check, "fits", f"“{tidy(p.text)}” is compatible with {said}")
    apart = [p for p, relation in relations if relation == "disjoint" and _same_grain(t, p)]
    if (
        len(apart) == 1
        and not other_names(claim, passage)
        and claim.verb not in claim.negated | passage.negated
        and ("again" in _low(claim)) == ("again" in _low(passage))
        and not _one_sided(t, claim)
        and not _one_sided(apart[0], passage)
    ):
        near = quick_concepts(_own_clause(passage.sentence.text, apart[0]))
        if claim.verb in near and len(near & claim.topic) >= 2 and not _lasts(claim) and claim.verb not in _DONE_OFTEN:
            return Comparison(check, "conflicts", f"the claim says {said}; the passage says “{tidy(apart[0].text)}”")
    if apart:
        theirs = f"“{tidy(apart[0].text)}”"
        return Comparison(check, "silent", f"the passage says {theirs}, perhaps of something else than {said}")
    return Comparison(check, "silent", f"the passage gives no time to set against {said}")


_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where|when)\b", re.IGNORECASE)


def _own_clause(text: str, t: TimeSpan) -> str:
    """The clause of a time, from its "which" on: "the contract which was concluded in 1996 was theirs"."""
    clause = clause_around(text, t.start_at, t.end_at)
    ahead = clause[: clause.find(text[t.start_at : t.end_at])]
    relative = list(_RELATIVE.finditer(ahead))
    return clause[relative[-1].end() :] if relative else clause


def _lasts(claim: Reading) -> bool:
    """What something is may hold at many times ("it was a public company"), and of many ("this is a letter of May");
    that it was *on Sunday* holds once."""
    shown = _SHOWN.match(claim.sentence.text[claim.sentence.inner[0] :])
    return bool(shown) or (claim.acts == {"be"} and bool(claim.topic - claim.subject))


_SHOWN = re.compile(
    r"\s*(?:this|that|these|those|it|here|there)(?:['’]s|\s+(?:is|was|are|were))\s+(?:an?|the|another|one|some|our)\s",
    re.IGNORECASE,
)


_DONE_OFTEN = frozenset(
    concept(stem(w))
    for w in "date write send email mail reply answer call phone telephone meet attend visit say tell ask speak talk "
    "discuss report note record log circulate forward receive read refer turn look see hear".split()
)
"""What the same people do again and again: two letters of two days are two letters."""


def _low(reading: Reading) -> str:
    return reading.sentence.text.lower()


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def _other_weekday(a: TimeSpan, b: TimeSpan) -> bool:
    """ "Monday, 5 June" and "Wednesday, 5 June": the same date, but one of the two is wrong."""
    days = [{d.lower() for d in _WEEKDAY.findall(t.text)} for t in (a, b)]
    return bool(days[0] and days[1] and not days[0] & days[1]) and "weekly" not in (a.frame, b.frame)


def _same_grain(a: TimeSpan, b: TimeSpan) -> bool:
    """A date conflicts with a date and a clock time with a clock time; a bare weekday never decides alone."""
    return (a.frame == "daily") == (b.frame == "daily") and "weekly" not in (a.frame, b.frame)


_SIDE = re.compile(
    r"(?:\b(?:about|around|circa|roughly|approximately|some time in|c\.|ca\.|since|after|before|until|till|by|from|to|"
    r"prior to|up to|following|in or)|~)\s*(?:the\s+)?$",
    re.IGNORECASE,
)


def _one_sided(t: TimeSpan, reading: Reading) -> bool:
    """ "since 2000" and "by Monday" bound a time on one side only."""
    return bool(_SIDE.search(reading.sentence.text[: t.start_at])) or t.text.lower().startswith(
        ("since", "after", "before")
    )

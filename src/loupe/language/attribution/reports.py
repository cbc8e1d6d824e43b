"""All that a sentence reports: each of its clauses in which somebody says something, with who says it."""

from __future__ import annotations

import re
from itertools import islice

from loupe.language.attribution.chain import Attribution, find_attribution
from loupe.language.attribution.patterns import Pattern
from loupe.language.attribution.people import ANYBODY, NOBODY
from loupe.language.words import fold

__all__ = ["find_reports"]

_MOST = 2000
"""Characters beyond which a sentence is none."""
_CLAUSES = 12
"""Joints of a sentence behind which a report is looked for."""
_JOINT = re.compile(
    r"(?:;|:|\s[–—-]{1,2}|,?\s(?:and|but|although|though|while|whereas|because|since|after|as|yet|when|who|which)|,)\s+"
)
_SAYING = re.compile(
    r",\s+(?:also\s+|later\s+)?(?P<verb>saying|claiming|stating|adding|arguing|insisting|noting|explaining|alleging|"
    r"announcing|telling\s+\w+|warning|confirming|suggesting|writing|denying|reporting|pointing\s+out)\b(?:\s+that\b)?[\s,:]+"
)
"""What the subject of the clause before says beside what it does: "He left, claiming that the vault was open"."""
_SUBJECT = Pattern(rf"\s*{ANYBODY}\s")


def find_reports(text: str, known: str | None = None) -> tuple[Attribution, ...]:
    """Every clause of a sentence that says who says so, in the order of what they say.

    The first layer of the sentence as a whole is read as ``find_attribution`` reads it. Beyond that, later clauses are
    read ("the plan failed, although experts say that it was sound"), and what a subject says while doing something
    else ("Boeing protested, claiming that ..."). Each value has the whole chain above its own P.
    """
    text = text[:_MOST]
    found: dict[tuple[int, int], Attribution] = {}
    main = find_attribution(text, known)
    if main.tellers:
        found[main.spans[-1]] = main
    for joint in islice(_JOINT.finditer(text), _CLAUSES):
        own = find_attribution(text[joint.end() :], known)
        if not own.tellers or own.inner[0] == 0:
            continue  # a teller named after what he says is found from the front
        moved = _moved(own, joint.end())
        outer = _around(main, moved)
        found.setdefault(moved.spans[-1], _inside(outer, moved))
    for saying in _SAYING.finditer(text):
        own_subject = _subject_before(text, saying.start(), known)
        if own_subject:
            denied = saying["verb"] == "denying"
            said = Attribution((own_subject[0],), denied, (saying.end(), len(text)), (own_subject[1],))
            found.setdefault(saying.span(), _inside(_around(main, said), said))
    return tuple(sorted(found.values(), key=lambda a: (a.inner, a.spans)))


def _moved(own: Attribution, by: int) -> Attribution:
    spans = tuple((a + by, b + by) for a, b in own.spans)
    return Attribution(own.tellers, own.denied, (own.inner[0] + by, own.inner[1] + by), spans)


def _around(main: Attribution, own: Attribution) -> Attribution | None:
    """The sentence's own layers, where what is reported here stands inside its P and is told by another."""
    start, end = main.inner
    inside = bool(main.tellers) and start <= own.spans[0][0] and own.inner[1] <= end
    return main if inside and own.spans[0] not in main.spans else None


def _inside(outer: Attribution | None, own: Attribution) -> Attribution:
    if outer is None:
        return own
    return Attribution(outer.tellers + own.tellers, own.denied, own.inner, outer.spans + own.spans)


def _subject_before(text: str, end: int, known: str | None) -> tuple[str, tuple[int, int]] | None:
    """Who begins the clause that ends there: the words after its last comma, or after the start of the sentence."""
    for start in (text.rfind(",", 0, end) + 1, 0):
        match = _SUBJECT.match(text, start, end)
        if match and fold(match["who"]) not in NOBODY:
            name = match["who"].strip()
            at = match.start("who")
            return (known or name if fold(name) in ("he", "she") else name), (at, at + len(name))
    return None

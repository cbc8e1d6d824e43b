"""A statement in one plain line, for a list that a person reads."""

from __future__ import annotations

import re
from typing import Final

from loupe.language.statements.phrases import is_office
from loupe.model.statements import Modality, Statement

__all__ = ["statement_words"]

_FORCES: Final[dict[Modality, str]] = {
    "asserted": "", "reported": "", "alleged": "alleged", "possible": "possible", "conditional": "on a condition",
    "future": "still to come", "asked": "a question",
}  # fmt: skip
_HELPERS: Final = re.compile(
    r"(?:(?<![\w’'])(?:was|were|is|are|been|be|being|has|have|had|may|might|will|would|could|can|must|should|did|"
    r"does|do|not|never|there|got)\s+){1,5}$",
    re.IGNORECASE,
)
"""The words before a verb that go with it."""
_REACH: Final = 40
_BETWEEN: Final = 4
"""Words of the passage that are kept between two parts; where more stand there, three dots do."""


def statement_words(statement: Statement, text: str) -> str:
    """One line: "Peys says: Notarbartolo rented an office, November 2000 [alleged]".

    ``text`` is the passage, out of which every word of the event is taken, in its order; what is left out shows as
    three dots. Behind the words stands, in brackets, whom they were taken to mean ("he [Notarbartolo?]"). At the end
    stands how the event is put forward, when not simply asserted or told (alleged, possible, on a condition, still to
    come, a question), and whether the statement is that it did not happen.
    """
    tellers = "".join(f"{t[:1].upper()}{t[1:]} {'say' if _is_plural(t) else 'says'}: " for t in statement.chain)
    marks = [_FORCES[statement.modality], "it did not happen" if statement.denied else ""]
    tail = "; ".join(mark for mark in marks if mark)
    return f"{tellers}{_told(statement, text)}{_measured(statement, text)}" + (f" [{tail}]" if tail else "")


def _is_plural(teller: str) -> bool:
    last = teller.split()[-1] if teller.split() else ""
    low = last.lower()
    if low in ("they", "we", "police", "people"):
        return True
    plural = low.endswith("s") and not low.endswith("ss")
    return plural and (last[:1].islower() or is_office(low.removesuffix("s")) or is_office(low.removesuffix("es")))


def _told(statement: Statement, text: str) -> str:
    """The verb, the participants and the place in the passage's order, with the few words that stand between."""
    verb_start, verb_end = statement.verb
    helped = _HELPERS.search(text[max(0, verb_start - _REACH) : verb_start])
    verb = verb_start - len(helped.group()) if helped else verb_start, verb_end
    guesses = {p.end: f" [{p.entity}?]" for p in statement.participants if p.guessed and p.entity}
    measures = [m for m in _measures(statement) if m[0] >= verb_end]
    spans = sorted({verb, *((p.start, p.end) for p in statement.participants), *_place(statement), *measures})
    behind = [  # "After stealing the diamonds, they drove": who did it comes first
        (p.start, p.end)
        for p in statement.participants
        if p.role == "agent" and p.start > verb_end and "," in text[verb_end : p.start]
    ]
    line = "".join(f"{text[start:end]}{guesses.get(end, '')} … " for start, end in behind)
    at: int | None = None
    for start, end in spans:
        if (start, end) in behind or (at is not None and end <= at):
            continue
        if at is not None and start > at:
            line += _gap(text[at:start])
        line += text[max(start, at or 0) : end] + guesses.get(end, "")
        at = end
    return re.sub(r"\s+", " ", line).strip(" .,;:")


def _place(statement: Statement) -> list[tuple[int, int]]:
    return [statement.place] if statement.place else []


def _gap(between: str) -> str:
    """What stands between two parts, or three dots for more than a few words or another clause."""
    if len(between.split()) <= _BETWEEN and not re.search(r"[,;:()–—\"“”]", between):
        return between
    return " … "


def _measures(statement: Statement) -> list[tuple[int, int]]:
    """The spans of the times and figures."""
    times = [(t.start_at, t.end_at) for t in statement.times]
    return sorted(times + [(q.start, q.end) for q in statement.quantities])


def _measured(statement: Statement, text: str) -> str:
    """The times and figures that stand before the verb, apart from its participants."""
    inside = [(p.start, p.end) for p in statement.participants]
    before = [(a, b) for a, b in _measures(statement) if a < statement.verb[0]]
    told = [text[a:b].strip(" .,") for a, b in before if not any(c <= a < d for c, d in inside)]
    return "".join(f", {words}" for words in told)

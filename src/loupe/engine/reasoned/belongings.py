"""What the words of one sentence say of property for the ledger: what it is, whose, when, and how it is put."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from loupe.engine.understood.sentences import Line
from loupe.language.property import (
    SHORTFALL,
    Became,
    Belonging,
    belonging_named,
    find_belongings,
    named_currency,
    nearest,
)
from loupe.model import Statement
from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan

__all__ = [
    "amount_of",
    "belongings_in",
    "currency_of",
    "facet_of_all",
    "force_of",
    "hedge_of",
    "is_time",
    "stands_for_it",
    "things_named",
    "when_told",
    "who_in",
]

_NAMED_BY_EVENT = ("steal", "recover", "seize", "confiscate", "pawn", "inherit")
_PRONOUN = re.compile(r"\b(?:it|its|(?<!cause of )(?<!reason of )which|them|they|these|those)\b", re.IGNORECASE)
_PLAIN_TAKING = re.compile(
    r"\b(?:take|takes|took|taken|taking|get|gets|got|getting|bring|brings|brought)\b", re.IGNORECASE
)
_PARTED = re.compile(r"\b(?:of|in|on|from|with|to|for|between|about|at|by|that|which|who|containing)\b", re.IGNORECASE)
_FAR = 40
"""Signs from "They" at the head of a sentence to "swapped"."""
_AMOUNT_OF = re.compile(r"[^a-z]*\d[\d.,]*\s*(?:[a-z]+ ){0,2}(?:in|of|worth of) ", re.IGNORECASE)
_SOMEBODY_DID = re.compile(r"(?:has|have|had|he|she|they|police|officers|detectives|customs|divers) (?!been)", re.I)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|suppose|supposing|imagine|hypothetical)\b[^,;:]*$", re.IGNORECASE)
_OF_IT = re.compile(r"^ (?:in|of|worth of|['’]s? worth of) ")
_NOBODY = frozenset(
    "it which what that this those these one road wood door motorway river street house you we us i me them anybody "
    "anyone nobody somebody someone everybody everyone some any more most".split()
)


def facet_of_all(whole: Belonging) -> str:
    """What an amount is of that is said of the whole: what was taken, or what the books lack."""
    return "short" if whole.name == SHORTFALL else "taken"


def belongings_in(line: Line) -> list[Belonging]:
    """What the table of property knows, and what is stolen or recovered by the grammar of the sentence."""
    found = find_belongings(line.text)
    for s in line.statements:
        if s.event in _NAMED_BY_EVENT and not _PLAIN_TAKING.search(
            line.text[s.verb[0] - line.at : s.verb[1] - line.at]
        ):
            for p in (p for p in s.participants if p.role == "patient"):
                named = belonging_named(p.text, p.start - line.at)
                if named and not any(b.start < named.end and named.start < b.end for b in found):
                    found.append(named)
    return sorted(found, key=lambda b: (b.start, b.end))


def things_named(words: str, event: str, verb: str) -> list[Belonging]:
    """What a phrase names at its head: "the notes in the bag" are notes, and "the box of notes" is a box."""
    named = belonging_named(words, 0) if event in _NAMED_BY_EVENT and not _PLAIN_TAKING.search(verb) else None
    if named:
        return [named]
    words = words.replace("\n", " ")
    return [b for b in find_belongings(words) if _leads(words[: b.start]) and _ends(words[b.end :])]


def _leads(before: str) -> bool:
    """Whether nothing stands before a head but what narrows it, or how much of it: "$3 million in "."""
    return not _PARTED.search(before) or bool(_AMOUNT_OF.fullmatch(before))


def _ends(rest: str) -> bool:
    return not rest.strip(" ,.") or bool(re.match(r"\W|\s*(?:and|or)\b", rest.lstrip()) or _PARTED.match(rest.lstrip()))


def amount_of(belongings: Sequence[Belonging], start: int, end: int, text: str) -> Belonging | None:
    """What the amount is of: the whole if it is named, else "$100 million in diamonds", else the nearest."""
    whole = [b for b in belongings if b.whole]
    if whole:
        return whole[0]
    inside = [b for b in belongings if b.start >= end and _OF_IT.match(text[end : b.start] + " ")]
    return inside[0] if inside else nearest(belongings, start, end, text)


def currency_of(q: Quantity, text: str, end: int) -> tuple[Quantity, str]:
    """The amount in the currency that the rest of the sentence names: "$200 million - Australian dollars, that is"."""
    if q.unit != "USD" or re.search(r"US|U\.S\.|American|USD", q.text):
        return q, ""
    named = named_currency(text, end)
    return (replace(q, unit=named[0]), named[1]) if named else (q, "")


def force_of(line: Line, start: int, end: int) -> tuple[str, bool]:
    """How the words at ``[start, end)`` are hedged ("" when they are not), and whether they are denied."""
    statement = line.told(start, end)
    supposed = "conditional" if _SUPPOSED.search(line.text[:start]) else ""
    if statement is None:
        return supposed, False
    return hedge_of(statement) or supposed, statement.denied


def hedge_of(s: Statement) -> str:
    """The modality of a statement that does not put it forward as so."""
    return s.modality if s.modality in ("alleged", "possible", "conditional", "future") else ""


def stands_for_it(text: str, became: Became) -> bool:
    """Whether a pronoun stands for what it became: "nothing of it has been recovered", "it was never found"."""
    start, end = became.start, became.end
    if became.status == "swapped":  # what stands after it is what came in its place
        return bool(re.match(r"(?:they|these|those|it)\b", text, re.IGNORECASE)) and start < _FAR
    if _SOMEBODY_DID.match(text[start:end]):
        return False  # "them, that had found": who found is told before it, and not what
    pronoun = _PRONOUN.search(text, max(0, start - 14), end)
    return bool(pronoun and re.match(r"\s*(?:[.,;!?]|$|(?:again|yet|since|in|by|at|on|for)\b)", text[end:]))


def is_time(line: Line, start: int, end: int) -> bool:
    """Whether the words at ``[start, end)`` are a time."""
    a, b = line.at + start, line.at + end
    return any(t.start_at < b and a < t.end_at for t in line.times)


def when_told(times: Sequence[TimeSpan]) -> tuple[datetime, datetime] | None:
    """The one time that can be placed on the line; None for none or several."""
    placed = [t for t in times if t.frame == "absolute" and not t.unresolved]
    return (placed[0].start, placed[0].end) if len(placed) == 1 else None


def who_in(s: Statement, role: str) -> str | None:
    """Who takes part in this role, in words; nobody where the words are a thing or a place by the way."""
    for p in s.participants:
        if p.role == role:
            words = " ".join((p.entity or p.text).split())
            last = words.split(" ")[-1].lower()
            if last not in _NOBODY:
                return words
    return None

"""Phrases around property and figures: where a thing was, which part a count is of, what currency is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["SaidPlace", "clause_around", "find_places", "named_currency", "tally_role"]


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """Where something was, by the words at ``[start, end)``: kept, left, hidden, seen or found there.

    ``front``: the place comes first and the thing after it ("in a wood there lay bags"). ``at`` is where the words
    begin that say it.
    """

    words: str
    stage: str
    start: int
    end: int
    at: int
    front: bool = False


_PREPOSITIONS = "in|at|on|behind|under|inside|beside|near|outside|beneath|aboard|below|among"
_PLACE = re.compile(
    r"\b(?P<cue>found|recovered|discovered|dumped|left|thrown|abandoned|hidden|buried|stashed|kept|stored|deposited|"
    rf"locked|lay|lying|seen|was|were)\b(?: away| up)? (?P<place>(?:(?:{_PREPOSITIONS})|"
    r"by(?= the (?:road|roadside|river|motorway|side|sea|lake|railway|canal)))"
    r" (?:the |a |an |his |her |their |those |these |some )?[\w’'-]+(?: [\w’'-]+){0,6}?)"
    r"(?= and\b| but\b| that\b| which\b| who\b| where\b| when\b| after\b| before\b| by\b|[,.;:!?)]|$)",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"(?:^|[,;] )(?P<place>(?:in|on|under|behind|inside|beside|near) (?:the |a |an |his |her |their )[\w’' -]{3,40}?) "
    r"(?:there )?(?:lay|was|were|stood|hung)\b",
    re.IGNORECASE,
)
_STAGE = {
    "found": "found", "recovered": "found", "discovered": "found", "seen": "seen", "was": "seen", "were": "seen",
    "lay": "seen", "lying": "seen", "kept": "kept", "stored": "kept", "deposited": "kept", "locked": "kept",
    "hidden": "hidden", "buried": "hidden", "stashed": "hidden",
}  # fmt: skip
_NO_PLACE = re.compile(
    r"^(?:in|on|at|under) (?:part|full|fact|all|time|use|vain|once|least|last|first|debt|court|trouble|question|danger|"
    r"charge|suspicion|investigation|about|around|live|place|order|general|practice|process|progress|\d|"
    r"(?:the|a|an) (?:time|times|moment|context|form|correspondence|possession|process|course|event|end|beginning|"
    r"start|middle|position|way|sense|region|order|hands|future|past)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:will|would|can|could|may|might|should|must|shall|please|if)\b[^,;]*$", re.IGNORECASE)


def find_places(text: str) -> list[SaidPlace]:
    """Where a sentence says that something was; what is only to come or to be wished is left out."""
    found = [
        SaidPlace(m["place"], "seen", m.start("place"), m.end("place"), m.start("place"), front=True)
        for m in _FRONT.finditer(text)
    ]
    for m in _PLACE.finditer(text):
        if not _COMING.search(text[: m.start()]):
            stage = _STAGE.get(m["cue"].lower(), "left")
            found.append(SaidPlace(m["place"], stage, m.start("place"), m.end("place"), m.start()))
    return [p for p in found if not _NO_PLACE.match(p.words)]


_REST = re.compile(r"\b(?:remaining|rest|left|untouched|unopened|unharmed|intact|spared)\b", re.IGNORECASE)
_LEFT_ALONE = re.compile(r"^(?: \w+){0,4} left (?:alone|untouched)", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:opened|forced|broken|broke|pried|prised|stolen|stole|taken|took|emptied|robbed|looted|drilled)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:there were|held|had|contained|in all|in total|altogether)\b", re.IGNORECASE)


def tally_role(text: str, start: int, end: int) -> str:
    """What a count at ``[start, end)`` is of: "part" (opened, taken), "rest" (left), "whole" (all there were) or ""."""
    before, after = text[max(0, start - 25) : start], text[end : end + 40]
    if _REST.search(before) or _REST.match(after.lstrip()) or _LEFT_ALONE.match(after):
        return "rest"
    if _PART.search(after) or _PART.search(text[max(0, start - 20) : start]):
        return "part"
    return "whole" if _WHOLE.search(before) else ""


_NAMED_DOLLARS = {
    "australian": "AUD", "canadian": "CAD", "american": "USD", "us": "USD", "new zealand": "NZD", "hong kong": "HKD",
    "singapore": "SGD", "taiwan": "TWD",
}  # fmt: skip
_DOLLARS = re.compile(rf"\b({'|'.join(_NAMED_DOLLARS)}) dollars?\b", re.IGNORECASE)
_NEAR = 60


def named_currency(text: str, end: int) -> tuple[str, str] | None:
    """The dollars that are named soon after an amount which ends at ``end``: ("AUD", "Australian dollars")."""
    named = {m[1].lower(): m for m in _DOLLARS.finditer(text, end, end + _NEAR)}
    if len(named) != 1:
        return None
    ((name, match),) = named.items()
    return _NAMED_DOLLARS[name], match.group()


def clause_around(text: str, start: int, end: int) -> str:
    """The words between the stops around ``[start, end)``."""
    a = max(text.rfind(c, 0, start) for c in ",;:") + 1
    ends = [k for k in (text.find(c, end) for c in ",;:") if k >= 0]
    words = text[a : min(ends, default=len(text))].strip()
    return words if ends else words.rstrip(".!?")

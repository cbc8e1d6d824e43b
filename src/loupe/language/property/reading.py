"""What one sentence says of property: which, what became of it, where, and what an amount of money is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loupe.language.property.tables import BELONGINGS, FACET_CUES, MARK_CUES, STATUS_CUES, TARGETS, WHOLE

__all__ = ["Became", "Belonging", "belonging_named", "find_belongings", "find_facet", "find_marks", "find_status"]

EVERYTHING = "what was taken"
"""The name in the ledger of all that was taken together: the loot, the haul, "what they took"."""
SHORTFALL = "shortfall"
"""The name in the ledger of money that is missing from the books, which says nothing of anybody having taken it."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Property named in a sentence: the name it has in the ledger, the words, and where they stand.

    ``whole`` says that all that was taken is meant.
    """

    name: str
    words: str
    start: int
    end: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Became:
    """What became of property by the words at ``[start, end)``: one of the statuses of the ledger."""

    status: str
    start: int
    end: int


_MODIFIER = (
    r"(?:(?!(?:the|a|an|of|in|to|for|and|or|with|that|which|were|was|is|are|had|have|has|be|been|on|at|by|from|as|"
    r"said|all|any|no|his|her|their|its|our|your|my|he|she|they|it|we|i|you|who|found|find|took|take|takes|lay|had|"
    r"stole|sold|hid|put|left|carried|carry|bought|seized|recovered|gave|kept|keep|opened|those|these|"
    r"this)\b)[\w’'-]+ ){0,2}"
)
_NAMES = {**BELONGINGS, **{w[:-1]: n for w, n in BELONGINGS.items() if w.endswith("s") and w[:-1] == n[:-1]}}
_WORDS = "|".join(sorted(map(re.escape, _NAMES), key=lambda w: (-len(w), w)))
_THING = re.compile(rf"(?<![\w-])({_MODIFIER})({_WORDS})(?![\w-])", re.IGNORECASE)
_ALL = re.compile(
    rf"\b(?:the|this|that|their|his|her|its|total|no|of) ({'|'.join(WHOLE)})\b|\b({WHOLE[0]}|{WHOLE[1]}|booty|bounty)\b"
    r"|\bwhat (?:was|is|had been|went|they|he|she|the thieves|the robbers|the burglars) ?"
    r"(?:taken|took|stole|stolen|missing|lost|get|got|out)\b|\bdid (?:they|he|she) (?:get|take|steal)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\bshortfalls?\b|\bdeficits?\b|\bdiscrepanc(?:y|ies)\b|\bshort (?:of|in|by)\b", re.IGNORECASE)
_STATUS = tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in STATUS_CUES)
_FACETS = tuple((facet, re.compile(pattern, re.IGNORECASE)) for facet, pattern in FACET_CUES)
_NOT_BACK = ("missing", "hardly recovered")
_MARKS = re.compile(MARK_CUES, re.IGNORECASE)
_NOT_HEADS = ("box", "boxes", "exchange", "centre", "center", "dealer", "dealers", "district", "trade", "case", "file",
              "house", "theft", "heist", "film", "quarter", "council", "merchant", "merchants", "bureau", "book",
              "robbery", "industry", "story", "number", "numbers", "market", "smuggler", "cutter", "account",
              "accounts", "flow", "declaration", "declarations", "figure", "figures", "balance", "balances", "desk",
              "server", "servers", "system", "systems", "team", "teams", "tree", "protection",
              "replication")  # fmt: skip


def find_belongings(text: str) -> list[Belonging]:
    """The property that a sentence names, by a table of what can be owned; "the diamond district" names none."""
    found = [Belonging(EVERYTHING, m.group(), m.start(), m.end(), whole=True) for m in _ALL.finditer(text)]
    found += [Belonging(SHORTFALL, m.group(), m.start(), m.end(), whole=True) for m in _SHORT.finditer(text)]
    for m in _THING.finditer(text):
        after = re.match(r" ([\w-]+)", text[m.end() :])
        if (after and after[1].lower() in _NOT_HEADS) or any(b.start < m.end() and m.start() < b.end for b in found):
            continue
        found.append(Belonging(_NAMES[m[2].lower()], m.group(), m.start(), m.end()))
    return sorted(found, key=lambda b: (b.start, b.end))


_HEAD = re.compile(r"^(?:(?:the|a|an|his|her|their|its|some|two|three|four|five|several|[\d,.]+) )?", re.IGNORECASE)


def belonging_named(words: str, start: int) -> Belonging | None:
    """Property by the words of what was stolen, sold or found, when no table has it: None for who or what is robbed."""
    words = " ".join(words.split())
    known = find_belongings(words)
    if known:
        return None
    noun = re.split(r" (?:of|in|from|with|by|at|on|for|that|which|who|among|worth) |,", words)[0]
    noun = _HEAD.sub("", noun, count=1).strip()
    last = noun.split(" ")[-1].lower() if noun else ""
    if not last or last in TARGETS or any(c.isdigit() for c in noun) or not last.isalpha() or len(noun.split()) > 4:
        return None
    return Belonging(noun if noun[:1].isupper() else noun.lower(), words, start, start + len(words))


def find_status(text: str) -> list[Became]:
    """What became of property, in the order of the words; where two readings overlap the first of the table holds."""
    found: list[Became] = []
    for status, pattern in _STATUS:
        for m in pattern.finditer(text):
            if not any(b.start < m.end() and m.start() < b.end for b in found):
                found.append(Became(status, m.start(), m.end()))
    return sorted(found, key=lambda b: (b.start, b.end))


def find_facet(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """What the amount at ``[start, end)`` is said of, with the place of the words that say so: the nearest cue.

    Words of the same clause go before those of another; "worth" gives way to a cue that says of what.
    """
    became = find_status(text)
    best: tuple[tuple[int, int, int], tuple[str, int, int]] | None = None
    for rank, (facet, pattern) in enumerate(_FACETS):
        for m in pattern.finditer(text):
            if m.start() < end and start < m.end():
                continue
            if any(b.status in _NOT_BACK and b.start < m.end() and m.start() < b.end for b in became):
                continue  # "none of which was recovered" speaks of no amount that was recovered
            between = text[m.end() : start] if m.end() <= start else text[end : m.start()]
            parted = len(re.findall(r"[;:,]| - ", between))
            key = (parted + (facet == "worth"), len(between), rank)
            if best is None or key < best[0]:
                best = (key, (facet, m.start(), m.end()))
    return best[1] if best else None


def find_marks(text: str) -> list[tuple[int, int]]:
    """Where a sentence names what tells an item from others of its kind."""
    return [m.span() for m in _MARKS.finditer(text)]


_FARTHEST = 70
"""Signs between property and what is said of it; further off, or in another clause, nothing is said of it."""
_ACTIVE = re.compile(
    r"took|stole|looted|made off with|ran off with|got away with|walked off with|snatched|"
    r"(?:has|have|had|police|officers|detectives|customs|divers|they|he|she)(?: \w+ly)? "
    r"(?:found|traced|discovered|recovered|retrieved|unearthed)",
    re.IGNORECASE,
)
"""What is taken stands after these, and who took it before them."""


def nearest(belongings: Iterable[Belonging], start: int, end: int, text: str) -> Belonging | None:
    """The property that words at ``[start, end)`` are said of: before them in the clause, else right after them."""
    if _ACTIVE.fullmatch(text[start:end]):
        belongings = [b for b in belongings if b.start >= end and not re.search(r"[;:.]", text[end : b.start])]

    def key(b: Belonging) -> tuple[int, int]:
        inside = b.start < end and start < b.end
        gap = 0 if inside else start - b.end if b.end <= start else b.start - end
        between = text[b.end : start] if b.end <= start else text[end : b.start]
        parted = len(re.findall(r"[;:]|, (?:and|but|while)\b", between))
        return parted, gap + (0 if inside or b.end <= start else 25)

    best = min(sorted(belongings, key=lambda b: (b.start, b.end)), key=key, default=None)
    return best if best and key(best) <= (0, _FARTHEST) else None

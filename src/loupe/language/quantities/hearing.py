"""The words around an amount: its bounds, the thing counted, and the total it is a part of."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.language.quantities.amounts import read_amount
from loupe.language.quantities.bounds import bound_after, bound_before
from loupe.language.quantities.lexicon import Bound, Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.nouns import noun_after
from loupe.language.quantities.number import Measure

__all__ = ["Heard", "hear"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What stands around an amount: the words it covers with it, the bound said, the noun's stem, and its total."""

    first: int
    after: int
    bound: Bound | None
    noun: str | None
    whole: Measure | None
    whole_at: int


def hear(line: Line, found: Measure, lexicon: Lexicon) -> Heard:
    """Read what is said before and behind an amount."""
    before = bound_before(line, found.first, lexicon)
    if before is not None and before[0] == "<=w":
        before = ("<=", before[1]) if found.dimension is not None else None
    said = bound_after(line, found.after, lexicon)
    after = said[1] if said is not None else found.after
    whole, whole_at = _total(line, found, after, lexicon)
    counted = whole if whole is not None else found
    noun, noun_end = None, after
    if counted.dimension is None:
        noun, noun_end = noun_after(line, max(after, counted.after), lexicon)
    if whole is None and found.dimension is None and noun is not None:
        later = _total(line, found, noun_end, lexicon)
        if later[0] is not None and noun_after(line, later[0].after, lexicon)[0] is None:
            whole, whole_at = later  # "123 boxes out of 160"
    if said is None and noun is not None and whole is None:
        said = bound_after(line, noun_end, lexicon)
        noun_end = said[1] if said is not None else noun_end
    after = max(after, noun_end, whole.after if whole is not None else 0)
    first = min(before[1], found.first) if before is not None else found.first
    return Heard(first, after, _stronger(before, said), noun, whole, whole_at)


def _stronger(before: tuple[Bound, int] | None, said: tuple[Bound, int] | None) -> Bound | None:
    """The bound that counts: the first, but "about five hundred or more" is at least that."""
    if before is not None and said is not None and before[0] == "~" and said[0] in (">=", "<="):
        return said[0]
    return before[0] if before is not None else said[0] if said is not None else None


def _total(line: Line, found: Measure, i: int, lexicon: Lexicon) -> tuple[Measure | None, int]:
    """The 189 of "109 of the 189 boxes", when a larger number is named so."""
    if found.dimension not in (None, "share") or found.number.vague or found.number.share:
        return None, 0
    for words in lexicon.out_of:
        if tuple(line.low[i : i + len(words)]) == words:
            j = i + len(words)
            while line.low[j] in lexicon.determiners or (
                line.low[j] in ("a", "total", "of") and line.low[j] != line.before(j)
            ):
                j += 1
            if j >= line.count:
                return None, 0
            total, _ = read_amount(line, j, lexicon)
            if total is None:
                return None, 0
            return (total, j) if _is_total(line, found, total, lexicon) else (None, 0)
    return None, 0


def _is_total(line: Line, part: Measure, total: Measure, lexicon: Lexicon) -> bool:
    if total.dimension is not None or total.number.vague or total.number.low != total.number.high:
        return False
    if part.dimension == "share":
        year = total.number.digits and 1500 <= total.number.low < 2100
        return not year and noun_after(line, total.after, lexicon)[0] is not None
    if total.number.low < part.number.high:
        return False
    word = line.word[total.number.first]
    year = total.number.digits and word.isdigit() and len(word) == 4 and not total.number.scaled
    return not (year and 1000 <= total.number.low < 2100 and noun_after(line, total.after, lexicon)[0] is None)

"""What claim and passage say was done, by whom and to what, held against each other event by event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loupe.checking.comparison import Comparison, tidy
from loupe.checking.figures import OF_A_TEXT
from loupe.checking.reading import Reading
from loupe.language import (
    EMPTY_WORDS,
    FUNCTION_WORDS,
    NOTHING_KNOWN,
    Parser,
    content_stems,
    find_statements,
    name_key,
    stem,
    tokens,
)
from loupe.language.coreference import Link, resolve
from loupe.language.lexicon import concept
from loupe.model.quantities import Quantity, compare_quantities
from loupe.model.statements import Participant, Statement
from loupe.model.times import TimeSpan, compare_times

__all__ = ["Statements", "Whom", "compare_events", "no_statements", "statement_reader", "whom_reader"]

Statements = Callable[[Reading], tuple[Statement, ...]]
"""The statements of a sentence that was read for comparison."""


def no_statements(_reading: Reading) -> tuple[Statement, ...]:
    """Where no grammar is installed, no event is compared."""
    return ()


def statement_reader(parser: Parser | None) -> Statements:
    """Reads sentences with a parser, each text once."""
    if parser is None:
        return no_statements

    @lru_cache(maxsize=50_000)
    def read(text: str) -> tuple[Statement, ...]:
        plain = tidy(text)
        (parse,) = parser.parse([plain])
        return find_statements(plain, parse, source_id="", passage_id="", setting=NOTHING_KNOWN)

    return lambda reading: read(reading.sentence.text)


Whom = Callable[[str], tuple[Link, ...]]
"""Whom the pronouns of a passage mean, as far as the passage itself tells."""


def whom_reader(parser: Parser | None) -> Whom:
    """Resolves the pronouns of a passage by its own words alone, each passage once; nothing without a parser."""
    if parser is None:
        return lambda _text: ()

    @lru_cache(maxsize=20_000)
    def read(text: str) -> tuple[Link, ...]:
        links = resolve(list(parser.parse([text.replace("\n", " ")])))
        return tuple(link for link in links if link.kind == "pronoun" and link.named)

    return read


def compare_events(claim: Reading, passage: Reading, statements: Statements) -> tuple[Comparison, ...]:
    """What the claim says happened against what the passage says happened.

    *Agrees* when every event of the claim is told by the passage as a fact, with the same act and everybody and
    everything that takes part; *conflicts* when the same act of the same parties has another figure or another time;
    *silent* when the claim's date or figure stands in the passage, but of another event.
    """
    told = [s for s in statements(passage) if s.modality in ("asserted", "reported")]
    wanted = [s for s in statements(claim) if s.event not in _TELLING or not s.chain]
    if not told or not wanted:
        return ()
    found = [_found(s, told, passage) for s in wanted]
    conflicts = [c for match in found for c in match.conflicts]
    if conflicts:
        return tuple(conflicts)
    if all(match.whole for match in found):
        return (Comparison("event", "agrees", _same(wanted)),)
    elsewhere = [c for s in wanted for c in _elsewhere(s, told)]
    return tuple(elsewhere)


def _elsewhere(wanted: Statement, told: Sequence[Statement]) -> Iterator[Comparison]:
    """Values of the claim's event that the passage has, but of another event only: born, and not married, in 1968."""
    same = [s for s in told if s.event == wanted.event]
    others = [s for s in told if s.event != wanted.event]
    if not same:
        return  # the passage may tell of it in other words
    for t in wanted.times:
        if _has_time(others, t) and not _has_time(same, t):
            yield _of_another("time" if t.frame == "daily" else "date", t.text, others)
    for q in wanted.quantities:
        if q.dimension != "count" and _has_quantity(others, q) and not _has_quantity(same, q):
            yield _of_another("amount" if q.dimension == "money" else "number", q.text, others)


def _has_time(told: Sequence[Statement], t: TimeSpan) -> bool:
    return any(compare_times(t, o) in ("inside", "compatible") for s in told for o in s.times)


def _has_quantity(told: Sequence[Statement], q: Quantity) -> bool:
    return any(compare_quantities(q, o) in ("equal", "inside") for s in told for o in s.quantities)


def _of_another(check: str, value: str, told: Sequence[Statement]) -> Comparison:
    events = ", ".join(dict.fromkeys(s.event for s in told))
    return Comparison(check, "silent", f"the passage has “{tidy(value)}” of another event ({events})")


_TELLING = frozenset({"say", "know"})


@dataclass(frozen=True, slots=True)
class _Match:
    """How one event of the claim stands in the passage: whole or not, and what its values say against it."""

    whole: bool
    conflicts: tuple[Comparison, ...] = ()


def _found(wanted: Statement, told: list[Statement], passage: Reading) -> _Match:
    same = [s for s in told if s.event == wanted.event and s.denied == wanted.denied]
    alike = [s for s in same if _same_parties(wanted, s, passage)]
    if not alike:
        return _Match(False)
    conflicts = [_values_apart(wanted, s) for s in alike]
    if all(conflicts):
        sure = [c for c, s in zip(conflicts, alike, strict=True) if c is not None and not _another(wanted, s)]
        return _Match(False, tuple(sure[:1]))
    return _Match(True)


_ONE_OF_SEVERAL = re.compile(r"(?:an?|another|one of|this|that|these|those)\s", re.IGNORECASE)


def _another(wanted: Statement, told: Statement) -> bool:
    """Nobody is named in both, and the one or the other speaks of *a* meeting or *this* letter, or of how long a text
    is: it may be of another one."""
    named = [{name_key(p.entity) for p in s.participants if p.entity} for s in (wanted, told)]
    if named[0] & named[1]:
        return False
    new = any(_ONE_OF_SEVERAL.match(tidy(p.text)) for s in (wanted, told) for p in s.participants)
    return new or any(q.noun in OF_A_TEXT for q in wanted.quantities)


def _same_parties(wanted: Statement, told: Statement, passage: Reading) -> bool:
    """Everybody and everything of the claim's event takes part in the passage's, and where the claim names a place."""
    if not wanted.participants:
        return False
    if not all(any(_same_thing(a, b, passage) for b in told.participants) for a in wanted.participants):
        return False
    return wanted.place_name is None or _concepts(wanted.place_name) <= passage.concepts


_PEOPLE = frozenset("he she they it him her them we i you us who this that these those one".split())
_ROLES = {"agent": {"agent"}, "patient": {"patient", "topic", "agent"}, "topic": {"patient", "topic"}}


def _same_thing(a: Participant, b: Participant, passage: Reading) -> bool:
    if b.role not in _ROLES.get(a.role, {a.role}) and a.role != b.role:
        return False
    head_a, head_b = _head(a.text), _head(b.text)
    if not head_a or not head_b:
        return False
    if a.entity and b.entity:
        return name_key(a.entity) == name_key(b.entity)
    return head_a == head_b and _concepts(a.text) <= passage.concepts


_PART = re.compile(
    r"^(?:(?:about|nearly|almost|at least|more than|over|up to|some|only)\s+)*(?:[\w,.-]+\s+)?(?:of|out of)\s+"
    r"(?=the\b|them\b|its\b|\d)",
    re.IGNORECASE,
)
_AFTER_HEAD = frozenset("of in at on for with from to by about under over inside outside near behind between".split())


@lru_cache(maxsize=20_000)
def _head(text: str) -> str | None:
    """The concept of the noun that a phrase is built on: "boxes" in "109 of the 189 boxes"; None for a pronoun."""
    words = [t.low for t in tokens(_PART.sub("", tidy(text)))]
    for i, word in enumerate(words):
        if (i and word in _AFTER_HEAD) or word in ",;(":
            words = words[:i]
            break
    plain = [w for w in words if w[0].isalpha()]
    if not plain or plain[-1] in _PEOPLE:
        return None
    return concept(stem(plain[-1].removesuffix("'s")))


@lru_cache(maxsize=20_000)
def _concepts(text: str) -> frozenset[str]:
    words = [s for s in content_stems(text) if s not in _EMPTY and not s[0].isdigit()]
    return frozenset(concept(s) for s in words)


_EMPTY = frozenset(stem(w) for w in (*EMPTY_WORDS, *FUNCTION_WORDS))


_AGAIN = frozenset("say ask meet see date email attend call receive".split())
"""What the same people do again and again: two letters of two days are two letters."""


def _values_apart(wanted: Statement, told: Statement) -> Comparison | None:
    for q in wanted.quantities:
        rivals = [p for p in told.quantities if p.dimension == q.dimension and p.is_total == q.is_total]
        if rivals and all(compare_quantities(q, p) == "disjoint" for p in rivals):
            check = "amount" if q.dimension == "money" else "number"
            return _against(check, q.text, rivals[0].text)
    for t in wanted.times if wanted.event not in _AGAIN else ():
        others = [compare_times(t, o) for o in told.times]
        if others and all(r == "disjoint" for r in others):
            return _against("time" if t.frame == "daily" else "date", t.text, told.times[0].text)
    return None


def _against(check: str, said: str, theirs: str) -> Comparison:
    return Comparison(
        check, "conflicts", f"of the same event the claim says “{tidy(said)}”; the passage says “{tidy(theirs)}”"
    )


def _same(wanted: list[Statement]) -> str:
    told = [f"{s.event}: {', '.join(tidy(p.text) for p in s.participants)}" for s in wanted]
    return f"the passage tells of the same ({'; '.join(told)})"

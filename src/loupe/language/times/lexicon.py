"""What the words of one language say about time: a table of senses, filled by the module of the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Lexicon", "Sense", "build_lexicon", "numbered"]

Sense = tuple[str, object]
"""The class of a word (see ``classes``) and what it is worth: a month 1 to 12, a weekday 0 to 6, hours, a number."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The time words of a language.

    ``senses`` maps a folded word, or several parted by a blank, to its class and value. ``firsts`` says for each word
    how many words the longest entry beginning with it has. ``numbers`` holds number words ("multipliers" among them).
    ``triggers`` are the words without which a text says no time. ``capitals`` are entries that must be written with a
    capital ("March", "Sun"). ``past`` and ``future`` are verb forms and signs of tense. ``day_first`` is how 2/3/2003
    is read first. ``months``, ``weekdays`` and ``templates`` are for writing a time in words.
    """

    language: str
    senses: Mapping[str, Sense]
    firsts: Mapping[str, int]
    numbers: Mapping[str, float]
    triggers: frozenset[str]
    capitals: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()  # "in two weeks"
    hour_letter: bool = False  # "19h" is an hour of the day
    day_dot: bool = False  # "15. Februar"
    plurals: tuple[str, ...] = ("s",)  # "2003 boxes" are no year
    bare_hours: bool = False  # "alle 7"
    day_first: bool = False  # 2/3/2003 is always 2 March
    compounds: bool = False  # "Samstagnacht", "zaterdagavond"
    to_words: frozenset[str] = frozenset()  # prepositions that also lead to the end of a run: "du 15 au 16 février"
    hour_leads: frozenset[str] = frozenset()  # "alle 19.30", "um 19.30"
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    joiners: frozenset[str] = frozenset()


_TELLING = frozenset(  # classes of which one alone makes a text worth reading
    (
        "MONTH WEEKDAY DECADE PART NOON SEASON FEAST UNIT SEC DEICT APM OCLOCK PAST EVERY WEEKEND QUARTER CENT REF YEAR"
    ).split()
)


def numbered(groups: str, first: int = 1) -> dict[str, int]:
    """Names in order, synonyms parted by a stroke: "january|jan february|feb" gives 1, 1, 2, 2; "_" is a blank."""
    return {name.replace("_", " "): first + i for i, names in enumerate(groups.split()) for name in names.split("|")}


def build_lexicon(
    language: str,
    tables: Mapping[str, Mapping[str, object] | str],
    numbers: Mapping[str, float],
    **rest: object,
) -> Lexicon:
    """A lexicon from tables by class; a table may be a mapping to values or words alone, parted as in ``numbered``."""
    senses: dict[str, Sense] = {}
    for name, table in tables.items():
        entries: Iterable[tuple[str, object]] = (
            ((w.replace("_", " "), None) for w in table.replace("|", " ").split())
            if isinstance(table, str)
            else table.items()
        )
        for word, value in entries:
            senses.setdefault(word, (name, value))
    firsts: dict[str, int] = {}
    for entry in senses:
        parts = entry.split(" ")
        firsts[parts[0]] = max(firsts.get(parts[0], 1), len(parts))
    triggers = frozenset(
        # the longest word of an entry: "the day before yesterday" is told by "yesterday"
        part
        for entry, (name, _) in senses.items()
        if name in _TELLING
        for part in max(entry.split(" "), key=len).split("'")
        if len(part) > 1 or len(entry) == 1
    )
    # "nineteen ninety-nine", "deux mille trois"
    spoken = frozenset(word for word, value in numbers.items() if value in (18, 19, 20, 1000))
    if rest.get("compounds"):
        days = [w for w, (name, _) in senses.items() if name == "WEEKDAY"]
        parts = [w for w, (name, _) in senses.items() if name == "PART"]
        triggers |= {day + part for day in days for part in parts}
    leads = frozenset(w for lead in rest.get("hour_leads", ()) for w in lead.split() if len(w) > 3)  # type: ignore[attr-defined]
    return Lexicon(language, senses, firsts, dict(numbers), triggers | spoken | leads, **rest)  # type: ignore[arg-type]

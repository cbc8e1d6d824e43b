"""The seeded errors: one change to a true line that makes it false, by type.

``seeds`` gives at most one error of each type for a line, always the same one for the same line: what is drawn is drawn
by the BLAKE2 sum of the line and the type. Words are found by plain patterns of the examiner's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from seeding.words import (
    AUXILIARY,
    CALENDAR,
    FIRMS,
    GIVEN,
    LABELLED,
    MONTHS,
    NOT_NAMES,
    NUMBERS,
    OF_FIRMS,
    PAST,
    PEOPLE,
    PLACES,
    WEEKDAYS,
)

__all__ = ["TYPES", "Seed", "draw", "names_in", "seeds"]

TYPES = (
    "number", "date", "name", "place", "negation", "attribution", "quantifier", "superlative", "over-claim", "motive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seed:
    """A false line: its type, its whole text, the words that were there and those that took their place."""

    kind: str
    text: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    now: str


def draw(*parts: object, among: int) -> int:
    """A number below ``among``, the same for the same parts on every machine."""
    key = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") % among


def seeds(text: str, others: Sequence[str] = (), each: int = 1) -> tuple[Seed, ...]:
    """The errors that a line can carry, ``each`` of a type at most, in the order of ``TYPES``.

    ``others`` are names of other lines of the script.
    """
    found = []
    for kind in TYPES:
        changes = list(dict.fromkeys(_MAKERS[kind](text, others)))
        for number in range(min(each, len(changes))):
            chosen = changes.pop(draw(text, kind, number, among=len(changes)))
            false = text[: chosen.start] + chosen.now + text[chosen.end :]
            if false.casefold() != text.casefold():
                found.append(Seed(kind, false, text[chosen.start : chosen.end], chosen.now))
    return tuple(found)


# --- figures ---

_FIGURE = re.compile(
    r"(?<![\w.,:/£$€-])(?P<sign>[£$€]?)(?P<figure>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?![\w:/-]|,\d|\.\d)"
)
_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELT = re.compile(
    rf"\b(?P<word>(?:{_TENS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTHS)


def _numbers(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    dated = [m.span() for pattern in (_DAY, _YEAR, _CLOCK) for m in pattern.finditer(text)]
    for match in _FIGURE.finditer(text):
        if _inside(match.span(), dated) or _labelled(text, match.start()):
            continue
        figure = match["figure"]
        value = int(figure.replace(",", ""))
        if value and not (1900 <= value <= 2099 and "," not in figure):
            new = _other_figure(text, value)
            if _still_true(text, match.start(), value, new):
                new = 2 * value - new if new < value else max(value // 2, 1)
            yield _Change(match.start("figure"), match.end("figure"), f"{new:,}" if "," in figure else str(new))
    for match in _SPELT.finditer(text):
        if not _inside(match.span(), dated) and not _labelled(text, match.start()):
            new_word = _other_word(text, match["word"])
            if not _still_true(text, match.start(), _worth(match["word"]), _worth(new_word)):
                yield _Change(*match.span(), new_word)


def _labelled(text: str, start: int) -> bool:
    before = re.findall(r"[A-Za-z]+", text[:start])
    return bool(before) and before[-1].lower() in LABELLED and text[:start].rstrip().endswith(before[-1])


_ABOVE = re.compile(r"\b(?:more than|at least|over|not less than|in excess of)\s+[£$€]?$", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:less than|at most|up to|under|fewer than|as many as)\s+[£$€]?$", re.IGNORECASE)


def _still_true(text: str, start: int, old: float, new: float) -> bool:
    """ "More than twenty" is no error where it was more than eighty."""
    before = text[:start]
    return bool((_ABOVE.search(before) and new < old) or (_BELOW.search(before) and new > old))


def _other_figure(text: str, value: int) -> int:
    """Another figure of about the same size: digits turned round, a few more or less, a half more."""
    turned = int(str(value)[::-1]) if value > 9 and not str(value).endswith("0") else value
    choices = [
        turned,
        value + 1 + draw(text, value, among=4),
        value * 3 // 2,
        max(value - 2 - value // 5, 1),
        value * 2,
    ]
    real = [c for c in choices if c != value]
    return real[draw(text, value, "which", among=len(real))]


def _worth(word: str) -> int:
    """Where a figure in words stands among figures: enough to tell more from less."""
    tens, _, ones = word.lower().partition("-")
    return 100 * NUMBERS.index(tens) + (NUMBERS.index(ones) if ones else 0)


def _other_word(text: str, word: str) -> str:
    low = word.lower()
    if "-" in low:
        tens, ones = low.split("-")
        all_tens = _TENS.split("|")
        new = f"{all_tens[(all_tens.index(tens) + 1 + draw(text, word, among=6)) % 8]}-{ones}"
    elif low in _TENS.split("|"):
        all_tens = _TENS.split("|")
        new = all_tens[(all_tens.index(low) + 1 + draw(text, word, among=6)) % 8]
    else:
        at = NUMBERS.index(low)
        new = NUMBERS[at + 2 + draw(text, word, among=4)] if at < 12 else NUMBERS[at - 2 - draw(text, word, among=4)]
    return new.capitalize() if word[0].isupper() else new


# --- dates and clock times ---

_YEAR = re.compile(
    r"(?<![\d£$€.,/-])(?:19[4-9]\d|20[0-4]\d)(?![\d,.]\d|[\d/-])\b(?!\s+(?:people|branches|offices|pages|boxes))"
)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b|"
    rf"\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?!\d)"
)
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?=\s*(?:[ap]\.?m\b|o'clock|hours))", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"\b(?:in|of|since|until|by|late|early|and)\s+(?P<month>{_MONTH})\b")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


def _dates(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    for match in _YEAR.finditer(text):
        year = int(match.group())
        away = 1 + draw(text, year, among=9)
        yield _Change(*match.span(), str(year - away if draw(text, "way", among=2) else year + away))
    for match in _DAY.finditer(text):
        which = "day" if match["day"] else "day2"
        day = int(match[which])
        if 1 <= day <= 31:
            yield _Change(*match.span(which), str((day + 2 + draw(text, day, among=20)) % 28 + 1))
        month = "month" if match["month"] else "month2"
        yield _Change(*match.span(month), _turned(MONTHS, match[month], text))
    for match in _BARE_MONTH.finditer(text):
        yield _Change(*match.span("month"), _turned(MONTHS, match["month"], text))
    for match in _WEEKDAY.finditer(text):
        yield _Change(*match.span(), _turned(WEEKDAYS, match.group(), text))
    for match in _CLOCK.finditer(text):
        yield _Change(*match.span("hour"), str((int(match["hour"]) + 1 + draw(text, among=4)) % 12 + 1))


def _turned(row: Sequence[str], word: str, text: str) -> str:
    return row[(row.index(word) + 1 + draw(text, word, among=len(row) - 1)) % len(row)]


# --- names and places ---

_CAPITALS = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Sir|Dr)\s+)?[A-Z][a-zé]+(?:[-'’][A-Z][a-z]+)?(?:\s+(?:(?:de|van|von|da|De)\s+)?[A-Z][a-zé]+){0,3}\b"
)
_AT = re.compile(r"\b(?:in|at|near|from|to|outside|towards)\s+(?:the\s+)?$")


def names_in(text: str) -> list[tuple[int, int]]:
    """Where people and firms are named, by their capitals; the first word of a line only when more follow it."""
    found = []
    for match in _CAPITALS.finditer(text):
        words = [w for w in match.group().split() if w not in ("Mr", "Mrs", "Ms", "Sir", "Dr")]
        titled = len(words) < len(match.group().split())
        first = not text[: match.start()].strip(' "“([')
        if any(w in NOT_NAMES or w in CALENDAR for w in words) or (first and len(words) < 2 and not titled):
            continue
        if words and not (set(words) & set(PLACES)):
            found.append(match.span())
    return found


def _is_person(name: str) -> bool:
    words = name.split()
    named = words[0] in GIVEN or words[0] in ("Mr", "Mrs", "Ms", "Sir", "Dr")
    return named or (len(words) == 2 and not set(words) & OF_FIRMS)


def _new_name(text: str, name: str, others: Sequence[str]) -> str:
    """Half the time a stranger, half the time somebody of another line; a title stays where it was."""
    if not _is_person(name):
        pool = [f for f in FIRMS if f not in text]
        return pool[draw(text, name, among=len(pool))]
    title = name.split()[0] if name.split()[0] in ("Mr", "Mrs", "Ms", "Sir", "Dr") else ""
    known = [
        o for o in others if _is_person(o) and bool(title) == (o.split()[0] in ("Mr", "Mrs", "Ms")) and o not in text
    ]
    known = [o for o in known if o.split()[-1] not in text and (not title or o.split()[0] == title)]
    if known and draw(text, name, "known", among=2):
        return known[draw(text, name, among=len(known))]
    stranger = PEOPLE[draw(text, name, among=len(PEOPLE))]
    return f"{title} {stranger.split()[-1]}" if title else stranger


def _names(text: str, others: Sequence[str]) -> Iterator[_Change]:
    for start, end in names_in(text):
        if not _teller(text, start, end):
            yield _Change(start, end, _new_name(text, text[start:end], others))


def _places(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    for match in re.finditer(rf"\b(?:{'|'.join(PLACES)})\b", text):
        if not _AT.search(text[: match.start()]):
            continue
        pool = [p for p in PLACES[:15] if p not in text]
        yield _Change(*match.span(), pool[draw(text, match.group(), among=len(pool))])


# --- who said so ---

_SAYS = r"(?:said|says|told|wrote|reported|explained|stated|recalled|claimed|admitted|confirmed|according)"


def _teller(text: str, start: int, end: int) -> bool:
    after = re.match(rf"\s+(?:has\s+|had\s+|also\s+)?{_SAYS}\b", text[end:])
    return bool(after or re.search(r"\b(?:according to|told by|tells us that)\s+$", text[:start]))


def _attributions(text: str, others: Sequence[str]) -> Iterator[_Change]:
    for start, end in names_in(text):
        if _teller(text, start, end):
            yield _Change(start, end, _new_name(text, text[start:end], others))


# --- not ---

_AUX = re.compile(rf"\b(?P<aux>{'|'.join(AUXILIARY)})\b(?!\s+(?:not|never|no)\b|n['’]t)(?=\s+\w)")
_NOT = re.compile(r"\b(?P<aux>was|were|is|are|had|has|have|could|would|should)(?P<not>n['’]t|\s+not|\s+never)\b")
_DID_NOT = re.compile(r"\b(?P<aux>did|does|do)(?P<not>n['’]t|\s+not)\s+(?P<verb>[a-z]+)\b")


def _negations(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    """The chief verb denied, or its denial taken away; the first verb of the line is taken for the chief one."""
    denied = _NOT.search(text)
    if denied:
        yield _Change(*denied.span("not"), "")
        return
    did = _DID_NOT.search(text)
    if did:
        back = {base: past for past, base in PAST.items()}
        if did["aux"] == "did" and did["verb"] in back:
            yield _Change(*did.span(), back[did["verb"]])
        return
    aux = _AUX.search(text)
    past = re.search(rf"\b(?:{'|'.join(w for w in PAST if ' ' not in w)})\b", text)
    if aux and (past is None or aux.start() <= past.start()):
        yield _Change(aux.end(), aux.end(), " not")
    elif past and not re.search(r"\b(?:to|the|a|an|be|been|is|are|was|were|who|which|that)\s+$", text[: past.start()]):
        yield _Change(*past.span(), f"did not {PAST[past.group()]}")


# --- how many of them ---

_QUANTIFIED = (
    (r"\bsome of\b", "all of"), (r"\bmost of\b", "all of"), (r"\bmany of\b", "none of"), (r"\ball of\b", "a few of"),
    (r"\bsome\b(?=\s+[a-z]+s\b)", "all"), (r"\bmost\b(?=\s+[a-z]+s\b)", "all"), (r"\bmany\b(?=\s+[a-z]+s\b)", "few"),
    (r"\ball\b(?=\s+(?:the|these|those)\b)", "few of"), (r"\bmore than\b", "fewer than"), (r"\bat least\b", "at most"),
    (r"\bless than\b", "more than"), (r"\bpart of\b(?=\s+the\b)", "all of"), (r"\ba few\b", "most"),
    (r"\bseveral\b(?=\s+[a-z]+s\b)", "all"), (r"\bboth\b(?=\s+[a-z]+s\b)", "neither of the"),
    (r"\bevery\b", "hardly any"),
    (r"\ba number of\b", "all"), (r"\bthe majority of\b", "all"), (r"\bup to\b(?=\s+\d)", "at least"),
    (r"\balmost\b(?=\s+(?:all|every|half))", "fewer than"), (r"\bsometimes\b", "always"), (r"\boften\b", "always"),
    (r"\busually\b", "always"), (r"\bgenerally\b", "always"),
)  # fmt: skip


def _quantifiers(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    for pattern, now in _QUANTIFIED:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield _Change(*match.span(), now.capitalize() if match.group()[0].isupper() else now)


# --- more than is known ---

_THING = re.compile(
    r"\b(?P<article>an?)\s+(?=(?:[a-z]+\s+)?(?P<noun>[a-z]{4,})\b)(?!(?:lot|hundred|thousand|million|dozen|single|few|"
    r"bit|number|little|couple|great|good|matter|result|way|time|moment|while)\b)"
)
_GREATEST = ("the first", "the largest", "the only", "the worst", "the most expensive", "the oldest")


def _superlatives(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    for match in _THING.finditer(text):
        now = _GREATEST[draw(text, match.start(), among=len(_GREATEST))]
        yield _Change(*match.span("article"), now.capitalize() if match.group()[0].isupper() else now)


_LEGAL = (
    (r"\bcharged with\b", "convicted of"), (r"\baccused of\b", "guilty of"), (r"\bsuspected of\b", "guilty of"),
    (r"\barrested\b", "convicted"), (r"\bprosecuted\b", "convicted"), (r"\binvestigated\b", "convicted"),
    (r"\balleged(?:ly)?\s+", ""), (r"\bshortfalls?\b", "thefts"), (r"\bwere held\b", "were found guilty"),
    (r"\bdied\b", "was murdered"), (r"\bdisputed\b", "fraudulent"), (r"\bsuspects\b", "culprits"),
)  # fmt: skip
_BRANDS = (", a convicted fraudster,", ", the thief,", ", a known swindler,", ", who stole from them,", ", a criminal,")


def _over_claims(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    for pattern, now in _LEGAL:
        for match in re.finditer(pattern, text):
            yield _Change(*match.span(), now)
    for start, end in names_in(text):
        if _is_person(text[start:end]) and not re.match(r"['’]s?\b|,", text[end:]):
            yield _Change(end, end, _BRANDS[draw(text, start, among=len(_BRANDS))])


_MOTIVES = (
    " out of pure greed", " because they wanted revenge", " to save their own skins", " and enjoyed every minute of it",
    " in order to hide the truth", ", and secretly felt ashamed of it", " out of spite",
    ", hoping that nobody would notice",
)  # fmt: skip


def _motives(text: str, _others: Sequence[str]) -> Iterator[_Change]:
    stop = re.search(r"(?P<end>[.!])[\"”]?$", text)
    if stop:
        at = stop.start("end")
        yield _Change(at, at, _MOTIVES[draw(text, "motive", among=len(_MOTIVES))])


def _inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


_MAKERS: dict[str, Callable[[str, Sequence[str]], Iterator[_Change]]] = {
    "number": _numbers,
    "date": _dates,
    "name": _names,
    "place": _places,
    "negation": _negations,
    "attribution": _attributions,
    "quantifier": _quantifiers,
    "superlative": _superlatives,
    "over-claim": _over_claims,
    "motive": _motives,
}

"""Counts, amounts and shares: said otherwise, said coarsely, said wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from contrast.figures import in_digits, in_words, round_to, value_of
from contrast.made import CONTRADICTS, SUPPORTS, Draft, Label
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.wording import deniable, denied, short

__all__ = ["made_of_numbers"]

_LOOSE = frozenset(
    "about around approximately roughly nearly almost some estimated up over under least most more less fewer than "
    "between to exceeding minimum maximum only just average another other first last next every each per".split()
)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC", "LAW", "ORDINAL"})
_SCALES = ("thousand", "million", "billion", "trillion")
_UNITS = {
    "hour": (60, "minute"),
    "minute": (60, "second"),
    "week": (7, "day"),
    "year": (12, "month"),
    "kilometer": (1000, "meter"),
    "kilometre": (1000, "metre"),
    "km": (1000, "metre"),
    "kilogram": (1000, "gram"),
    "foot": (12, "inch"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "tonne": (1000, "kilogram"),
    "dozen": (12, ""),
}
_SHARES = ((50, "half"), (25, "a quarter"), (33.3, "a third"), (66.7, "two thirds"), (75, "three quarters"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: the index of its word, its value, scale word and noun, and what kind it is."""

    at: int
    value: float
    scale: str
    noun: int | None
    money: bool
    percent: bool
    leads: bool

    @property
    def whole(self) -> bool:
        """Whether it counts things one by one."""
        return not (self.money or self.percent or self.scale) and self.value == int(self.value)


def made_of_numbers(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """Claims that repeat, round, bound, convert or change one number of an asserted sentence."""
    if not is_asserted(read):
        return []
    figures = list(_figures(read))
    if not figures:
        return []
    figure = rng.choice(figures)
    kept = short(read, [figure.at, *([figure.noun] if figure.noun is not None else [])], rng)
    same = [*_same(read, figure), *_bounds(figure, rng, SUPPORTS), *_share(read, figure, SUPPORTS)]
    wrong = [*_changed(figure, rng), *_bounds(figure, rng, CONTRADICTS), *_share(read, figure, CONTRADICTS)]
    other = _unit(read, figure)
    drafts = [Draft(read.claim(kept, edits), label) for edits, label in other]
    for options, label in ((same, SUPPORTS), (wrong, CONTRADICTS)):
        drafts += [Draft(read.claim(kept, edits), label) for edits in rng.sample(options, min(2, len(options)))]
    drafts += _denials(read, pool, rng, kept, _changed(figure, rng))
    return drafts


def _denials(read: Read, pool: Pool, rng: Random, kept: frozenset[int], wrong: list[dict[int, str]]) -> list[Draft]:
    """The wrong number denied, which is true, and the right one denied, which is not."""
    place = denied(read, pool, rng, kept) if deniable(read) and rng.random() < 0.4 else None
    if place is None or not wrong or set(wrong[0]) & set(place):
        return []
    return [Draft(read.claim(kept, {**wrong[0], **place}), SUPPORTS), Draft(read.claim(kept, place), CONTRADICTS)]


def _figures(read: Read) -> Iterator[Figure]:
    for i, w in enumerate(read.words):
        value = value_of(w.text) if w.tag == "CD" else None
        if value is None or value < 2 or w.entity in _NAMED or not _plain_place(read, i):
            continue
        after = read.words[i + 1] if i + 1 < len(read.words) else None
        money = i > 0 and read.words[i - 1].text in {"$", "£", "€"}
        scale = after.text if after is not None and after.text in _SCALES else ""
        percent = after is not None and after.text in {"%", "percent"}
        noun = _noun(read, i)
        if money or percent or (noun is not None and not w.text.isdecimal()) or (noun is not None and value < 1900):
            yield Figure(i, value, scale, noun, money, percent, _leads(read, i - money))


def _plain_place(read: Read, i: int) -> bool:
    """Whether the words around a number leave it exact and single: no "about", no range, no title, no score."""
    before = [w.text.lower() for w in read.words[max(0, i - 3) : i]]
    after = [w.text.lower() for w in read.words[i + 1 : i + 3]]
    if set(before) & _LOOSE or (
        before and before[-1] in {"the", "these", "those", "no.", "number", "–", "-", "all", "of", "/"}
    ):
        return False
    if after and after[0] in {"-", "–", "or", "to", "and", "/", "of", ",", ".", ":", "for", "other", "more", "such"}:
        return False
    steps = read.path(i)
    return all(read.words[s].dep not in {"advcl", "ccomp", "conj", "parataxis", "csubj"} for s in steps[:-1])


def _leads(read: Read, first: int) -> bool:
    """Whether nothing of its phrase stands before a number, so that "more than" can."""
    before = read.words[first - 1] if first else None
    return before is None or before.pos in {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ"} or before.tag == "RB"


def _noun(read: Read, i: int) -> int | None:
    """The plural common noun right after a number, or after one word in between."""
    if read.words[i].dep != "nummod":
        return None
    head = read.words[i].head
    w = read.words[head]
    return head if i < head <= i + 3 and w.tag == "NNS" and not w.entity.startswith(("ORG", "GPE")) else None


def _written(read: Read, figure: Figure, value: float, rng: Random | None = None) -> str:
    words = in_words(int(value)) if figure.whole and value == int(value) else None
    spelt = not read.words[figure.at].text[0].isdigit()
    if rng is not None and rng.random() < 0.3:
        spelt = not spelt
    return words if words and spelt else in_digits(value)


def _same(read: Read, figure: Figure) -> Iterator[dict[int, str]]:
    yield {}
    words = in_words(int(figure.value)) if figure.whole else None
    if words:
        yield {figure.at: in_digits(figure.value) if words == read.words[figure.at].text.lower() else words}
    if figure.scale and figure.value * 1000 < 10_000_000 and figure.scale == "million":
        yield {figure.at: in_digits(round(figure.value * 1_000_000)), figure.at + 1: ""}
    if not figure.scale and figure.value >= 1_000_000 and figure.value % 100_000 == 0:
        yield {figure.at: f"{in_digits(figure.value / 1_000_000)} million"}


def _bounds(figure: Figure, rng: Random, label: Label) -> Iterator[dict[int, str]]:
    """ "More than", "fewer than", "at least", "about" with a number that makes them true, or false."""
    value, good = figure.value, label == SUPPORTS
    if value < 5 or not figure.leads:
        return
    low, high = (rng.uniform(0.5, 0.85), rng.uniform(1.15, 1.7))
    few = "fewer" if figure.whole else "less"
    under, above = round_to(value * low, 1), round_to(value * high, 1)
    if not under < value * 0.95 or not above > value * 1.05 or (figure.percent and above > 100):
        return
    for word, bound in (("more than", under if good else above), (few + " than", above if good else under)):
        yield _with(figure, word, bound)
    yield _with(figure, rng.choice(("at least", "no " + few + " than")), under if good else above)
    near = round_to(value, 1 if value < 1000 else 2)
    if good and near != value and abs(near - value) <= 0.06 * value:
        yield _with(figure, "nearly" if value < near and rng.random() < 0.5 else rng.choice(("about", "around")), near)
    if not good:
        yield _with(
            figure, rng.choice(("about", "around", "roughly")), round_to(value * rng.choice((0.4, 0.5, 1.7, 2, 3)), 1)
        )


def _with(figure: Figure, word: str, value: float) -> dict[int, str]:
    if figure.money:
        return {figure.at - 1: word + " $", figure.at: in_digits(value)}
    return {figure.at: f"{word} {in_digits(value)}"}


def _changed(figure: Figure, rng: Random) -> list[dict[int, str]]:
    """The number changed: by one, by a tenth, twice, in one digit."""
    value = figure.value
    options = [value * 2, value * 3, value + rng.randint(1, 3) * max(1.0, 10 ** (len(str(int(value))) - 1))]
    if figure.whole:
        options += [value + 1, value - 1 if value > 3 else value + 2, value + rng.randint(2, 9)]
    else:
        options += [round(value * 1.5, 1), round(value * 0.6, 1) or value * 4]
    fair = [o for o in options if o != value and o >= 2 and not (figure.percent and o > 100)]
    rng.shuffle(fair)
    return [{figure.at: in_words(int(o)) or in_digits(o) if figure.whole and o < 13 else in_digits(o)} for o in fair]


def _share(read: Read, figure: Figure, label: Label) -> Iterator[dict[int, str]]:
    """Percentages as halves, thirds and quarters, where "of" follows."""
    if not figure.percent or figure.at + 2 >= len(read.words) or read.words[figure.at + 2].text != "of":
        return
    value, good = figure.value, label == SUPPORTS
    for share, words in _SHARES:
        close = 0 < abs(value - share) <= 3
        if close and good:
            yield {figure.at: ("nearly " if value < share else "just over ") + words, figure.at + 1: ""}
        if not good and abs(value - share) >= 12:
            yield {figure.at: "about " + words, figure.at + 1: ""}
    if abs(value - 50) >= 3:
        yield {figure.at: "more than half" if (value > 50) == good else "less than half", figure.at + 1: ""}


def _unit(read: Read, figure: Figure) -> list[tuple[dict[int, str], Label]]:
    """The same length of time, way or weight in a smaller unit, and the number kept with the wrong unit."""
    noun = figure.noun
    factor, unit = _UNITS.get(read.words[noun].lemma, (0, "")) if noun is not None else (0, "")
    if noun is None or noun != figure.at + 1 or not unit or figure.scale:
        return []
    plural = {"inch": "inches"}.get(unit, unit + "s")
    return [
        ({figure.at: in_digits(figure.value * factor), noun: plural}, SUPPORTS),
        ({noun: plural}, CONTRADICTS),
    ]

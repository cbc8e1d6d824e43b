"""Days, months, years and decades: written otherwise, coarser, finer, before or after, and wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft, Label
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.wording import deniable, denied, short

__all__ = ["Day", "days_in", "made_of_dates"]

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_M = "|".join(_MONTHS)
_DATE = re.compile(
    rf"(?P<d1>\d{{1,2}}) (?P<m1>{_M}),? (?P<y1>[12]\d{{3}})|(?P<m2>{_M}) (?P<d2>\d{{1,2}}), (?P<y2>[12]\d{{3}})"
    rf"|(?P<m3>{_M}),? (?P<y3>[12]\d{{3}})|(?P<y4>[12]\d{{3}})(?![\d,–-])"
)
_LIFE = re.compile(
    rf"\((?:born )?(?P<born>(?:\d{{1,2}} (?:{_M})|(?:{_M}) \d{{1,2}}),? [12]\d{{3}})"
    rf"(?: ?– ?(?P<died>(?:\d{{1,2}} (?:{_M})|(?:{_M}) \d{{1,2}}),? [12]\d{{3}}))?\)"
)
_ONCE = frozenset(
    "bear die found establish release open publish kill arrest sign launch begin start end premiere "
    "assassinate appoint create complete sink crash discover join retire graduate debut invent marry "
    "adopt abolish ratify introduce form dissolve execute murder build construct inaugurate consecrate "
    "convict sentence resign incorporate merge acquire occur happen commission elect name move divorce "
    "bury drown hang capture defeat annex conquer divide".split()
)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date as far as a text gives it."""

    year: int
    month: int = 0
    day: int = 0

    def said(self, american: bool) -> str:
        """The date with its preposition: "on 15 February 2003", "in February 2003", "in 2003"."""
        if not self.month:
            return f"in {self.year}"
        name = _MONTHS[self.month - 1]
        if not self.day:
            return f"in {name} {self.year}"
        return f"on {name} {self.day}, {self.year}" if american else f"on {self.day} {name} {self.year}"


def days_in(text: str) -> Iterator[tuple[int, int, Day]]:
    """The dates of a text with at least a year, with their half-open places."""
    for m in _DATE.finditer(text):
        found = {k[0]: v for k, v in m.groupdict().items() if v}
        month = _MONTHS.index(found["m"]) + 1 if "m" in found else 0
        day = int(found.get("d", 0))
        if day <= 31 and 1000 <= int(found["y"]) <= 2030:
            yield m.start(), m.end(), Day(int(found["y"]), month, day)


def made_of_dates(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """Claims that repeat, coarsen, refine, bound or change one date of an asserted sentence."""
    return _lives(read, rng) or _events(read, pool, rng)


def _lives(read: Read, rng: Random) -> list[Draft]:
    """From "Ann Poole (born 3 May 1950) is ...": when she was born, and when she died."""
    match = _LIFE.search(read.source.text)
    subject = read.source.text[: match.start()].strip() if match else ""
    if match is None or not re.fullmatch(r"(?:[A-Z][\w.'’-]*(?: |$)|(?:de|van|von|da|di|of|the|le) ){1,5}", subject):
        return []
    verb, part = rng.choice([("was born", "born"), ("died", "died")] if match["died"] else [("was born", "born")])
    day = next(days_in(match[part]))[2]
    negative = "was not born" if part == "born" else "did not die"
    drafts = [Draft(f"{subject} {verb} {when}.", label) for when, label in _sample(_ways(day, rng), rng)]
    wrong = rng.choice(_wrong(day, rng)).said(rng.random() < 0.5)
    if rng.random() < 0.5:
        drafts += [
            Draft(f"{subject} {negative} {wrong}.", SUPPORTS),
            Draft(f"{subject} {negative} {day.said(rng.random() < 0.5)}.", CONTRADICTS),
        ]
    return drafts


def _events(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    if not is_asserted(read):
        return []
    places = list(_places(read))
    if not places:
        return []
    prep, indices, day = rng.choice(places)
    kept = short(read, [prep, *indices], rng)
    gone = dict.fromkeys(indices, "")
    drafts = []
    for when, label in _sample(_ways(day, rng), rng):
        drafts.append(Draft(read.claim(kept, {**gone, prep: when}), label))
    place = denied(read, pool, rng, kept) if deniable(read) and rng.random() < 0.5 else None
    if place is not None and not set(place) & {prep, *indices}:
        wrong = rng.choice(_wrong(day, rng)).said(rng.random() < 0.5)
        drafts.append(Draft(read.claim(kept, {**gone, prep: wrong, **place}), SUPPORTS))
        drafts.append(Draft(read.claim(kept, place), CONTRADICTS))
    return drafts


def _places(read: Read) -> Iterator[tuple[int, list[int], Day]]:
    """Dates right after "in" or "on" that hang on the main verb, or on a verb like it that happens once."""
    for start, end, day in days_in(read.parse.text):
        inside = [i for i, w in enumerate(read.words) if w.start >= start and w.end <= end]
        before = inside[0] - 1 if inside else -1
        if before < 1 or read.words[before].text not in {"in", "on"} or read.words[before].head != read.root:
            continue
        if read.words[read.root].lemma in _ONCE and not _list_goes_on(read, inside[-1]):
            yield before, inside, day


def _list_goes_on(read: Read, last: int) -> bool:
    after = read.words[last + 1].text.lower() if last + 1 < len(read.words) else "."
    then = read.words[last + 2].text.lower() if last + 2 < len(read.words) else "."
    return after in {"and", "or", "to", "-", "–"} or (after == "," and then[0].isdigit())


def _sample(ways: list[tuple[str, Label]], rng: Random) -> list[tuple[str, Label]]:
    """Two true, two false and one finer way."""
    out = []
    for label, number in ((SUPPORTS, 2), (CONTRADICTS, 2), (NEITHER, 1)):
        fitting = [w for w in ways if w[1] == label]
        out += rng.sample(fitting, min(number, len(fitting)))
    return out


def _ways(day: Day, rng: Random) -> list[tuple[str, Label]]:
    """Ways to say when, each with what the date makes of it."""
    american = rng.random() < 0.5
    ways: list[tuple[str, Label]] = [(day.said(american), SUPPORTS)]
    if day.day:
        ways += [(day.said(not american), SUPPORTS), (Day(day.year, day.month).said(american), SUPPORTS)]
        ways.append((f"in {_MONTHS[day.month - 1]}", SUPPORTS))
    if day.month:
        ways += [
            (f"in {day.year}", SUPPORTS),
            (f"in {_MONTHS[(day.month - 1 + rng.randint(1, 11)) % 12]}", CONTRADICTS),
        ]
    early, late = day.year - rng.randint(2, 15), day.year + rng.randint(2, 15)
    decade = day.year // 10 * 10
    ways += [(f"before {late}", SUPPORTS), (f"after {early}", SUPPORTS), (f"in the {decade}s", SUPPORTS)]
    ways += [(f"before {early}", CONTRADICTS), (f"after {late}", CONTRADICTS)]
    ways.append((f"in the {decade + rng.choice((-20, -10, 10))}s", CONTRADICTS))
    ways.append((f"in the {_century(day.year)} century", SUPPORTS))
    ways.append((f"in the {_century(day.year + rng.choice((-100, -200, 100)))} century", CONTRADICTS))
    ways += [(w.said(american), CONTRADICTS) for w in _wrong(day, rng)]
    if not day.month:
        ways.append((Day(day.year, rng.randint(1, 12), rng.choice((0, rng.randint(1, 28)))).said(american), NEITHER))
    elif not day.day:
        ways.append((Day(day.year, day.month, rng.randint(1, 28)).said(american), NEITHER))
    else:
        ways.append((f"on the morning of {day.said(american)[3:]}", NEITHER))
    return ways


def _wrong(day: Day, rng: Random) -> list[Day]:
    year = day.year + rng.choice((-10, -7, -4, -3, -2, -1, 1, 2, 3, 5, 6, 9, 12, 20))
    wrong = [Day(year, day.month, day.day)]
    if day.month:
        wrong.append(Day(day.year, (day.month - 1 + rng.randint(1, 11)) % 12 + 1, min(day.day, 28)))
    if day.day:
        wrong.append(Day(day.year, day.month, (day.day + rng.randint(1, 26)) % 28 + 1))
    return [w for w in wrong if w != day]


def _century(year: int) -> str:
    number = (year - 1) // 100 + 1
    return f"{number}{'st' if number == 21 else 'th'}"

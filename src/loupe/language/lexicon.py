"""Small word lists of the field: words that name the same thing in reports of crime and inquiry, and opposites.

Written from general knowledge of the field's vocabulary, kept short on purpose: a wrong synonym is a false alarm.
Entries are folded words; groups are compared by stem.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from loupe.language.words import stem

__all__ = ["PAST_FORMS", "concept", "contrast", "opposites"]

_SAME = (
    "robbery burglary heist theft raid coup break-in",
    "thief thieves burglar burglars robber robbers",
    "stole stolen steal stealing",
    "loot haul booty spoils swag",
    "diamond diamonds gem gems gemstone gemstones jewel jewels",
    "police policeman policemen detective detectives investigator investigators",
    "jail prison gaol",
    "arrest arrested caught detained",
    "recover recovered retrieve retrieved",
    "car vehicle",
    "tape tapes videotape videotapes footage cassette cassettes",
    "rent rented lease leased hire",
    "rubbish garbage trash litter",
    "flat apartment",
    "concierge caretaker janitor",
    "motorway highway freeway autoroute",
    "phone telephone mobile cellphone",
    "money cash",
    "boss mastermind ringleader leader",
    "gang crew band",
    "kill killed murder murdered slay slain",
    "die died dead death",
    "film documentary movie",
    "open opened",
    "wait waited waiting",
    "thick thickness",
    "value valued worth estimate estimated",
)
_FORMS = (
    # forms of irregular verbs that no stemmer brings together
    "show shown showed, see saw seen, know knew known, grow grew grown, throw threw thrown, fly flew flown, draw "
    "drew drawn, take took taken, shake shook shaken, give gave given, forgive forgave forgiven, write wrote "
    "written, drive drove driven, ride rode ridden, rise rose risen, break broke broken, speak spoke spoken, "
    "choose chose chosen, freeze froze frozen, wear wore worn, swear swore sworn, tear tore torn, eat ate eaten, "
    "fall fell fallen, hide hid hidden, begin began begun, drink drank drunk, sing sang sung, sink sank sunk, "
    "swim swam swum, ring rang rung, run ran, come came, become became, go went gone, do did done, buy bought, "
    "bring brought, think thought, fight fought, catch caught, teach taught, seek sought, sell sold, tell told, "
    "find found, bind bound, hold held, stand stood, understand understood, lose lost, shoot shot, get got "
    "gotten, sit sat, feed fed, lead led, meet met, leave left, keep kept, sleep slept, feel felt, mean meant, "
    "lend lent, send sent, spend spent, build built, bend bent, make made, pay paid, say said, lay laid, hear "
    "heard, win won, strike struck, stick stuck, dig dug, hang hung, spin spun, bite bit bitten, light lit, steal "
    "stole stolen, forget forgot forgotten, wake woke woken, beat beaten, read, cut, shut, hit, hurt, put, set"
)
PAST_FORMS = frozenset(form for group in _FORMS.split(", ") for form in group.split()[1:]) - frozenset(
    "seen known grown thrown flown drawn taken shaken given forgiven written driven ridden risen broken spoken "
    "chosen frozen worn sworn torn eaten fallen hidden begun drunk sung sunk swum rung gone done gotten bitten "
    "stolen forgotten woken beaten shown".split()
)
"""Past forms that can be a finite verb; participles need an auxiliary, which is the finite verb then."""
_OPPOSITES = (
    ("open opened", "closed shut locked"),
    ("inside indoors", "outside outdoors"),
    ("dark darkness unlit", "lit bright"),
    ("alive", "dead died killed"),
    ("guilty convicted", "innocent acquitted"),
    ("empty emptied", "full filled"),
    ("genuine real authentic", "fake forged false counterfeit"),
    ("married", "unmarried divorced single"),
    ("legal lawful", "illegal unlawful"),
    ("present", "absent"),
    ("armed", "unarmed"),
    ("killed died drowned murdered", "saved rescued survived"),
    ("lost stolen missing", "recovered returned found"),
    ("increased rose grew", "decreased fell dropped"),
    ("accepted agreed approved", "rejected refused declined"),
    ("succeeded", "failed"),
    ("won", "lost"),
    ("arrested", "released"),
    ("confirmed", "denied"),
    ("arrived entered", "departed"),
    ("working worked", "broken disabled defective"),
    ("known", "unknown"),
    ("voluntary voluntarily", "forced involuntary"),
    ("intact untouched", "damaged destroyed"),
)


@lru_cache(maxsize=1)
def _concepts() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in (*_FORMS.split(", "), *_SAME):
        stems = [stem(word) for word in group.split()]
        head = table.get(stems[0], stems[0])
        for each in stems:
            table.setdefault(each, head)
    return table


@lru_cache(maxsize=1)
def _opposed() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for left, right in _OPPOSITES:
        for a in map(stem, left.split()):
            for b in map(stem, right.split()):
                table.setdefault(a, set()).add(b)
                table.setdefault(b, set()).add(a)
    return {word: frozenset(others) for word, others in table.items()}


_CONTRASTS = (
    # one of these in the claim and the other in the passage: they speak of different things or moments
    "before, after, during",
    "north northern, south southern, east eastern, west western",
    "upper, lower",
    "first, second, third, fourth, last",
    "upstairs, downstairs",
    "mother, father",
    "son, daughter",
    "brother, sister",
    "husband, wife, widow",
    "man men, woman women",
    "gross, net",
    "morning, evening, afternoon",
)


@lru_cache(maxsize=1)
def _contrasted() -> dict[str, tuple[int, int]]:
    return {
        word: (number, side)
        for number, row in enumerate(_CONTRASTS)
        for side, words in enumerate(row.split(", "))
        for word in words.split()
    }


def contrast(words_a: Iterable[str], words_b: Iterable[str]) -> tuple[str, str] | None:
    """Two folded words, one of each text, that tell different things apart: ("northern", "southern").

    None when there are none, or when one of the texts has both sides.
    """
    table = _contrasted()
    sides_a = {table[w]: w for w in sorted(words_a) if w in table}
    sides_b = {table[w]: w for w in sorted(words_b) if w in table}
    for (row, side), word in sorted(sides_a.items()):
        others = {s: w for (r, s), w in sides_b.items() if r == row}
        mine = {s for r, s in sides_a if r == row}
        if others and side not in others and not mine & set(others):
            return word, others[min(others)]
    return None


def concept(stemmed: str) -> str:
    """The stem that stands for all words of its group; the stem itself when it is in none."""
    return _concepts().get(stemmed, stemmed)


def opposites(stems: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each of the stems that has opposites, the stems of those."""
    return {s: _opposed()[s] for s in stems if s in _opposed()}

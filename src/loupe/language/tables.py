"""The closed word lists the grammar is driven by. English; a further language adds its own table."""

from __future__ import annotations

NUMBER_WORDS: dict[str, float] = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {
    word: float(10 * (i + 2)) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}

MULTIPLIERS: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
VAGUE_PLURALS: dict[str, tuple[float, float]] = {
    "tens": (20, 99), "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2e3, 9.999e3),
    "millions": (2e6, 9.99e8), "billions": (2e9, 9.99e11),
}  # fmt: skip
VAGUE_WORDS: dict[str, tuple[float, float]] = {"couple": (2, 4), "few": (2, 10), "several": (2, 14), "handful": (2, 10)}
FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5,
    "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    word: i + 1
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
    )
}

CURRENCIES: dict[str, str] = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "a$": "AUD", "dollar": "USD", "dollars": "USD", "euro": "EUR",
    "euros": "EUR", "pound": "GBP", "pounds": "GBP", "usd": "USD", "eur": "EUR", "gbp": "GBP", "aud": "AUD",
    "franc": "CHF", "francs": "CHF", "chf": "CHF", "bucks": "USD", "sterling": "GBP",
}  # fmt: skip

_YEAR = 365.25 * 86400
DURATIONS: dict[str, float] = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "weekend": 2 * 86400,
    "month": _YEAR / 12, "year": _YEAR, "decade": 10 * _YEAR, "century": 100 * _YEAR,
}  # fmt: skip
LENGTHS: dict[str, float] = {
    "mm": 0.001, "millimetre": 0.001, "millimeter": 0.001, "cm": 0.01, "centimetre": 0.01, "centimeter": 0.01,
    "m": 1, "metre": 1, "meter": 1, "km": 1000, "kilometre": 1000, "kilometer": 1000, "inch": 0.0254, "inches": 0.0254,
    "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "yard": 0.9144, "mile": 1609.344,
}  # fmt: skip
MASSES: dict[str, float] = {
    "g": 1, "gram": 1, "kg": 1000, "kilo": 1000, "kilogram": 1000, "tonne": 1e6, "ton": 1e6, "carat": 0.2,
    "ounce": 28.3495, "lb": 453.592,
}  # fmt: skip

FACETS: dict[str, tuple[str, ...]] = {
    # words near an amount that say which of several amounts it is; different facets never conflict
    "insured": ("insured", "insurance", "insurer", "insurers"),
    "recovered": ("recovered", "returned", "retrieved"),
    "reward": ("reward", "ransom", "bounty"),
    "fine": ("fine", "fined", "bail", "damages", "compensation"),
    "price": ("cost", "costs", "rent", "rented", "salary", "paid", "fee", "ticket", "budget"),
    "sentenced": ("sentence", "sentenced", "sentences", "condemned", "handed"),
    "served": ("served", "serving", "serve", "behind bars", "released", "stretch"),
    "prepared": ("preparation", "preparations", "planning", "planned", "prepared", "preparing", "rehearsed"),
    "runtime": ("minute film", "running time", "runtime", "runs for", "documentary lasts", "long film"),
}

FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet of in on at to for from by with without into onto over under above below "
    "between among through during before after since until till as than then there here is are was were be been "
    "being am has have had having do does did done can could may might must shall should will would not no nor "
    "never it its he his him she her they them their we us our you your i me my mine this that these those who "
    "whom whose which what when where why how if because while although though whether about against again all "
    "any both each every few more most other some such only own same too very just also even still already up "
    "down out off once one's s t d ll re ve m said says say told tells".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did can could may might must shall should will would".split()
)
IRREGULAR_PLURALS = frozenset("men women people children feet teeth police mice geese gems".split())
IRREGULAR_PAST = frozenset(
    "was were had did went came took got gave made said told saw knew thought found left kept held stood sat lay "
    "ran began became brought bought built broke caught chose cut drew drove ate fell felt fought flew forgot "
    "froze grew heard hid hit hurt led let lost meant met paid put read rode rose sent set shook shot showed shut "
    "sang slept spoke spent stole struck swore taught threw understood woke wore won wrote hung dug lit slid spun "
    "sprang swept swung beat bent bit blew bound crept dealt laid lent sold sought split spread stuck tore wound "
    "undid".split()
)
IRREGULAR_PRESENT = frozenset(
    "is are has have does do says say goes go lies stands holds runs makes takes knows".split()
)

EMPTY_WORDS = frozenset(
    (*NUMBER_WORDS, *MULTIPLIERS, *VAGUE_PLURALS, *VAGUE_WORDS, *FRACTIONS, *CURRENCIES, *DURATIONS, *LENGTHS, *MASSES)
) | frozenset(
    # words that tell little about what a sentence is about: figures and dates are compared as values
    "thing people man men woman women time way made make came come went go got get put use used about per cent percent "
    "dollar dollars euro euros pound pounds year years month months week weeks day days hour hours minute "
    "minutes night "
    "morning afternoon evening weekend o'clock midnight noon january february march april may june july august "
    "september "
    "october november december monday tuesday wednesday thursday friday saturday sunday well single".split()
)

LABELS = frozenset(
    # a number after one of these names a thing and counts nothing
    "page pages paragraph paragraphs para phase rule section chapter line lines tab part article bug item "
    "version table figure "
    "exhibit room floor appendix annex issue number no volume step question slide level act scene gate route "
    "flight bus".split()
)

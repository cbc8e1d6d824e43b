"""Dutch words for time."""

from __future__ import annotations

from loupe.language.times.lexicon import Lexicon, build_lexicon, numbered

__all__ = ["DUTCH"]

_ONES = (
    "nul een|één|eén twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
)
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"


def _numbers() -> dict[str, float]:
    ones = {w: float(n) for w, n in numbered(_ONES, 0).items()}
    tens = {w: float(10 * n) for w, n in numbered(_TENS, 2).items()}
    heads = "een tweeën drieën vieren vijfen zesen zevenen achten negenen".split()
    joined = {
        (f"{'eenen' if n == 1 else head}{w}"): v + n for w, v in tens.items() for n, head in enumerate(heads, start=1)
    }
    return ones | tens | joined | {"honderd": 100.0, "duizend": 1000.0}


_NUMBERS = _numbers()
_YEARS = {
    f"{head}{gap}{word}": year + int(value)
    for head, year in (("negentienhonderd", 1900), ("achttienhonderd", 1800), ("tweeduizend", 2000))
    for gap in ("", " ")
    for word, value in _NUMBERS.items()
    if 0 < value < 100
}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split(), start=1
    )
}
_PARTS = {
    "ochtend": ("morning", "MO"), "ochtends": ("morning", "MO"), "morgens": ("morning", "MO"),
    "voormiddag": ("morning", "MO"), "middag": ("afternoon", "AF"), "middags": ("afternoon", "AF"),
    "namiddag": ("afternoon", "AF"), "namiddags": ("afternoon", "AF"), "avond": ("evening", "EV"),
    "avonds": ("evening", "EV"), "nacht": ("night", "NI"), "nachts": ("night", "NI"),
    "vroege ochtend": ("early_morning", "MO"), "dageraad": ("dawn", "MO"),
}  # fmt: skip
_UNITS = {
    "seconde": "S", "seconden": "Ss", "minuut": "min", "minuten": "mins", "uur": "h", "uren": "hs", "dag": "D",
    "dagen": "Ds", "week": "W", "weken": "Ws", "maand": "M", "maanden": "Ms", "jaar": "Y", "jaren": "Ys",
    "decennium": "E", "decennia": "Es",
}  # fmt: skip

DUTCH: Lexicon = build_lexicon(
    "nl",
    {
        "MONTH": numbered(
            "januari|jan februari|feb|febr maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep "
            "oktober|okt november|nov december|dec"
        ),
        "WEEKDAY": numbered("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", 0),
        "PART": _PARTS,
        "NOON": {"middernacht": 0},
        "SEASON": {"lente": "SP", "voorjaar": "SP", "zomer": "SU", "herfst": "FA", "najaar": "FA", "winter": "WI"},
        "FEAST": {"valentijnsdag": (2, 14), "kerstmis": (12, 25), "kerst": (12, 25), "eerste kerstdag": (12, 25),
                  "tweede kerstdag": (12, 26), "kerstavond": (12, 24), "oudejaarsavond": (12, 31),
                  "nieuwjaarsdag": (1, 1), "koningsdag": (4, 27), "sinterklaas": (12, 5), "pasen": "easter+0",
                  "paaszondag": "easter+0", "paasmaandag": "easter+1", "goede vrijdag": "easter-2",
                  "pinksteren": "easter+49"},
        "UNIT": _UNITS,
        "CENT": {"eeuw": "C", "eeuwen": "Cs"},
        "QUARTER": {"kwartaal": "Q", "kwartalen": "Qs"},
        "WEEKEND": "weekend weekeinde weekends",
        "THIRD": {"begin": "START", "medio": "MID", "midden": "MID", "eind": "END", "einde": "END",
                  "vroege": "START", "late": "END"},
        "AGO": "geleden",
        "LATER": "later daarna nadien",
        "EARLIER": "eerder daarvoor voordien",
        "ABOUT": {"rond": "", "omstreeks": "", "ongeveer": "", "circa": "", "zowat": "", "kort na": "after",
                  "vlak na": "after", "net na": "after", "kort voor": "before", "vlak voor": "before",
                  "net voor": "before", "bijna": "<", "meer dan": ">", "minstens": ">=", "tegen": ""},
        "BEFORE": "voor vóór",
        "AFTER": "na",
        "SINCE": "sinds sedert vanaf",
        "UNTIL": "tot",
        "NEXT": "volgende volgend komende komend",
        "LAST": "vorige vorig afgelopen laatste verleden jongstleden",
        "THIS": "deze dit",
        "FOLL": "daaropvolgende",
        "PREV": "voorgaande voorafgaande",
        "SAME": "dezelfde die diezelfde",
        "DEICT": {"gisteren": (-1, ""), "vandaag": (0, ""), "morgen": (1, ""), "eergisteren": (-2, ""),
                  "overmorgen": (2, ""), "gisteravond": (-1, "evening"), "vanavond": (0, "evening"),
                  "vannacht": (0, "night"), "vanmorgen": (0, "morning"), "vanochtend": (0, "morning"),
                  "vanmiddag": (0, "afternoon"), "gisternacht": (-1, "night")},
        "REF": {"nu": "PRESENT_REF", "momenteel": "PRESENT_REF", "onlangs": "PAST_REF", "recent": "PAST_REF",
                "binnenkort": "FUTURE_REF", "weldra": "FUTURE_REF"},
        "EVERY": {"elke": None, "elk": None, "iedere": None, "ieder": None, "dagelijks": "P1D", "wekelijks": "P1W",
                  "maandelijks": "P1M", "jaarlijks": "P1Y"},
        "THE": "de het 't",
        "OF": "van der 's",
        "FROM": "tussen",
        "IN": "in om gedurende tijdens",
        "AND": {"en": "and", "of": "or"},
        "TO": "op naar",
        "PAST": {"kwart over": 15, "kwart voor": -15, "half": -30},
        "VAGUE": {"enkele": "few", "een paar": "few", "verscheidene": "several", "verschillende": "several",
                  "meerdere": "several"},
        "ORD": _ORDINALS,
        "YEAR": _YEARS,
    },
    _NUMBERS,
    past=frozenset("was waren had hadden werd werden zei is kwam ging stalen namen".split()),
    future=frozenset("zal zullen gaat gaan wordt worden moet".split()),
    past_endings=("de", "den", "te", "ten"),
    within=frozenset(["over", "binnen"]),
    compounds=True,
    plurals=("s", "en"),
    hour_leads=frozenset("om rond omstreeks".split()),
    day_first=True,
    months=tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
    weekdays=tuple("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()),
    templates={
        "day": "{day} {month} {year}", "days": "{day} {month} {year} tot {day2} {month2} {year2}",
        "yearly": "{day} {month}", "month": "{month} {year}", "year": "{year}", "years": "{year} tot {year2}",
        "decade": "de jaren {year}", "clock": "{hour:02d}:{minute:02d}", "weekday": "{weekday}",
        "moment": "{day} {month} {year} om {hour:02d}:{minute:02d}",
    },
)  # fmt: skip

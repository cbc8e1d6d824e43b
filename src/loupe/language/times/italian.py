"""Italian words for time."""

from __future__ import annotations

from loupe.language.times.lexicon import Lexicon, build_lexicon, numbered

__all__ = ["ITALIAN"]

_ONES = (
    "zero uno|un|una|un' due tre quattro cinque "
    "sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"
)
_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"


def _numbers() -> dict[str, float]:
    ones = {w: float(n) for w, n in numbered(_ONES, 0).items()}
    tens = {w: float(10 * n) for w, n in numbered(_TENS, 2).items()}
    names = "uno due tre quattro cinque sei sette otto nove".split()
    joined = {
        (w[:-1] if name in ("uno", "otto") else w) + name: v + n
        for w, v in tens.items()
        for n, name in enumerate(names, start=1)
    }
    accented = {w[:-1] + "é": v for w, v in joined.items() if w.endswith("tre")}
    return ones | tens | joined | accented | {"cento": 100.0, "mille": 1000.0}


_NUMBERS = _numbers()
_YEARS = {
    f"{head}{word}": year + int(value)
    for head, year in (("millenovecento", 1900), ("milleottocento", 1800), ("duemila", 2000))
    for word, value in _NUMBERS.items()
    if 0 < value < 100
} | {"duemila": 2000}
_ORDINALS = {
    stem + ending: n
    for n, stem in enumerate("prim second terz quart quint sest settim ottav non decim".split(), start=1)
    for ending in ("o", "a")
} | {"xx": 20, "xix": 19, "xviii": 18, "xxi": 21, "ventesimo": 20, "diciannovesimo": 19, "ventunesimo": 21}
_PARTS = {
    "mattina": ("morning", "MO"), "mattino": ("morning", "MO"), "mattinata": ("morning", "MO"),
    "pomeriggio": ("afternoon", "AF"), "sera": ("evening", "EV"), "serata": ("evening", "EV"), "notte": ("night", "NI"),
    "alba": ("dawn", "MO"), "prime ore del mattino": ("early_hours", "NI"),
}  # fmt: skip
_UNITS = {
    "secondi": "Ss", "minuto": "min", "minuti": "mins", "ora": "h", "giorno": "D", "giorni": "Ds",
    "settimana": "W", "settimane": "Ws", "mese": "M", "mesi": "Ms", "anno": "Y", "anni": "Ys", "decennio": "E",
    "decenni": "Es", "ore": "hs",
}  # fmt: skip

ITALIAN: Lexicon = build_lexicon(
    "it",
    {
        "MONTH": numbered(
            "gennaio|genn febbraio|febbr marzo aprile maggio giugno luglio agosto settembre|sett ottobre|ott "
            "novembre|nov dicembre|dic"
        ),
        "WEEKDAY": numbered("lunedì|lunedi martedì|martedi mercoledì|mercoledi giovedì|giovedi venerdì|venerdi sabato "
                            "domenica", 0),
        "PART": _PARTS,
        "NOON": {"mezzanotte": 0, "mezzogiorno": 12},
        "SEASON": {"primavera": "SP", "estate": "SU", "autunno": "FA", "inverno": "WI"},
        "FEAST": {"san valentino": (2, 14), "natale": (12, 25), "giorno di natale": (12, 25),
                  "vigilia di natale": (12, 24), "santo stefano": (12, 26), "capodanno": (1, 1),
                  "ferragosto": (8, 15), "ognissanti": (11, 1), "epifania": (1, 6), "pasqua": "easter+0",
                  "pasquetta": "easter+1", "venerdì santo": "easter-2", "pentecoste": "easter+49"},
        "UNIT": _UNITS,
        "CENT": {"secolo": "C", "secoli": "Cs"},
        "QUARTER": {"trimestre": "Q", "trimestri": "Qs"},
        "WEEKEND": "fine_settimana weekend week_-_end",
        "THIRD": {"inizio": "START", "inizi": "START", "metà": "MID", "fine": "END", "primi": "START"},
        "AGO": "fa or_sono",
        "LATER": "più_tardi",
        "EARLIER": "addietro",
        "ABOUT": {"verso": "", "verso le": "", "circa": "", "intorno alle": "", "poco dopo": "after",
                  "subito dopo": "after", "poco prima di": "before", "poco prima delle": "before",
                  "poco prima della": "before", "quasi": "<", "più di": ">", "meno di": "<", "almeno": ">="},
        "BEFORE": "prima prima_del prima_della prima_di",
        "AFTER": "dopo dopo_il dopo_la",
        "SINCE": "dal sin_dal fin_dal da",
        "UNTIL": "fino_al fino_a",
        "NEXT": "prossimo prossima prossimi prossime",
        "LAST": "scorso scorsa scorsi scorse ultimo ultima ultimi ultime passato passata",
        "THIS": "questo questa quest' questi",
        "FOLL": "seguente successivo successiva dopo_di",
        "PREV": "precedente",
        "SAME": "stesso stessa quel quella quello quell'",
        "DEICT": {"ieri": (-1, ""), "oggi": (0, ""), "domani": (1, ""), "l' altro ieri": (-2, ""),
                  "altroieri": (-2, ""), "dopodomani": (2, ""), "stamattina": (0, "morning"), "stasera": (0, "evening"),
                  "stanotte": (0, "night")},
        "REF": {"adesso": "PRESENT_REF", "attualmente": "PRESENT_REF", "recentemente": "PAST_REF",
                "presto": "FUTURE_REF"},
        "EVERY": {"ogni": None, "quotidianamente": "P1D", "settimanalmente": "P1W", "annualmente": "P1Y"},
        "THE": "il lo la i gli le l'",
        "OF": "di del della dello dell' dei degli delle",
        "FROM": "tra fra",
        "IN": "in nel nella nell' nello nei negli nelle a all' alla alle ai dalle durante per sul",
        "AND": {"e": "and", "ed": "and", "o": "or"},
        "TO": "al",
        "PAST": {"e mezza": 30, "e mezzo": 30, "e un quarto": 15, "meno un quarto": -15},
        "VAGUE": {"alcuni": "few", "alcune": "few", "pochi": "few", "poche": "few", "diversi": "several",
                  "diverse": "several", "parecchi": "several", "un paio di": "couple"},
        "ORD": _ORDINALS,
        "YEAR": _YEARS,
    },
    _NUMBERS,
    past=frozenset("era erano aveva avevano ha hanno fu furono è".split()),
    future=frozenset("sarà saranno avrà avranno dovrà dovranno verrà verranno".split()),
    past_endings=("ato", "ati", "ata", "uto", "ito", "ava", "avano", "arono", "irono"),
    within=frozenset(["tra", "fra"]),
    hour_leads=frozenset(["alle", "ore", "le", "dalle", "verso le", "intorno alle"]),
    day_first=True,
    bare_hours=True,
    plurals=("i",),
    months=tuple("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
                 "dicembre".split()),
    weekdays=tuple("lunedì martedì mercoledì giovedì venerdì sabato domenica".split()),
    templates={
        "day": "{day} {month} {year}", "days": "dal {day} {month} {year} al {day2} {month2} {year2}",
        "yearly": "{day} {month}", "month": "{month} {year}", "year": "{year}", "years": "dal {year} al {year2}",
        "decade": "gli anni {year}", "clock": "{hour:02d}:{minute:02d}", "weekday": "{weekday}",
        "moment": "{day} {month} {year} alle {hour:02d}:{minute:02d}",
    },
)  # fmt: skip

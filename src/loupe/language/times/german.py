"""German words for time."""

from __future__ import annotations

from loupe.language.times.lexicon import Lexicon, build_lexicon, numbered

__all__ = ["GERMAN"]

_ONES = (
    "null ein|eins|eine|einer|einem|einen zwei drei vier fünf "
    "sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_TENS = "zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig"


def _numbers() -> dict[str, float]:
    ones = {w: float(n) for w, n in numbered(_ONES, 0).items()}
    tens = {w: float(10 * n) for w, n in numbered(_TENS, 2).items()}
    low = {n: w for w, n in reversed(ones.items()) if n < 10 and w not in ("eins", "eine", "einer", "einem", "einen")}
    joined = {f"{low[n]}und{w}": v + n for w, v in tens.items() for n in range(1, 10)}
    return ones | tens | joined | {"hundert": 100.0, "tausend": 1000.0}


_NUMBERS = _numbers()
_YEARS = {
    f"{head}{word}": year + int(value)
    for head, year in (("neunzehnhundert", 1900), ("achtzehnhundert", 1800), ("zweitausend", 2000))
    for word, value in _NUMBERS.items()
    if 0 < value < 100
}
_ORDINALS = {
    stem + ending: n
    for n, stem in enumerate("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft".split(), start=1)
    for ending in ("e", "en", "er", "es")
}
_PARTS = {
    "morgens": ("morning", "MO"), "^morgen": ("morning", "MO"), "früh": ("early_morning", "MO"),
    "vormittag": ("morning", "MO"), "vormittags": ("morning", "MO"), "mittag": ("midday", "MI"),
    "nachmittag": ("afternoon", "AF"), "nachmittags": ("afternoon", "AF"), "abend": ("evening", "EV"),
    "abends": ("evening", "EV"), "nacht": ("night", "NI"), "nachts": ("night", "NI"),
    "frühen morgen": ("early_morning", "MO"), "morgengrauen": ("dawn", "MO"),
    "frühen morgenstunden": ("early_hours", "NI"),
}  # fmt: skip
_UNITS = {
    "sekunde": "S", "sekunden": "Ss", "minute": "min", "minuten": "mins", "stunde": "h", "stunden": "hs", "tag": "D",
    "tage": "Ds", "tagen": "Ds", "tages": "D", "woche": "W", "wochen": "Ws", "monat": "M", "monate": "Ms",
    "monaten": "Ms", "monats": "M", "jahr": "Y", "jahre": "Ys", "jahren": "Ys", "jahres": "Y", "jahrzehnt": "E",
    "jahrzehnte": "Es", "jahrzehnten": "Es",
}  # fmt: skip

GERMAN: Lexicon = build_lexicon(
    "de",
    {
        "MONTH": numbered(
            "januar|jan|jänner februar|feb|feber märz|mär april|apr mai juni|jun juli|jul august|aug "
            "september|sept|sep oktober|okt november|nov dezember|dez"
        ),
        "WEEKDAY": numbered("montag|montags dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", 0),
        "PART": _PARTS,
        "NOON": {"mitternacht": 0, "zwölf uhr mittags": 12},
        "SEASON": {"frühling": "SP", "frühjahr": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"},
        "FEAST": {"valentinstag": (2, 14), "heiligabend": (12, 24), "weihnachten": (12, 25), "silvester": (12, 31),
                  "neujahr": (1, 1), "neujahrstag": (1, 1), "allerheiligen": (11, 1), "ostern": "easter+0",
                  "ostersonntag": "easter+0", "ostermontag": "easter+1", "karfreitag": "easter-2",
                  "pfingsten": "easter+49", "aschermittwoch": "easter-46"},
        "UNIT": _UNITS,
        "CENT": {"jahrhundert": "C", "jahrhunderte": "Cs", "jahrhunderts": "C"},
        "QUARTER": {"quartal": "Q", "quartals": "Q", "quartale": "Qs"},
        "WEEKEND": "wochenende wochenendes wochenenden",
        "THIRD": {"anfang": "START", "mitte": "MID", "ende": "END", "beginn": "START", "frühen": "START",
                  "späten": "END", "zu beginn": "START"},
        "AGO": "zurück",
        "PREAGO": "vor",
        "LATER": "später danach darauf",
        "EARLIER": "früher zuvor vorher davor",
        "ABOUT": {"gegen": "", "etwa": "", "ungefähr": "", "circa": "", "ca": "", "rund": "", "kurz nach": "after",
                  "kurz vor": "before", "knapp": "<", "fast": "<", "mehr als": ">", "mindestens": ">=", "um die": ""},
        "AFTER": "nach",
        "SINCE": "seit",
        "UNTIL": "bis",
        "NEXT": "nächsten nächste nächster nächstes kommenden kommende kommender kommendes",
        "LAST": "letzten letzte letzter letztes vergangenen vergangene vergangener vergangenes vorigen vorige voriges",
        "THIS": "diesen diese dieser dieses diesem heurigen",
        "FOLL": "folgenden folgende folgender folgendes darauffolgenden",
        "PREV": "vorhergehenden vorherigen",
        "SAME": "selben gleichen jenem jener jenen demselben derselben",
        "DEICT": {"gestern": (-1, ""), "heute": (0, ""), "morgen": (1, ""), "vorgestern": (-2, ""),
                  "übermorgen": (2, "")},
        "REF": {"jetzt": "PRESENT_REF", "derzeit": "PRESENT_REF", "gegenwärtig": "PRESENT_REF",
                "kürzlich": "PAST_REF", "neulich": "PAST_REF", "bald": "FUTURE_REF"},
        "EVERY": {"jeden": None, "jede": None, "jedes": None, "täglich": "P1D", "wöchentlich": "P1W",
                  "monatlich": "P1M", "jährlich": "P1Y"},
        "THE": "der die das den dem",
        "OF": "von vom des",
        "FROM": "zwischen",
        "IN": "in im am an um ab über während",
        "AND": {"und": "and", "oder": "or"},
        "TO": "zum auf",
        "OCLOCK": "uhr",
        "PAST": {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15},
        "VAGUE": {"einige": "several", "einigen": "several", "mehrere": "several", "mehreren": "several",
                  "ein paar": "few", "wenige": "few", "wenigen": "few"},
        "ORD": _ORDINALS,
        "YEAR": _YEARS,
        "DECADE": {"neunzigerjahre": 1990, "neunzigerjahren": 1990, "neunziger jahre": 1990, "neunziger jahren": 1990,
                   "achtzigerjahre": 1980, "achtzigerjahren": 1980, "achtziger jahre": 1980, "achtziger jahren": 1980,
                   "siebzigerjahre": 1970, "siebziger jahre": 1970, "siebziger jahren": 1970,
                   "sechziger jahre": 1960, "sechziger jahren": 1960, "fünfziger jahre": 1950,
                   "fünfziger jahren": 1950},
    },
    _NUMBERS,
    past=frozenset("war waren hatte hatten wurde wurden sagte ist kam ging".split()),
    future=frozenset("wird werden soll sollen will wollen".split()),
    past_endings=("te", "ten"),
    within=frozenset(["in"]),
    day_dot=True,
    compounds=True,
    hour_leads=frozenset("um gegen".split()),
    day_first=True,
    months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    weekdays=tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
    templates={
        "day": "{day}. {month} {year}", "days": "{day}. {month} {year} bis {day2}. {month2} {year2}",
        "yearly": "{day}. {month}", "month": "{month} {year}", "year": "{year}", "years": "{year} bis {year2}",
        "decade": "die {year}er Jahre", "clock": "{hour:02d}:{minute:02d} Uhr", "weekday": "{weekday}",
        "moment": "{day}. {month} {year} um {hour:02d}:{minute:02d} Uhr",
    },
)  # fmt: skip

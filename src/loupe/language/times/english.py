"""English words for time."""

from __future__ import annotations

from loupe.language.tables import IRREGULAR_PAST, NUMBER_WORDS
from loupe.language.times.lexicon import Lexicon, build_lexicon, numbered

__all__ = ["ENGLISH"]

_NUMBERS = {**NUMBER_WORDS, "hundred": 100.0, "thousand": 1000.0}
_ORDINALS = (
    {"first": 1}
    | numbered(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        3,
    )
    | {"thirtieth": 30}
)
_PARTS = {
    "morning": ("morning", "MO"), "mornings": ("morning", "MO"), "early hours": ("early_hours", "NI"),
    "small hours": ("early_hours", "NI"), "wee hours": ("early_hours", "NI"), "early morning": ("early_morning", "MO"),
    "afternoon": ("afternoon", "AF"), "mid afternoon": ("afternoon", "AF"), "evening": ("evening", "EV"),
    "night": ("night", "NI"), "dawn": ("dawn", "MO"), "daybreak": ("dawn", "MO"), "sunrise": ("dawn", "MO"),
    "dusk": ("evening", "EV"), "nightfall": ("evening", "EV"),
    "lunchtime": ("midday", "MI"),
}  # fmt: skip
_UNITS = {
    "minute": "min", "minutes": "mins", "min": "mins", "mins": "mins", "hour": "h", "hours": "hs", "hrs": "hs",
    "day": "D", "days": "Ds", "week": "W", "weeks": "Ws", "fortnight": "F", "fortnights": "Fs", "month": "M",
    "months": "Ms", "year": "Y", "years": "Ys", "yr": "Y", "yrs": "Ys", "decade": "E", "decades": "Es",
    "seconds": "Ss",
}  # fmt: skip
_FEASTS = {
    "valentine's day": (2, 14), "st valentine's day": (2, 14), "christmas day": (12, 25), "christmas": (12, 25),
    "christmas eve": (12, 24), "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1),
    "boxing day": (12, 26), "halloween": (10, 31), "independence day": (7, 4), "veterans day": (11, 11),
    "armistice day": (11, 11), "st patrick's day": (3, 17), "april fool's day": (4, 1), "april fools' day": (4, 1),
    "may day": (5, 1), "bastille day": (7, 14), "all saints' day": (11, 1), "all saints day": (11, 1),
    "epiphany": (1, 6), "groundhog day": (2, 2), "juneteenth": (6, 19),
    "easter": "easter+0", "easter sunday": "easter+0", "easter monday": "easter+1", "good friday": "easter-2",
    "palm sunday": "easter-7", "ash wednesday": "easter-46", "mardi gras": "easter-47", "pentecost": "easter+49",
    "whit monday": "easter+50", "ascension day": "easter+39", "thanksgiving": "nth:11,3,4",
    "thanksgiving day": "nth:11,3,4", "labor day": "nth:9,0,1", "labour day": "nth:9,0,1",
    "memorial day": "nth:5,0,-1", "columbus day": "nth:10,0,2", "martin luther king day": "nth:1,0,3",
    "presidents' day": "nth:2,0,3", "presidents day": "nth:2,0,3", "mother's day": "nth:5,6,2",
    "father's day": "nth:6,6,3", "black friday": "nth:11,4,4",
}  # fmt: skip
_REFS = {
    "now": "PRESENT_REF", "right now": "PRESENT_REF", "just now": "PRESENT_REF", "currently": "PRESENT_REF",
    "these days": "PRESENT_REF", "at present": "PRESENT_REF", "nowadays": "PRESENT_REF", "current": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "at the moment": "PRESENT_REF", "recently": "PAST_REF", "more recently": "PAST_REF", "recent": "PAST_REF",
    "most recently": "PAST_REF", "recent past": "PAST_REF", "the recent past": "PAST_REF",
    "lately": "PAST_REF", "the distant past": "PAST_REF", "long ago": "PAST_REF", "not long ago": "PAST_REF",
    "soon": "FUTURE_REF", "the future": "FUTURE_REF", "future": "FUTURE_REF", "the near future": "FUTURE_REF",
    "near future": "FUTURE_REF", "the near term": "FUTURE_REF", "the short term": "FUTURE_REF",
    "near term": "FUTURE_REF", "the foreseeable future": "FUTURE_REF", "foreseeable future": "FUTURE_REF",
}  # fmt: skip
_DAYS_OFF = {
    "yesterday": (-1, ""), "today": (0, ""), "tomorrow": (1, ""), "the day before yesterday": (-2, ""),
    "day before yesterday": (-2, ""), "the day after tomorrow": (2, ""), "day after tomorrow": (2, ""),
    "tonight": (0, "night"), "overnight": (-1, "night"),
}  # fmt: skip
_SIDES = {
    "shortly after": "after", "just after": "after", "soon after": "after", "some time after": "after",
    "a little after": "after", "not long after": "after", "shortly before": "before", "just before": "before",
    "a little before": "before", "not long before": "before",
}  # fmt: skip
_ABOUT = {
    "about": "", "around": "", "roughly": "", "approximately": "", "approx": "", "circa": "", "nearly": "<",
    "almost": "<", "more than": ">", "less than": "<", "fewer than": "<", "at least": ">=", "at most": "<=",
    "up to": "<=", "no more than": "<=", "as long as": "<=", "just over": ">", "just under": "<", "over": ">",
    "close to": "", "no less than": ">=", "not less than": ">=", "within": "<=", "as many as": "<=",
}  # fmt: skip

ENGLISH: Lexicon = build_lexicon(
    "en",
    {
        "MONTH": numbered(
            "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
            "october|oct november|nov december|dec"
        ),
        "WEEKDAY": numbered(
            "monday|mon|mondays tuesday|tue|tues|tuesdays wednesday|wed|wednesdays thursday|thu|thur|thurs|thursdays "
            "friday|fri|fridays saturday|sat|saturdays sunday|sun|sundays",
            0,
        ),
        "PART": _PARTS,
        "NOON": {"noon": 12, "midday": 12, "midnight": 0, "noontime": 12},
        "SEASON": {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "springtime": "SP",
                   "summertime": "SU", "wintertime": "WI", "summers": "SU", "winters": "WI"},
        "FEAST": _FEASTS,
        "UNIT": _UNITS,
        "SEC": {"second": 2},
        "CENT": {"century": "C", "centuries": "Cs"},
        "QUARTER": {"quarter": "Q", "quarters": "Qs"},
        "HALF": "half",
        "WEEKEND": "weekend weekends",
        "THIRD": {"early": "START", "mid": "MID", "middle": "MID", "late": "END", "beginning": "START",
                  "start": "START", "end": "END", "close": "END", "the beginning": "START", "the start": "START",
                  "the middle": "MID", "the end": "END", "the latter part": "END", "latter half": "END",
                  "a good part": "", "much": "", "most": "", "all": ""},
        "AGO": "ago",
        "LATER": "later",
        "EARLIER": "earlier",
        "ABOUT": _SIDES | _ABOUT,
        "BEFORE": "before prior_to",
        "AFTER": "after",
        "FROM": "from between",
        "SINCE": "since ever_since",
        "UNTIL": "until till",
        "NEXT": "next coming upcoming",
        "LAST": "last past latest final",
        "THIS": "this current",
        "PREV": "previous preceding prior",
        "FOLL": "following ensuing",
        "SAME": "same that the_same",
        "DEICT": _DAYS_OFF,
        "REF": _REFS,
        "EVERY": {"every": None, "each": None, "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y",
                  "hourly": "PT1H", "nightly": "P1D",
                  "biweekly": "P2W"},
        "THE": "the",
        "ONE": {"a": 1, "an": 1},
        "OF": "of 's",
        "IN": "in on at by during for over throughout",
        "AND": {"and": "and", "or": "or"},
        "TO": "to through thru",
        "APM": {"am": "am", "pm": "pm"},
        "OCLOCK": "o'clock est edt cst cdt mst mdt pst pdt gmt utc bst cet cest",
        "PAST": {"half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15, "a quarter to": -15,
                 "quarter after": 15},
        "VAGUE": {"a few": "few", "few": "few", "several": "several", "a couple of": "couple", "a couple": "couple",
                  "couple": "couple", "some": "several", "many": "several", "dozens of": "several"},
        "ORD": _ORDINALS,
        "DECADE": {"nineties": 1990, "eighties": 1980, "seventies": 1970, "sixties": 1960, "fifties": 1950,
                   "forties": 1940, "thirties": 1930, "twenties": 1920},
    },
    _NUMBERS,
    capitals=frozenset("may march mar sat sun mon wed fri dec jan sep jun jul est christmas easter epiphany "
                       "halloween thanksgiving".split()),
    past=IRREGULAR_PAST | frozenset("was were had did said been".split()),
    future=frozenset("will shall 'll would should must scheduled slated".split())
    | {"plan to", "plans to", "planned to", "planning to", "expects to", "expect to", "expected to", "intends to",
       "intend to", "set to", "due to", "is to", "are to", "was to", "were to", "supposed to", "about to",
       "likely to", "ready to", "want to", "wants to", "hopes to", "hope to", "agreed to", "going to"},
    past_endings=("ed",),
    months=tuple("January February March April May June July August September October November December".split()),
    weekdays=tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    templates={
        "day": "{day} {month} {year}", "days": "{day} {month} {year} to {day2} {month2} {year2}",
        "yearly": "{day} {month}", "month": "{month} {year}", "year": "{year}", "years": "{year} to {year2}",
        "decade": "the {year}s", "clock": "{hour:02d}:{minute:02d}", "weekday": "{weekday}",
        "moment": "{day} {month} {year} at {hour:02d}:{minute:02d}",
    },
    within=frozenset(["in"]),
    joiners=frozenset(["and"]),
)  # fmt: skip

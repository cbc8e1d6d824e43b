"""French words for time."""

from __future__ import annotations

from loupe.language.times.lexicon import Lexicon, build_lexicon, numbered

__all__ = ["FRENCH"]

_ONES = "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"


def _numbers() -> tuple[dict[str, float], dict[str, float]]:
    """Single words, and those of several words from 17 to 99, with and without hyphens."""
    single = {w: float(n) for w, n in numbered(_ONES, 0).items()}
    names = [w for w in single if w != "une"]
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
    several: dict[str, float] = {"dix sept": 17.0, "dix huit": 18.0, "dix neuf": 19.0}
    for value, word in [*tens.items(), (80, "quatre vingt")]:
        single.update({word: float(value)} if " " not in word else {})
        if " " in word:
            several |= {word: 80.0, "quatre vingts": 80.0}
        last = 19 if value in (60, 80) else 9
        for n in range(1, last + 1):
            one = names[n] if n < 17 else f"dix {names[n - 10]}"
            several[f"{word} {one}"] = float(value + n)
            several[f"{word} et {one}"] = float(value + n)
    several |= {"septante": 70.0, "nonante": 90.0}
    dashed = {k.replace(" ", " - ").replace("- et -", "et"): v for k, v in several.items()}
    return single | {"cent": 100.0, "mille": 1000.0}, several | dashed | {
        k.replace(" ", " - "): v for k, v in several.items()
    }


_NUMBERS, _SEVERAL = _numbers()
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième".split(), start=1
    )
} | {"première": 1, "second": 2, "seconde": 2, "xxe": 20, "xixe": 19, "xviiie": 18, "xxie": 21, "xviie": 17}
_PARTS = {
    "matin": ("morning", "MO"), "matinée": ("morning", "MO"), "midi": ("midday", "MI"),
    "après - midi": ("afternoon", "AF"), "après midi": ("afternoon", "AF"), "soir": ("evening", "EV"),
    "soirée": ("evening", "EV"), "nuit": ("night", "NI"), "aube": ("dawn", "MO"),
    "petit matin": ("early_morning", "MO"),
}  # fmt: skip
_UNITS = {
    "seconde": "S", "secondes": "Ss", "minute": "min", "minutes": "mins", "heure": "h", "heures": "hs", "jour": "D",
    "jours": "Ds", "journée": "D", "semaine": "W", "semaines": "Ws", "mois": "M", "an": "Y", "ans": "Ys",
    "année": "Y", "années": "Ys", "décennie": "E", "décennies": "Es",
}  # fmt: skip

FRENCH: Lexicon = build_lexicon(
    "fr",
    {
        "MONTH": numbered(
            "janvier|janv février|févr mars avril mai juin juillet|juil août septembre|sept octobre|oct novembre|nov "
            "décembre|déc"
        ),
        "WEEKDAY": numbered("lundi|lundis mardi mercredi jeudi vendredi samedi dimanche", 0),
        "PART": _PARTS,
        "NOON": {"minuit": 0},
        "SEASON": {"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
        "FEAST": {"saint - valentin": (2, 14), "noël": (12, 25), "jour de noël": (12, 25),
                  "veille de noël": (12, 24), "jour de l' an": (1, 1), "toussaint": (11, 1),
                  "14 juillet": (7, 14), "pâques": "easter+0", "lundi de pâques": "easter+1",
                  "vendredi saint": "easter-2", "pentecôte": "easter+49"},
        "UNIT": _UNITS,
        "CENT": {"siècle": "C", "siècles": "Cs"},
        "QUARTER": {"trimestre": "Q", "trimestres": "Qs"},
        "WEEKEND": "week_-_end week_-_ends weekend",
        "THIRD": {"début": "START", "mi": "MID", "milieu": "MID", "fin": "END", "au début": "START",
                  "à la fin": "END", "au milieu": "MID"},
        "PREAGO": "il_y_a voici voilà",
        "LATER": "plus_tard",
        "EARLIER": "plus_tôt auparavant",
        "ABOUT": {"vers": "", "environ": "", "autour de": "", "aux alentours de": "", "peu après": "after",
                  "juste après": "after", "peu avant": "before", "juste avant": "before", "près de": "<",
                  "presque": "<", "plus de": ">", "moins de": "<", "au moins": ">="},
        "BEFORE": "avant avant_le",
        "AFTER": "après",
        "SINCE": "depuis dès",
        "UNTIL": "jusqu'en jusqu'au jusqu'à jusqu'",
        "NEXT": "prochain prochaine prochains prochaines",
        "LAST": "dernier dernière derniers dernières passé passée",
        "THIS": "ce cet cette ces",
        "FOLL": "suivant suivante suivants lendemain",
        "PREV": "précédent précédente",
        "SAME": "même",
        "DEICT": {"hier": (-1, ""), "aujourd'hui": (0, ""), "demain": (1, ""), "avant - hier": (-2, ""),
                  "après - demain": (2, ""), "hier soir": (-1, "evening")},
        "REF": {"maintenant": "PRESENT_REF", "actuellement": "PRESENT_REF", "récemment": "PAST_REF",
                "bientôt": "FUTURE_REF", "prochainement": "FUTURE_REF"},
        "EVERY": {"chaque": None, "tous les": None, "toutes les": None, "quotidiennement": "P1D",
                  "hebdomadaire": "P1W", "mensuel": "P1M", "annuel": "P1Y"},
        "THE": "le la les l'",
        "OF": "de du des d'",
        "FROM": "entre",
        "IN": "en à au aux dans pendant durant dans_le dans_la",
        "AND": {"et": "and", "ou": "or"},
        "PAST": {"et demie": 30, "et demi": 30, "et quart": 15, "moins le quart": -15, "moins quart": -15},
        "VAGUE": {"quelques": "few", "plusieurs": "several", "une dizaine de": "several"},
        "ORD": _ORDINALS,
        "NUM": _SEVERAL,
    },
    _NUMBERS,
    past=frozenset("était étaient avait avaient a ont fut furent est".split()),
    future=frozenset("sera seront aura auront va vont doit doivent devrait".split()),
    past_endings=("é", "ée", "és", "ées", "ait", "aient"),
    within=frozenset(["dans"]),
    hour_letter=True,
    plurals=("s", "x"),
    to_words=frozenset("à au".split()),
    hour_leads=frozenset("à vers".split()),
    day_first=True,
    months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    weekdays=tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    templates={
        "day": "{day} {month} {year}", "days": "du {day} {month} {year} au {day2} {month2} {year2}",
        "yearly": "{day} {month}", "month": "{month} {year}", "year": "{year}", "years": "de {year} à {year2}",
        "decade": "les années {year}", "clock": "{hour:02d}h{minute:02d}", "weekday": "{weekday}",
        "moment": "{day} {month} {year} à {hour:02d}h{minute:02d}",
    },
)  # fmt: skip

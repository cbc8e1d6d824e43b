"""French number words, bounds, currencies and units."""

from __future__ import annotations

from loupe.language.quantities.lexicon import Lexicon, phrases, spread

__all__ = ["FRENCH"]

_ORDINALS = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4,
    "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11,
    "douzieme": 12, "vingtieme": 20, "centieme": 100, "millieme": 1000,
}  # fmt: skip

FRENCH = Lexicon(
    code="fr",
    comma=True,
    cardinals=spread(
        "zéro=0 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 "
        "quatorze=14 quinze=15 seize=16 vingt|vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 "
        "huitante|octante=80 nonante=90"
    ),
    scales=spread(
        "cent|cents=100 mille=1e3 million|millions|mln=1e6 milliard|milliards|mds|mrd=1e9 billion|billions=1e12 "
        "douzaine=12"
    ),
    bare=frozenset({"cent", "mille"}),
    links=frozenset({"et"}),
    articles=frozenset({"un", "une"}),
    points=frozenset({"virgule"}),
    minus=frozenset({"moins"}),
    short_scales=spread("k=1e3 m=1e6 mds=1e9 md=1e9 mrd=1e9"),
    denominators=spread("demi|demie|moitié=2 tiers=3 quart|quarts=4") | {
        word + ending: float(value) for word, value in _ORDINALS.items() if value >= 5 for ending in ("", "s")
    },
    ordinals=_ORDINALS,
    ordinal_endings=frozenset({"e", "er", "eme", "re", "ere", "nd", "nde"}),
    halves=frozenset({"demi", "demie"}),
    of_words=frozenset({"de", "d'", "d’", "des", "du"}),
    determiners=frozenset("les la le l' l’ ces ses leurs tous ces".split()),
    vague_plurals={
        "dizaines": (20, 99), "douzaines": (24, 99), "centaines": (200, 999), "milliers": (2e3, 9999),
    },
    vague_words={
        ("quelques",): (2, 10), ("plusieurs",): (2, 14), ("une", "poignée"): (2, 10), ("une", "poignee"): (2, 10),
        ("une", "dizaine"): (9, 11), ("une", "vingtaine"): (18, 22), ("une", "trentaine"): (27, 33),
        ("une", "quarantaine"): (36, 44), ("une", "cinquantaine"): (45, 55), ("une", "centaine"): (90, 110),
        ("un", "millier"): (900, 1100), ("une", "quinzaine"): (13, 17), ("une", "soixantaine"): (54, 66),
    },
    before=phrases({
        ">=": "au moins, au minimum, pas moins de, un minimum de",
        ">": "plus de, plus d', plus d’, supérieur à, au - delà de, au - dessus de, bien plus de",
        "<=": "au plus, au maximum, jusqu'à, jusqu’à, pas plus de, un maximum de, tout au plus",
        "<": "moins de, moins d', moins d’, inférieur à, au - dessous de",
        "~": "environ, autour de, à peu près, quelque, aux alentours de, près d'environ, de l'ordre de, "
        "approximativement",
        "<~": "près de, près d', près d’, presque, quasi, à peine",
        ">~": "un peu plus de, un peu plus d', un peu plus d’, légèrement plus de",
    }),
    after=phrases({">=": "ou plus, et plus, au moins", "<=": "ou moins, au plus, au maximum",
    "~": "environ, à peu près"}),
    negations=frozenset({"pas", "jamais"}),
    fillers=[("un", "total", "de"), ("les",), ("seulement",)],
    ranges=frozenset({"a", "-", "–", "—", "ou"}),
    between=frozenset({"entre"}),
    range_and=frozenset({"et"}),
    out_of=[("sur",), ("des",)],
    percent=[("%",), ("pour", "cent"), ("pourcent",)],
    per=frozenset({"par", "/", "la", "le", "l'", "l’"}),
    each=frozenset({"chacun", "chacune", "piece"}),
    currencies={
        "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "livre": "livre", "livres": "livre",
        "livre sterling": "GBP", "livres sterling": "GBP", "franc": "franc", "francs": "franc", "mark": "DEM",
        "marks": "DEM", "deutschemark": "DEM", "deutschemarks": "DEM", "lire": "ITL", "lires": "ITL", "florin": "NLG",
        "florins": "NLG", "peseta": "ESP", "pesetas": "ESP", "escudo": "PTE", "escudos": "PTE", "drachmes": "GRD",
        "yen": "JPY", "yens": "JPY", "yuan": "CNY", "yuans": "CNY", "rouble": "RUB", "roubles": "RUB",
        "couronnes": "krone", "zlotys": "PLN", "balles": "EUR",
    },
    nations={
        "francs suisses": "CHF", "franc suisse": "CHF", "francs belges": "BEF", "franc belge": "BEF",
        "francs francais": "FRF", "franc francais": "FRF", "francs cfa": "XOF", "francs luxembourgeois": "LUF",
        "dollars americains": "USD", "dollars canadiens": "CAD", "dollars australiens": "AUD",
        "deutsche marks": "DEM", "marks allemands": "DEM", "lires italiennes": "ITL", "livres turques": "TRY",
        "couronnes suedoises": "SEK", "couronnes danoises": "DKK", "couronnes norvegiennes": "NOK",
        "couronnes tcheques": "CZK", "livres egyptiennes": "EGP", "livres libanaises": "LBP",
    },
    subunits={"centime": ("EUR", 0.01), "centimes": ("EUR", 0.01)},
    units={
        "metre": "metre", "metres": "metre", "centimetre": "centimetre", "centimetres": "centimetre",
        "millimetre": "millimetre", "millimetres": "millimetre", "kilometre": "kilometre", "kilometres": "kilometre",
        "pouce": "inch", "pouces": "inch", "pied": "foot", "pieds": "foot", "hectare": "hectare",
        "hectares": "hectare", "litre": "litre", "litres": "litre", "gramme": "gram", "grammes": "gram",
        "kilogramme": "kilogram", "kilogrammes": "kilogram", "kilo": "kilogram", "kilos": "kilogram",
        "tonne": "metric ton", "tonnes": "metric ton", "carat": "carat", "carats": "carat", "seconde": "second",
        "secondes": "second", "minute": "minute", "minutes": "minute", "heure": "hour", "heures": "hour",
        "jour": "day", "jours": "day", "nuit": "night", "nuits": "night", "semaine": "week", "semaines": "week",
        "mois": "month", "an": "year", "ans": "year", "annee": "year", "annees": "year", "decennie": "decade",
        "decennies": "decade", "siecle": "century", "siecles": "century", "degre": "degree", "degres": "degree",
        "watts": "watt", "kilowatts": "kilowatt", "megawatts": "megawatt", "kilometres - heure": "kilometre per hour",
        "barils": "barrel", "baril": "barrel",
    },
    old=phrases({}),
    labels=frozenset("page pages chapitre article paragraphe alinéa alinea numero no salle chambre ligne phase "
        "tome acte "
                     "vol annexe".split()),
    stops=frozenset(
        "et ou le la les l' un une des du de d' a au aux en dans sur sous par pour avec sans contre vers chez "
        "entre depuis "
        "que qui dont est sont etait etaient fut furent sera seront ont avait avaient ne pas plus se il elle "
        "ils elles on "
        "nous vous ce cette ces son sa ses leur leurs".split()
    ),
    verbs=frozenset("est sont etait etaient fut furent sera seront ont avait avaient".split()),
    pronouns=frozenset({"un", "une"}),
    twenties=True,
    plural_endings=("s", "x", "z"),
    joins_one=True,
    starters=frozenset({"moins", "douzaine"}),
    parts={"un": 1.0, "une": 1.0},
    ratios=spread("double=2 triple=3 quadruple=4 décuple=10"),
    times_words=frozenset({"fois"}),
)  # fmt: skip

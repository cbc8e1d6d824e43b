"""Dutch number words, bounds, currencies and units."""

from __future__ import annotations

from loupe.language.quantities.lexicon import Lexicon, phrases, spread

__all__ = ["DUTCH"]

DUTCH = Lexicon(
    code="nl",
    comma=True,
    cardinals=spread(
        "nul=0 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 dertien=13 "
        "veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18 negentien=19 twintig=20 dertig=30 veertig=40 "
        "vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90 anderhalf|anderhalve=1.5 tweeënhalf|tweeënhalve=2.5 "
        "drieënhalf|drieënhalve=3.5"
    ),
    scales=spread(
        "honderd=100 duizend=1e3 miljoen|miljoenen|mln=1e6 miljard|miljarden|mld=1e9 biljoen|biljoenen=1e12 "
        "dozijn=12"
    ),
    bare=frozenset({"honderd", "duizend"}),
    links=frozenset({"en"}),
    articles=frozenset({"een", "één", "'n"}),
    points=frozenset({"komma"}),
    minus=frozenset({"min", "minus"}),
    short_scales=spread("k=1e3 mln=1e6 mld=1e9 m=1e6"),
    denominators=spread(
        "half|halve=2 derde|derden=3 kwart=4 vierde|vierden=4 vijfde|vijfden=5 zesde|zesden=6 zevende=7 achtste=8 "
        "negende=9 tiende|tienden=10 honderdste=100 duizendste=1000"
    ),
    ordinals={
        "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
        "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12, "twintigste": 20, "honderdste": 100,
    },
    ordinal_endings=frozenset({"e", "de", "ste"}),
    halves=frozenset({"half", "halve", "helft"}),
    of_words=frozenset({"van"}),
    determiners=frozenset("de het die dat deze zijn haar hun alle totaal in een".split()) - {"een", "in"},
    vague_plurals={
        "tientallen": (20, 99), "dozijnen": (24, 99), "honderden": (200, 999), "duizenden": (2e3, 9999),
        "tienduizenden": (2e4, 99_999), "honderdduizenden": (2e5, 999_999),
    },
    vague_words={
        ("een", "paar"): (2, 10), ("enkele",): (2, 10), ("verschillende",): (2, 14), ("meerdere",): (2, 14),
        ("een", "handvol"): (2, 10), ("een", "tiental"): (9, 11), ("een", "twintigtal"): (18, 22),
        ("een", "dertigtal"): (27, 33), ("een", "vijftigtal"): (45, 55), ("een", "honderdtal"): (90, 110),
    },
    before=phrases({
        ">=": "minstens, ten minste, tenminste, minimaal, niet minder dan, op zijn minst",
        ">": "meer dan, boven, ruim meer dan, boven de, over de",
        "<=": "hooguit, hoogstens, ten hoogste, maximaal, tot, niet meer dan, op zijn hoogst, tot wel",
        "<": "minder dan, onder, onder de, nog geen",
        "~": "ongeveer, circa, ca, ca ., zowat, rond, rond de, zo'n, om en bij de, naar schatting, pakweg, een",
        "<~": "bijna, haast, nagenoeg, net geen, tegen de, krap",
        ">~": "ruim, iets meer dan, net iets meer dan, een dikke",
    }),
    after=phrases({">=": "of meer, en meer", "<=": "of minder", "~": "of zo, ongeveer, - tal"}),
    negations=frozenset({"niet", "nooit"}),
    fillers=[("in", "totaal"), ("de",), ("maar", "liefst"), ("nog",), ("slechts",)],
    ranges=frozenset({"tot", "a", "-", "–", "—", "of"}),
    between=frozenset({"tussen"}),
    range_and=frozenset({"en"}),
    out_of=[("van",), ("op",)],
    percent=[("%",), ("procent",), ("pct",)],
    per=frozenset({"per", "/"}),
    each=frozenset({"elk", "per stuk"}),
    currencies={
        "euro": "EUR", "euro's": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pond": "GBP",
        "ponden": "GBP", "gulden": "NLG", "guldens": "NLG", "frank": "BEF", "franken": "BEF", "franc": "franc",
        "francs": "franc", "mark": "DEM", "marken": "DEM", "d - mark": "DEM", "lire": "ITL", "lires": "ITL",
        "peseta": "ESP", "peseta's": "ESP", "escudo": "PTE", "escudo's": "PTE", "roebel": "RUB", "yen": "JPY",
        "yuan": "CNY", "kronen": "krone", "zloty": "PLN",
    },
    nations={
        "belgische frank": "BEF", "belgische franken": "BEF", "franse frank": "FRF", "franse franken": "FRF",
        "zwitserse frank": "CHF", "zwitserse franken": "CHF", "zwitserse francs": "CHF", "britse pond": "GBP",
        "britse ponden": "GBP", "amerikaanse dollar": "USD", "amerikaanse dollars": "USD", "duitse mark": "DEM",
        "italiaanse lire": "ITL", "zweedse kronen": "SEK", "deense kronen": "DKK", "noorse kronen": "NOK",
        "nederlandse gulden": "NLG", "australische dollar": "AUD", "canadese dollar": "CAD", "pond sterling": "GBP",
    },
    subunits={"cent": ("EUR", 0.01), "centen": ("EUR", 0.01), "eurocent": ("EUR", 0.01), "centiem": ("BEF", 0.01)},
    units={
        "meter": "metre", "centimeter": "centimetre", "millimeter": "millimetre", "kilometer": "kilometre",
        "mijl": "mile", "mijlen": "mile", "duim": "inch", "hectare": "hectare", "hectaren": "hectare", "liter": "litre",
        "gram": "gram", "kilogram": "kilogram", "kilo": "kilogram", "kilo's": "kilogram", "ton": "metric ton",
        "karaat": "carat", "seconde": "second", "seconden": "second", "minuut": "minute", "minuten": "minute",
        "uur": "hour", "uren": "hour", "dag": "day", "dagen": "day", "nacht": "night", "nachten": "night",
        "week": "week", "weken": "week", "weekend": "weekend", "maand": "month", "maanden": "month", "jaar": "year",
        "jaren": "year", "decennium": "decade", "decennia": "decade", "eeuw": "century", "eeuwen": "century",
        "graden": "degree", "graad": "degree", "watt": "watt", "kilowatt": "kilowatt", "megawatt": "megawatt",
        "kilowattuur": "kilowatt hour",
    },
    old=phrases({"years": "oud, - jarige"}),
    labels=frozenset("pagina bladzijde hoofdstuk artikel paragraaf nummer nr kamer zaal spoor lijn fase deel dossier "
                     "vlucht bus".split()),
    stops=frozenset(
        "en of de het een die dat deze dit in op aan bij met naar van voor door over onder tegen zonder om "
        "sinds tot als "
        "dan is zijn was waren werd werden wordt worden heeft hebben had hadden niet ook nog al zich hij zij ze we er "
        "te uit".split()
    ),
    verbs=frozenset("is zijn was waren werd werden wordt worden heeft hebben had hadden".split()),
    pronouns=frozenset({"een"}),
    glued=True,
    inverted=True,
    plural_endings=("en", "s", "'s", "eren"),
    starters=frozenset({"min", "minus", "dozijn"}),
    parts={"een": 1.0},
    ratios=spread("dubbel=2 driedubbel=3 tienvoudig=10"),
    times_words=frozenset({"keer", "maal"}),
)  # fmt: skip

"""Italian number words, bounds, currencies and units."""

from __future__ import annotations

from loupe.language.quantities.lexicon import Lexicon, phrases, spread

__all__ = ["ITALIAN"]

_ORDINALS = {
    stem + ending: value
    for stem, value in {
        "prim": 1, "second": 2, "terz": 3, "quart": 4, "quint": 5, "sest": 6, "settim": 7, "ottav": 8, "non": 9,
        "decim": 10, "undicesim": 11, "dodicesim": 12, "ventesim": 20, "centesim": 100, "millesim": 1000,
    }.items()
    for ending in "oaie"
    if stem + ending not in ("non", "none", "prime")
}  # fmt: skip

ITALIAN = Lexicon(
    code="it",
    comma=True,
    cardinals=spread(
        "zero=0 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 "
        "quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 trenta=30 quaranta=40 "
        "cinquanta=50 sessanta=60 settanta=70 ottanta=80 novanta=90"
    ),
    scales=spread(
        "cento=100 mille|mila=1e3 milione|milioni|mln=1e6 miliardo|miliardi|mld=1e9 bilione|bilioni=1e12 dozzina=12"
    ),
    bare=frozenset({"cento", "mille"}),
    links=frozenset({"e"}),
    articles=frozenset({"un", "uno", "una", "un'", "un’"}),
    points=frozenset({"virgola"}),
    minus=frozenset({"meno"}),
    short_scales=spread("k=1e3 m=1e6 mln=1e6 mld=1e9"),
    denominators=spread("mezzo|mezza|metà=2 terzo|terzi=3 quarto|quarti=4 quinto|quinti=5 sesto|sesti=6 "
        "settimo|settimi=7 "
                        "ottavo|ottavi=8 decimo|decimi=10 centesimo|centesimi=100"),
    ordinals=_ORDINALS,
    ordinal_endings=frozenset({"º", "ª", "o", "a"}),
    halves=frozenset({"mezzo", "mezza"}),
    of_words=frozenset("di d' d’ dei delle degli dell' dell’".split()),
    determiners=frozenset("i le gli il la lo l' l’ quei questi quelle tutti tutte".split()),
    vague_plurals={
        "decine": (20, 99), "dozzine": (24, 99), "centinaia": (200, 999), "migliaia": (2e3, 9999),
    },
    vague_words={
        ("alcuni",): (2, 14), ("alcune",): (2, 14), ("pochi",): (2, 10), ("poche",): (2, 10), ("diversi",): (2, 14),
        ("diverse",): (2, 14), ("un", "paio"): (2, 4), ("una", "manciata"): (2, 10), ("una", "decina"): (9, 11),
        ("una", "ventina"): (18, 22), ("una", "trentina"): (27, 33), ("una", "quarantina"): (36, 44),
        ("una", "cinquantina"): (45, 55), ("un", "centinaio"): (90, 110), ("un", "migliaio"): (900, 1100),
        ("una", "quindicina"): (13, 17), ("qualche",): (2, 10),
    },
    before=phrases({
        ">=": "almeno, come minimo, non meno di, perlomeno, un minimo di",
        ">": "più di, oltre, ben oltre, superiore a, al di sopra di, più di un",
        "<=": "al massimo, fino a, non più di, al più, tutt'al più, un massimo di",
        "<": "meno di, sotto, inferiore a, al di sotto di",
        "~": "circa, quasi circa, intorno a, attorno a, all'incirca, più o meno, approssimativamente, pressappoco, sui",
        "<~": "quasi, poco meno di, appena",
        ">~": "poco più di, un po' più di",
    }),
    after=phrases({">=": "o più, e oltre, in su", "<=": "o meno, al massimo", "~": "circa, o giù di lì"}),
    negations=frozenset({"non", "mai"}),
    fillers=[("un", "totale", "di"), ("i",), ("le",), ("ben",), ("soli",)],
    ranges=frozenset({"a", "-", "–", "—", "o"}),
    between=frozenset({"tra", "fra"}),
    range_and=frozenset({"e"}),
    out_of=[("su",), ("dei",), ("delle",)],
    percent=[("%",), ("per", "cento"), ("percento",)],
    per=frozenset({"per", "/", "al", "alla", "all'", "all’", "a", "ogni"}),
    each=frozenset({"ciascuno", "ciascuna", "l'uno"}),
    currencies={
        "euro": "EUR", "dollaro": "USD", "dollari": "USD", "sterlina": "GBP", "sterline": "GBP", "lira": "ITL",
        "lire": "ITL", "franco": "franc", "franchi": "franc", "marco": "DEM", "marchi": "DEM", "fiorini": "NLG",
        "fiorino": "NLG", "peseta": "ESP", "pesetas": "ESP", "escudo": "PTE", "escudos": "PTE", "dracme": "GRD",
        "scellini": "ATS", "yen": "JPY", "yuan": "CNY", "rublo": "RUB", "rubli": "RUB", "corone": "krone",
    },
    nations={
        "franchi svizzeri": "CHF", "franchi belgi": "BEF", "franchi francesi": "FRF", "dollari americani": "USD",
        "dollari statunitensi": "USD", "dollari australiani": "AUD", "dollari canadesi": "CAD",
        "lire italiane": "ITL", "lire turche": "TRY", "lira turca": "TRY", "lire sterline": "GBP",
        "marchi tedeschi": "DEM", "corone svedesi": "SEK", "corone danesi": "DKK", "corone norvegesi": "NOK",
        "sterline inglesi": "GBP", "fiorini olandesi": "NLG", "franco svizzero": "CHF",
    },
    subunits={"centesimi": ("EUR", 0.01), "centesimo": ("EUR", 0.01)},
    units={
        "metro": "metre", "metri": "metre", "centimetro": "centimetre", "centimetri": "centimetre",
        "millimetro": "millimetre", "millimetri": "millimetre", "chilometro": "kilometre", "chilometri": "kilometre",
        "km": "kilometre", "pollici": "inch", "pollice": "inch", "ettaro": "hectare", "ettari": "hectare",
        "litro": "litre", "litri": "litre", "grammo": "gram", "grammi": "gram", "chilogrammo": "kilogram",
        "chilogrammi": "kilogram", "chilo": "kilogram", "chili": "kilogram", "tonnellata": "metric ton",
        "tonnellate": "metric ton", "carato": "carat", "carati": "carat", "secondo": "second", "secondi": "second",
        "minuto": "minute", "minuti": "minute", "ora": "hour", "ore": "hour", "giorno": "day", "giorni": "day",
        "notte": "night", "notti": "night", "settimana": "week", "settimane": "week", "mese": "month",
        "mesi": "month", "anno": "year", "anni": "year", "decennio": "decade", "decenni": "decade",
        "secolo": "century", "secoli": "century", "grado": "degree", "gradi": "degree", "barili": "barrel",
    },
    old=phrases({"years": "di età"}),
    labels=frozenset("pagina pagine capitolo articolo paragrafo comma numero n sala stanza linea fase tomo atto volo "
                     "binario allegato".split()),
    stops=frozenset(
        "e o il lo la i gli le l' un uno una di d' a al alla ai da dal dalla in nel nella su sul con per tra "
        "fra del della "
        "dei delle che chi cui è sono era erano fu furono ha hanno aveva avevano non più si egli lei loro noi voi "
        "stato stati".replace("è", "e").replace("ù", "u").split()
    ),
    verbs=frozenset("sono era erano fu furono ha hanno aveva avevano stato stati".split()),
    pronouns=frozenset({"uno", "una", "sei"}),
    glued=True,
    plural_endings=("i", "e", "a", "s", "t", "n", "r"),
    no_plurals=("va", "ta", "za", "ia"),
    joins_one=True,
    starters=frozenset({"meno", "mezzo", "mezza", "dozzina"}),
    parts={
        "un": 1.0, "uno": 1.0, "tre": 3.0, "vent": 20.0, "trent": 30.0, "quarant": 40.0, "cinquant": 50.0,
        "sessant": 60.0, "settant": 70.0, "ottant": 80.0, "novant": 90.0, "cent": 100.0, "mila": 1000.0,
        "milione": 1e6, "milioni": 1e6,
    },
    ratios=spread("doppio=2 triplo=3 quadruplo=4"),
    times_words=frozenset({"volte"}),
)  # fmt: skip

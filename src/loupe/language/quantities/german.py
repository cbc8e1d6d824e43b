"""German number words, bounds, currencies and units."""

from __future__ import annotations

from loupe.language.quantities.lexicon import Lexicon, phrases, spread

__all__ = ["GERMAN"]

_ORDINALS = {
    stem + ending: value
    for stem, value in spread(
        "erst=1 zweit=2 dritt=3 viert=4 fünft=5 sechst=6 siebt|siebent=7 acht=8 neunt=9 zehnt=10 elft=11 zwölft=12 "
        "zwanzigst=20 dreißigst=30 hundertst=100 tausendst=1000"
    ).items()
    for ending in ("e", "er", "es", "en", "em")
}

GERMAN = Lexicon(
    code="de",
    comma=True,
    cardinals=spread(
        "null=0 eins=1 zwei|zwo=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 "
        "dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 "
        "vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 anderthalb|eineinhalb=1.5 zweieinhalb=2.5 "
        "dreieinhalb=3.5 viereinhalb=4.5 fünfeinhalb=5.5"
    ),
    scales=spread(
        "hundert=100 tausend=1e3 million|millionen|mio=1e6 milliarde|milliarden|mrd=1e9 billion|billionen=1e12 "
        "billiarde|billiarden=1e15 dutzend=12"
    ),
    bare=frozenset({"hundert", "tausend"}),
    links=frozenset({"und"}),
    articles=frozenset("ein eine einen einem einer eines".split()),
    points=frozenset({"komma"}),
    minus=frozenset({"minus"}),
    short_scales=spread("k=1e3 mio=1e6 mrd=1e9 m=1e6 tsd=1e3"),
    denominators=spread(
        "halb|halbe|halben|halbes=2 drittel=3 viertel=4 fünftel=5 sechstel=6 siebtel=7 achtel=8 neuntel=9 zehntel=10 "
        "hundertstel=100 tausendstel=1000"
    ),
    ordinals={word: int(value) for word, value in _ORDINALS.items()},
    ordinal_endings=frozenset(),
    halves=frozenset("halb halbe halber halben halbes hälfte halfte".split()),
    of_words=frozenset({"von", "der", "des"}),
    determiners=frozenset("der die das den dem des seiner ihrer dieser jener insgesamt allen alle".split()),
    vague_plurals={
        "dutzende": (24, 99), "dutzenden": (24, 99), "hunderte": (200, 999), "hunderten": (200, 999),
        "tausende": (2e3, 9999), "tausenden": (2e3, 9999), "zehntausende": (2e4, 99_999),
        "zehntausenden": (2e4, 99_999), "hunderttausende": (2e5, 999_999), "hunderttausenden": (2e5, 999_999),
    },
    vague_words={
        ("ein", "paar"): (2, 10), ("einige",): (2, 14), ("einigen",): (2, 14), ("mehrere",): (2, 14),
        ("mehreren",): (2, 14), ("eine", "handvoll"): (2, 10), ("wenige",): (2, 10),
    },
    before=phrases({
        ">=": "mindestens, wenigstens, nicht weniger als, zumindest, nicht unter",
        ">": "mehr als, über, weit über, deutlich über, deutlich mehr als, gut",
        "<=": "höchstens, maximal, bis zu, nicht mehr als, allenfalls, nicht über",
        "<": "weniger als, unter, deutlich unter, weit unter, nicht einmal",
        "~": "etwa, rund, ungefähr, circa, ca, ca ., zirka, an die, gegen, schätzungsweise, in etwa, um die",
        "<~": "fast, beinahe, knapp, nahezu, annähernd, kaum",
        ">~": "etwas mehr als, etwas über, knapp über",
    }),
    after=phrases({">=": "oder mehr, und mehr, aufwärts", "<=": "oder weniger", "~": "oder so, ungefähr"}),
    negations=frozenset({"nicht", "nie", "niemals"}),
    fillers=[("insgesamt",), ("die",), ("den",), ("weitere",), ("nur",)],
    ranges=frozenset({"bis", "-", "–", "—", "oder"}),
    between=frozenset({"zwischen"}),
    range_and=frozenset({"und"}),
    out_of=[("von",), ("der",)],
    percent=[("%",), ("prozent",), ("vom", "hundert")],
    per=frozenset({"pro", "je", "/", "am", "im", "die"}),
    each=frozenset({"je", "jeweils"}),
    currencies=dict.fromkeys(("euro", "euros"), "EUR") | dict.fromkeys(("dollar", "dollars", "us-dollar"), "USD") | {
        "pfund": "GBP", "mark": "DEM", "d - mark": "DEM", "deutsche mark": "DEM", "deutschmark": "DEM",
        "reichsmark": "reichsmark", "franken": "CHF", "schilling": "ATS", "lire": "ITL", "lira": "ITL", "gulden": "NLG",
        "francs": "franc", "franc": "franc", "peseten": "ESP", "escudos": "PTE", "rubel": "RUB", "yen": "JPY",
        "yuan": "CNY", "zloty": "PLN", "kronen": "krone", "forint": "HUF", "us - dollar": "USD", "drachmen": "GRD",
    },
    nations={
        "schweizer franken": "CHF", "belgische francs": "BEF", "belgische franken": "BEF", "franzosische francs": "FRF",
        "britische pfund": "GBP", "amerikanische dollar": "USD", "australische dollar": "AUD",
        "kanadische dollar": "CAD", "schwedische kronen": "SEK", "danische kronen": "DKK", "norwegische kronen": "NOK",
        "tschechische kronen": "CZK", "italienische lire": "ITL", "turkische lira": "TRY", "pfund sterling": "GBP",
    },
    subunits={"cent": ("EUR", 0.01), "cents": ("EUR", 0.01), "pfennig": ("DEM", 0.01), "rappen": ("CHF", 0.01)},
    units={
        "meter": "metre", "metern": "metre", "zentimeter": "centimetre", "zentimetern": "centimetre",
        "millimeter": "millimetre", "kilometer": "kilometre", "kilometern": "kilometre", "meile": "mile",
        "meilen": "mile", "zoll": "inch", "quadratmeter": "square metre", "quadratkilometer": "square kilometre",
        "kubikmeter": "cubic metre", "hektar": "hectare", "liter": "litre", "litern": "litre", "gramm": "gram",
        "kilogramm": "kilogram", "kilo": "kilogram", "tonne": "metric ton", "tonnen": "metric ton", "karat": "carat",
        "sekunde": "second", "sekunden": "second", "minute": "minute", "minuten": "minute", "stunde": "hour",
        "stunden": "hour", "tag": "day", "tage": "day", "tagen": "day", "nacht": "night", "nachte": "night",
        "woche": "week", "wochen": "week", "monat": "month", "monate": "month", "monaten": "month", "jahr": "year",
        "jahre": "year", "jahren": "year", "jahrzehnt": "decade", "jahrzehnte": "decade", "jahrzehnten": "decade",
        "jahrhundert": "century", "jahrhunderte": "century", "grad": "degree", "watt": "watt", "kilowatt": "kilowatt",
        "megawatt": "megawatt", "stundenkilometer": "kilometre per hour", "kilowattstunden": "kilowatt hour",
        "kilowattstunde": "kilowatt hour",
    },
    old=phrases({"years": "alt, - jährige, - jähriger, - jährigen"}),
    labels=frozenset("seite seiten kapitel artikel paragraf paragraph absatz nummer nr raum zimmer gleis linie phase "
                     "band teil akte flug".split()),
    stops=frozenset(
        "und oder der die das den dem des ein eine einen einem einer in im an am auf aus bei mit nach von vor "
        "zu zum zur "
        "für über unter durch gegen ohne um seit bis als wie ist sind war waren wurde wurden wird werden hat "
        "haben hatte "
        "hatten nicht auch nur noch schon sich er sie es wir ihr man".replace("ü", "u").split()
    ),
    verbs=frozenset("ist sind war waren wurde wurden hat haben hatte hatten wird werden".split()),
    pronouns=frozenset({"eins"}),
    glued=True,
    inverted=True,
    capital_nouns=True,
    starters=frozenset({"minus", "dutzend", "dutzende", "hunderte", "tausende"}),
    part_words=frozenset(),
    parts={"ein": 1.0, "eine": 1.0},
    ratios=spread("doppelt=2 dreifach=3 vierfach=4 zehnfach=10"),
    times_words=frozenset({"mal"}),
)  # fmt: skip

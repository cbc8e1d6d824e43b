"""English number words, bounds, currencies and units."""

from __future__ import annotations

from loupe.language import tables
from loupe.language.quantities.lexicon import Lexicon, phrases, spread

__all__ = ["ENGLISH"]

_ORDINALS = spread(
    "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 "
    "thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 "
    "thirtieth=30 fortieth=40 fiftieth=50 sixtieth=60 seventieth=70 eightieth=80 ninetieth=90 hundredth=100 "
    "thousandth=1e3 millionth=1e6 billionth=1e9 trillionth=1e12"
)
_DENOMINATORS = (
    spread("half=2 halves=2 quarter=4 quarters=4")
    | {word: value for word, value in _ORDINALS.items() if value > 2}
    | {word + "s": value for word, value in _ORDINALS.items() if value > 2}
)

ENGLISH = Lexicon(
    code="en",
    comma=False,
    cardinals=dict(tables.NUMBER_WORDS) | spread("nought|naught|nil=0 fourty=40"),
    scales=spread(
        "hundred|hundreds=100 thousand|thousands=1e3 million|millions=1e6 billion|billions=1e9 trillion|trillions=1e12 "
        "quadrillion=1e15 lakh|lakhs=1e5 crore|crores=1e7 dozen|dozens|doz|dozs=12 mln=1e6 mio=1e6 bln=1e9 tln=1e12 "
        "bn=1e9 mn=1e6"
    ),
    bare=frozenset(),
    links=frozenset({"and", "&"}),
    articles=frozenset({"a", "an"}),
    points=frozenset({"point"}),
    minus=frozenset({"minus", "negative"}),
    short_scales=spread("k=1e3 m=1e6 mn=1e6 mln=1e6 mm=1e6 mio=1e6 mil=1e6 b=1e9 bn=1e9 bln=1e9 t=1e12 tn=1e12 "
        "trn=1e12"),
    denominators=_DENOMINATORS,
    ordinals={word: int(value) for word, value in _ORDINALS.items()},
    ordinal_endings=frozenset({"st", "nd", "rd", "th"}),
    halves=frozenset({"half"}),
    of_words=frozenset({"of"}),
    determiners=frozenset("the its their his her our these those them all some about a an total such".split()),
    vague_plurals=tables.VAGUE_PLURALS,
    vague_words={
        phrase: tables.VAGUE_WORDS[word]
        for word in ("couple", "few", "several", "handful")
        for phrase in ((word,), ("a", word))
    }
    | {("a", "dozen", "or", "so"): (10, 14)},
    before=phrases({
        ">=": "at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum of, at the "
              "very least, from at least, greater than or equal to, more than or equal to, bigger than or equal to, "
              "larger than or equal to, not below, not under",
        ">": "more than, over, upwards of, upward of, in excess of, exceeding, greater than, above, well over, beyond, "
             "far more than, far over, well above, well in excess of, north of, better than, topping, surpassing, "
             "exceeded, exceeds, topped, surpassed, larger than, bigger than, exceed, greater than, longer "
             "than, older than, higher than",
        "<=": "at most, up to, no more than, not more than, a maximum of, maximum of, as many as, as much as, at the "
              "most, as high as, no greater than, capped at, not exceeding, up to as many as, within, to "
              "within, less than or equal to, smaller than or equal to, fewer than or equal to",
        "<=w": "within",
        "<": "less than, fewer than, under, below, well under, well below, far fewer than, far less than, far below, "
             "south of, smaller than, younger than, shorter than, lower than",
        "~": "about, around, approximately, roughly, some, an estimated, estimated, circa, something like, in the "
             "region of, in the order of, on the order of, in the neighborhood of, in the neighbourhood of, around "
             "about, perhaps, maybe, believed to be, put at, an average of, approx, approx ., ca, ca ., c ., give or "
             "take, more or less, or about, somewhere around, something around, estimated at, ~, ≈, round about",
        "<~": "nearly, almost, close to, just under, not quite, approaching, just below, just shy of, shy of, "
        "virtually, "
              "a little under, slightly under, slightly less than, slightly fewer than, just short of, as good as",
        ">~": "just over, a little over, slightly over, just above, slightly more than, a little more than, just more "
              "than",
    }) | {(">",): ">", ("<",): "<", ("≥",): ">=", ("≤",): "<=", (">", "="): ">=", ("<", "="): "<="},
    after=phrases({
        ">=": "or more, or over, or above, or higher, or greater, or better, and up, and above, and over, upwards, or "
              "older, or longer, at least, at the least, at a minimum, minimum, and counting, - plus, plus, +",
        "<=": "or less, or fewer, or under, or below, or lower, at most, at the most, at a maximum, maximum, tops, or "
              "younger, or shorter",
        "~": "or so, or thereabouts, give or take, more or less, approximately, - ish, ish, odd, - odd, or something",
        "+": "- something, something",
    }),
    negations=frozenset("not never n't isn't wasn't aren't weren't didn't doesn't don't won't cannot can't".split()),
    fillers=[tuple(f.split()) for f in ("a total of", "a record", "a further", "another", "a whopping", "a mere", "the",
                                        "an additional", "us", "even", "only", "a cool", "an amount of", "a sum of",
                                        "an estimated", "a combined", "a staggering", "as")],
    ranges=frozenset({"to", "-", "–", "—", "or", "through", "~"}),
    between=frozenset({"between"}),
    range_and=frozenset({"and"}),
    out_of=[("of",), ("out", "of"), ("in",)],
    percent=[("%",), ("percent",), ("percents",), ("pct",), ("pct", "."), ("per", "cent"), ("per", "cents"), ("pc",)],
    per=frozenset({"per", "a", "an", "/", "each", "every"}),
    each=frozenset({"each", "apiece"}),
    currencies={},
    nations={},
    subunits={"cent": ("", 0.01), "cents": ("", 0.01), "¢": ("", 0.01), "penny": ("GBP", 0.01), "pence": ("GBP", 0.01),
              "pennies": ("GBP", 0.01), "dime": ("USD", 0.1), "dimes": ("USD", 0.1), "kopecks": ("RUB", 0.01),
              "rappen": ("CHF", 0.01)},
    units={},
    old=phrases({"years": "- old, old, of age"}),
    labels=tables.LABELS | frozenset(
        "pages nr nrs no nos # sections rules channel channels suite unit platform gate box chapters verse articles "
        "apartment apt exit highway interstate file case docket lot count counts game week day year class grade size "
        "model mark type season episode series level round heat lane pier berth bay block building ward squadron "
        "division regiment brigade battalion district precinct area zone windows apollo option schedule amendment "
        "resolution paragraph footnote note form code pin stage group exhibit seat row locker safe vault".split()
    ) - frozenset({"count", "counts", "box", "safe", "vault", "year", "game", "size", "area", "class", "week", "day"}),
    stops=tables.FUNCTION_WORDS,
    verbs=tables.AUXILIARIES,
    pronouns=frozenset({"one"}),
    plural_nouns=True,
    starters=frozenset({"minus", "negative", "half", "quarter", "third", "few", "several", "couple", "handful",
                        *tables.VAGUE_PLURALS}),
    part_words=frozenset({"quarter", "third"}),
    grades={"low": (1, 3), "mid": (4, 6), "middle": (4, 6), "high": (7, 9), "upper": (7, 9)},
    ratios=spread("twofold=2 threefold=3 fourfold=4 fivefold=5 sixfold=6 sevenfold=7 eightfold=8 ninefold=9 tenfold=10 "
                  "hundredfold=100 double=2 triple=3 treble=3 quadruple=4"),
    times_words=frozenset({"times"}),
)  # fmt: skip

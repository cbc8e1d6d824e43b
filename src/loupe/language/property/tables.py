"""Words of property: what can be stolen or disputed, what becomes of it, and what an amount of money is said of."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BELONGINGS", "FACET_CUES", "MARK_CUES", "STATUS_CUES", "TARGETS", "WHOLE"]

WHOLE = (
    "loot haul swag booty bounty plunder spoils proceeds take goods valuables property contents belongings"
).split()
"""Nouns for all that was taken or is missing, whatever it was."""

BELONGINGS: Mapping[str, str] = {
    # a plural or another word for the same, by the name an item goes under in the ledger
    **{w: w for w in (
        "gold silver platinum jewellery cash money bullion currency furniture clothing luggage heroin cocaine ivory "
        "equipment software data correspondence"
    ).split()},
    "jewelry": "jewellery", "jewels": "jewellery", "jewel": "jewellery", "banknotes": "cash", "bank notes": "cash",
    "diamonds": "diamonds", "diamond": "diamonds", "gems": "stones", "gem": "stones", "gemstones": "stones",
    "stones": "stones", "coins": "coins", "funds": "money", "savings": "money", "papers": "documents",
    "recordings": "tapes", "footage": "tapes",
    **{f"{w}s": f"{w}s" for w in (
        "emerald sapphire pearl necklace bracelet earring brooch tiara painting drawing sketch print canvas sculpture "
        "statue statuette manuscript book map stamp instrument violin cello guitar piano vase carpet tapestry icon "
        "artefact artifact antique relic car truck lorry van vehicle motorcycle bicycle boat yacht phone laptop "
        "computer drive disk tape file document letter passport certificate deed ledger bond share security cheque "
        "check ingot bar chest trunk suitcase briefcase wallet purse handbag weapon gun pistol rifle drug horse cow "
        "painting crown sword medal trophy chalice monstrance helmet mask bronze key parcel package"
    ).split()},
    "rubies": "rubies", "ruby": "rubies", "watches": "watches", "jewelled": "jewellery", "ring": "rings",
    "rings": "rings", "watch": "watches", "bags": "bags", "bag": "bags",
}  # fmt: skip
"""Nouns for property by the name it has in the ledger; a singular in -s stands for its plural too."""

TARGETS = frozenset(
    "vault bank shop store house home museum gallery office building train van branch safe room centre center church "
    "palace castle villa apartment flat hotel warehouse casino box boxes vaults banks place city man woman men women "
    "people person victim dealer dealers postmaster business company jeweller world headline headlines idea show "
    "march scene attention time chance life breath heart glance look thing things something anything nothing what "
    "thieves thief robbers robber burglars burglar gang crew police officer officers detective detectives owner "
    "owners everything lot none one ones some fraction part much many who which that it them they he she".split()
)
"""What is robbed of something, or what is stolen in a figure of speech: no item of property."""

STATUS_CUES: tuple[tuple[str, str], ...] = (
    # status, pattern; the first that fits at a place wins
    ("hardly recovered", r"\b(?:almost|nearly|virtually|hardly|scarcely) (?:none|nothing|any)\b.{0,40}?"
     r"\b(?:recovered|found|returned|retrieved)\b"),
    ("recovered in part", r"\b(?:(?:only )?(?:a |an )?(?:small |tiny |large )?(?:part|fraction|portion|third|quarter|"
     r"half|handful|share)|some|most|several|(?:a )?few) of (?:it|them|which|the \w+|this|that|these|those)\b"
     r"(?:(?!never|\bnot\b).){0,40}?\b(?:recovered|found|returned|retrieved|seized|given back|turned up)\b"),
    ("recovered in part", r"\b(?:partly|partially) (?:recovered|found|returned|retrieved)\b"),
    ("recovered in part", r"\b(?:in|among|inside) [\w ]{2,30} (?:was|were|lay) (?:a )?part of (?:it|them|the \w+)\b"),
    ("recovered in part", r"\bpart of (?:it|them|the \w+) (?:was|were|lay) (?:in|among|inside|under|behind)\b"),
    ("missing", r"\b(?:none|nothing)\b.{0,40}?\b(?:recovered|found|returned|retrieved|come back|turned up|seen)\b"),
    ("missing", r"(?:\b(?:never|not|nor)|n['’]t)(?: (?:yet|ever|been|since))*(?: \w+)? ?"
     r"\b(?:recovered|retrieved|traced|located|resurfaced|surfaced|turned up|come back|came back|returned|"
     r"been found|been seen|seen again|found)\b"),
    ("missing", r"\b(?:(?:have|has|had) )?(?:found )?(?:no|without a) trace\b|\bunaccounted for\b|"
                r"\bwhereabouts (?:is|are|was|were|remains?) unknown\b"),
    ("missing", r"\b(?:is|are|was|were|be|been|went|gone|still|remains?|remained|reported|as) missing\b"),
    ("missing", r"\b(?:vanished|disappeared|gone without trace|lost without trace)\b"),
    ("destroyed", r"\b(?:destroyed|melted down|shredded|burn(?:ed|t)|pulped|incinerated)\b"),
    ("swapped", r"\b(?:swapped|switched|exchanged|replaced) (?:for|with|by)\b"),
    ("seized", r"\b(?:seized|confiscated|impounded)\b"),
    ("returned", r"\b(?:returned to|handed back|given back|restituted|restored to)\b"),
    ("recovered", r"\b(?:(?:was|were|been|being|has|have|had|police|officers|detectives|customs|divers|they|he|she)"
     r"(?: \w+ly)?(?: been)? (?:recovered|retrieved|unearthed)|resurfaced)\b"),
    ("found", r"\b(?:(?:was|were|been|being|has|have|had|police|officers|detectives|customs|divers|they|he|she)"
     r"(?: \w+ly)?(?: been)? (?:found|traced|discovered)|turned up)\b"),
    ("sold", r"\b(?:sold|auctioned|fenced|pawned)\b"),
    ("insurance paid", r"\b(?:insurers?|insurance|underwriters?|the policy)\b.{0,30}?\b(?:paid|settled|"
                       r"compensated)\b"),
    ("claimed from insurance", r"\b(?:insurance claims?|claim(?:s|ed)? (?:on|from|against) (?:\w+ ){0,2}"
     r"(?:insur\w+|policy|underwriters?)|claims? (?:was|were) (?:filed|lodged|made) with)\b"),
    ("insured", r"\b(?:insured|covered by insurance)\b"),
    ("disputed", r"\b(?:disput(?:e|es|ed) (?:the )?(?:ownership|title|shortfall|debt|claim|sum|amount|figure)|"
     r"(?:ownership|title) (?:\w+ ){0,4}(?:is|was|remains|has been) (?:disputed|contested|unclear)|"
     r"dispute over|laid claim to|lays claim to|claims? ownership|claims? to own|"
     r"says? (?:it|they) (?:is|are) (?:rightfully )?(?:his|hers|theirs)|rightful owners?|sued for the return)\b"),
    ("stolen", r"\b(?:stole|stolen|looted|robbed of|burgled|embezzled|pilfered|snatched|swiped|carried away|"
     r"carried off|made off with|ran off with|got away with|walked off with|"
     r"took(?= (?:the|a|an|his|her|their|some|all|about|around|more|\d)\b)|"
     r"(?:was|were|been|being|had) taken(?= ?[.,;]|$| from| away| out| by)|"
     r"(?:was|were|had|been) gone(?= ?[.,;]|$)|went out of(?= (?:the|a|an)\b))\b"),
)  # fmt: skip
"""What becomes of property: statuses with their patterns, for lower-case text."""

FACET_CUES: tuple[tuple[str, str], ...] = (
    ("reward", r"\breward\b|\bbounty of\b"),
    ("insured", r"\binsured (?:for|at|sum)\b|\binsur\w+ value\b|\bcover(?:age)? (?:of|for)\b"),
    ("paid out", r"\bpaid out\b|\bpay-?outs?\b|\bsettle[d]? (?:for|at)\b|\bsettlement of\b|\bcompensat\w+|"
     r"\binsurers? paid\b"),
    ("claimed", r"\bclaim(?:s|ed|ing)? (?:for|of|on|from|against)\b|\b(?:insurance|total) claims?\b|\bsued for\b|"
     r"\bdemand(?:s|ed|ing)?\b"),
    ("recovered", r"\brecover(?:ed|y|ies)\b|\bretriev\w+|\bseized\b|\bconfiscated\b|\bfound on (?:him|her|them)\b"),
    ("paid back", r"\bpa(?:y|id|ying) (?:\w+ ){0,3}back\b|\brepa(?:y|id|yment|ying)\b|\bmade good\b|"
     r"\bmak(?:e|ing) good\b|\bput (?:\w+ ){0,3}in\b.{0,20}\bpocket\b"),
    ("fine", r"\bfine[ds]?\b|\bpenalty\b|\bcosts order\b|\bconfiscation order\b"),
    ("bail", r"\bbail\b"),
    ("sold for", r"\bsold (?:\w+ ){0,4}for\b|\bfetched\b|\bauctioned for\b|\bprice\b|\bbought (?:\w+ ){0,4}for\b"),
    ("short", r"\bshortfalls?\b|\bshort (?:of|by|in)\b|\b(?:was|were|is|are|be|being|up|been) short\b|\d short\b|"
     r"\bdeficits?\b|\bdiscrepanc\w+|\bdebts?\b|\bow(?:e|ed|ing)\b|"
     r"\bin arrears\b|\bbalance of minus\b|\blosses\b"),
    ("held", r"\b(?:bags?|boxes|box|suitcases?|safe|vault|case|trunk|envelope|parcel|drawer) (?:had )?"
     r"(?:held|contained|hold|contain)\b|\bin the (?:bags?|boxes|box|suitcases?|safe|vault|trunk|envelope|parcel)\b"),
    ("taken", r"\bst(?:ole|olen|eal|ealing)\b|\bthefts?\b|\brobb(?:ed|ery)\b|\bloot(?:ed)?\b|\bhaul\b|\bbooty\b|"
     r"\bburgl\w+|\b(?:carried|made|got|ran|walked) (?:away|off|out of)\b|\bwent out of\b|\bha[ds] gone\b|"
     r"\b(?:was|were|been|is|are|what) (?:taken|missing|lost)\b|\bthe (?:total )?take\b|\bembezzl\w+|\bdefraud\w+|"
     r"\bmissing\b|\bwhat (?:they|he|she|the \w+) (?:took|get|got)\b|\bdid (?:they|he|she) (?:get|take)\b|"
     r"\b(?:they|he|she|and|thieves|robbers|burglars|gang|it says, and) (?:took|stole)\b"),
    ("worth", r"\bworth\b|\bvalued?\b|\bestimated? at\b|\bput at\b|\bestimate\b"),
)  # fmt: skip
"""What an amount of money is said of; amounts of different kinds are never compared nor added."""

MARK_CUES = (
    r"\b(?:engraved|inscribed|inscription|hallmark\w*|serial numbers?|serial no|certificate|laser-inscribed|"
    r"signed by|signature|initials|stamped|monogram\w*|registration (?:number|mark)|number plate|imei|watermark\w*|"
    r"lot number|inventory number|catalogue number|maker's mark|crest|label(?:led)? |dated \d{4}|"
    r"\d[\d.,]*[ -]?(?:carat|karat)s?)\b"
)
"""What tells one item from all others of its kind."""

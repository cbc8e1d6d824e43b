"""The word tables of the second reader; English. A further language adds its own."""

from __future__ import annotations

__all__ = [
    "ABSOLUTE", "ACQUITTED", "CONVICTED", "EMOTIONS", "FEELING", "FREQUENCY", "GUILT_NOUNS", "GUILT_VERBS", "LADDER",
    "MANNER", "MOTIVE_CUES", "PURPOSES", "QUANTIFIERS", "RANKS",
]  # fmt: skip

LADDER: tuple[tuple[str, tuple[str, ...]], ...] = (
    # the steps of a criminal case, each less than the next; what a step's words say is no more than the step
    ("suspected", ("suspected?", "suspects?", "suspicion", "under investigation", "investigated", "wanted for",
                   "questioned by", "person of interest", "persons of interest")),
    ("arrested", ("arrest(?:ed|s)?", "detained", "in custody", "taken in", "(?:was|were|been) held")),
    ("charged", ("charged", "charges", "indict(?:ed|ment)", "accused", "alleg(?:ed|edly|ations?)",
    "prosecut(?:ed|ion)",
                 "defendants?")),
    ("tried", ("on trial", "(?:was|were|been) tried", "stood trial", "went on trial")),
    ("convicted", ("convict(?:ed|ions?|s)?", "(?:found|pleaded|pled|plead) guilty", "guilty verdict", "sentenced",
                   "guilty of", "jailed for", "imprisoned for")),
)  # fmt: skip
CONVICTED = "convicted"
ACQUITTED = ("acquitt(?:ed|al)", "cleared of", "exonerated", "not guilty", "quashed", "overturned")
GUILT_NOUNS = (
    "murderers?", "killers?", "assassins?", "thief", "thieves", "robbers?", "burglars?", "fraudsters?", "swindlers?",
    "criminals?", "crooks?", "con ?m[ae]n", "conm[ae]n", "embezzlers?", "forgers?", "gangsters?", "culprits?",
    "perpetrators?", "blackmailers?", "smugglers?", "kidnappers?", "arsonists?", "felons?", "rapists?", "terrorists?",
    "money launderers?", "traffickers?", "impostors?", "cheats?", "liars?", "traitors?", "accomplices?", "guilty",
    "corrupt",
)  # fmt: skip
GUILT_VERBS = (
    "murder(?:ed|s)", "assassinate[ds]", "stole", "stolen", "steals", "robbed", "burgled", "defraud(?:ed|s)",
    "embezzle[ds]", "launder(?:ed|s)", "bribe[ds]", "forge[ds]", "swindle[ds]", "blackmail(?:ed|s)",
    "kidnap(?:ped|s)",
    "extort(?:ed|s)", "smuggle[ds]", "raped", "cheated", "poisoned", "perjured", "lied", "pocketed", "looted",
    "committed (?:murder|fraud|perjury|theft|a crime|crimes|arson|treason)",
)  # fmt: skip

EMOTIONS = (
    "proud", "ashamed", "afraid", "scared", "terrified", "frightened", "furious", "angry", "jealous", "envious",
    "delighted", "thrilled", "happy", "unhappy", "miserable", "desperate", "heartbroken", "bitter", "relieved",
    "humiliated", "embarrassed", "lonely", "bored", "excited", "nervous", "anxious", "worried", "horrified",
    "shocked",
    "stunned", "overjoyed", "devastated", "disgusted", "disappointed", "frustrated", "confident", "triumphant",
    "guilty about", "in love", "obsessed", "greedy", "ruthless", "reluctant", "tempted", "convinced",
    "sure of himself",
)  # fmt: skip
FEELING = (
    "enjoyed", "loved", "hated", "feared", "dreaded", "regretted", "longed", "yearned", "envied", "despised",
    "resented", "relished", "admired", "adored", "trusted", "distrusted", "panicked", "rejoiced", "gloated",
    "dreamed", "dreamt",
    "felt", "never felt",
)  # fmt: skip
MANNER = (
    "proudly", "angrily", "gleefully", "nervously", "happily", "bitterly", "reluctantly", "secretly", "deliberately",
    "knowingly", "wilfully", "willfully", "intentionally", "maliciously", "cynically", "ruthlessly", "greedily",
    "selfishly", "callously", "on purpose", "in cold blood",
)  # fmt: skip
MOTIVE_CUES = (
    "out of (?:\\w+ )?(?:greed|spite|fear|anger|revenge|love|envy|jealousy|boredom|pride|hatred|malice|desperation|"
    "loyalty|despair|vanity|ambition|curiosity|pity|guilt|shame)",
    "because (?:he|she|they|it|[A-Z]\\w+) (?:\\w+ )?(?:wanted|needed|hoped|feared|hated|loved|wished|craved|thought|"
    "knew|believed|felt|could not bear|longed|was (?:afraid|jealous|greedy|angry|ashamed)|"
    "were (?:afraid|greedy|angry))",
    "in order to", "so as to", "in the hope (?:of|that)", "hoping (?:to|that|for|nobody|no one)",
    "for (?:the )?revenge", "in revenge", "for the money", "for the thrill", "to get (?:his|her|their) own back",
    "driven by", "motivated by",
    "blinded by", "intent on", "determined to", "bent on", "for fear of", "with the aim of", "with the intention of",
    "for (?:his|her|their) own (?:gain|benefit|ends)", "to spite",
)  # fmt: skip
PURPOSES = (
    "save", "hide", "conceal", "cover", "protect", "avoid", "avenge", "punish", "impress", "prove", "silence",
    "mislead", "deceive", "trick", "fool", "please", "escape", "evade", "frame", "discredit", "destroy", "profit",
    "enrich",
    "shield", "spare", "humiliate", "provoke", "intimidate", "frighten", "distract", "disguise", "bury",
    "keep (?:it )?secret",
)  # fmt: skip

RANKS = (
    r"the\s+(?:very\s+)?(?:first|only|last|sole)\b", r"\bfirst(?:-|\s+)ever\b", r"\bfor\s+the\s+first\s+time\b",
    r"\b(?:largest|biggest|greatest|highest|lowest|oldest|youngest|longest|shortest|smallest|worst|best|richest|"
    r"poorest|fastest|deadliest|busiest|finest|strongest|newest|earliest|latest|cheapest|heaviest|deepest|tallest|safest|"
    r"toughest|strangest|closest|hardest|wealthiest|costliest)\b",
    r"\b(?:the|his|her|their|its|ever|[’']s)\s+(?:most|least)\s+[a-z]+\b", r"\bof\s+the\s+century\b",
    r"\bof\s+all\s+time\b", r"\bin\s+(?:all\s+)?history\b", r"\bunprecedented\b", r"\bunique(?:ly)?\b",
    r"\bnever\s+before\b",
    r"\bon\s+record\b", r"\brecord-breaking\b", r"\bsecond\s+to\s+none\b", r"\bunequalled\b", r"\bunparalleled\b",
    r"\bunrivall?ed\b",
)  # fmt: skip
ABSOLUTE = (
    "never", "always", "nobody", "no one", "no-one", "nothing", "none", "everybody", "everyone", "everything",
    "every single", "without exception", "impossible", "certainly", "undoubtedly", "without (?:a )?doubt",
    "beyond doubt", "not a single", "not one", "completely", "entirely", "totally", "absolutely", "in every case",
    "at all times",
    "invariably", "unanimously", "undisputed", "proven", "proved",
)  # fmt: skip
QUANTIFIERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # how many of them: each row a different answer
    ("all", ("all", "every", "each", "both", "the whole", "the entire", "the (?:vast )?majority are all")),
    ("most", ("most", "nearly all", "almost all", "the (?:vast )?majority(?: of)?", "more than half",
    "virtually all")),
    ("many", ("many", "a lot of", "lots of", "large numbers of", "numerous", "a great deal of", "much of")),
    ("some", ("some", "several", "a few", "a number of", "part of", "parts of", "certain", "a couple of", "one of",
              "two of", "half of", "a handful of")),
    ("few", ("few", "very few", "only a few", "hardly any", "scarcely any", "little of", "fewer", "barely any")),
    ("none", ("none", "neither", "no", "not any")),
)  # fmt: skip
FREQUENCY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("always", ("always", "every time", "at all times", "invariably")),
    ("often", ("often", "usually", "generally", "frequently", "normally", "regularly", "mostly", "typically")),
    ("sometimes", ("sometimes", "occasionally", "at times", "now and then", "once or twice")),
    ("seldom", ("seldom", "rarely", "hardly ever")),
    ("never", ("never",)),
)  # fmt: skip

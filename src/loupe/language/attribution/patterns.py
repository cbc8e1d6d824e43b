"""The patterns of the forms in which a sentence says who says so: each names its teller, and ends where P begins."""

from __future__ import annotations

import re
import sys

from loupe.language.attribution.people import AGENCIES, ANYBODY, DENY, GROUP, NAME, SAY, SAY_THAT, WHO

__all__ = [
    "ACCORDING",
    "ACCORDING_ANYBODY",
    "AFTER_MARKS",
    "ANY_SUBJECT",
    "AS_NOTED",
    "CITING",
    "CITING_FIRST",
    "CITING_LAST",
    "DASHED",
    "DATELINE",
    "HEADLINE",
    "HEADLINE_QUOTE",
    "HEARD",
    "IN_THE_WORK",
    "LEADING",
    "LEADING_THAT",
    "OWN_ACCOUNT",
    "PARENTHESIS",
    "PASSIVE",
    "QUOTED",
    "QUOTED_LAST",
    "QUOTING",
    "TAG_ALONE",
    "TRAILING",
    "WAS_TOLD",
    "WIRE",
    "Pattern",
]


class Pattern:
    """A pattern that is compiled when it is first used: all of them together would double the time of a start."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._compiled: re.Pattern[str] | None = None

    def _ready(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of ``re.Pattern``."""
        return self._ready().match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of ``re.Pattern``."""
        return self._ready().search(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of ``re.Pattern``."""
        return self._ready().fullmatch(text, start, end)


def _second(pattern: str) -> str:
    """The pattern of a teller, for whoever stands second in a form."""
    return pattern.replace("?P<who>", "?P<root>").replace("?P<aside>", "?P<rootaside>")


_ADVERBS = (
    r"(?:\s+(?:\w+ly|also|later|now|still|once|always|himself|herself|has|have|had|would|first|then|even|again))*"
)
_FRONTED = (
    r"(?:(?:\w+ly|\w+ing|not|alongside|amid|despite|with|without|over|since|until|like|instead|because|in|at|on|to|"
    r"for|after|before|during|from|under)\b[^,.;:]{0,80},)"
)
_OPENING = (
    r"^[\s\"“‘]*(?i:(?:but|and|yet|still|later|today|now|meanwhile|then|so|however),?\s+)?"
    rf"(?i:(?:{_FRONTED}|(?:in|at|on|to|for|after|before|during|from|under)\s(?:(?:\w+\s)?\d{{4}}|\w+day))\s+)?"
)
"""What may stand before a teller: "but", "In court,", "Citing “a precaution”,", "In 2009"."""
_ADDRESSEE = (
    r"(?:(?:a|the|his|her)\s+(?:\w+\s+)?\w+(?=\s+that\b|,)|(?:a|the)\s+(?:magazine|reporter|court|journalist|police|"
    r"interviewer|newspaper|jury|judge|inquest|inquiry)|[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*)*|me|us|them|him|her|reporters|"
    r"detectives|police|investigators|you)"
)
_TOLD = (
    rf"(?P<whom>(?:(?<=\btold)|(?<=\btells)|(?<=\btell)|(?<=\bassured)|(?<=\binformed)|(?<=\bwarned))\s+{_ADDRESSEE}"
    r"(?:,\s[^,.;]{2,60},(?=\s+that\b))?)?"
)
_DAY = r"(?:\s+(?:on\s+|late\s+|early\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\s))?"
_WHEN = rf"{_DAY}(?:\s+(?:on|in|last|at|yesterday|afterwards|later)\b[^,.;]{{0,30}}?(?=\s+that\b|,))?"
_NO_NOUN = (
    r"(?!\s+(?:of|by|is|was|were|are|has|had|from)\b)"
    r"(?!(?<=added)\s+(?:his|her|its|their|an?|to)\b)(?!(?<=recalled)\s+(?:his|her|its|their|an?)\b)"
)
"""What shows that a word is no verb of saying there: "the report was", "added his support", "recalled its envoy"."""
_THAT = r"(?:\s+that\b|\s*[,:]\s*(?=[\"“‘'«]))"
_BE = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|been|being)"

LEADING = Pattern(
    rf"{_OPENING}{ANYBODY}{_ADVERBS}\s+(?P<verb>{SAY}|{DENY})\b{_NO_NOUN}{_TOLD}{_WHEN}(?P<that>\s+that\b)?[\s,:]+"
)
LEADING_THAT = Pattern(
    rf"{_OPENING}{ANYBODY}{_ADVERBS}\s+(?P<verb>{SAY_THAT})\b{_NO_NOUN}{_TOLD}{_WHEN}(?P<that>{_THAT})[\s,:]*"
)
_BARE = r"\s+(?=(?:it|he|she|they|we|there|the|an?|its|his|her|their|no|some|all|about|up|more|[A-Z\d$€£]\w*)\s)"
ANY_SUBJECT = Pattern(
    rf"{_OPENING}(?P<who>(?:[^\s,.;:!?“”\"()]|(?<=[A-Z])\.)(?:[^,.;:!?“”\"()]|(?<=[A-Z])\.){{1,90}}?)"
    rf"(?:\s\([^()]{{1,30}}\))?(?:,\s(?P<aside>[^,.;]{{2,60}}),)?\s+(?:also\s+|later\s+|has\s+|have\s+|had\s+|\w+ly\s+|(?:on\s+)?[A-Z]\w+day\s+)?"
    rf"(?:(?P<verb>{SAY}|{DENY}|{SAY_THAT})\b{_TOLD}{_WHEN}(?P<that>{_THAT})[\s,:]*|(?P<said>(?:said|says){_DAY}{_BARE}|(?:{SAY})\s+(?=(?:it|he|she|they|we|there)\s)))"
)
"""Whatever stands before "said that" or "said it", where it can be the subject: "industry experts say that"."""
AS_NOTED = Pattern(rf"^\s*(?i:as)\s+{ANYBODY}\s+(?P<verb>(?i:{SAY}|put\s+it|puts\s+it|has\s+it))\b[^,]{{0,30}},\s*")
HEARD = Pattern(
    rf"{_OPENING}{ANYBODY}{_ADVERBS}\s+(?P<verb>(?i:heard|hears?|learn(?:ed|t|s)?|understood|had\s+it|know|knew|got))"
    rf"\s+(?i:from)\s+{_second(ANYBODY)}\s+that\s+"
)
"""Who passes on, and from whom he has it."""
WAS_TOLD = Pattern(
    rf"{_OPENING}{ANYBODY}\s+{_BE}{_ADVERBS}\s+(?P<verb>(?i:told|informed|assured|warned|advised))"
    rf"(?:\s+(?i:by)\s+{_second(ANYBODY)})?\s+that\s+"
)
QUOTED = Pattern(
    rf"{_OPENING}{ANYBODY}\s+{_BE}\s+(?:also\s+|later\s+)?(?P<verb>(?i:quoted|cited|reported))"
    rf"(?:\s+(?i:by|in)\s+{_second(ANYBODY)})?\s+(?i:as\s+(?:saying|telling\s+{_ADDRESSEE}|stating|claiming))(?:\s+that\b)?[\s,:]+"
)
QUOTING = Pattern(
    rf"{_OPENING}{ANYBODY}\s+(?P<verb>(?i:quotes|quoted|cites|cited))\s+{_second(ANYBODY)}"
    rf"\s+(?i:as\s+(?:saying|stating|claiming))(?:\s+that\b)?[\s,:]+"
)
CITING = Pattern(
    rf"{_OPENING}(?P<who>{NAME}|(?i:{GROUP})),\s+(?i:citing|quoting)\s+{_second(WHO)},?\s+"
    rf"(?P<verb>(?i:{SAY}|{SAY_THAT}))\b(?:\s+that\b)?[\s,:]+"
)
CITING_FIRST = Pattern(
    rf"^\s*(?i:citing|quoting)\s+{_second(WHO)},?\s+{ANYBODY}\s+(?P<verb>(?i:{SAY}|{SAY_THAT}))\b(?:\s+that\b)?[\s,:]+"
)
CITING_LAST = Pattern(
    rf",\s+(?P<who>{NAME}|(?i:{GROUP}))\s+(?P<verb>(?i:{SAY})),\s+(?i:citing|quoting)\s+{_second(WHO)}[.!?]*\s*$"
)
QUOTED_LAST = Pattern(
    rf"[,”\"’]{{1,3}}\s*(?P<who>{NAME}|(?i:{GROUP}))\s+(?P<verb>(?i:quotes|quoted|cites|cited))\s+{_second(ANYBODY)}"
    r"\s+(?i:as\s+saying)(?=[.,]|\s*$)[^“”]*$"
)
PASSIVE = Pattern(
    rf"{_OPENING}(?i:it\s+{_BE}\s+(?:also\s+|later\s+|first\s+)?(?P<verb>said|reported|claimed|alleged|stated|"
    rf"announced|confirmed|suggested|revealed|disclosed|found|ruled))\s+(?i:by)\s+{ANYBODY}(?:\s+[^,.;]{{0,30}}?)?\s+that\s+"
)
ACCORDING = Pattern(
    rf"(?i:\baccording\s+to|\bin\s+the\s+words\s+of|\bby\s+the\s+account\s+of|\bas\s+reported\s+by|"
    rf"\bas\s+told\s+by|\bas\s+told\s+to\s+\w+\s+by|\bas\s+stated\s+by|\bin\s+the\s+view\s+of|\bin\s+the\s+opinion\s+of)"
    rf"\s+{WHO},?\s*"
)
ACCORDING_ANYBODY = Pattern(r"(?i:\baccording\s+to)\s+(?P<who>(?i:{phrase}))(?=[,.;]|\s*$),?\s*".format(
    phrase=r"(?:the|an?|one|several|some|two|three|his|her|their|its|this|that)\s(?:[\w’'-]+\s){0,7}?[\w’'-]+"
))  # fmt: skip
_TAGS = (rf"{ANYBODY}\s+(?P<verb>(?i:{SAY}))", rf"(?P<verb>(?i:{SAY}))\s+{WHO}")
"""A teller named in passing: "the police said", "says Captain Holm"."""
_WHO_HE_IS = r"(?:,\s(?:an?|the|who|which|whose|head|chief|then|now|former|spokes\w+)\b[^.;:“”\"]{2,120})?"
_TO_WHOM = r"\s(?:(?!\bthat\b)[^,.;]){1,60}"
_TAIL = (
    rf"(?:(?<=\btold){_TO_WHOM}|(?<=\btells){_TO_WHOM}"
    r"|\s+(?!(?:that|it|he|she|they|there|his|her|their|its|no|some)\b)"
    r"(?!(?:the|an?)\s(?!\s*(?:next|following|same|other|day|week|month|year)\b))[^,.;]{0,40})?"
)
"""What may follow a tag: "on Monday", "in a statement"; not what is said: "police said the vault was open"."""
TRAILING = [Pattern(rf"[,”\"’]{{1,3}}\s*{tag}{_TAIL}[.!?\"”]*\s*$") for tag in _TAGS] + [
    Pattern(rf"[,”\"’]{{1,3}}\s*{_TAGS[1]}{_WHO_HE_IS}[.!?\"”]*\s*$"),
    Pattern(
        rf"[,”\"’]{{1,3}}\s*{ANYBODY}\s+{_BE}\s+(?P<verb>quoted|cited)\s+as\s+saying(?:\s+[^,.;]{{0,40}})?[.!?]*\s*$"
    ),
]
AFTER_MARKS = Pattern(
    rf"[,.?!…][”\"’]\s*(?P<verb>(?i:{SAY}|{SAY_THAT}))\s+(?P<who>[^,.;:“”\"]{{2,90}}?)(?:,[^“”\"]{{2,160}})?[.!?]*\s*$"
)
"""Whoever is named after somebody's own words and a verb of saying, however long: "...,” said the chairman of X"."""
PARENTHESIS = [Pattern(rf"[,?!][”\"’]?\s*{tag}(?:\s+\w+)?[,;]") for tag in _TAGS]
TAG_ALONE = [Pattern(rf"\s*{tag}[.!?\"”]*\s*") for tag in _TAGS]
IN_THE_WORK = Pattern(
    r"^\s*[Ii]n\s+the\s+(?P<who>film|documentary|movie|programme|podcast|series|episode)\b[^,.;]{0,40},\s*"
)
OWN_ACCOUNT = Pattern(
    rf"(?i:\b(?:by|in)\s+)(?:(?P<who>{NAME})['’]s?|(?P<his>his|her|their))"
    r"(?i:\s+(?:own\s+)?(?:account|version|telling|words|testimony|recollection|memory|story))[\s,]*"
)
HEADLINE_QUOTE = Pattern(rf"^\s*(?P<who>{NAME}|(?i:{GROUP})):\s+(?=[\"“‘'«])")
HEADLINE = Pattern(rf"^\s*(?P<who>{NAME}|(?i:{GROUP})):\s+(?=\S+\s+\S+)")
DASHED = Pattern(rf"\s[—–-]{{1,2}}\s(?P<who>{NAME}|(?i:{GROUP}))(?<!\.)\s*$")
DATELINE = Pattern(rf"^[A-Z][A-Za-z .,’'-]{{1,40}}\((?P<who>{AGENCIES})\)\s*[—–:-]+\s*")
WIRE = Pattern(rf"\s*\((?:Source:\s*)?(?P<who>{AGENCIES})\)[.!?]*\s*$")

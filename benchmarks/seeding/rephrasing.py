"""The same line in other words, by rule: a date goes to the front, an aside falls, short forms are written out.

The meaning stays; what is seeded afterwards is the only error. A line to which no rule applies is not rephrased.
"""

from __future__ import annotations

import re

from seeding.words import MONTHS

__all__ = ["rephrase"]

_MONTH = "|".join(MONTHS)
_LAST_DATE = re.compile(
    rf"^(?P<rest>[A-Z].{{20,}}?),?\s+(?P<date>(?:in|on)\s+(?:(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?|\d{{4}}))\.$"
)
_FIRST_DATE = re.compile(
    rf"^(?P<date>(?:In|On)\s+(?:(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?|\d{{4}})),?\s+(?P<rest>(?:the|a|an|it|he|she|they|"
    r"we|I|Mr|Mrs|Ms|[A-Z][a-z]+)\s.{20,})\.$"
)
_OPENING = re.compile(
    r"^(?:So|And|But|Now|Well|Then|Again|However|Indeed|Obviously|Essentially|In fact|Of course|Equally|Certainly|Yes)"
    r"[,.]?\s+(?=\w)"
)
_ASIDE = re.compile(
    r",\s+(?:as you know|of course|sir|I think|I believe|in fact|however|therefore|I suppose|as it were|if you like|"
    r"in my view|obviously|indeed|for example|again|to be fair|in a sense|at that time|at the time)(?=,),"
)
_SHORT = (
    (r"\b(was|were|is|are|did|does|do|had|has|have|could|would|should)n['’]t\b", r"\1 not"),
    (r"\b(I|[Ww]e|[Tt]hey|[Yy]ou)['’]ve\b", r"\1 have"), (r"\b([Ww]e|[Tt]hey|[Yy]ou)['’]re\b", r"\1 are"),
    (r"\bI['’]m\b", "I am"), (r"\b([Ii]t|[Tt]hat|[Tt]here)['’]s\b", r"\1 is"),
)  # fmt: skip
_OTHER_WORDS = (
    ("approximately", "about"), ("around", "about"), ("began", "started"), ("commenced", "began"), ("received", "got"),
    ("numerous", "many"), ("in relation to", "about"), ("prior to", "before"), ("subsequently", "later"),
    ("in respect of", "about"), ("a number of", "several"), ("at the end of", "late in"), ("purchased", "bought"),
    ("required", "needed"), ("sufficient", "enough"), ("obtained", "got"), ("assist", "help"),
    ("assistance", "help"), ("employed", "hired"), ("attended", "went to"), ("regarding", "about"),
    ("individuals", "people"), ("subpostmasters", "sub-postmasters"), ("discussed", "talked about"), ("large", "big"),
    ("significant", "considerable"), ("responsible for", "in charge of"), ("occurred", "happened"),
    ("documents", "papers"), ("retired", "stopped working"), ("problems", "difficulties"), ("issues", "problems"),
)  # fmt: skip


def rephrase(text: str) -> str | None:
    """The line in other words, None when no rule applies."""
    said = _ASIDE.sub("", _OPENING.sub("", text))
    said = said[:1].upper() + said[1:]
    for pattern, written in _SHORT:
        said = re.sub(pattern, written, said)
    changed = 0
    for word, other in _OTHER_WORDS:
        said, times = re.subn(rf"\b{word}\b", other, said)
        changed += times
    last, first = _LAST_DATE.match(said), _FIRST_DATE.match(said)
    if (
        last
        and not re.match(r"(?:On|In|At|By|From|Since)\b", last["rest"])
        and not re.search(r"\b(?:that|which|who|when|where)\b", last["rest"])
    ):
        rest = last["rest"]
        lowered = (
            rest
            if rest.split()[0] in ("I", "Mr", "Mrs", "Ms", "Sir") or not _common(rest)
            else rest[0].lower() + rest[1:]
        )
        said = f"{last['date'][0].upper()}{last['date'][1:]}, {lowered}."
    elif first and not re.search(r"\b(?:when|where|which|and)\b", first["rest"]):
        rest, date = first["rest"], first["date"]
        said = f"{rest[0].upper()}{rest[1:]} {date[0].lower()}{date[1:]}."
    elif (not changed and said == text) or (not changed and len(said.split()) < 6):
        return None
    return said


_COMMON = frozenset("The A An It He She They We This That These Those There Our My His Her Some Many Most All".split())


def _common(rest: str) -> bool:
    return rest.split()[0] in _COMMON

"""The forms in which a sentence says who says so; each reads one layer of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.language.attribution.keys import OUTLET_WORDS
from loupe.language.attribution.people import (
    AGENCIES,
    ANYBODY,
    DENY,
    GROUP,
    NAME,
    NOBODY,
    PAPERS,
    PEOPLE,
    PRONOUN,
    SAY,
    SAY_THAT,
    WHO,
)
from loupe.language.tables import AUXILIARIES, IRREGULAR_PAST
from loupe.language.words import fold

__all__ = ["Layer", "is_tag", "one_layer"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layer:
    """The tellers of one layer with their places, outermost first, whether the last denies P, and the span of P."""

    tellers: tuple[tuple[str, Span], ...]
    denied: bool
    inner: Span


def _second(pattern: str) -> str:
    """The pattern of a teller, for whoever stands second in a form."""
    return pattern.replace("?P<who>", "?P<root>").replace("?P<aside>", "?P<rootaside>")


_ADVERBS = (
    r"(?:\s+(?:also|later|now|still|once|always|himself|herself|has|have|had|would|first|then|even|again|repeatedly))*"
)
_OPENING = (
    r"^[\s\"“‘]*(?i:(?:but|and|yet|still|later|today|now|meanwhile|then|so|however),?\s+)?"
    r"(?i:(?:in|at|on|to|for|after|before|during|from|under)\s(?:[^,.;]{1,70},|(?:\w+\s)?\d{4}|\w+day)\s+)?"
)
_ADDRESSEE = (
    r"(?:(?:a|the|his|her)\s+(?:\w+\s+)?\w+(?=\s+that\b|,)|(?:a|the)\s+(?:magazine|reporter|court|journalist|police|"
    r"interviewer|newspaper|jury|judge|inquest|inquiry)|[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*)*|me|us|them|him|her|reporters|"
    r"detectives|police|investigators|you)"
)
_TOLD = (
    rf"(?P<whom>(?:(?<=\btold)|(?<=\btells)|(?<=\btell)|(?<=\bassured)|(?<=\binformed)|(?<=\bwarned))\s+{_ADDRESSEE}"
    r"(?:,\s[^,.;]{2,60},(?=\s+that\b))?)?"
)
_WHEN = r"(?:\s+(?:on|in|last|at|yesterday|afterwards|later)\b[^,.;]{0,30}?(?=\s+that\b|,))?"
_THAT = r"(?:\s+that\b|\s*[,:]\s*(?=[\"“‘'«]))"
_BE = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been|been|being)"

_LEADING = re.compile(
    rf"{_OPENING}{ANYBODY}{_ADVERBS}\s+(?P<verb>(?i:{SAY}|{DENY}))\b{_TOLD}{_WHEN}(?P<that>\s+that\b)?[\s,:]+"
)
_LEADING_THAT = re.compile(
    rf"{_OPENING}{ANYBODY}{_ADVERBS}\s+(?P<verb>(?i:{SAY_THAT}))\b{_TOLD}{_WHEN}(?P<that>{_THAT})[\s,:]*"
)
_ANY_SUBJECT = re.compile(
    rf"^[\s\"“]*(?P<who>[^\s,.;:!?“”\"()][^,.;:!?“”\"()]{{1,90}}?)\s+(?P<verb>(?i:{SAY}|{DENY}|{SAY_THAT}))\b"
    rf"{_TOLD}{_WHEN}(?P<that>{_THAT})[\s,:]*"
)
"""Whatever stands before "said that", where it can be the subject: "industry experts say that"."""
_AS_NOTED = re.compile(rf"^\s*(?i:as)\s+{ANYBODY}\s+(?P<verb>(?i:{SAY}|put\s+it|puts\s+it|has\s+it))\b[^,]{{0,30}},\s*")
_HEARD = re.compile(
    rf"{_OPENING}{ANYBODY}{_ADVERBS}\s+(?P<verb>(?i:heard|hears?|learn(?:ed|t|s)?|understood|had\s+it|know|knew|got))"
    rf"\s+(?i:from)\s+{_second(ANYBODY)}\s+that\s+"
)
"""Who passes on, and from whom he has it."""
_WAS_TOLD = re.compile(
    rf"{_OPENING}{ANYBODY}\s+{_BE}{_ADVERBS}\s+(?P<verb>(?i:told|informed|assured|warned|advised))"
    rf"(?:\s+(?i:by)\s+{_second(ANYBODY)})?\s+that\s+"
)
_QUOTED = re.compile(
    rf"{_OPENING}{ANYBODY}\s+{_BE}\s+(?:also\s+|later\s+)?(?P<verb>(?i:quoted|cited|reported))"
    rf"(?:\s+(?i:by|in)\s+{_second(ANYBODY)})?\s+(?i:as\s+(?:saying|telling\s+{_ADDRESSEE}|stating|claiming))(?:\s+that\b)?[\s,:]+"
)
_QUOTING = re.compile(
    rf"{_OPENING}{ANYBODY}\s+(?P<verb>(?i:quotes|quoted|cites|cited))\s+{_second(ANYBODY)}"
    rf"\s+(?i:as\s+(?:saying|stating|claiming))(?:\s+that\b)?[\s,:]+"
)
_CITING = re.compile(
    rf"{_OPENING}(?P<who>{NAME}|(?i:{GROUP})),\s+(?i:citing|quoting)\s+{_second(WHO)},?\s+"
    rf"(?P<verb>(?i:{SAY}|{SAY_THAT}))\b(?:\s+that\b)?[\s,:]+"
)
_CITING_FIRST = re.compile(
    rf"^\s*(?i:citing|quoting)\s+{_second(WHO)},?\s+{ANYBODY}\s+(?P<verb>(?i:{SAY}|{SAY_THAT}))\b(?:\s+that\b)?[\s,:]+"
)
_CITING_LAST = re.compile(
    rf",\s+(?P<who>{NAME}|(?i:{GROUP}))\s+(?P<verb>(?i:{SAY})),\s+(?i:citing|quoting)\s+{_second(WHO)}[.!?]*\s*$"
)
_PASSIVE = re.compile(
    rf"{_OPENING}(?i:it\s+{_BE}\s+(?:also\s+|later\s+|first\s+)?(?P<verb>said|reported|claimed|alleged|stated|"
    rf"announced|confirmed|suggested|revealed|disclosed|found|ruled))\s+(?i:by)\s+{ANYBODY}(?:\s+[^,.;]{{0,30}}?)?\s+that\s+"
)
_ACCORDING = re.compile(
    rf"(?i:\baccording\s+to|\bin\s+the\s+words\s+of|\bby\s+the\s+account\s+of|\bas\s+reported\s+by|"
    rf"\bas\s+told\s+by|\bas\s+told\s+to\s+\w+\s+by|\bas\s+stated\s+by|\bin\s+the\s+view\s+of|\bin\s+the\s+opinion\s+of)"
    rf"\s+{WHO},?\s*"
)
_ACCORDING_ANYBODY = re.compile(r"(?i:\baccording\s+to)\s+(?P<who>(?i:{phrase}))(?=[,.;]|\s*$),?\s*".format(
    phrase=r"(?:the|an?|one|several|some|two|three|his|her|their|its|this|that)\s(?:[\w’'-]+\s){0,7}?[\w’'-]+"
))  # fmt: skip
_TAGS = (rf"{ANYBODY}\s+(?P<verb>(?i:{SAY}))", rf"(?P<verb>(?i:{SAY}))\s+{WHO}")
"""A teller named in passing: "the police said", "says Captain Holm"."""
_WHO_HE_IS = r"(?:,\s(?:an?|the|who|which|whose|head|chief|then|now|former|spokes\w+)\b[^.;:“”\"]{2,120})?"
_TRAILING = [re.compile(rf"[,”\"’]{{1,3}}\s*{tag}(?:\s+[^,.;]{{0,40}})?[.!?\"”]*\s*$") for tag in _TAGS] + [
    re.compile(rf"[,”\"’]{{1,3}}\s*{_TAGS[1]}{_WHO_HE_IS}[.!?\"”]*\s*$"),
    re.compile(
        rf"[,”\"’]{{1,3}}\s*{ANYBODY}\s+{_BE}\s+(?P<verb>quoted|cited)\s+as\s+saying(?:\s+[^,.;]{{0,40}})?[.!?]*\s*$"
    ),
]
_PARENTHESIS = [re.compile(rf"[,?!][”\"’]?\s*{tag}(?:\s+\w+)?[,;]") for tag in _TAGS]
_TAG_ALONE = [re.compile(rf"\s*{tag}[.!?\"”]*\s*") for tag in _TAGS]
_IN_THE_WORK = re.compile(
    r"^\s*[Ii]n\s+the\s+(?P<who>film|documentary|movie|programme|podcast|series|episode)\b[^,.;]{0,40},\s*"
)
_OWN_ACCOUNT = re.compile(
    rf"(?i:\b(?:by|in)\s+)(?:(?P<who>{NAME})['’]s?|(?P<his>his|her|their))"
    r"(?i:\s+(?:own\s+)?(?:account|version|telling|words|testimony|recollection|memory|story))[\s,]*"
)
_HEADLINE_QUOTE = re.compile(rf"^\s*(?P<who>{NAME}|(?i:{GROUP})):\s+(?=[\"“‘'«])")
_HEADLINE = re.compile(rf"^\s*(?P<who>{NAME}|(?i:{GROUP})):\s+(?=\S+\s+\S+)")
_DASHED = re.compile(rf"\s[—–-]{{1,2}}\s(?P<who>{NAME}|(?i:{GROUP}))(?<!\.)\s*$")
_DATELINE = re.compile(rf"^[A-Z][A-Za-z .,’'-]{{1,40}}\((?P<who>{AGENCIES})\)\s*[—–:-]+\s*")
_WIRE = re.compile(rf"\s*\((?:Source:\s*)?(?P<who>{AGENCIES})\)[.!?]*\s*$")

_TWO = (
    (_HEARD, False),
    (_WAS_TOLD, False),
    (_CITING, False),
    (_CITING_FIRST, False),
    (_QUOTING, False),
    (_QUOTED, True),
)
"""Forms that may name two, and whether the second passes the first on."""
_ANY_WORD = re.compile(
    rf"\b(?:{SAY}|{DENY}|{SAY_THAT}|according|account|version|telling|words|testimony|recollection|memory|story|"
    r"learnt|learned|told|quot\w+|cit\w+|reported|put|puts|has|film|documentary|movie|programme|podcast|series|episode|view|"
    r"opinion|revealed|disclosed)\b|[():—–]|\s-",
    re.IGNORECASE,
)
"""What a sentence has that says who says so: looked for first, because most have nothing of it."""


def one_layer(text: str, known: str | None) -> Layer | None:
    """The outermost layer of a text, None where it speaks in its own voice."""
    if not _ANY_WORD.search(text):
        return None
    return (
        _with_two(text, known)
        or _opened_by(text, known)
        or _by_headline(text, known)
        or _according_to(text, known)
        or _tagged(text, known)
    )


def _with_two(text: str, known: str | None) -> Layer | None:
    for pattern, turned in _TWO:
        match = pattern.match(text)
        if match and _is_subject(match["who"]) and _says_enough(text, match.end()):
            named = [_teller(match, "who", known)]
            if match["root"]:
                named.append(_teller(match, "root", known))
            elif pattern is _WAS_TOLD:
                return None  # "He was told that": by whom it does not say
            return Layer(tuple(reversed(named) if turned else named), False, (match.end(), len(text)))
    match = _PASSIVE.match(text)
    if match and not _is_nobody(match["who"]):
        return Layer((_teller(match, "who", known),), False, (match.end(), len(text)))
    match = _CITING_LAST.search(text)
    if match and not _is_nobody(match["who"]):
        return Layer((_teller(match, "who", known), _teller(match, "root", known)), False, (0, match.start()))
    return None


def _opened_by(text: str, known: str | None) -> Layer | None:
    for opening in (_LEADING, _LEADING_THAT, _AS_NOTED, _ANY_SUBJECT):
        match = opening.match(text)
        if not match or not _is_subject(match["who"]) or not _says_enough(text, match.end()):
            continue
        groups, verb = match.groupdict(), match["verb"].lower()
        if verb.startswith(("tell", "told")) and not (groups.get("whom") or groups.get("that")):
            continue  # "He told the truth."
        return Layer((_teller(match, "who", known),), bool(re.fullmatch(DENY, verb)), (match.end(), len(text)))
    return None


_NO_SUBJECT = (AUXILIARIES | IRREGULAR_PAST | frozenset(
    "and but or that which who if when while because although though as since not never no nobody none neither nor it "
    "there this what how why where refused refuses declined declines failed".split()
)) - frozenset(["left", "cut", "set", "led"])  # fmt: skip


_SAYING = re.compile(rf"(?:{SAY}|{DENY})")
_SOMEBODY = re.compile(rf"(?:{PEOPLE}|{PAPERS})")
_LEADS_ON = frozenset("his her their its my our your the a an of to for in on at with by from that this these".split())


def _is_subject(words: str) -> bool:
    """Whether words can be what a verb of saying has for its subject: up to ten, with no other verb among them."""
    if _is_nobody(words):
        return False
    parts = [fold(w).strip("’'") for w in words.split()]
    if len(parts) == 1:
        return True
    if len(parts) > 10 or parts[-1] in _LEADS_ON:
        return False
    if _SOMEBODY.fullmatch(parts[-1]):
        parts = parts[:-1]  # "the first reports": a noun here
    return not any(w in _NO_SUBJECT or w.endswith("n't") or _SAYING.fullmatch(w) for w in parts[1:])


def _is_nobody(who: str) -> bool:
    """Words that stand where a teller would, and name none: "The", "As the judge"."""
    folded = fold(who)
    return folded in NOBODY or folded.split()[:1] in (["as"], ["when"], ["while"], ["if"], ["no"], ["nobody"], ["none"])


def _says_enough(text: str, start: int) -> bool:
    return len(text[start:].split()) >= 2


def _by_headline(text: str, known: str | None) -> Layer | None:
    """ "Peys: 'The vault was open'", "The vault was open – police", "ANTWERP (AP) — ...", "... (Reuters)"."""
    match = _HEADLINE_QUOTE.match(text) or _DATELINE.match(text)
    if match is None:
        match = _HEADLINE.match(text)
        if match and not _is_voice(match["who"]):
            match = None
    if match and not _is_nobody(match["who"]):
        return Layer((_teller(match, "who", known),), False, (match.end(), len(text)))
    match = _WIRE.search(text) or _DASHED.search(text)
    if match and not _is_nobody(match["who"]) and len(text[: match.start()].split()) >= 3:
        return Layer((_teller(match, "who", known),), False, (0, match.start()))
    return None


def _is_voice(who: str) -> bool:
    """Whether a word before a colon is somebody who speaks, not a heading: "Reuters:", "Police:"."""
    words = fold(who).split()
    if who.isupper() and not re.fullmatch(AGENCIES, who):
        return False
    if re.fullmatch(AGENCIES, who) or re.fullmatch(PEOPLE, words[-1]):
        return True
    return words[-1] in OUTLET_WORDS - _HEADINGS


_HEADINGS = frozenset("the and report review time times news post church house school party letters books".split())


def _according_to(text: str, known: str | None) -> Layer | None:
    for pattern in (_ACCORDING, _ACCORDING_ANYBODY, _IN_THE_WORK, _OWN_ACCOUNT):
        match = pattern.search(text)
        if match:
            own = match["who"] is None
            place = match.span("his") if own else _trimmed(match, "who")
            who = (known or "he") if own else _named(match["who"], known)
            opens = len(text[: match.start()].split()) < 2
            return Layer(((who, place),), False, (match.end(), len(text)) if opens else (0, match.start()))
    return None


def _tagged(text: str, known: str | None) -> Layer | None:
    for pattern in _TRAILING:
        match = pattern.search(text)
        if match and not _is_nobody(match["who"]) and len(text[: match.start()].split()) >= 2:
            return Layer((_teller(match, "who", known),), False, (0, match.start()))
    for pattern in _PARENTHESIS:
        match = pattern.search(text)
        if match and not _is_nobody(match["who"]):
            return Layer((_teller(match, "who", known),), False, (0, len(text)))
    return None


def is_tag(text: str) -> bool:
    """Whether the words only name a teller: "the police said.", "says Captain Holm"."""
    return any(match and not _is_nobody(match["who"]) for match in (p.fullmatch(text) for p in _TAG_ALONE))


def _teller(match: re.Match[str], group: str, known: str | None) -> tuple[str, Span]:
    aside = match.groupdict().get("aside" if group == "who" else "rootaside")
    if aside and re.fullmatch(NAME, aside) and not re.fullmatch(NAME, match[group]):
        group = "aside" if group == "who" else "rootaside"  # "one of the detectives, Patrick Peys, said"
    return _named(match[group], known), _trimmed(match, group)


def _trimmed(match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    words = match[group]
    bare = re.sub(r"['’]s$", "", words.rstrip(" .,;:"))
    return start, end - (len(words) - len(bare))


def _named(name: str, known: str | None) -> str:
    if re.fullmatch(PRONOUN, name):
        return known or name.lower()
    return re.sub(r"['’]s$", "", re.sub(r"\s+", " ", name).strip(" .,;:"))

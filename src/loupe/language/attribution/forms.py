"""The forms in which a sentence says who says so; each reads one layer of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loupe.language.attribution.keys import OUTLET_WORDS
from loupe.language.attribution.patterns import (
    ACCORDING,
    ACCORDING_ANYBODY,
    AFTER_MARKS,
    ANY_SUBJECT,
    AS_NOTED,
    CITING,
    CITING_FIRST,
    CITING_LAST,
    DASHED,
    DATELINE,
    HEADLINE,
    HEADLINE_QUOTE,
    HEARD,
    IN_THE_WORK,
    LEADING,
    LEADING_THAT,
    OWN_ACCOUNT,
    PARENTHESIS,
    PASSIVE,
    QUOTED,
    QUOTED_LAST,
    QUOTING,
    TAG_ALONE,
    TRAILING,
    WAS_TOLD,
    WIRE,
)
from loupe.language.attribution.people import AGENCIES, DENYING, NAME, NOBODY, PAPERS, PEOPLE, PRONOUN, SAY, SAY_THAT
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


_TWO = (
    (HEARD, False),
    (WAS_TOLD, False),
    (CITING, False),
    (CITING_FIRST, False),
    (QUOTING, False),
    (QUOTED, True),
)
"""Forms that may name two, and whether the second passes the first on."""
_SAYS = re.compile(rf"{SAY}|{DENYING}|{SAY_THAT}|points?|pointed|puts?|has")
_WORD = re.compile(r"[a-z]+")
_FROM_ANOTHER = re.compile(
    r"\b(?:from|told|informed|assured|warned|advised|by|citing|quot\w+|cite[sd]?|reported)\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:according|words|account|version|telling|testimony|recollection|memory|story|as|view|opinion|"
    r"film|documentary|movie|programme|podcast|series|episode)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[():—–]|\s-")


def one_layer(text: str, known: str | None) -> Layer | None:
    """The outermost layer of a text, None where it speaks in its own voice.

    What a form cannot do without is looked for first, because most sentences have nothing of it.
    """
    says = any(map(_says, _WORD.findall(text.lower())))
    return (
        (_with_two(text, known) if _FROM_ANOTHER.search(text) else None)
        or (_opened_by(text, known) if says else None)
        or (_by_headline(text, known) if _SIGNS.search(text) else None)
        or (_according_to(text, known) if _BESIDE.search(text) else None)
        or (_tagged(text, known) if says or "quoted" in text or "cited" in text else None)
    )


@lru_cache(maxsize=50_000)
def _says(word: str) -> bool:
    return bool(_SAYS.fullmatch(word))


def _with_two(text: str, known: str | None) -> Layer | None:
    for pattern, turned in _TWO:
        match = pattern.match(text)
        if match and _is_subject(match["who"]) and _says_enough(text, match.end()):
            named = [_teller(match, "who", known)]
            if match["root"]:
                named.append(_teller(match, "root", known))
            elif pattern is WAS_TOLD:
                return None  # "He was told that": by whom it does not say
            return Layer(tuple(reversed(named) if turned else named), False, (match.end(), len(text)))
    match = PASSIVE.match(text)
    if match and not _is_nobody(match["who"]):
        return Layer((_teller(match, "who", known),), False, (match.end(), len(text)))
    match = CITING_LAST.search(text) or QUOTED_LAST.search(text)
    if match and not _is_nobody(match["who"]):
        return Layer((_teller(match, "who", known), _teller(match, "root", known)), False, (0, match.start()))
    return None


def _opened_by(text: str, known: str | None) -> Layer | None:
    for opening in (LEADING, LEADING_THAT, AS_NOTED, ANY_SUBJECT):
        match = opening.match(text)
        if not match or not _is_subject(match["who"]) or not _says_enough(text, match.end()):
            continue
        groups = match.groupdict()
        verb = (groups.get("verb") or groups.get("said") or "").split()[0].lower()
        if verb.startswith(("tell", "told")) and not (groups.get("whom") or groups.get("that")):
            continue  # "He told the truth."
        return Layer((_teller(match, "who", known),), bool(re.fullmatch(DENYING, verb)), (match.end(), len(text)))
    return None


_NO_SUBJECT = (AUXILIARIES | IRREGULAR_PAST | frozenset(
    "and but or that which who if when while because although though as since not never no nobody none neither nor it "
    "there this what how why where refused refuses declined declines failed".split()
)) - frozenset(["left", "cut", "set", "led"])  # fmt: skip


_SAYING = re.compile(rf"(?:{SAY}|{DENYING})")
_SOMEBODY = re.compile(rf"(?:{PEOPLE}|{PAPERS})")
_LEADS_ON = frozenset("his her their its my our your the a an of to for in on at with by from that this these".split())


def _is_subject(words: str) -> bool:
    """Whether words can be what a verb of saying has for its subject: up to ten, with no other verb among them."""
    if _is_nobody(words):
        return False
    if re.fullmatch(NAME, words):
        return True
    parts = [w if w[0].isupper() else fold(w).strip("’'") for w in words.split()]
    if len(parts) == 1:
        return True
    if fold(parts[0]) in AUXILIARIES or len(parts) > 10 or parts[-1] in _LEADS_ON:
        return False
    if _SOMEBODY.fullmatch(parts[-1]):
        parts = parts[:-1]  # "the first reports": a noun here
    return not any(w in _NO_SUBJECT or w.endswith("n't") or _SAYING.fullmatch(w) for w in parts[1:])


def _is_nobody(who: str) -> bool:
    """Words that stand where a teller would, and name none: "The", "As the judge"."""
    folded = fold(who)
    return folded in NOBODY or next(iter(folded.split()), "") in _NOBODYS_FIRST or bool(_SHORTENED.match(folded))


_NOBODYS_FIRST = frozenset(
    "and but or yet so as when while whilst where like unlike if no nobody none although though because since unless "
    "whether once until before after".split()
)
_SHORTENED = re.compile(r"(?:i|he|she|it|we|they|that|there)['’]")


def _says_enough(text: str, start: int) -> bool:
    return len(text[start:].split()) >= 2


def _by_headline(text: str, known: str | None) -> Layer | None:
    """ "Peys: 'The vault was open'", "The vault was open – police", "ANTWERP (AP) — ...", "... (Reuters)"."""
    match = HEADLINE_QUOTE.match(text) or DATELINE.match(text)
    if match is None:
        match = HEADLINE.match(text)
        if match and not _is_voice(match["who"]):
            match = None
    if match and not _is_nobody(match["who"]):
        return Layer((_teller(match, "who", known),), False, (match.end(), len(text)))
    match = WIRE.search(text) or DASHED.search(text)
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
    for pattern in (ACCORDING, ACCORDING_ANYBODY, IN_THE_WORK, OWN_ACCOUNT):
        match = pattern.search(text)
        if match:
            own = match["who"] is None
            place = match.span("his") if own else _trimmed(match, "who")
            who = (known or "he") if own else _named(match["who"], known)
            opens = len(text[: match.start()].split()) < 2
            return Layer(((who, place),), False, (match.end(), len(text)) if opens else (0, match.start()))
    return None


def _tagged(text: str, known: str | None) -> Layer | None:
    for pattern in (*TRAILING, AFTER_MARKS):
        match = pattern.search(text)
        if match and not _is_nobody(match["who"]) and len(text[: match.start()].split()) >= 2:
            return Layer((_teller(match, "who", known),), False, (0, match.start()))
    for pattern in PARENTHESIS:
        match = pattern.search(text)
        if match and not _is_nobody(match["who"]):
            return Layer((_teller(match, "who", known),), False, (0, len(text)))
    return None


def is_tag(text: str) -> bool:
    """Whether the words only name a teller: "the police said.", "says Captain Holm"."""
    return any(match and not _is_nobody(match["who"]) for match in (p.fullmatch(text) for p in TAG_ALONE))


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

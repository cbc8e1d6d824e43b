"""Names: another one in a slot that holds one alone, another subject, a wider place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.tables import COUNTRIES, STATES
from contrast.wording import deniable, denied, short

__all__ = ["made_of_names", "named_spans"]

_PLACED = frozenset("bear locate situate base headquarter die bury raise kill".split())
_BY = frozenset(
    "direct write found kill assassinate compose invent discover design paint win author create murder develop publish "
    "acquire buy own defeat shoot succeed coach crown narrate illustrate sculpt".split()
)
_OF = frozenset(
    "capital author director founder president mayor leader wife husband son daughter mother father brother".split()
)
_UNSURE = frozenset("win lead become beat defeat top finish elect name hold play be".split())
_UNIQUE = re.compile(
    r"\b(?:[Vv]ictory|[Ww]inner|[Cc]hampion|[Pp]resident|[Mm]inister|[Cc]apital|[Ff]irst|[Oo]nly|[Kk]ing|[Qq]ueen|[Cc]aptain|"
    r"[Ll]eader|[Hh]ead|[Cc]hief|[Cc]hair\w*|\w+est|I|my|each|himself|herself)\b"
)
"""What only one can be or do, so that another subject would be denied rather than left open."""


def made_of_names(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """Claims with a name changed: false where the slot holds one alone, open where the subject is another."""
    if not is_asserted(read):
        return []
    drafts = []
    slots = list(_single(read))
    if slots:
        top, span, kind = rng.choice(slots)
        kept = short(read, [top, *span], rng)
        other = _another(read, pool, rng, kind, read.say(span, {}))
        if other is not None:
            swap = {span[0]: other, **dict.fromkeys(span[1:], "")}
            drafts += [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(kept, swap), CONTRADICTS)]
            place = denied(read, pool, rng, kept) if deniable(read) and rng.random() < 0.6 else None
            if place is not None and not set(place) & set(span):
                drafts.append(Draft(read.claim(kept, {**swap, **place}), SUPPORTS))
                drafts.append(Draft(read.claim(kept, place), CONTRADICTS))
    return drafts + (_another_subject(read, pool, rng) if slots or rng.random() < 0.3 else [])


def named_spans(read: Read) -> Iterator[tuple[list[int], str]]:
    """The words of each name, in order, with its type."""
    for i, w in enumerate(read.words):
        if w.begins and w.entity in {"PERSON", "GPE", "ORG"} and w.pos == "PROPN":
            span = [i]
            while span[-1] + 1 < len(read.words) and _goes_on(read, span[-1] + 1, w.entity):
                span.append(span[-1] + 1)
            yield span, w.entity


def _goes_on(read: Read, at: int, entity: str) -> bool:
    return read.words[at].entity == entity and not read.words[at].begins


def _single(read: Read) -> Iterator[tuple[int, list[int], str]]:
    """Names in slots that hold one alone: born in, located in, directed by, capital of."""
    for span, kind in named_spans(read):
        first, last = span[0], span[-1]
        head = next((i for i in span if read.words[i].head not in span), first)
        prep = read.words[head].head
        if read.words[head].dep != "pobj" or prep != first - 1 or _followed(read, last):
            continue
        over = read.words[prep].head
        top = read.words[over]
        word = read.words[prep].text.lower()
        if (
            (word == "in" and kind == "GPE" and top.lemma in _PLACED and (over == read.root))
            or (word == "by" and kind == "PERSON" and top.lemma in _BY and top.tag == "VBN" and _reaches(read, over))
            or (word == "of" and top.lemma in _OF and top.dep == "attr" and over < prep and _the(read, over))
        ):
            yield prep, span, kind


def _the(read: Read, noun: int) -> bool:
    return any(read.words[c].lemma == "the" for c in read.children[noun])


def _reaches(read: Read, verb: int) -> bool:
    """Whether a verb is the main one, or narrows the noun of a sentence "X is a film directed by Y"."""
    w = read.words[verb]
    return verb == read.root or (
        w.dep == "acl" and read.words[w.head].dep == "attr" and read.words[w.head].head == read.root
    )


def _followed(read: Read, last: int) -> bool:
    after = read.words[last + 1].text.lower() if last + 1 < len(read.words) else "."
    return after in {"and", "or", "/", "-", "–", "'s", "’s", "&", "("} or after == ","


def _another(read: Read, pool: Pool, rng: Random, kind: str, name: str) -> str | None:
    """A name of the same type, of another word altogether, that the sentence does not have; places of the same rank."""
    rank = _rank(name)
    for _ in range(12):
        other = rng.choice(pool.names[kind]) if pool.names.get(kind) else ""
        apart = not set(other.lower().split()) & set(read.source.text.lower().split())
        if other and apart and (kind != "GPE" or (_rank(other) == rank and rank != "unknown")):
            return other
    return None


def _rank(name: str) -> str:
    if name in COUNTRIES:
        return "country"
    return "state" if name in STATES else "town"


def _another_subject(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The same said of somebody else, of whom the sentence tells nothing."""
    subject = read.child(read.root, "nsubj", "nsubjpass")
    root = read.words[read.root]
    if subject is None or (root.lemma in _UNSURE | _BY and not _a_kind(read)):
        return []
    span = next(((s, k) for s, k in named_spans(read) if subject in s), None)
    if (
        span is None
        or read.subtree(subject)[0] != span[0][0]
        or span[1] != "PERSON"
        or _UNIQUE.search(read.source.text)
    ):
        return []
    kept = short(read, [], rng, drop=0.8) - (frozenset(read.subtree(subject)) - set(span[0]))
    other = _another(read, pool, rng, span[1], read.say(span[0], {}))
    if other is None or any(
        read.words[i].dep == "conj" and read.words[i].head == subject for i in range(len(read.words))
    ):
        return []
    swap = {span[0][0]: other, **dict.fromkeys(span[0][1:], "")}
    drafts = [Draft(read.claim(kept, swap), NEITHER), Draft(read.claim(kept), SUPPORTS)]
    place = denied(read, pool, rng, kept) if rng.random() < 0.5 else None
    if place is not None and not set(place) & set(swap):
        drafts += [Draft(read.claim(kept, {**swap, **place}), NEITHER), Draft(read.claim(kept, place), CONTRADICTS)]
    return drafts


def _a_kind(read: Read) -> bool:
    """Whether the sentence says "X is a ...", which can be true of many."""
    attr = read.child(read.root, "attr")
    return attr is not None and any(read.words[c].lemma.lower() == "a" for c in read.children[attr])

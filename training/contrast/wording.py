"""Shorter ways to say a sentence, and its denial: which words to keep and where "not" goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from contrast.pool import Pool
from contrast.reading import Read

__all__ = ["deniable", "deniable_at", "denied", "short"]

_KEPT = frozenset(
    "nsubj nsubjpass csubj csubjpass expl aux auxpass neg dobj dative attr acomp oprd prt agent xcomp ccomp".split()
)
_DROPPED_INSIDE = frozenset({"appos", "relcl", "parataxis", "intj"})
_SAFE_ADVERBS = frozenset(
    "also however later then subsequently eventually meanwhile additionally moreover further".split()
)
_MARKS = frozenset({",", "–", "—", "-", ".", ";"})
_BOUND = frozenset(
    "first second third last only most least all every each any no record final both sole unique".split()
)
_NOT_DENIED = frozenset(
    "only also still already even just too until because always usually often sometimes again".split()
)
_HELPERS = frozenset("is are was were has have had did does do can will".split())
_LOOSE = frozenset("in on at during after before since until from for with by near throughout following".split())


def short(read: Read, must: Iterable[int], rng: Random, *, drop: float = 0.7) -> frozenset[int]:
    """The words of a shorter sentence that the whole one says as well: its core, and ``must`` with what leads to it.

    Only for asserted sentences: what is left out are asides, added clauses, joined verbs and loose phrases. A sentence
    with "first", "most" or "all" keeps its phrases, since those say first or most of what.
    """
    needed = {step for at in must for step in read.path(at)}
    if any(w.tag in {"JJS", "RBS"} or w.lemma.lower() in _BOUND for w in read.words):
        drop = 0.0
    kept: set[int] = set()
    _keep(read, read.root, needed, kept, rng, drop)
    gone = {i for inside in _brackets(read) if not needed & set(inside) for i in inside}
    kept -= gone
    marks = [i for i, w in enumerate(read.words) if w.dep == "punct" and w.text in _MARKS]
    kept -= set(marks)
    kept |= {i for i in marks if {max(set(range(i)) - gone, default=-1), i + 1} <= kept}
    return frozenset(kept)


def _brackets(read: Read) -> Iterator[range]:
    opened = -1
    for i, w in enumerate(read.words):
        if w.text == "(":
            opened = i
        elif w.text == ")" and opened >= 0:
            yield range(opened, i + 1)
            opened = -1


def _keep(read: Read, at: int, needed: set[int], kept: set[int], rng: Random, drop: float) -> None:
    kept.add(at)
    for child in read.children[at]:
        if child in needed or not _may_go(read, at, child, needed, rng, drop):
            _keep(read, child, needed, kept, rng, drop)


def _may_go(read: Read, at: int, child: int, needed: set[int], rng: Random, drop: float) -> bool:
    word, top = read.words[child], at == read.root
    if word.dep == "appos" and not _set_off(read, child):
        return False
    if word.dep in _DROPPED_INSIDE:
        return not (word.dep == "relcl" and _narrows(read, child)) and rng.random() < (drop or 0.7)
    if not top or word.dep in _KEPT:
        return False
    if word.dep in {"conj", "cc"}:
        return not any(c in needed for c in read.children[at] if read.words[c].dep == "conj")
    if word.dep == "advmod":
        return word.lemma.lower() in _SAFE_ADVERBS
    if word.dep == "prep":
        return word.lemma.lower() in _LOOSE and _is_loose(read, child) and rng.random() < drop
    return word.dep in {"advcl", "npadvmod"} and rng.random() < drop and _clause_may_go(read, child)


def _set_off(read: Read, aside: int) -> bool:
    first = read.subtree(aside)[0]
    return first > 0 and read.words[first - 1].text in {",", "(", "–"}


def _narrows(read: Read, clause: int) -> bool:
    """Whether a relative clause says which one is meant: no comma before it, under a definite or plural name."""
    first = read.subtree(clause)[0]
    return first == 0 or read.words[first - 1].text not in {",", "("}


def _is_loose(read: Read, prep: int) -> bool:
    """Whether a phrase is about time or place, by the name in it, or stands in front with a comma."""
    inside = read.subtree(prep)
    return any(read.words[i].entity in {"DATE", "TIME", "GPE", "LOC", "FAC", "EVENT"} for i in inside)


def _clause_may_go(read: Read, clause: int) -> bool:
    mark = read.child(clause, "mark", "advmod")
    return mark is None or read.words[mark].lemma.lower() not in {"if", "unless", "whether", "as", "than", "like"}


def deniable(read: Read) -> bool:
    """Whether "not" at the main verb denies the whole: one named or definite who or what, no joined verb."""
    return deniable_at(read, read.root)


def deniable_at(read: Read, verb: int) -> bool:
    """Whether the same holds of another verb than the main one."""
    subject = read.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    first, word = read.words[read.subtree(subject)[0]], read.words[subject]
    definite = (
        word.pos == "PROPN"
        or word.text.lower() in {"he", "she", "they"}
        or first.lemma.lower() in {"the", "his", "her"}
    )
    joined = any(read.words[c].dep == "conj" for c in read.children[subject])
    counted = any(read.words[c].dep in {"nummod", "preconj"} for c in read.children[subject])
    return definite and not joined and not counted


def denied(read: Read, pool: Pool, rng: Random, kept: frozenset[int], verb: int | None = None) -> dict[int, str] | None:
    """Edits that put "not" or "never" at the main verb, or at another one; None where that would be unsure."""
    at = read.root if verb is None else verb
    word = read.words[at]
    low = {read.words[i].text.lower() for i in kept}
    joined = any(read.words[c].dep == "conj" for c in read.children[at] if c in kept)
    helpers = [c for c in read.children[at] if read.words[c].dep in {"aux", "auxpass"}]
    place = at if word.lemma == "be" and not helpers else min(helpers, default=None)
    if joined or low & _NOT_DENIED or _after_adverb(read, at) or (place is not None and _after_adverb(read, place)):
        return None
    if place is not None:
        text = read.words[place].text
        if text.lower() not in _HELPERS:
            return None
        return {place: text + ("n't" if rng.random() < 0.25 and text.lower() not in {"can", "will"} else " not")}
    help_by = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(word.tag)
    bare = pool.form(word.lemma, "VB")
    if help_by is None or bare is None:
        return None
    if word.tag == "VBD" and rng.random() < 0.3:
        return {at: "never " + word.text}
    return {at: help_by + ("n't " if rng.random() < 0.25 else " not ") + bare}


def _after_adverb(read: Read, at: int) -> bool:
    return at > 0 and read.words[at - 1].dep == "advmod"

"""Phrases of a parsed sentence: their spans, and whether they name a person, a place or a time."""

from __future__ import annotations

from typing import Final

from loupe.language.statements.tree import Tree

__all__ = ["clause_span", "is_concrete", "is_office", "is_person", "is_place", "is_time", "phrase_span", "proper_name"]

_OUTSIDE: Final = frozenset(
    "relcl acl appos punct cc conj preconj advcl parataxis ccomp intj neg mark aux auxpass nsubj nsubjpass "
    "csubj expl".split()
)
"""What hangs on the head of a phrase and is no part of it."""
_CLAUSES: Final = frozenset("relcl appos punct acl advcl parataxis".split())
_PERSONS: Final = frozenset("i he she we who you him her me us himself herself whom they them".split())
_NOT_OFFICES: Final = frozenset(
    "number matter computer order letter paper door corner river winter summer center centre water power error factor "
    "floor mirror sector disaster quarter chapter danger answer offer register transfer tower counter shutter sensor "
    "user monster other another figure character brother sister mother father daughter border cluster failure timer "
    "motor list twist plant amount restaurant document apartment moment content percent department argument".split()
)
_OFFICES: Final = frozenset(
    "detective judge thief lawyer attorney member head chief director president minister secretary police guard clerk "
    "chair chairman partner agent witness expert scientist journalist dealer insurer editor author captain crew king "
    "queen guide nurse boss spy expert assistant consultant accountant postmistress subpostmistress magistrate deputy "
    "criminal bankrupt student patient suspect victim defendant priest pope prince princess concierge mayor".split()
)
_AREAS: Final = frozenset(
    "city town village street road avenue square district quarter area region country county state province border "
    "island valley forest wood field park garden farm hill mountain river lake sea coast beach bridge motorway highway "
    "building house flat apartment office room floor hall lobby corridor cellar basement vault safe bank shop store "
    "branch hotel bar cafe café restaurant school church museum library theatre theater cinema hospital prison jail "
    "court courtroom courthouse station airport port garage yard roof wall door window gate stairwell staircase "
    "warehouse factory workshop market centre center headquarters home kitchen bathroom bedroom attic car van "
    "train bus "
    "ship boat plane bin ditch undergrowth thicket roadside side corner entrance exit world ceiling ground shelf "
    "drawer "
    "cupboard box bag antechamber strongroom neighbourhood neighborhood site scene outside inside parliament "
    "elevator lift cell studio".split()
)
_ABSTRACT: Final = frozenset(
    "case role way event view opinion basis list position point behalf process interest order time end verge hand "
    "issue "
    "question matter kind form scale fact sense state condition risk trial charge use favour favor part contrast "
    "respect "
    "regard light effect place situation circumstance business trouble problem group team mood lie course "
    "subject".split()
)
_TIMES: Final = frozenset(
    "year month week day hour minute second night morning evening afternoon weekend decade century moment time period "
    "spring summer autumn winter date midnight noon monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december".split()
)


def phrase_span(tree: Tree, head: int, without: int | None = None) -> tuple[int, int]:
    """The span of the noun phrase of a word: its left words and its prepositional phrases, without clauses.

    ``without`` is a word hanging on it from which on nothing belongs to it.
    """
    words = tree.words
    left = right = head
    for k in tree.kids[head]:
        dep = words[k].dep
        if k == without:
            break
        if k < head:
            if dep not in _OUTSIDE or dep == "neg":
                left = min(left, _left(tree, k))
        elif (dep not in _OUTSIDE and not (dep == "prep" and _is_apart(tree, k))) or (
            dep == "acl" and any(words[c].tag == "TO" for c in tree.kids[k])  # "the failure to filter calls"
        ):
            right = max(right, _right(tree, k))
    while right + 2 < len(words) and words[right + 1].text == "-" and words[right + 2].start - words[right].end == 1:
        right += 2  # "the co-founder", taken apart by the tokeniser
    return words[left].start, words[right].end


def _left(tree: Tree, i: int) -> int:
    while tree.kids[i] and (k := tree.kids[i][0]) < i and tree.words[k].dep not in ("punct", "relcl"):
        i = k
    return i


def _right(tree: Tree, i: int) -> int:
    """The last word of a phrase inside a phrase; it keeps what it is coordinated with, and loses its clauses."""
    last, stack = i, [i]
    while stack:
        at = stack.pop()
        last = max(last, at)
        stack.extend(k for k in tree.kids[at] if k > at and tree.words[k].dep not in _CLAUSES)
    return last


def _is_apart(tree: Tree, prep: int) -> bool:
    """A phrase of time that the parser has hung on a noun ("a shop in 1998"), or one set off by a comma."""
    words = tree.words
    before = prep - 1 if words[prep - 1].text.lower() not in ("together", "along") else prep - 2
    if words[before].text in (",", "–", "—") or before < prep - 1:
        return True
    object_ = tree.child(prep, "pobj")
    return (
        object_ is not None
        and words[prep].lemma.lower() in ("in", "on", "at", "since", "during", "until", "by")
        and (is_time(tree, object_))
    )


def clause_span(tree: Tree, i: int) -> tuple[int, int]:
    """The span of a word with all that hangs on it, without the signs at its ends."""
    inside = sorted(k for k in tree.below(i) if tree.words[k].dep != "punct")
    if len(inside) > 1 and tree.words[inside[0]].text.lower() == "that" and tree.words[inside[0]].dep == "mark":
        inside.pop(0)
    return tree.words[inside[0]].start, tree.words[inside[-1]].end


def is_time(tree: Tree, i: int) -> bool:
    """Whether a word heads a phrase of time."""
    word = tree.words[i]
    return word.entity in ("DATE", "TIME") or (not word.entity and word.lemma.lower() in _TIMES)


def is_person(tree: Tree, i: int) -> bool:
    """Whether a word heads a phrase that names somebody."""
    word = tree.words[i]
    low = word.text.lower()
    if word.pos == "PRON":
        return low in _PERSONS
    return word.entity in ("PERSON", "NORP") or (not word.entity and is_office(word.lemma.lower())) or low in _FAMILY


_FAMILY: Final = frozenset(
    "man woman men women boy girl child children people person wife husband father mother brother sister son daughter "
    "brothers sisters sons daughters friend friends friend colleague colleagues accomplice accomplices family gang "
    "thieves thief dealers dealer team others other cousin uncle aunt widow partner guards officers".split()
)


def is_office(noun: str) -> bool:
    """Whether a noun names an office or a calling ("postmaster", "a thief")."""
    if noun in _OFFICES:
        return True
    return (
        noun not in _NOT_OFFICES
        and noun.endswith(("er", "or", "ist", "ian", "man", "woman", "master", "mistress", "eer", "smith", "ee"))
        and len(noun) > 4
    )


def is_place(tree: Tree, i: int) -> bool:
    """Whether a word heads a phrase that names a place."""
    word = tree.words[i]
    if word.entity in ("GPE", "LOC", "FAC"):
        return True
    return word.lemma.lower() in _AREAS or word.text.lower() in ("here", "there")


def proper_name(tree: Tree, head: int) -> str | None:
    """The proper name that heads a phrase, without article and title; None when no name does."""
    words = tree.words
    if words[head].pos != "PROPN" and words[head].entity not in ("PERSON", "ORG", "GPE", "LOC", "FAC"):
        return None
    first = last = head
    while first > 0 and _is_in_name(tree, first - 1, head):
        first -= 1
    while (
        last + 1 < len(words)
        and words[head].entity
        and words[last + 1].entity == words[head].entity
        and (not words[last + 1].begins)
    ):
        last += 1
    while first < last and (words[first].pos == "DET" or words[first].text.lower().rstrip(".") in _TITLES):
        first += 1
    end = words[last].end
    name = tree.parse.text[words[first].start : end]
    return name.removesuffix("'s").removesuffix("’s").strip() or None


def _is_in_name(tree: Tree, i: int, head: int) -> bool:
    word = tree.words[i]
    return (
        word.pos == "PROPN"
        and word.dep in ("compound", "nmod", "amod")
        and head in (word.head, tree.words[word.head].head)
    )


_TITLES: Final = frozenset("mr mrs ms dr sir lady lord detective inspector officer judge professor captain".split())


def is_concrete(tree: Tree, i: int) -> bool:
    """Whether one may stand in or on it: "in a bag" against "in danger" and "in each case"."""
    word = tree.words[i]
    if is_place(tree, i) or word.pos in ("PROPN", "PRON"):
        return True
    return word.lemma.lower() not in _ABSTRACT and tree.child(i, "det", "poss", "nummod") is not None

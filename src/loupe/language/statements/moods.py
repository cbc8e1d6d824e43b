"""What the words that hang on a verb say of it: modal verbs, negations, adverbs, an "if" beside it."""

from __future__ import annotations

from typing import Final

from loupe.language.predicates import ADVERBS, MODALS, NEGATIONS, NOBODY
from loupe.language.statements.clauses import Clauses
from loupe.language.statements.tree import Tree
from loupe.model.statements import Modality

__all__ = ["is_none", "own_force", "stronger_of"]

_ORDER: Final[tuple[Modality, ...]] = (
    "asked", "conditional", "possible", "alleged", "future", "reported", "asserted",
)  # fmt: skip
"""The first that fits is taken."""
_DEEPEST: Final = 40


def stronger_of(a: Modality, b: Modality) -> Modality:
    """Of two modalities the one that is taken where both fit."""
    return min(a, b, key=_ORDER.index)


def own_force(clauses: Clauses, i: int, depth: int = 0) -> tuple[Modality, bool]:
    """Modality and denial by the words that hang on a verb; a verb that shares its helper shares what that says."""
    tree, words = clauses.tree, clauses.tree.words
    modality: Modality = "asserted"
    denied = could = False
    for k in tree.kids[i]:
        word = words[k]
        low = word.text.lower()
        if word.tag == "MD" and low in MODALS:
            modality = stronger_of(modality, MODALS[low])
            could = could or low == "could"
        elif word.dep == "neg" or low in NEGATIONS:
            only = k + 1 < len(words) and words[k + 1].text.lower() in ("only", "just")
            denied = denied if only else not denied or low == "nor"  # "neither ... nor" is one
        elif low in ADVERBS:
            modality = stronger_of(modality, ADVERBS[low])
        elif word.dep == "acomp":  # "was reportedly open"
            modality = min((modality, *_adverbs(tree, k)), key=_ORDER.index)
        elif word.dep in ("nsubj", "nsubjpass", "dobj", "attr") and is_none(tree, k):
            denied = True
    if any(words[k].text.lower() == "must" for k in tree.kids[i]) and any(
        words[k].text.lower() == "have" for k in tree.kids[i]
    ):
        modality = stronger_of(modality, "possible")  # "must have known": a conclusion, no duty
    modality = _settled(clauses, i, "asserted" if could and denied else modality)
    if words[i].dep == "conj" and depth < _DEEPEST and _shares_helper(tree, i):
        above, above_denied = own_force(clauses, words[i].head, depth + 1)
        return stronger_of(modality, above), denied or above_denied
    return modality, denied


def _adverbs(tree: Tree, k: int) -> list[Modality]:
    return [ADVERBS.get(tree.words[c].text.lower(), "asserted") for c in tree.kids[k]]


def _settled(clauses: Clauses, i: int, modality: Modality) -> Modality:
    """What a modal verb comes to beside an "if", or under a verb of saying in the past."""
    if _under_if(clauses, i):
        return "conditional"
    if modality == "conditional" and _is_seen_from_the_past(clauses.tree, i):
        return "future"
    return modality


def _under_if(clauses: Clauses, i: int) -> bool:
    """Whether a condition stands beside the clause, or beside the one that it is coordinated with."""
    tree, words = clauses.tree, clauses.tree.words
    for _ in range(_DEEPEST):
        if any(
            words[c].dep == "mark" and words[c].text.lower() in ("if", "unless")
            for k in tree.children(i, "advcl")
            for c in tree.kids[k]
        ):
            return True
        if words[i].dep != "conj" or not clauses.is_verb(words[i].head):
            return False
        i = words[i].head
    return False


def _is_seen_from_the_past(tree: Tree, i: int) -> bool:
    """ "said that he would be released": the future of one who spoke in the past."""
    words = tree.words
    if words[i].dep != "ccomp" or words[words[i].head].tag != "VBD":
        return False
    return not any(words[k].dep == "aux" and words[k].text.lower() == "have" for k in tree.kids[i])


def is_none(tree: Tree, k: int) -> bool:
    """Whether a phrase says that there is none: "nobody", "none of them", "no trace"."""
    words = tree.words
    if words[k].text.lower() in NOBODY:
        return True
    return any(words[c].text.lower() in ("no", "neither") and words[c].dep in ("det", "neg") for c in tree.kids[k])


def _shares_helper(tree: Tree, i: int) -> bool:
    """ "may have entered and taken": no subject and no helper of its own, in the form that the helper asks for."""
    words = tree.words
    if tree.child(i, "nsubj", "nsubjpass", "aux", "auxpass", "neg") is not None:
        return False
    tag, above = words[i].tag, words[words[i].head].tag
    if tag == "VBD" and words[i].text.lower().endswith(("en", "wn", "one")):
        tag = "VBN"  # "taken", taken for a past
    return tag == above and tag in ("VB", "VBN", "VBG")

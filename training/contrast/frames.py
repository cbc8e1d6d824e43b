"""Sentences around a sentence: "it is not true that", "did not fail to"; a double denial says what it denies twice."""

from __future__ import annotations

from random import Random

from contrast.made import CONTRADICTS, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Edits, Read

__all__ = ["framed", "inside", "twice_denied"]

_TRUE = ("It is true that {}.", "It is a fact that {}.", "It is correct that {}.", "There is no doubt that {}.")
_FALSE = (
    "It is not true that {}.",
    "It is false that {}.",
    "It is not the case that {}.",
    "It is wrong to say that {}.",
    "It is untrue that {}.",
)


def inside(read: Read, kept: frozenset[int], edits: Edits) -> str:
    """A claim as it stands after "that": a small first letter unless it is a name's, no full stop."""
    text = read.claim(kept, edits)[:-1]
    first = read.words[min(kept)]
    named = (
        first.pos == "PROPN"
        or first.tag in {"NNP", "NNPS"}
        or first.entity in {"PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART"}
    )
    return text if (named and first.text.lower() != "the") or text[:2].isupper() else text[0].lower() + text[1:]


def framed(so: str, not_so: str, rng: Random) -> list[Draft]:
    """From a true clause and its denial: one true and one false sentence with the same frame around them."""
    if rng.random() < 0.75:
        frame = rng.choice(_FALSE)
        return [Draft(frame.format(not_so), SUPPORTS), Draft(frame.format(so), CONTRADICTS)]
    frame = rng.choice(_TRUE)
    return [Draft(frame.format(so), SUPPORTS), Draft(frame.format(not_so), CONTRADICTS)]


def twice_denied(read: Read, pool: Pool, kept: frozenset[int]) -> list[Draft]:
    """ "Did not fail to sign" from "signed", and "failed to sign" against it; only of what is done to something."""
    root = read.words[read.root]
    bare = pool.form(root.lemma, "VB")
    doing = read.child(read.root, "dobj") is not None and read.child(read.root, "aux", "auxpass", "neg", "conj") is None
    if (
        root.tag != "VBD"
        or not doing
        or bare is None
        or root.lemma in {"have", "be", "lose", "suffer", "miss", "lack", "fail"}
    ):
        return []
    yes, no = (read.claim(kept, {read.root: f"{x} {bare}"}) for x in ("did not fail to", "failed to"))
    return [Draft(yes, SUPPORTS), Draft(no, CONTRADICTS)]

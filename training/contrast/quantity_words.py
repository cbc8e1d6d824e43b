"""All, most, many, some, both, none, only: what each lets one say."""

from __future__ import annotations

from random import Random

from contrast.frames import framed, inside
from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft, Label
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.wording import short

__all__ = ["made_of_quantity_words"]

_SAID: dict[str, tuple[tuple[str, Label], ...]] = {
    "all": (
        ("some", SUPPORTS),
        ("most", SUPPORTS),
        ("no", CONTRADICTS),
        ("not all", CONTRADICTS),
        ("few", CONTRADICTS),
    ),
    "most": (("many", SUPPORTS), ("some", SUPPORTS), ("all", NEITHER), ("no", CONTRADICTS), ("almost no", CONTRADICTS)),
    "many": (
        ("some", SUPPORTS),
        ("several", SUPPORTS),
        ("all", NEITHER),
        ("no", CONTRADICTS),
        ("very few", CONTRADICTS),
    ),
    "several": (("some", SUPPORTS), ("at least two", SUPPORTS), ("all", NEITHER), ("no", CONTRADICTS)),
    "some": (("at least some", SUPPORTS), ("all", NEITHER), ("most", NEITHER), ("no", CONTRADICTS)),
    "numerous": (
        ("many", SUPPORTS),
        ("several", SUPPORTS),
        ("some", SUPPORTS),
        ("no", CONTRADICTS),
        ("very few", CONTRADICTS),
    ),
    "few": (("not many", SUPPORTS), ("most", CONTRADICTS), ("all", CONTRADICTS), ("many", CONTRADICTS)),
}
_OBJECT = frozenset({"many", "several", "numerous", "some"})


def made_of_quantity_words(read: Read, _pool: Pool, rng: Random) -> list[Draft]:
    """Claims with the quantity word of subject or object changed for one that follows, clashes or stays open."""
    if not is_asserted(read):
        return []
    for at, w in enumerate(read.words):
        word = w.text.lower()
        head = read.words[w.head]
        fits = (
            w.dep in {"det", "amod"} and head.tag == "NNS" and head.head == read.root and read.subtree(w.head)[0] == at
        )
        if at + 1 < len(read.words) and (
            read.words[at + 1].tag == "CD" or read.words[at + 1].text.lower() in {"of", "the"}
        ):
            continue
        as_subject = head.dep in {"nsubj", "nsubjpass"}
        if word not in _SAID or not fits or not (as_subject or (head.dep == "dobj" and word in _OBJECT)):
            continue
        kept = short(read, [at], rng)
        ways = [(x, label) for x, label in _SAID[word] if as_subject or x not in {"all", "most"}]
        drafts = [Draft(read.claim(kept), SUPPORTS)]
        for label in (SUPPORTS, CONTRADICTS, NEITHER):
            fitting = [x for x, found in ways if found == label]
            drafts += [Draft(read.claim(kept, {at: x}), label) for x in rng.sample(fitting, min(2, len(fitting)))]
        return drafts + _framed(read, kept, at, word, rng)
    return []


def _framed(read: Read, kept: frozenset[int], at: int, word: str, rng: Random) -> list[Draft]:
    """ "It is not true that no ..." where there were some; not of "few", which "no" does not deny."""
    if word == "few":
        return []
    return framed(inside(read, kept, {}), inside(read, kept, {at: "no"}), rng)

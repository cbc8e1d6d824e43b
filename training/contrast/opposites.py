"""A word turned into its opposite, or into one that means the same."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from contrast.made import CONTRADICTS, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.tables import ADJECTIVES, IN_TURN, NOUNS, SAME, VERBS
from contrast.wording import deniable, denied, short

__all__ = ["made_of_opposites"]

_SIDES = frozenset("north south east west northwest southeast northeast southwest".split())
_GRADED = frozenset({"JJ", "JJR", "JJS", "RBR", "RB"})


def made_of_opposites(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The sentence, the sentence with an opposite, and where it can be said the opposite denied."""
    if not is_asserted(read) or not deniable(read):
        return []
    turns = list(_turns(read, pool))
    if not turns:
        return []
    at, other = rng.choice(turns)
    kept = short(read, [at, *(c for c in read.children[read.root] if _date(read, c))], rng)
    drafts = [Draft(read.claim(kept), SUPPORTS), Draft(read.claim(kept, {at: other}), CONTRADICTS)]
    same = _same(read, pool)
    if same is not None:
        drafts.append(Draft(read.claim(kept, {read.root: same}), SUPPORTS))
    place = denied(read, pool, rng, kept)
    if place is not None and rng.random() < 0.7:
        if at not in place:
            drafts.append(Draft(read.claim(kept, {**place, at: other}), SUPPORTS))
            drafts.append(Draft(read.claim(kept, place), CONTRADICTS))
        elif (bare := VERBS.get(read.words[at].lemma)) is not None:
            text = place[at].rsplit(" ", 1)[0]
            drafts.append(Draft(read.claim(kept, {at: f"{text} {other if 'never' in text else bare}"}), SUPPORTS))
    return drafts


def _turns(read: Read, pool: Pool) -> Iterator[tuple[int, str]]:
    """Words on the main line of the sentence that have an opposite, with it in the same form."""
    root = read.words[read.root]
    if any(w.text[:1].isdigit() and "-" in w.text for w in read.words):  # a score
        return
    if root.lemma in VERBS and _sole_event(read):
        form = pool.form(VERBS[root.lemma], root.tag)
        if form:
            yield read.root, form
    for i, w in enumerate(read.words):
        low = w.text.lower()
        if low != w.text or w.entity or not _on_line(read, i):
            continue
        if low in ADJECTIVES and w.tag in _GRADED:
            yield i, ADJECTIVES[low]
        elif low in NOUNS and w.tag == "NN" and (w.dep == "attr" or (w.dep == "pobj" and low in _SIDES)):
            yield i, NOUNS[low]


def _sole_event(read: Read) -> bool:
    """Whether its opposite cannot be true as well: nothing indefinite is done to, and what goes in turn is dated."""
    thing = read.child(read.root, "dobj", "obj")
    if read.words[read.root].lemma in {"win", "lose"} and thing is None:
        return False
    if read.words[read.root].lemma in IN_TURN and (thing is not None or not _dated(read)):
        return False
    if thing is None:
        return True
    first = read.words[read.subtree(thing)[0]]
    return first.lemma.lower() in {"the", "his", "her", "their", "its"} or read.words[thing].pos == "PROPN"


def _dated(read: Read) -> bool:
    return any(read.words[c].dep == "prep" and _date(read, c) for c in read.children[read.root])


def _date(read: Read, prep: int) -> bool:
    return any(read.words[i].entity == "DATE" for i in read.subtree(prep))


def _on_line(read: Read, at: int) -> bool:
    """Whether a word is the predicate, or describes the noun that the subject is said to be."""
    w = read.words[at]
    if w.dep in {"acomp", "attr"} and w.head == read.root:
        return True
    if w.dep == "amod" and read.words[w.head].dep == "attr" and read.words[w.head].head == read.root:
        return w.tag == "JJS" or read.words[read.root].lemma == "be"
    head = read.words[w.head]
    return w.dep == "pobj" and head.dep == "prep" and head.head == read.root


def _same(read: Read, pool: Pool) -> str | None:
    root = read.words[read.root]
    other = SAME.get(root.lemma)
    if other is None or any(read.words[c].dep in {"prt", "xcomp", "ccomp"} for c in read.children[read.root]):
        return None
    return pool.form(other, root.tag) if root.tag in {"VBD", "VBN", "VBZ"} else None

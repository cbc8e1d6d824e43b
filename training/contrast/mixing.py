"""From drafts to pairs: passages with neighbours, claims moved to passages that do not tell, and an even mix."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random

from contrast.made import KINDS, LABELS, NEITHER, SUPPORTS, Draft, Made, Source
from contrast.pool import Pool

__all__ = ["drafted", "even_mix", "passage_of", "stranger_passage"]

_WORD = re.compile(r"[\w'’.-]*\w")


def passage_of(at: int, pool: Pool, rng: Random) -> str:
    """A sentence by itself, or in half of the cases among one to three others, all as they stand.

    The others are its neighbours, or for a sentence without any, sentences near to it in their words.
    """
    source = pool.reads[at].source
    if rng.random() < 0.45:
        return source.text
    if not (source.before or source.after):
        near = [pool.reads[i].source.text for i in pool.near(at)[2:]]
        strange = [t for t in near if _share(source.text, t) <= 0.3][:4]
        others = rng.sample(strange, min(rng.randint(1, 2), len(strange)))
        others.insert(rng.randint(0, len(others)), source.text)
        return " ".join(others)
    before = rng.randint(0, min(2, len(source.before)))
    after = rng.randint(0 if before else min(1, len(source.after)), min(3 - before, len(source.after)))
    return " ".join((*source.before[len(source.before) - before :], source.text, *source.after[:after]))


def stranger_passage(at: int, claim: str, pool: Pool, rng: Random) -> str | None:
    """A passage about the same names that does not tell the claim: neighbours, or the nearest other sentence."""
    source = pool.reads[at].source
    around = [*source.before[-2:], *source.after[:2]]
    options = [(" ".join(around), 0.5)] if around and rng.random() < 0.6 else []
    options += [
        (passage_of(i, pool, rng), 0.34) for i in pool.near(at)
    ]  # of another document: may tell it in other words
    for passage, most in options:
        if source.text not in passage and 0 < _share(claim, passage) <= most:
            return passage
    return None


def _share(claim: str, passage: str) -> float:
    """How many of a claim's long words, names and numbers a passage has."""
    words = _telling(claim)
    return len(words & {w.lower() for w in _WORD.findall(passage)}) / max(1, len(words))


def _telling(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text) if len(w) > 3 or w[0].isupper() or w[0].isdigit()}


def _told_beside(draft: Draft, source: Source, passage: str) -> bool:
    """Whether the names and numbers that a changed claim has in place of the sentence's stand beside the sentence."""
    new = {w for w in _WORD.findall(draft.claim) if w[0].isupper() or w[0].isdigit()} - set(_WORD.findall(source.text))
    return draft.label != SUPPORTS and bool(new & set(_WORD.findall(passage)))


def drafted(at: int, drafts: Sequence[Draft], kind: str, pool: Pool, rng: Random) -> list[Made]:
    """The pairs of one sentence: its drafts against its passage, and some of them against a stranger's."""
    source = pool.reads[at].source
    passage = passage_of(at, pool, rng)
    if any(_told_beside(d, source, passage) for d in drafts):
        passage = source.text
    made = [Made(d.claim, passage, d.label, kind, source.origin) for d in drafts]
    wanted = max(1, round(len(drafts) / 2) - sum(d.label == NEITHER for d in drafts))
    for draft in rng.sample(list(drafts), min(wanted, len(drafts))):
        other = stranger_passage(at, draft.claim, pool, rng)
        if other is not None:
            made.append(Made(draft.claim, other, NEITHER, kind, source.origin))
    return made


def even_mix(made: Sequence[Made], limit: int, rng: Random) -> list[Made]:
    """At most ``limit`` pairs, labels even within a kind and kinds as even as they can be.

    A claim comes once with a passage, and not at all if two kinds disagree about it.
    """
    first: dict[tuple[str, str], Made] = {}
    unsure = set()
    for m in made:
        if first.setdefault((m.claim, m.passage), m).label != m.label:
            unsure.add((m.claim, m.passage))
    cells: dict[tuple[str, str], list[Made]] = defaultdict(list)
    for place, m in first.items():
        if place not in unsure:
            cells[m.kind, m.label].append(m)
    for kind in KINDS:  # no label more than a third above the rarest but one of its kind
        sizes = sorted(len(cells[kind, label]) for label in LABELS)
        for label in LABELS:
            del cells[kind, label][int(sizes[1] * 1.35) :]
    order = sorted(cells, key=lambda c: (len(cells[c]), c))
    chosen: list[Made] = []
    for left, cell in zip(range(len(order), 0, -1), order, strict=True):
        chosen += cells[cell][: max(0, limit - len(chosen)) // left]
    rng.shuffle(chosen)
    return chosen

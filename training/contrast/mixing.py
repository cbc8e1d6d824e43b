"""From drafts to pairs: passages with neighbours, claims moved to passages that do not tell, and an even mix."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random

from contrast.made import KINDS, LABELS, NEITHER, Draft, Made, Source
from contrast.pool import Pool

__all__ = ["even_mix", "passage_of", "stranger_passage"]

_WORD = re.compile(r"[\w'’.-]*\w")


def passage_of(source: Source, rng: Random) -> str:
    """The sentence by itself, or in half of the cases among one to three of its neighbours, as they stand."""
    if not (source.before or source.after) or rng.random() < 0.35:
        return source.text
    before = rng.randint(0, min(2, len(source.before)))
    after = rng.randint(0 if before else min(1, len(source.after)), min(3 - before, len(source.after)))
    return " ".join((*source.before[len(source.before) - before :], source.text, *source.after[:after]))


def stranger_passage(at: int, claim: str, pool: Pool, rng: Random) -> str | None:
    """A passage about the same names that does not tell the claim: neighbours, or the nearest other sentence."""
    source = pool.reads[at].source
    around = [*source.before[-2:], *source.after[:2]]
    options = [" ".join(around)] if around and rng.random() < 0.6 else []
    options += [passage_of(pool.reads[i].source, rng) for i in pool.near(at)]
    for passage in options:
        if source.text not in passage and _tells_little(claim, passage):
            return passage
    return None


def _tells_little(claim: str, passage: str) -> bool:
    """Whether a passage has some of the claim's long or capital words, but no more than half."""
    words = {w.lower() for w in _WORD.findall(claim) if len(w) > 3 or w[0].isupper() or w[0].isdigit()}
    there = {w.lower() for w in _WORD.findall(passage)}
    shared = len(words & there)
    return 1 <= shared <= 0.5 * len(words)


def drafted(at: int, drafts: Sequence[Draft], kind: str, pool: Pool, rng: Random) -> list[Made]:
    """The pairs of one sentence: its drafts against its passage, and some of them against a stranger's."""
    source = pool.reads[at].source
    passage = passage_of(source, rng)
    made = [Made(d.claim, passage, d.label, kind, source.origin) for d in drafts]
    wanted = max(1, round(len(drafts) / 2) - sum(d.label == NEITHER for d in drafts))
    for draft in rng.sample(list(drafts), min(wanted, len(drafts))):
        other = stranger_passage(at, draft.claim, pool, rng)
        if other is not None:
            made.append(Made(draft.claim, other, NEITHER, kind, source.origin))
    return made


def even_mix(made: Sequence[Made], limit: int, rng: Random) -> list[Made]:
    """At most ``limit`` pairs, labels even within a kind and kinds as even as they can be; no pair twice."""
    cells: dict[tuple[str, str], list[Made]] = defaultdict(list)
    for m in dict.fromkeys(made):
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

"""How many were affected by a trouble that has a name: "the brake recall affected 62 cars"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import kind_of
from loupe.engine.reasoned.facts.told import Spoken, said_at
from loupe.language.lexicon import concept
from loupe.reasoning.impossible import Figure

__all__ = ["affected_in"]

_TROUBLE = re.compile(
    r"(?P<name>(?:[\w’'-]+ ){2,6}?)(?P<head>problem|bug|defect|fault|error|flaw|outage|virus|recall|strike|flood|leak)"
    r"\b(?!s\b)",
    re.I,
)
_HIT = re.compile(r"\b(?:affect|impact|hit|struck|strike)(?:ed|s|ing)?\s+(?:a\s+total\s+of\s+)?$", re.I)
_PLAIN = frozenset(
    "the a an this that these those its his her their our your my some any no such of in on at by for with from to and "
    "or as is was are were be been it he she they we i you which who called known named referred said same other first "
    "second third new old latest main major serious system software technical one another so".split()
)
_LEAST = 2
"""Words that name a trouble: with fewer, another one may be meant."""
_FARTHEST = 110


def affected_in(sentence: Sentence) -> Iterator[tuple[Figure, Spoken]]:
    """The counts of what a named trouble affected, each with the statement behind it."""
    text = sentence.text
    for q in sentence.quantities:
        at = q.start - sentence.start
        if q.dimension != "count" or not q.noun or q.is_total or not (hit := _HIT.search(text[:at])):
            continue
        named = list(_TROUBLE.finditer(text, max(0, at - _FARTHEST), hit.start()))
        if not named or re.search(r"[;.]", text[named[-1].end() : hit.start()]):
            continue
        name = _name(named[-1])
        spoken = said_at(sentence, q.start, q.end) if name else None
        if spoken:
            said = " ".join(q.text.split())
            yield Figure(spoken.id, f"{said} affected", f"{concept(q.noun)} affected by the {name}", q), spoken


def _name(match: re.Match[str]) -> str:
    """The words that tell this trouble from others, each by its stem, in the order of the alphabet."""
    words = re.findall(r"[^\W\d_][\w’'-]*", match["name"].casefold())
    ends = [n for n, w in enumerate(words) if w in _PLAIN and w != "and"]  # "investigation of this problem": no name
    words = [w for w in words[max(ends, default=-1) + 1 :] if w != "and"]
    if len(words) < _LEAST:
        return ""
    return " ".join([*sorted({kind_of(w) for w in words}), match["head"].casefold()])

"""What works and sources are called where each needs a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from loupe.model import Source

__all__ = ["labels_apart", "works_by_name"]

_SHORT = len("s-123456")
"""Signs of an id that tell two sources apart, unless it takes more."""


def works_by_name(works: Sequence[Source]) -> Mapping[str, str]:
    """The works by id, in their order, each with a name of its own: two of one title are told apart by their files."""
    return labels_apart(works)


def labels_apart(sources: Sequence[Source]) -> Mapping[str, str]:
    """What sources are called, by id, no two alike: those of one title are told apart by their files, those whose
    files are called the same too by the first signs of their ids."""
    titles = Counter(source.label for source in sources)
    names = {s.id: s.label if titles[s.label] == 1 or s.label == s.name else f"{s.label} ({s.name})" for s in sources}
    twice = Counter(names.values())
    alike = [id_ for id_, name in names.items() if twice[name] > 1]
    signs = _SHORT
    while len({id_[:signs] for id_ in alike}) < len(alike):
        signs += 1
    return {id_: name if twice[name] == 1 else f"{name}, {id_[:signs]}" for id_, name in names.items()}

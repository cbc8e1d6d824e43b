"""What works are called where one can switch between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from loupe.model import Source

__all__ = ["works_by_name"]


def works_by_name(works: Sequence[Source]) -> Mapping[str, str]:
    """The works by id, in their order, each with a name of its own: two of one title are told apart by their files."""
    titles = Counter(work.label for work in works)
    names = {w.id: w.label if titles[w.label] == 1 else f"{w.label} ({w.name})" for w in works}
    twice = Counter(names.values())
    return {id_: name if twice[name] == 1 else f"{name}, {id_}" for id_, name in names.items()}

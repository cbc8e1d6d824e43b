"""Passages that share their text: who repeats whom, and what may be true where nobody knows who came first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from math import prod

from loupe.judging.independence import ancestors

__all__ = ["readings"]

_MANY, _MOST_READINGS, _MOST_READINGS_OF_MANY = 16, 16, 2


def readings(
    sources: Mapping[str, str], copies: Collection[tuple[str, str]], standing: Mapping[str, object]
) -> Iterator[dict[str, frozenset[str]]]:
    """For each way the shared texts may have come about: evidence id to the sources that its passage repeats.

    ``sources`` maps evidence ids to their sources. A pair in ``copies`` names the earlier passage first; a pair that is
    there both ways round has no known order, and then each passage of its group may be the original of all others.
    ``standing`` says how an original would stand; of originals that would stand alike only the first is tried. At most
    16 ways are given, two when there are more than 16 passages.
    """
    earlier = {
        e: frozenset(a for a, b in copies if b == e and a in sources and sources[a] != sources[e]) for e in sources
    }
    groups = _groups(earlier)
    originals = [_originals(group, earlier, standing) for group in groups]
    most = _MOST_READINGS if len(sources) <= _MANY else _MOST_READINGS_OF_MANY
    while prod(map(len, originals)) > most:
        widest = max(i for i, choice in enumerate(originals) if len(choice) > 1)
        originals[widest] = originals[widest][:1]
    for chosen in product(*originals):
        repeats = {e: frozenset(sources[a] for a in before) for e, before in earlier.items()}
        for group, original in zip(groups, chosen, strict=True):
            for e in group:
                outside = frozenset(sources[a] for a in earlier[e] - group)
                repeats[e] = outside if e == original else outside | {sources[original]}
        yield repeats


def _groups(earlier: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    """Passages of which each may, as far as is known, go back to each other."""
    lines = {e: ancestors(e, earlier) for e in earlier}
    found = {frozenset(a for a in line if e in lines[a]) for e, line in lines.items()}
    return sorted((group for group in found if len(group) > 1), key=min)


def _originals(
    group: frozenset[str], earlier: Mapping[str, frozenset[str]], standing: Mapping[str, object]
) -> list[str]:
    """Who may have been first: nobody in the group is known to be earlier; one for each way of standing."""
    surely_later = {e for e in group for a in earlier[e] & group if e not in earlier[a]}
    kinds: dict[object, str] = {}
    for e in sorted(group - surely_later or group):
        kinds.setdefault((standing[e], bool(earlier[e] - group)), e)
    return list(kinds.values())

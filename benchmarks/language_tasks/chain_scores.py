"""How well chains agree with chains made by hand: MUC, B-cubed, CEAF-e, and their mean (the CoNLL figure).

MUC: Vilain et al. 1995. B-cubed: Bagga and Baldwin 1998. CEAF-e: Luo 2005, with the similarity phi4. Mean of the three
F1: Pradhan et al. 2012. A mention that stands on one side only counts against it, as in the reference scorer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

__all__ = ["Tally", "compare"]

Chain = frozenset[Hashable]


@dataclass(slots=True)
class Tally:
    """Numerators and denominators of recall and precision, by measure; tallies of documents add up."""

    parts: dict[str, list[float]] = field(default_factory=lambda: {m: [0.0] * 4 for m in ("muc", "b3", "ceafe")})

    def add(self, other: Tally) -> None:
        """Count another document in."""
        for name, values in other.parts.items():
            self.parts[name] = [a + b for a, b in zip(self.parts[name], values, strict=True)]

    def f1(self, name: str) -> float:
        """F1 of one measure."""
        hit_r, all_r, hit_p, all_p = self.parts[name]
        recall, precision = hit_r / max(all_r, 1e-9), hit_p / max(all_p, 1e-9)
        return 2 * precision * recall / max(precision + recall, 1e-9)

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return sum(self.f1(name) for name in self.parts) / 3


def compare(key: Sequence[Chain], response: Sequence[Chain]) -> Tally:
    """The tally of one document: chains by hand against chains found; no mention is in two chains of one side."""
    of_key = {m: i for i, chain in enumerate(key) for m in chain}
    of_response = {m: i for i, chain in enumerate(response) for m in chain}
    tally = Tally()
    tally.parts["muc"] = [*_muc(key, of_response), *_muc(response, of_key)]
    tally.parts["b3"] = [*_b3(key, of_response), *_b3(response, of_key)]
    similar = _ceaf(key, response, of_response)
    tally.parts["ceafe"] = [similar, len(key), similar, len(response)]
    return tally


def _muc(chains: Sequence[Chain], other: dict[Hashable, int]) -> tuple[float, float]:
    hits = links = 0
    for chain in chains:
        parts = {other.get(m, -1 - n) for n, m in enumerate(sorted(chain, key=str))}
        hits += len(chain) - len(parts)
        links += len(chain) - 1
    return hits, links


def _b3(chains: Sequence[Chain], other: dict[Hashable, int]) -> tuple[float, float]:
    score = 0.0
    for chain in chains:
        shared = Counter(other[m] for m in chain if m in other)
        score += sum(n * n for n in shared.values()) / len(chain)
    return score, sum(len(chain) for chain in chains)


def _ceaf(key: Sequence[Chain], response: Sequence[Chain], of_response: dict[Hashable, int]) -> float:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not key or not response:
        return 0.0
    table = np.zeros((len(key), len(response)))
    for i, chain in enumerate(key):
        for j, n in Counter(of_response[m] for m in chain if m in of_response).items():
            table[i, j] = 2 * n / (len(chain) + len(response[j]))
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())

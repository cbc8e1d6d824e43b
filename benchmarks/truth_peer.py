"""The package ``truthdiscovery`` of J. Singleton beside us, from a folder that is given; it is no part of Loupe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from loupe.reasoning.truth import Board

__all__ = ["peer_methods"]


def peer_methods(folder: Path) -> Iterator[tuple[str, Callable[[Board], dict[str, str]]]]:
    """Its algorithms by name, each from a board to a value per item; raises ImportError when it is not in the folder."""
    sys.path.insert(0, str(folder))
    import truthdiscovery

    for name in ("MajorityVoting", "TruthFinder", "AverageLog", "PooledInvestment", "CRH"):
        algorithm = getattr(truthdiscovery, name, None)
        if algorithm is not None:
            yield name, _runs(algorithm, truthdiscovery.Dataset)


def _runs(algorithm: Callable[[], object], dataset: Callable[[list[tuple[str, str, str]]], object]) -> object:
    def run(board: Board) -> dict[str, str]:
        told = [
            (board.sources[s], *board.values[v])
            for s, v in zip(board.claim_source.tolist(), board.claim_value.tolist(), strict=True)
        ]
        results = algorithm().run(dataset(told))
        return {item: min(results.get_most_believed_values(item)) for item in board.items}

    return run

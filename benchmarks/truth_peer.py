"""The package ``truthdiscovery`` of J. Singleton beside us, from a folder that is given; it is no part of Loupe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from loupe.reasoning.truth import Board

__all__ = ["peer_methods"]

_PICTURES = ("cairo", "imageio", "imageio.v2")
"""What the package imports for its pictures alone, which are not drawn here."""


def peer_methods(folder: Path) -> Iterator[tuple[str, Callable[[Board], dict[str, str]]]]:
    """Its algorithms by name, each from a board to a value per item; raises ImportError when it is not in the folder.

    Of several values that one source gives for an item it takes the first.
    """
    sys.path.insert(0, str(folder))
    for name in _PICTURES:
        sys.modules.setdefault(name, ModuleType(name))
    import truthdiscovery

    for name in ("MajorityVoting", "TruthFinder", "AverageLog", "PooledInvestment", "CRH"):
        yield name, _runs(getattr(truthdiscovery, name), truthdiscovery.Dataset)


def _runs(algorithm: Callable[[], Any], dataset: Callable[..., Any]) -> Callable[[Board], dict[str, str]]:
    def run(board: Board) -> dict[str, str]:
        told = [
            (board.sources[s], *board.values[v])
            for s, v in zip(board.claim_source.tolist(), board.claim_value.tolist(), strict=True)
        ]
        results = algorithm().run(dataset(told, allow_multiple=True))
        return {item: min(results.get_most_believed_values(item)) for item in board.items}

    return run

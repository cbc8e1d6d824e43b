"""A network of moments with bounds between them, each labelled with the statements behind it: what cannot all be true.

A labelled simple temporal network (R. Dechter, I. Meiri and J. Pearl, "Temporal constraint networks", Artificial
Intelligence 49, 1991) in whole seconds. Pure: the same bounds in any order give the same answer.
"""

from loupe.reasoning.network.bounds import ORIGIN, BackgroundImpossible, Bound, Conflict
from loupe.reasoning.network.finding import find_conflicts
from loupe.reasoning.network.growing import GrowingNetwork

__all__ = [
    "ORIGIN",
    "BackgroundImpossible",
    "Bound",
    "Conflict",
    "GrowingNetwork",
    "find_conflicts",
]

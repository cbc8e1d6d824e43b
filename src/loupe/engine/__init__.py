"""The steps run on one machine: add, index, check, write. ``Case`` is the Python API of Loupe.

What the folders are for stands in their front doors; the later may use the earlier: ``net`` and ``intake``,
``understood``, ``check``, ``reasoned``, ``asks``, ``pages``.
"""

from loupe.engine.asks.asked import Asked, ClueView
from loupe.engine.asks.deciding import Asking
from loupe.engine.case import Case, SearchResult
from loupe.engine.check.checking import Check
from loupe.engine.check.doubting import Doubted
from loupe.engine.intake.adding import AddReport
from loupe.engine.reasoned.conflicts import ConflictGroup, Conflicts, Voice
from loupe.engine.settings import Settings
from loupe.engine.understood.people import People, Person
from loupe.engine.understood.said import Said, Told
from loupe.engine.understood.understanding import UnderstandReport

__all__ = [
    "AddReport",
    "Asked",
    "Asking",
    "Case",
    "Check",
    "ClueView",
    "ConflictGroup",
    "Conflicts",
    "Doubted",
    "People",
    "Person",
    "Said",
    "SearchResult",
    "Settings",
    "Told",
    "UnderstandReport",
    "Voice",
]

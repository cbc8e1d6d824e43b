"""The steps run on one machine: add, index, check, write. ``Case`` is the Python API of Loupe."""

from loupe.engine.adding import AddReport
from loupe.engine.asked import Asked, ClueView
from loupe.engine.case import Case, SearchResult
from loupe.engine.checking import Check
from loupe.engine.conflicts import ConflictGroup, Conflicts, Voice
from loupe.engine.deciding import Asking
from loupe.engine.doubting import Doubted
from loupe.engine.people import People, Person
from loupe.engine.said import Said, Told
from loupe.engine.settings import Settings
from loupe.engine.understanding import UnderstandReport

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

"""The steps run on one machine: add, index, check, write. ``Case`` is the Python API of Loupe."""

from loupe.engine.adding import AddReport
from loupe.engine.case import Case, SearchResult
from loupe.engine.checking import Check
from loupe.engine.settings import Settings

__all__ = ["AddReport", "Case", "Check", "SearchResult", "Settings"]

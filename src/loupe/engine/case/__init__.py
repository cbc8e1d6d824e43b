"""``Case``: the whole of Loupe as one object; each part is a module that builds on the one before."""

from loupe.engine.case.archive import SearchResult
from loupe.engine.case.review import Case

__all__ = ["Case", "SearchResult"]

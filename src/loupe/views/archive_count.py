"""How many sources a case has, counted in one way wherever a page says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loupe.model import Source
from loupe.views.wording import counted

__all__ = ["ArchiveCount", "archive_count"]


@dataclass(frozen=True, slots=True)
class ArchiveCount:
    """``sources`` of the archive that were read, at least in part; ``unread`` files of it of which nothing was; and
    ``works`` that are checked, each with its film and its words counted as one."""

    sources: int
    works: int
    unread: int

    @property
    def words(self) -> str:
        """All three in words, the last two where there are any."""
        said = [counted(self.sources, "source")]
        if self.works:
            said.append(counted(self.works, "work"))
        if self.unread:
            said.append(f"{counted(self.unread, 'file')} that could not be read")
        return ", ".join(said)


def archive_count(sources: Iterable[Source]) -> ArchiveCount:
    """Count what a case holds."""
    found = list(sources)
    works = {source.id for source in found if source.role == "work"}
    archive = [source for source in found if source.id not in works]
    unread = sum(source.problem is not None and not source.passages for source in archive)
    parts = sum(source.id in works and source.part_of in works for source in found)
    return ArchiveCount(len(archive) - unread, len(works) - parts, unread)

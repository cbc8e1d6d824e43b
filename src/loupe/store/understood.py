"""What Loupe understood of each source, in a database of its own beside ``case.db``: derived, may be deleted.

Statements, mentions, times and figures come from the sources alone. They are kept so that reading an archive once is
enough, and made again when Loupe, its models or what is known of a source change. Nothing a person decided is here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, insert, select
from sqlalchemy.schema import CreateTable

from loupe.model import from_plain
from loupe.model.errors import CaseDamaged, WriteDenied
from loupe.model.understanding import Understood
from loupe.store.database import Database
from loupe.store.expect import UNREADABLE
from loupe.store.schema import layout, layout_of

__all__ = ["FILE", "Read", "UnderstoodStore"]

FILE = "understood.db"

_metadata = MetaData()
_reads = Table(
    "reads",
    _metadata,
    Column("source_id", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("language", Text),
    Column("words", Integer, nullable=False),
)
_parts = Table(
    "parts",
    _metadata,
    Column("source_id", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Read:
    """A part of a source that was read: with what, in which language, and how many words."""

    source_id: str
    part: int
    fingerprint: str
    language: str | None
    words: int


class UnderstoodStore:
    """The understood parts of a case's sources; a file of another layout, or a damaged one, is begun anew."""

    def __init__(self, case: Path, *, readonly: bool = False, wait_seconds: float = 30.0) -> None:
        self._file = case / FILE
        self._case = case
        if readonly and not self._file.exists():
            raise WriteDenied(f"Nothing of {case} has been read for who says what yet, and it may not be changed.")
        self._database = Database(case, self._file, readonly=readonly, wait_seconds=wait_seconds)
        if not readonly:
            self._lay_out()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _lay_out(self) -> None:
        try:
            with self._database.writing() as connection:
                found = layout(connection)
                if not found:
                    _make(connection)
                    return
        except CaseDamaged:
            found = {}
        if found != layout_of(map(CreateTable, _metadata.sorted_tables)):
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._database.close()
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
            with suppress(FileNotFoundError):
                (self._case / name).unlink()
        self._database = Database(self._case, self._file, readonly=False, wait_seconds=30.0)
        with self._database.writing() as connection:
            _make(connection)

    def reads(self) -> tuple[Read, ...]:
        """What was read, by source and part."""
        with self._database.reading() as connection:
            rows = connection.execute(select(_reads).order_by(_reads.c.source_id, _reads.c.part))
            return tuple(Read(r.source_id, r.part, r.fingerprint, r.language, r.words) for r in rows)

    def save(self, read: Read, packed: Sequence[str]) -> None:
        """Keep what was understood of a part, as canonical JSON, in place of what was there; whole or not at all."""
        with self._database.writing() as connection:
            for table in (_parts, _reads):
                ours = (table.c.source_id == read.source_id, table.c.part == read.part)
                connection.execute(delete(table).where(*ours))
            connection.execute(
                insert(_reads),
                {
                    "source_id": read.source_id,
                    "part": read.part,
                    "fingerprint": read.fingerprint,
                    "language": read.language,
                    "words": read.words,
                },
            )
            rows = [
                {"source_id": read.source_id, "part": read.part, "position": n, "data": one}
                for n, one in enumerate(packed)
            ]
            if rows:
                connection.execute(insert(_parts), rows)

    def forget(self, source_id: str, from_part: int = 0) -> None:
        """Drop the parts of a source from one on."""
        with self._database.writing() as connection:
            for table in (_parts, _reads):
                connection.execute(delete(table).where(table.c.source_id == source_id, table.c.part >= from_part))

    def understood(self, source_ids: Iterable[str]) -> Iterator[tuple[str, Understood]]:
        """What was understood of these sources, in their order and that of their text.

        Raises CaseDamaged for a row that does not hold what it should.
        """
        for source_id in source_ids:
            with self._database.reading() as connection:
                question = select(_parts.c.data).where(_parts.c.source_id == source_id)
                rows = connection.execute(question.order_by(_parts.c.part, _parts.c.position)).scalars().all()
            for packed in rows:
                yield source_id, self._unpacked(packed)

    def _unpacked(self, packed: object) -> Understood:
        try:
            return from_plain(Understood, json.loads(str(packed)))
        except UNREADABLE as error:
            raise CaseDamaged(
                f"{self._file} cannot be read.", hint=f"Delete {FILE} in the case folder; Loupe makes it again."
            ) from error


def _make(connection: Connection) -> None:
    for table in _metadata.sorted_tables:
        connection.execute(CreateTable(table))

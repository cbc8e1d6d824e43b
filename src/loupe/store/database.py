"""The connection to ``case.db``: opening and laying it out, and one transaction per public write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.pool import QueuePool

from loupe.model.errors import CaseDamaged, CaseNewer, WriteDenied
from loupe.store import log, tables
from loupe.store.expect import UNREADABLE, text
from loupe.store.refusals import plainly
from loupe.store.schema import refuse_foreign_code

_PAGE_CACHE = "-16384"  # KiB: 16 MiB per connection, enough for the b-trees of a million passages


class Database:
    """The SQLite file of one case; safe to use from several threads, each transaction on a connection of its own."""

    def __init__(self, case: Path, file: Path, *, readonly: bool, wait_seconds: float) -> None:
        self.case = case
        self.readonly = readonly
        self._engine = _engine(file, readonly=readonly, wait_seconds=wait_seconds)

    def close(self) -> None:
        """Let go of every connection; the last one folds the write-ahead log into ``case.db``."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the case, however many statements are run in it."""
        with plainly(self.case), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction that takes the lock at once: all of it is kept, or nothing."""
        if self.readonly:
            raise WriteDenied(f"{self.case} was opened for reading only.", hint="Open it for writing and try again.")
        with plainly(self.case), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def laying_out_anew(self) -> Iterator[Connection]:
        """A write transaction in which a table may be replaced: links between tables are held against at its end."""
        with plainly(self.case), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise CaseDamaged(f"Rows of {self.case / 'case.db'} point at others that are gone.")
                connection.commit()
            finally:
                connection.rollback()
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")

    def facts(self) -> dict[str, str]:
        """The case's name and format number; raises CaseDamaged or CaseNewer when Loupe must not go on."""
        database = self.case / "case.db"
        try:
            with self.reading() as connection:
                refuse_foreign_code(connection, str(database))
                rows = connection.execute(select(tables.meta.c.key, tables.meta.c.value))
                facts = {row.key: row.value for row in rows}
        except CaseDamaged as error:
            if "no such table" in str(error):
                raise CaseDamaged(f"{database} is not the database of a Loupe case.") from error
            raise
        try:
            number = int(text(facts["format"]))
        except UNREADABLE as error:
            raise CaseDamaged(f"{database} does not say which format it has.") from error
        if number > tables.FORMAT:
            raise CaseNewer(
                f"{self.case} was made by a later Loupe (format {number}; this one knows up to {tables.FORMAT})."
            )
        if number < 1 or not isinstance(facts.get("name"), str):
            raise CaseDamaged(f"{database} does not say what case it is.")
        return facts


def lay_out(case: Path, file: Path, name: str, actor: str) -> None:
    """Make an empty case database at ``file`` with its first log entry."""
    database = Database(case, file, readonly=False, wait_seconds=0)
    try:
        with database.writing() as connection:
            for statement in tables.statements():
                if isinstance(statement, str):
                    connection.exec_driver_sql(statement)
                else:
                    connection.execute(statement)
            facts = {"format": str(tables.FORMAT), "name": name}
            connection.execute(insert(tables.meta), [{"key": k, "value": v} for k, v in facts.items()])
            log.append(connection, actor, [("case created", {"name": name, "format": tables.FORMAT})])
    finally:
        database.close()


def _engine(file: Path, *, readonly: bool, wait_seconds: float) -> Engine:
    address = file.absolute().as_uri() + _mode(file, readonly)

    def connect() -> sqlite3.Connection:
        # isolation_level None: transactions begin only where this module says so, never behind its back.
        return sqlite3.connect(address, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in _pragmas(readonly):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _pragmas(readonly: bool) -> tuple[str, ...]:
    # trusted_schema: what somebody else wrote into the layout may not call functions that reach outside the database.
    common = ("foreign_keys=ON", "trusted_schema=OFF", f"cache_size={_PAGE_CACHE}", "temp_store=MEMORY")
    if readonly:
        return (*common, "query_only=ON")
    # FULL syncs the write-ahead log at every commit, so what was reported as saved survives a power cut. It costs one
    # sync per transaction: nothing beside a batch of sources, and a person's mark is worth it.
    return ("journal_mode=WAL", "synchronous=FULL", *common)


def _mode(file: Path, readonly: bool) -> str:
    if not readonly:
        return "?mode=rw" if file.exists() else "?mode=rwc"
    wal = file.with_name(file.name + "-wal")
    if not os.access(file.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size):
        # On a read-only disk SQLite cannot make its shared-memory file; nothing can change there either.
        return "?mode=ro&immutable=1"
    return "?mode=ro"

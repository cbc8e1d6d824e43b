"""A case of an earlier layout brought up to date: in one transaction, with what it held checked against its log."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, select, text, update
from sqlalchemy.schema import CreateIndex, CreateTable

from loupe.model.errors import CaseDamaged
from loupe.store import log, rows, tables
from loupe.store.database import Database

__all__ = ["upgrade"]

_ADDED: tuple[tuple[int, Table, Mapping[str, str | None]], ...] = (
    (2, tables.claims, {"filled": "[]"}),
    (3, tables.sources, {"part_of": None, "words_sha256": None}),
    (4, tables.sources, {"address": None}),
)
"""Which layout added which columns to which table, with what they say of rows that were saved before."""

_claims_1 = Table(
    "claims",
    MetaData(),
    *(Column(c.name, c.type, primary_key=c.primary_key) for c in tables.claims.columns if c.name != "filled"),
)


def upgrade(case: Path, file: Path, actor: str, wait_seconds: float) -> None:
    """Bring the database of a case from an earlier layout to the present one; nothing is done if it is there already.

    Raises CaseDamaged when the claims are not those that the log says were saved: a change behind Loupe's back must not
    be sealed anew. The log tells of the upgrade with the seals of the claims after it.
    """
    database = Database(case, file, readonly=False, wait_seconds=wait_seconds)
    try:
        with database.laying_out_anew() as connection:
            before = _format(connection)
            if before >= tables.FORMAT:
                return
            _refuse_altered(connection, case, _claims_1 if before < 2 else tables.claims)
            for table in dict.fromkeys(table for layout, table, _ in _ADDED if before < layout):
                _widen(connection, table, _added_to(table, before))
            connection.execute(
                update(tables.meta).where(tables.meta.c.key == "format").values(value=str(tables.FORMAT))
            )
            works = connection.execute(select(tables.claims.c.work_id).distinct().order_by(tables.claims.c.work_id))
            seals = {work: _seal(connection, tables.claims, work) for work in works.scalars()}
            log.append(connection, actor, [("case upgraded", {"format": tables.FORMAT, "claims": seals})])
    finally:
        database.close()


def _added_to(table: Table, before: int) -> dict[str, str | None]:
    """All columns that layouts after ``before`` added to a table: it is made once, as it is now."""
    added: dict[str, str | None] = {}
    for layout, widened, columns in _ADDED:
        if widened is table and before < layout:
            added |= columns
    return added


def _format(connection: Connection) -> int:
    return int(connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "format")).scalar_one())


def _refuse_altered(connection: Connection, case: Path, claims: Table) -> None:
    told: dict[str, str] = {}
    for entry in log.read(connection):
        if entry.action == "claims saved":
            told[entry.payload["work"]] = entry.payload["claims_sha256"]
        elif entry.action == "case upgraded":
            told.update(entry.payload["claims"])
        elif entry.action == "source read again":
            told.pop(entry.payload["id"], None)  # its claims may have gone with the words they stood on
    for work, seal in sorted(told.items()):
        if _seal(connection, claims, work) != seal:
            raise CaseDamaged(f"The claims of {work} in {case} are not those that the log says were saved.")


def _seal(connection: Connection, table: Table, work: str) -> str:
    return rows.seal(connection.execute(select(table).where(table.c.work_id == work).order_by(table.c.id)))


def _widen(connection: Connection, table: Table, added: Mapping[str, str | None]) -> None:
    """The rows in a table of the present layout (sqlite.org/lang_altertable.html, section 7)."""
    name = table.name
    made = str(CreateTable(table).compile(connection)).replace(f"CREATE TABLE {name}", f"CREATE TABLE {name}_wide")
    connection.exec_driver_sql(made)
    names = ", ".join(f'"{c.name}"' for c in table.columns if c.name not in added)
    new = ", ".join(f'"{column}"' for column in added)
    values = ", ".join(f":{column}" for column in added)
    copy = f"INSERT INTO {name}_wide ({names}, {new}) SELECT {names}, {values} FROM {name}"  # noqa: S608  our own names
    connection.execute(text(copy), dict(added))
    connection.exec_driver_sql(f"DROP TABLE {name}")
    connection.exec_driver_sql(f"ALTER TABLE {name}_wide RENAME TO {name}")
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        connection.execute(CreateIndex(index))

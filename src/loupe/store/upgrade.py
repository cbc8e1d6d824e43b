"""A case of an earlier layout brought up to date: in one transaction, with what it held checked against its log."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, select, text, update
from sqlalchemy.schema import CreateIndex, CreateTable

from loupe.model.errors import CaseDamaged
from loupe.store import log, rows, tables
from loupe.store.database import Database

__all__ = ["upgrade"]

_ADDED = {"filled": "[]"}
"""What the second layout added to the claims, with what it says of claims that were saved before."""

_claims_1 = Table(
    "claims",
    MetaData(),
    *(Column(c.name, c.type, primary_key=c.primary_key) for c in tables.claims.columns if c.name not in _ADDED),
)


def upgrade(case: Path, file: Path, actor: str, wait_seconds: float) -> None:
    """Bring the database of a case from the first layout to the present one; nothing is done if it is there already.

    Raises CaseDamaged when the claims are not those that the log says were saved: a change behind Loupe's back must not
    be sealed anew. The log tells of the upgrade with the seals of the claims after it.
    """
    database = Database(case, file, readonly=False, wait_seconds=wait_seconds)
    try:
        with database.laying_out_anew() as connection:
            if _format(connection) >= tables.FORMAT:
                return
            _refuse_altered(connection, case)
            _with_filled(connection)
            connection.execute(
                update(tables.meta).where(tables.meta.c.key == "format").values(value=str(tables.FORMAT))
            )
            works = connection.execute(select(tables.claims.c.work_id).distinct().order_by(tables.claims.c.work_id))
            seals = {work: _seal(connection, tables.claims, work) for work in works.scalars()}
            log.append(connection, actor, [("case upgraded", {"format": tables.FORMAT, "claims": seals})])
    finally:
        database.close()


def _format(connection: Connection) -> int:
    return int(connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "format")).scalar_one())


def _refuse_altered(connection: Connection, case: Path) -> None:
    told: dict[str, str] = {}
    for entry in log.read(connection):
        if entry.action == "claims saved":
            told[entry.payload["work"]] = entry.payload["claims_sha256"]
    for work, seal in sorted(told.items()):
        if _seal(connection, _claims_1, work) != seal:
            raise CaseDamaged(f"The claims of {work} in {case} are not those that the log says were saved.")


def _seal(connection: Connection, table: Table, work: str) -> str:
    return rows.seal(connection.execute(select(table).where(table.c.work_id == work).order_by(table.c.id)))


def _with_filled(connection: Connection) -> None:
    """The claims in a table of the present layout (sqlite.org/lang_altertable.html, section 7)."""
    made = str(CreateTable(tables.claims).compile(connection)).replace("CREATE TABLE claims", "CREATE TABLE claims_2")
    connection.exec_driver_sql(made)
    names = ", ".join(f'"{c.name}"' for c in _claims_1.columns)
    added = ", ".join(f'"{name}"' for name in _ADDED)
    values = ", ".join(f":{name}" for name in _ADDED)
    copy = f"INSERT INTO claims_2 ({names}, {added}) SELECT {names}, {values} FROM claims"  # noqa: S608  our own names
    connection.execute(text(copy), _ADDED)
    connection.exec_driver_sql("DROP TABLE claims")
    connection.exec_driver_sql("ALTER TABLE claims_2 RENAME TO claims")
    for index in sorted(tables.claims.indexes, key=lambda i: str(i.name)):
        connection.execute(CreateIndex(index))

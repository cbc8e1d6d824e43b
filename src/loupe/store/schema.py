"""Whether the tables, indexes and triggers of a case are the ones that Loupe makes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import DDLElement

from loupe.model.errors import CaseDamaged
from loupe.store import tables

Layout = dict[tuple[str, str], str]

_QUESTION = "SELECT type, name, sql FROM sqlite_master"
_BY_SQLITE = ("sqlite_stat1", "sqlite_stat4")  # made by ANALYZE, which people run to make a database faster
_HINT = "Somebody has changed case.db with another program. Restore the case from a backup."


def refuse_foreign_code(connection: Connection, database: str) -> None:
    """Raise CaseDamaged for what would run by itself while Loupe reads or writes: triggers, views, virtual tables."""
    ours = _ours()
    for (kind, name), statement in layout(connection).items():
        if kind == "trigger" and ours.get((kind, name)) == statement:
            continue
        if kind in ("trigger", "view") or statement.startswith("create virtual"):
            raise CaseDamaged(f"{database} holds a {kind} “{name[:80]}” that is not Loupe's.", hint=_HINT)


def differences(connection: Connection) -> Iterator[tuple[str, str]]:
    """How the layout differs from the one Loupe makes: pairs of a name and a sentence."""
    ours, found = _ours(), layout(connection)
    for kind, name in sorted(ours.keys() | found.keys()):
        if (kind, name) not in found:
            yield name, f"The {kind} {name} is gone from the database of the case."
        elif (kind, name) not in ours:
            yield name, f"The database of the case has a {kind} {name} that is not Loupe's."
        elif ours[kind, name] != found[kind, name]:
            yield name, f"The {kind} {name} of the case's database is not as Loupe makes it."


def layout(connection: Connection) -> Layout:
    """What a database is made of: kind and name of each thing to the statement that made it."""
    return _things(connection.exec_driver_sql(_QUESTION).all())


def layout_of(statements: Iterable[DDLElement | str]) -> Layout:
    """What these statements make of an empty database."""
    database = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            made = statement if isinstance(statement, str) else str(statement.compile(dialect=sqlite.dialect()))
            database.execute(made)
        return _things(database.execute(_QUESTION).fetchall())
    finally:
        database.close()


@cache
def _ours() -> Layout:
    return layout_of(tables.statements())


def _things(rows: Iterable[Any]) -> Layout:
    """Kind and name to the statement that made it, without what may differ between libraries: spaces, quotes, case."""
    things: Layout = {}
    for kind, name, sql in rows:
        if sql is not None and name not in _BY_SQLITE:
            things[str(kind), str(name)] = " ".join(str(sql).replace('"', "").lower().split())
    return things

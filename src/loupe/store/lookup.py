"""Anything in the case by its id, the beginning of its id, or a source's file name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, select

from loupe.model import Claim, Evidence, Passage, Source
from loupe.model.errors import IdAmbiguous, IdUnknown
from loupe.store import rows, tables
from loupe.store.expect import telling
from loupe.store.expect import text as text_of
from loupe.store.quotes import refuse_false_quotes
from loupe.store.sources import Text, one, passages_by_id

Found = Source | Passage | Claim | Evidence

_KINDS: dict[str, tuple[str, Table]] = {
    "s-": ("source", tables.sources),
    "p-": ("passage", tables.passages),
    "c-": ("claim", tables.claims),
    "e-": ("evidence", tables.evidence),
}
_SHORTEST = 3
_SHOWN = 5


def find(connection: Connection, text: Text, wanted: str) -> Found:
    """The one thing that ``wanted`` names; raises IdUnknown or IdAmbiguous."""
    if not _writable(wanted):
        raise IdUnknown("Nothing in the case is called by halves of characters.")
    with telling(f'"{wanted}"'):
        ids = [text_of(id_) for id_ in _ids(connection, wanted.strip())]
        load = _LOAD[ids[0][:2]] if ids else None
    if load is None:
        raise IdUnknown(f'Nothing in the case is called "{wanted}".')
    if len(ids) > 1:
        shown = ", ".join(ids[:_SHOWN]) + (" and more" if len(ids) > _SHOWN else "")
        raise IdAmbiguous(f'"{wanted}" fits more than one: {shown}.')
    thing = load(connection, text, ids[0])
    if isinstance(thing, Claim | Evidence):
        refuse_false_quotes(connection, text, [thing])
    return thing


def _writable(wanted: str) -> bool:
    """Whether it can be asked for at all: an argument or a request may hold halves of characters, no name does."""
    return not any("\ud800" <= character <= "\udfff" for character in wanted)


def _ids(connection: Connection, wanted: str) -> list[str]:
    prefix = wanted.lower()
    kind = _KINDS.get(prefix[:2])
    if kind is not None and _is_there(connection, kind[1], prefix):
        return [prefix]
    named = select(tables.sources.c.id).where(tables.sources.c.name == wanted).order_by(tables.sources.c.id)
    if ids := list(connection.execute(named.limit(_SHOWN + 1)).scalars()):
        return ids
    if kind is None or len(prefix) - 2 < _SHORTEST:
        return []
    column = kind[1].c.id
    # A range, not LIKE: it uses the index, and no character of the prefix means anything but itself.
    begins = select(column).where(column >= prefix, column < prefix + "\U0010ffff").order_by(column)
    return list(connection.execute(begins.limit(_SHOWN + 1)).scalars())


def _is_there(connection: Connection, table: Table, id_: str) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == id_)).first() is not None


def _row(connection: Connection, table: Table, id_: str) -> Any:
    return connection.execute(select(table).where(table.c.id == id_)).one()._asdict()


_LOAD: dict[str, Callable[[Connection, Text, str], Found]] = {
    "s-": lambda connection, _, id_: one(connection, id_),
    "p-": lambda connection, text, id_: passages_by_id(connection, text, [id_])[id_],
    "c-": lambda connection, _, id_: rows.claim_from(_row(connection, tables.claims, id_)),
    "e-": lambda connection, _, id_: rows.evidence_from(_row(connection, tables.evidence, id_)),
}

"""Sources and their passages: adding, adding again, changing what is known about them, reading back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from loupe.model import Passage, ReadBy, Role, Source, to_plain
from loupe.model.errors import AlreadyDecided, IdUnknown, UsageError
from loupe.store import log, rows, tables
from loupe.store.expect import telling
from loupe.store.places import unpack_recognised

Text = Callable[[str], str]
"""Gives the stored text with a SHA-256."""

_T = TypeVar("_T")
_IN_ONE_QUESTION = 900  # values in one IN list; old builds of SQLite take 999
# What offsets hang on: it changes only by reading the file again.
_FIXED = ("sha256", "size", "text_sha256", "characters", "words", "passages", "part_of", "words_sha256")
# The driver takes the tuples as they are; Core's own executemany would spend more time on each than SQLite does.
_INSERT_PASSAGE = str(insert(tables.passages).compile(dialect=sqlite.dialect()))


def chunks(values: Iterable[_T], size: int = _IN_ONE_QUESTION) -> Iterator[list[_T]]:
    """Lists of at most ``size`` values, in order."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def add(connection: Connection, actor: str, batch: Sequence[tuple[Source, Sequence[Passage]]]) -> None:
    """Insert sources with their passages; one that is there is replaced if anything changed."""
    wanted = {source.id: (source, [rows.passage_row(p) for p in passages]) for source, passages in batch}
    known = _rows(connection, wanted)
    acts: list[tuple[str, Mapping[str, Any]]] = []
    fresh: list[dict[str, Any]] = []
    passages: list[rows.PassageRow] = []
    for id_, (source, of_source) in wanted.items():
        _refuse_loose_ends(source, of_source)
        row, seal = rows.source_row(source), rows.seal(sorted(of_source, key=itemgetter(1)))
        before = known.get(id_)
        if before is None:
            fresh.append(row)
            acts.append(("source added", to_plain(source) | {"passages_sha256": seal}))
        else:
            if before == row and rows.seal(passage_rows(connection, id_)) == seal:
                continue
            dropped = _make_room(connection, source, before["text_sha256"], {p[2] for p in of_source})
            connection.execute(update(tables.sources).where(tables.sources.c.id == id_).values(row))
            acts.append(
                ("source read again", to_plain(source) | {"passages_sha256": seal, "findings_dropped": dropped})
            )
        passages.extend(of_source)
    if fresh:
        connection.execute(insert(tables.sources), fresh)
    if passages:
        connection.exec_driver_sql(_INSERT_PASSAGE, passages)
    log.append(connection, actor, acts)


def change(connection: Connection, actor: str, source: Source, why: str, expected: Source | None = None) -> None:
    """Replace what is known about a source; the log keeps the old values and the new.

    Raises AlreadyDecided when the source is no longer what it was ``expected`` to be.
    """
    before = one(connection, source.id)
    if expected is not None and before != expected:
        raise AlreadyDecided(f"What is known about {before.label} was changed in the meantime.")
    old, new = to_plain(before), to_plain(source)
    changed = sorted(name for name in new if new[name] != old[name])
    if not changed:
        return
    if fixed := [name for name in changed if name in _FIXED]:
        raise UsageError(
            f"What {before.label} ({before.id}) says cannot be changed by hand ({', '.join(fixed)}).",
            hint="Add the file again to have it read again.",
        )
    connection.execute(update(tables.sources).where(tables.sources.c.id == source.id).values(rows.source_row(source)))
    payload = {
        "id": source.id,
        "why": why,
        "old": {name: old[name] for name in changed},
        "new": {name: new[name] for name in changed},
    }
    log.append(connection, actor, [("source changed", payload)])


def one(connection: Connection, id_: str) -> Source:
    """The source with this id; raises IdUnknown."""
    row = connection.execute(select(tables.sources).where(tables.sources.c.id == id_)).one_or_none()
    if row is None:
        raise IdUnknown(f"There is no source {id_} in the case.")
    return rows.source_from(row._asdict())


def listed(connection: Connection, role: Role | None) -> tuple[Source, ...]:
    """All sources, or those of one role, by id."""
    question = select(tables.sources).order_by(tables.sources.c.id)
    if role is not None:
        question = question.where(tables.sources.c.role == role)
    return tuple(rows.source_from(row._asdict()) for row in connection.execute(question))


def passages_of(connection: Connection, text: Text, id_: str) -> tuple[Passage, ...]:
    """The passages of a source in order, with their words."""
    source = one(connection, id_)
    if source.text_sha256 is None:
        return ()
    words = text(source.text_sha256)
    return tuple(rows.passage_from(row, words) for row in passage_rows(connection, id_))


def passages_from(connection: Connection, text: Text, id_: str, first: int, count: int) -> tuple[Passage, ...]:
    """Up to ``count`` passages of a source in order, from the one whose ordinal is ``first``."""
    source = one(connection, id_)
    if source.text_sha256 is None:
        return ()
    table = tables.passages
    wanted = select(table).where(table.c.source_id == id_, table.c.ordinal >= first)
    found = connection.execute(wanted.order_by(table.c.ordinal).limit(count)).all()
    words = text(source.text_sha256)
    return tuple(rows.passage_from(row, words) for row in found)


def passages_by_id(connection: Connection, text: Text, ids: Sequence[str]) -> dict[str, Passage]:
    """The passages with these ids, in the order asked for; ids that are not in the case are left out."""
    table, found = tables.passages, {}
    hashes: dict[str, str] = {}
    for chunk in chunks(dict.fromkeys(ids)):
        question = (
            select(table, tables.sources.c.text_sha256)
            .join_from(table, tables.sources, table.c.source_id == tables.sources.c.id)
            .where(table.c.id.in_(chunk))
        )
        for *row, sha256 in connection.execute(question):
            found[row[2]] = row
            hashes[row[2]] = sha256
    return {id_: rows.passage_from(found[id_], text(hashes[id_])) for id_ in dict.fromkeys(ids) if id_ in found}


def recognised(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[ReadBy, float | None]]:
    """By id, those of these passages that a machine made words of: how, and how sure it was."""
    table, found = tables.passages, {}
    for chunk in chunks(dict.fromkeys(ids)):
        # what a machine read is an object, where a file's own words have a list; see pack_recognised
        wanted = table.c.id.in_(chunk) & table.c.segments.startswith("{")
        for id_, packed in connection.execute(select(table.c.id, table.c.segments).where(wanted)):
            with telling(f"passage {id_}"):
                _, read_by, confidence = unpack_recognised(packed)
                found[id_] = (read_by, confidence)
    return found


def neighbours(connection: Connection, text: Text, id_: str, before: int, after: int) -> tuple[Passage, ...]:
    """A passage with up to so many before it and after it in its source, in order; raises IdUnknown."""
    table = tables.passages
    here = connection.execute(select(table.c.source_id, table.c.ordinal).where(table.c.id == id_)).one_or_none()
    if here is None:
        raise IdUnknown(f"There is no passage {id_} in the case.")
    same = table.c.source_id == here.source_id
    back = select(table).where(same, table.c.ordinal < here.ordinal).order_by(table.c.ordinal.desc()).limit(before)
    on = select(table).where(same, table.c.ordinal >= here.ordinal).order_by(table.c.ordinal).limit(after + 1)
    words = text(one(connection, here.source_id).text_sha256 or "")
    found = [*reversed(connection.execute(back).all()), *connection.execute(on).all()]
    return tuple(rows.passage_from(row, words) for row in found)


def passage_rows(connection: Connection, id_: str) -> Sequence[Any]:
    """The rows of a source's passages in order."""
    table = tables.passages
    return connection.execute(select(table).where(table.c.source_id == id_).order_by(table.c.ordinal)).all()


def _rows(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    table = tables.sources
    return {
        row.id: dict(row._mapping)
        for chunk in chunks(ids)
        for row in connection.execute(select(table).where(table.c.id.in_(chunk)))
    }


def _refuse_loose_ends(source: Source, passage_rows: Sequence[rows.PassageRow]) -> None:
    for row in passage_rows:
        if row[0] != source.id or row[6] > source.characters or source.text_sha256 is None:
            raise ValueError(f"passage {row[2]} does not lie inside the stored text of {source.id}")


def _make_room(connection: Connection, source: Source, text_before: str | None, staying: set[str]) -> int:
    """Take away the old passages and whatever leaned on words that are gone; returns how many findings went."""
    table = tables.evidence
    if source.text_sha256 != text_before:
        connection.execute(delete(tables.claims).where(tables.claims.c.work_id == source.id))
        leaning = select(table.c.claim_id).where(table.c.source_id == source.id)
        stale = set(connection.execute(leaning).scalars())
    else:
        leaning = select(table.c.claim_id, table.c.passage_id).where(table.c.source_id == source.id)
        stale = {claim for claim, passage in connection.execute(leaning) if passage not in staying}
    for chunk in chunks(sorted(stale)):
        connection.execute(delete(tables.findings).where(tables.findings.c.claim_id.in_(chunk)))
    connection.execute(delete(tables.passages).where(tables.passages.c.source_id == source.id))
    return len(stale)

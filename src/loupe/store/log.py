"""The append-only log: each entry carries the hash of the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from loupe.model import canonical_json, sha256_hex
from loupe.store import tables
from loupe.store.expect import telling, text

START = "0" * 64
"""What the first entry names as the hash before it."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done to the case; ``at`` is UTC in ISO 8601, ``hash`` covers all other fields."""

    seq: int
    at: str
    actor: str
    action: str
    payload: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class LogHead:
    """What an entry is about: its action, and the source and the work that it names, "" where it names none."""

    seq: int
    action: str
    source: str
    work: str


def chain_hash(seq: int, at: str, actor: str, action: str, payload: str, previous: str) -> str:
    """SHA-256 over the canonical JSON of an entry; the payload goes in as the very characters that are stored."""
    return sha256_hex(canonical_json([seq, at, actor, action, payload, previous]).encode("utf-8"))


def append(connection: Connection, actor: str, acts: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Write ``(action, payload)`` pairs at the end of the log, inside the caller's transaction."""
    last = connection.execute(
        select(tables.log.c.seq, tables.log.c.hash).order_by(tables.log.c.seq.desc()).limit(1)
    ).one_or_none()
    seq, previous = (last.seq, last.hash) if last else (0, START)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    rows = []
    for action, payload in acts:
        seq += 1
        packed = canonical_json(payload)
        digest = chain_hash(seq, at, actor, action, packed, previous)
        rows.append(
            {"seq": seq, "at": at, "actor": actor, "action": action}
            | {"payload": packed, "previous": previous, "hash": digest}
        )
        previous = digest
    if not rows:
        return
    connection.execute(insert(tables.log), rows)
    # The head is kept apart from the log, so that cutting off its end shows.
    head = {"key": "log_head", "value": f"{seq} {previous}"}
    connection.execute(
        upsert(tables.meta).values(head).on_conflict_do_update(index_elements=["key"], set_={"value": head["value"]})
    )


def read(connection: Connection, action: str | Sequence[str] | None = None, after: int = 0) -> tuple[LogEntry, ...]:
    """All entries, or those of some actions, the oldest first; raises CaseDamaged naming one that cannot be read.

    ``after`` leaves out the entries up to this number.
    """
    question = select(tables.log).where(tables.log.c.seq > after).order_by(tables.log.c.seq)
    if action is not None:
        actions = [action] if isinstance(action, str) else action
        question = question.where(tables.log.c.action.in_(actions))
    return tuple(_entry(row) for row in connection.execute(question))


def heads(connection: Connection, after: int, besides: str) -> tuple[LogHead, ...]:
    """What the entries after this number are about, those of one action left out; cheap, for it reads no payload."""
    table = tables.log
    about = (func.json_extract(table.c.payload, f"$.{name}") for name in ("id", "work"))
    question = select(table.c.seq, table.c.action, *about).where(table.c.seq > after, table.c.action != besides)
    return tuple(
        LogHead(seq, text(action), str(source or ""), str(work or ""))
        for seq, action, source, work in connection.execute(question.order_by(table.c.seq))
    )


def of_source(connection: Connection, source_id: str) -> tuple[LogEntry, ...]:
    """The entries that tell of one source, the oldest first."""
    table = tables.log
    # The database looks through the payloads: a case of 10,000 sources has as many entries, and they are long.
    question = (
        select(table)
        .where(table.c.action.startswith("source "), func.json_extract(table.c.payload, "$.id") == source_id)
        .order_by(table.c.seq)
    )
    return tuple(_entry(row) for row in connection.execute(question))


def last(connection: Connection) -> int:
    """The number of the last entry; 0 for none."""
    return connection.execute(select(func.max(tables.log.c.seq))).scalar_one() or 0


def lasts(connection: Connection) -> dict[str, int]:
    """The number of the last entry of each action."""
    question = select(tables.log.c.action, func.max(tables.log.c.seq)).group_by(tables.log.c.action)
    return {text(action): number for action, number in connection.execute(question)}


def _entry(row: Any) -> LogEntry:
    with telling(f"log entry {row.seq}"):
        payload = json.loads(text(row.payload))
        if not isinstance(payload, dict):
            raise ValueError("an object expected")
        return LogEntry(
            row.seq, text(row.at), text(row.actor), text(row.action), payload, text(row.previous), text(row.hash)
        )


def breaks(connection: Connection) -> Iterator[tuple[str, str]]:
    """Where the chain does not hold: pairs of the entry ("log 7") and a sentence."""
    previous, expected = START, 1
    for row in connection.execute(select(tables.log).order_by(tables.log.c.seq)):
        subject = f"log {row.seq}"
        if row.seq != expected:
            yield subject, f"Log entry {expected} is missing."
        if row.previous != previous:
            yield subject, f"Log entry {row.seq} does not follow from the entry before it."
        if row.hash != chain_hash(row.seq, row.at, row.actor, row.action, row.payload, row.previous):
            yield subject, f"Log entry {row.seq} was changed after it was written."
        previous, expected = row.hash, row.seq + 1
    head = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "log_head")).scalar_one_or_none()
    if head != f"{expected - 1} {previous}":
        yield "log", "The end of the log is not the one that was written last: entries were cut off or added."

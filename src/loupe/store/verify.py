"""Whether everything in the case is still what was stored: reads it all and names every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from loupe.model import Locator, Source
from loupe.model.errors import CaseDamaged, LoupeError
from loupe.store import log, rows, sources, tables
from loupe.store.blobs import Blobs
from loupe.store.expect import UNREADABLE, is_sha256
from loupe.store.history import contradictions
from loupe.store.places import unpack_locator
from loupe.store.refusals import plainly
from loupe.store.schema import differences

Progress = Callable[[int, int], None]
_MOST_LINES = 20  # of SQLite's own complaints; one damaged page can give thousands


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be.

    ``kind`` is one of database, link, log, record, original, text, blob, span, quote; ``subject`` is the id, the log
    entry or the file; ``sentence`` says what is wrong.
    """

    kind: str
    subject: str
    sentence: str


def faults(case: Path, connection: Connection, blobs: Blobs, progress: Progress) -> Iterator[Fault]:
    """Every fault of the case, in a fixed order; a part that cannot be read is one fault and the rest goes on."""
    yield from _guarded(case, "database", _database(connection))
    yield from _guarded(case, "log", (Fault("log", *found) for found in log.breaks(connection)))
    yield from _guarded(case, "log", (Fault("record", *found) for found in contradictions(connection)))
    yield from _guarded(case, "sources", _contents(case, connection, blobs, progress))


def _guarded(case: Path, part: str, found: Iterator[Fault]) -> Iterator[Fault]:
    try:
        with plainly(case):
            yield from found
    except LoupeError as error:
        yield Fault("database", part, str(error))
    except UNREADABLE as error:
        yield Fault("database", part, f"The {part} of the case could not be read to the end: {error}.")


def _database(connection: Connection) -> Iterator[Fault]:
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_LINES})"):
        if line != "ok":
            yield Fault("database", "case.db", f"The database reports: {line}.")
    for name, sentence in differences(connection):
        yield Fault("database", name, sentence)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault("link", f"{table} {row or ''}".strip(), f"A row of {table} points at one of {parent} that is gone.")


def _contents(case: Path, connection: Connection, blobs: Blobs, progress: Progress) -> Iterator[Fault]:
    owned: dict[str, tuple[str, Source]] = {}
    everything = sources.listed(connection, None)
    for source in everything:
        if source.text_sha256:
            owned[source.text_sha256] = ("text", source)
        if source.words_sha256:
            owned[source.words_sha256] = ("list of words", source)
        if source.sha256:
            owned[source.sha256] = ("original", source)
    stored = sorted(owned.keys() | set(blobs.names()))
    total = len(stored) + len(everything)
    sound = set()
    for n, sha256 in enumerate(stored, 1):
        kind, owner = owned.get(sha256, ("blob", None))
        wrong = list(_guarded(case, "blobs", _blob(blobs, sha256, kind, owner)))
        if not wrong:
            sound.add(sha256)
        yield from wrong
        progress(n, total)
    for n, source in enumerate(everything, len(stored) + 1):
        if source.text_sha256 is None or source.text_sha256 in sound:
            yield from _guarded(case, source.id, _spans(connection, blobs, source))
        progress(n, total)


def _blob(blobs: Blobs, sha256: str, kind: str, owner: Source | None) -> Iterator[Fault]:
    if not is_sha256(sha256):
        yield Fault(kind, sha256, f"A file that is not Loupe's lies among the stored ones: {sha256}.")
        return
    path = blobs.path(sha256)
    what = f"The {kind} of {owner.label} ({owner.id})" if owner else "A stored file"
    if not path.exists():
        yield Fault(kind, owner.id if owner else sha256, f"{what} is missing: {path}.")
    elif not blobs.sound(sha256):
        yield Fault(kind, owner.id if owner else sha256, f"{what} is not what was stored: {path}.")


def _spans(connection: Connection, blobs: Blobs, source: Source) -> Iterator[Fault]:
    words = blobs.text_from_disk(source.text_sha256) if source.text_sha256 else ""
    for row in sources.passage_rows(connection, source.id):
        yield from _span(f"passage {row.id}", row, words, source, quoted=False)
    for name, table, owner in (
        ("claim", tables.claims, tables.claims.c.work_id),
        ("evidence", tables.evidence, tables.evidence.c.source_id),
    ):
        columns = (table.c.id, table.c.segments, table.c.quote)
        for row in connection.execute(select(*columns).where(owner == source.id).order_by(table.c.id)):
            yield from _span(f"{name} {row.id}", row, words, source, quoted=True)
    yield from _judged(connection, words, source)


def _judged(connection: Connection, words: str, source: Source) -> Iterator[Fault]:
    table = tables.findings
    for row in connection.execute(select(table).where(table.c.work_id == source.id).order_by(table.c.claim_id)):
        subject = f"finding of {row.claim_id}"
        try:
            claim = rows.claim_from_json(row.claim_id, row.claim)
            rows.verdict_from_json(row.claim_id, row.verdict)
        except CaseDamaged:
            yield Fault("span", subject, f"The {subject} cannot be read.")
            continue
        if not (claim.locator.end <= len(words) and words[claim.locator.start : claim.locator.end] == claim.quote):
            yield Fault("quote", subject, f"The quote of the {subject} is not in {source.label} where it says.")


def _span(subject: str, row: Any, words: str, source: Source, *, quoted: bool) -> Iterator[Fault]:
    try:
        locator: Locator = unpack_locator(row.segments)
    except UNREADABLE:
        yield Fault("span", subject, f"The place of {subject} in {source.label} cannot be read.")
        return
    if locator.end > len(words) or not (quoted or (row.start, row.end) == (locator.start, locator.end)):
        yield Fault("span", subject, f"The place of {subject} does not lie inside the text of {source.label}.")
    elif quoted and words[locator.start : locator.end] != row.quote:
        yield Fault("quote", subject, f"The quote of {subject} is not in {source.label} where it says.")

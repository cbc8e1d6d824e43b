"""The tables of a case, and the triggers that keep its log append-only."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.schema import CreateIndex, CreateTable

from loupe.model import Source

FORMAT = 4
"""The number of this layout; a case with a higher one was written by a later Loupe."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

_INTEGERS = {"size", "characters", "words", "passages"}
_OPTIONAL = {
    "title",
    "maker",
    "publisher",
    "published",
    "came_from",
    "text_sha256",
    "reader",
    "problem",
    "part_of",
    "words_sha256",
    "address",
}
SOURCE_COLUMNS = tuple(f.name for f in fields(Source))

sources = Table(
    "sources",
    metadata,
    *(
        Column(
            name,
            Integer if name in _INTEGERS else Text,
            primary_key=name == "id",
            nullable=name in _OPTIONAL,
            index=name == "name",
        )
        for name in SOURCE_COLUMNS
    ),
)

# Clustered by source and ordinal, because a source's passages are nearly always read together and in order.
passages = Table(
    "passages",
    metadata,
    Column("source_id", Text, ForeignKey("sources.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    Column("kind", Text, nullable=False),
    Column("speaker", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("segments", Text, nullable=False),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("work_id", Text, ForeignKey("sources.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("segments", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    Column("attribution", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("checkable", Boolean, nullable=False),
    Column("why_not", Text, nullable=False),
    Column("filled", Text, nullable=False),
    Index("claims_in_order", "work_id", "ordinal"),
)

# ``claim`` is the claim as it was judged: a person's later switch must not make an old verdict look like a new one.
findings = Table(
    "findings",
    metadata,
    Column("claim_id", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("work_id", Text, ForeignKey("sources.id"), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Index("findings_done", "work_id", "fingerprint"),
)

# Deferred, so that a source can be read again in one transaction: its passages go and come back before the check.
evidence = Table(
    "evidence",
    metadata,
    Column("id", Text, primary_key=True),
    Column("claim_id", Text, ForeignKey("findings.claim_id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column(
        "passage_id",
        Text,
        ForeignKey("passages.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
        index=True,
    ),
    Column("source_id", Text, ForeignKey("sources.id"), nullable=False, index=True),
    Column("segments", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("checks", Text, nullable=False),
    Column("attribution", Text, nullable=False),
    Index("evidence_in_order", "claim_id", "position"),
)

# No foreign key to claims: a person's switch outlives the claims it was made on and holds again when they come back.
marks = Table(
    "marks",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("work_id", Text, ForeignKey("sources.id"), nullable=False, index=True),
    Column("checkable", Boolean, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

_TRIGGERS = tuple(
    f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON log "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)


def statements() -> tuple[CreateTable | CreateIndex | str, ...]:
    """Everything to run, in order, to lay out an empty case."""
    made: list[CreateTable | CreateIndex | str] = []
    for table in metadata.sorted_tables:
        made.append(CreateTable(table))
        made.extend(CreateIndex(index) for index in sorted(table.indexes, key=lambda i: str(i.name)))
    return (*made, *_TRIGGERS)

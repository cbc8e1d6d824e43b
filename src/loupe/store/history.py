"""What the log says the case must hold, held against what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from loupe.model import to_plain
from loupe.store import checks, log, rows, sources, tables


class _Expected:
    """The state that the entries of the log, told one after the other, lead to."""

    def __init__(self) -> None:
        self.sources: dict[str, dict[str, Any]] = {}
        self.claims: dict[str, str] = {}
        self.findings: dict[str, str] = {}
        self.marks: dict[str, tuple[str, bool]] = {}

    def tell(self, action: str, payload: dict[str, Any]) -> None:
        """Take in one entry."""
        if action in ("source added", "source read again"):
            before = self.sources.get(payload["id"])
            self.sources[payload["id"]] = payload
            if before is not None and before["text_sha256"] != payload["text_sha256"]:
                self.claims.pop(payload["id"], None)
            if before is not None:
                # Reading a source again may have taken findings of any work with it.
                self.findings.clear()
        elif action == "source changed":
            self.sources[payload["id"]] |= payload["new"]
        elif action == "claims saved":
            self.claims[payload["work"]] = payload["claims_sha256"]
            self.findings.pop(payload["work"], None)
        elif action == "case upgraded":
            self.claims.update(payload["claims"])
        elif action == "check begun":
            self.findings.pop(payload["work"], None)
        elif action == "check finished":
            self.findings[payload["work"]] = payload["findings_sha256"]
        elif action == "mark":
            self.marks[payload["claim"]] = (payload["work"], payload["checkable"])


def contradictions(connection: Connection) -> Iterator[tuple[str, str]]:
    """Where the case is not what its log tells: pairs of an id and a sentence."""
    expected = _Expected()
    for entry in log.read(connection):
        expected.tell(entry.action, entry.payload)
    yield from _about_sources(connection, expected)
    for work_id, seal in sorted(expected.claims.items()):
        if checks.claims_seal(connection, work_id) != seal:
            yield work_id, f"The claims of {work_id} are not those that the log says were saved."
    for work_id, seal in sorted(expected.findings.items()):
        if checks.findings_seal(connection, work_id) != seal:
            yield work_id, f"The findings of {work_id} are not those that the log says were reached."
    table = tables.marks
    marks = {r.claim_id: (r.work_id, r.checkable) for r in connection.execute(select(table))}
    for claim_id in sorted(marks.keys() | expected.marks.keys()):
        if marks.get(claim_id) != expected.marks.get(claim_id):
            yield claim_id, f"The mark on claim {claim_id} is not the one that the log tells of."


def _about_sources(connection: Connection, expected: _Expected) -> Iterator[tuple[str, str]]:
    kept = {source.id: source for source in sources.listed(connection, None)}
    for id_ in sorted(kept.keys() | expected.sources.keys()):
        source, told = kept.get(id_), expected.sources.get(id_)
        if source is None:
            yield id_, f"The log tells of a source {id_} that is gone from the case."
            continue
        if told is None:
            yield id_, f"Source {id_} is in the case, but the log does not tell of it."
            continue
        plain = to_plain(source)
        if wrong := sorted(name for name in plain if plain[name] != told.get(name)):
            yield id_, f"What the case says of {source.label} ({id_}) is not what the log tells: {', '.join(wrong)}."
        if rows.seal(sources.passage_rows(connection, id_)) != told["passages_sha256"]:
            yield id_, f"The passages of {source.label} ({id_}) are not those that the log says were added."

"""The check of a work: its claims, their findings, and a person's switches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from loupe.model import Claim, Evidence, Finding, canonical_json
from loupe.model.errors import IdUnknown
from loupe.store import log, rows, tables
from loupe.store.quotes import refuse_false_quotes, refuse_loose_quote
from loupe.store.sources import Text, chunks, one


def save_claims(connection: Connection, text: Text, actor: str, work_id: str, claims: Sequence[Claim]) -> None:
    """Make these the claims of the work; findings of claims that are not among them go."""
    work = one(connection, work_id)
    words = text(work.text_sha256) if work.text_sha256 else ""
    for claim in claims:
        if claim.work_id != work_id:
            raise ValueError(f"claim {claim.id} belongs to {claim.work_id}, not to {work_id}")
        refuse_loose_quote(claim.id, claim.quote, claim.locator, words)
    table = tables.claims
    before = connection.execute(select(table.c.id).where(table.c.work_id == work_id)).scalars()
    gone = sorted(set(before) - {claim.id for claim in claims})
    for chunk in chunks(gone):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))
    if claims:
        put = upsert(table)
        replaced = {c.name: put.excluded[c.name] for c in table.columns if not c.primary_key}
        put = put.on_conflict_do_update(index_elements=["id"], set_=replaced)
        connection.execute(put, [rows.claim_row(claim) for claim in claims])
    payload = {
        "work": work_id,
        "claims": len(claims),
        "checkable": sum(claim.checkable for claim in claims),
        "removed": len(gone),
        "claims_sha256": claims_seal(connection, work_id),
    }
    log.append(connection, actor, [("claims saved", payload)])


def claims_of(connection: Connection, text: Text, work_id: str) -> tuple[Claim, ...]:
    """The claims of a work in order; raises CaseDamaged for a quote that is not in the text."""
    table = tables.claims
    question = select(table).where(table.c.work_id == work_id).order_by(table.c.ordinal, table.c.id)
    claims = tuple(rows.claim_from(row._asdict()) for row in connection.execute(question))
    refuse_false_quotes(connection, text, claims)
    return claims


def save_findings(
    connection: Connection,
    text: Text,
    actor: str,
    work_id: str,
    fingerprint: str,
    findings: Sequence[Finding],
    made_with: Mapping[str, str],
) -> None:
    """Save findings, each in place of the one its claim had; the log tells when the last claim of the work has one."""
    if not findings:
        return
    _refuse_loose_evidence(connection, text, work_id, findings)
    if not done(connection, work_id, fingerprint):
        begun: dict[str, Any] = {"work": work_id, "fingerprint": fingerprint}
        if made_with:
            begun["made_with"] = dict(made_with)
        log.append(connection, actor, [("check begun", begun)])
    for chunk in chunks([finding.claim.id for finding in findings]):
        connection.execute(delete(tables.findings).where(tables.findings.c.claim_id.in_(chunk)))
    connection.execute(
        insert(tables.findings),
        [
            {
                "claim_id": finding.claim.id,
                "work_id": work_id,
                "fingerprint": fingerprint,
                "claim": canonical_json(finding.claim),
                "verdict": canonical_json(finding.verdict),
            }
            for finding in findings
        ],
    )
    if cards := [rows.evidence_row(card, n) for finding in findings for n, card in enumerate(finding.evidence)]:
        connection.execute(insert(tables.evidence), cards)
    _log_when_finished(connection, actor, work_id, fingerprint)


def findings_of(
    connection: Connection, text: Text, work_id: str | None = None, *, claim_id: str | None = None
) -> tuple[Finding, ...]:
    """The findings of a work, or that of one claim, by the order of the claims, evidence in the order it was saved in.

    Raises CaseDamaged for a quote that is not in the text.
    """
    cards: dict[str, list[Evidence]] = {}
    table = tables.findings
    wanted = table.c.work_id == work_id if claim_id is None else table.c.claim_id == claim_id
    question = (
        select(tables.evidence)
        .join_from(tables.evidence, tables.findings, tables.evidence.c.claim_id == tables.findings.c.claim_id)
        .where(wanted)
        .order_by(tables.evidence.c.claim_id, tables.evidence.c.position)
    )
    for row in connection.execute(question):
        cards.setdefault(row.claim_id, []).append(rows.evidence_from(row._asdict()))
    found = connection.execute(
        select(tables.findings.c.claim_id, tables.findings.c.claim, tables.findings.c.verdict)
        .join_from(tables.findings, tables.claims, tables.findings.c.claim_id == tables.claims.c.id)
        .where(wanted)
        .order_by(tables.claims.c.ordinal, tables.claims.c.id)
    )
    findings = tuple(
        Finding(rows.claim_from_json(id_, claim), tuple(cards.get(id_, ())), rows.verdict_from_json(id_, verdict))
        for id_, claim, verdict in found
    )
    refuse_false_quotes(connection, text, chain.from_iterable((f.claim, *f.evidence) for f in findings))
    return findings


def done(connection: Connection, work_id: str, fingerprint: str) -> frozenset[str]:
    """The ids of the work's claims whose finding was saved under this fingerprint."""
    table = tables.findings
    question = select(table.c.claim_id).where(table.c.work_id == work_id, table.c.fingerprint == fingerprint)
    return frozenset(connection.execute(question).scalars())


def made_with(connection: Connection, work_id: str) -> dict[str, dict[str, str]]:
    """What each finding of a work was made with, by claim; empty where that was not told when it was saved."""
    told: dict[str, dict[str, str]] = {}
    for entry in log.read(connection, "check begun"):
        if entry.payload.get("work") == work_id:
            given = entry.payload.get("made_with", {})
            if isinstance(given, dict):
                told[str(entry.payload.get("fingerprint"))] = {str(k): str(v) for k, v in given.items()}
    table = tables.findings
    question = (
        select(table.c.claim_id, table.c.fingerprint).where(table.c.work_id == work_id).order_by(table.c.claim_id)
    )
    return {row.claim_id: told.get(row.fingerprint, {}) for row in connection.execute(question)}


def mark(connection: Connection, claim_id: str, checkable: bool, who: str, why: str) -> None:
    """Keep a person's word on whether a claim is to be checked; the latest holds, the log has them all."""
    table = tables.claims
    work_id = connection.execute(select(table.c.work_id).where(table.c.id == claim_id)).scalar_one_or_none()
    if work_id is None:
        raise IdUnknown(f"There is no claim {claim_id} in the case.")
    row = {"claim_id": claim_id, "work_id": work_id, "checkable": checkable, "who": who, "why": why}
    put = upsert(tables.marks).values(row).on_conflict_do_update(index_elements=["claim_id"], set_=row)
    connection.execute(put)
    log.append(connection, who, [("mark", {"claim": claim_id, "work": work_id, "checkable": checkable, "why": why})])


def marks_of(connection: Connection, work_id: str) -> dict[str, bool]:
    """What persons said of the work's claims: claim id to checkable, by id."""
    table = tables.marks
    question = select(table.c.claim_id, table.c.checkable).where(table.c.work_id == work_id).order_by(table.c.claim_id)
    return {row.claim_id: row.checkable for row in connection.execute(question)}


def claims_seal(connection: Connection, work_id: str) -> str:
    """SHA-256 over the work's claims as they are stored."""
    table = tables.claims
    return rows.seal(connection.execute(select(table).where(table.c.work_id == work_id).order_by(table.c.id)))


def findings_seal(connection: Connection, work_id: str) -> str:
    """SHA-256 over the work's findings and their evidence as they are stored."""
    table, cards = tables.findings, tables.evidence
    ours = select(table.c.claim_id).where(table.c.work_id == work_id)
    parts = (
        select(table).where(table.c.work_id == work_id).order_by(table.c.claim_id),
        select(cards).where(cards.c.claim_id.in_(ours)).order_by(cards.c.claim_id, cards.c.position),
    )
    return rows.seal(row for part in parts for row in connection.execute(part))


def _refuse_loose_evidence(connection: Connection, text: Text, work_id: str, findings: Sequence[Finding]) -> None:
    hashes = {work_id: one(connection, work_id).text_sha256}
    for finding in findings:
        if finding.claim.work_id != work_id or finding.verdict.claim_id != finding.claim.id:
            raise ValueError(f"the finding of claim {finding.claim.id} does not belong to {work_id}")
        refuse_loose_quote(finding.claim.id, finding.claim.quote, finding.claim.locator, text(hashes[work_id] or ""))
        for card in finding.evidence:
            if card.claim_id != finding.claim.id:
                raise ValueError(f"evidence {card.id} belongs to {card.claim_id}, not to {finding.claim.id}")
            if card.source_id not in hashes:
                hashes[card.source_id] = one(connection, card.source_id).text_sha256
            refuse_loose_quote(card.id, card.quote, card.locator, text(hashes[card.source_id] or ""))


def _log_when_finished(connection: Connection, actor: str, work_id: str, fingerprint: str) -> None:
    table = tables.findings
    claims = select(func.count()).select_from(tables.claims).where(tables.claims.c.work_id == work_id)
    wanted = connection.execute(claims).scalar_one()
    if len(done(connection, work_id, fingerprint)) < wanted:
        return
    verdicts = connection.execute(select(table.c.claim_id, table.c.verdict).where(table.c.work_id == work_id))
    labels = Counter(rows.verdict_from_json(id_, verdict).label for id_, verdict in verdicts)
    payload: dict[str, Any] = {
        "work": work_id,
        "fingerprint": fingerprint,
        "verdicts": dict(labels),
        "findings_sha256": findings_seal(connection, work_id),
    }
    log.append(connection, actor, [("check finished", payload)])

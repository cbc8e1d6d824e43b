"""Values to rows of the case and back, exactly; a row that does not hold its value raises CaseDamaged naming it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from loupe.model import (
    Claim,
    ClaimKind,
    Evidence,
    Filled,
    Grade,
    Locator,
    Origin,
    Passage,
    PassageKind,
    Problem,
    Role,
    Search,
    Source,
    Stance,
    Verdict,
    VerdictLabel,
    canonical_json,
    web_address,
)
from loupe.store.expect import maybe, number, one_of, packed_texts, sha256, telling, text, texts, truth, whole
from loupe.store.places import locator_from_json, pack_locator, pack_recognised, unpack_locator, unpack_recognised
from loupe.store.tables import SOURCE_COLUMNS

PassageRow: TypeAlias = tuple[str, int, str, str, str | None, int, int, str]

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PLAIN = ("title", "maker", "publisher", "published", "came_from", "reader", "part_of")


def seal(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over rows in order, so that an entry of the log binds every one of their fields."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def source_row(source: Source) -> dict[str, Any]:
    """A source as the values of its columns."""
    row = {name: getattr(source, name) for name in SOURCE_COLUMNS}
    row["draws_on"] = _dump(source.draws_on)
    row["notes"] = _dump(source.notes)
    row["problem"] = canonical_json(source.problem) if source.problem else None
    return row


def source_from(row: Mapping[str, Any]) -> Source:
    """The source that ``source_row`` wrote."""
    with telling(f"source {row['id']}"):
        return Source(
            id=text(row["id"]),
            sha256=sha256(row["sha256"]) if row["sha256"] != "" else "",
            name=text(row["name"]),
            format=text(row["format"]),
            size=whole(row["size"]),
            role=one_of(row["role"], Role),
            kind=text(row["kind"]),
            reliability=one_of(row["reliability"], Grade),
            draws_on=packed_texts(row["draws_on"]),
            text_sha256=maybe(row["text_sha256"], sha256),
            characters=whole(row["characters"]),
            words=whole(row["words"]),
            passages=whole(row["passages"]),
            problem=maybe(row["problem"], _problem),
            notes=packed_texts(row["notes"]),
            words_sha256=maybe(row["words_sha256"], sha256),
            address=maybe(row["address"], _address),
            **{name: maybe(row[name], text) for name in _PLAIN},
        )


def _address(value: Any) -> str:
    """Pages link to it: an address that another program wrote into the case must not lead elsewhere than to the web."""
    if (address := web_address(text(value))) is None or address != value:
        raise ValueError("a web address is none")
    return address


def _problem(packed: Any) -> Problem:
    values = json.loads(text(packed))
    return Problem(text(values["code"]), text(values["message"]), text(values["hint"]))


def passage_row(passage: Passage) -> PassageRow:
    """A passage as a tuple in the order of the table's columns; its text is left to the blob."""
    locator = passage.locator
    return (
        passage.source_id,
        passage.ordinal,
        passage.id,
        passage.kind,
        passage.speaker,
        locator.start,
        locator.end,
        pack_recognised(locator, passage.read_by, passage.confidence),
    )


def passage_from(row: Any, words: str) -> Passage:
    """The passage of a row, its words cut from the source's stored text."""
    source_id, ordinal, id_, kind, speaker, start, end, segments = row
    with telling(f"passage {id_}"):
        locator, read_by, confidence = unpack_recognised(segments)
        if (start, end) != (locator.start, locator.end) or end > len(words):
            raise ValueError("the passage does not lie in its text")
        return Passage(
            text(id_),
            text(source_id),
            whole(ordinal),
            one_of(kind, PassageKind),
            maybe(speaker, text),
            locator,
            words[start:end],
            read_by,
            confidence,
        )


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as the values of its columns."""
    return {
        "id": claim.id,
        "work_id": claim.work_id,
        "ordinal": claim.ordinal,
        "line": claim.line,
        "segments": pack_locator(claim.locator),
        "quote": claim.quote,
        "text": claim.text,
        "speaker": claim.speaker,
        "attribution": _dump(claim.attribution),
        "kinds": _dump(claim.kinds),
        "checkable": claim.checkable,
        "why_not": claim.why_not,
        "filled": canonical_json(claim.filled),
    }


def claim_from(row: Mapping[str, Any]) -> Claim:
    """The claim that ``claim_row`` wrote."""
    with telling(f"claim {row['id']}"):
        return _claim(
            row,
            unpack_locator(row["segments"]),
            packed_texts(row["attribution"]),
            packed_texts(row["kinds"]),
            json.loads(text(row["filled"])),
        )


def _claim(
    values: Mapping[str, Any], locator: Locator, attribution: tuple[str, ...], kinds: tuple[str, ...], filled: Any
) -> Claim:
    return Claim(
        id=text(values["id"]),
        work_id=text(values["work_id"]),
        ordinal=whole(values["ordinal"]),
        line=whole(values["line"]),
        locator=locator,
        quote=text(values["quote"]),
        text=text(values["text"]),
        speaker=maybe(values["speaker"], text),
        attribution=attribution,
        kinds=tuple(one_of(kind, ClaimKind) for kind in kinds),
        checkable=truth(values["checkable"]),
        why_not=text(values["why_not"]),
        filled=tuple(_filled(one) for one in filled),
    )


def _filled(values: Mapping[str, Any]) -> Filled:
    return Filled(
        start=whole(values["start"]),
        end=whole(values["end"]),
        words=text(values["words"]),
        shown=text(values["shown"]),
        by=text(values["by"]),
        passage_id=maybe(values["passage_id"], text),
        from_start=maybe(values["from_start"], whole),
        from_end=maybe(values["from_end"], whole),
        score=number(values["score"]),
        reason=text(values["reason"]),
    )


def evidence_row(evidence: Evidence, position: int) -> dict[str, Any]:
    """A piece of evidence as the values of its columns; ``position`` keeps the order it was saved in."""
    return {
        "id": evidence.id,
        "claim_id": evidence.claim_id,
        "position": position,
        "passage_id": evidence.passage_id,
        "source_id": evidence.source_id,
        "segments": pack_locator(evidence.locator),
        "quote": evidence.quote,
        "stance": evidence.stance,
        "score": evidence.score,
        "reasons": _dump(evidence.reasons),
        "checks": _dump(evidence.checks),
        "attribution": _dump(evidence.attribution),
    }


def evidence_from(row: Mapping[str, Any]) -> Evidence:
    """The evidence that ``evidence_row`` wrote."""
    with telling(f"evidence {row['id']}"):
        return Evidence(
            id=text(row["id"]),
            claim_id=text(row["claim_id"]),
            passage_id=text(row["passage_id"]),
            source_id=text(row["source_id"]),
            locator=unpack_locator(row["segments"]),
            quote=text(row["quote"]),
            stance=one_of(row["stance"], Stance),
            score=number(row["score"]),
            reasons=packed_texts(row["reasons"]),
            checks=packed_texts(row["checks"]),
            attribution=packed_texts(row["attribution"]),
        )


def claim_from_json(claim_id: str, packed: Any) -> Claim:
    """The claim of a finding, as it was judged, from its canonical JSON."""
    with telling(f"the finding of {claim_id}"):
        values = json.loads(text(packed))
        claim = _claim(
            values,
            locator_from_json(values["locator"]),
            texts(values["attribution"]),
            texts(values["kinds"]),
            values.get("filled", []),  # a finding of the first layout has none
        )
        if claim.id != claim_id:
            raise ValueError("the claim of another finding")
        return claim


def verdict_from_json(claim_id: str, packed: Any) -> Verdict:
    """The verdict of a finding from its canonical JSON."""
    with telling(f"the finding of {claim_id}"):
        values = json.loads(text(packed))
        if values["claim_id"] != claim_id:
            raise ValueError("the verdict of another finding")
        search = values["search"]
        return Verdict(
            claim_id=text(values["claim_id"]),
            label=one_of(values["label"], VerdictLabel),
            supporting=whole(values["supporting"]),
            contradicting=whole(values["contradicting"]),
            rule=text(values["rule"]),
            trace=texts(values["trace"]),
            origins=tuple(
                Origin(text(o["label"]), texts(o["evidence_ids"]), texts(o["why"]), truth(o["circular"]))
                for o in values["origins"]
            ),
            search=Search(
                texts(search["queries"]),
                whole(search["sources"]),
                whole(search["passages"]),
                whole(search["candidates"]),
            ),
            policy=text(values["policy"]),
        )

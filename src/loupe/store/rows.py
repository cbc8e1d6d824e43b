"""Values to rows of the case and back, exactly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from loupe.model import (
    Claim,
    Evidence,
    Locator,
    MailPlace,
    Origin,
    PagePlace,
    ParagraphPlace,
    Passage,
    Place,
    Problem,
    Search,
    Segment,
    Source,
    TimePlace,
    Verdict,
    canonical_json,
    locator_from_plain,
)
from loupe.store.tables import SOURCE_COLUMNS

PassageRow: TypeAlias = tuple[str, int, str, str, str | None, int, int, str]

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PACK: dict[type[Place], Callable[[Any], list[Any]]] = {
    PagePlace: lambda p: ["page", p.page, *p.box],
    TimePlace: lambda p: ["time", p.start_ms, p.end_ms, p.cue],
    ParagraphPlace: lambda p: ["paragraph", p.number, p.line, p.part],
    MailPlace: lambda p: ["mail", p.header, p.paragraph],
}
_UNPACK: dict[str, Callable[..., Place]] = {
    "page": lambda page, *box: PagePlace(page, box),
    "time": TimePlace,
    "paragraph": ParagraphPlace,
    "mail": MailPlace,
}


def pack_locator(locator: Locator) -> str:
    """A locator as JSON ``[[start, end, place kind, ...], ...]``: a third of the size and time of the general form."""
    return _dump([[s.start, s.end, *_PACK[type(s.place)](s.place)] for s in locator.segments])


def unpack_locator(packed: str) -> Locator:
    """The locator that ``pack_locator`` wrote."""
    return Locator(tuple(Segment(s[0], s[1], _UNPACK[s[2]](*s[3:])) for s in json.loads(packed)))


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
    values = {**row}
    values["draws_on"] = tuple(json.loads(values["draws_on"]))
    values["notes"] = tuple(json.loads(values["notes"]))
    values["problem"] = Problem(**json.loads(values["problem"])) if values["problem"] else None
    return Source(**values)


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
        pack_locator(locator),
    )


def passage_from(row: Any, text: str) -> Passage:
    """The passage of a row, its words cut from the source's stored text."""
    source_id, ordinal, id_, kind, speaker, start, end, segments = row
    return Passage(id_, source_id, ordinal, kind, speaker, unpack_locator(segments), text[start:end])


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
    }


def claim_from(row: Mapping[str, Any]) -> Claim:
    """The claim that ``claim_row`` wrote."""
    values = {**row}
    values["locator"] = unpack_locator(values.pop("segments"))
    values["attribution"] = tuple(json.loads(values["attribution"]))
    values["kinds"] = tuple(json.loads(values["kinds"]))
    return Claim(**values)


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
    values = {**row}
    del values["position"]
    values["locator"] = unpack_locator(values.pop("segments"))
    for name in ("reasons", "checks", "attribution"):
        values[name] = tuple(json.loads(values[name]))
    return Evidence(**values)


def claim_from_json(text: str) -> Claim:
    """The claim whose canonical JSON this is."""
    values = json.loads(text)
    values["locator"] = locator_from_plain(values["locator"])
    values["attribution"] = tuple(values["attribution"])
    values["kinds"] = tuple(values["kinds"])
    return Claim(**values)


def verdict_from_json(text: str) -> Verdict:
    """The verdict whose canonical JSON this is."""
    values = json.loads(text)
    values["trace"] = tuple(values["trace"])
    values["origins"] = tuple(
        Origin(o["label"], tuple(o["evidence_ids"]), tuple(o["why"]), o["circular"]) for o in values["origins"]
    )
    search = values["search"]
    values["search"] = Search(tuple(search["queries"]), search["sources"], search["passages"], search["candidates"])
    return Verdict(**values)

"""The work's lines become claims: one assertion each, with its exact words and what kind of thing it asserts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.checking.checkable import kinds_of, why_not_checkable
from loupe.language import read_sentence, split_clauses, split_sentences
from loupe.model import Claim, Locator, Passage, Segment, content_id

__all__ = ["extract_claims", "spoken_on"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage inside a run: where its text begins in the run's joined text."""

    at: int
    passage: Passage
    line: int


def extract_claims(
    passages: Sequence[Passage], stored: str, marks: Mapping[str, bool] | None = None
) -> tuple[Claim, ...]:
    """The claims of a work in the order of its lines, the lines nobody can check included and marked so.

    ``passages`` are the work's, in order, and ``stored`` its stored text; lines count passages from 1. Sentences may
    run over several subtitle cues of one speaker. ``marks`` are a person's switches by claim id: True makes a line
    checkable, False takes it out.
    """
    marks = marks or {}
    claims: list[Claim] = []
    for text, pieces in _runs(passages, stored):
        for start, end in split_sentences(text):
            for claim in _claims_of(text[start:end], start, pieces):
                whole = replace(claim, ordinal=len(claims), quote=stored[claim.locator.start : claim.locator.end])
                decided = marks.get(claim.id)
                claims.append(whole if decided is None else _switched(whole, decided))
    return tuple(claims)


def _runs(passages: Sequence[Passage], stored: str) -> Iterator[tuple[str, list[_Piece]]]:
    """Passages that are spoken on: consecutive cues of one speaker joined by a blank; any other passage by itself."""
    text, pieces = "", list[_Piece]()
    for line, passage in enumerate(passages, start=1):
        if passage.kind in ("heading", "header"):
            continue
        joins = pieces and spoken_on(pieces[-1].passage, passage, stored)
        if pieces and not joins:
            yield text, pieces
            text, pieces = "", []
        text = f"{text} " if pieces else ""
        pieces.append(_Piece(len(text), passage, line))
        text += re.sub(r"\s", " ", passage.text)
    if pieces:
        yield text, pieces


def spoken_on(before: Passage, passage: Passage, stored: str) -> bool:
    """Whether a cue goes on where the cue before it ended: the same speaker, and at most his label in between."""
    cues = passage.kind == "cue" == before.kind and passage.speaker == before.speaker
    between = stored[before.locator.end : passage.locator.start].strip()
    return cues and (not between or between.endswith(":"))


def _claims_of(sentence: str, start: int, pieces: list[_Piece]) -> Iterator[Claim]:
    speaker = next(p for p in reversed(pieces) if p.at <= start).passage.speaker
    known = speaker if speaker and speaker.upper() not in ("NARRATOR", "VOICE-OVER", "V.O.") else None
    clauses = split_clauses(sentence)
    for clause in clauses:
        span_start, span_end = start + clause.start, start + clause.end
        words = sentence[clause.start : clause.end]
        said = read_sentence(words, known)
        inner = words[slice(*said.inner)] if said.tellers and not said.denied else words
        quoted = said.tellers and inner.lstrip()[:1] in ("“", '"')  # what is quoted says "I" for its teller
        # a sentence that cannot be checked as a whole (a question, an opinion) has no clause that can
        why_not = why_not_checkable(sentence, said, whole=len(clauses) == 1)
        locator, quote_start = _locate(pieces, span_start, span_end)
        passage = quote_start.passage
        yield Claim(
            id=content_id("c", passage.source_id, locator.start, locator.end, clause.subject or ""),
            work_id=passage.source_id,
            ordinal=0,
            line=quote_start.line,
            locator=locator,
            quote="",
            text=_self_contained(_unquoted(inner), clause.subject, said.tellers[-1] if quoted else known),
            speaker=speaker,
            attribution=tuple(dict.fromkeys(t for t in (speaker, *said.tellers) if t)),
            kinds=kinds_of(words, said),
            checkable=not why_not,
            why_not=why_not,
        )


def _locate(pieces: list[_Piece], start: int, end: int) -> tuple[Locator, _Piece]:
    segments: list[Segment] = []
    first: _Piece | None = None
    for piece in pieces:
        low, high = max(start, piece.at), min(end, piece.at + len(piece.passage.text))
        if low >= high:
            continue
        first = first or piece
        base = piece.passage.locator.start - piece.at
        segments.extend(piece.passage.locator.clip(base + low, base + high).segments)
    assert first is not None
    return Locator(tuple(segments)), first


def _unquoted(text: str) -> str:
    """P without the marks of the quotation it begins with."""
    text = text.strip(" ,")
    return text.strip('“”" ,') if text[:1] in ("“", '"') else text


def _self_contained(text: str, subject: str | None, known: str | None) -> str:
    """The assertion with the speaker's name for "I" and the borrowed subject put back in brackets."""
    if subject:
        text = f"[{subject}] {text}"
    name = _display(known)
    if name:
        text = re.sub(r"\bI(?:['’]m| am)\b", f"[{name}] is", text)
        text = re.sub(r"\bI(?:['’]ve| have)\b", f"[{name}] has", text)
        text = re.sub(r"\bI\b(?!\.)", f"[{name}]", text)
        text = re.sub(r"\b([Mm]y|[Mm]ine)\b", f"[{name}’s]", text)
        text = re.sub(r"\b(me|myself)\b", f"[{name}]", text)
        text = text.replace("[[", "[").replace("]]", "]")
    return text


def _display(name: str | None) -> str | None:
    if name is None:
        return None
    return name.title() if name.isupper() else name


def _switched(claim: Claim, checkable: bool) -> Claim:
    return replace(claim, checkable=checkable, why_not="" if checkable else "taken out by a person")

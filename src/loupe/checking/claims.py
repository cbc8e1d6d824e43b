"""The work's lines become claims: one assertion each, with its exact words and what kind of thing it asserts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.checking.checkable import kinds_of, why_not_checkable
from loupe.checking.runs import Piece, locate, runs, spoken_on
from loupe.checking.selfcontained import Meant, read_work
from loupe.checking.years import read_years
from loupe.language import read_sentence, split_clauses, split_sentences
from loupe.language.parsing import Parser
from loupe.model import Claim, Filled, Passage, content_id

__all__ = ["extract_claims", "spoken_on"]


def extract_claims(
    passages: Sequence[Passage], stored: str, marks: Mapping[str, bool] | None = None, parser: Parser | None = None
) -> tuple[Claim, ...]:
    """The claims of a work in the order of its lines, the lines nobody can check included and marked so.

    ``passages`` are the work's, in order, and ``stored`` its stored text; lines count passages from 1. Sentences may
    run over several subtitle cues of one speaker. ``marks`` are a person's switches by claim id: True makes a line
    checkable, False takes it out. Claims say who "I" is and which year "that year" is; with a ``parser`` they also
    name whom "he" and "it" mean, where that is sure enough. Neither changes which claims there are.
    """
    marks = marks or {}
    claims: list[Claim] = []
    meant: dict[int, list[Meant]] = {}
    for one in _all_meant(passages, stored, parser):
        meant.setdefault(one.run, []).append(one)
    for run, (text, pieces) in enumerate(runs(passages, stored)):
        for start, end in split_sentences(text):
            here = [one for one in meant.get(run, ()) if start <= one.start and one.end <= end]
            for claim in _claims_of(text[start:end], start, pieces, here):
                whole = replace(claim, ordinal=len(claims), quote=stored[claim.locator.start : claim.locator.end])
                decided = marks.get(claim.id)
                claims.append(whole if decided is None else _switched(whole, decided))
    return tuple(claims)


def _all_meant(passages: Sequence[Passage], stored: str, parser: Parser | None) -> list[Meant]:
    """What pronouns, short names and years mean, in order and without overlaps."""
    years = read_years(passages, stored)
    named = read_work(passages, stored, parser) if parser else ()
    free = [y for y in years if not any(n.run == y.run and n.start < y.end and y.start < n.end for n in named)]
    return sorted((*named, *free), key=lambda one: (one.run, one.start))


def _claims_of(sentence: str, start: int, pieces: list[Piece], meant: Sequence[Meant]) -> Iterator[Claim]:
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
        locator, quote_start = locate(pieces, span_start, span_end)
        passage = quote_start.passage
        text, filled = _self_contained(
            _Words(inner, span_start + (said.inner[0] if inner is not words else 0)),
            clause.subject,
            said.tellers[-1] if quoted else known,
            meant,
            span_start,
        )
        yield Claim(
            id=content_id("c", passage.source_id, locator.start, locator.end, clause.subject or ""),
            work_id=passage.source_id,
            ordinal=0,
            line=quote_start.line,
            locator=locator,
            quote="",
            text=text,
            speaker=speaker,
            attribution=tuple(dict.fromkeys(t for t in (speaker, *said.tellers) if t)),
            kinds=kinds_of(words, said),
            checkable=not why_not,
            why_not=why_not,
            filled=filled,
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """A part of a run's text and where it begins there."""

    text: str
    at: int

    def unquoted(self) -> _Words:
        """The words without the marks of the quotation they begin with."""
        text = self.text.strip(" ,")
        text = text.strip('“”" ,') if text[:1] in ("“", '"') else text
        return _Words(text, self.at + self.text.index(text))


_HOLD = 0xE000
"""The first of the private characters that hold the places of guesses while the rest of a text is put right."""
_MOST = 64


def _self_contained(
    words: _Words, subject: str | None, known: str | None, meant: Sequence[Meant], clause: int
) -> tuple[str, tuple[Filled, ...]]:
    """The assertion with the speaker's name for "I", the borrowed subject put back and the guesses in, all bracketed;
    and the guesses in their order. ``clause`` is where the clause begins in its run."""
    words = words.unquoted()
    text, filled = words.text, list[Filled]()
    low, high = words.at, words.at + len(words.text)
    lent = _lent(subject, meant, clause)
    if not any(_HOLD <= ord(c) < _HOLD + _MOST for c in text):
        inside = [m for m in meant if low <= m.start and m.end <= high and not _named_inside(m, low)][: _MOST - 1]
        for number, one in reversed(list(enumerate(inside, start=1))):
            text = text[: one.start - low] + chr(_HOLD + number) + text[one.end - low :]
        filled = [one.filled for one in inside]
    text = _with_speaker(f"[{subject}] {text}" if subject and not lent else text, known)
    for number, guess in enumerate(filled, start=1):
        text = text.replace(chr(_HOLD + number), guess.shown)
    if lent:
        text = f"{lent.shown} {text}"
    return text, (lent, *filled) if lent else tuple(filled)


def _lent(subject: str | None, meant: Sequence[Meant], clause: int) -> Filled | None:
    """The guess for a borrowed subject that is a pronoun: "he" of the clause before."""
    if not subject:
        return None
    found = [m for m in meant if m.end <= clause and m.filled.words == subject]
    return found[-1].filled if found else None


def _named_inside(meant: Meant, low: int) -> bool:
    """Whether the name stands in the same assertion, which then can be read as it is."""
    return meant.from_run == meant.run and meant.from_start is not None and low <= meant.from_start < meant.start


def _with_speaker(text: str, known: str | None) -> str:
    """The speaker's name, in brackets, for "I"."""
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

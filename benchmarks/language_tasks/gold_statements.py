"""The hand-annotated statements of `gold/statements`: read, checked, and compared with other readings of the same text.

Nothing here extracts anything. A file is JSON lines, one sentence a line, in the form that the folder's README shows;
every span is in characters of the sentence's text, half open. Horizon sentences are kept without their words: the text
is cut from the reader's own copy of the transcripts, and is None where there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from loupe.model.statements import MODALITIES, ParticipantRole, Statement

__all__ = [
    "FILES",
    "FOLDER",
    "Agreement",
    "GoldParticipant",
    "GoldSentence",
    "GoldStatement",
    "Span",
    "compare_statements",
    "find_problems",
    "from_statement",
    "meet_statements",
    "part_of",
    "read_gold",
]

Span = tuple[int, int]
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "benchmarks" / "gold" / "statements"
FILES = ("demo.jsonl", "horizon.jsonl")
_ROLES = frozenset(get_args(ParticipantRole))


@dataclass(frozen=True, slots=True)
class GoldParticipant:
    """Who or what takes part, and as what; ``refers`` is the phrase of the sentence that a pronoun stands for."""

    role: str
    span: Span
    refers: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One statement as a person read it; ``chain`` holds the tellers' spans, outermost first."""

    event: str
    verb: Span
    denied: bool
    modality: str
    chain: tuple[Span, ...]
    participants: tuple[GoldParticipant, ...]
    place: Span | None
    times: tuple[Span, ...]
    quantities: tuple[Span, ...]

    def spans(self) -> Iterable[Span]:
        """Every span of the statement, in a fixed order."""
        yield self.verb
        yield from self.chain
        for participant in self.participants:
            yield participant.span
            if participant.refers:
                yield participant.refers
        if self.place:
            yield self.place
        yield from self.times
        yield from self.quantities


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence of a file, with all statements that a person found in it: possibly none.

    ``pieces`` are half-open character ranges of the file that, set one behind the other, with each line break as one
    blank, are the sentence; what lies between them is markup or a time code. ``sha256`` is that of the text in UTF-8.
    ``text`` is None where the file is absent. ``part`` is ``build`` or ``once``: the second is looked at once.
    """

    id: str
    file: str
    pieces: tuple[Span, ...]
    sha256: str
    part: str
    statements: tuple[GoldStatement, ...]
    text: str | None

    @property
    def start(self) -> int:
        """Where the first piece begins in the file."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends in the file."""
        return self.pieces[-1][1]


def read_gold(bench: Path | None, *names: str, folder: Path = FOLDER) -> tuple[GoldSentence, ...]:
    """The sentences of the files named (both when none is), in the files' order.

    ``bench`` is the folder of the benchmark data; without it, or where a transcript is not in it, the sentences of
    Horizon come without text. A line that is not of the documented form raises KeyError, TypeError or ValueError.
    """
    texts: dict[str, str | None] = {}
    sentences = []
    for name in names or FILES:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["file"] not in texts:
                texts[row["file"]] = _read_source(row["file"], bench)
            sentences.append(_sentence(row, texts[row["file"]]))
    return tuple(sentences)


def find_problems(sentences: Sequence[GoldSentence]) -> list[str]:
    """What is wrong with them, a line each; empty when all is well.

    Checked without text: ids are single, pieces ascend, the part is the one that the hash gives, roles and modalities
    are legal, the event is a lower-case word, spans lie in the sentence. With text: the hash is the text's, and no span
    begins or ends in white space or inside a word.
    """
    problems = []
    seen: set[str] = set()
    for sentence in sentences:
        if sentence.id in seen:
            problems.append(f"{sentence.id}: this id stands twice")
        seen.add(sentence.id)
        problems += [f"{sentence.id}: {problem}" for problem in _problems(sentence)]
    return problems


def part_of(sha256: str) -> str:
    """The part that a sentence belongs to: ``build`` when its hash is even, ``once`` when it is odd."""
    return "once" if int(sha256[-1], 16) % 2 else "build"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two readings of the same sentences agree: F1 in [0, 1], and shares of the statements that met."""

    sentences: int
    statements: tuple[int, int]
    met: int
    verb_f1: float
    event_f1: float
    role_f1: float
    denied: float
    modality: float
    chain: float


def compare_statements(gold: Sequence[Sequence[GoldStatement]], other: Sequence[Sequence[GoldStatement]]) -> Agreement:
    """Compare two readings, sentence by sentence, by the rules at the end of the guideline.

    Statements meet one to one in the order of their verbs when the verbs' spans overlap. A participant is met when its
    statement is, the role is the same, and the spans share at least half of their joint characters. Chains agree
    when they have as many tellers, each overlapping. Readings of different length raise ValueError.
    """
    pairs = [pair for a, b in zip(gold, other, strict=True) for pair in meet_statements(a, b)]
    counts = (sum(map(len, gold)), sum(map(len, other)))
    roles = tuple(sum(len(s.participants) for found in side for s in found) for side in (gold, other))
    same_role = sum(_shared_roles(a.participants, b.participants) for a, b in pairs)
    return Agreement(
        sentences=len(gold),
        statements=counts,
        met=len(pairs),
        verb_f1=_f1(len(pairs), sum(counts)),
        event_f1=_f1(sum(a.event == b.event for a, b in pairs), sum(counts)),
        role_f1=_f1(same_role, sum(roles)),
        denied=_share([a.denied == b.denied for a, b in pairs]),
        modality=_share([a.modality == b.modality for a, b in pairs]),
        chain=_share([_same_chain(a.chain, b.chain) for a, b in pairs]),
    )


def from_statement(statement: Statement, sentence: str, offset: int = 0) -> GoldStatement:
    """A statement that a program read, in the form that it is compared in.

    ``offset`` is where the sentence begins in the passage that the offsets count from. A teller is put where
    his words first stand in the sentence, or, when they do not, at the empty span [0, 0), which meets nothing.
    """
    found = ((sentence.find(teller), len(teller)) for teller in statement.chain)
    return GoldStatement(
        event=statement.event,
        verb=(statement.verb[0] - offset, statement.verb[1] - offset),
        denied=statement.denied,
        modality=statement.modality,
        chain=tuple((at, at + length) if at >= 0 else (0, 0) for at, length in found),
        participants=tuple(GoldParticipant(p.role, (p.start - offset, p.end - offset)) for p in statement.participants),
        place=(statement.place[0] - offset, statement.place[1] - offset) if statement.place else None,
        times=tuple((time.start_at - offset, time.end_at - offset) for time in statement.times),
        quantities=tuple((quantity.start - offset, quantity.end - offset) for quantity in statement.quantities),
    )


def _read_source(name: str, bench: Path | None) -> str | None:
    path = ROOT / name if name.startswith("demo/") else bench and bench / name
    return path.read_bytes().decode("utf-8") if path and path.is_file() else None


def _sentence(row: dict[str, Any], source: str | None) -> GoldSentence:
    pieces = tuple(_span(piece) for piece in row["pieces"])
    text = None if source is None else "".join(source[a:b] for a, b in pieces).replace("\n", " ")
    return GoldSentence(
        row["id"],
        row["file"],
        pieces,
        row["sha256"],
        row["part"],
        tuple(_statement(statement) for statement in row["statements"]),
        text,
    )


def _statement(row: dict[str, Any]) -> GoldStatement:
    participants = (
        GoldParticipant(p["role"], _span(p["span"]), _span(p["refers"]) if "refers" in p else None)
        for p in row["participants"]
    )
    return GoldStatement(
        event=row["event"],
        verb=_span(row["verb"]),
        denied=row["denied"],
        modality=row["modality"],
        chain=tuple(map(_span, row["chain"])),
        participants=tuple(participants),
        place=_span(row["place"]) if row["place"] else None,
        times=tuple(map(_span, row["times"])),
        quantities=tuple(map(_span, row["quantities"])),
    )


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    return start, end


def _problems(sentence: GoldSentence) -> Iterable[str]:
    ends = [offset for piece in sentence.pieces for offset in piece]
    if ends != sorted(set(ends)):
        yield "its pieces do not ascend"
    if sentence.part != part_of(sentence.sha256):
        yield f"its hash does not put it into the part {sentence.part}"
    length = sum(end - start for start, end in sentence.pieces)
    if sentence.text is not None and hashlib.sha256(sentence.text.encode()).hexdigest() != sentence.sha256:
        yield "the file's text there is not the text that was annotated"
    for statement in sentence.statements:
        yield from _names_unknown(statement)
        for start, end in statement.spans():
            if not 0 <= start < end <= length:
                yield f"[{start}, {end}) lies outside the sentence"
            elif sentence.text is not None and not _is_trimmed(sentence.text, start, end):
                yield f"[{start}, {end}) does not begin and end at the border of a word"


def _names_unknown(statement: GoldStatement) -> Iterable[str]:
    if not statement.event.replace("-", "").isalpha() or not statement.event.islower():
        yield f"{statement.event!r} is no event"
    if statement.modality not in MODALITIES:
        yield f"{statement.modality!r} is no modality"
    for participant in statement.participants:
        if participant.role not in _ROLES:
            yield f"{participant.role!r} is no role"


def _is_trimmed(text: str, start: int, end: int) -> bool:
    inside = text[start:end]
    cut = (start and text[start - 1].isalnum() and inside[0].isalnum()) or (
        end < len(text) and text[end].isalnum() and inside[-1].isalnum()
    )
    return inside == inside.strip() and not cut


def meet_statements(
    a: Sequence[GoldStatement], b: Sequence[GoldStatement]
) -> list[tuple[GoldStatement, GoldStatement]]:
    """The statements of two readings of one sentence that speak of the same verb, one to one, in text order."""
    free = sorted(b, key=lambda statement: statement.verb)
    pairs = []
    for statement in sorted(a, key=lambda statement: statement.verb):
        over = [other for other in free if _overlap(statement.verb, other.verb)]
        if over:
            best = max(over, key=lambda other: other.event == statement.event)
            free.remove(best)
            pairs.append((statement, best))
    return pairs


def _shared_roles(a: Sequence[GoldParticipant], b: Sequence[GoldParticipant]) -> int:
    free = list(b)
    for participant in a:
        for other in free:
            both = _overlap(participant.span, other.span)
            joint = max(participant.span[1], other.span[1]) - min(participant.span[0], other.span[0])
            if participant.role == other.role and 2 * both >= joint:
                free.remove(other)
                break
    return len(b) - len(free)


def _same_chain(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return len(a) == len(b) and all(_overlap(x, y) for x, y in zip(a, b, strict=True))


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _f1(right: int, total: int) -> float:
    return 2 * right / total if total else 1.0


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0

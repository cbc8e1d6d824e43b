"""What persons hold and weigh about a question of the case. Told by the log alone, so nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from loupe.store.expect import number, one_of, signed, telling, text, whole
from loupe.store.log import LogEntry

__all__ = ["ACTION", "AskDecision", "AskKind", "ask_decisions", "in_force", "payload_of"]

ACTION = "hypotheses decided"
AskKind = Literal["hypothesis", "clue", "weight", "fidelity", "apart", "one origin", "attack", "asserts", "undo"]
"""What a decision is: a hypothesis held; a clue kept, with its passages; a weight; how far the reports of a clue are
trusted; that a clue is another fact than those of its origin; that two clues have one origin; that one attacks another;
that a hypothesis needs a statement; that an earlier decision is taken back."""


@dataclass(frozen=True, slots=True)
class AskDecision:
    """One decision about a question. ``fields`` hold what its kind needs, as ``payload_of`` wrote it; ``seq`` is the
    number of its entry in the log."""

    seq: int
    question: str
    kind: AskKind
    fields: Mapping[str, Any]
    who: str
    at: str
    why: str


def payload_of(question: str, kind: AskKind, fields: Mapping[str, Any], why: str) -> dict[str, Any]:
    """The entry of the log for a decision; raises ValueError where the fields are not those of its kind."""
    return {"question": question, "kind": kind, "why": why, "fields": _fields(kind, fields)}


def ask_decisions(entries: Iterable[LogEntry]) -> tuple[AskDecision, ...]:
    """Every decision in the order in which they were taken; raises CaseDamaged for an entry that does not hold one."""
    found = []
    for entry in entries:
        if entry.action != ACTION:
            continue
        with telling(f"log entry {entry.seq}"):
            kind: AskKind = one_of(entry.payload["kind"], AskKind)
            fields = _fields(kind, entry.payload["fields"])
            question, why = text(entry.payload["question"]), text(entry.payload["why"])
            found.append(AskDecision(entry.seq, question, kind, fields, entry.actor, entry.at, why))
    return tuple(found)


def in_force(decisions: Iterable[AskDecision]) -> tuple[AskDecision, ...]:
    """The decisions that nobody took back, without the taking back itself, in their order."""
    listed = tuple(decisions)
    gone = {d.fields["seq"] for d in listed if d.kind == "undo"}
    return tuple(d for d in listed if d.kind != "undo" and d.seq not in gone)


def _fields(kind: AskKind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a decision, each of the shape it must have."""
    if kind == "clue":
        passages = fields["passages"]
        if type(passages) is not list or not passages:
            raise ValueError("passages expected")
        return {"id": text(fields["id"]), "words": text(fields["words"]), "passages": [_spot(p) for p in passages]}
    shapes: dict[str, Any] = {
        "hypothesis": {"text": text},
        "weight": {"clue": whole, "hypothesis": whole, "level": signed},
        "fidelity": {"clue": whole, "fidelity": number},
        "apart": {"clue": whole},
        "one origin": {"left": whole, "right": whole},
        "attack": {"attacker": whole, "attacked": whole},
        "asserts": {"hypothesis": whole, "statement": text},
        "undo": {"seq": whole},
    }
    found = {name: shape(fields[name]) for name, shape in shapes[kind].items()}
    if kind == "weight" and found["level"] not in range(-6, 7):
        raise ValueError("a level of the scale expected")
    if kind == "fidelity" and not 0.5 <= found["fidelity"] <= 1:
        raise ValueError("a fidelity from 0.5 to 1 expected")
    return found


def _spot(plain: Any) -> dict[str, Any]:
    return {
        "passage": text(plain["passage"]),
        "source": text(plain["source"]),
        "start": whole(plain["start"]),
        "end": whole(plain["end"]),
        "quote": text(plain["quote"]),
    }

"""What persons decide of a work, claim by claim, card by card, line by line. Told by the log, never overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from loupe.model import VERDICTS
from loupe.model.errors import AlreadyDecided
from loupe.store.expect import one_of, telling, text, truth, whole
from loupe.store.log import LogEntry

__all__ = ["ACTION", "DECIDED", "Decision", "DecisionKind", "decisions", "in_force", "payload_of", "refuse_unseen"]

ACTION = "decided"
DecisionKind = Literal[
    "verdict", "text", "note", "star", "card", "split", "merge", "whole", "checkable", "private", "searched", "signed",
    "public", "view", "asked", "undo"
]  # fmt: skip
"""What a decision is: the verdict on a claim; its text made clearer; a note; a star; what a card (a passage found, or
attached by hand) says to the claim; that a claim is several; that it is the same as another; that it is neither,
whoever said so; that it can be checked, or cannot; that a note on it is private after all; a search made for it; that a
line of the work is signed off; that a source may be shown in public; that a view of the claims is kept by a name; that
an open question of the case is answered, not needed, or open again; that an earlier decision is taken back."""
DECIDED: tuple[str, ...] = (*VERDICTS, "unsure")
"""What a person may decide of a claim: a verdict, or that it stays open."""
CARD_STANCES = ("supports", "contradicts", "irrelevant")
ASKED = ("answered", "not needed", "open")
"""What a person may say of an open question of the case."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``fields`` hold what its kind needs; ``seq`` is the number of its entry in the log."""

    seq: int
    work_id: str
    kind: DecisionKind
    fields: Mapping[str, Any]
    who: str
    at: str
    why: str

    @property
    def subject(self) -> tuple[Any, ...] | None:
        """What only one decision can hold for: the later takes the earlier's place. None where all hold together."""
        match self.kind:
            case "verdict" | "text" | "star" | "checkable":
                return (self.kind, self.fields["claim"])
            case "split" | "merge" | "whole":
                return ("shape", self.fields["claim"])
            case "private":
                return ("private", self.fields["note"])
            case "card":
                return ("card", *(self.fields[name] for name in ("claim", "passage", "start", "end")))
            case "signed":
                return ("signed", self.fields["passage"])
            case "public":
                return ("public", self.fields["source"])
            case "view":
                return ("view", self.fields["name"])
            case "asked":
                return ("asked", self.fields["question"])
        return None


def payload_of(work_id: str, kind: DecisionKind, fields: Mapping[str, Any], why: str) -> dict[str, Any]:
    """The entry of the log for a decision; raises ValueError where the fields are not those of its kind."""
    return {"work": work_id, "kind": kind, "why": why, "fields": _fields(kind, fields)}


def decisions(entries: Iterable[LogEntry]) -> tuple[Decision, ...]:
    """Every decision in the order in which they were taken; raises CaseDamaged for an entry that does not hold one."""
    found = []
    for entry in entries:
        if entry.action != ACTION:
            continue
        with telling(f"log entry {entry.seq}"):
            plain = entry.payload
            kind: DecisionKind = one_of(plain["kind"], DecisionKind)
            fields = _fields(kind, plain["fields"])
            found.append(
                Decision(entry.seq, text(plain["work"]), kind, fields, entry.actor, entry.at, text(plain["why"]))
            )
    return tuple(found)


def in_force(taken: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody took back, in their order, without the taking back itself.

    Taking back a taking back puts the first decision in force again: that is how redo works, without limit.
    """
    listed = tuple(taken)
    gone: set[int] = set()
    for decision in reversed(listed):
        if decision.kind == "undo" and decision.seq not in gone:
            gone.add(decision.fields["seq"])
    return tuple(d for d in listed if d.kind != "undo" and d.seq not in gone)


def refuse_unseen(taken: Iterable[Decision], wanted: Decision, seen: int | None) -> None:
    """Raise AlreadyDecided when somebody else decided the same thing after what this person saw (``seen``).

    ``seen`` is the number of the last entry of the log that the person's page was made from; None decides blindly.
    """
    if seen is None or wanted.subject is None:
        return
    for decision in taken:
        if decision.seq > seen and decision.subject == wanted.subject and decision.who != wanted.who:
            raise AlreadyDecided(
                f"{decision.who} has decided this in the meantime ({decision.at[11:16]} UTC): {_words(decision)}."
            )


def _words(decision: Decision) -> str:
    fields = decision.fields
    said = {"verdict": "label", "text": "text", "card": "stance"}.get(decision.kind)
    if decision.kind == "whole":
        return f"the {'merge' if fields['into'] else 'split'} was taken back"
    return f"{decision.kind} “{fields[said]}”" if said else decision.kind


def _fields(kind: DecisionKind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a decision, each of the shape it must have."""
    shapes, fields = _SHAPES[kind], {**_LATER.get(kind, {}), **fields}
    if extra := sorted(fields.keys() - shapes.keys()):
        raise ValueError(f"a {kind} decision has no {', '.join(extra)}")
    return {name: shape(fields[name]) for name, shape in shapes.items()}


def _label(value: Any) -> str:
    if value not in DECIDED:
        raise ValueError("a verdict expected")
    return str(value)


def _stance(value: Any) -> str:
    if value not in CARD_STANCES:
        raise ValueError("a stance expected")
    return str(value)


def _asked(value: Any) -> str:
    if value not in ASKED:
        raise ValueError(f"one of {', '.join(ASKED)} expected")
    return str(value)


def _question(value: Any) -> str:
    if not re.fullmatch(r"q-[0-9a-f]{16}", text(value)):
        raise ValueError("a question expected")
    return str(value)


def _some_words(value: Any) -> str:
    words = text(value).strip()
    if not words or len(words) > 20_000:
        raise ValueError("words expected")
    return words


def _parts(value: Any) -> list[str]:
    if type(value) is not list or not 2 <= len(value) <= 20:
        raise ValueError("two texts or more expected")
    return [_some_words(one) for one in value]


def _maybe_whole(value: Any) -> int | None:
    return None if value is None else whole(value)


def _maybe_hashes(value: Any) -> dict[str, str] | None:
    if value is None:
        return None
    if type(value) is not dict or len(value) > 20:
        raise ValueError("hashes by name expected")
    return {text(name): text(one) for name, one in sorted(value.items())}


_LATER: dict[DecisionKind, dict[str, Any]] = {"searched": {"close": None}, "signed": {"what": None}}
"""Fields that entries of an earlier time do not have, with what stands for them."""
_SHAPES: dict[DecisionKind, dict[str, Callable[[Any], Any]]] = {
    "verdict": {"claim": text, "label": _label, "proposed": text, "basis": text},
    "text": {"claim": text, "text": _some_words},
    "note": {"claim": text, "text": _some_words, "private": truth},
    "star": {"claim": text, "on": truth},
    "card": {"claim": text, "passage": text, "start": whole, "end": whole, "quote": text, "stance": _stance},
    "split": {"claim": text, "texts": _parts},
    "merge": {"claim": text, "into": text},
    "whole": {"claim": text, "into": text},
    "checkable": {"claim": text, "on": truth},
    "private": {"claim": text, "note": whole, "text": _some_words},
    "searched": {"claim": text, "query": _some_words, "found": whole, "close": _maybe_whole},
    "signed": {"passage": text, "text_sha256": text, "on": truth, "what": _maybe_hashes},
    "public": {"source": text, "on": truth},
    "view": {"name": _some_words, "query": text, "on": truth},
    "asked": {"question": _question, "about": _some_words, "state": _asked},
    "undo": {"seq": whole},
}
assert set(_SHAPES) == set(get_args(DecisionKind))

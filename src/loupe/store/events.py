"""What persons decided of events: whether two statements tell of one. Told by the log alone, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from loupe.model.events import EventDecision, EventVerdict
from loupe.store import log
from loupe.store.case import Store
from loupe.store.expect import telling, text
from loupe.store.log import LogEntry
from loupe.store.pairs import PAIR_ACTIONS, pair_words, refuse_unseen_pair

__all__ = ["EVENTS_DECIDED", "decide_events", "event_decisions"]

_ACTION = PAIR_ACTIONS["events"]
EVENTS_DECIDED = (_ACTION,)
"""The entries of the log that ``event_decisions`` is told from."""


def decide_events(
    store: Store,
    left: tuple[str, str],
    right: tuple[str, str],
    verdict: EventVerdict,
    who: str,
    why: str,
    seen: int | None = None,
) -> EventDecision:
    """Keep a person's word on two statements, each an id with its quote; the latest holds, the log has them all.

    ``seen`` is the number of the last decision that the person's page knew of; raises AlreadyDecided when somebody else
    has spoken of the two since.
    """
    first, second = sorted((left, right))
    payload = {
        "left": first[0],
        "right": second[0],
        "left_quote": first[1],
        "right_quote": second[1],
        "verdict": verdict,
        "why": why,
    }
    with store._database.writing() as connection:
        said = pair_words(log.read(connection, _ACTION), ("events",))
        refuse_unseen_pair(said, first[0], second[0], who, seen)
        log.append(connection, who, [(_ACTION, payload)])
    found = event_decisions(store.log(EVENTS_DECIDED))
    return next(d for d in found if (d.left, d.right) == (first[0], second[0]))


def event_decisions(entries: Iterable[LogEntry]) -> tuple[EventDecision, ...]:
    """The latest word on each pair of statements, in the order in which the pairs were first decided.

    Raises CaseDamaged for an entry that does not hold a decision.
    """
    latest: dict[tuple[str, str], EventDecision] = {}
    for entry in entries:
        if entry.action != _ACTION:
            continue
        with telling(f"log entry {entry.seq}"):
            left, right = text(entry.payload["left"]), text(entry.payload["right"])
            verdict = entry.payload["verdict"]
            if verdict not in get_args(EventVerdict):
                raise ValueError("a word that is not known")
            quotes = text(entry.payload["left_quote"]), text(entry.payload["right_quote"])
            why = text(entry.payload["why"])
            latest[left, right] = EventDecision(left, right, verdict, entry.actor, entry.at, why, *quotes)
    return tuple(latest.values())

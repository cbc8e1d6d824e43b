"""The timeline of a case: what was understood becomes accounts side by side, and a person's word on two events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loupe.engine.understood.people import People
from loupe.engine.understood.said import said_in
from loupe.engine.understood.telling import Names, tellings_of
from loupe.language import fold
from loupe.model import Source
from loupe.model.errors import IdAmbiguous, IdUnknown, UsageError
from loupe.model.events import EventDecision, EventVerdict
from loupe.model.understanding import Understood
from loupe.reasoning.accounts import Telling
from loupe.reasoning.timelines import Timeline, Window, build_timeline
from loupe.store import Store
from loupe.store.events import EVENTS_DECIDED, decide_events, event_decisions

__all__ = ["decide_same_event", "tellings_in", "timeline_of"]


def tellings_in(
    store: Store, understood: Iterable[tuple[str, Understood]], sources: Sequence[Source], people: People
) -> tuple[Telling, ...]:
    """Every statement of the case with who tells it and in which version."""
    said = tuple(said_in(store, understood))
    speakers = {p.id: p.speaker for s in sources if s.passages for p in store.passages(s.id) if p.speaker}
    return tellings_of(said, speakers, sources, Names.of(people, store.name_decisions()))


def timeline_of(
    store: Store, tellings: Sequence[Telling], about: str | None, by: Sequence[str], window: Window
) -> Timeline:
    """The timeline of what somebody tells or what is told of him; ``by`` keeps only the accounts of these tellers."""
    tellers = [_tellers(tellings, name) for name in by]
    kept = {
        t.id
        for t in tellings
        if (not about or _concerns(t, about) or (not t.teller_key.startswith("source:") and _tells(t, about)))
        and (not by or any(t.teller_key in keys for keys in tellers))
    }
    return build_timeline(tellings, event_decisions(store.log(EVENTS_DECIDED)), window, only=kept)


def _tellers(tellings: Sequence[Telling], name: str) -> frozenset[str]:
    """The keys of the tellers of this name; sources of this name only where nobody is called so."""
    keys = frozenset(t.teller_key for t in tellings if _tells(t, name))
    return frozenset(k for k in keys if not k.startswith("source:")) or keys


def _concerns(telling: Telling, about: str) -> bool:
    wanted = _words(about)
    named = [p.name for p in telling.parties] + [p.key for p in telling.parties] + list(telling.where)
    return any(all(w in _words(words) for w in wanted) for words in named)


def _tells(telling: Telling, name: str) -> bool:
    words = _words(name)
    told = _words(telling.teller) + _words(telling.teller_key.rpartition(":")[2])
    return bool(words) and all(w in told for w in words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def decide_same_event(
    store: Store, tellings: Sequence[Telling], left: str, right: str, verdict: EventVerdict, who: str, why: str
) -> EventDecision:
    """A person's word on two statements, each by its id or a unique beginning of it.

    Raises IdUnknown, IdAmbiguous, and UsageError when both are one statement or there is nothing to take back.
    """
    a, b = _by_id(tellings, left), _by_id(tellings, right)
    if a.id == b.id:
        raise UsageError("These are one statement; there is nothing to decide.", hint="Name two statements.")
    if verdict == "open":
        pair = tuple(sorted((a.id, b.id)))
        every = event_decisions(store.log(EVENTS_DECIDED))
        decided = [d for d in every if (d.left, d.right) == pair and d.verdict != "open"]
        if not decided:
            raise UsageError("Nothing was decided of these two.", hint=f"See what was: loupe timeline {store.path}")
    return decide_events(store, (a.id, a.statement.quote), (b.id, b.statement.quote), verdict, who, why)


def _by_id(tellings: Sequence[Telling], reference: str) -> Telling:
    found = [t for t in tellings if t.id == reference] or [
        t for t in tellings if len(reference) > 3 and t.id.startswith(reference)
    ]
    if not found:
        raise IdUnknown(
            f"There is no statement {reference}.", hint="Their ids are shown by: loupe timeline CASE --json"
        )
    if len(found) > 1:
        raise IdAmbiguous(f"{len(found)} statements begin with {reference}.", hint="Give more of the id.")
    return found[0]

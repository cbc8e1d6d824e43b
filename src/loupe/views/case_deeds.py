"""What persons decided about the case itself, in words: names, events, questions, sources and the words of transcripts.

These decisions belong to no work. They are taken back on the pages where they were taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from loupe.reasoning.clues import BANDS, NO_SUPPORT
from loupe.views.source_page import history_of

__all__ = ["CASE_ACTIONS", "CaseRow", "case_rows", "told_of"]

_SHOWN = 200  # letters of a quote


class Entry(Protocol):
    """An entry of the log."""

    @property
    def seq(self) -> int:
        """Its number."""

    @property
    def at(self) -> str:
        """When, UTC, ISO 8601."""

    @property
    def actor(self) -> str:
        """Who."""

    @property
    def action(self) -> str:
        """What was done."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """With what."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One decision. ``about`` is "names", "events", "questions", "source", "words" or "check"; ``source`` the id of a
    source that it is about, "" for none. ``did`` says what, ``before`` what stood in its place, "" for nothing."""

    seq: int
    at: str
    who: str
    about: str
    did: str
    subject: str
    before: str
    why: str
    source: str


def case_rows(entries: Iterable[Entry], labels: Mapping[str, str]) -> tuple[CaseRow, ...]:
    """The decisions among these entries, in their order; ``labels`` name sources and claims by their ids."""
    rows: list[CaseRow] = []
    last: dict[object, CaseRow] = {}
    by_seq: dict[int, Entry] = {}
    for entry in entries:
        made = _ROWS.get(entry.action)
        if made is None:
            continue
        by_seq[entry.seq] = entry
        about, did, subject, place, source = made(entry, by_seq, labels)
        earlier = last.get((about, place)) if place else None
        before = f"{earlier.who}: {earlier.did}" if earlier else ""
        row = CaseRow(
            entry.seq, entry.at, entry.actor, about, did, subject, before, str(entry.payload.get("why") or ""), source
        )
        rows.append(row)
        if place:
            last[about, place] = row
    return tuple(rows)


def told_of(entries: Iterable[Entry], seq: int) -> str:
    """What the decision of this number did, and of what; of a word that leaves two open again, what it takes back."""
    rows = [row for row in case_rows(entries, {}) if row.seq <= seq]
    now = rows[-1]
    of_it = [row.did for row in rows if (row.about, row.subject) == (now.about, now.subject)]
    taken_back = len(of_it) > 1 and now.did.startswith(_OPEN)
    return f"{of_it[-2] if taken_back else now.did}, {now.subject}"


_OPEN = "left it open again"
_Told = tuple[str, str, str, object, str]
"""What a decision is about, what it did, its subject, what only the last one holds for, and the id of a source."""


def _names(entry: Entry, _by_seq: Mapping[int, Entry], _labels: Mapping[str, str]) -> _Told:
    left, right = str(entry.payload["left"]), str(entry.payload["right"])
    said = {"same": "said that they are one", "apart": "said that they are two"}
    did = said.get(str(entry.payload["verdict"]), f"{_OPEN} whether they are one")
    return "names", did, f"{left} and {right}", frozenset((left, right)), ""


def _events(entry: Entry, _by_seq: Mapping[int, Entry], _labels: Mapping[str, str]) -> _Told:
    said = {"same": "said that both tell of one event", "apart": "said that they tell of two events"}
    did = said.get(str(entry.payload["verdict"]), f"{_OPEN} whether both tell of one event")
    left, right = (_short(str(entry.payload.get(f"{side}_quote") or entry.payload[side])) for side in ("left", "right"))
    place = frozenset((str(entry.payload["left"]), str(entry.payload["right"])))
    return "events", did, f"“{left}” and “{right}”", place, ""


def _question(entry: Entry, by_seq: Mapping[int, Entry], _labels: Mapping[str, str]) -> _Told:
    return "questions", _asked(entry, by_seq), str(entry.payload["question"]), None, ""


def _asked(entry: Entry, by_seq: Mapping[int, Entry]) -> str:
    kind, f = entry.payload["kind"], entry.payload["fields"]
    if kind == "undo":
        meant = by_seq.get(f["seq"])
        return f"took back no. {f['seq']}" + (f": {_asked(meant, by_seq)}" if meant is not None else "")
    said: dict[str, Callable[[], str]] = {
        "hypothesis": lambda: f"held it to be possible: “{f['text']}”",
        "clue": lambda: f"kept a clue: “{_short(f['words'] or f['passages'][0]['quote'])}”",
        "weight": lambda: f"weighed C{f['clue']} for H{f['hypothesis']}: {_level(f['level'])}",
        "fidelity": lambda: f"trusts the reports of C{f['clue']} to {f['fidelity']:g}",
        "apart": lambda: f"said that C{f['clue']} is another fact than the clues of its origin",
        "one origin": lambda: f"said that C{f['left']} and C{f['right']} go back to one origin",
        "attack": lambda: f"said that C{f['attacker']}, if it is right, makes C{f['attacked']} worthless",
        "asserts": lambda: f"said that H{f['hypothesis']} needs the statement {f['statement']}",
    }
    return said[kind]() if kind in said else str(kind)


def _level(level: int) -> str:
    if not level:
        return NO_SUPPORT
    return BANDS[abs(level) - 1].words + (" against" if level < 0 else "")


def _source(entry: Entry, _by_seq: Mapping[int, Entry], labels: Mapping[str, str]) -> _Told:
    id_ = str(entry.payload["id"])
    (told,) = history_of([(entry.at, entry.actor, entry.action, entry.payload)])
    return "source", f"corrected what is known of it: {told.what}", labels.get(id_, id_), None, id_


def _words(entry: Entry, _by_seq: Mapping[int, Entry], labels: Mapping[str, str]) -> _Told:
    was, now, id_ = entry.payload["was"], entry.payload["now"], str(entry.payload["corrected"])
    did = f"said that “{was}” was heard right" if was == now else f"corrected “{was}” to “{now}”"
    return "words", did, labels.get(id_, id_), None, id_


def _mark(entry: Entry, _by_seq: Mapping[int, Entry], labels: Mapping[str, str]) -> _Told:
    on, claim = "into" if entry.payload["checkable"] else "out of", str(entry.payload["claim"])
    return "check", f"took the claim {on} the check", labels.get(claim, claim), claim, ""


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"


_ROWS: Mapping[str, Callable[[Entry, Mapping[int, Entry], Mapping[str, str]], _Told]] = {
    "names decided": _names,
    "events decided": _events,
    "hypotheses decided": _question,
    "source changed": _source,
    "words corrected": _words,
    "mark": _mark,
}
CASE_ACTIONS = tuple(_ROWS)
"""The entries of the log that hold such decisions."""

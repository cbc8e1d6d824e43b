"""Decisions on pairs (two names, two statements): nobody's word is written over by a page that had not seen it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from loupe.model.errors import AlreadyDecided
from loupe.store import names
from loupe.store.expect import telling, text
from loupe.store.log import LogEntry

__all__ = ["PAIR_ACTIONS", "PairKind", "PairWord", "last_of", "next_again", "pair_words", "refuse_unseen_pair"]

PairKind = Literal["names", "events"]
PAIR_ACTIONS: dict[PairKind, str] = {"names": names.ACTION, "events": "events decided"}
"""The entries of the log that hold such decisions."""


@dataclass(frozen=True, slots=True)
class PairWord:
    """One entry: somebody's word on a pair. ``left`` and ``right`` are as the log has them, the smaller one first."""

    seq: int
    kind: PairKind
    left: str
    right: str
    verdict: str
    who: str
    at: str
    why: str

    @property
    def pair(self) -> tuple[str, str, str]:
        """What only the latest word holds for."""
        return self.kind, self.left, self.right


def pair_words(entries: Iterable[LogEntry], kinds: Iterable[PairKind] = ("names", "events")) -> tuple[PairWord, ...]:
    """Every word on a pair, in the order in which they were said; raises CaseDamaged for an entry that holds none."""
    by_action = {PAIR_ACTIONS[kind]: kind for kind in kinds}
    found = []
    for entry in entries:
        if entry.action in by_action:
            with telling(f"log entry {entry.seq}"):
                left, right = text(entry.payload["left"]), text(entry.payload["right"])
                verdict, why = text(entry.payload["verdict"]), text(entry.payload["why"])
                kind = by_action[entry.action]
                found.append(PairWord(entry.seq, kind, left, right, verdict, entry.actor, entry.at, why))
    return tuple(found)


def refuse_unseen_pair(words: Iterable[PairWord], left: str, right: str, who: str, seen: int | None) -> None:
    """Raise AlreadyDecided when somebody else has spoken of the pair after the entry ``seen``; None decides blindly."""
    if seen is None:
        return
    for word in words:
        if word.seq > seen and {word.left, word.right} == {left, right} and word.who != who:
            said = {"same": "they are one", "apart": "they are two"}.get(word.verdict, "it is open again")
            raise AlreadyDecided(f"{word.who} has decided this in the meantime ({word.at[11:16]} UTC): {said}.")


def last_of(words: Iterable[PairWord], who: str) -> PairWord | None:
    """The last word of a person that still holds: what an undo takes back."""
    return next(reversed(_stacks(words, who)[0]), None)


def next_again(words: Iterable[PairWord], who: str) -> PairWord | None:
    """The word that this person took back last, None where something new was decided since: what a redo gives back."""
    return next(reversed(_stacks(words, who)[1]), None)


def _stacks(words: Iterable[PairWord], who: str) -> tuple[list[PairWord], list[PairWord]]:
    """What can be taken back and what can be given back, the last one last, as this person's words went."""
    holding: list[PairWord] = []
    gone: list[PairWord] = []
    for word in words:
        if word.who != who:
            # What another person has said of the pair since is not this person's to take back.
            holding = [one for one in holding if one.pair != word.pair]
            gone = [one for one in gone if one.pair != word.pair]
        elif word.verdict == "open":
            gone += [one for one in holding if one.pair == word.pair]
            holding = [one for one in holding if one.pair != word.pair]
        elif gone and (gone[-1].pair, gone[-1].verdict) == (word.pair, word.verdict):
            gone.pop()
            holding.append(word)
        else:
            gone = []
            holding = [one for one in holding if one.pair != word.pair]
            holding.append(word)
    return holding, gone

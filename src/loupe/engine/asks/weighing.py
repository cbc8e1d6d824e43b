"""Possible answers weighed from a page: each weight a person's decision, never over another's head, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loupe.engine.asks.deciding import Asking
from loupe.engine.asks.held import question_key
from loupe.model.errors import AlreadyDecided, IdUnknown, UsageError
from loupe.store import AskDecision, Store
from loupe.store.hypotheses import in_force

__all__ = ["Weighing"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What one person decides about the questions of a case; ``asking`` opens a question under a name."""

    store: Store
    asking: Callable[[str, str], Asking]
    who: str

    def hypothesize(self, question: str, text: str, why: str = "") -> AskDecision:
        """Hold a possible answer; the question is a new one where nobody has asked it. Raises UsageError."""
        if not question.strip():
            raise UsageError("Which question?", hint="Write it as you would ask it: Who planned it?")
        return self.asking(question, self.who).hypothesize(text, why)

    def weigh(
        self, question: str, clue: str, hypothesis: str, words: str, why: str = "", seen: int | None = None
    ) -> tuple[AskDecision, ...]:
        """Say what a clue weighs for a possible answer; ``seen`` is the number of the last decision the page knew of.

        Raises IdUnknown, UsageError, and AlreadyDecided where another person has weighed the same since.
        """
        asking = self.asking(question, self.who)
        if question_key(question) not in {question_key(one) for one in asking.questions}:
            raise IdUnknown(f"Nobody has asked “{question}”.", hint="Load the page again.")
        if seen is not None:
            self._refuse_unseen(asking, clue, hypothesis, seen)
        return asking.weigh(clue, hypothesis, words, why)

    def undo(self) -> AskDecision | None:
        """Take back this person's last decision about a question; None where there is none."""
        standing = [d for d in in_force(self.store.ask_decisions()) if d.who == self.who]
        if not standing:
            return None
        last = standing[-1]
        self.store.decide_ask(last.question, "undo", {"seq": last.seq}, self.who, "")
        return last

    def _refuse_unseen(self, asking: Asking, clue: str, hypothesis: str, seen: int) -> None:
        held = asking.held
        if hypothesis == "rest" or not any(clue in (c.id, f"C{c.number}") for c in held.clues):
            return  # only what has no weight yet is weighed
        pair = held.clue(clue).number, held.hypothesis(hypothesis).number
        weight = held.weights.get(pair)
        since = [d for d, holds in asking.history if holds and d.seq > seen and d.kind == "weight"]
        if weight is None or weight.who == self.who:
            return
        if any((d.fields["clue"], d.fields["hypothesis"]) == pair and d.who != self.who for d in since):
            raise AlreadyDecided(f"{weight.who} has weighed this in the meantime ({weight.at[11:16]} UTC).")

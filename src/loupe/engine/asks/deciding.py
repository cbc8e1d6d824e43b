"""One question of a case, asked and decided: persons hold hypotheses, keep clues and weigh, and the log keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from loupe.engine.asks.asked import Asked
from loupe.engine.asks.asking import Board, Found, read_board
from loupe.engine.asks.held import Held, HeldClue, held_of, question_key, questions_in
from loupe.engine.asks.tellings import Spot
from loupe.language import fold
from loupe.model import Passage, content_id
from loupe.model.errors import IdAmbiguous, IdUnknown, UsageError
from loupe.model.understanding import Understood
from loupe.reasoning.clues import level_of
from loupe.reasoning.hypotheses import OTHER
from loupe.store import AskDecision, AskKind, Store
from loupe.store.hypotheses import in_force

__all__ = ["Asking"]

Understanding = Callable[[], Iterable[tuple[str, Understood]]]
_OTHERS = frozenset({"someone else", "somebody else", "something else", "other", "others", OTHER})
_REST = "rest"


class Asking:
    """A question of a case. ``report`` weighs it; the other methods keep a person's word in the log, to be undone.

    Clues are named "C1" once they are kept, before that by the id of the proposal; hypotheses are named "H1" or by
    their words. Decisions raise IdUnknown, IdAmbiguous and UsageError and then keep nothing.
    """

    def __init__(
        self,
        question: str,
        store: Store,
        understood: Understanding,
        search: Callable[[str, int], Iterable[Found]],
        searched_by: str,
        actor: str,
    ) -> None:
        self._question = " ".join(question.split())
        self._store = store
        self._understood = understood
        self._search = search
        self._searched_by = searched_by
        self._actor = actor

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of the case that something is held about."""
        return questions_in(in_force(self._store.ask_decisions()))

    @property
    def held(self) -> Held:
        """What persons hold about this question."""
        every = self._store.ask_decisions()
        return held_of(self._question, every, in_force(every))

    @property
    def history(self) -> tuple[tuple[AskDecision, bool], ...]:
        """Every decision about this question in order, each with whether it still holds."""
        every = self._store.ask_decisions()
        valid = {d.seq for d in in_force(every)}
        key = question_key(self._question)
        return tuple((d, d.seq in valid) for d in every if question_key(d.question) == key and d.kind != "undo")

    def board(self, limit: int = 10) -> Board:
        """All that is known of the question; ``limit`` passages are taken from each search."""
        return read_board(self._question, self._store, self._understood, self._search, self._searched_by, limit)

    def report(self, limit: int = 10, impossible: Iterable[Sequence[str]] = ()) -> Asked:
        """The question weighed; ``impossible`` are sets of ids of statements that cannot all be true."""
        return self.board(limit).report(impossible)

    # --- what persons decide ---

    def hypothesize(self, text: str, why: str = "") -> AskDecision:
        """Hold a hypothesis to be possible. "Someone or something else" is always one and cannot be added."""
        words = " ".join(text.split())
        if not words:
            raise UsageError("A hypothesis needs words.", hint='Such as: --hypothesis "the driver"')
        if fold(words) in _OTHERS:
            raise UsageError(f"“{OTHER}” stands in every table already.", hint="Name somebody or something.")
        if any(fold(h.text) == fold(words) for h in self.held.hypotheses):
            raise UsageError(
                f"“{words}” is a hypothesis of this question already.", hint="See loupe ask CASE QUESTION."
            )
        return self._keep("hypothesis", {"text": words}, why)

    def keep(self, reference: str, why: str = "", limit: int = 10) -> HeldClue:
        """Keep a proposed clue, named by the beginning of its id, with the passages it has now."""
        proposed = self.board(limit).proposed
        found = [key for key in proposed if reference.startswith("k-") and key.startswith(reference)]
        if len(found) > 1:
            raise IdAmbiguous(f"“{reference}” fits more than one: {', '.join(found)}.")
        if not found:
            raise IdUnknown(
                f"No proposed clue is called “{reference}”.",
                hint="loupe ask CASE QUESTION lists them; a passage is kept with --clue WORDS --passage ID.",
            )
        spots = proposed[found[0]]
        return self._keep_clue(found[0], "", [_plain(s) for s in spots], why)

    def clue(self, words: str, passages: Sequence[str], why: str = "") -> HeldClue:
        """Keep a clue of a person's own: what it is, in words, and the passages that tell it."""
        if not passages:
            raise UsageError("A clue needs a passage.", hint='Such as: --clue "phone in use" --passage p-1a2b')
        found = [self._passage(reference) for reference in passages]
        taken = {s.passage: c.number for c in self.held.clues for s in c.spots}
        for passage in found:
            if passage.id in taken:
                raise UsageError(
                    f"{passage.id} is part of C{taken[passage.id]} already.",
                    hint="The same words twice are one clue; weigh that one.",
                )
        spots = [_whole(p) for p in sorted(found, key=lambda p: p.id)]
        return self._keep_clue(content_id("k", *(s["passage"] for s in spots)), " ".join(words.split()), spots, why)

    def weigh(self, clue: str, hypothesis: str, words: str, why: str = "", limit: int = 10) -> tuple[AskDecision, ...]:
        """Say what a clue weighs for a hypothesis, in the words of the scale; "rest" is all that have no weight yet.

        A proposed clue is kept first.
        """
        try:
            level = level_of(words)
        except ValueError as error:
            raise UsageError(str(error), hint="Such as: --weigh C1 H1 “moderate support”") from error
        held = self.held
        if fold(hypothesis).strip() in _OTHERS:
            raise UsageError(
                f"“{OTHER}” is what everything is weighed against.",
                hint="Weigh the clue for the others, as for or against.",
            )
        chosen = [] if hypothesis == _REST else [held.hypothesis(hypothesis)]
        kept = (
            self.keep(clue, why, limit) if clue.startswith("k-") and not self._is_kept(held, clue) else held.clue(clue)
        )
        if hypothesis == _REST:
            chosen = [h for h in held.hypotheses if (kept.number, h.number) not in held.weights]
            if not chosen:
                raise UsageError(f"C{kept.number} has a weight for every hypothesis.", hint="Name the one to change.")
        weights = [{"clue": kept.number, "hypothesis": h.number, "level": level} for h in chosen]
        return tuple(self._keep("weight", fields, why) for fields in weights)

    def trust(self, clue: str, fidelity: float, why: str = "") -> AskDecision:
        """Say how often the reports of a clue are right about what was said or seen, from 0.5 to 1."""
        if not 0.5 <= fidelity <= 1:
            raise UsageError("How often a report is right is a number from 0.5 to 1.", hint="Such as: --trust C1 0.99")
        return self._keep("fidelity", {"clue": self.held.clue(clue).number, "fidelity": fidelity}, why)

    def part(self, clue: str, why: str = "") -> AskDecision:
        """Say that a clue is another fact than the other clues of its origin."""
        return self._keep("apart", {"clue": self.held.clue(clue).number}, why)

    def join(self, left: str, right: str, why: str = "") -> AskDecision:
        """Say that two clues go back to one origin, so that they count once."""
        first, second = self.held.clue(left), self.held.clue(right)
        if first.number == second.number:
            raise UsageError("A clue has one origin by itself.", hint="Name two clues.")
        return self._keep("one origin", {"left": first.number, "right": second.number}, why)

    def attack(self, attacker: str, attacked: str, why: str = "") -> AskDecision:
        """Say that one clue, if it is right, makes another worthless."""
        first, second = self.held.clue(attacker), self.held.clue(attacked)
        if first.number == second.number:
            raise UsageError("A clue does not attack itself.", hint="Name two clues.")
        return self._keep("attack", {"attacker": first.number, "attacked": second.number}, why)

    def assert_needs(self, hypothesis: str, statement: str, why: str = "") -> AskDecision:
        """Say that a hypothesis holds only if a statement is true, named by its id or the beginning of it."""
        number = self.held.hypothesis(hypothesis).number
        wanted = statement if len(statement) > 4 else "?"
        ids = sorted(s.id for _, one in self._understood() for s in one.statements if s.id.startswith(wanted))
        if len(ids) != 1:
            kind = IdAmbiguous if ids else IdUnknown
            raise kind(
                f"{len(ids)} statements are called “{statement}”.", hint="loupe statements CASE --json has them."
            )
        return self._keep("asserts", {"hypothesis": number, "statement": ids[0]}, why)

    def undo(self, number: int | None = None, why: str = "") -> AskDecision:
        """Take back the last decision about this question, or the one with this number; what it was is given back."""
        standing = [d for d, holds in self.history if holds]
        chosen = [d for d in standing if number in (None, d.seq)]
        if not chosen:
            raise UsageError(
                "There is nothing to take back." if number is None else f"No decision {number} stands.",
                hint="List the decisions with: loupe ask CASE QUESTION --history",
            )
        self._keep("undo", {"seq": chosen[-1].seq}, why)
        return chosen[-1]

    def _keep(self, kind: AskKind, fields: Mapping[str, object], why: str) -> AskDecision:
        if not self._question:
            raise UsageError("Which question?", hint='Such as: loupe ask CASE "Who planned it?" --hypothesis "..."')
        return self._store.decide_ask(self.held.question, kind, fields, self._actor, " ".join(why.split()))

    def _keep_clue(self, key: str, words: str, spots: Sequence[dict[str, object]], why: str) -> HeldClue:
        self._keep("clue", {"id": key, "words": words, "passages": list(spots)}, why)
        return self.held.clues[-1]

    @staticmethod
    def _is_kept(held: Held, reference: str) -> bool:
        return any(c.id == reference for c in held.clues)

    def _passage(self, reference: str) -> Passage:
        found = self._store.find(reference)
        if not isinstance(found, Passage):
            raise IdUnknown(f"{reference} is not a passage.", hint='Find its id with: loupe search CASE "words"')
        if self._store.source(found.source_id).role == "work":
            raise UsageError("The work that is checked is no clue.", hint="Name a passage of the archive.")
        return found


def _plain(spot: Spot) -> dict[str, object]:
    plain: dict[str, object] = {"passage": spot.passage.id, "source": spot.source.id}
    return plain | {"start": spot.start, "end": spot.end, "quote": spot.quote}


def _whole(passage: Passage) -> dict[str, object]:
    where = passage.locator
    spot: dict[str, object] = {"passage": passage.id, "source": passage.source_id}
    return spot | {"start": where.start, "end": where.end, "quote": passage.text}

"""What follows from a case as the pages show it: reports worked out in the background, and a person's word on pairs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from loupe.engine.asks.deciding import Asking
from loupe.engine.asks.weighing import Weighing
from loupe.engine.pages.askviews import ask_view
from loupe.engine.pages.reasonviews import person_row, set_view, unread_words
from loupe.engine.pages.reports import Maker, Reports, Tell
from loupe.engine.reasoned.conflicts import Conflicts
from loupe.engine.understood.people import People, gather, may_be_one
from loupe.engine.understood.understanding import UnderstandReport
from loupe.language import fold, propose_merges
from loupe.model import Claim, Entity
from loupe.model.errors import IdUnknown, UsageError
from loupe.reasoning.accounts import Telling
from loupe.reasoning.layers import Matrix
from loupe.reasoning.ledger import Ledger
from loupe.reasoning.questions import Question
from loupe.reasoning.timelines import build_timeline
from loupe.review import Asked, asked_of
from loupe.store import PairKind, PairWord, Store
from loupe.store.events import EVENTS_DECIDED, decide_events, event_decisions
from loupe.store.hypotheses import ACTION as ASKED
from loupe.store.pairs import PAIR_ACTIONS, last_of, next_again
from loupe.views.case_deeds import told_of
from loupe.views.impossible import ImpossibleView
from loupe.views.people_page import PersonRow
from loupe.views.things_page import AskView
from loupe.views.timeline_page import Laid, lay_out
from loupe.views.working import Working

__all__ = ["Given", "Named", "Reasons"]

PairVerdict = Literal["same", "apart", "open"]
_NO_CHANGE = ("decided", "names decided", "events decided", "hypotheses decided")
_NOT_YET = "This is still being worked out."
_NOT_YET_HINT = "Wait until the page has filled itself, then decide."


@dataclass(frozen=True, slots=True)
class Given:
    """What the reports are made from: the case's own methods, each of which may take long."""

    store: Store
    understand: Callable[[Callable[[int, int], None]], UnderstandReport]
    entities: Callable[[], tuple[Entity, ...]]
    tellings: Callable[[], tuple[Telling, ...]]
    conflicts: Callable[[], Conflicts]
    ledger: Callable[[], Ledger]
    layers: Callable[[], Matrix]
    questions: Callable[[], tuple[Question, ...]]
    asking: Callable[[str, str | None], Asking]


@dataclass(frozen=True, slots=True)
class Named:
    """Everybody named, with what is told of them: what the page of people is made from.

    ``told`` are the statements that each takes part in, by key; ``labels`` those of the sources by id.
    """

    people: People
    entities: tuple[Entity, ...]
    rows: tuple[PersonRow, ...]
    told: Mapping[str, tuple[Telling, ...]]
    labels: Mapping[str, str]


@dataclass(slots=True)
class _Last:
    """What was made last in the thread of the reports, by the entries of the log that it was made from."""

    key: Hashable = None
    value: Any = field(default=None)


class Reasons:
    """The reports of a case for its pages. No method but those of ``reports`` ever takes long."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._store = given.store
        self._understood = _Last()
        self._tellings = _Last()
        self.weighed_at = 0
        self.reports = Reports(
            {
                "people": Maker("The list of people and things", self._names_key, self._people),
                "timeline": Maker("The timeline", self._events_key, self._timeline),
                "conflicts": Maker("What cannot all be true", self._conflicts_key, self._conflicts),
                "ledger": Maker("The ledger", self._archive_key, self._ledger),
                "layers": Maker("The layers", self._layers_key, self._layers),
                "questions": Maker("The list of open questions", self._questions_key, self._questions),
                "ask": Maker("The questions that are weighed", self._ask_key, self._ask),
            }
        )

    def close(self) -> None:
        """Let go of what is being worked out."""
        self.reports.close()

    def timeline(self, wait: float) -> tuple[Laid | None, Working]:
        """The timeline of everything."""
        return self._want("timeline", wait)

    def sets(self, wait: float) -> tuple[tuple[ImpossibleView, ...] | None, Working]:
        """The impossible sets, in words and passages."""
        return self._want("conflicts", wait)

    def named(self, wait: float) -> tuple[Named | None, Working]:
        """Everybody and everything named."""
        return self._want("people", wait)

    def ledger(self, wait: float) -> tuple[Ledger | None, Working]:
        """What was stolen or is disputed."""
        return self._want("ledger", wait)

    def layers(self, wait: float) -> tuple[Matrix | None, Working]:
        """The barriers of the guarded place."""
        return self._want("layers", wait)

    def questions(self, wait: float) -> tuple[tuple[Question, ...] | None, Working]:
        """What is open."""
        return self._want("questions", wait)

    def asked(self, wait: float) -> tuple[tuple[AskView, ...] | None, Working]:
        """The questions that something is held about, each weighed."""
        return self._want("ask", wait)

    def sets_of(self, claim: Claim) -> tuple[ImpossibleView, ...] | None:
        """The impossible sets that a claim's own words are in; None where they are not at hand."""
        found: tuple[ImpossibleView, ...] | None = self.reports.at_hand("conflicts")
        if found is None:
            return None
        start, end = claim.locator.start, claim.locator.end
        return tuple(one for one in found if one.holds(claim.work_id, start, end, claim.quote))

    def _want(self, name: str, wait: float) -> tuple[Any, Working]:
        value, state = self.reports.want(name, wait)
        return value, replace(state, unread=self._understood.value or ())

    # --- a person's word on two names or two statements ---

    def words(self) -> tuple[PairWord, ...]:
        """Every word of persons on pairs, in order."""
        return self._store.pair_words()

    def decide(
        self, kind: PairKind, left: str, right: str, verdict: PairVerdict, why: str, who: str, seen: int | None = None
    ) -> PairWord:
        """Keep a person's word on a pair. Raises IdUnknown, UsageError, AlreadyDecided; then nothing is kept."""
        if kind == "names":
            left, right = self._known_names(left, right, verdict)
            self._store.decide_names(left, right, verdict, who, why, seen)
        else:
            one, other = self._known_statements(left, right)
            decide_events(self._store, one, other, verdict, who, why, seen)
        return self._store.pair_words()[-1]

    def undo(self, kind: PairKind, who: str) -> PairWord | None:
        """Take back this person's last word of this kind that still holds; None where there is none."""
        word = last_of([w for w in self.words() if w.kind == kind], who)
        return None if word is None else self._keep(word, "open", "", who)

    def redo(self, kind: PairKind, who: str) -> PairWord | None:
        """Give back what this person took back last; None where something new was decided since."""
        word = next_again([w for w in self.words() if w.kind == kind], who)
        return None if word is None else self._keep(word, word.verdict, word.why, who)

    def told(self, seq: int) -> str:
        """What the word or the decision about a question of this number did, in words."""
        return told_of(self._store.log([*PAIR_ACTIONS.values(), ASKED]), seq)

    def _keep(self, word: PairWord, verdict: Any, why: str, who: str) -> PairWord:
        if word.kind == "names":
            self._store.decide_names(word.left, word.right, verdict, who, why)
        else:
            quotes = {i: q for d in event_decisions(self._store.log(EVENTS_DECIDED)) for i, q in (
                (d.left, d.left_quote), (d.right, d.right_quote))}  # fmt: skip
            pair = ((word.left, quotes.get(word.left, "")), (word.right, quotes.get(word.right, "")))
            decide_events(self._store, *pair, verdict, who, why)
        return self._store.pair_words()[-1]

    def _known_names(self, left: str, right: str, verdict: PairVerdict) -> tuple[str, str]:
        named, _ = self.named(0)
        if named is None:
            raise UsageError(_NOT_YET, hint=_NOT_YET_HINT)
        known = {fold(name): name for person in named.people.persons for name in person.names}
        for name in (left, right):
            if fold(name) not in known:
                raise IdUnknown(f"Nobody in this case is called {name}.", hint="Load the page again.")
        if fold(left) == fold(right):
            raise UsageError("These are the same words; there is nothing to decide.", hint="Name two names.")
        left, right = known[fold(left)], known[fold(right)]
        if verdict == "same" and not may_be_one(left, right, named.entities, self._store.name_decisions()):
            raise UsageError(
                f"{left} and {right} cannot be one: a person keeps two of their names apart.",
                hint="Take that back first.",
            )
        return left, right

    def _known_statements(self, left: str, right: str) -> tuple[tuple[str, str], tuple[str, str]]:
        timeline, _ = self.timeline(0)
        if timeline is None:
            raise UsageError(_NOT_YET, hint=_NOT_YET_HINT)
        for reference in (left, right):
            if reference not in timeline.places:
                raise IdUnknown(f"There is no statement {reference}.", hint="Load the page again.")
        if left == right:
            raise UsageError("These are one statement; there is nothing to decide.", hint="Name two statements.")
        one, other = (timeline.places[i][1].telling.statement.quote for i in (left, right))
        return (left, one), (right, other)

    def weighing(self, who: str) -> Weighing:
        """What a person decides about the questions that are weighed."""
        return Weighing(self._store, self._given.asking, who)

    def asked_questions(self) -> tuple[Mapping[str, Asked], int]:
        """What persons said of open questions, by their keys; and the number of the last decision."""
        taken = self._store.decisions(None)
        return asked_of(taken), max((d.seq for d in taken), default=0)

    # --- when a report is old ---

    def _archive_key(self) -> Hashable:
        lasts = self._store.last_of_each()
        return max((n for action, n in lasts.items() if action not in _NO_CHANGE), default=0)

    def _after(self, *kinds: str) -> Hashable:
        lasts = self._store.last_of_each()
        archive = max((n for action, n in lasts.items() if action not in _NO_CHANGE), default=0)
        return (archive, *(lasts.get(kind, 0) for kind in kinds))

    def _names_key(self) -> Hashable:
        return self._after("names decided")

    def _events_key(self) -> Hashable:
        return self._after("names decided", "events decided")

    def _conflicts_key(self) -> Hashable:
        return self._after("names decided"), _changed(self._store.path / "widths.toml")

    def _layers_key(self) -> Hashable:
        return self._archive_key(), _changed(self._store.path / "layers.toml")

    def _questions_key(self) -> Hashable:
        return self._after("names decided"), _changed(self._store.path / "layers.toml")

    def _ask_key(self) -> Hashable:
        return self._after("names decided", "hypotheses decided")

    # --- making them, in the one thread of the reports ---

    def _read(self, tell: Tell) -> None:
        """Everything is read for who says what first, as the commands do; what was read before is kept."""
        key = self._names_key()
        if self._understood.key != key:
            report = self._given.understand(lambda done, total: tell("Reading who says what, words", done, total))
            self._understood = _Last(key, tuple(unread_words(report)))

    def _told(self, tell: Tell) -> tuple[Telling, ...]:
        self._read(tell)
        key = self._names_key()
        if self._tellings.key != key:
            tell("Putting together who tells what", 0, 0)
            self._tellings = _Last(key, self._given.tellings())
        found: tuple[Telling, ...] = self._tellings.value
        return found

    def _people(self, tell: Tell) -> Named:
        self._read(tell)
        tell("Gathering who is named", 0, 0)
        entities = self._given.entities()
        people = gather(entities, propose_merges(entities), self._store.name_decisions())
        told: dict[str, list[Telling]] = {}
        for telling in self._told(tell):
            for key in sorted({p.key for p in telling.parties if p.key}):
                told.setdefault(key, []).append(telling)
        labels = {s.id: s.label for s in self._store.sources()}
        rows = tuple(person_row(person, labels) for person in people.persons)
        return Named(people, entities, rows, {key: tuple(of) for key, of in told.items()}, labels)

    def _timeline(self, tell: Tell) -> Laid:
        tellings = self._told(tell)
        tell("Laying accounts side by side", 0, 0)
        return lay_out(build_timeline(tellings, event_decisions(self._store.log(EVENTS_DECIDED))))

    def _conflicts(self, tell: Tell) -> tuple[ImpossibleView, ...]:
        self._read(tell)
        tell("Looking for what cannot all be true", 0, 0)
        return tuple(set_view(n, group) for n, group in enumerate(self._given.conflicts().groups, 1))

    def _ledger(self, tell: Tell) -> Ledger:
        self._read(tell)
        tell("Writing the ledger", 0, 0)
        return self._given.ledger()

    def _layers(self, tell: Tell) -> Matrix:
        self._read(tell)
        tell("Comparing the layers", 0, 0)
        return self._given.layers()

    def _questions(self, tell: Tell) -> tuple[Question, ...]:
        self._read(tell)
        tell("Looking for what is open", 0, 0)
        return self._given.questions()

    def _ask(self, tell: Tell) -> tuple[AskView, ...]:
        self.weighed_at = self._store.last_of_each().get("hypotheses decided", 0)
        questions = self._given.asking("", None).questions
        found = []
        for n, question in enumerate(questions):
            self._read(tell)
            tell("Weighing, questions", n, len(questions))
            asking = self._given.asking(question, None)
            sets: Iterable[Sequence[str]] = ()
            if any(h.asserts for h in asking.held.hypotheses):
                groups = self._given.conflicts().groups
                sets = [s.statements for g in groups for s in g.group.sets if s.strength == "conflict"]
            found.append(ask_view(asking.report(10, sets)))
        return tuple(found)


def _changed(path: Path) -> int:
    """When a file that people edit was changed; 0 for none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0

"""Open questions: what a case does not settle yet, whom or what to ask, and why; the work's own claims first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from loupe.model import content_id
from loupe.reasoning.cited import Cited, told_by

__all__ = [
    "KINDS", "Adverse", "Answer", "Gap", "Given", "Moment", "OpenClaim", "OpenItem", "OpenLayer", "Question",
    "QuestionKind", "Seldom", "find_gaps", "make_questions",
]  # fmt: skip

QuestionKind = Literal[
    "adverse claim", "no independent source", "layer not explained", "time not covered", "item without an end",
    "named once",
]  # fmt: skip
KINDS: tuple[QuestionKind, ...] = (
    "adverse claim", "no independent source", "layer not explained", "time not covered", "item without an end",
    "named once",
)  # fmt: skip
"""The kinds of questions, what matters most for the work first."""


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim of the checked work that no two independent origins bear out.

    ``supporting`` and ``contradicting`` count independent origins; ``tellers`` are these origins by name, those that
    bear the claim out first.
    """

    claim_id: str
    line: int
    text: str
    supporting: int
    contradicting: int
    passages: tuple[Cited, ...]
    tellers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adverse:
    """Something bad that is said of a named person; ``in_work`` when the checked work says it."""

    person: str
    names: tuple[str, ...]
    what: str
    cited: Cited
    in_work: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A person is heard: words that a source gives as that person's own, or a denial."""

    person: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Seldom:
    """A person named in one passage of one source only, where something was done by or to that person."""

    person: str
    cited: Cited
    maker: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened at a known time, ``[start, end)``; ``who`` are the persons named in it."""

    start: datetime
    end: datetime
    cited: Cited
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time between two moments of which nobody speaks."""

    before: Moment
    after: Moment


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item of the ledger without an end: nobody says that it came back, or nobody says where it was last."""

    name: str
    ended: bool
    placed: bool
    passages: tuple[Cited, ...]
    in_work: bool


@dataclass(frozen=True, slots=True)
class OpenLayer:
    """A layer that nobody explains, or only by a surmise, or on which accounts exclude each other."""

    name: str
    standing: str
    passages: tuple[Cited, ...]
    in_work: bool


@dataclass(frozen=True, slots=True)
class Given:
    """All that is known of what is open, in any order."""

    claims: tuple[OpenClaim, ...] = ()
    adverse: tuple[Adverse, ...] = ()
    answers: tuple[Answer, ...] = ()
    seldom: tuple[Seldom, ...] = ()
    moments: tuple[Moment, ...] = ()
    items: tuple[OpenItem, ...] = ()
    layers: tuple[OpenLayer, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the to-do list: what is open, whom or what to ask, and why, with the passages it rests on.

    ``in_work`` says that the checked work itself says or shows it; ``line`` is the line of the work, 0 for none.
    ``urgency`` orders questions of one kind: a claim with nothing for it and something against it has 0.
    """

    kind: QuestionKind
    about: str
    question: str
    ask: tuple[str, ...]
    why: str
    passages: tuple[Cited, ...]
    in_work: bool
    line: int = 0
    claim_id: str = ""
    urgency: int = 0

    @property
    def key(self) -> str:
        """What tells this question from others, whatever else changes: its kind and what it is about."""
        return content_id("q", self.kind, self.claim_id or self.about)


def make_questions(given: Given) -> tuple[Question, ...]:
    """The to-do list: what the work says first, then by kind, line and name; any order of input will do."""
    found = [
        *_adverse(given),
        *map(_claim, given.claims),
        *map(_layer, given.layers),
        *map(_gap, find_gaps(given.moments)),
        *map(_item, given.items),
        *map(_seldom, given.seldom),
    ]
    return tuple(
        sorted(found, key=lambda q: (not q.in_work, KINDS.index(q.kind), q.urgency, q.line, q.about, q.passages))
    )


def _adverse(given: Given) -> list[Question]:
    """One question for each person of whom something bad is said and who is not heard anywhere in the case."""
    heard = {a.person for a in given.answers}
    by_person: dict[str, list[Adverse]] = {}
    for one in sorted(given.adverse, key=lambda a: (not a.in_work, a.line, a.cited, a.what)):
        by_person.setdefault(one.person, []).append(one)
    found = []
    for person, said in sorted(by_person.items()):
        if person in heard:
            continue
        what = " and ".join(dict.fromkeys(a.what for a in said))
        found.append(
            Question(
                "adverse claim",
                person,
                f"What does {person} answer?",
                (person, *sorted({told_by(a.cited) for a in said})),
                f"It is said of {person}: {what}. No source of the case gives an answer of {person}.",
                tuple(a.cited for a in said),
                said[0].in_work,
                said[0].line,
            )
        )
    return found


def _claim(one: OpenClaim) -> Question:
    if one.supporting == 0 and one.contradicting:
        why = f"Nothing independent bears it out; {_origins(one.contradicting)} against it."
    elif one.supporting == 0:
        why = "No independent source of the case bears it out."
    else:
        alone = f": {one.tellers[0]}" if one.tellers else ""
        against = f", and {_origins(one.contradicting)} against it" if one.contradicting else ""
        why = f"It rests on one origin alone{alone}{against}."
    goes_back = tuple(dict.fromkeys((*one.tellers, *(told_by(p) for p in one.passages))))
    ask = goes_back or ("whoever was there, or a document of the time",)
    return Question(
        "no independent source", one.text, "Who else knows this, and from where?", ask, why, one.passages, True,
        one.line, one.claim_id, urgency=2 * min(one.supporting, 1) + (not one.contradicting),
    )  # fmt: skip


def _origins(number: int) -> str:
    return f"{number} origin{'' if number == 1 else 's'} {'speaks' if number == 1 else 'speak'}"


def _layer(one: OpenLayer) -> Question:
    why = {
        "accounts differ": "Accounts of it exclude each other.",
        "only surmised": "It is only surmised, or not said outright.",
        "called a mystery": "Those who speak of it call it a mystery.",
    }.get(one.standing, "No account says how.")
    ask = tuple(sorted({told_by(p) for p in one.passages})) or ("the investigators' report",)
    question = f"What happened at the {one.name}?"
    return Question("layer not explained", one.name, question, ask, why, one.passages, one.in_work)


def _gap(gap: Gap) -> Question:
    start, end = gap.before.end, gap.after.start
    people = tuple(dict.fromkeys((*gap.before.who, *gap.after.who)))
    ask = people or tuple(dict.fromkeys((told_by(gap.before.cited), told_by(gap.after.cited))))
    about = f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
    why = f"Nobody speaks of the {_length(end - start)} between these two."
    passages = (gap.before.cited, gap.after.cited)
    return Question("time not covered", about, "What happened in between?", ask, why, passages, False)


def _length(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours:.0f} hours" if hours >= 2 else f"{hours * 60:.0f} minutes"


def _item(one: OpenItem) -> Question:
    if not one.ended and not one.placed:
        question, why = f"Where is it now: {one.name}?", "Nobody says that it came back, nor where it was last."
    elif not one.ended:
        question, why = f"What became of it: {one.name}?", "Nobody says that it came back."
    else:
        question, why = f"Where was it found: {one.name}?", "Nobody says where it was last."
    ask = tuple(sorted({told_by(p) for p in one.passages})) or ("the insurers' and the court's lists",)
    return Question("item without an end", one.name, question, ask, why, one.passages, one.in_work)


def _seldom(one: Seldom) -> Question:
    ask = (one.person, *([one.maker] if one.maker else ()))
    why = "Only one passage of one source names this person."
    question = f"Who is {one.person}, and who else knows of it?"
    return Question("named once", one.person, question, ask, why, (one.cited,), False)


def find_gaps(
    moments: Iterable[Moment],
    *,
    least: timedelta = timedelta(hours=1),
    most: timedelta = timedelta(hours=48),
    finest: timedelta = timedelta(hours=8),
) -> tuple[Gap, ...]:
    """The holes between consecutive moments whose time is known to within ``finest``, from ``least`` to ``most`` long.

    A moment of a coarser time ("that weekend") neither opens nor fills a hole, and what lies further apart than
    ``most`` belongs to different stories.
    """
    fine = sorted(
        (m for m in moments if m.start < m.end and m.end - m.start <= finest), key=lambda m: (m.start, m.end, m.cited)
    )
    found: list[Gap] = []
    last: Moment | None = None
    for one in fine:
        if last is not None and least <= one.start - last.end <= most:
            found.append(Gap(last, one))
        if last is None or one.end > last.end:
            last = one
    return tuple(found)


def passages_of(cited: Sequence[Cited], most: int = 5) -> tuple[Cited, ...]:
    """The first few of these passages in order, each once."""
    return tuple(sorted(set(cited))[:most])

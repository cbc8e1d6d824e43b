"""A question of the case: what persons hold and weigh, what the archive says of it, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from loupe.engine.asks.answers import Answer, answers_to
from loupe.engine.asks.asked import Asked, ClueView, Searched, WeightView
from loupe.engine.asks.held import Held, HeldClue, HeldSpot, held_of
from loupe.engine.asks.tellings import Rooted, Spot, Tellers, pieces_of, root_spots
from loupe.engine.understood.provenance import Provenance
from loupe.language import content_stems
from loupe.model import Passage, Source, content_id
from loupe.model.understanding import Understood
from loupe.reasoning.clues import FIDELITY_OF_GRADE, Clue, Report
from loupe.reasoning.hypotheses import Hypothesis, weigh
from loupe.reasoning.sensitivity import hanging_on
from loupe.store import Store
from loupe.store.hypotheses import in_force

__all__ = ["Board", "Found", "read_board"]

_SHOWN_ORIGINS, _SHOWN_CLUES = 8, 3
_LEAST_WORDS = 5
_SKIPPED = frozenset({"heading", "header"})
_WHO = ("who", "whom", "whose", "which", "what")


class Found(Protocol):
    """A passage that a search found, as ``Case.search`` gives it."""

    @property
    def source(self) -> Source:
        """The source that it stands in."""

    @property
    def passage(self) -> Passage:
        """The passage itself."""


@dataclass(frozen=True, slots=True)
class Board:
    """One question with all that is known of it before anything is weighed.

    ``kept`` are the spots of each kept clue that still stand word for word, ``lost`` the labels of the sources whose
    words are gone, both by the clue's number; ``proposed`` are clues that nobody kept yet, by their ids, ``roots`` the
    origins of all spots by spot id.
    """

    held: Held
    kept: Mapping[int, tuple[Spot, ...]]
    lost: Mapping[int, tuple[str, ...]]
    proposed: Mapping[str, tuple[Spot, ...]]
    roots: Mapping[str, Rooted]
    answers: tuple[Answer, ...]
    searched: Searched

    def report(self, impossible: Iterable[Sequence[str]] = ()) -> Asked:
        """The question weighed; ``impossible`` are sets of ids of statements that cannot all be true."""
        held = self.held
        sets = tuple(tuple(one) for one in impossible)
        hypotheses = [Hypothesis(f"H{h.number}", h.text, h.asserts) for h in held.hypotheses]
        clues = [self._clue(c) for c in held.clues]
        attacks = [(f"C{a}", f"C{b}") for a, b in held.attacks]
        proposed = tuple(self._view(None, key, "", spots) for key, spots in self.proposed.items())
        return Asked(
            question=held.question,
            hypotheses=held.hypotheses,
            answers=self.answers,
            clues=tuple(self._view(c, c.id, c.words, self.kept[c.number]) for c in held.clues),
            proposed=proposed,
            weighed=weigh(hypotheses, clues, sets, attacks),
            hanging=hanging_on(hypotheses, clues, sets, attacks),
            searched=self.searched,
        )

    def _origin(self, clue: HeldClue) -> str:
        spots = self.kept[clue.number]
        return self.roots[spots[0].id].origin if spots else f"lost:{clue.number}"

    def _clue(self, clue: HeldClue) -> Clue:
        spots = self.kept[clue.number]
        idle = "its words are no longer in the case" if not spots else ""
        if spots and all(self.roots[s.id].circular for s in spots):
            idle = "it goes back to the work itself: it shows that it was said, not that it is so"
        numbers = [h.number for h in self.held.hypotheses]
        found = {n: self.held.weights.get((clue.number, n)) for n in numbers}
        weights = {f"H{n}": w.level for n, w in found.items() if w}
        reports = self._reports(spots) or (Report("none", 0.5),)
        return Clue(f"C{clue.number}", self._origin(clue), reports, weights, clue.number in self.held.apart, idle)

    def _reports(self, spots: Sequence[Spot]) -> tuple[Report, ...]:
        """First-hand reports of the spots: what repeats another stands for that one."""
        said = {
            self.roots[s.id].relay: value
            for c in self.held.clues
            if (value := self.held.fidelity.get(c.number)) is not None
            for s in self.kept[c.number]
        }
        sources = {s.source.id: s.source for every in (*self.kept.values(), *self.proposed.values()) for s in every}
        relays = sorted({self.roots[s.id].relay for s in spots})
        grades = {r: FIDELITY_OF_GRADE[sources[r].reliability if r in sources else "F"] for r in relays}
        return tuple(Report(r, said.get(r, grades[r])) for r in relays)

    def _view(self, clue: HeldClue | None, key: str, words: str, spots: tuple[Spot, ...]) -> ClueView:
        held = self.held
        root = self.roots[spots[0].id] if spots else Rooted(self._origin(clue) if clue else key, "", "", "", False)
        number = clue.number if clue else None
        weights = [
            held.weights[number, h.number] for h in held.hypotheses if number and (number, h.number) in held.weights
        ]
        labels = {
            s.source.id: s.source.label for every in (*self.kept.values(), *self.proposed.values()) for s in every
        }
        return ClueView(
            number=number,
            id=key,
            words=words or _short(spots),
            origin=root.origin,
            origin_label=root.label,
            circular=bool(spots) and all(self.roots[s.id].circular for s in spots),
            spots=spots,
            lost=self.lost.get(number, ()) if number else (),
            reports=tuple((labels.get(r.id, r.id), r.fidelity) for r in self._reports(spots)),
            weights=tuple(WeightView(w.hypothesis, w.level, w.who, w.at, w.why) for w in weights),
            apart=number in held.apart,
        )


def read_board(
    question: str,
    store: Store,
    understood: Callable[[], Iterable[tuple[str, Understood]]],
    search: Callable[[str, int], Iterable[Found]],
    searched_by: str,
    limit: int,
) -> Board:
    """All that is known of a question: decisions from the log, possible answers and passages from the archive.

    ``search`` gives the passages closest to a text, ``limit`` of them for each query. Statements and tellers come from
    what was understood of the sources, so far as they were read.
    """
    every = store.ask_decisions()
    held = held_of(question, every, in_force(every))
    sources = store.sources()
    answers = answers_to(held.question, store, understood())
    kept, lost = _standing(held, store)
    queries = _queries(held)
    found = [*_answer_spots(answers, store), *_searched_spots(queries, search, limit)]
    known = [spot for spots in kept.values() for spot in spots]
    tellers = Tellers(understood(), {spot.passage.id for spot in (*known, *(f.spot for f in found))})
    kept = {n: tuple(_with_tellers(s, tellers) for s in spots) for n, spots in kept.items()}
    known = [spot for spots in kept.values() for spot in spots]
    fresh = [s for s in _once(_pieces(found, tellers)) if not any(_overlap(s, k) for k in known)]
    provenance = Provenance.of(sources)
    joined = [(kept[a][0].id, kept[b][0].id) for a, b in held.one_origin if kept[a] and kept[b]]
    settled = root_spots(store, provenance, known, joined=joined)
    by_origin = {r.origin: r.label for r in settled.values()}
    roots = root_spots(store, provenance, [*known, *fresh], settled=by_origin, joined=joined) | settled
    archive = [s for s in sources if s.role == "archive" and s.passages]
    searched = Searched(tuple(queries), len(archive), sum(s.passages for s in archive), searched_by)
    return Board(held, kept, lost, _clusters(fresh, roots), roots, answers, searched)


def _standing(held: Held, store: Store) -> tuple[dict[int, tuple[Spot, ...]], dict[int, tuple[str, ...]]]:
    """The kept words that are still where they stood; for words that are gone no look-alike is searched."""
    passages = store.passages_by_id(sorted({s.passage for c in held.clues for s in c.spots}))
    sources = {s.id: s for s in store.sources()}
    kept: dict[int, tuple[Spot, ...]] = {}
    lost: dict[int, tuple[str, ...]] = {}
    for clue in held.clues:
        found = [(s, _spot(s, passages.get(s.passage), sources)) for s in clue.spots]
        kept[clue.number] = tuple(spot for _, spot in found if spot)
        gone = [sources[s.source].label if s.source in sources else s.source for s, spot in found if not spot]
        lost[clue.number] = tuple(gone)
    return kept, lost


def _spot(held: HeldSpot, passage: Passage | None, sources: Mapping[str, Source]) -> Spot | None:
    if passage is None:
        return None
    base = passage.locator.start
    if held.start < base or passage.text[held.start - base : held.end - base] != held.quote:
        return None
    place = passage.place_of(held.start, held.end)
    return Spot(sources[passage.source_id], passage, place, held.quote, held.start, held.end, "kept")


def _queries(held: Held) -> list[str]:
    """The question, each hypothesis put in the place of its "who", and each hypothesis by itself."""
    words = held.question.strip().rstrip("?").split()
    rest = " ".join(words[1:]) if words and words[0].lower() in _WHO else " ".join(words)
    queries = [held.question.strip()]
    for h in held.hypotheses:
        queries += [f"{h.text} {rest}".strip(), h.text]
    return list(dict.fromkeys(q for q in queries if q))


@dataclass(frozen=True, slots=True)
class _Lead:
    """A passage that something led to, and what is wanted of it: the words at ``at``, or sentences with these stems."""

    spot: Spot
    at: tuple[int, int] | None
    stems: frozenset[str]


def _answer_spots(answers: Iterable[Answer], store: Store) -> list[_Lead]:
    """The passages whose statements give an answer."""
    said = [one for answer in answers for one in answer.said if one.source.role == "archive"]
    passages = store.passages_by_id(sorted({one.statement.passage_id for one in said}))
    found = []
    for one in said:
        passage = passages.get(one.statement.passage_id)
        if passage is not None:
            spot = _of_passage(one.source, passage, "a statement that gives an answer")
            found.append(_Lead(spot, (one.statement.start, one.statement.end), frozenset()))
    return found


def _searched_spots(queries: Sequence[str], search: Callable[[str, int], Iterable[Found]], limit: int) -> list[_Lead]:
    """What the searches found, the best of each first, without headings and passages that share no word."""
    ranked: list[tuple[int, int, _Lead]] = []
    for number, query in enumerate(queries):
        wanted = frozenset(content_stems(query))
        for rank, one in enumerate(search(query, limit)):
            words = set(content_stems(one.passage.text))
            if one.passage.kind not in _SKIPPED and len(words) >= _LEAST_WORDS and wanted & words:
                spot = _of_passage(one.source, one.passage, f"searching “{query}”")
                ranked.append((rank, number, _Lead(spot, None, wanted)))
    return [lead for _, _, lead in sorted(ranked, key=lambda r: (r[0], r[1], r[2].spot.id))]


def _of_passage(source: Source, passage: Passage, found_by: str) -> Spot:
    where = passage.locator
    return Spot(source, passage, where.words(), passage.text, where.start, where.end, found_by)


def _pieces(leads: Iterable[_Lead], tellers: Tellers) -> Iterator[Spot]:
    """Of each passage the runs of one teller that are wanted; what another teller says in it is a clue of its own."""
    for lead in leads:
        for piece in pieces_of(lead.spot, tellers):
            if lead.at:
                if piece.start < lead.at[1] and lead.at[0] < piece.end:
                    yield piece
            elif lead.stems & set(content_stems(piece.quote)):
                yield piece


def _once(spots: Iterable[Spot]) -> list[Spot]:
    return list({s.id: s for s in reversed(list(spots))}.values())[::-1]


def _overlap(a: Spot, b: Spot) -> bool:
    return a.source.id == b.source.id and a.start < b.end and b.start < a.end


def _with_tellers(spot: Spot, tellers: Tellers) -> Spot:
    return replace(spot, tellers=tellers.of(spot.source.id, spot.passage.id, spot.start, spot.end))


def _clusters(spots: Sequence[Spot], roots: Mapping[str, Rooted]) -> dict[str, tuple[Spot, ...]]:
    """Proposed clues, those of one origin together, the best first: one piece each, with those that have its words."""
    origins: dict[str, dict[str, list[Spot]]] = {}
    for spot in spots:
        root = roots[spot.id]
        origins.setdefault(root.origin, {}).setdefault(root.same, []).append(spot)
    chosen = [group for one in list(origins.values())[:_SHOWN_ORIGINS] for group in list(one.values())[:_SHOWN_CLUES]]
    return {content_id("k", *sorted(s.id for s in clue)): tuple(clue) for clue in chosen}


def _short(spots: Sequence[Spot]) -> str:
    if not spots:
        return ""
    words = spots[0].quote.split()
    return " ".join(words[:12]) + (" ..." if len(words) > 12 else "")

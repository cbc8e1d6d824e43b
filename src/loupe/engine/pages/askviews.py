"""A question weighed, made into what its page shows: everything in words, numbers of the scale nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loupe.engine.asks.asked import Asked
from loupe.engine.asks.asked import ClueView as AskedClue
from loupe.engine.asks.tellings import Spot
from loupe.reasoning.clues import BANDS, NO_SUPPORT, weight_words
from loupe.reasoning.hypotheses import Cell, Row
from loupe.reasoning.sensitivity import Change
from loupe.views.things_page import AnswerView, AskView, ClueView, HypothesisView, SpotView

__all__ = ["SCALE", "ask_view"]

SCALE = (
    *(band.words for band in reversed(BANDS)),
    NO_SUPPORT,
    *(f"{band.words} against" for band in BANDS),
)
"""The words that a weight may have, from what speaks most for a hypothesis to what speaks most against it."""

_REST = "what the others are weighed against"
_CANNOT = "cannot hold as it stands: it needs statements that cannot all be true"
_PROPOSED = 24


def ask_view(asked: Asked) -> AskView:
    """The page's view of one question."""
    columns = [c for c in asked.weighed.columns if c.clues]
    idle = {clue: why for column in asked.weighed.columns for clue, why in column.idle}
    heads = tuple(f"{', '.join(c.clues)}: {asked.clues_of(c.origin)[0].origin_label}" for c in columns)
    who = {f"H{h.number}": h.who for h in asked.hypotheses}
    rows = [
        HypothesisView(
            row.hypothesis.id,
            row.hypothesis.text,
            row.place,
            _standing(row, asked),
            tuple(_cell_of(c.cells, row.hypothesis.id) for c in columns),
            who.get(row.hypothesis.id, ""),
        )
        for row in asked.weighed.rows
    ]
    held = {h.text.casefold() for h in asked.hypotheses}
    s = asked.searched
    firm = "The order is the same wherever in their bands the weights lie."
    loose = "The order is not firm: other weights within the same words would change it."
    return AskView(
        question=asked.question,
        columns=heads,
        rows=tuple(sorted(rows, key=lambda r: (r.place, len(r.name), r.name))),
        firm=(firm if asked.hanging.firm else loose) if asked.weighted else "",
        hangs=tuple(_hangs(asked)) if asked.weighted else (),
        missing=asked.missing,
        clues=tuple(_clue(c, idle.get(c.name, "")) for c in asked.clues),
        proposed=tuple(_clue(c, "") for c in asked.proposed[:_PROPOSED]),
        answers=tuple(
            AnswerView(
                a.name,
                tuple(
                    (said.words, SpotView(
                        " ".join(said.statement.quote.split()), said.source.id, said.statement.passage_id,
                        said.source.label, said.place, said.statement.chain,
                    ))
                    for said in a.said
                ),
            )
            for a in asked.answers
            if a.name.casefold() not in held
        ),
        hypotheses=tuple((f"H{h.number}", h.text) for h in asked.hypotheses),
        searched=f"Searched {s.passages:,} passages of {s.sources:,} sources by {s.by} for: "
        + "; ".join(f"“{q}”" for q in s.queries),
    )  # fmt: skip


def _standing(row: Row, asked: Asked) -> str:
    if row.impossible:
        return _CANNOT
    if row.hypothesis.id == "H0":
        return _REST
    return weight_words(row.total.middle) if asked.weighted else "nothing is weighed yet"


def _cell_of(cells: Sequence[Cell], hypothesis: str) -> str:
    cell = next((c for c in cells if c.hypothesis == hypothesis), None)
    if cell is None:
        return "–"
    parts = []
    for span, said in zip((cell.supports, cell.opposes), cell.stated, strict=True):
        if said.middle:
            words, stated = weight_words(span.middle), weight_words(said.middle)
            sign = "+" if span.middle > 0 else "−" if span.middle < 0 else "0"
            parts.append(f"{sign} {words}" + ("" if words == stated else f" (said: {stated})"))
    return "; ".join(parts) or f"0 {NO_SUPPORT}"


def _hangs(asked: Asked) -> Iterator[str]:
    if not asked.hanging.smallest:
        yield "All are level: there is no order."
    for change in (*asked.hanging.smallest, *asked.hanging.weaker):
        yield _change(asked, change)


def _change(asked: Asked, change: Change) -> str:
    clues = ", ".join(", ".join(asked.column(origin).clues) for origin in change.origins)
    order = ", then ".join(
        " and ".join("something else" if h == "H0" else h for h in group) + (" level" if len(group) > 1 else "")
        for group in change.order
    )
    if change.hypothesis:
        return f"{clues} one band weaker for {change.hypothesis}: {order}"
    return f"without {clues}: {order}"


def _clue(clue: AskedClue, idle: str) -> ClueView:
    weights = []
    for w in clue.weights:
        words = NO_SUPPORT if not w.level else BANDS[abs(w.level) - 1].words + ("" if w.level > 0 else " against")
        weights.append(f"H{w.hypothesis}: {words}, says {w.who}" + (f": {w.why}" if w.why else ""))
    origin = clue.origin_label + ("; goes back to the work itself" if clue.circular else "")
    return ClueView(clue.name, clue.words, origin, tuple(map(_spot, clue.spots)), tuple(weights), idle)


def _spot(spot: Spot) -> SpotView:
    return SpotView(
        " ".join(spot.quote.split()), spot.source.id, spot.passage.id, spot.source.label, spot.place, spot.tellers
    )

"""A weighed question as the JSON document of ``loupe ask``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from loupe.cli.weighing import for_or_against
from loupe.model import to_plain

if TYPE_CHECKING:
    from loupe.engine import Asked, ClueView
    from loupe.reasoning.clues import Span
    from loupe.reasoning.sensitivity import Change

__all__ = ["asked_plain"]


def asked_plain(asked: Asked) -> dict[str, Any]:
    """The question's rows, columns, clues and all that follows from them."""
    from loupe.reasoning.clues import weight_words

    held = {f"H{h.number}": h for h in asked.hypotheses}
    rows = []
    for row in asked.weighed.rows:
        own = held.get(row.hypothesis.id)
        rows.append(
            {
                "id": row.hypothesis.id,
                "text": row.hypothesis.text,
                "place": row.place,
                "together": "" if row.impossible or not asked.weighted else weight_words(row.total.middle),
                "log10": _span(row.total),
                "speaks_for": [name for o in row.speaks_for for name in asked.column(o).clues],
                "speaks_against": [name for o in row.speaks_against for name in asked.column(o).clues],
                "asserts": list(row.hypothesis.asserts),
                "impossible": [list(one) for one in row.impossible],
                "who": own.who if own else "",
                "why": own.why if own else "",
            }
        )
    return {
        "hypotheses": rows,
        "columns": _columns(asked),
        "clues": [_clue(c) for c in asked.clues],
        "proposed": [_clue(c) for c in asked.proposed],
        "answers": [{"name": a.name, "said": [_said(s) for s in a.said]} for a in asked.answers],
        "hangs_on": {
            "order": [list(group) for group in asked.weighed.order],
            "firm": asked.hanging.firm,
            **{
                name: [_change(asked, c) for c in getattr(asked.hanging, name)]
                for name in ("smallest", "smallest_first", "without", "weaker")
            },
        },
        "not_telling": [name for o in asked.weighed.not_telling for name in asked.column(o).clues],
        "unexplained": [name for o in asked.weighed.unexplained for name in asked.column(o).clues],
        "arguments": [to_plain(one) for one in asked.weighed.arguments],
        "missing": list(asked.missing),
        "searched": to_plain(asked.searched),
    }


def _columns(asked: Asked) -> list[dict[str, Any]]:
    from loupe.reasoning.clues import weight_words

    return [
        {
            "origin": column.origin,
            "label": asked.clues_of(column.origin)[0].origin_label,
            "clues": list(column.clues),
            "idle": [{"clue": name, "why": why} for name, why in column.idle],
            "cells": [
                {
                    "hypothesis": cell.hypothesis,
                    "for": weight_words(cell.supports.middle),
                    "against": weight_words(cell.opposes.middle),
                    "said": [weight_words(one.middle) for one in cell.stated],
                    "log10": _span(cell.span),
                }
                for cell in column.cells
            ],
            "missing": [list(pair) for pair in column.missing],
        }
        for column in asked.weighed.columns
    ]


def _span(span: Span) -> dict[str, float | None]:
    """Six decimals; null where a band has no end, or nothing is left."""
    values = {"least": span.least, "middle": span.middle, "most": span.most}
    return {name: round(v, 6) + 0.0 if math.isfinite(v) else None for name, v in values.items()}


def _change(asked: Asked, change: Change) -> dict[str, Any]:
    return {
        "clues": [name for origin in change.origins for name in asked.column(origin).clues],
        "hypothesis": change.hypothesis,
        "order": [list(group) for group in change.order],
        "first": change.first,
    }


def _clue(clue: ClueView) -> dict[str, Any]:
    return {
        "name": clue.name,
        "id": clue.id,
        "words": clue.words,
        "origin": clue.origin,
        "label": clue.origin_label,
        "circular": clue.circular,
        "apart": clue.apart,
        "lost": list(clue.lost),
        "reports": [{"label": label, "fidelity": fidelity} for label, fidelity in clue.reports],
        "weights": [
            {"hypothesis": f"H{w.hypothesis}", "words": for_or_against(w.level), "who": w.who, "at": w.at, "why": w.why}
            for w in clue.weights
        ],
        "passages": [
            {
                "passage": spot.passage.id,
                "source": spot.source.id,
                "label": spot.source.label,
                "place": spot.place,
                "quote": spot.quote,
                "start": spot.start,
                "end": spot.end,
                "says": list(spot.tellers),
                "found_by": spot.found_by,
            }
            for spot in clue.spots
        ],
    }


def _said(said: Any) -> dict[str, Any]:
    return {
        "statement": said.statement.id,
        "words": said.words,
        "quote": said.statement.quote,
        "source": said.source.id,
        "label": said.source.label,
        "role": said.source.role,
        "place": said.place,
    }

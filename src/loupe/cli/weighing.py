"""How a question is shown: hypotheses in rows, clues in columns, in words; then what speaks for what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loupe.cli.output import Output
from loupe.cli.words import count, indented, shell

if TYPE_CHECKING:
    from loupe.engine import Asked, ClueView
    from loupe.reasoning.hypotheses import Cell, Column
    from loupe.reasoning.sensitivity import Change

__all__ = ["WIDTH", "cell_words", "for_or_against", "headed", "order_words", "show_question", "show_table", "sign"]

WIDTH = 100
_COLUMNS = 4
_QUOTE = 420
_SIGNS = ("", "+", "++", "+++", "++++", "+++++", "++++++")


def sign(log10_ratio: float) -> str:
    """The sign of a weight: as many plus or minus signs as the band is high, "0" for none."""
    from loupe.reasoning.clues import BANDS

    ratio = 10 ** min(abs(log10_ratio), 300) * (1 + 1e-12)
    level = sum(ratio >= band.least for band in BANDS)
    return (_SIGNS[level] if log10_ratio > 0 else _SIGNS[level].replace("+", "−")) or "0"


def cell_words(cell: Cell) -> str:
    """A weight in sign and words, both where one origin speaks for and against."""
    parts = [
        _side(span.middle, said.middle)
        for span, said in zip((cell.supports, cell.opposes), cell.stated, strict=True)
        if said.middle
    ]
    return "; ".join(parts) or _side(0.0, 0.0)


def _side(carried: float, said: float) -> str:
    """One weight; where the reports cannot carry all that was said, that too."""
    from loupe.reasoning.clues import weight_words

    words, stated = weight_words(carried), weight_words(said)
    return f"{sign(carried)} {words}" + ("" if words == stated else f" (said: {stated})")


def for_or_against(level: int) -> str:
    """A person's weight in words."""
    from loupe.reasoning.clues import BANDS, NO_SUPPORT

    if not level:
        return NO_SUPPORT
    words = BANDS[abs(level) - 1].words
    return words if level > 0 else f"{words} against"


def headed(asked: Asked, column: Column) -> str:
    """What stands above a column: its clues, and the origin that they go back to."""
    clues = asked.clues_of(column.origin)
    return f"{', '.join(column.clues)}: {clues[0].origin_label}"


def order_words(order: Sequence[Sequence[str]]) -> str:
    """An order of hypotheses in one line: "H2, then H1 and H0 level"."""
    names = [" and ".join("something else" if h == "H0" else h for h in group) for group in order]
    parts = [f"{name} level" if len(group) > 1 else name for name, group in zip(names, order, strict=True)]
    return ", then ".join(parts)


def show_table(out: Output, asked: Asked) -> None:
    """The table, a few columns at a time, and under it how the hypotheses stand."""
    counting = [c for c in asked.weighed.columns if c.clues]
    for start in range(0, len(counting), _COLUMNS):
        _block(out, asked, counting[start : start + _COLUMNS])
    if not counting:
        for row in asked.weighed.rows[1:]:
            out.result(f"  {row.hypothesis.id}  {row.hypothesis.text}")
        out.result("  H0  someone or something else")
        return
    _standing(out, asked)


def _block(out: Output, asked: Asked, columns: Sequence[Column]) -> None:
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("hypothesis", ratio=2)
    for column in columns:
        table.add_column(headed(asked, column), ratio=2)
    for row in asked.weighed.rows[1:]:
        cells = [next(c for c in column.cells if c.hypothesis == row.hypothesis.id) for column in columns]
        table.add_row(f"{row.hypothesis.id} {row.hypothesis.text}", *map(cell_words, cells))
    table.add_row("H0 someone or something else", *["–"] * len(columns))
    if not out.as_json:
        out.table(table)


def _standing(out: Output, asked: Asked) -> None:
    from loupe.reasoning.clues import weight_words

    out.result("Taken together, each against “someone or something else”:")
    for row in sorted(asked.weighed.rows, key=lambda r: (r.place, len(r.hypothesis.id), r.hypothesis.id)):
        if row.impossible:
            words = "cannot hold as it stands: it needs statements that cannot all be true"
        elif row.hypothesis.id == "H0":
            words = "what the others are weighed against"
        else:
            words = weight_words(row.total.middle)
        out.result(f"  {row.place}. {row.hypothesis.id} {row.hypothesis.text}: {words}")
    if asked.hanging.firm:
        out.note("  The order is the same wherever in their bands the weights lie.")
    else:
        out.note("  The order is not firm: other weights within the same words would change it.")
    out.note("  This orders the weights that persons gave. It says of nobody that he did it.")


def show_question(out: Output, asked: Asked, case: Path) -> None:
    """Everything about a question, the table first."""
    out.result(asked.question)
    out.result()
    show_table(out, asked)
    if asked.weighted:
        for row in asked.weighed.rows[1:]:
            _speaks(out, asked, row.hypothesis.id, row.hypothesis.text, row.speaks_for, row.speaks_against)
        _hangs(out, asked)
        _notable(out, asked)
    resting = [c for c in asked.clues if not any(c.name in column.clues for column in asked.weighed.columns)]
    if resting:
        out.result()
        out.result("Kept, but not counted:")
        for clue in resting:
            why = next(why for name, why in asked.column(clue.origin).idle if name == clue.name)
            _clue(out, clue, why)
    _missing(out, asked)
    _proposals(out, asked, case)
    s = asked.searched
    where = f"{count(s.passages, 'passage')} of {count(s.sources, 'source')}"
    out.note()
    out.note(indented(f"Searched {where} by {s.by} for: {'; '.join(f'“{q}”' for q in s.queries)}.", "", WIDTH))


def _speaks(
    out: Output, asked: Asked, name: str, text: str, speaks_for: Sequence[str], speaks_against: Sequence[str]
) -> None:
    out.result()
    out.result(f"{name} {text}")
    for title, origins, side in (("speaks for it", speaks_for, 1), ("speaks against it", speaks_against, -1)):
        if not origins:
            out.result(f"  nothing that is weighed {title}")
            continue
        out.result(f"  {title}:")
        for origin in origins:
            column = asked.column(origin)
            cell = next(c for c in column.cells if c.hypothesis == name)
            carried, said = (cell.supports, cell.stated[0]) if side > 0 else (cell.opposes, cell.stated[1])
            label = asked.clues_of(origin)[0].origin_label
            out.result(indented(f"{_side(carried.middle, said.middle)}, by way of {label}", "    ", WIDTH))
            _weighed(out, asked, column, name, side)


def _weighed(out: Output, asked: Asked, column: Column, name: str, side: int) -> None:
    """The clues of a column that speak on one side, with whose weight it is and why."""
    for clue in asked.clues_of(column.origin):
        for weight in clue.weights:
            if f"H{weight.hypothesis}" == name and weight.level * side > 0 and clue.name in column.clues:
                why = f": {weight.why}" if weight.why else ""
                words = for_or_against(weight.level)
                out.result(indented(f"{clue.name}  {words}, says {weight.who}{why}", "      ", WIDTH))
                _spots(out, clue, " " * 10)


def _clue(out: Output, clue: ClueView, note: str) -> None:
    out.result(indented(f"{clue.name}  {clue.words} ({note})", "    ", WIDTH))
    _spots(out, clue, " " * 8)


def _spots(out: Output, clue: ClueView, indent: str) -> None:
    for spot in clue.spots:
        quote = " ".join(spot.quote.split())
        shown = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rsplit(" ", 1)[0] + " …"
        out.result(indented(f"“{shown}”", indent, WIDTH))
        told = f", says {' and '.join(spot.tellers)}" if spot.tellers else ""
        out.result(indented(f"{spot.source.label}, {spot.place}{told}  ({spot.passage.id})", indent, WIDTH))


def _change(asked: Asked, change: Change) -> str:
    clues = ", ".join(", ".join(asked.column(origin).clues) for origin in change.origins)
    if change.hypothesis:
        return f"{clues} one band weaker for {change.hypothesis}: {order_words(change.order)}"
    return f"without {clues}: {order_words(change.order)}"


def _hangs(out: Output, asked: Asked) -> None:
    hanging = asked.hanging
    out.result()
    out.result(f"What the order hangs on (now: {order_words(asked.weighed.order)}):")
    if not hanging.smallest:
        out.result("  All are level: there is no order.")
    for change in hanging.smallest:
        out.result(indented(_change(asked, change), "  ", WIDTH))
    if hanging.smallest_first and hanging.smallest_first != hanging.smallest:
        out.result("  The first place alone:")
        for change in hanging.smallest_first:
            out.result(indented(_change(asked, change), "    ", WIDTH))
    for change in hanging.weaker:
        out.result(indented(_change(asked, change), "  ", WIDTH))


def _notable(out: Output, asked: Asked) -> None:
    for title, origins in (
        ("Tells nothing apart (the same weight under every hypothesis):", asked.weighed.not_telling),
        ("No hypothesis explains:", asked.weighed.unexplained),
    ):
        if origins:
            out.result()
            out.result(title)
            for origin in origins:
                for clue in asked.clues_of(origin):
                    out.result(indented(f"{clue.name}  {clue.words} ({clue.origin_label})", "  ", WIDTH))
    if asked.weighed.arguments:
        out.result()
        out.result("Clues that attack each other:")
        for one in asked.weighed.arguments:
            by = f" (by way of {', '.join(one.by)})" if one.by else ""
            out.result(f"  {one.argument} is {one.status}{by}")


def _missing(out: Output, asked: Asked) -> None:
    if asked.missing:
        out.note()
        out.note("What is missing:")
        for sentence in asked.missing:
            out.note(indented(sentence, "  - ", WIDTH).replace("\n  - ", "\n    "))


def _proposals(out: Output, asked: Asked, case: Path) -> None:
    held = {h.text.lower() for h in asked.hypotheses}
    answers = [a for a in asked.answers if a.name.lower() not in held]
    if answers:
        out.note()
        out.note("Names that statements give as an answer; whether to hold them is for a person to say:")
        for answer in answers:
            out.note(f"  {answer.name}")
            for said in answer.said:
                work = ", the work itself" if said.source.role == "work" else ""
                quote = " ".join(said.statement.quote.split())
                out.note(indented(f"{said.words}: “{quote}”", " " * 6, WIDTH))
                out.note(indented(f"{said.source.label}, {said.place}{work}", " " * 6, WIDTH))
        out.note(f"    loupe ask {shell(case)} {shell(asked.question)} --hypothesis {shell(answers[0].name)}")
    if asked.proposed:
        out.note()
        out.note("Clues that Loupe proposes, by the origin they go back to; keep and weigh those that tell something:")
        origin = ""
        for clue in asked.proposed:
            if clue.origin != origin:
                origin = clue.origin
                out.note(f"  {clue.origin_label}{'; goes back to the work itself' if clue.circular else ''}")
            if not out.quiet:
                out.result(f"    {clue.name}")
                _spots(out, clue, " " * 6)
        one = asked.proposed[0].name
        out.note(f'    loupe ask {shell(case)} {shell(asked.question)} --weigh {one} H1 "weak support" --why "..."')

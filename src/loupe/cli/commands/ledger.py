"""``loupe ledger``: what was stolen or is disputed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain

if TYPE_CHECKING:
    from loupe.reasoning.cited import Cited
    from loupe.reasoning.ledger import Amount, Item, Ledger

COLUMNS = (
    "Item", "Entry", "What", "Amount as said", "Lowest", "Highest", "Currency", "Said of", "Told by", "Source",
    "Published", "Place", "Quote", "Source id", "Passage id",
)  # fmt: skip


@make(
    "ledger",
    when="Use it to see what was stolen or is disputed, what each source says it is worth, what became of it and where "
    "it was last. Amounts that were taken, insured, claimed or recovered are kept apart, and no currency is converted.",
    example="loupe ledger antwerp --to ledger.csv",
    gives={
        "items": "list of items, those in most sources first: `name`, `also`, `marks`, `amounts`, `not_both` (amounts "
        "that cannot both be right), `fates`, `statuses` (status, origins, sources), `partings` (accounts that do not "
        "go together), `wheres`, `last_places`, `chain` (who had it) and `ended`",
        "totals": "for each teller and facet whether the amounts add up: `outcome` and `why`",
        "counts": "whether what was opened and what was left come to all there were",
        "unplaced": "amounts that were left out, with the reason",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--to", type=PATH, metavar="FILE.csv", help="Write the ledger as a CSV table, one row for each entry.")
def command(out: Output, case: Path, to: Path | None) -> None:
    """Show the ledger."""
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        ledger = opened.ledger()
        filled = bool(opened.sources())
    plain = to_plain(ledger)
    assert isinstance(plain, dict)
    if to:
        from loupe.publish.listing import write_listing

        write_listing(to, COLUMNS, _rows(ledger))
    out.document({**plain, "understood": report})
    for item in ledger.items:
        _show(out, item)
    _show_sums(out, ledger)
    if not ledger.items:
        out.note("Nothing in this case is said to be stolen, missing, insured or disputed.")
    out.note(f"{count(len(ledger.items), 'item')}; {count(len(ledger.unplaced), 'amount')} left out of the ledger.")
    if to:
        out.note(f"Written: {to}")
    if not filled:
        out.note(next_step("add", case, "FILES"))


def _told(cited: Cited) -> str:
    from loupe.reasoning.cited import told_by

    return told_by(cited) + (f", {cited.published}" if cited.published else "")


def _show(out: Output, item: Item) -> None:
    out.result(item.name)
    if item.also:
        out.result(indented("in the sources: " + "; ".join(item.also), " " * 4, 100))
    for status, origins, sources in item.statuses:
        out.result(f"    {status}: {count(origins, 'origin')}, {count(sources, 'source')}")
    for one in item.amounts:
        out.result(indented(_amount_words(one), " " * 6, 100))
    for pair in item.not_both:
        left, right = (" ".join(a.quantity.text.split()) for a in (pair.left, pair.right))
        out.result(indented(f"! cannot both be right: “{left}” and “{right}”", " " * 6, 100))
    for parting in item.partings:
        out.result(f"    ! the accounts part: {parting.left.status}, and {parting.right.status}")
        for fate in (parting.left, parting.right):
            _quote(out, fate.cited, " " * 8)
    for where in item.last_places:
        out.result(indented(f"last place told, {where.stage}: {where.words}", " " * 4, 100))
        _quote(out, where.cited, " " * 8)
    _whereabouts(out, item)
    out.result()


def _whereabouts(out: Output, item: Item) -> None:
    if not item.last_places:
        out.result("    nobody says where it was last")
    for held in item.chain:
        when = f"{held.time[0]:%Y-%m-%d}" if held.time else "no time told"
        words = " ".join(filter(None, (held.holder or "somebody", held.what, held.to and f"to {held.to}")))
        out.result(indented(f"{when}: {words}: {_told(held.cited)}", " " * 4, 100))
    for mark in item.marks:
        out.result(indented(f"mark: {mark.words}: {_told(mark.cited)}", " " * 4, 100))


def _amount_words(one: Amount) -> str:
    from loupe.reasoning.sums import amount_words

    q = one.quantity
    said = f"“{' '.join(q.text.split())}”"
    aside = [f"currency from “{one.currency_from}”"] if one.currency_from else []
    aside += ["said of what the sentence before names"] if one.carried else []
    aside += [one.cited.hedged] if one.cited.hedged else []
    more = f" [{'; '.join(aside)}]" if aside else ""
    return f"{one.facet}: {amount_words(q.low, q.high, q.unit)}, {said}{more}: {_told(one.cited)}, {one.cited.place}"


def _quote(out: Output, cited: Cited, indent: str) -> None:
    out.result(indented(f"“{' '.join(cited.quote.split())}” {_told(cited)}, {cited.place}", indent, 100))


def _show_sums(out: Output, ledger: Ledger) -> None:
    totals = [t for t in ledger.totals if t.outcome != "no parts"]
    if totals or ledger.counts:
        out.result("Does it add up?")
    for total in totals:
        out.result(indented(f"{total.teller}, {total.facet}: {total.why}", " " * 4, 100))
    for check in ledger.counts:
        sign = "! " if check.outcome == "does not add up" else ""
        out.result(indented(f"{sign}{check.label}, {check.noun}: {check.why}", " " * 4, 100))
    if totals or ledger.counts:
        out.result()


def _rows(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    for item in ledger.items:
        for a in item.amounts:
            q = a.quantity
            figures = (" ".join(q.text.split()), f"{q.low:.10g}", f"{q.high:.10g}", q.unit, a.facet)
            yield _row(item.name, "amount", "", figures, a.cited)
        for f in item.fates:
            yield _row(item.name, "status", f.status, (), f.cited)
        for w in item.wheres:
            yield _row(item.name, "place", f"{w.stage}: {w.words}", (), w.cited)
        for h in item.chain:
            yield _row(
                item.name, "chain", " ".join(filter(None, (h.holder, h.what, h.to and f"to {h.to}"))), (), h.cited
            )
        for m in item.marks:
            yield _row(item.name, "mark", m.words, (), m.cited)
    for u in ledger.unplaced:
        q = u.quantity
        figures = (" ".join(q.text.split()), f"{q.low:.10g}", f"{q.high:.10g}", q.unit, "")
        yield _row("", "left out", u.why, figures, u.cited)


def _row(item: str, entry: str, what: str, figures: tuple[str, ...], cited: Cited) -> tuple[str, ...]:
    teller = " ← ".join(cited.teller)
    told = (teller, cited.label, cited.published, cited.place, cited.quote, cited.source_id, cited.passage_id)
    return (item, entry, what, *(figures or ("",) * 5), *told)

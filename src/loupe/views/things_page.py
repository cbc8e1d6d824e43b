"""What the pages under "People and things" show beside people: ledger, layers, open questions, hypotheses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from loupe.reasoning.cited import Cited
from loupe.reasoning.layers import Matrix, Row
from loupe.reasoning.ledger import Item, Ledger, Unplaced
from loupe.reasoning.questions import KINDS, Question
from loupe.reasoning.sums import CountCheck, Total, amount_words
from loupe.reasoning.values import Amount
from loupe.review import Asked
from loupe.views.working import Working

__all__ = [
    "PARTS", "AmountView", "AnswerView", "AskView", "AsksPage", "CellView", "ClueView", "EntryView", "HypothesisView",
    "ItemView", "LayerRow", "LayersPage", "LedgerPage", "OpenQuestion", "QuestionsPage", "SaidView", "SpotView",
    "asks_page",
    "layers_page", "ledger_page", "questions_page",
]  # fmt: skip

PARTS: Mapping[str, str] = {
    "people": "People and things",
    "ledger": "Ledger of items",
    "layers": "Layers of the secured place",
    "questions": "Open questions",
    "ask": "Hypotheses",
}
"""The pages of this room by the name in their address, and what they are called."""
_ITEMS, _AMOUNTS, _QUESTIONS = 20, 60, 40
_BETWEEN = frozenset({"between", "entre", "fra", "tra", "tussen", "zwischen"})
"""How a range begins in the languages that amounts are read in."""


# --- the ledger ---


@dataclass(frozen=True, slots=True)
class AmountView:
    """One value of one source: of what it is (taken, insured ...), as an interval, in its words, and what to mind."""

    facet: str
    value: str
    said: str
    aside: tuple[str, ...]
    cited: Cited


@dataclass(frozen=True, slots=True)
class SaidView:
    """An amount in the words of a source, and where they stand."""

    said: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with its values source by source; ``odds`` are pairs of words that cannot both be right, each once."""

    item: Item
    amounts: tuple[AmountView, ...]
    more: int
    odds: tuple[tuple[SaidView, SaidView], ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The ledger, some items at a time; what was left out of it, with why, only on the last page."""

    ready: bool
    works: tuple[Working, ...]
    items: tuple[ItemView, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    totals: tuple[Total, ...] = ()
    counts: tuple[CountCheck, ...] = ()
    unplaced: tuple[tuple[str, Unplaced], ...] = ()


def ledger_page(ledger: Ledger | None, works: tuple[Working, ...], page: int = 1) -> LedgerPage:
    """The page of the ledger, None while it is being worked out."""
    if ledger is None:
        return LedgerPage(False, works)
    pages = max(1, -(-len(ledger.items) // _ITEMS))
    page = min(max(1, page), pages)
    shown = ledger.items[(page - 1) * _ITEMS : page * _ITEMS]
    left = ledger.unplaced[:_AMOUNTS] if page == pages else ()
    return LedgerPage(
        ready=True,
        works=works,
        items=tuple(map(_item, shown)),
        total=len(ledger.items),
        page=page,
        pages=pages,
        totals=tuple(t for t in ledger.totals if t.outcome != "no parts") if page == 1 else (),
        counts=ledger.counts if page == 1 else (),
        unplaced=tuple((" ".join(u.quantity.text.split()), u) for u in left),
    )


def _item(item: Item) -> ItemView:
    amounts = []
    for one in item.amounts[:_AMOUNTS]:
        q = one.quantity
        aside = [f"currency from “{one.currency_from}”"] if one.currency_from else []
        aside += ["said of what the sentence before names"] if one.carried else []
        aside += [one.cited.hedged] if one.cited.hedged else []
        value = amount_words(q.low, q.high, q.unit)
        amounts.append(AmountView(one.facet, value, _said(one), tuple(aside), one.cited))
    odds: dict[tuple[str, str], tuple[SaidView, SaidView]] = {}
    for pair in item.not_both:
        left, right = (SaidView(_said(one), one.cited) for one in (pair.left, pair.right))
        odds.setdefault((left.said, right.said), (left, right))
    return ItemView(item, tuple(amounts), len(item.amounts) - len(amounts), tuple(odds.values()))


def _said(amount: Amount) -> str:
    """The words of an amount; "between" belongs to those of a range, which would read as two amounts without it."""
    said = " ".join(amount.quantity.text.split())
    before, found, _ = " ".join(amount.cited.quote.split()).partition(said)
    word = before.split()[-1] if found and before.strip() else ""
    ranged = amount.quantity.low != amount.quantity.high and word.lower() in _BETWEEN
    return f"{word} {said}" if ranged else said


# --- the layers ---


@dataclass(frozen=True, slots=True)
class EntryView:
    """What one account says of a layer, in one word or two; ``aside`` is what to mind."""

    verdict: str
    aside: tuple[str, ...]
    cited: Cited


@dataclass(frozen=True, slots=True)
class CellView:
    """What one account says of one layer, nothing where it is silent; ``must`` is what would have to be so."""

    account: int
    entries: tuple[EntryView, ...]
    must: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer across all accounts, a cell for each."""

    row: Row
    cells: tuple[CellView, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayersPage:
    """The matrix. ``accounts`` are named in the order of the columns; ``delays`` are sentences."""

    ready: bool
    works: tuple[Working, ...]
    place: str = ""
    given: bool = False
    accounts: tuple[str, ...] = ()
    rows: tuple[LayerRow, ...] = ()
    counts: tuple[tuple[str, Cited], ...] = ()
    delays: tuple[str, ...] = ()


def layers_page(matrix: Matrix | None, works: tuple[Working, ...]) -> LayersPage:
    """The page of the layers, None while they are being compared."""
    if matrix is None:
        return LayersPage(False, works)
    counts = []
    for said in matrix.counts:
        figure = f"{said.low:g}" if said.low == said.high else f"{said.low:g} to {said.high:g}"
        layers = "layer" if said.high == 1 else "layers"
        named = f"{len(matrix.rows)} {'is' if len(matrix.rows) == 1 else 'are'} named in this case"
        counts.append((f"{figure} {layers}; {named}", said.cited))
    return LayersPage(
        ready=True,
        works=works,
        place=matrix.place,
        given=matrix.given,
        accounts=matrix.accounts,
        rows=tuple(_layer(row, matrix.accounts) for row in matrix.rows),
        counts=tuple(counts),
        delays=tuple(f"{who}: {low / 60:.0f} to {high / 60:.0f} minutes told" for who, low, high in matrix.delays),
    )


def _layer(row: Row, accounts: Sequence[str]) -> LayerRow:
    by_account = {cell.account: cell for cell in row.cells}
    cells = []
    for number, account in enumerate(accounts, 1):
        cell = by_account.get(account)
        entries = []
        for entry in cell.entries if cell else ():
            aside = [entry.cited.hedged] if entry.cited.hedged else []
            aside += ["not said outright"] if entry.implied else []
            verdict = f"not {entry.verdict}" if entry.denied else entry.verdict
            entries.append(EntryView(verdict, tuple(aside), entry.cited))
        cells.append(CellView(number, tuple(entries), cell.must if cell else ()))
    apart = []
    for one in row.disagreements:
        left, right = (e.cited.teller[-1] if e.cited.teller else e.cited.label for e in (one.left, one.right))
        apart.append(f"{left} and {right}: {one.why}")
    return LayerRow(row, tuple(cells), tuple(apart))


# --- open questions ---


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A line of the list; ``key`` is what a decision calls it, ``ticked`` what a person said, None while it is open."""

    key: str
    question: Question
    ticked: Asked | None


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The to-do list: ``kinds`` with how many there are of each; ``first`` is the number of the first one shown.

    ``ticked`` counts those of them that persons ticked off: they stay in the list. ``work_id`` is the work that
    decisions are kept with, "" where none was checked; ``seen`` the number of the last decision that the page knows of.
    """

    ready: bool
    works: tuple[Working, ...]
    kind: str = ""
    page: int = 1
    pages: int = 1
    total: int = 0
    first: int = 1
    kinds: tuple[tuple[str, int], ...] = ()
    shown: tuple[OpenQuestion, ...] = ()
    ticked: int = 0
    work_id: str = ""
    seen: int = 0

    def turned(self, page: int, kind: str) -> str:
        """The query of another page or kind."""
        given = {"kind": kind, "page": str(page) if page > 1 else ""}
        return urlencode({name: value for name, value in given.items() if value})


def questions_page(
    questions: Sequence[Question] | None,
    works: tuple[Working, ...],
    kind: str = "",
    page: int = 1,
    *,
    asked: Mapping[str, Asked] | None = None,
    work_id: str = "",
    seen: int = 0,
) -> QuestionsPage:
    """The page of what is open, of one kind or all; None while it is being worked out.

    ``asked`` is what persons said of questions, by their keys.
    """
    if questions is None:
        return QuestionsPage(False, works, kind)
    said = asked or {}
    count = Counter(q.kind for q in questions)
    kind = kind if kind in KINDS else ""
    found = [q for q in questions if kind in ("", q.kind)]
    pages = max(1, -(-len(found) // _QUESTIONS))
    page = min(max(1, page), pages)
    first = (page - 1) * _QUESTIONS
    kinds = tuple((k, count[k]) for k in KINDS if count[k])
    shown = tuple(OpenQuestion(q.key, q, said.get(q.key)) for q in found[first : first + _QUESTIONS])
    ticked = sum(q.key in said for q in found)
    return QuestionsPage(True, works, kind, page, pages, len(found), first + 1, kinds, shown, ticked, work_id, seen)


# --- hypotheses ---


@dataclass(frozen=True, slots=True)
class SpotView:
    """Words of the archive that a clue rests on."""

    quote: str
    source_id: str
    passage_id: str
    label: str
    place: str
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClueView:
    """A clue with its passages; ``weights`` are sentences with whose word each is; ``idle`` says why it counts not."""

    name: str
    words: str
    origin: str
    spots: tuple[SpotView, ...]
    weights: tuple[str, ...]
    idle: str = ""


@dataclass(frozen=True, slots=True)
class HypothesisView:
    """A row of the table: its place (1 is first), what it comes to in words, and a cell for each column."""

    name: str
    text: str
    place: int
    words: str
    cells: tuple[str, ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A name that statements give as an answer: a proposal."""

    name: str
    told: tuple[tuple[str, SpotView], ...]


@dataclass(frozen=True, slots=True)
class AskView:
    """A question weighed: ``columns`` are the clues of each origin, ``hangs`` what the order hangs on, in sentences.

    ``hypotheses`` are those that can be weighed, each by its name and words.
    """

    question: str
    columns: tuple[str, ...]
    rows: tuple[HypothesisView, ...]
    firm: str
    hangs: tuple[str, ...]
    missing: tuple[str, ...]
    clues: tuple[ClueView, ...]
    proposed: tuple[ClueView, ...]
    answers: tuple[AnswerView, ...]
    searched: str
    hypotheses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AsksPage:
    """The questions that something is held about, and what the form to weigh needs."""

    ready: bool
    works: tuple[Working, ...]
    asked: tuple[AskView, ...] = ()
    scale: tuple[str, ...] = ()
    seen: int = 0


def asks_page(
    asked: Sequence[AskView] | None, works: tuple[Working, ...], scale: Sequence[str] = (), seen: int = 0
) -> AsksPage:
    """The page of hypotheses, None while they are being weighed; ``scale`` are the words that a weight may have.

    ``seen`` is the number of the last decision about questions that what is shown was made from.
    """
    return AsksPage(asked is not None, works, tuple(asked or ()), tuple(scale), seen)

"""What the history page shows: every decision with who, when and why, what it changed, and two moments compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from loupe.review import undoable
from loupe.store import Decision, in_force
from loupe.views.case_deeds import CaseRow
from loupe.views.contexts import ScriptContext
from loupe.views.deeds import NO_LINES, Lines, Names, meant, took_back
from loupe.views.moments import Difference, Moments, compare

__all__ = ["HistoryPage", "HistoryQuery", "HistoryRow", "history_page", "history_rows"]

PAGE_ROWS = 200


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which decisions: of a person, on a claim (its number or id), a page of them; and two moments to compare.

    ``moment_from`` and ``moment_to`` are numbers of the log, 0 for before everything; None where nothing is compared.
    """

    who: str = ""
    claim: str = ""
    page: int = 1
    moment_from: int | None = None
    moment_to: int | None = None

    @classmethod
    def of(cls, address: str) -> HistoryQuery:
        """The query of an address, without the question mark; what it does not know, it leaves out."""
        try:
            said = dict(parse_qsl(address[:4000], max_num_fields=50))
        except ValueError:
            said = {}
        return cls(
            who=said.get("who", "")[:500],
            claim=said.get("claim", "").strip()[:100],
            page=max(1, _number(said.get("page", "")) or 1),
            moment_from=_number(said.get("from", "")),
            moment_to=_number(said.get("to", "")),
        )

    @property
    def address(self) -> str:
        """The query as it stands in an address."""
        pairs = [(name, value) for name, value in (("who", self.who), ("claim", self.claim)) if value]
        pairs += [("page", str(self.page))] if self.page > 1 else []
        moments = (("from", self.moment_from), ("to", self.moment_to))
        return urlencode(pairs + [(name, str(value)) for name, value in moments if value is not None])

    def at(self, page: int) -> HistoryQuery:
        """The same decisions, another page of them."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One decision. ``did`` says what, ``before`` what stood before it, "" for nothing; ``subject`` what it is about.

    ``undone_by`` and ``undone_at`` tell who took it back, "" while it is in force. ``last`` marks the one that undo
    takes back for the person who looks.
    """

    seq: int
    who: str
    at: str
    kind: str
    did: str
    before: str
    why: str
    claim: str
    number: str
    subject: str
    undone_by: str
    undone_at: str
    last: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The page: ``total`` decisions, ``found`` that fit the query, the last first. ``people`` have decided something.

    ``moments`` is the comparison that the query asks for, None where it asks for none. ``of_case`` are the decisions
    about the case itself that fit, the last first and the last ``PAGE_ROWS`` of them; ``case_found`` counts them all.
    """

    work_id: str
    title: str
    query: HistoryQuery
    rows: tuple[HistoryRow, ...]
    found: int
    total: int
    pages: int
    people: tuple[str, ...]
    can_undo: bool
    moments: Moments | None
    differences: tuple[Difference, ...]
    seen: int
    of_case: tuple[CaseRow, ...] = ()
    case_found: int = 0


def history_page(
    script: ScriptContext,
    taken: Sequence[Decision],
    sources: Mapping[str, str],
    query: HistoryQuery,
    who: str,
    lines: Lines = NO_LINES,
    of_case: Sequence[CaseRow] = (),
) -> HistoryPage:
    """The page from the decisions in order; ``sources`` are the labels of sources, ``who`` looks at it.

    ``of_case`` are the decisions about the case itself, the first first; a query for a claim leaves them out.
    """
    case_fit = [row for row in reversed(of_case) if query.who in ("", row.who) and not query.claim]
    rows = history_rows(script, taken, sources, who, lines)
    fit = [r for r in rows if query.who in ("", r.who) and query.claim in ("", r.claim, r.number)]
    fit.reverse()
    pages = max(1, -(-len(fit) // PAGE_ROWS))
    query = query.at(min(query.page, pages))
    first = (query.page - 1) * PAGE_ROWS
    moments, differences = _compared(script, taken, sources, query, lines)
    return HistoryPage(
        work_id=script.work.id,
        title=script.title,
        query=query,
        rows=tuple(fit[first : first + PAGE_ROWS]),
        found=len(fit),
        total=len(rows),
        pages=pages,
        people=tuple(sorted({r.who for r in rows} | {r.who for r in of_case})),
        can_undo=any(r.last for r in rows),
        moments=moments,
        differences=differences,
        seen=max((d.seq for d in taken), default=0),
        of_case=tuple(case_fit[:PAGE_ROWS]),
        case_found=len(case_fit),
    )


def history_rows(
    script: ScriptContext, taken: Sequence[Decision], sources: Mapping[str, str], who: str, lines: Lines = NO_LINES
) -> tuple[HistoryRow, ...]:
    """Every decision on a work in words, the first first."""
    names = Names(script, sources, lines)
    standing = {d.seq for d in in_force(taken)}
    undone = _undone(taken)
    mine = undoable(taken, who)
    before = _before(taken, names)
    rows = []
    by_seq = {d.seq: d for d in taken}
    for d in taken:
        back = undone.get(d.seq) if d.seq not in standing else None
        about = (meant(d, by_seq)[0] or d) if d.kind == "undo" else d
        claim = str(about.fields.get("claim", ""))
        rows.append(
            HistoryRow(
                seq=d.seq,
                who=d.who,
                at=d.at,
                kind=d.kind,
                did=took_back(d, by_seq, names) if d.kind == "undo" else names.did(d),
                before=before.get(d.seq, ""),
                why=d.why,
                claim=claim,
                number=names.number(claim) if claim else "",
                subject=names.subject(about),
                undone_by=back.who if back else "",
                undone_at=back.at if back else "",
                last=d.seq == mine,
            )
        )
    return tuple(rows)


def _undone(taken: Sequence[Decision]) -> dict[int, Decision]:
    """By the number of a decision that is not in force, the taking back that stands against it."""
    gone: dict[int, Decision] = {}
    for d in reversed(taken):
        if d.kind == "undo" and d.seq not in gone:
            gone[d.fields["seq"]] = d
    return gone


def _before(taken: Sequence[Decision], names: Names) -> dict[int, str]:
    """By the number of a decision, what stood in its place when it was taken."""
    on: dict[int, bool] = {}
    by_seq = {d.seq: d for d in taken}
    of: dict[tuple[Any, ...], list[Decision]] = {}

    def turn(seq: int, to: bool) -> None:
        while (d := by_seq.get(seq)) is not None:
            on[seq] = to
            if d.kind != "undo":
                return
            seq, to = d.fields["seq"], not to

    found = {}
    for d in taken:
        turn(d.seq, True)
        subject = d.subject
        if subject is None:
            continue
        earlier = of.setdefault(subject, [])
        last = next((one for one in reversed(earlier) if on[one.seq]), None)
        if last is not None:
            found[d.seq] = f"{last.who} {names.did(last)}"
        earlier.append(d)
    return found


def _compared(
    script: ScriptContext, taken: Sequence[Decision], sources: Mapping[str, str], query: HistoryQuery, lines: Lines
) -> tuple[Moments | None, tuple[Difference, ...]]:
    if query.moment_from is None and query.moment_to is None:
        return None, ()
    last = max((d.seq for d in taken), default=0)
    ends = (query.moment_from or 0, last if query.moment_to is None else query.moment_to)
    moments, differences = compare(script, taken, sources, min(ends), max(ends), lines)
    return moments, differences


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None

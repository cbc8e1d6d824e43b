"""One source to read: its passages with what rests on them, what is known of it, and where the film or the page is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loupe.model import UNSURE, MailPlace, PagePlace, Passage, Source, TimePlace, Word, recognised
from loupe.reading import SUPPORTED
from loupe.views.contexts import DrawnOn
from loupe.views.film_page import Media
from loupe.views.sources_page import OriginGroup

__all__ = [
    "BEARING",
    "PASSAGES",
    "HistoryEntry",
    "PassageRow",
    "QuoteAt",
    "Related",
    "Resting",
    "SourcePage",
    "TextRun",
    "has_pages",
    "history_of",
    "passage_rows",
    "source_form",
]

BEARING = ("supports", "contradicts")
"""The stances of evidence that a claim rests on."""
PASSAGES = 200
"""Passages on one page of a long source."""


@dataclass(frozen=True, slots=True)
class QuoteAt:
    """The quote that a page was opened for: characters ``[start, end)`` of the stored text, in a passage."""

    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Resting:
    """A claim that has a passage of the source as evidence; ``by`` is who attached or decided the card, else empty."""

    claim_id: str
    number: str
    work_id: str
    work: str
    text: str
    label: str
    decided: bool
    initials: str
    stance: str
    by: str
    quote: str
    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of a passage: ``quote`` is what the page was opened for, ``unsure`` words a machine was not sure of,
    ``claims`` the numbers of the claims that rest on it."""

    text: str
    quote: bool
    unsure: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage to read. ``page`` is that of its first words, ``at_ms`` when it is said, ``header`` the mail field."""

    id: str
    number: int
    kind: str
    speaker: str | None
    place: str
    mark: str
    unsure: bool
    page: int | None
    at_ms: int | None
    end_ms: int | None
    header: str | None
    runs: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another source: what it is to this one is said by the list it stands in; ``note`` is e.g. why it was not read."""

    id: str
    label: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What was done to a source, from the log."""

    at: str
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page of a source. ``form`` is "text", "mail", "table", "timed" or "paged" (there are pictures of its pages).

    ``first`` to ``last`` are the numbers of the passages shown, of ``source.passages``; ``page`` of ``pages`` of them.
    ``shown_page`` is the page of the original to be drawn first, None without pages. ``of`` is what it is part of.
    ``text_of`` is the source whose passages are shown where this one (a film) has none itself.
    """

    source: Source
    form: str
    machine: str
    of: Related | None
    parts: tuple[Related, ...]
    more_parts: int
    draws_on: tuple[DrawnOn, ...]
    drawn_on_by: tuple[Related, ...]
    origin: OriginGroup | None
    media: Media | None
    text_of: Related | None
    passages: tuple[PassageRow, ...]
    first: int
    last: int
    total: int
    page: int
    pages: int
    quote: QuoteAt | None
    shown_page: int | None
    claims: tuple[Resting, ...]
    history: tuple[HistoryEntry, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader noted, as far as it is still so: notes of earlier versions said that no date is known."""
        if self.source.published is None:
            return self.source.notes
        return tuple(note.replace(_NO_DATE, ".") for note in self.source.notes)

    @property
    def resting(self) -> tuple[Resting, ...]:
        """The claims that a passage of it speaks for or against."""
        return tuple(claim for claim in self.claims if claim.stance in BEARING)

    @property
    def beside(self) -> tuple[Resting, ...]:
        """The claims that it also speaks of, one card each, without bearing on them: related, or decided irrelevant."""
        rests = {claim.claim_id for claim in self.resting}
        return tuple({c.claim_id: c for c in reversed(self.claims) if c.claim_id not in rests}.values())[::-1]

    @property
    def headers(self) -> tuple[PassageRow, ...]:
        """The fields of a mail."""
        return tuple(row for row in self.passages if row.header)

    @property
    def body(self) -> tuple[PassageRow, ...]:
        """All that is no field of a mail."""
        return tuple(row for row in self.passages if not row.header)


_NO_DATE = "; its date of publication is not known."


def has_pages(source: Source) -> bool:
    """Whether pictures of its pages can be drawn: of PDFs and picture files, also where no words could be read."""
    return SUPPORTED.get(f".{source.format}", source.format) in ("pdf", "picture")


def source_form(source: Source, first: Passage | None) -> str:
    """How a source is best shown, by its format and by where its first passage is."""
    if has_pages(source):
        return "paged"
    if source.format in ("film", "sound"):
        return "timed"
    if first is None:
        return "text"
    place = first.locator.segments[0].place
    if isinstance(place, TimePlace):
        return "timed"
    if isinstance(place, MailPlace):
        return "mail"
    return "table" if first.kind == "table-row" else "text"


def passage_rows(
    passages: Sequence[Passage], words: Sequence[Word], claims: Iterable[Resting], quote: QuoteAt | None
) -> tuple[PassageRow, ...]:
    """The passages with the quote marked, unsure words and what claims rest on; ``words`` are those of the source."""
    resting: dict[str, list[Resting]] = {}
    for claim in claims:
        resting.setdefault(claim.passage_id, []).append(claim)
    unsure = [w for w in words if w.confidence is not None and w.confidence < UNSURE]
    return tuple(_row(p, unsure, resting.get(p.id, ()), quote) for p in passages)


def _row(passage: Passage, unsure: Sequence[Word], claims: Sequence[Resting], quote: QuoteAt | None) -> PassageRow:
    first, last = passage.locator.segments[0].place, passage.locator.segments[-1].place
    doubted = passage.read_by != "file" and passage.confidence is not None and passage.confidence < UNSURE
    return PassageRow(
        id=passage.id,
        number=passage.ordinal + 1,
        kind=passage.kind,
        speaker=passage.speaker,
        place=passage.locator.words(),
        mark=recognised(passage.read_by, passage.confidence).strip(" ()"),
        unsure=doubted,
        page=first.page if isinstance(first, PagePlace) else None,
        at_ms=first.start_ms if isinstance(first, TimePlace) else None,
        end_ms=last.end_ms if isinstance(last, TimePlace) else None,
        header=first.header if isinstance(first, MailPlace) else None,
        runs=_runs(passage, unsure, claims, quote),
    )


def _runs(
    passage: Passage, unsure: Sequence[Word], claims: Sequence[Resting], quote: QuoteAt | None
) -> tuple[TextRun, ...]:
    base, end = passage.locator.start, passage.locator.end
    doubted = [(w.start, w.end) for w in unsure if w.start < end and w.end > base]
    here = quote if quote and quote.passage_id == passage.id else None
    spans = [*doubted, *((c.start, c.end) for c in claims), *([(here.start, here.end)] if here else [])]
    cuts = sorted({base, end, *(at for span in spans for at in span if base < at < end)})
    return tuple(
        TextRun(
            passage.text[a - base : b - base],
            here is not None and here.start <= a < here.end,
            any(s <= a < e for s, e in doubted),
            tuple(dict.fromkeys(c.number for c in claims if c.start <= a < c.end)),
        )
        for a, b in pairwise(cuts)
    )


def history_of(entries: Iterable[tuple[str, str, str, Mapping[str, object]]]) -> tuple[HistoryEntry, ...]:
    """Entries of the log about a source (when, who, what was done, with what) in words, the last first."""
    return tuple(_told(*entry) for entry in reversed(list(entries)))


def _told(at: str, who: str, action: str, payload: Mapping[str, object]) -> HistoryEntry:
    why = str(payload.get("why") or "")
    if action != "source changed":
        return HistoryEntry(at, who, action.removeprefix("source ").capitalize(), why)
    old, new = payload.get("old"), payload.get("new")
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    said = "; ".join(f"{_NAMES.get(name, name)}: {_value(old.get(name))} → {_value(new[name])}" for name in sorted(new))
    return HistoryEntry(at, who, said, why)


_NAMES = {"draws_on": "draws on", "published": "date", "address": "web address"}


def _value(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "nothing"
    return "nothing" if value in (None, "") else f"“{value}”"

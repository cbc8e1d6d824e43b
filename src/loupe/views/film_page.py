"""What the film page shows: the work's lines beside the player, a strip of verdicts over time, one claim at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from loupe.model import TimePlace
from loupe.review import CardDecided, ClaimReview, Review
from loupe.views.cards import NONE_BY_HAND, ByHand, disagreement, weighed
from loupe.views.contexts import SHOWN, ClaimView, LineView, Run, ScriptContext, ShownLabel
from loupe.views.signing import SignOff
from loupe.views.wording import counted

__all__ = [
    "AttachedCard",
    "ClaimHead",
    "ClaimPage",
    "FilmLine",
    "FilmPage",
    "Media",
    "StripCell",
    "claim_page",
    "film_page",
    "heads_of",
    "heads_of_claims",
    "runs_as_held",
    "undecided_of",
]

STRIP_WIDTH = 1000
"""Units of the strip's width: the whole film."""
_ORDER = ("unsure", *SHOWN)


@dataclass(frozen=True, slots=True)
class Media:
    """What plays: ``kind`` is "video" or "audio", ``address`` where the page finds it; ``poster`` may be empty."""

    kind: str
    address: str
    poster: str = ""


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """A claim as its line shows it: what is proposed, and what a person decided, with whose initials."""

    id: str
    number: str
    proposed: ShownLabel
    decided: str
    initials: str
    starred: bool
    checkable: bool

    @property
    def label(self) -> str:
        """What holds: the person's verdict, else the proposal."""
        return self.decided or self.proposed


@dataclass(frozen=True, slots=True)
class FilmLine:
    """A line with its times in milliseconds, None in a work without times.

    ``also`` are claims of other lines that persons say are said here too, ``continues`` those that began in an earlier
    line and whose words run on into this one.
    """

    number: int
    passage_id: str
    start_ms: int | None
    end_ms: int | None
    time: str
    place: str
    speaker: str | None
    runs: tuple[Run, ...]
    claims: tuple[ClaimHead, ...]
    signed_by: str
    also: tuple[ClaimHead, ...] = ()
    continues: tuple[ClaimHead, ...] = ()

    @property
    def undecided(self) -> frozenset[str]:
        """The numbers of its claims that no person has reached a verdict on: their underlines are dashed."""
        return undecided_of((*self.claims, *self.continues, *self.also))


@dataclass(frozen=True, slots=True)
class StripCell:
    """A piece of the strip: left edge and width of ``STRIP_WIDTH``, the verdict that needs a person most, its line."""

    left: float
    width: float
    label: str
    decided: bool
    line: int


@dataclass(frozen=True, slots=True)
class FilmPage:
    """The page of a work. ``seen`` is the number of the last decision that it knows of.

    ``merged`` are the numbers of claims that persons merged, each with that of the claim that they stand as.
    """

    work_id: str
    title: str
    media: Media | None
    duration_ms: int
    lines: tuple[FilmLine, ...]
    strip: tuple[StripCell, ...]
    decided: int
    checkable: int
    caution: str
    seen: int
    merged: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def order(self) -> tuple[str, ...]:
        """What a claim may hold, the one that needs a person most first."""
        return _ORDER


def film_page(
    script: ScriptContext,
    review: Review,
    media: Media | None,
    passages: Mapping[int, str],
    signs: Mapping[int, SignOff] = MappingProxyType({}),
) -> FilmPage:
    """The page from the context of the script and what was decided.

    ``passages`` are the lines' ids by their number, ``signs`` the sign-offs.
    """
    heads = {head.number: head for head in heads_of(script, review)}
    lines = tuple(_line(line, signs.get(line.number), passages[line.number], heads) for line in script.lines)
    duration = max((line.end_ms or 0 for line in lines), default=0)
    checkable = [claim for claim in script.claims if claim.checkable]
    return FilmPage(
        work_id=script.work.id,
        title=script.title,
        media=media,
        duration_ms=duration,
        lines=lines,
        strip=tuple(cell for line in lines if (cell := _cell(line, duration)) is not None),
        decided=sum(review.of(claim.id).decided for claim in checkable),
        checkable=len(checkable),
        caution=_caution(script),
        seen=review.last,
        merged={one.number: claim.number for claim in script.claims for one in claim.also},
    )


@dataclass(frozen=True, slots=True)
class AttachedCard:
    """A passage that a person attached to the claim by hand; ``place`` is empty where it is no longer in the case."""

    card: CardDecided
    source_id: str
    source_label: str
    source_published: str | None
    place: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with its cards, and what was decided of it; ``stances`` are a person's, by the id of the evidence.

    ``attached`` are the cards that a person added to the evidence, ``decided_cards`` who decided the others, by the id
    of the evidence. ``recounted`` says what the cards count as they stand, "" where nobody decided any; ``disagrees``
    why they do not bear out the verdict, "" where they do. ``basis`` is the hash of the evidence that is shown: who
    decides sends it along, so that nothing is decided on other evidence.
    """

    claim: ClaimView
    head: ClaimHead
    review: ClaimReview
    stances: Mapping[str, str]
    work_id: str
    seen: int
    changed: bool
    attached: tuple[AttachedCard, ...] = ()
    decided_cards: Mapping[str, CardDecided] = field(default_factory=lambda: MappingProxyType({}))
    recounted: str = ""
    disagrees: str = ""
    basis: str = ""


def claim_page(
    claim: ClaimView,
    review: Review,
    work_id: str,
    basis: str,
    describe: Callable[[CardDecided], AttachedCard] | None = None,
    by_hand: ByHand = NONE_BY_HAND,
    enough: int = 2,
) -> ClaimPage:
    """One claim; ``basis`` is the hash of its evidence now: a decision on another basis wants another look.

    ``describe`` tells of a card that is not among the evidence where it stands, ``by_hand`` has their passages;
    ``enough`` is how many independent origins corroborate a claim.
    """
    stands = review.of(claim.id)
    found = {(e.passage_id, e.quote) for e in claim.evidence}
    added = [card for card in stands.cards if (card.passage_id, card.quote) not in found]
    by_place = {(card.passage_id, card.quote): card for card in stands.cards}
    decided = {e.id: card for e in claim.evidence if (card := by_place.get((e.passage_id, e.quote)))}
    stances = {id_: card.stance for id_, card in decided.items()}
    changed = stands.changed_since(basis)
    attached = tuple(map(describe, added)) if describe else ()
    now = weighed(claim, stands, by_hand)
    recounted = now.words if stands.cards else ""
    disagrees = disagreement(claim, stands, now, enough)
    head = _head(claim, review)
    return ClaimPage(
        claim,
        head,
        stands,
        stances,
        work_id,
        review.last,
        changed,
        attached,
        decided,
        recounted,
        disagrees,
        basis,
    )


def heads_of(script: ScriptContext, review: Review) -> tuple[ClaimHead, ...]:
    """How every claim stands, in the order of the lines."""
    return heads_of_claims(script.claims, review)


def heads_of_claims(claims: Iterable[ClaimView], review: Review) -> tuple[ClaimHead, ...]:
    """How these claims stand, in their order."""
    return tuple(_head(claim, review) for claim in claims)


def undecided_of(heads: Iterable[ClaimHead]) -> frozenset[str]:
    """The numbers of those claims that nobody has decided, or that somebody left open."""
    return frozenset(head.number for head in heads if head.decided in ("", "unsure"))


def runs_as_held(runs: Iterable[Run], heads: Mapping[str, ClaimHead]) -> tuple[Run, ...]:
    """The runs of a line with the verdicts that hold; what a person left open keeps its proposal.

    ``heads`` are those of all claims that the runs name, by number.
    """
    return tuple(_run(run, [heads[number] for number in run.claims if number in heads]) for run in runs)


def _run(run: Run, heads: Sequence[ClaimHead]) -> Run:
    labels = {head.proposed if head.decided == "unsure" else head.label for head in heads}
    worst = next((label for label in SHOWN if label in labels), run.label)
    return run if worst == run.label else replace(run, label=worst)


def _line(line: LineView, sign: SignOff | None, passage: str, heads: Mapping[str, ClaimHead]) -> FilmLine:
    first, last = line.locator.segments[0].place, line.locator.segments[-1].place
    timed = isinstance(first, TimePlace) and isinstance(last, TimePlace)
    own = {*(claim.number for claim in line.claims), *line.also}
    over = dict.fromkeys(number for run in line.runs for number in run.claims)
    return FilmLine(
        number=line.number,
        passage_id=passage,
        start_ms=first.start_ms if timed and isinstance(first, TimePlace) else None,
        end_ms=last.end_ms if timed and isinstance(last, TimePlace) else None,
        time=line.time,
        place=line.place,
        speaker=line.speaker,
        runs=runs_as_held(line.runs, heads),
        claims=tuple(heads[claim.number] for claim in line.claims),
        signed_by=sign.who if sign and sign.holds else "",
        also=tuple(heads[number] for number in line.also),
        continues=tuple(heads[number] for number in over if number not in own and number in heads),
    )


def _head(claim: ClaimView, review: Review) -> ClaimHead:
    stands = review.of(claim.id)
    verdict = stands.verdict
    return ClaimHead(
        claim.id,
        claim.number,
        claim.label,
        verdict.label if verdict else "",
        initials(verdict.who) if verdict else "",
        stands.starred,
        claim.checkable,
    )


def initials(who: str) -> str:
    """The initials of a name: "Anna de Vries" gives AdV."""
    return "".join(part[0] for part in who.split())[:4]


def _cell(line: FilmLine, duration: int) -> StripCell | None:
    heads = [head for head in (*line.claims, *line.also) if head.checkable]
    if not heads or line.start_ms is None or line.end_ms is None or duration <= 0:
        return None
    worst = min(heads, key=lambda head: _ORDER.index(head.label))
    left = STRIP_WIDTH * max(line.start_ms, 0) / duration
    width = max(2.0, STRIP_WIDTH * (line.end_ms - line.start_ms) / duration)
    return StripCell(round(left, 2), round(width, 2), worst.label, all(head.decided for head in heads), line.number)


def _caution(script: ScriptContext) -> str:
    said = []
    if script.waiting:
        said.append(f"{counted(script.waiting, 'claim')} of this work not judged yet: run loupe check again.")
    if script.outdated:
        said.append("The archive, the policy or a model has changed since the check: run it again for new proposals.")
    return " ".join(said)

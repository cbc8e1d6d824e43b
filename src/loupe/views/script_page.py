"""What the script page shows: the work line by line to be signed off, and what is missing to publish it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from loupe.model import Passage, Source
from loupe.review import ClaimReview, Review
from loupe.views.cards import NONE_BY_HAND, ByHand, disagreement, weighed
from loupe.views.contexts import ClaimView, LineView, Run, ScriptContext
from loupe.views.film_page import ClaimHead, heads_of, runs_as_held, undecided_of
from loupe.views.leaving import leaving
from loupe.views.resting import not_shown_to_bear_out
from loupe.views.riskiest import adverse_claim
from loupe.views.shapes import shape_words
from loupe.views.signing import SignOff, Standing, holding, sign_offs
from loupe.views.wording import counted

__all__ = [
    "ANSWER",
    "FilmToPublish",
    "Missing",
    "Named",
    "ScriptClaim",
    "ScriptLine",
    "ScriptPage",
    "script_page",
]

PART = 60
"""Lines that one page of a long work shows."""
NAMED = 50
"""Things that a row of the checklist names; it counts them all."""
ANSWER = "answer:"
"""How a note begins (in any case of letters) that keeps what a person said to an adverse claim about them."""
_HIDDEN = "its answer is a private note, which never leaves: write it as a public one"


@dataclass(frozen=True, slots=True)
class ScriptClaim:
    """A claim under its line: how it stands, its words as they are now, and whether it has changed since.

    ``why`` says what its cards count, as persons decided them where they did. ``original`` is its text as Loupe reads
    it, ``shape`` says in sentences that persons split or merged it.
    ``disagrees`` says why its cards, as persons decided them, do not bear out its verdict; "" where they do.
    ``reworded`` says that its words have changed, ``adverse`` that it can be checked and speaks ill of somebody.
    """

    head: ClaimHead
    text: str
    why: str
    changed: bool
    edited: bool = False
    original: str = ""
    shape: tuple[str, ...] = ()
    disagrees: str = ""
    reworded: bool = False
    adverse: bool = False

    @property
    def settled(self) -> bool:
        """Whether a person has reached a verdict that still holds."""
        return self.head.decided not in ("", "unsure") and not self.changed and not self.disagrees

    @property
    def unsettled(self) -> str:
        """Why no verdict on it holds, in words that follow its number."""
        if self.head.decided in ("", "unsure"):
            return "is left open" if self.head.decided else "is not decided"
        if self.changed:
            return f"was decided on other {'words' if self.reworded else 'evidence'}"
        return "has a verdict that its cards do not bear out" if self.disagrees else ""

    @property
    def wanted(self) -> bool:
        """Whether a line cannot stand without it: it can be checked, or a person has reached a verdict on it."""
        return self.head.checkable or self.head.decided not in ("", "unsure")


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line of the work. ``signed_by`` is empty where nobody has signed it as it stands now.

    ``reopened`` says why a sign-off holds no longer, "" where there is none; ``machine`` that a machine made its words.
    ``continues`` are
    the claims that began in an earlier line and whose words run on into this one, ``also`` those of other lines that
    persons say are said here too; ``open`` counts the claims of all three kinds that can be checked and have no verdict
    that holds, ``waits`` says of each why.
    """

    number: int
    passage_id: str
    time: str
    place: str
    speaker: str | None
    runs: tuple[Run, ...]
    claims: tuple[ScriptClaim, ...]
    signed_by: str
    signed_at: str
    reopened: str
    machine: bool
    open: int
    continues: tuple[ScriptClaim, ...] = ()
    also: tuple[ScriptClaim, ...] = ()
    waits: str = ""

    @property
    def undecided(self) -> frozenset[str]:
        """The numbers of its claims that no person has reached a verdict on: their underlines are dashed."""
        return undecided_of(claim.head for claim in (*self.claims, *self.continues, *self.also))

    @property
    def to_sign(self) -> bool:
        """Whether something that can be checked is said in it."""
        return any(claim.head.checkable for claim in (*self.claims, *self.continues, *self.also))


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that is missing, with the page that mends it: the parts of its address, what is behind it, its words.

    ``source`` is the id of a source that can be marked public right there, else empty.
    """

    words: str
    page: str
    parts: tuple[str, ...]
    behind: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A row of the checklist: what is to be so, how many things are not, and the first ``NAMED`` of them."""

    kind: str
    words: str
    named: tuple[Named, ...]
    number: int

    @property
    def done(self) -> bool:
        """Whether nothing is missing here."""
        return not self.number


@dataclass(frozen=True, slots=True)
class FilmToPublish:
    """The film or recording of the work, and whether a person has said that it may be shown in public."""

    id: str
    label: str
    public: bool


@dataclass(frozen=True, slots=True)
class ScriptPage:
    """The page: ``lines`` are those of part ``part`` of ``parts``, from 1; all else is of the whole work.

    ``public`` counts the claims that a published folder would hold now, ``seen`` is as on the film page.
    """

    work_id: str
    title: str
    lines: tuple[ScriptLine, ...]
    part: int
    parts: int
    checklist: tuple[Missing, ...]
    signed: int
    to_sign: int
    decided: int
    checkable: int
    public: int
    caution: str
    seen: int
    film: FilmToPublish | None = None

    @property
    def starts(self) -> tuple[int, ...]:
        """The number of the first line of each part."""
        return tuple(PART * part + 1 for part in range(self.parts))

    @property
    def ready(self) -> bool:
        """Whether nothing on the checklist is missing."""
        return all(row.done for row in self.checklist)


def script_page(
    script: ScriptContext,
    review: Review,
    passages: Sequence[Passage],
    basis: Callable[[str], str],
    part: int = 1,
    film: Source | None = None,
    *,
    by_hand: ByHand = NONE_BY_HAND,
    signs: Mapping[int, SignOff] | None = None,
) -> ScriptPage:
    """The page; ``passages`` are the lines in order, ``basis`` gives the hash of a claim's evidence now by its id.

    A ``part`` that is not there is the last one, or the first. ``film`` is what the work's words are of,
    ``by_hand`` are the passages that persons attached, ``signs`` the sign-offs where they are known already.
    """
    heads = {head.id: head for head in heads_of(script, review)}
    enough = script.policy.corroborating_origins
    if signs is None:
        signs = sign_offs(script, passages, Standing(review, basis, by_hand, enough))
    aside = {claim.id: claim.text for claim in script.set_aside}
    made = {
        claim.id: _claim(claim, heads[claim.id], review.of(claim.id), basis(claim.id), by_hand, enough, aside)
        for claim in script.claims
    }
    continued: defaultdict[int, list[ScriptClaim]] = defaultdict(list)
    for claim in script.claims:
        for number in claim.touches:
            if number != claim.line:
                continued[number].append(made[claim.id])
    by_number = {claim.number: made[claim.id] for claim in script.claims}
    numbered = {head.number: head for head in heads.values()}
    lines = tuple(
        _line(
            line,
            passage,
            signs.get(line.number),
            [made[claim.id] for claim in line.claims],
            continued[line.number],
            [by_number[number] for number in line.also],
        )
        for line, passage in zip(script.lines, passages, strict=True)
    )
    to_sign = [line for line in lines if line.to_sign]
    public = leaving(script, holding(signs), lambda claim: made[claim.id].settled, lambda claim: made[claim.id].wanted)
    checkable = [claim for claim in script.claims if claim.checkable]
    parts = max(1, -(-len(lines) // PART))
    part = min(max(part, 1), parts)
    return ScriptPage(
        work_id=script.work.id,
        title=script.title,
        lines=tuple(
            replace(line, runs=runs_as_held(line.runs, numbered)) for line in lines[PART * (part - 1) : PART * part]
        ),
        part=part,
        parts=parts,
        checklist=_checklist(script, review, lines, by_hand),
        signed=sum(bool(line.signed_by) for line in to_sign),
        to_sign=len(to_sign),
        decided=sum(heads[claim.id].decided not in ("", "unsure") for claim in checkable),
        checkable=len(checkable),
        public=len(public.claims),
        caution="" if not script.outdated else "The archive, the policy or a model has changed since the check.",
        seen=review.last,
        film=FilmToPublish(film.id, film.label, film.id in review.public) if film else None,
    )


def _line(
    line: LineView,
    passage: Passage,
    sign: SignOff | None,
    claims: Sequence[ScriptClaim],
    continues: Sequence[ScriptClaim],
    also: Sequence[ScriptClaim],
) -> ScriptLine:
    holds = sign is not None and sign.holds
    open_claims = [claim for claim in (*claims, *continues, *also) if claim.wanted and not claim.settled]
    return ScriptLine(
        number=line.number,
        passage_id=passage.id,
        time=line.time,
        place=line.place,
        speaker=line.speaker,
        runs=line.runs,
        claims=tuple(claims),
        signed_by=sign.who if sign and holds else "",
        signed_at=sign.at if sign and holds else "",
        reopened=sign.why if sign else "",
        machine=passage.read_by != "file",
        open=len(open_claims),
        continues=tuple(continues),
        also=tuple(also),
        waits=_waits(open_claims),
    )


def _waits(claims: Sequence[ScriptClaim]) -> str:
    """Why a line cannot be signed yet, claim by claim, for the first few."""
    said = [f"{claim.head.number} {claim.unsettled}" for claim in claims[:3]]
    return ", ".join(said) + (f", and {len(claims) - 3} more" if len(claims) > 3 else "")


def _claim(
    claim: ClaimView,
    head: ClaimHead,
    stands: ClaimReview,
    basis: str,
    by_hand: ByHand,
    enough: int,
    aside: Mapping[str, str],
) -> ScriptClaim:
    text = stands.text.text if stands.text else claim.text
    changed = stands.decided and stands.changed_since(basis)
    disagrees, why = "", claim.why
    if stands.decided or stands.cards:
        now = weighed(claim, stands, by_hand)
        disagrees = disagreement(claim, stands, now, enough) if stands.decided else ""
        why = f"As the cards were decided: {now.words}" if stands.cards else why
    return ScriptClaim(
        head, text, why, changed, stands.text is not None, claim.text, shape_words(claim), disagrees,
        stands.reworded, claim.checkable and adverse_claim(claim, stands, aside),
    )  # fmt: skip


def _checklist(
    script: ScriptContext, review: Review, lines: Sequence[ScriptLine], by_hand: ByHand
) -> tuple[Missing, ...]:
    work = script.work.id
    claims = [claim for line in lines for claim in line.claims]
    undecided = [c for c in claims if c.head.checkable and c.head.decided in ("", "unsure")]
    changed = [c for c in claims if c.changed]
    disagree = [c for c in claims if c.disagrees]
    unsigned = [line for line in lines if not line.signed_by and line.to_sign]
    heard = [line for line in lines if line.machine and not line.signed_by]
    unanswered = [c for c in claims if c.adverse and not _answered(review.of(c.head.id))]
    bare = {c.id for c in not_shown_to_bear_out(script.claims, review, by_hand, review.public)}
    unproved = [c for c in claims if c.head.id in bare]
    check = []
    if script.waiting:
        check.append(Named(f"{counted(script.waiting, 'claim')} not judged yet: start the check again", "case", ()))
    if script.outdated:
        check.append(Named("Something has changed since the check: start it again", "case", ()))
    return (
        Missing("check", "The check is up to date", tuple(check), len(check)),
        _of_claims("undecided", "Every claim that can be checked is decided", undecided, work),
        _of_claims("changed", "No decided claim has other evidence or other words now", changed, work),
        _of_claims(
            "disagree",
            "Every verdict agrees with its cards",
            disagree,
            work,
            {c.head.id: c.disagrees for c in disagree},
        ),
        _of_claims(
            "adverse",
            "Every adverse claim about a person has an answer",
            unanswered,
            work,
            {c.head.id: _HIDDEN for c in unanswered if _answered(review.of(c.head.id), private=True)},
        ),
        _of_lines("unsigned", "Every line with something to check is signed", unsigned, work),
        _of_lines("machine", "Every line whose words a machine made is signed", heard, work),
        _private(script, review, by_hand),
        _of_claims("unproved", "Every decided claim rests on a source that is public", unproved, work),
    )


def _answered(stands: ClaimReview, private: bool = False) -> bool:
    return any(note.text.strip().lower().startswith(ANSWER) and note.private == private for note in stands.notes)


def _of_claims(
    kind: str, words: str, claims: Sequence[ScriptClaim], work: str, why: Mapping[str, str] = MappingProxyType({})
) -> Missing:
    """A row that names claims, each with what there is to say of it by its id in ``why``."""
    named = tuple(
        Named(
            f"{c.head.number} {c.text}" + (f" – {said}" if (said := why.get(c.head.id)) else ""),
            "film",
            (work,),
            f"?claim={c.head.number}",
        )
        for c in claims[:NAMED]
    )
    return Missing(kind, words, named, len(claims))


def _of_lines(kind: str, words: str, lines: Sequence[ScriptLine], work: str) -> Missing:
    named = tuple(
        Named(f"Line {line.number}" + (f", reopened: {line.reopened}" if line.reopened else ""),
              "script", (work,), f"?part={-(-line.number // PART)}#line-{line.number}")
        for line in lines[:NAMED]
    )  # fmt: skip
    return Missing(kind, words, named, len(lines))


def _private(script: ScriptContext, review: Review, by_hand: ByHand) -> Missing:
    """Sources that decided claims rest on and nobody has marked public, the one that carries most first."""
    carried: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for claim in script.claims:
        stands = review.of(claim.id)
        if not stands.decided:
            continue
        for card in weighed(claim, stands, by_hand).cards:
            if card.holds in ("supports", "contradicts") and card.source_id not in review.public:
                carried.setdefault(card.source_id, []).append(claim.number)
                labels[card.source_id] = card.source_label
    order = sorted(carried, key=lambda source: (-len(set(carried[source])), labels[source], source))
    named = tuple(
        Named(f"{labels[source]}: {counted(len(set(carried[source])), 'claim')}", "sources", (source,), source=source)
        for source in order[:NAMED]
    )
    return Missing("private", "Every source that decided claims rest on may be shown", named, len(order))

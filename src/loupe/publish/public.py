"""What may leave a case: the claims that a person decided on lines that a person signed, with sources marked public.

Nothing is taken away from what the workbench holds: everything public is set out anew, field by field, from what a
person let go. A field that is not named here stays in the case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from loupe.model import VERDICTS, Locator, Passage, Source, web_address
from loupe.publish.quotes import QUOTE, Quoted, quote_window, quoted
from loupe.review import ClaimReview, LineSigned, Note, Review, Verdict
from loupe.review.standing import CardDecided, Edited
from loupe.views import (
    ClaimView,
    EvidenceView,
    GuessView,
    LineView,
    PolicyView,
    Run,
    ScriptContext,
    SearchView,
    SourceView,
    VerdictCount,
)
from loupe.views.cards import ByHand, disagreement, weighed
from loupe.views.contexts import SHOWN, AlsoSaid, PartOf, ShownLabel
from loupe.views.film_page import initials
from loupe.views.leaving import leaving
from loupe.views.resting import counted_cards
from loupe.views.signing import Standing, holding, sign_offs

__all__ = ["QUOTE", "WORK", "Public", "Quoted", "public_of", "quote_window"]

WORK = "film"
"""What the work is called in addresses and file names of the folder."""


@dataclass(frozen=True, slots=True)
class Public:
    """What may leave. ``script`` and ``review`` hold nothing else, so that any page may be made of them.

    ``bases`` are the hashes of the evidence by claim, empty, as those of the verdicts are: nothing public has changed.
    ``cuts`` say by claim and card whether something was left out before and after its quote, ``unshown`` by claim
    how many sources that it rests on are not public.
    ``quoted`` are by the id of the source. ``held_back`` counts the lines of the work that are not shown.
    """

    script: ScriptContext
    review: Review
    bases: Mapping[str, str]
    cuts: Mapping[tuple[str, str], tuple[bool, bool]]
    unshown: Mapping[str, int]
    passages: Mapping[int, str]
    sources: tuple[SourceView, ...]
    quoted: Mapping[str, tuple[Quoted, ...]]
    held_back: int
    last: str


def public_of(
    script: ScriptContext,
    review: Review,
    passages: Sequence[Passage],
    basis: Callable[[str], str],
    sources: Mapping[str, Source],
    by_hand: ByHand,
    *,
    names: bool,
) -> Public:
    """What may leave of a work; ``passages`` are its lines in order, ``by_hand`` those that people attached.

    A claim leaves when a person has decided it ("unsure" is no verdict), its evidence and its words have not changed
    since, its cards as persons decided them bear the verdict out, and every line that its words stand in is signed as
    it stands now. A line leaves only with all its claims that can be checked: without a mark it would look
    as if nothing were wrong with it. ``names`` keeps the initials of those who decided and signed; without it nobody is
    named.
    """
    sources = _numbered(sources, review.public)
    lines: list[tuple[LineView, list[ClaimView]]] = []
    claims: dict[str, ClaimReview] = {}
    signed: dict[str, LineSigned] = {}
    cuts: dict[tuple[str, str], tuple[bool, bool]] = {}
    unshown: dict[str, int] = {}
    who = _initials if names else _nobody
    enough = script.policy.corroborating_origins
    signs = holding(sign_offs(script, passages, Standing(review, basis, by_hand, enough)))
    may = leaving(
        script,
        signs,
        lambda claim: _settled(claim, review.of(claim.id), basis(claim.id), by_hand, enough),
        lambda claim: claim.checkable or review.of(claim.id).decided,
    )
    stand_in = {claim.id: claim.touches for claim in script.set_aside}
    for line, passage in zip(script.lines, passages, strict=True):
        if line.number not in may.lines:
            continue
        sign, shown = signs[line.number], []
        for claim in line.claims:
            stands = review.of(claim.id)
            if claim.id not in may.claims or stands.verdict is None:
                continue
            made = _claim(claim, stands, stands.verdict, review.public, sources, by_hand, cuts)
            guesses = () if stands.text else tuple(_guess(one, may.lines) for one in claim.guesses)
            also = _also(claim, may.lines, stand_in, who)
            made = replace(made, part_of=_part(claim, who), also=also, guesses=guesses)
            shown.append(made)
            unshown[claim.id] = _unshown(claim, stands, review.public, by_hand)
            claims[claim.id] = _decided(stands, stands.verdict, made, who)
        lines.append((line, shown))
        signed[passage.id] = LineSigned(passage.id, "", who(sign.who), sign.at[:10], 0)
    kept = [claim for _, of_line in lines for claim in of_line]
    labels = {claim.number: claim.label for claim in kept}
    public_lines = tuple(_line(line, of_line, labels) for line, of_line in lines)
    cited = {card.source_id for claim in kept for card in claim.evidence}
    listed = tuple(_source(sources[i]) for i in sorted(review.public) if i in sources and i in cited)
    listed = tuple(sorted(listed, key=lambda s: (s.label, s.id)))
    return Public(
        script=_script(script, public_lines, listed, sources),
        review=Review(claims, signed, frozenset(cited), 0),
        bases={claim.id: "" for claim in kept},
        cuts=cuts,
        unshown=unshown,
        passages={line.number: passage.id for line, passage in zip(script.lines, passages, strict=True)
                  if passage.id in signed},
        sources=listed,
        quoted=quoted(kept, cuts),
        held_back=len(script.lines) - len(lines),
        last=max((s.at for s in signed.values()), default=""),
    )  # fmt: skip


def _settled(claim: ClaimView, stands: ClaimReview, basis: str, by_hand: ByHand, enough: int) -> bool:
    """Whether a person has reached a verdict that still holds for the claim as it is now, and its cards bear it out."""
    if stands.merged_into or stands.split or not stands.decided or stands.verdict is None:
        return False
    disagrees = disagreement(claim, stands, weighed(claim, stands, by_hand), enough)
    return not stands.changed_since(basis) and not disagrees


def _nobody(_who: str) -> str:
    return ""


def _initials(who: str) -> str:
    return " ".join(initials(who))  # apart, so that the initials of initials are the same


def _work(source: Source) -> SourceView:
    """The work by its title alone: what its file is called and the hash that its id is of stay in the case.

    ``name`` is empty where it has no title, and its label then says so.
    """
    kind = source.kind if source.kind != "document" else "work"
    return replace(_source(source), id=WORK, name=source.title or "", label=source.title or f"Untitled {kind}")


def _called(source: Source) -> str:
    """What a source is called in public: its title, else the name of its file without the folders it lay in."""
    return source.title or PurePosixPath(source.name.replace("\\", "/")).name


def _numbered(sources: Mapping[str, Source], public: Collection[str]) -> Mapping[str, Source]:
    """The sources, those that are called the same in public told apart by numbers: folders and ids stay inside."""
    alike: dict[str, list[str]] = {}
    for id_ in sorted(id_ for id_ in public if id_ in sources and sources[id_].role == "archive"):
        alike.setdefault(_called(sources[id_]), []).append(id_)
    numbers = {id_: n for ids in alike.values() if len(ids) > 1 for n, id_ in enumerate(ids, 1)}
    return {
        id_: replace(s, title=f"{_called(s)} ({numbers[id_]})") if id_ in numbers else s for id_, s in sources.items()
    }


def _script(
    script: ScriptContext, lines: tuple[LineView, ...], listed: tuple[SourceView, ...], sources: Mapping[str, Source]
) -> ScriptContext:
    claims = [claim for line in lines for claim in line.claims]
    work = _work(sources[script.work.id])
    return ScriptContext(
        case="",
        title=work.label,
        work=work,
        version=script.version,
        reviewed=True,
        waiting=0,
        outdated=False,
        line_count=len(lines),
        claim_count=len(claims),
        checkable_count=sum(claim.label != "not checkable" for claim in claims),
        counts=tuple(VerdictCount(label, sum(c.label == label for c in claims)) for label in VERDICTS),
        speakers=tuple(dict.fromkeys(line.speaker for line in lines if line.speaker)),
        searched_sources=0,
        searched_passages=0,
        lines=lines,
        archive=listed,
        policy=PolicyView("", ""),
    )


def _part(claim: ClaimView, who: Callable[[str], str]) -> PartOf | None:
    """That it is a part of a claim; the words of the whole are Loupe's reading and stay inside."""
    whole = claim.part_of
    return PartOf(whole.id, whole.number, "", who(whole.by), whole.at[:10]) if whole else None


def _also(
    claim: ClaimView, lines: Collection[int], stand_in: Mapping[str, Sequence[int]], who: Callable[[str], str]
) -> tuple[AlsoSaid, ...]:
    """Where else the work says it, where all lines that its words ``stand_in`` there are among those that leave."""
    return tuple(
        AlsoSaid(one.id, one.number, one.line, one.place, one.quote, who(one.by), one.at[:10])
        for one in claim.also
        if set(stand_in.get(one.id, (one.line,))) <= set(lines)
    )


def _guess(one: GuessView, shown: Collection[int]) -> GuessView:
    """What bracketed words are taken to mean; the words that it rests on only where their line is shown."""
    if one.line in shown:
        return one
    return replace(one, rests_on="", line=None, place="", passage_id=None, start=0, end=0)


def _unshown(claim: ClaimView, stands: ClaimReview, public: frozenset[str], by_hand: ByHand) -> int:
    """How many sources of the cards that count are not public."""
    counted = counted_cards(weighed(claim, stands, by_hand).cards)
    return len({card.source_id for card in counted if card.source_id not in public})


def _line(line: LineView, claims: Sequence[ClaimView], labels: Mapping[str, ShownLabel]) -> LineView:
    """The line with the claims that are shown, also those that began in an earlier line; ``labels`` are of all."""
    also = tuple(number for number in line.also if number in labels)
    runs: list[Run] = []
    for run in line.runs:
        numbers = tuple(number for number in run.claims if number in labels)
        worst = min((labels[n] for n in numbers), key=SHOWN.index, default=None)
        if runs and runs[-1].claims == numbers:
            runs[-1] = Run(runs[-1].text + run.text, numbers, worst)
        else:
            runs.append(Run(run.text, numbers, worst))
    return LineView(
        line.number, line.speaker, line.place, line.time, line.locator, line.text, tuple(runs), tuple(claims), also
    )


def _claim(
    claim: ClaimView,
    stands: ClaimReview,
    verdict: Verdict,
    public: frozenset[str],
    sources: Mapping[str, Source],
    by_hand: ByHand,
    cuts: dict[tuple[str, str], tuple[bool, bool]],
) -> ClaimView:
    cards = _cards(claim, stands, public, sources, by_hand)
    words = f"{claim.text} {claim.quote}"
    for card in cards:
        start, end = quote_window(card.quote, words)
        cuts[claim.id, card.id] = (start > 0, end < len(card.quote))
    cards = tuple(replace(card, quote=card.quote[slice(*quote_window(card.quote, words))]) for card in cards)
    label = next(one for one in VERDICTS if one == verdict.label)
    return ClaimView(
        id=claim.id,
        number=claim.number,
        line=claim.line,
        spans=claim.spans,
        locator=claim.locator,
        quote=claim.quote,
        text=stands.text.text if stands.text else claim.text,
        guesses=(),
        speaker=claim.speaker,
        said_by=claim.said_by,
        kinds=claim.kinds,
        checkable=claim.checkable,
        why_not=claim.why_not,
        label=label,
        status="decided",
        supporting=len({card.origin for card in cards if card.stance == "supports"}),
        contradicting=len({card.origin for card in cards if card.stance == "contradicts"}),
        why="",
        because="",
        because_of=None,
        rule="",
        trace=(),
        policy="",
        origins=(),
        search=SearchView((), 0, 0, 0),
        evidence=cards,
    )


def _cards(
    claim: ClaimView,
    stands: ClaimReview,
    public: frozenset[str],
    sources: Mapping[str, Source],
    by_hand: ByHand,
) -> tuple[EvidenceView, ...]:
    """The cards that speak for or against the claim, of public sources only; origins are counted anew among them."""
    found: list[EvidenceView] = []
    origins: dict[object, int] = {}
    names: dict[int, str] = {}
    for card in counted_cards(weighed(claim, stands, by_hand).cards):
        if card.source_id not in public:
            continue
        number = origins.setdefault(card.origin or card.source_id, len(origins) + 1)
        name = names.setdefault(number, _called(sources[card.source_id]))
        found.append(
            _card(card.id, card.passage_id, card.holds, card.quote, card.locator, card.place, sources[card.source_id],
                  number, name)
        )  # fmt: skip
    return tuple(found)


def _card(
    card: str,
    passage: str,
    stance: str,
    quote: str,
    locator: Locator,
    place: str,
    source: Source,
    origin: int,
    origin_label: str,
) -> EvidenceView:
    return EvidenceView(
        id=card,
        passage_id=passage,
        stance="supports" if stance == "supports" else "contradicts",
        quote=quote,
        place=place,
        locator=locator,
        source_id=source.id,
        source_label=_called(source),
        source_maker=source.maker,
        source_published=source.published,
        source_reliability="F",
        source_sha256="",
        score=0.0,
        reasons=(),
        checks=(),
        attribution=(),
        origin=origin,
        origin_label=origin_label,
        shares_origin_with=(),
        circular=False,
        copies=(),
        copy_of=None,
        source_address=web_address(source.address),
    )


def _decided(stands: ClaimReview, verdict: Verdict, made: ClaimView, who: Callable[[str], str]) -> ClaimReview:
    """The verdict with its day; notes that are not private; the stances. Reasons given with a verdict stay inside."""
    return ClaimReview(
        stands.claim_id,
        verdict=Verdict(
            verdict.label,
            verdict.label,
            "",
            who(verdict.who),
            verdict.at[:10],
            "",
            0,
            stands.text.text if stands.text else "",
        ),
        text=Edited(stands.text.text, who(stands.text.who), stands.text.at[:10], 0) if stands.text else None,
        notes=tuple(Note(n.text, False, who(n.who), n.at[:10], 0, n.of_whole) for n in stands.notes if not n.private),
        cards=tuple(
            CardDecided(c.passage_id, c.locator.start, c.locator.end, c.quote, c.stance, "", "", 0)
            for c in made.evidence
        ),
    )


def _source(source: Source) -> SourceView:
    return SourceView(
        id=source.id,
        label=_called(source),
        name="",
        maker=source.maker,
        publisher=source.publisher,
        kind=source.kind,
        published=source.published,
        came_from=None,  # a path, or a remark of the case's own
        address=web_address(source.address),
        reliability="F",
        sha256="",
        format="",
        size=0,
        words=0,
        passages=0,
        draws_on=(),
        retold_by=(),
        origins=(),
        cited=0,
        problem=None,
        notes=(),
    )

"""``loupe worth``: what the sources are worth."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain
from loupe.model.errors import IdUnknown

if TYPE_CHECKING:
    from loupe.model import Source
    from loupe.reasoning.worth import Bearing, Outcome, SecondOpinion, SourceWorth, Worth

_SIGNS: Mapping[Outcome, str] = {"borne out": "●", "contradicted": "✕", "disputed": "◐", "alone": "○"}


@make(
    "worth",
    when="Use it after a check, to see how far each source can be leaned on: the letter that people gave it, and apart "
    "from that how its statements fared with sources independent of it, by kind of claim. It is a second opinion and "
    "changes no verdict; with too little to go by it says so.",
    example="loupe worth antwerp --source wired.pdf",
    gives={
        "work": "the id of the work",
        "sources": "list of sources that say something on the work's claims, the most checked first: `source`, "
        "`label`, `grade` (people's), `kind`, `prior` (words for the kind), `checked`, `band`, `abstains`, `outcomes`, "
        "`by_kind`, `echoes`, and `statements`, each with its `quote`, `place`, `claims` and `evidence` ids",
        "silent": "ids of the sources that say nothing on them",
        "claims": "list of second opinions: `claim`, `text`, `opinion`, `abstains`, `supporting`, `contradicting`, "
        "`hangs_on`",
    },
)
@click.argument("case", type=PATH)
@click.option("--source", metavar="ID", help="Only this source, by its id or file name.")
@click.option("--claims", "only_claims", is_flag=True, help="Only the second opinions on the claims.")
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
def command(out: Output, case: Path, source: str | None, only_claims: bool, work: str | None) -> None:
    """Show what the sources are worth."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        worth = opened.worth(work)
        checked = opened.claims(work)
        chosen = _source_id(opened.find(source), source) if source else None
        title = opened.source_of(checked[0].work_id).label if checked else ""
    sources = [] if only_claims else [w for w in worth.sources if chosen in (None, w.source.id)]
    ids = {b for w in sources for bearing in w.bearings for b in bearing.claims}
    claims = [c for c in worth.claims if chosen is None or c.claim.id in ids]
    out.document(
        {
            "work": checked[0].work_id if checked else None,
            "sources": [_plain(w) for w in sources],
            "silent": [] if only_claims else [s.id for s in worth.silent if chosen in (None, s.id)],
            "claims": [_claim_plain(c) for c in claims],
        }
    )
    for one in sources:
        _source(out, one)
    if chosen is None or only_claims:
        _claims(out, claims, every=only_claims)
    out.note()
    if not worth.sources:
        out.note("No source of the archive says anything on the claims of the work yet: a source is judged by that.")
        out.note(next_step("check", case, "WORK"))
    else:
        _closing(out, worth, sources, chosen, title, case)


def _source_id(found: object, name: str) -> str:
    from loupe.model import Source

    if not isinstance(found, Source):
        raise IdUnknown(f"{name} is not a source.", hint="List them with: loupe sources CASE")
    return found.id


def _source(out: Output, one: SourceWorth) -> None:
    source = one.source
    out.result(f"{source.label}  ({source.id})")
    out.result(f"   grade by people: {_grade(source)}    kind: {source.kind}")
    if one.band:
        out.result(indented(f"by independent others: {one.band}; {_counts(one)}"))
    else:
        out.result(indented(f"by independent others: no opinion, {one.abstains}; {_counts(one)}"))
        out.result(indented(f"of its kind is assumed: {one.prior.words}"))
    for kind in dict.fromkeys(k for k, _, _ in one.by_kind):
        told = ", ".join(f"{n} {o}" for k, o, n in one.by_kind if k == kind)
        out.result(f"      {kind + ':':13}{told}")
    if one.echoes:
        out.result(indented(f"not counted: {count(one.echoes, 'passage')} that only repeat the work or its speaker"))
    for bearing in one.bearings:
        _bearing(out, bearing)
    out.result()


def _grade(source: Source) -> str:
    return "none given (F)" if source.reliability == "F" else source.reliability


def _counts(one: SourceWorth) -> str:
    told = [f"{one.count(o)} {o}" for o in _SIGNS if one.count(o)]
    return f"{count(len(one.bearings), 'statement')}" + (f": {', '.join(told)}" if told else "")


def _bearing(out: Output, bearing: Bearing) -> None:
    out.result(indented(f"{_SIGNS[bearing.outcome]} {bearing.outcome}: “{' '.join(bearing.quote.split())}”", " " * 6))
    out.result(indented(bearing.place, " " * 8))
    if bearing.agree:
        out.result(indented("with " + "; ".join(bearing.agree), " " * 8))
    if bearing.against:
        out.result(indented("against it " + "; ".join(bearing.against), " " * 8))
    out.result(indented("on " + " ".join(bearing.claims), " " * 8))


def _claims(out: Output, claims: list[SecondOpinion], *, every: bool) -> None:
    """All of them, or those on which more than one origin speaks and how many are left out."""
    shown = [c for c in claims if every or len(c.supporting) + len(c.contradicting) > 1]
    for claim in shown:
        _claim(out, claim)
    if len(shown) < len(claims):
        out.result(f"{count(len(claims) - len(shown), 'more claim')} on which one origin alone speaks: open.")


def _claim(out: Output, one: SecondOpinion) -> None:
    out.result(f"{one.claim.id}  second opinion: {one.opinion}")
    out.result(indented(one.claim.text, " " * 8))
    if one.abstains:
        out.result(indented(f"open because {one.abstains}", " " * 8))
    for words, labels in (("for it", one.supporting), ("against it", one.contradicting), ("hangs on", one.hangs_on)):
        if labels:
            out.result(indented(f"{words}: {'; '.join(labels)}", " " * 8))


def _closing(out: Output, worth: Worth, sources: list[SourceWorth], chosen: str | None, title: str, case: Path) -> None:
    said = sum(1 for w in worth.sources if w.band)
    if chosen is None:
        out.note(
            f"{title}: {count(len(worth.sources), 'source')} with something to say on its claims, {said} with enough "
            f"for an opinion, {count(len(worth.silent), 'source')} with nothing."
        )
    elif not sources:
        out.note("This source says nothing on the claims of the work.")
    out.note("A second opinion: the verdicts follow the policy of the case alone, and grades are for people to give.")
    first = next((b.claims[0] for w in sources for b in w.bearings), None)
    if first:
        out.note(next_step("show", case, first))


def _plain(one: SourceWorth) -> dict[str, Any]:
    return {
        "source": one.source.id,
        "label": one.source.label,
        "grade": one.source.reliability,
        "kind": one.source.kind,
        "prior": one.prior.words,
        "checked": one.checked,
        "band": one.band,
        "abstains": one.abstains,
        "outcomes": {outcome: one.count(outcome) for outcome in _SIGNS},
        "by_kind": [{"kind": k, "outcome": o, "statements": n} for k, o, n in one.by_kind],
        "echoes": one.echoes,
        "statements": to_plain(one.bearings),
    }


def _claim_plain(one: SecondOpinion) -> dict[str, Any]:
    return {
        "claim": one.claim.id,
        "text": one.claim.text,
        "opinion": one.opinion,
        "abstains": one.abstains,
        "supporting": list(one.supporting),
        "contradicting": list(one.contradicting),
        "hangs_on": list(one.hangs_on),
    }

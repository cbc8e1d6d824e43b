"""A finding as the script shows it: the claim, the sentence that says why, and its evidence cards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loupe.language import same_text
from loupe.model import Evidence, Finding, Origin, Source, Stance, Verdict
from loupe.views.contexts import ClaimView, EvidenceView, GuessView, OriginView, SearchView, Span

__all__ = ["claim_view"]

PROPOSED = "proposed"

_SOURCE_ID = re.compile(r"(?<![\w-])s-[0-9a-f]{4,12}(?![\w-])")


def claim_view(
    finding: Finding,
    *,
    number: str,
    line: int,
    spans: Sequence[Span],
    guesses: Sequence[GuessView],
    sources: Mapping[str, Source],
    elsewhere: Mapping[str, Sequence[str]],
    marks: Mapping[str, str],
) -> ClaimView:
    """Set out one finding; raises ValueError when its evidence comes from a source that is not in ``sources``."""
    finding = _with_names(finding, sources)
    claim, verdict, deciding = finding.claim, finding.verdict, _deciding(finding)
    return ClaimView(
        id=claim.id,
        number=number,
        line=line,
        spans=tuple(spans),
        locator=claim.locator,
        quote=claim.quote,
        text=claim.text,
        guesses=tuple(guesses),
        speaker=claim.speaker,
        said_by=claim.attribution,
        kinds=claim.kinds,
        checkable=claim.checkable,
        why_not=claim.why_not,
        label=verdict.label,
        status=PROPOSED,
        supporting=verdict.supporting,
        contradicting=verdict.contradicting,
        why=_why(finding),
        because=deciding.reasons[0] if deciding else "",
        because_of=deciding.id if deciding else None,
        rule=verdict.rule,
        trace=verdict.trace,
        policy=verdict.policy,
        origins=tuple(
            OriginView(count, origin.label, origin.evidence_ids, origin.why, origin.circular)
            for count, origin in enumerate(verdict.origins, start=1)
        ),
        search=SearchView(
            verdict.search.queries, verdict.search.sources, verdict.search.passages, verdict.search.candidates
        ),
        evidence=_evidence_views(finding, sources, elsewhere, marks),
    )


def _with_names(finding: Finding, sources: Mapping[str, Source]) -> Finding:
    """Put the title or file name for the id of a source of the case in the labels and reasons of the origins.

    A root that was declared by its id, and that the check did not search, such as another work, comes as that id.
    """

    def named(text: str) -> str:
        return _SOURCE_ID.sub(lambda found: _name_of(found[0], sources), text)

    origins = tuple(replace(o, label=named(o.label), why=tuple(map(named, o.why))) for o in finding.verdict.origins)
    return replace(finding, verdict=replace(finding.verdict, origins=origins))


def _name_of(reference: str, sources: Mapping[str, Source]) -> str:
    found = [source.label for known, source in sources.items() if known.startswith(reference)]
    return found[0] if len(found) == 1 else reference


def _why(finding: Finding) -> str:
    """One sentence that is true under any policy, because it only counts."""
    verdict = finding.verdict
    if not finding.claim.checkable or verdict.label == "not checkable":
        return f"Not checkable: {finding.claim.why_not or 'no checkable assertion'}.".replace("..", ".")
    if not verdict.supporting and not verdict.contradicting:
        circular = sum(origin.circular for origin in verdict.origins)
        aside = f"; {circular} circular origin{'' if circular == 1 else 's'} not counted" if circular else ""
        return f"No independent origin for or against it in {_searched(verdict)}{aside}."
    against = _origins(verdict.contradicting)
    if not verdict.contradicting:
        return f"{_origins(verdict.supporting)} {_verb(verdict.supporting, 'support')} it, none contradicts it."
    if not verdict.supporting:
        return f"{against} {_verb(verdict.contradicting, 'contradict')} it, none supports it."
    return f"{_origins(verdict.supporting)} {_verb(verdict.supporting, 'support')} it, " + (
        f"{verdict.contradicting} {_verb(verdict.contradicting, 'contradict')} it."
    )


def _origins(count: int) -> str:
    return f"{count} independent origin{'' if count == 1 else 's'}"


def _verb(count: int, stem: str) -> str:
    return f"{stem}s" if count == 1 else stem


def _searched(verdict: Verdict) -> str:
    sources, passages = verdict.search.sources, verdict.search.passages
    return f"{sources} source{'' if sources == 1 else 's'} ({passages} passage{'' if passages == 1 else 's'})"


def _deciding(finding: Finding) -> Evidence | None:
    """Choose the best passage that decided: against the claim where the verdict says so, else for it.

    A circular passage never decides: its reason would read as proof.
    """
    circular = {i for origin in finding.verdict.origins if origin.circular for i in origin.evidence_ids}
    against_first = finding.verdict.label in ("contradicted", "contested")
    stances: tuple[Stance, ...] = ("contradicts", "supports") if against_first else ("supports", "contradicts")
    given = [e for e in finding.evidence if e.reasons and e.id not in circular]
    return next((e for stance in (*stances, "related") for e in given if e.stance == stance), None)


def _evidence_views(
    finding: Finding,
    sources: Mapping[str, Source],
    elsewhere: Mapping[str, Sequence[str]],
    marks: Mapping[str, str],
) -> tuple[EvidenceView, ...]:
    by_id = {evidence.id: evidence for evidence in finding.evidence}
    of: dict[str, tuple[int, Origin]] = {}
    for number, origin in enumerate(finding.verdict.origins, start=1):
        for evidence_id in origin.evidence_ids:
            of.setdefault(evidence_id, (number, origin))
    first = _copies(finding, {evidence_id: number for evidence_id, (number, _) in of.items()})
    views = []
    for evidence in finding.evidence:
        counted = of.get(evidence.id)
        kin = [by_id[i] for i in counted[1].evidence_ids if i in by_id and i != evidence.id] if counted else []
        copies = [other for other in kin if first.get(other.id) == evidence.id]
        shares = tuple(dict.fromkeys(_named(other, sources, marks) for other in kin if other not in copies))
        view = _evidence_view(evidence, _source(evidence, sources), counted, shares, marks)
        # a copy names none: the card that it stands under does
        unseen = () if evidence.id in first else elsewhere.get(evidence.id, ())
        named = tuple(dict.fromkeys((*(_named(other, sources, marks) for other in copies), *unseen)))
        views.append(replace(view, copies=named, copy_of=first.get(evidence.id)))
    return tuple(views)


def _copies(finding: Finding, origin: Mapping[str, int]) -> dict[str, str]:
    """Evidence that says it in the same words as a better piece of its origin and stance: id to the better one's."""
    shown: list[Evidence] = []
    found: dict[str, str] = {}
    for evidence in finding.evidence:
        if evidence.id not in origin:
            continue
        rivals = (e for e in shown if e.stance == evidence.stance and origin[e.id] == origin[evidence.id])
        better = next((e for e in rivals if same_text(e.quote, evidence.quote)), None)
        if better is None:
            shown.append(evidence)
        else:
            found[evidence.id] = better.id
    return found


def _evidence_view(
    evidence: Evidence,
    source: Source,
    counted: tuple[int, Origin] | None,
    shares: tuple[str, ...],
    marks: Mapping[str, str],
) -> EvidenceView:
    return EvidenceView(
        id=evidence.id,
        passage_id=evidence.passage_id,
        stance=evidence.stance,
        quote=evidence.quote,
        place=_place(evidence, marks),
        locator=evidence.locator,
        source_id=source.id,
        source_label=source.label,
        source_maker=source.maker,
        source_published=source.published,
        source_reliability=source.reliability,
        source_sha256=source.sha256,
        score=evidence.score,
        reasons=evidence.reasons,
        checks=evidence.checks,
        attribution=evidence.attribution,
        origin=counted[0] if counted else None,
        origin_label=counted[1].label if counted else None,
        shares_origin_with=shares,
        circular=counted[1].circular if counted else False,
        copies=(),
        copy_of=None,
        source_address=source.address,
    )


def _source(evidence: Evidence, sources: Mapping[str, Source]) -> Source:
    if evidence.source_id not in sources:
        raise ValueError(f"evidence {evidence.id} comes from source {evidence.source_id}, which was not given")
    return sources[evidence.source_id]


def _named(evidence: Evidence, sources: Mapping[str, Source], marks: Mapping[str, str]) -> str:
    return f"{_source(evidence, sources).label}, {_place(evidence, marks)}"


def _place(evidence: Evidence, marks: Mapping[str, str]) -> str:
    return evidence.locator.words() + marks.get(evidence.passage_id, "")

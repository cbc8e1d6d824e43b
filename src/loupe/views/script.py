"""From the values of a checked work to the one context that every format of the annotated script is rendered from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from loupe.model import VERDICTS, Finding, Passage, Source
from loupe.views.claims import claim_view
from loupe.views.contexts import ClaimView, LineView, PolicyView, ScriptContext, SourceView, Span, VerdictCount
from loupe.views.guesses import guess_views
from loupe.views.lines import claim_spans, first_line, line_runs, line_time
from loupe.views.sources import source_views

__all__ = ["script_context"]


def script_context(
    *,
    case_name: str,
    work: Source,
    passages: Sequence[Passage],
    findings: Sequence[Finding],
    sources: Sequence[Source],
    policy_name: str,
    policy_text: str,
    version: str,
    corroborating_origins: int = 2,
    waiting: int = 0,
    outdated: bool = False,
    elsewhere: Mapping[str, Sequence[str]] | None = None,
    marks: Mapping[str, str] | None = None,
    kept: Mapping[str, ClaimView] | None = None,
    with_archive: bool = True,
) -> ScriptContext:
    """Everything the annotated script shows, from values alone.

    ``passages`` are the work's lines in any order, ``sources`` all sources of the case (the work may be among them).
    A claim stands under its first line and is numbered "line.claim". ``waiting`` counts the claims of the work that
    have no finding yet; ``outdated`` says that the findings are older than what they were found in. ``elsewhere``
    holds, by the id of a piece of evidence, where its words stand too in sources that are no evidence of its claim.
    ``marks`` holds, by the id of a passage, what is said behind its place when a machine made its words. ``kept`` are
    views of claims, by id, that an earlier context of the same lines and findings has and that are as they would be
    made anew. ``archive`` of the context stays empty without ``with_archive``: pages of the work do not list it.
    Raises ValueError when a claim names a line that the work does not have, or evidence a source that was not given.
    """
    texts = sorted((p for p in passages if p.source_id == work.id), key=lambda p: (p.ordinal, p.locator.start))
    known = {source.id: source for source in (*sources, work)}
    claims = _claim_views(findings, texts, known, elsewhere or {}, marks or {}, kept or {})
    archived = frozenset(s.id for s in known.values() if s.role == "archive" and s.id != work.id)
    views = source_views(tuple(known.values()), claims, None if with_archive else {work.id})
    archive = tuple(view for view in views if view.id in archived)
    lines = _line_views(texts, claims)
    read = [source for source in known.values() if source.id in archived and source.passages]
    counts = Counter(claim.label for claim in claims)
    return ScriptContext(
        case=case_name,
        title=work.label,
        work=_view_of(work, views),
        version=version,
        reviewed=False,
        waiting=waiting,
        outdated=outdated,
        line_count=len(lines),
        claim_count=len(claims),
        checkable_count=sum(claim.checkable for claim in claims),
        counts=tuple(VerdictCount(label, counts[label]) for label in VERDICTS),
        speakers=tuple(dict.fromkeys(line.speaker for line in lines if line.speaker)),
        searched_sources=max((c.search.sources for c in claims if c.checkable), default=len(read)),
        searched_passages=max(
            (c.search.passages for c in claims if c.checkable), default=sum(s.passages for s in read)
        ),
        lines=lines,
        archive=archive,
        policy=PolicyView(policy_name, policy_text, corroborating_origins),
    )


def _claim_views(
    findings: Sequence[Finding],
    texts: Sequence[Passage],
    known: dict[str, Source],
    elsewhere: Mapping[str, Sequence[str]],
    marks: Mapping[str, str],
    kept: Mapping[str, ClaimView],
) -> tuple[ClaimView, ...]:
    ordered = sorted(findings, key=lambda f: (f.claim.locator.start, f.claim.ordinal, f.claim.id))
    placed: list[tuple[int, tuple[Span, ...], Finding]] = []
    starts = [text.locator.start for text in texts]
    for finding in ordered:
        if (view := kept.get(finding.claim.id)) is not None:
            placed.append((view.line, view.spans, finding))
            continue
        spans = claim_spans(finding.claim, texts, starts)
        placed.append((first_line(finding.claim, spans, len(texts)), spans, finding))
    placed.sort(key=lambda item: item[0])
    seen: Counter[int] = Counter()
    views = []
    for line, spans, finding in placed:
        seen[line] += 1
        views.append(
            kept.get(finding.claim.id)
            or claim_view(
                finding,
                number=f"{line}.{seen[line]}",
                line=line,
                spans=spans,
                guesses=guess_views(finding.claim, texts),
                sources=known,
                elsewhere=elsewhere,
                marks=marks,
            )
        )
    return tuple(views)


def _line_views(texts: Sequence[Passage], claims: Sequence[ClaimView]) -> tuple[LineView, ...]:
    under: defaultdict[int, list[ClaimView]] = defaultdict(list)
    spans = defaultdict(list)
    for claim in claims:
        under[claim.line].append(claim)
        for span in claim.spans:
            spans[span.line].append((span, claim.number, claim.label))
    return tuple(
        LineView(
            number=number,
            speaker=text.speaker,
            place=text.place,
            time=line_time(text.locator),
            locator=text.locator,
            text=text.text,
            runs=line_runs(text.text, spans[number]),
            claims=tuple(under[number]),
        )
        for number, text in enumerate(texts, start=1)
    )


def _view_of(work: Source, views: Sequence[SourceView]) -> SourceView:
    return next(view for view in views if view.id == work.id)

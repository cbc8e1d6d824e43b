"""The archive list: every source with what it re-tells, who re-tells it and which roots its evidence went under."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from loupe.model import Source
from loupe.views.contexts import ClaimView, DrawnOn, SourceView

__all__ = ["source_views"]


def source_views(sources: Sequence[Source], claims: Sequence[ClaimView]) -> tuple[SourceView, ...]:
    """List the sources by label and id."""
    labels = {source.id: source.label for source in sources}
    retold: defaultdict[str, list[str]] = defaultdict(list)
    ordered = sorted(sources, key=lambda source: (source.label.casefold(), source.id))
    for source in ordered:
        for root in source.draws_on:
            retold[root].append(source.label)
    cited: Counter[str] = Counter()
    origins: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for evidence in claim.evidence:
            cited[evidence.source_id] += 1
            if evidence.origin_label is not None:
                origins[evidence.source_id][evidence.origin_label] = None
    return tuple(
        SourceView(
            id=source.id,
            label=source.label,
            name=source.name,
            maker=source.maker,
            publisher=source.publisher,
            kind=source.kind,
            published=source.published,
            came_from=source.came_from,
            reliability=source.reliability,
            sha256=source.sha256,
            format=source.format,
            size=source.size,
            words=source.words,
            passages=source.passages,
            draws_on=tuple(
                DrawnOn(labels.get(root, root), root if root in labels else None) for root in source.draws_on
            ),
            retold_by=tuple(retold[source.id]),
            origins=tuple(origins[source.id]),
            cited=cited[source.id],
            problem=source.problem,
            notes=source.notes,
        )
        for source in ordered
    )

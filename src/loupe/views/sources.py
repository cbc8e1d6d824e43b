"""The archive list: every source with what it re-tells, who re-tells it and which roots its evidence went under."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from loupe.model import Source
from loupe.views.contexts import ClaimView, DrawnOn, SourceView

__all__ = ["source_views"]

_SHORTEST_ID = len("s-1234")


def source_views(
    sources: Sequence[Source], claims: Sequence[ClaimView], only: Collection[str] | None = None
) -> tuple[SourceView, ...]:
    """List the sources by label and id, or ``only`` those with these ids, without who retells them."""
    ordered = sorted(sources, key=lambda source: (source.label.casefold(), source.id))
    names = _Names(ordered)
    roots = {source.id: names.roots(source) for source in ordered if only is None or source.id in only}
    retold: defaultdict[str, list[str]] = defaultdict(list)
    for source in ordered:
        for root in roots[source.id] if only is None else ():
            if root.source_id is not None:
                retold[root.source_id].append(source.label)
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
            address=source.address,
            reliability=source.reliability,
            sha256=source.sha256,
            format=source.format,
            size=source.size,
            words=source.words,
            passages=source.passages,
            draws_on=roots[source.id],
            retold_by=tuple(retold[source.id]),
            origins=tuple(origins[source.id]),
            cited=cited[source.id],
            problem=source.problem,
            notes=source.notes,
        )
        for source in ordered
        if only is None or source.id in only
    )


class _Names:
    """Finds what a source says it draws on: an id or its beginning, a file name or a title; the first in the list."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._ids = {source.id: source for source in sources}
        self._names: dict[str, Source] = {}
        for source in sources:
            for name in (source.name, source.name.rpartition("/")[2], source.title or ""):
                self._names.setdefault(name.casefold(), source)

    def roots(self, source: Source) -> tuple[DrawnOn, ...]:
        """What a source draws on, a plain name where the case has no such source."""
        found: dict[DrawnOn, None] = {}
        for declared in source.draws_on:
            known = self._find(declared)
            root = DrawnOn(known.label, known.id) if known else DrawnOn(declared, None)
            if declared.strip() and root.source_id != source.id:
                found[root] = None
        return tuple(found)

    def _find(self, declared: str) -> Source | None:
        known = self._ids.get(declared)
        if known is None and declared.startswith("s-") and len(declared) >= _SHORTEST_ID:
            known = next((source for id_, source in self._ids.items() if id_.startswith(declared)), None)
        name = declared.strip().casefold()
        return known or (self._names.get(name) if name else None)

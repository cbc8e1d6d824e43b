"""What each source goes back to by what is declared of it: the cheap half of tracing origins, for long lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loupe.engine.understood.provenance import Provenance
from loupe.model import Source, content_id
from loupe.views.sources_page import OriginGroup

__all__ = ["origin_groups"]

_NAMED = 3


def origin_groups(sources: Sequence[Source]) -> dict[str, OriginGroup]:
    """By source: its roots, found by following what sources say they draw on, or their maker where they say nothing.

    Who credits whom in the text and who shares whose text is not looked at; ``trace_origins`` does that. A source that
    goes back to itself alone and that nobody draws on has no group.
    """
    provenance = Provenance.of(sources)
    labels = {s.id: s.label for s in sources}
    roots = {s.id: tuple(sorted(_roots(s.id, provenance))) for s in sources}
    sizes = Counter(roots.values())
    groups: dict[tuple[str, ...], OriginGroup] = {}
    for of in sizes:
        named = [labels.get(node) or provenance.names.get(node, node.removeprefix("name:")) for node in of]
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        groups[of] = OriginGroup(content_id("o", *of)[2:14], "; ".join(sorted(named)[:_NAMED]) + more, sizes[of])
    return {id_: groups[of] for id_, of in roots.items() if of != (id_,) or sizes[of] > 1}


def _roots(start: str, provenance: Provenance) -> set[str]:
    """The nodes without parents that a source leads to; sources that draw on each other in a ring are one root."""
    seen, waiting, found = {start}, [start], set()
    while waiting:
        node = waiting.pop()
        above = provenance.parents.get(node, frozenset())
        if not above:
            found.add(node)
        fresh = above - seen
        seen |= fresh
        waiting += sorted(fresh)
    return found or {min(seen)}

"""Reading one sentence: its attribution, polarity, quantities, times and names in one value."""

from __future__ import annotations

from loupe.language.attribution import find_attribution
from loupe.language.names import find_names
from loupe.language.polarity import absent_stems, is_hedged, negated_stems
from loupe.language.quantities import find_quantities
from loupe.language.times import find_times
from loupe.language.words import content_stems
from loupe.model.statements import Statement

__all__ = ["read_statement"]


def read_statement(text: str, known: str | None = None) -> Statement:
    """Everything Loupe understands of one sentence; ``known`` is whom "he said" refers to. Offsets are in ``text``."""
    attribution = find_attribution(text, known)
    start, end = attribution.inner
    times = find_times(text)
    spans = [(t.start_at, t.end_at) for t in times]
    return Statement(
        text=text,
        tellers=attribution.tellers,
        denied=attribution.denied,
        inner=attribution.inner,
        stems=tuple(content_stems(text[start:end])),
        negated=negated_stems(text[start:end]),
        absent=absent_stems(text),
        hedged=is_hedged(text),
        quantities=find_quantities(text, spans),
        times=times,
        names=find_names(text),
    )

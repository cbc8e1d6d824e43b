"""Reading one sentence: its attribution, polarity, quantities, times and names in one value."""

from __future__ import annotations

import re

from loupe.language.attribution import find_attribution
from loupe.language.clauses import finite_verb
from loupe.language.commitment import is_hedged
from loupe.language.frames import frames
from loupe.language.names import find_names
from loupe.language.polarity import absent_name, absent_stems, negated_stems
from loupe.language.quantities import find_quantities
from loupe.language.setting import NOTHING_KNOWN, Setting
from loupe.language.times import find_times
from loupe.language.words import content_stems, tokens
from loupe.model.readings import SentenceReading
from loupe.model.times import TimeSpan

__all__ = ["read_sentence"]


def read_sentence(text: str, known: str | None = None, setting: Setting = NOTHING_KNOWN) -> SentenceReading:
    """Everything Loupe understands of one sentence, of its first 2,000 characters if it is longer.

    ``known`` is whom "he said" refers to, ``setting`` what is known of the text it stands in. Offsets are in ``text``.
    """
    whole, text = text, text[:_MOST]
    text = _ADDRESS.sub(lambda m: " " * len(m.group()), text)
    attribution = find_attribution(text, known)
    start, end = attribution.inner
    found = find_times(text, setting)
    spans = [(t.start_at, t.end_at) for t in found if not _is_length(t)]
    times = tuple(t for t in found if t.frame != "unplaced")  # "a week later" says when only in its place
    return SentenceReading(
        text=whole,
        tellers=attribution.tellers,
        denied=attribution.denied,
        inner=attribution.inner,
        stems=tuple(content_stems(text[start:end])),
        negated=negated_stems(text[start:end]),
        absent=absent_stems(text),
        absent_name=absent_name(text),
        asked=text.rstrip(" \"”')]").endswith("?"),
        hedged=is_hedged(_main_part(text, start, end), start, told=bool(attribution.tellers)),
        frames=frames(text),
        quantities=find_quantities(text, spans, setting.language),
        times=times,
        names=find_names(text),
    )


def _is_length(t: TimeSpan) -> bool:
    """ "18 months before the theft" says how long before as well as when: that is compared as a figure."""
    return (t.bare[0] if t.bare else t.frame) == "unplaced"


_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)\S+", re.IGNORECASE)  # the figures in a web address are no figures
_MOST = 2000
"""Characters of a sentence that are read; what is longer is no sentence, and some patterns would take long over it."""
_PREDICATE = 6


def _main_part(text: str, start: int, end: int) -> str:
    """The outer layer and P up to shortly after its verb: a "may" in a later aside does not make P only possible."""
    words = tokens(text[start:end])
    verb = finite_verb(words)
    if verb is None or verb + _PREDICATE >= len(words):
        return text[:end]
    return text[: start + words[verb + _PREDICATE].start]

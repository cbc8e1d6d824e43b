"""Which barriers a sentence names, and what it says of how each was beaten or found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loupe.language.barriers.tables import CUES, GENERIC, LAYERS

__all__ = ["Cue", "NamedLayer", "cue_layer", "denied", "find_cues", "find_layer_words", "find_layers", "layers_counted"]


@dataclass(frozen=True, slots=True)
class NamedLayer:
    """A barrier named in a sentence, by the name it goes under; ``generic`` when the words do not say which one."""

    name: str
    kind: str
    purpose: str
    rank: int
    words: str
    start: int
    end: int
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at ``[start, end)`` that say how a barrier was beaten or left, or that nobody knows: ``verdict``."""

    verdict: str
    words: str
    start: int
    end: int


_LAYERS = tuple((b, re.compile(rf"(?<![\w-])(?:{b.pattern})(?![\w-])", re.IGNORECASE)) for b in LAYERS)
_GENERIC = tuple((n, g, re.compile(rf"(?<![\w-])(?:{g[3]})(?![\w-])", re.IGNORECASE)) for n, g in GENERIC.items())
_CUES = tuple((verdict, re.compile(pattern, re.IGNORECASE)) for verdict, pattern in CUES)
_COUNTED = re.compile(r"\blayers? of security\b|\bsecurity layers?\b|\blines? of defen[cs]e\b", re.IGNORECASE)


def find_layers(text: str) -> list[NamedLayer]:
    """The barriers that a sentence names, in the order of its words, the longest words at each place."""
    found = [
        NamedLayer(b.name, b.kind, b.purpose, b.rank, m.group(), m.start(), m.end())
        for b, pattern in _LAYERS
        for m in pattern.finditer(text)
    ]
    for name, (kind, purpose, rank, _), pattern in _GENERIC:
        for m in pattern.finditer(text):
            words = m.group().lower()
            which = name if words.split()[0].rstrip("s") == name or name not in words else words.rstrip("s")
            found.append(NamedLayer(which, kind, purpose, rank, m.group(), m.start(), m.end(), which == name))
    return _apart([n for n in found if not _a_name(n, text)])


def _a_name(n: NamedLayer, text: str) -> bool:
    """Whether the words belong to a name: "the King of Keys" is nobody's lock."""
    return (
        n.start > 0
        and n.words[:1].isupper()
        and not n.words.isupper()
        and text[n.start - 1] == " "
        and (text[: n.start].rstrip()[-1:] not in (".", ":", "!", "?", "”", '"'))
    )


def find_layer_words(text: str, known: Iterable[NamedLayer]) -> list[NamedLayer]:
    """The barriers of a list that a person made, each by its own words."""
    found = []
    for layer in known:
        for m in re.finditer(rf"(?<!\w){re.escape(layer.words)}(?!\w)", text, re.IGNORECASE):
            found.append(NamedLayer(layer.name, layer.kind, layer.purpose, layer.rank, m.group(), m.start(), m.end()))
    return _apart(found)


def _apart(found: Sequence[NamedLayer]) -> list[NamedLayer]:
    """No two that overlap: the longer words hold, then the earlier of the table."""
    kept: list[NamedLayer] = []
    for one in sorted(found, key=lambda n: (n.start - n.end, n.generic, n.start, n.rank)):
        if not any(k.start < one.end and one.start < k.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda n: n.start)


def find_cues(text: str) -> list[Cue]:
    """What the sentence says of barriers, in the order of its words; of two that overlap the first of the table."""
    found: list[Cue] = []
    for verdict, pattern in _CUES:
        for m in pattern.finditer(text):
            if not any(c.start < m.end() and m.start() < c.end for c in found):
                found.append(Cue(verdict, m.group(), m.start(), m.end()))
    return sorted((c for c in found if not _aside(c, text)), key=lambda c: c.start)


_ASIDE = re.compile(
    r"\b(?:after|before|until|when|once|as soon as|if|will be|would be|should be|must be)\b[^,;]*$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:no (?:sign|trace|evidence|indication)s? (?:of|that)|did not|does not|do not|didn't|don't|was not|were not|"
    r"had not|without|nobody|no one|never|not)\b[^,;.]{0,24}$",
    re.IGNORECASE,
)


def _aside(cue: Cue, text: str) -> bool:
    """Whether the words only say when something else was so: "after the door had been closed"."""
    return cue.verdict in ("left open", "left closed") and bool(_ASIDE.search(text[: cue.start]))


def denied(cue: Cue, text: str) -> bool:
    """Whether the words are denied: "there was no sign of a break-in"."""
    return cue.verdict not in ("not working", "unexplained") and bool(_DENIED.search(text[: cue.start]))


_KINDS_OF = {
    "taken away": ("recordings",), "swapped": ("recordings",),
    "left open": ("vault door", "door", "gate", "way in", "deposit boxes"),
    "left closed": ("vault door", "door", "gate", "way in", "deposit boxes"),
}  # fmt: skip
_BY_KIND = {
    "opened with key or code": ("lock", "procedure", "barrier"),
    "forced": ("barrier", "lock", "container"),
    "bypassed": ("sensor", "lock", "patrol", "barrier", "procedure"),
    "disabled beforehand": ("sensor", "lock", "procedure"),
    "not working": ("sensor", "lock", "patrol", "procedure", "barrier"),
}


def cue_layer(cue: Cue, layers: Sequence[NamedLayer], text: str) -> NamedLayer | None:
    """The barrier that the words speak of: the nearest of a kind that can be beaten so, in the same clause first."""
    fit = [n for n in layers if _fits(cue, n)]

    def far(n: NamedLayer) -> tuple[int, int, int]:
        between = text[n.end : cue.start] if n.end <= cue.start else text[cue.end : n.start]
        inside = n.start < cue.end and cue.start < n.end
        return (0 if inside else len(re.findall(r"[;:,]| and ", between)), 0 if inside else len(between), n.start)

    return min(fit, key=far, default=None)


def _fits(cue: Cue, n: NamedLayer) -> bool:
    if cue.verdict in _KINDS_OF:
        named = _KINDS_OF[cue.verdict]
        return n.name in named or (n.name.endswith("door") and "door" in named)
    return n.kind in _BY_KIND.get(cue.verdict, (n.kind,))


def layers_counted(text: str) -> list[tuple[int, int]]:
    """Where a sentence speaks of layers of security as such: their number is held against those that are named."""
    return [m.span() for m in _COUNTED.finditer(text)]

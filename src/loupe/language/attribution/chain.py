"""The attribution chain of a sentence: its layers, one inside the other, from the outermost teller to P."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.language.attribution.forms import one_layer

__all__ = ["Attribution", "find_attribution"]

_DEEPEST = 5
"""Layers that are read: nobody means more, and a hostile text could have hundreds."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The outer layers of a text: its tellers, outermost first, whether the innermost denies P, and the span of P.

    ``spans`` are the half-open places of the words that name the tellers, in the order of ``tellers``; the words of a
    pronoun ("he") where the teller was known beforehand.
    """

    tellers: tuple[str, ...]
    denied: bool
    inner: tuple[int, int]
    spans: tuple[tuple[int, int], ...] = ()


def find_attribution(text: str, known: str | None = None) -> Attribution:
    """The attribution chain of one sentence.

    ``known`` is whom a pronoun teller ("he said") stands for; without it the pronoun itself is kept. The chain is kept
    to its root: of "the paper reports that police heard from a caller that P" the last teller is the caller. What
    somebody is said *not* to have said ("police never said that P", "refused to confirm that P") has no teller.
    """
    tellers: list[str] = []
    spans: list[tuple[int, int]] = []
    denied = False
    start, end = 0, len(text)
    for _ in range(_DEEPEST):
        layer = one_layer(text[start:end], known)
        if layer is None:
            break
        tellers += [name for name, _ in layer.tellers]
        spans += [(start + a, start + b) for _, (a, b) in layer.tellers]
        denied = layer.denied
        if layer.inner == (0, end - start):
            break  # said in passing, in the middle of P: P is the whole text
        start, end = start + layer.inner[0], start + layer.inner[1]
    return Attribution(tuple(tellers), denied, (start, end), tuple(spans))

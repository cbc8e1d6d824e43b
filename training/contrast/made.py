"""What goes in and what comes out: a sentence with its neighbours, a claim with its passage and label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CONTRADICTS", "KINDS", "LABELS", "NEITHER", "SUPPORTS", "Draft", "Label", "Made", "Source"]

Label = Literal["supports", "contradicts", "neither"]
SUPPORTS: Label = "supports"
CONTRADICTS: Label = "contradicts"
NEITHER: Label = "neither"
LABELS: tuple[Label, ...] = (SUPPORTS, CONTRADICTS, NEITHER)
KINDS = (
    "number",
    "date",
    "name",
    "negation",
    "opposite",
    "quantifier",
    "rank",
    "role",
    "hedge",
    "rewrite",
    "stranger",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A well-formed sentence, the sentences right before and after it in its document, and where it is from."""

    text: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim about one sentence, with the label that sentence gives it."""

    claim: str
    label: Label


@dataclass(frozen=True, slots=True)
class Made:
    """A pair to learn from: the claim, the passage (verbatim sentences), its label, kind of change and origin."""

    claim: str
    passage: str
    label: Label
    kind: str
    origin: str

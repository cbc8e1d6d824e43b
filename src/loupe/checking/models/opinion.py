"""What a stance model says of a claim and a passage, whatever model it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Opinion", "Pair", "StanceModel"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim in its self-contained form and the words of a passage that may speak of it.

    ``before`` and ``after`` are the passage's neighbours, "" where there are none; ``dated`` is when the passage's
    source was published, as EDTF, "" where that is not known. A model may read them; its opinion is of ``passage``.
    """

    claim: str
    passage: str
    before: str = ""
    after: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely a passage supports a claim, contradicts it, or decides nothing: calibrated, in [0, 1], summing to 1.

    ``quote`` are the words of the passage that an answering model rests on, verbatim, None for models that only score.
    """

    supports: float
    contradicts: float
    neither: float
    quote: str | None = None


class StanceModel(Protocol):
    """Reads pairs of claim and passage; the same pairs give the same opinions, in whatever batches they come."""

    @property
    def name(self) -> str:
        """Name, version and the beginning of the weights' hash: what a proposal records."""

    def read(self, pairs: Sequence[Pair]) -> list[Opinion | None]:
        """An opinion of each pair, None where the model gave none that can be used."""

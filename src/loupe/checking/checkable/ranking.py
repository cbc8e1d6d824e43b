"""The lines of a work in the order in which they need checking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loupe.checking.checkable.scoring import scorer, share_of
from loupe.language import read_sentence
from loupe.model import Claim
from loupe.model.readings import SentenceReading

__all__ = ["NARRATORS", "Line", "Ranked", "by_worthiness", "worthiness_of_lines"]

NARRATORS = frozenset(["NARRATOR", "VOICE-OVER", "V.O."])
"""Speakers who tell the story: what they ask is asked for effect, and takes nothing from what they say."""

_ASKING_COSTS = 20.0
_MOST_ASKED = 0.3
_FEWEST_LINES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it stands in a work, read, with who says it."""

    text: str
    reading: SentenceReading
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim with how much it needs checking, in [0, 1]."""

    claim: Claim
    worthiness: float


def worthiness_of_lines(lines: Sequence[Line]) -> tuple[float, ...]:
    """How much each line of one work needs checking, in [0, 1], with regard to who speaks.

    ``lines`` are all sentences of the work in order. Who interviews asserts little of his own: a speaker of ten lines
    or more who ends on questions that others answer is counted down, the more he asks, by 2 in log odds per tenth of
    his lines, three tenths at most. The narrator of a film asks for effect and is left alone.
    """
    asked = _asked_shares(lines)
    return tuple(
        share_of(scorer().logit(line.text, line.reading) - _ASKING_COSTS * asked.get(line.speaker or "", 0.0))
        for line in lines
    )


def by_worthiness(claims: Sequence[Claim]) -> tuple[Ranked, ...]:
    """The claims of one work, those that can be checked first, each group by what needs checking most.

    Nothing is left out: what cannot be checked comes last, in the same order, so that a second look at the top of it
    finds what the rules may have got wrong. Equals keep the order of the work.
    """
    ordered = sorted(claims, key=lambda claim: claim.ordinal)
    quotes = [" ".join(claim.quote.split()) for claim in ordered]
    lines = [Line(quote, read_sentence(quote), claim.speaker) for quote, claim in zip(quotes, ordered, strict=True)]
    ranked = [Ranked(claim, w) for claim, w in zip(ordered, worthiness_of_lines(lines), strict=True)]
    return tuple(sorted(ranked, key=lambda r: (not r.claim.checkable, -r.worthiness)))


def _asked_shares(lines: Sequence[Line]) -> dict[str, float]:
    """Per speaker the share of his lines that are questions which another speaker answers, 0.3 at most."""
    spoken = Counter(line.speaker for line in lines if line.speaker)
    asked: Counter[str] = Counter()
    open_questions, asker = 0, None
    for line in lines:
        if line.speaker != asker:
            if asker:
                asked[asker] += open_questions
            open_questions, asker = 0, line.speaker
        open_questions = open_questions + 1 if _is_question(line.text) else 0
    return {
        speaker: min(asked[speaker] / count, _MOST_ASKED)
        for speaker, count in spoken.items()
        if count >= _FEWEST_LINES and speaker.upper() not in NARRATORS
    }


def _is_question(text: str) -> bool:
    return text.rstrip("\"'”’ ").endswith("?")

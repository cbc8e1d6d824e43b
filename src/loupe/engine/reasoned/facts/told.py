"""Who says a fact and how: the statement behind it, whether it is put forward as true, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.language import read_sentence
from loupe.model import Statement, content_id

__all__ = ["Spoken", "clipped", "put_forward", "said_at"]

_PUT_FORWARD = ("asserted", "reported")
_SUBORDINATE = re.compile(
    r"\b(?:after|before|until|once|if|unless|whenever|whether|as if|as though|in case)\s+(?:\w+\s+){0,4}$", re.I
)
_SURMISE = re.compile(
    r"\b(?:surmise|guess|suppose|imagine|assume|theor(?:y|ise|ize)|speculat|suspect|rumou?r|perhaps|maybe|possibly|"
    r"probably|allegedly|might|may have|could have|would have|should have)\w*\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\s+(?:else\s+)?(?:were\s+|was\s+|had\s+)?\w+(?:ed|en)\b", re.IGNORECASE)
"""After a verb: "took the tapes, or swapped them" puts neither forward."""
_MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Spoken:
    """The statement behind a fact: its id, its place in the stored text, and who says so, outermost first."""

    id: str
    sentence: Sentence
    chain: tuple[str, ...]


def put_forward(statement: Statement, sentence: Sentence) -> bool:
    """Whether the text puts a statement forward as so: not as possible, alleged, asked, planned or on a condition."""
    if statement.modality not in _PUT_FORWARD or sentence.text.rstrip(" \"”')]").endswith("?"):
        return False
    if _OR.search(sentence.text[max(0, statement.verb[1] - sentence.start) :][:_MOST_WORDS]):
        return False
    before = sentence.text[: max(0, statement.start - sentence.start)]
    return not _SURMISE.search(before[-80:]) and not _SUBORDINATE.search(before[-40:])


def said_at(sentence: Sentence, start: int, end: int, statement: Statement | None = None) -> Spoken | None:
    """What a fact found at ``[start, end)`` goes back to; None where it is not put forward as so.

    Where no statement was understood there, the sentence as a whole is asked how it is put forward.
    """
    found = statement or sentence.statement_at(start)
    if found is not None and found.start <= end and start < max(found.end, found.verb[1] + 80):
        if not put_forward(found, sentence):
            return None
        return Spoken(found.id, sentence, found.chain)
    reading = read_sentence(sentence.text)
    if reading.asked or reading.hedged or reading.frames & {"hypothetical", "false", "doubted", "intended"}:
        return None
    return Spoken(content_id("t", sentence.source.id, "sentence", start, end), sentence, reading.tellers)


def clipped(text: str) -> str:
    """The words on one line, cut at a word's end where they are many."""
    words = " ".join(text.split())
    if len(words) <= _MOST_WORDS:
        return words
    return words[:_MOST_WORDS].rsplit(" ", 1)[0] + " …"

"""Which occasion a sentence speaks of, where it gives no date: the event of the case, or the night told of before."""

from __future__ import annotations

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import kind_of
from loupe.language import tokens
from loupe.model import Statement
from loupe.model.times import TimeSpan

__all__ = ["occasion_of", "time_told", "when_of"]

_EVENTS = {
    kind_of(word): "the deed"
    for word in "robbery burglary heist theft raid thieves burglars robbers murder killer crime".split()
} | {kind_of(w): "the accident" for w in "crash explosion fire collision sinking accident".split()}
_NEAR = 3
_FAR = 40
_SHORT = ("part", "day", "hour", "minute", "about")


def occasion_of(sentence: Sentence, *, far: bool = False) -> str:
    """The kind of event that the sentence or those just before it speak of; empty when they speak of none.

    ``far`` looks back further: a night that is told of goes on for longer than a thing that is named in passing.
    """
    for one in sentence.back(_FAR if far else _NEAR):
        for t in tokens(one.text):
            if t.low.isalpha() and (event := _EVENTS.get(kind_of(t.low))):
                return event
    return ""


def when_of(sentence: Sentence, statement: Statement, part: str) -> TimeSpan | None:
    """The date of a night or day: given in the clause, else the last one of its kind that was named before."""
    own = [t for t in statement.times or sentence.times if t.frame == "absolute" and t.precision in _SHORT]
    if own:
        return own[0] if len(own) == 1 else None
    for one in sentence.back(_FAR):
        named = [t for t in one.times if t.frame == "absolute" and t.precision == "part" and part in t.text.casefold()]
        if named:
            return named[-1]
    return None


def time_told(sentence: Sentence, statement: Statement | None) -> TimeSpan | None:
    """When it was, where the clause names one time that can be placed without a guess at the day."""
    times = (statement.times if statement else ()) or (sentence.times if len(sentence.times) == 1 else ())
    placed = [t for t in times if t.frame == "absolute" and t.bare is None and not t.qualifier]
    return placed[0] if len(placed) == 1 else None

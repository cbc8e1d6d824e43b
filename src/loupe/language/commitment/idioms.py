"""Idioms: governing words that commit a speaker to more, or to less, than their signature says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loupe.language.commitment.surroundings import Surroundings
from loupe.language.predicates import Predicate, Sign
from loupe.language.words import Token
from loupe.model.statements import Modality

__all__ = ["Step", "idiom"]


@dataclass(frozen=True, slots=True)
class Step:
    """What follows for a clause from one governing word, and how that word puts it forward."""

    sign: Sign
    modality: Modality


def idiom(held: bool, predicate: Predicate, around: Surroundings, words: Sequence[Token], at: int) -> Step | None:
    """What follows by an idiom, None where there is none; ``held`` says that the outer words hold."""
    opinion = predicate.kind in ("opinion", "semblance")
    if around.asked and not opinion:
        return None
    step = _of_oneself(predicate, around) or _with_a_modal(held, predicate, around) or _untold(predicate, around)
    if step is None and (opinion or predicate.lemma == "guess"):
        return _opinion(around, words, at)
    return step


def _of_oneself(predicate: Predicate, around: Surroundings) -> Step | None:
    """ "I don't know that he did", "I wouldn't say that": understatements, whose speaker can presuppose nothing."""
    if around.person != "first" or not around.denied or not around.present:
        return None
    if predicate.lemma == "say" and around.modal in ("", "can", "could", "would"):
        return Step("-", "possible")
    knows = predicate.lemma in ("know", "realize", "realise", "see")
    return Step("-", "possible") if knows and not around.modal and not around.conditional else None


def _with_a_modal(held: bool, predicate: Predicate, around: Surroundings) -> Step | None:
    modal, denied = around.modal, around.denied
    if denied and modal in ("can", "could") and predicate.lemma in ("believe", "imagine", "think"):
        return Step("+" if predicate.lemma == "believe" and held else "-", "asserted")  # "can't believe I won"
    if not modal or around.conditional:
        return None
    if (predicate.kind == "sense" or predicate.lemma == "tell") and modal in ("can", "could"):
        return Step("o" if denied else "+", "asserted")  # "could see that", "could tell that": saw it
    if predicate.lemma == "find" and not denied:
        return Step("+", "possible")  # what may be found is there to be found
    said_by_anybody = predicate.kind in ("report", "claim") and around.person in ("second", "generic") and not denied
    return Step("+", "possible") if said_by_anybody and modal in ("can", "could", "might", "may") else None


def _untold(predicate: Predicate, around: Surroundings) -> Step | None:
    """What somebody is not told is there to be told (Schlenker 2010); what he is told may be so or not."""
    if predicate.lemma in ("tell", "inform", "mention") and around.denied and around.modal in ("", "would", "will"):
        return Step("+", "asserted")
    return Step("o", "reported") if predicate.lemma == "tell" and not around.denied else None


def _opinion(around: Surroundings, words: Sequence[Token], at: int) -> Step | None:
    """One's own opinion is a reserved assertion; its denial asserts the contrary (neg-raising, Horn 1978)."""
    own = around.person == "first"
    if around.asked and around.denied:
        return Step("+", "asked")  # "Don't you think that ...?"
    if around.asked or around.conditional:
        return None
    if own and around.denied and not around.present and any(w.low == "never" for w in words[max(0, at - 4) : at]):
        return Step("o", "possible")  # "I never thought I would": what came of it is left open
    if own and not around.modal:
        return Step("-" if around.denied else "+", "possible")
    return Step("-", "possible") if around.nobody else None  # "No one believes that"

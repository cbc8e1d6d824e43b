"""The commitment of a text to one of its clauses: the words that put it forward, from the outermost to the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.language.attribution import find_attribution
from loupe.language.commitment.governors import governors
from loupe.language.commitment.idioms import Step, idiom
from loupe.language.commitment.markers import marker_in, opening_of
from loupe.language.commitment.surroundings import Surroundings, is_question, surroundings_of
from loupe.language.predicates import MODES, Predicate, Sign
from loupe.language.words import Token, tokens
from loupe.model.statements import Modality

__all__ = ["Commitment", "Polarity", "commitment", "is_hedged", "modality_of"]

Polarity = Literal["holds", "fails", "open"]
"""What the text says of a clause, as the clause is worded: that it is so, that it is not, neither."""

_OF: dict[Sign, Polarity] = {"+": "holds", "-": "fails", "o": "open"}
_SIGNS: dict[Polarity, Sign] = {"holds": "+", "fails": "-", "open": "o"}
_TURNED: dict[Sign, Sign] = {"+": "-", "-": "+", "o": "o"}
_MOST = 2000
"""Characters before a clause that are read; what is longer is no sentence."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """How far a text stands behind one of its clauses, how the clause is put forward, and which words say so."""

    polarity: Polarity
    modality: Modality
    reasons: tuple[str, ...] = ()

    @property
    def asserted(self) -> bool:
        """Whether the text itself says that the clause is so."""
        return self.polarity == "holds" and self.modality == "asserted"


def commitment(text: str, clause: tuple[int, int]) -> Commitment:
    """The commitment of a text to the clause at a half-open span of it.

    A text commits itself to P where it says P, or where the words that govern P make it follow ("failed to notice
    that P"); to its contrary likewise ("pretended that P"); to neither where somebody else says it, or where it is
    asked, alleged, denied by somebody, or made to hang on a condition. A modal verb inside an embedded clause is part
    of what is put forward. The governing words are found by what stands before the clause. The calculus is that of
    Nairn, Condoravdi and Karttunen (2006).
    """
    start, end = max(0, min(clause[0], len(text))), max(0, min(clause[1], len(text)))
    if end - start > _MOST or start > 4 * _MOST:
        return Commitment("open", "possible", ("too long to be read",))
    words, chain, (first, last) = governors(text, (start, end))
    asks = is_question(text[first:last])
    opening = opening_of(text[first:start], text[start:end])
    found = Commitment("holds", "asserted")
    since = 0
    for at, predicates, edge in chain:
        around = surroundings_of(words, at, max(since, edge), asks)
        step = _through(found, _meant(predicates, words, at), around, words, at)
        found = Commitment(_OF[step.sign], step.modality, (*found.reasons, _shown(words, at, around)))
        since = at + 1
    if opening:
        return Commitment("open", opening[0], (*found.reasons, opening[1]))
    if not chain:
        found = _unembedded(text, (first, last), (start, end), asks)
    if found.polarity == "open" and found.modality == "asserted":
        return Commitment("open", "possible", found.reasons)
    return found


def modality_of(text: str, clause: tuple[int, int] | None = None) -> Modality:
    """How a clause is put forward; without a clause, what the sentence says inside its outer "X says that"."""
    return commitment(text, clause or find_attribution(text[:_MOST]).inner).modality


def is_hedged(text: str, start: int, *, told: bool) -> bool:
    """Whether a text marks what it says from ``start`` on as possible, suspected, asked or hearsay rather than so.

    ``told`` says that somebody is named who says so: his word alone is no hedge.
    """
    modality, clause = modality_of(text, (start, len(text))), text[start:]
    if modality not in ("asserted", "future", "reported") or (modality == "reported" and not told):
        return True
    marker = marker_in(clause, text)
    return (marker is not None and marker[0] != "future") or any(w.low in ("if", "whether") for w in tokens(clause))


def _unembedded(text: str, sentence: tuple[int, int], clause: tuple[int, int], asks: bool) -> Commitment:
    """A clause that no word governs: a question, a weakening word in it, or a teller named beside it."""
    if asks:
        return Commitment("open", "asked", ("?",))
    whole, own = text[slice(*sentence)], text[slice(*clause)]
    marker = marker_in(own, whole)
    if marker:
        return Commitment("holds" if marker[0] == "future" else "open", *_pair(marker))
    tellers = find_attribution(whole[:_MOST]).tellers
    if tellers:
        return Commitment("open", "reported", tellers)
    return Commitment("holds", "asserted")


def _pair(marker: tuple[Modality, str]) -> tuple[Modality, tuple[str, ...]]:
    return marker[0], (marker[1],)


def _meant(predicates: Sequence[Predicate], words: Sequence[Token], at: int) -> Predicate:
    """Of the kinds a word may be, the one that its clause fits: "remember that" is no "remember to"."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    link = "to" if after in ("to", "from", "of", "with", "for", "in") else "that"
    return next((p for p in predicates if p.link in (link, "any")), predicates[0])


def _through(outer: Commitment, predicate: Predicate, around: Surroundings, words: Sequence[Token], at: int) -> Step:
    """What passes through one governing word: its idiom where it has one, else its signature."""
    special = idiom(outer.polarity == "holds", predicate, around, words, at)
    if special:
        return special
    veiled = around.asked or around.conditional or bool(around.modal)
    sign = _SIGNS[outer.polarity]
    context: Sign = "o" if veiled else _TURNED[sign] if around.denied else sign
    follows: Sign = predicate.affirmed if context == "+" else predicate.denied if context == "-" else "o"
    if context == "o" and predicate.affirmed == predicate.denied:
        follows = predicate.affirmed  # what is presupposed stays so under a question, a modal verb, a condition
    if predicate.kind in ("opinion", "semblance") and follows == "-":
        follows = "o"  # somebody else's opinion: he holds the contrary, the text does not
    return Step(follows, _mood(outer, predicate, around, follows))


def _mood(outer: Commitment, predicate: Predicate, around: Surroundings, sign: Sign) -> Modality:
    denied = around.denied or outer.polarity == "fails"  # "refused to confirm that"
    if sign != "o" and (predicate.affirmed == predicate.denied or predicate.kind == "doubt"):
        return "asserted" if denied or around.asked or around.conditional else MODES[predicate.kind]
    if around.asked:
        return "asked"
    if around.conditional:
        return "conditional"
    if denied and predicate.kind in ("report", "claim", "avowal", "denial", "verdict", "wish"):
        return "possible"
    if MODES[predicate.kind] != "asserted":
        return MODES[predicate.kind]
    return "possible" if around.modal in ("may", "might", "could") else outer.modality


def _shown(words: Sequence[Token], at: int, around: Surroundings) -> str:
    """The governing word with what stands around it, in words that a reader understands."""
    signs = ["not"] if around.denied else []
    signs += [around.modal] if around.modal else []
    signs += ["asked"] if around.asked else ["if"] if around.conditional else []
    return f"{words[at].text} ({', '.join(signs)})" if signs else words[at].text

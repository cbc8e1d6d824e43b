"""Words that put a clause forward, by what they commit a speaker to.

The signatures follow Karttunen ("Implicative verbs", 1971), Kiparsky and Kiparsky ("Fact", 1970), and Nairn, Condoravdi
and Karttunen ("Computing relative polarity for textual inference", 2006): what follows for the clause when the word is
affirmed, and what when it is denied. Neg-raising words are Horn's (1978). English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["PREDICATES", "Kind", "Predicate", "Sign", "forms_of"]

Sign = Literal["+", "-", "o"]
"""What follows for the clause: that it holds, that it does not, nothing."""
Kind = Literal[
    "fact", "act", "opinion", "report", "denial", "doubt", "guess", "wish", "charge", "finding", "feint", "sense"
]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that takes a clause: its lemma, the signs when affirmed and when denied, and its kind.

    ``link`` is what opens its clause: ``that`` (a finite clause, with or without the word), ``to`` (an infinitive, or
    "from/in/of" with an -ing form), or ``any``.
    """

    lemma: str
    affirmed: Sign
    denied: Sign
    kind: Kind
    link: Literal["that", "to", "any"]


_TABLE: tuple[tuple[str, Sign, Sign, Kind, Literal["that", "to", "any"]], ...] = (
    # what is known is so, whether somebody knows it or not
    ("know realise realize notice regret recall recognise recognize understand discover learn forget remember "
     "perceive overlook ignore resent acknowledge appreciate comprehend grasp", "+", "+", "fact", "that"),
    ("aware unaware sorry glad surprised amazed ashamed proud shocked disappointed annoyed odd strange significant "
     "tragic ironic remarkable", "+", "+", "fact", "that"),
    # senses: facts when they are had; "could see that" is to see it
    ("see hear tell find spot observe sense gather", "+", "o", "sense", "that"),
    # one way: shown is so, not shown is nothing
    ("prove show demonstrate establish confirm verify reveal admit confess concede disclose indicate ensure", "+", "o",
     "finding", "that"),
    ("clear evident obvious certain true undeniable apparent", "+", "o", "finding", "that"),
    # implicatives
    ("manage happen bother dare deign condescend succeed remember", "+", "-", "act", "to"),
    ("fail forget neglect omit avoid refrain", "-", "+", "act", "to"),
    ("refuse decline hesitate unable", "-", "o", "act", "to"),
    ("force make cause compel lead", "+", "o", "act", "to"),
    ("able allow permit let enable", "o", "-", "act", "to"),
    ("prevent stop keep bar", "-", "o", "act", "to"),
    ("try attempt seek struggle offer", "o", "o", "wish", "to"),
    ("false untrue impossible", "-", "+", "feint", "any"),
    ("pretend", "-", "-", "feint", "any"),
    ("wish lie", "-", "-", "feint", "that"),
    # opinions: to deny that one holds it is to hold the contrary
    ("think believe suppose expect imagine reckon feel figure consider", "o", "-", "opinion", "that"),
    ("seem appear likely probable", "o", "-", "opinion", "any"),
    ("guess assume presume suspect fear bet hypothesize hypothesise speculate conjecture surmise infer conclude "
     "trust estimate theorise theorize foresee predict", "o", "o", "guess", "that"),
    ("mean imply suggest prove", "o", "o", "guess", "that"),
    ("possible conceivable unlikely doubtful unclear uncertain unsure", "o", "o", "guess", "any"),
    ("hope want intend plan decide agree promise threaten order ask wish demand insist propose prefer arrange prepare "
     "expect swear vow", "o", "o", "wish", "any"),
    ("say state claim report declare announce assert maintain argue allege insist mention add note write testify swear "
     "recount explain remark reply warn guarantee specify signal hint complain boast convince persuade accept agree "
     "describe quote cite repeat tell inform assure hear read", "o", "o", "report", "that"),
    ("deny dispute refute reject dismiss contest contradict retract withdraw disavow recant", "o", "o", "denial",
     "any"),
    ("doubt question disbelieve sceptical skeptical dubious", "o", "+", "doubt", "any"),
    ("accuse charge indict suspect blame try prosecute arrest detain wanted", "o", "o", "charge", "to"),
    ("convict guilty acquit clear exonerate", "o", "o", "charge", "to"),
)  # fmt: skip

_NOUNS: tuple[tuple[str, Sign, Sign, Kind], ...] = (
    ("fact reality knowledge", "+", "+", "fact"),
    ("proof confirmation discovery", "+", "o", "finding"),
    ("evidence sign indication hint trace", "o", "o", "guess"),
    ("allegation accusation", "o", "o", "charge"),
    ("statement testimony story account assertion news contention", "o", "o", "report"),
    ("rumour rumor hearsay gossip speculation suspicion theory possibility chance hypothesis idea belief opinion "
     "impression likelihood", "o", "o", "guess"),
    ("denial retraction", "o", "o", "denial"),
    ("myth hoax fiction falsehood misconception", "-", "o", "feint"),
)  # fmt: skip

_ALL = tuple(
    Predicate(lemma, affirmed, denied, kind, "that")
    for lemmas, affirmed, denied, kind in _NOUNS
    for lemma in lemmas.split()
) + tuple(
    Predicate(lemma, affirmed, denied, kind, link)
    for lemmas, affirmed, denied, kind, link in _TABLE
    for lemma in lemmas.split()
)

_IRREGULAR = {
    "knew": "know", "known": "know", "understood": "understand", "forgot": "forget", "forgotten": "forget",
    "saw": "see", "seen": "see", "heard": "hear", "felt": "feel", "told": "tell", "found": "find", "shown": "show",
    "learnt": "learn", "thought": "think", "meant": "mean", "said": "say", "wrote": "write", "written": "write",
    "swore": "swear", "sworn": "swear", "read": "read", "made": "make", "led": "lead", "let": "let", "kept": "keep",
    "sought": "seek", "foresaw": "foresee", "foreseen": "foresee", "withdrew": "withdraw", "withdrawn": "withdraw",
    "proven": "prove", "bet": "bet", "overlooked": "overlook", "lying": "lie", "lied": "lie", "tried": "try",
    "tries": "try", "denies": "deny", "denied": "deny", "wanted": "want", "disbelieved": "disbelieve",
}  # fmt: skip
_DOUBLED = frozenset("admit forget omit permit regret refer plan stop bar infer let acquit spot".split())


def forms_of(lemma: str) -> tuple[str, ...]:
    """The regular forms of an English verb (third person, past, -ing) with itself."""
    if lemma.endswith("e"):
        return lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    hissing = lemma.endswith(("s", "sh", "ch", "x", "ss"))
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    return lemma, f"{lemma}{'es' if hissing else 's'}", f"{stem}ed", f"{stem}ing"


def _by_form() -> dict[str, tuple[Predicate, ...]]:
    table: dict[str, list[Predicate]] = {}
    for predicate in _ALL:
        forms = [*forms_of(predicate.lemma), *(f for f, lemma in _IRREGULAR.items() if lemma == predicate.lemma)]
        for form in dict.fromkeys(forms):
            table.setdefault(form, []).append(predicate)
    return {form: tuple(found) for form, found in table.items()}


PREDICATES: dict[str, tuple[Predicate, ...]] = _by_form()
"""Predicates by any of their folded forms; several where a word is of more than one kind ("remember that", "to")."""

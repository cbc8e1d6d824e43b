"""Words that put a clause forward, by what they commit a speaker to: the one table that every reading of clauses uses.

The signatures follow Karttunen ("Implicative verbs", 1971), Kiparsky and Kiparsky ("Fact", 1970), and Nairn, Condoravdi
and Karttunen ("Computing relative polarity for textual inference", 2006): what follows for the clause when the word is
affirmed, and what when it is denied. Neg-raising words are Horn's (1978). English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from loupe.model.statements import Modality

__all__ = [
    "ADVERBS",
    "CONDITIONS",
    "MODALS",
    "MODES",
    "NEGATIONS",
    "NOBODY",
    "PASSING",
    "PREDICATES",
    "TELLING",
    "Kind",
    "Link",
    "Predicate",
    "Sign",
    "find_predicate",
    "forms_of",
    "lemmas_of",
]

Sign = Literal["+", "-", "o"]
"""What follows for the clause: that it holds, that it does not, nothing."""
Link = Literal["that", "to", "from", "any"]
"""What opens the clause: that it is finite, "to" with an infinitive or "of/with/for/in" with an -ing form, "from" with
one, or any of them."""
Kind = Literal[
    "fact", "sense", "finding", "act", "cause", "feint", "avowal", "report", "claim", "denial", "opinion", "semblance",
    "guess", "doubt", "wish", "attempt", "charge", "verdict", "prospect",
]  # fmt: skip
MODES: Final[dict[Kind, Modality]] = {
    "fact": "asserted", "sense": "asserted", "finding": "asserted", "act": "asserted", "cause": "asserted",
    "feint": "asserted",
    "avowal": "reported", "report": "reported", "claim": "alleged", "denial": "alleged", "opinion": "possible",
    "semblance": "possible", "guess": "possible", "doubt": "possible", "wish": "future", "attempt": "possible",
    "charge": "alleged", "verdict": "reported", "prospect": "future",
}  # fmt: skip
"""How a clause is put forward under a word of each kind."""
TELLING: Final[tuple[Kind, ...]] = ("avowal", "report", "claim", "denial", "opinion", "guess", "doubt")
"""Kinds whose content clause is somebody's word: the subject is its teller."""
PASSING: Final[tuple[Kind, ...]] = ("act", "semblance", "prospect")
"""Kinds that only say whether, or how surely, their infinitive comes about."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that takes a clause: its lemma, the signs when affirmed and when denied, its kind, what opens its clause.

    ``parsed`` says that the word is too common elsewhere to be trusted without a parse.
    """

    lemma: str
    affirmed: Sign
    denied: Sign
    kind: Kind
    link: Link
    parsed: bool = False

    def put(self, *, denied: bool) -> tuple[Modality, bool] | None:
        """How whoever speaks puts the clause forward, and whether as not so; None where nobody does.

        ``denied`` is of the word itself: "he did not say that P" puts forward nothing, "he did not manage to" does.
        """
        sign = self.denied if denied else self.affirmed
        if self.kind in ("opinion", "semblance", "guess", "prospect"):
            return MODES[self.kind], denied != (self.affirmed == "-")
        if self.kind in ("denial", "doubt") and not denied:
            return MODES[self.kind], True
        if self.kind in ("report", "claim", "charge", "verdict"):
            return None if denied else (MODES[self.kind], False)
        return None if sign == "o" else ("asserted" if denied else MODES[self.kind], sign == "-")


_Row = tuple[str, Sign, Sign, Kind, Link]
_VERBS: Final[tuple[_Row, ...]] = (
    # what is known is so, whether somebody knows it or not
    ("know realise realize notice regret discover learn forget overlook ignore resent appreciate comprehend grasp "
     "perceive", "+", "+", "fact", "that"),
    ("aware unaware sorry glad surprised amazed ashamed proud shocked disappointed annoyed odd strange significant "
     "tragic ironic remarkable", "+", "+", "fact", "that"),
    # senses: facts when they are had; "could see that" is to see it
    ("see hear spot sense gather", "+", "o", "sense", "that"),
    # one way: shown is so, not shown is nothing
    ("prove demonstrate establish verify ensure", "+", "o", "finding", "that"),
    ("mean imply", "o", "o", "fact", "that"),  # nothing follows, and nobody is quoted
    ("clear evident obvious certain true undeniable apparent", "+", "o", "finding", "that"),
    # said by one who knows
    ("remember recall recognise recognize acknowledge", "+", "+", "avowal", "that"),
    ("admit confess concede confirm disclose reveal show indicate find observe", "+", "o", "avowal", "that"),
    # implicatives
    ("manage happen bother dare deign condescend succeed remember able", "+", "-", "act", "to"),
    ("fail forget neglect omit avoid", "-", "+", "act", "to"),
    ("refuse decline hesitate unable", "-", "o", "act", "to"),
    ("force make cause compel lead", "+", "o", "cause", "to"),
    ("allow permit let enable", "o", "-", "cause", "to"),
    ("prevent stop keep bar refrain discourage prohibit", "-", "o", "cause", "from"),
    ("false untrue impossible", "-", "+", "feint", "any"),
    ("pretend", "-", "-", "feint", "any"),
    ("wish lie", "-", "-", "feint", "that"),
    # opinions: to deny that one holds it is to hold the contrary
    ("think believe suppose expect imagine reckon feel figure consider", "o", "-", "opinion", "that"),
    ("seem appear likely probable", "o", "-", "semblance", "any"),
    ("guess assume presume suspect fear bet hypothesize hypothesise speculate conjecture surmise infer trust estimate "
     "theorise theorize foresee predict hope wonder", "o", "o", "guess", "that"),
    ("understand", "+", "+", "guess", "that"),
    ("suspect", "o", "o", "guess", "any"),
    ("possible conceivable doubtful unclear uncertain unsure", "o", "o", "guess", "any"),
    ("unlikely", "-", "o", "semblance", "any"),
    # words that bind somebody to nothing but his word
    ("say state report declare announce mention add note write testify swear recount explain remark reply respond "
     "answer warn guarantee specify stipulate signal hint complain boast stress emphasise emphasize convince persuade "
     "accept agree describe relate quote cite repeat tell inform assure hear read conclude hold rule record publish "
     "provide decide promise order demand ask recommend advise rumour rumor", "o", "o", "report", "that"),
    ("claim allege maintain assert argue insist contend submit suggest accuse", "o", "o", "claim", "that"),
    ("deny dispute refute reject dismiss contest contradict retract withdraw disavow recant disclaim repudiate", "o",
     "o", "denial", "any"),
    ("doubt question disbelieve sceptical skeptical dubious", "o", "+", "doubt", "any"),
    # what is wanted, begun or asked for may never come about
    ("hope want intend plan decide agree promise threaten order ask wish demand insist propose prefer arrange prepare "
     "expect swear vow tell warn require request advise urge recommend", "o", "o", "wish", "any"),
    ("try attempt seek struggle offer", "o", "o", "attempt", "to"),
    ("accuse charge indict blame try prosecute arrest detain wanted investigate allege question implicate", "o", "o",
     "charge", "to"),
    ("convict guilty", "o", "o", "verdict", "to"),
    ("acquit clear exonerate", "o", "o", "denial", "to"),
)  # fmt: skip
_NOUNS: Final[tuple[_Row, ...]] = (
    ("fact reality knowledge", "+", "+", "fact", "that"),
    ("confirmation discovery", "+", "o", "finding", "that"),
    ("evidence proof sign indication hint trace", "o", "o", "guess", "that"),
    ("allegation accusation", "o", "o", "charge", "that"),
    ("suggestion", "o", "o", "claim", "that"),
    ("statement testimony story account assertion news contention", "o", "o", "report", "that"),
    ("rumour rumor hearsay gossip speculation suspicion theory possibility chance hypothesis idea belief opinion "
     "impression likelihood assumption", "o", "o", "guess", "that"),
    ("denial retraction", "o", "o", "denial", "that"),
    ("myth hoax fiction falsehood misconception", "-", "o", "feint", "that"),
)  # fmt: skip
_PARSED: Final[tuple[_Row, ...]] = (
    ("begin start continue help get come proceed keep go use have", "+", "-", "act", "to"),
    ("sure certain", "+", "-", "act", "to"),
    ("due set about bound schedule", "o", "o", "prospect", "to"),
    ("risk", "o", "o", "guess", "that"),
    ("word", "o", "o", "report", "that"),
)
"""Words that are read only where a parse shows what they govern."""


_ALL: Final = tuple(
    Predicate(lemma, affirmed, denied, kind, link, table is _PARSED)
    for table in (_NOUNS, _VERBS, _PARSED)
    for lemmas, affirmed, denied, kind, link in table
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
        if predicate.parsed:
            continue
        forms = [*forms_of(predicate.lemma), *(f for f, lemma in _IRREGULAR.items() if lemma == predicate.lemma)]
        for form in dict.fromkeys(forms):
            table.setdefault(form, []).append(predicate)
    return {form: tuple(found) for form, found in table.items()}


PREDICATES: Final[dict[str, tuple[Predicate, ...]]] = _by_form()
"""Predicates by any of their folded forms; several where a word is of more than one kind ("remember that", "to")."""
_BY_LEMMA: Final = {p.lemma: tuple(q for q in _ALL if q.lemma == p.lemma) for p in _ALL}


def find_predicate(lemma: str, link: Link) -> Predicate | None:
    """What a lemma is before a clause that is opened so, None where it governs none."""
    return next((p for p in _BY_LEMMA.get(lemma, ()) if p.link in (link, "any")), None)


def lemmas_of(*kinds: Kind, link: Link = "that") -> frozenset[str]:
    """The lemmas that are of one of some kinds before a clause that is opened so."""
    return frozenset(p.lemma for p in _ALL if p.kind in kinds and p.link in (link, "any"))


# --- words beside a verb --------------------------------------------------------------------------------------------

MODALS: Final[dict[str, Modality]] = {
    "may": "possible", "might": "possible", "could": "possible", "would": "conditional", "'d": "conditional",
    "will": "future", "shall": "future", "'ll": "future", "’ll": "future", "wo": "future",
}  # fmt: skip
"""Modal verbs; duty, ability and permission (must, should, can) change nothing."""
ADVERBS: Final[dict[str, Modality]] = {
    "allegedly": "alleged", "supposedly": "alleged", "purportedly": "alleged", "ostensibly": "alleged",
    "reportedly": "reported", "apparently": "possible", "perhaps": "possible", "maybe": "possible",
    "possibly": "possible", "probably": "possible", "presumably": "possible", "likely": "possible",
    "conceivably": "possible", "seemingly": "possible",
}  # fmt: skip
CONDITIONS: Final = frozenset("if unless whether suppose supposing provided assuming lest".split())
NEGATIONS: Final = frozenset("not never neither nor cannot hardly scarcely barely n't n’t".split())
NOBODY: Final = frozenset("nobody none nothing neither no".split())

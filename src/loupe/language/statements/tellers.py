"""Who speaks by a verb of saying, and which verbs only name a speaker by the way."""

from __future__ import annotations

from typing import Final

from loupe.language.statements.clauses import Clauses
from loupe.language.statements.cues import REPORTS

__all__ = ["is_finding", "is_speaker", "is_tag", "teller_of"]

_FIRST_PERSON: Final = frozenset(("i", "we", "us", "me"))
_NO_TELLER: Final = frozenset("there which what who you one".split())

_COURTS: Final = frozenset(
    "court judge jury inquiry tribunal judgment judgement report audit review committee panel justice magistrate "
    "study".split()
)


def teller_of(clauses: Clauses, verb: int) -> int | None:
    """Who speaks by a verb of saying: the head of the subject, unless it is the speaker of the text or nobody."""
    tree, words = clauses.tree, clauses.tree.words
    if clauses.is_passive(verb):
        agent = tree.child(verb, "agent")
        return tree.child(agent, "pobj") if agent is not None else None
    for subject in clauses.subjects(verb):
        low = words[subject].text.lower()
        if low not in _FIRST_PERSON and low not in _NO_TELLER:
            return subject
    return None


def is_speaker(clauses: Clauses, verb: int) -> bool:
    """Whether it is the speaker of the text himself, or who listens to him, that a verb of saying speaks of."""
    return any(clauses.tree.words[s].text.lower() in (*_FIRST_PERSON, "you") for s in clauses.subjects(verb))


def is_tag(clauses: Clauses, i: int) -> bool:
    """Whether a verb only names the teller of the clause that it stands in: ", he says," or "as Peys put it"."""
    tree, words = clauses.tree, clauses.tree.words
    if tree.lemma(i) not in REPORTS or tree.child(i, "ccomp", "xcomp", "dobj") is not None:
        return False
    if words[i].dep not in ("advcl", "parataxis", "ccomp") or tree.child(i, "nsubj") is None:
        return False
    mark = tree.child(i, "mark")
    if words[i].dep == "advcl":
        return mark is not None and words[mark].text.lower() == "as"
    return mark is None


def is_finding(clauses: Clauses, verb: int) -> bool:
    """Whether "found that" is the finding of a court or an inquiry, and no discovery."""
    tree = clauses.tree
    return any(
        tree.lemma(s) in _COURTS or tree.words[s].text.lower() in ("he", "she") or tree.words[s].entity == "PERSON"
        for s in clauses.subjects(verb)
    )

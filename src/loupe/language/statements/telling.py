"""Which clauses tell of something: not the helpers of others, not questions that ask who, not talk about the talk."""

from __future__ import annotations

from typing import Final

from loupe.language.predicates import PASSING, find_predicate
from loupe.language.statements.clauses import Clauses
from loupe.language.statements.cues import (
    ACTS,
    CONDUCT,
    HEARSAY,
    LEANINGS,
    REPORTS,
    THOUGHTS,
    VERDICTS,
)
from loupe.language.statements.force import Force, Forces
from loupe.language.statements.moods import own_force
from loupe.language.statements.phrases import is_time
from loupe.language.statements.tellers import is_finding, is_tag

__all__ = ["is_told"]

_ANYBODY: Final = frozenset("one anybody anyone whoever everybody everyone".split())
_SPEAKER: Final = frozenset(("i", "we"))
_LISTENER: Final = frozenset(("you", "us", "me"))
_FILLERS: Final = frozenset(("know", "mean", "see", "think", "suppose"))
_QUESTION_WORDS: Final = frozenset(("WP", "WRB", "WDT", "WP$"))
_LIKE_PREPOSITIONS: Final = frozenset(
    "bear include follow regard concern accord depend relate speak give see base surround exclude involve".split()
)
_PAST: Final = frozenset(("VBD", "VBN"))


def is_told(clauses: Clauses, forces: Forces, i: int, force: Force) -> bool:
    """Whether the clause of a verb is a statement of its own."""
    if not force.live or _is_noun_like(clauses, i) or _is_helper(clauses, forces, i):
        return False
    if _is_question_word(clauses, i, force) or _is_command(clauses, i):
        return False
    return not (_is_talk(clauses, i) or _is_wish(clauses, i, force) or _is_verdict(clauses, i))


def _is_noun_like(clauses: Clauses, i: int) -> bool:
    """Gerunds that stand as nouns, participles that stand as adjectives, infinitives that stand as subjects."""
    word = clauses.tree.words[i]
    if word.dep in (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "attr",
        "nmod",
        "acomp",
        "csubj",
        "npadvmod",
        "appos",
        "oprd",
    ):
        return not (word.dep in ("csubj", "pobj", "attr") and clauses.tree.child(i, "nsubj", "nsubjpass") is not None)
    if word.dep in ("acl", "advcl") and word.tag in ("VBN", "VBG") and clauses.tree.child(i, "nsubj", "mark") is None:
        return not clauses.has_arguments(i) or (
            clauses.tree.lemma(i) in _LIKE_PREPOSITIONS and (word.dep == "advcl" or word.tag == "VBG")
        )
    return word.tag == "VB" and word.dep in ("relcl", "acl", "advcl") and clauses.is_infinitive(i)


def _is_helper(clauses: Clauses, forces: Forces, i: int) -> bool:
    """Verbs that only put another one in time, in doubt or in somebody's mouth."""
    if clauses.tree.lemma(i) == "be" and (_is_cleft(clauses, i) or _is_judgement(clauses, i)):
        return True
    return _governs_only(clauses, forces, i) or _reports_only(clauses, i)


def _governs_only(clauses: Clauses, forces: Forces, i: int) -> bool:
    """ "began to drill", "failed to say", "is said to live", "is likely to come"."""
    tree, words = clauses.tree, clauses.tree.words
    lemma = tree.lemma(i)
    kinds = ("xcomp", "ccomp", "advcl") if lemma in ("come", "go", "turn") else ("xcomp", "ccomp")
    for k in tree.children(i, *kinds):
        bare = tree.child(k, "nsubj", "nsubjpass") is None and words[k].pos in ("VERB", "AUX")
        bare = bare and (words[k].dep != "advcl" or clauses.is_infinitive(k))
        if bare and forces.outer(k).live:
            governing = find_predicate(lemma, "to")
            if lemma == "be" or (governing and governing.kind in PASSING):
                return True
            if (clauses.is_passive(i) and lemma in HEARSAY) or lemma in ("turn", "end", "wind"):
                return True
    return any(
        words[c].dep == "xcomp" and forces.outer(c).live
        for k in tree.children(i, "acomp", "advmod")
        for c in tree.kids[k]
    )


def _reports_only(clauses: Clauses, i: int) -> bool:
    """A verb of saying or thinking with its content, where the saying itself is no news."""
    tree, words = clauses.tree, clauses.tree.words
    lemma = tree.lemma(i)
    if lemma == "let" or (lemma == "hear" and tree.child(i, "ccomp") is not None and tree.child(i, "dobj") is None):
        return True
    if lemma == "suspect" and any(words[c].dep == "pcomp" for k in tree.children(i, "prep") for c in tree.kids[k]):
        return True
    if lemma not in REPORTS:
        return False
    if is_tag(clauses, i):
        return True
    content = [k for k in tree.children(i, "ccomp", "xcomp") if words[k].dep == "ccomp" or not clauses.is_infinitive(k)]
    content = [k for k in content if clauses.is_verb(k)]
    if not content:
        return False
    if lemma not in THOUGHTS and own_force(clauses, i)[1]:
        return False  # that somebody does not say it is told; what he does not say is not
    if lemma == "find" and not is_finding(clauses, i):
        return False
    return lemma not in ACTS and not _is_dated_or_addressed(clauses, i, content)


def _is_cleft(clauses: Clauses, i: int) -> bool:
    """ "It was Speedy who threw them away": what is told is that Speedy did."""
    tree, words = clauses.tree, clauses.tree.words
    subject = tree.child(i, "nsubj")
    if subject is None or words[subject].text.lower() != "it" or tree.child(i, "attr") is None:
        return False
    return any(
        words[c].tag in ("WP", "WDT") and words[c].dep in ("nsubj", "nsubjpass")
        for k in tree.children(i, "ccomp", "advcl")
        for c in tree.kids[k]
    )


def _is_judgement(clauses: Clauses, i: int) -> bool:
    """ "It is right to say that", "what is relevant is that": a judgement of what follows."""
    tree, words = clauses.tree, clauses.tree.words
    clause = tree.child(i, "ccomp", "xcomp", "csubj", "advcl")
    free = tree.child(i, "csubj")
    if free is not None and any(words[k].tag == "WP" for k in tree.kids[free]):
        return tree.child(i, "ccomp") is not None
    if words[i].dep == "csubj" and tree.child(i, "acomp") is not None:
        return any(words[k].tag == "WP" for k in tree.kids[i])
    subject = tree.child(i, "nsubj")
    if subject is None or words[subject].text.lower() != "it":
        return False
    complement = tree.child(i, "acomp")
    if complement is None:
        return False
    clause = clause if clause is not None and clause > complement else tree.child(complement, "xcomp", "ccomp")
    if clause is None or tree.child(clause, "mark", "aux") is None:
        return False
    return not clauses.is_infinitive(clause) or tree.lemma(clause) in REPORTS | CONDUCT


def _is_dated_or_addressed(clauses: Clauses, i: int, content: list[int]) -> bool:
    """ "told the inquiry on Monday that": a date or the person spoken to makes news of the saying itself."""
    tree, words = clauses.tree, clauses.tree.words
    for k in tree.kids[i]:
        if k in content:
            continue
        word = words[k]
        if (
            word.dep in ("dobj", "dative")
            and word.text.lower() not in _LISTENER
            and tree.lemma(i)
            in (
                "tell",
                "inform",
                "assure",
                "remind",
                "warn",
            )
        ):
            return True
        if word.dep == "prep":
            object_ = tree.child(k, "pobj")
            if object_ is None:
                continue
            if is_time(tree, object_):
                return True
            if word.text.lower() == "to" and words[object_].text.lower() not in _LISTENER and tree.lemma(i) != "refer":
                return True
    return False


def _is_question_word(clauses: Clauses, i: int, force: Force) -> bool:
    """ "Why was the alarm off?": what is asked for is not told."""
    words = clauses.tree.words
    if words[i].dep in ("relcl", "acl", "pcomp", "csubj"):
        return False
    wh = [k for k in clauses.tree.kids[i] if k < i and _asks(clauses, k)]
    if not wh or words[i].dep == "advcl":
        return False
    if force.modality == "asked":
        return True
    if _is_cleft(clauses, words[i].head):
        return False
    if words[i].dep == "ccomp" and words[wh[0]].text.lower() == "what":
        above = clauses.tree.lemma(words[i].head)
        return above in REPORTS or above in ("ask", "wonder", "tell")  # "saw what he did" says that he did something
    if words[i].dep == "ccomp" and words[wh[0]].tag == "WRB":
        return clauses.is_infinitive(i)  # how, why, when and where take it for granted that it happened
    return words[i].dep == "ccomp" or (words[i].dep == "ROOT" and words[wh[0]].tag == "WRB")


def _asks(clauses: Clauses, k: int) -> bool:
    words = clauses.tree.words
    if words[k].tag in _QUESTION_WORDS:
        return True
    return any(
        words[c].tag in _QUESTION_WORDS and words[c].dep in ("det", "poss", "pobj", "advmod")
        for c in clauses.tree.kids[k]
    )


def _is_command(clauses: Clauses, i: int) -> bool:
    """ "Turn to page three": the bare form of a verb with no subject and no helper."""
    tree, word = clauses.tree, clauses.tree.words[i]
    if word.tag not in ("VB", "VBP") or word.dep not in ("ROOT", "conj", "ccomp"):
        return False
    return not clauses.subjects(i) and tree.child(i, "aux", "expl") is None


def _is_anything(clauses: Clauses, i: int, subjects: list[int]) -> bool:
    """ "A teller has his reasons": an indefinite subject in the simple present speaks of any one of its kind."""
    tree, words = clauses.tree, clauses.tree.words
    if words[i].tag != "VBZ" and not any(words[k].tag == "VBZ" and words[k].dep == "auxpass" for k in tree.kids[i]):
        return False
    return any(
        words[s].tag == "NN" and any(words[k].text.lower() in ("a", "an") for k in tree.children(s, "det"))
        for s in subjects
    )


def _is_wish(clauses: Clauses, i: int, force: Force) -> bool:
    """Advice and request: "it should be looked up", "could we look at the page?"."""
    tree, words = clauses.tree, clauses.tree.words
    helpers = [k for k in tree.kids[i] if words[k].dep == "aux"]
    lows = {words[k].text.lower() for k in helpers}
    if lows & {"should", "ought"} and "have" not in lows and force.modality in ("asserted", "possible"):
        return True
    subject = tree.child(i, "nsubj", "nsubjpass")
    if force.modality != "asked" or subject is None or words[subject].text.lower() not in (*_SPEAKER, "you"):
        return False
    return any(k < subject and words[k].tag == "MD" for k in helpers)


def _is_verdict(clauses: Clauses, i: int) -> bool:
    """ "It is a good story": taste, worth, praise and blame, which nobody can find right or wrong."""
    tree, words = clauses.tree, clauses.tree.words
    if tree.lemma(i) == "have" and any(tree.lemma(o) in LEANINGS for o in clauses.objects(i)):
        return True
    if tree.lemma(i) not in ("be", "seem", "remain", "look", "sound", "feel"):
        return False
    for k in tree.children(i, "acomp", "attr", "oprd"):
        if tree.lemma(k) in VERDICTS or any(words[c].dep == "amod" and tree.lemma(c) in VERDICTS for c in tree.kids[k]):
            return True
    return False


def _is_talk(clauses: Clauses, i: int) -> bool:
    """What a speaker says of the talk itself, of you and anybody."""
    tree, words = clauses.tree, clauses.tree.words
    lemma = tree.lemma(i)
    if lemma == "thank":
        return True
    heads = clauses.subjects(i)
    subjects = {words[s].text.lower() for s in heads}
    if _is_anything(clauses, i, heads):
        return True
    if any(words[s].text.lower() in _ANYBODY and not tree.kids[s] for s in heads):
        return True
    if subjects & {"you"} and lemma in _FILLERS and words[i].tag != "VBD":
        return True
    if not subjects & _SPEAKER or lemma not in CONDUCT:
        return False
    helped = tree.children(i, "aux")
    if words[i].tag == "VBG":
        return False
    past = (
        words[i].tag in _PAST
        if not helped
        else any(words[k].text.lower() in ("had", "did", "was", "were", "have", "'ve", "’ve") for k in helped)
    )
    return not past

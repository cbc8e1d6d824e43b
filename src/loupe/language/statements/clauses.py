"""The predicates of a parsed text: which words assert something, of what subject, active or passive."""

from __future__ import annotations

from typing import Final

from loupe.language.statements.tree import Tree

__all__ = ["Clauses"]

_ARGUMENTS: Final = ("dobj", "agent", "prep", "attr", "oprd", "npadvmod", "dative", "ccomp", "xcomp", "acomp", "advmod")
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_RELATIVES: Final = frozenset(("who", "which", "that", "whom"))
_LIFTED: Final = frozenset(("xcomp", "advcl", "pcomp", "conj", "dep"))
_DEEPEST: Final = 40
"""How far a subject is looked for up the tree; a sentence is not nested deeper."""


class Clauses:
    """The verbs of a tree with their subjects; a subject that stands once is shared by all that it governs."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._subjects: dict[int, list[int]] = {}
        self._objects: dict[int, list[int]] = {}

    def is_verb(self, i: int) -> bool:
        """Whether a word is a full verb or a copula, and not the helper or the adjective of another word."""
        word = self.tree.words[i]
        if not word.text.strip("'’").isalpha() or (word.text.isupper() and len(word.text) > 2):
            return False  # a document's number, an abbreviation
        if word.pos == "ADJ":  # "was flawed", "had determined": what the tagger takes for an adjective
            return word.tag == "JJ" and self.tree.child(i, "auxpass") is not None
        if word.pos == "VERB":
            return word.dep not in ("aux", "auxpass", "amod", "compound", "prep", "intj", "case")
        if word.pos == "AUX":
            return word.dep not in ("aux", "auxpass") and word.tag != "MD"
        return False

    def governor(self, i: int) -> int | None:
        """The nearest verb above a word."""
        for k in self.tree.above(i):
            if self.is_verb(k):
                return k
        return None

    def is_passive(self, i: int) -> bool:
        """Whether the subject of a verb is what it is done to; of coordinated participles the first one says so."""
        tree, words = self.tree, self.tree.words
        for _ in range(_DEEPEST):
            if tree.child(i, "auxpass", "nsubjpass") is not None:
                return True
            word = words[i]
            if word.tag != "VBN" or tree.child(i, "aux", "nsubj") is not None:
                return False
            if word.dep != "conj":
                return word.dep in ("acl", "advcl", "relcl", "amod", "dep", "pcomp")
            i = word.head
        return False

    def subjects(self, i: int) -> list[int]:
        """The heads of the phrases that are the subject of a verb, its own or the one that it is understood to have."""
        if i not in self._subjects:
            self._subjects[i] = self._find_subjects(i, 0)
        return self._subjects[i]

    def _find_subjects(self, i: int, depth: int) -> list[int]:
        tree, words = self.tree, self.tree.words
        own = tree.child(i, *_SUBJECTS)
        if own is not None:
            return self._meant(own, i)
        word = words[i]
        if depth > _DEEPEST or word.head == i or tree.child(i, "expl", "csubj", "csubjpass") is not None:
            return []
        if word.dep in ("acl", "relcl"):
            return [] if self._has_to(i) else [word.head]
        if word.dep not in _LIFTED:
            return []
        above = word.head if self.is_verb(word.head) else self.governor(i)
        if above is None or (word.dep == "pcomp" and words[words[word.head].head].pos in ("NOUN", "PROPN")):
            return []
        if word.dep == "xcomp" or (
            word.dep == "pcomp" and tree.lemma(word.head) in ("of", "with", "from", "for", "as")
        ):
            object_ = tree.child(above, "dobj", "dative")
            if object_ is not None and object_ < i and words[object_].dep in ("dobj", "dative"):
                return tree.conjuncts(object_)
        return self._find_subjects(above, depth + 1)

    def _meant(self, subject: int, verb: int) -> list[int]:
        """What a subject stands for: the noun before a relative pronoun, each of coordinated phrases."""
        tree, words = self.tree, self.tree.words
        if words[subject].text.lower() in _RELATIVES and words[subject].tag != "DT":
            if words[verb].dep == "relcl":
                return [words[verb].head]
            if words[verb].dep in ("ccomp", "advcl") and tree.lemma(words[verb].head) == "be":
                cleft = tree.child(words[verb].head, "attr")
                if cleft is not None:
                    return tree.conjuncts(cleft)
        if (
            words[subject].text.lower() in _RELATIVES
            and words[verb].dep == "conj"
            and words[words[verb].head].dep == "relcl"
        ):
            return self._find_subjects(words[verb].head, _DEEPEST)
        return tree.conjuncts(subject)

    def objects(self, i: int) -> list[int]:
        """The heads of the direct objects of a verb, or the noun that a relative clause without one is about."""
        if i not in self._objects:
            self._objects[i] = self._find_objects(i)
        return self._objects[i]

    def _find_objects(self, i: int) -> list[int]:
        tree, words = self.tree, self.tree.words
        own = tree.child(i, "dobj")
        if own is not None and words[own].tag == "WDT" and words[i].dep != "relcl":
            return []
        for k in tree.children(i, "ccomp"):  # "found him guilty": the subject of the adjective is what was found so
            if (
                words[k].pos in ("ADJ", "NOUN")
                and (small := tree.child(k, "nsubj")) is not None
                and (tree.child(k, "aux", "mark") is None)
            ):
                return tree.conjuncts(small)
        if own is not None:
            if words[i].dep == "relcl" and words[own].text.lower() in _RELATIVES:
                return [words[i].head]
            return tree.conjuncts(own)
        for k in tree.children(i, "conj"):  # "bought and sold diamonds": what the last has, the first has too
            between = [c for c in tree.kids[i] if i < c < k and words[c].dep != "cc"]
            if not between and tree.child(k, *_SUBJECTS) is None and (shared := tree.child(k, "dobj")) is not None:
                return tree.conjuncts(shared)
        if words[i].dep == "relcl" and not self.is_passive(i) and self._is_about_object(i):
            return [words[i].head]
        return []

    def _is_about_object(self, i: int) -> bool:
        """ "the office he rented": a subject of its own, and nothing left to hang the noun on."""
        tree, words = self.tree, self.tree.words
        subject = tree.child(i, "nsubj")
        if subject is None or words[subject].text.lower() in _RELATIVES or tree.lemma(i) == "be":
            return False
        if (
            any(words[k].tag == "WRB" for k in tree.kids[i])
            or tree.child(i, "ccomp", "xcomp", "acomp", "attr") is not None
        ):
            return False
        preps = [p for k in tree.kids[i] for p in (k, *tree.kids[k]) if words[p].dep == "prep"]
        return all(tree.kids[p] and words[tree.kids[p][0]].tag not in ("WDT", "WP") for p in preps)

    def _has_to(self, i: int) -> bool:
        return any(self.tree.words[k].tag == "TO" for k in self.tree.kids[i])

    def is_infinitive(self, i: int) -> bool:
        """Whether a verb stands with "to"."""
        return self._has_to(i)

    def has_arguments(self, i: int) -> bool:
        """Whether a participle has words of its own, and so tells more than an adjective would."""
        return self.tree.child(i, *_ARGUMENTS) is not None

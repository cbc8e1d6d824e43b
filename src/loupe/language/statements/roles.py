"""Who and what takes part in an event, as what, and where it happens: dependencies and prepositions read as roles."""

from __future__ import annotations

from typing import Final

from loupe.language.statements.arguments import Arguments, Filler
from loupe.language.statements.clauses import Clauses
from loupe.language.statements.phrases import clause_span, is_person, is_place, is_time, phrase_span
from loupe.language.statements.prepositions import HANDED, PROVIDING, Prepositions
from loupe.language.statements.tree import Tree
from loupe.model.statements import ParticipantRole

__all__ = ["find_arguments"]

_ADVERBS: Final = frozenset(
    "there here outside inside upstairs downstairs abroad home nearby elsewhere everywhere away indoors underground "
    "overseas".split()
)
_SPEAKING: Final = frozenset("admit deny agree order ask advise decide accuse say estimate".split())
_ADDRESSING: Final = frozenset(("order", "ask", "advise", "say"))
_TELLING_VERBS: Final = frozenset(("tell", "ask", "inform", "advise", "order"))
_NO_PHRASES: Final = frozenset(("sir", "madam"))


class _Reader:
    """Reads the arguments of one verb."""

    def __init__(self, clauses: Clauses, verb: int, event: str, bound: frozenset[int]) -> None:
        self.clauses = clauses
        self.tree: Tree = clauses.tree
        self.verb = verb
        self.event = event
        self.bound = bound
        self.found = Arguments()
        self.passive = clauses.is_passive(verb)
        self._prepositions = Prepositions(clauses, verb, event, bound, self.passive)
        self._places: list[tuple[int, int, int]] = []
        self._given: dict[int, int] = {}

    def add(self, role: ParticipantRole, *heads: int) -> None:
        for head in heads:
            word = self.tree.words[head]
            if word.pos in ("PUNCT", "SPACE", "INTJ") or word.tag == "WDT" or word.text.lower() in _NO_PHRASES:
                continue
            start, end = phrase_span(self.tree, head, self._given.get(head))
            if all(f.start != start for f in self.found.fillers):
                self.found.fillers.append(Filler(role, start, end, head))

    def add_clause(self, role: ParticipantRole, head: int) -> None:
        start, end = clause_span(self.tree, head)
        self.found.fillers.append(Filler(role, start, end, head))

    def read(self) -> Arguments:
        subjects = self.clauses.subjects(self.verb)
        objects = [o for o in self.clauses.objects(self.verb) if o not in self.bound]
        copular = self._complements(subjects)
        if not copular:
            self._subject(subjects, objects)
            self._objects(objects)
        words = self.tree.words
        for k in self.tree.kids[self.verb]:
            self._phrase(k)
            if words[k].dep in ("advmod", "prt") or k in self.bound:
                for inner in self.tree.kids[k]:  # "back to the building", "a call to the police"
                    if words[inner].dep == "prep" and inner > k:
                        self._phrase(inner)
        for head in subjects:
            for k in self.tree.kids[head]:  # "They, together with the others, ..."
                if (
                    words[k].dep == "prep"
                    and words[k].text.lower() == "with"
                    and words[k - 1].text.lower() in ("together", "along")
                ):
                    self._phrase(k)
        self._infinitive()
        self._settle_place()
        self.found.fillers.sort(key=lambda f: (f.start, f.end, f.role))
        return self.found

    # --- subject, objects, complements ---

    def _complements(self, subjects: list[int]) -> bool:
        """ "There were ten layers", "he was a thief", "the door was thick": whether the verb links two phrases."""
        tree, words = self.tree, self.tree.words
        there = tree.child(self.verb, "expl")
        if there is not None and words[there].text.lower() == "there":
            for what in tree.children(self.verb, "attr", "nsubj", "dobj"):
                self.add("agent", *tree.conjuncts(what))
            return True
        if self.event not in ("have-property", "work-as", "be-at") or (self.passive and self.event != "have-property"):
            return False
        announced = self._announced(subjects)
        if announced is not None:
            self.add_clause("agent", announced)
        elif not self._is_expletive(subjects):
            self.add("agent", *subjects)
        free = tree.child(self.verb, "csubj")
        if free is not None and any(words[k].tag in ("WP", "WRB") for k in tree.kids[free]):
            self.add_clause("agent", free)
        if words[self.verb].pos == "ADJ":
            self.add("topic", *tree.conjuncts(self.verb))
            return True
        for k in tree.kids[self.verb]:
            if k not in self.bound:
                self._linked(k)
        return True

    def _linked(self, k: int) -> None:
        """What a copula or its like says of its subject."""
        word = self.tree.words[k]
        said = word.dep in ("attr", "acomp", "oprd") or (word.dep == "npadvmod" and not is_time(self.tree, k))
        if said or (word.dep == "xcomp" and self.event == "have-property" and word.pos in ("ADJ", "NOUN")):
            self._complement(k)
        elif word.dep == "dobj" and not (self.event == "be-at" and is_time(self.tree, k)):
            self.add("topic" if self.event == "have-property" else "patient", *self.tree.conjuncts(k))

    def _announced(self, subjects: list[int]) -> int | None:
        """ "It was hard to open the vault": the infinitive that "it" stands for."""
        tree, words = self.tree, self.tree.words
        if [words[s].text.lower() for s in subjects] != ["it"]:
            return None
        if tree.child(self.verb, "attr", "acomp") is None:
            return None
        return next((k for k in tree.children(self.verb, "xcomp", "advcl") if self.clauses.is_infinitive(k)), None)

    def _is_expletive(self, subjects: list[int]) -> bool:
        """ "It is too late to register": what is late is the clause that follows."""
        words = self.tree.words
        if [words[s].text.lower() for s in subjects] != ["it"]:
            return False
        clause = self.tree.child(self.verb, "xcomp", "ccomp", "csubj", "advcl")
        complement = self.tree.child(self.verb, "acomp")
        return complement is not None and (
            (clause is not None and clause > complement) or self.tree.child(complement, "xcomp", "ccomp") is not None
        )

    def _complement(self, k: int) -> None:
        self.add("topic", *self.tree.conjuncts(k))

    def _subject(self, subjects: list[int], objects: list[int]) -> None:
        tree = self.tree
        if not self.passive:
            if self.event == "own" and tree.lemma(self.verb) == "belong":
                self.add("patient", *subjects)
            else:
                self.add("agent", *subjects)
            return
        recipient = self.event in ("give", "pay", "say", "ask", "advise", "order") and bool(objects or self._content())
        topic = self.event in ("say", "admit") or tree.lemma(self.verb) == "allege"
        recipient = recipient or self.event == "call"
        self.add("recipient" if recipient else "topic" if topic else "patient", *subjects)
        for k in tree.children(self.verb, "agent"):
            by = tree.child(k, "pobj")
            if by is not None:
                self.add("agent", *tree.conjuncts(by))

    def _content(self) -> bool:
        return self.tree.child(self.verb, "ccomp", "xcomp") is not None

    def _objects(self, objects: list[int]) -> None:
        tree, words = self.tree, self.tree.words
        self._handed(objects)
        for k in tree.children(self.verb, "dative"):
            to = tree.child(k, "pobj") if words[k].pos == "ADP" else k
            if to is not None:
                self.add("recipient", *tree.conjuncts(to))
        goals = [o for o in objects if self._is_goal(o)]
        self._places.extend((0, o, o) for o in goals)
        for o in objects:
            if o not in goals:
                self.add(self._object_role(objects), o)
        for k in tree.children(self.verb, "oprd"):
            if k not in self.bound:
                self._complement(k)

    def _handed(self, objects: list[int]) -> None:
        """ "gave evidence to the inquiry": the parser hangs the receiver on the thing given."""
        tree, words = self.tree, self.tree.words
        for o in objects if self.event in HANDED else ():
            for k in tree.kids[o]:
                if words[k].dep == "prep" and words[k].text.lower() in HANDED[self.event]:
                    to = tree.child(k, "pobj")
                    if to is not None and not is_time(tree, to):
                        self._given[o] = k
                        self.add("recipient", *tree.conjuncts(to))

    def _is_goal(self, o: int) -> bool:
        """ "entered the vault", "left the building": where a movement goes or begins is its place."""
        return self.event in ("enter", "travel") or (self.event == "leave" and is_place(self.tree, o))

    def _object_role(self, objects: list[int]) -> ParticipantRole:
        lemma = self.tree.lemma(self.verb)
        told = self.event in _SPEAKING and (self._content() or lemma in _TELLING_VERBS)
        if told and all(is_person(self.tree, o) for o in objects):
            return "recipient"
        if self.event == "call":
            return "recipient"
        if lemma in PROVIDING and any(
            self.tree.words[k].text.lower() == "with" for k in self.tree.children(self.verb, "prep")
        ):
            return "recipient"
        if self.event in ("say", "admit") or lemma == "allege":
            return "topic"
        return "topic" if lemma in ("concern", "involve", "relate") else "patient"

    # --- prepositional phrases and adverbs ---

    def _phrase(self, k: int) -> None:
        tree, words = self.tree, self.tree.words
        word = words[k]
        low = word.text.lower()
        if word.dep == "advmod" and low in _ADVERBS and k not in self.bound:
            self._places.append((0, k, k))
            return
        if word.dep not in ("prep", "agent") or (word.dep == "agent" and self.passive):
            return
        object_ = tree.child(k, "pobj")
        if object_ is None:
            inner = tree.child(k, "prep")
            if inner is None:
                if words[self.verb].dep == "relcl" and tree.child(k, "pcomp") is None and not tree.kids[k]:
                    self._left_hanging(k, low)
                return
            object_ = tree.child(inner, "pobj")
            if object_ is None:
                return
            low = f"{low} {words[inner].text.lower()}"
        if is_time(tree, object_) and low not in ("of", "to", "about"):
            return
        if words[object_].text.lower() in ("which", "whom", "that") and words[self.verb].dep == "relcl":
            object_ = words[self.verb].head
        self._by_preposition(k, low, object_)

    def _left_hanging(self, k: int, low: str) -> None:
        """ "the office he worked in": the noun before the clause."""
        self._by_preposition(k, low, self.tree.words[self.verb].head)

    def _by_preposition(self, k: int, low: str, object_: int) -> None:
        tree = self.tree
        heads = tree.conjuncts(object_)
        role = self._prepositions.role(k, low, object_)
        if role is not None:
            self.add(role, *heads)
            return
        rank = self._prepositions.place_rank(low, object_)
        if rank is not None:
            self._places.append((rank, object_, k))

    def _settle_place(self) -> None:
        if not self._places:
            self._place_in_object()
            return
        best = min(self._places, key=lambda p: (p[0], p[1]))
        self._set_place(best[1])

    def _set_place(self, head: int) -> None:
        self.found.place = phrase_span(self.tree, head)
        self.found.place_head = head

    def _place_in_object(self) -> None:
        """A named place that the parser has hung on the object ("rented an office in Antwerp")."""
        tree, words = self.tree, self.tree.words
        if self.event in ("have-property", "work-as", "know", "say"):
            return
        for filler in self.found.fillers:
            if filler.role != "patient":
                continue
            for k in tree.children(filler.head, "prep"):
                object_ = tree.child(k, "pobj")
                if (
                    object_ is not None
                    and words[k].text.lower() in ("in", "at", "inside", "near")
                    and is_place(tree, object_)
                ):
                    self._set_place(object_)
                    return

    def _infinitive(self) -> None:
        """What is planned, asked or ordered, and what is said: the clause is the topic."""
        tree, words = self.tree, self.tree.words
        for k in tree.children(self.verb, "xcomp"):
            placed = k in self.bound or any(f.head == k for f in self.found.fillers)
            if self.clauses.is_infinitive(k) and not placed and words[k].pos in ("VERB", "AUX"):
                self.add_clause("topic", k)
        for k in tree.children(self.verb, "ccomp"):
            if not self.clauses.is_verb(k):
                continue
            asked = tree.child(k, "nsubj")
            if asked is not None and self.clauses.is_infinitive(k):
                if self.event in _ADDRESSING:  # "ordered him to leave" against "wanted him to leave"
                    self.add("recipient", *tree.conjuncts(asked))
                self.add_clause("topic", k)
            elif k > self.verb and (self.event in _SPEAKING or tree.child(k, "mark") is not None):
                self.add_clause("topic", k)


def find_arguments(clauses: Clauses, verb: int, event: str, bound: frozenset[int]) -> Arguments:
    """The participants and the place of the event of a verb; ``bound`` are words that are part of the verb."""
    return _Reader(clauses, verb, event, bound).read()

"""Who and what takes part in an event, as what, and where it happens: dependencies and prepositions read as roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from loupe.language.statements.clauses import Clauses
from loupe.language.statements.phrases import clause_span, is_person, is_place, is_time, phrase_span
from loupe.language.statements.tree import Tree
from loupe.model.statements import ParticipantRole

__all__ = ["Arguments", "Filler", "find_arguments"]

_TELLING: Final = frozenset("say tell ask advise admit deny agree order call accuse write".split())
_GIVING: Final = frozenset("give pay sell send put make use rent ask say admit lend write owe".split())
_TOPICAL: Final = frozenset(
    "say ask know advise agree investigate see decide accuse prosecute convict sentence admit estimate deny order plan "
    "hear think worry care apologise complain talk speak".split()
)
_GOING: Final = frozenset("travel enter leave put meet discard give hide".split())
_HANDING: Final[dict[str, tuple[str, ...]]] = {
    "give": ("to", "for"), "pay": ("to",), "sell": ("to",), "send": ("to",), "say": ("to",), "make": ("to",),
}  # fmt: skip
"""What a thing is done to or for somebody by, where the phrase hangs on the thing."""
_SPEAKING: Final = frozenset("admit deny agree order ask advise decide accuse say estimate".split())
_NOT_ON: Final = frozenset("sentence be-at travel put happen open close enter leave meet work-as".split())
_AT: Final = frozenset(
    "in at on inside outside within near by beside behind under underneath below beneath above over around across "
    "opposite between among amongst along through throughout beyond off next up down upon against".split()
)
_TO: Final = frozenset(
    "to into onto toward towards in at inside on through for via past across behind under over".split()
)
_ADVERBS: Final = frozenset(
    "there here outside inside upstairs downstairs abroad home nearby elsewhere everywhere away indoors underground "
    "overseas".split()
)
_ABOUT: Final = frozenset("about regarding concerning over into on of".split())
_NO_MEANS: Final = frozenset(
    "reason virtue way time then now count definition contrast comparison far surprise name".split()
)
_WITH: Final = frozenset(
    "meet talk speak work travel live come go leave plan agree discuss marry collaborate act".split()
)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the half-open span of its words and the word that heads them."""

    role: ParticipantRole
    start: int
    end: int
    head: int


@dataclass(slots=True)
class Arguments:
    """The participants of an event in the order of the text, and the span of its place."""

    fillers: list[Filler] = field(default_factory=list)
    place: tuple[int, int] | None = None
    place_head: int | None = None


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
        self._places: list[tuple[int, int, int]] = []
        self._given: dict[int, int] = {}

    def add(self, role: ParticipantRole, *heads: int) -> None:
        for head in heads:
            word = self.tree.words[head]
            if word.pos in ("PUNCT", "SPACE", "INTJ") or word.tag == "WDT" or word.text.lower() in ("sir", "madam"):
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
        if not self._is_expletive(subjects):
            self.add("agent", *subjects)
        free = tree.child(self.verb, "csubj")
        if free is not None and any(words[k].tag in ("WP", "WRB") for k in tree.kids[free]):
            self.add_clause("agent", free)
        for k in tree.children(self.verb, "attr", "acomp", "oprd", "npadvmod"):
            if k not in self.bound and not (words[k].dep == "npadvmod" and is_time(tree, k)):
                self._complement(k)
        if self.event == "have-property":
            for k in [*tree.children(self.verb, "ccomp", "xcomp")]:
                if words[k].dep == "xcomp" and words[k].pos in ("ADJ", "NOUN"):
                    self._complement(k)
        for k in tree.children(self.verb, "dobj"):
            if k not in self.bound and not (self.event == "be-at" and is_time(tree, k)):
                self.add("topic" if self.event == "have-property" else "patient", *tree.conjuncts(k))
        return True

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
        words = self.tree.words
        if words[k].pos in ("ADJ", "ADV", "VERB") or words[k].dep in ("acomp", "oprd"):
            for each in self.tree.conjuncts(k):
                start, end = self._adjective_span(each)
                if all(f.start != start for f in self.found.fillers):
                    self.found.fillers.append(Filler("topic", start, end, each))
        else:
            self.add("topic", *self.tree.conjuncts(k))

    def _adjective_span(self, k: int) -> tuple[int, int]:
        start, end = phrase_span(self.tree, k)
        return start, end

    def _subject(self, subjects: list[int], objects: list[int]) -> None:
        tree, words = self.tree, self.tree.words
        if not self.passive:
            if self.event == "own" and tree.lemma(self.verb) == "belong":
                self.add("patient", *subjects)
            else:
                self.add(
                    "agent", *[s for s in subjects if words[s].text.lower() not in ("it",) or words[s].dep != "expl"]
                )
            return
        recipient = self.event in ("give", "pay", "say", "ask", "advise", "order") and bool(objects or self._content())
        self.add("recipient" if recipient else "topic" if self.event == "say" else "patient", *subjects)
        for k in tree.children(self.verb, "agent"):
            by = tree.child(k, "pobj")
            if by is not None:
                self.add("agent", *tree.conjuncts(by))

    def _content(self) -> bool:
        return self.tree.child(self.verb, "ccomp", "xcomp") is not None

    def _objects(self, objects: list[int]) -> None:
        tree, words = self.tree, self.tree.words
        if self.event in _HANDING:  # "gave evidence to the inquiry": the parser hangs the phrase on the thing given
            for o in objects:
                for k in tree.kids[o]:
                    if words[k].dep == "prep" and words[k].text.lower() in _HANDING[self.event]:
                        to = tree.child(k, "pobj")
                        if to is not None and not is_time(tree, to):
                            self._given[o] = k
                            self.add("recipient", *tree.conjuncts(to))
        recipients = tree.children(self.verb, "dative")
        for k in recipients:
            to = tree.child(k, "pobj") if words[k].pos == "ADP" else k
            if to is not None:
                self.add("recipient", *tree.conjuncts(to))
        objects = [o for o in objects if not (words[o].dep == "dobj" and is_time(tree, o) and self.event == "be-at")]
        told = self.event in ("say", "ask", "advise", "order", "agree") and all(is_person(tree, o) for o in objects)
        if (
            objects
            and told
            and (self._content() or tree.lemma(self.verb) in ("tell", "ask", "inform", "advise", "order"))
        ):
            self.add("recipient", *objects)
        elif (self.event == "say" and tree.lemma(self.verb) not in ("write", "publish")) or (
            tree.lemma(self.verb) in ("concern", "involve", "relate")
        ):
            self.add("topic", *objects)
        else:
            self.add("patient", *objects)
        for k in tree.children(self.verb, "oprd"):
            if k not in self.bound:
                self._complement(k)

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
        role = self._role(k, low, object_)
        if role is not None:
            self.add(role, *heads)
            return
        rank = self._place_rank(low, object_)
        if rank is not None:
            self._places.append((rank, object_, k))

    def _role(self, k: int, low: str, object_: int) -> ParticipantRole | None:
        tree, event = self.tree, self.event
        if k in self.bound:
            return self._bound_role(low, object_)
        if low == "by":
            return None if is_place(tree, object_) or tree.words[object_].lemma.lower() in _NO_MEANS else "instrument"
        if low == "to":
            if event == "admit" and not is_person(tree, object_) and tree.words[object_].pos != "PROPN":
                return "topic"
            if event in _TELLING or event in _GIVING or (is_person(tree, object_) and event != "travel"):
                return "recipient"
            if event in ("convict", "agree", "plan"):
                return "topic"
            if event in ("sentence",):
                return None
        if low == "for":
            if event in ("prosecute", "convict", "sentence", "arrest", "ask", "accuse"):
                return "topic"
            if is_person(tree, object_) or tree.words[object_].entity in ("PERSON", "ORG"):
                return "recipient"
        if low == "with":
            return self._with(object_)
        if low == "together with" or low == "along with" or low == "alongside":
            return "companion"
        if low == "of" and (event in ("accuse", "convict", "know", "say", "prosecute", "steal") or self._is_bare()):
            return "topic"
        if low in ("about", "regarding", "concerning"):
            return "topic"
        if low in ("on", "upon", "over") and not is_place(tree, object_) and event not in _NOT_ON:
            return "topic" if event in _TOPICAL or self._is_bare() or self.passive else None
        if low == "as":
            return (
                None if tree.words[object_].lemma.lower() in ("part", "result", "well", "regard", "date") else "topic"
            )
        return None

    def _is_bare(self) -> bool:
        """Whether the verb has no object, so that a preposition may do an object's work ("think of", "focus on")."""
        return not self.passive and not self.clauses.objects(self.verb)

    def _with(self, object_: int) -> ParticipantRole | None:
        tree, event = self.tree, self.event
        if event in ("prosecute", "accuse"):
            return "topic"
        if self.tree.lemma(self.verb) in ("share", "lodge", "file", "deposit", "place"):
            return "recipient"
        person = is_person(tree, object_) or tree.words[object_].entity == "ORG"
        if person or self.tree.lemma(self.verb) in ("meet", "speak", "talk"):
            return "companion"
        if event in ("arrest", "find", "see", "meet", "have-property"):
            return None
        return "instrument" if self.clauses.objects(self.verb) or self.passive or event in ("open", "pay") else None

    def _bound_role(self, low: str, object_: int) -> ParticipantRole | None:
        """The role of what follows a preposition that is part of the verb ("look into", "refer to")."""
        if self.event in ("enter", "travel", "be-at", "leave", "discard"):
            return None
        lemma = self.tree.lemma(self.verb)
        if lemma == "belong":
            return "agent"
        if self.event == "say" or low == "as":
            return "topic"
        if self.event == "work-as":
            return "topic" if low in ("as", "in") else ("companion" if low == "with" else "recipient")
        if self.event == "agree":
            return "topic"
        del object_
        return "patient"

    def _place_rank(self, low: str, object_: int) -> int | None:
        """How good a phrase of place is, 0 the best; None when it is none."""
        tree, words = self.tree, self.tree.words
        first = low.split()[0]
        going = self.event in _GOING
        named = is_place(tree, object_)
        organisation = words[object_].entity == "ORG"
        if going and first in _TO:
            if named or self.event in ("enter", "travel"):
                return 0 if first != "for" or named else None
        if first == "throughout" and not named:
            return None
        if first in _AT or low in ("out of", "next to", "in front of", "close to"):
            if named:
                return 1
            if first in ("inside", "outside", "near", "behind", "under", "beneath", "opposite", "below", "beside"):
                return 1
            if self.event == "be-at" and words[object_].entity not in ("DATE", "TIME"):
                return 2
            return 3 if organisation and first in ("in", "at", "inside", "near") else None
        if first in ("from", "out", "off") and (named or self.event in ("steal", "travel", "discard")):
            return None if is_person(tree, object_) else 4
        return None

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
        """What is planned, asked or ordered: the infinitive is the topic."""
        tree, words = self.tree, self.tree.words
        for k in tree.children(self.verb, "xcomp"):
            if self.clauses.is_infinitive(k) and k not in self.bound and words[k].pos in ("VERB", "AUX"):
                self.add_clause("topic", k)
        for k in tree.children(self.verb, "ccomp"):
            asked = tree.child(k, "nsubj")
            if asked is not None and self.clauses.is_infinitive(k) and self.clauses.is_verb(k):
                if self.event in (
                    "order",
                    "ask",
                    "advise",
                    "say",
                ):  # "wanted him to leave" against "ordered him to leave"
                    self.add("recipient", *tree.conjuncts(asked))
                self.add_clause("topic", k)
                continue
            marked = tree.child(k, "mark") is not None
            if k > self.verb and self.clauses.is_verb(k) and (marked or self.event in _SPEAKING):
                self.add_clause("topic", k)


def find_arguments(clauses: Clauses, verb: int, event: str, bound: frozenset[int]) -> Arguments:
    """The participants and the place of the event that a verb tells of; ``bound`` are words that are part of the verb."""
    return _Reader(clauses, verb, event, bound).read()

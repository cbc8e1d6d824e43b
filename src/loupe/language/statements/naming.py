"""What event a verb tells of, with the words that make it up: particles, light objects, what a copula says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loupe.language.statements.clauses import Clauses
from loupe.language.statements.events import Sense, find_sense
from loupe.language.statements.phrases import is_concrete, is_office, is_person, is_place, is_time
from loupe.language.statements.tree import Tree

__all__ = ["Naming", "name_event"]

_COPULAS: Final = frozenset(("be", "become", "remain", "stay"))
_ADVERBS: Final = frozenset("there here outside inside upstairs downstairs abroad home nearby away indoors".split())
_STATIC: Final = frozenset(
    "in at on inside outside within near by beside behind under underneath below beneath above over around across "
    "opposite between among off next".split()
)
_DOCUMENTS: Final = frozenset(
    "document documentary film paper file book record list figure account report evidence material transcript log page "
    "statement bill letter".split()
)
_AWAY: Final = frozenset("down up off out away back over".split())
_SHIFTING: Final = frozenset(
    "give take put set get go come make leave carry keep hold turn break bring run find work look see".split()
)
_MONEY: Final = frozenset(("money", "cash", "sum"))
_AGENTS: Final = frozenset("they we i he she who you it".split())


@dataclass(frozen=True, slots=True)
class Naming:
    """The type of an event, the span of its verb, and the words that belong to the verb and fill no role."""

    event: str
    start: int
    end: int
    bound: frozenset[int] = frozenset()


def name_event(clauses: Clauses, verb: int) -> Naming:
    """The event of a verb: the type that its words fit, or its lemma with its particle."""
    tree, words = clauses.tree, clauses.tree.words
    word = words[verb]
    lemma = tree.lemma(verb)
    if word.pos == "ADJ" or lemma in ("be", "'s", "’s", "'re", "’re", "'m", "’m"):
        return _copula(clauses, verb)
    if lemma in _COPULAS:
        found = _copula(clauses, verb)
        if found.event != "have-property" or tree.child(verb, "attr", "acomp", "oprd", "xcomp") is not None:
            return found
    particles = _particles(tree, verb)
    objects = _objects(clauses, verb)
    sense = find_sense(lemma, particles, objects, _frames(clauses, verb))
    bound = _bound(sense, particles, objects)
    event = sense.event if sense is not None else lemma
    event = _narrowed(clauses, verb, lemma, event)
    start, end = word.start, word.end
    particle = tree.child(verb, "prt")
    literal = sense is not None and sense.event == "travel" and _leads_somewhere(tree, verb)
    if particle is not None and sense is not None and sense.weight == 0 and lemma in _SHIFTING and not literal:
        sense, event = None, lemma  # "leave out" is no leaving, "set down" no setting
    if particle is None and sense is None:
        particle = next(
            (k for k in tree.children(verb, "advmod") if k == verb + 1 and words[k].text.lower() in _AWAY), None
        )
    last = max((k for k in bound if words[k].dep in ("dobj", "nsubjpass")), default=verb)
    if last > verb:
        end = words[last].end
    for k in [*([particle] if particle is not None else []), *sorted(bound)]:
        if k == verb + 1 and words[k].dep in ("prt", "advmod", "acomp", "oprd", "prep", "ccomp"):
            end = max(end, words[k].end)
    if sense is None and particle is not None:
        event = f"{lemma}-{words[particle].text.lower()}"
        bound = bound | {particle}
    return Naming(event, start, end, bound)


def _leads_somewhere(tree: Tree, verb: int) -> bool:
    words = tree.words
    preps = [p for k in tree.kids[verb] for p in (k, *tree.kids[k]) if words[p].dep == "prep"]
    return any(is_place(tree, o) for p in preps for o in tree.children(p, "pobj"))


def _copula(clauses: Clauses, verb: int) -> Naming:
    tree, words = clauses.tree, clauses.tree.words
    word = words[verb]
    if word.pos == "ADJ":
        helper = tree.child(verb, "auxpass")
        at = word if helper is None else words[helper]
        return Naming("have-property", at.start, at.end)
    complement = tree.child(verb, "attr", "acomp", "oprd")
    event = "have-property"
    bound: frozenset[int] = frozenset()
    if tree.child(verb, "expl") is not None:
        event = "be-at"
    elif complement is None:
        if _stands_at_place(tree, verb):
            event = "be-at"
    elif words[complement].pos in ("NOUN", "PROPN") and _is_somebody(clauses, verb):
        lemma = tree.lemma(complement)
        if lemma == "tenant":
            event = "rent"
        elif is_office(lemma):
            event = "work-as"
    elif words[complement].text.lower() == "aware":
        event, bound = "know", frozenset((complement,))
    return Naming(event, word.start, word.end, bound)


def _stands_at_place(tree: Tree, verb: int) -> bool:
    words = tree.words
    for k in tree.kids[verb]:
        if words[k].dep == "advmod" and words[k].text.lower() in _ADVERBS:
            return True
        if words[k].dep == "prep" and words[k].text.lower() in _STATIC:
            object_ = tree.child(k, "pobj")
            if object_ is None:
                return tree.child(k, "pcomp") is None
            if not is_time(tree, object_) and is_concrete(tree, object_):
                return True
    return False


def _is_somebody(clauses: Clauses, verb: int) -> bool:
    """Whether the subject may hold an office: a person, a name, a pronoun that is no "it"."""
    tree, words = clauses.tree, clauses.tree.words
    return any(
        is_person(tree, s) or words[s].pos == "PROPN" or words[s].text.lower() in ("they", "one", "both", "you", "i")
        for s in clauses.subjects(verb)
    )


def _particles(tree: Tree, verb: int) -> dict[str, int]:
    """What a sense may ask for beside the verb, by its folded text: particles, prepositions, adverbs, adjectives."""
    words = tree.words
    found: dict[str, int] = {}
    for k in tree.kids[verb]:
        word = words[k]
        if word.dep == "prep" and (object_ := tree.child(k, "pobj")) is not None and is_time(tree, object_):
            continue
        if word.dep in ("prt", "prep", "agent", "advmod", "acomp", "oprd") or (
            word.dep in ("ccomp", "xcomp") and word.pos in ("ADJ", "ADV", "ADP")
        ):
            found.setdefault(word.text.lower(), k)
            for inner in tree.kids[k]:  # "get away with", "out of"
                if words[inner].dep == "prep":
                    found.setdefault(words[inner].text.lower(), inner)
        elif word.dep == "dobj":
            for inner in tree.kids[k]:
                if words[inner].dep in ("prep", "amod") and inner > k:
                    found.setdefault(words[inner].text.lower(), inner)
    return found


def _objects(clauses: Clauses, verb: int) -> dict[str, int]:
    """The lemmas of what the verb is done to, deep object or object of a preposition that may belong to it."""
    tree, words = clauses.tree, clauses.tree.words
    heads = list(clauses.objects(verb))
    if clauses.is_passive(verb):
        heads.extend(clauses.subjects(verb))
    for k in tree.kids[verb]:
        if (
            words[k].dep == "prep"
            and (object_ := tree.child(k, "pobj")) is not None
            and words[k].text.lower() == "into"
        ):
            heads.append(object_)
    return {tree.lemma(h): h for h in heads}


def _frames(clauses: Clauses, verb: int) -> set[str]:
    tree, words = clauses.tree, clauses.tree.words
    frames: set[str] = set()
    if any(clauses.is_infinitive(k) for k in tree.children(verb, "xcomp", "ccomp")):
        frames.add("inf")
    if tree.child(verb, "ccomp") is not None:
        frames.add("clause")
    if tree.child(verb, "acomp") is not None:
        frames.add("adj")
    objects = clauses.objects(verb)
    frames.add("obj" if objects else "no")
    if clauses.is_passive(verb):
        frames.add("passive")
    if _stands_at_place(tree, verb):
        frames.add("place")
    if any(words[k].dep in ("dobj", "npadvmod") and is_time(tree, k) for k in tree.kids[verb]):
        frames.add("time")
    if tree.child(verb, "oprd") is not None:
        frames.add("name")
    return frames


def _bound(sense: Sense | None, particles: dict[str, int], objects: dict[str, int]) -> frozenset[int]:
    if sense is None:
        return frozenset()
    bound = [particles[p] for p in sense.particles]
    if sense.light:
        bound.extend(k for lemma, k in objects.items() if lemma in sense.objects)
    return frozenset(bound)


def _narrowed(clauses: Clauses, verb: int, lemma: str, event: str) -> str:
    """Verbs whose type hangs on who or what their subject is, or on whether they have an object."""
    tree, words = clauses.tree, clauses.tree.words
    objects = clauses.objects(verb)
    if event == "travel":
        return _movement(clauses, verb, lemma, objects)
    if lemma == "hold" and event == "arrest":
        return event if any(is_person(tree, s) for s in clauses.subjects(verb)) else "own"
    if lemma == "lay" and not objects and not clauses.is_passive(verb):
        return "be-at"  # the past of "lie"
    if lemma == "spend" and not any(words[o].entity == "MONEY" or tree.lemma(o) in _MONEY for o in objects):
        return lemma
    if lemma in ("hold", "carry") and event in ("own", "contain"):
        somebody = any(
            is_person(tree, s) or words[s].text.lower() in _AGENTS or words[s].entity in ("ORG", "PERSON", "GPE")
            for s in clauses.subjects(verb)
        )
        return "contain" if not somebody else "own" if lemma == "hold" else lemma
    return lemma if lemma == "get" and not objects and event == "receive" else event


def _movement(clauses: Clauses, verb: int, lemma: str, objects: list[int]) -> str:
    """Verbs of going that say something else: "came out", "went through the papers", "returned the money"."""
    tree, words = clauses.tree, clauses.tree.words
    out = tree.child(verb, "prt", "advmod")
    if lemma == "come" and out is not None and words[out].text.lower() == "out":
        left = any(words[k].text.lower() in ("of", "from") for k in tree.kids[out])
        return "leave" if left else "come-out"
    if lemma == "go":
        through = next((k for k in tree.children(verb, "prep") if words[k].text.lower() == "through"), None)
        object_ = tree.child(through, "pobj") if through is not None else None
        if object_ is not None and tree.lemma(object_) in _DOCUMENTS:
            return "investigate"
    if lemma in ("run", "return", "pass", "cross") and objects and not any(is_place(tree, o) for o in objects):
        return "give" if lemma == "return" else lemma
    return "travel"

"""Who did it to whom: turned into the passive, turned round."""

from __future__ import annotations

from random import Random

from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft, Label
from contrast.pool import Pool
from contrast.reading import Read, capital, is_asserted
from contrast.wording import short

__all__ = ["made_of_roles"]

_ONE_WAY = frozenset(
    "kill murder defeat beat succeed replace precede acquire buy purchase conquer capture arrest appoint "
    "overthrow hire employ assassinate execute rescue raise outscore eliminate adopt oust dismiss sack "
    "occupy annex liberate depose rout shoot father mentor imprison jail kidnap manage inherit intercept "
    "sack upset trounce unseat outlive swallow".split()
)
"""What cannot at the same time have gone the other way round."""
_EITHER_WAY = frozenset(
    "attack accuse criticize praise sue visit invite support help love hate blame thank warn call contact "
    "influence inspire follow face threaten injure wound condemn recommend challenge welcome join admire "
    "trust stab hit strike invade".split()
)
"""What may have gone the other way round as well, of which nothing is said."""
_MUTUAL = frozenset("marry meet border wed adjoin".split())
_NO_PASSIVE = frozenset("marry meet border wed adjoin join father".split())
_STATES = frozenset(
    "have get become resemble cost lack fit weigh score last mean want like hold suit contain equal total "
    "let make keep take give go leave reach enter play run see know lose earn post throw run win boast "
    "find star feature put set turn bring pull pick hold call cut survive spend attend exceed".split()
)
"""What is seldom said in the passive, or means something else there."""
_ROLES = frozenset(
    "capital author director founder son daughter father mother president leader mayor king queen sister-in-law".split()
)
_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def made_of_roles(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The two sides of an event or tie between two names in their places, and exchanged."""
    if not is_asserted(read):
        return []
    return _active(read, pool, rng) or _passive(read, pool, rng) or _tie(read)


def _side(read: Read, at: int) -> str | None:
    """A short plain phrase with a name in it; None for pronouns, lists and long descriptions."""
    inside = read.subtree(at)
    words = [read.words[i] for i in inside]
    named = words[0].lemma.lower() == "the" or any(w.entity in _TYPES for w in words)
    if (
        len(inside) > 6
        or inside[-1] - inside[0] >= len(inside)
        or any(w.pos in {"PRON", "PUNCT", "VERB"} for w in words)
    ):
        return None
    if any(w.dep in {"conj", "cc", "prep", "appos", "relcl", "poss"} for w in words) or not named:
        return None
    if any(w.lemma.lower() in {"each", "other", "no", "all", "some", "one"} or w.dep == "nummod" for w in words):
        return None
    text = read.say(inside, {})
    return text if words[0].pos == "PROPN" or words[0].lemma.lower() == "the" else None


def _tail(read: Read, rng: Random, after: int) -> str:
    """What the shortened sentence says after the two sides: when and where."""
    kept = [i for i in short(read, [], rng, drop=0.6) if i > after]
    if not kept or kept != list(range(kept[0], kept[-1] + 1)) or read.words[kept[0]].dep not in {"prep", "npadvmod"}:
        return ""
    text = read.say(kept, {}).rstrip(" .,")
    return " " + text if text and not set(text.split()) & {"his", "her", "their", "its", "him"} else ""


def _label(verb: str) -> Label | None:
    """What the sides exchanged are called: nothing for verbs of which nothing is known."""
    if verb not in _MUTUAL | _ONE_WAY | _EITHER_WAY:
        return None
    if verb in _MUTUAL:
        return SUPPORTS
    return CONTRADICTS if verb in _ONE_WAY else NEITHER


def _active(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    root = read.words[read.root]
    subject, thing = read.child(read.root, "nsubj"), read.child(read.root, "dobj")
    if subject is None or thing is None or root.tag != "VBD" or root.lemma in _STATES:
        return []
    doer, done = _side(read, subject), _side(read, thing)
    if (
        doer is None
        or done is None
        or read.child(read.root, "prt", "dative", "aux", "xcomp", "oprd", "neg") is not None
    ):
        return []
    many = {at: read.words[at].tag in {"NNS", "NNPS"} for at in (subject, thing)}
    return _turned(read, pool, rng, (doer, done), (many[subject], many[thing]), read.subtree(thing)[-1])


def _passive(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    root = read.words[read.root]
    subject, by = read.child(read.root, "nsubjpass"), read.child(read.root, "agent")
    agent = read.child(by, "pobj") if by is not None else None
    helper = read.child(read.root, "auxpass")
    if subject is None or agent is None or helper is None or read.words[helper].text not in {"was", "were"}:
        return []
    doer, done = _side(read, agent), _side(read, subject)
    plain = read.child(read.root, "aux", "prt", "oprd", "xcomp", "neg", "advmod") is None
    if doer is None or done is None or not plain or root.lemma in _NO_PASSIVE:
        return []
    many = (read.words[agent].tag in {"NNS", "NNPS"}, read.words[helper].text == "were")
    return _turned(read, pool, rng, (doer, done), many, read.subtree(agent)[-1])


def _turned(
    read: Read, pool: Pool, rng: Random, sides: tuple[str, str], many: tuple[bool, ...], last: int
) -> list[Draft]:
    """Active and passive, straight and exchanged; denied as well, half of the time."""
    verb = read.words[read.root].lemma
    past, perfect = pool.form(verb, "VBD"), pool.form(verb, "VBN")
    if past is None or perfect is None or sides[0] == sides[1]:
        return []
    many = tuple(m or (s.lower().startswith("the ") and s.endswith("s")) for m, s in zip(many, sides, strict=True))
    (doer, done), tail, label = (_inner(s) for s in sides), _tail(read, rng, last), _label(verb)
    drafts = [Draft(f"{doer} {past} {done}{tail}", SUPPORTS)]
    if label is not None:
        drafts.append(Draft(f"{done} {past} {doer}{tail}", label))
    if verb not in _NO_PASSIVE:
        was = ["were" if m else "was" for m in many]
        drafts.append(Draft(f"{done} {was[1]} {perfect} by {doer}{tail}", SUPPORTS))
        if label is not None:
            drafts.append(Draft(f"{doer} {was[0]} {perfect} by {done}{tail}", label))
        drafts.append(Draft(f"{done} {was[1]} not {perfect} by {doer}{tail}", CONTRADICTS))
        if label == CONTRADICTS:
            drafts.append(Draft(f"{doer} {was[0]} not {perfect} by {done}{tail}", SUPPORTS))
    elif label is not None:
        drafts.append(Draft(f"{doer} did not {verb} {done}{tail}", CONTRADICTS))
        drafts.append(Draft(f"{done} never {past} {doer}{tail}", CONTRADICTS if label == SUPPORTS else label))
    return [Draft(capital(d.claim).rstrip(".") + ".", d.label) for d in drafts]


def _inner(side: str) -> str:
    """A phrase as it stands inside a sentence."""
    return "the " + side[4:] if side.startswith("The ") else side


def _tie(read: Read) -> list[Draft]:
    """ "X is the capital of Y": "Y's capital is X", and not the other way round."""
    root, attr = read.words[read.root], read.child(read.root, "attr")
    subject = read.child(read.root, "nsubj")
    if root.lemma != "be" or attr is None or subject is None or read.words[attr].lemma not in _ROLES:
        return []
    of = read.child(attr, "prep")
    other = read.child(of, "pobj") if of is not None and read.words[of].text == "of" else None
    left, right = _side(read, subject), _side(read, other) if other is not None else None
    rest = [read.words[i] for i in read.children[attr] if i != of]
    if left is None or right is None or of is None or not all(w.lemma == "the" for w in rest if w.dep != "punct"):
        return []
    noun, verb = read.words[attr].text, root.text
    own = right + ("'" if right.endswith("s") else "'s")
    said = [
        (f"{left} {verb} the {noun} of {right}", SUPPORTS),
        (f"{left} {verb} {own} {noun}", SUPPORTS),
        (f"{right} {verb} the {noun} of {left}", CONTRADICTS),
        (f"{left} {verb} not the {noun} of {right}", CONTRADICTS),
        (f"{right} {verb} not the {noun} of {left}", SUPPORTS),
    ]
    return [Draft(capital(text) + ".", label) for text, label in said]

"""Facts as the rules take them, from a few words each."""

from dataclasses import replace

from loupe.language import find_quantities, find_times
from loupe.reasoning.impossible import Figure, Moment, Sighting, State, Stay, Telling, find_impossible

ANTWERP = (51.22, 4.40, 12.0)
ROME = (41.90, 12.50, 20.0)


def amount(words, facet=None):
    return replace(find_quantities(words)[0], facet=facet)


def time(words):
    return find_times(words)[0]


def figure(by, words, topic="box|open", part="part", facet=None, **more):
    return Figure(by, words, topic, amount(words, facet), part, account=more.pop("account", by), **more)


def state(by, value, attribute="door", thing="door of vault", place="", when=None):
    return State(by, f"{thing} {value}", thing, attribute, value, place, time(when) if when else None)


def moment(by, words, event="the sinking"):
    return Moment(by, words, event, time(words))


def stay(by, kind, place, throughout=False, **more):
    return Stay(by, f"{kind} {place}", "Ann Reed", kind, place, "night", throughout, occasion="the deed", **more)


def sighting(by, place, where, words, person="Ann Reed"):
    return Sighting(by, f"{place} {words}", person, place, *where, time(words))


def independent(facts):
    """Every statement goes back to nobody but itself."""
    return {f.by: Telling(frozenset({f"from:{f.by}"}), (f.by,)) for f in facts}


def sets_of(facts, tellings=None):
    """(statements, strength) of every set that is found, sorted."""
    found = find_impossible(facts, independent(facts) if tellings is None else tellings)
    return sorted((s.statements, s.strength) for g in found.groups for s in g.sets)


def strength(*facts):
    """How these facts stand together: conflict, tension or None."""
    strengths = [s for _, s in sets_of(facts)]
    return min(strengths) if strengths else None

"""Stays of people at places, made by hand or by chance so that all can be true."""

from random import Random

from planted_accounts import PLACES

from loupe.reasoning.whereabouts import Stay

HOUR = 3600
FROM_2003 = 1_045_270_800  # 15 February 2003


def stay(place, begin, end, label, *, slack=0, person="Leonardo", radius=5.0, **more):
    """At a place from hour to hour on 15 February 2003, each give or take some hours."""
    lat, lon = PLACES.get(place, (None, None))
    low, high = FROM_2003 + int(begin * HOUR), FROM_2003 + int(end * HOUR)
    slack = int(slack * HOUR)
    return Stay(person, place, lat, lon, radius, low - slack, low + slack, high - slack, high + slack, (label,), **more)


def lives(seed, people, stays_each, slack=0.2):
    """Stays that can all be true: one after the other with more than time enough for the way."""
    chance = Random(seed)
    for person in range(people):
        at = 0.0
        for n in range(stays_each):
            length = chance.uniform(1, 8)
            label = f"{person}.{n}"
            yield stay(chance.choice(sorted(PLACES)), at, at + length, label, slack=slack, person=f"p{person}")
            at += length + chance.uniform(6, 20)

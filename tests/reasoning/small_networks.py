"""Small networks made by chance, and what is true of them by trying everything: the judges of these tests."""

from itertools import combinations, product
from random import Random

from loupe.reasoning.network import ORIGIN, Bound
from loupe.reasoning.orders import Choice


def small_network(seed, *, nodes=6, statements=8, low=-5, high=8):
    """Bounds over a few moments: some background, statements of one or two bounds, some bounds with two statements."""
    chance = Random(seed)
    moments = [ORIGIN, *(f"m{n}" for n in range(chance.randint(2, nodes)))]
    labels = [f"s{n}" for n in range(chance.randint(2, statements))]
    bounds = [Bound(early, late, 0, ()) for early, late in zip(moments[1::2], moments[2::2], strict=False)]
    for label in labels:
        for _ in range(chance.randint(1, 2)):
            before, after = chance.sample(moments, 2)
            needed = (label,) if chance.random() < 0.8 else tuple(sorted({label, chance.choice(labels)}))
            bounds.append(Bound(before, after, chance.randint(low, high), needed))
    chance.shuffle(bounds)
    return bounds


def small_choices(seed, bounds):
    """A few choices between two orders, each with two of the statements of some bounds behind it."""
    chance = Random(seed)
    moments = sorted({ORIGIN, *(b.before for b in bounds), *(b.after for b in bounds)})
    labels = labels_of(bounds)
    choices = []
    for _ in range(chance.randint(1, 5) if len(labels) > 1 else 0):
        needed = tuple(sorted(chance.sample(labels, 2)))
        sides = [Bound(*chance.sample(moments, 2), -chance.randint(0, 8), needed) for _ in range(2)]
        choices.append(Choice(*sides))
    return choices


def labels_of(bounds):
    return sorted({label for bound in bounds for label in bound.labels})


def among(things, statements):
    """What is left of bounds (or choices) when only these statements are true."""
    return [thing for thing in things if set(thing.labels) <= set(statements)]


def can_be(bounds):
    """Whether moments can be found that keep all bounds: Bellman and Ford's rounds, as in any textbook."""
    level = {ORIGIN: 0}
    for bound in bounds:
        level[bound.before] = level[bound.after] = 0
    for _ in range(len(level) + 1):
        moved = False
        for bound in bounds:
            if level[bound.before] + bound.seconds < level[bound.after]:
                level[bound.after] = level[bound.before] + bound.seconds
                moved = True
        if not moved:
            return True
    return False


def can_be_ordered(bounds, choices):
    """Whether some side of each choice goes with the bounds: all ways are tried."""
    return any(can_be([*bounds, *sides]) for sides in product(*((c.first, c.second) for c in choices)))


def cheapest_repairs(bounds, weights):
    """The least cost of a repair and all repairs of that cost, by trying every set of statements."""
    labels = labels_of(bounds)
    least, repairs = float("inf"), []
    for size in range(len(labels) + 1):
        for doubted in combinations(labels, size):
            cost = sum(weights[label] for label in doubted)
            if cost > least + 1e-9 or not can_be(among(bounds, set(labels) - set(doubted))):
                continue
            repairs = [r for r in repairs if cost > least - 1e-9]
            least = min(least, cost)
            repairs.append(set(doubted))
    return least, repairs

"""The largest set of chains that share no node, found by trying them all: slow, short, and sure."""

from itertools import product


def all_chains(tellings, parents, blocked, chosen=None):
    """Every chain as (nodes, circle): a credited name if one is needed, then root ... holder.

    ``chosen`` narrows what holders may have their evidence from.
    """
    holders = {t.holder for t in tellings}
    up, standing, echoes = _relations(tellings, parents, holders)
    entries = chosen or {h: set().union(*(_may_come_from(h, c, up) for c in told)) for h, told in standing.items()}
    full = up | {h: entries.get(h, set()) | echoes[h] for h in holders}
    circles = [c for c in _closed_circles(full) if not c & set(blocked)]
    found = set()
    for h, told in standing.items():
        line = _line(h, up)
        for path, circle in _paths_up(h, entries[h], up, holders, set(blocked), circles):
            for credited in told if h not in blocked else ():
                if not credited or credited & (line - set(blocked)):
                    found.add((path, circle))
                for name in credited - line - set(blocked) - set(path):
                    found.add(((name, *path), circle))
    return sorted(found, key=repr)


def _relations(tellings, parents, holders):
    """What each node draws on; whom each source credits where it stands for itself; whose text it repeats elsewhere."""
    up = {n: set(above) - {n} for n, above in parents.items()}
    standing, echoes = {}, {h: set() for h in holders}
    for t in tellings:
        credited = set() if t.holder in t.credits else set(t.credits)
        if t.echoes or credited & holders:
            echoes[t.holder] |= (t.echoes | (credited & holders)) - {t.holder}
        else:
            up.setdefault(t.holder, set()).update(credited & set(parents))
            standing.setdefault(t.holder, []).append(credited)
    return up, standing, echoes


def _may_come_from(holder, credited, up):
    """All that a source draws on, or only what goes back to those it credits, when it draws on them."""
    above = up.get(holder, set())
    if credited and credited <= _line(holder, up):
        return {p for p in above if _line(p, up) & credited}
    return above


def _line(node, up):
    seen, stack = set(), [node]
    while stack:
        here = stack.pop()
        if here not in seen:
            seen.add(here)
            stack.extend(up.get(here, ()))
    return seen


def _closed_circles(up):
    """Sets of nodes that all go back to each other and to nothing else."""
    nodes = set(up).union(*up.values()) if up else set()
    lines = {n: _line(n, up) for n in nodes}
    closed = {frozenset(lines[n]) for n in nodes if all(n in lines[m] for m in lines[n])}
    return [c for c in closed if all(up.get(n) for n in c)]


def _paths_up(holder, entries, up, holders, blocked, circles):
    """From a holder to a root or a circle, through nodes that hold no evidence themselves; root first."""
    paths = []

    def climb(path, above):
        here = path[0]
        if not up.get(here):
            paths.append((path, None))
        for circle in circles:
            if here in circle:
                paths.append((path, min(circle)))
        for p in above - holders - blocked - set(path):
            climb((p, *path), up.get(p, set()))

    climb((holder,), entries)
    return paths


def most_disjoint(chains):
    """How many chains there can be at most, by branching: with the first one, or without it."""
    if not chains:
        return 0
    first, rest = chains[0], chains[1:]
    apart = [c for c in rest if _disjoint((first, c))]
    return max(1 + most_disjoint(apart), most_disjoint(rest))


def _disjoint(group):
    nodes = [n for path, _ in group for n in path]
    circles = [c for _, c in group if c is not None]
    return len(nodes) == len(set(nodes)) and len(circles) == len(set(circles))


def fewest_disjoint(tellings, parents, blocked):
    """The fewest chains over every way in which each passage comes from one of those that it may come from."""
    up, standing, _ = _relations(tellings, parents, {t.holder for t in tellings})
    passages = [(h, sorted(_may_come_from(h, c, up)) or [None]) for h, told in sorted(standing.items()) for c in told]
    fewest = None
    for choice in product(*(above for _, above in passages)):
        chosen = {h: set() for h, _ in passages}
        for (h, _), p in zip(passages, choice, strict=True):
            chosen[h] |= {p} - {None}
        count = most_disjoint(all_chains(tellings, parents, blocked, chosen))
        fewest = count if fewest is None else min(count, fewest)
    return fewest or 0

"""On how many independent origins an assertion rests, and what it all hangs on.

The provenance graph (which names tell which publications) says what goes back to what. An assertion that several
publications make rests on as many origins as there are chains from an origin to it of which no two share a node: by
Menger's theorem that is the smallest number of nodes whose fall would leave nothing. Where it is one, the nodes that
*every* chain runs through are the dominators of flow graphs (Lengauer and Tarjan 1979): everything hangs on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from loupe.reasoning.origins.flow import disjoint_paths

__all__ = ["UNKNOWN", "Independence", "independence", "lines_of", "with_unknown"]

UNKNOWN = "unknown"
"""The node that stands for wherever those have it from who name nobody: one node, so that two of them are not two."""

Parents = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Independence:
    """What an assertion rests on.

    ``chains`` are as many chains as there can be that share no node, origin first; ``origins`` all origins that it goes
    back to by any way, relays ignored (a book that quotes two witnesses: two origins, one chain). ``hangs_on`` are the
    nodes that every chain runs through, nearest to the origin first, empty with two chains or none. ``cut`` is a
    smallest set of nodes whose fall leaves nothing, as near to the origins as can be. ``interests`` are groups without
    whose members nothing is left. Nodes that draw on each other in a circle stand as one, under the first of their
    names; ``circles`` says for such a name who it stands for.
    """

    chains: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]
    hangs_on: tuple[str, ...]
    cut: tuple[str, ...]
    interests: tuple[str, ...]
    circles: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def kappa(self) -> int:
        """How many chains share no node."""
        return len(self.chains)

    @property
    def two_sources(self) -> bool:
        """The two-source rule: two chains that share no node, and no one interest behind all of them."""
        return self.kappa >= 2 and not self.interests


def independence(
    holders: Collection[str],
    parents: Parents,
    *,
    blocked: Collection[str] = (),
    origins: Collection[str] = (),
    interests: Mapping[str, Collection[str]] | None = None,
) -> Independence:
    """On what an assertion rests that ``holders`` make.

    ``parents`` maps a node to what it has it from; what has no parents is an origin, and so are ``origins``, whatever
    else they draw on (a witness who also reads the papers). ``blocked`` nodes (the work
    itself, its speaker) carry no chain, and neither does what goes back to nothing else. ``interests`` maps the name of
    a group to its members. Only what the holders go back to is looked at: the rest of the graph costs nothing.
    """
    gone = frozenset(blocked)
    own = frozenset(origins)
    graph = _Graph.of(frozenset(holders), parents, gone, own)
    if not graph.ends:
        return Independence((), (), (), (), ())
    chains, cut = disjoint_paths(graph.above, graph.roots, graph.ends)
    named = graph.names
    groups = interests or {}
    return Independence(
        chains=tuple(tuple(named[n] for n in chain) for chain in chains),
        origins=tuple(named[n] for n in graph.roots),
        hangs_on=tuple(named[n] for n in graph.dominators()) if len(chains) == 1 else (),
        cut=tuple(named[n] for n in cut),
        interests=tuple(
            sorted(
                name
                for name, members in groups.items()
                if not _Graph.of(frozenset(holders), parents, gone | frozenset(members), own).ends
            )
        ),
        circles=graph.circles,
    )


def with_unknown(parents: Parents, nameless: Collection[str]) -> dict[str, frozenset[str]]:
    """The same graph where all that name no source have it from one unknown source: the strict reading."""
    silent = {node: frozenset({UNKNOWN}) for node in nameless if not parents.get(node)}
    return {**parents, **silent}


def lines_of(node: str, parents: Parents) -> frozenset[str]:
    """A node and all it goes back to; circles end where they close."""
    seen: set[str] = set()
    stack = [node]
    while stack:
        here = stack.pop()
        if here not in seen:
            seen.add(here)
            stack.extend(parents.get(here, ()))
    return frozenset(seen)


@dataclass(frozen=True, slots=True)
class _Graph:
    """What some holders go back to, circles drawn together: nodes by number, ancestors before what draws on them."""

    names: tuple[str, ...]
    above: tuple[tuple[int, ...], ...]
    roots: tuple[int, ...]
    ends: tuple[int, ...]
    circles: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, holders: frozenset[str], parents: Parents, gone: frozenset[str], own: frozenset[str]) -> _Graph:
        seen: set[str] = set()
        stack = sorted(holders - gone)
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                stack.extend(parents.get(node, frozenset()) - gone)
        up = {node: sorted((parents.get(node, frozenset()) - gone) - {node}) for node in sorted(seen)}
        together = list(_circles(up))  # parents come before what draws on them
        number = {member: at for at, members in enumerate(together) for member in members}
        above = [sorted({number[p] for m in members for p in up[m]} - {at}) for at, members in enumerate(together)]
        # what draws on nothing is an origin; what draws only on blocked nodes has nothing of its own
        roots = [
            at
            for at, members in enumerate(together)
            if own.intersection(members) or all(parents.get(m, frozenset()) <= set(members) for m in members)
        ]
        alive = set(roots)
        for at, from_ in enumerate(above):
            if alive.intersection(from_):
                alive.add(at)
        keep = sorted(alive)
        renumbered = {old: new for new, old in enumerate(keep)}
        return cls(
            names=tuple(together[at][0] for at in keep),
            above=tuple(tuple(renumbered[p] for p in above[at] if p in alive) for at in keep),
            roots=tuple(renumbered[at] for at in roots),
            ends=tuple(sorted({renumbered[number[h]] for h in holders - gone if number[h] in alive})),
            circles=tuple((together[at][0], tuple(together[at])) for at in keep if len(together[at]) > 1),
        )

    def dominators(self) -> list[int]:
        """The nodes on every chain, in order from the origin (the data-flow form: Cooper, Harvey and Kennedy 2001).

        Nodes are numbered so that parents come first and there are no circles, so one pass over them is enough.
        """
        root = -1
        idom: list[int] = []
        roots = set(self.roots)

        def meet(a: int, b: int) -> int:
            while a != b:
                if a > b:
                    a = idom[a]
                else:
                    b = idom[b]
            return a

        for node, from_ in enumerate(self.above):
            best: int | None = root if node in roots else None
            for parent in from_:
                best = parent if best is None else meet(best, parent)
            assert best is not None
            idom.append(best)
        here = self.ends[0]
        for end in self.ends[1:]:
            here = meet(here, end)
        line = []
        while here != root:
            line.append(here)
            here = idom[here]
        return line[::-1]


def _circles(up: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """The strongly connected sets of nodes, parents first (Tarjan 1972, without recursion); each in order."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on: set[str] = set()
    held: list[str] = []
    held_at: dict[str, int] = {}
    for first in up:
        if first in index:
            continue
        work = [(first, iter(up[first]))]
        index[first] = low[first] = len(index)
        held_at[first] = len(held)
        held.append(first)
        on.add(first)
        while work:
            node, rest = work[-1]
            for parent in rest:
                if parent not in index:
                    index[parent] = low[parent] = len(index)
                    held_at[parent] = len(held)
                    held.append(parent)
                    on.add(parent)
                    work.append((parent, iter(up[parent])))
                    break
                if parent in on:
                    low[node] = min(low[node], index[parent])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    members = held[held_at[node] :]
                    del held[held_at[node] :]
                    on.difference_update(members)
                    yield sorted(members)

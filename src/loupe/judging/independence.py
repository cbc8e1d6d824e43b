"""How many independent roots bear out a claim: vertex-disjoint chains from origins to it.

The evidence of one stance makes a small graph: names that are credited, sources that others draw on, the sources that
hold the evidence, the claim. Each node may be used by one chain only, so that ten papers carrying one dispatch make
one chain. By Menger's theorem the largest number of disjoint chains is the smallest number of nodes whose fall would
leave the claim without support; it is found by augmenting paths (Ford and Fulkerson 1956) on the node-split graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Chain", "Provenance", "ancestors", "disjoint_chains"]

_SOURCE, _SINK = ("", "from"), ("", "to")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who draws on whom. ``parents`` maps a node to what it re-tells; a node without parents is a root.

    Nodes are strings: ``s-...`` for sources of the case, ``name:...`` for credited names.
    """

    parents: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain from its root to the source that holds the evidence, root first."""

    nodes: tuple[str, ...]


def ancestors(node: str, parents: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The node and everything it goes back to; circles of sources that draw on each other end where they close."""
    seen: set[str] = set()
    stack = [node]
    while stack:
        current = stack.pop()
        if current not in seen:
            seen.add(current)
            stack.extend(parents.get(current, ()))
    return frozenset(seen)


def disjoint_chains(
    holders: Mapping[str, Collection[str]], parents: Mapping[str, frozenset[str]], blocked: Collection[str] = ()
) -> tuple[Chain, ...]:
    """The most chains that share no node, from roots to the holders of evidence, in a fixed order.

    ``holders`` maps each source that holds evidence to the names it credits for it, empty when it speaks in its own
    voice. ``blocked`` nodes (the work itself, the claim's own speaker) carry no chain.
    """
    edges = _graph(holders, parents, frozenset(blocked))
    flow: dict[tuple[str, str], set[tuple[str, str]]] = {}
    while _augment(edges, flow):
        pass
    return tuple(sorted((_chain(first, flow) for first in sorted(flow.get(_SOURCE, ()))), key=lambda c: c.nodes))


def _graph(
    holders: Mapping[str, Collection[str]], parents: Mapping[str, frozenset[str]], blocked: frozenset[str]
) -> dict[tuple[str, str], set[tuple[str, str]]]:
    edges: dict[tuple[str, str], set[tuple[str, str]]] = {}

    def link(a: tuple[str, str], b: tuple[str, str]) -> None:
        edges.setdefault(a, set()).add(b)

    for holder in sorted(holders):
        credited = sorted(holders[holder])
        line = ancestors(holder, parents)
        for node in sorted(line - blocked):
            link((node, "in"), (node, "out"))
            above = parents.get(node, frozenset())
            for parent in sorted(above - blocked):
                link((parent, "out"), (node, "in"))
            if above & line and not _rootless(node, line, parents):
                continue
            # a root of the line: chains begin here, or at whom the holder credits
            if not credited:
                link(_SOURCE, (node, "in"))
            for name in credited:
                if name not in blocked and name != node:
                    link(_SOURCE, (name, "in"))
                    link((name, "in"), (name, "out"))
                    link((name, "out"), (node, "in"))
                elif name == node:
                    link(_SOURCE, (node, "in"))
        if holder not in blocked:
            link((holder, "out"), _SINK)
    return edges


def _rootless(node: str, line: frozenset[str], parents: Mapping[str, frozenset[str]]) -> bool:
    """Sources that draw on each other in a circle have no root: the first of the circle by id stands for it."""
    circle = {other for other in ancestors(node, parents) if node in ancestors(other, parents)}
    closed = all(parents.get(member, frozenset()) <= circle for member in circle)
    return closed and node == min(circle & line)


def _augment(
    edges: Mapping[tuple[str, str], set[tuple[str, str]]], flow: dict[tuple[str, str], set[tuple[str, str]]]
) -> bool:
    came: dict[tuple[str, str], tuple[str, str]] = {_SOURCE: _SOURCE}
    queue = deque([_SOURCE])
    back: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for a, targets in flow.items():
        for b in targets:
            back.setdefault(b, set()).add(a)
    while queue and _SINK not in came:
        here = queue.popleft()
        onward = (edges.get(here, set()) - flow.get(here, set())) | back.get(here, set())
        for there in sorted(onward):
            if there not in came:
                came[there] = here
                queue.append(there)
    if _SINK not in came:
        return False
    there = _SINK
    while there != _SOURCE:
        here = came[there]
        if here in flow.get(there, set()):
            flow[there].discard(here)
        else:
            flow.setdefault(here, set()).add(there)
        there = here
    return True


def _chain(first: tuple[str, str], flow: Mapping[tuple[str, str], set[tuple[str, str]]]) -> Chain:
    nodes: list[str] = []
    here = first
    while here != _SINK:
        if here[1] == "in":
            nodes.append(here[0])
        here = next(iter(flow[here]))
    return Chain(tuple(nodes))


def roots_of(nodes: Iterable[str], parents: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The roots that a set of nodes goes back to."""
    return frozenset(a for n in nodes for a in ancestors(n, parents) if not parents.get(a))

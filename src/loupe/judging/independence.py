"""How many independent roots bear out a claim: vertex-disjoint chains from origins to it.

The evidence of one stance makes a small graph: names that are credited, sources that others draw on, the sources that
hold the evidence, the claim. Each node may be used by one chain only, so that ten papers carrying one dispatch make
one chain. By Menger's theorem the largest number of disjoint chains is the smallest number of nodes whose fall would
leave the claim without support; it is found by augmenting paths (Ford and Fulkerson 1956) on the node-split graph.

A chain ends at the first source that holds evidence: whoever draws on that source adds nothing, whatever it leaves out
of it. Where the passage credits somebody, the chain takes up that name too, beside what the source draws on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import product

from loupe.judging.flow import Edges, link, max_flow

__all__ = ["Chain", "Telling", "ancestors", "disjoint_chains"]

_FROM, _TO = ("", "from"), ("", "to")
_MOST_BOTH = 6


@dataclass(frozen=True, slots=True)
class Telling:
    """How a source comes to hold one piece of evidence.

    ``credits`` are the names its passage credits, any one of them (empty: it speaks in its own voice). ``echoes`` are
    the sources whose text the passage repeats; such a passage stands for nothing of its own.
    """

    holder: str
    credits: frozenset[str] = frozenset()
    echoes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain from its root to the source that holds the evidence, root first; a credited name stands before all."""

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
    tellings: Collection[Telling], parents: Mapping[str, frozenset[str]], blocked: Collection[str] = ()
) -> tuple[Chain, ...]:
    """The most chains that share no node, from roots to the holders of evidence, in a fixed order.

    ``parents`` maps sources to what they draw on; what has no parents is a root. ``blocked`` nodes (the work itself,
    the claim's own speaker) carry no chain. A name that one source draws on and another credits serves one of the two;
    both ways are tried (up to six such names; of more, the rest serve those that draw on them).
    """
    net = _Net.of(tellings, parents, frozenset(blocked))
    both = sorted(net.credited() & net.below(frozenset()))
    best: tuple[Chain, ...] = ()
    for serves in product((False, True), repeat=min(len(both), _MOST_BOTH)):
        only_credit = frozenset(name for name, credit in zip(both, serves, strict=False) if credit)
        chains = net.chains(only_credit, frozenset(both) - only_credit)
        if len(chains) > len(best):
            best = chains
    return best


@dataclass(frozen=True, slots=True)
class _Net:
    """The graph of one stance: ``standing`` holds the tellings that repeat nobody's text, by their holder."""

    standing: Mapping[str, tuple[Telling, ...]]
    holders: frozenset[str]
    parents: Mapping[str, frozenset[str]]
    up: Mapping[str, frozenset[str]]
    blocked: frozenset[str]

    @classmethod
    def of(cls, tellings: Collection[Telling], parents: Mapping[str, frozenset[str]], blocked: frozenset[str]) -> _Net:
        holders = frozenset(t.holder for t in tellings)
        known = {node: above - {node} for node, above in parents.items()}
        standing: dict[str, list[Telling]] = {}
        up = dict(known)
        echoes: dict[str, frozenset[str]] = {}
        for t in (_resolved(t, holders) for t in tellings):
            if t.echoes:
                echoes[t.holder] = echoes.get(t.holder, frozenset()) | t.echoes
                continue
            # a credited source of the case is drawn on, like any other
            known[t.holder] = known.get(t.holder, frozenset()) | (t.credits & parents.keys())
            standing.setdefault(t.holder, []).append(t)
        for holder in holders:
            own = known.get(holder, frozenset()) if holder in standing else frozenset()
            up[holder] = (own | echoes.get(holder, frozenset())) - {holder}
        return cls({h: tuple(ts) for h, ts in standing.items()}, holders, known, up, blocked)

    def credited(self) -> frozenset[str]:
        """Names that some holder credits without drawing on them."""
        return frozenset(
            name for h, told in self.standing.items() for t in told for name in t.credits - ancestors(h, self.parents)
        )

    def entries(self, holder: str) -> frozenset[str]:
        """What a holder's chain may come from: all it draws on, or only what goes back to the names it credits."""
        above = self.parents.get(holder, frozenset())
        line = ancestors(holder, self.parents)
        told = self.standing[holder]
        if all(t.credits and t.credits <= line for t in told):
            names = frozenset(name for t in told for name in t.credits)
            above = frozenset(p for p in above if ancestors(p, self.parents) & names)
        return above - self.holders - self.blocked

    def below(self, gone: frozenset[str]) -> frozenset[str]:
        """All nodes without evidence that chains may run through."""
        seen: set[str] = set()
        stack = [p for h in self.standing if h not in self.blocked for p in self.entries(h)]
        while stack:
            node = stack.pop()
            if node not in seen and node not in gone:
                seen.add(node)
                stack.extend(self.parents.get(node, frozenset()) - self.holders - self.blocked)
        return frozenset(seen)

    def circles(self) -> tuple[frozenset[str], ...]:
        """Sources that draw on each other in a circle and on nothing else: together they are one root."""
        nodes = frozenset(n for h in self.holders for n in ancestors(h, self.up))
        lines = {n: ancestors(n, self.up) for n in nodes}
        roots = frozenset(n for n in nodes if not self.up.get(n))
        rootless = [n for n in nodes if not lines[n] & roots]
        closed = {lines[n] for n in rootless if all(n in lines[m] for m in lines[n])}
        return tuple(sorted((c for c in closed if not c & self.blocked), key=min))

    def chains(self, only_credit: frozenset[str], only_source: frozenset[str]) -> tuple[Chain, ...]:
        """The most disjoint chains when these names serve only as credit, and those only as what others draw on."""
        edges: Edges = {}
        for node in self.below(only_credit):
            link(edges, (node, "in"), (node, "out"))
            if not self.parents.get(node):
                link(edges, _FROM, (node, "in"))
            for parent in self.parents.get(node, frozenset()) - self.holders - self.blocked - only_credit:
                link(edges, (parent, "out"), (node, "in"))
        for holder in self.standing.keys() - self.blocked:
            self._end(edges, holder, only_credit, only_source)
        for circle in self.circles():
            link(edges, _FROM, (min(circle), "circle"))
            for member in circle:
                link(edges, (min(circle), "circle"), (member, "in"))
        paths = max_flow(edges, _FROM, _TO)
        return tuple(sorted((_chain(path) for path in paths), key=lambda c: c.nodes))

    def _end(self, edges: Edges, holder: str, only_credit: frozenset[str], only_source: frozenset[str]) -> None:
        link(edges, (holder, "in"), (holder, "out"))
        if not self.parents.get(holder):
            link(edges, _FROM, (holder, "in"))
        for parent in self.entries(holder) - only_credit:
            link(edges, (parent, "out"), (holder, "in"))
        line = ancestors(holder, self.parents) - self.blocked
        for t in self.standing[holder]:
            if not t.credits or t.credits & line:
                link(edges, (holder, "out"), _TO)
            for name in t.credits - line - self.blocked - only_source:
                link(edges, (holder, "out"), (name, "credit"))
                link(edges, (name, "credit"), (name, "credited"))
                link(edges, (name, "credited"), _TO)


def _resolved(t: Telling, holders: frozenset[str]) -> Telling:
    """A source that credits itself speaks in its own voice; one that credits another holder of evidence echoes it."""
    if t.holder in t.credits:
        return replace(t, credits=frozenset())
    told_by = t.credits & holders
    return replace(t, echoes=t.echoes | told_by) if told_by else t


def _chain(path: tuple[tuple[str, str], ...]) -> Chain:
    credit = [node for node, part in path if part == "credit"]
    return Chain((*credit, *(node for node, part in path if part == "in")))

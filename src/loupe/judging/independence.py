"""How many independent roots bear out a claim: vertex-disjoint chains from origins to it.

The evidence of one stance makes a small graph: names that are credited, sources that others draw on, the sources that
hold the evidence, the claim. Each node may be used by one chain only, so that ten papers carrying one dispatch make
one chain. By Menger's theorem the largest number of disjoint chains is the smallest number of nodes whose fall would
leave the claim without support; it is found by augmenting paths (Ford and Fulkerson 1956) on the node-split graph.

A chain ends at the first source that holds evidence: whoever draws on that source adds nothing, whatever it leaves out
of it. Where the passage credits somebody, the chain takes up that name too, beside what the source draws on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from loupe.judging.flow import Edges, link, max_flow

__all__ = ["Chain", "Telling", "ancestors", "disjoint_chains", "sure_chains"]

_FROM, _TO = ("", "from"), ("", "to")
_MOST_BOTH = 4
_MANY, _MOST_CHOICES, _MOST_CHOICES_OF_MANY = 16, 256, 16


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
    both ways are tried (up to four such names; of more, the rest serve those that draw on them).
    """
    return _Net.of(tellings, parents, frozenset(blocked)).most_chains()


def sure_chains(
    tellings: Collection[Telling], parents: Mapping[str, frozenset[str]], blocked: Collection[str] = ()
) -> tuple[Chain, ...]:
    """The disjoint chains that are left whichever one of its sources each passage has its words from.

    A digest that draws on three sources may have any line of it from any one of the three. Where one of them holds the
    same evidence, or is blocked, the line is taken to come from that one; else the choices that leave the fewest chains
    are taken. At most 256 choices are tried, 16 when there are more than 16 passages; what is left open beyond that
    keeps all that its source draws on.
    """
    net = _Net.of(tellings, parents, frozenset(blocked))
    passages = [(holder, net.may_come_from(t)) for holder, told in sorted(net.standing.items()) for t in told]
    options = [net.narrowed(holder, above) for holder, above in passages]
    most = _MOST_CHOICES if len(passages) <= _MANY else _MOST_CHOICES_OF_MANY
    while prod(map(len, options)) > most:
        widest = max(i for i, option in enumerate(options) if len(option) > 1)
        options[widest] = [passages[widest][1]]
    fewest: tuple[Chain, ...] | None = None
    for choice in product(*options):
        entry: dict[str, frozenset[str]] = {}
        for (holder, _), above in zip(passages, choice, strict=True):
            entry[holder] = entry.get(holder, frozenset()) | above
        chains = replace(net, entry=entry).most_chains()
        if fewest is None or len(chains) < len(fewest):
            fewest = chains
    return fewest or ()


@dataclass(frozen=True, slots=True)
class _Net:
    """The graph of one stance.

    ``standing`` holds the tellings that repeat nobody's text, by their holder, ``entry`` what each such holder may have
    its evidence from, ``echoes`` whose text the other holders repeat.
    """

    standing: Mapping[str, tuple[Telling, ...]]
    holders: frozenset[str]
    parents: Mapping[str, frozenset[str]]
    entry: Mapping[str, frozenset[str]]
    echoes: Mapping[str, frozenset[str]]
    blocked: frozenset[str]

    @classmethod
    def of(cls, tellings: Collection[Telling], parents: Mapping[str, frozenset[str]], blocked: frozenset[str]) -> _Net:
        holders = frozenset(t.holder for t in tellings)
        known = {node: above - {node} for node, above in parents.items()}
        standing: dict[str, tuple[Telling, ...]] = {}
        echoes: dict[str, frozenset[str]] = {}
        for t in (_resolved(t, holders) for t in tellings):
            if t.echoes:
                echoes[t.holder] = echoes.get(t.holder, frozenset()) | (t.echoes - {t.holder})
            elif t not in standing.get(t.holder, ()):
                # a credited source of the case is drawn on, like any other
                known[t.holder] = known.get(t.holder, frozenset()) | (t.credits & parents.keys())
                standing[t.holder] = (*standing.get(t.holder, ()), t)
        net = cls(standing, holders, known, {}, echoes, blocked)
        entry = {h: frozenset(p for t in told for p in net.may_come_from(t)) for h, told in standing.items()}
        return replace(net, entry=entry)

    def may_come_from(self, t: Telling) -> frozenset[str]:
        """What a passage may come from: all its source draws on, or only what goes back to the names it credits."""
        above = self.parents.get(t.holder, frozenset())
        if t.credits and t.credits <= ancestors(t.holder, self.parents):
            return frozenset(p for p in above if ancestors(p, self.parents) & t.credits)
        return above

    def narrowed(self, holder: str, above: frozenset[str]) -> list[frozenset[str]]:
        """The choices of one source to have it from; one that adds no chain leaves no other choice."""
        up = self.up()
        adds_none = (p for p in above if p in self.blocked or (p in self.holders and holder not in ancestors(p, up)))
        echoed = min(adds_none, default=None)
        if echoed is not None:
            return [frozenset({echoed})]
        return [frozenset({p}) for p in sorted(above)] or [frozenset()]

    def up(self) -> dict[str, frozenset[str]]:
        """What each node goes back to in this matter."""
        told = {h: self.entry.get(h, frozenset()) | self.echoes.get(h, frozenset()) for h in self.holders}
        return {**self.parents, **told}

    def most_chains(self) -> tuple[Chain, ...]:
        """The most disjoint chains, over both ways in which each name may serve."""
        both = sorted(self.credited() & self.below(frozenset()))
        circles = self.circles()
        best: tuple[Chain, ...] = ()
        for serves in product((False, True), repeat=min(len(both), _MOST_BOTH)):
            only_credit = frozenset(name for name, credit in zip(both, serves, strict=False) if credit)
            chains = self.chains(circles, only_credit, frozenset(both) - only_credit)
            if len(chains) > len(best):
                best = chains
        return best

    def credited(self) -> frozenset[str]:
        """Names that some holder credits without drawing on them."""
        return frozenset(
            name for h, told in self.standing.items() for t in told for name in t.credits - ancestors(h, self.parents)
        )

    def below(self, gone: frozenset[str]) -> frozenset[str]:
        """All nodes without evidence that chains may run through."""
        seen: set[str] = set()
        stack = [p for h in self.standing if h not in self.blocked for p in self._through(self.entry[h])]
        while stack:
            node = stack.pop()
            if node not in seen and node not in gone:
                seen.add(node)
                stack.extend(self._through(self.parents.get(node, frozenset())))
        return frozenset(seen)

    def _through(self, above: frozenset[str]) -> frozenset[str]:
        return above - self.holders - self.blocked

    def circles(self) -> tuple[frozenset[str], ...]:
        """Sources that draw on each other in a circle and on nothing else: together they are one root."""
        up = self.up()
        nodes = frozenset(n for h in self.holders for n in ancestors(h, up))
        lines = {n: ancestors(n, up) for n in nodes}
        roots = frozenset(n for n in nodes if not up.get(n))
        rootless = [n for n in nodes if not lines[n] & roots]
        closed = {lines[n] for n in rootless if all(n in lines[m] for m in lines[n])}
        return tuple(sorted((c for c in closed if not c & self.blocked), key=min))

    def chains(
        self, circles: Sequence[frozenset[str]], only_credit: frozenset[str], only_source: frozenset[str]
    ) -> tuple[Chain, ...]:
        """The most disjoint chains when these names serve only as credit, and those only as what others draw on."""
        edges: Edges = {}
        for node in self.below(only_credit):
            self._node(edges, node, self.parents.get(node, frozenset()), only_credit)
        for holder in self.standing.keys() - self.blocked:
            self._node(edges, holder, self.entry[holder], only_credit)
            self._end(edges, holder, only_source)
        for circle in circles:
            link(edges, _FROM, (min(circle), "circle"))
            for member in circle:
                link(edges, (min(circle), "circle"), (member, "in"))
        paths = max_flow(edges, _FROM, _TO)
        return tuple(sorted((_chain(path) for path in paths), key=lambda c: c.nodes))

    def _node(self, edges: Edges, node: str, above: frozenset[str], only_credit: frozenset[str]) -> None:
        link(edges, (node, "in"), (node, "out"))
        if not self.parents.get(node):
            link(edges, _FROM, (node, "in"))
        for parent in self._through(above) - only_credit:
            link(edges, (parent, "out"), (node, "in"))

    def _end(self, edges: Edges, holder: str, only_source: frozenset[str]) -> None:
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

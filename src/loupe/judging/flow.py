"""The largest flow in a small graph whose edges each carry one unit (Ford and Fulkerson 1956, shortest paths first)."""

from __future__ import annotations

from collections import deque

__all__ = ["Edges", "Vertex", "link", "max_flow"]

Vertex = tuple[str, str]
Edges = dict[Vertex, set[Vertex]]


def link(edges: Edges, a: Vertex, b: Vertex) -> None:
    """Add the edge from a to b."""
    edges.setdefault(a, set()).add(b)


def max_flow(edges: Edges, start: Vertex, goal: Vertex) -> tuple[tuple[Vertex, ...], ...]:
    """The most paths from start to goal that share no edge, without their ends; the same edges give the same paths."""
    flow: Edges = {}
    while _augment(edges, flow, start, goal):
        pass
    return tuple(_path(first, flow, goal) for first in sorted(flow.get(start, ())))


def _augment(edges: Edges, flow: Edges, start: Vertex, goal: Vertex) -> bool:
    came: dict[Vertex, Vertex] = {start: start}
    queue = deque([start])
    back: Edges = {}
    for a, targets in flow.items():
        for b in targets:
            link(back, b, a)
    while queue and goal not in came:
        here = queue.popleft()
        onward = (edges.get(here, set()) - flow.get(here, set())) | back.get(here, set())
        for there in sorted(onward):
            if there not in came:
                came[there] = here
                queue.append(there)
    if goal not in came:
        return False
    there = goal
    while there != start:
        here = came[there]
        if here in flow.get(there, set()):
            flow[there].discard(here)
        else:
            link(flow, here, there)
        there = here
    return True


def _path(first: Vertex, flow: Edges, goal: Vertex) -> tuple[Vertex, ...]:
    path: list[Vertex] = []
    here = first
    while here != goal:
        path.append(here)
        here = next(iter(flow[here]))
    return tuple(path)

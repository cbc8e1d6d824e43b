"""Small Bayesian networks of yes/no questions, summed over every case: slow, exact, and easy to check by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum, prod

__all__ = ["MOST_NODES", "Node", "chance"]

MOST_NODES = 12
"""The most nodes that are summed over: 4,096 cases."""


@dataclass(frozen=True, slots=True)
class Node:
    """A yes/no question whose answer hangs on its parents'.

    ``table`` holds the chance of yes, in [0, 1], for each row of the parents' answers, all "no" first and the last
    parent changing fastest: one number for a node without parents, two for one parent (no, yes), four for two.
    """

    name: str
    parents: tuple[str, ...]
    table: tuple[float, ...]


def chance(nodes: Sequence[Node], wanted: Mapping[str, bool], given: Mapping[str, bool] | None = None) -> float:
    """P(wanted | given) by summing the joint distribution over every case.

    Raises ValueError for more than twelve nodes, a table that does not fit its parents, a chance outside [0, 1], a name
    that is not a node, and for ``given`` that cannot be.
    """
    _check(nodes, (*wanted, *(given or {})))
    told = dict(given or {})
    below = _sum(nodes, told)
    if below == 0:
        raise ValueError("what is given cannot be")
    if any(told.get(name, answer) != answer for name, answer in wanted.items()):
        return 0.0
    return _sum(nodes, told | dict(wanted)) / below


def _check(nodes: Sequence[Node], named: Sequence[str]) -> None:
    names = {node.name for node in nodes}
    if len(nodes) > MOST_NODES:
        raise ValueError(f"at most {MOST_NODES} nodes are summed over")
    if len(names) != len(nodes) or not names.issuperset(named):
        raise ValueError("every name is that of one node")
    for node in nodes:
        if len(node.table) != 2 ** len(node.parents) or not names.issuperset(node.parents):
            raise ValueError(f"the table of {node.name} does not fit its parents")
        if not all(0 <= p <= 1 for p in node.table):
            raise ValueError(f"a chance of {node.name} is outside 0 to 1")


def _sum(nodes: Sequence[Node], fixed: Mapping[str, bool]) -> float:
    choices = [(fixed[node.name],) if node.name in fixed else (False, True) for node in nodes]
    cases = (dict(zip((n.name for n in nodes), answers, strict=True)) for answers in product(*choices))
    return fsum(prod(_of(node, case) for node in nodes) for case in cases)


def _of(node: Node, case: Mapping[str, bool]) -> float:
    row = 0
    for parent in node.parents:
        row = row * 2 + case[parent]
    return node.table[row] if case[node.name] else 1 - node.table[row]

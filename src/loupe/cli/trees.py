"""Trees in plain text: who stands under whom, each branch with its words, each node set out once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loupe.cli.words import indented

__all__ = ["Tree", "drawn", "grow"]

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Tree:
    """A node with what stands under it; ``seen`` says that it was set out before and is only named here."""

    id: str
    label: str
    under: tuple[Tree, ...]
    seen: bool = False


def grow(labels: Mapping[str, str], pairs: Collection[tuple[str, str]]) -> tuple[Tree, ...]:
    """The trees of a graph of parents and children: from what has no parent, then from what is left in circles.

    The greatest trees come first; a node with two parents is set out under the first and named under the second.
    """
    below: dict[str, list[str]] = {}
    headless = dict.fromkeys(labels, True)
    for parent, child in sorted(pairs):
        below.setdefault(parent, []).append(child)
        headless[child] = False
    order = sorted(labels, key=lambda node: (not headless[node], labels[node].casefold(), node))
    placed: set[str] = set()
    trees = [_grown(node, labels, below, placed) for node in order if headless[node]]
    trees += [_grown(node, labels, below, placed) for node in order if node not in placed]
    return tuple(sorted((t for t in trees if t.under), key=lambda t: -_size(t)))


def _grown(node: str, labels: Mapping[str, str], below: Mapping[str, Sequence[str]], placed: set[str]) -> Tree:
    if node in placed:
        return Tree(node, labels[node], (), seen=bool(below.get(node)))
    placed.add(node)
    children = sorted(below.get(node, ()), key=lambda n: (labels[n].casefold(), n))
    return Tree(node, labels[node], tuple(_grown(child, labels, below, placed) for child in children))


def _size(tree: Tree) -> int:
    return 1 + sum(map(_size, tree.under))


def drawn(tree: Tree, words: Callable[[str, str], Sequence[str]], indent: str = "") -> Iterator[str]:
    """The lines of a tree; ``words`` tells of a parent and a child what their branch rests on, line by line."""
    if not indent:
        yield tree.label
    for child in tree.under:
        yield f"{indent}  ← {child.label}{' (see above)' if child.seen else ''}"
        for line in words(tree.id, child.id):
            yield indented(line, f"{indent}      ", _WIDTH)
        yield from drawn(child, words, f"{indent}    ")

"""A clash: facts that cannot all be so, with the rule they break in words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths, compare_times
from loupe.reasoning.impossible.facts import Fact

__all__ = ["Clash", "Strength", "by_key", "may_be_together", "pairs_within"]

Strength = Literal["conflict", "tension"]
_F = TypeVar("_F")


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all be so (``conflict``), or can only just be (``tension``).

    ``topic`` is what they are about, ``family`` the kind of rule; ``rule`` says in words what they break, ``unless``
    what else would make them possible, empty when nothing but doubt does. ``width`` says how wide vague times were
    taken, empty where nothing hangs on that.
    """

    facts: tuple[Fact, ...]
    strength: Strength
    family: str
    topic: str
    rule: str
    unless: str = ""
    width: str = ""

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements behind it, sorted."""
        return tuple(sorted({fact.by for fact in self.facts}))


def by_key(facts: Iterable[_F], key: Callable[[_F], Hashable]) -> list[list[_F]]:
    """The facts that share a key, in the order in which they came."""
    groups: dict[Hashable, list[_F]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return list(groups.values())


def pairs_within(facts: Sequence[_F]) -> Iterator[tuple[_F, _F]]:
    """Every two of the facts, the earlier one first."""
    for n, a in enumerate(facts):
        for b in facts[n + 1 :]:
            yield a, b


def may_be_together(a: TimeSpan | None, b: TimeSpan | None, widths: Widths = DEFAULT_WIDTHS) -> bool:
    """Whether two times can be the same, or nobody knows: facts of two different times never clash."""
    return a is None or b is None or compare_times(a, b, widths) != "disjoint"

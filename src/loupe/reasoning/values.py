"""Amounts of money said of property, and which of them cannot both be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loupe.model.quantities import Quantity, compare_quantities
from loupe.reasoning.cited import Cited

__all__ = ["Amount", "NotBoth", "Tally", "at_odds"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money said of property: an interval, a currency, and what it is said of.

    ``facet`` is one of taken, worth, insured, claimed, paid out, recovered, paid back, short, held, reward, fine, bail,
    sold for. ``whole`` says that it is the whole of what was taken. ``carried`` says that the words which tell what it
    is said of stand in the sentence before. ``currency_from`` are the words that name the currency elsewhere in the
    sentence ("Australian dollars, that is"), empty when the amount names its own. ``of`` are the parts that the
    sentence names beside a whole, without values of their own.
    """

    item: str
    facet: str
    quantity: Quantity
    cited: Cited
    whole: bool = False
    carried: bool = False
    currency_from: str = ""
    of: tuple[str, ...] = ()

    def taken(self) -> Amount:
        """The same amount, of property that was taken: what it is worth is what was taken."""
        return replace(self, facet="taken")


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of things: ``role`` is "part" (opened, taken), "rest" (left) or "whole" (all there were)."""

    noun: str
    role: str
    quantity: Quantity
    cited: Cited


@dataclass(frozen=True, slots=True)
class NotBoth:
    """Two amounts of one facet and currency that cannot both be right, even with all that rounding allows."""

    left: Amount
    right: Amount


def at_odds(amounts: Sequence[Amount]) -> tuple[NotBoth, ...]:
    """The pairs of figures of one item that cannot both be right, each figure by the first who gives it.

    In one dimension every impossible set of intervals holds an impossible pair (Helly's theorem), so pairs are all.
    What is said on a condition or of what is to come is no figure of what was. Who gives several figures that exclude
    each other speaks of several things: he is at odds with another only where all of theirs exclude each other.
    """
    first: dict[tuple[str, str, float, float], Amount] = {}
    for one in sorted(amounts, key=lambda a: (a.cited.published or "9999", a.cited, a.quantity.start)):
        if one.cited.hedged not in _NOT_SO_YET:
            first.setdefault((one.facet, one.quantity.unit, one.quantity.low, one.quantity.high), one)
    kept = list(first.values())
    of_account: dict[tuple[str, ...], list[Amount]] = {}
    for one in amounts:
        of_account.setdefault(_account(one), []).append(one)
    return tuple(
        NotBoth(a, b)
        for n, a in enumerate(kept)
        for b in kept[n + 1 :]
        if _apart(a, b)
        and _account(a) != _account(b)
        and all(_apart(x, y) for x in of_account[_account(a)] for y in of_account[_account(b)])
    )


_NOT_SO_YET = ("conditional", "future")


def _account(one: Amount) -> tuple[str, ...]:
    """Who gives a figure, of what kind and in what currency."""
    return (one.cited.source_id, *one.cited.teller, one.facet, one.quantity.unit)


def _apart(a: Amount, b: Amount) -> bool:
    return (
        a.facet == b.facet
        and a.quantity.unit == b.quantity.unit
        and compare_quantities(_bare(a), _bare(b)) == "disjoint"
    )


def _bare(amount: Amount) -> Quantity:
    return replace(amount.quantity, facet=None)  # the ledger's own facet has decided that they compare

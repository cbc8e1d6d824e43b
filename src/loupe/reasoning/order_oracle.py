"""A second opinion on orders by an outside solver, where one is installed: Z3, never believed unchecked."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from loupe.reasoning.network.bounds import ORIGIN, Bound
from loupe.reasoning.orders import Choice, OrderOracle

__all__ = ["Z3Orders", "installed_oracle"]

_MOST_RESOURCES = 50_000_000  # Z3's own count of what it did: a limit that no clock has a part in


class Z3Orders:
    """Choices as integer difference logic with one assumption per statement (L. de Moura and N. Bjørner, TACAS 2008).

    Z3's cores are irreducible only when asked for (``smt.core.minimize``) and are shrunk again by whoever asks here.
    """

    def __init__(self, most_resources: int = _MOST_RESOURCES) -> None:
        self._z3: Any = import_module("z3")
        self._most_resources = most_resources

    def solve(self, bounds: Sequence[Bound], choices: Sequence[Choice]) -> Sequence[bool] | frozenset[str] | None:
        """See ``OrderOracle``; None when the limit came first."""
        z3 = self._z3
        context = z3.Context()
        solver = z3.SolverFor("QF_IDL", ctx=context)
        solver.set("rlimit", self._most_resources)
        solver.set("core.minimize", True)
        everything = [*bounds, *(bound for choice in choices for bound in (choice.first, choice.second))]
        names = sorted({ORIGIN, *(b.before for b in everything), *(b.after for b in everything)})
        moment = {name: z3.Int(f"m{at}", context) for at, name in enumerate(names)}
        labels = sorted({label for bound in everything for label in bound.labels})
        true = {label: z3.Bool(f"s{at}", context) for at, label in enumerate(labels)}
        named = {f"s{at}": label for at, label in enumerate(labels)}

        def holds(bound: Bound) -> Any:
            return moment[bound.after] - moment[bound.before] <= bound.seconds

        def given(labels: Sequence[str], fact: Any) -> Any:
            return z3.Or([z3.Not(true[label]) for label in labels] + [fact]) if labels else fact

        solver.add([given(bound.labels, holds(bound)) for bound in bounds])
        solver.add([given(c.labels, z3.Or(holds(c.first), holds(c.second))) for c in choices])
        answer = solver.check(*(true[label] for label in labels))
        if answer == z3.unsat:
            return frozenset(named[str(assumed)] for assumed in solver.unsat_core())
        if answer != z3.sat:
            return None
        model = solver.model()
        return [bool(z3.is_true(model.eval(holds(choice.first), model_completion=True))) for choice in choices]


def installed_oracle() -> OrderOracle | None:
    """Z3 when it is installed (``pip install z3-solver``), else None: Loupe's own search does without."""
    return Z3Orders() if find_spec("z3") is not None else None

"""Numbers and amounts on two foreign test sets, beside quantulum3 in the same run.

``recognizers-text-specs``: the English specifications of Microsoft's Recognizers-Text (Number, NumberWithUnit).
``quantulum3-tests``: quantulum3's own tests. Each set is cut in two by the SHA-256 of the input sentence: one half was
read while the grammar was written, the other was only scored.

Units are compared by what they are, not by how they are spelled, for the gold, for Loupe and for the peer alike: two
names are one unit when pint gives them one dimension and one size ("cubic decimetre", "litre"), and two currencies when
they have one ISO 4217 code ("yen", "Japanese yen").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from language_tasks.quantity_readers import (
    loupe_all,
    loupe_numbers,
    loupe_ordinals,
    loupe_ranges,
    loupe_shares,
    loupe_units,
    quantulum_reader,
)
from language_tasks.quantity_sets import Amount, Case, is_read_half, quantulum_cases, recognizers_cases
from language_tasks.quantity_units import is_same_unit, unit_name
from language_tasks.rows import Row, bootstrap

__all__ = ["rows"]

_Counts = tuple[int, int, int]


def _count(case: Case, found: Sequence[Amount], match: Callable[[Amount, Amount], bool]) -> _Counts:
    """Right, found and wanted: each found amount answers one wanted one."""
    left = list(case.gold)
    right = 0
    for amount in found:
        hit = next((g for g in left if match(amount, g)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(found), len(case.gold)


def _overlap(a: Amount, g: Amount) -> bool:
    return a.start < g.end and g.start < a.end


def _exact(a: Amount, g: Amount) -> bool:
    return (a.start, a.end) == (g.start, g.end)


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return a == b or abs(a - b) <= 1e-4 * max(abs(a), abs(b))


def _value(a: Amount, g: Amount) -> bool:
    return _overlap(a, g) and _near(a.value, g.value)


def _value_unit(a: Amount, g: Amount) -> bool:
    alone = a.unit if " per " in g.unit else a.unit.split(" per ")[0]  # one set reads no rates: "500 barrels a day"
    return _value(a, g) and (is_same_unit(a.unit, g.unit) or alone == g.unit)


def _bounds(a: Amount, g: Amount) -> bool:
    if not _overlap(a, g) or g.low is None or g.high is None:
        return False
    low = 0.0 if g.low == float("-inf") else g.low
    return _near(a.low, low) and _near(a.high, g.high)


def f1(counts: Sequence[object]) -> float:
    """Micro F1 of (right, found, wanted) triples."""
    right = sum(c[0] for c in counts)  # type: ignore[index]
    both = sum(c[1] + c[2] for c in counts)  # type: ignore[index]
    return 2 * right / both if both else 1.0


_METRICS: dict[str, Callable[[Amount, Amount], bool]] = {
    "span F1, overlapping": _overlap, "span F1, exact": _exact, "value F1": _value, "value and unit F1": _value_unit,
    "bounds F1": _bounds,
}  # fmt: skip
_SETS: tuple[tuple[str, Callable[[str], list[Amount]], tuple[str, ...], bool], ...] = (
    ("Number/English/NumberModel", loupe_numbers, ("span F1, overlapping", "span F1, exact", "value F1"), False),
    ("Number/English/NumberRangeModel", loupe_ranges, ("span F1, overlapping", "bounds F1"), True),
    ("Number/English/OrdinalModel", loupe_ordinals, ("span F1, overlapping", "value F1"), True),
    ("Number/English/PercentModel", loupe_shares, ("span F1, overlapping", "value F1"), False),
    ("NumberWithUnit/English/AgeModel", loupe_units, ("span F1, overlapping", "value and unit F1"), False),
    ("NumberWithUnit/English/CurrencyModel", loupe_units, ("span F1, overlapping", "span F1, exact",
    "value and unit F1"), False),
    ("NumberWithUnit/English/DimensionModel", loupe_units, ("span F1, overlapping", "span F1, exact",
    "value and unit F1"), False),
    ("NumberWithUnit/English/TemperatureModel", loupe_units, ("span F1, overlapping", "value and unit F1"), False),
)  # fmt: skip


def _only(model: str, found: list[Amount]) -> list[Amount]:
    """Of all that was found, what the model under test speaks of: an age model wants no dollars."""
    if "Number/" in model:
        return found
    times = ("year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "night", "fortnight")
    money = lambda a: a.unit.split(" per ")[0] in _MONEY  # noqa: E731
    heat = lambda a: a.unit.startswith("degree") or a.unit == "kelvin"  # noqa: E731
    wanted: Callable[[Amount], bool] = {
        "Age": lambda a: a.unit in times,
        "Currency": money,
        "Temperature": heat,
        "Dimension": lambda a: not money(a) and not heat(a) and a.unit not in (*times, "percentage", "dimensionless"),
    }[model.rsplit("/", 1)[1].removesuffix("Model")]
    return [a for a in found if wanted(a)]


def _money_names() -> frozenset[str]:
    from loupe.language.quantities.currencies import CODES

    return frozenset(unit_name(name) for name in CODES.values()) | {
        "dollar",
        "pound",
        "euro",
        "cent",
        "penny",
        "franc",
        "rupee",
    }


_MONEY = _money_names()


_Reader = Callable[[str], list[Amount]]
_Part = tuple[str, Sequence[Case], _Reader]
"""A set by its name, its sentences, and what Loupe reads of one."""


def _counts(parts: Sequence[_Part], reader: _Reader | None, metric: str) -> list[_Counts]:
    """The counts of every sentence of some sets; ``reader`` is a peer, None for Loupe's own."""
    return [
        _count(case, _only(name, (reader or loupe)(case.text)), _METRICS[metric])
        for name, cases, loupe in parts
        for case in cases
    ]


def _score(name: str, parts: Sequence[_Part], peers: dict[str, _Reader], metrics: Sequence[str]) -> list[Row]:
    """One row a metric over all the parts, with the better of the peers in the same run."""
    result = []
    for metric in metrics:
        counts = _counts(parts, None, metric)
        scored = sorted(((f1(_counts(parts, read, metric)), peer) for peer, read in peers.items()), reverse=True)
        others = "; ".join(f"{peer} {value:.3f}" for value, peer in scored[1:])
        result.append(
            Row(
                "quantities",
                name,
                metric,
                f1(counts),
                sum(c[2] for c in counts),
                bootstrap(counts, f1),
                scored[0][0] if scored else None,
                scored[0][1] if scored else "",
                note=f"{len(counts)} sentences"
                + ("; units by dimension and size, for all readers" if "unit" in metric else "")
                + (f"; {others}" if others else ""),
            )
        )
    return result


def _of_half(cases: Sequence[Case], half: str) -> list[Case]:
    return [c for c in cases if is_read_half(c.text) == (half == "half that was read")]


def _peers() -> dict[str, Callable[[str], list[Amount]]]:
    found = {}
    for name, classifier in (("quantulum3 as installed", True), ("quantulum3 without its classifier", False)):
        read = quantulum_reader(classifier)
        if read is not None:
            found[name] = read
    return found


def rows(bench: Path, *, halves: Sequence[str] = ("half that was read", "half that was only scored")) -> list[Row]:
    """All figures; nothing, with a sentence, where a set is missing."""
    peers = _peers()
    if not peers:
        print("quantulum3 is not installed: the figures stand without a peer")
    result: list[Row] = []
    for half in halves:
        groups: dict[str, list[_Part]] = {}
        for name, loupe, metrics, keep_all in _SETS:
            path = bench / "recognizers-text-specs" / f"{name}.json"
            cases = _of_half(recognizers_cases(path, keep_all), half) if path.exists() else []
            if not cases:
                continue
            part = (name, cases, loupe)
            unread = "Ordinal" in name or "Range" in name  # quantulum3 reads neither
            result.extend(_score(f"{name} ({half})", [part], {} if unread else peers, metrics))
            if not unread:
                groups.setdefault(name.split("/")[0], []).append(part)
        for name in ("quantities", "quantities.ambiguity"):
            path = bench / "quantulum3-tests" / f"{name}.json"
            if path.exists():
                groups.setdefault("quantulum3-tests", []).append(
                    (f"Number/{name}", _of_half(quantulum_cases(path), half), loupe_all)
                )
        for group, parts in groups.items():
            metric = "value F1" if group == "Number" else "value and unit F1"
            result.extend(_score(f"{group}, all ({half})", parts, peers, ("span F1, overlapping", metric)))
    if not result:
        print(f"no test set of numbers under {bench}: left out")
    return result

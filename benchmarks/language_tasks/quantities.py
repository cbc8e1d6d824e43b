"""Numbers and amounts on two foreign test sets, beside quantulum3 in the same run.

``recognizers-text-specs``: the English specifications of Microsoft's Recognizers-Text (Number, NumberWithUnit).
``quantulum3-tests``: quantulum3's own tests. Each set is cut in two by the SHA-256 of the input sentence: one half was
read while the grammar was written, the other was only scored.

Units are compared by what they are, not by how they are spelled, for the gold, for Loupe and for the peer alike: two
names are one unit when pint gives them one dimension and one size ("cubic decimetre", "litre"), and two currencies when
they have one ISO 4217 code ("yen", "Japanese yen").
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from language_tasks.rows import Row, bootstrap
from loupe.language import find_times
from loupe.language.quantities import find_measures, find_numbers, find_ordinals, find_quantities
from loupe.model.quantities import Quantity

__all__ = ["rows"]


@dataclass(frozen=True, slots=True)
class Amount:
    """What is compared: a span, the value in the unit that was spoken, and the unit by a common name."""

    start: int
    end: int
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of a test set with the amounts it should give."""

    text: str
    gold: tuple[Amount, ...]


def is_read_half(text: str) -> bool:
    """Whether a sentence belongs to the half that was read while the grammar was written."""
    return hashlib.sha256(text.encode("utf-8")).digest()[0] % 2 == 0


# --- names of units -------------------------------------------------------------------------------------------------

_SAME = {
    "meter": "metre", "liter": "litre", "gramme": "gram", "pound": "pound", "pound sterling": "pound", "gbp": "pound",
    "cubic centimetre": "millilitre",
    "degree angle": "degree",
    "light-year": "light year",
    "ångström": "angstrom",
    "pound per square inch": "pound-force per square inch",
    "revolutions per minute": "revolution per minute",
    "ampere-hour": "ampere hour",
    "milliampere-hour": "milliampere hour",
    "cubic decimetre": "litre",
    "cubic millimetre": "microlitre",
    "decilitre": "decilitre", "usd": "dollar", "us dollar": "dollar", "united states dollar": "dollar", "eur": "euro",
    "pence": "penny", "c": "degree celsius", "f": "degree fahrenheit", "k": "kelvin", "tonne": "ton",
    "metric ton": "ton", "kilo": "kilogram", "%": "percentage", "percent": "percentage", "part": "dimensionless",
    "": "dimensionless", "mile per hour": "mile per hour", "ans": "year", "pound-force": "pound-force",
    "square dozen": "gross", "minute of arc": "arcminute",
    # quantulum3's documented names of units, where they are not ours
    "second of arc": "arcsecond", "quantum bit": "qubit", "mibibyte": "mebibyte", "rad": "rads", "gal": "galileo",
    "ampere-turn": "ampere turn", "board-foot": "board foot", "horsepower-hour": "horsepower hour",
    "kilo base pair": "kilobase pair", "mega base pair": "megabase pair", "giga base pair": "gigabase pair",
    "standard cubic feet per minute": "standard cubic foot per minute", "pound per hour": "pound-mass per hour",
}  # fmt: skip
_CODES = {"USD": "dollar", "GBP": "pound", "EUR": "euro"}


def _unit(name: str) -> str:
    """A unit's name in one spelling for all three sources."""
    low = name.lower().strip()
    for ending, right in (("meter", "metre"), ("liter", "litre")):
        low = " ".join(w[: -len(ending)] + right if w.endswith(ending) else w for w in low.split())
    low = low.replace("metric ton", "ton").replace("tonne", "ton").replace(" of sterling", "")
    low = low.replace("degree angle", "degree")
    return _SAME.get(low, low.replace("cubic centimetre", "millilitre"))


def _currency(code: str) -> str:
    from loupe.language.quantities.currencies import currency_name

    return _unit(currency_name(code)) if code not in _CODES else _CODES[code]


_KINDS = frozenset("becquerel gray sievert baud rem newton torque candela lumen hertz".split())
"""Units that share dimension and size with others and yet measure another thing."""


def _alike(a: str, b: str) -> bool:
    """Whether two names are of one unit: one spelling, one currency, or one dimension and size."""
    if a == b:
        return True
    code = _code(a)
    if code is not None or _code(b) is not None:
        return code == _code(b)
    above, below = a.split(" per "), b.split(" per ")
    if len(above) == len(below) > 1 and all(_alike(x, y) for x, y in zip(above, below, strict=True)):
        return True
    kinds = [{kind for kind in _KINDS if kind in name} for name in (a, b)]
    if kinds[0] != kinds[1]:
        return False
    size = _size(a)
    return size is not None and size == _size(b)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from loupe.language.quantities.currencies import CODES, NAMES, NATIONS

    named = {fold: code for fold, code in (*NAMES.items(), *NATIONS.items()) if code.isupper()}
    return named | {name.lower(): code for code, name in CODES.items()} | {code.lower(): code for code in CODES}


def _code(name: str) -> str | None:
    """The ISO 4217 code of a currency's name; "pound" is money here, a weight is a "pound-mass"."""
    return _codes().get(name.replace("united states dollar", "us dollar"))


@lru_cache(maxsize=1)
def _registry() -> Any:
    try:
        import pint
    except ImportError:
        print("pint is not installed: units are compared by their names only")
        return None
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def _size(name: str) -> str | None:
    """The dimension and size of a unit by its English name, as pint has them; None where it has none."""
    registry = _registry()
    if registry is None:
        return None
    if " per " in name:  # a degree that something is taken by is a difference of temperature
        name = name.replace("degree celsius", "kelvin")
    above, _, below = name.replace("inverse ", " per ").partition(" per ")
    try:
        whole = _product(registry, above)
        for each in below.split(" per ") if below else []:
            whole = whole / _product(registry, each)
    except Exception:  # a name that pint does not know
        return None
    whole = whole.to_root_units()
    return None if whole.dimensionless else f"{whole.dimensionality} {whole.magnitude:.4g}"


def _product(registry: Any, name: str) -> Any:
    """A product of units by its words: "square metre kelvin", "pound-force foot"."""
    whole = registry.Quantity(1)
    named = re.sub(r"(pound|ounce|kilogram|gram)-force", r"force_\1", name.replace("pound-mass", "pound"))
    words = named.replace("metre of water", "metre_H2O").replace("-", " ").split()
    i = 0
    while i < len(words):
        power = {"square": 2, "cubic": 3, "quartic": 4}.get(words[i], 1)
        i += power > 1
        for length in range(min(4, len(words) - i), 0, -1):
            said = words[i : i + length]
            forms = ["_".join(said), "_".join(reversed(said))]
            form = next((f for f in forms if len(f) > 2 and f in registry), None)
            if form is not None:
                break
        else:
            raise KeyError(name)
        i += length
        if i < len(words) and words[i] in ("squared", "cubed"):
            power, i = {"squared": 2, "cubed": 3}[words[i]], i + 1
        whole = whole * registry.Quantity(1, registry.parse_units(form)) ** power
    return whole


# --- Loupe ----------------------------------------------------------------------------------------------------------


def _loupe_amount(q: Quantity) -> Amount:
    low, high = q.spoken if q.spoken is not None else (q.low, q.high)
    name, per, thing = q.measure.partition(" per ") if "/" in q.unit else (q.measure, "", "")
    money = q.dimension in ("money", "rate") and len(name) == 3 and name.isupper()
    unit = (_currency(name) if money else _unit(name)) + per + thing
    if q.measure == "part":
        unit = "dimensionless"
    return Amount(q.start, q.end, (low + high) / 2, unit, q.low, q.high)


def loupe_units(text: str) -> list[Amount]:
    """Amounts with a unit."""
    named = ("count", "ordinal", "ratio")
    return [_loupe_amount(q) for q in find_quantities(text) if q.dimension not in named and q.measure != "part"]


def loupe_all(text: str) -> list[Amount]:
    """Amounts one by one ("two years and a month" is two), and every other number but times of day and a lone "one"."""
    found = [q for q in find_measures(text) if q.dimension not in ("ordinal", "ratio") and not q.is_total]
    spans = [(q.start, q.end) for q in found] + [(t.start_at, t.end_at) for t in find_times(text) if t.frame == "daily"]
    rest = [n for n in find_numbers(text) if all(n.end <= start or n.start >= end for start, end in spans)]
    rest = [n for n in rest if n.text.lower() != "one"]
    return [_loupe_amount(q) for q in sorted((*found, *rest), key=lambda q: q.start)]


def loupe_numbers(text: str) -> list[Amount]:
    return [Amount(n.start, n.end, (n.low + n.high) / 2, "dimensionless") for n in find_numbers(text)]


def loupe_ordinals(text: str) -> list[Amount]:
    return [Amount(n.start, n.end, n.low, "dimensionless") for n in find_ordinals(text)]


def loupe_shares(text: str) -> list[Amount]:
    return [a for a in loupe_units(text) if a.unit == "percentage"]


def loupe_ranges(text: str) -> list[Amount]:
    return [_loupe_amount(q) for q in find_quantities(text) if q.kind in ("range", "at least", "at most")]


# --- quantulum3 -----------------------------------------------------------------------------------------------------


def _quantulum(classifier: bool) -> Callable[[str], list[Amount]] | None:
    """quantulum3's parser as a function, with its own disambiguation or without; None when it cannot run."""
    try:
        from quantulum3 import parser  # type: ignore[import-untyped]
    except ImportError:
        return None
    logging.getLogger("quantulum3").setLevel(logging.CRITICAL)

    def read(text: str) -> list[Amount]:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            try:
                found = parser.parse(text, classifier_path=None) if classifier else _without(parser, text)
            except Exception:  # its faults count as an empty answer
                return []
        return [
            _plain_dozen(Amount(q.span[0], q.span[1], float(q.value), _unit(q.unit.name.replace(" of sterling", ""))))
            for q in found
        ]

    return read


def _without(parser: Any, text: str) -> Any:
    from quantulum3 import classifier as c  # type: ignore[import-untyped]

    used, c.USE_CLF = c.USE_CLF, False
    try:
        return parser.parse(text)
    finally:
        c.USE_CLF = used


# --- the sets -------------------------------------------------------------------------------------------------------


def _recognizers(path: Path, keep_all: bool) -> list[Case]:
    cases = []
    for item in json.loads(path.read_text("utf-8-sig")):
        ruled_out = item.get("NotSupported", "") + item.get("NotSupportedByDesign", "")
        if "python" in ruled_out and not keep_all:
            continue
        gold = tuple(_gold(item["Input"], r) for r in item["Results"])
        if "Dimension" in path.name:
            gold = tuple(replace(g, unit="pound-mass") if g.unit == "pound" else g for g in gold)
        if "Ordinal" in path.name:  # "next", "last": no numbers
            gold = tuple(g for g in gold if g.value is not None)
        cases.append(Case(item["Input"], gold))
    return cases


def _gold(text: str, result: dict[str, Any]) -> Amount:
    said = result["Text"]
    start = result.get("Start")
    if start is None or text[start : start + len(said)].lower() != said.lower():
        start = max(text.lower().find(said.lower()), 0)
    resolution = result.get("Resolution") or {}
    raw = str(resolution.get("value") or "").rstrip("%").replace(",", "")
    low, high = _interval(str(resolution.get("value") or ""))
    try:
        value: float | None = float(raw)
    except ValueError:
        value = None
    unit = str(resolution.get("unit") or resolution.get("isoCurrency") or "dimensionless")
    return Amount(start, start + len(said), value, _unit(unit), low, high)


def _interval(written: str) -> tuple[float | None, float | None]:
    """ "[3,9)" as its two bounds; an open one is infinite."""
    if written[:1] not in "[(" or written[-1:] not in "])":
        return None, None
    low, _, high = written[1:-1].partition(",")
    return (float(low) if low else float("-inf")), (float(high) if high else float("inf"))


_DOZENS = {"dozen": 12, "baker's dozen": 13, "gross": 144}


def _plain_dozen(a: Amount) -> Amount:
    """A dozen as twelve, for all that are compared."""
    return replace(a, value=a.value * _DOZENS[a.unit], unit="dimensionless") if a.unit in _DOZENS and a.value else a


def _quantulum_cases(path: Path) -> list[Case]:
    cases = []
    for item in json.loads(path.read_text("utf-8")):
        text, gold, at = item["req"], [], 0
        for wanted in item["res"]:
            found = text.find(wanted["surface"], at)
            start = found if found >= 0 else max(text.find(wanted["surface"]), 0)
            at = start + len(wanted["surface"])
            gold.append(_plain_dozen(Amount(start, at, float(wanted["value"]), _unit(wanted["unit"]))))
        cases.append(Case(text, tuple(gold)))
    return cases


# --- scores ---------------------------------------------------------------------------------------------------------

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
    return _value(a, g) and (_alike(a.unit, g.unit) or alone == g.unit)


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

    return frozenset(_unit(name) for name in CODES.values()) | {
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
        read = _quantulum(classifier)
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
            cases = _of_half(_recognizers(path, keep_all), half) if path.exists() else []
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
                    (f"Number/{name}", _of_half(_quantulum_cases(path), half), loupe_all)
                )
        for group, parts in groups.items():
            metric = "value F1" if group == "Number" else "value and unit F1"
            result.extend(_score(f"{group}, all ({half})", parts, peers, ("span F1, overlapping", metric)))
    if not result:
        print(f"no test set of numbers under {bench}: left out")
    return result


def words_per_second(text: str, rounds: int = 5) -> float:
    """How many words of a text are read in a second, sentence by sentence, at the best of ``rounds``."""
    sentences = [s for s in text.replace("\n", " ").split(". ") if s]
    count, best = len(text.split()), float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        for sentence in sentences:
            find_quantities(sentence)
        best = min(best, time.perf_counter() - begun)
    return count / best

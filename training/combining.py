"""Learns the weights of ``loupe/checking/weights.py``, and writes them there with the record of what they are worth.

    PYTHONPATH=src:benchmarks python training/combining.py FOLDER-OF-THE-BENCHMARK-DATA --model FOLDER

Learnt is only on the half of the trainable sets that the model was not trained on: fool-me-twice, fever-symmetric,
WiCE, and the sentences that fool-me-twice's search found beside the evidence, which decide nothing.

*Which side* is a logit over the model's log-odds of the two sides and some signs of the comparison, with a Gaussian
prior around the model as it is. Learnt on the sets that tell the two sides apart, each weighing the same; what the
prior is worth, and which signs, was chosen by learning on one of them and asking the other.

*How sure* is a multinomial logit over the model's log-odds and all signs; the three answers weigh the same. The figures
are five-fold, what belongs together on one side. A threshold is the least sureness from which on 85 % of what is said
is right, in each of the sets that tell and in all of them together; what is not right so often in all of them together
is never said (1.0). Needs scikit-learn, which Loupe itself does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evidence import look_at_all
from evidence_sets import SETS, Label, beside_the_evidence, may_be_learnt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from loupe.checking.combining import opinion_signs
from loupe.checking.models import StanceModel, open_model

SIDE_SIGNS = ("value agrees", "value conflicts", "value missing", "negated apart")
SIDE_PRIOR = 0.01
ANSWERS: tuple[Label, ...] = ("supports", "contradicts", "related")
WANTED = 0.85
OUT = Path(__file__).parents[1] / "src" / "loupe" / "checking" / "weights.py"
MODULE = '''"""The weights of ``combining``, as ``training/combining.py`` wrote them.

The record of that run:

{record}
"""

from __future__ import annotations

__all__ = ["CONTRADICTS", "SIDE", "SUPPORTS", "WEIGHTS"]

SIDE: dict[str, float] = {{
{side}}}
"""What the model's log-odds of the two sides and each sign pull towards *supports* against *contradicts*."""

SUPPORTS = {supports}
CONTRADICTS = {contradicts}
"""How sure a stance must be to be said: the largest threshold of those above; with 1 a model alone never says it."""

WEIGHTS: dict[str, tuple[float, float]] = {{
{weights}}}
"""What each sign pulls towards *supports* and towards *contradicts*, against neither."""
'''


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as the combination sees it: the signs, the right answer, the set and the key it belongs to."""

    signs: dict[str, float]
    answer: Label
    set: str
    key: str


def examples(bench: Path, model: StanceModel) -> Iterator[Example]:
    """The pairs to learn from: those that the comparison did not decide by values."""
    pools = {s.name: list(s.read(bench / s.path)) for s in SETS if s.trainable}
    pools["beside the evidence"] = list(beside_the_evidence(bench))
    for name, items in pools.items():
        kept = [item for item in items if not may_be_learnt(item)]
        looks = look_at_all(tuple(kept))
        pairs = list(dict.fromkeys(look.pair for found in looks for look in found if look.pair))
        opinions = dict(zip(pairs, model.read(pairs), strict=True))
        for item, found in zip(kept, looks, strict=True):
            for look in found:
                opinion = opinions.get(look.pair) if look.pair else None
                if opinion is not None and look.signs is not None:
                    yield Example({"": 1.0, **opinion_signs(opinion), **look.signs}, item.label, name, item.key)


def table(found: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    """The signs as a table of numbers, a row for each example."""
    return np.array([[e.signs[name] for name in names] for e in found])


def sides(found: Sequence[Example]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The examples that take a side: the model's log-odds of the two with the signs, which side, and what each weighs.

    Each set weighs the same, and in a set each side.
    """
    told = [e for e in found if e.answer != "related" and e.set in _TWO_SIDED]
    rows = [[e.signs["model supports"] - e.signs["model contradicts"], *(e.signs[s] for s in SIDE_SIGNS)] for e in told]
    counted = Counter((e.set, e.answer) for e in told)
    weights = np.array([1 / counted[e.set, e.answer] for e in told])
    return np.array(rows), np.array([e.answer == "supports" for e in told]), weights / weights.sum()


_TWO_SIDED = ("fool-me-twice", "fever-symmetric")


def learn_side(found: Sequence[Example]) -> np.ndarray:
    """The pull of the model and of each sign; with a prior without end it would be the model as it is."""
    rows, for_it, weights = sides(found)
    middle = _ALONE

    def cost(pulls: np.ndarray) -> tuple[float, np.ndarray]:
        away = np.where(for_it, -1.0, 1.0) * (rows @ pulls)
        loss = float(weights @ np.logaddexp(0, away) + SIDE_PRIOR * ((pulls - middle) ** 2).sum())
        slope = rows.T @ (weights * (1 / (1 + np.exp(-rows @ pulls)) - for_it))
        return loss, slope + 2 * SIDE_PRIOR * (pulls - middle)

    return np.asarray(minimize(cost, middle, jac=True, method="L-BFGS-B").x)


def side_lines(found: Sequence[Example]) -> Iterator[str]:
    """What the side is worth on a set that nothing was learnt of, beside the model alone."""
    for name in _TWO_SIDED:
        rows, for_it, _ = sides([e for e in found if e.set == name])
        other = learn_side([e for e in found if e.set != name])
        alone, both = (float(((rows @ pulls > 0) == for_it).mean()) for pulls in (_ALONE, other))
        yield f"Which side, {name}, learnt on the other set: {both:.3f} right; the model alone: {alone:.3f}."


_ALONE = np.array([1.0, *(0.0 for _ in SIDE_SIGNS)])


def learn(found: Sequence[Example], names: Sequence[str], prior: float) -> np.ndarray:
    """Weights of the signs towards *supports* and *contradicts*, against *related*; shape (signs, 2)."""
    answers = np.array([ANSWERS.index(e.answer) for e in found])
    shares = np.bincount(answers, minlength=3) / len(answers)
    model = LogisticRegression(C=1 / prior, max_iter=2000, fit_intercept=False)
    model.fit(table(found, names), answers, sample_weight=(1 / 3) / shares[answers])
    return np.asarray((model.coef_[:2] - model.coef_[2]).T)


def likelihoods(found: Sequence[Example], names: Sequence[str], weights: np.ndarray) -> np.ndarray:
    """How likely each example supports and contradicts, shape (examples, 2)."""
    powers = np.exp(table(found, names) @ weights)
    return np.asarray(powers / (1 + powers.sum(axis=1, keepdims=True)))


def folds(found: Sequence[Example], names: Sequence[str], prior: float) -> np.ndarray:
    """Likelihoods of each example by weights that were learnt without it."""
    told = np.zeros((len(found), 2))
    for train, test in GroupKFold(5).split(found, groups=[e.set[:4] + e.key for e in found]):
        weights = learn([found[i] for i in train], names, prior)
        told[test] = likelihoods([found[i] for i in test], names, weights)
    return told


def least_threshold(sure: np.ndarray, right: np.ndarray) -> tuple[float, int]:
    """The least likelihood from which on 85 % are right, and how many that leaves."""
    order = np.argsort(-sure, kind="stable")
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = [i for i in range(len(order)) if i >= 19 and precise[i] >= WANTED]
    return (round(float(sure[order[good[-1]]]), 3), good[-1] + 1) if good else (1.0, 0)


def thresholds(found: Sequence[Example], told: np.ndarray) -> tuple[list[float], list[str]]:
    """The thresholds of *supports* and *contradicts*, and a line for each set and side: what it takes to be right."""
    answers = np.array([ANSWERS.index(e.answer) for e in found])
    sets = np.array([e.set for e in found])
    least, lines = [], []
    for side, name in enumerate(ANSWERS[:2]):
        sure = np.where(told[:, side] >= told[:, 1 - side], told[:, side], 0.0)
        needed = []
        for pool in ("all", *dict.fromkeys(sets)):
            where = np.ones(len(sets), bool) if pool == "all" else sets == pool
            gold = int((answers[where] == side).sum())
            if gold:
                wanted, count = least_threshold(sure[where], answers[where] == side)
                lines.append(f"{name}, {pool}: from {wanted:.3f} on, {count} said of {gold}")
                needed += [wanted] if count else []
        told_at_all = least_threshold(sure, answers == side)[1]
        least.append(max(needed) if told_at_all else 1.0)
    return least, lines


def main() -> None:
    """Learn, print what it is worth, and write the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--prior", type=float, default=1.0)
    parser.add_argument("--print-only", action="store_true", help="leave the module as it is")
    given = parser.parse_args()
    model = open_model(given.model)
    found = list(examples(given.bench, model))
    names = list(found[0].signs)
    lines = [f"{len(found)} pairs, read by {model.name}."]
    for title, chosen in (("The model alone", ["", "model supports", "model contradicts"]), ("With the signs", names)):
        told = folds(found, chosen, given.prior)
        least, needed = thresholds(found, told)
        lines.append(f"{title}: log loss {log_loss(found, told):.3f} in five folds. {WANTED:.0%} are right for")
        lines += [f"  {line};" for line in needed]
    lines += side_lines(found)
    side = dict(zip(("model", *SIDE_SIGNS), learn_side(found), strict=True))
    weights = learn(found, names, given.prior)
    rounded = {n: (round(float(a), 2), round(float(b), 2)) for n, (a, b) in zip(names, weights, strict=True)}
    module = MODULE.format(
        record="\n".join(lines),
        side="".join(f'    "{name}": {pull:.2f},\n' for name, pull in side.items()),
        supports=min(round(least[0] + 0.0005, 3), 1.0),
        contradicts=min(round(least[1] + 0.0005, 3), 1.0),
        weights="".join(f'    "{name}": {pull},\n' for name, pull in rounded.items()),
    )
    sys.stdout.write(module)
    if not given.print_only:
        OUT.write_text(module, "utf-8")


def log_loss(found: Sequence[Example], told: np.ndarray) -> float:
    """The mean of minus the log of how likely the right answers were."""
    answers = np.array([ANSWERS.index(e.answer) for e in found])
    full = np.column_stack([told, 1 - told.sum(axis=1)])
    return float(-np.log(np.maximum(full[np.arange(len(full)), answers], 1e-9)).mean())


if __name__ == "__main__":
    main()

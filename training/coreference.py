"""Learns the weights of ``loupe/language/coreference/weights.py`` from the build half of LitBank, and prints them.

    PYTHONPATH=src:benchmarks python training/coreference.py FOLDER-OF-LITBANK/coref_brat

Three tables of signs by family of pronouns: a conditional logit over a pronoun's candidates and "none of them", with a
Gaussian prior; the resolver is run with the last weights to make the examples of the next round. For "it" LitBank
marks only places and the like: where "it" is not marked, it means none of the marked. A fourth table, of how sure a
name is, is a logistic regression on the answers. Two-fold figures over documents choose what is sure enough; the other
half of the documents is not read. Needs numpy, scipy and scikit-learn, which Loupe itself does not.
"""

from __future__ import annotations

import pprint
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from language_tasks.chains_by_hand import Novel, novels
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from loupe.language.coreference.ranking import Candidate, family
from loupe.language.coreference.resolving import Reading, read_chains
from loupe.language.coreference.weights import WEIGHTS
from loupe.language.parsing import find_parser

Weights = dict[str, Mapping[str, float]]
ROUNDS = 3
PRIOR = {"he": 2.0, "they": 2.0, "it": 4.0}


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun's candidates by their signs, which of them are right, and whether "none of them" is right."""

    signs: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    none: bool


def examples(novel: Novel, reading: Reading, kind: str) -> Iterator[Example]:
    """What one document teaches about one family of pronouns."""
    for index, ranked in reading.ranked.items():
        spot = reading.spots[index]
        chain = novel.chains.get((spot.passage, spot.head))
        if family(spot) != kind or not ranked or (chain is None and kind != "it"):
            continue
        right = tuple(_right(novel, reading, c, chain) for c in ranked)
        yield Example(tuple(c.signs for c in ranked), right, chain is None or not any(right))


def _right(novel: Novel, reading: Reading, candidate: Candidate, chain: str | None) -> bool:
    last = reading.spots[candidate.last]
    return novel.chains.get((last.passage, last.head)) == chain


def learn(found: Sequence[Example], prior: float) -> dict[str, float]:
    """Weights that make the right candidates likeliest; what weighs next to nothing is left out."""
    names = sorted({s for e in found for signs in e.signs for s in signs})
    column = {s: i for i, s in enumerate(names)}
    rows = [[column[s] for s in signs] for e in found for signs in e.signs]
    of = np.array([i for i, e in enumerate(found) for _ in e.signs])
    right = np.array([r for e in found for r in e.right], float)
    none = np.array([e.none for e in found], float)
    ends = np.cumsum([0, *(len(r) for r in rows)])
    table = csr_matrix((np.ones(ends[-1]), [c for r in rows for c in r], ends), shape=(len(rows), len(names)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.exp(np.clip(table @ weights, -30, 30))
        whole = np.bincount(of, scores, minlength=len(found)) + 1
        good = np.bincount(of, scores * right, minlength=len(found)) + none
        slope = table.T @ (scores * right / good[of] - scores / whole[of])
        return -(np.log(good) - np.log(whole)).sum() + prior / 2 * weights @ weights, prior * weights - slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {n: round(float(w), 2) for n, w in zip(names, best.x, strict=True) if abs(w) >= 0.05}


def train(documents: Sequence[Novel]) -> Weights:
    """The three tables of the ranker."""
    weights: Weights = dict(WEIGHTS)
    for _ in range(ROUNDS):
        readings = [(n, read_chains(n.parses, weights=weights)) for n in documents]
        weights = {kind: learn([e for n, r in readings for e in examples(n, r, kind)], PRIOR[kind]) for kind in PRIOR}
    return weights


def answers(documents: Sequence[Novel], weights: Weights) -> Iterator[tuple[dict[str, float], bool]]:
    """The signs of how sure each "he" and "she" is named, and whether its name is right."""
    for novel in documents:
        reading = read_chains(novel.parses, weights=weights)
        for index in reading.ranked:
            spot = reading.spots[index]
            gold = novel.chains.get((spot.passage, spot.head))
            signs = reading.signs.get(index)
            if gold is None or not signs:
                continue
            number = reading.chains.of(index)
            assert number is not None
            chain = reading.chains[number]
            before = [i for i in chain.names if i < index] or [
                i for i in chain.spots if i < index and reading.spots[i].kind == "noun"
            ]
            if before:
                near = reading.spots[before[-1]]
                yield signs, novel.chains.get((near.passage, near.head)) == gold


def certainty(found: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """The weights of the signs of certainty."""
    names = list(found[0][0])
    model = LogisticRegression(C=1.0, max_iter=1000, fit_intercept=False)
    model.fit([[signs[n] for n in names] for signs, _ in found], [right for _, right in found])
    return {n: round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=True)}


def main(folder: Path) -> None:
    """Learn, and print the tables."""
    parser = find_parser()
    if parser is None:
        sys.exit("no parser is installed")
    documents = list(novels(folder, parser, build=True))
    halves = documents[::2], documents[1::2]
    # how sure a name is, is learnt on answers to documents that the ranker did not learn on
    found = [pair for a, b in (halves, halves[::-1]) for pair in answers(b, train(a))]
    sys.stdout.write(f"CERTAINTY = {pprint.pformat(certainty(found), width=110, compact=True, sort_dicts=False)}\n")
    sys.stdout.write(f"WEIGHTS = {pprint.pformat(train(documents), width=110, compact=True)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

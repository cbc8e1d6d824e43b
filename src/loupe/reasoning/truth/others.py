"""The methods of the literature that the weighing is held against: a plain vote, TruthFinder, CRH, AccuCopy.

Each takes a board and gives a score (values,) per value; the answer for an item is its value of the highest score.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from loupe.reasoning.truth.board import Board, Floats
from loupe.reasoning.truth.weighing import Weighing, weigh

__all__ = ["accu_copy", "crh", "truth_finder", "vote"]


def vote(board: Board) -> Floats:
    """How many sources give each value."""
    return board.votes


def truth_finder(board: Board, *, dampening: float = 0.3, implied: float = 0.5, rounds: int = 20) -> Floats:
    """TruthFinder (Yin, Han, Yu, "Truth Discovery with Multiple Conflicting Information Providers", TKDE 2008).

    A value is believed by the trust in those who give it, a source trusted by the mean belief in what it gives;
    ``dampening`` is gamma, ``implied`` rho: how much of a value's belief goes to a value that contains it. All sources
    begin at 0.9; the rounds end when the trust turns by less than 1e-6 of a cosine.
    """
    trust = np.full(len(board.sources), 0.9)
    score = board.votes
    for _ in range(rounds):
        certain = -np.log(1 - np.minimum(trust, 1 - 1e-9))
        score = board.by_value(certain[board.claim_source])
        score = score + implied * (board.with_narrower(score) - score)
        belief = 1 / (1 + np.exp(-dampening * score))
        before, trust = trust, board.by_source(belief[board.claim_value]) / board.per_source
        turned = 1 - before @ trust / (np.linalg.norm(before) * np.linalg.norm(trust))
        if turned < 1e-6:
            break
    return score


def crh(board: Board, *, rounds: int = 20) -> Floats:
    """CRH for categories (Li et al., "Resolving Conflicts in Heterogeneous Data by Truth Discovery", SIGMOD 2014).

    Weighted votes; a source weighs the negative logarithm of its share of all losses, where its loss is the share of
    its claims that the present truths refuse (with half a claim added, so that nobody is without loss).
    """
    weight = np.ones(len(board.sources))
    score, answers = board.votes, np.empty(0, np.int64)
    for _ in range(rounds):
        score = board.by_value(weight[board.claim_source])
        before, answers = answers, board.best(score)
        if len(before) and (before == answers).all():
            break
        right = np.zeros(len(board.values))
        right[answers] = 1
        loss = (board.by_source(1 - right[board.claim_value]) + 0.5) / (board.per_source + 1)
        weight = -np.log(loss / loss.sum())
    return score


def accu_copy(board: Board, settings: Weighing | None = None) -> Floats:
    """AccuCopy (Dong, Berti-Equille, Srivastava, VLDB 2009), begun from shares of votes.

    No prior of accuracy; every pair that shares a value is looked at, anew in each round. Their 100 false values.
    """
    s = settings or Weighing(false_values=100)
    s = replace(s, right=0.0, wrong=0.0, least_shared=0, by_counts=True)
    return weigh(board.flat(), settings=s).score

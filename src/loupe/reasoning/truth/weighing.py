"""What is so, as far as the sources tell: log-odds over independent sources, learned together with their accuracy.

After Accu and AccuCopy (Dong, Berti-Equille, Srivastava, VLDB 2009), with three changes for few sources. Copying may be
declared and then counts for certain. The accuracy of a source is drawn towards a prior (a Beta distribution), so that
one lucky claim makes nobody reliable. A value that contains another supports it (compare Jung et al., "Hierarchical
crowdsourcing / TDH", EDBT 2019): a source may be right and say less than the whole.

The start is the share of votes of each value, not the winner alone: started from winners, copied errors that lead are
taken for true, and the copiers for reliable. For the same reason copying is judged before anybody is believed, from
how few others say what two sources share, and not again in each round from what is believed by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from loupe.reasoning.truth.board import Board, Floats, Ints, pairs_within, sums
from loupe.reasoning.truth.copying import Links, dependence, dependence_by_counts, find_links

__all__ = ["Belief", "Support", "Weighing", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The settings of the weighing; none was fitted to a data set.

    ``false_values`` is how many wrong values are about as plausible for one item, ``copy_rate`` the share of its values
    that a copier takes over, ``copy_prior`` how likely two candidates are to copy before their values are seen.
    ``right`` and ``wrong`` are the prior of accuracy as counts (a Beta distribution), ``whole`` and ``part`` those of
    saying the whole or only a part of what is true. ``least_shared`` contested values make two sources candidates.
    ``learn`` is whether undeclared copying is looked for; ``looks`` is how often: from the second time on what was
    found before does not count as an other. ``by_counts`` judges copying as Dong et al. do, anew in each round.
    A source with fewer than ``least_claims`` claims on items that another speaks of keeps the accuracy of its prior.
    The rounds end when no accuracy moves by ``still`` any more.
    """

    false_values: int = 10
    copy_rate: float = 0.8
    copy_prior: float = 0.2
    right: float = 4.0
    wrong: float = 1.0
    whole: float = 4.0
    part: float = 1.0
    least_shared: int = 3
    learn: bool = True
    looks: int = 2
    by_counts: bool = False
    least_claims: int = 0
    rounds: int = 15
    still: float = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What the weighing gives.

    ``score`` (values,) is the log-odds for each value being the whole truth, ``share`` (values,) its probability,
    ``belief`` (values,) that of the value or a narrower one. ``origins`` (values,) is how many independent sources say
    the value or a narrower one. ``accuracy`` and ``part`` (sources,) lie in (0, 1). ``dependence`` (links,) is the
    probability of copying. ``support`` are the claims that speak for each value, ``independent`` (support,) what is
    left of each after copying, ``weight`` (support,) its log-odds. ``rounds`` tells how many were made.
    """

    board: Board
    links: Links
    support: Support
    score: Floats
    share: Floats
    belief: Floats
    origins: Floats
    accuracy: Floats
    part: Floats
    dependence: Floats
    independent: Floats
    weight: Floats
    rounds: int


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """Which sources speak for which values, sorted by value, then source; ``whole`` tells whether in just these words.

    ``one``, ``two`` are places in the support of one value whose sources ``link`` names as possibly dependent.
    """

    value: Ints
    source: Ints
    whole: Ints
    one: Ints
    two: Ints
    link: Ints

    @classmethod
    def of(cls, board: Board, links: Links, said: Ints, also: Ints) -> Support:
        """Every claim supports its own value; a claim of ``said[i]`` supports ``also[i]`` too."""
        starts = np.searchsorted(board.claim_value, np.arange(len(board.values) + 1))
        lengths = starts[said + 1] - starts[said]
        more = np.repeat(starts[said] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        value = np.concatenate([board.claim_value, np.repeat(also, lengths)])
        source = np.concatenate([board.claim_source, board.claim_source[more]])
        whole = np.concatenate([np.ones(len(board.claim_value), np.int64), np.zeros(len(more), np.int64)])
        order = np.lexsort((-whole, source, value))
        value, source, whole = value[order], source[order], whole[order]
        new = np.ones(len(value), bool)
        new[1:] = (value[1:] != value[:-1]) | (source[1:] != source[:-1])
        value, source, whole = value[new], source[new], whole[new]
        count, keys = len(board.sources), links.left * len(board.sources) + links.right
        one, two, link = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for i, j in pairs_within(value) if len(keys) else ():
            wanted = source[i] * count + source[j]
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            kept = keys[at] == wanted
            one.append(i[kept])
            two.append(j[kept])
            link.append(at[kept])
        return cls(value, source, whole, np.concatenate(one), np.concatenate(two), np.concatenate(link))

    def independent(self, accuracy: Floats, taken: Floats) -> Floats:
        """What each supporter adds beside the more accurate ones it may depend on, in [0, 1].

        ``taken`` (links,) is the part of one source's claims that may be the other's: 1 leaves nothing.
        """
        rank = np.empty(len(accuracy), np.int64)
        rank[np.lexsort((np.arange(len(accuracy)), -accuracy))] = np.arange(len(accuracy))
        first = rank[self.source[self.one]] < rank[self.source[self.two]]
        later = np.where(first, self.two, self.one)
        left = np.log(np.maximum(1 - taken[self.link], 1e-300))
        return np.exp(sums(later, left, len(self.value)))


def weigh(
    board: Board,
    *,
    declared: Iterable[tuple[str, str]] = (),
    priors: Mapping[str, tuple[float, float]] | None = None,
    settings: Weighing | None = None,
) -> Belief:
    """Weigh the values of every item against each other.

    ``declared`` holds (source, what it draws on). ``priors`` gives single sources a prior of their own as counts of
    right and wrong, such as the prior of their kind. The order of the input makes no difference.
    """
    s = settings or Weighing()
    given = priors or {}
    right = np.array([given.get(source, (s.right, s.wrong))[0] for source in board.sources])
    both = right + np.array([given.get(source, (s.right, s.wrong))[1] for source in board.sources])
    assumed = _bounded(np.where(both > 0, right / np.maximum(both, 1e-9), 0.5))
    few = _checkable(board) < s.least_claims
    links = find_links(board, declared, s.least_shared if s.learn else len(board.items) + 1)
    depend = links.declared.astype(np.float64)
    if s.learn and not s.by_counts:
        depend = _look(board, links, assumed, s)
    support = Support.of(board, links, board.broad, board.narrow)
    independent = support.independent(assumed, _taken(links, depend, s))
    share = _first_shares(board, support, independent)
    belief = np.minimum(board.with_narrower(share), 1)
    accuracy, part, weight, score, made = assumed, assumed, independent, share, 0
    for made in range(1, s.rounds + 1):
        before = accuracy
        learned = _bounded((right + board.by_source(belief[board.claim_value])) / (both + board.per_source))
        accuracy = np.where(few, assumed, learned)
        part = _parts(board, share, belief, s)
        if s.by_counts:
            depend = dependence_by_counts(board, links, accuracy, belief, **_copying(s))
        independent = support.independent(accuracy, _taken(links, depend, s))
        weight = _weights(board, support, accuracy, part, s.false_values)
        score = sums(support.value, independent * weight, len(board.values))
        share = _shares(board, score, s.false_values)
        belief = np.minimum(board.with_narrower(share), 1)
        if made > 1 and np.abs(accuracy - before).max(initial=0) < s.still:
            break
    says = Support.of(board, links, board.narrow, board.broad)
    origins = sums(says.value, says.independent(accuracy, _taken(links, depend, s)), len(board.values))
    return Belief(
        board, links, support, score, share, belief, origins, accuracy, part, depend, independent, weight, made
    )


def _look(board: Board, links: Links, assumed: Floats, s: Weighing) -> Floats:
    """Who copies whom, judged from the votes: first of all claims, then of those that repeat nobody found so far."""
    nothing = np.empty(0, np.int64)
    told = Support.of(board, links, nothing, nothing)  # one entry per claim, in the order of the claims
    depend = links.declared.astype(np.float64)
    for _ in range(s.looks):
        own = told.independent(assumed, _taken(links, depend, s))
        depend = dependence(board, links, own, **_copying(s))
    return depend


class _Copying(TypedDict):
    false_values: int
    copy_rate: float
    prior: float


def _copying(s: Weighing) -> _Copying:
    return {"false_values": s.false_values, "copy_rate": s.copy_rate, "prior": s.copy_prior}


def _taken(links: Links, depend: Floats, s: Weighing) -> Floats:
    """The part of one source's claims that may be the other's: all of it where that is declared."""
    return np.where(links.declared == 1, 1.0, s.copy_rate * depend)


def _checkable(board: Board) -> Floats:
    """How many claims of each source are on items of which another source speaks too."""
    spoken = board.by_item(board.votes)[board.item_of] > 1
    return board.by_source(spoken[board.claim_value].astype(np.float64))


def _bounded(shares: Floats) -> Floats:
    return np.clip(shares, 0.01, 0.99)


def _first_shares(board: Board, support: Support, independent: Floats) -> Floats:
    votes = sums(support.value, independent * support.whole, len(board.values))
    return votes / board.by_item(votes)[board.item_of]


def _parts(board: Board, share: Floats, belief: Floats, s: Weighing) -> Floats:
    """How often each source, when right, says less than the whole; only items where values contain each other tell."""
    related = np.zeros(len(board.values))
    related[board.broad] = related[board.narrow] = 1
    told = board.by_source((related * belief)[board.claim_value])
    less = board.by_source((related * np.maximum(belief - share, 0))[board.claim_value])
    return _bounded((s.part + less) / (s.part + s.whole + told))


def _weights(board: Board, support: Support, accuracy: Floats, part: Floats, false_values: int) -> Floats:
    """The log-odds each supporter gives: that of naming this value and not a wrong one.

    Where a broader value is on the table, naming the whole counts a little less than all of it, naming the broader
    one what is left: never less than nothing, for to say less is not to contradict.
    """
    odds = np.log(false_values * accuracy / (1 - accuracy))[support.source]
    broader = np.bincount(board.narrow, minlength=len(board.values))[support.value]
    partly = part[support.source]
    whole = odds + np.where(broader > 0, np.log(1 - partly), 0)
    less = np.maximum(odds + np.log(partly / np.maximum(broader, 1)), 0)
    return np.where(support.whole == 1, whole, less)


def _shares(board: Board, score: Floats, false_values: int) -> Floats:
    """The probabilities of the values of each item, something that nobody names among them."""
    if not len(score):
        return score
    starts = np.searchsorted(board.item_of, np.arange(len(board.items)))
    most = np.maximum(np.maximum.reduceat(score, starts), 0)
    named = np.exp(score - most[board.item_of])
    # with one false value the two exclude all else; else something that nobody names stays possible
    left = np.maximum(false_values + 1 - board.by_item(np.ones(len(score))), min(false_values - 1, 1))
    unnamed = left * np.exp(-most)
    shares: Floats = named / (board.by_item(named) + unnamed)[board.item_of]
    return shares

"""Texts that were copied from each other with edits, parts and merges, whose roots are known."""

from itertools import accumulate, combinations
from random import Random

from loupe.language import find_reuse
from loupe.reasoning.origins import SharedText, copy_parents, descent, lines_of

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Forest:
    """``size`` texts of about ``words`` words: roots of their own, and copies of earlier ones.

    A copy changes each word with the chance ``edits``: another word, none, or one more. One in five copies takes over
    only a part (half or more) and goes on in its own words; one in five puts two texts together. ``parents`` and
    ``roots`` hold what is true.
    """

    def __init__(self, seed, size=60, words=120, edits=0.15, copies=0.7, partly=0.2, merged=0.2):
        self.random = Random(seed)
        self.vocabulary = ["".join(self.random.choices(LETTERS, k=self.random.randint(2, 8))) for _ in range(6000)]
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.vocabulary))))
        self.length, self.edits = words, edits
        self.texts, self.parents = [], []
        for _ in range(size):
            if not self.texts or self.random.random() > copies:
                self.texts.append(self.fresh(words))
                self.parents.append(())
            else:
                self._copy(partly, merged)
        self.roots = [self._roots(i) for i in range(size)]

    def fresh(self, count):
        return self.random.choices(self.vocabulary, cum_weights=self.weights, k=count)

    def _copy(self, partly, merged):
        first = self.random.randrange(len(self.texts))
        chance = self.random.random()
        others = [i for i in range(len(self.texts)) if not self._roots(i) & self._roots(first)]
        if chance < partly:
            whole = self.texts[first]
            kept = self.random.randint(len(whole) // 2, len(whole))
            start = self.random.randint(0, len(whole) - kept)
            own = self.fresh(self.random.randint(20, self.length // 2))
            self.texts.append(self.edited(whole[start : start + kept]) + own)
            self.parents.append((first,))
        elif chance < partly + merged and others:
            second = self.random.choice(others)
            self.texts.append(self.edited(self.texts[first]) + self.edited(self.texts[second]))
            self.parents.append((first, second))
        else:
            self.texts.append(self.edited(self.texts[first]))
            self.parents.append((first,))

    def edited(self, words):
        found = []
        for word in words:
            chance = self.random.random()
            if chance >= self.edits:
                found.append(word)
            elif chance < self.edits * 0.6:
                found += self.fresh(1)
            elif chance < self.edits * 0.8:
                found += [word, *self.fresh(1)]
        return found

    def _roots(self, i):
        above = self.parents[i]
        return frozenset().union(*(self._roots(p) for p in above)) if above else frozenset({i})

    def passages(self):
        return [(name(i), name(i), " ".join(words)) for i, words in enumerate(self.texts)]

    def same_root(self):
        """Pairs of texts that go back to a common root."""
        return {(a, b) for a, b in combinations(range(len(self.texts)), 2) if self.roots[a] & self.roots[b]}


def name(number):
    return f"t{number:05d}"


def by_number(a, b):
    """The order of the texts when every date is known."""
    return (a > b) - (a < b)


def found_roots(passages, order=by_number):
    """What the methods make of texts: text to the roots it was found to go back to."""
    shares = [
        SharedText(r.left, r.right, tuple((u.left, u.right, u.words) for u in r.runs)) for r in find_reuse(passages)
    ]
    parents = copy_parents(descent(shares, order))
    roots = {}
    for identity, _, _ in passages:
        line = lines_of(identity, parents)
        lone = {n for n in line if not parents.get(n)}
        roots[identity] = lone or {min(line)}  # nobody knows who was first: all of them are one
    return roots


def pairwise_f1(forest, roots):
    """F1 of the pairs of texts that were found to have a common root, against those that have one."""
    true = forest.same_root()
    found = {(a, b) for a, b in combinations(range(len(forest.texts)), 2) if roots[name(a)] & roots[name(b)]}
    right = len(true & found)
    return 2 * right / (len(true) + len(found)) if true or found else 1.0

"""Who copied whom: copy trees with known roots, near-duplicates of an archive, and chains in a large graph.

    python benchmarks/origins.py [--small] [--peer PYTHON]

Trees of copies are generated with word edits, partial copies and merges of two parents; what is found is held against
the true roots by pairwise F1. Beside it, where it is installed, MinHash with locality-sensitive hashing (datasketch,
128 permutations): its pairs go through the same reconstruction. ``--peer`` names a Python that has datasketch;
``--small`` is for trying the script.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from random import Random

from measuring import ROOT, Spread, header, print_table, rounded, write_results

from loupe.language import find_reuse
from loupe.reasoning.origins import SharedText, copy_parents, descent, independence, lines_of

sys.path.insert(0, str(ROOT / "tests" / "reasoning"))
from copy_trees import Forest, by_number, name, pairwise_f1

EDITS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.45)
PEERS = (("MinHash-LSH, 5-shingles, 0.5", 5, 0.5), ("MinHash-LSH, 3-shingles, 0.3", 3, 0.3))
PEER = """
import json, sys
from datasketch import MinHash, MinHashLSH
asked = json.load(sys.stdin)
answers = []
for size, threshold, texts in asked:
    made, index = {}, MinHashLSH(threshold=threshold, num_perm=128)
    for key, text in texts:
        words = text.split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i:i + size]).encode() for i in range(len(words) - size + 1)])
        made[key] = sketch
        index.insert(key, sketch)
    pairs = {tuple(sorted((key, other))) for key in made for other in index.query(made[key]) if other != key}
    answers.append(sorted((a, b, made[a].jaccard(made[b])) for a, b in pairs))
json.dump(answers, sys.stdout)
"""


def main(arguments: Sequence[str]) -> None:
    small = "--small" in arguments
    peer = arguments[arguments.index("--peer") + 1] if "--peer" in arguments else None
    results = {
        **header("numpy", "rapidfuzz"),
        "trees": trees(seeds=1 if small else 8, size=30 if small else 100, peer=peer),
        "archive": archive(1_000 if small else 10_000, runs=1 if small else 3),
        "graph": graph(1_000 if small else 10_000, 50 if small else 200, runs=1 if small else 5),
    }
    if not small:
        write_results("origins", results)


def trees(seeds: int, size: int, peer: str | None) -> list[dict[str, object]]:
    rows = []
    for edits in EDITS:
        forests = [Forest(seed, size=size, edits=edits) for seed in range(seeds)]
        row: dict[str, object] = {"word edits": f"{edits:.0%}", "texts": size * seeds}
        scores = [pairwise_f1(f, roots_of(f, shares_of(f), by_number)) for f in forests]
        row["Loupe, dated"] = rounded(sum(scores) / len(scores))
        row["worst"] = rounded(min(scores))
        plain = [Forest(seed, size=size, edits=edits, merged=0) for seed in range(seeds)]
        undated = [pairwise_f1(f, roots_of(f, shares_of(f), lambda _a, _b: 0)) for f in plain]
        row["undated, no merges"] = rounded(sum(undated) / len(undated))
        for label, shingle, threshold in PEERS if peer else ():
            asked = [(shingle, threshold, [(key, text) for key, _, text in f.passages()]) for f in forests]
            shares = asked_peer(str(peer), asked)
            theirs = [pairwise_f1(f, roots_of(f, s, by_number)) for f, s in zip(forests, shares, strict=True)]
            row[label] = rounded(sum(theirs) / len(theirs))
        rows.append(row)
    print_table(rows)
    return rows


def shares_of(forest: Forest) -> list[SharedText]:
    found = find_reuse(forest.passages())
    return [SharedText(r.left, r.right, tuple((u.left, u.right, u.words) for u in r.runs)) for r in found]


def asked_peer(python: str, asked: object) -> list[list[SharedText]]:
    """The peer's pairs; it does not say which words are shared, so that each pair stands for the whole text."""
    done = subprocess.run([python, "-c", PEER], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [
        [SharedText(a, b, (((0, 1000), (0, 1000), round(1000 * alike)),)) for a, b, alike in pairs]
        for pairs in json.loads(done.stdout)
    ]


def roots_of(forest: Forest, shares: Sequence[SharedText], order: object) -> dict[str, set[str]]:
    parents = copy_parents(descent(shares, order))  # type: ignore[arg-type]
    found = {}
    for number in range(len(forest.texts)):
        line = lines_of(name(number), parents)
        found[name(number)] = {n for n in line if not parents.get(n)} or {min(line)}
    return found


def archive(size: int, runs: int) -> dict[str, object]:
    """Passages of 100 words, every third a copy of an earlier one; which copies are found, how many pairs are not."""
    random = Random(7)
    forest = Forest(7, size=0)
    texts: list[list[str]] = []
    copies: dict[tuple[str, str], float] = {}
    for number in range(size):
        if number % 3 == 2:
            first = random.randrange(number)
            forest.edits = random.choice((0.05, 0.15, 0.3, 0.45))
            texts.append(forest.edited(texts[first]))
            copies[name(first), name(number)] = forest.edits
        else:
            texts.append(forest.fresh(100))
    passages = [(name(n), name(n), " ".join(words)) for n, words in enumerate(texts)]
    seconds, found = [], ()
    for _ in range(runs):
        began = time.perf_counter()
        found = find_reuse(passages)
        seconds.append(time.perf_counter() - began)
    pairs = {(r.left, r.right) for r in found}
    family = families(size, copies)
    recall = {
        f"{edits:.0%}": rounded(
            sum(pair in pairs for pair, e in copies.items() if e == edits) / max(1, list(copies.values()).count(edits))
        )
        for edits in (0.05, 0.15, 0.3, 0.45)
    }
    strangers = sum(family[a] != family[b] for a, b in pairs)
    result = {
        "passages": size,
        "words": sum(map(len, texts)),
        "pairs": len(pairs),
        "of strangers": strangers,
        "recall by edits": recall,
        "seconds": Spread.of(seconds).plain(),
    }
    print_table([{key: str(value) for key, value in result.items()}])
    return result


def families(size: int, copies: dict[tuple[str, str], float]) -> dict[str, str]:
    found = {name(n): name(n) for n in range(size)}
    for first, copy in sorted(copies, key=lambda pair: pair[1]):
        found[copy] = found[first]
    return found


def graph(size: int, holders: int, runs: int) -> dict[str, object]:
    """A provenance graph in which the holders of one assertion go back to some 1,400 nodes of 10,000."""
    random = Random(3)
    parents: dict[str, frozenset[str]] = {}
    for number in range(size):
        many = random.choice((0, 1, 1, 1, 2)) if number > size // 20 else 0
        parents[name(number)] = frozenset(name(random.randrange(number)) for _ in range(many))
    asserting = [name(n) for n in sorted(random.sample(range(size // 2, size), holders))]
    ancestors = len(frozenset().union(*(lines_of(h, parents) for h in asserting)))
    seconds, found = [], independence(asserting, parents)
    for _ in range(runs):
        began = time.perf_counter()
        found = independence(asserting, parents)
        seconds.append(time.perf_counter() - began)
    result = {
        "nodes": size,
        "assertions": holders,
        "ancestors": ancestors,
        "kappa": found.kappa,
        "origins": len(found.origins),
        "seconds": Spread.of(seconds).plain(),
    }
    print_table([{key: str(value) for key, value in result.items()}])
    return result


if __name__ == "__main__":
    main(sys.argv[1:])

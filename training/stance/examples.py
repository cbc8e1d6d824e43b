"""The pairs that the stance model learns from: public sets that may be trained on, read where they lie.

An example's target says which of the three answers are right: a set that only tells "supported" from "not supported"
leaves two of them open, and the loss counts their sum.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

__all__ = [
    "LABELS",
    "TEST_ONLY",
    "Example",
    "beside_the_evidence",
    "held_out",
    "natural",
    "read_examples",
    "second_halves",
]

LABELS = ("supports", "contradicts", "neither")
SUPPORTS, CONTRADICTS, NEITHER, NOT_SUPPORTED = 0b001, 0b010, 0b100, 0b110
TEST_ONLY = ("fool-me-twice", "fever-symmetric", "wice", "rte-1-3", "healthver", "climate-fever", "politihop")

_LABEL = {
    "entailment": SUPPORTS, "entailed": SUPPORTS, "SUPPORTS": SUPPORTS, "supported": SUPPORTS,
    "completely-support": SUPPORTS, "supports": SUPPORTS,
    "contradiction": CONTRADICTS, "REFUTES": CONTRADICTS, "refute": CONTRADICTS, "contradicts": CONTRADICTS,
    "neutral": NEITHER, "irrelevant": NEITHER, "partially-support": NEITHER, "partially_supported": NEITHER,
    "not_supported": NEITHER, "neither": NEITHER,
    "not-entailed": NOT_SUPPORTED, "not_entailment": NOT_SUPPORTED,
}  # fmt: skip
# How many pairs of each part of curriculum-nli; the rest has other aims (who is "he", what "something" stands for).
_CURRICULUM = {
    "monotonicity_infer": 4_000, "kg_relations": 3_000, "transitive": 2_000, "syntactic_variation": 3_668,
    "lexical": 1_500, "drop": 2_000, "control": 2_500, "negation": 1_000, "quantifier": 1_000, "boolean": 700,
    "counting": 1_000, "comparative": 700, "conditional": 400, "entailment_tree": 1_000, "temporal": 1_000,
}  # fmt: skip
_MOST_WORDS = 120
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class Example:
    """A passage, a claim, the right answers as bits of ``LABELS``, and the set it is from.

    ``group`` keeps what belongs together on one side of a cut: pairs that share a claim or a passage.
    """

    passage: str
    claim: str
    target: int
    set: str
    group: str = ""


def natural(text: str) -> str:
    """Text that a parser has cut into tokens, put back as people write it."""
    for token, mark in _BRACKETS.items():
        text = text.replace(token, mark)
    text = re.sub(r" (n[’']t|[’'](?:s|re|ve|ll|d|m))\b", r"\1", text)
    text = re.sub(r" ([,.;:!?%)\]])", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"([(\[$]) ", r"\1", text)).strip()


def read_examples(bench: Path, contrast: Path | None = None) -> list[Example]:
    """All examples of the first two stages: trainable sets, without those kept for measuring and their texts."""
    rng = random.Random(1)
    examples = [*_snli(bench), *_fever(bench, rng), *_curriculum(bench, rng)]
    examples += 3 * [*_scifact(bench), *_wice_spans(bench)] + [*_factcheck(bench)]
    if contrast:
        examples += _contrast(contrast)
    read = [replace(e, passage=natural(e.passage), claim=natural(e.claim)) for e in examples if e.claim and e.passage]
    kept_back = set[tuple[str, ...]]().union(*(_runs(e) for e in _second_sets(bench)))
    return [e for e in read if not _runs(e) & kept_back]


def _runs(example: Example) -> set[tuple[str, ...]]:
    """Runs of ten words of a passage and of eight of a claim: texts that share one are taken for the same text."""
    found = set()
    for text, length in ((example.passage, 10), (example.claim, 8)):
        words = re.findall(r"\w+", text.lower())
        found |= {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
    return found


def held_out(example: Example) -> bool:
    """Whether an example is one of the fiftieth that only measures; told by its group, so that no cut leaks."""
    return _share(example.set + (example.group or example.claim)) < 0.02


def second_halves(bench: Path, *, train: bool) -> list[Example]:
    """One half of the sets that the first stages never see: fool-me-twice, fever-symmetric, WiCE; cut by claim."""
    return [e for e in _second_sets(bench) if (_share("half" + e.group) < 0.5) == train]


def beside_the_evidence(bench: Path) -> list[Example]:
    """Of the half of fool-me-twice that is learnt from: each claim with what a search found beside its evidence."""
    made = []
    for row in _rows(bench / "fool-me-twice" / "dev.jsonl"):
        gold = {part["text"] for part in row["gold_evidence"]}  # type: ignore[union-attr]
        beside = [part["text"] for part in row["retrieved_evidence"] if part["text"] not in gold]  # type: ignore[union-attr]
        if beside and _share("half" + str(row["wikipedia_page"])) < 0.5:
            made.append(Example(natural(beside[-1]), natural(str(row["text"])), NEITHER, "fool-me-twice", ""))
    return made


def _second_sets(bench: Path) -> list[Example]:
    sets = [*_fool_me_twice(bench), *_symmetric(bench), *_wice(bench)]
    return [replace(e, passage=natural(e.passage), claim=natural(e.claim)) for e in sets]


def _share(key: str) -> float:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) / 2**32


def _snli(bench: Path) -> Iterator[Example]:
    folder = bench / "snli-dev-test"
    for part in ("dev", "test"):
        columns = [(folder / f"{name}.{part}").read_text().splitlines() for name in ("s1", "s2", "labels")]
        for first, second, label in zip(*columns, strict=True):
            if label in _LABEL:
                yield Example(first, second, _LABEL[label], "snli", first)


def _fever(bench: Path, rng: random.Random) -> Iterator[Example]:
    """Gold pairs: evidence that does not entail refutes; and each claim with the nearest evidence of another claim."""
    with (bench / "fever-dev-pairs" / "pairs.tsv").open(newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if r["label"] in _LABEL]
    for row in rows:
        target = SUPPORTS if row["label"] == "entailment" else CONTRADICTS
        yield Example(row["evidence"], row["claim"], target, "fever", row["claim"])
    chosen = rng.sample(rows, 6_000)
    for row, other in zip(chosen, _nearest_other(chosen), strict=True):
        if other:
            yield Example(other, row["claim"], NEITHER, "fever-near", row["claim"])


def _nearest_other(rows: list[dict[str, str]], skipped: int = 0) -> list[str]:
    """For each row evidence of another that shares rare words with its claim but not all its names, or "".

    The nearest is taken after those that are ``skipped``: of claims without names the nearest may tell of the same.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    evidence = [row["evidence"] for row in rows]
    weigh = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    table = weigh.fit_transform(evidence)
    scores = (weigh.transform([row["claim"] for row in rows]) @ table.T).toarray()
    found = []
    for at, row in enumerate(rows):
        subject = set(re.findall(r"[A-Z]\w+", row["claim"]))
        order = np.argsort(-scores[at], kind="stable")
        others = (i for i in order if row["claim"] != rows[i]["claim"] and evidence[i] != row["evidence"])
        free = (
            i for i in others if not subject or len(subject & set(re.findall(r"[A-Z]\w+", evidence[i]))) < len(subject)
        )
        at_best = next(islice(free, skipped, None), None)
        found.append("" if at_best is None else evidence[at_best])
    return found


def _curriculum(bench: Path, rng: random.Random) -> Iterator[Example]:
    for part, count in _CURRICULUM.items():
        with zipfile.ZipFile(bench / "curriculum-nli" / f"{part}.zip") as packed:
            name = next(n for n in packed.namelist() if n.endswith("train.jsonl") and "MACOSX" not in n)
            lines = packed.read(name).decode().splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        rows = [r for r in rows if len(r["premise"].split()) <= _MOST_WORDS]
        for row in rng.sample(rows, min(count, len(rows))):
            premise = re.sub(r"\bsent\d+: ", "", row["premise"])
            yield Example(premise, row["hypothesis"], _LABEL[row["gold_label"]], part, premise)


def _scifact(bench: Path) -> Iterator[Example]:
    """Claims with their rationales, and each with the nearest rationale of another claim."""
    rows: list[dict[str, str]] = []
    for part in ("train", "dev"):
        with (bench / "scifact-rte" / f"{part}.tsv").open(newline="") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        target = SUPPORTS if row["entailment"] == "entailment" else CONTRADICTS
        yield Example(row["sentence1"], row["sentence2"], target, "scifact", row["sentence2"])
    told = [{"claim": row["sentence2"], "evidence": row["sentence1"]} for row in rows]
    for row, other in zip(told, _nearest_other(told, skipped=6), strict=True):
        if other:
            yield Example(other, row["claim"], NEITHER, "scifact-near", row["claim"])


def _wice_spans(bench: Path) -> Iterator[Example]:
    """Wikipedia sentences of which their source bears out all but some words, with the passages that come nearest."""
    for row in _rows(bench / "wice" / "non_supported_tokens_train.jsonl"):
        sentences: list[str] = row["evidence"]  # type: ignore[assignment]
        chosen: list[int] = row["supporting_sentences"][0]  # type: ignore[index]
        around = sorted({k for i in chosen for k in (i - 1, i, i + 1) if 0 <= k < len(sentences)})
        claim = str(row["claim"])
        yield Example(" ".join(sentences[k] for k in around), claim, NEITHER, "wice-spans", claim)


def _factcheck(bench: Path) -> Iterator[Example]:
    for line in (bench / "factcheck-gpt" / "subtask3_claim_evidence_stance.jsonl").read_text().splitlines():
        row = json.loads(line)
        yield Example(row["evidence"], row["claim"], _LABEL[row["stance"]], "factcheck-gpt", row["claim"])


def _contrast(path: Path) -> Iterator[Example]:
    with path.open(newline="") as file:
        for label, kind, claim, passage in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if label in _LABEL:
                yield Example(passage, claim, _LABEL[label], f"contrast-{kind}", passage)


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def _fool_me_twice(bench: Path) -> Iterator[Example]:
    for row in _rows(bench / "fool-me-twice" / "dev.jsonl"):
        evidence = " ".join(part["text"] for part in row["gold_evidence"])  # type: ignore[union-attr]
        page = str(row["wikipedia_page"])
        yield Example(evidence, str(row["text"]), _LABEL[str(row["label"])], "fool-me-twice", page)


def _symmetric(bench: Path) -> Iterator[Example]:
    """Pairs are four by four: two claims, two passages. What shares a claim or a passage is one group."""
    rows = _rows(bench / "fever-symmetric" / "v0.2_dev.jsonl")
    group: dict[str, str] = {}
    for row in rows:
        claim, evidence = str(row["claim"]), str(row["evidence"])
        key = group.get(claim) or group.get(evidence) or claim
        group[claim] = group[evidence] = key
    for row in rows:
        claim, evidence = str(row["claim"]), str(row["evidence"])
        yield Example(evidence, claim, _LABEL[str(row["label"])], "fever-symmetric", group[claim])


def _wice(bench: Path) -> Iterator[Example]:
    for row in _rows(bench / "wice" / "oracle_chunks_claim_dev.jsonl"):
        evidence = " ".join(row["evidence"])  # type: ignore[arg-type]
        yield Example(evidence, str(row["claim"]), _LABEL[str(row["label"])], "wice", str(row["claim"]))

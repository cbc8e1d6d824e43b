"""Trains the check-worthiness model that comes with Loupe.

Logistic regression over hashed words, pairs of words and runs of letters, and over what Loupe reads of a sentence.
Trained on ClaimBuster (US presidential debates, CC BY 4.0) without the tenth that benchmarks measure on, and lightly
on the sentences of Factcheck-GPT (Apache-2.0). Writes ``weights.bin`` and ``model.json`` beside the scorer; the same
data and versions give the same bytes.
Run: PYTHONPATH=src python training/checkable.py FOLDER_OF_THE_BENCHMARK_DATA
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from loupe.checking.checkable.features import (
    EDGE,
    READABLE,
    SLOTS,
    letters,
    number_of,
    pair_slot,
    plain_word,
    readable,
    slot,
    words,
)
from loupe.checking.checkable.rules import refusal
from loupe.checking.checkable.scoring import FOLDER, Scorer
from loupe.language import read_sentence
from loupe.model.readings import SentenceReading

DATE = "2026-11-25"  # of the settings below, by hand: the clock would change the bytes
HELD_OUT, PARTS = 0, 10
"""Which of the ten parts of ClaimBuster is never trained on, so that the shipped model can be measured on it."""
STRENGTH = 1.0  # inverse of the L2 penalty
GRAM_SCALE, READING_SCALE = 0.25, 0.4  # how freely the two kinds of weights may grow under one penalty
SEEN_IN = 4  # sentences that a slot has to be met in to count
PROSE_WEIGHT = 0.1  # of a Factcheck-GPT sentence: they are answers of a language model, nearly all of them facts
NEVER_LIFTED = ("a question", "a request", "a stage direction", "an unfinished sentence")
MARKS = tuple(round(0.05 * n, 2) for n in range(4, 17))  # from the share of check-worthy sentences upwards


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, whether people called it check-worthy, and how much it counts in training."""

    text: str
    worthy: bool
    weight: float = 1.0


def part_of(text: str) -> int:
    """The part of ten that a sentence falls into, by its words alone."""
    return int.from_bytes(sha256(_plain(text).encode()).digest()[:8], "big") % PARTS


def claimbuster(bench: Path) -> list[Example]:
    """The sentences of both published files, each once, in the order of their numbers."""
    rows: dict[int, Example] = {}
    for name in ("3.0xNCS.json", "ratio_study_train_2.5.json"):
        for row in json.loads((bench / "claimbuster" / name).read_text("utf-8")):
            rows[row["sentence_id"]] = Example(row["text"], bool(row["label"]))
    once = {_plain(example.text): example for _, example in sorted(rows.items())}
    return list(once.values())


def factcheck_gpt(bench: Path) -> list[Example]:
    """The sentences of subtask 1 and the claims of subtask 2, each once."""
    rows: dict[str, Example] = {}
    for name, key, worthy in (("subtask1_sentence", "sentence", "yes"), ("subtask2_claim", "claim", "factual")):
        path = bench / "factcheck-gpt" / f"{name}_checkworthiness.jsonl"
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(_plain(row[key]), Example(row[key], row["checkworthy"] == worthy, PROSE_WEIGHT))
    return list(rows.values())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


# --- the model ------------------------------------------------------------------------------------------------------


def counted(texts: Sequence[str], kind: str) -> Any:
    """How often each slot is met in each text, over the root of how many grams the text has."""
    rows, slots, values = [], [], []
    for row, text in enumerate(texts):
        plain = [plain_word(raw, first=at == 0) for at, raw in enumerate(words(text))]
        if kind == "w":
            numbers = [number_of(word) for word in plain]
            grams = [*map(slot, numbers), *(pair_slot(*both) for both in pairwise([EDGE, *numbers, EDGE]))]
        else:
            grams = [slot(number_of(run, 1)) for word in plain for run in letters(word)]
        rows += [row] * len(grams)
        slots += grams
        values += [max(len(grams), 1) ** -0.5] * len(grams)
    return csr_matrix((values, (rows, slots)), shape=(len(texts), SLOTS))


def rarity(matrix: Any) -> Any:
    """How much a slot's weight may grow: more for rarer ones, not at all for those met in too few sentences."""
    met = np.asarray((matrix > 0).sum(axis=0)).ravel()
    return np.where(met < SEEN_IN, 0.0, GRAM_SCALE * (np.log((1 + matrix.shape[0]) / (1 + met)) + 1))


def fit(
    examples: Sequence[Example], readings: Sequence[SentenceReading]
) -> tuple[list[int], float, float, list[float]]:
    """The table, its step, the bias and the weights of the readings."""
    texts = [example.text for example in examples]
    grams = [counted(texts, kind) for kind in "wc"]
    scales = [rarity(matrix) for matrix in grams]
    seen = np.array([readable(t, words(t), r) for t, r in zip(texts, readings, strict=True)], dtype=float)
    columns = hstack([*(m @ diags(s) for m, s in zip(grams, scales, strict=True)), csr_matrix(seen * READING_SCALE)])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(columns.tocsr(), [e.worthy for e in examples], sample_weight=[e.weight for e in examples])
    found = model.coef_[0]
    table = found[:SLOTS] * scales[0] + found[SLOTS : 2 * SLOTS] * scales[1]
    step = float(f"{np.abs(table).max() / 32767:.6g}")
    whole = [int(v) for v in np.clip(np.rint(table / step), -32767, 32767)]
    return (
        whole,
        step,
        round(float(model.intercept_[0]), 4),
        [round(float(v) * READING_SCALE, 4) for v in found[2 * SLOTS :]],
    )


def scorer_of(fitted: tuple[list[int], float, float, list[float]]) -> Scorer:
    """The scorer that these weights make."""
    table, step, bias, seen = fitted
    return Scorer(table, step, bias, dict(zip(READABLE, seen, strict=True)))


# --- what it is worth -----------------------------------------------------------------------------------------------


def crossed(examples: Sequence[Example], readings: Sequence[SentenceReading], other: Sequence[int]) -> list[float]:
    """The worthiness of each ClaimBuster example by a model that was trained without its fifth; 0 for ``other``."""
    given = [0.0] * len(examples)
    others, fifths = set(other), [part_of(e.text) % 5 for e in examples]
    for fifth in range(5):
        inside = [i for i in range(len(examples)) if fifths[i] != fifth or i in others]
        scorer = scorer_of(fit([examples[i] for i in inside], [readings[i] for i in inside]))
        for i in sorted(set(range(len(examples))) - set(inside)):
            given[i] = scorer.worthiness(examples[i].text, readings[i])
    return given


def lifted_from(reasons: Sequence[str], worthy: Sequence[bool], given: Sequence[float]) -> dict[str, float]:
    """Per reason the lowest mark from where on what it refuses is check-worthy as often as what no rule refuses."""
    let_through = [w for reason, w in zip(reasons, worthy, strict=True) if not reason]
    usual = sum(let_through) / len(let_through)
    marks: dict[str, float] = {}
    for reason in sorted(set(reasons) - {"", *NEVER_LIFTED}):
        for mark in MARKS:
            lifted = [w for r, w, g in zip(reasons, worthy, given, strict=True) if r == reason and g >= mark]
            if len(lifted) >= 10 and sum(lifted) / len(lifted) >= usual:
                marks[reason] = mark
                break
    return marks


def scores(worthy: Sequence[bool], given: Sequence[float]) -> dict[str, float]:
    """Accuracy, F1 and ranking at even odds."""
    said = [g >= 0.5 for g in given]
    return {
        "accuracy": round(sum(w == s for w, s in zip(worthy, said, strict=True)) / len(worthy), 4),
        "macro_f1": round(float(f1_score(worthy, said, average="macro")), 4),
        "weighted_f1": round(float(f1_score(worthy, said, average="weighted")), 4),
        "average_precision": round(float(average_precision_score(worthy, given)), 4),
        "roc_auc": round(float(roc_auc_score(worthy, given)), 4),
    }


def main() -> None:
    """Train, measure, write."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python training/checkable.py FOLDER_OF_THE_BENCHMARK_DATA")
    bench = Path(sys.argv[1])
    debates, prose = claimbuster(bench), factcheck_gpt(bench)
    kept = [e for e in debates if part_of(e.text) != HELD_OUT]
    held = [e for e in debates if part_of(e.text) == HELD_OUT]
    examples = [*kept, *prose]
    readings = [read_sentence(e.text) for e in examples]
    given = crossed(examples, readings, range(len(kept), len(examples)))[: len(kept)]
    worthy = [e.worthy for e in kept]
    reasons = [refusal(e.text, r, whole=True) for e, r in zip(kept, readings, strict=False)]
    fitted = fit(examples, readings)
    scorer = scorer_of(fitted)
    on_held = [scorer.worthiness(e.text, read_sentence(e.text)) for e in held]
    data = np.array(fitted[0], dtype="<i2").tobytes()
    (FOLDER / "weights.bin").write_bytes(data)
    card = {
        "what": "check-worthiness of an English sentence: logistic regression over hashed words and readings",
        "licence": "Apache-2.0; the weights derive from the sets below and hold none of their text",
        "date": DATE,
        "trained_on": [
            {"set": "ClaimBuster", "licence": "CC BY 4.0", "source": "zenodo.org/records/3609356",
             "sentences": len(kept), "check_worthy": sum(worthy),
             "left_out": f"{len(held)} held out by the hash of their words"},
            {"set": "Factcheck-GPT subtasks 1 and 2", "licence": "Apache-2.0",
             "source": "github.com/yuxiaw/Factcheck-GPT", "sentences": len(prose),
             "check_worthy": sum(e.worthy for e in prose), "weight": PROSE_WEIGHT},
        ],
        "made_with": {"scikit-learn": version("scikit-learn"), "numpy": version("numpy")},
        "settings": {"strength": STRENGTH, "gram_scale": GRAM_SCALE, "reading_scale": READING_SCALE, "seen_in": SEEN_IN,
                     "slots": SLOTS},
        "scores": {
            "held_out": {"sentences": len(held), "check_worthy": sum(e.worthy for e in held),
                         **scores([e.worthy for e in held], on_held)},
            "crossed": {"sentences": len(kept), **scores(worthy, given)},
        },
        "lifted_from": lifted_from(reasons, worthy, given),
        "weights_sha256": sha256(data).hexdigest(),
        "step": fitted[1],
        "bias": fitted[2],
        "readings": dict(zip(READABLE, fitted[3], strict=True)),
    }  # fmt: skip
    (FOLDER / "model.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")
    json.dump({key: card[key] for key in ("scores", "lifted_from", "readings")}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()

"""Trains the stance model that comes with Loupe, in stages, on two processor cores.

Run: PYTHONPATH=src:training python -m stance.train FOLDER_OF_THE_BENCHMARK_DATA --out FOLDER [--stage NAME]
Goes on where a killed run was. Seeds are fixed; another number of threads or another processor moves the last digits.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from stance.examples import LABELS, Example, held_out, read_examples, second_halves
from stance.network import CrossEncoder, encoder_folder

__all__ = ["predict"]

TOKENS = 160
BATCH_TOKENS = 2_560
SAVE_EVERY = 250
PRIOR = 0.3
"""How much of what a claim alone gives away is explained away. With all of it, a pass reached .62 on held-out pairs."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One leg of the training: how often the examples are seen, and how fast is learnt at its beginning and end."""

    name: str
    passes: float
    rate: float
    last_rate: float
    halves: bool


STAGES = (
    Stage("ground", 1.0, 8e-5, 6e-5, halves=False),
    Stage("contrast", 0.85, 6e-5, 2e-6, halves=False),
    Stage("close", 1.0, 2e-5, 1e-6, halves=True),
)


def main() -> None:
    """Train the stages one after the other, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--contrast", type=Path, help="pairs made by `python -m contrast`")
    parser.add_argument("--stage", choices=[s.name for s in STAGES])
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    before: Path | None = None
    for stage in STAGES:
        weights = given.out / f"{stage.name}.pt"
        if (given.stage or stage.name) == stage.name and not weights.exists():
            Run(stage, given.bench, given.contrast, given.out, before).train(weights)
        before = weights


class Run:
    """One stage: its examples cut into batches in a fixed order, and the state that is kept to go on after a kill."""

    def __init__(self, stage: Stage, bench: Path, contrast: Path | None, out: Path, before: Path | None) -> None:
        torch.manual_seed(1)
        self.stage, self.out = stage, out
        self.cutter = cutter()
        self.net = CrossEncoder(encoder_folder())
        if before:
            self.net.load_state_dict(torch.load(before))
        examples = read_examples(bench, contrast)
        self.measured = {"held out": [e for e in examples if held_out(e)][:1_500]}
        for e in second_halves(bench, train=False):
            self.measured.setdefault(e.set, []).append(e)
        learnt = [e for e in examples if not held_out(e)]
        if stage.halves:
            learnt = random.Random(2).sample(learnt, 20_000) + 3 * second_halves(bench, train=True)
        self.examples = learnt
        self.priors = claim_only(learnt)
        self.batches = list(self._all_batches())
        self.optimizer = torch.optim.AdamW(
            [p for p in self.net.parameters() if p.requires_grad], lr=stage.rate, weight_decay=0.01, fused=True
        )

    def _all_batches(self) -> Iterator[list[int]]:
        lengths = [min(len(self.cutter.encode(e.passage, e.claim).ids), TOKENS) for e in self.examples]
        rng = random.Random(3)
        left = self.stage.passes
        while left > 0:
            order = list(range(len(lengths)))
            rng.shuffle(order)
            order = order[: round(min(left, 1) * len(order))]
            made = []
            for start in range(0, len(order), 4_096):
                made += cut_batches(sorted(order[start : start + 4_096], key=lengths.__getitem__), lengths)
            rng.shuffle(made)
            yield from made
            left -= 1

    def train(self, weights: Path) -> None:
        """Learn from every batch, save now and then, measure, and write the weights at the end."""
        state, done = self.out / f"{self.stage.name}.state", 0
        if state.exists():
            saved = torch.load(state)
            self.net.load_state_dict(saved["net"])
            self.optimizer.load_state_dict(saved["optimizer"])
            done = saved["done"]
        total, started, losses = len(self.batches), time.monotonic(), []
        print(f"{self.stage.name}: {len(self.examples)} examples, {total} batches, from {done}", flush=True)
        print(dict(Counter(e.set.split("-")[0] for e in self.examples)), flush=True)
        self.net.train()
        for step in range(done, total):
            losses.append(self._step(self.batches[step], step, total))
            if (step + 1) % SAVE_EVERY == 0 or step + 1 == total:
                left = (time.monotonic() - started) / (step + 1 - done) * (total - step - 1)
                print(f"{step + 1}/{total} loss {np.mean(losses):.4f} {left / 60:.0f} min left", flush=True)
                losses = []
                _save(state, {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "done": step + 1})
            if (step + 1) % (4 * SAVE_EVERY) == 0 or step + 1 == total:
                self._report(step + 1)
        _save(weights, self.net.state_dict())
        state.unlink(missing_ok=True)

    def _step(self, batch: Sequence[int], step: int, total: int) -> float:
        warm = min(1.0, (step + 1) / 200)
        share = step / total
        rate = self.stage.last_rate + (self.stage.rate - self.stage.last_rate) * 0.5 * (1 + math.cos(math.pi * share))
        for group in self.optimizer.param_groups:
            group["lr"] = rate * warm
        chosen = [self.examples[i] for i in batch]
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.net(**tensors(self.cutter, chosen)).float()
        loss = partial_loss(logits + PRIOR * torch.from_numpy(self.priors[list(batch)]), [e.target for e in chosen])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return float(loss.detach())

    def _report(self, step: int) -> None:
        figures = {}
        for name, examples in self.measured.items():
            chances = predict(self.net, self.cutter, examples)
            figures[name] = round(accuracy(name, chances, examples), 3)
        print(json.dumps({"stage": self.stage.name, "step": step, **figures}), flush=True)
        self.net.train()


def cutter() -> Tokenizer:
    """The word pieces of MiniLM; what is too long loses the end of the passage, never the claim."""
    made = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(TOKENS, strategy="only_first")
    return made


def cut_batches(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Neighbours in length together, as many as ``BATCH_TOKENS`` allow once padded."""
    made: list[list[int]] = [[]]
    for at in order:
        if made[-1] and (len(made[-1]) + 1) * lengths[at] > BATCH_TOKENS:
            made.append([])
        made[-1].append(at)
    return made


def tensors(cut: Tokenizer, examples: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Padded token numbers, mask and segments of a batch."""
    coded = [cut.encode(e.passage, e.claim) for e in examples]
    width = -8 * (-max(len(c.ids) for c in coded) // 8)  # few shapes: each new one is compiled anew
    named = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
    return {
        name: torch.tensor([getattr(c, field) + [0] * (width - len(c.ids)) for c in coded])
        for name, field in named.items()
    }


def partial_loss(logits: torch.Tensor, targets: Sequence[int]) -> torch.Tensor:
    """Cross-entropy of a set of right answers: minus the log of their summed probability; answers smoothed by 0.03."""
    logs = functional.log_softmax(logits, dim=1)
    right = torch.tensor([[bool(t & 1 << k) for k in range(3)] for t in targets])
    chosen = torch.logsumexp(logs.masked_fill(~right, -1e4), dim=1)
    return -(0.97 * chosen + 0.03 * logs.mean(dim=1)).mean()


def claim_only(examples: Sequence[Example]) -> np.ndarray:
    """Log of what the claim alone gives away, set by set, out of fold; added to the logits in training only.

    What the words of a claim betray of its label in one data set ("exclusively", "failed to") is explained away so that
    the network learns from the passage: a product of experts (Clark, Yatskar and Zettlemoyer, EMNLP 2019).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    priors = np.zeros((len(examples), 3), dtype=np.float32)
    by_set: dict[str, list[int]] = defaultdict(list)
    for at, example in enumerate(examples):
        by_set[example.set].append(at)
    for rows in by_set.values():
        targets = np.array([examples[i].target for i in rows])
        groups = [examples[i].group or examples[i].claim for i in rows]
        if len(rows) < 300 or len(set(targets)) < 2 or len(set(groups)) < 10:
            continue
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
        table = words.fit_transform([examples[i].claim for i in rows])
        told = cross_val_predict(
            LogisticRegression(C=2.0, max_iter=200), table, targets, groups=groups, cv=GroupKFold(4),
            method="predict_proba",
        )  # fmt: skip
        for column, target in enumerate(np.unique(targets)):
            bits = [k for k in range(3) if target & 1 << k]
            priors[np.ix_(rows, bits)] += np.log(np.maximum(told[:, [column]], 0.02) / len(bits))
        for missing in range(3):
            if not any(t & 1 << missing for t in np.unique(targets)):
                priors[rows, missing] = priors[rows].max(axis=1)
    return priors


def predict(net: CrossEncoder, cut: Tokenizer, examples: Sequence[Example]) -> np.ndarray:
    """Chances of the three answers, shape (examples, 3)."""
    net.eval()
    coded = [len(cut.encode(e.passage, e.claim).ids) for e in examples]
    order = sorted(range(len(examples)), key=coded.__getitem__)
    out = np.zeros((len(examples), len(LABELS)))
    with torch.inference_mode():
        for batch in cut_batches(order, coded):
            with torch.autocast("cpu", torch.bfloat16):
                logits = net(**tensors(cut, [examples[i] for i in batch])).float()
            out[batch] = torch.softmax(logits, dim=1).numpy()
    return out


def accuracy(name: str, chances: np.ndarray, examples: Sequence[Example]) -> float:
    """Share that is right; of sets with two sides only those two answers are weighed, WiCE is balanced."""
    targets = np.array([e.target for e in examples])
    if name in ("fool-me-twice", "fever-symmetric"):
        return float(np.mean((chances[:, 0] > chances[:, 1]) == (targets == 1)))
    if name == "wice":
        said = chances[:, 0] > 0.5
        return float((np.mean(said[targets == 1]) + np.mean(~said[targets != 1])) / 2)
    best = chances.argmax(axis=1)
    return float(np.mean([bool(t & 1 << int(b)) for t, b in zip(targets, best, strict=True)]))


def _save(path: Path, value: object) -> None:
    part = path.with_suffix(".part")
    torch.save(value, part)
    part.replace(path)


if __name__ == "__main__":
    main()

"""Trains the stance model that comes with Loupe, in stages, on two processor cores.

Run: PYTHONPATH=src:training python -m stance.train FOLDER_OF_THE_BENCHMARK_DATA --out FOLDER [--stage NAME]
Goes on where a killed run was. Seeds are fixed; another number of threads or another processor moves the last digits.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import distributed
from torch.nn import functional

from stance.examples import LABELS, Example, beside_the_evidence, held_out, read_examples, second_halves
from stance.network import CrossEncoder, encoder_folder

__all__ = ["predict"]

PROCESSES = 2
TOKENS = 192
BATCH_TOKENS = 2_560
SAVE_EVERY = 100
_KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str(10 << 30), "MALLOC_TOP_PAD_": str(1 << 28),
}  # fmt: skip
"""The processes keep memory that they have had instead of asking for it anew: a third more steps in the same time."""
PRIOR = 0.3
"""How much of what a claim alone gives away is explained away, in the sets where it gives away most: FEVER and pairs
made by rule. Done to all sets, it cost SNLI more than a tenth of its right answers after as many steps."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One leg of the training: how often the examples are seen, and how fast is learnt at its beginning and end.

    ``contrast`` is the share of the contrast pairs that is seen in all passes together, each pair once.
    """

    name: str
    passes: int
    contrast: float
    rate: float
    last_rate: float
    halves: bool


STAGES = (
    Stage("ground", 2, 0.4, 1.6e-4, 2e-6, halves=False),
    Stage("close", 1, 0.1, 3e-5, 1e-6, halves=True),
)


def main() -> None:
    """Train the stages one after the other, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--contrast", type=Path, help="pairs made by `python -m contrast`")
    parser.add_argument("--stage", choices=[s.name for s in STAGES])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    # Two processes with a thread each wait less for one another than two threads do, above all on a busy machine.
    os.environ |= _KEEP_MEMORY
    torch.multiprocessing.spawn(_train, (given,), nprocs=PROCESSES)


def _train(rank: int, given: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    meeting = f"file://{tempfile.gettempdir()}/loupe-stance-{os.getppid()}"
    distributed.init_process_group("gloo", meeting, rank=rank, world_size=PROCESSES, timeout=timedelta(hours=1))
    before: Path | None = None
    for stage in STAGES:
        weights = given.out / f"{stage.name}.pt"
        if (given.stage or stage.name) == stage.name and not weights.exists():
            Run(stage, given.bench, prepared(given), given.out, before).train(weights)
        distributed.barrier()
        before = weights


def prepared(given: argparse.Namespace) -> tuple[list[Example], np.ndarray]:
    """The examples of all stages and what their claims alone give away; made once, by the first process."""
    kept = given.out / "prepared.pickle"
    if distributed.get_rank() == 0 and not kept.exists():
        examples = read_examples(given.bench, given.contrast)
        _save_as(kept, lambda part: part.write_bytes(pickle.dumps((examples, claim_only(examples)))))
    distributed.barrier()
    examples, priors = pickle.loads(kept.read_bytes())
    return examples, priors


class Run:
    """One stage: its examples cut into batches in a fixed order, and the state that is kept to go on after a kill."""

    def __init__(
        self, stage: Stage, bench: Path, given: tuple[list[Example], np.ndarray], out: Path, before: Path | None
    ) -> None:
        self.rank = distributed.get_rank()
        torch.manual_seed(1)
        self.stage, self.out = stage, out
        self.cutter = cutter()
        self.net = CrossEncoder(encoder_folder())
        if before:
            self.net.load_state_dict(torch.load(before))
        examples, priors = given
        self.measured = {"held out": [e for e in examples if held_out(e)][:1_500]}
        for e in second_halves(bench, train=False):
            self.measured.setdefault(e.set, []).append(e)
        learnt = [i for i, e in enumerate(examples) if not held_out(e)]
        more: list[Example] = []
        if stage.halves:
            pairs = [i for i in learnt if examples[i].set.startswith("contrast")]
            natural = [i for i in learnt if not examples[i].set.startswith("contrast")]
            learnt = random.Random(2).sample(natural, 12_000) + pairs
            more = 3 * second_halves(bench, train=True) + beside_the_evidence(bench)
        self.examples = [examples[i] for i in learnt] + more
        self.priors = np.concatenate([priors[learnt], np.zeros((len(more), 3), dtype=np.float32)])
        batches = list(self._all_batches())
        self.batches = batches[self.rank : len(batches) - len(batches) % PROCESSES : PROCESSES]
        self.learnt = [p for p in self.net.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.learnt, lr=stage.rate, weight_decay=0.01, fused=True)
        # the twin reckons in half the bits; what is learnt is kept in full
        self.twin = deepcopy(self.net).to(torch.bfloat16).train()
        self.rough = [p for p in self.twin.parameters() if p.requires_grad]

    def _all_batches(self) -> Iterator[list[int]]:
        lengths = [padded(len(self.cutter.encode(e.passage, e.claim).ids)) for e in self.examples]
        rng = random.Random(3)
        natural = [i for i, e in enumerate(self.examples) if not e.set.startswith("contrast")]
        pairs = [i for i, e in enumerate(self.examples) if e.set.startswith("contrast")]
        pairs = rng.sample(pairs, round(self.stage.contrast * len(pairs)))
        for turn in range(self.stage.passes):
            order = natural + pairs[turn :: self.stage.passes]
            rng.shuffle(order)
            made = []
            for start in range(0, len(order), 4_096):
                made += cut_batches(sorted(order[start : start + 4_096], key=lengths.__getitem__), lengths)
            rng.shuffle(made)
            yield from made

    def train(self, weights: Path) -> None:
        """Learn from every batch, save now and then, measure, and write the weights at the end."""
        state, done = self.out / f"{self.stage.name}.state", 0
        if state.exists():
            saved = torch.load(state)
            self.net.load_state_dict(saved["net"])
            self.optimizer.load_state_dict(saved["optimizer"])
            done = saved["done"]
        torch.manual_seed(1 + self.rank)  # what is dropped out differs
        total, started, losses = len(self.batches), time.monotonic(), []
        if self.rank == 0:
            print(f"{self.stage.name}: {len(self.examples)} examples, {total} steps, from {done}", flush=True)
            print(dict(Counter(e.set.split("-")[0] for e in self.examples)), flush=True)
        self.net.train()
        for step in range(done, total):
            losses.append(self._step(self.batches[step], step, total))
            if self.rank == 0 and ((step + 1) % SAVE_EVERY == 0 or step + 1 == total):
                left = (time.monotonic() - started) / (step + 1 - done) * (total - step - 1)
                print(f"{step + 1}/{total} loss {np.mean(losses):.4f} {left / 60:.0f} min left", flush=True)
                losses = []
                _save(state, {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "done": step + 1})
            if self.rank == 0 and ((step + 1) % (4 * SAVE_EVERY) == 0 or step + 1 == total):
                self._report(step + 1)
        if self.rank == 0:
            _save(weights, self.net.state_dict())
            state.unlink(missing_ok=True)

    def _step(self, batch: Sequence[int], step: int, total: int) -> float:
        warm = min(1.0, (step + 1) / 100)
        share = step / total
        rate = self.stage.last_rate + (self.stage.rate - self.stage.last_rate) * 0.5 * (1 + math.cos(math.pi * share))
        for group in self.optimizer.param_groups:
            group["lr"] = rate * warm
        chosen = [self.examples[i] for i in batch]
        with torch.no_grad():
            torch._foreach_copy_(self.rough, self.learnt)
        logits = self.twin(**tensors(self.cutter, chosen)).float()
        loss = partial_loss(logits + PRIOR * torch.from_numpy(self.priors[list(batch)]), [e.target for e in chosen])
        loss.backward()
        self._share_gradients()
        torch.nn.utils.clip_grad_norm_(self.learnt, 1.0)
        self.optimizer.step()
        return float(loss.detach())

    def _share_gradients(self) -> None:
        """Give every process the mean of all gradients, so that all take the same step."""
        joined = torch.cat([p.grad.flatten() for p in self.rough]).float()
        distributed.all_reduce(joined)
        parts = joined.div_(PROCESSES).split([p.numel() for p in self.rough])
        for rough, learnt, part in zip(self.rough, self.learnt, parts, strict=True):
            rough.grad, learnt.grad = None, part.view_as(learnt)

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


def padded(tokens: int) -> int:
    """The width that a text of so many tokens is padded to: few, because each new shape is compiled anew."""
    return -16 * (-tokens // 16)


def tensors(cut: Tokenizer, examples: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Padded token numbers, mask and segments of a batch."""
    coded = [cut.encode(e.passage, e.claim) for e in examples]
    width = padded(max(len(c.ids) for c in coded))
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
    for name, rows in by_set.items():
        if name != "fever" and not name.startswith("contrast"):
            continue
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
    coded = [padded(len(cut.encode(e.passage, e.claim).ids)) for e in examples]
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
    _save_as(path, lambda part: torch.save(value, part))


def _save_as(path: Path, write: Callable[[Path], object]) -> None:
    part = path.with_suffix(".part")
    write(part)
    part.replace(path)


if __name__ == "__main__":
    main()

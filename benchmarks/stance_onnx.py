"""A stance model in a folder (``model.onnx``, ``tokenizer.json``, ``model.json``), read with onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from loupe.checking.models import Opinion, Pair

__all__ = ["OnnxStance"]


class OnnxStance:
    """Passage first, claim second; the same pair is read once."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        card = json.loads((folder / "model.json").read_text("utf-8"))
        self._labels = [str(label) for label in card["labels"]]
        calibration = card.get("calibration", {"temperature": 1.0, "bias": [0.0, 0.0, 0.0]})
        self._temperature, self._bias = float(calibration["temperature"]), np.array(calibration["bias"])
        self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokens.enable_truncation(int(card["max_tokens"]), strategy="only_first")
        self._tokens.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, ["CPUExecutionProvider"])
        self._known: dict[tuple[str, str], Opinion] = {}
        self.name = folder.name

    def read(self, pairs: Sequence[Pair]) -> list[Opinion | None]:
        """An opinion of each pair, in batches of equal length."""
        wanted = sorted(
            {(p.passage, p.claim) for p in pairs} - self._known.keys(), key=lambda k: (len(k[0]) + len(k[1]), k)
        )
        for start in range(0, len(wanted), 32):
            batch = wanted[start : start + 32]
            encoded = self._tokens.encode_batch(batch)
            feed = {
                "input_ids": np.array([e.ids for e in encoded], np.int64),
                "attention_mask": np.array([e.attention_mask for e in encoded], np.int64),
                "token_type_ids": np.array([e.type_ids for e in encoded], np.int64),
            }
            logits = self._session.run(None, feed)[0] / self._temperature + self._bias
            likely = np.exp(logits - logits.max(axis=1, keepdims=True))
            likely /= likely.sum(axis=1, keepdims=True)
            for key, row in zip(batch, likely, strict=True):
                of = dict(zip(self._labels, map(float, row), strict=True))
                self._known[key] = Opinion(of["supports"], of["contradicts"], of["neither"])
        return [self._known[p.passage, p.claim] for p in pairs]

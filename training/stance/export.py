"""Writes the trained network as the int8 ONNX file that comes with Loupe, with its calibration and its record.

Run: PYTHONPATH=src:training python -m stance.export FOLDER_OF_THE_BENCHMARK_DATA --weights FILE.pt --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import tempfile
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from scipy.optimize import minimize
from tokenizers import Tokenizer

from stance.examples import LABELS, TEST_ONLY, Example, held_out, second_halves
from stance.network import CrossEncoder, encoder_folder
from stance.train import STAGES, TOKENS, accuracy, cutter

DATA = {
    "SNLI, development and test": "CC BY-SA 4.0",
    "FEVER, labelled development pairs": "CC BY-SA 3.0",
    "Curriculum, 15 of its parts": "MIT; parts with licences of their own",
    "SciFact, claims and rationales": "CC BY 4.0, ODC-BY",
    "Factcheck-GPT, subtask 3": "Apache-2.0",
    "WiCE, sentences of its training part with unsupported words": "ODC-BY",
    "contrast pairs made by training/contrast": "sentences of the sets above and of MEANTIME (CC BY 4.0)",
    "half of fool-me-twice, fever-symmetric and WiCE (last stage)": "Apache-2.0, CC BY-SA, ODC-BY",
}
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def main() -> None:
    """Export, calibrate, measure what int8 costs, and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    model = given.out / "model.onnx"
    write_int8(given.weights, model)
    shutil.copyfile(encoder_folder() / "tokenizer.json", given.out / "tokenizer.json")
    examples, _ = pickle.loads((given.weights.parent / "prepared.pickle").read_bytes())
    kept = [e for e in examples if held_out(e)][:3_000]
    session, cut = onnxruntime.InferenceSession(model), cutter()
    calibration = calibrate(logits(session, cut, kept), kept)
    halves: dict[str, list[Example]] = {"held out": kept}
    for example in second_halves(given.bench, train=False):
        halves.setdefault(example.set, []).append(example)
    scores = {
        name: round(accuracy(name, chances(session, cut, some, calibration), some), 3) for name, some in halves.items()
    }
    card = {
        "name": "loupe-stance",
        "labels": LABELS,
        "max_tokens": TOKENS,
        "calibration": calibration,
        "reads": {"neighbours": True, "dated": False},
        "weights_sha256": sha256(model.read_bytes()).hexdigest(),
        "training": {
            "from": "all-MiniLM-L6-v2 (Apache-2.0), word pieces frozen",
            "data": DATA,
            "stages": [asdict(stage) for stage in STAGES if (given.weights.parent / f"{stage.name}.pt").exists()],
            "never trained on": TEST_ONLY[3:],
            "scores": scores,
        },
    }
    (given.out / "model.json").write_text(json.dumps(card, indent=1) + "\n")
    print(json.dumps({"bytes": model.stat().st_size, "calibration": calibration, **scores}, indent=1))


def write_int8(weights: Path, out: Path) -> None:
    """The network as ONNX: weights in int8 with a scale for each channel, activations scaled as they come."""
    net = CrossEncoder(encoder_folder())
    net.load_state_dict(torch.load(weights))
    net.eval()
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in INPUTS)
    axes = {name: {0: "pairs", 1: "tokens"} for name in INPUTS} | {"logits": {0: "pairs"}}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            net, example, plain, input_names=list(INPUTS), output_names=["logits"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, out, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"]
        )
    onnx.checker.check_model(str(out))


def logits(session: onnxruntime.InferenceSession, cut: Tokenizer, examples: list[Example]) -> np.ndarray:
    """Three numbers for each example, each read alone."""
    rows = []
    for example in examples:
        coded = cut.encode(example.passage, example.claim)
        fed = {"input_ids": coded.ids, "attention_mask": coded.attention_mask, "token_type_ids": coded.type_ids}
        rows.append(session.run(None, {k: np.array([v], dtype=np.int64) for k, v in fed.items()})[0][0])
    return np.array(rows)


def chances(
    session: onnxruntime.InferenceSession, cut: Tokenizer, examples: list[Example], calibration: dict[str, object]
) -> np.ndarray:
    """Calibrated chances of the three answers."""
    return _softmax(logits(session, cut, examples) / calibration["temperature"] + np.array(calibration["bias"]))


def calibrate(raw: np.ndarray, examples: list[Example]) -> dict[str, object]:
    """Temperature and one number for each answer that make held-out answers most likely (Guo et al., ICML 2017)."""
    right = np.array([[bool(e.target & 1 << k) for k in range(3)] for e in examples])

    def cost(x: np.ndarray) -> float:
        told = _softmax(raw / np.exp(x[0]) + np.array([x[1], x[2], 0.0]))
        return float(-np.log((told * right).sum(axis=1) + 1e-9).mean() + 0.01 * (x[1:] ** 2).sum())

    found = minimize(cost, np.zeros(3), method="Nelder-Mead").x
    bias = [round(float(found[1]), 4), round(float(found[2]), 4), 0.0]
    return {"temperature": round(float(np.exp(found[0])), 4), "bias": bias}


def _softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


if __name__ == "__main__":
    main()

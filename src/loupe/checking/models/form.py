"""What a folder says of the model in it: its name, what its outputs mean, how long a text it reads.

Two forms are read. Loupe's own has ``model.json`` beside ``model.onnx`` and ``tokenizer.json``:

- ``name``: what the model is called;
- ``labels``: the meaning of each output, in order: "supports", "contradicts", "neither";
- ``max_tokens``: the longest input, special tokens included;
- ``calibration``: ``{"temperature": t, "bias": [...]}``; the outputs become chances by softmax(output / t + bias);
- ``reads``: ``{"neighbours": true, "dated": false}``, what of a pair beside claim and passage it was trained on;
- anything else, such as a record of its training, is left alone.

The first segment of the input is the passage (with its neighbours around it), the second the claim.

The other form is a folder as Hugging Face's libraries write it, with ``config.json`` and its ``id2label``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from loupe.model.errors import ModelUnreadable

__all__ = ["MOST_TOKENS", "Form", "Meaning", "form_of"]

Meaning = Literal["supports", "contradicts", "neither"]

MOST_TOKENS = 256
"""The longest input given to a model that does not say itself how long a text Loupe should give it."""

_LEAST_TOKENS = 32
_MOST_BYTES = 4 * 1024 * 1024
_MEANINGS: dict[str, Meaning] = {
    "supports": "supports",
    "support": "supports",
    "supported": "supports",
    "entailment": "supports",
    "entail": "supports",
    "entails": "supports",
    "contradicts": "contradicts",
    "contradict": "contradicts",
    "contradiction": "contradicts",
    "contradictory": "contradicts",
    "refutes": "contradicts",
    "refute": "contradicts",
    "refuted": "contradicts",
    "neither": "neither",
    "neutral": "neither",
    "nei": "neither",
    "not enough info": "neither",
    "not enough information": "neither",
    "not enough evidence": "neither",
    "not entailment": "neither",
    "not supported": "neither",
    "unrelated": "neither",
}
_NAME_THEM = 'Say what each output means, in order, in loupe.toml: labels = ["supports", "neither", "contradicts"]'


@dataclass(frozen=True, slots=True)
class Form:
    """How a model is to be fed and understood; ``labels`` has the meaning of each output, in order.

    ``temperature`` > 0 and ``bias`` (one number for each output) turn outputs into calibrated chances.
    """

    name: str
    labels: tuple[Meaning, ...]
    max_tokens: int = MOST_TOKENS
    temperature: float = 1.0
    bias: tuple[float, ...] = ()
    neighbours: bool = True
    dated: bool = False


def form_of(folder: Path, name: str, labels: Sequence[str] = ()) -> Form:
    """The form of the model in a folder; ``labels`` go before what the folder says. Raises ModelUnreadable."""
    if (folder / "model.json").is_file():
        return _own(_json(folder / "model.json"), name, labels)
    config = _json(folder / "config.json") if (folder / "config.json").is_file() else {}
    limits = [_whole(config.get("max_position_embeddings"))]
    if (folder / "tokenizer_config.json").is_file():
        limits.append(_whole(_json(folder / "tokenizer_config.json").get("model_max_length")))
    most = min((limit for limit in limits if limit), default=MOST_TOKENS)
    if most < _LEAST_TOKENS:
        raise ModelUnreadable(f"The model {name} reads {most} tokens at most; Loupe needs {_LEAST_TOKENS} or more.")
    return Form(name, _meanings(labels or _names(config, name), name), min(most, MOST_TOKENS))


def _own(told: dict[str, Any], name: str, labels: Sequence[str]) -> Form:
    called, names, most = told.get("name"), told.get("labels"), told.get("max_tokens")
    if not (isinstance(called, str) and called.strip() and len(called) <= 100):
        raise ModelUnreadable(f"model.json of {name} has no name.")
    if not (isinstance(names, list) and all(isinstance(one, str) for one in names)):
        raise ModelUnreadable(f"model.json of {name} does not list its labels.", hint=_NAME_THEM)
    if type(most) is not int or not _LEAST_TOKENS <= most <= 8192:
        raise ModelUnreadable(f"model.json of {name}: max_tokens must be a whole number from {_LEAST_TOKENS} to 8192.")
    meanings = _meanings(labels or names, name)
    calibration, reads = told.get("calibration", {}), told.get("reads", {})
    if not isinstance(calibration, dict) or not isinstance(reads, dict):
        raise ModelUnreadable(f"model.json of {name}: calibration and reads must be objects.")
    temperature, bias = calibration.get("temperature", 1.0), calibration.get("bias", [0.0] * len(meanings))
    if not (_number(temperature) and temperature > 0):
        raise ModelUnreadable(f"model.json of {name}: the temperature must be a number above 0.")
    if not (isinstance(bias, list) and len(bias) == len(meanings) and all(map(_number, bias))):
        raise ModelUnreadable(f"model.json of {name}: the bias must be one number for each label.")
    neighbours, dated = reads.get("neighbours", True), reads.get("dated", False)
    if not (isinstance(neighbours, bool) and isinstance(dated, bool)):
        raise ModelUnreadable(f"model.json of {name}: what it reads must be true or false.")
    return Form(called, meanings, most, float(temperature), tuple(map(float, bias)), neighbours, dated)


def _names(config: dict[str, Any], name: str) -> list[str]:
    """The names of the outputs in their order, from ``id2label``."""
    told = config.get("id2label")
    if not isinstance(told, dict) or not told:
        raise ModelUnreadable(f"Nothing in {name} says what the outputs of the model mean.", hint=_NAME_THEM)
    if sorted(told) != sorted(map(str, range(len(told)))) or not all(isinstance(one, str) for one in told.values()):
        raise ModelUnreadable(f"The id2label of {name} does not name its outputs from 0 on.", hint=_NAME_THEM)
    return [told[str(at)] for at in range(len(told))]


def _meanings(names: Sequence[str], model: str) -> tuple[Meaning, ...]:
    folded = [" ".join(name.lower().replace("_", " ").replace("-", " ").split()) for name in names]
    if all(name.startswith("label ") for name in folded):
        raise ModelUnreadable(f"The model {model} does not name its outputs: {', '.join(names)}.", hint=_NAME_THEM)
    for name, told in zip(folded, names, strict=True):
        if name not in _MEANINGS:
            raise ModelUnreadable(f"The model {model} has an output “{told}” that Loupe cannot place.", hint=_NAME_THEM)
    meanings = tuple(_MEANINGS[name] for name in folded)
    if len(set(meanings)) < len(meanings):
        raise ModelUnreadable(f"Two outputs of the model {model} mean the same: {', '.join(names)}.", hint=_NAME_THEM)
    if not {"supports", "neither"} <= set(meanings):
        raise ModelUnreadable(
            f"The model {model} cannot say that a passage decides nothing: {', '.join(names)}.",
            hint="Use one with the outputs entailment, neutral and contradiction, or entailment and not_entailment.",
        )
    return meanings


def _json(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelUnreadable(f"{path} cannot be read as JSON.") from error
    if not isinstance(told, dict):
        raise ModelUnreadable(f"{path} does not hold a JSON object.")
    return told


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _whole(value: object) -> int | None:
    """A limit that somebody meant; tokenizers that know none write 1e30."""
    return value if type(value) is int and 0 < value < 1_000_000 else None

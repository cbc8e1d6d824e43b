"""A cross-encoder from an ONNX file: the model in the box, or one that a person has.

Pairs are read one by one and never padded: an int8 model scales the numbers inside it by the largest of the whole
batch, so that a pair's opinion would hang on what else is in the batch (``tests/checking/test_models_onnx.py`` shows
it). Each run has one thread; with more threads several pairs are read at once, and the opinions stay the same.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from loupe.checking.models.fitting import fit
from loupe.checking.models.form import Form, form_of
from loupe.checking.models.opinion import Opinion, Pair
from loupe.model.errors import ModelUnreadable

__all__ = ["OnnxModel", "can_run", "open_model"]

_INSTALL = "pip install 'loupe-workbench[models]'"
_EXPORT = (
    "Write it as ONNX, for example with: optimum-cli export onnx --model FOLDER --task text-classification OUT"
    "; then name OUT."
)
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin", "tf_model.h5", "*.msgpack", "*.gguf")
_READING = "1"
"""Goes up when the same files are read in another way."""


def can_run() -> bool:
    """Whether the packages that run a model are installed; none is imported."""
    return find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None


def open_model(path: Path, labels: Sequence[str] = (), threads: int = 1) -> OnnxModel:
    """The model in a folder or of an ONNX file; ``labels`` say what its outputs mean where it does not say so itself.

    ``threads`` is how many pairs are read at once. Only the description and the hashes are read until the first pair.
    Raises ModelUnreadable.
    """
    file, folder = _file(path)
    cutter = next((f for f in (folder / "tokenizer.json", file.parent / "tokenizer.json") if f.is_file()), None)
    if cutter is None:
        raise ModelUnreadable(
            f"There is no tokenizer.json in {folder}.",
            hint="Save the model's fast tokenizer there: it writes tokenizer.json.",
        )
    if not can_run():
        raise ModelUnreadable("The packages that run a model are not installed.", hint=_INSTALL)
    form = form_of(folder, path.name or str(path), labels)
    return OnnxModel(file, cutter, form, threads)


class OnnxModel:
    """Reads pairs with a cross-encoder; the files are opened when the first pair comes. Several threads may use it.

    ``form`` tells what the outputs mean. The name holds the beginning of a SHA-256 over the weights, the
    tokenizer and the form.
    """

    def __init__(self, file: Path, cutter: Path, form: Form, threads: int = 1) -> None:
        self.form = form
        self.file = file
        self._cutter = cutter
        self._threads = max(1, threads)
        self._lock = threading.Lock()
        self._ready: tuple[Any, Any, dict[str, type]] | None = None
        parts = [_READING, json.dumps(asdict(form), sort_keys=True)]
        parts += [_sha256(part) for part in (file, cutter, *_beside(file))]
        self.sha256 = hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def name(self) -> str:
        """Name and the beginning of the hash."""
        return f"{self.form.name}/{self.sha256[:12]}"

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the ONNX file alone, as anybody can compute it."""
        return _sha256(self.file)

    def read(self, pairs: Sequence[Pair]) -> list[Opinion | None]:
        """An opinion of each pair, None where the claim or the passage is empty or the claim alone fills the input.

        Raises ModelUnreadable.
        """
        self._loaded()
        if self._threads == 1 or len(pairs) < 2:
            return [self._one(pair) for pair in pairs]
        with ThreadPoolExecutor(min(self._threads, len(pairs))) as pool:
            return list(pool.map(self._one, pairs))

    def _one(self, pair: Pair) -> Opinion | None:
        session, tokenizer, inputs = self._loaded()
        fitted = fit(tokenizer, pair, self.form)
        if fitted is None:
            return None
        given = {"input_ids": fitted.ids, "attention_mask": fitted.attention_mask, "token_type_ids": fitted.type_ids}
        feed: dict[str, Any] = {name: np.array([given[name]], dtype=kind) for name, kind in inputs.items()}
        try:
            output = np.asarray(session.run(None, feed)[0], dtype=np.float64)
        except Exception as error:  # the library's own errors share no class but this one
            raise ModelUnreadable(f"The model {self.form.name} stopped while it read a pair.") from error
        if output.shape != (1, len(self.form.labels)):
            raise ModelUnreadable(
                f"The model {self.form.name} gives an output of the form {list(output.shape)}, "
                f"not one number for each of {len(self.form.labels)} labels."
            )
        return self._opinion(output[0])

    def _opinion(self, output: np.ndarray[Any, np.dtype[np.float64]]) -> Opinion | None:
        scores = output / self.form.temperature + (np.array(self.form.bias) if self.form.bias else 0.0)
        if not np.isfinite(scores).all():
            return None
        powers = np.exp(scores - scores.max())
        chances = powers / powers.sum()
        by_label = dict(zip(self.form.labels, map(float, chances), strict=True))
        return Opinion(by_label["supports"], by_label.get("contradicts", 0.0), by_label["neither"])

    def _loaded(self) -> tuple[Any, Any, dict[str, type]]:
        with self._lock:
            if self._ready is None:
                self._ready = (*_open(self.file, self._cutter, self.form.name),)
            return self._ready


def _open(file: Path, cutter: Path, name: str) -> tuple[Any, Any, dict[str, type]]:
    try:
        import onnxruntime as ort
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelUnreadable("The packages that run a model are not installed.", hint=_INSTALL) from error
    ort.set_default_logger_severity(4)
    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.log_severity_level = 4
    # One thread each, and none that spins: two spinning threads on a busy machine are slower than one.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.use_deterministic_compute = True
    options.enable_mem_pattern = False  # it remembers a layout for every length, and lengths differ
    try:
        session = ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(cutter))
    except Exception as error:  # the libraries' own errors share no class but this one
        raise ModelUnreadable(f"The model {name} cannot be loaded: {_first_line(error)}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    kinds = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
    inputs: dict[str, type] = {one.name: kinds.get(one.type, np.void) for one in session.get_inputs()}
    known = {"input_ids", "attention_mask", "token_type_ids"}
    if "input_ids" not in inputs or not set(inputs) <= known or np.void in inputs.values():
        asked = ", ".join(sorted(inputs)) or "nothing"
        raise ModelUnreadable(f"The model {name} asks for {asked}; Loupe gives {', '.join(sorted(known))}.")
    return session, tokenizer, inputs


def _file(path: Path) -> tuple[Path, Path]:
    """The ONNX file, and the folder that describes it."""
    if path.is_file():
        if path.suffix != ".onnx":
            raise ModelUnreadable(f"{path} is not an ONNX file.", hint=_EXPORT)
        described = any((path.parent / name).is_file() for name in ("model.json", "config.json", "tokenizer.json"))
        return path, path.parent if described or path.parent.name != "onnx" else path.parent.parent
    if not path.is_dir():
        raise ModelUnreadable(f"There is no model at {path}.")
    for file in (path / "model.onnx", path / "onnx" / "model.onnx"):
        if file.is_file():
            return file, path
    others = sorted(file.name for pattern in _WEIGHTS for file in path.glob(pattern))
    if others:
        raise ModelUnreadable(f"{path} holds weights that Loupe does not run ({others[0]}).", hint=_EXPORT)
    several = sorted((*path.glob("*.onnx"), *path.glob("onnx/*.onnx")))
    if several:
        names = ", ".join(file.relative_to(path).as_posix() for file in several[:5])
        raise ModelUnreadable(f"{path} has no model.onnx.", hint=f"Name one of its files: {names}.")
    raise ModelUnreadable(f"There is no model.onnx in {path}.", hint=_EXPORT)


def _beside(file: Path) -> list[Path]:
    """Files that hold weights of a model too large for one file."""
    return [f for f in (file.with_name(file.name + end) for end in ("_data", ".data")) if f.is_file()]


def _sha256(path: Path) -> str:
    try:
        seen = path.stat()
        return _sha256_of(path, seen.st_size, seen.st_mtime_ns)
    except OSError as error:
        raise ModelUnreadable(f"{path} cannot be read.") from error


@lru_cache(maxsize=32)
def _sha256_of(path: Path, size: int, changed: int) -> str:  # noqa: ARG001  they tell a changed file from this one
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return (text.splitlines()[0][:200] if text else type(error).__name__).rstrip(".") + "."

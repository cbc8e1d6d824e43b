"""The stance model that a case is set to, and the answers of a chat model that the case keeps."""

from __future__ import annotations

import json
import os
from pathlib import Path

from loupe.checking.models import ChatModel, StanceModel, find_stance_model, open_model
from loupe.engine.settings import Settings

__all__ = ["NO_MODEL", "KeptAnswers", "model_name", "stance_model"]

NO_MODEL = "none"
"""What a proposal records where no model was used."""

_ANSWERS = "answers.jsonl"
_LONGEST_LINE = 1024 * 1024


def stance_model(settings: Settings, folder: Path) -> StanceModel | None:
    """The model that the settings of the case in ``folder`` ask for; None for none, or when the box holds none.

    Nothing is loaded or sent before the first pair. Raises ModelUnreadable, and ModelRefused for a chat server that may
    not be asked.
    """
    model = settings.model
    if model.stance == "none":
        return None
    if model.stance == "shipped":
        return find_stance_model(settings.pairs_at_once)
    if model.stance == "chat":
        return ChatModel(
            model.chat_address,
            model.chat_model,
            KeptAnswers(folder / _ANSWERS),
            key=os.environ.get(model.chat_key_variable) or None if model.chat_key_variable else None,
            key_variable=model.chat_key_variable,
            allow_network=model.allow_network,
            seconds=float(model.chat_seconds),
        )
    return open_model(folder / Path(model.stance).expanduser(), model.labels, settings.pairs_at_once)


def model_name(model: StanceModel | None) -> str:
    """What a proposal records of the model it was made with."""
    return model.name if model else NO_MODEL


class KeptAnswers:
    """The answers of a chat model in a file of the case: derived, may be deleted; then the model is asked again.

    One line of JSON for each answer, appended. A line that a killed run left half written is passed over. A case that
    may not be written keeps them in memory alone.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, str] | None = None

    def get(self, key: str, /) -> str | None:
        """The answer kept under the key."""
        return self._all().get(key)

    def __setitem__(self, key: str, answer: str, /) -> None:
        """Keep an answer."""
        self._all()[key] = answer
        line = json.dumps({"key": key, "answer": answer}) + "\n"
        try:
            # The line feed ahead ends whatever a killed run has left; empty lines say nothing.
            with self._file.open("ab") as file:
                file.write(("\n" + line).encode("ascii"))
        except OSError:
            return

    def _all(self) -> dict[str, str]:
        if self._known is None:
            self._known = {}
            try:
                with self._file.open("rb") as file:
                    while line := file.readline(_LONGEST_LINE):
                        self._take(line)
            except OSError:
                pass
        return self._known

    def _take(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            key, answer = told["key"], told["answer"]
        except (ValueError, RecursionError, LookupError, TypeError):
            return
        if isinstance(key, str) and isinstance(answer, str) and self._known is not None:
            self._known[key] = answer

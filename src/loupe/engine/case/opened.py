"""An open case: its files, its settings, and what is held of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from loupe.checking.models import StanceModel
from loupe.engine.check.checking import made_with
from loupe.engine.check.indexing import encoder_names
from loupe.engine.check.models import model_name, stance_model
from loupe.engine.check.scripts import Rules
from loupe.engine.pages.browsing import Browsing
from loupe.engine.pages.claimdesk import ClaimDesk
from loupe.engine.pages.known import Known
from loupe.engine.pages.reasons import Reasons
from loupe.engine.settings import Settings, default_settings_text, parse_settings
from loupe.judging import DEFAULT_POLICY_TEXT, Policy, parse_policy
from loupe.model.errors import (
    ModelError,
    PolicyInvalid,
    WriteDenied,
)
from loupe.search import SearchIndex
from loupe.store import Store, UnderstoodStore

__all__ = ["Opened", "actor"]


class Opened:
    """An open case: its files, its settings, and what is held of it while it is open."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index: SearchIndex | None = None
        self._understood: UnderstoodStore | None = None
        self._model: StanceModel | None = None
        self._model_known = False
        self._browsing: Browsing | None = None
        self._making = threading.RLock()  # of what is made when it is first asked for
        self._searching = threading.Lock()
        self._indexed = -1
        self._reasons: Reasons | None = None
        self.settings: Settings = parse_settings(_file(store.path / "loupe.toml", default_settings_text(store.name)))
        self.policy_text: str = _file(store.path / "policy.toml", DEFAULT_POLICY_TEXT)
        self.policy: Policy = parse_policy(self.policy_text)
        self._rules = Rules(
            store.name, self.policy.name, self.policy_text, self.policy.corroborating_origins, self.settings,
            self._in_use,
        )  # fmt: skip
        self._known = Known(store, self._rules)
        self._claim_desk = ClaimDesk(self._known)

    @classmethod
    def create(cls, path: str | Path, name: str | None = None) -> Self:
        """Make a new case folder; raises CaseExists when something is there already."""
        folder = Path(path)
        called = name or folder.resolve().name
        files = {"loupe.toml": default_settings_text(called), "policy.toml": DEFAULT_POLICY_TEXT}
        return cls(Store.create(folder, called, files, actor=actor()))

    @classmethod
    def open(cls, path: str | Path, *, readonly: bool = False, who: str | None = None) -> Self:
        """Open a case; ``who`` does what is done to it, in place of this machine's user.

        Raises CaseMissing, CaseNewer or CaseDamaged.
        """
        store = Store.open(Path(path), readonly=readonly, actor=who or actor())
        try:
            return cls(store)
        except BaseException:
            store.close()
            raise

    @classmethod
    def open_as_allowed(cls, path: str | Path) -> Self:
        """Open a case for writing, or for reading only where it may not be changed."""
        try:
            return cls.open(path)
        except WriteDenied:
            return cls.open(path, readonly=True)

    @property
    def path(self) -> Path:
        """The case's folder."""
        return self._store.path

    @property
    def name(self) -> str:
        """What the case is called."""
        return self._store.name

    def close(self) -> None:
        """Let go of the case's files."""
        if self._reasons is not None:
            self._reasons.close()
        if self._index is not None:
            self._index.close()
        if self._understood is not None:
            self._understood.close()
        if self._browsing is not None:
            self._browsing.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def stance_model(self) -> StanceModel | None:
        """The stance model that this case is set to, None for none; raises ModelUnreadable, ModelRefused."""
        if not self._model_known:
            self._model = stance_model(self.settings, self.path)
            self._model_known = True
        return self._model

    def _in_use(self) -> dict[str, str]:
        """What a proposal would be made with now; a model that cannot be used does not keep a case from being read."""
        model = _usable(lambda: model_name(self.stance_model))
        return made_with(_usable(lambda: encoder_names(self.settings, self.path)), model)


def _file(path: Path, default: str) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return default
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyInvalid(f"{path.name} of the case cannot be read.") from error


def _usable(name: Callable[[], str]) -> str:
    try:
        return name()
    except ModelError as error:
        return f"none: {error.code}"


def actor() -> str:
    """Who works on this machine, by its environment: decisions are kept under this name where none is given."""
    for name in ("LOUPE_USER", "USER", "LOGNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    return "loupe"

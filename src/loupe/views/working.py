"""How a report that takes long stands: being worked out, at hand, or failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Status", "Working"]

Status = Literal["waiting", "working", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class Working:
    """A report by its name and what it is called; ``seconds`` since somebody wanted it.

    ``doing`` is what is being done now, ``done`` of ``total`` of it, both 0 where nobody counts. ``earlier`` says that
    the report as it was before the last change of the case is shown meanwhile. ``words`` and ``hint`` say what went
    wrong; ``unread`` what of the archive was not understood, a sentence each: the report knows nothing of that.
    """

    name: str
    called: str
    status: Status
    seconds: int = 0
    doing: str = ""
    done: int = 0
    total: int = 0
    earlier: bool = False
    words: str = ""
    hint: str = ""
    unread: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing more is being done."""
        return self.status in ("ready", "failed")

"""What somebody wants to look at of a timeline, and the addresses that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from loupe.reasoning.moments import calendar_interval
from loupe.reasoning.timelines import Window

__all__ = ["Looked", "look_of"]


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody wants to look at: a stretch of time, what it is about, one account, which of several pages.

    ``start`` and ``end`` are as they stand in the address; ``caution`` says what of it could not be read. ``at`` is the
    statement that somebody has chosen, which zooming is about; it stands in no address.
    """

    start: str = ""
    end: str = ""
    about: str = ""
    account: str = ""
    page: int = 1
    window: Window = (None, None)
    caution: str = ""
    at: str = ""

    def with_window(self, start: datetime | None, end: datetime | None) -> str:
        """The query of an address that shows another stretch, all else as it is."""
        return _query(_stamp(start), _stamp(end), self.about, self.account, 1)

    @property
    def query(self) -> str:
        """The query of the address of this very look."""
        return _query(self.start, self.end, self.about, self.account, self.page)

    def turned(self, page: int) -> str:
        """The query of another page of lanes."""
        return _query(self.start, self.end, self.about, self.account, page)

    def of_account(self, account: str) -> str:
        """The query of one account alone."""
        return _query(self.start, self.end, self.about, account, 1)


def look_of(start: str, end: str, about: str, account: str, page: int, at: str = "") -> Looked:
    """What an address asks for; a stretch that cannot be read is left out, and said."""
    caution = ""
    first, last = _moment(start, 0), _moment(end, 1)
    if (start.strip() and first is None) or (end.strip() and last is None):
        caution = "That is no date. Dates are written 2003, 2003-02, 2003-02-15 or 2003-02-15T21:30."
        start, end, first, last = "", "", None, None
    elif first and last and first >= last:
        caution = "That stretch would end before it begins, so all is shown."
        start, end, first, last = "", "", None, None
    return Looked(
        start.strip()[:40], end.strip()[:40], about.strip()[:200], account[:400], max(1, page), (first, last), caution,
        at,
    )  # fmt: skip


def _moment(written: str, which: int) -> datetime | None:
    words = written.strip()
    if "T" in words:
        try:
            found = datetime.fromisoformat(words)
        except ValueError:
            return None
        return found if found.tzinfo is None else None
    interval = calendar_interval(words) if words else None
    return interval[which] if interval else None


def _stamp(moment: datetime | None) -> str:
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M}" if moment else ""


def _query(start: str, end: str, about: str, account: str, page: int) -> str:
    given = {"from": start, "to": end, "about": about, "account": account, "page": str(page) if page > 1 else ""}
    return urlencode({name: value for name, value in given.items() if value})

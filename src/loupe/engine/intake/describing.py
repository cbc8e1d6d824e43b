"""What a person says of a source, corrected: checked like a sheet's row, signed, and never over another's head."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from loupe.engine.intake.sheet import describe, make_description, names_itself
from loupe.model import MACHINE_TRANSCRIPT, Source
from loupe.model.errors import AlreadyDecided, UsageError
from loupe.store import Store

__all__ = ["FIELDS", "describe_source"]

FIELDS = ("title", "maker", "publisher", "published", "kind", "reliability", "draws_on", "address")
"""What a person may say of a source."""
_EMPTY: dict[str, Any] = {"kind": "document", "reliability": "F", "draws_on": ()}
_LONGEST = 1000

Said = Mapping[str, str | Sequence[str]]


def describe_source(store: Store, source_id: str, said: Said, was: Said, why: str, who: str) -> Source:
    """Keep what a person says of a source, "" for nothing; returns the source as it is then.

    ``was`` is what the person's page showed for the same fields. Raises IdUnknown, UsageError for what is no date,
    grade or field, and AlreadyDecided when one of the fields is something else by now.
    """
    before = store.source(source_id)
    _refuse(before, said)
    for name, shown in was.items():
        if name in said and (there := _plain(getattr(before, name))) != _plain(shown):
            raise AlreadyDecided(
                f"Somebody has changed {name} of {before.label} in the meantime: {there or 'nothing'}."
            )
    words = {name: " ".join(value.split()) for name, value in said.items() if isinstance(value, str)}
    drawn = tuple(" ".join(one.split()) for one in said.get("draws_on", ()) if one.strip())
    given = make_description(**{name: value for name, value in words.items() if value}, draws_on=drawn or None)
    if itself := names_itself(
        (before.id, before.name, before.name.rpartition("/")[2], given.title or before.title), drawn
    ):
        raise UsageError(
            f"“{itself}” is said to draw on itself.",
            hint="Under “draws on”, name other sources that it re-tells, or leave it empty.",
        )
    cleared: dict[str, Any] = {name: _EMPTY.get(name) for name, value in words.items() if not value}
    if "draws_on" in said and not drawn:
        cleared["draws_on"] = ()
    now: Source = replace(describe(before, given), **cleared)
    if now != before:
        store.replace_source(now, why.strip() or "described anew", who, before)
    return now


def _refuse(before: Source, said: Said) -> None:
    if unknown := sorted(said.keys() - set(FIELDS)):
        raise UsageError(f"A source has no “{unknown[0]}” to describe.", hint=f"Known are {', '.join(FIELDS)}.")
    for name, value in said.items():
        lines = (value,) if isinstance(value, str) else tuple(value)
        if isinstance(value, str) == (name == "draws_on") or any(map(_unfit, lines)):
            raise UsageError(f"“{name}” cannot be read.", hint=f"Write at most {_LONGEST:,} letters, on one line.")
    if before.kind == MACHINE_TRANSCRIPT and said.get("kind", before.kind) != before.kind:
        raise UsageError(
            "A machine heard these words, and its kind says so wherever they are shown.",
            hint="Add a corrected transcript as a file of its own, and name this one under “draws on”.",
        )


def _unfit(line: str) -> bool:
    """Whether a line is too long, or holds what no text may hold: controls, halves of characters."""
    return len(line) > _LONGEST or any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r" for c in line)


def _plain(value: object) -> str:
    if value is None or isinstance(value, str):
        return " ".join((value or "").split())
    assert isinstance(value, Sequence)
    return "; ".join(" ".join(one.split()) for one in value)

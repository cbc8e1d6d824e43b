"""Small words and signs that several commands say alike."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loupe.model import Source, to_plain

if TYPE_CHECKING:
    from loupe.views.contexts import ShownLabel

__all__ = ["GLYPHS", "count", "indented", "next_step", "shell", "source_plain", "verdict"]

GLYPHS: Mapping[ShownLabel, str] = {
    "contradicted": "✕",
    "contested": "◐",
    "not checked yet": "?",
    "uncorroborated": "○",
    "corroborated": "●",
    "not checkable": "–",
}
"""The sign of each verdict; never shown without its word."""


def verdict(label: ShownLabel) -> str:
    """The verdict as sign and word."""
    return f"{GLYPHS[label]} {label}"


def count(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: "1 claim", "1,200 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def indented(text: str, indent: str = "   ", width: int = 80) -> str:
    """The text wrapped to ``width`` columns, each line after ``indent``."""
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def shell(word: object) -> str:
    """A word as it has to be typed into a shell."""
    from shlex import quote

    return quote(str(word))


def next_step(*words: object) -> str:
    """The line that says which command comes next."""
    return "Next: " + " ".join(["loupe", *(shell(word) for word in words)])


def source_plain(source: Source) -> dict[str, Any]:
    """A source as its JSON object."""
    plain = to_plain(source)
    assert isinstance(plain, dict)
    return {"id": source.id, "label": source.label, **plain}

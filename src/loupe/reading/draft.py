"""The stored text in the making: pieces go in, passages with offsets come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loupe.model import Locator, PassageKind, Place, ReadBy, Segment
from loupe.model.errors import NoText, OverBudget
from loupe.reading.values import RawPassage, Reading, ReadingLimits, limit_hint

__all__ = ["GLUE", "Draft", "check_characters", "clean_text", "name_numbers", "one_line", "refuse_wordless"]

GLUE = "\x00"
"""At the end of a line: the word goes on in the next. No stored text holds this character."""

# Newlines and tabs stay; every other control character would break exports (XML forbids them) and shows as nothing.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NEWLINES = re.compile("\r\n?")
_HAS_WORD = re.compile(r"[^\W_]")


def clean_text(text: str) -> str:
    """Text with line feeds for line ends and without NUL, other control characters and lone surrogates."""
    if "\r" in text:
        text = _NEWLINES.sub("\n", text)
    if _UNWANTED.search(text) is None:
        return text
    return _UNWANTED.sub(_replacement, text)


def _replacement(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\x00":
        return ""
    return " " if character < "\x80" else "\ufffd"


def one_line(text: str | None, limit: int = 500) -> str | None:
    """Metadata as one line of at most ``limit`` characters; None when there is nothing in it."""
    if not text:
        return None
    return " ".join(clean_text(text).split())[:limit].strip() or None


class Draft:
    """Collects blocks of text, kept apart by a blank line, and the passages in them.

    Raises OverBudget as soon as the text passes ``limits.max_characters``.
    """

    def __init__(self, name: str, limits: ReadingLimits) -> None:
        self._name = name
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self.passages: list[RawPassage] = []

    def aside(self, text: str) -> None:
        """Put text into the stored text that no passage covers."""
        self._append(clean_text(text).strip())

    def add(
        self,
        text: str,
        place: Place,
        kind: PassageKind,
        speaker: str | None = None,
        *,
        read_by: ReadBy = "file",
        confidence: float | None = None,
    ) -> bool:
        """Add a block that is one passage in one place; False when it holds no word and was left out."""
        return self.add_lines([(text, place)], kind, speaker, read_by=read_by, confidence=confidence)

    def add_lines(
        self,
        lines: Iterable[tuple[str, Place]],
        kind: PassageKind,
        speaker: str | None = None,
        *,
        read_by: ReadBy = "file",
        confidence: float | None = None,
    ) -> bool:
        """Add a block of lines, each with its own place, as one passage; blank lines are left out.

        A line that ends with GLUE is joined to the next without a line break.
        """
        kept = [(words, place, line.endswith(GLUE)) for line, place in lines if (words := clean_text(line).strip())]
        if not any(_HAS_WORD.search(words) for words, _, _ in kept) and not (kind == "cue" and kept):
            return False
        parts: list[str] = []
        spans: list[tuple[int, int, Place]] = []
        at = 0
        for words, place, glued in kept:
            spans.append((at, at + len(words), place))
            parts.append(words if glued else words + "\n")
            at += len(parts[-1])
        start = self._append("".join(parts).removesuffix("\n"))
        segments = tuple(Segment(start + a, start + b, place) for a, b, place in spans)
        if len(self.passages) >= self._limits.max_passages:
            said = f"{self._name} holds more than {self._limits.max_passages:,} paragraphs, rows or cues."
            raise OverBudget(said, hint=limit_hint("max_passages"))
        self.passages.append(RawPassage(kind, speaker, Locator(segments), read_by, confidence))
        return True

    def label(self, text: str) -> None:
        """Put a speaker's label before the next block, on the same line and outside its passage."""
        self._append(clean_text(text).strip())
        self._parts[-1] += " "
        self._length += 1

    def _append(self, text: str) -> int:
        if not text:
            return self._length
        if self._parts:
            gap = "" if self._parts[-1].endswith(" ") else "\n\n"
            self._parts.append(gap)
            self._length += len(gap)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        check_characters(self._length, self._name, self._limits)
        return start

    @property
    def text(self) -> str:
        """The stored text so far."""
        return "".join(self._parts)


def check_characters(count: int, name: str, limits: ReadingLimits) -> None:
    """Raise OverBudget when a text is longer than the limit."""
    if count > limits.max_characters:
        raise OverBudget(
            f"{name} holds more than {limits.max_characters:,} characters of text.",
            hint=limit_hint("max_characters"),
        )


def refuse_wordless(reading: Reading, name: str) -> None:
    """Raise NoText when a reading has no passage."""
    if not reading.passages:
        raise NoText(f"{name} holds no words.")


def name_numbers(numbers: Sequence[int], most: int = 12) -> str:
    """Numbers as a person lists them: ``3, 5–7, 9`` and, when there are too many, ``and 14 more``."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:most]]
    left = sum(b - a + 1 for a, b in runs[most:])
    return ", ".join(shown) + (f" and {left} more" if left else "")

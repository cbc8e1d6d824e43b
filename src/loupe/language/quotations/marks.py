"""Where somebody's own words stand: pairs of quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loupe.language.quotations.verbs import SAYING

__all__ = ["Marked", "find_marked"]

_MOST = 12_000
"""Characters that one quotation may have; a mark that is not closed by then was none."""
_BREAK = re.compile(r"\n\s*\n")
_DASHED = re.compile(r"^[—–][ \t]*\S.*$", re.MULTILINE)
_AFTER_PAUSE = re.compile(r"[,.?!…]\s+([a-z]+)\s")
_SPEECH_ENDS = frozenset(",.!?;:…—–-")


@dataclass(frozen=True, slots=True)
class Marked:
    """A half-open span from an opening mark to its closing one, both included; not ``closed`` where that is missing."""

    start: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Style:
    """A pair of marks: what opens, what closes, and whether the closing one may also be an apostrophe."""

    opens: str
    closes: str
    doubtful: bool = False


_STYLES = (
    _Style("„", "“”"),
    _Style("“", "”"),
    _Style('"', '"'),
    _Style("«", "»"),
    _Style("‘", "’", doubtful=True),
    _Style("'", "'", doubtful=True),
)
_CLIPPED = re.compile(r"['’‘](?:em|tis|twas|til|cause|n|bout|ere|round|twould|un|s|ll|d|ve|re|m|t)\b", re.IGNORECASE)

_FEW_WORDS = re.compile(r"[\s(]['‘]\s?(?:[^\W\d_]+[ -]?){1,3}$")
"""A name or a word in single marks: "the 'school of Turin'"; a longer run may hold an apostrophe instead."""


def find_marked(text: str) -> tuple[Marked, ...]:
    """The outermost quotations of a text, in order; none inside another.

    A mark of the same kind at the beginning of a paragraph goes on with the quotation that the paragraph before left
    open. Single marks count only where no double ones are used in the text, because an apostrophe is one too.
    """
    found: list[Marked] = []
    for style in _STYLES:
        if (style.doubtful and found) or (style.opens == "“" and "„" in text):
            continue
        spans = list(_pairs(text, style))
        found.extend(s for s in spans if not any(f.start < s.end and s.start < f.end for f in found))
    return tuple(sorted(found, key=lambda m: m.start)) or _dashed(text)


def _dashed(text: str) -> tuple[Marked, ...]:
    """Turns that begin with a dash, each on its line, where two or more end as sentences do: "— I did, said he."."""
    lines = [m for m in _DASHED.finditer(text) if m.group().rstrip().endswith((".", "!", "?", "…"))]
    if len(lines) < 2:
        return ()
    return tuple(Marked(m.start(), _tag_in(text, m.start() + 1, m.end())) for m in lines)


def _tag_in(text: str, start: int, stop: int) -> int:
    for match in _AFTER_PAUSE.finditer(text, start, stop):
        if match[1] in SAYING:
            return match.start() + 1
    return start + len(text[start:stop].rstrip())


def _pairs(text: str, style: _Style) -> Iterator[Marked]:
    opened: int | None = None
    for at, opening in _signs(text, style):
        if opened is not None and _abandoned(text, opened, at):
            stop = _paragraph_end(text, opened)
            yield Marked(opened, stop, closed=False)
            opened = None
        if opened is None:
            opened = at if opening else None
        elif opening and not _begins_line(text, at):
            continue  # a mark inside: a title, or a quotation in a quotation
        elif not opening:
            yield Marked(opened, at + 1)
            opened = None
    if opened is not None and not style.doubtful:
        stop = _paragraph_end(text, opened)
        if stop - opened > 2:
            yield Marked(opened, stop, closed=False)


def _signs(text: str, style: _Style) -> Iterator[tuple[int, bool]]:
    """The places of the marks of a style, and whether each opens."""
    if style.opens[0] != style.closes[0]:
        for at, sign in enumerate(text):
            if sign in style.opens + style.closes:
                if style.doubtful and sign in style.closes and not _may_close(text, at):
                    continue
                yield at, sign in style.opens
        return
    inside = False
    for at, sign in enumerate(text):
        if sign != style.opens:
            continue
        if style.doubtful and not (_may_close(text, at) if inside else _may_open(text, at)):
            continue
        opening = _opens(text, at, inside)
        yield at, opening
        inside = opening or (inside and opening)


def _opens(text: str, at: int, inside: bool) -> bool:
    """A straight mark opens after a blank and before a word, closes the other way round; else by turns."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    left, right = not before or before.isspace() or before in "([—–-", bool(after) and not after.isspace()
    if left and right and not (inside and after in ",.;:!?"):
        return not inside or _begins_line(text, at)
    if not left and not right:
        return False
    return not inside


def _may_open(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    after = text[at + 1 : at + 3].strip()
    return (
        (not before or before.isspace() or before in "([—–-“") and after[:1].isalpha() and not _CLIPPED.match(text, at)
    )


def _may_close(text: str, at: int) -> bool:
    after, before = text[at + 1 : at + 2], text[:at].rstrip(" ")[-1:]
    if after.isalnum() or _CLIPPED.match(text, at):
        return False
    return before in _SPEECH_ENDS or bool(_FEW_WORDS.search(text[max(0, at - 40) : at]))


def _begins_line(text: str, at: int) -> bool:
    return not text[:at].rstrip(" \t") or text[max(0, at - 40) : at].rstrip(" \t")[-1:] == "\n"


def _abandoned(text: str, opened: int, at: int) -> bool:
    """Whether a paragraph ended inside the quotation and the next did not go on with a mark of its own."""
    if at - opened > _MOST:
        return True
    for gap in _BREAK.finditer(text, opened, at):
        follows = text[gap.end() : gap.end() + 1]
        if follows not in "“\"«‘'„":
            return True
    return False


def _paragraph_end(text: str, opened: int) -> int:
    gap = _BREAK.search(text, opened)
    end = gap.start() if gap else len(text)
    return opened + len(text[opened : min(end, opened + _MOST)].rstrip())

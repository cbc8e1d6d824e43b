"""The table of a question as a picture in black and white: hypotheses in rows, clues in columns, signs and words."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from loupe.publish.wording import as_markup, clean
from loupe.reasoning.clues import BANDS, NO_SUPPORT

__all__ = ["ask_picture"]

_LEFT, _WIDE, _TOTAL, _LINE, _PAD = 230, 170, 190, 16, 10
_LETTERS = 7.2
"""The width of a letter of 13 pixels, near enough to break lines by."""
_LEVELS = {band.words: level for level, band in enumerate(BANDS, 1)}


def ask_picture(asked: Mapping[str, Any], question: str) -> str:
    """An SVG of the table. ``asked`` is the document that ``loupe ask --json`` prints.

    Every weight is a sign with its words, so that the picture reads without colour and by a screen reader.
    """
    columns = [c for c in asked["columns"] if c["clues"]]
    heads = [_wrapped(f"{', '.join(c['clues'])}: {c['label']}", _WIDE) for c in columns]
    rows = [
        _row(row, columns) for row in sorted(asked["hypotheses"], key=lambda r: (r["id"] == "H0", r["place"], r["id"]))
    ]
    width = _LEFT + _WIDE * len(columns) + _TOTAL + 2 * _PAD
    title = _wrapped(question, width - 2 * _PAD)
    parts: list[str] = []
    y = _PAD + _LINE
    for line in title:
        parts.append(_text(_PAD, y, line, bold=True))
        y += _LINE
    y = _cells(parts, y, ["hypothesis"], heads, ["taken together"], bold=True)
    for name, cells, total in rows:
        y = _cells(parts, y, name, cells, total, bold=False)
    for line in _foot(asked, width):
        y += _LINE
        parts.append(_text(_PAD, y, line, bold=False))
    height = y + _LINE
    told = _description(asked, columns)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="t d" font-family="sans-serif" font-size="13">\n'
        f'<title id="t">{as_markup(question)}</title>\n<desc id="d">{as_markup(told)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _row(row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[str]], list[str]]:
    name = _wrapped(f"{row['id']} {row['text']}", _LEFT)
    if row["id"] == "H0":
        return name, [["– the rival"] for _ in columns], _wrapped("what the others are weighed against", _TOTAL)
    cells = [_cell(next(c for c in column["cells"] if c["hypothesis"] == row["id"])) for column in columns]
    total = "cannot hold as it stands" if row["impossible"] else row["together"] or "nothing is weighed"
    return name, cells, _wrapped(f"{row['place']}. {total}", _TOTAL)


def _cell(cell: Mapping[str, Any]) -> list[str]:
    return [line for part in _sides(cell) for line in _wrapped(part, _WIDE)]


def _sides(cell: Mapping[str, Any]) -> list[str]:
    """What speaks for and what against, each in sign and words, with what was said where reports cannot carry it."""
    parts = []
    for words, said in zip((cell["for"], cell["against"]), cell["said"], strict=True):
        if said != NO_SUPPORT:
            parts += [f"{_sign(words)} {words}", *([f"(said: {said})"] if said != words else [])]
    return parts or [f"0 {NO_SUPPORT}"]


def _sign(words: str) -> str:
    level = _LEVELS.get(words.removesuffix(" against"), 0)
    return ("−" if words.endswith(" against") else "+") * level or "0"


def _cells(
    parts: list[str], y: int, first: Sequence[str], cells: Sequence[Sequence[str]], last: Sequence[str], *, bold: bool
) -> int:
    """Draw one row below ``y`` and a line under it; where the next one begins."""
    tall = max(map(len, (first, *cells, last)))
    lefts = [_PAD, *(_PAD + _LEFT + i * _WIDE for i in range(len(cells))), _PAD + _LEFT + len(cells) * _WIDE]
    for left, lines in zip(lefts, (first, *cells, last), strict=True):
        for i, line in enumerate(lines):
            parts.append(_text(left, y + (i + 1) * _LINE, line, bold=bold))
    below = y + tall * _LINE + 8
    right = _PAD + _LEFT + len(cells) * _WIDE + _TOTAL
    weight = 2 if bold else 1
    parts.append(f'<path d="M{_PAD} {below}H{right}" stroke="#000" stroke-width="{weight}" fill="none"/>')
    return below


def _foot(asked: Mapping[str, Any], width: int) -> list[str]:
    lines = [
        "One column an origin. + supports the hypothesis, − speaks against it, each against someone or something else; "
        "more signs, more weight (ENFSI 2015). Persons gave the weights; this says of nobody that he did it."
    ]
    smallest = asked["hangs_on"]["smallest"]
    if smallest:
        sets = "; ".join(", ".join(change["clues"]) for change in smallest[:4])
        lines.append(f"The order changes without {sets}.")
    return [part for line in lines for part in _wrapped(line, width - 2 * _PAD)]


def _description(asked: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> str:
    told = []
    for row in asked["hypotheses"]:
        cells = [(c, cell) for c in columns for cell in c["cells"] if cell["hypothesis"] == row["id"]]
        words = "; ".join(f"{', '.join(c['clues'])} {' '.join(_sides(cell))}" for c, cell in cells)
        told.append(f"{row['id']} {row['text']}: {words or 'what the others are weighed against'}.")
    return " ".join(told)


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(clean(words), max(8, int((width - 12) / _LETTERS)), break_on_hyphens=False) or [""]


def _text(x: int, y: int, words: str, *, bold: bool) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}"{weight}>{as_markup(words)}</text>'

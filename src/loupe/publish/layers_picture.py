"""The layers by accounts as an SVG picture, and the line of detection against delay where a person gave numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loupe.publish.wording import as_markup
from loupe.reasoning.layers import Cell, Matrix, Row

__all__ = ["layers_picture"]

_LEFT, _WIDE, _HIGH, _TOP = 250, 114, 46, 190
_SHORT = {
    "opened with key or code": "key or code", "disabled beforehand": "off before", "unexplained": "no one knows",
}  # fmt: skip
# light fills that stay apart in grey; the word in the cell says the same
_FILL = {"beaten": "#d9e8f6", "surmised": "#f2f2f2", "denied": "#ffffff", "unknown": "#fbe3c8"}
_STYLE = (
    "text{font-family:sans-serif;font-size:12px;fill:#111}.h{font-weight:bold}.s{fill:#555;font-size:11px}"
    ".c{stroke:#333;stroke-width:1}.l{stroke:#111;stroke-width:2;fill:none}.g{stroke:#bbb;stroke-width:1}"
)


def layers_picture(matrix: Matrix) -> str:
    """One SVG: layers as rows, accounts as columns; an empty cell is a silent account. Readable in black and white."""
    wide = _LEFT + _WIDE * max(1, len(matrix.accounts)) + 150
    high = _TOP + _HIGH * max(1, len(matrix.rows)) + 50
    line = _line_height(matrix)
    title = f"Layers of {matrix.place}" if matrix.place else "Layers by accounts"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high + line}" '
        f'viewBox="0 0 {wide} {high + line}" role="img" aria-labelledby="t d">',
        f'<title id="t">{as_markup(title)}</title>',
        f'<desc id="d">{as_markup(_description(matrix))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect width="{wide}" height="{high + line}" fill="#fff"/>',
        f'<text class="h" x="12" y="24">{as_markup(title)}</text>',
        *_heads(matrix.accounts),
        *(part for n, row in enumerate(matrix.rows) for part in _row(row, n, matrix.accounts)),
        f'<text class="s" x="12" y="{high - 18}">An empty cell is an account that does not speak of the layer. '
        "◐ surmised or not said outright. It compares accounts; what is true a person decides.</text>",
    ]
    if line:
        parts += _reach_line(matrix, high)
    return "\n".join([*parts, "</svg>", ""])


def _description(matrix: Matrix) -> str:
    said = [f"{row.layer.name}: {row.standing}" for row in matrix.rows]
    return "; ".join(said) or "No layers."


def _heads(accounts: Sequence[str]) -> Iterator[str]:
    for n, account in enumerate(accounts):
        x, y = _LEFT + n * _WIDE + 14, _TOP - 20
        who, _, where = account.removesuffix(")").partition(" (")
        yield (
            f'<g transform="rotate(-38 {x} {y})"><title>{as_markup(account)}</title>'
            f'<text x="{x}" y="{y}">{as_markup(_cut(who, 30))}</text>'
            f'<text class="s" x="{x + 10}" y="{y + 14}">{as_markup(_cut(where, 34))}</text></g>'
        )


def _row(row: Row, number: int, accounts: Sequence[str]) -> Iterator[str]:
    y = _TOP + number * _HIGH
    yield f'<text class="h" x="12" y="{y + 20}">{number + 1}. {as_markup(_cut(row.layer.name, 24))}</text>'
    yield f'<text class="s" x="12" y="{y + 36}">{as_markup(_cut(row.layer.purpose, 36))}</text>'
    cells = {cell.account: cell for cell in row.cells}
    for n, account in enumerate(accounts):
        x = _LEFT + n * _WIDE
        if account in cells:
            yield from _cell(cells[account], x, y)
        else:
            yield f'<rect x="{x}" y="{y}" width="{_WIDE - 6}" height="{_HIGH - 6}" fill="none" class="g"/>'
    x = _LEFT + len(accounts) * _WIDE + 4
    yield f'<text x="{x}" y="{y + 24}">{as_markup(row.standing)}</text>'


def _cell(cell: Cell, x: int, y: int) -> Iterator[str]:
    shown = list({(e.verdict, e.denied): e for e in reversed(cell.entries)}.values())[::-1][:2]
    fill = _FILL["unknown"] if all(e.verdict == "unexplained" for e in shown) else _FILL["beaten"]
    if all(e.denied for e in shown):
        fill = _FILL["denied"]
    elif all(e.implied or e.cited.hedged for e in shown):
        fill = _FILL["surmised"]
    yield f"<g><title>{as_markup('; '.join(' '.join(e.cited.quote.split()) for e in cell.entries))}</title>"
    yield f'<rect x="{x}" y="{y}" width="{_WIDE - 6}" height="{_HIGH - 6}" fill="{fill}" class="c"/>'
    for n, e in enumerate(shown):
        sign = "◐ " if e.implied or e.cited.hedged else ""
        word = f"{sign}{'not ' if e.denied else ''}{_SHORT.get(e.verdict, e.verdict)}"
        yield f'<text x="{x + 6}" y="{y + 17 + 16 * n}">{as_markup(_cut(word, 15))}</text>'
    yield "</g>"


def _line_height(matrix: Matrix) -> int:
    return 300 if matrix.paths else 0


def _reach_line(matrix: Matrix, top: int) -> Iterator[str]:
    """Chance that anything has detected so far (up) while the delay runs out (to the right), a step for each layer.

    The upright line is the mean response time: what is first detected to the right of it is detected too late.
    """
    longest = max((left for path in matrix.paths for left, _ in path.reach.line), default=1.0) or 1.0
    x0, y0, wide, high = 70, top + 250, 480, 190
    yield f'<text class="h" x="12" y="{top + 22}">Detection against delay (EASI)</text>'
    yield f'<text class="s" x="{x0}" y="{y0 + 16}">{longest:.0f} s of delay left</text>'
    yield f'<text class="s" x="{x0 + wide - 60}" y="{y0 + 16}">none left</text>'
    for share in (0.0, 0.5, 1.0):
        y = y0 - share * high
        yield f'<path class="g" d="M{x0} {y:.1f}H{x0 + wide}"/>'
        yield f'<text class="s" x="30" y="{y + 4:.1f}">{share:.1f}</text>'
    if matrix.response and matrix.response.mean <= longest:
        x = x0 + wide * (1 - matrix.response.mean / longest)
        yield f'<path class="g" d="M{x:.1f} {y0 - high}V{y0}"/>'
        yield f'<text class="s" x="{x - 60:.1f}" y="{y0 - high - 6}">response {matrix.response.mean:.0f} s</text>'
    for n, (steps, names, found) in enumerate(_alike(matrix)):
        d = [f"M{x0} {y0}"]
        for left, seen in steps:
            d.append(f"H{x0 + wide * (1 - left / longest):.1f}V{y0 - high * seen:.1f}")
        dash = "" if n == 0 else f' stroke-dasharray="{2 + 3 * n} {3 + n}"'
        yield f'<path class="l" d="{"".join(d)}H{x0 + wide}"{dash}/>'
        legend = top + 60 + 20 * n
        yield f'<path class="l" d="M{x0 + wide + 20} {legend - 4}h40"{dash}/>'
        words = f"{found:.2f}: {_cut('; '.join(names), 110)}"
        yield f'<text x="{x0 + wide + 66}" y="{legend}">{as_markup(words)}</text>'


def _alike(matrix: Matrix) -> list[tuple[tuple[tuple[float, float], ...], list[str], float]]:
    """The paths, those that run alike as one, with the names of their accounts and the chance of interruption."""
    found: dict[tuple[tuple[float, float], ...], tuple[list[str], float]] = {}
    for path in matrix.paths:
        names, _ = found.setdefault(path.reach.line, ([], path.reach.probability))
        names.append(path.account or "as the numbers stand")
    return [(line, names, chance) for line, (names, chance) in found.items()]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"

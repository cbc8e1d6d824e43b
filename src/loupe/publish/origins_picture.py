"""The trees of who draws on whom as one SVG picture: origins at the left, what goes back to them to the right."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loupe.publish.wording import as_markup, clean

__all__ = ["PictureLink", "PictureNode", "origins_picture"]

_WIDE, _LINE, _PAD = 230, 15, 8
_COLUMN, _ROW, _MARGIN, _TOP = 180, 18, 24, 92
_PORT = 14
_LETTERS = 34
_SWEEPS = 4
_STYLES: Mapping[str, tuple[str, str]] = {
    "declared": ("#1a1a1a", ""),
    "made by": ("#6b6b6b", "2 3"),
    "credits": ("#1f5a8a", "7 4"),
    "shares text": ("#9a3b00", ""),
    "disputes": ("#8a1538", "1 4"),
}
_SAYS = {
    "declared": "draws on it, it says",
    "made by": "made by",
    "credits": "credits it",
    "shares text": "shares its words",
    "disputes": "disputes it: no copy",
}
_FILL = {"teller": "#ffffff", "publication": "#f3f3f0", "work": "#e4e4de", "unknown": "#ffffff"}


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A box: its words, a second line (a date, a kind), and what it is: ``teller``, ``publication``, ``work``."""

    id: str
    label: str
    note: str
    kind: str


@dataclass(frozen=True, slots=True)
class PictureLink:
    """A line from the one that was drawn on to the one that drew, with its kind and a few words beside it."""

    parent: str
    child: str
    kind: str
    words: str
    directed: bool = True


@dataclass(frozen=True, slots=True)
class _Box:
    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    node: PictureNode

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def origins_picture(nodes: Sequence[PictureNode], links: Sequence[PictureLink], title: str, marked: str = "") -> str:
    """The picture as the text of an SVG file; the same nodes and links give the same bytes.

    Who was drawn on stands left of who drew. Every kind of line has its word beside it and its own dashes, so that it
    reads in black and white; ``marked`` is the id of a box drawn with a double border. Text is text, and the title and
    the description are there for who listens to the picture.
    """
    known = {node.id for node in nodes}
    drawn = sorted(
        (link for link in links if link.parent in known and link.child in known and link.parent != link.child),
        key=lambda link: (link.parent, link.child, link.kind),
    )
    boxes = _placed(sorted(nodes, key=lambda n: n.id), drawn)
    width = max((b.x + _WIDE for b in boxes.values()), default=_WIDE) + _MARGIN
    width = max(width, 760)
    height = max((b.y + b.height for b in boxes.values()), default=_TOP) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif" font-size="12">',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="desc">{_text(_told(nodes, drawn))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_MARGIN}" y="30" font-size="17" font-weight="bold">{_text(title)}</text>',
        *_legend(drawn),
        *_lines(drawn, boxes),
        *(_box(box, marked) for _, box in sorted(boxes.items())),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _text(words: str) -> str:
    return as_markup(" ".join(words.split()))


def _told(nodes: Sequence[PictureNode], links: Sequence[PictureLink]) -> str:
    """The picture in words."""
    labels = {node.id: node.label for node in nodes}
    said = [
        f"{labels[link.child]} {'←' if link.directed else '↔'} {labels[link.parent]}: {link.kind}, {link.words}"
        for link in links
    ]
    return f"{len(nodes)} boxes, {len(links)} lines. " + ". ".join(said)


def _placed(nodes: Sequence[PictureNode], links: Sequence[PictureLink]) -> dict[str, _Box]:
    """Boxes in columns: each right of all that it draws on, near the height of what it is joined to."""
    depth = _depths(nodes, links)
    beside: dict[str, list[str]] = {}
    arriving: dict[str, int] = {}
    for link in links:
        beside.setdefault(link.child, []).append(link.parent)
        beside.setdefault(link.parent, []).append(link.child)
        arriving[link.child] = arriving.get(link.child, 0) + 1
    boxes: dict[str, _Box] = {}
    for _ in range(_SWEEPS):
        before = dict(boxes)
        for column in sorted(set(depth.values())):
            y = _TOP
            for node in sorted((n for n in nodes if depth[n.id] == column), key=lambda n: _rank(n, beside, before)):
                lines = (*textwrap.wrap(clean(node.label), _LETTERS, max_lines=3, placeholder=" …"), node.note)
                kept = tuple(line for line in lines if line)
                tall = max(_LINE * len(kept) + 2 * _PAD, _PORT * (arriving.get(node.id, 0) + 1))
                before[node.id] = boxes[node.id] = _Box(_MARGIN + column * (_WIDE + _COLUMN), y, tall, kept, node)
                y += tall + _ROW
    return boxes


def _rank(node: PictureNode, beside: Mapping[str, Sequence[str]], boxes: Mapping[str, _Box]) -> tuple[float, str, str]:
    known = [boxes[other].middle for other in beside.get(node.id, ()) if other in boxes]
    return (sum(known) / len(known) if known else 0.0, node.label.casefold(), node.id)


def _depths(nodes: Sequence[PictureNode], links: Sequence[PictureLink]) -> dict[str, int]:
    """The longest way from an origin; a circle is cut where it is met first."""
    above: dict[str, list[str]] = {}
    for link in links:
        if link.kind != "disputes":
            above.setdefault(link.child, []).append(link.parent)
    depth: dict[str, int] = {}
    for first in (node.id for node in nodes):
        stack = [(first, False)]
        open_: set[str] = set()
        while stack:
            node, done = stack.pop()
            if done:
                open_.discard(node)
                depth[node] = max((depth[p] + 1 for p in above.get(node, ()) if p in depth), default=0)
            elif node not in depth and node not in open_:
                open_.add(node)
                stack.append((node, True))
                stack += [(p, False) for p in above.get(node, ()) if p not in depth and p not in open_]
    return depth


def _legend(links: Sequence[PictureLink]) -> list[str]:
    found = []
    x = _MARGIN
    for kind, (ink, dashes) in _STYLES.items():
        if any(link.kind == kind for link in links):
            found.append(_stroke(f"M{x} 56 h34", kind, ink, dashes))
            found.append(f'<text x="{x + 42}" y="60" fill="{ink}">{_text(_SAYS[kind])}</text>')
            x += 62 + 7 * len(_SAYS[kind])
    if any(not link.directed for link in links):
        found.append(f'<text x="{x}" y="60">? nobody knows who was first</text>')
    return found


def _stroke(path: str, kind: str, ink: str, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    wide = "3" if kind == "shares text" else "1.4"
    return f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{wide}"{dashed}/>'


def _lines(links: Sequence[PictureLink], boxes: Mapping[str, _Box]) -> list[str]:
    """Lines first, their words after them, so that no line runs over a word; each line has a place of its own."""
    paths, words = [], []
    places = _arrivals(links, boxes)
    for at, link in enumerate(links):
        start, end = boxes[link.parent], boxes[link.child]
        x1, y1, x2, y2 = start.x + _WIDE, start.middle, end.x, places[at]
        if end.x <= start.x:  # a circle, or a line within one column
            x2 = end.x + _WIDE
            path = f"M{x1} {y1} C{x1 + 60} {y1} {x2 + 60} {y2} {x2} {y2}"
            x, anchor, tip = x2 + 12, "start", f"M{x2} {y2} l8 -4 v8 z"
        else:
            bend = min(x2 - x1, _COLUMN) // 2
            path = f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
            x, anchor, tip = x2 - 12, "end", f"M{x2} {y2} l-8 -4 v8 z"
        ink, dashes = _STYLES[link.kind]
        paths.append(_stroke(path, link.kind, ink, dashes))
        if link.directed:
            paths.append(f'<path d="{tip}" fill="{ink}"/>')
        words.append(
            f'<text x="{x}" y="{y2 - 3}" font-size="10.5" text-anchor="{anchor}" fill="{ink}" stroke="#ffffff" '
            f'stroke-width="3" paint-order="stroke">{_text(link.words if link.directed else link.words + "?")}</text>'
        )
    return paths + words


def _arrivals(links: Sequence[PictureLink], boxes: Mapping[str, _Box]) -> list[int]:
    """At which height each line arrives at its box: spread over its side, those from above first."""
    arriving: dict[str, list[int]] = {}
    for at, link in enumerate(links):
        arriving.setdefault(link.child, []).append(at)
    heights = [0] * len(links)
    for child, found in arriving.items():
        box = boxes[child]
        for number, at in enumerate(sorted(found, key=lambda at: (boxes[links[at].parent].middle, at)), start=1):
            heights[at] = box.y + box.height * number // (len(found) + 1)
    return heights


def _box(box: _Box, marked: str) -> str:
    round_ = 12 if box.node.kind == "teller" else 2
    rows = "".join(
        f'<tspan x="{box.x + _PAD}" y="{box.y + _PAD + 11 + _LINE * at}"'
        + (' fill="#555555"' if box.node.note and at == len(box.lines) - 1 else "")
        + f">{_text(line)}</tspan>"
        for at, line in enumerate(box.lines)
    )
    edge = f'x="{box.x}" y="{box.y}" width="{_WIDE}" height="{box.height}" rx="{round_}"'
    fill = _FILL.get(box.node.kind, "#ffffff")
    parts = [f'<rect {edge} fill="{fill}" stroke="#1a1a1a"/>']
    if box.node.id == marked:
        parts.append(
            f'<rect x="{box.x - 4}" y="{box.y - 4}" width="{_WIDE + 8}" height="{box.height + 8}" rx="{round_ + 2}" '
            'fill="none" stroke="#1a1a1a"/>'
        )
    return "".join([*parts, f"<text>{rows}</text>"])

"""How precise a reader is at each share of pairs that it answers, and a plain drawing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = ["Said", "draw", "precision_curve"]

_LEAST = 20
_POINTS = 60
Curve = list[dict[str, float]]


@dataclass(frozen=True, slots=True)
class Said:
    """A pair of a set: how surely it was held to contradict (0: not at all), and whether it does."""

    set: str
    sure: float
    right: bool


def precision_curve(said: Sequence[Said]) -> Curve:
    """Precision of *contradicts* and the share of pairs of which it is said, from the surest down.

    Pairs that are held to be equally sure are said together. The first point rests on at least 20 pairs; at most 60
    points are kept, evenly spread over the pairs.
    """
    ordered = sorted((s for s in said if s.sure > 0), key=lambda s: -s.sure)
    points: Curve = []
    right = 0
    for count, one in enumerate(ordered, start=1):
        right += one.right
        last = count == len(ordered) or ordered[count].sure < one.sure
        if last and (count >= _LEAST or count == len(ordered)):
            points.append(
                {
                    "sure": round(one.sure, 4),
                    "share": round(count / len(said), 4),
                    "precision": round(right / count, 4),
                    "said": count,
                }
            )
    step = max(1, -(-len(points) // _POINTS))
    return points[::step] + ([points[-1]] if points and (len(points) - 1) % step else [])


_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BELOW = 720, 400, 60, 696, 24, 344
_LOWEST, _BAR = 0.4, 0.85
_LINES = {"model": "5 4", "combined": ""}
_COLOURS = {"trainable sets": "#1f5fa8", "other sets": "#b3541e"}
_CAPTION = "share of pairs called a contradiction"


def draw(curves: Mapping[str, Mapping[str, Curve]]) -> str:
    """The pooled curves as an SVG picture: share answered to the right, precision upwards, the bar at 85 %.

    Solid lines are the whole rule, dashed ones the model alone; a legend names each.
    """
    pooled = [by.get(pool, []) for by in curves.values() for pool in _COLOURS]
    widest = max((p["share"] for points in pooled for p in points), default=0.1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif">',
        "<title>Precision of “contradicts” against the share of pairs answered</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#ffffff"/>',
        *_grid(widest),
    ]
    at = _BELOW - 84
    for name, dash in _LINES.items():
        for pool, colour in _COLOURS.items():
            points = curves.get(name, {}).get(pool)
            if points:
                style = f'stroke="{colour}" stroke-width="2" fill="none" stroke-dasharray="{dash}"'
                line = " ".join(f"{_x(p['share'], widest)},{_y(p['precision'])}" for p in points)
                parts.append(f'<polyline points="{line}" {style}/>')
                parts.append(f'<line x1="{_LEFT + 12}" x2="{_LEFT + 44}" y1="{at}" y2="{at}" {style}/>')
                parts.append(f'<text font-size="13" x="{_LEFT + 52}" y="{at + 4}">{escape(f"{name}, {pool}")}</text>')
                at += 20
    return "\n".join([*parts, "</svg>"]) + "\n"


def _grid(widest: float) -> list[str]:
    parts = []
    for tenth in range(4, 11):
        at = _y(tenth / 10)
        parts.append(f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{at}" y2="{at}" stroke="#dddddd"/>')
        parts.append(f'<text font-size="13" x="{_LEFT - 8}" y="{at + 4}" text-anchor="end">{tenth * 10} %</text>')
    for fifth in range(6):
        share = widest * fifth / 5
        at = _x(share, widest)
        parts.append(f'<text font-size="13" x="{at}" y="{_BELOW + 22}" text-anchor="middle">{100 * share:.0f} %</text>')
    at = _y(_BAR)
    parts.append(f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{at}" y2="{at}" stroke="#444444" stroke-dasharray="2 3"/>')
    parts.append(
        f'<text font-size="13" x="{(_LEFT + _RIGHT) / 2}" y="{_BELOW + 44}" text-anchor="middle">{_CAPTION}</text>'
    )
    return parts


def _x(share: float, widest: float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * share / widest, 1)


def _y(precision: float) -> float:
    return round(_BELOW - (_BELOW - _TOP) * (max(precision, _LOWEST) - _LOWEST) / (1 - _LOWEST), 1)

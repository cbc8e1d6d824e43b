"""A timeline as a picture: a lane for each account, vague edges as they are, and what has no date beside the line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from loupe.publish.wording import as_markup
from loupe.reasoning.accounts import Account, Entry, Release
from loupe.reasoning.events import events_first
from loupe.reasoning.moments import When
from loupe.reasoning.timelines import Timeline

__all__ = ["draw_timeline"]

_LEFT, _RIGHT, _WIDTH, _SIDE = 244, 252, 1160, 12
_ROW, _LANE_GAP, _HEAD = 20, 14, 76
_MOST_LANES, _MOST_UNDATED, _MOST_LINES, _MOST_DRIFTS = 30, 3, 60, 12
_INK, _GREY, _PALE = "#111111", "#666666", "#e8e8e8"
_FILL = "#bcd0e6"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class _Scale:
    """From moments to places across: long stretches are shortened, so that a night and a decade fit on one page."""

    knots: tuple[tuple[datetime, float], ...]

    def __call__(self, moment: datetime) -> float:
        first, last = self.knots[0], self.knots[-1]
        if moment <= first[0]:
            return first[1]
        for (a, x), (b, y) in pairwise(self.knots):
            if moment <= b:
                return x + (y - x) * ((moment - a) / (b - a))
        return last[1]


def draw_timeline(timeline: Timeline, title: str) -> str:
    """Draw the lanes as one SVG, text as text, readable without colour.

    A bar is the interval that the words allow. Dashed ends are how far it is vague, an arrow says that it is open on
    that side, a dashed bar with a question mark is a guess, a crossed one is said not to have happened. Hatched
    stretches are what nobody covers. Statements without a date stand at the right, never on the line. The axis is
    not to scale, and says so.
    """
    shown = _fullest([a for a in timeline.accounts if a.dated or a.named] or timeline.accounts)
    numbers = {e.telling.id: n for n, e in enumerate((e for a in shown for e in a.dated), start=1)}
    scale = _scale([e.when for a in shown for e in a.dated if e.when], timeline)
    lanes, bottom = _lanes(shown, scale, numbers)
    notes = list(_notes(timeline, shown, numbers))
    key_at = bottom + 34
    height = key_at + 40 + 16 * len(notes) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDTH} {height:.0f}" font-family="sans-serif" '
        'font-size="12" role="img" aria-labelledby="title desc">',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="desc">{_text(_described(timeline, shown))}</desc>',
        '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="7" stroke="{_GREY}" stroke-width="1"/></pattern></defs>',
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="#ffffff"/>',
        _words(_SIDE, 24, title, size=17, weight="bold"),
        *(_axis(scale, bottom) if scale else []),
        *(_gaps(timeline, scale, bottom) if scale else []),
        *lanes,
        *_key(key_at),
        *(_words(_SIDE, key_at + 40 + 16 * n, line, size=12) for n, line in enumerate(notes)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _fullest(accounts: Sequence[Account]) -> list[Account]:
    """The accounts that have most on the line, as many as a page holds, in their own order."""
    most = sorted(accounts, key=lambda a: -len(a.dated))[:_MOST_LANES]
    kept = {a.id for a in most}
    return [a for a in accounts if a.id in kept]


def _scale(whens: Sequence[When], timeline: Timeline) -> _Scale | None:
    moments = {m for w in whens for m in (w.start if not w.open_start else w.end, w.end if not w.open_end else w.start)}
    moments |= {m for m in timeline.window if m is not None}
    if not moments:
        return None
    ordered = sorted(moments)
    if len(ordered) == 1:
        ordered.append(ordered[0] + timedelta(days=1))
    weights = [0.6 + math.log1p((b - a) / timedelta(hours=6)) for a, b in pairwise(ordered)]
    left, right = _LEFT + 26.0, _WIDTH - _RIGHT - 26.0
    at, knots = left, [(ordered[0], left)]
    for moment, weight in zip(ordered[1:], weights, strict=True):
        at += (right - left) * weight / sum(weights)
        knots.append((moment, at))
    return _Scale(tuple(knots))


def _axis(scale: _Scale, bottom: float) -> Iterator[str]:
    yield _words(_LEFT, 44, "not to scale: long stretches are shortened", size=11, fill=_GREY)
    yield _words(_WIDTH - _RIGHT + 8, 44, "without a date", size=11, fill=_GREY)
    reached = -1000.0
    for moment, x in scale.knots:
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="66" y2="{bottom:.1f}" stroke="{_PALE}"/>'
        label = _label(moment)
        half = 3.4 * len(label)
        if x - half >= reached:
            yield _words(x, 62, label, size=11, anchor="middle")
            reached = x + half + 6


def _label(moment: datetime) -> str:
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if moment.hour or moment.minute:
        return f"{day} {moment:%H:%M}"
    return str(moment.year) if (moment.month, moment.day) == (1, 1) else day


def _gaps(timeline: Timeline, scale: _Scale, bottom: float) -> Iterator[str]:
    for gap in timeline.gaps:
        x, y = scale(gap.start), scale(gap.end)
        if y - x >= 3:
            size = f'width="{y - x:.1f}" height="{bottom - 68:.1f}"'
            yield f'<rect x="{x:.1f}" y="68" {size} fill="url(#hatch)" opacity="0.35"/>'


def _lanes(shown: Sequence[Account], scale: _Scale | None, numbers: Mapping[str, int]) -> tuple[list[str], float]:
    parts: list[str] = []
    y = float(_HEAD)
    for account in shown:
        rows = _rows(account.dated, scale) if scale else []
        height = max(len(rows) * _ROW, 34, 14 * min(len(account.undated), _MOST_UNDATED + 1) + 4)
        parts += _name(account, y)
        for n, row in enumerate(rows):
            for entry in row:
                parts += _bar(entry, scale, y + 3 + n * _ROW, numbers[entry.telling.id]) if scale else []
        parts += _undated(account, y)
        y += height + _LANE_GAP
        parts.append(f'<line x1="{_SIDE}" x2="{_WIDTH - _SIDE}" y1="{y - 6:.1f}" y2="{y - 6:.1f}" stroke="{_PALE}"/>')
    return parts, y


def _name(account: Account, y: float) -> Iterator[str]:
    yield _words(_SIDE, y + 12, _cut(account.teller, 32), weight="bold")
    second = _told(account.release) if account.teller == account.label else f"{account.label}, {account.release.words}"
    yield _words(_SIDE, y + 27, _cut(second, 40), size=11, fill=_GREY)


def _told(release: Release) -> str:
    return f"told {release.words}" if release.start else release.words


def _rows(entries: Sequence[Entry], scale: _Scale) -> list[list[Entry]]:
    """Entries in rows in which none touches another; the earliest first."""
    rows: list[list[Entry]] = []
    ends: list[float] = []
    for entry in entries:
        assert entry.when is not None
        x, end = scale(entry.when.start) - 8, scale(entry.when.end) + 30
        for n, reached in enumerate(ends):
            if x > reached:
                rows[n].append(entry)
                ends[n] = end
                break
        else:
            rows.append([entry])
            ends.append(end)
    return rows


def _bar(entry: Entry, scale: _Scale, y: float, number: int) -> Iterator[str]:
    when = entry.when
    assert when is not None
    x, end = scale(when.start), scale(when.end)
    width = max(end - x, 5.0)
    dash = ' stroke-dasharray="4 3"' if when.guess else ""
    fill = "#ffffff" if when.guess or entry.telling.statement.denied else _FILL
    yield f"<g><title>{_text(_full(entry))}</title>"
    yield (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="13" fill="{fill}" stroke="{_INK}" '
        f'stroke-width="1.2"{dash}/>'
    )
    middle = y + 6.5
    if when.pad:
        for edge, way in ((x, -1), (x + width, 1)):
            yield (
                f'<line x1="{edge:.1f}" x2="{edge + way * 9:.1f}" y1="{middle}" y2="{middle}" stroke="{_INK}" '
                'stroke-dasharray="2 2"/>'
            )
    for is_open, edge, way in ((when.open_start, x, -1), (when.open_end, x + width, 1)):
        if is_open:
            yield (
                f'<path d="M{edge:.1f} {y:.1f} l{way * 11} 6.5 l{-way * 11} 6.5" fill="none" stroke="{_INK}" '
                'stroke-width="1.2"/>'
            )
    if entry.telling.statement.denied:
        yield f'<line x1="{x:.1f}" x2="{x + width:.1f}" y1="{y + 13:.1f}" y2="{y:.1f}" stroke="{_INK}"/>'
    after = x + width + (14 if when.open_end or when.pad else 4)
    yield _words(after, y + 11, f"{number}{'?' if when.guess else ''}", size=11)
    yield "</g>"


def _full(entry: Entry) -> str:
    told = entry.telling
    dates = f" ({', '.join(entry.when.words)})" if entry.when else ""
    return f"{told.words}{dates} — “{' '.join(told.statement.quote.split())}”, {told.label}, {told.place}"


def _undated(account: Account, y: float) -> Iterator[str]:
    x = _WIDTH - _RIGHT + 8
    for n, entry in enumerate(events_first(account.undated)[:_MOST_UNDATED]):
        yield f"<g><title>{_text(_full(entry))}</title>"
        yield _words(x, y + 11 + 14 * n, _cut(entry.telling.words, 36), size=11)
        yield "</g>"
    more = len(account.undated) - _MOST_UNDATED
    if more > 0:
        yield _words(x, y + 11 + 14 * _MOST_UNDATED, f"and {more} more without a date", size=11, fill=_GREY)


def _key(y: float) -> Iterator[str]:
    """What the signs mean, each with its word."""
    box = f'y="{y - 10:.1f}" width="26" height="13" stroke="{_INK}" stroke-width="1.2"'
    x = float(_SIDE)
    for sign, word in (
        (f'<rect x="{{x}}" {box} fill="{_FILL}"/>', "told"),
        (f'<rect x="{{x}}" {box} fill="#ffffff" stroke-dasharray="4 3"/>', "? a guess: counted from another time"),
        (
            f'<rect x="{{x}}" {box} fill="#ffffff"/><line x1="{{x}}" x2="{{to}}" y1="{y + 3:.1f}" y2="{y - 10:.1f}" '
            f'stroke="{_INK}"/>',
            "said not to have happened",
        ),
        (
            f'<line x1="{{x}}" x2="{{to}}" y1="{y - 4:.1f}" y2="{y - 4:.1f}" stroke="{_INK}" stroke-dasharray="2 2"/>',
            "vague edge",
        ),
        (
            f'<path d="M{{x}} {y - 10:.1f} l11 6.5 l-11 6.5" fill="none" stroke="{_INK}" stroke-width="1.2"/>',
            "open on this side",
        ),
        (f'<rect x="{{x}}" {box} fill="url(#hatch)" opacity="0.6"/>', "nobody covers it"),
    ):
        yield sign.format(x=f"{x:.1f}", to=f"{x + 26:.1f}")
        yield _words(x + 32, y, word, size=11)
        x += 48 + 6.1 * len(word)


def _notes(timeline: Timeline, shown: Sequence[Account], numbers: Mapping[str, int]) -> Iterator[str]:
    """The numbered statements, what is left out, and what a speaker tells otherwise."""
    by_id = {e.telling.id: (a, e) for a in timeline.accounts for e in a.entries}
    dated = [e for a in shown for e in a.dated]
    for entry in dated[:_MOST_LINES]:
        when = entry.when
        assert when is not None
        told = entry.telling
        yield _cut(f"{numbers[told.id]}  {when.edtf}: {told.words} ({told.label}, {told.place})", 165)
    if len(dated) > _MOST_LINES:
        yield f"… and {len(dated) - _MOST_LINES} more statements with a date; loupe timeline lists them."
    kept = {a.id for a in shown}
    left = [a for a in timeline.accounts if a.id not in kept]
    if bare := sum(not a.dated for a in left):
        yield f"Not drawn: {bare} accounts in which nothing has a date."
    if len(left) > bare:
        yield f"Not drawn, for want of room: {len(left) - bare} accounts; --by NAME or --about NAME draws them."
    for drift in timeline.drifts[:_MOST_DRIFTS]:
        if drift.earlier in by_id and drift.later in by_id:
            first, second = (by_id[i][1].telling for i in (drift.earlier, drift.later))
            yield _cut(
                f"Told otherwise: {drift.teller}, {drift.kind}: {drift.words} "
                f"({first.label}, {first.release.words}; {second.label}, {second.release.words})",
                165,
            )
    if len(timeline.drifts) > _MOST_DRIFTS:
        yield f"… and {len(timeline.drifts) - _MOST_DRIFTS} more that was told otherwise; loupe timeline lists it."


def _described(timeline: Timeline, shown: Sequence[Account]) -> str:
    gaps = len(timeline.gaps)
    return (
        f"{len(shown)} accounts, one lane each. {timeline.dated} statements have a date and {timeline.undated} have "
        f"none. {gaps} stretch{'' if gaps == 1 else 'es'} of time nobody covers. "
        f"{len(timeline.drifts)} thing{'' if len(timeline.drifts) == 1 else 's'} told otherwise by the same speaker."
    )


def _words(
    x: float, y: float, text: str, *, size: int = 12, weight: str = "", fill: str = _INK, anchor: str = ""
) -> str:
    more = f' font-weight="{weight}"' if weight else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"{more}>{_text(text)}</text>'


def _text(text: str) -> str:
    return as_markup(" ".join(text.split()))


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"

"""A pair as the input of a cross-encoder: the claim whole, the passage if it fits, its neighbours as far as it goes."""

from __future__ import annotations

from typing import Any

from loupe.checking.models.form import Form
from loupe.checking.models.opinion import Pair

__all__ = ["fit"]

_LEAST_ROOM = 8
"""Tokens that a claim must leave for the passage; what is shorter says nothing."""

_LONGEST_TOKEN = 24
"""Characters for each token that are worth cutting into tokens at all."""


def fit(tokenizer: Any, pair: Pair, form: Form) -> Any | None:
    """The pair as an Encoding of ``tokenizers``, ``form.max_tokens`` long at most, passage first.

    What does not fit is left out: the ends of the neighbours that are farthest from the passage first, then the end of
    the passage; of the claim nothing. None when claim or passage is empty, or the claim leaves no room for the passage.
    """
    most = form.max_tokens
    wide = most * _LONGEST_TOKEN
    claim, passage = _plain(pair.claim), _plain(pair.passage)[:wide]
    if not claim or not passage or len(claim) > wide:
        return None
    room = most - tokenizer.num_special_tokens_to_add(True) - len(_cut(tokenizer, claim))
    if room < _LEAST_ROOM:
        return None
    before = f"{_plain(pair.before)[-wide:]} ".lstrip() if form.neighbours else ""
    after = f" {_plain(pair.after)[:wide]}".rstrip() if form.neighbours else ""
    if form.dated and pair.dated:
        passage = f"{_plain(pair.dated)[:40]}: {passage}"
    text = before + passage + after
    offsets = _cut(tokenizer, text)
    start, end = len(before), len(before) + len(passage)
    inside = [at for at, (low, high) in enumerate(offsets) if low < end and high > start]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    # Cut words can come in more pieces than they did whole, so that the room may have to shrink by a few tokens.
    while room > 0:
        low, high = _window(first, last, len(offsets), room)
        low_at, high_at = _whole_words(text, offsets[low][0], offsets[high - 1][1], start, end)
        fitted = tokenizer.encode(text[low_at:high_at], claim)
        if len(fitted.ids) <= most:
            return fitted
        room -= len(fitted.ids) - most
    return None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _cut(tokenizer: Any, text: str) -> list[tuple[int, int]]:
    offsets: list[tuple[int, int]] = tokenizer.encode(text, add_special_tokens=False).offsets
    return offsets


def _window(first: int, last: int, count: int, room: int) -> tuple[int, int]:
    """The tokens to keep: those of the passage, and as many on both sides of it as there is room for."""
    spare = room - (last - first)
    if spare <= 0:
        return first, first + room
    left = min(first, spare // 2)
    right = min(count - last, spare - left)
    left = min(first, spare - right)
    return first - left, last + right


def _whole_words(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The same stretch without the halves of words at its ends, as far as they belong to neighbours."""
    if 0 < low < start and not text[low - 1].isspace():
        low = text.find(" ", low, start) + 1 or start
    if end < high < len(text) and not text[high].isspace():
        high = max(text.rfind(" ", end, high), end)
    return min(low, start) if low <= start else low, high

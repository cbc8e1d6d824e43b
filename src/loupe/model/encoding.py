"""Values to plain JSON and back to text: one canonical form, so that equal values are equal bytes."""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from loupe.model.locators import Locator, MailPlace, PagePlace, ParagraphPlace, Place, RowPlace, Segment, TimePlace

__all__ = ["canonical_json", "locator_from_plain", "locator_to_plain", "to_plain", "toml_string"]

_PLACES: dict[str, type[Place]] = {
    "page": PagePlace,
    "time": TimePlace,
    "paragraph": ParagraphPlace,
    "mail": MailPlace,
    "row": RowPlace,
}
_PLACE_NAMES = {cls: name for name, cls in _PLACES.items()}


def to_plain(value: Any) -> Any:
    """A frozen value as dicts, lists, strings and numbers; a locator as its list of segments with the place's kind.

    Sets are lists in order, moments ISO 8601 texts, and what has no end is the text "inf", since JSON has no word for
    it.
    """
    if isinstance(value, Locator):
        return locator_to_plain(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def canonical_json(value: Any, *, indent: int | None = None) -> str:
    """JSON text with sorted keys and UTF-8 left readable: the same value gives the same characters."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, indent=indent, separators=separators)


def toml_string(text: str) -> str:
    """A text as a basic string of TOML 1.0, in its quotation marks: a JSON string, but that DEL is an escape too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def locator_to_plain(locator: Locator) -> list[dict[str, Any]]:
    """A locator as a list of ``{"start", "end", "place": {"kind", ...}}``."""
    return [{"start": s.start, "end": s.end, "place": _place_to_plain(s.place)} for s in locator.segments]


def _place_to_plain(place: Place) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": _PLACE_NAMES[type(place)]}
    for f in fields(place):
        plain[f.name] = to_plain(getattr(place, f.name))
    return plain


def locator_from_plain(plain: list[dict[str, Any]]) -> Locator:
    """The locator that ``locator_to_plain`` wrote; raises ValueError, KeyError or TypeError on anything else."""
    segments = []
    for item in plain:
        place = dict(item["place"])
        cls = _PLACES[place.pop("kind")]
        if "box" in place:
            left, top, right, bottom = (float(x) for x in place["box"])
            place["box"] = (left, top, right, bottom)
        segments.append(Segment(int(item["start"]), int(item["end"]), cls(**place)))
    return Locator(tuple(segments))

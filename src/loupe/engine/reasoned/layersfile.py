"""``layers.toml`` of a case: the layers in a person's order, and the numbers of the place where a person gives them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loupe.model import toml_string
from loupe.model.errors import PolicyInvalid, UsageError
from loupe.publish.writing import write_whole
from loupe.reasoning.barriers import Response, Task
from loupe.reasoning.layers import KINDS, Layer, Matrix

__all__ = ["FILE", "LayersFile", "layers_text", "parse_layers", "read_layers", "write_layers"]

FILE = "layers.toml"
_HINT = "See docs/layers.md; delete the file to go back to what Loupe proposes."
_TOP = {"place", "response", "layer"}
_RESPONSE = {"mean", "deviation", "communication"}
_LAYER = {"name", "kind", "purpose", "words", "detection", "delay", "deviation", "where"}


@dataclass(frozen=True, slots=True)
class LayersFile:
    """What a person fixed: the place, its layers in order, and how long a response takes."""

    place: str
    layers: tuple[Layer, ...]
    response: Response | None


def read_layers(case: Path) -> LayersFile | None:
    """The case's layers.toml, None when there is none; raises PolicyInvalid."""
    try:
        text = (case / FILE).read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyInvalid(f"{FILE} of the case cannot be read.", hint=_HINT) from error
    return parse_layers(text)


def parse_layers(text: str) -> LayersFile:
    """The layers in a TOML text; raises PolicyInvalid that names the layer and the key at fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(f"{FILE} is not valid TOML: {error}.", hint=_HINT) from error
    _known(raw, _TOP, "")
    place = raw.get("place", "")
    if not isinstance(place, str):
        raise _wrong("place must be a text in quotes")
    rows = raw.get("layer", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _wrong("it needs at least one [[layer]]")
    layers = tuple(_layer(row, n) for n, row in enumerate(rows, 1))
    names = [layer.name for layer in layers]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise _wrong(f"two layers are called “{twice}”")
    response = _response(raw["response"]) if "response" in raw else None
    return LayersFile(place, layers, response)


def _layer(row: Mapping[str, Any], number: int) -> Layer:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _wrong(f"layer {number} needs a name")
    where = f"layer “{name}”: "
    _known(row, _LAYER, where)
    kind = row.get("kind", "barrier")
    if kind not in KINDS:
        raise _wrong(f"{where}kind must be one of {', '.join(KINDS)}")
    words = row.get("words", [name])
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
        raise _wrong(f"{where}words must be a list of texts")
    purpose = row.get("purpose", "")
    if not isinstance(purpose, str):
        raise _wrong(f"{where}purpose must be a text in quotes")
    return Layer(name, kind, purpose, tuple(words), _task(row, name, where))


def _task(row: Mapping[str, Any], name: str, where: str) -> Task | None:
    given = {"detection", "delay", "deviation", "where"} & set(row)
    if not given:
        return None
    if not {"detection", "delay"} <= given:
        raise _wrong(f"{where}detection and delay go together")
    detection = _number(row["detection"], f"{where}detection", 1.0)
    delay = _number(row["delay"], f"{where}delay (seconds)")
    deviation = _number(row.get("deviation", 0), f"{where}deviation (seconds)")
    place = row.get("where", "B")
    if place not in ("B", "M", "E"):
        raise _wrong(f'{where}where must be "B", "M" or "E": beginning, middle or end of the delay')
    return Task(name, detection, delay, deviation, place)


def _response(raw: object) -> Response:
    if not isinstance(raw, dict) or "mean" not in raw:
        raise _wrong("[response] needs mean, in seconds")
    _known(raw, _RESPONSE, "[response] ")
    return Response(
        _number(raw["mean"], "[response] mean (seconds)"),
        _number(raw.get("deviation", 0), "[response] deviation (seconds)"),
        _number(raw.get("communication", 1.0), "[response] communication", 1.0),
    )


def _number(value: object, what: str, most: float | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= (most or 1e12):
        raise _wrong(f"{what} must be a number from 0 to 1" if most else f"{what} must be a number, 0 or more")
    return float(value)


def _known(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise _wrong(f"{where}unknown key “{unknown[0]}”; known are {', '.join(sorted(known))}")


def _wrong(what: str) -> PolicyInvalid:
    return PolicyInvalid(f"{FILE}: {what}.", hint=_HINT)


_HEAD = """\
# The layers of the guarded place, from outside to inside. Put them in order, take out what is none, name the place.
# "words" are the words by which the sources speak of a layer. Numbers are for those who know them and are not needed:
# detection is a chance from 0 to 1, delay and deviation are seconds, where is "B", "M" or "E" (the layer detects at the
# beginning, in the middle or at the end of its delay). See docs/layers.md.
"""


def layers_text(place: str, layers: Sequence[Layer]) -> str:
    """A layers.toml with these layers, to begin with."""
    parts = [_HEAD, f"place = {_quoted(place)}\n"]
    for layer in layers:
        words = ", ".join(map(_quoted, layer.words))
        parts.append(
            f"\n[[layer]]\nname = {_quoted(layer.name)}\nkind = {_quoted(layer.kind)}\n"
            f"purpose = {_quoted(layer.purpose)}\nwords = [{words}]\n"
            "# detection = 0.9\n# delay = 90\n# deviation = 27\n"
        )
    parts.append("\n# [response]\n# mean = 300\n# deviation = 90\n# communication = 0.95\n")
    return "".join(parts)


def write_layers(case: Path, matrix: Matrix) -> Path:
    """Write the proposed layers as the case's layers.toml; raises UsageError when a person's list is there already."""
    path = case / FILE
    if path.exists():
        raise UsageError(f"{path} is there already.", hint="Edit it, or delete it to begin with a new proposal.")
    if not matrix.rows:
        raise UsageError("No source speaks of a barrier; there is no list to begin with.", hint="See docs/layers.md.")
    return write_whole(path, layers_text(matrix.place, [row.layer for row in matrix.rows]).encode("utf-8"))


def _quoted(text: str) -> str:
    return toml_string(" ".join(text.split()))

"""The content lines of address cards and calendars (RFC 6350, RFC 5545): folded lines, parameters, escapes."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Line", "content_lines", "split_value", "unescape"]

_ESCAPE = re.compile(r"\\([nN\\,;:])")
_PARAMETER = re.compile(r";([^=;:\"]{1,100})(?:=((?:\"[^\"]*\"|[^\";:])*))?")
_NAME = re.compile(r"(?:[\w-]{1,60}\.)?([A-Za-z][\w-]{0,60})")


@dataclass(frozen=True, slots=True)
class Line:
    """A property: its name in capitals, parameters by their names in capitals, its raw value, its first line."""

    name: str
    parameters: dict[str, str]
    value: str
    number: int


def content_lines(text: str) -> Iterator[Line]:
    """The properties of a text in order; lines that are none are left out."""
    for number, whole in _unfold(text):
        named = _NAME.match(whole)
        if named is None:
            continue
        at = named.end()
        parameters: dict[str, str] = {}
        while (found := _PARAMETER.match(whole, at)) is not None:
            key, value = found[1].strip().upper(), (found[2] or "").replace('"', "")
            if found[2] is None:  # vCard 2.1 writes TEL;WORK: for TEL;TYPE=WORK:
                key, value = ("ENCODING", key) if key in ("QUOTED-PRINTABLE", "BASE64") else ("TYPE", key.lower())
            parameters[key] = f"{parameters[key]},{value}" if key in parameters else value
            at = found.end()
        if at < len(whole) and whole[at] == ":":
            yield Line(named[1].upper(), parameters, _decoded(whole[at + 1 :], parameters), number)


def _unfold(text: str) -> Iterator[tuple[int, str]]:
    whole: list[str] = []
    first = 1
    soft = False
    for number, line in enumerate(text.split("\n"), start=1):
        if whole and (soft or line[:1] in (" ", "\t")):
            whole.append(line if soft else line[1:])
        else:
            if whole:
                yield first, "".join(whole)
            whole, first = [line], number
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in whole[0][:300].upper()
        if soft:
            whole[-1] = whole[-1][:-1]
    if whole:
        yield first, "".join(whole)


def _decoded(value: str, parameters: dict[str, str]) -> str:
    if parameters.get("ENCODING", "").upper() not in ("QUOTED-PRINTABLE", "Q"):
        return value
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode(parameters.get("CHARSET") or "utf-8")
    except (LookupError, UnicodeDecodeError):
        from loupe.reading.decoding import guess_text

        return guess_text(raw)


def unescape(value: str) -> str:
    """A value without its backslashes."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def split_value(value: str) -> list[str]:
    """The components of a value between semicolons, unescaped."""
    parts, last = [], 0
    for at, sign in enumerate(value):
        if sign == ";" and (at == 0 or value[at - 1] != "\\"):
            parts.append(value[last:at])
            last = at + 1
    return [unescape(part).strip() for part in (*parts, value[last:])]

"""Plain JSON back to the frozen values of the house, by the types of their fields."""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

__all__ = ["from_plain"]

T = TypeVar("T")
_Decode = Callable[[Any], Any]


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of ``kind`` that ``to_plain`` wrote; raises ValueError when ``plain`` does not hold one.

    ``kind`` is a frozen dataclass whose fields are texts, numbers, truths, datetimes, literals, None, tuples, frozen
    sets, or such dataclasses. A field that is missing gets its default; one that is not known is refused.
    """
    found: T = _decoder(typing.cast(Any, kind))(plain)
    return found


@cache
def _decoder(kind: Any) -> _Decode:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if is_dataclass(kind):
        return _dataclass(typing.cast(type, kind))
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _one_of(frozenset(inner))
    if origin in (typing.Union, types.UnionType):
        return _either(tuple(_decoder(k) for k in inner))
    if origin is tuple:
        return _tuple(inner)
    if origin is frozenset:
        each = _list(_decoder(inner[0]))
        return lambda plain: frozenset(each(plain))
    raise TypeError(f"no way to read {kind} from plain values")


def _dataclass(kind: type) -> _Decode:
    hints = typing.get_type_hints(kind)
    decoders = {f.name: _decoder(hints[f.name]) for f in fields(kind)}

    def decode(plain: Any) -> Any:
        if type(plain) is not dict:
            raise ValueError(f"an object expected for {kind.__name__}")
        try:
            return kind(**{name: decoders[name](value) for name, value in plain.items()})
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a {kind.__name__}: {error}") from error

    return decode


def _tuple(inner: tuple[Any, ...]) -> _Decode:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return _list(_decoder(inner[0]))
    decoders = tuple(_decoder(k) for k in inner)

    def decode(plain: Any) -> Any:
        if type(plain) is not list or len(plain) != len(decoders):
            raise ValueError(f"a list of {len(decoders)} expected")
        return tuple(one(value) for one, value in zip(decoders, plain, strict=True))

    return decode


def _list(each: _Decode) -> _Decode:
    def decode(plain: Any) -> Any:
        if type(plain) is not list:
            raise ValueError("a list expected")
        return tuple(each(value) for value in plain)

    return decode


def _either(decoders: tuple[_Decode, ...]) -> _Decode:
    def decode(plain: Any) -> Any:
        for one in decoders:
            try:
                return one(plain)
            except ValueError:
                continue
        raise ValueError("a value of no kind that is allowed here")

    return decode


def _one_of(words: frozenset[Any]) -> _Decode:
    def decode(plain: Any) -> Any:
        if type(plain) not in (str, int) or plain not in words:
            raise ValueError(f"a word that is not known: {plain!r}")
        return plain

    return decode


def _exactly(kind: type) -> _Decode:
    def decode(plain: Any) -> Any:
        if type(plain) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return plain

    return decode


def _number(plain: Any) -> float:
    if plain in ("inf", "-inf"):
        return math.inf if plain == "inf" else -math.inf
    if type(plain) not in (int, float) or math.isnan(plain):
        raise ValueError("a number expected")
    return float(plain)


def _moment(plain: Any) -> datetime:
    if type(plain) is not str:
        raise ValueError("a date and time expected")
    return datetime.fromisoformat(plain)


_SIMPLE: dict[Any, _Decode] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    type(None): _exactly(type(None)),
    float: _number,
    datetime: _moment,
}

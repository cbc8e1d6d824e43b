"""What a value of the database must be before it becomes part of a case: anybody may have written there."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, get_args

from loupe.model.errors import CaseDamaged

T = TypeVar("T")
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, RecursionError, OverflowError)
"""What Python raises when a value is not of the shape it should have."""

_SHA256 = re.compile("[0-9a-f]{64}")


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Make ``what`` ("claim c-1") of a row; raises CaseDamaged naming it when the row does not hold one."""
    try:
        yield
    except UNREADABLE as error:
        raise unreadable(what) from error


def unreadable(what: str) -> CaseDamaged:
    """The error for a row that does not hold what it should."""
    return CaseDamaged(
        f"What the database of the case says of {what} cannot be read; it was damaged or changed by another program."
    )


def text(value: Any) -> str:
    """A text that can be written as UTF-8."""
    if type(value) is not str:
        raise ValueError("text expected")
    if not value.isascii():
        value.encode("utf-8")
    return value


def whole(value: Any) -> int:
    """A whole number, 0 or above."""
    if type(value) is not int or value < 0:
        raise ValueError("a whole number expected")
    return value


def signed(value: Any) -> int:
    """A whole number, below 0 as well."""
    if type(value) is not int:
        raise ValueError("a whole number expected")
    return value


def number(value: Any) -> float:
    """A number that is neither infinite nor undefined."""
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("a number expected")
    return float(value)


def truth(value: Any) -> bool:
    """Yes or no."""
    if type(value) is not bool:
        raise ValueError("true or false expected")
    return value


def sha256(value: Any) -> str:
    """A SHA-256 as 64 lower-case hexadecimal digits."""
    if not is_sha256(value):
        raise ValueError("a SHA-256 expected")
    return str(value)


def is_sha256(value: Any) -> bool:
    """Whether a value is a SHA-256 as Loupe writes it; nothing else may become part of a path."""
    return type(value) is str and _SHA256.fullmatch(value) is not None


def maybe(value: Any, kind: Callable[[Any], T]) -> T | None:
    """None, or what ``kind`` takes."""
    return None if value is None else kind(value)


def one_of(value: Any, literal: Any) -> Any:
    """One of the words of a ``Literal`` type."""
    if value not in get_args(literal):
        raise ValueError("a word that is not known")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if type(value) is not list:
        raise ValueError("a list expected")
    return tuple(text(item) for item in value)


def packed_texts(value: Any) -> tuple[str, ...]:
    """A list of texts written as JSON."""
    return texts(json.loads(text(value)))

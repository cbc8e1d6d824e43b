"""The settings of a case, from its ``loupe.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from loupe.language import NamedEvent, fold
from loupe.model.errors import PolicyInvalid
from loupe.reading import ReadingLimits

__all__ = ["Settings", "default_settings_text", "parse_settings"]

_TEXT = """\
# The settings of this case. Lines that begin with # are switched off and show the default.

[case]
name = {name}

[reading]
# What one file may cost before it is refused.
# seconds = 120
# memory_bytes = 1610612736
# max_bytes = 536870912
# max_pages = 5000
# max_characters = 50000000
# For packed files (DOCX, EPUB): how many parts are inside, how many bytes they unpack to, and how many times
# larger than packed a part may become.
# max_members = 2000
# max_unpacked_bytes = 268435456
# max_ratio = 250

[check]
# How many passages are read closely for each claim.
# candidates = 40

[events]
# When things happened that other times hang on: then "two days before the robbery" can be placed. A day or a range of
# days as it is written in EDTF.
# "the robbery" = "2003-02-15/2003-02-16"

[machine]
# How many processes read files. 0: one for each processor.
# workers = 0
"""


_MIB = 1024 * 1024
# The least and the most that each setting may be; beyond that it is a slip of the keyboard, not a wish. With less
# memory than this the readers themselves do not start.
_RANGES: dict[str, dict[str, tuple[int, int]]] = {
    "case": {},
    "reading": {
        "seconds": (1, 86_400),
        "memory_bytes": (256 * _MIB, 1024 * 1024 * _MIB),
        "max_bytes": (1, 1024 * 1024 * _MIB),
        "max_pages": (1, 10_000_000),
        "max_characters": (1, 2_000_000_000),
        "max_members": (1, 1_000_000),
        "max_unpacked_bytes": (1, 1024 * 1024 * _MIB),
        "max_ratio": (1, 100_000),
    },
    "check": {"candidates": (1, 10_000)},
    "events": {},
    "machine": {"workers": (0, 256)},
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a case may set: the limits of reading, how wide a check looks, when its events were, how many processes."""

    limits: ReadingLimits = field(default_factory=ReadingLimits)
    candidates: int = 40
    workers: int = 0
    events: tuple[NamedEvent, ...] = ()

    @property
    def processes(self) -> int:
        """Reading processes to start: the number set, else one for each processor this process may use."""
        return self.workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else self.workers or 2


def default_settings_text(name: str) -> str:
    """A new case's ``loupe.toml``."""
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _TEXT.format(name=quoted)


def parse_settings(text: str) -> Settings:
    """The settings in a TOML text; raises PolicyInvalid naming the section and the key at fault."""
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise PolicyInvalid("loupe.toml is not valid TOML: it has lists within lists within lists.") from error
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise PolicyInvalid(f"loupe.toml is not valid TOML: {error}.") from error
    for name in raw:
        if name not in _RANGES:
            known = ", ".join(f"[{section}]" for section in _RANGES)
            raise PolicyInvalid(f"loupe.toml has no section [{name}]; known are {known}.")
    limits, check, machine = (_section(raw, name) for name in ("reading", "check", "machine"))
    _refuse_odd_case(raw)
    return Settings(
        replace(ReadingLimits(), **limits), check.get("candidates", 40), machine.get("workers", 0), _events(raw)
    )


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")


def _events(raw: dict[str, Any]) -> tuple[NamedEvent, ...]:
    return tuple(sorted((_event(words, when) for words, when in _table(raw, "events").items()), key=lambda e: e.words))


def _event(words: str, when: object) -> NamedEvent:
    match = _DAYS.fullmatch(when) if isinstance(when, str) else None
    try:
        if not match or not words.strip():
            raise ValueError
        first, last = (date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1]))
        if last < first:
            raise ValueError
    except ValueError as error:
        raise PolicyInvalid(
            f"loupe.toml: “{words}” under [events] must be a day or a range of days.",
            hint='Write "2003-02-15" or "2003-02-15/2003-02-16".',
        ) from error
    start, end = (datetime.combine(day, time()) for day in (first, last))
    return NamedEvent(fold(" ".join(words.split())), start, end + timedelta(days=1))


def _section(raw: dict[str, Any], name: str) -> dict[str, int]:
    section, ranges = _table(raw, name), _RANGES[name]
    for key, value in section.items():
        if key not in ranges:
            raise PolicyInvalid(f"loupe.toml: [{name}] has no key “{key}”; known are {', '.join(sorted(ranges))}.")
        least, most = ranges[key]
        if type(value) is not int or not least <= value <= most:
            raise PolicyInvalid(
                f"loupe.toml: {key} under [{name}] must be a whole number from {least} to {most}.",
                hint=f"Set {key} to a number in that range, or put # before the line to go back to the default.",
            )
    return section


def _refuse_odd_case(raw: dict[str, Any]) -> None:
    section = _table(raw, "case")
    if set(section) - {"name"} or not isinstance(section.get("name", ""), str):
        raise PolicyInvalid("loupe.toml: [case] holds a name in quotation marks and nothing else.")


def _table(raw: dict[str, Any], name: str) -> dict[str, Any]:
    section = raw.get(name, {})
    if not isinstance(section, dict):
        raise PolicyInvalid(f"loupe.toml: [{name}] must be a section.")
    return section

"""The settings of a case, from its ``loupe.toml``."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields, replace
from typing import Any

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

[check]
# How many passages are read closely for each claim.
# candidates = 40

[machine]
# How many processes read files. 0: one for each processor.
# workers = 0
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a case may set: the limits of reading, how wide a check looks, how many processes work."""

    limits: ReadingLimits = field(default_factory=ReadingLimits)
    candidates: int = 40
    workers: int = 0

    @property
    def processes(self) -> int:
        """Reading processes to start: the number set, else one for each processor this process may use."""
        return self.workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else self.workers or 2


def default_settings_text(name: str) -> str:
    """A new case's ``loupe.toml``."""
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _TEXT.format(name=quoted)


def parse_settings(text: str) -> Settings:
    """The settings in a TOML text; raises PolicyInvalid naming the key at fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(f"loupe.toml is not valid TOML: {error}.") from error
    limits = _section(raw, "reading", {f.name for f in fields(ReadingLimits)})
    check = _section(raw, "check", {"candidates"})
    machine = _section(raw, "machine", {"workers"})
    return Settings(
        replace(ReadingLimits(), **limits), int(check.get("candidates", 40)), int(machine.get("workers", 0))
    )


def _section(raw: dict[str, Any], name: str, known: set[str]) -> dict[str, int]:
    section = raw.get(name, {})
    if not isinstance(section, dict):
        raise PolicyInvalid(f"loupe.toml: [{name}] must be a section.")
    for key, value in section.items():
        if key not in known:
            raise PolicyInvalid(f"loupe.toml: [{name}] has no key “{key}”; known are {', '.join(sorted(known))}.")
        if not isinstance(value, int) or isinstance(value, bool) or value < 0 or (value == 0 and key != "workers"):
            raise PolicyInvalid(f"loupe.toml: {key} under [{name}] must be a whole number above 0.")
    return section

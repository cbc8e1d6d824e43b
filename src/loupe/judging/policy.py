"""The verdict policy: a small, readable rule file that a newsroom may replace."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields

from loupe.model import GRADES
from loupe.model.errors import PolicyInvalid

__all__ = ["DEFAULT_POLICY_TEXT", "Policy", "parse_policy"]

DEFAULT_POLICY_TEXT = """\
# How Loupe proposes verdicts in this case. Change it and run `loupe check` again: verdicts follow at once.
# The rules are tried from top to bottom; every verdict names the rule that gave it. See docs/policy.md.

name = "Loupe default, version 1"

# Corroborated: at least this many independent origins support the claim, and no credible one contradicts it.
corroborating_origins = 2

# Contested: the claim has support, and at least this many credible origins contradict it.
# Contradicted: as many contradict it, and nothing independent supports it.
contradicting_origins = 1

# A source counts only with one of these reliability grades (A reliable ... E unreliable, F cannot be judged).
credible_grades = ["A", "B", "C", "D", "F"]

# Evidence below this score (0 to 1: how closely it speaks of the claim) is shown but not counted.
least_score = 0.5

# Evidence that a stance model alone found, where no figure, date, name or event was compared: from which likelihood on
# it counts for and against a claim (0 to 1; with 1 it is shown and never counts).
least_reading = 0.9
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of a policy file; ``name`` is printed beside every verdict."""

    name: str = "Loupe default, version 1"
    corroborating_origins: int = 2
    contradicting_origins: int = 1
    credible_grades: tuple[str, ...] = ("A", "B", "C", "D", "F")
    least_score: float = 0.5
    least_reading: float = 0.9


def parse_policy(text: str) -> Policy:
    """The policy in a TOML text; raises PolicyInvalid naming the line at fault, the unknown key or the wrong value."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid(f"policy.toml is not valid TOML: {error}.") from error
    known = {f.name for f in fields(Policy)}
    unknown = sorted(set(raw) - known)
    if unknown:
        raise PolicyInvalid(f"policy.toml has an unknown key “{unknown[0]}”; known are {', '.join(sorted(known))}.")
    if "credible_grades" in raw:
        raw["credible_grades"] = _grades(raw["credible_grades"])
    for key, least in (("corroborating_origins", 2), ("contradicting_origins", 1)):
        value = raw.get(key, least)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise PolicyInvalid(f"policy.toml: {key} must be a whole number, {least} or more.")
    for key in ("least_score", "least_reading"):
        score = raw.get(key, 0.5)
        if not isinstance(score, (int, float)) or isinstance(score, bool) or not 0 <= score <= 1:
            raise PolicyInvalid(f"policy.toml: {key} must be a number from 0 to 1.")
    if not isinstance(raw.get("name", ""), str):
        raise PolicyInvalid("policy.toml: name must be a text in quotes.")
    return Policy(**raw)


def _grades(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(grade not in GRADES for grade in value):
        raise PolicyInvalid("policy.toml: credible_grades must be a list of letters from A to F.")
    return tuple(sorted(set(value)))

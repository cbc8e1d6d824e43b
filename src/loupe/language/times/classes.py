"""The classes of time words, one letter each, so that a rule of the grammar is a regular expression over a sentence."""

from __future__ import annotations

import re
import string

__all__ = ["CLASSES", "compile_rule", "letter"]

_NAMES = (
    "MONTH WEEKDAY DAY ORD NUM ONE VAGUE YEAR DECADE CLOCK DOTTED ISO SLASH PART NOON SEASON FEAST UNIT SEC THIRD AGO "
    "PREAGO LATER EARLIER BEFORE AFTER SINCE UNTIL NEXT LAST THIS PREV FOLL DEICT THE OF IN FROM AND TO DASH COMMA APM "
    "OCLOCK PAST ABOUT EVERY WEEKEND QUARTER HALF CENT REF SAME OTHER DOT"
).split()
CLASSES: dict[str, str] = dict(zip(_NAMES, string.ascii_letters + "0123456789", strict=False))
_NAME = re.compile(r"[A-Z]{2,}")


def letter(name: str) -> str:
    """The letter that stands for a class."""
    return CLASSES[name]


def compile_rule(rule: str) -> re.Pattern[str]:
    """A rule such as ``(?P<day>DAY) OF? (?P<month>MONTH)`` as a pattern over the letters of a sentence."""
    return re.compile(_NAME.sub(lambda m: CLASSES[m.group()], rule).replace(" ", ""))

"""Who reads the works: Loupe's check and its doubts, the same without a model, and two plain peers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from loupe.checking import StanceReader
from loupe.engine import Case
from seeding.finding import Reader

__all__ = ["by_flags", "by_loupe", "by_overlap"]

_SPOKEN = re.compile(r"^[A-Z][\w .]*: ")
_WORD = re.compile(r"[a-z]{3,}|\d[\d,.]*\d|\d")
_FIGURE = re.compile(r"\d|(?<=[a-z,;:] )(?!I\b)[A-Z]\w+")
_SMALL = frozenset("the and for was were that this with from have had has not are his her they its but been".split())


def by_loupe(case: Case, stance: StanceReader | None = None) -> Reader:
    """A real check of the work, by the stance reader that is installed or by the one given, then its doubts.

    Alarms: ``verdict`` where a claim of the line is proposed contradicted or contested, ``doubt`` where the second
    reader raises an alarm, and ``doubt: KIND`` with its kind; ``placed`` is none: a quotation was found word for word.
    """

    def read(work: Path) -> Mapping[int, frozenset[str]]:
        said: dict[int, set[str]] = {}
        check = case.check(work, stance=stance)
        for finding in case.findings(check.work.id):
            if finding.verdict.label in ("contradicted", "contested"):
                said.setdefault(finding.claim.line, set()).add("verdict")
        for doubt in case.doubts(check.work.id):
            if doubt.doubt.kind == "quote" and not doubt.doubt.alarm and doubt.source:
                said.setdefault(doubt.claim.line, set()).add("placed")
            if doubt.doubt.alarm:
                said.setdefault(doubt.claim.line, set()).update(("doubt", f"doubt: {doubt.doubt.kind}"))
        return {line: frozenset(alarms) for line, alarms in said.items()}

    return read


def _lines(work: Path) -> list[str]:
    return [_SPOKEN.sub("", block) for block in work.read_text("utf-8").strip().split("\n\n")]


def by_flags(work: Path) -> Mapping[int, frozenset[str]]:
    """The peer that doubts every line with a figure or a name."""
    return {n: frozenset({"verdict"}) for n, text in enumerate(_lines(work), 1) if _FIGURE.search(text)}


def by_overlap(archive: Iterable[str]) -> Reader:
    """The peer that looks for the passage with most of the line's words, and doubts a line of which it lacks one.

    It speaks only where the passage has at least six tenths of the words: below that it found nothing.
    """
    passages = [_words(text) for text in archive]
    holding: dict[str, list[int]] = {}
    for number, words in enumerate(passages):
        for word in words:
            holding.setdefault(word, []).append(number)

    def read(work: Path) -> Mapping[int, frozenset[str]]:
        said = {}
        for n, text in enumerate(_lines(work), 1):
            words = _words(text)
            rare = sorted((w for w in words if w in holding), key=lambda w: (len(holding[w]), w))[:4]
            near = {number for word in rare for number in holding[word][:2000]}
            best = max((len(words & passages[number]) for number in sorted(near)), default=0)
            if 0.6 * len(words) <= best < len(words):
                said[n] = frozenset({"verdict"})
        return said

    return read


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall(text.lower()) if w not in _SMALL)

"""Quotations of Apollo's crews: true ones, and ones with another word, another speaker, another time, or never said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from realcases import apollo_entries

from seeding.errors import Seed, draw
from seeding.scripts import Line, Script

__all__ = ["QUOTE_TYPES", "apollo", "apollo_archive"]

QUOTE_TYPES = ("misquote", "wrong speaker", "wrong time", "never said")
_CREW = ("CDR", "CMP", "LMP", "CC")
_ENTRY = re.compile(r"(?P<who>CDR|CMP|LMP|CC)(?: \([A-Z]+\))?: (?P<said>[A-Z][^\[\](){}<>\"“”:]{40,260}[.!?])")
_WORD = re.compile(r"\b[a-z]{4,}\b")


def apollo_archive(bench: Path, to: Path) -> Path:
    """The air-to-ground transcripts of Apollo 8 and 11."""
    to.mkdir(parents=True)
    for mission in ("a8", "a11"):
        source = bench / "case-apollo" / mission / "transcripts" / "TEC"
        shutil.copyfile(source, to / f"{mission}-air-to-ground.txt")
    return to


def _said(path: Path) -> Iterator[tuple[str, str, str]]:
    """Time, speaker and words of utterances of eight words and more, without gaps or marks in them."""
    for code, entry in apollo_entries(path.read_text("utf-8")):
        match = _ENTRY.fullmatch(entry)
        if match and 8 <= len(match["said"].split()) <= 45 and " - " not in entry and "..." not in entry:
            yield code.strip("[]"), match["who"], " ".join(match["said"].split())


def apollo(bench: Path, half: int, most: int) -> Script:
    """Lines that quote the air-to-ground transcripts with speaker and time, each with its four errors."""
    folder = bench / "case-apollo"
    told = [e for mission in ("a8", "a11") for e in _said(folder / mission / "transcripts" / "TEC")]
    onboard = [e[2] for e in _said(folder / "a11" / "transcripts" / "CM")]
    public = {words for _, _, words in told}
    unsaid = sorted((w for w in onboard if w not in public), key=lambda w: draw(w, "order", among=2**40))
    mine = sorted((e for e in told if draw(*e, "half", among=2) == half), key=lambda e: draw(*e, "order", among=2**40))
    vocabulary = sorted({word for _, _, words in told for word in _WORD.findall(words)})
    lines, errors = [], {}
    for number, entry in enumerate(mine[:most], 1):
        lines.append(Line("NARRATOR", _line(*entry)))
        errors[number] = tuple(_errors(*entry, vocabulary, unsaid[number % len(unsaid)]))
    return Script("apollo, quotations", tuple(lines), 1, "utterances quoted with speaker and time", errors)


def _line(code: str, who: str, words: str) -> str:
    return f"At {code}, {who} said: “{words}”"


def _errors(code: str, who: str, words: str, vocabulary: list[str], unsaid: str) -> Iterator[Seed]:
    places = list(_WORD.finditer(words))
    if places:
        at = places[draw(words, "word", among=len(places))]
        other = vocabulary[draw(words, "other", among=len(vocabulary))]
        if other != at.group():
            wrong = words[: at.start()] + other + words[at.end() :]
            yield Seed("misquote", _line(code, who, wrong), at.group(), other)
    others = [c for c in _CREW if c != who]
    other = others[draw(words, "who", among=len(others))]
    yield Seed("wrong speaker", _line(code, other, words), who, other)
    days, hours, minutes, seconds = code.split(":")
    later = f"{days}:{hours}:{(int(minutes) + 7 + draw(words, 'time', among=40)) % 60:02d}:{seconds}"
    yield Seed("wrong time", _line(later, who, words), code, later)
    yield Seed("never said", _line(code, who, unsaid), words, unsaid)

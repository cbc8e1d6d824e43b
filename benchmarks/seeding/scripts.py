"""The clean scripts: the demo film, lines of the Horizon inquiry, quotations of Apollo; each with its archive."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from realcases import inquiry_sentences

from seeding.errors import Seed, draw, names_in, seeds
from seeding.rephrasing import rephrase
from seeding.words import AUXILIARY, PAST

__all__ = ["Line", "Script", "demo", "horizon_archive", "horizon_opening", "horizon_own", "written"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a script: who says it, the words, and whether they are known to be true."""

    speaker: str
    text: str
    clean: bool = True


@dataclass(frozen=True, slots=True)
class Script:
    """A clean script: its name in the table, its lines, how many errors of a type a line is given, and a plain note.

    ``errors`` are a script's own, by number of the line from 1; without them they are drawn from the words of the line.
    """

    name: str
    lines: tuple[Line, ...]
    each: int
    note: str
    errors: Mapping[int, tuple[Seed, ...]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of people and firms in it, in order."""
        found = (line.text[a:b] for line in self.lines for a, b in names_in(line.text))
        return tuple(dict.fromkeys(found))

    def seeds(self) -> dict[int, tuple[Seed, ...]]:
        """The errors of each clean line, by its number from 1."""
        if self.errors is not None:
            return dict(self.errors)
        names = self.names
        return {n: seeds(line.text, names, self.each) for n, line in enumerate(self.lines, 1) if line.clean}


def written(lines: Sequence[Line], path: Path) -> Path:
    """The script as a file with one labelled turn a line."""
    path.write_text("".join(f"{line.speaker}: {line.text}\n\n" for line in lines), "utf-8")
    return path


def demo(folder: Path, half: int) -> Script:
    """The demo film; clean is what a careful person signed as corroborated, of one half."""
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    lines = (
        Line(
            row["speaker"],
            row["words"],
            row["verdict"] == "corroborated" and draw(row["words"], "half", among=2) == half,
        )
        for row in rows
    )
    return Script("demo", tuple(lines), 3, "lines that a careful person signed as corroborated")


def horizon_archive(bench: Path, to: Path) -> Path:
    """All hearings of phases 2 and 3."""
    for phase in ("phase-2", "phase-3"):
        (to / phase).mkdir(parents=True)
        for path in sorted((bench / "case-post-office-horizon" / phase).glob("*.rst")):
            if path.name != "index.rst":
                shutil.copyfile(path, to / phase / path.name)
    return to


_CARRIES = re.compile(
    r"(?<![\w.])\d[\d,]*(?![\w./-])|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b"
)
_LEANS = re.compile(
    r"^(?:It|He|She|They|This|That|These|Those|There|Yes|No|If|Then|Which|Who|What|You|Your|Is|Was|Did|Do|Can|Could|"
    r"Would|Will|Have|Has|Had|Are|Were|Or|Because|Let|Please|Thank|So|And|But|As|Now|"
    r"Well|Um|Erm|Oh|Just|Sorry|From memory)\b"
)
_NOT_TOLD = re.compile(
    r"[?\"“”\[\]()<>_*]|--|–|—|\b(?:you|your|page|pages|paragraph|paragraphs|document|screen|bundle|scroll|question|"
    r"questions|minute|exhibit|POL\d+|WITN\d+|FUJ\d+|please|would|could|may|might|will|shall|going to|perhaps|"
    r"possibly|probably|I|we|my|our|me|us|we're|I'm|think|thought|believe|if|whether|let's|let’s|sir|reference|today|morning|line|number)\b",
    re.IGNORECASE,
)


_VERB = re.compile(
    rf"\b(?:{'|'.join((*AUXILIARY, *(w for w in PAST if ' ' not in w)))}|[a-z]{{3,}}ed|"
    r"[a-z]+s\s+(?:the|a|an|that|to))\b"
)


def _tells(text: str) -> bool:
    """A whole plain sentence that says something with a figure or a date, and leans on nothing before it."""
    words = len(text.split())
    return (
        8 <= words <= 32
        and text.endswith(".")
        and text[0].isupper()
        and bool(_CARRIES.search(text) or names_in(text))
        and bool(_VERB.search(text))
        and not _LEANS.search(text)
        and not _NOT_TOLD.search(text)
        and bool(seeds(text))
    )


def _spread(lines: Iterable[str], half: int, most: int) -> list[str]:
    """Lines of one half, those with a figure or a date first, then in the order of the sum of their words."""
    mine = [line for line in dict.fromkeys(lines) if draw(line, "half", among=2) == half]
    return sorted(mine, key=lambda line: (not _CARRIES.search(line), draw(line, "order", among=2**40)))[:most]


def _said(bench: Path, *folders: str) -> Iterator[str]:
    for folder in folders:
        for path in sorted((bench / "case-post-office-horizon" / folder).glob("*.rst")):
            if path.name != "index.rst":
                yield from (text for _, text in inquiry_sentences(path))


def horizon_own(bench: Path, half: int, most: int) -> tuple[Script, Script]:
    """Sentences of the hearings put as lines of a work: word for word, and in other words by rule."""
    told = _spread(filter(_tells, _said(bench, "phase-2", "phase-3")), half, 4 * most)
    other = [(text, new) for text in told if (new := rephrase(text)) and _tells_still(new)][:most]
    verbatim = tuple(Line("NARRATOR", text) for text in told[:most])
    rephrased = tuple(Line("NARRATOR", new) for _, new in other)
    return (
        Script("horizon, word for word", verbatim, 1, "sentences of the hearings themselves: no gold exists"),
        Script("horizon, in other words", rephrased, 1, "sentences of the hearings, put in other words by rule"),
    )


def _tells_still(text: str) -> bool:
    return bool(_CARRIES.search(text) or names_in(text)) and bool(seeds(text))


_WORD = re.compile(r"[A-Za-z]{4,}|\d[\d,]*")
_MOST = 0.5


def horizon_opening(bench: Path, half: int, most: int) -> Script:
    """Sentences of the opening statements that a hearing has with all their figures and most of their words.

    "Most" is half of the words of four letters and more, by plain overlap; no person has signed them.
    """
    hearings: dict[str, list[frozenset[str]]] = {}
    for text in dict.fromkeys(_said(bench, "phase-2", "phase-3")):
        words = _words(text)
        for figure in (w for w in words if w[0].isdigit()):
            hearings.setdefault(figure, []).append(words)

    def borne_out(text: str) -> bool:
        words = _words(text)
        figures = frozenset(w for w in words if w[0].isdigit())
        rivals = min((hearings.get(f, []) for f in figures), key=len, default=[])
        return any(figures <= r and len(words & r) >= _MOST * len(words) for r in rivals)

    told = (text for text in _said(bench, "opening-statements") if _tells(text) and borne_out(text))
    lines = tuple(Line("NARRATOR", text) for text in _spread(told, half, most))
    return Script("horizon, openings", lines, 2, "sentences of the openings that a hearing has nearly word for word")


def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower().replace(",", "") for w in _WORD.findall(text))

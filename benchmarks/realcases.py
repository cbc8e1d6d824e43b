"""The real cases of the benchmarks: what is the archive, what is the work, what is asked of the search.

Both are public records that nobody made for Loupe. The rule for a sentence to be taken into a work is one and the
same: it carries a figure, the name of a month, or a capitalised word that does not begin it.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

__all__ = ["RealCase", "apollo", "apollo_entries", "horizon", "inquiry_sentences"]

_FORTY, _MORE, _QUERIES = 40, 160, 200
_LINK = re.compile(r"`([^`<]*?)\s*<[^`]*>`_+")
_SPEAKER = re.compile(r"\*\*([^*]+)\*\*:\s*")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”]?\s+(?=[\"“]?[A-Z0-9])")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_CARRIES = re.compile(rf"\d|\b(?:{_MONTH})\b|(?<=[a-z,;] )(?!I\b)[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class RealCase:
    """A folder to add, works by the name of their row in the table, and texts to search for."""

    name: str
    title: str
    archive: Path
    works: dict[str, Path]
    queries: tuple[str, ...]


def horizon(bench: Path, scratch: Path) -> RealCase:
    """The Post Office Horizon IT Inquiry: an opening statement against all hearings of phases 2 and 3."""
    folder = bench / "case-post-office-horizon"
    archive = scratch / "horizon-archive"
    for phase in ("phase-2", "phase-3"):
        (archive / phase).mkdir(parents=True)
        for path in sorted((folder / phase).glob("*.rst")):
            if path.name != "index.rst":
                shutil.copyfile(path, archive / phase / path.name)
    statement = folder / "opening-statements" / "2022-10-12.rst"
    spoken = [s for who, s in inquiry_sentences(statement) if who == "Mr Beer"]
    works = {
        "40 sentences": _written(scratch / "forty.txt", "Mr Beer", islice(filter(_CARRIES.search, spoken), _FORTY)),
        "160 sentences": _written(scratch / "more.txt", "Mr Beer", islice(filter(_CARRIES.search, spoken), _MORE)),
        "whole statement": Path(shutil.copyfile(statement, scratch / "statement.rst")),
    }
    others = [s for _, s in inquiry_sentences(folder / "opening-statements" / "2022-10-11.rst")]
    return RealCase("horizon", "Post Office Horizon IT Inquiry", archive, works, _asked(others))


def apollo(bench: Path, scratch: Path) -> RealCase:
    """Apollo 8 and 11: what the crew of Apollo 11 said on board against both missions' air-to-ground transcripts."""
    folder = bench / "case-apollo"
    archive = scratch / "apollo-archive"
    archive.mkdir()
    for mission in ("a8", "a11"):
        shutil.copyfile(folder / mission / "transcripts" / "TEC", archive / f"{mission}-air-to-ground.txt")
    entries = list(apollo_entries((folder / "a11" / "transcripts" / "CM").read_text("utf-8")))
    chosen = [entry for entry in entries if _CARRIES.search(entry[1]) and len(entry[1].split()) >= 5]
    work = scratch / "on-board.txt"
    spread = chosen[:: len(chosen) // _FORTY][:_FORTY]  # evenly over the mission, which begins with much the same talk
    work.write_text("\n\n".join(f"{code}\n{said}" for code, said in spread) + "\n", "utf-8")
    others = [said.partition(": ")[2] for code, said in chosen if (code, said) not in spread]
    return RealCase("apollo", "Apollo 8 and 11", archive, {"40 utterances": work}, _asked(others))


def inquiry_sentences(path: Path) -> Iterator[tuple[str, str]]:
    """Who speaks and what, sentence by sentence; a paragraph without a name goes on with the speaker before."""
    speaker = ""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        if block.startswith((" ", "..", "*(")) or re.search(r"^[-=~]{4,}$", block, re.M):
            continue
        said = _SPEAKER.match(block)
        if said:
            speaker, block = said[1], block[said.end() :]
        for sentence in _SENTENCE.split(" ".join(_LINK.sub(r"\1", block).split())):
            yield speaker, sentence


def apollo_entries(text: str) -> Iterator[tuple[str, str]]:
    """Time code and utterance with its speaker, page marks left out."""
    for entry in re.split(r"\n\s*\n", text):
        code, _, rest = entry.strip().partition("\n")
        lines = [line.strip() for line in rest.split("\n") if not line.startswith("_")]
        said = " ".join(lines)
        if code.startswith("[") and re.match(r"[A-Z]+: ", said):
            yield code, said


def _written(path: Path, speaker: str, sentences: Iterable[str]) -> Path:
    path.write_text("".join(f"{speaker}: {sentence}\n\n" for sentence in sentences), "utf-8")
    return path


def _asked(sentences: Iterable[str]) -> tuple[str, ...]:
    long = [s for s in dict.fromkeys(sentences) if len(s.split()) >= 5 and _CARRIES.search(s)]
    return tuple(random.Random(7).sample(long, min(_QUERIES, len(long))))

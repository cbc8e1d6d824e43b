"""What is to be added: files named and found in folders, and the words of films that lie beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from loupe.engine.intake.sheet import Description, is_sheet
from loupe.model import Source
from loupe.reading import SUPPORTED, Part, PathProblem, expand

__all__ = ["Inside", "Item", "called", "is_heard", "items_of", "with_sidecars"]

_HEARD = ("film", "sound")
_WORDS = (".srt", ".vtt", ".ttml", ".dfxp", ".ass", ".ssa", ".sbv", ".json")
_HEAD = 65536
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Item:
    """A file to add: its path, the name it goes by in the case, and what a person says of it.

    ``inside`` tells of a file that was found in another; ``words_of`` is the film whose words it holds, ``heard``
    says of a film that such a file is there.
    """

    path: Path
    name: str
    description: Description = field(default_factory=Description)
    inside: Inside | None = None
    words_of: Path | None = None
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a part was found: its source, what the file says of it, how deep, and the file that was named first."""

    parent: Source
    part: Part
    depth: int
    root: str


def items_of(paths: Iterable[Path], description: Description) -> Iterator[Item | PathProblem]:
    """The files at and below the paths; a file found in a folder goes by its path below that folder.

    Case folders below a path are left out: a case in the folder of its own sources must not swallow itself. So are
    sheets that describe sources (``--from``): what a person says of a source is no source. Named by itself, one is.
    """
    for path in paths:
        cases = {path: _is_case(path)}
        for found in expand([path]):
            if isinstance(found, PathProblem):
                yield found
            elif found == path:
                yield Item(found, called(found.name), description)
            elif not _in_case(found.parent, cases) and not is_sheet(found):
                yield Item(found, called(str(found.relative_to(path))), description)


def called(name: str) -> str:
    """A file's name as it is kept and shown: bytes that are no text, and signs that end a line, become U+FFFD.

    A name with a line end in it would write lines of its own into every list that it stands in.
    """
    return _STEERS.sub("\ufffd", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _in_case(folder: Path, known: dict[Path, bool]) -> bool:
    if folder not in known:
        known[folder] = _in_case(folder.parent, known) or _is_case(folder)
    return known[folder]


def _is_case(folder: Path) -> bool:
    # os.path answers no where pathlib raises: in a folder that may not be looked into.
    return os.path.isfile(folder / "case.db") and os.path.isdir(folder / "blobs")


def is_heard(path: PurePath) -> bool:
    """Whether a file of this name is a film or a recording."""
    return SUPPORTED.get(path.suffix.lower()) in _HEARD


def with_sidecars(items: Sequence[Item | PathProblem]) -> list[Item | PathProblem]:
    """The items, each film followed by the files beside it that hold its words, though nobody named them."""
    films = _films_with_sidecars(item.path for item in items if isinstance(item, Item))
    beside = {path: film for film, paths in films.items() for path in paths}
    ordered: list[Item | PathProblem] = []
    taken = {item.path: item for item in items if isinstance(item, Item)}
    for item in items:
        if isinstance(item, PathProblem):
            ordered.append(item)
        elif item.path not in beside:
            words = films.get(item.path, ())
            ordered.append(replace(item, heard=bool(words)))
            for path in words:
                named = taken.get(path) or Item(path, str(Path(item.name).with_name(called(path.name))))
                ordered.append(replace(named, words_of=item.path))
    return ordered


def _films_with_sidecars(paths: Iterable[Path]) -> Mapping[Path, tuple[Path, ...]]:
    """Each film and recording of the paths to the files beside it that hold its words, in the order of their names.

    A side-car has the film's name with another ending, and before that perhaps a language: ``film.srt``,
    ``film.en.vtt``. Files beside a film count whether they are among the paths or not.
    """
    found: dict[Path, tuple[Path, ...]] = {}
    folders: dict[Path, list[str]] = {}
    for path in paths:
        if not is_heard(path):
            continue
        if path.parent not in folders:
            try:
                folders[path.parent] = sorted(entry.name for entry in path.parent.iterdir())
            except OSError:
                folders[path.parent] = []
        beside = [path.parent / name for name in folders[path.parent] if _belongs(name, path.stem)]
        beside = [path for path in beside if path.suffix.lower() != ".json" or _is_transcript(path)]
        if beside:
            found[path] = tuple(beside)
    return found


def _is_transcript(path: Path) -> bool:
    """Whether a JSON file is a transcript, not what else is told of a film under its name."""
    try:
        with path.open("rb") as file:
            return b'"segments"' in file.read(_HEAD)
    except OSError:
        return False


def _belongs(name: str, stem: str) -> bool:
    if not name.startswith(stem + "."):
        return False
    rest = name[len(stem) :].lower()
    for ending in _WORDS:
        if rest.endswith(ending):
            language = rest[: -len(ending)]
            return language == "" or (language[:1] == "." and 2 <= len(language) - 1 <= 12 and "." not in language[1:])
    return False

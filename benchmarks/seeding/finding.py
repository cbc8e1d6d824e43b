"""What a check finds of the seeded errors: whole cases are built, clean and seeded works checked, lines counted.

In every round at most each second line of the script is wrong, so that a line that leans on the one before leans on a
true one. What is found is counted twice: as it is, and only where the clean line raised no alarm of that sort.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seeding.errors import Seed
from seeding.scripts import Line, Script, written

__all__ = ["Alarms", "Found", "Outcome", "Reader", "find_seeded"]

Alarms = Mapping[int, frozenset[str]]
"""What a reader says of a work: number of the line, from 1, to the sorts of alarm it raises there; none is silence."""
Reader = Callable[[Path], Alarms]


@dataclass(frozen=True, slots=True)
class Found:
    """One seeded error of a script, by which sorts of alarm it was found, and which of them the clean line lacks."""

    line: int
    seed: Seed
    by: frozenset[str]
    fresh: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All of a script: every seeded error, and the alarms on its clean lines, one entry a line."""

    script: Script
    found: tuple[Found, ...]
    clean: tuple[tuple[int, frozenset[str]], ...]


def find_seeded(script: Script, reader: Reader, folder: Path) -> Outcome:
    """Let a reader check the clean script, then the script with errors round by round until all have been put in."""
    folder.mkdir(parents=True, exist_ok=True)
    before = reader(written(script.lines, folder / "clean.txt"))
    clean = tuple((n, before.get(n, frozenset())) for n, line in enumerate(script.lines, 1) if line.clean)
    found: list[Found] = []
    for number, (lines, put) in enumerate(_rounds(script)):
        said = reader(written(lines, folder / f"seeded-{number}.txt"))
        for line, seed in put:
            by = said.get(line, frozenset())
            found.append(Found(line, seed, by, by - before.get(line, frozenset())))
    return Outcome(script, tuple(sorted(found, key=lambda f: (f.line, f.seed.kind, f.seed.text))), clean)


def _rounds(script: Script) -> Iterator[tuple[Sequence[Line], list[tuple[int, Seed]]]]:
    waiting = {n: list(errors) for n, errors in script.seeds().items()}
    odd = True
    while any(waiting.values()):
        chosen = [n for n, left in waiting.items() if left and n % 2 == odd]
        odd = not odd
        if not chosen:
            continue
        put = [(n, waiting[n].pop(0)) for n in chosen]
        wrong = dict(put)
        lines = [
            Line(line.speaker, wrong[n].text if n in wrong else line.text, line.clean)
            for n, line in enumerate(script.lines, 1)
        ]
        yield lines, put

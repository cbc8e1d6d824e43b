"""Where members are put: numbered files in the scratch folder, under one budget of number, bytes and tightness."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown, NoText, OverBudget, ReadError
from loupe.reading.packed.budget import Budget
from loupe.reading.packed.names import Namer, is_litter, visible
from loupe.reading.packed.streams import BROKEN
from loupe.reading.values import Part, Reading, ReadingLimits, ReadJob, Step

__all__ = ["BOMB_HINT", "Shelf"]

BOMB_HINT = "Files like this are made to attack programs. Get the file from its maker again."
_MOST_NAMED = 5
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_LEFT_OUT = {
    "encrypted": ("member is locked with a password, not read", "members are locked with a password, not read"),
    "damaged": ("member is damaged and was not read", "members are damaged and were not read"),
    "method": ("member is packed in a way unknown to Loupe", "members are packed in ways unknown to Loupe"),
    "sparse": ("member is stored with holes and was not read", "members are stored with holes and were not read"),
    "link": ("link was left out", "links were left out"),
    "device": ("device or pipe was left out", "devices or pipes were left out"),
    "empty": ("member is empty and was left out", "members are empty and were left out"),
    "redirect": ("answer leads to another address and is no page", "answers lead to other addresses and are no pages"),
    "refused": ("answer is an error and no page", "answers are errors and no pages"),
    "cut": ("capture breaks off and was read up to there", "captures break off and were read up to there"),
    "repeat": ("capture says what one before says", "captures say what one before says"),
    "wordless": ("picture, script or the like was left out", "pictures, scripts and the like were left out"),
    "film": ("film or recording was left out", "films and recordings were left out"),
    "litter": ("file that a system left behind was left out", "files that a system left behind were left out"),
}  # fmt: skip


@dataclass(slots=True)
class _Left:
    count: int = 0
    names: list[str] = field(default_factory=list)


class Shelf:
    """Puts members of one archive into ``job.scratch`` and counts what they cost.

    Used as a context: when the block is left by an error, everything that was put there is taken away again. ``total``
    is how many packed bytes there are to go through, for the progress. Raises ValueError when the job has no scratch.
    """

    def __init__(self, job: ReadJob, limits: ReadingLimits, step: Step, total: int) -> None:
        if job.scratch is None:
            raise ValueError("an archive can only be read with a scratch folder")
        self.name = job.name
        self.limits = limits
        self.budget = Budget(job.name, limits, step, total)
        self.notes: list[str] = []
        self.parts: list[Part] = []
        self.cut_off = False
        self._folder = job.scratch / "members"
        self._left: dict[str, _Left] = {}
        self._namer = Namer()

    def __enter__(self) -> Shelf:
        self._folder.mkdir(exist_ok=True)
        self._clear()  # of a reading that was killed
        self.budget.begin()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None:
            self._clear()

    def _clear(self) -> None:
        for entry in os.scandir(self._folder):
            os.unlink(entry.path)

    def leave(self, why: str, name: str) -> None:
        """Count a member that is not read, for one of the reasons of ``_LEFT_OUT``."""
        left = self._left.setdefault(why, _Left())
        left.count += 1
        if name and len(left.names) < _MOST_NAMED:
            left.names.append(" ".join(visible(name).split())[:80])

    def keep(
        self,
        name: str,
        chunks: Iterable[bytes],
        packed: Callable[[], int] | None = None,
        place: str = "",
        refuse: Callable[[], str] | None = None,
        address: str | None = None,
    ) -> bool:
        """Store a member called ``name``; False when it was left out (litter, empty, damaged), which is counted.

        ``packed`` tells how many packed bytes went into it so far; ``refuse``, asked at the end, for what reason it
        is left out after all, "" for none; ``address`` is where it stands on the web. Raises OverBudget when a limit
        is passed.
        """
        if is_litter(name):
            self.leave("litter", name)
            self._pass_over(chunks, packed)
            return False
        if len(self.parts) >= self.limits.max_parts:
            raise self.budget.too_many()
        path = self._folder / f"{len(self.parts) + 1:06d}"
        try:
            size = self._write(path, chunks, packed)
        except BROKEN as error:
            path.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno in _NO_ROOM:
                said = f"There is no room on the disk to unpack {self.name}."
                raise OverBudget(said, hint="Free some room and add it again.") from error
            self.leave("damaged", name)
            return False
        why = "empty" if not size else refuse() if refuse is not None else ""
        if why:
            path.unlink()
            self.leave(why, name if why == "empty" else "")
            return False
        clean = self._namer.name(name)
        self.parts.append(Part(path, clean, place or f"member {clean}", address=address))
        return True

    def _pass_over(self, chunks: Iterable[bytes], packed: Callable[[], int] | None) -> None:
        size = 0
        with contextlib.suppress(*BROKEN):
            for chunk in chunks:
                size += len(chunk)
                self.budget.unpacked(chunk, size, packed)

    def _write(self, path: os.PathLike[str], chunks: Iterable[bytes], packed: Callable[[], int] | None) -> int:
        size = 0
        with open(path, "xb") as out:
            for chunk in chunks:
                size += len(chunk)
                self.budget.unpacked(chunk, size, packed)
                out.write(chunk)
        return size

    def reading(self, format: str, reader: str, kind: str = "archive") -> Reading:  # noqa: A002
        """The reading of the whole archive; when nothing was kept, raises the ReadError that says why."""
        self.budget.end()
        if not self.parts:
            raise self._nothing()
        return Reading(
            text="", passages=(), format=format, reader=reader, kind=kind, notes=(*self.notes, *self._say_left()),
            parts=tuple(self.parts),
        )  # fmt: skip

    def _nothing(self) -> ReadError:
        if "encrypted" in self._left:
            hint = "Unpack it with its password and add the files inside."
            return FileEncrypted(f"{self.name} is locked with a password.", hint=hint)
        if "damaged" in self._left or self.cut_off:
            return FileDamaged(f"{self.name} is damaged: none of its members can be unpacked.")
        if "method" in self._left:
            said = f"{self.name} is packed in a way unknown to Loupe."
            return FormatUnknown(said, hint="Unpack it with its own program and add the files inside.")
        said = " ".join((*self.notes, *self._say_left()))
        return NoText(f"{self.name} holds no file that could be read. {said}".strip())

    def _say_left(self) -> list[str]:
        said = []
        for why, (one, many) in _LEFT_OUT.items():
            if (left := self._left.get(why)) is not None:
                more = f" and {left.count - len(left.names):,} more" if left.count > len(left.names) else ""
                names = f": {', '.join(left.names)}{more}" if left.names else ""
                said.append(f"{left.count:,} {one if left.count == 1 else many}{names}.")
        if self._namer.cleaned:
            count = self._namer.cleaned
            what = "name of a member holds" if count == 1 else "names of members hold"
            said.append(
                f"{count:,} {what} what no name should (a way out of the folder, hidden marks) and is shown without."
            )
        if self._namer.repeated:
            said.append(f"{self._namer.repeated:,} members have a name that another has too; they are numbered.")
        return said

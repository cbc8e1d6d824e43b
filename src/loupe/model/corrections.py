"""A word of a machine transcript that a person has corrected: a decision with a name."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Correction"]


@dataclass(frozen=True, slots=True)
class Correction:
    """``who`` says that the words ``was``, heard from ``start`` to ``end`` in ``source_id``, are ``now``.

    ``start`` and ``end`` are milliseconds of the recording: where the first of the words begins and the last ends.
    ``now`` is one line; the same as ``was`` when a person says that the machine heard right. ``why`` may be empty.
    """

    source_id: str
    start: int
    end: int
    was: str
    now: str
    who: str
    why: str = ""

"""Reading: bytes of any supported format become a stored text with located passages.

``read_file`` reads in this process, ``read_all`` in limited child processes; ``expand`` lists the files of folders.
"""

from loupe.reading.folders import expand
from loupe.reading.formats import SUPPORTED
from loupe.reading.front import most_bytes_of, read_file
from loupe.reading.pool import read_all
from loupe.reading.values import (
    NOT_KEPT,
    Part,
    PathProblem,
    RawPassage,
    Reader,
    Reading,
    ReadingLimits,
    ReadJob,
    Recognition,
    limit_hint,
    no_step,
)

__all__ = [
    "NOT_KEPT",
    "SUPPORTED",
    "Part",
    "PathProblem",
    "RawPassage",
    "ReadJob",
    "Reader",
    "Reading",
    "ReadingLimits",
    "Recognition",
    "expand",
    "limit_hint",
    "most_bytes_of",
    "no_step",
    "read_all",
    "read_file",
]

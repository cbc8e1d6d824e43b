"""Reading: bytes of any supported format become a stored text with located passages.

``read_file`` reads in this process, ``read_all`` in limited child processes; ``expand`` lists the files of folders.
"""

from loupe.reading.folders import expand
from loupe.reading.formats import SUPPORTED
from loupe.reading.front import read_file
from loupe.reading.pool import read_all
from loupe.reading.values import PathProblem, RawPassage, Reader, Reading, ReadingLimits, ReadJob

__all__ = [
    "SUPPORTED",
    "PathProblem",
    "RawPassage",
    "ReadJob",
    "Reader",
    "Reading",
    "ReadingLimits",
    "expand",
    "read_all",
    "read_file",
]

"""Archives: their members become parts, streamed one by one to numbered files under a budget.

One level is read at a time; a part that is an archive itself is read in turn by whoever asked.
"""

from loupe.reading.packed.sevens import read_7z
from loupe.reading.packed.tars import read_compressed, read_tar
from loupe.reading.packed.zips import read_zip

__all__ = ["read_7z", "read_compressed", "read_tar", "read_zip"]

"""The collection of hostile files; run as a script, it writes them all into a folder.

python tests/hostile/hostile_files.py FOLDER
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from hostile_collection import Hostile, Place, collection

MODULES = ("hostile_archives", "hostile_documents", "hostile_words", "hostile_media")

for module in MODULES:
    importlib.import_module(module)

HOSTILE: tuple[Hostile, ...] = collection()


def main() -> None:
    """Write all files into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    place = Place(folder / "secret.txt", folder / "outside", 9)
    for file in HOSTILE:
        path = file.write(folder, place)
        print(f"{path.stat().st_size:>14,}  {file.name:<28} {', '.join(sorted(file.answers))}")


if __name__ == "__main__":
    main()

"""The demo from end to end: builds the archive, checks the film against it, writes the annotated script.

Run ``python demo/run.py``; everything it makes lies in ``demo/build``.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from pathlib import Path

from build import build

from loupe.cli import main as loupe

HERE = Path(__file__).resolve().parent
FORMATS = ("html", "docx", "xlsx", "csv", "json")


def run(*words: str, quiet: bool = False) -> None:
    """Run one Loupe command as a person would, showing it unless ``quiet``; a failure ends the demo."""
    if not quiet:
        print(f"\n$ loupe {shlex.join(words)}", flush=True)
    if status := loupe([*words, *(["--quiet"] if quiet else [])]):
        sys.exit(status)


def main() -> None:
    """Run the demo in ``demo/build``, from nothing."""
    os.chdir(HERE.parent)  # so that what it prints are the short paths a person would type
    out = Path("demo/build")
    case, film = str(out / "case"), json.loads((HERE / "film.json").read_text("utf-8"))
    shutil.rmtree(case, ignore_errors=True)
    archive = out / "archive"
    print(f"{len(build(archive))} sources in eight formats built in {archive}")
    run("new", case, "--name", "Antwerp")
    run("add", case, "--from", str(archive / "sources.csv"))
    files = [str(out / f"script.{ending}") for ending in FORMATS]
    # The film with its maker's subtitles beside it, as it would come from an editor.
    shutil.copyfile(HERE / "film.mp4", archive / "film.mp4")
    run("check", case, str(archive / "film.mp4"), "--title", film["title"])
    run("film", case, "film.mp4")
    for file in files:
        run("script", case, "--to", file, quiet=True)
    print("\nThe annotated script was written to:")
    for file in files:
        print(f"  {file}")
    print(f"Open {files[0]} in a browser first, then decide: loupe open {case}")


if __name__ == "__main__":
    main()

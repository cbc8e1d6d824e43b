"""The page that takes the place of what was published when nothing of it is signed any more."""

from __future__ import annotations

from pathlib import Path

from loupe.pages import Place, render, static_files
from loupe.publish import wording
from loupe.publish.folder import Content, write_folder
from loupe.publish.public import Public
from loupe.publish.site import Published
from loupe.publish.written import Owner

__all__ = ["withdraw"]

_STATIC = ("icon.svg", "loupe.css", "loupe.js", "site.css")


def withdraw(public: Public, to: Path, owner: Owner, day: str) -> Published:
    """Write a folder of one page over the one that was published: what was there is withdrawn, since ``day``.

    Raises UsageError where the folder holds anything that Loupe did not write, WriteDenied and DiskFull.
    """
    place = Place(live=False, here="case", case=owner.title, root="", files={"case": "index.html"})
    page = wording.clean(render("site_withdrawn", place, title=owner.title, day=day))
    files: dict[str, Content] = {"index.html": page.encode("utf-8")}
    files |= {f"static/{name}": data for name, data in static_files() if name in _STATIC}
    write_folder(to, files, owner)
    return Published(to, 0, 0, len(files), public.held_back, withdrawn=True)

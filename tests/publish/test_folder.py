"""A published folder is written anew only where it is Loupe's, of the same work, and as Loupe left it."""

from __future__ import annotations

import json
import os

import pytest

from loupe.model.errors import UsageError, WriteDenied
from loupe.publish import folder
from loupe.publish.written import MARK, Owner, is_of

OURS = Owner("s-1a", "The Film", "here")
FILES = {"index.html": b"one", "static/site.css": b"two"}


@pytest.fixture
def site(tmp_path):
    folder.write_folder(tmp_path / "site", FILES, OURS)
    return tmp_path / "site"


def everything(site):
    """What lies there, links and empty folders among it."""
    found = {}
    for at, folders, names in os.walk(site):
        for name in folders + names:
            path = os.path.join(at, name)
            found[os.path.relpath(path, site)] = os.readlink(path) if os.path.islink(path) else os.path.isfile(path)
    return found


@pytest.mark.parametrize(
    ("act", "named"),
    [
        pytest.param(lambda to: (to / "letter.txt").write_text("Dear"), "holds letter.txt, which", id="a file"),
        pytest.param(lambda to: (to / "static" / "a.css").touch(), "holds static/a.css, which", id="a file below"),
        pytest.param(lambda to: (to / "empty").mkdir(), "holds the folder empty, which", id="an empty folder"),
        pytest.param(lambda to: (to / "all").symlink_to("/tmp"), "holds all, a link, which", id="a link to a folder"),
        pytest.param(
            lambda to: ((to / "index.html").unlink(), (to / "index.html").symlink_to("/etc/hostname")),
            "holds index.html, a link, which", id="a link in place of a page",
        ),
        pytest.param(
            lambda to: (to / "index.html").write_text("mine"), "holds index.html, changed by hand", id="edited by hand"
        ),
        pytest.param(lambda to: (to / "static" / "CNAME").touch(), "static/CNAME", id="what hosts want, but below"),
        pytest.param(
            lambda to: [(to / name).touch() for name in ("a", "b", "c")], "holds a and 2 more, which", id="several"
        ),
    ],
)  # fmt: skip
def test_what_is_not_loupes_or_was_changed_is_named_and_left_alone(site, act, named):
    act(site)
    before = everything(site)
    with pytest.raises(UsageError, match=named):
        folder.write_folder(site, FILES, OURS)
    assert everything(site) == before


def test_a_page_that_somebody_deleted_is_written_again(site):
    (site / "index.html").unlink()
    folder.write_folder(site, FILES, OURS)
    assert (site / "index.html").read_bytes() == b"one"


@pytest.mark.parametrize(
    ("owner", "named"),
    [
        pytest.param(Owner("s-2b", "Another", "here"), "another work, “The Film”", id="another work"),
        pytest.param(Owner("s-1a", "The Film", "there"), "“The Film” as another case published it", id="another case"),
    ],
)
def test_what_is_published_of_something_else_is_not_replaced(site, owner, named):
    with pytest.raises(UsageError, match=named):
        folder.write_folder(site, FILES, owner)
    assert (is_of(site, OURS), is_of(site, owner)) == (True, False)


def test_a_folder_of_an_earlier_time_tells_its_work_by_a_page(site):
    listed = {"files": ["film-s-1a.html", *FILES], "format": "loupe-folder", "format_version": 1}
    (site / MARK).write_text(json.dumps(listed))
    (site / "index.html").write_text("changed, and nobody can tell")
    with pytest.raises(UsageError, match="another work, one that tells no title"):
        folder.write_folder(site, FILES, Owner("s-2b", "Another", "here"))
    folder.write_folder(site, FILES, OURS)
    assert (site / "index.html").read_bytes() == b"one"


def test_where_what_has_to_stay_cannot_be_moved_everything_is_as_it_was(site, monkeypatch):
    (site / "CNAME").write_text("example.org")
    before, beside = everything(site), sorted(os.listdir(site.parent))
    real = type(site).rename

    def rename(self, target):
        if self.name == "CNAME" and self.parent.name.endswith(".old"):
            raise OSError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(type(site), "rename", rename)
    with pytest.raises(WriteDenied):
        folder.write_folder(site, {"index.html": b"new"}, OURS)
    assert (everything(site), sorted(os.listdir(site.parent))) == (before, beside)
    assert (site / "CNAME").read_text() == "example.org"

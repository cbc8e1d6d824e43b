"""Commands that stand on pages work as they stand there: they name the case's folder, for a shell."""

import re
import shlex
from importlib import resources
from pathlib import Path

import pytest

from loupe.pages import Place, render

TEMPLATES = {entry.name: entry.read_text() for entry in resources.files("loupe.pages").joinpath("templates").iterdir()}


@pytest.mark.parametrize("name", sorted(name for name, text in TEMPLATES.items() if "<code>loupe " in text))
def test_every_command_of_a_template_names_the_folder(name):
    for command in re.findall(r"<code>(loupe .*?)</code>", TEMPLATES[name]):
        assert re.match(r"loupe [a-z]+ \{\{ place\.folder \}\}", command), command


def test_the_folder_is_written_for_a_shell(tmp_path):
    folder = tmp_path / "Anna's case"
    page = render("unchecked", Place(live=True, here="film", case="Heist", who="Anna", at=folder))
    command = re.search(r"<code>(.*?)</code>", page)[1].replace("&#39;", "'").replace("&#34;", '"')
    assert shlex.split(command) == ["loupe", "check", str(folder), "SCRIPT"]


def test_what_is_published_names_no_folder():
    assert Place(live=False, here="film", case="Heist", at=Path("/secret/case")).folder == "CASE"

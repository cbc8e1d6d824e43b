import shutil

import pytest
from promise_samples import new_case, write_files, write_film

from loupe.engine import Case


@pytest.fixture(scope="session")
def checked_bank(tmp_path_factory):
    """A folder with an archive, a film and a closed case where the film has been checked; copy it, never change it."""
    folder = tmp_path_factory.mktemp("bank")
    write_files(folder / "archive")
    write_film(folder / "film.srt")
    with new_case(folder / "case") as case:
        case.add(folder / "archive")
        case.check(folder / "film.srt")
    return folder


@pytest.fixture
def place(checked_bank, tmp_path):
    """A copy of that folder."""
    shutil.copytree(checked_bank, tmp_path / "bank")
    return tmp_path / "bank"


@pytest.fixture
def case(place):
    """The case of that copy, open."""
    with Case.open(place / "case") as case:
        yield case

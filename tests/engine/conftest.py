import shutil

import pytest
from engine_samples import new_case, write_files, write_film

from loupe.engine import Case


@pytest.fixture(scope="session")
def checked_ferry(tmp_path_factory):
    """A folder with an archive, a film and a closed case where the film has been checked; copy it, never change it."""
    folder = tmp_path_factory.mktemp("ferry")
    write_files(folder / "archive")
    write_film(folder / "film.srt")
    with new_case(folder / "case") as case:
        case.add(folder / "archive")
        case.check(folder / "film.srt", title="The Last Trip")
    return folder


@pytest.fixture
def place(checked_ferry, tmp_path):
    """A copy of that folder."""
    shutil.copytree(checked_ferry, tmp_path / "ferry")
    return tmp_path / "ferry"


@pytest.fixture
def case(place):
    """The case of that copy, open."""
    with Case.open(place / "case") as case:
        yield case


@pytest.fixture
def bare(tmp_path):
    """A case with nothing in it."""
    with new_case(tmp_path / "bare") as case:
        yield case

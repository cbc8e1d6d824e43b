"""Which questions have answers among statements, and whom "they" are."""

import pytest
from engine_samples import new_case, write_files

from loupe.language import find_parser

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

FILES = {
    "a.txt": (
        "Nora Lind hired two drivers in March. A broker commissioned the theft, the driver says.\n\n"
        "The idea, he said, came from a man named Anton. The insurer wanted to know more.\n\n"
        "A teller says that the cashier stood behind the robbery. Olaf Berg was arrested in May.\n\n"
        "The hut stood behind the church. He planned the trip. The neighbours did not plan the theft.\n"
    ),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    write_files(folder / "archive", FILES)
    with new_case(folder / "case") as case:
        case.add(folder / "archive")
        case.understand()
        yield case


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param(
            "Who hired them?", {"Nora Lind", "a broker", "Anton", "the cashier"}, id="hired, and what comes near"
        ),
        pytest.param(
            "Who planned the theft?", {"a broker", "Anton", "the cashier"}, id="planned: ordered, or stood behind"
        ),
        pytest.param("Whose idea was it?", {"a broker", "Anton", "the cashier"}, id="whose idea"),
        pytest.param("Who was behind the robbery?", {"a broker", "Anton", "the cashier"}, id="behind it"),
        pytest.param("Who was arrested?", {"Olaf Berg"}, id="to whom it was done"),
        pytest.param("How did they get in?", set(), id="no question of who"),
        pytest.param("", set(), id="no question"),
    ],
)
def test_names_are_proposed_by_what_the_question_asks(case, question, names):
    assert {a.name for a in case.asking(question).report().answers} == names


def test_hours_of_a_sitting_are_no_hours_of_the_case():
    from datetime import datetime

    from loupe.engine.reasoned.questions import _sitting
    from loupe.model import Source

    def source(kind):
        return Source("s-a", "a", "a", "txt", 1, published="2003-02-20", kind=kind)

    assert _sitting(datetime(2003, 2, 20, 14), source("transcript"))
    assert not _sitting(datetime(2003, 2, 19, 14), source("transcript"))
    assert not _sitting(datetime(2003, 2, 20, 14), source("article"))

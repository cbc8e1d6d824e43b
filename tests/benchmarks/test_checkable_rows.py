"""The measure of ranking is the official one, and a missing set is said, not hidden."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from language_tasks import checkable


@pytest.mark.parametrize(
    ("worthy", "scores", "expected"),
    [
        pytest.param((True, False, True), (3, 2, 1), (1 + 2 / 3) / 2, id="first and third"),
        pytest.param((False, True), (1, 1), 1 / 2, id="equals keep the order of the file"),
        pytest.param((False, False), (2, 1), 0.0, id="nothing to find"),
    ],
)
def test_average_precision(worthy, scores, expected):
    assert checkable.average_precision(worthy, scores) == pytest.approx(expected)


def test_precision_at_a_rank_counts_the_rank_even_in_a_short_file():
    assert checkable.precision_at((True, False), (2, 1), 10) == pytest.approx(0.1)


def test_missing_data_gives_no_rows_and_a_sentence(tmp_path, capsys):
    assert checkable.rows(tmp_path) == []
    assert "claimbuster" in capsys.readouterr().out

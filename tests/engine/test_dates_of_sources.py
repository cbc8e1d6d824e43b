"""What a person may write as the date of a source."""

import pytest

from loupe.engine.intake.sheet import is_edtf


@pytest.mark.parametrize(
    "date",
    ["2003", "2003-02", "2003-02-15", "2004-02-29", "2003-02~", "2003-02-15?", "2003-21", "200X", "20XX", "2003/2004",
     "2003-02-15/2003-02-17", "2003-02/2003-02-01", "2003-24/2003-05", "2003-02-15~/2003-03?"],
)  # fmt: skip
def test_a_date_that_exists_is_kept(date):
    assert is_edtf(date)


@pytest.mark.parametrize(
    "date",
    ["2003-02-31", "2003-02-29", "2003-04-31?", "2003-02-15/2003-02-30", "2003-02-30/2003-03-01", "2003-13",
     "0000-01-01", "2003-02-17/2003-02-15", "2004/2003", "2003-05/2003-04-30"],
)  # fmt: skip
def test_a_day_that_does_not_exist_and_a_range_that_ends_before_it_begins_are_no_dates(date):
    assert not is_edtf(date)

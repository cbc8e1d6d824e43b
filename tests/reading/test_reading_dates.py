"""Dates to EDTF."""

from __future__ import annotations

import pytest

from loupe.reading.dates import note_made_on, to_edtf


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2003-03-04", "2003-03-04"), ("2003-03", "2003-03"), ("2003", "2003"), ("2003-03-04T10:00:00Z", "2003-03-04"),
        ("2003-2-5", "2003-02-05"), ("4 March 2003", "2003-03-04"), ("4th of March, 2003", "2003-03-04"),
        ("March 4, 2003", "2003-03-04"), ("Sept. 5, 2003", "2003-09-05"), ("Tuesday, March 4, 2003", "2003-03-04"),
        ("March 2003", "2003-03"), ("D:20030304120000+01'00'", "2003-03-04"), ("20030304", "2003-03-04"),
        ("Tue, 04 Mar 2003 10:00:00 +0100", "2003-03-04"), ("15.02.2003", "2003-02-15"), ("02/15/2003", "2003-02-15"),
        ("2003~", "2003~"), ("2003-02-15/2003-02-16", "2003-02-15/2003-02-16"), ("2003-02-15/..", "2003-02-15/.."),
        ("03/04/2003", None), ("2003-02-30", None), ("2003-13", None), ("yesterday", None), ("", None), (None, None),
        ("D:", None), ("99 March 2003", None),
    ],
)  # fmt: skip
def test_to_edtf(written, expected):
    assert to_edtf(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D:20030304120000", ("Made on 2003-03-04, according to the file, which does not say when it was published.",)),
        ("2003", ("Made in 2003, according to the file, which does not say when it was published.",)),
        ("yesterday", ()),
        (None, ()),
    ],
)
def test_the_date_a_file_was_made_on(written, expected):
    assert note_made_on(written) == expected

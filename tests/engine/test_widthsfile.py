"""widths.toml: the default text means the default, what is wrong is named, and a wider night is a wider night."""

from datetime import timedelta

import pytest

from loupe.engine.reasoned.widthsfile import as_wide_as, parse_widths, read_widths, widths_text, write_widths
from loupe.language import find_times
from loupe.model.errors import PolicyInvalid, UsageError
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.model.understanding import Understood


def understood(words):
    return Understood("p", (), find_times(words), (), ())


def test_the_text_that_is_written_means_the_default_and_has_every_width(tmp_path):
    text = widths_text()
    assert parse_widths(text) == DEFAULT_WIDTHS
    assert {line.split(" = ")[0] for line in text.splitlines() if " = " in line} == set(Widths.__dataclass_fields__)
    assert read_widths(tmp_path) == DEFAULT_WIDTHS
    write_widths(tmp_path)
    assert read_widths(tmp_path) == DEFAULT_WIDTHS
    with pytest.raises(UsageError, match="there already"):
        write_widths(tmp_path)


def test_what_is_left_out_has_its_default():
    assert parse_widths('night = [20, 29]\npad_about = "90 min"') == Widths(
        night=(20, 29), pad_about=timedelta(minutes=90)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("night = [", "not valid TOML", id="no TOML"),
        pytest.param("nigth = [18, 30]", "unknown key “nigth”; known are morning", id="a slip of the pen"),
        pytest.param("night = [30, 18]", "night must be two whole numbers", id="the greater first"),
        pytest.param("night = [18, 99]", "from 0 to 36", id="a night of days"),
        pytest.param("night = 18", "night must be two whole numbers", id="one number"),
        pytest.param("few = [true, 5]", "few must be two whole numbers", id="no number"),
        pytest.param("pad_about = 60", "pad_about must be a length", id="a length without unit"),
        pytest.param('pad_about = "-5 min"', "pad_about must be a length", id="less than nothing"),
        pytest.param('pad_season = "999 d"', "no more than a year", id="a season of years"),
    ],
)
def test_what_is_wrong_is_named(text, told):
    with pytest.raises(PolicyInvalid, match=told):
        parse_widths(text)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "widths.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PolicyInvalid, match="cannot be read"):
        read_widths(tmp_path)


def test_a_night_is_as_long_as_the_table_has_it():
    one = understood("It was in the night of 3 May 1999.")
    (wide,) = as_wide_as(one, Widths(night=(20, 29))).times
    assert (wide.start.hour, wide.end.hour, (wide.end - wide.start) / timedelta(hours=1)) == (20, 5, 9)
    assert as_wide_as(one, Widths(pad_part=timedelta(hours=5))) == one


@pytest.mark.parametrize("words", ["It was on 3 May 1999.", "It was in 1999.", "It was at 3 pm on 3 May 1999."])
def test_what_is_not_vague_does_not_move(words):
    one = understood(words)
    assert as_wide_as(one, Widths(night=(20, 29), evening=(16, 22), few=(1, 99))) == one

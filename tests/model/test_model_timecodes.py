"""Time codes: exact both ways, and the same as counting label by label with a clock and the rule in one sentence."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model.timecodes import FrameRate, code_of, code_to_ms, first_ms, frame_at, frames_of, ms_to_code

RATES = [
    FrameRate(24, ntsc=True),
    FrameRate(24),
    FrameRate(25),
    FrameRate(30, ntsc=True),
    FrameRate(30, ntsc=True, drop=True),
    FrameRate(30),
    FrameRate(50),
    FrameRate(60, ntsc=True),
    FrameRate(60, ntsc=True, drop=True),
    FrameRate(60),
]
every_rate = pytest.mark.parametrize("rate", RATES, ids=FrameRate.words)
rates = st.sampled_from(RATES)
DAY_MS = 86_400_000


def counted(rate, hours=0, minutes=0):
    """The definition, slowly: the clock's labels one after the other, without those that the standard leaves out."""
    while True:
        for second in range(60):
            for frame in range(rate.nominal):
                left_out = rate.drop and second == 0 and minutes % 10 != 0 and frame < {30: 2, 60: 4}[rate.nominal]
                if not left_out:
                    yield f"{hours:02d}:{minutes:02d}:{second:02d}{';' if rate.drop else ':'}{frame:02d}"
        minutes += 1
        if minutes == 60:
            hours, minutes = (hours + 1) % 24, 0


@every_rate
def test_codes_are_those_of_counting_for_eleven_minutes(rate):
    frames = rate.nominal * 60 * 11
    labels = list(islice(counted(rate), frames))
    assert [code_of(n, rate) for n in range(frames)] == labels
    assert [frames_of(label, rate) for label in labels] == list(range(frames))


@every_rate
def test_the_last_minute_of_the_day_counts_on_into_the_next(rate):
    start = rate.day - 60 * rate.nominal
    hours, minutes = int(code_of(start, rate)[:2]), int(code_of(start, rate)[3:5])
    labels = counted(rate, hours, minutes)
    assert code_of(start, rate) in labels  # and the rest of them follows it
    assert list(islice(labels, rate.nominal * 90)) == [
        code_of(start + n, rate) for n in range(1, 1 + rate.nominal * 90)
    ]
    assert code_of(rate.day, rate).startswith("00:00:00")
    assert code_of(-1, rate).startswith("23:59:59")


@given(rates, st.integers(0, 24 * 60 * 60 * 60))
def test_a_frame_has_one_code_and_a_code_one_frame(rate, frame):
    frame %= rate.day
    assert frames_of(code_of(frame, rate), rate) == frame


@given(rates, st.integers(-(10**9), 10**9))
def test_milliseconds_of_a_frame_lead_back_to_it_and_the_one_before_does_not(rate, frame):
    at = first_ms(frame, rate)
    assert frame_at(at, rate) == frame
    assert frame_at(at - 1, rate) == frame - 1


@given(rates, st.integers(0, DAY_MS - 1))
def test_a_time_lies_in_its_frame(rate, ms):
    frame = frame_at(ms, rate)
    assert Fraction(frame) / rate.exact <= Fraction(ms, 1000) < Fraction(frame + 1) / rate.exact
    code = ms_to_code(ms, rate)
    if frame < rate.day:
        assert code_to_ms(code, rate) <= ms < first_ms(frame + 1, rate)


@given(st.sampled_from([r for r in RATES if r.drop]), st.integers(0, DAY_MS - 1))
def test_drop_frame_stays_with_the_clock(rate, ms):
    """Within two seconds of labels a day: ST 12-1 leaves 75 milliseconds a day, and a label moves in steps."""
    h, m, s = (int(part) for part in ms_to_code(ms, rate)[:8].split(":"))
    assert abs((h * 60 + m) * 60 + s - ms / 1000) < 2 or ms > DAY_MS - 2000


@pytest.mark.parametrize(
    ("code", "rate", "frames"),
    [
        pytest.param("00:01:00;02", RATES[4], 1800, id="after the first left-out labels"),
        pytest.param("00:10:00;00", RATES[4], 17_982, id="the tenth minute keeps its labels"),
        pytest.param("01:00:00;00", RATES[4], 107_892, id="an hour of drop-frame"),
        pytest.param("01:00:00;00", RATES[8], 215_784, id="an hour at 59.94"),
        pytest.param("10:00:00:00", RATES[2], 900_000, id="ten o'clock in Europe"),
        pytest.param("1:00:00.12", RATES[1], 86_412, id="odd separators"),
    ],
)
def test_known_codes(code, rate, frames):
    assert frames_of(code, rate) == frames


def test_an_hour_without_drop_frame_is_longer_than_an_hour():
    assert code_to_ms("01:00:00:00", RATES[3]) == 3_603_600
    assert code_to_ms("01:00:00;00", RATES[4]) == 3_599_997  # 3.6 ms short, and the first whole one after that


@pytest.mark.parametrize(
    ("code", "rate", "says"),
    [
        pytest.param("00:01:00;00", RATES[4], "leaves out", id="a label left out"),
        pytest.param("00:11:00;03", RATES[8], "leaves out", id="a label left out at 59.94"),
        pytest.param("00:00:00:25", RATES[2], "no time code at 25", id="too many frames"),
        pytest.param("24:00:00:00", RATES[2], "no time code at 25", id="too many hours"),
        pytest.param("00:61:00:00", RATES[2], "no time code at 25", id="too many minutes"),
        pytest.param("00:00:00;00", RATES[2], "is not", id="drop-frame at 25"),
        pytest.param("soon", RATES[2], "no time code", id="a word"),
        pytest.param("٠٠:00:00:0x", RATES[2], "no time code", id="half a code"),
    ],
)
def test_what_is_no_code_is_refused(code, rate, says):
    with pytest.raises(ValueError, match=says):
        frames_of(code, rate)


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("23.976", RATES[0]), ("23.98", RATES[0]), (Fraction(24000, 1001), RATES[0]), (24, RATES[1]), (25.0, RATES[2]),
        ("29.97", RATES[3]), ("30000/1001", RATES[3]), (59.94, RATES[7]), ("60", RATES[9]), ("48", FrameRate(48)),
    ],
)  # fmt: skip
def test_rates_as_they_are_written(written, rate):
    assert FrameRate.of(written) == rate


@pytest.mark.parametrize("written", ["12.5", "fast", "0", "1/0", float("nan"), float("inf"), "1000", "-25"])
def test_what_is_no_rate_is_refused(written):
    with pytest.raises(ValueError, match=r"frame rate|frames a second"):
        FrameRate.of(written)


@pytest.mark.parametrize("rate", [(25, False), (24, True), (30, False)])
def test_only_29_97_and_its_double_have_drop_frame(rate):
    with pytest.raises(ValueError, match="no drop-frame"):
        FrameRate(rate[0], ntsc=rate[1], drop=True)

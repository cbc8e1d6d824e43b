"""The sound of a film: every sample at the time at which it is heard."""

from __future__ import annotations

from itertools import pairwise

import av
import numpy as np
import pytest
from film_samples import SOUNDS, make_film, tone

from loupe.model.errors import FileDamaged
from loupe.reading.film import sound_of, sound_pieces

RATE = 16_000
SLACK = 500  # samples: what encoders put before the first sound, where a container does not say so


def clicks(seconds, rate, *times):
    """Silence with a short loud tone at each of the times."""
    sound = np.zeros(int(seconds * rate), np.float32)
    for time in times:
        burst = tone(0.05, rate, 1000.0)
        sound[int(time * rate) : int(time * rate) + len(burst)] = burst
    return sound


def loud_from(sound):
    """Where bursts begin, in samples."""
    loud = np.flatnonzero(np.abs(sound) > 0.2)
    return [int(loud[0]), *(int(b) for a, b in pairwise(loud) if b - a > RATE // 4)] if loud.size else []


def film_with_clicks(path, seconds, *times):
    rate = 48_000 if path.suffix in (".webm", ".opus") else 44_100
    return make_film(path, seconds, sound=clicks(seconds, rate, *times))


@pytest.mark.parametrize("ending", [".mp4", ".mkv", ".webm", ".avi", *SOUNDS])
def test_a_click_is_heard_when_it_is_heard(tmp_path, ending):
    path = film_with_clicks(tmp_path / f"a{ending}", 8, 0.5, 3.25, 6.0)
    whole = sound_of(path, 0, 8000)
    assert (whole.dtype, whole.ndim) == (np.float32, 1)
    assert len(whole) == pytest.approx(8 * RATE, abs=SLACK)
    assert loud_from(whole) == pytest.approx([0.5 * RATE, 3.25 * RATE, 6 * RATE], abs=SLACK)
    assert loud_from(sound_of(path, 3000, 4000)) == pytest.approx([0.25 * RATE], abs=SLACK)
    assert loud_from(sound_of(path, 5900, 20_000)) == pytest.approx([0.1 * RATE], abs=SLACK)
    assert len(sound_of(path, 9000, 9500)) == 0


@pytest.mark.parametrize("ending", [".mp4", ".mp3", ".ogg", ".wav"])
def test_pieces_laid_end_to_end_are_the_whole(tmp_path, ending):
    path = make_film(tmp_path / f"a{ending}", 5, sound=tone(5) * np.linspace(0, 1, 5 * 44_100, dtype=np.float32))
    pieces = list(sound_pieces(path, 1500))
    assert [start for start, _ in pieces] == [0, 1500, 3000, 4500]
    assert all(len(piece) == 1.5 * RATE for _, piece in pieces[:-1])
    whole = sound_of(path, 0, 4500)
    assert np.array_equal(np.concatenate([piece for _, piece in pieces])[: len(whole)], whole)
    later = list(sound_pieces(path, 1500, start_ms=3000))
    assert [start for start, _ in later] == [3000, 4500]
    assert np.allclose(later[0][1], pieces[2][1], atol=0.06)  # less than half a sample


def film_with_gaps(path, *starts):
    """A picture from 0 on, and a second of sound at each of the given seconds."""
    sound = (tone(1, 48_000)[None] * 32_000).astype(np.int16)
    with av.open(str(path), "w") as film:
        video = film.add_stream("libx264", rate=5)
        video.width, video.height, video.pix_fmt = 64, 36, "yuv420p"
        stream = film.add_stream("pcm_s16le", rate=48_000, layout="mono")
        for start in (0, *starts):
            frame = av.VideoFrame(64, 36, "yuv420p")
            frame.pts = start * 5
            film.mux(video.encode(frame))
            if start:
                piece = av.AudioFrame.from_ndarray(sound, "s16", "mono")
                piece.sample_rate, piece.pts = 48_000, start * 48_000
                film.mux(stream.encode(piece))
        film.mux(video.encode(None))
        film.mux(stream.encode(None))
    return path


def test_sound_that_begins_late_or_stops_in_between_leaves_silence(tmp_path):
    path = film_with_gaps(tmp_path / "a.mkv", 3, 6)
    heard = sound_of(path, 0, 8000)
    assert len(heard) == pytest.approx(7 * RATE, abs=SLACK)
    assert loud_from(heard) == pytest.approx([3 * RATE, 6 * RATE], abs=SLACK)
    assert not np.any(heard[: int(2.9 * RATE)])
    assert not np.any(heard[int(4.1 * RATE) : int(5.9 * RATE)])
    within = sound_of(path, 4500, 5500)  # silence, and not the end: it goes on later
    assert len(within) == RATE
    assert not np.any(within)


def test_a_time_that_only_damage_can_have_written_is_not_believed(tmp_path):
    path = film_with_gaps(tmp_path / "a.mkv", 3, 50_000)
    assert [start for start, _ in sound_pieces(path, 2000)] == [0, 2000, 4000]


@pytest.mark.parametrize("ending", [".mkv", ".mp3", ".flac", ".ogg"])
def test_what_lies_behind_damaged_packets_is_still_heard_in_time(tmp_path, ending):
    path = film_with_clicks(tmp_path / f"a{ending}", 8, 1.0, 7.0)
    data = bytearray(path.read_bytes())
    rng = np.random.default_rng(7)
    hurt = len(data) * 4 // 10
    data[hurt : hurt + 600] = rng.integers(0, 256, 600, np.uint8).tobytes()
    path.write_bytes(bytes(data))
    heard = loud_from(sound_of(path, 0, 8000))
    assert heard[0] == pytest.approx(RATE, abs=SLACK)
    assert heard[-1] == pytest.approx(7 * RATE, abs=2400)


def test_sound_that_changes_its_form_on_the_way_goes_on(tmp_path):
    first = make_film(tmp_path / "a.aac", 2, sound=tone(2, 44_100), rate=44_100).read_bytes()
    second = make_film(tmp_path / "b.aac", 2, sound=tone(2, 22_050), rate=22_050).read_bytes()
    path = tmp_path / "c.aac"
    path.write_bytes(first + second)
    heard = sound_of(path, 0, 10_000)
    assert len(heard) == pytest.approx(4 * RATE, abs=RATE // 4)
    middle = heard[RATE // 2 : RATE // 2 + RATE], heard[int(2.5 * RATE) : int(3.5 * RATE)]
    assert [int(np.argmax(np.abs(np.fft.rfft(part)))) for part in middle] == pytest.approx([440, 440], abs=2)


def test_a_truncated_film_gives_the_sound_that_is_left(tmp_path):
    path = film_with_clicks(tmp_path / "a.mkv", 8, 1.0, 7.5)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    heard = sound_of(path, 0, 8000)
    assert 3 * RATE < len(heard) < 6 * RATE
    assert loud_from(heard) == pytest.approx([RATE], abs=SLACK)


@pytest.mark.parametrize("span", [(-1, 10), (10, 5), (0, 3_600_000)])
def test_a_piece_that_is_none_or_too_large_is_refused(tmp_path, span):
    path = make_film(tmp_path / "a.wav", 1)
    with pytest.raises(ValueError, match="piece of sound"):
        sound_of(path, *span)


def test_a_film_without_sound_says_so(tmp_path):
    path = make_film(tmp_path / "a.mp4", 1, audio=None)
    with pytest.raises(FileDamaged, match="no sound"):
        sound_of(path, 0, 1000)

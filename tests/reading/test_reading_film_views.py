"""Looking at films: posters, thumbnails, and copies that browsers play."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from fractions import Fraction

import av
import numpy as np
import pytest
from film_samples import add_cover, delayed, make_film, picture, tone

from loupe.reading import ReadingLimits
from loupe.reading.film import encoding, make_views, probe_film, sound_of, unplayable, webcopy
from loupe.reading.film import views as views_module
from loupe.reading.values import no_step

LIMITS = ReadingLimits()


def views_of(path, step=no_step, limits=LIMITS):
    return make_views(path, path.name, path.parent / f"views of {path.name}", limits, step)


def jpeg(path):
    with av.open(str(path)) as film:
        return next(film.decode(video=0)).to_ndarray(format="rgb24")


def pictures(path):
    """The times of the pictures in milliseconds, and the pictures in shades of grey."""
    with av.open(str(path)) as film:
        frames = [(round(f.pts * f.time_base * 1000), f.to_ndarray(format="gray")) for f in film.decode(video=0)]
    return [time for time, _ in frames], [frame.astype(int) for _, frame in frames]


def test_the_poster_is_the_first_picture_that_is_not_blank(tmp_path):
    path = make_film(tmp_path / "a.mp4", 6, black=40)
    views = views_of(path)
    poster = jpeg(views.poster)
    assert poster.shape == (36, 64, 3)
    assert np.abs(poster.astype(int) - picture(50)).mean() < 12  # the picture at two seconds
    assert (views.duration_ms, views.fps, views.copy, views.reason) == (6000, 25, None, "Browsers play the original.")


def test_a_film_that_is_all_black_still_has_a_poster(tmp_path):
    path = make_film(tmp_path / "a.mp4", 2, black=50)
    assert jpeg(views_of(path).poster).mean() < 20


def test_a_thumbnail_a_minute_with_its_true_time(tmp_path):
    path = make_film(tmp_path / "a.mkv", 150, fps=1, gop=7, audio=None)
    views = views_of(path)
    assert [thumbnail.at_ms for thumbnail in views.thumbnails] == [0, 56_000, 119_000]
    for thumbnail in views.thumbnails:
        shown = jpeg(thumbnail.path).astype(int)
        assert np.abs(shown - picture(thumbnail.at_ms // 1000)).mean() < 12
    assert [thumbnail.path.name for thumbnail in views.thumbnails][1] == "00001-000056000.jpg"


def test_a_recording_shows_its_cover_or_nothing(tmp_path):
    cover = views_of(add_cover(make_film(tmp_path / "a.mp3", 1)))
    assert jpeg(cover.poster).shape == (36, 64, 3)
    plain = views_of(make_film(tmp_path / "b.wav", 1))
    assert (plain.poster, plain.thumbnails, plain.copy, plain.fps) == (None, (), None, None)


PLAYS = "Browsers play the original."


@pytest.mark.parametrize(
    ("ending", "options", "copy", "why"),
    [
        pytest.param(".mp4", {}, None, None, id="H.264 and AAC in MP4"),
        pytest.param(".webm", {}, None, None, id="VP8 and Opus in WebM"),
        pytest.param(".mkv", {}, "mp4", "its container is Matroska", id="H.264 in Matroska"),
        pytest.param(".mov", {}, "mp4", "its container is QuickTime", id="H.264 in QuickTime"),
        pytest.param(".mkv", {"video": "libvpx", "audio": "libopus"}, "webm", "its container is Matroska", id="VP8 in Matroska"),
        pytest.param(".mkv", {"video": "libvpx", "audio": "aac"}, "mp4", "its container is Matroska", id="VP8 with AAC"),
        pytest.param(".mkv", {"video": "libvpx-vp9", "audio": "aac"}, "mp4", "its container is Matroska", id="VP9 with AAC"),
        pytest.param(".avi", {}, "mp4", "its picture is MPEG-4 Part 2", id="an old AVI"),
        pytest.param(".mp4", {"pixels": "yuv422p"}, "mp4", "its picture is H.264 of a kind (yuv422p)", id="H.264 of a studio"),
        pytest.param(".mp4", {"audio": "ac3"}, "mp4", "its sound is AC-3", id="AC-3 in MP4"),
        pytest.param(".mkv", {"video": "mpeg2video", "audio": None}, "mp4", "its picture is MPEG-2", id="without sound"),
        pytest.param(".m4a", {"audio": "alac"}, "m4a", "its sound is ALAC", id="a recording"),
        pytest.param(".mp3", {}, None, None, id="MP3"),
        pytest.param(".flac", {}, None, None, id="FLAC"),
        pytest.param(".ogg", {}, None, None, id="Ogg Vorbis"),
        pytest.param(".opus", {}, None, None, id="Ogg Opus"),
        pytest.param(".wav", {"audio": "adpcm_ima_wav"}, "m4a", "its sound is adpcm_ima_wav", id="a squeezed WAV"),
    ],
)  # fmt: skip
def test_a_copy_is_made_only_where_a_browser_cannot_play_the_original(tmp_path, ending, options, copy, why):
    path = make_film(tmp_path / f"a{ending}", 2, **options)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    views = views_of(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    if copy is None:
        assert (views.copy, views.reason) == (None, PLAYS)
        return
    assert views.copy.name == f"copy.{copy}"
    assert views.reason.startswith(f"A browser cannot play the original: {why}")
    made, original = probe_film(views.copy, "copy"), probe_film(path, "original")
    assert unplayable(made) is None
    assert made.duration_ms == pytest.approx(original.duration_ms, abs=80)
    assert (made.picture is None, made.sound is None) == (original.picture is None, original.sound is None)
    if original.picture is not None:
        times, shown = pictures(views.copy)
        wanted_times, wanted = pictures(path)
        assert times == pytest.approx(wanted_times, abs=1)
        assert max(np.abs(a - b).mean() for a, b in zip(shown, wanted, strict=True)) < 14
    assert not (views.copy.parent / "copying").exists()


def test_pieces_join_without_a_lost_or_doubled_picture(tmp_path, monkeypatch):
    monkeypatch.setattr(webcopy, "SEGMENT_S", 1)
    path = make_film(tmp_path / "a.mkv", 4.5, video="mpeg2video", fps=Fraction(30_000, 1001), gop=40)
    times, shown = pictures(views_of(path).copy)
    wanted_times, wanted = pictures(path)
    assert times == pytest.approx(wanted_times, abs=1)
    assert max(np.abs(a - b).mean() for a, b in zip(shown, wanted, strict=True)) < 14


@pytest.mark.parametrize(
    ("video", "audio", "h264"),
    [
        pytest.param("libx264", "aac", True, id="copied"),
        pytest.param("mpeg2video", "ac3", True, id="made anew"),
        pytest.param("libx264", "ac3", True, id="one of each"),
        pytest.param("mpeg2video", "ac3", False, id="as WebM"),
    ],
)
@pytest.mark.parametrize("late", [0, 10])
def test_sound_and_picture_of_a_copy_are_heard_and_seen_when_they_were(tmp_path, monkeypatch, video, audio, h264, late):
    if not h264:
        monkeypatch.setattr(webcopy, "has_encoder", lambda name: name != "libx264")
    monkeypatch.setattr(webcopy, "SEGMENT_S", 1)
    sound = np.zeros(4 * 48_000, np.float32)
    sound[108_000:112_800] = tone(0.1, 48_000, 1000)  # at two and a quarter seconds
    path = make_film(tmp_path / "a.mkv", 4, video=video, audio=audio, sound=sound, rate=48_000, b_pictures=not late)
    if late:
        path = delayed(path, tmp_path / "b.mkv", late)
    views = views_of(path)
    heard = np.flatnonzero(np.abs(sound_of(views.copy, 0, 4000)) > 0.1)
    slack = 30 if late else 8  # what AAC puts before its first sound then counts as the first moment
    assert heard[0] / 16 == pytest.approx(2250, abs=slack)
    assert heard[-1] / 16 == pytest.approx(2350, abs=slack + 4)
    times, shown = pictures(views.copy)
    assert times[0] == pytest.approx(0, abs=slack)
    for time, frame in list(zip(times, shown, strict=True))[5::20]:
        expected = picture(int((time + 1) / 40))[:, :, 0].astype(int)
        assert np.abs(frame - expected).mean() < 16


class Killed(Exception):
    pass


def test_a_job_that_is_killed_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(webcopy, "SEGMENT_S", 1)
    encoded = []
    real = encoding.encode_pictures

    def watched(path, name, probe, span, target, container, step):
        encoded.append(span[0])
        if len(encoded) == 4:
            target.write_bytes(b"half a film")
            raise Killed
        real(path, name, probe, span, target, container, step)

    monkeypatch.setattr(webcopy, "encode_pictures", watched)
    path = make_film(tmp_path / "a.mkv", 6, video="mpeg2video", audio=None)
    with pytest.raises(Killed):
        views_of(path)
    assert encoded == [0, 1, 2, 3]
    left = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "views of a.mkv").rglob("*.jpg")}
    views = views_of(path)
    assert encoded == [0, 1, 2, 3, 3, 4, 5]
    assert left == {file.name: file.stat().st_mtime_ns for file in (tmp_path / "views of a.mkv").rglob("*.jpg")}
    assert len(pictures(views.copy)[0]) == 150
    monkeypatch.setattr(views_module, "probe_film", None)
    assert views_of(path) == views  # nothing is looked at again


KILLED = """
import os, signal, sys
from pathlib import Path
from loupe.reading import ReadingLimits
from loupe.reading.film import make_views, webcopy
webcopy.SEGMENT_S = 1
def step(done, total, what):
    if what == "making a copy that browsers play" and done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
make_views(path, path.name, path.parent / f"views of {path.name}", ReadingLimits(), step)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_process_that_is_killed_leaves_what_it_has_made(tmp_path, monkeypatch):
    monkeypatch.setattr(webcopy, "SEGMENT_S", 1)
    path = make_film(tmp_path / "a.mkv", 5, video="mpeg2video")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], env={**os.environ}, check=False)
    assert killed.returncode == -signal.SIGKILL
    pieces = sorted((tmp_path / "views of a.mkv/copying").iterdir())
    assert [piece.name for piece in pieces] == [f"picture-{n:05d}.mp4" for n in range(3)]
    before = [piece.stat().st_mtime_ns for piece in pieces]
    after = []

    def step(done, total, what):
        if what == "writing the copy":
            after.append([piece.stat().st_mtime_ns for piece in pieces])

    views = views_of(path, step)
    assert after[0] == before
    assert len(pictures(views.copy)[0]) == 125


def test_another_film_or_a_lost_file_is_seen_anew(tmp_path):
    path = make_film(tmp_path / "a.mkv", 1)
    first = views_of(path)
    first.poster.unlink()
    assert views_of(path).poster.exists()
    make_film(path, 2)
    second = views_of(path)
    assert second.duration_ms == pytest.approx(2000, abs=60)
    (tmp_path / "views of a.mkv" / "views.json").write_text("{broken")
    assert views_of(path) == second


def test_half_pictures_of_old_tapes_are_made_whole(tmp_path):
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg2video", rate=25, options={"flags": "+ildct+ilme", "top": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for number in range(25):
            rows = np.zeros((64, 64, 3), np.uint8)
            rows[0::2, number * 2 : number * 2 + 8] = 220  # a bar that moves between two half pictures
            rows[1::2, number * 2 + 4 : number * 2 + 12] = 220
            frame = av.VideoFrame.from_ndarray(rows, format="rgb24")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    with av.open(str(path)) as film:
        assert next(film.decode(video=0)).interlaced_frame
    combed, whole = pictures(path)[1][12], pictures(views_of(path).copy)[1]
    assert len(whole) == 25

    def combs(shown):
        return np.abs(np.diff(shown, axis=0)).mean()

    assert combs(whole[12]) < combs(combed) / 2


def test_a_film_held_upright_is_shown_upright(tmp_path):
    path = tmp_path / "a.mov"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        stream.set_display_rotation(-90)
        half = np.zeros((36, 64, 3), np.uint8)
        half[:, :32] = 220  # the left half is light: turned to the right, the upper
        for number in range(10):
            frame = av.VideoFrame.from_ndarray(half, format="rgb24")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    views = views_of(path)
    poster = jpeg(views.poster)
    assert poster.shape == (64, 36, 3)
    with av.open(str(path)) as film, av.open(str(views.copy)) as copy:
        turned, made = (next(each.decode(video=0)).rotation for each in (film, copy))
    assert turned == made
    assert (poster[:20].mean() > 150) == (poster[-20:].mean() < 80)
    assert poster[:20].mean() > 150


def test_pixels_that_are_not_square_are_made_so(tmp_path):
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg2video", rate=25)
        stream.width, stream.height, stream.pix_fmt = 72, 72, "yuv420p"
        stream.codec_context.sample_aspect_ratio = Fraction(16, 9)
        for number in range(5):
            frame = av.VideoFrame(72, 72, "yuv420p")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    views = views_of(path)
    copy = probe_film(views.copy, "copy").picture
    assert (copy.width, copy.height, copy.aspect) == (128, 72, 1)
    height, width, _ = jpeg(views.poster).shape
    assert width / height == pytest.approx(16 / 9, rel=0.05)


def test_without_an_encoder_for_h264_the_copy_is_webm(tmp_path, monkeypatch):
    monkeypatch.setattr(webcopy, "has_encoder", lambda name: name != "libx264")
    path = make_film(tmp_path / "a.mkv", 2, video="mpeg2video", audio="ac3")
    views = views_of(path)
    probe = probe_film(views.copy, "copy")
    assert (views.copy.name, probe.picture.codec, probe.sound.codec) == ("copy.webm", "vp9", "opus")
    assert len(pictures(views.copy)[0]) == 50


def test_pictures_larger_than_the_limit_are_not_decoded(tmp_path):
    path = make_film(tmp_path / "a.mkv", 1, video="mpeg2video")
    views = views_of(path, limits=ReadingLimits(max_pixels=1000))
    assert (views.poster, views.thumbnails, views.copy) == (None, (), None)
    assert views.reason.endswith("Its pictures are too large to make a copy of.")


@pytest.mark.parametrize("hole", [0.3, 0.6, 0.9])
def test_a_damaged_film_has_a_copy_of_what_is_left(tmp_path, hole):
    path = make_film(tmp_path / "a.avi", 6, gop=5)
    data = bytearray(path.read_bytes())
    at = int(len(data) * hole)
    data[at : at + 300] = bytes(300)
    path.write_bytes(bytes(data))
    times, _ = pictures(views_of(path).copy)
    assert len(times) > 60
    assert times == sorted(set(times))


def test_what_is_being_done_is_told(tmp_path):
    told = []
    views_of(make_film(tmp_path / "a.mkv", 2, video="mpeg2video"), step=lambda *what: told.append(what))
    assert all(0 <= done <= total for done, total, _ in told)
    assert {what for *_, what in told} >= {
        "looking",
        "thumbnails",
        "making a copy that browsers play",
        "making pictures",
    }

"""The demo's film: what its subtitles say, with pictures, and nothing inside that would save listening."""

from __future__ import annotations

import importlib.util
import sys
from itertools import pairwise
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "demo"
av = pytest.importorskip("av", reason="PyAV is not installed")
pytest.importorskip("PIL", reason="Pillow is not installed")


def load(name):
    spec = importlib.util.spec_from_file_location(name, DEMO / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


pictures = load("film_pictures")
film = load("film_make")
CUES = film.read_cues(DEMO / "film.srt")


def test_the_film_is_small_and_as_long_as_its_subtitles():
    assert (DEMO / "film.mp4").stat().st_size < 6_000_000
    with av.open(str(DEMO / "film.mp4")) as opened:
        assert {stream.type: stream.codec_context.name for stream in opened.streams} == {
            "video": "h264",
            "audio": "aac",
        }
        assert opened.streams.video[0].codec_context.format.name == "yuv420p"
        assert abs(opened.duration / 1e6 - CUES[-1].end - film.TAIL_S) < 0.5
        assert opened.metadata["title"] == "The Quiet Weekend"


def test_a_voice_is_loud_where_a_subtitle_stands_and_silent_before_the_first():
    with av.open(str(DEMO / "film.mp4")) as opened:
        loudest = {}
        for frame in opened.decode(audio=0):
            if frame.time > 19.8:
                break
            second = int(frame.time + 0.1)  # a frame may begin a little before what is heard in it
            loudest[second] = max(loudest.get(second, 0.0), float(abs(frame.to_ndarray()).max()))
    assert max(loudest[0], loudest[1]) < 0.01
    assert all(loudest[second] > 0.05 for second in (2, 5, 10, 16, 19))


def test_every_speaker_has_a_voice_and_every_picture_is_drawn():
    assert {cue.speaker for cue in CUES} == set(film.VOICES)
    assert {picture for _, picture, _ in film.SCENES} <= set(pictures.DRAWINGS)
    assert all(one < other for (one, _, _), (other, _, _) in pairwise(film.SCENES))
    for draw in pictures.DRAWINGS.values():
        assert draw().size == pictures.SIZE


def test_sentences_keep_every_cue_and_one_speaker():
    breaths = list(film.sentences(CUES))
    assert [cue for breath in breaths for cue in breath] == CUES
    assert all(len({cue.speaker for cue in breath}) == 1 for breath in breaths)


def test_pictures_go_on_in_time_and_name_who_speaks():
    shown = film.pictures(CUES, "A film")
    assert [time for time, _ in shown] == sorted(time for time, _ in shown)
    assert shown[0][0] == 0.0
    named = [cue.start for cue in CUES if cue.named and cue.speaker != "NARRATOR"]
    assert set(named) <= {time for time, _ in shown}
    assert sum(1 for _ in film.frames(shown, 100)) == 100

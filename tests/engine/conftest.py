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


@pytest.fixture
def small_film():
    """Makes a film of two seconds with sound and without words: ``small_film(path)``."""
    av = pytest.importorskip("av", reason="films are the extra film")
    import numpy as np

    def make(path):
        with av.open(str(path), "w") as film:
            pictures = film.add_stream("libx264", rate=10, width=64, height=36, pix_fmt="yuv420p")
            sound = film.add_stream("aac", rate=16000, layout="mono")
            for n in range(20):
                picture = np.full((36, 64, 3), 40 + 8 * n, dtype=np.uint8)
                for packet in pictures.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                    film.mux(packet)
            wave = (np.sin(np.arange(32000) / 8) * 8000).astype(np.int16).reshape(1, -1)
            for n in range(0, 32000, 1024):
                frame = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(wave[:, n : n + 1024]), format="s16", layout="mono"
                )
                frame.sample_rate, frame.pts = 16000, n
                for packet in sound.encode(frame):
                    film.mux(packet)
            for stream in (pictures, sound):
                for packet in stream.encode(None):
                    film.mux(packet)
        return path

    return make

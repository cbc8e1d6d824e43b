"""Minutes of film a minute: looking at a film, taking its sound out, making a copy that browsers play.

Usage: python benchmarks/film.py [MINUTES [HEIGHT]] - films of so many minutes (10) and lines (720) are made first, and
are not counted; loading Python's packages is. As a peer, faster-whisper's own way of taking sound out (all of it at
once) where it is installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from measuring import header, print_table, rounded, write_results

WAYS = {
    "look": "from loupe.reading.film import probe_film; probe_film(path, path.name)",
    "read subtitles": (
        "from loupe.reading.film import read_film; from loupe.reading import ReadJob, ReadingLimits;"
        "from loupe.reading.values import no_step;"
        "assert read_film(ReadJob(path, path.name), ReadingLimits(), no_step).passages"
    ),
    "sound, in pieces": (
        "from loupe.reading.film import sound_pieces; assert sum(len(piece) for _, piece in sound_pieces(path))"
    ),
    "sound, faster-whisper": "from faster_whisper.audio import decode_audio; assert len(decode_audio(str(path)))",
    "poster, thumbnails, copy": (
        "import tempfile; from loupe.reading.film import make_views; from loupe.reading import ReadingLimits;"
        "from loupe.reading.values import no_step;"
        "make_views(path, path.name, Path(tempfile.mkdtemp(dir=path.parent)), ReadingLimits(), no_step)"
    ),
}
MEASURED = """
import resource, time
from pathlib import Path
path = Path({path!r})
began = time.perf_counter()
{way}
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""
FILMS: dict[str, tuple[str, str]] = {
    "plays.mp4": ("libx264", "aac"),
    "only the container.mkv": ("libx264", "aac"),
    "only the sound.mp4": ("libx264", "ac3"),
    "all anew.mkv": ("mpeg2video", "ac3"),
}


def make_film(path: Path, minutes: float, height: int, video: str, audio: str) -> None:
    """A picture that moves and a voice-like tone, with a subtitle every four seconds where the container takes SRT."""
    width = height * 16 // 9 // 2 * 2
    rng = np.random.default_rng(1)
    ground = np.repeat(np.repeat(rng.integers(0, 256, (height // 8 + 1, width // 8 + 1, 3), np.uint8), 8, 0), 8, 1)
    seconds = int(minutes * 60)
    with av.open(str(path), "w") as film:
        options = {"preset": "ultrafast", "g": "125"} if video == "libx264" else {"g": "15"}
        pictures = film.add_stream(video, rate=25, options=options)
        pictures.width, pictures.height, pictures.pix_fmt, pictures.bit_rate = width, height, "yuv420p", 5_000_000
        voice = film.add_stream(audio, rate=48_000, layout="stereo")
        words = film.add_mux_stream("subrip") if path.suffix == ".mkv" else None
        if words is not None:
            words.time_base = Fraction(1, 1000)
        film.start_encoding()
        size = voice.codec_context.frame_size or 1024
        heard = 0
        for number in range(seconds * 25):
            moved = np.roll(ground, number * 2, axis=1)[:height, :width]
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(moved), format="rgb24")
            frame.pts = number
            film.mux(pictures.encode(frame))
            if words is not None and number % 100 == 0:
                packet = av.Packet(f"ANNA: This is said at second {number // 25}.".encode())
                packet.pts = packet.dts = number * 40
                packet.duration, packet.time_base, packet.stream = 3500, Fraction(1, 1000), words
                film.mux(packet)
            while heard < (number + 1) * 1920:
                at = np.arange(heard, heard + size) / 48_000
                tone = (0.3 * np.sin(2 * np.pi * 200 * at) * (np.sin(at * 9) > 0)).astype(np.float32)
                sound = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
                sound.sample_rate, sound.pts = 48_000, heard
                film.mux(voice.encode(sound))
                heard += size
        film.mux(pictures.encode(None))
        film.mux(voice.encode(None))


def measure(path: Path, way: str) -> tuple[float, float, int] | None:
    """Seconds, CPU seconds and peak megabytes of one way in a process of its own; None where it cannot be done."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED.format(path=str(path), way=way)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"  not done: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    wall, cpu, peak = done.stdout.split()
    return float(wall), float(cpu), int(peak)


def rows_of(folder: Path, minutes: float, height: int, tell: Callable[[str], None]) -> list[dict[str, object]]:
    """A row for each film and way."""
    rows: list[dict[str, object]] = []
    for name, (video, audio) in FILMS.items():
        path = folder / name
        tell(f"making {name}")
        make_film(path, minutes, height, video, audio)
        for way, code in WAYS.items():
            if way == "read subtitles" and path.suffix != ".mkv":
                continue
            tell(f"{name}: {way}")
            found = measure(path, code)
            if found is None:
                continue
            wall, cpu, peak = found
            rows.append({
                "film": name, "megabytes": round(path.stat().st_size / 2**20), "way": way, "seconds": rounded(wall),
                "cpu seconds": rounded(cpu), "minutes a minute": rounded(minutes * 60 / wall), "peak MB": peak,
            })  # fmt: skip
        path.unlink()
    return rows


def main(arguments: list[str]) -> None:
    minutes = float(arguments[0]) if arguments else 10.0
    height = int(arguments[1]) if len(arguments) > 1 else 720
    with tempfile.TemporaryDirectory() as folder:
        rows = rows_of(Path(folder), minutes, height, lambda what: print(what, file=sys.stderr))
    print_table(rows)
    write_results(
        "film", {**header("av", "numpy", "faster-whisper"), "minutes": minutes, "height": height, "rows": rows}
    )


if __name__ == "__main__":
    main(sys.argv[1:])

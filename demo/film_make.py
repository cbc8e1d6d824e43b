"""Makes the demo's film: drawings, chapter titles, and a synthetic voice that reads ``film.srt`` at its times.

Run ``python demo/film_make.py [FILM.mp4]``; it needs PyAV, Pillow and the program espeak-ng, and takes a few minutes.
The film holds no subtitles, so that it can be listened to; ``film.srt`` beside it is the maker's own.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from film_pictures import DRAWINGS, SIZE, card, lower_third, title
from PIL import Image

HERE = Path(__file__).resolve().parent
RATE, FPS = 22_050, 25
FADE = 8  # frames
TAIL_S = 3.0
TITLE_S, NAME_S = 2.6, 3.4

# Voice of espeak-ng and pitch (0 to 99) of each speaker.
VOICES = {
    "NARRATOR": ("en-gb-x-rp", 42),
    "NOTARBARTOLO": ("en-us", 28),
    "SECOND DETECTIVE": ("en-gb-scotland", 46),
    "DETECTIVE PEYS": ("en-gb", 56),
}
# From which cue on which picture is seen, and the chapter that begins there.
SCENES = (
    (1, "street", "ANTWERP"),
    (3, "diamonds", ""),
    (5, "street", ""),
    (7, "door", "THE VAULT"),
    (12, "boxes", ""),
    (13, "boxes forced", ""),
    (16, "office", "THE TENANT"),
    (24, "recorder", "WHO GAVE THE ORDER?"),
    (36, "night", "THE NIGHT"),
    (45, "sensors", "THE ALARMS"),
    (52, "dial", "THE LOCK AND THE KEY"),
    (59, "night", ""),
    (63, "door ajar", ""),
    (66, "boxes forced", "THE LOOT"),
    (72, "diamonds", ""),
    (80, "door ajar", "MONDAY MORNING"),
    (92, "wood", "THE WOOD"),
    (95, "bars", "THE ARRESTS"),
    (101, "office", ""),
    (104, "boxes forced", ""),
    (108, "diamonds", ""),
)
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d),(\d\d\d) --> (\d\d):(\d\d):(\d\d),(\d\d\d)")
_SPEAKER = re.compile(r"([A-Z][A-Z ]+): ")


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: its times in seconds, who speaks, whether the name stands in it, and the words."""

    start: float
    end: float
    speaker: str
    named: bool
    words: str


def read_cues(path: Path) -> list[Cue]:
    """The cues of the film; a speaker speaks on until another is named."""
    cues: list[Cue] = []
    speaker = ""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        _, times, *lines = block.split("\n")
        match = _TIME.match(times)
        assert match is not None, times
        h1, m1, s1, t1, h2, m2, s2, t2 = (int(part) for part in match.groups())
        words = " ".join(lines)
        named = _SPEAKER.match(words)
        if named:
            speaker, words = named[1], words[named.end() :]
        cues.append(Cue(h1 * 3600 + m1 * 60 + s1 + t1 / 1000, h2 * 3600 + m2 * 60 + s2 + t2 / 1000, speaker,
                        named is not None, words))  # fmt: skip
    return cues


def say(words: str, speaker: str, speed: int) -> np.ndarray:
    """The words in the speaker's voice at so many words a minute: int16, without the silence at both ends."""
    voice, pitch = VOICES[speaker]
    command = ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed), "-a", "120", "--stdout", words]
    made = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(made)) as file:
        assert file.getframerate() == RATE
        # espeak writes to a pipe and cannot go back to say how long it became: the header's length means nothing.
        sound = np.frombuffer(made[44 : 44 + (len(made) - 44) // 2 * 2], "<i2")
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 200)
    return sound[loud[0] : loud[-1] + 1] if len(loud) else sound[:0]


def fit(words: str, speaker: str, seconds: float) -> np.ndarray:
    """The words spoken as slowly as fits into so many seconds, within what a person can follow."""
    for speed in range(140, 300, 8):
        sound = say(words, speaker, speed)
        if len(sound) <= seconds * RATE:
            return sound
    return sound


def sentences(cues: list[Cue]) -> Iterator[list[Cue]]:
    """Cues that are said in one breath: up to the end of a sentence."""
    breath: list[Cue] = []
    for cue in cues:
        breath.append(cue)
        if cue.words.endswith((".", "?", "!", ":")):
            yield breath
            breath = []
    if breath:
        yield breath


def soundtrack(cues: list[Cue]) -> np.ndarray:
    """All that is said, each sentence from the time of its first cue on: int16, mono."""
    whole = np.zeros(int((cues[-1].end + TAIL_S) * RATE), np.int32)
    for breath in sentences(cues):
        sound = fit(" ".join(cue.words for cue in breath), breath[0].speaker, breath[-1].end - breath[0].start)
        at = int(breath[0].start * RATE)
        whole[at : at + len(sound)] += sound[: len(whole) - at]
    loudest = int(np.abs(whole).max())
    return (whole * 26_000 // loudest).astype(np.int16)


def pictures(cues: list[Cue], name: str) -> list[tuple[float, Image.Image]]:
    """What is seen from when on."""
    drawn = {key: draw() for key, draw in DRAWINGS.items()}
    said = "An imagined documentary. Voices are synthetic.", "Nothing in it is a quotation."
    shown: list[tuple[float, Image.Image]] = [(0.0, card([(name, 44), *((line, 18) for line in said)]))]
    chapter = 0
    starts = [(cues[number - 1].start, picture, words) for number, picture, words in SCENES]
    for number, (start, key, words) in enumerate(starts):
        until = starts[number + 1][0] if number + 1 < len(starts) else cues[-1].end + 0.4
        if words:
            chapter += 1
            shown.append((start, title(drawn[key], f"CHAPTER {chapter}", words)))
            start = min(start + TITLE_S, until)
        shown.append((start, drawn[key]))
        for cue in cues:
            if cue.named and cue.speaker != "NARRATOR" and start <= cue.start < until:
                shown.append((cue.start, lower_third(drawn["recorder"], cue.speaker, "paraphrased, synthetic voice")))
                later = [c.start for c in cues if c.start > cue.start and c.speaker != cue.speaker]
                over = min([*later, until])
                if over - cue.start > NAME_S:
                    shown.append((cue.start + NAME_S, drawn["recorder"]))
                if over < until:
                    shown.append((over, drawn[key]))
    shown.append((cues[-1].end + 0.4, card([(name, 34), ("Made for the demo of Loupe.", 18)])))
    return sorted(shown, key=lambda one: one[0])


def frames(shown: list[tuple[float, Image.Image]], count: int) -> Iterator[Image.Image]:
    """Each frame, with short fades from one picture to the next."""
    at = -1
    before = after = shown[0][1]
    since = FADE
    for number in range(count):
        while at + 1 < len(shown) and shown[at + 1][0] <= number / FPS:
            at += 1
            before, after, since = after, shown[at][1], 0 if at else FADE
        since += 1
        yield after if since >= FADE or before is after else Image.blend(before, after, since / FADE)


def encode(out: Path, cues: list[Cue], name: str) -> None:
    """Write the film: H.264 and AAC, with what a player needs at its beginning."""
    sound = soundtrack(cues)
    count = len(sound) * FPS // RATE
    with av.open(str(out), "w", options={"movflags": "+faststart"}) as film:
        film.metadata["title"] = name
        video = film.add_stream(
            "libx264", rate=FPS, options={"crf": "26", "preset": "medium", "threads": "1", "g": "125"}
        )
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        audio = film.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 48_000
        done = 0
        for number, picture in enumerate(frames(pictures(cues, name), count)):
            frame = av.VideoFrame.from_image(picture)
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            film.mux(video.encode(frame))
            until = min((number + 1) * RATE // FPS, len(sound))
            while done < until:
                piece = sound[done : done + 1024]
                block = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout="mono")
                block.sample_rate, block.pts, block.time_base = RATE, done, Fraction(1, RATE)
                film.mux(audio.encode(block))
                done += len(piece)
        film.mux(video.encode())
        film.mux(audio.encode())


def main() -> None:
    """Make the film beside its subtitles, or where the argument says."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "film.mp4"
    cues = read_cues(HERE / "film.srt")
    encode(out, cues, json.loads((HERE / "film.json").read_text("utf-8"))["title"])
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {cues[-1].end + TAIL_S:.0f} s")


if __name__ == "__main__":
    main()

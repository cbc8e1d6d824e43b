"""Listening: windows that survive a kill, models that are found and named, and nothing invented in the evidence."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model.errors import NeedsSpeech
from loupe.reading import ReadingLimits
from loupe.reading.heard import read_heard
from loupe.reading.speech import models as speech_models
from loupe.reading.speech import speech_available, transcribe
from loupe.reading.speech.windows import Listening, clips_of, listen
from loupe.reading.transcripts import HeardSegment, HeardWord
from loupe.reading.values import Recognition, no_step

LIMITS = ReadingLimits()
RATE = 16_000
SONNET = Path(__file__).parents[3] / "shared/bench/asr-sonnet-librivox/audio.mp3"
HERE = importlib.util.find_spec("av") is not None
needs_av = pytest.mark.skipif(not HERE, reason="PyAV is not installed")
needs_model = pytest.mark.skipif(
    not HERE or speech_available(Recognition()) is None, reason="no speech model is installed"
)


def wav(path, sound):
    """Write a mono recording of 16,000 samples a second."""
    import wave

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


class Beeps:
    """A listener that hears a voice in every loud stretch and writes its number in the film down."""

    languages = ("en", "fr")

    def __init__(self, dies_after=None, languages=("en",)):
        self.made_with = {"program": "beeps", "model": "1"}
        self.clips = 0
        self.asked = []
        self._dies_after = dies_after
        self._guesses = list(languages)

    def voices(self, sound):
        loud = np.abs(sound) > 0.2
        edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]])))
        spans = [(int(a) * 1000 // RATE, int(b) * 1000 // RATE) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        return [span for span in spans if span[1] - span[0] > 100]

    def language(self, sound):
        guess = self._guesses.pop(0) if len(self._guesses) > 1 else self._guesses[0]
        return guess, 0.9

    def hear(self, sound, language):
        if self._dies_after is not None and self.clips >= self._dies_after:
            raise KeyboardInterrupt
        self.clips += 1
        self.asked.append(language)
        found = []
        for start, end in self.voices(sound):
            level = float(np.abs(sound[start * RATE // 1000 : end * RATE // 1000]).max())
            said = f"Tone {round(level * 100)}."
            words = (
                HeardWord(0, 4, start, (start + end) // 2, 0.9),
                HeardWord(5, len(said), (start + end) // 2, end, 0.7),
            )
            found.append(HeardSegment(start, end, said, words, None, None, -0.1, 0.01, 1.0))
        return found


@pytest.fixture
def film(tmp_path):
    """Five minutes with a beep of one second in every ten, each of another loudness."""
    sound = np.zeros(300 * RATE, np.float32)
    for n in range(30):
        sound[(n * 10 + 4) * RATE : (n * 10 + 5) * RATE] = 0.3 + n / 100
    return wav(tmp_path / "film.wav", sound)


def hear(film, scratch, listener, **how):
    scratch.mkdir(exist_ok=True)
    return transcribe(film, "film.wav", scratch, Recognition(**how), LIMITS, no_step, listener)


@needs_av
def test_every_voice_is_written_down_once_at_its_time(film, tmp_path):
    path = hear(film, tmp_path / "scratch", Beeps())
    reading = read_heard(path.read_bytes(), "film.json", LIMITS)
    locators = [p.locator for p in reading.passages]
    assert [reading.text[at.start : at.end] for at in locators] == [f"Tone {30 + n}." for n in range(30)]
    assert all(abs(at.segments[0].place.start_ms - (n * 10_000 + 4000)) < 30 for n, at in enumerate(locators))
    document = json.loads(path.read_bytes())
    assert (document["length"], document["language"]) == (300.0, "en")
    assert document["heard"] == pytest.approx(30, abs=0.1)


@needs_av
@pytest.mark.parametrize("dies_after", [0, 5, 11, 29])
def test_a_kill_costs_one_window_and_the_bytes_are_the_same(film, tmp_path, dies_after):
    whole = hear(film, tmp_path / "whole", Beeps()).read_bytes()
    with pytest.raises(KeyboardInterrupt):
        hear(film, tmp_path / "scratch", Beeps(dies_after))
    again = Beeps()
    assert hear(film, tmp_path / "scratch", again).read_bytes() == whole
    assert again.clips <= 30 - dies_after + 12
    assert not list((tmp_path / "scratch").rglob("*.part"))


@needs_av
@pytest.mark.parametrize("harm", [b"", b"[1, 2", b'[0, "x", 1, 1, [], null, []]', b"[5, 6000, 1, false, [], null, []]"])
def test_a_kept_window_that_is_not_as_it_was_written_is_listened_to_anew(film, tmp_path, harm):
    path = hear(film, tmp_path / "scratch", Beeps())
    whole = path.read_bytes()
    kept = sorted((tmp_path / "scratch" / "speech").glob("*-*.json"))
    assert len(kept) == 3
    kept[1].write_bytes(harm)
    again = Beeps()
    assert hear(film, tmp_path / "scratch", again).read_bytes() == whole
    assert 0 < again.clips < 30


@needs_av
def test_another_film_or_language_does_not_take_what_was_kept(film, tmp_path):
    hear(film, tmp_path / "scratch", Beeps())
    other = Beeps()
    hear(film, tmp_path / "scratch", other, language="fr")
    assert set(other.asked) == {"fr"}
    assert other.clips == 30


@needs_av
def test_a_part_in_another_language_is_heard_in_it_and_told(film, tmp_path):
    listener = Beeps(languages=("en", "fr", "en"))
    path = hear(film, tmp_path / "scratch", listener)
    assert set(listener.asked) == {"en", "fr"}
    notes = read_heard(path.read_bytes(), "film.json", LIMITS).notes
    assert "Parts of it sounded like another language: fr." in notes


@needs_av
def test_silence_gives_no_transcript(tmp_path):
    assert hear(wav(tmp_path / "s.wav", np.zeros(2 * RATE)), tmp_path / "scratch", Beeps()) is None


@pytest.mark.parametrize(
    ("length_ms", "said"),
    [
        pytest.param(0, ["Tone 50."], id="the film does not say how long it is"),
        pytest.param(600_000, ["Tone 50.", "Tone 60."], id="it does"),
        pytest.param(900_000_000, ["Tone 50.", "Tone 60."], id="it says far too much"),
    ],
)
def test_sound_that_breaks_off_before_the_film_ends_does_not_end_the_transcript(tmp_path, length_ms, said):
    def sound_of(film, start_ms, end_ms):
        sound = np.zeros(600 * RATE if start_ms < 600_000 else 0, np.float32)
        sound[4 * RATE : 5 * RATE], sound[500 * RATE : 501 * RATE] = 0.5, 0.6
        if start_ms < 130_000:  # two minutes without sound
            sound = sound[: 130 * RATE]
        elif start_ms < 250_000:
            return sound[:0]
        return sound[start_ms * RATE // 1000 : end_ms * RATE // 1000]

    windows = list(listen(Listening(tmp_path, sound_of, Beeps(), "en", length_ms, lambda _done: None), tmp_path, "k"))
    assert [segment.text for window in windows for segment in window.segments] == said
    assert windows[-1].last
    assert len(windows) < 60


@needs_av
def test_progress_is_told_in_every_clip(film, tmp_path):
    told = []
    (tmp_path / "scratch").mkdir()
    transcribe(film, "film.wav", tmp_path / "scratch", Recognition(), LIMITS, lambda *step: told.append(step), Beeps())
    assert len(told) >= 30
    assert told[-1] == (300, 300, "listening")
    assert all(done <= total for done, total, _ in told)


@st.composite
def voice_spans(draw):
    """Voices in order, with gaps between them."""
    spans, at = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(20, 9000), st.integers(20, 40_000)), max_size=30)):
        spans.append((at + gap, at + gap + length))
        at += gap + length
    return spans


@given(voice_spans())
def test_clips_hold_every_voice_and_do_not_reach_into_one_another(voices):
    length = voices[-1][1] + 100 if voices else 1000
    clips = clips_of(voices, length)
    assert all(any(a <= start and end <= b for a, b in clips) for start, end in voices)
    assert all(a[1] <= b[0] for a, b in pairwise(clips))
    assert all(0 <= a < b <= length for a, b in clips)
    longest = max((end - start for start, end in voices), default=0)
    assert all(b - a <= max(28_000, longest) + 600 for a, b in clips)


def test_nothing_that_listens_is_said_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("loupe.reading.speech.can_listen", lambda: False)
    with pytest.raises(NeedsSpeech, match=r"film\.wav holds speech, and nothing that listens is installed") as caught:
        transcribe(tmp_path, "film.wav", tmp_path, Recognition(), LIMITS, no_step)
    assert "loupe-workbench[speech]" in caught.value.hint


@pytest.mark.parametrize(
    ("how", "words"),
    [
        pytest.param({"speech": False}, "listening is switched off", id="switched off"),
        pytest.param(
            {"speech_model": "/nowhere/at all"}, "no speech model is in “/nowhere/at all”", id="no such folder"
        ),
    ],
)
def test_why_nothing_listens(tmp_path, monkeypatch, how, words):
    monkeypatch.setattr("loupe.reading.speech.can_listen", lambda: True)
    monkeypatch.setattr(speech_models, "can_listen", lambda: True)
    assert speech_available(Recognition(**how)) is None
    with pytest.raises(NeedsSpeech, match=words):
        transcribe(tmp_path, "film.wav", tmp_path, Recognition(**how), LIMITS, no_step)


def test_models_are_found_by_folder_and_by_the_name_they_were_fetched_under(tmp_path, monkeypatch):
    folder = tmp_path / "whisper-small"
    folder.mkdir()
    monkeypatch.setenv("LOUPE_MODELS", str(tmp_path))
    assert speech_models.find_model("small") is None
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_bytes(b"x")
    assert speech_models.find_model("small") == speech_models.SpeechModel("small", folder)
    assert speech_models.find_model(str(folder)) == speech_models.SpeechModel("small", folder)
    assert "small" in [model.name for model in speech_models.installed_models()]


def test_asking_what_would_listen_loads_nothing():
    program = (
        "import sys; from loupe.reading.speech import speech_available; from loupe.reading.values import Recognition; "
        "speech_available(Recognition()); print(*sys.modules)"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"faster_whisper", "ctranslate2", "av", "numpy", "onnxruntime"} & set(done.stdout.split())


@needs_model
def test_a_broken_model_is_said_with_its_folder(tmp_path):
    from loupe.reading.speech.models import SpeechModel
    from loupe.reading.speech.whisper import Whisper

    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(NeedsSpeech, match="cannot be used"):
        Whisper(SpeechModel("x", tmp_path))


@pytest.fixture(scope="module")
def whisper():
    from loupe.reading.speech.models import find_model
    from loupe.reading.speech.whisper import Whisper

    return Whisper(find_model(""))


def _sounds():
    seconds = np.arange(8 * RATE) / RATE
    chance = np.random.default_rng(7)
    chord = sum(np.sin(2 * np.pi * tone * seconds) for tone in (220, 277, 330)) / 4
    return {
        "silence": np.zeros(8 * RATE),
        "hiss": chance.normal(size=8 * RATE) * 0.02,
        "noise": chance.normal(size=8 * RATE) * 0.3,
        "chords": chord * np.exp(-2 * (seconds % 1)),
        "hum": np.sin(2 * np.pi * 50 * seconds) * 0.3,
    }


@needs_model
@pytest.mark.parametrize("name", list(_sounds()))
def test_the_real_model_is_not_asked_where_nobody_speaks(whisper, tmp_path, name):
    film = wav(tmp_path / "film.wav", _sounds()[name])
    assert hear(film, tmp_path / "scratch", whisper) is None


@needs_model
def test_what_the_real_model_writes_over_silence_is_in_doubt(whisper):
    from loupe.reading.inventions import screen

    for sound in (_sounds()["silence"], _sounds()["hiss"]):
        heard = screen(whisper.hear(sound.astype(np.float32), "en"), [])
        assert all("no-voice" in segment.doubts for segment in heard)


@needs_model
@pytest.mark.skipif(not SONNET.exists(), reason="shared/bench/asr-sonnet-librivox is not here")
def test_nothing_that_a_person_reads_is_in_doubt(whisper, tmp_path):
    from loupe.reading.film.sound import sound_of

    path = hear(wav(tmp_path / "sonnet.wav", sound_of(SONNET, 0, 16_000)), tmp_path / "scratch", whisper)
    document = json.loads(path.read_bytes())
    assert not [segment for segment in document["segments"] if segment["doubts"]]
    # The last digits of a sample decide a word or two, so not all of them are asked for.
    heard = set(re.findall(r"[a-z']+", document["text"].lower()))
    said = re.findall(r"[a-z']+", " ".join((SONNET.parent / "plain.txt").read_text("utf-8").lower().split("\n")[1:4]))
    assert sum(word in heard for word in said) >= 0.8 * len(said)
    reading = read_heard(path.read_bytes(), "sonnet.json", LIMITS)
    assert all(p.read_by == "speech" and p.confidence > 0.1 for p in reading.passages)
    assert "The model knows English only" in " ".join(reading.notes)

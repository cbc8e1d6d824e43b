"""Films and recordings as sources: the subtitles inside are their words, else somebody must listen."""

from __future__ import annotations

from pathlib import PurePath

from loupe.model import TimePlace
from loupe.model.errors import NeedsSpeech, NoText
from loupe.reading.allowance import allow_media
from loupe.reading.draft import Draft
from loupe.reading.film.probing import Probe, probe_film
from loupe.reading.film.tracks import choose_subtitles, subtitle_notes, track_cues
from loupe.reading.subtitles import add_cues
from loupe.reading.values import Part, Reading, ReadingLimits, ReadJob, Step

__all__ = ["read_film"]

_READER = "film/1"


def read_film(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a film or a recording: the subtitles inside, else what a machine hears, as a part of its own.

    A reading without passages comes back where the words are in a part, or somebody's subtitles of it are in the case.
    Raises NeedsSpeech when nothing inside is text and nothing here listens, NoText when there is nothing to hear,
    FileDamaged and FileEncrypted as ``probe_film`` does.
    """
    allow_media(limits)
    probe = probe_film(job.path, job.name, step)
    draft = Draft(job.name, limits)
    chapters = [
        (TimePlace(chapter.start_ms, chapter.end_ms, number), chapter.title)
        for number, chapter in enumerate(probe.chapters, start=1)
    ]
    chosen = choose_subtitles(probe, job.recognition.language)
    notes = list(probe.notes)
    if chosen is not None:
        spoken = track_cues(job.path, job.name, chosen, probe, step)
        if spoken.cues:
            empty = add_cues(draft, spoken.cues, spoken.split, chapters)
            notes += subtitle_notes(probe, chosen)
            late = sum(cue.start_ms > probe.duration_ms + 2000 for cue in spoken.cues)
            if late:
                notes.append(f"Subtitles that begin after the film has ended: {late:,}. They may be of another cut.")
            lost = len(empty) + spoken.dropped
            if lost:
                notes.append(f"Subtitles that were dropped, since they hold no words or no time: {lost:,}.")
            return _reading(probe, draft, notes)
        notes.append("The subtitles inside the film hold no words.")
    add_cues(draft, (), (), chapters)
    notes += subtitle_notes(probe, None)
    if job.recognition.heard_elsewhere:
        notes.append("Its words are in the subtitles or the transcript of it that are in the case.")
        return _reading(probe, draft, notes)
    part = _listen(job, limits, step, probe)
    notes.append("Its words are in a machine transcript, which is a source of its own.")
    return _reading(probe, draft, notes, (part,))


def _listen(job: ReadJob, limits: ReadingLimits, step: Step, probe: Probe) -> Part:
    """The machine transcript; raises NeedsSpeech when nothing listens, NoText when nothing is said."""
    if probe.sound is None:
        raise NoText(f"{job.name} has no sound, and no subtitles inside that are text.")
    needs = NeedsSpeech(f"{job.name} has no subtitles inside that are text, and nothing here listened to it.")
    if not job.recognition.speech or job.scratch is None:
        raise needs
    try:
        from loupe.reading.speech import transcribe
    except ImportError as error:
        raise needs from error
    transcript = transcribe(job.path, job.name, job.scratch, job.recognition, limits, step)
    if transcript is None:
        raise NoText(f"Nothing is said in {job.name}.", hint="If somebody speaks in it, add a transcript of it.")
    stem = PurePath(job.name).stem
    return Part(transcript, f"{stem}.transcript.json", "machine transcript", retells=True, kind="machine transcript")


def _reading(probe: Probe, draft: Draft, notes: list[str], parts: tuple[Part, ...] = ()) -> Reading:
    film = probe.picture is not None
    return Reading(
        draft.text, tuple(draft.passages), "film" if film else "sound", _READER, "film" if film else "recording",
        title=probe.title, maker=probe.maker, published=probe.published, notes=tuple(notes), parts=parts,
    )  # fmt: skip

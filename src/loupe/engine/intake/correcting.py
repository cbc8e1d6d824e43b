"""A word of a machine transcript corrected by a person: a new transcript takes the old one's place."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from loupe.engine.intake.adding import add_files
from loupe.engine.intake.items import Item
from loupe.engine.settings import Settings
from loupe.model import MACHINE_TRANSCRIPT, Source
from loupe.model.corrections import Correction
from loupe.model.errors import UsageError
from loupe.reading.corrected import correct_transcript, find_heard
from loupe.store import Store

__all__ = ["correct"]


def correct(
    store: Store, source: Source, at_ms: int, was: str, now: str, settings: Settings, who: str, why: str = ""
) -> tuple[Source, Correction]:
    """Correct the words ``was``, heard about ``at_ms``, to ``now``; returns the new transcript and what was done.

    The old transcript stays in the case byte for byte, but its words are no evidence any more. Raises NotHeard when
    the words are not there, UsageError for a source that is no machine transcript.
    """
    if source.format != "heard" or source.kind != MACHINE_TRANSCRIPT or not source.passages:
        raise UsageError(
            f"{source.label} is no machine transcript; only those are corrected word by word.",
            hint="Name the transcript, as loupe sources lists it.",
        )
    data = store.blob_path(source.sha256).read_bytes()
    start, end = find_heard(data, source.name, settings.limits, at_ms, was)
    correction = Correction(source.id, start, end, was, now, who, why)
    made = correct_transcript(data, source.name, settings.limits, [correction])
    with tempfile.TemporaryDirectory(prefix="loupe-correct-") as folder:
        path = Path(folder, "transcript.json")
        path.write_bytes(made)
        report = add_files(store, [Item(path, source.name)], settings, role=source.role)
    if not report.added:
        raise UsageError("These words are corrected already.", hint="Look at the transcript with loupe show --text.")
    kept = (
        "title", "maker", "publisher", "published", "came_from", "address", "reliability", "draws_on", "part_of",
        "kind",
    )  # fmt: skip
    corrected = replace(report.added[0], **{name: getattr(source, name) for name in kept})
    set_aside = replace(
        source, text_sha256=None, words_sha256=None, characters=0, words=0, passages=0,
        notes=(*source.notes, f"Corrected by {who}: the words are in {corrected.id} now."),
    )  # fmt: skip
    passages = store.passages(corrected.id)
    store.add_sources([(corrected, passages), (set_aside, ())])
    store.note_correction(correction, corrected.id)
    return corrected, correction

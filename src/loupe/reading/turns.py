"""Speakers in formatted documents: paragraphs of a DOCX, PDF, e-book or page that begin with a label become turns."""

from __future__ import annotations

from dataclasses import replace

from loupe.reading.speakers import accept_labels, find_label, is_stage_direction, is_transcript
from loupe.reading.values import RawPassage, Reading

__all__ = ["mark_turns"]


def mark_turns(reading: Reading) -> Reading:
    """The reading with its labelled paragraphs as turns; in a transcript, unlabelled ones keep the speaker."""
    text = reading.text
    texts = [text[p.locator.start : p.locator.end] for p in reading.passages]
    labels = [find_label(t) if p.kind == "paragraph" else None for p, t in zip(reading.passages, texts, strict=True)]
    accepted = accept_labels(
        [label for p, label in zip(reading.passages, labels, strict=True) if p.kind == "paragraph"]
    )
    if not accepted:
        return reading
    transcript = is_transcript(sum(label is not None and label[1] in accepted for label in labels), len(labels))
    speaker: str | None = None
    passages: list[RawPassage] = []
    for passage, said, label in zip(reading.passages, texts, labels, strict=True):
        if label is not None and label[1] in accepted:
            speaker = label[0]
            rest = said[label[2] :].lstrip()
            if rest.strip():
                end = passage.locator.end
                part = passage.locator.clip(end - len(rest), end)
                passages.append(replace(passage, kind="turn", speaker=speaker, locator=part))
            continue
        if passage.kind == "heading":
            speaker = None
        if transcript and speaker is not None and passage.kind == "paragraph" and not is_stage_direction(said):
            passages.append(replace(passage, kind="turn", speaker=speaker))
        else:
            passages.append(passage)
    return replace(reading, passages=tuple(passages), kind="transcript" if transcript else reading.kind)

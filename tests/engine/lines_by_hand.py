"""Sentences of made-up sources as the engine hands them on, without a parser: figures and times only."""

from pathlib import Path

from loupe.engine.understood.sentences import Line
from loupe.language import find_quantities, find_times, split_sentences
from loupe.model import Locator, ParagraphPlace, Passage, Segment, Source

NOTES = Path(__file__).parents[2] / "demo" / "notes"


def lines(text, name="note.txt", *, speaker=None, published="2003-02-20", **more):
    """The sentences of a text, a paragraph after each empty line."""
    source = Source(f"s-{name}", "0" * 64, name, "txt", len(text), published=published, **more)
    found, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        locator = Locator((Segment(at, at + len(paragraph), ParagraphPlace(number)),))
        passage = Passage(f"p-{name}-{number}", source.id, number, "paragraph", speaker, locator, paragraph)
        flat = paragraph.replace("\n", " ")
        for n, (a, b) in enumerate(split_sentences(flat)):
            found.append(
                Line(
                    source, passage, at + a, flat[a:b], paragraph[a:b], n == 0, (),
                    _placed(find_quantities(flat), at + a, at + b, at, ("start", "end")),
                    _placed(find_times(flat), at + a, at + b, at, ("start_at", "end_at")),
                )
            )  # fmt: skip
        at += len(paragraph) + 2
    return found


def _placed(values, start, end, at, keys):
    from dataclasses import replace

    moved = [replace(v, **{k: getattr(v, k) + at for k in keys}) for v in values]
    return tuple(v for v in moved if start <= getattr(v, keys[0]) < end)


def demo_lines():
    """The sentences of the demo's notes, source by source."""
    found = []
    for path in sorted(NOTES.glob("*.md")):
        head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        facts = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        text = "\n\n".join(p for p in body.strip().split("\n\n") if not p.startswith("#"))
        found += lines(text, path.stem, published=facts.get("date", ""), title=facts.get("title"))
    return found

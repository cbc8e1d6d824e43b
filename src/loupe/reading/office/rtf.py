"""RTF documents: paragraphs, headings, lists, table rows, footnotes, margins; hidden and deleted text is no text."""

from __future__ import annotations

from loupe.model import ParagraphPlace
from loupe.model.errors import FileDamaged, OverBudget
from loupe.reading.dates import note_made_on
from loupe.reading.draft import Draft, one_line
from loupe.reading.office.rtftext import RtfWords, TooDeep
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_rtf", "rtf_body"]

_HINT = "Open it in a word processor, save it as .docx and add that."


def read_rtf(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read an RTF document; table rows are passages with their cells kept apart by tabs."""
    start = data.find(b"{\\rtf", 0, 1024)
    if start < 0:
        raise FileDamaged(f"{name} is damaged: it does not begin as RTF does.")
    try:
        words = RtfWords(data[start:])
    except TooDeep as error:
        raise OverBudget(f"{name} has groups within groups, thousands deep.", hint=_HINT) from error
    draft = Draft(name, limits)
    if words.html:
        from loupe.reading.blocks import parse_html, visible_blocks

        root = parse_html(words.html_text, name)
        for piece in [] if root is None else visible_blocks(root):
            draft.add(piece.text, ParagraphPlace(len(draft.passages) + 1), piece.kind)
    for block in words.blocks:
        place = ParagraphPlace(len(draft.passages) + 1, None, block.part)
        if not draft.add(block.text, place, block.kind):
            draft.aside(block.text)
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="rtf",
        reader="rtf/1",
        kind="document",
        title=one_line(words.title),
        maker=one_line(words.author),
        notes=(*_notes(words), *note_made_on(words.made)),
    )


def _notes(words: RtfWords) -> list[str]:
    notes = []
    if words.deleted:
        notes.append("The document has tracked deletions; it was read as if all changes were accepted.")
    if words.comments:
        notes.append(f"Comments in the margin, not read: {words.comments:,}.")
    return notes


def rtf_body(data: bytes) -> tuple[str, bool]:
    """The body of a mail that is there only as RTF, and whether it is HTML; "" when it cannot be read."""
    try:
        words = RtfWords(data)
    except TooDeep:
        return "", False
    if words.html:
        return words.html_text, True
    return "\n\n".join(block.text for block in words.blocks), False

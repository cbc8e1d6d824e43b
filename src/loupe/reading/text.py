"""Plain text, Markdown and reStructuredText: paragraphs by blank lines, with headings, list items and speakers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from loupe.model import Locator, ParagraphPlace, PassageKind, Segment
from loupe.reading.dates import find_leading_date
from loupe.reading.decoding import decode_text
from loupe.reading.draft import one_line
from loupe.reading.frontmatter import FrontMatter, read_front_matter
from loupe.reading.pieces import Piece, cut_pieces
from loupe.reading.speakers import accept_labels, is_stage_direction, is_transcript
from loupe.reading.timemarks import LOOSE_MARK, TimeMarks
from loupe.reading.values import RawPassage, Reading, ReadingLimits

__all__ = ["read_markdown", "read_rst", "read_text"]

_TITLE_LENGTH = 100
_FEWEST_LOOSE = 3
_TIME_ENDS = re.compile(r":\d\d(?:[.,;]\d{1,3})?[\])]?:?[ \t]*$", re.M)


def read_text(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read plain text; lines keep their numbers, and the stored text is the file's own."""
    return _read(data, name, limits, "text")


def read_markdown(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read Markdown; marks of headings and bullets stay in the stored text and out of the passages."""
    return _read(data, name, limits, "markdown")


def read_rst(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read reStructuredText; directives, comments and underlines are in no passage."""
    return _read(data, name, limits, "rst")


def _read(data: bytes, name: str, limits: ReadingLimits, form: str) -> Reading:
    text, notes = decode_text(data, name, limits)
    front = read_front_matter(text)
    pieces, marks = cut_pieces(text, front.body, rst=form == "rst" or "\n.. " in text, markdown=form == "markdown")
    if not marks.valid and _may_hold_loose_marks(text):
        pieces, marks = _cut_at_loose_marks(text, pieces, marks)
    passages, transcript = _make_passages(text, _settle_speakers(text, pieces), marks)
    title = front.title or _first_heading(text, passages)
    return Reading(
        text=text,
        passages=passages,
        format=form,
        reader="text/1",
        kind=front.kind or ("transcript" if transcript else "document"),
        title=title,
        maker=front.maker,
        published=front.published or _date_in_title(title, front),
        address=front.address,
        notes=notes,
    )


def _may_hold_loose_marks(text: str) -> bool:
    """Whether three lines end like a time: what most texts do not, and can be told quickly."""
    return len(list(islice(_TIME_ENDS.finditer(text), _FEWEST_LOOSE))) == _FEWEST_LOOSE


def _cut_at_loose_marks(text: str, pieces: list[Piece], marks: TimeMarks) -> tuple[list[Piece], TimeMarks]:
    """Cut paragraphs at lines like ``0:05`` and ``Anna Berg  0:05``, where there are three or more and time goes on.

    The first lies in the first two minutes: else they are hours of a day, which belong to the words.
    """
    loose = TimeMarks()
    cut: list[Piece] = []
    for piece in pieces:
        found = list(LOOSE_MARK.finditer(text, piece.start, piece.end)) if piece.kind == "paragraph" else []
        before = found[0].start() if found else piece.end
        if before > piece.start:
            end = piece.start + len(text[piece.start : before].rstrip())
            cut.append(replace(piece, end=end, mark=loose.count))
        for match, following in zip(found, [*found[1:], None], strict=False):
            number = loose.add_written(match["time"])
            words = text[match.end() : following.start() if following else piece.end]
            start = match.end() + len(words) - len(words.lstrip())
            label = (match["name"], "timed", 0) if match["name"] else None
            cut.append(Piece(start, start + len(words.strip()), "paragraph", label, number))
    if loose.count >= _FEWEST_LOOSE and loose.in_order and loose.place(1).start_ms < 120_000:
        return cut, loose
    return pieces, marks


def _settle_speakers(text: str, pieces: list[Piece]) -> list[Piece]:
    """Decide which labels are speakers; what a rejected one had split off goes back to its paragraph."""
    spoken = [piece.label for piece in pieces if piece.kind == "paragraph"]
    accepted = accept_labels(spoken)
    settled: list[Piece] = []
    for piece in pieces:
        if piece.label is not None and piece.label[1] not in accepted:
            if piece.joined and settled:
                settled[-1].end = piece.end
                continue
            piece.label = None
        if piece.label is None and piece.end - piece.start <= _TITLE_LENGTH and _is_title_line(text, piece):
            piece.kind = "heading"
        settled.append(piece)
    return settled


def _is_title_line(text: str, piece: Piece) -> bool:
    """Whether a paragraph is one line all in capitals that ends like no sentence: how plain text writes a heading."""
    if piece.kind != "paragraph" or piece.mark:
        return False
    words = text[piece.start : piece.end]
    return words.isupper() and len(words) > 3 and "\n" not in words and words[-1] not in ".,;:!?-"


def _make_passages(text: str, pieces: list[Piece], marks: TimeMarks) -> tuple[tuple[RawPassage, ...], bool]:
    turns = sum(piece.label is not None for piece in pieces)
    transcript = is_transcript(turns, len(pieces))
    passages: list[RawPassage] = []
    append = passages.append
    speaker: str | None = None
    line, at = 1, 0
    count = text.count
    timed = marks.valid
    for piece in pieces:
        start, end = piece.start, piece.end
        kind: PassageKind = piece.kind
        line += count("\n", at, start)
        at = start
        told: str | None = None
        if piece.label is not None:
            speaker = told = piece.label[0]
            start += piece.label[2]
            while start < end and text[start].isspace():
                start += 1
            kind = "turn"
        elif kind == "heading":
            speaker = None
        elif transcript and speaker is not None and not is_stage_direction(text[start:end]):
            told = speaker
            if kind == "paragraph":
                kind = "turn"
        if start >= end or not _has_word(text, start, end):
            continue
        place = marks.place(piece.mark) if timed and piece.mark else ParagraphPlace(len(passages) + 1, line)
        append(RawPassage(kind, told, Locator((Segment(start, end, place),))))
    return tuple(passages), transcript


def _has_word(text: str, start: int, end: int) -> bool:
    return text[start].isalnum() or any(map(str.isalnum, text[start:end]))


def _first_heading(text: str, passages: tuple[RawPassage, ...]) -> str | None:
    for passage in passages[:20]:
        if passage.kind == "heading":
            return one_line(text[passage.locator.start : passage.locator.end].strip("#* \t"))
    return None


def _date_in_title(title: str | None, front: FrontMatter) -> str | None:
    # "9 May 2023 – Barbara Longley" heads a day's transcript; a date deeper in a title may be the event's.
    return find_leading_date(title) if title and front.title is None else None

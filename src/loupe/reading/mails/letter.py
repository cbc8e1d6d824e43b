"""A mail of any make on its way to a reading: header fields, the texts of its body, and what to say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loupe.model import MailPlace
from loupe.reading.blocks import parse_html, visible_blocks
from loupe.reading.dates import to_edtf
from loupe.reading.draft import Draft, one_line
from loupe.reading.mails.enclosed import Enclosures
from loupe.reading.mails.quoting import Said, attribute, person
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["FIELDS", "Letter", "choose_text", "read_letter"]

FIELDS = ("From", "To", "Cc", "Bcc", "Date", "Subject")
"""The header fields that become passages, in their order."""

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_WORD = re.compile(r"[^\W_]{3,}")
_STUB = 5  # a plain text with fewer than one in so many of the words of its HTML twin is a stub
_LONGEST_COMPARED = 300_000


@dataclass(slots=True)
class Letter:
    """What is in a mail: ``texts`` are pairs of text and whether it is HTML; ``headers`` by the names of FIELDS."""

    headers: dict[str, str] = field(default_factory=dict)
    texts: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    published: str | None = None


def read_letter(
    letter: Letter, name: str, limits: ReadingLimits, *, form: str, reader: str, enclosed: Enclosures
) -> Reading:
    """The reading of a mail; whoever sent it speaks in its body, and whoever it quotes speaks in the quotation."""
    headers = {key: value for key in FIELDS if (value := one_line(letter.headers.get(key), 2000))}
    draft = Draft(name, limits)
    for key, value in headers.items():
        draft.label(f"{key}:")
        draft.add(value, MailPlace(key, None), "header")
    sender = person(headers.get("From"))
    number = 0
    for said in _body(letter, sender, name):
        if draft.add(said.text, MailPlace(None, number + 1), "paragraph", said.speaker):
            number += 1
        else:
            draft.aside(said.text)
    notes = list(letter.notes)
    if not number:
        notes.append("The mail has no text in its body.")
    notes += enclosed.notes()
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format=form,
        reader=reader,
        kind="mail",
        title=headers.get("Subject"),
        maker=sender,
        published=letter.published or to_edtf(headers.get("Date")),
        notes=tuple(dict.fromkeys(notes)),
        parts=tuple(enclosed.parts),
    )


def _body(letter: Letter, sender: str | None, name: str) -> Iterator[Said]:
    for text, is_html in letter.texts:
        yield from attribute(_paragraphs(text, name, is_html=is_html), sender, marked=not is_html)


def _paragraphs(text: str, name: str, *, is_html: bool) -> list[str]:
    if not is_html:
        return [p.strip("\n") for p in _BLANK.split(text) if p.strip()]
    root = parse_html(text, name)
    return [] if root is None else [block.text for block in visible_blocks(root)]


def choose_text(plain: str, html: str, name: str) -> tuple[str, bool, str | None]:
    """Which form of a body that is there twice is read, whether that is HTML, and a note when the two differ.

    The plain text is what was written, unless it is only a stub ("This message needs an HTML reader").
    """
    if not html.strip() or len(html) > _LONGEST_COMPARED:
        return plain, False, None
    seen = "\n".join(_paragraphs(html, name, is_html=True))
    ours, theirs = set(_WORD.findall(plain.lower())), set(_WORD.findall(seen.lower()))
    if len(theirs) >= 20 and len(ours & theirs) * _STUB < len(theirs) and len(ours) * 2 < len(theirs):
        return html, True, "The plain text of the mail says little; its HTML form was read instead."
    missing = theirs - ours
    if len(missing) >= 5 and len(missing) * 3 > len(theirs):
        said = "The mail also has an HTML form, with words that its plain text does not have; the plain text was read."
        return plain, False, said
    return plain, False, None

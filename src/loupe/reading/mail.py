"""Mails (.eml): header fields and the paragraphs of the body, each with its speaker; attachments are only listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loupe.model import MailPlace
from loupe.model.errors import FileEncrypted, FormatUnknown
from loupe.reading.blocks import parse_html, visible_blocks
from loupe.reading.dates import to_edtf
from loupe.reading.draft import Draft, one_line
from loupe.reading.mailparts import MailParts, read_parts
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_mail"]

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_ADDRESS = re.compile(r"\s*<[^<>]*>|\s*\[mailto:[^\]]*\]|[\"']")
_WROTE = re.compile(
    r"(?:On|Am|Le|Op|Il|El)\b.{6,160}?(?:,|\d{4}|[ap]\.?m\.?|>)\s+(?P<who>[^,\n]{2,80}?)\s*(?:<[^<>\n]*>)?\s*"
    r"(?:wrote|schrieb|a écrit|schreef|ha scritto|escribió)\s*:$",
    re.S,
)
_ORIGINAL = re.compile(
    r"[-_\s]*(?:-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\s*-{2,}"
    r"|Begin forwarded message:|_{20,})",
    re.I,
)
_FROM = re.compile(r"^[>\s*]*From:\*?\s*(.+)$", re.M)
_FORWARDED = re.compile(r"\*?From:\*? .+\n\*?(?:Sent|Date|To):\*? ")
_QUOTED = re.compile(r"[ \t]*>")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    speaker: str | None


def read_mail(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a mail; whoever sent it speaks in its body, and whoever it quotes speaks in the quotation."""
    parts = read_parts(data, name, limits)
    headers = {field: value for field in _FIELDS if (value := one_line(parts.headers.get(field), 2000))}
    if not headers and not parts.known_headers:
        raise FormatUnknown(f"{name} is named like a mail but has none of a mail's header fields.")
    if parts.encrypted and not parts.texts:
        raise FileEncrypted(
            f"{name} is an encrypted mail.", hint="Decrypt it in the mail program, save it as .eml and add that."
        )
    draft = Draft(name, limits)
    for field, value in headers.items():
        draft.label(f"{field}:")
        draft.add(value, MailPlace(field, None), "header")
    sender = _person(headers.get("From"))
    number = 0
    for said in _body(parts, sender, name):
        if draft.add(said.text, MailPlace(None, number + 1), "paragraph", said.speaker):
            number += 1
        else:
            draft.aside(said.text)
    notes = list(parts.notes)
    if not number:
        notes.append("The mail has no text in its body.")
    if parts.attachments:
        listed = ", ".join(parts.attachments[:20]) + (" and more" if len(parts.attachments) > 20 else "")
        notes.append(f"Attachments, listed but not read: {listed}.")
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="mail",
        reader="mail/1",
        kind="mail",
        title=headers.get("Subject"),
        maker=sender,
        published=to_edtf(headers.get("Date")),
        notes=tuple(notes),
    )


def _body(parts: MailParts, sender: str | None, name: str) -> Iterator[_Said]:
    for text, is_html in parts.texts:
        if is_html:
            root = parse_html(text, name)
            paragraphs = [] if root is None else [block.text for block in visible_blocks(root)]
        else:
            paragraphs = [p.strip("\n") for p in _BLANK.split(text) if p.strip()]
        yield from _attribute(paragraphs, sender, marked=not is_html)


def _attribute(paragraphs: Sequence[str], sender: str | None, *, marked: bool) -> Iterator[_Said]:
    """Each paragraph with whoever wrote it: a quoted line is not the sender's word.

    In plain text quoted lines are ``marked`` with >; in HTML all that follows "X wrote:" is taken as quoted.
    """
    below: str | None = sender  # who speaks in unquoted lines
    quoted: str | None = None  # who speaks in lines marked with >
    for paragraph in paragraphs:
        for lines, is_quote in _runs(paragraph):
            if _ORIGINAL.match(lines) or _FORWARDED.match(lines) or (below is not sender and _FROM.match(lines)):
                below = None
                if found := _FROM.search(lines):
                    below = _person(found[1])
                yield _Said(lines, None)
            elif wrote := _WROTE.search(lines.strip()):
                yield _Said(lines, below)
                quoted = _person(wrote["who"])
                below = below if marked else quoted
            else:
                yield _Said(lines, quoted if is_quote else below)


def _runs(paragraph: str) -> Iterator[tuple[str, bool]]:
    """A paragraph cut where quoted and unquoted lines meet."""
    run: list[str] = []
    quoted = False
    for line in paragraph.split("\n"):
        is_quote = _QUOTED.match(line) is not None
        if run and is_quote != quoted:
            yield "\n".join(run), quoted
            run = []
        run.append(line)
        quoted = is_quote
    if run:
        yield "\n".join(run), quoted


def _person(field: str | None) -> str | None:
    """The name in an address field, or the bare address when it has no name."""
    if not field:
        return None
    named = one_line(_ADDRESS.sub("", field), 200)
    return named or one_line(field.strip(" <>"), 200)

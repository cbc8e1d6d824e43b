"""A mail as Outlook keeps it, whatever file it is in: properties become header fields, a body and attachments."""

from __future__ import annotations

import email.parser
import email.policy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.utils import format_datetime

from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line
from loupe.reading.mails.enclosed import Enclosures, label, name_with_ending
from loupe.reading.mails.letter import FIELDS, Letter
from loupe.reading.mails.mapi import Value, text_of, value_text
from loupe.reading.mails.mime import field_text
from loupe.reading.mails.pictures import is_dressing
from loupe.reading.mails.quoting import person
from loupe.reading.windows import codec_of

__all__ = ["Attached", "Item", "Recipient", "enclose", "make_item", "what_it_is"]

_CID = re.compile(r"cid:([^\s\"'<>)]{1,300})", re.I)
_PARSER = email.parser.HeaderParser(policy=email.policy.compat32)
_MOST_HEADER = 1 << 20
_CLASSES = {
    "ipm.appointment": "appointment", "ipm.schedule": "meeting", "ipm.contact": "contact", "ipm.task": "task",
    "ipm.stickynote": "note", "ipm.activity": "journal entry", "ipm.distlist": "distribution list",
    "ipm.post": "posted note", "report": "report on a mail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipient:
    """One to whom a mail goes; ``role`` is 1 for To, 2 for Cc, 3 for Bcc."""

    role: int
    name: str
    address: str

    @property
    def words(self) -> str:
        """As it stands in a header field."""
        if self.address and self.address.lower() != self.name.lower():
            return f"{self.name} <{self.address}>" if self.name else self.address
        return self.name or self.address


@dataclass(slots=True)
class Attached:
    """A file or a mail inside a mail; ``content`` is None where only a reference to it is kept."""

    name: str
    mime: str
    content: bytes | Item | None
    cid: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Item:
    """A mail: header fields by the names of FIELDS, its body, what hangs on it; ``transport`` are the header lines
    that it came with, "" where it never went over the wire."""

    fields: dict[str, str] = field(default_factory=dict)
    transport: str = ""
    text: str = ""
    is_html: bool = False
    attached: list[Attached] = field(default_factory=list)
    what: str = "mail"

    @property
    def subject(self) -> str | None:
        """The subject on one line."""
        return one_line(self.fields.get("Subject"))

    def letter(self) -> Letter:
        """The header fields and the body, ready to be read."""
        letter = Letter(dict(self.fields), [(self.text, self.is_html)] if self.text.strip() else [])
        if self.what != "mail":
            letter.notes.append(f"It is no mail but an Outlook {self.what}; its subject, text and people were read.")
        return letter

    def files(self, notes: list[str]) -> list[Attached]:
        """What is attached, without the dressing of the body, which is counted in a note."""
        shown = {cid.lower() for cid in _CID.findall(self.text)} if self.is_html else set()
        kept, dressing = [], []
        for each in self.attached:
            in_body = each.hidden or bool(each.cid and each.cid.lower() in shown)
            picture = each.mime.startswith("image/") or each.name.lower().endswith((".png", ".gif", ".jpg", ".jpeg"))
            raw = each.content
            if picture and isinstance(raw, bytes) and is_dressing(raw[: 64 << 10], len(raw), shown=in_body):
                dressing.append(each.name)
            elif raw is None:
                notes.append(f"The attachment {each.name} is only a link to a file elsewhere, or cannot be read.")
            else:
                kept.append(each)
        if dressing:
            listed = ", ".join(dressing[:10]) + (" and more" if len(dressing) > 10 else "")
            notes.append(f"Small pictures in the body, not taken: {len(dressing):,} ({listed}).")
        return kept


def what_it_is(message_class: str) -> str:
    """What Outlook calls an item of a message class."""
    known = message_class.lower()
    return next((word for start, word in _CLASSES.items() if known.startswith(start)), "mail")


def make_item(
    properties: Mapping[int, Value], recipients: Sequence[Recipient], attached: Sequence[Attached]
) -> Item:  # fmt: skip
    """The mail that MAPI properties tell of; the header lines it came with go before what Outlook made of them."""
    codec = codec_of(properties.get(0x3FFD)) or codec_of(properties.get(0x3FDE))
    words = {key: value_text(properties.get(key), codec).strip() for key in _WANTED}
    text, is_html = text_of(properties, codec_of(properties.get(0x3FDE)) or codec)
    transport = words[0x007D][:_MOST_HEADER]
    sent = _PARSER.parsestr(transport.lstrip("\r\n") + "\n\n", headersonly=True) if transport else Message()
    fields = {key: value for key in FIELDS if (value := field_text(sent, key).strip())}
    if words[0x0037]:
        fields["Subject"] = words[0x0037]
    if "From" not in fields and (sender := _sender(words)):
        fields["From"] = sender
    for role, key, shown in ((1, "To", 0x0E04), (2, "Cc", 0x0E03), (3, "Bcc", 0x0E02)):
        named = ", ".join(r.words for r in recipients if r.role == role and r.words)
        if key not in fields and (named or words[shown]):
            fields[key] = named or words[shown]
    moment = properties.get(0x0039) or properties.get(0x0E06)
    if "Date" not in fields and isinstance(moment, datetime):
        fields["Date"] = format_datetime(moment)
    what = what_it_is(words[0x001A])
    return Item(fields, transport, text, is_html, list(attached), what)


_WANTED = (
    0x001A, 0x0037, 0x0042, 0x0065, 0x007D, 0x0C1A, 0x0C1F, 0x0E02, 0x0E03, 0x0E04, 0x5D01, 0x5D02,
)  # fmt: skip


def _sender(words: Mapping[int, str]) -> str:
    name = words[0x0042] or words[0x0C1A]
    addresses = (words[0x5D02], words[0x5D01], words[0x0065], words[0x0C1F])
    # An address of the mail server's own directory (/O=FIRM/OU=...) tells a reader nothing.
    return Recipient(0, name, next((a for a in addresses if "@" in a), "")).words


def enclose(item: Item, enclosed: Enclosures, notes: list[str]) -> None:
    """Write what is attached to the scratch folder; mails in the mail become mails of their own."""
    from loupe.reading.mails.compose import compose_mail
    from loupe.reading.mails.eml import mail_name

    for each in item.files(notes):
        if isinstance(each.content, Item):
            inner = each.content
            date = to_edtf(one_line(inner.fields.get("Date")))
            enclosed.add(
                compose_mail(inner), mail_name(inner.subject or each.name, None), published=date,
                maker=person(one_line(inner.fields.get("From"), 500)), kind="mail",
            )  # fmt: skip
        elif each.content is not None:
            name = name_with_ending(label(each.name, "an unnamed file"), each.mime)
            enclosed.add([each.content], name)

"""Outlook mailboxes (.pst, .ost) with libpff: each mail becomes a part, built from its header lines, body and files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loupe.model.errors import FileDamaged, FormatUnknown
from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line
from loupe.reading.mails.compose import compose_mail
from loupe.reading.mails.eml import mail_name
from loupe.reading.mails.enclosed import Enclosures, label
from loupe.reading.mails.mapi import Value
from loupe.reading.mails.outlook import Attached, Item, Recipient, make_item
from loupe.reading.mails.quoting import person
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step
from loupe.reading.windows import filetime

__all__ = ["read_pst"]

_INSTALL = (
    'Install what reads it with: pip install "loupe-workbench[mailboxes]"; or open it in Outlook or Thunderbird and '
    "export the mails you need as .eml or .mbox."
)
_MOST_DEPTH = 40
_MOST_FOLDERS = 20_000
_MOST_ENTRIES = 5_000
_BODY_BYTES = 64 << 20
_MAILS = ("mail", "meeting", "posted note", "report on a mail")
_TROUBLE = (OSError, ValueError, RuntimeError, MemoryError, TypeError, OverflowError)


def read_pst(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read an Outlook mailbox; raises FormatUnknown where libpff is not installed, FileDamaged."""
    try:
        import pypff
    except ImportError as error:
        raise FormatUnknown(f"{job.name} is an Outlook mailbox (.pst).", hint=_INSTALL) from error
    file = pypff.file()
    try:
        file.open(str(job.path))
    except _TROUBLE as error:
        raise FileDamaged(f"{job.name} is damaged: its tables of mails cannot be opened.") from error
    try:
        box = _Box(job, limits, step)
        box.folder(file.get_root_folder(), "", 0)
        box.orphans(file)
    finally:
        file.close()
    if not box.seen:
        raise FileDamaged(f"{job.name} is damaged, or no mail is in it.")
    return Reading(
        text="", passages=(), format="pst", reader="pst/1", kind="mailbox", notes=tuple(box.notes()),
        parts=tuple(box.enclosed.parts),
    )  # fmt: skip


class _Box:
    """A mailbox while its folders are gone through."""

    def __init__(self, job: ReadJob, limits: ReadingLimits, step: Step) -> None:
        self._limits = limits
        self._step = step
        self._folders = 0
        self._broken = 0
        self._others: dict[str, int] = {}
        self.seen = 0
        self.enclosed = Enclosures(job, limits, "mail")

    def folder(self, folder: Any, path: str, depth: int) -> None:
        """Take the mails of a folder and of the folders in it."""
        self._folders += 1
        if folder is None or depth > _MOST_DEPTH or self._folders > _MOST_FOLDERS:
            return
        for number in range(_ask(folder, "number_of_sub_messages", otherwise=0)):
            self._take(_ask(folder, "get_sub_message", number), path)
        for number in range(_ask(folder, "number_of_sub_folders", otherwise=0)):
            inner = _ask(folder, "get_sub_folder", number)
            name = label(_ask(inner, "name") if inner is not None else None, "folder")
            self.folder(inner, f"{path}{name}/" if depth else "", depth + 1)

    def orphans(self, file: Any) -> None:
        """Take what lies in no folder: deleted mails among them."""
        for number in range(_ask(file, "number_of_orphan_items", otherwise=0)):
            item = _ask(file, "get_orphan_item", number)
            if item is not None and hasattr(item, "transport_headers"):
                self._take(item, "in no folder (deleted?)/")

    def _take(self, message: Any, path: str) -> None:
        self.seen += 1
        if self.seen % 20 == 1:
            self._step(self.seen, 0, "mail")
        try:
            item = None if message is None else _item(message, self._limits)
        except _TROUBLE:
            item = None
        if item is None:
            self._broken += 1
        elif item.what not in _MAILS:
            self._others[item.what] = self._others.get(item.what, 0) + 1
        else:
            date = to_edtf(one_line(item.fields.get("Date")))
            where = f"{path.rstrip('/')}, " if path else ""
            self.enclosed.add(
                compose_mail(item), mail_name(item.subject, date), where=where, published=date,
                maker=person(one_line(item.fields.get("From"), 500)), kind="mail",
            )  # fmt: skip

    def notes(self) -> Iterator[str]:
        """What was left out."""
        yield "The mails were put together again from Outlook's tables; they are not the bytes that were sent."
        yield from self.enclosed.notes()
        if self._others:
            yield "Not read: " + ", ".join(f"{n:,} × {what}" for what, n in sorted(self._others.items())) + "."
        if self._broken:
            yield f"Mails that are damaged and could not be taken out: {self._broken:,}."


def _item(message: Any, limits: ReadingLimits) -> Item:
    properties = _properties(message)
    text = _ask(message, "plain_text_body")
    html = _ask(message, "html_body")
    packed = _ask(message, "rtf_body") if not text and not html else None
    for key, value in ((0x1000, text), (0x1013, html)):
        if isinstance(value, bytes) and value:
            properties[key] = value[:_BODY_BYTES]
    item = make_item(properties, _recipients(message), list(_attachments(message, limits)))
    if not item.text.strip() and isinstance(packed, bytes):
        from loupe.reading.office.rtf import rtf_body

        item.text, item.is_html = rtf_body(packed[:_BODY_BYTES])
    return item


def _properties(holder: Any, only: int = 0) -> dict[int, Value]:
    """The properties of a message, recipient or attachment; of its record sets the one numbered ``only``."""
    found: dict[int, Value] = {}
    records = _ask(holder, "get_record_set", only)
    if records is None:
        return found
    for number in range(min(_ask(records, "number_of_entries", otherwise=0), _MOST_ENTRIES)):
        entry = _ask(records, "get_entry", number)
        if entry is None:
            continue
        value = _value(entry)
        kind = _ask(entry, "entry_type")
        if value is not None and isinstance(kind, int):
            found.setdefault(kind, value)
    return found


def _value(entry: Any) -> Value | None:
    kind = _ask(entry, "value_type")
    if kind in (0x1E, 0x1F):
        text: str | None = _ask(entry, "data_as_string")
        return text
    raw: bytes = _ask(entry, "data", otherwise=b"")
    if kind in (0x02, 0x03, 0x14):
        return int.from_bytes(raw, "little", signed=True)
    if kind == 0x0B:
        return any(raw)
    if kind == 0x40:
        return filetime(int.from_bytes(raw, "little"))
    return raw if kind == 0x102 else None


def _recipients(message: Any) -> list[Recipient]:
    people = _ask(message, "recipients")
    found = []
    for number in range(min(_ask(people, "number_of_record_sets", otherwise=0) if people is not None else 0, 2000)):
        values = _properties(people, number)
        role = values.get(0x0C15)
        address = next((str(values[k]) for k in (0x39FE, 0x3003) if "@" in str(values.get(k, ""))), "")
        found.append(Recipient(role & 15 if isinstance(role, int) else 1, str(values.get(0x3001, "")), address))
    return found


def _attachments(message: Any, limits: ReadingLimits) -> Iterator[Attached]:
    for number in range(min(_ask(message, "number_of_attachments", otherwise=0), limits.max_parts)):
        each = _ask(message, "get_attachment", number)
        if each is None:
            continue
        values = _properties(each)
        size = _ask(each, "size", otherwise=0)
        raw = _ask(each, "read_buffer", size) if 0 < size <= limits.max_bytes // 4 else None
        name = next((str(values[k]) for k in (0x3707, 0x3704, 0x3001) if values.get(k)), "an unnamed file")
        content: bytes | Item | None = raw
        if values.get(0x3705) == 5:  # a mail in the mail
            inner = _ask(each, "get_sub_item", 0)
            content = None if inner is None else _inner_mail(inner, limits)
        yield Attached(
            name, str(values.get(0x370E, "")).lower(), content, str(values.get(0x3712, "")).strip("<>"),
            hidden=bool(values.get(0x7FFE)),
        )  # fmt: skip


def _inner_mail(inner: Any, limits: ReadingLimits) -> Item | None:
    try:
        return _item(inner, limits)
    except _TROUBLE:
        return None


def _ask(thing: Any, name: str, *given: Any, otherwise: Any = None) -> Any:
    """What an object of libpff answers, or something else where the mailbox is damaged there."""
    try:
        value = getattr(thing, name)
        value = value(*given) if given else value
    except (*_TROUBLE, AttributeError):
        return otherwise
    return otherwise if value is None else value

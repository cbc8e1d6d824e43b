"""Outlook mailboxes (.pst, .ost) with libpff: each mail becomes a part, built from its header lines, body and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from loupe.model.errors import FileDamaged, FormatUnknown
from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line
from loupe.reading.mails.compose import compose_mail
from loupe.reading.mails.eml import mail_name
from loupe.reading.mails.enclosed import Enclosures, label
from loupe.reading.mails.mapi import Value, filetime
from loupe.reading.mails.outlook import Attached, Item, Recipient, make_item
from loupe.reading.mails.quoting import person
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

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
        for number in range(_tried(lambda: folder.number_of_sub_messages, 0)):
            self._take(_tried(lambda n=number: folder.get_sub_message(n), None), path)
        for number in range(_tried(lambda: folder.number_of_sub_folders, 0)):
            inner = _tried(lambda n=number: folder.get_sub_folder(n), None)
            name = label(_tried(lambda f=inner: f.name, None) if inner is not None else None, "folder")
            self.folder(inner, f"{path}{name}/" if depth else "", depth + 1)

    def orphans(self, file: Any) -> None:
        """Take what lies in no folder: deleted mails among them."""
        for number in range(_tried(lambda: file.number_of_orphan_items, 0)):
            item = _tried(lambda n=number: file.get_orphan_item(n), None)
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
    text = _tried(lambda: message.plain_text_body, None)
    html = _tried(lambda: message.html_body, None)
    packed = _tried(lambda: message.rtf_body, None) if not text and not html else None
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
    records = _tried(lambda: holder.get_record_set(only), None)
    if records is None:
        return found
    for number in range(min(_tried(lambda: records.number_of_entries, 0), _MOST_ENTRIES)):
        entry = _tried(lambda n=number: records.get_entry(n), None)
        if entry is None:
            continue
        value = _tried(lambda e=entry: _value(e), None)
        kind = _tried(lambda e=entry: e.entry_type, None)
        if value is not None and isinstance(kind, int):
            found.setdefault(kind, value)
    return found


def _value(entry: Any) -> Value | None:
    kind = entry.value_type
    if kind in (0x1E, 0x1F):
        text: str | None = entry.data_as_string
        return text
    if kind in (0x02, 0x03, 0x14):
        return int.from_bytes(entry.data or b"", "little", signed=True)
    if kind == 0x0B:
        return bool(entry.data_as_boolean)
    if kind == 0x40:
        moment: datetime | None = filetime(int.from_bytes(entry.data or b"", "little"))
        return moment.astimezone(UTC) if moment else None
    data: bytes | None = entry.data if kind == 0x102 else None
    return data


def _recipients(message: Any) -> list[Recipient]:
    people = _tried(lambda: message.recipients, None)
    found = []
    for number in range(min(_tried(lambda: people.number_of_record_sets, 0) if people is not None else 0, 2000)):
        values = _properties(people, number)
        role = values.get(0x0C15)
        address = next((str(values[k]) for k in (0x39FE, 0x3003) if "@" in str(values.get(k, ""))), "")
        found.append(Recipient(role & 15 if isinstance(role, int) else 1, str(values.get(0x3001, "")), address))
    return found


def _attachments(message: Any, limits: ReadingLimits) -> Iterator[Attached]:
    for number in range(min(_tried(lambda: message.number_of_attachments, 0), limits.max_parts)):
        each = _tried(lambda n=number: message.get_attachment(n), None)
        if each is None:
            continue
        values = _properties(each)
        size = _tried(lambda e=each: e.size, 0)
        raw = _tried(lambda e=each, s=size: e.read_buffer(s), None) if 0 < size <= limits.max_bytes // 4 else None
        name = next((str(values[k]) for k in (0x3707, 0x3704, 0x3001) if values.get(k)), "an unnamed file")
        content: bytes | Item | None = raw
        if values.get(0x3705) == 5:  # a mail in the mail
            inner = _tried(lambda e=each: e.get_sub_item(0), None)
            content = _tried(lambda i=inner: _item(i, limits), None) if inner is not None else None
        yield Attached(
            name, str(values.get(0x370E, "")).lower(), content, str(values.get(0x3712, "")).strip("<>"),
            hidden=bool(values.get(0x7FFE)),
        )  # fmt: skip


def _tried(step: Callable[[], Any], otherwise: Any) -> Any:
    """What a step of libpff gives, or something else where the mailbox is damaged there."""
    try:
        value = step()
    except (*_TROUBLE, AttributeError):
        return otherwise
    return otherwise if value is None else value

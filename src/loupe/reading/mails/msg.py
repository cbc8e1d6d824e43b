"""Outlook mails (.msg, [MS-OXMSG]): MAPI properties in a compound file; attachments and mails in the mail as parts."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.model.errors import FileDamaged, FileEncrypted
from loupe.reading.mails.eml import read_mail
from loupe.reading.mails.enclosed import Enclosures, load_job
from loupe.reading.mails.letter import read_letter
from loupe.reading.mails.mapi import Value, value_text
from loupe.reading.mails.outlook import Attached, Item, Recipient, enclose, make_item
from loupe.reading.ole import OLE_MAGIC, Compound
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step
from loupe.reading.windows import codec_of, filetime

__all__ = ["read_msg"]

_PROPERTIES = "__properties_version1.0"
_MOST_DEPTH = 12
_SEALED = ("ipm.note.smime", "ipm.note.secure")
_Path = tuple[str, ...]


def read_msg(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read an Outlook mail; raises FileDamaged when it holds no properties, FileEncrypted when it is sealed."""
    data = load_job(job, limits)
    if not data.startswith(OLE_MAGIC):
        return read_mail(job, limits, step)  # some programs give a plain mail this name
    file = Compound(data, job.name, limits)
    opened = _Opened(file, limits, step)
    if not file.has(_PROPERTIES):
        raise FileDamaged(f"{job.name} is damaged: the properties of a mail are missing inside.")
    item, message_class = opened.item((), 32, 0)
    enclosed = Enclosures(job, limits, "attachment")
    letter = item.letter()
    letter.notes += opened.notes
    sealed = message_class.lower().startswith(_SEALED) or any(_is_sealed(each) for each in item.attached)
    if sealed and not message_class.lower().endswith("multipartsigned") and not item.text.strip():
        raise FileEncrypted(
            f"{job.name} is an encrypted mail.",
            hint="Open it in Outlook with its owner's key, save it without encryption and add that.",
        )
    enclose(item, enclosed, letter.notes)
    reading = read_letter(letter, job.name, limits, form="msg", reader="msg/1", enclosed=enclosed)
    if not reading.passages and not reading.parts:
        raise FileDamaged(f"{job.name} is damaged: no words are left in the mail.")
    return reading


def _is_sealed(each: Attached) -> bool:
    return each.mime in ("application/pgp-encrypted", "application/pkcs7-mime") or each.name.lower() == "message.rpmsg"


@dataclass(slots=True)
class _Tree:
    """Which storages lie in which, so that a mail with a thousand attachments is not searched a thousand times."""

    inside: dict[_Path, set[str]]

    def below(self, path: _Path, beginning: str) -> list[_Path]:
        return [(*path, each) for each in sorted(self.inside.get(path, ())) if each.lower().startswith(beginning)]


class _Opened:
    """A .msg file while the mails in it are made of its streams."""

    def __init__(self, file: Compound, limits: ReadingLimits, step: Step) -> None:
        self._file = file
        self._limits = limits
        self._step = step
        inside: dict[_Path, set[str]] = {}
        for path in file.streams:
            for at in range(1, min(len(path), 4 * _MOST_DEPTH)):
                inside.setdefault(path[: at - 1], set()).add(path[at - 1])
        self._tree = _Tree(inside)
        self.notes: list[str] = []

    def item(self, path: _Path, header: int, depth: int) -> tuple[Item, str]:
        """The mail in a storage, and its message class."""
        properties = self._properties(path, header)
        codec = codec_of(properties.get(0x3FFD))
        recipients = [self._recipient(each, codec) for each in self._tree.below(path, "__recip_version1.0_#")]
        attached = []
        storages = self._tree.below(path, "__attach_version1.0_#")
        if len(storages) > self._limits.max_parts:
            self.notes.append(f"Only the first {self._limits.max_parts:,} of {len(storages):,} attachments were taken.")
        for number, each in enumerate(storages[: self._limits.max_parts]):
            if number % 20 == 0:
                self._step(number, len(storages), "attachment")
            attached.append(self._attached(each, codec, depth))
        return make_item(properties, recipients, attached), value_text(properties.get(0x001A), codec)

    def _recipient(self, path: _Path, codec: str | None) -> Recipient:
        found = self._properties(path, 8)
        role = found.get(0x0C15)
        addresses = (value_text(found.get(key), codec) for key in (0x39FE, 0x3003, 0x403E))
        address = next((each for each in addresses if "@" in each), "")
        return Recipient(role & 15 if isinstance(role, int) else 1, value_text(found.get(0x3001), codec), address)

    def _attached(self, path: _Path, codec: str | None, depth: int) -> Attached:
        found = self._properties(path, 8)
        names = (value_text(found.get(key), codec).strip() for key in (0x3707, 0x3704, 0x3001))
        name = next((each for each in names if each), "an unnamed file")
        raw: bytes | Item | None = None
        inner = (*path, "__substg1.0_3701000D")
        if self._file.has(*inner, _PROPERTIES):
            if depth < _MOST_DEPTH:
                raw = self.item(inner, 24, depth + 1)[0]
            else:
                self.notes.append(f"Mails within mails more than {_MOST_DEPTH} deep were left out.")
        else:
            value = found.get(0x3701)
            raw = value if isinstance(value, bytes) and value else None
        return Attached(
            name, value_text(found.get(0x370E), codec).lower(), raw, value_text(found.get(0x3712), codec).strip("<>"),
            hidden=bool(found.get(0x7FFE)),
        )  # fmt: skip

    def _properties(self, path: _Path, header: int) -> dict[int, Value]:
        """The properties of a storage: fixed ones from the list, long ones from streams of their own."""
        found: dict[int, Value] = {}
        listed = (self._file.read(*path, _PROPERTIES) or b"")[header:]
        for at in range(0, len(listed) - 15, 16):
            kind, number = (int.from_bytes(listed[at + i : at + i + 2], "little") for i in (0, 2))
            value = _fixed(kind, listed[at + 8 : at + 16])
            if value is None and kind in (0x1E, 0x1F, 0x102):
                raw = self._file.read(*path, f"__substg1.0_{number:04X}{kind:04X}")
                if raw is not None:
                    value = raw.decode("utf-16-le", "replace") if kind == 0x1F else raw
            if value is not None:
                found.setdefault(number, value)
        return found


def _fixed(kind: int, raw: bytes) -> Value | None:
    if kind in (0x02, 0x03, 0x14):
        return int.from_bytes(raw[: {0x02: 2, 0x03: 4}.get(kind, 8)], "little", signed=True)
    if kind == 0x0B:
        return bool(raw[0])
    return filetime(int.from_bytes(raw, "little")) if kind == 0x40 else None

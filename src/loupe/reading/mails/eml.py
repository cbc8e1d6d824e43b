"""Mails (.eml, .emlx): header fields, the paragraphs of the body with their speakers, attachments as parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown
from loupe.reading.dates import to_edtf
from loupe.reading.decoding import decode_text
from loupe.reading.draft import one_line
from loupe.reading.mails.enclosed import Enclosures, label, load_job, name_with_ending
from loupe.reading.mails.letter import FIELDS, Letter, choose_text, read_letter
from loupe.reading.mails.mime import Entity, children, content, decode_field, field_text, open_entity
from loupe.reading.mails.pictures import is_dressing
from loupe.reading.mails.quoting import person
from loupe.reading.mails.sealed import signed_content
from loupe.reading.mails.tnef import open_tnef
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["mail_name", "read_emlx", "read_mail"]

_KNOWN = ("From", "To", "Subject", "Date", "Received", "Message-ID", "MIME-Version", "Return-Path", "Sender", "Cc")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SEALS = (
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys",
)  # fmt: skip
_AS_MAIL = ("message/rfc822", "message/global", "message/news")
_REPORTS = ("message/delivery-status", "message/disposition-notification", "message/feedback-report")
_CID = re.compile(r"cid:([^\s\"'<>)]{1,300})", re.I)
_MOST_WRAPPED = 5  # signatures around signatures
_LOOKED_AT = 64 << 10
_COUNT = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")


def read_mail(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a mail; its attachments, also attached mails, become parts."""
    return _read(load_job(job, limits), job, limits, step, "mail")


def read_emlx(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a mail of Apple Mail: a line with its length, the mail, and a property list that is left out."""
    data = load_job(job, limits)
    counted = _COUNT.match(data[:64])
    if counted is None:
        return _read(data, job, limits, step, "emlx")
    start, length = counted.end(), int(counted[1])
    whole = start + length <= len(data)
    reading_bytes = data[start : start + length] if length else data[start:]
    notes = () if whole else ("The mail is cut off: it is shorter than its first line says.",)
    return _read(reading_bytes, job, limits, step, "emlx", notes)


def _read(
    data: bytes, job: ReadJob, limits: ReadingLimits, step: Step, form: str, notes: tuple[str, ...] = ()
) -> Reading:
    name = job.name
    # Mails are ASCII on the wire, but some were saved by editors as UTF-16 or with a mark.
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or data[:200].count(0) > 20:
        data = decode_text(data, name, limits)[0].encode("utf-8")
    entity = open_entity(data, 0, len(data))
    if not any(known in entity.fields for known in _KNOWN):
        raise FormatUnknown(f"{name} is named like a mail but has none of a mail's header fields.")
    opened = _Opened(data, job, limits, step, Enclosures(job, limits, "attachment"))
    opened.letter.headers = {key: field_text(entity.fields, key) for key in FIELDS}
    opened.letter.notes += notes
    opened.take(entity)
    opened.finish()
    if opened.sealed and not opened.letter.texts and not opened.enclosed.parts:
        raise FileEncrypted(
            f"{name} is an encrypted mail.", hint="Decrypt it in the mail program, save it as .eml and add that."
        )
    reading = read_letter(opened.letter, name, limits, form=form, reader="mail/2", enclosed=opened.enclosed)
    if not reading.passages and not reading.parts:
        raise FileDamaged(f"{name} is damaged: no words are left in the mail.")
    return reading


def mail_name(subject: str | None, date: str | None) -> str:
    """What a mail inside another file is called: its date and subject, with the ending of mails."""
    said = label(subject, "mail without a subject")
    return label(f"{date} {said}" if date else said, "mail")[:150].rstrip(". ") + ".eml"


@dataclass(slots=True)
class _Opened:
    """A mail while its parts are taken one after the other."""

    data: bytes
    job: ReadJob
    limits: ReadingLimits
    step: Step
    enclosed: Enclosures
    letter: Letter = field(default_factory=Letter)
    sealed: bool = False
    signed: bool = False
    shown: frozenset[str] = frozenset()
    dressing: list[str] = field(default_factory=list)
    waiting: list[Entity] = field(default_factory=list)
    taken: int = 0

    def take(self, entity: Entity) -> None:
        """Take a part and the parts in it; what is no text waits until the text tells which pictures it shows."""
        self.taken += 1
        if entity.cut:
            self.letter.notes.append("The header of a part is longer than 1 MiB; only its beginning was read.")
        if entity.kind == "multipart/encrypted" or entity.kind in _SEALED:
            self._take_sealed(entity)
            return
        inside = children(self.data, entity, self.job.name, self.limits)
        if inside is None:
            self._take_leaf(entity)
            return
        if entity.kind == "multipart/alternative":
            inside = self._alternative(inside)
        for child in inside:
            if self.taken > 2 * self.limits.max_parts:
                self.letter.notes.append(f"Only the first {self.taken:,} parts of the mail were looked at.")
                return
            self.take(child)

    def _take_sealed(self, entity: Entity) -> None:
        kind = str(entity.fields.get_param("smime-type", "") or "").lower()
        name = (_file_name(entity) or "").lower()
        if entity.kind != "multipart/encrypted" and (not kind or "signed" in kind) and not name.endswith(".p7c"):
            inner = signed_content(b"".join(content(self.data, entity))) if entity.depth < _MOST_WRAPPED else None
            if inner is not None:
                self.signed = True
                opened = _Opened(inner, self.job, self.limits, self.step, self.enclosed, self.letter)
                opened.take(open_entity(inner, 0, len(inner), entity.depth + 1))
                opened.finish()
                self.sealed = opened.sealed
                return
        self.sealed = True

    def _alternative(self, inside: list[Entity]) -> list[Entity]:
        """Of the same words in several forms, the plain text or else the HTML; what is no text stays."""
        chosen = next(
            (part for wanted in ("text/plain", "multipart/", "text/html") for part in inside
             if part.kind.startswith(wanted) and self.data[part.body : part.end].strip()),
            None,
        )  # fmt: skip
        if chosen is None:
            return inside
        # Some programs put the attachments into the HTML form's own multipart.
        rest = [leaf for part in inside if part is not chosen for leaf in self._leaves(part)]
        others = [leaf for leaf in rest if leaf.kind not in ("text/plain", "text/html") or _is_attached(leaf)]
        twin = next((leaf for leaf in rest if leaf.kind == "text/html" and not _is_attached(leaf)), None)
        if chosen.kind == "text/plain" and twin is not None and self._prefers(chosen, twin):
            chosen = twin
        return [chosen, *others]

    def _leaves(self, entity: Entity) -> Iterator[Entity]:
        inside = children(self.data, entity, self.job.name, self.limits)
        if inside is None:
            yield entity
        for child in inside or ():
            yield from self._leaves(child)

    def _prefers(self, plain: Entity, html: Entity) -> bool:
        """Whether the HTML form is to be read; notes when the two forms differ."""
        texts = [self._text(part) for part in (plain, html)]
        if texts[0] is None or texts[1] is None:
            return texts[0] is None
        self.shown |= frozenset(cid.lower() for cid in _CID.findall(texts[1]))
        _, is_html, note = choose_text(texts[0], texts[1], self.job.name)
        self.letter.notes += [note] if note else []
        return is_html

    def _take_leaf(self, entity: Entity) -> None:
        disposition = str(entity.fields.get("Content-Disposition") or "").strip().lower()
        named = _file_name(entity)
        kind = entity.kind
        if kind in _SEALS:
            self.signed = True
        elif kind in _REPORTS:
            self._add_text(entity)
        elif disposition.startswith("attachment") and entity.depth:
            self.waiting.append(entity)
        elif kind in ("text/plain", "text/html") and not (named and disposition):
            self._add_text(entity)
        elif named or disposition or kind in _AS_MAIL or kind == "text/calendar":
            self.waiting.append(entity)
        elif kind.startswith(("text/", "multipart/", "message/")):
            # Text of another kind is better read plain than lost; so is a multipart without parts.
            self._add_text(entity)
        else:
            self.waiting.append(entity)

    def _add_text(self, entity: Entity) -> None:
        text = self._text(entity)
        if text is None:
            self.letter.notes.append("A text part of the mail could not be decoded and was left out.")
        elif text.strip():
            html = entity.kind == "text/html"
            self.letter.texts.append((text, html))
            if html:
                self.shown |= frozenset(cid.lower() for cid in _CID.findall(text))

    def _text(self, entity: Entity) -> str | None:
        raw = b"".join(content(self.data, entity))
        if not raw.strip():
            return ""
        try:
            charset = entity.fields.get_content_charset()
        except (ValueError, LookupError, TypeError):
            charset = None
        try:
            text, notes = decode_text(raw, self.job.name, self.limits, charset)
        except FormatUnknown:
            return None
        self.letter.notes += [note for note in notes if "not valid" in note]
        return text

    def finish(self) -> None:
        """Take the parts that waited: attachments to scratch, dressing to a note."""
        for number, entity in enumerate(self.waiting):
            if number % 50 == 0:
                self.step(number, len(self.waiting), "attachment")
            if entity.kind in _AS_MAIL:
                self._take_mail(entity)
            elif entity.kind == "application/applefile":
                continue  # the old Mac's icon and window of the file that follows
            elif not self._is_dressing(entity):
                self._take_file(entity)
        if self.dressing:
            listed = ", ".join(self.dressing[:10]) + (" and more" if len(self.dressing) > 10 else "")
            self.letter.notes.append(f"Small pictures in the body, not taken: {len(self.dressing):,} ({listed}).")
        if self.signed:
            self.letter.notes.append("The mail carries a signature (S/MIME or PGP), which was not checked.")

    def _take_mail(self, entity: Entity) -> None:
        raw = content(self.data, entity)
        first = next(raw, b"")
        inner = open_entity(first, 0, len(first))
        subject, date = field_text(inner.fields, "Subject"), to_edtf(one_line(field_text(inner.fields, "Date")))
        named = _file_name(entity) if not subject else None
        name = label(named, "mail") if named else mail_name(subject, None)
        self.enclosed.add(
            chain([first], raw), name_with_ending(name, "message/rfc822"), published=date,
            maker=person(one_line(field_text(inner.fields, "From"), 500)), kind="mail",
        )  # fmt: skip

    def _is_dressing(self, entity: Entity) -> bool:
        if not entity.kind.startswith("image/"):
            return False
        cid = str(entity.fields.get("Content-ID") or "").strip().strip("<>").lower()
        disposition = str(entity.fields.get("Content-Disposition") or "").strip().lower()
        shown = bool(cid and cid in self.shown) or (disposition.startswith("inline") and bool(cid))
        if entity.end - entity.body > 4 * _LOOKED_AT and not shown:
            return False
        head = next(content(self.data, entity), b"")
        if not is_dressing(head[:_LOOKED_AT], entity.end - entity.body, shown=shown):
            return False
        self.dressing.append(label(_file_name(entity), "unnamed"))
        return True

    def _take_file(self, entity: Entity) -> None:
        name = label(_file_name(entity), "unnamed")
        if entity.kind in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat":
            opened = open_tnef(b"".join(content(self.data, entity)), self.limits)
            if opened is not None:
                self._take_tnef(opened.letter, opened.files)
                return
            self.letter.notes.append(
                "The attachment winmail.dat (Outlook's own packing) is damaged; it was not opened."
            )
        self.enclosed.add(content(self.data, entity), name_with_ending(name, entity.kind))

    def _take_tnef(self, letter: Letter, files: list[tuple[str, str, bytes]]) -> None:
        self.letter.notes.append("The mail was packed by Outlook (winmail.dat); what is in it was taken out.")
        self.letter.notes += letter.notes
        if not self.letter.texts:
            self.letter.texts += letter.texts
        for name, mime, raw in files:
            self.enclosed.add([raw], name_with_ending(label(name, "an unnamed file"), mime))


def _is_attached(entity: Entity) -> bool:
    return str(entity.fields.get("Content-Disposition") or "").strip().lower().startswith("attachment")


def _file_name(entity: Entity) -> str | None:
    try:
        name = entity.fields.get_filename()
    except (ValueError, LookupError, TypeError):
        return None
    return one_line(decode_field(name), 5000) if name else None

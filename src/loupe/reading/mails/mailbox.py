"""Mailboxes (mbox, RFC 4155): streamed line by line; each mail becomes a part of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import BinaryIO

from loupe.model.errors import FormatUnknown
from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line
from loupe.reading.mails.eml import mail_name
from loupe.reading.mails.enclosed import Enclosures
from loupe.reading.mails.mime import field_text, open_entity
from loupe.reading.mails.quoting import person
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["read_mbox"]

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>?From ")
_DIVIDER = re.compile(rb"From \S+ .{0,100}\d{1,2}:\d\d.{0,40}\d{4}\s*$")
_QUOTED = re.compile(rb">+From ")
_MOST_LINE = 1 << 20
_HEAD = 64 << 10
_NAMED = 20  # mails that are left out and still named
_REPORT = 8 << 20  # bytes between two steps


def read_mbox(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a mailbox; raises FormatUnknown when no mail begins in it."""
    enclosed = Enclosures(job, limits, "mail")
    unquoted = [0]
    with job.path.open("rb") as stream:
        size = job.path.stat().st_size
        for number, group in groupby(_numbered(stream, size, step, unquoted), key=itemgetter(0)):
            if number == 0:
                continue
            if enclosed.full and number > limits.max_parts + _NAMED:
                enclosed.skip("")  # only how many there are is of interest any more
                continue
            lines = (line for _, line in group)
            head, left = [], _HEAD
            for line in lines:
                head.append(line)
                left -= len(line)
                if left < 0 or not line.strip():
                    break
            top = b"".join(head)
            fields = open_entity(top, 0, len(top)).fields
            date = to_edtf(one_line(field_text(fields, "Date")))
            subject = one_line(field_text(fields, "Subject"))
            maker = person(one_line(field_text(fields, "From"), 500))
            enclosed.add(
                chain([top], lines), mail_name(subject, date), published=date, maker=maker, kind="mail"
            )  # fmt: skip
    if not enclosed.parts and not enclosed.notes():
        raise FormatUnknown(f"{job.name} is named like a mailbox but no mail begins in it.")
    quoted = (f"Lines whose mark >From was taken off: {unquoted[0]:,}.",) if unquoted[0] else ()
    return Reading(
        text="", passages=(), format="mbox", reader="mailbox/1", kind="mailbox", notes=(*enclosed.notes(), *quoted),
        parts=tuple(enclosed.parts),
    )  # fmt: skip


def _numbered(stream: BinaryIO, size: int, step: Step, unquoted: list[int]) -> Iterator[tuple[int, bytes]]:
    """Each line with the number of its mail, 0 before the first; the lines that divide mails are left out.

    A mail begins where "From " follows a blank line, and a date ends that line or a header field follows it.
    """
    number, done, reported = 0, 0, 0
    blank, begins = True, True
    held: bytes | None = None  # a line that may divide mails
    while line := stream.readline(_MOST_LINE):
        done += len(line)
        if done - reported >= _REPORT:
            reported = done
            step(done >> 20, size >> 20, "mail")
        if held is not None:
            if _FIELD.match(line) or _DIVIDER.match(held):
                number += 1
            else:
                yield number, held
            held = None
        if begins and blank and line.startswith(b"From ") and len(line) > 6:
            held = line
        elif begins and line[:1] == b">" and _QUOTED.match(line):
            unquoted[0] += 1
            yield number, line[1:]
        else:
            yield number, line
        blank = begins and not line.strip(b"\r\n")
        begins = line.endswith(b"\n")
    if held is not None:
        yield number, held

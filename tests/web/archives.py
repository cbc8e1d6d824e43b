"""A small archive of every form that a source can have, made on the spot, with a work that was checked against it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from reportlab.pdfgen import canvas

from loupe.engine import Case
from loupe.model import Source, source_id
from loupe.store import Store

FILM = """1
00:00:01,000 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.

2
00:00:05,000 --> 00:00:08,000
Nobody was hurt.

3
00:00:09,000 --> 00:00:12,000
The vault was watched by 63 cameras.
"""
LINES = (
    "Detectives counted 123 opened boxes of 189 in the vault,",
    "and the district was watched by 63 cameras on the night.",
    "Nobody was hurt in the robbery.",
)
MAIL = """From: Jan Peeters <jan@example.org>
To: Desk <desk@example.org>
Subject: The boxes
Date: Mon, 17 Feb 2003 09:12:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

We found 109 opened boxes.

Nobody was hurt.

--b
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename="list.txt"

The list of the opened boxes: 109 of 189.

--b--
"""
TABLE = "Box,Owner,Value\n12,Levy,20000\n13,Stern,35000\n"
LONG = "\n\n".join(f"Paragraph {n} speaks of the box with the number {n}." for n in range(1, 451))


def paper() -> bytes:
    """A PDF whose second page holds the three lines of ``LINES``, 14 points apart."""
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(400, 600), invariant=1)
    pdf.setFont("Helvetica", 12)
    pdf.drawString(50, 540, "A first page that says nothing of it.")
    pdf.showPage()
    pdf.setFont("Helvetica", 12)
    for row, line in enumerate(LINES):
        pdf.drawString(40, 500 - 14 * row, line)
    pdf.showPage()
    pdf.save()
    return out.getvalue()


def make_archive(folder: Path) -> Path:
    """Make the case; returns its folder."""
    files = folder / "files"
    files.mkdir()
    (files / "paper.pdf").write_bytes(paper())
    (files / "mail.eml").write_text(MAIL)
    (files / "table.csv").write_text(TABLE)
    (files / "long.txt").write_text(LONG)
    (files / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (folder / "film.srt").write_text(FILM)
    with Case.create(folder / "case") as made:
        made.add(files)
        made.check(folder / "film.srt", fast=True)
    return folder / "case"


def add_film(case: Path, film: Path) -> str:
    """Put a film into the case with subtitles that are part of it; returns the id of the subtitles."""
    with Store.open(case) as store:
        kept = store.keep_file(film, 1 << 30)
        id_ = source_id(kept.sha256)
        store.add_sources([(Source(id_, kept.sha256, film.name, "film", kept.size, title="The interview"), ())])
    subtitles = case.parent / "interview.srt"
    subtitles.write_text(
        "\n".join(
            f"{n + 1}\n00:00:{4 * n:02d},000 --> 00:00:{4 * n + 3:02d},000\nThe witness says sentence {n}.\n"
            for n in range(12)
        )
    )
    with Case.open(case) as made:
        [source] = made.add(subtitles).added
    with Store.open(case) as store:
        told = store.source(source.id)
        passages = store.passages(source.id)
        store.add_sources([(replace(told, part_of=id_, draws_on=(id_,)), passages)])
    return source.id

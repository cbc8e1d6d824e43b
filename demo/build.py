"""Turns the notes of the demo case into files of the formats that an archive really holds.

Run ``python demo/build.py [FOLDER]``; without a folder it writes to ``demo/build/archive``. The same notes give the
same bytes on every run: nothing in a file says when it was made.
"""

from __future__ import annotations

import csv
import io
import shutil
import sys
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate

__all__ = ["COLUMNS", "Note", "build", "read_notes"]

HERE = Path(__file__).resolve().parent
COLUMNS = ("file", "title", "maker", "publisher", "date", "kind", "draws_on", "reliability")
FIXED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Note:
    """One source note: its front matter, and its body as (kind, text) with kind "heading" or "paragraph"."""

    stem: str
    meta: dict[str, str]
    blocks: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        """The name of the file that is made of it."""
        return f"{self.stem}.{self.meta['format']}"

    @property
    def credit(self) -> str:
        """The sentence that says whom the note re-tells."""
        whom = self.meta["retells"]
        if whom.startswith("nobody"):
            return f"Retells {whom}."
        return f"Retold in our own words after {whom}."

    @property
    def heading(self) -> str:
        """The first heading of the body, else the title."""
        return next((text for kind, text in self.blocks if kind == "heading"), self.meta["title"])

    @property
    def rest(self) -> tuple[tuple[str, str], ...]:
        """The body after its first heading."""
        return self.blocks[1:] if self.blocks[0][0] == "heading" else self.blocks


def read_notes(folder: Path = HERE / "notes") -> list[Note]:
    """All notes of the folder, by name."""
    return [_parse(path) for path in sorted(folder.glob("*.md"))]


def _parse(path: Path) -> Note:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    pairs = (line.split(":", 1) for line in front.splitlines() if line.strip())
    meta = {key.strip(): value.strip() for key, value in pairs}
    blocks = []
    for block in body.strip().split("\n\n"):
        kind = "heading" if block.startswith("#") else "paragraph"
        blocks.append((kind, block.lstrip("# ").strip()))
    return Note(path.stem, meta, tuple(blocks))


def text_file(note: Note) -> bytes:
    """Make plain text as agencies send it: wrapped lines, blank lines between paragraphs."""
    parts = [note.heading.upper(), note.credit, *(textwrap.fill(text, 76) for _, text in note.rest)]
    return ("\n\n".join(parts) + "\n").encode()


def markdown_file(note: Note) -> bytes:
    """Make Markdown with its headings."""
    parts = [f"# {note.heading}", f"*{note.credit}*"]
    parts += [f"## {text}" if kind == "heading" else text for kind, text in note.rest]
    return ("\n\n".join(parts) + "\n").encode()


HTML_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="author" content="{maker}">
<meta property="article:published_time" content="{date}">
<style>body {{ font-family: Georgia, serif }} .cookie {{ background: #eee }}</style>
<script>window.pageReady = function () {{ return "not text"; }};</script>
</head>
<body>
<div class="cookie" id="cookie-banner"><p>We use cookies to make this site work for you.</p>
<button>Accept all</button> <button>Settings</button></div>
<header><a href="/">Home</a>
<nav><ul><li><a href="/news">News</a></li>
<li><a href="/business">Business</a></li><li><a href="/culture">Culture</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/subscribe">Subscribe</a></li></ul></nav></header>
<main><article>
<h1>{heading}</h1>
<p class="byline">{credit}</p>
{body}
</article></main>
<aside class="related"><h2>More to read</h2><ul><li><a href="/a1">Ten ways to clean old silver</a></li>
<li><a href="/a2">Where to park at the weekend</a></li>
<li><a href="/a3">Quiz: how well do you know your rivers?</a></li></ul></aside>
<footer><p>Contact | Privacy | Terms of use</p><p>All rights reserved.</p></footer>
</body>
</html>
"""


def html_file(note: Note) -> bytes:
    """Make a web page with what surrounds an article: menu, cookie notice, related links, footer."""
    body = "\n".join(f"<h2>{escape(t)}</h2>" if kind == "heading" else f"<p>{escape(t)}</p>" for kind, t in note.rest)
    fields = {key: escape(note.meta[key]) for key in ("title", "maker", "date")}
    return HTML_PAGE.format(**fields, heading=escape(note.heading), credit=escape(note.credit), body=body).encode()


def pdf_file(note: Note) -> bytes:
    """Make a PDF of small pages with a running title, on which a paragraph goes on from one page to the next."""
    out = io.BytesIO()
    plain = ParagraphStyle("plain", fontName="Times-Roman", fontSize=11, leading=18, spaceAfter=8)
    title = ParagraphStyle("title", parent=plain, fontName="Times-Bold", fontSize=15, leading=19, spaceAfter=9)
    small = ParagraphStyle("small", parent=plain, fontName="Times-Italic", fontSize=9.5)
    story = [Paragraph(escape(note.heading), title), Paragraph(escape(note.credit), small)]
    story += [Paragraph(escape(text), title if kind == "heading" else plain) for kind, text in note.rest]

    def furniture(canvas, document):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(18 * mm, A5[1] - 11 * mm, "From the clippings")
        canvas.drawRightString(A5[0] - 18 * mm, 10 * mm, str(document.page))

    document = SimpleDocTemplate(
        out, pagesize=A5, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=18 * mm, bottomMargin=18 * mm,
        title=note.meta["title"], author=note.meta["maker"], invariant=1,
    )  # fmt: skip
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def docx_file(note: Note) -> bytes:
    """Make a word-processor document with heading styles and its properties filled in."""
    document = docx.Document()
    document.add_heading(note.heading, level=1)
    document.add_paragraph().add_run(note.credit).italic = True
    for kind, text in note.rest:
        document.add_heading(text, level=2) if kind == "heading" else document.add_paragraph(text)
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = note.meta["title"], note.meta["maker"], note.meta["maker"]
    facts.created = facts.modified = datetime(*(int(part) for part in [*note.meta["date"].split("-"), "1", "1"][:3]))
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as made:
        return _zip([(name, made.read(name)) for name in made.namelist()])


CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
OPF = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:demo:{stem}</dc:identifier>
<dc:title>{title}</dc:title><dc:creator>{maker}</dc:creator><dc:date>{date}</dc:date><dc:language>en</dc:language>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>
<spine>{spine}</spine>
</package>
"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en">
<head><title>{title}</title></head>
<body>{body}</body>
</html>
"""


def epub_file(note: Note) -> bytes:
    """Make a book with one chapter per heading and a table of contents; the credit is a chapter in front."""
    chapters: list[tuple[str, list[str]]] = [("About this note", [note.credit])]
    for kind, text in note.blocks:
        chapters.append((text, [])) if kind == "heading" else chapters[-1][1].append(text)
    pages, links, items, spine = [], "", "", ""
    for number, (head, paragraphs) in enumerate(chapters):
        body = f"<h1>{escape(head)}</h1>" + "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
        pages.append((f"OEBPS/c{number}.xhtml", XHTML.format(title=escape(head), body=body).encode()))
        links += f'<li><a href="c{number}.xhtml">{escape(head)}</a></li>'
        items += f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        spine += f'<itemref idref="c{number}"/>'
    fields = {key: escape(note.meta[key]) for key in ("title", "maker", "date")}
    nav = XHTML.format(title="Contents", body=f'<nav epub:type="toc"><ol>{links}</ol></nav>')
    opf = OPF.format(stem=note.stem, items=items, spine=spine, **fields)
    front = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", CONTAINER.encode())]
    return _zip([*front, ("OEBPS/content.opf", opf.encode()), ("OEBPS/nav.xhtml", nav.encode()), *pages])


def mail_file(note: Note) -> bytes:
    """Make a mail from the reading desk to the people who make the film."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Reading desk <desk@archive.example>"
    mail["To"] = "Research <research@film.example>"
    mail["Subject"] = note.heading
    mail["Date"] = datetime.fromisoformat(f"{note.meta['date']}T09:12:00+00:00")
    mail["Message-ID"] = f"<{note.stem}@archive.example>"
    body = "\n\n".join([*(text for _, text in note.rest), f"-- \n{note.credit}"])
    mail.set_content(body + "\n", cte="quoted-printable")
    return mail.as_bytes()


def vtt_file(note: Note) -> bytes:
    """Make an interview as captions: one cue per turn, the speaker in a voice tag; the credit is the first cue."""
    turns = [tuple(line.split(": ", 1)) for _, text in note.blocks for line in text.splitlines()]
    cues, at = ["WEBVTT", f"NOTE\n{note.credit}"], 0.0
    for speaker, words in [("Reporter", note.credit), *turns]:
        end = at + max(2.0, len(words) / 15)
        cues.append(f"{_vtt_time(at)} --> {_vtt_time(end)}\n<v {speaker}>{escape(words, quote=False)}</v>")
        at = end + 0.2
    return ("\n\n".join(cues) + "\n").encode()


def _vtt_time(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02d}:{whole // 60000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, FIXED)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


WRITERS: dict[str, Callable[[Note], bytes]] = {
    "txt": text_file, "md": markdown_file, "html": html_file, "pdf": pdf_file, "docx": docx_file,
    "epub": epub_file, "eml": mail_file, "vtt": vtt_file,
}  # fmt: skip


def build(out: Path) -> list[Path]:
    """Write one file per note, the sheet ``sources.csv`` and the film into the folder; return the notes' files."""
    out.mkdir(parents=True, exist_ok=True)
    notes = read_notes()
    written = []
    for note in notes:
        path = out / note.file
        path.write_bytes(WRITERS[note.meta["format"]](note))
        written.append(path)
    with (out / "sources.csv").open("w", encoding="utf-8", newline="") as sheet:
        rows = csv.writer(sheet, lineterminator="\n")
        rows.writerow(COLUMNS)
        for note in notes:
            rows.writerow([note.file, *(note.meta[column] for column in COLUMNS[1:])])
    shutil.copyfile(HERE / "film.srt", out / "film.srt")
    return written


def main() -> None:
    """Build into the folder named on the command line."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "build" / "archive"
    written = build(out)
    print(f"{len(written)} sources, sources.csv and film.srt are in {out}")


if __name__ == "__main__":
    main()

# ruff: noqa: E501  one line a format reads best as a table
"""Every format that Loupe knows: how it is called, by which endings, who reads it, what is kept and what is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format and its reader.

    ``words`` is what a person calls it, in a sentence. ``reader`` is "module:function" below ``loupe.reading``; it is a
    PathReader when ``by_path``, else a Reader. ``binary`` says that text under such a name is not this format.
    ``locator`` is what a place in it looks like, ``kept`` and ``lost`` what becomes of the rest, for docs/formats.md.
    ``extra`` is the extra of the package that it wants, "" for none. ``turned`` lets ``Name: words`` paragraphs become
    speakers' turns. ``large`` files are read piece by piece and may be as large as ``ReadingLimits.max_media_bytes``.
    """

    words: str
    endings: tuple[str, ...]
    reader: str
    locator: str
    kept: str
    lost: str
    by_path: bool = False
    binary: bool = True
    extra: str = ""
    turned: bool = False
    large: bool = False


_PARAGRAPH, _LINE = "paragraph", "paragraph and line"
_TIME = "time of the cue, milliseconds"

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format("plain text", (".txt", ".text", ".log"), "text:read_text", _LINE, "words, speakers, time marks", "layout", binary=False),
        "markdown": Format("Markdown", (".md", ".markdown"), "text:read_markdown", _LINE, "words, headings", "links, pictures", binary=False),
        "rst": Format("reStructuredText", (".rst",), "text:read_rst", _LINE, "words, headings", "directives", binary=False),
        "html": Format("a web page", (".html", ".htm", ".xhtml"), "html:read_html", _PARAGRAPH, "the article, title, author, date", "menus, pictures, scripts", binary=False, turned=True),
        "pdf": Format("PDF", (".pdf",), "paper:read_paper", "page and box", "words, boxes, title, date; pages without text by OCR, OCR layers told apart", "pictures, forms, comments", by_path=True, turned=True),
        "docx": Format("DOCX", (".docx", ".docm"), "docx:read_docx", _PARAGRAPH, "words, tables, notes, headings; two-column scripts as turns", "pictures, changes, comments, layout", turned=True),
        "epub": Format("EPUB", (".epub",), "epub:read_epub", "chapter and paragraph", "words, chapters, title, author", "pictures, layout", turned=True),
        "mail": Format("a mail", (".eml", ".p7s"), "mails:read_mail", "header or body paragraph", "headers, body, attachments as sources", "small pictures in the body, signatures, layout", by_path=True, binary=False),
        "srt": Format("SRT subtitles", (".srt",), "subtitles:read_srt", _TIME, "words, times, speakers", "styles", binary=False),
        "vtt": Format("WebVTT subtitles", (".vtt",), "subtitles:read_vtt", _TIME, "words, times, speakers", "styles, positions", binary=False),
        "ass": Format("ASS subtitles", (".ass", ".ssa"), "captions:read_ass", _TIME, "words, times, speakers", "styles, drawings, comments", binary=False),
        "sbv": Format("SBV subtitles", (".sbv",), "captions:read_sbv", _TIME, "words, times, speakers", "nothing", binary=False),
        "ttml": Format("TTML subtitles", (".ttml", ".dfxp"), "captions:read_ttml", _TIME, "words, times, speakers", "styles, positions, subtitles that are pictures", binary=False),
        "film": Format("a film", (".mp4", ".m4v", ".mkv", ".mov", ".webm", ".avi"), "film:read_film", _TIME, "subtitles and chapters inside, title, date; a machine transcript as a source of its own", "subtitles that are pictures, what is only to be seen", by_path=True, large=True, extra="film"),
        "sound": Format("a recording", (".mp3", ".m4a", ".wav", ".flac", ".ogg", ".oga", ".opus", ".aac"), "film:read_film", _TIME, "chapters, title, date; a machine transcript as a source of its own", "what is no speech", by_path=True, large=True, extra="film"),
        "heard": Format("a machine transcript", (".json",), "heard:read_heard", _TIME, "words, times of words, confidence, speakers", "alternatives", binary=False),
        "picture": Format("a picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"), "paper:read_picture", "page and box, in points", "words by OCR with boxes; time, place, camera and caption of a photograph", "what is no writing", by_path=True, extra="scans"),
        "odt": Format("an OpenDocument text", (".odt", ".fodt"), "office.opendocument:read_odt", _PARAGRAPH, "words, tables, notes, headings, title, author", "pictures, changes, comments, layout", turned=True),
        "ods": Format("an OpenDocument sheet", (".ods",), "office.opendocument:read_ods", "sheet and row", "cells as shown with their column names, hidden ones too", "formulas, comments, layout"),
        "odp": Format("OpenDocument slides", (".odp",), "office.opendocument:read_odp", "slide and paragraph", "words, tables, notes of the speaker", "pictures, comments, layout"),
        "rtf": Format("an RTF document", (".rtf",), "office.rtf:read_rtf", _PARAGRAPH, "words, tables, notes, margins, title, author", "pictures, changes, comments, layout", turned=True),
        "doc": Format("an old Word document", (".doc",), "office.word97:read_doc", _PARAGRAPH, "words, tables, notes, margins, title, author", "pictures, changes, hidden text, comments, layout", turned=True),
        "pptx": Format("PowerPoint slides", (".pptx", ".pptm"), "office.slides:read_pptx", "slide and paragraph", "words, tables, notes of the speaker, diagrams", "pictures, charts, comments, layout"),
        "xlsx": Format("an Excel workbook", (".xlsx", ".xlsm"), "office.sheets:read_xlsx", "sheet and row", "cells as shown with their column names, hidden ones too; comments, text boxes", "formulas, charts, layout"),
        "xls": Format("an old Excel workbook", (".xls",), "office.sheets:read_xls", "sheet and row", "cells as shown with their column names, hidden ones too", "formulas, charts, comments, layout", extra="office"),
        "csv": Format("a table (CSV)", (".csv", ".tsv"), "office.sheets:read_csv", "row", "cells with their column names", "nothing", binary=False),
        "mbox": Format("a mailbox (mbox)", (".mbox", ".mbx"), "mails:read_mbox", "mail", "each mail as a source", "the lines between mails", by_path=True, large=True, binary=False),
        "emlx": Format("a mail (Apple Mail)", (".emlx",), "mails:read_emlx", "header or body paragraph", "as a mail", "flags", by_path=True, binary=False),
        "msg": Format("an Outlook mail", (".msg",), "mails:read_msg", "header or body paragraph", "headers, body, attachments and mails inside as sources", "small pictures in the body, voting buttons, layout", by_path=True, binary=False),
        "pst": Format("an Outlook mailbox (.pst)", (".pst", ".ost"), "mails:read_pst", "mail", "each mail as a source, put together again", "calendars, tasks, contacts", by_path=True, large=True, extra="mailboxes"),
        "vcf": Format("address cards", (".vcf", ".vcard"), "mails:read_vcf", "card", "names, offices, addresses, numbers, notes", "pictures, sounds, keys", binary=False),
        "ics": Format("a calendar", (".ics",), "mails:read_ics", "entry", "entries with their times, places and people", "alarms, repeats", binary=False),
        "fdx": Format("a Final Draft script", (".fdx",), "screenplay:read_fdx", _PARAGRAPH, "scenes, speakers, speeches, action", "notes, omitted scenes, layout", binary=False),
        "fountain": Format("a Fountain script", (".fountain", ".spmd"), "screenplay:read_fountain", _LINE, "scenes, speakers, speeches, action", "notes, sections, emphasis", binary=False),
        "zip": Format("a zip archive", (".zip",), "packed:read_zip", "member", "each member as a source", "comments, rights", by_path=True, large=True),
        "tar": Format("a tar archive", (".tar", ".tgz", ".tbz2", ".txz"), "packed:read_tar", "member", "each file as a source", "links, rights", by_path=True, large=True),
        "compressed": Format("a compressed file", (".gz", ".bz2", ".xz"), "packed:read_compressed", "member", "the file inside as a source", "nothing", by_path=True, large=True),
        "7z": Format("a 7-Zip archive", (".7z",), "packed:read_7z", "member", "each member as a source", "rights; members packed by PPMd, Zstandard or BCJ2", by_path=True, large=True),
        "warc": Format("a web archive (WARC)", (".warc",), "warcs:read_warc", "record", "each page as a source with its address and time", "requests, pictures", by_path=True, large=True),
        "wacz": Format("a web archive (WACZ)", (".wacz",), "warcs:read_wacz", "record", "each page as a source with its address and time", "requests, pictures, logs", by_path=True, large=True),
    }
)  # fmt: skip
"""The name of each format to what is known of it."""

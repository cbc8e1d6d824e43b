"""What a captured file is called and how it will be read: from its address, its declared type and its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

__all__ = ["ending_of", "part_name"]

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/vtt": ".vtt",
    "text/rtf": ".rtf",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/x-subrip": ".srt",
    "application/ttml+xml": ".ttml",
    "application/epub+zip": ".epub",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-outlook": ".msg",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_UNTYPED = (
    "",
    "application/octet-stream",
    "application/x-download",
    "application/force-download",
    "binary/octet-stream",
)
_READABLE = frozenset(_ENDINGS.values()) | {".htm", ".xhtml", ".text", ".docm", ".tsv"}
_SAME = {".htm": ".html", ".xhtml": ".html", ".text": ".txt", ".log": ".txt", ".markdown": ".md"}
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)[\s>]", re.I)
_MOST_QUERY = 80
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def ending_of(content_type: str, address: str, head: bytes) -> str | None:
    """The ending that the readers know a captured file by; None for pictures, scripts and all that holds no text."""
    declared = content_type.partition(";")[0].strip().lower()
    if declared in _ENDINGS:
        return _ENDINGS[declared]
    if declared not in _UNTYPED:
        return None
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if _HTML.match(head):
        return ".html"
    suffix = PurePosixPath(_path(address)).suffix.lower()
    return suffix if suffix in _READABLE else None


def part_name(address: str, date: str, ending: str) -> str:
    """``example.org/news/story (2026-02-03).html`` for a page of that address that was captured that day."""
    path = _path(address)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix and _SAME.get(suffix, suffix) == _SAME.get(ending, ending):
        path, ending = path[: -len(suffix)], suffix
    query = urlsplit_safely(address)[2]
    asked = f"?{query[:_MOST_QUERY]}" if query else ""
    day = _DATE.match(date)
    return f"{path}{asked.replace('/', '_')}{f' ({day[0]})' if day else ''}{ending}"


def _path(address: str) -> str:
    host, path, _ = urlsplit_safely(address)
    return f"{host}{unquote(path)}".rstrip("/") or "page"


def urlsplit_safely(address: str) -> tuple[str, str, str]:
    """Host, path and query of an address; of one that is none, its text as the path."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.path, parts.query
    except ValueError:
        return "", re.sub(r"[^\w.-]+", "_", address), ""

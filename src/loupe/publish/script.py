"""The front door: a context and a format in, the bytes of the annotated script out, or a file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from loupe.model.errors import UsageError
from loupe.publish.writing import write_whole
from loupe.views import ScriptContext

__all__ = ["FORMATS", "ScriptFormat", "render_script", "write_script"]

ScriptFormat = Literal["html", "docx", "xlsx", "csv", "json"]
FORMATS: tuple[ScriptFormat, ...] = ("html", "docx", "xlsx", "csv", "json")


def render_script(context: ScriptContext, format: str) -> bytes:  # noqa: A002 - the word of the trade
    """Render the annotated script as one of ``FORMATS``; the same context gives the same bytes.

    Raises UsageError for any other format.
    """
    # The libraries behind some formats are slow to import: each is loaded when its format is asked for.
    match format:
        case "html":
            from loupe.publish.html import render_html

            return render_html(context)
        case "docx":
            from loupe.publish.document import render_docx

            return render_docx(context)
        case "xlsx":
            from loupe.publish.sheet import render_xlsx

            return render_xlsx(context)
        case "csv":
            from loupe.publish.table import render_csv

            return render_csv(context)
        case "json":
            from loupe.publish.data import render_json

            return render_json(context)
    raise UsageError(
        f"The annotated script is not written as {format or 'a file without an ending'}.",
        hint="Give a file name that ends in " + ", ".join(f".{name}" for name in FORMATS[:-1]) + f" or .{FORMATS[-1]}.",
    )


def write_script(context: ScriptContext, path: Path) -> Path:
    """Write the annotated script in the format its file name ends in, whole or not at all, and return the path.

    Raises UsageError for another ending, WriteDenied or DiskFull when it cannot be written.
    """
    return write_whole(path, render_script(context, path.suffix.lower().lstrip(".")))

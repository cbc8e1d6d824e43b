"""The annotated script as JSON: the whole context, in one canonical form (docs/script.schema.json)."""

from __future__ import annotations

from loupe.model import canonical_json, to_plain
from loupe.views import ScriptContext

__all__ = ["render_json"]

FORMAT = "loupe-script"
FORMAT_VERSION = 1


def render_json(context: ScriptContext) -> bytes:
    """Render UTF-8 JSON with sorted keys and a final newline; lone surrogates of a source are written as escapes."""
    plain = {"format": FORMAT, "format_version": FORMAT_VERSION, **to_plain(context)}
    return (canonical_json(plain, indent=1) + "\n").encode("utf-8", "backslashreplace")

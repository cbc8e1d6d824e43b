"""The annotated script as a file that can be handed on: HTML, Word, Excel, CSV, JSON."""

from loupe.publish.script import FORMATS, ScriptFormat, render_script, write_script

__all__ = ["FORMATS", "ScriptFormat", "render_script", "write_script"]

"""Pages: the templates, styles and scripts that the workbench and the published folder share, and what renders them."""

from loupe.pages.keys import KEYS, Key
from loupe.pages.rendering import ROOMS, Place, draw_lines, fragment, render, static_files

__all__ = ["KEYS", "ROOMS", "Key", "Place", "draw_lines", "fragment", "render", "static_files"]

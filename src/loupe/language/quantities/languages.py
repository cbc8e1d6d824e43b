"""The lexicon of a language, made when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from loupe.language.quantities.lexicon import Lexicon

__all__ = ["LANGUAGES", "lexicon_of"]

_MODULES = {"en": "english", "nl": "dutch", "de": "german", "fr": "french", "it": "italian"}
LANGUAGES = tuple(_MODULES)
"""ISO 639-1 codes of the languages whose numbers are read."""


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """The tables of a language (ISO 639-1, "en-GB" counts as "en"); None for one that has none."""
    module = _MODULES.get(language.lower().partition("-")[0])
    if module is None:
        return None
    found: Lexicon = getattr(import_module(f"loupe.language.quantities.{module}"), module.upper())
    return found

"""Times in narrative text, as intervals with what they were counted from: a grammar over tables of words."""

from __future__ import annotations

from importlib import import_module

from loupe.language.setting import NOTHING_KNOWN, Setting
from loupe.language.times.calendar import edtf_of, to_edtf
from loupe.language.times.lexicon import Lexicon
from loupe.language.times.reading import read_times
from loupe.language.times.rendering import say
from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths

__all__ = ["LANGUAGES", "edtf_of", "find_times", "find_timexes", "to_edtf", "words_of"]

_MODULES = {"en": "english", "de": "german", "fr": "french", "it": "italian", "nl": "dutch"}
LANGUAGES = tuple(_MODULES)
_LOADED: dict[str, Lexicon] = {}


def find_times(text: str, setting: Setting = NOTHING_KNOWN, widths: Widths = DEFAULT_WIDTHS) -> tuple[TimeSpan, ...]:
    """All times of a text, in order, without overlaps; a date with the clock time beside it is one.

    What is relative is placed by the setting, and says so in its ``anchor``; what cannot be placed is kept with the
    reason. Lengths of time, repeated times and words like "recently" are left to ``find_timexes``.
    """
    return read_times(text, setting, lexicon_of(setting.language), widths, timexes=False)


def find_timexes(text: str, setting: Setting = NOTHING_KNOWN, widths: Widths = DEFAULT_WIDTHS) -> tuple[TimeSpan, ...]:
    """All time expressions as TimeML counts them: times, lengths ("P27M"), repeated times, "PAST_REF".

    The spans leave out "since", "before" and the like, which TimeML keeps apart.
    """
    return read_times(text, setting, lexicon_of(setting.language), widths, timexes=True)


def words_of(t: TimeSpan, language: str = "en") -> str:
    """A time in plain words of a language; empty where its own text says it better (a night, "since 2000")."""
    return say(t, lexicon_of(language))


def lexicon_of(language: str) -> Lexicon:
    """The time words of a language (ISO 639-1); an unknown one is read as English."""
    code = language if language in _MODULES else "en"
    if code not in _LOADED:
        module = import_module(f"loupe.language.times.{_MODULES[code]}")
        lexicon: Lexicon = getattr(module, _MODULES[code].upper())
        _LOADED[code] = lexicon
    return _LOADED[code]

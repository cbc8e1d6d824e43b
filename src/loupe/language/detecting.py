"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache

from loupe.language.tables import FUNCTION_WORDS

__all__ = ["GRAMMAR_LANGUAGES", "READ_LANGUAGES", "detect_language"]

GRAMMAR_LANGUAGES = ("en",)
"""Languages of which Loupe understands sentences: who did what to whom."""
READ_LANGUAGES = ("en", "nl", "fr", "de", "it")
"""Languages of which Loupe reads dates, figures and amounts."""

_LEAST_LETTERS = 40
_LOOK = 1500
_PLAIN_WORDS, _PLAIN_SHARE = 30, 0.28


def _plainly_english(sample: str) -> bool:
    """Whether so many words are English function words that no other language needs to be thought of."""
    words = [w.strip('.,;:!?"“”()').lower() for w in sample.split()]
    return len(words) >= _PLAIN_WORDS and sum(w in FUNCTION_WORDS for w in words) >= _PLAIN_SHARE * len(words)


@lru_cache(maxsize=4096)
def detect_language(text: str) -> str | None:
    """The language of a text as its ISO 639-1 code, None when there is too little of it to tell.

    Looks at the beginning and the middle of long texts. Method: py3langid (Lui and Baldwin 2012, n-grams of bytes and
    naive Bayes over 140 languages), which is loaded only where a text is not plainly English.
    """
    sample = text if len(text) <= 2 * _LOOK else f"{text[:_LOOK]} {text[len(text) // 2 : len(text) // 2 + _LOOK]}"
    if sum(c.isalpha() for c in sample) < _LEAST_LETTERS:
        return None
    if _plainly_english(sample):
        return "en"
    import py3langid

    return str(py3langid.classify(sample)[0])

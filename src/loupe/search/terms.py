"""Text to the terms that are indexed and looked up; the same for windows and for questions."""

from __future__ import annotations

import re
import unicodedata

from loupe.search.windows import SPACELESS

__all__ = ["STOP_WORDS", "plain_text", "query_terms", "split_terms"]

# A number keeps its point or colon ("4.5", "23:47") and leaves a unit that is stuck to it ("30cm" is "30" and "cm");
# a word keeps digits that follow its letters ("E19", "POL00055100"). Longer runs than 64 characters are broken up.
_TERM = re.compile(
    rf"\d{{1,32}}(?:\.\d{{1,32}}){{0,4}}|[{SPACELESS}]|[^\W\d_{SPACELESS}](?:(?![{SPACELESS}])[^\W_]){{0,63}}"
)
_THOUSANDS = re.compile(r"(?<=\d)[,.'’\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_CLOCK = re.compile(r"(?<=\d):(?=\d)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ](?:s\b|(?=[^\W\d_]))", re.IGNORECASE)
_MARKS = re.compile("[\u0300-\u036f]")

_SAYING_NOTHING = """
    a about after again all also am an and any are as at be because been before being between both but by can could
    did do does doing done dont down during each either else ever few for from further get gets got had has have
    having he hed hell her here hers herself hes him himself his how however i id if ill im in into is isnt it its
    itself ive just let me might more most much must my myself no nor not now of off on once one only or other our
    ours ourselves out over own per quite rather really said same say says shall she should since so some such than
    that thats the their theirs them themselves then there theres these they theyre this those though through thus to
    too under until up upon us very was wasnt we well were weve what when where whether which while who whom whose
    why will with within without would yes yet you your youre yours yourself
"""
STOP_WORDS = frozenset(_SAYING_NOTHING.split())


def plain_text(text: str) -> str:
    """Text that every library takes: each lone surrogate becomes a question mark, lengths stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def split_terms(text: str) -> list[str]:
    """The terms of a text in order, in lower case and without accents; stemming comes later.

    "3,000", "3.000" and "3000" are one term, and so are "23:47" and "23.47", "O'Brien" and "OBrien"; a possessive 's
    is dropped.
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", _THOUSANDS.sub("", plain_text(text))))
    text = _CLOCK.sub(".", _THOUSANDS.sub("", _APOSTROPHE.sub("", text)))
    return _TERM.findall(text.lower())


def query_terms(text: str) -> list[str]:
    """The terms of a question: without the words that say nothing, unless there are no others."""
    terms = split_terms(text)
    return [term for term in terms if term not in STOP_WORDS] or terms

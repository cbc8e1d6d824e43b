"""The second reader: for each line, what would make it false, and the question to ask."""

from loupe.checking.doubts.against import doubts_of
from loupe.checking.doubts.finding import find_doubts, sentences_of
from loupe.checking.doubts.kinds import DOUBT_KINDS, Doubt, DoubtKind
from loupe.checking.doubts.quotes import (
    HeldQuote,
    Quoted,
    ask_of_quote,
    find_quoted,
    hold_quote,
    quote_doubts,
    quoted_in,
)
from loupe.checking.doubts.status import named_convicted

__all__ = [
    "DOUBT_KINDS",
    "Doubt",
    "DoubtKind",
    "HeldQuote",
    "Quoted",
    "ask_of_quote",
    "doubts_of",
    "find_doubts",
    "find_quoted",
    "hold_quote",
    "named_convicted",
    "quote_doubts",
    "quoted_in",
    "sentences_of",
]

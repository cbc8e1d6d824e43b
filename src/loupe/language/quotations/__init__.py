"""Somebody's own words in a text: where they stand, and who speaks them."""

from loupe.language.quotations.quotations import Quotation, find_quotations
from loupe.language.quotations.speakers import Method, Speaker, SpeakerMention

__all__ = ["Method", "Quotation", "Speaker", "SpeakerMention", "find_quotations"]

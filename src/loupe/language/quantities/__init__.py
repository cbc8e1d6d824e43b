"""Numbers and amounts in five languages, as intervals with their unit and the thing counted."""

from loupe.language.quantities.finding import find_measures, find_quantities
from loupe.language.quantities.languages import LANGUAGES
from loupe.language.quantities.listing import find_numbers
from loupe.language.quantities.ordinals import find_ordinals
from loupe.language.quantities.rendering import words_of

__all__ = ["LANGUAGES", "find_measures", "find_numbers", "find_ordinals", "find_quantities", "words_of"]

"""Numbers and amounts in five languages, as intervals with their unit and the thing counted."""

from loupe.language.quantities.finding import find_quantities
from loupe.language.quantities.languages import LANGUAGES

__all__ = ["LANGUAGES", "find_quantities"]

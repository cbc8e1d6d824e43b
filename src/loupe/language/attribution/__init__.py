"""Who says so: the outer layers of "X says that P", the place of every teller, and where P begins and ends."""

from loupe.language.attribution.chain import Attribution, find_attribution
from loupe.language.attribution.forms import is_tag
from loupe.language.attribution.keys import teller_key

__all__ = ["Attribution", "find_attribution", "is_tag", "teller_key"]

"""Who is meant by "he", "the detective" and a surname: pronouns, descriptions and names of one source resolved."""

from loupe.language.coreference.links import AT_LEAST, Link, links_of, resolve
from loupe.language.coreference.resolving import Reading, read_chains

__all__ = ["AT_LEAST", "Link", "Reading", "links_of", "read_chains", "resolve"]

"""Who is meant by "he", "the detective" and a surname: pronouns, descriptions and names of one source resolved."""

from loupe.language.coreference.resolving import AT_LEAST, Link, Reading, links_of, read_chains, resolve

__all__ = ["AT_LEAST", "Link", "Reading", "links_of", "read_chains", "resolve"]

"""Who is meant by "he", "the detective" and a surname: pronouns, descriptions and names of one source resolved."""

from loupe.language.coreference.resolving import AT_LEAST, Link, Reading, read_chains, resolve

__all__ = ["AT_LEAST", "Link", "Reading", "read_chains", "resolve"]

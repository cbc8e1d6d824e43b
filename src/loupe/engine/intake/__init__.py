"""Files into the case: found, described, read and kept; what persons correct of them; what is made of films."""

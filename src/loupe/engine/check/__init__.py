"""The check: claims against the archive, what it goes by, and the script of a checked work."""

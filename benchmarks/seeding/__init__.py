"""Seeded errors over clean scripts: the generator, the scripts, and the count of what a check finds of them."""

"""The command line: ``main`` runs one ``loupe`` command and returns its exit status.

Light to import: commands load the engine when they run, so that ``loupe --help`` answers at once.
"""

from loupe.cli.entry import main

__all__ = ["main"]

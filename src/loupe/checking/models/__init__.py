"""Stance models behind one protocol."""

from loupe.checking.models.opinion import Opinion, Pair, StanceModel

__all__ = ["Opinion", "Pair", "StanceModel"]

"""Minimal pairs of claims and passages, made by rule from plain sentences, to train the stance model."""

from contrast.made import Draft, Made, Source
from contrast.making import contrast_pairs

__all__ = ["Draft", "Made", "Source", "contrast_pairs"]

"""Loupe puts every claim of a true story under the glass."""

__version__ = "0.1.0"

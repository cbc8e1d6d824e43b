"""The archive understood: who says what, of whom, and when, source by source."""

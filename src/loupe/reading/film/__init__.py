"""Films and recordings."""

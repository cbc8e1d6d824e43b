"""Training of the stance model that comes with Loupe."""

"""The one place where Loupe asks for anything beyond this machine, and only when a person says so."""

"""One module for each command; ``loupe.cli.group`` imports a module when its command is called."""

"""``python -m loupe``: the same as the command ``loupe``."""

import sys

from loupe.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""``python without_rights.py SCRATCH WORDS...``: run one Loupe command as a user without rights.

Root gives its rights away only after a first round in the folder SCRATCH, so that all modules are loaded: the Python
itself may lie where that user cannot look.
"""

import os
import sys
from pathlib import Path

from loupe.cli import main

scratch, *words = sys.argv[1:]
if os.geteuid() == 0:
    note = Path(scratch) / "note.txt"
    note.write_text("A note to warm up with.\n")
    case = str(Path(scratch) / "case")
    for round_ in (["new", case], ["add", case, str(note), scratch + "/nowhere"], ["sources", case]):
        main([*round_, "--quiet"])
    sys.stdout.flush()
    print("ready", flush=True)
    print("ready", file=sys.stderr, flush=True)
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(words))

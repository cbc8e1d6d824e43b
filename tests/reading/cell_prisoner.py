"""What a prisoner tries: run as a module inside a cell, prints what it could do as JSON."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import cast

from loupe.reading.cell import Rung, enter

folder = Path(sys.argv[2])
outside = folder.parent
enter(cast(Rung, sys.argv[1]), folder)


def can(act):
    try:
        act()
    except OSError:
        return False
    return True


def connect(address):
    with contextlib.closing(socket.create_connection(address, timeout=2)):
        pass


port = int((outside / "port").read_text())
(folder / "inside").mkdir()
done = {
    "reach a server of this machine": can(lambda: connect(("127.0.0.1", port))),
    "write outside": can(lambda: (outside / "new").write_text("x")),
    "change a file outside": can(lambda: (outside / "mine").write_text("x")),
    "remove a file outside": can(lambda: (outside / "mine").unlink()),
    "move a file out": can(lambda: (folder / "inside").rename(outside / "moved")),
    "start a program": can(lambda: subprocess.run([sys.executable, "-c", ""], check=False)),
    "write inside": can(lambda: (folder / "inside" / "new").write_text("x")),
    "read": can(lambda: (outside / "mine").read_text()),
    "link to the outside and write through it": can(
        lambda: ((folder / "link").symlink_to(outside / "mine"), (folder / "link").write_text("x"))
    ),
    "see a secret": "LOUPE_SECRET" in os.environ,
}
sys.stdout.write(json.dumps(done))

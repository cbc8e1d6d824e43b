"""The cell that a reading child is kept in: no network, no other program, and one folder to write to.

Three rungs, the strongest that holds on this system: *bubblewrap* (a program of that name makes namespaces of its own
for users, processes, network and files), *namespaces* (the same for the network, by the standard library alone) and
*limits* (of memory, time and output only). Where the kernel has Landlock, the first two forbid with it all writing
outside the folder and the start of any program (docs.kernel.org/userspace-api/landlock.html). A cell does not hide what
its user may read; there is nowhere to send it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["RUNGS", "Rung", "command", "enter", "environment", "landlock_version", "strongest"]

Rung = Literal["bubblewrap", "namespaces", "limits"]
RUNGS: dict[Rung, str] = {
    "bubblewrap": "readers run in a bubblewrap cell: no network, one folder to write to",
    "namespaces": "readers run without network and may write to one folder only (namespaces and Landlock)",
    "limits": "readers are limited in memory, time and output only: this system has neither bubblewrap nor namespaces",
}
"""The rungs, strongest first, and what each means in words."""

_NEW_USER, _NEW_NET, _NEW_IPC, _NEW_UTS = 0x10000000, 0x40000000, 0x08000000, 0x04000000
_NO_NEW_PRIVILEGES = 38
_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the system calls of Landlock, the same on every architecture
_EXECUTE, _WRITE_FILE, _TRUNCATE = 1 << 0, 1 << 1, 1 << 14
_WRITING = sum(1 << bit for bit in (1, *range(4, 15)))
_OWN_FOLDER = sum(1 << bit for bit in (1, 4, 5, 7, 8, 13, 14))  # files and folders; no devices, pipes, sockets, links
_TRIED_SECONDS = 20
# What a reader needs of the surroundings; keys and tokens that lie in the others are none of its business.
_PASSED = ("PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
_PASSED_BEGINNINGS = ("LC_", "OPENBLAS_", "OMP_", "MKL_")


@cache
def strongest() -> Rung:
    """The strongest rung that holds here: each is tried out once."""
    for rung in RUNGS:
        if rung == "limits" or _holds(rung):
            return rung
    return "limits"


def _holds(rung: Rung) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    if rung == "bubblewrap" and shutil.which("bwrap") is None:
        return False
    tried = command(rung, None, "loupe.reading.cell")
    try:
        done = subprocess.run(tried, timeout=_TRIED_SECONDS, capture_output=True, env=environment(None), check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == b"closed"


def command(rung: Rung, folder: Path | None, module: str) -> list[str]:
    """What to start so that ``module`` runs in a cell of this rung and may write to ``folder``, or nowhere."""
    # -P keeps the current folder off the import path: it may be the archive, and hold a docx.py of its own.
    python = [sys.executable, "-P", "-B", "-m", module, rung, *([os.fspath(folder.absolute())] if folder else [])]
    if rung != "bubblewrap":
        return python
    bwrap = shutil.which("bwrap") or "bwrap"
    writable = ["--bind", python[-1], python[-1]] if folder else []
    shut = [
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--ro-bind",
        "/",
        "/",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
    ]
    return [bwrap, *shut, *writable, "--", *python]


def environment(folder: Path | None) -> dict[str, str]:
    """The environment of a child: nothing that could hold a secret; temporary files go into its folder."""
    kept = {k: v for k, v in os.environ.items() if k in _PASSED or k.startswith(_PASSED_BEGINNINGS)}
    home = os.fspath(folder.absolute()) if folder else os.devnull
    return {**kept, "HOME": home, "TMPDIR": home, "HF_HUB_OFFLINE": "1"}


def enter(rung: Rung, folder: Path | None, *, programs: bool = False) -> None:
    """Shut this process in; to be called before it starts a thread. Raises OSError when the rung does not hold.

    ``programs`` lets it start programs of the system, for the one reader that needs another program (Tesseract).
    """
    if rung == "limits":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if rung == "namespaces":
        _leave_network(libc)
    _landlock(libc, folder, programs=programs)


def landlock_version() -> int:
    """The version of Landlock that this kernel has, 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def _leave_network(libc: ctypes.CDLL) -> None:
    user, group = os.getuid(), os.getgid()
    _done(libc.unshare(_NEW_USER | _NEW_NET | _NEW_IPC | _NEW_UTS))
    # A user and a group of the new namespace that are those from outside, so that files are whose they were.
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path("/proc/self", name).write_text(line)


def _landlock(libc: ctypes.CDLL, folder: Path | None, *, programs: bool) -> None:
    version = landlock_version()
    if version < 1:
        return
    handled = (_WRITING | _EXECUTE) & _known(version)
    net, scope = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    rules = struct.pack("QQQ", handled, net, scope)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    ruleset = _done(libc.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint32(0)))
    try:
        if folder is not None:
            _allow(libc, ruleset, folder, _OWN_FOLDER & handled)
        _allow(libc, ruleset, Path(os.devnull), (_WRITE_FILE | _TRUNCATE) & handled)
        for place in ("/usr", "/bin", "/lib", "/lib64", "/opt") if programs else ():
            if os.path.exists(place):
                _allow(libc, ruleset, Path(place), _EXECUTE)
        _done(libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _done(libc.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)


def _known(version: int) -> int:
    """The rights that a version of Landlock can handle: moving came with the second, cutting short with the third."""
    return (1 << (13 + (version >= 2) + (version >= 3))) - 1


def _allow(libc: ctypes.CDLL, ruleset: int, place: Path, rights: int) -> None:
    descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, descriptor)
        _done(libc.syscall(_ADD, ruleset, 1, rule, ctypes.c_uint32(0)))
    finally:
        os.close(descriptor)


def _done(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


if __name__ == "__main__":
    enter(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)  # type: ignore[arg-type]
    sys.stdout.write("closed")

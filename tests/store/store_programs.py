"""Programs that the tests of the store start as processes of their own: ``python store_programs.py NAME CASE ...``."""

import os
import resource
import signal
import sys
from pathlib import Path

from store_samples import source_of

from loupe.model.errors import LoupeError
from loupe.store import Store

SOURCES = 12
TOUCHES = {"open", "write", "fsync", "replace", "link", "mkdir", "chmod", "unlink", "execute", "executemany", "commit"}


def made(who, n):
    """The n-th source of a writer."""
    return source_of(
        [f"Source {n} of {who}, paragraph {k}: " + "words " * 40 for k in range(25)], name=f"{who}-{n}.txt"
    )


def add(store, who, numbers):
    """Keep and add sources one after the other, as a run of ``loupe add`` does."""
    for n in numbers:
        text, source, passages = made(who, n)
        original = store.path.parent / f"{source.name}"
        original.write_text(text)
        store.keep_file(original, 10**9)
        store.keep_text(text)
        store.add_sources([(source, passages)])


def write(case, who):
    """Add sources, telling first when ready."""
    with Store.open(Path(case)) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        add(store, who, range(SOURCES))


def killed_while_adding(case):
    """Add in children killed just before or after their k-th touch of the disk; stop at the first that is not."""
    for k in range(1, 10_000):
        status = _child_dies_at(k, lambda: write_quietly(case))
        with Store.open(Path(case)) as store:
            print(k, status, len(store.sources()), len(store.verify()))
        if status == 0:
            return


def killed_while_created(case):
    """Create in children killed at their k-th touch of the disk; what each leaves must not stand in the way."""
    for k in range(1, 10_000, 3):
        path = Path(case) / str(k)
        status = _child_dies_at(k, lambda path=path: Store.create(path, "x", {"loupe.toml": "a = 1\n"}).close())
        try:
            store = Store.open(path)
        except LoupeError as error:
            print(k, error.code)
            store = Store.create(path, "x", {"loupe.toml": "a = 1\n"})
        with store:
            assert store.verify() == (), k
            assert (path / "loupe.toml").read_text() == "a = 1\n"
        assert sorted(p.name for p in path.iterdir()) == ["blobs", "case.db", "index", "loupe.toml"], k
        if status == 0:
            return


def write_quietly(case):
    """Add one source more than there are already."""
    with Store.open(Path(case)) as store:
        add(store, "quiet", [len(store.sources())])


def fill(case, limit):
    """Add until the disk is full, or a file would pass ``limit`` bytes; tell how many were saved and why no more."""
    with Store.open(Path(case)) as store:
        if int(limit):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        for n in range(100_000):
            try:
                text, source, passages = made("fill", n)
                store.keep_text(text)
                store.add_sources([(source, passages)])
            except LoupeError as error:
                print(n, error.code, error)
                return


def grow(case, limit):
    """Add to the database alone until it may not grow; tell how many sources were saved, and why not more."""
    with Store.open(Path(case)) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        for n in range(100_000):
            _, source, passages = made("grow", n)
            try:
                store.add_sources([(source, passages)])
            except LoupeError as error:
                print(n, error.code, error)
                return


def _child_dies_at(k, work):
    child = os.fork()
    if child == 0:
        left = k

        def hook(_frame, event, called):
            nonlocal left
            if event in ("c_call", "c_return") and called.__name__ in TOUCHES:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(hook)
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])

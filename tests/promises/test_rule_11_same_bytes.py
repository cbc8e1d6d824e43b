"""Rule 11: the same inputs give the same bytes, whatever the order, the workers or the seed of the process."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from promise_samples import new_case
folder, archive, workers = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
with new_case(folder / "bank", workers) as case:
    for names in sys.argv[5:]:
        case.add(*(archive / name for name in names.split(",")))
    case.check(archive.parent / "film.srt", title="The Quiet Clerk")
    case.script(folder / "script.json")
"""


def script(folder, archive, workers, seed, *batches):
    folder.mkdir()
    here = str(Path(__file__).parent)
    subprocess.run(
        [sys.executable, "-c", PROGRAM, here, str(folder), str(archive), str(workers), *batches],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        timeout=120,
    )
    return (folder / "script.json").read_bytes()


@pytest.fixture(scope="module")
def first(checked_bank, tmp_path_factory):
    """The script of a plain run: files in order, one worker."""
    names = sorted(path.name for path in (checked_bank / "archive").iterdir())
    return script(tmp_path_factory.mktemp("first") / "run", checked_bank / "archive", 1, "0", ",".join(names))


@pytest.mark.parametrize(("workers", "seed"), [(2, "1"), (1, "4242")], ids=["two workers", "another seed"])
def test_the_same_script_in_any_order(checked_bank, tmp_path, first, workers, seed):
    names = sorted(path.name for path in (checked_bank / "archive").iterdir())
    random.Random(seed).shuffle(names)
    batches = (",".join(names[:2]), names[2], ",".join(names[3:]))
    assert script(tmp_path / "run", checked_bank / "archive", workers, seed, *batches) == first
    assert b"corroborated" in first

"""Every benchmark can be asked for help, its figures have the keys that the page documents, and the page shows them."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))  # the report is in several files
RESULTS = BENCHMARKS / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
SCRIPTS = (
    "alarms", "cases", "checkable", "evidence", "language", "models", "ocr",
    "report", "retrieval", "second", "speech", "stages", "startup",
)  # fmt: skip
_ROW = re.compile(r"^\| `python benchmarks/(\w+)\.py` \|.*?\| `(\w+)\.json` \| (.+?) \|$", re.M)


def documented():
    return {script: (file, set(re.findall(r"`(\w+)`", keys))) for script, file, keys in _ROW.findall(PAGE.read_text())}


def load(name):
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("script", [pytest.param(name, id=name) for name in SCRIPTS])
def test_every_script_says_what_it_measures(script):
    command = [sys.executable, BENCHMARKS / f"{script}.py", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip()
    assert told.stderr == ""


@pytest.mark.parametrize(
    "script",
    [pytest.param(name, id=name) for name in ("alarms", "cases", "checkable", "evidence", "language", "second")],
)
def test_without_the_data_a_script_says_so_and_writes_nothing(script, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in RESULTS.iterdir()}
    command = [sys.executable, BENCHMARKS / f"{script}.py", tmp_path]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("Skipped: the benchmark data (")
    assert told.stdout.count("\n") == 1
    assert {path: path.stat().st_mtime_ns for path in RESULTS.iterdir()} == before


def test_figures_have_the_keys_that_the_page_documents():
    found = {name: set(json.loads((RESULTS / f"{name}.json").read_text())) for name, _ in documented().values()}
    assert found == dict(documented().values())
    assert set(found) == {path.stem for path in RESULTS.glob("*.json")}


def test_figures_say_where_they_come_from():
    for path in sorted(RESULTS.glob("*.json")):
        figures = json.loads(path.read_text())
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", figures["date"]), path.name
        assert set(figures["machine"]) == {"cpu", "cores", "memory_gb", "system"}, path.name
        assert {"python", "loupe-workbench"} <= set(figures["versions"]), path.name


def test_the_page_shows_the_figures():
    report = load("report")
    page = PAGE.read_text("utf-8")
    assert report.render(page, report.read_results()) == page


def test_every_table_is_on_the_page():
    report = load("report")
    assert sorted(re.findall(r"<!-- table: (\w+) -->", PAGE.read_text("utf-8"))) == sorted(report.TABLES)


def test_a_changed_figure_changes_the_page():
    report = load("report")
    results = report.read_results()
    results["startup"]["commands"][1]["wall_s"]["median"] = 987.5
    assert "987.5" in report.render(PAGE.read_text("utf-8"), results)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        pytest.param(0, 0, 0.0, 1.0, id="nothing counted"),
        pytest.param(8, 10, 0.4902, 0.9433, id="eight of ten"),
        pytest.param(10, 10, 0.7225, 1.0, id="all of ten"),
    ],
)
def test_intervals_are_wilsons(hits, total, low, high):
    assert load("measuring").wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


def test_a_process_is_measured_with_its_children():
    measuring = load("measuring")
    child = "b = bytearray(200_000_000); import time; time.sleep(0.6)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    measured = measuring.measure([sys.executable, "-c", program])
    assert measured.out == "done\n"
    assert measured.largest_mb >= 190
    assert measured.peak_mb is None or measured.peak_mb >= 190


def test_a_process_that_fails_is_an_error_with_its_words():
    measuring = load("measuring")
    with pytest.raises(RuntimeError, match="it went wrong"):
        measuring.measure([sys.executable, "-c", "import sys; sys.exit('it went wrong')"])

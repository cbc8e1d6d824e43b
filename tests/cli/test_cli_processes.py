"""Kills, interrupts, two at once, other hash seeds: whatever happens, the annotated script is the same."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_samples import many_lines, write_archive, write_film, write_many

LOUPE = Path(sys.executable).parent / "loupe"
LINES = 40
SOURCES = 90


def start(*words, **more):
    return subprocess.Popen(
        [LOUPE, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **more
    )


def until(case, table, least, process):
    """Wait until the case has so many rows; False when the process ended before."""
    database = sqlite3.connect(f"{(case / 'case.db').as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        while process.poll() is None:
            if database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= least:
                return True
            time.sleep(0.002)
        return False
    finally:
        database.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Many sources, a long film, a case with the sources in it, and the script of an undisturbed run."""
    folder = tmp_path_factory.mktemp("large")
    write_many(folder / "archive", SOURCES)
    write_film(folder / "film.srt", many_lines(LINES))
    whole = folder / "whole" / "case"
    whole.parent.mkdir()
    run_with("0", "new", whole)
    set_workers(whole, 1)
    run_with("0", "add", whole, folder / "archive")
    shutil.copytree(whole, folder / "added" / "case")
    run_with("0", "check", whole, folder / "film.srt")
    run_with("0", "script", whole, "--to", folder / "whole.json")
    return folder


def run_with(seed, *words):
    env = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([LOUPE, *map(str, words), "--quiet"], check=True, env=env)


def set_workers(case, workers):
    settings = case / "loupe.toml"
    text, changed = re.subn("# workers = 0", f"workers = {workers}", settings.read_text())
    assert changed == 1
    settings.write_text(text)


def script_of(run, case):
    written = case.parent / "script.json"
    assert run("script", case, "--to", written).status == 0
    return written.read_bytes()


def test_a_check_killed_in_the_middle_goes_on(run, large, tmp_path):
    for attempt in range(5):
        case = tmp_path / str(attempt) / "case"
        shutil.copytree(large / "added" / "case", case)
        process = start("check", case, large / "film.srt")
        if until(case, "findings", 16, process):
            process.kill()
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            break
    half = run("script", case, "--to", tmp_path / "half.json", "--json")
    assert 0 < half.json["waiting"] < LINES
    assert "not judged yet" in half.err
    ran = run("check", case, large / "film.srt", "--json")
    assert ran.status == 0
    assert ran.json["resumed"] + ran.json["judged"] == ran.json["claims"] == LINES
    assert ran.json["resumed"] == LINES - half.json["waiting"]
    assert script_of(run, case) == (large / "whole.json").read_bytes()


def test_adding_killed_in_the_middle_goes_on(run, large, tmp_path):
    for attempt in range(5):
        case = tmp_path / str(attempt) / "case"
        case.parent.mkdir()
        run("new", case)
        process = start("add", case, large / "archive")
        if until(case, "sources", 1, process):
            process.kill()
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            break
    again = run("add", case, large / "archive", "--json")
    assert again.status == 0
    assert 0 < len(again.json["known"]) < SOURCES
    assert len(again.json["known"]) + len(again.json["added"]) == SOURCES
    assert run("verify", case).status == 0
    assert run("check", case, large / "film.srt").status == 0
    assert script_of(run, case) == (large / "whole.json").read_bytes()


def heed_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what a shell starts in the background is told to ignore them


def test_ctrl_c_stops_with_one_sentence(run, tmp_path):
    case, archive, many = tmp_path / "case", tmp_path / "archive", 5 * SOURCES
    write_many(archive, many)  # so many that the adding is not through before the key is pressed
    run("new", case)
    process = start("add", case, archive, start_new_session=True, preexec_fn=heed_interrupts)
    assert until(case, "sources", 1, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the reading processes too
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip() == "Stopped. What was saved stays; run the same command again to go on."
    assert run("add", case, archive).status == 0
    assert run("sources", case, "--problems").out == f"All {many} sources could be read.\n"


def test_two_at_once_on_one_case_both_succeed(run, large, tmp_path):
    case = tmp_path / "case"
    run("new", case)
    write_archive(tmp_path / "archive")
    both = [start("add", case, large / "archive"), start("add", case, tmp_path / "archive", "--json")]
    ended = [(process.communicate(timeout=60), process.returncode) for process in both]
    assert [code for _, code in ended] == [0, 0]  # the sheet beside the two sources is no source
    assert {s["code"] for s in json.loads(ended[1][0][0])["refused"]} == set()
    listed = run("sources", case, "--json").json["sources"]
    assert sum(1 for source in listed if source["passages"]) == SOURCES + 2
    assert run("verify", case).status == 0
    assert "Police report" not in run("search", case, "boxes broken open").err


def test_another_hash_seed_and_number_of_workers_change_no_byte(large, tmp_path):
    case = tmp_path / "case"
    run_with("1", "new", case)
    set_workers(case, 2)
    run_with("1", "add", case, large / "archive")
    run_with("1", "check", case, large / "film.srt")
    run_with("1", "script", case, "--to", tmp_path / "script.json")
    assert (tmp_path / "script.json").read_bytes() == (large / "whole.json").read_bytes()


def test_a_terminal_gets_a_progress_bar_and_a_pipe_gets_none(large, tmp_path):
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    case = tmp_path / "case"
    subprocess.run([LOUPE, "new", case, "--quiet"], check=True)
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    process = subprocess.Popen([LOUPE, "add", case, large / "archive"], stdout=subprocess.PIPE, stderr=theirs, env=env)
    os.close(theirs)
    drawn = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        drawn += chunk
    out, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 0
    assert f"/{SOURCES}".encode() in drawn
    assert re.search(rb"\x1b\[[0-9;]*3[0-9]m", drawn) is None, "NO_COLOR is set"
    assert out.startswith(f"{SOURCES} sources added".encode())
    assert b"\x1b" not in out

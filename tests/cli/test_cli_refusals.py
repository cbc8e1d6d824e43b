"""Whatever is given wrongly: one sentence, what to do, a code, the right exit status, and never a traceback."""

import itertools
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from cli_samples import write_archive

SMALL_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nthis is not the rest of a PDF\n"

REFUSED = [
    pytest.param(("sources", "nowhere"), 3, "case-missing", id="no case there"),
    pytest.param(("sources", "archive"), 3, "case-missing", id="a folder that is no case"),
    pytest.param(("sources", "film.srt"), 3, "case-missing", id="a file as a case"),
    pytest.param(("new", "case"), 3, "case-exists", id="a case on a case"),
    pytest.param(("new", "archive"), 3, "case-exists", id="a case on other things"),
    pytest.param(("add", "case", "empty"), 2, "usage", id="an empty folder"),
    pytest.param(("add", "case"), 2, "usage", id="nothing to add"),
    pytest.param(("add", "case", "archive", "--from", "archive/sources.csv"), 2, "usage", id="files and a sheet"),
    pytest.param(("add", "case", "--from", "archive/sources.csv", "--maker", "Jo"), 2, "usage", id="a sheet and words"),
    pytest.param(("add", "case", "archive", "--title", "All"), 2, "usage", id="one title for a folder"),
    pytest.param(("add", "case", "film.srt", "--published", "3rd of May"), 2, "usage", id="a date that is none"),
    pytest.param(("add", "case", "film.srt", "--reliability", "Z"), 2, "usage", id="a grade that is none"),
    pytest.param(("add", "case", "--from", "nowhere.csv"), 4, "path-missing", id="no sheet there"),
    pytest.param(("add", "case", "--from", "film.srt"), 4, "sheet-invalid", id="a sheet that is none"),
    pytest.param(("add", "case", "--from", "bad.csv"), 4, "sheet-invalid", id="a column that is not known"),
    pytest.param(("check", "case", "nowhere.srt"), 4, "path-missing", id="no work there"),
    pytest.param(("check", "case", "x" * 300), 4, "path-missing", id="a work with too long a name"),
    pytest.param(("sources", "x" * 300), 6, "storage", id="a case with too long a name"),
    pytest.param(("check", "case", "archive"), 2, "usage", id="a folder as a work"),
    pytest.param(("check", "case", "small.pdf"), 4, "file-damaged", id="a damaged work"),
    pytest.param(("script", "bare", "--to", "s.html"), 5, "nothing-checked", id="a script before a check"),
    pytest.param(("claims", "bare"), 5, "nothing-checked", id="claims before a check"),
    pytest.param(("show", "bare", "1.1"), 5, "nothing-checked", id="a claim by number before a check"),
    pytest.param(("script", "case", "--to", "s.odt"), 2, "usage", id="a format that is not written"),
    pytest.param(("script", "case", "--to", "s"), 2, "usage", id="a script without an ending"),
    pytest.param(("script", "case", "--to", "nowhere/s.html"), 6, "write-denied", id="a script in no folder"),
    pytest.param(("script", "case", "--to", "s.html", "--work", "police.txt"), 5, "nothing-checked", id="no such work"),
    pytest.param(("show", "case", "s-ffffffffffff"), 5, "id-unknown", id="an id that is not there"),
    pytest.param(("show", "case", "99.1"), 5, "id-unknown", id="a number that is not there"),
    pytest.param(("mark", "case", "police.txt", "--checkable"), 5, "id-unknown", id="a mark on a source"),
    pytest.param(("search", "case", "   "), 2, "usage", id="a search for nothing"),
    pytest.param(("search", "case", "door", "--limit", "0"), 2, "usage", id="no results wanted"),
    pytest.param(("claims", "case", "--verdict", "true"), 2, "usage", id="a verdict that is none"),
    pytest.param(("mark", "case", "1.1"), 2, "usage", id="a mark without a word"),
    pytest.param(("cheque", "case"), 2, "usage", id="no such command"),
    pytest.param(("sources", "case", "--sorted"), 2, "usage", id="no such option"),
    pytest.param(("show", "case"), 2, "usage", id="an argument left out"),
]


@pytest.fixture
def bad(folder, run):
    """The folder with a checked case, and things that are wrong."""
    run("new", "bare")
    (folder / "empty").mkdir()
    (folder / "bad.csv").write_text("file,colour\nfilm.srt,blue\n")
    (folder / "small.pdf").write_bytes(SMALL_PDF)
    return folder


@pytest.mark.parametrize(("words", "status", "code"), REFUSED)
def test_refused_in_words_and_as_json(run, bad, words, status, code):
    said = run(*words)
    assert (said.status, said.out) == (status, "")
    first, advice, last = said.err.splitlines()
    assert first.startswith("loupe: ")
    assert first.endswith((".", "?"))
    assert advice.startswith("  what to do: ")
    assert last == f"  [{code}]"
    plain = run(*words, "--json")
    assert plain.status == status
    assert plain.json == {"error": {"code": code, "message": first[7:], "hint": advice[14:]}}


def test_an_id_that_fits_several_things_names_them(run, folder):
    # Two ids of 400 begin with the same three digits: 4,096 beginnings make that as good as certain, and it is the
    # same on every machine, because ids are hashes of what is added.
    (folder / "many.txt").write_text("\n\n".join(f"Paragraph number {number} of many." for number in range(400)))
    run("add", "case", "many.txt", "--quiet")
    database = sqlite3.connect(folder / "case" / "case.db")
    everything = [row[0] for row in database.execute("SELECT id FROM passages ORDER BY id")]
    database.close()
    twins = next((a, b) for a, b in itertools.pairwise(everything) if a[:5] == b[:5])
    ran = run("show", "case", twins[0][:5])
    assert (ran.status, ran.err.splitlines()[-1]) == (5, "  [id-ambiguous]")
    assert all(twin in ran.err for twin in twins)


def test_a_case_of_a_newer_loupe_is_left_alone(run, folder):
    database = sqlite3.connect(folder / "case" / "case.db")
    database.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    database.commit()
    database.close()
    before = (folder / "case" / "case.db").read_bytes()
    for words in (("sources", "case"), ("add", "case", "archive"), ("check", "case", "film.srt")):
        ran = run(*words)
        assert (ran.status, ran.err.splitlines()[-1]) == (3, "  [case-newer]")
    assert (folder / "case" / "case.db").read_bytes() == before


def test_a_damaged_database_is_said_to_be_one(run, folder):
    (folder / "case" / "case.db").write_bytes(b"not a database at all" * 400)
    ran = run("sources", "case")
    assert (ran.status, ran.err.splitlines()[-1]) == (3, "  [case-damaged]")


def test_wrong_settings_are_named(run, folder):
    (folder / "case" / "loupe.toml").write_text('[machine]\nworkers = "many"\n')
    ran = run("check", "case", "film.srt")
    assert (ran.status, ran.err.splitlines()[-1]) == (7, "  [policy-invalid]")
    assert "workers" in ran.err


def test_bad_files_do_not_keep_the_good_ones_out(run, bad):
    (bad / "fake.docx").write_bytes(b"PK\x03\x04 and then nothing that a zip would hold\n")
    (bad / "nothing.txt").touch()
    (bad / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    (bad / "good.txt").write_text("A good file among bad ones.\n")
    names = ("small.pdf", "fake.docx", "nothing.txt", "picture.png", "nowhere.txt", "good.txt")
    ran = run("add", "case", *names)
    assert ran.status == 4
    assert ran.out.startswith("1 source added (1 text), 6 words.\n")
    assert ran.err.startswith("5 files could not be read:\n")
    codes = [line.rpartition("[")[2].rstrip("]") for line in ran.err.splitlines()[1::2]]
    assert sorted(codes) == ["file-damaged", "file-damaged", "file-damaged", "file-empty", "path-missing"]
    assert all(line.startswith("    what to do: ") for line in ran.err.splitlines()[2::2])
    document = run("add", "case", *names, "--json").json
    assert [s["name"] for s in document["known"]] == ["good.txt"]
    assert [r["code"] for r in document["refused"]] == ["path-missing"]
    listed = {s["name"]: s["problem"] for s in run("sources", "case", "--problems", "--json").json["sources"]}
    assert set(listed) == set(names) - {"nowhere.txt", "good.txt"}
    assert "A good file among bad ones." in run("search", "case", "good file among bad").out


def test_a_case_does_not_swallow_itself(run, folder):
    ran = run("add", "case", ".", "--json")
    names = {s["name"] for group in ran.json.values() for s in group if "name" in s}
    assert names == {"archive/police.txt", "archive/paper.md", "film.srt"} or names == {
        "police.txt", "paper.md", "film.srt",
    }  # fmt: skip


@pytest.fixture
def as_nobody(tmp_path):
    """Run one command as a user without rights."""
    if os.name != "posix":
        pytest.skip("rights are those of POSIX systems")
    for above in (tmp_path, *tmp_path.parents):
        if above == Path(tempfile.gettempdir()):
            break
        above.chmod(0o755)

    def run(*words):
        scratch = tmp_path / f"scratch-{len(list(tmp_path.iterdir()))}"
        scratch.mkdir()
        command = [sys.executable, Path(__file__).parent / "without_rights.py", scratch, *words]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        # What was said before the rights were given away is not of the command.
        return done.returncode, done.stdout.rpartition("ready\n")[2], done.stderr.rpartition("ready\n")[2]

    return run


def give_to_nobody(folder):
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)


def test_a_folder_without_permission_is_named_and_the_rest_goes_on(run, as_nobody, tmp_path):
    case, secret, locked, archive = (tmp_path / name for name in ("case", "secret", "locked.txt", "archive"))
    write_archive(archive)
    run("new", case)
    run("add", case, "--from", archive / "sources.csv")
    give_to_nobody(case)
    locked.write_text("Nobody may read this.\n")
    locked.chmod(0o000)
    secret.mkdir(mode=0o000)
    status, out, err = as_nobody("add", case, secret, locked, archive / "police.txt")
    inside = as_nobody("check", case, secret / "film.srt")
    secret.chmod(0o755)
    assert status == 4, err
    assert out.startswith("1 source there already: police.txt.\n")
    assert err.count("[path-denied]") == 2
    assert (inside[0], inside[2].splitlines()[-1]) == (4, "  [path-denied]")
    assert f"{secret} may not be opened by you." in err
    assert "Traceback" not in err
    listed = run("sources", case, "--problems", "--json").json["sources"]
    assert [(s["name"], s["problem"]["code"]) for s in listed] == [("locked.txt", "path-denied")]


def test_a_case_that_may_not_be_written_is_refused_but_can_be_read(run, as_nobody, tmp_path):
    case, archive = tmp_path / "case", tmp_path / "archive"
    write_archive(archive)
    run("new", case)
    run("add", case, "--from", archive / "sources.csv")
    for path in (*case.rglob("*"), case):
        path.chmod(0o555 if path.is_dir() else 0o444)
    status, _, err = as_nobody("add", case, archive / "police.txt", "--maker", "somebody")
    assert (status, err.splitlines()[-1]) == (6, "  [write-denied]")
    status, out, err = as_nobody("sources", case)
    for path in (case, *case.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert (status, err) == (0, "")
    assert "Police report" in out


def test_a_full_disk_is_said_and_what_was_saved_stays(run, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        write_archive(tmp_path / "archive")
        (tmp_path / "big.txt").write_text("One word after the other fills a disk.\n\n" * 40_000)
        assert run("new", disk / "case").status == 0
        assert run("add", disk / "case", tmp_path / "archive" / "police.txt").status == 0
        ran = run("add", disk / "case", tmp_path / "big.txt", "--json")
        assert (ran.status, ran.json["error"]["code"]) == (6, "disk-full")
        assert ran.err.splitlines()[-1] == "  [disk-full]"
        assert "Traceback" not in ran.err
        listed = run("sources", disk / "case", "--json")
        assert [s["name"] for s in listed.json["sources"]] == ["police.txt"]
        assert run("verify", disk / "case").status == 0
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_output_to_a_full_device_is_an_error_not_a_traceback(folder, run):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = [Path(sys.executable).parent / "loupe", "sources", "case"]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert ran.returncode == 6
    assert ran.stderr.splitlines()[-1] == "  [disk-full]"
    assert "Traceback" not in ran.stderr


def test_a_reader_that_goes_away_is_no_error(folder):
    command = [Path(sys.executable).parent / "loupe", "show", "case", "police.txt", "--text"]
    ours, theirs = os.pipe()
    os.close(ours)
    ran = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(theirs)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_fault_of_loupe_is_called_one(run, folder, monkeypatch):
    def break_down(*_):
        raise ZeroDivisionError("the moon is in the wrong house")

    monkeypatch.setattr("loupe.cli.commands.sources.source_plain", break_down)
    ran = run("sources", "case", "--json")
    assert ran.status == 70
    assert "ZeroDivisionError: the moon is in the wrong house. This is a bug in Loupe." in ran.err
    assert "LOUPE_DEBUG=1" in ran.err
    assert "Traceback" not in ran.err
    assert ran.json["error"]["code"] == "bug"
    monkeypatch.setenv("LOUPE_DEBUG", "1")
    assert "Traceback" in run("sources", "case").err


def test_what_was_read_before_is_shown_where_nothing_may_be_written(run, as_nobody, tmp_path):
    case, fresh, archive = tmp_path / "case", tmp_path / "fresh", tmp_path / "archive"
    write_archive(archive)
    for folder in (case, fresh):
        run("new", folder)
        run("add", folder, "--from", archive / "sources.csv")
    run("times", case)
    status, told, _ = as_nobody("times", case)
    assert status == 0
    assert "weekend of 15 February 2003" in told
    status, _, said = as_nobody("times", fresh)
    assert status != 0
    assert "has been read for who says what yet, and it may not be changed" in said

import shutil
import sqlite3
import subprocess
import sys

import pytest
from store_samples import CLAIMS, FILM, FINDINGS, NOTE, keep

from loupe.model.errors import CaseDamaged, CaseExists, CaseMissing, CaseNewer, WriteDenied
from loupe.store import FORMAT, Store


def test_a_new_case_has_its_folders_its_files_and_a_first_log_entry(tmp_path):
    files = {"loupe.toml": "max_bytes = 1\r\n# é\n", "policy.toml": "x = 2\n"}
    with Store.create(tmp_path / "deep" / "antwerp", "Antwerp é", files) as store:
        assert (store.name, store.format, store.path) == ("Antwerp é", FORMAT, tmp_path / "deep" / "antwerp")
        (entry,) = store.log()
        assert (entry.seq, entry.action, entry.payload["name"]) == (1, "case created", "Antwerp é")
        assert store.verify() == ()
    assert sorted(p.name for p in store.path.iterdir()) == ["blobs", "case.db", "index", "loupe.toml", "policy.toml"]
    assert (store.path / "loupe.toml").read_bytes() == files["loupe.toml"].encode()


def test_an_empty_folder_may_become_a_case(tmp_path):
    Store.create(tmp_path, "here", {}).close()
    with Store.open(tmp_path) as store:
        assert store.name == "here"


def test_a_case_is_never_made_on_top_of_something(tmp_path, store):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "loupe.toml").write_text("mine")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CaseExists, match="case already"):
        Store.create(store.path, "again", {})
    with pytest.raises(CaseExists, match="other things"):
        Store.create(tmp_path / "full", "x", {"loupe.toml": "theirs"})
    with pytest.raises(CaseExists, match="is a file"):
        Store.create(tmp_path / "file", "x", {})
    assert (tmp_path / "full" / "loupe.toml").read_text() == (tmp_path / "file").read_text() == "mine"


def test_what_is_not_a_case_is_called_so(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CaseMissing, match="no case at"):
        Store.open(tmp_path / "nothing")
    with pytest.raises(CaseMissing, match="is a file"):
        Store.open(tmp_path / "file")
    with pytest.raises(CaseMissing, match="not a case"):
        Store.open(tmp_path / "folder")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"this is not a database, it is a letter" * 200, id="letter"),
        pytest.param(None, id="cut"),
    ],
)
def test_a_broken_database_is_called_damaged(store, data):
    store.close()
    database = store.path / "case.db"
    database.write_bytes(database.read_bytes()[:5000] if data is None else data)
    with pytest.raises(CaseDamaged, match=r"case\.db"):
        Store.open(store.path)


def test_the_database_of_another_program_is_called_damaged(tmp_path):
    connection = sqlite3.connect(tmp_path / "case.db")
    connection.execute("CREATE TABLE letters (id)")
    connection.close()
    with pytest.raises(CaseDamaged, match="not the database of a Loupe case"):
        Store.open(tmp_path)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        pytest.param(str(FORMAT + 1), CaseNewer, id="newer"),
        pytest.param("0", CaseDamaged, id="never made"),
        pytest.param("one", CaseDamaged, id="no number"),
    ],
)
def test_the_format_number_decides_who_may_open(store, number, error):
    store.close()
    connection = sqlite3.connect(store.path / "case.db")
    connection.execute("UPDATE meta SET value = ? WHERE key = 'format'", (number,))
    connection.commit()
    connection.close()
    with pytest.raises(error):
        Store.open(store.path)


def test_a_case_moves_by_copying(checked, tmp_path):
    checked.close()
    assert not list(checked.path.glob("case.db-*"))
    shutil.copytree(checked.path, tmp_path / "moved")
    shutil.rmtree(checked.path)
    with Store.open(tmp_path / "moved") as moved:
        assert moved.claims(FILM[1].id) == CLAIMS
        assert moved.findings(FILM[1].id) == FINDINGS
        assert moved.passages(NOTE[1].id) == tuple(NOTE[2])
        assert moved.verify() == ()


def test_a_case_opened_for_reading_gives_everything_and_takes_nothing(checked, tmp_path):
    before = checked.log()
    with Store.open(checked.path, readonly=True) as reader:
        assert reader.findings(FILM[1].id) == FINDINGS
        assert reader.verify() == ()
        for write in (
            lambda: reader.keep_text("new"),
            lambda: reader.keep_file(tmp_path / "note.txt", 1000),
            lambda: reader.add_sources([(NOTE[1], NOTE[2])]),
            lambda: reader.save_claims(FILM[1].id, ()),
            lambda: reader.mark(CLAIMS[0].id, False, "Ann", "no"),
        ):
            with pytest.raises(WriteDenied, match="reading only"):
                write()
    assert checked.log() == before


def test_a_reader_sees_what_a_writer_saved_meanwhile(store):
    with Store.open(store.path, readonly=True) as reader:
        assert reader.sources() == ()
        keep(store, NOTE)
        assert reader.sources() == (NOTE[1],)


def test_the_package_does_not_bring_the_database_along():
    code = (
        "import sys, loupe; a = 'sqlalchemy' in sys.modules; import loupe.store; print(a, 'sqlalchemy' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["False", "True"]

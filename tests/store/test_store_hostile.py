"""A database that somebody else wrote into: a false quote never comes out, and junk is refused in one sentence."""

import contextlib
import shutil
import sqlite3
from dataclasses import replace

import pytest
from store_samples import BOXES, CLAIMS, DARK, FILM, FINDINGS, NOTE, PLACES

from loupe.model.errors import CaseDamaged, LoupeError, OriginalAltered
from loupe.store import Store

WORK = FILM[1].id
FIRST, SECOND = FINDINGS[0].evidence


def edit(folder, *statements):
    """Change the database behind Loupe's back."""
    with sqlite3.connect(folder / "case.db") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


FALSE_EVIDENCE = [
    pytest.param(f"UPDATE evidence SET quote = 'The bank was robbed by aliens.' WHERE id = '{FIRST.id}'", id="quote"),
    pytest.param(
        f"UPDATE evidence SET segments = '[[7,39,\"paragraph\",1,1,null]]' WHERE id = '{FIRST.id}'", id="moved"
    ),
    pytest.param(
        f"UPDATE evidence SET segments = '[[0,9999,\"paragraph\",1,1,null]]' WHERE id = '{FIRST.id}'", id="past the end"
    ),
    pytest.param(
        f"UPDATE evidence SET quote = '', segments = '[[9998,9999,\"paragraph\",1,1,null]]' WHERE id = '{FIRST.id}'",
        id="empty past the end",
    ),
    pytest.param(f"UPDATE evidence SET source_id = '{PLACES[1].id}' WHERE id = '{FIRST.id}'", id="another source"),
    pytest.param(f"UPDATE evidence SET source_id = 's-nothing' WHERE id = '{FIRST.id}'", id="no source"),
]


@pytest.mark.parametrize("statement", FALSE_EVIDENCE)
def test_false_evidence_is_never_given_out(checked, statement):
    assert checked.findings(WORK) == FINDINGS
    edit(checked.path, statement)
    for give in (lambda: checked.findings(WORK), lambda: checked.find(FIRST.id)):
        with pytest.raises(CaseDamaged, match=FIRST.id) as raised:
            give()
        assert "loupe verify" in raised.value.hint
    assert checked.find(SECOND.id) == SECOND
    assert checked.claims(WORK) == CLAIMS


def test_the_source_of_a_false_quote_is_named(checked):
    edit(checked.path, f"UPDATE evidence SET quote = 'x' WHERE id = '{FIRST.id}'")
    with pytest.raises(CaseDamaged, match=rf"evidence {FIRST.id} .* A note \({NOTE[1].id}\)"):
        checked.findings(WORK)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("quote = 'They opened 119 of 189 boxes.'", id="quote"),
        pytest.param("segments = '[[0,12,\"time\",0,2000,1]]'", id="cut short"),
        pytest.param("segments = '[[0,9999,\"time\",0,2000,1]]'", id="past the end"),
    ],
)
def test_a_false_claim_is_never_given_out(checked, change):
    edit(checked.path, f"UPDATE claims SET {change} WHERE id = '{BOXES.id}'")
    for give in (lambda: checked.claims(WORK), lambda: checked.find(BOXES.id)):
        with pytest.raises(CaseDamaged, match=f"claim {BOXES.id}"):
            give()
    assert checked.find(DARK.id) == DARK


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("claim = replace(claim, '109 of', '119 of')", id="quote"),
        pytest.param("""claim = replace(claim, '"end":29', '"end":9999')""", id="past the end"),
        pytest.param(f"claim = replace(claim, '{BOXES.id}', '{DARK.id}')", id="claim of another"),
        pytest.param(f"verdict = replace(verdict, '{BOXES.id}', '{DARK.id}')", id="verdict of another"),
        pytest.param("verdict = replace(verdict, 'contradicted', 'proved')", id="verdict that is none"),
    ],
)
def test_a_false_claim_as_judged_is_never_given_out(checked, change):
    edit(checked.path, f"UPDATE findings SET {change} WHERE claim_id = '{BOXES.id}'")
    with pytest.raises(CaseDamaged, match=BOXES.id):
        checked.findings(WORK)


def test_when_the_text_itself_was_changed_the_file_is_named(checked):
    path = checked.blob_path(NOTE[1].text_sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"123", b"124"))
    with Store.open(checked.path) as store:
        for give in (lambda: store.findings(WORK), lambda: store.find(FIRST.id)):
            with pytest.raises(OriginalAltered, match=NOTE[1].text_sha256):
                give()


def test_a_finding_whose_claim_is_not_in_the_text_is_refused(checked):
    forged = replace(FINDINGS[0], claim=replace(BOXES, quote="They opened 119 of 189 boxes."))
    with pytest.raises(ValueError, match="not what stands at"):
        checked.save_findings(WORK, "second", [forged])


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        pytest.param("UPDATE evidence SET segments = '{' WHERE id = '{0}'", f"evidence {FIRST.id}", id="half JSON"),
        pytest.param("UPDATE evidence SET segments = '7' WHERE id = '{0}'", f"evidence {FIRST.id}", id="no list"),
        pytest.param(
            "UPDATE evidence SET segments = '[[0,32,\"moon\",1]]' WHERE id = '{0}'",
            f"evidence {FIRST.id}",
            id="no such place",
        ),
        pytest.param(
            "UPDATE evidence SET segments = '[[0,32,\"paragraph\",\"one\",1,null]]' WHERE id = '{0}'",
            f"evidence {FIRST.id}",
            id="a place without number",
        ),
        pytest.param("UPDATE evidence SET score = 'abc' WHERE id = '{0}'", f"evidence {FIRST.id}", id="score"),
        pytest.param("UPDATE evidence SET score = 9e999 WHERE id = '{0}'", f"evidence {FIRST.id}", id="endless score"),
        pytest.param("UPDATE evidence SET stance = 'proves' WHERE id = '{0}'", f"evidence {FIRST.id}", id="stance"),
        pytest.param(
            "UPDATE evidence SET reasons = '[\"\\ud800\"]' WHERE id = '{0}'", f"evidence {FIRST.id}", id="half a letter"
        ),
        pytest.param("UPDATE evidence SET reasons = '[1]' WHERE id = '{0}'", f"evidence {FIRST.id}", id="reasons"),
        pytest.param("UPDATE claims SET kinds = '[\"gossip\"]'", "claim c-", id="kind of claim"),
        pytest.param("UPDATE claims SET line = 'two'", "claim c-", id="line"),
        pytest.param("UPDATE passages SET kind = 'verse'", "passage p-", id="kind of passage"),
        pytest.param("UPDATE sources SET reliability = 'Z'", "source s-", id="grade"),
        pytest.param("UPDATE sources SET text_sha256 = '../../../etc/passwd'", "source s-", id="path for a hash"),
        pytest.param("UPDATE sources SET sha256 = 'ABC'", "source s-", id="short hash"),
        pytest.param("UPDATE sources SET draws_on = 'AP'", "source s-", id="draws on"),
        pytest.param("UPDATE sources SET problem = '{}'", "source s-", id="problem"),
        pytest.param("DROP TRIGGER log_no_update;UPDATE log SET payload = '{'", "log entry 1", id="log"),
    ],
)
def test_junk_in_a_row_is_one_sentence_that_names_it(checked, statement, named):
    edit(checked.path, *statement.replace("{0}", FIRST.id).split(";"))
    with pytest.raises(CaseDamaged, match=named) as raised:
        everything(checked)
    assert str(raised.value).count("\n") == 0
    assert checked.verify() != ()


def everything(store):
    """Ask for all that a case can give."""
    store.log()
    for source in store.sources():
        store.passages(source.id)
    for _, source, passages in (NOTE, FILM, PLACES):
        store.source(source.id)
        store.find(source.name)
        store.passages_by_id([p.id for p in passages])
        store.neighbours(passages[0].id, 1, 1)
        store.find(passages[0].id)
    store.findings(WORK)
    store.claims(WORK)
    store.marks(WORK)
    store.done(WORK, "first")
    store.find(BOXES.id)
    store.find(FIRST.id)


TABLES = ("meta", "sources", "passages", "claims", "findings", "evidence", "marks", "log")
JUNK = ("'junk'", "x'ff00'", "'[{}]'", "NULL")


@pytest.mark.parametrize("table", TABLES)
def test_whatever_stands_in_a_field_never_ends_in_a_traceback(checked, table):
    checked.mark(DARK.id, False, "Ann", "skip")
    sound, changed = sqlite3.connect(":memory:"), sqlite3.connect(checked.path / "case.db", isolation_level=None)
    changed.execute("PRAGMA synchronous = OFF")
    changed.execute("DROP TRIGGER log_no_update")
    changed.backup(sound)
    refused = set()
    for field in [row[1] for row in sound.execute(f"PRAGMA table_info({table})")]:
        for value in JUNK:
            with contextlib.suppress(sqlite3.IntegrityError):
                changed.execute(f'UPDATE OR IGNORE {table} SET "{field}" = {value}')
            if refuses(checked):
                refused.add(field)
            checked.verify()
            sound.backup(changed)
    sound.close()
    changed.close()
    assert refused or table in ("meta", "marks")


def refuses(store):
    """Whether the case says itself that it is not sound when asked for everything."""
    try:
        everything(store)
    except LoupeError:
        return True
    return False


def test_what_a_case_says_of_itself_may_be_anything(checked):
    for field in ("key", "value"):
        for value in JUNK[:3]:
            folder = checked.path.parent / f"{field}{JUNK.index(value)}"
            shutil.copytree(checked.path, folder)
            edit(folder, f"UPDATE OR IGNORE meta SET {field} = {value}")
            with pytest.raises(CaseDamaged, match="does not say"):
                Store.open(folder)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            "CREATE TRIGGER z AFTER INSERT ON log BEGIN UPDATE sources SET reliability = 'A'; END", id="trigger"
        ),
        pytest.param("CREATE TRIGGER log_no_insert BEFORE INSERT ON log BEGIN SELECT 1; END", id="named like ours"),
        pytest.param("CREATE VIEW secrets AS SELECT * FROM sources", id="view"),
        pytest.param("CREATE VIRTUAL TABLE words USING fts5(x)", id="virtual table"),
    ],
)
def test_what_would_run_on_our_writes_keeps_a_case_shut(checked, statement):
    edit(checked.path, statement)
    for readonly in (False, True):
        with pytest.raises(CaseDamaged, match="not Loupe's"):
            Store.open(checked.path, readonly=readonly)


def test_a_trigger_of_ours_made_anew_to_do_something_else_keeps_a_case_shut(checked):
    edit(
        checked.path,
        "DROP TRIGGER log_no_update",
        "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN DELETE FROM evidence; END",
    )
    with pytest.raises(CaseDamaged, match="log_no_update"):
        Store.open(checked.path)


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        pytest.param("CREATE TABLE letters (id)", "letters", id="table too many"),
        pytest.param("CREATE INDEX fast ON evidence (stance)", "fast", id="index too many"),
        pytest.param("DROP TRIGGER log_no_delete", "log_no_delete", id="trigger gone"),
        pytest.param("DROP INDEX evidence_in_order", "evidence_in_order", id="index gone"),
        pytest.param("ALTER TABLE evidence ADD COLUMN secret TEXT", "evidence", id="column too many"),
    ],
)
def test_another_layout_is_a_fault(checked, statement, subject):
    assert checked.verify() == ()
    edit(checked.path, statement)
    assert ("database", subject) in {(fault.kind, fault.subject) for fault in checked.verify()}


def test_a_database_made_faster_by_its_owner_is_still_sound(checked):
    edit(checked.path, "ANALYZE")
    with Store.open(checked.path) as store:
        assert store.verify() == ()


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "F" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"])
def test_only_a_hash_becomes_a_path(store, name):
    for ask in (store.blob_path, store.read_text):
        with pytest.raises(CaseDamaged, match="SHA-256"):
            ask(name)


def test_a_foreign_file_among_the_stored_ones_is_a_fault(checked):
    (checked.path / "blobs" / "ab").mkdir(exist_ok=True)
    (checked.path / "blobs" / "ab" / "holiday.jpg").write_bytes(b"x")
    (fault,) = checked.verify()
    assert (fault.kind, fault.subject) == ("blob", "holiday.jpg")
    assert "not Loupe's" in fault.sentence

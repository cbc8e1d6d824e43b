import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import BOXES, DARK, FILM, FINDINGS, NOTE, PLACES

from loupe.model.errors import CaseDamaged
from loupe.store import Store


def edit(store, *statements):
    """Change the database behind Loupe's back."""
    connection = sqlite3.connect(store.path / "case.db")
    for statement in ("DROP TRIGGER IF EXISTS log_no_update", "DROP TRIGGER IF EXISTS log_no_delete", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def flip(path, at=0):
    """Turn one bit of a file over."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def named(store):
    return {(fault.kind, fault.subject) for fault in store.verify()}


def test_a_sound_case_has_no_faults_and_says_how_far_it_is(checked):
    told = []
    assert checked.verify(lambda done, total: told.append((done, total))) == ()
    total = told[-1][1]
    assert total >= 8
    assert told == [(n, total) for n in range(1, total + 1)]


@pytest.mark.parametrize("at", [pytest.param(0, id="first byte"), pytest.param(-1, id="last byte")])
def test_a_flipped_byte_of_an_original_is_named(checked, at):
    (scan,) = (source for source in checked.sources() if source.name == "scan.pdf")
    flip(checked.blob_path(scan.sha256), at)
    (fault,) = checked.verify()
    assert (fault.kind, fault.subject) == ("original", scan.id)
    assert "scan.pdf" in fault.sentence
    assert scan.sha256 in fault.sentence


def test_a_flipped_byte_of_a_text_is_named_even_when_the_text_is_in_memory(checked):
    path = checked.blob_path(PLACES[1].text_sha256)
    checked.passages(PLACES[1].id)
    flip(path, 3)
    assert {subject for _, subject in named(checked)} == {PLACES[1].id}


def test_a_missing_blob_and_a_stray_damaged_one_are_named(checked):
    stray = checked.keep_text("kept, but no source speaks of it")
    flip(checked.blob_path(stray))
    checked.blob_path(FILM[1].text_sha256).unlink()
    assert named(checked) >= {("blob", stray)}
    assert any(fault.subject == FILM[1].id and "missing" in fault.sentence for fault in checked.verify())


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param("UPDATE log SET actor = 'x' WHERE seq = 3", ("log", "log 3"), id="log field"),
        pytest.param("DELETE FROM log WHERE seq = 2", ("log", "log 3"), id="log entry taken out"),
        pytest.param("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", ("log", "log"), id="log cut off"),
        pytest.param("DELETE FROM log", ("log", "log"), id="log emptied"),
        pytest.param("UPDATE log SET payload = '{' WHERE seq = 2", ("log", "log 2"), id="log unreadable"),
        pytest.param(
            f"UPDATE sources SET reliability = 'A' WHERE id = '{NOTE[1].id}'", ("record", NOTE[1].id), id="source field"
        ),
        pytest.param(
            f"UPDATE passages SET speaker = 'Ann' WHERE id = '{NOTE[2][0].id}'", ("record", NOTE[1].id), id="speaker"
        ),
        pytest.param(
            f"UPDATE passages SET end = end + 1 WHERE id = '{NOTE[2][0].id}'",
            ("span", f"passage {NOTE[2][0].id}"),
            id="passage end",
        ),
        pytest.param(
            f"UPDATE passages SET segments = '[[0,99999,\"paragraph\",1,1,null]]' WHERE id = '{NOTE[2][0].id}'",
            ("span", f"passage {NOTE[2][0].id}"),
            id="passage place",
        ),
        pytest.param(
            f"UPDATE passages SET segments = 'x' WHERE id = '{NOTE[2][0].id}'",
            ("span", f"passage {NOTE[2][0].id}"),
            id="passage unreadable",
        ),
        pytest.param(
            f"UPDATE claims SET quote = 'They opened 119 of 189 boxes.' WHERE id = '{BOXES.id}'",
            ("quote", f"claim {BOXES.id}"),
            id="claim quote",
        ),
        pytest.param(
            f"UPDATE claims SET checkable = 0 WHERE id = '{BOXES.id}'", ("record", FILM[1].id), id="claim switched off"
        ),
        pytest.param(
            f"UPDATE evidence SET quote = 'x' WHERE id = '{FINDINGS[0].evidence[1].id}'",
            ("quote", f"evidence {FINDINGS[0].evidence[1].id}"),
            id="evidence quote",
        ),
        pytest.param(
            f"UPDATE evidence SET stance = 'supports' WHERE claim_id = '{BOXES.id}'",
            ("record", FILM[1].id),
            id="stance",
        ),
        pytest.param(
            f"UPDATE findings SET verdict = replace(verdict, 'contra', 'pro') WHERE claim_id = '{BOXES.id}'",
            ("record", FILM[1].id),
            id="verdict",
        ),
        pytest.param(
            f"UPDATE findings SET claim = replace(claim, '109', '119') WHERE claim_id = '{BOXES.id}'",
            ("quote", f"finding of {BOXES.id}"),
            id="judged claim",
        ),
        pytest.param(
            f"UPDATE findings SET verdict = '{{}}' WHERE claim_id = '{BOXES.id}'",
            ("span", f"finding of {BOXES.id}"),
            id="verdict unreadable",
        ),
        pytest.param(f"DELETE FROM passages WHERE id = '{NOTE[2][1].id}'", ("link", "evidence 3"), id="link broken"),
        pytest.param(f"DELETE FROM passages WHERE id = '{NOTE[2][2].id}'", ("record", NOTE[1].id), id="passage gone"),
        pytest.param(f"UPDATE marks SET checkable = 1 WHERE claim_id = '{DARK.id}'", ("record", DARK.id), id="mark"),
        pytest.param("DELETE FROM marks", ("record", DARK.id), id="mark gone"),
    ],
)
def test_whatever_is_changed_behind_the_back_is_named(checked, statement, expected):
    checked.mark(DARK.id, False, "Ann", "skip")
    assert checked.verify() == ()
    edit(checked, statement)
    assert expected in named(checked)


def test_the_log_refuses_to_be_changed(checked):
    connection = sqlite3.connect(checked.path / "case.db")
    for statement in ("UPDATE log SET actor = 'x'", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_a_source_put_in_without_the_log_is_named(checked):
    edit(
        checked,
        f"CREATE TEMP TABLE one AS SELECT * FROM sources WHERE id = '{NOTE[1].id}'",
        "UPDATE one SET id = 's-new'",
        "INSERT INTO sources SELECT * FROM one",
    )
    assert ("record", "s-new") in named(checked)


def test_a_page_of_the_database_overwritten_is_a_fault_not_a_crash(checked):
    checked.close()
    database = checked.path / "case.db"
    data = database.read_bytes()
    found = 0
    for page in range(1, len(data) // 4096):
        database.write_bytes(data[: page * 4096] + b"\xa5" * 4096 + data[(page + 1) * 4096 :])
        try:
            with Store.open(checked.path, readonly=True) as damaged:
                assert damaged.verify() != (), page
                found += 1
        except CaseDamaged:
            continue
    assert found > 5


FIELDS = ("seq", "at", "actor", "action", "payload", "previous", "hash")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_changed_field_breaks_the_chain(checked, data):
    with sqlite3.connect(checked.path / "case.db") as connection:
        (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'log_no_update'").fetchone()
        connection.execute("DROP TRIGGER log_no_update")
        rows = connection.execute(f"SELECT {', '.join(FIELDS)} FROM log ORDER BY seq").fetchall()
        row = data.draw(st.sampled_from(rows))
        field = data.draw(st.sampled_from(FIELDS))
        old = row[FIELDS.index(field)]
        if field == "seq":
            new = data.draw(st.integers(-5, 1000).filter(lambda n: n not in {r[0] for r in rows}))
        else:
            new = data.draw(changed(old))
        connection.execute(f"UPDATE log SET {field} = ? WHERE seq = ?", (new, row[0]))
        connection.commit()
        try:
            assert any(fault.kind == "log" for fault in checked.verify())
        finally:
            at = new if field == "seq" else row[0]
            connection.execute(f"UPDATE log SET {field} = ? WHERE seq = ?", (old, at))
            connection.execute(trigger)
            connection.commit()
    connection.close()
    assert checked.verify() == ()


@st.composite
def changed(draw, text):
    """The text with one character replaced, left out or put in."""
    at = draw(st.integers(0, len(text) - 1))
    letter = draw(st.characters(exclude_categories=["Cs"], exclude_characters=[text[at]]))
    return draw(
        st.sampled_from(
            [text[:at] + letter + text[at + 1 :], text[:at] + text[at + 1 :], text[:at] + letter + text[at:]]
        )
    )

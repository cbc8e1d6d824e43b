"""A case of an earlier layout, written by the Loupe of its time, opens, holds what it held, and goes on."""

import os
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from loupe.model.errors import CaseDamaged, WriteDenied
from loupe.store import FORMAT, Store

OLD = Path(__file__).parent / "case_of_format_1.zip"
"""A case with one source, a film of three claims that was checked, and a mark on the first claim."""


@pytest.fixture
def old(tmp_path):
    with zipfile.ZipFile(OLD) as packed:
        packed.extractall(tmp_path / "old")
    return tmp_path / "old"


def column_names(case):
    connection = sqlite3.connect(case / "case.db")
    try:
        return [row[1] for row in connection.execute("PRAGMA table_info(claims)")]
    finally:
        connection.close()


@pytest.mark.parametrize("readonly", [pytest.param(False, id="to write"), pytest.param(True, id="only to read")])
def test_it_opens_with_everything_in_it_and_every_hash_holds(old, readonly):
    assert "filled" not in column_names(old)
    with Store.open(old, readonly=readonly, actor="Jo") as store:
        assert store.format == FORMAT
        (work,) = store.sources("work")
        claims = store.claims(work.id)
        assert [c.quote for c in claims] == [
            "Leonardo Verdi rented an office in 2000.",
            "He left it in 2003.",
            "The ferry carried 412 passengers.",
        ]
        assert all(c.filled == () for c in claims)
        assert [f.verdict.label for f in store.findings(work.id)][-1] == "contradicted"
        assert store.marks(work.id) == {claims[0].id: False}
        assert store.verify() == ()
        assert [e.action for e in store.log()].count("case upgraded") == 1
        assert store.log()[-1].actor == "Jo"
    assert "filled" in column_names(old)


def test_it_is_brought_up_to_date_once(old):
    for _ in range(3):
        with Store.open(old) as store:
            entries = len(store.log())
    with Store.open(old) as store:
        assert len(store.log()) == entries


def test_claims_that_somebody_changed_are_not_sealed_anew(old):
    connection = sqlite3.connect(old / "case.db")
    connection.execute("UPDATE claims SET text = 'The ferry carried 438 passengers.' WHERE text LIKE 'The ferry%'")
    connection.commit()
    connection.close()
    with pytest.raises(CaseDamaged, match="not those that the log says"):
        Store.open(old)
    assert "filled" not in column_names(old)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_may_be_written_it_says_so(old):
    for path in (old / "case.db", old):
        path.chmod(0o500)
    with pytest.raises(WriteDenied):
        Store.open(old, readonly=True)


def test_a_case_without_web_addresses_opens_and_takes_them(tmp_path):
    with zipfile.ZipFile(OLD.with_name("case_of_format_3.zip")) as packed:
        packed.extractall(tmp_path / "old")
    with Store.open(tmp_path / "old", actor="Jo") as store:
        assert store.format == FORMAT
        (paper,) = store.sources("archive")
        assert (paper.title, paper.address) == ("The paper", None)
        assert store.findings(store.sources("work")[0].id)[0].verdict.label == "contradicted"
        store.replace_source(replace(paper, address="https://example.org/paper"), "found", "Jo")
        assert store.source(paper.id).address == "https://example.org/paper"
        assert store.verify() == ()


def test_an_address_that_leads_elsewhere_than_to_the_web_is_damage(old):
    with Store.open(old) as store:
        source = store.sources()[0].id
    connection = sqlite3.connect(old / "case.db")
    connection.execute("UPDATE sources SET address = 'javascript:alert(1)'")
    connection.commit()
    connection.close()
    with Store.open(old) as store, pytest.raises(CaseDamaged, match=source):
        store.source(source)

import dataclasses

import pytest
from store_samples import CLAIMS, FILM, FINDINGS, NOTE, PLACES, SCAN, keep

from loupe.model import source_id
from loupe.store import Store


@pytest.fixture
def store(tmp_path):
    """An empty case."""
    with Store.create(tmp_path / "case", "antwerp", {"loupe.toml": "[reading]\n"}) as store:
        yield store


@pytest.fixture
def checked(store):
    """A case with four sources, one of them a work that has been checked."""
    original = store.path.parent / "note.txt"
    original.write_bytes(NOTE[0].encode())
    store.keep_file(original, 1000)
    keep(store, NOTE, FILM, PLACES)
    store.add_sources([(scan_with_its_original(store), ())])
    store.save_claims(FILM[1].id, CLAIMS)
    store.save_findings(FILM[1].id, "first", FINDINGS)
    return store


def scan_with_its_original(store):
    """The scan, with an original that really is in the case."""
    path = store.path.parent / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 \x00\xff")
    kept = store.keep_file(path, 1000)
    return dataclasses.replace(SCAN, id=source_id(kept.sha256), sha256=kept.sha256, size=kept.size)

"""Rule 1: a citation opens on exactly its words, or it is refused; never on other words."""

import random

import pytest
from promise_samples import FILES

from loupe.engine import Case
from loupe.model.errors import OriginalAltered
from loupe.store.blobs import Blobs

NAMES = ("Tom Rourke", "Alice Venn", "Lisbon", "the bank", "the auditors", "the clerk")


def citations(case):
    """(text hash, start, end, quote) of every claim, every piece of evidence and every passage of the case."""
    found = []
    hashes = {s.id: s.text_sha256 for s in case.sources()}
    for source in case.sources():
        spans = [(p.locator.start, p.locator.end, p.text) for p in case.passages(source.id)]
        found += [(hashes[source.id], *span) for span in spans]
    for finding in case.findings():
        claim = finding.claim
        found.append((hashes[claim.work_id], claim.locator.start, claim.locator.end, claim.quote))
        found += [(hashes[e.source_id], e.locator.start, e.locator.end, e.quote) for e in finding.evidence]
    return sorted(set(found))


def edited(text, chance):
    """The text after one edit of the kinds that really happen to files; now and then it comes out as it was."""
    at, to = sorted(chance.sample(range(len(text) + 1), 2))
    kind = chance.randrange(7)
    if kind == 0:
        return text[:at] + text[to:]
    if kind == 1:
        one, other = chance.sample(NAMES, 2)
        return text.replace(one, "\x00").replace(other, one).replace("\x00", other)
    if kind == 2:
        blocks = text.split("\n\n")
        blocks.insert(chance.randrange(len(blocks) + 1), chance.choice(blocks))
        return "\n\n".join(blocks)
    if kind == 3:
        return "".join(chance.choice("0123456789") if c.isdigit() and chance.random() < 0.3 else c for c in text)
    if kind == 4:
        return text[:at] + chance.choice(["\ufeff", " ", "\r\n", "not ", "\u0301"]) + text[at:]
    if kind == 5:
        blocks = text.split("\n\n")
        chance.shuffle(blocks)
        return "\n\n".join(blocks)
    return text[:at] + text[at:to][::-1] + text[to:]


def overwrite(path, text):
    """Put a text in the place of a file's; in place, because disks are slow at emptying files."""
    with path.open("r+b") as file:
        file.truncate(file.write(text.encode("utf-8")))


def test_ten_thousand_edits_and_no_wrong_quote(case):
    chance = random.Random(20030215)
    cited = citations(case)
    blobs = Blobs(case.path, readonly=True)
    texts = {sha: blobs.text_from_disk(sha) for sha, *_ in cited}
    assert all(texts[sha][a:b] == quote for sha, a, b, quote in cited)
    for sha in texts:
        blobs.path(sha).chmod(0o600)
    exact = refused = would_have_been_wrong = 0
    for _ in range(10_000):
        sha, start, end, quote = chance.choice(cited)
        changed = edited(texts[sha], chance)
        overwrite(blobs.path(sha), changed)
        try:
            opened = blobs.text_from_disk(sha)
        except OriginalAltered:
            refused += 1
            would_have_been_wrong += changed[start:end] != quote
        else:
            assert opened[start:end] == quote
            exact += 1
    assert exact + refused == 10_000
    assert exact > 50, "edits that change nothing are not refused"
    assert would_have_been_wrong > 3_000, "the edits really would have moved the quotes"


@pytest.mark.parametrize("seed", range(6))
def test_an_edited_text_is_refused_by_the_whole_case_and_named(place, seed):
    chance = random.Random(seed)
    with Case.open(place / "case") as case:
        sources = [s for s in case.sources() if s.text_sha256]
        source = sources[seed % len(sources)]
        cited = {e.source_id for f in case.findings() for e in f.evidence} | {f.claim.work_id for f in case.findings()}
        path = case._store.blob_path(source.text_sha256)
    text = path.read_text("utf-8")
    changed = next(new for new in iter(lambda: edited(text, chance), None) if new != text)
    path.chmod(0o600)
    path.write_bytes(changed.encode("utf-8"))
    with Case.open(place / "case") as case:
        with pytest.raises(OriginalAltered) as raised:
            case.passages(source.id)
        assert raised.value.hint
        faults = case.verify()
        assert any(source.text_sha256 in str(fault) or source.name in str(fault) for fault in faults)
        if source.id in cited:
            with pytest.raises(OriginalAltered):
                case.findings()  # no quote of it is shown any more
        for other in sources:
            if other.text_sha256 != source.text_sha256:
                assert case.passages(other.id)


def test_a_deleted_text_is_refused(place):
    with Case.open(place / "case") as case:
        source = next(s for s in case.sources() if s.name == "court.txt")
        case._store.blob_path(source.text_sha256).unlink()
    with Case.open(place / "case") as case, pytest.raises(OriginalAltered):
        case.passages(source.id)


def test_a_changed_file_is_a_new_source_and_the_old_citations_hold(case, place):
    before = {e.id: (e.source_id, e.quote, e.locator) for f in case.findings() for e in f.evidence}
    old = next(s for s in case.sources() if s.name == "court.txt")
    changed = FILES["court.txt"].replace("£2 million", "£7 million")
    (place / "archive" / "court.txt").write_text("A new first line.\n\n" + changed, "utf-8")
    report = case.add(place / "archive")
    assert [s.name for s in report.added] == ["court.txt"]
    assert report.added[0].id != old.id
    held = {e.id: (e.source_id, e.quote, e.locator) for f in case.findings() for e in f.evidence}
    assert held == before
    texts = {p.id: p for p in case.passages(old.id)}
    cited = [e for f in case.findings() for e in f.evidence if e.source_id == old.id]
    assert cited
    for e in cited:
        base = texts[e.passage_id].locator.start
        assert texts[e.passage_id].text[e.locator.start - base : e.locator.end - base] == e.quote
    assert case.verify() == ()


def test_the_original_lies_untouched(case):
    for source in case.sources():
        wanted = FILES.get(source.name)
        if wanted:
            assert case._store.blob_path(source.sha256).read_text("utf-8") == wanted

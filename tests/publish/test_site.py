"""The public folder: what a person signed, and not one byte of anything else."""

from __future__ import annotations

import json
import re

import pytest
from markupsafe import escape

from loupe.engine import Case
from loupe.model.errors import AlreadyDecided, IdUnknown, UsageError

FILM = """1
00:00:01,000 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.

2
00:00:05,000 --> 00:00:08,000
CANARYUNSIGNED was hurt in 2004.

3
00:00:09,000 --> 00:00:12,000
The vault lay 20 metres underground.

4
00:00:13,000 --> 00:00:16,000
The police arrested CANARYUNDECIDED Bauer in 2003.

5
00:00:17,000 --> 00:00:20,000
In 2001 the gang met a man named Alessandro Rossi

6
00:00:21,000 --> 00:00:24,000
who ordered the theft of the diamonds.
"""
LONG = ", and another half of this sentence about the district says little" * 9
PUBLIC = f"Detectives counted 123 opened boxes of 189 in the vault{LONG}.\n\nThe vault lay 20 metres underground.\n"
PRIVATE = "The thieves opened 109 of the 189 boxes, CANARYTEXT.\n\nThe vault lay 20 metres underground, CANARYTWO.\n"
PLAIN = "The thieves opened 109 of the 189 boxes in one night.\n"


@pytest.fixture
def case(tmp_path):
    hidden = tmp_path / "CANARYFOLDER"
    hidden.mkdir()
    (hidden / "film.srt").write_text(FILM)
    (hidden / "paper.txt").write_text(PUBLIC)
    (hidden / "CANARYFILE.txt").write_text(PRIVATE)
    (hidden / "in" / "CANARYSUB").mkdir(parents=True)
    (hidden / "in" / "CANARYSUB" / "plain.txt").write_text(PLAIN)
    with Case.create(tmp_path / "CANARYPATH", name="CANARYCASE") as made:
        made.add(hidden / "paper.txt", title="A paper", maker="The Desk", draws_on=["CANARYDRAWN"])
        made.add(hidden / "CANARYFILE.txt", title="CANARYTITLE", maker="CANARYMAKER")
        made.add(hidden / "in")
        made.check(hidden / "film.srt", title="The Film", fast=True)
        for name in ("loupe.toml", "policy.toml"):
            with (made.path / name).open("a") as file:
                file.write("\n# CANARYSETTING\n")
    with Case.open(tmp_path / "CANARYPATH") as opened:
        yield opened


def decide(case, line, *, sign=True, label="accept", who="Canarina Person"):
    page = case.page_of_script()
    found = page.lines[line - 1]
    for claim in found.claims:
        if claim.head.checkable:
            case.decide(None, "verdict", {"claim": claim.head.id, "label": label}, why="CANARYREASON", who=who)
    if sign:
        sign_line(case, line, who)
    return [claim.head.id for claim in found.claims if claim.head.checkable]


def sign_line(case, line, who="Canarina Person"):
    passage = case.page_of_script().lines[line - 1].passage_id
    case.decide(None, "signed", {"passage": passage, "on": True}, why="CANARYSIGNED", who=who)


@pytest.fixture
def signed(case):
    """Line 1 decided and signed, with notes; line 2 decided only; the paper is public. Line 1 may leave."""
    (first,) = decide(case, 1, sign=False)
    case.decide(None, "note", {"claim": first, "text": "CANARYNOTE", "private": True}, who="Canarina Person")
    case.decide(None, "note", {"claim": first, "text": "The count is of the police.", "private": False}, who="Ben Ito")
    sign_line(case, 1)
    case.decide(None, "searched", {"claim": first, "query": "CANARYQUERY", "found": 0}, who="Canarina Person")
    decide(case, 2, sign=False)
    paper = next(s for s in case.sources() if s.title == "A paper")
    case.make_public([paper.id, "CANARYSUB/plain.txt"], why="CANARYWHY")
    spoken = {e.source_id: e.stance for f in case.findings() if f.claim.id == first for e in f.evidence}
    assert set(spoken.values()) <= {"supports", "contradicts"}  # the private source speaks to the claim as well
    assert len(spoken) == 3
    return case


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("names", [pytest.param(False, id="nobody named"), pytest.param(True, id="initials")])
def test_nothing_that_nobody_let_go_leaves(signed, tmp_path, names):
    done = signed.publish(tmp_path / "site", names=names, by="The Desk")
    assert (done.claims, done.sources, done.held_back) == (1, 2, 5)
    private = next(s for s in signed.sources() if s.title == "CANARYTITLE")
    paper = next(s for s in signed.sources() if s.title == "A paper")
    work = signed.works()[0]
    log = [entry.hash for entry in signed._store.log()]
    secret = ["canary", "canarina", "loupe.toml", str(tmp_path).lower(), private.id, private.id[2:], private.sha256,
              private.text_sha256, paper.sha256, work.sha256, work.id[2:], *log]  # fmt: skip
    for name, data in files_of(tmp_path / "site").items():
        text = (name + "\n" + data.decode("utf-8")).lower()
        for word in secret:
            assert word not in text, (name, word)


def test_what_a_person_let_go_is_there(signed, tmp_path):
    signed.publish(tmp_path / "site", by="The Desk")
    files = {name: data.decode() for name, data in files_of(tmp_path / "site").items()}
    claims = files["claims.html"]
    assert '<b>Note of the fact-checkers:</b> <span dir="auto">The count is of the police.</span>' in claims
    assert any("Note of the fact-checkers:" in data for name, data in files.items() if name.startswith("parts/"))
    assert "Detectives counted 123 opened boxes of 189" in claims
    assert "A paper" in files["sources.html"]
    assert "Nobody" not in claims


def test_initials_are_shown_where_names_are_asked_for(signed, tmp_path):
    signed.publish(tmp_path / "site", names=True)
    page = (tmp_path / "site" / "claims.html").read_text()
    assert "decided by C P" in page
    assert 'Note of <span dir="auto">B I</span>:' in page


def test_a_quote_is_cut_to_a_quote_and_says_so(signed, tmp_path):
    signed.publish(tmp_path / "site")
    page = (tmp_path / "site" / "claims.html").read_text()
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.DOTALL)
    assert quotes
    assert all(len(quote) <= 300 and quote in PUBLIC + PLAIN for quote in quotes)
    assert "left out" in page


@pytest.mark.parametrize(
    ("undo", "left"),
    [
        pytest.param(lambda c, claim: c.decide(None, "verdict", {"claim": claim, "label": "unsure"}), 0, id="unsure"),
        pytest.param(lambda c, claim: c.add(c.path.parent / "late.txt"), 1, id="a source added, not yet checked"),
    ],
)
def test_only_what_is_decided_is_published(case, tmp_path, undo, left):
    (first,) = decide(case, 1)
    (tmp_path / "late.txt").write_text("The thieves opened 123 boxes, a late paper said.\n")
    undo(case, first)
    if left:
        assert case.publish(tmp_path / "site").claims == left
    else:
        with pytest.raises(UsageError, match="Nothing can be published"):
            case.publish(tmp_path / "site")


def test_a_line_that_an_open_claim_runs_on_into_does_not_leave_and_a_decided_claim_only_with_both(case, tmp_path):
    decide(case, 1)
    lines = case.page_of_script().lines
    assert [claim.head.number for claim in lines[5].continues] == ["5.1"]
    with pytest.raises(UsageError, match=r"Line 6 cannot be signed yet: 5\.1 is not decided\."):
        sign_line(case, 6)
    decide(case, 5, sign=False)
    sign_line(case, 6)
    assert case.publish(tmp_path / "site").claims == 1
    assert b"who ordered" not in b"".join(files_of(tmp_path / "site").values())
    decide(case, 5)
    assert case.publish(tmp_path / "site").claims == case.page_of_script().public == 2
    assert b"who ordered" in b"".join(files_of(tmp_path / "site").values())


def test_a_line_is_held_back_while_a_claim_in_it_is(case, tmp_path):
    decide(case, 1)
    decide(case, 3)
    (tmp_path / "late.txt").write_text("The thieves opened 109 of the 189 boxes, a late paper said.\n")
    case.add(tmp_path / "late.txt")
    case.check(case.works()[0].id, fast=True)
    assert case.page_of_script().lines[0].open == 1
    case.publish(tmp_path / "site")
    everything = b"".join(files_of(tmp_path / "site").values())
    assert b"20 metres underground" in everything
    assert b"opened 109" not in everything


def test_a_claim_made_clearer_after_its_verdict_is_held_back_until_a_person_decides_again(case, tmp_path):
    decide(case, 3)
    (first,) = decide(case, 1)
    case.decide(None, "text", {"claim": first, "text": "Its door was made of cheese."}, who="Ben Ito")
    assert "1 decided claim has other words" in case.changes().said
    assert case.page_of_claims("flagged=yes").found == 1
    assert case.publish(tmp_path / "site").claims == 1
    assert b"cheese" not in b"".join(files_of(tmp_path / "site").values())
    decide(case, 1)
    assert case.publish(tmp_path / "site").claims == 2
    everything = b"".join(files_of(tmp_path / "site").values())
    assert b"cheese" in everything
    assert b"changed since" not in everything


def say(case, claim, passage, stance, quote=None):
    """What a person says of a card: of one that was found, by its evidence, or of words that are attached by hand."""
    start = passage.locator.start + (passage.text.index(quote) if quote else 0)
    quote = quote or passage.text
    fields = {"claim": claim, "passage": passage.id, "start": start, "end": start + len(quote), "quote": quote}
    return case.decide(None, "card", fields | {"stance": stance}, who="Ben Ito")


def test_a_verdict_that_no_card_bears_out_any_more_is_held_back_until_a_person_decides_again(case, tmp_path):
    decide(case, 3)
    (first,) = decide(case, 1, label="contested")
    assert case.publish(tmp_path / "site").claims == 2
    against = [e for f in case.findings() if f.claim.id == first for e in f.evidence if e.stance == "contradicts"]
    for e in against:
        fields = {"claim": first, "passage": e.passage_id, "start": e.locator.start, "end": e.locator.end}
        case.decide(None, "card", fields | {"quote": e.quote, "stance": "irrelevant"}, who="Ben Ito")
    page = case.page_of_script()
    assert [row.number for row in page.checklist if row.kind == "disagree"] == [1]
    assert "no card that counts speaks against it" in case.page_of_claim(first).disagrees
    assert case.publish(tmp_path / "site").claims == page.public == 1
    assert b"opened 109" not in b"".join(files_of(tmp_path / "site").values())
    decide(case, 1, label="corroborated")
    assert case.publish(tmp_path / "site").claims == 2


def test_a_passage_attached_by_hand_is_published_with_its_claim_and_counted(case, tmp_path):
    (third,) = decide(case, 3)
    paper = next(s for s in case.sources() if s.title == "A paper")
    say(case, third, case.passages(paper.id)[0], "supports", "Detectives counted 123 opened boxes")
    sign_line(case, 3)
    (private,) = [row for row in case.page_of_script().checklist if row.kind == "private"]
    assert "A paper: 1 claim" in [one.words for one in private.named]
    case.make_public([paper.id])
    case.publish(tmp_path / "site")
    assert "Detectives counted 123 opened boxes" in (tmp_path / "site" / "claims.html").read_text()
    script = {claim.id: claim for claim in case.script_context().claims}
    assert [card.source_label for card in script[third].evidence if card.by_hand] == ["A paper"]
    assert b"attached by hand by Ben Ito" in case.file_of_claims("", "csv")


def test_a_claim_with_other_evidence_than_was_seen_is_held_back(case, tmp_path):
    decide(case, 1)
    decide(case, 3)
    (tmp_path / "late.txt").write_text("The thieves opened 109 of the 189 boxes, a late paper said.\n")
    case.add(tmp_path / "late.txt")
    case.check(case.works()[0].id, fast=True)
    page = case.page_of_script()
    assert [row.number for row in page.checklist if row.kind == "changed"] == [1]
    assert case.publish(tmp_path / "site").claims == page.public == 1


def test_two_public_sources_of_one_title_are_told_apart_by_numbers(signed, tmp_path):
    other = next(s for s in signed.sources() if s.name == "CANARYSUB/plain.txt")
    signed.describe_source(other.id, {"title": "A paper"}, who="Canarina Person")
    signed.publish(tmp_path / "site")
    page = files_of(tmp_path / "site")["sources.html"].decode()
    assert {"A paper (1)", "A paper (2)"} <= set(re.findall(r'dir="auto">([^<]+)</a></th>', page))


def test_a_source_taken_back_is_gone_with_the_next_writing(signed, tmp_path):
    signed.publish(tmp_path / "site")
    paper = next(s for s in signed.sources() if s.title == "A paper")
    signed.make_public([paper.id], on=False)
    assert signed.publish(tmp_path / "site").sources == 1
    assert b"Detectives counted" not in b"".join(files_of(tmp_path / "site").values())


def test_the_same_case_gives_the_same_bytes(signed, tmp_path):
    signed.publish(tmp_path / "one")
    signed.publish(tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda to: (to.mkdir(), (to / "mine.txt").write_text("x")), id="a folder of somebody's"),
        pytest.param(lambda to: to.write_text("x"), id="a file"),
        pytest.param(lambda to: to.symlink_to("/tmp"), id="a link"),
        pytest.param(lambda to: (to.mkdir(), (to / "loupe-folder.json").write_text("[]")), id="a broken list"),
    ],
)
def test_what_loupe_did_not_write_is_left_alone(signed, tmp_path, make):
    to = tmp_path / "site"
    make(to)
    before = to.read_bytes() if to.is_file() else sorted(p.name for p in to.iterdir())
    with pytest.raises(UsageError):
        signed.publish(to)
    assert (to.read_bytes() if to.is_file() else sorted(p.name for p in to.iterdir())) == before


def test_what_web_hosts_want_in_a_folder_stays_there(signed, tmp_path):
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: main")
    signed.publish(site)
    (site / "CNAME").write_text("example.org")
    (site / ".nojekyll").touch()
    signed.publish(site)
    assert (site / ".git" / "HEAD").read_text() == "ref: main"
    assert (site / "CNAME").read_text() == "example.org"
    assert {".nojekyll", "index.html", "loupe-folder.json"} <= {p.name for p in site.iterdir()}


def test_a_failed_writing_leaves_the_old_folder_and_nothing_beside_it(signed, tmp_path, monkeypatch):
    from loupe.publish import folder

    signed.publish(tmp_path / "site")
    before, beside = files_of(tmp_path / "site"), sorted(p.name for p in tmp_path.iterdir())
    real = folder._write

    def full(path, content):
        if path.name == "sources.html":
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(Exception, match="no room"):
        signed.publish(tmp_path / "site")
    assert files_of(tmp_path / "site") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == beside


def test_each_signed_claim_has_a_claim_review(signed, tmp_path):
    signed.publish(tmp_path / "site", by="The Desk", address="https://example.org/antwerp")
    page = (tmp_path / "site" / "claims.html").read_text()
    (packed,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    plain = json.loads(packed)
    assert plain["@context"] == "https://schema.org"
    (review,) = plain["@graph"]
    assert review["@type"] == "ClaimReview"
    assert review["url"].startswith("https://example.org/antwerp/claims.html#c-")
    assert review["author"] == {"@type": "Organization", "name": "The Desk"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", review["datePublished"])
    assert review["reviewRating"]["alternateName"] in ("contradicted", "contested", "corroborated", "uncorroborated")
    assert review["itemReviewed"]["appearance"]["name"] == "The Film"


def test_every_link_leads_to_a_file_of_the_folder(signed, tmp_path):
    signed.publish(tmp_path / "site")
    files = files_of(tmp_path / "site")
    for name, data in files.items():
        if not name.endswith((".html", ".js")):
            continue
        for link in re.findall(r'(?:href|src)=\\?"([^"\\]+)', data.decode()):
            path, _, mark = link.partition("#")
            path = path.partition("?")[0] or name
            assert path in files, (name, link)
            if mark:
                assert f'id="{mark}"' in files[path].decode(), (name, link)


def test_an_unknown_source_marks_none(case):
    paper = next(s for s in case.sources() if s.title == "A paper")
    with pytest.raises(IdUnknown):
        case.make_public([paper.id, "s-000000000000"])
    assert case.review().public == frozenset()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        pytest.param({"media": "copy"}, "no film", id="no film to copy"),
        pytest.param({"address": "javascript:alert(1)"}, "cannot be the web address", id="an address that runs"),
        pytest.param({"media": "all"}, "cannot be published as", id="no such choice"),
    ],
)
def test_what_cannot_be_is_said(signed, tmp_path, said, why):
    with pytest.raises(UsageError, match=why):
        signed.publish(tmp_path / "site", **said)
    assert not (tmp_path / "site").exists()


def test_what_somebody_decides_after_a_sign_off_does_not_leave_under_it(case, tmp_path):
    decide(case, 3)
    (first,) = decide(case, 1, who="Ann")
    assert case.publish(tmp_path / "site").claims == 2
    case.decide(None, "note", {"claim": first, "text": "NOBODYSIGNED", "private": False}, who="Ben Ito")
    line = case.page_of_script().lines[0]
    assert (line.signed_by, line.reopened) == ("", "a public note was written or taken back since Ann signed it")
    assert (case.page_of_film().lines[0].signed_by, case.page_of_case().works[0].signed) == ("", 1)
    assert case.changes().lines == (1,)
    assert case.publish(tmp_path / "site").claims == 1
    assert b"NOBODYSIGNED" not in b"".join(files_of(tmp_path / "site").values())
    case.undo(who="Ben Ito")
    assert case.page_of_script().lines[0].signed_by == "Ann"
    assert case.publish(tmp_path / "site").claims == 2


def test_a_line_is_not_signed_over_what_somebody_decided_since_the_page_was_made(case):
    (first,) = decide(case, 1, sign=False, who="Ann")
    page = case.page_of_script()
    fields = {"passage": page.lines[0].passage_id, "on": True}
    case.decide(None, "star", {"claim": first, "on": True}, who="Ben Ito")
    case.decide(None, "note", {"claim": first, "text": "Look again.", "private": False}, who="Ben Ito")
    with pytest.raises(AlreadyDecided, match=r"Somebody else has decided something of 1\.1"):
        case.decide(None, "signed", fields, seen=page.seen, who="Ann")
    case.decide(None, "signed", fields, seen=case.page_of_script().seen, who="Ann")
    assert case.page_of_script().lines[0].signed_by == "Ann"


def test_a_public_source_is_linked_to_where_it_stands_on_the_web(signed, tmp_path):
    address = "https://example.org/paper?a=1&b='2'"
    sources = {s.label: s for s in signed.sources()}
    signed.describe_source(sources["A paper"].id, {"address": address}, who="Ben Ito")
    signed.describe_source(sources["CANARYTITLE"].id, {"address": "https://example.org/CANARYADDRESS"}, who="Ben Ito")
    signed.publish(tmp_path / "site")
    files = {name: data.decode() for name, data in files_of(tmp_path / "site").items()}
    link = f'href="{escape(address)}" rel="noopener noreferrer"'
    for name in ("claims.html", "sources.html", f"sources-{sources['A paper'].id}.html"):
        assert link in files[name], name
    assert any("example.org/paper" in data for name, data in files.items() if name.startswith("parts/"))
    assert "CANARYADDRESS" not in "".join(files.values())


def test_a_film_that_nobody_can_find_is_not_linked(signed, tmp_path):
    with pytest.raises(UsageError, match="Nobody has said where The Film stands on the web") as caught:
        signed.publish(tmp_path / "site", media="link")
    assert signed.works()[0].id in caught.value.hint
    assert not (tmp_path / "site").exists()
    signed.describe_source(signed.works()[0].id, {"address": "https://example.org/film"}, who="Ben Ito")
    signed.publish(tmp_path / "site", media="link")
    files = files_of(tmp_path / "site")
    assert b'href="https://example.org/film"' in files["film.html"]
    assert b'"url":"https://example.org/film"' in files["claims.html"]


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org/", "https://", "https:///a/", "https://example.org/a/?q=1", "https://example.org/#x",
     "https://me:pw@example.org/", "https://example.org/a b/", 'https://example.org/"'],
)  # fmt: skip
def test_the_address_of_the_folder_is_one_that_pages_can_stand_behind(signed, tmp_path, address):
    with pytest.raises(UsageError, match="cannot be the web address of a folder") as caught:
        signed.publish(tmp_path / "site", address=address)
    assert "https://example.org/antwerp/" in caught.value.hint
    assert not (tmp_path / "site").exists()

"""Claims split, merged and edited by keys alone, everywhere where claims are shown, until they are published."""

from __future__ import annotations

import pytest
from browsing import CHROMIUM, Window, chromium

from loupe.engine import Case
from loupe.model.errors import IdUnknown, UsageError
from loupe.web import serve

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium at /usr/bin/chromium")

FILM = """1
00:00:01,000 --> 00:00:02,000
A vault with 189 boxes lay 20 metres underground.

2
00:00:02,500 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.

3
00:00:04,500 --> 00:00:06,000
They opened 109 boxes of the 189 in the vault.

4
00:00:06,500 --> 00:00:08,000
Antwerp, in the middle of February.
"""
PAPER = """Detectives counted 123 opened boxes of 189 in the vault.

A vault with 189 boxes lay 20 metres underground, police said.
"""
PARTS = ("The vault lay 20 metres underground.", "The vault held 189 boxes.")


@pytest.fixture
def case(tmp_path):
    (tmp_path / "film.srt").write_text(FILM)
    (tmp_path / "paper.txt").write_text(PAPER)
    with Case.create(tmp_path / "case") as made:
        made.add(tmp_path / "paper.txt", title="A paper")
        made.check(tmp_path / "film.srt", title="The Film", fast=True)
    return tmp_path / "case"


@pytest.fixture
def opened(case):
    with Case.open(case) as found:
        yield found


def ids(opened):
    return {claim.number: claim.id for claim in opened.script_context().claims}


def decide(opened, kind, who="Anna", **fields):
    return opened.decide(None, kind, fields, who=who)


def refused(opened, words, kind, **fields):
    before = opened.review().last
    with pytest.raises(UsageError, match=words) as found:
        decide(opened, kind, who="Ben", **fields)
    assert opened.review().last == before
    return found.value.hint


def test_parts_are_decided_by_a_person_and_never_accepted(opened):
    one = ids(opened)
    decide(opened, "split", claim=one["1.1"], texts=list(PARTS))
    parts = ids(opened)
    assert "1.1" not in parts
    with pytest.raises(UsageError, match="nothing to accept"):
        decide(opened, "verdict", claim=parts["1.1a"], label="accept")
    with pytest.raises(UsageError, match="nothing to accept"):
        opened.decide_all(None, [parts["1.1a"], one["2.1"]], "accept")
    with pytest.raises(UsageError, match="was split"):
        decide(opened, "verdict", claim=one["1.1"], label="accept")
    kept = decide(opened, "verdict", claim=parts["1.1a"], label="corroborated")
    assert kept.fields["proposed"] == "not checked yet"
    page = opened.page_of_claim("1.1a")
    assert (page.head.decided, page.changed) == ("corroborated", False)
    assert not opened.changes()
    opened.undo(who="Anna")
    opened.undo(who="Anna")
    assert ids(opened) == one
    opened.redo(who="Anna")
    opened.redo(who="Anna")
    assert opened.page_of_claim("1.1a").head.decided == "corroborated"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        pytest.param(("split", {"claim": "1.1a", "texts": ["x", "y"]}), "part already", id="a part is not split"),
        pytest.param(("split", {"claim": "2.1", "texts": ["x", "x"]}), "say the same", id="parts that say the same"),
        pytest.param(("split", {"claim": "2.1", "texts": ["x"]}), "two texts", id="one part is none"),
        pytest.param(("merge", {"claim": "2.1", "into": "2.1"}), "itself", id="merged with itself"),
        pytest.param(("merge", {"claim": "2.1", "into": "1.1a"}), "part of a claim", id="merged into a part"),
        pytest.param(("merge", {"claim": "2.1", "into": "1.1"}), "was split", id="merged into a split one"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(opened, act, words):
    whole = ids(opened)
    decide(opened, "split", claim=whole["1.1"], texts=list(PARTS))
    known, before = {**whole, **ids(opened)}, opened.review().last
    kind, fields = act
    named = {name: known.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}
    with pytest.raises(UsageError, match=words):
        decide(opened, kind, **named)
    assert opened.review().last == before
    with pytest.raises(IdUnknown):
        decide(opened, "star", claim="c-0000000000000000", on=True)


def test_a_merge_of_a_decided_claim_is_decided_once_and_flags_only_what_is_new(opened):
    one = ids(opened)
    decide(opened, "verdict", claim=one["2.1"], label="accept")
    decide(opened, "verdict", claim=one["3.1"], label="accept")
    decide(opened, "merge", claim=one["3.1"], into=one["2.1"])
    page = opened.page_of_claim("2.1")
    brought = {(e.passage_id, e.quote) for e in page.claim.evidence if "says is the same" in " ".join(e.reasons)}
    assert page.changed is bool(brought)
    decide(opened, "verdict", claim=one["2.1"], label="accept")
    assert not opened.page_of_claim("2.1").changed
    assert not opened.changes()
    with pytest.raises(UsageError, match="merged into another"):
        decide(opened, "verdict", claim=one["3.1"], label="accept")


def test_what_can_be_checked_is_not_merged_into_what_cannot_and_the_other_way_round_it_is(opened):
    hint = refused(opened, "2.1 can be checked and 4.1 cannot", "merge", claim="2.1", into="4.1")
    assert hint.startswith("Merge 4.1 into 2.1 instead")
    decide(opened, "merge", claim="4.1", into="2.1")
    assert opened.page_of_claim("2.1").claim.checkable


def test_what_cannot_be_checked_takes_no_verdict_until_a_person_says_that_it_can(opened):
    ids_now = ids(opened)
    for label in ("accept", "contradicted", "not checkable", "unsure"):
        assert "loupe mark" in refused(opened, "4.1 cannot be checked", "verdict", claim="4.1", label=label)
    done = opened.decide_all(None, [ids_now["2.1"], ids_now["4.1"]], "contradicted", who="Anna")
    assert [d.fields["claim"] for d in done.kept] == [ids_now["2.1"]]
    assert done.words == "1 claim left out (4.1): what cannot be checked takes no verdict."
    with pytest.raises(UsageError, match=r"left out \(4.1\)"):
        opened.decide_all(None, [ids_now["4.1"]], "accept")
    done = opened.decide_all(None, [ids_now["2.1"], ids_now["4.1"]], "checkable", who="Anna")
    assert ([d.fields["claim"] for d in done.kept], done.left_out) == ([ids_now["4.1"]], ("2.1",))
    refused(opened, "nothing to accept", "verdict", claim="4.1", label="accept")
    kept = decide(opened, "verdict", claim="4.1", label="uncorroborated")
    assert kept.fields["proposed"] == "not checked yet"
    assert not opened.page_of_claim("4.1").changed
    film, table, script = opened.page_of_film(), opened.page_of_claims(), opened.page_of_script()
    assert (film.decided, film.checkable) == (table.decided, table.checkable) == (script.decided, script.checkable)
    assert film.checkable == 4
    opened.check(opened.works()[0].id, fast=True)
    now = opened.page_of_claim("4.1").claim
    assert (now.checkable, now.label) == (True, "uncorroborated"), "the check has followed it"


def test_what_loupe_mark_says_holds_at_once_and_is_taken_back_like_any_decision(opened):
    opened.mark(ids(opened)["4.1"], checkable=True, why="a date and a place")
    assert opened.page_of_claim("4.1").claim.label == "not checked yet"
    assert opened.history()[-1].did == "said that it can be checked"
    opened.undo()
    assert opened.page_of_claim("4.1").claim.label == "not checkable"


def test_who_split_or_merged_is_said_and_anybody_takes_it_back(opened):
    one = ids(opened)
    decide(opened, "merge", claim=one["3.1"], into=one["2.1"])
    decide(opened, "split", claim=one["1.1"], texts=list(PARTS))
    part = ids(opened)["1.1a"]
    refused(opened, "3.1 was merged into this claim by Anna", "merge", claim="2.1", into="3.1")
    refused(opened, "merged into another, 2.1, by Anna", "note", claim="3.1", text="Look.", private=True)
    refused(opened, "1.1 was split by Anna", "merge", claim="2.1", into="1.1")
    refused(opened, "was split by Anna", "verdict", claim="1.1", label="unsure")
    with pytest.raises(IdUnknown, match=r"There is no claim 99\.1 in"):
        decide(opened, "merge", claim="2.1", into="99.1")
    assert decide(opened, "whole", who="Ben", claim=part).fields == {"claim": one["1.1"], "into": ""}
    assert decide(opened, "whole", who="Ben", claim="3.1").fields == {"claim": one["3.1"], "into": one["2.1"]}
    assert ids(opened) == one
    rows = opened.history()
    assert [(r.who, r.did, r.before) for r in rows[-2:]] == [
        ("Ben", "took back its split", "Anna " + rows[1].did),
        ("Ben", "took back that it is the same as 2.1", "Anna said that it is the same as 2.1"),
    ]
    refused(opened, "This part of 1.1 stands no longer: the split by Anna", "verdict", claim=part, label="unsure")
    refused(opened, "This part of 1.1 stands no longer", "merge", claim="2.1", into="1.1b")
    refused(opened, "1.1 stands by itself", "whole", claim="1.1")
    opened.undo(who="Ben")
    assert "3.1" not in ids(opened)


def test_a_note_on_the_whole_stands_with_its_parts_and_is_made_private_there(opened):
    decide(opened, "note", claim="1.1", text="Ask the clerk.", private=False)
    decide(opened, "star", claim="1.1", on=True)
    decide(opened, "split", claim="1.1", texts=list(PARTS))
    page = opened.page_of_claim("1.1b")
    assert ([n.text for n in page.review.notes], page.head.starred) == (["Ask the clerk."], True)
    note = page.review.notes[0].seq
    decide(opened, "private", who="Ben", claim="1.1b", note=note)
    assert opened.page_of_claim("1.1a").review.notes[0].private
    assert not any(claim.notes for claim in opened.script_context().claims)
    refused(opened, "private already", "private", claim="1.1a", note=note)


def test_all_of_it_by_keys_alone_until_it_is_published(case, tmp_path):
    serving = serve(case, "Anna de Vries")
    with chromium() as browser:
        window = Window(browser, f"http://127.0.0.1:{serving.port}")
        window.go(serving.link)
        page = window.go(window.base + "/film")
        keys = page.keyboard

        def claim(number):
            page.wait_for_selector(f'#claim[data-number="{number}"]')

        def verdict(label):
            keys.press("x")
            page.wait_for_selector("#ask[open]")
            page.locator(f'#ask input[value="{label}"]').press(" ")
            keys.press("Enter")
            page.wait_for_selector("#ask:not([open])", state="attached")
            page.wait_for_selector("#claim .decision")

        keys.press("j")
        claim("1.1")
        keys.press("p")
        page.wait_for_selector("#ask[open]")
        keys.press("Control+a")
        keys.type("\n".join(PARTS))
        keys.press("Tab")
        keys.press("Enter")
        claim("1.1a")
        assert page.locator("#line-1 .head-of").all_inner_texts() == ["1.1a not checked yet", "1.1b not checked yet"]
        assert "Found for the whole claim 1.1" in page.inner_text("#claim .cards")
        keys.press("z")
        claim("1.1")
        keys.press("Z")
        claim("1.1a")
        keys.press("t")
        window.told("the split is taken back")
        claim("1.1")
        keys.press("z")
        claim("1.1a")
        keys.press("a")
        window.told("nothing to accept")
        keys.press("J")
        keys.press("s")
        page.wait_for_selector("#claim .card.s-supports")
        verdict("corroborated")
        keys.press("j")
        claim("1.1b")
        verdict("uncorroborated")

        keys.press("j")
        claim("2.1")
        keys.press("j")
        claim("3.1")
        keys.press("m")
        page.wait_for_selector("#ask[open]")
        keys.type("2.1")
        page.wait_for_function(
            "() => document.querySelector('#ask-body [role=status]').textContent.includes('109 of the 189')"
        )
        keys.press("Enter")
        claim("2.1")
        assert "Also said in line 3" in page.inner_text("#claim")
        assert page.inner_text("#line-3 .same-as").startswith("Same as 2.1")
        keys.press("e")
        page.wait_for_selector("#ask[open]")
        keys.press("Control+a")
        keys.type("The thieves opened 109 of 189 boxes in the vault.")
        keys.press("Tab")
        keys.press("Enter")
        page.wait_for_selector("#claim .edited")
        assert "The thieves opened 109 of the 189 boxes." in page.inner_text("#claim .edited")
        keys.press("a")
        page.wait_for_selector("#claim .decision")

        page.click("#line-4 .head-of")
        claim("4.1")
        keys.press("a")
        window.told("4.1 cannot be checked: it takes no verdict")
        keys.press("v")
        page.wait_for_selector('#line-4 .head-of[data-checkable="yes"]')
        assert "4 of 4 decided" not in page.inner_text(".progress")
        keys.press("z")
        page.wait_for_selector('#line-4 .head-of[data-checkable="no"]')
        claim("4.1")

        page = window.go(window.base + "/claims")
        table = page.inner_text("#table")
        assert "A part of 1.1" in table
        assert "Also said in line 3" in table
        assert "Edited: Loupe reads" in table
        assert page.locator(".row").count() == 4
        page = window.go(window.base + "/script")
        script = page.inner_text("#slines")
        assert "A part of 1.1" in script
        assert "Same as 2.1" in script
        page.keyboard.press("j")
        for number in (1, 2, 3):  # a line that is signed gives way to the next
            page.keyboard.press("S")
            window.told(f"Line {number} is signed.")
        page = window.go(window.base + "/history")
        assert "split it into" in page.inner_text("main")
        assert window.strange == []
        window.close()
        serving.stop()
        with Case.open(case) as opened:
            opened.make_public([s.id for s in opened.sources() if s.title == "A paper"])
            opened.publish(tmp_path / "site")
        window = Window(browser, (tmp_path / "site").as_uri())
        page = window.go((tmp_path / "site" / "claims.html").as_uri())
        public = page.inner_text("main")
        assert "A part of 1.1, split on" in public
        assert "Also said in line 3" in public
        assert "The thieves opened 109 of 189 boxes in the vault." in public
        assert "Edited" in public
        page = window.go((tmp_path / "site" / "film.html").as_uri())
        page.keyboard.press("j")
        page.wait_for_selector('#claim[data-number="1.1a"]')
        assert page.inner_text("#line-3 .same-as").startswith("Same as 2.1")
        assert "police said" in page.inner_text("#claim .cards")
        page.keyboard.press("j")
        page.wait_for_selector('#claim[data-number="1.1b"]')
        assert page.locator("#claim .card").count() == 0
        film = (tmp_path / "site" / "film.html").as_uri()
        for wanted, there, words in (("3.1", "2.1", "3.1 was merged into 2.1"), ("1.1", "1.1a", "1.1 was split")):
            page = window.go(f"{film}?claim={wanted}")
            page.wait_for_selector(f'#claim[data-number="{there}"]')
            assert words in page.inner_text("#told")
        page = window.go(f"{film}?claim=9.9")
        assert page.inner_text("#no-claim").startswith("Claim 9.9 is not shown here.")
        assert window.strange == []
        window.close()

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


def decide(opened, kind, **fields):
    return opened.decide(None, kind, fields, who="Anna")


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

        page = window.go(window.base + "/claims")
        table = page.inner_text("#table")
        assert "A part of 1.1" in table
        assert "Also said in line 3" in table
        assert "Edited: Loupe reads" in table
        assert page.locator(".row").count() == 3
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

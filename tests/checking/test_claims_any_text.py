"""Whatever the lines of a work are: claims quote them exactly, in order, once, and the same on every run."""

import subprocess
import sys
from pathlib import Path

from checking_samples import cues
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.checking import extract_claims
from loupe.model import canonical_json, to_plain

WORDS = (
    "the ferry clerk bank Alice Venn Lisbon I my me said says that according to police denied carried forged "
    "412 109 of 189 boxes £2 million 14 March 1987 11.40 p.m. and but while who never no evidence Mr. Dr. U.S. e.g. “ "
    "” ( ) [ ] "
    "— – … ... ? ! . , ; : ' ’ \" % $ € -- \n \n\n \t \u00a0 é ñ İ ß 中 \U0001f6a2 \u0301 \x00 ♪ * _"
).split(" ")
LINES = st.lists(
    st.tuples(
        st.sampled_from([None, "NARRATOR", "Alice Venn", "CAPTAIN"]),
        st.one_of(
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), st.text(min_size=1, max_size=30)
        ),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_every_claim_is_verbatim_in_order_and_once(lines):
    passages, stored = cues(*lines)
    claims = extract_claims(passages, stored)
    end = 0
    for number, claim in enumerate(claims):
        assert claim.quote == stored[claim.locator.start : claim.locator.end]
        assert claim.quote.strip()
        assert claim.locator.start >= end, "claims stand in order and do not overlap"
        end = claim.locator.end
        assert claim.ordinal == number
        first = passages[claim.line - 1].locator
        assert first.start <= claim.locator.start < first.end
        assert claim.checkable == (claim.why_not == "")
        assert claim.kinds
        for segment in claim.locator.segments:
            assert any(p.locator.start <= segment.start and segment.end <= p.locator.end for p in passages)
    assert len({claim.id for claim in claims}) == len(claims)
    assert extract_claims(passages, stored) == claims


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_no_letter_of_a_line_is_lost(lines):
    passages, stored = cues(*lines)
    covered = {i for c in extract_claims(passages, stored) for s in c.locator.segments for i in range(s.start, s.end)}
    outside = {
        stored[i]
        for p in passages
        for i in range(p.locator.start, p.locator.end)
        if i not in covered and stored[i].isdigit()
    }
    assert not outside, "figures outside of any claim would never be checked"


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from checking_samples import claims_of
from loupe.model import canonical_json, to_plain
LINES = %r
sys.stdout.write(canonical_json([to_plain(claim) for claim in claims_of(*LINES)]))
"""
FILM = [
    ("NARRATOR", "The ferry left Lisbon on 14 March 1987, and the captain"),
    ("NARRATOR", "went to bed before midnight because he was tired."),
    ("CAPTAIN", "I told the police that 412 passengers and 96 cars were aboard in London and Lisbon."),
    ("NARRATOR", "Who believed him? According to Alice Venn, nobody did."),
]


def test_the_same_claims_whatever_the_seed_of_the_process():
    here = str(Path(__file__).parent)
    runs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM % (FILM,), here],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True, timeout=60,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    passages, stored = cues(*FILM)
    here_now = canonical_json([to_plain(claim) for claim in extract_claims(passages, stored)])
    assert runs == {here_now.encode()}

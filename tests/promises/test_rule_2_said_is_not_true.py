"""Rule 2: that somebody says it changes nothing about whether it is so."""

import pytest
from promise_samples import CLAIMS, verdicts, write_film

LAYERS = (
    "The police say that ",
    "According to Dora Simms, ",
    "Dora Simms told the court that ",
    "Investigators believe that ",
    "The paper reports that police said that ",
    "Alice Venn claims that ",
    "In court, Dora Simms said that ",
)


def wrapped(layer, claim):
    return layer + (claim if claim.startswith(("Alice", "109")) else claim[0].lower() + claim[1:])


def standing(case):
    return [(v.label, v.supporting, v.contradicting, v.rule) for v in verdicts(case)]


def test_the_case_has_every_verdict(case):
    """So that the promise below is about something."""
    assert {v.label for v in verdicts(case)} == {"corroborated", "contested", "contradicted", "uncorroborated"}


@pytest.mark.parametrize("layer", LAYERS)
def test_wrapping_a_claim_changes_no_verdict(case, tmp_path, layer):
    bare = standing(case)
    case.check(write_film(tmp_path / "wrapped.srt", [wrapped(layer, claim) for claim in CLAIMS]))
    claims = [f.claim for f in case.findings()]
    assert standing(case) == bare
    for claim in claims:
        assert len(claim.attribution) > 1, "the outer layer is kept"
        assert claim.quote.startswith(layer.strip()), "and quoted"
        assert layer.strip() not in claim.text, "apart from what is checked"


def test_the_tellers_own_statement_does_not_bear_out_what_he_is_said_to_say(case, tmp_path):
    """Being quoted twice makes nothing true: the speaker's word in the archive is the speaker's word."""
    case.check(
        write_film(tmp_path / "own.srt", ["I opened the private account in Lisbon in 2008."], speaker="Alice Venn")
    )
    (verdict,) = verdicts(case)
    assert all(o.circular for o in verdict.origins if "Venn" in o.label)

from dataclasses import replace

import pytest
from store_samples import BOXES, CLAIMS, DARK, FILM, FINDINGS, NOTE, PLACES, WHO, finding_of, keep

from loupe.model.errors import IdUnknown

WORK = FILM[1].id


def test_claims_and_findings_come_back_equal(checked):
    assert checked.claims(WORK) == CLAIMS
    assert checked.findings(WORK) == FINDINGS
    assert checked.verify() == ()


def test_claims_that_vanish_take_their_findings_and_evidence_along(checked):
    moved = (replace(DARK, ordinal=1), replace(BOXES, ordinal=2))
    checked.save_claims(WORK, moved)
    assert checked.claims(WORK) == moved
    assert [finding.claim.id for finding in checked.findings(WORK)] == [DARK.id, BOXES.id]
    checked.save_claims(WORK, ())
    assert checked.claims(WORK) == checked.findings(WORK) == ()
    checked.save_claims(WORK, CLAIMS)
    assert checked.findings(WORK) == ()
    assert checked.verify() == ()


def test_a_check_goes_on_where_it_was_cut_off(store):
    keep(store, NOTE, FILM, PLACES)
    store.save_claims(WORK, CLAIMS)
    store.save_findings(WORK, "v1", FINDINGS[:1])
    assert store.done(WORK, "v1") == {BOXES.id}
    assert [e.action for e in store.log()][-2:] == ["claims saved", "check begun"]
    store.save_findings(WORK, "v1", FINDINGS[1:])
    assert store.done(WORK, "v1") == {claim.id for claim in CLAIMS}
    assert store.findings(WORK) == FINDINGS
    finished = store.log()[-1]
    assert finished.action == "check finished"
    assert finished.payload["verdicts"] == {"contradicted": 1, "not checkable": 1, "uncorroborated": 1}


def test_a_new_fingerprint_replaces_findings_one_by_one(checked):
    other = finding_of(BOXES, (NOTE, 2, "supports"), label="uncorroborated")
    checked.save_findings(WORK, "second", [other])
    assert checked.findings(WORK) == (other, *FINDINGS[1:])
    assert checked.done(WORK, "second") == {BOXES.id}
    assert checked.done(WORK, "first") == {WHO.id, DARK.id}
    assert checked.verify() == ()


def test_it_is_kept_what_a_finding_was_made_with(store):
    keep(store, NOTE, FILM, PLACES)
    store.save_claims(WORK, CLAIMS)
    store.save_findings(WORK, "v1", FINDINGS[:1], {"model": "small/1"})
    store.save_findings(WORK, "v1", FINDINGS[1:2], {"model": "small/1"})
    store.save_findings(WORK, "v2", FINDINGS[2:], {"model": "large/1"})
    small, large = {"model": "small/1"}, {"model": "large/1"}
    assert store.made_with(WORK) == {BOXES.id: small, **{f.claim.id: small for f in FINDINGS[1:2]}} | {
        f.claim.id: large for f in FINDINGS[2:]
    }
    store.save_findings(WORK, "v2", FINDINGS[:1], {"model": "large/1"})
    assert store.made_with(WORK)[BOXES.id] == large
    assert store.verify() == ()


def test_of_findings_saved_without_a_word_on_it_nothing_is_told(checked):
    assert checked.made_with(WORK) == {claim.id: {} for claim in CLAIMS}


def test_findings_for_what_is_not_there_are_refused_whole(checked):
    stranger = replace(BOXES, id="c-0000000000000000")
    with pytest.raises(IdUnknown):
        checked.save_findings(WORK, "second", [FINDINGS[2], finding_of(stranger, (NOTE, 0, "supports"))])
    assert checked.done(WORK, "second") == frozenset()
    with pytest.raises(IdUnknown, match="s-nothing"):
        checked.save_claims("s-nothing", ())


def test_a_quote_that_is_not_in_the_text_is_refused(checked):
    with pytest.raises(ValueError, match="not what stands at"):
        checked.save_claims(WORK, [replace(BOXES, quote="They opened 119 of 189 boxes.")])
    (card, other), finding = FINDINGS[0].evidence, FINDINGS[0]
    forged = replace(finding, evidence=(card, replace(other, quote="In a chapte.")))
    with pytest.raises(ValueError, match="not what stands at"):
        checked.save_findings(WORK, "second", [forged])
    assert checked.claims(WORK) == CLAIMS
    assert checked.findings(WORK) == FINDINGS


def test_the_latest_mark_holds_outlives_the_claims_and_all_are_in_the_log(checked):
    checked.mark(WHO.id, True, "Ann", "it is rhetorical")
    checked.mark(BOXES.id, False, "Ann", "skip")
    checked.mark(WHO.id, False, "Ben", "no, it is not")
    expected = {BOXES.id: False, WHO.id: False}
    assert checked.marks(WORK) == expected
    checked.save_claims(WORK, ())
    assert checked.marks(WORK) == expected
    told = [(e.actor, e.payload["claim"], e.payload["checkable"]) for e in checked.log() if e.action == "mark"]
    assert told == [("Ann", WHO.id, True), ("Ann", BOXES.id, False), ("Ben", WHO.id, False)]
    assert checked.verify() == ()
    with pytest.raises(IdUnknown, match="c-nothing"):
        checked.mark("c-nothing", True, "Ann", "why not")

"""What judging promises of every case: copies add nothing, roots carry, contradictions are never passed over."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from judging_cases import NAMES, RANK, SOURCES, SPEAKER, WORK, cases, claim, counts, piece

from loupe.judging import Policy, ancestors
from loupe.model import canonical_json

often = settings(max_examples=150, deadline=None)
supporting_cases = cases(stances=("supports", "supports", "supports", "supports", "contradicts"))


def _goes_back(case):
    """Source to what it goes back to in any way: what it draws on, whom it credited, whose text it shares."""
    up = {s: set(above) for s, above in case.draws.items()}
    where = {e.id: e.source_id for e in case.evidence}
    for e in case.evidence:
        up.setdefault(e.source_id, set()).update(case.credited.get(e.id, ()))
    for a, b in case.copies:
        up[where[b]].add(where[a])
    return {s: frozenset(above) for s, above in up.items()}


# --- copies ---------------------------------------------------------------------------------------------------------


@often
@given(supporting_cases, st.sampled_from(("supports", "contradicts")), st.data())
def test_a_source_that_draws_on_counted_ones_changes_nothing(case, stance, data):
    told = sorted({e.source_id for e in case.counted(stance)})
    assume(told)
    above = data.draw(st.sets(st.sampled_from(told), min_size=1))
    credited = data.draw(st.sets(st.sampled_from((*NAMES, SPEAKER)), max_size=1))
    carrier = case.having(piece("e-new", "s-new", stance), draws={"s-new": above}, credited={"e-new": credited})
    assert counts(carrier.verdict()) == counts(case.verdict())


@often
@given(supporting_cases, st.sets(st.sampled_from((*SOURCES, *NAMES, WORK, "s-unseen")), max_size=3), st.data())
def test_a_digest_of_a_counted_source_changes_nothing_whatever_else_it_draws_on(case, others, data):
    told = sorted({e.source_id for e in case.counted("supports")})
    assume(told)
    above = others | {data.draw(st.sampled_from(told))}
    digest = case.having(piece("e-new", "s-new"), draws={"s-new": above})
    assert counts(digest.verdict()) == counts(case.verdict())


@often
@given(supporting_cases, st.data())
def test_a_later_passage_with_the_same_text_changes_nothing_whatever_its_byline(case, data):
    told = [e.id for e in case.counted("supports")]
    assume(told)
    first = data.draw(st.sampled_from(told))
    above = data.draw(st.sets(st.sampled_from((*SOURCES, *NAMES, WORK)), max_size=2))
    credited = data.draw(st.sets(st.sampled_from(NAMES), max_size=1))
    copy = case.having(
        piece("e-new", "s-new"), draws={"s-new": above}, credited={"e-new": credited}, copies=[(first, "e-new")]
    )
    assert counts(copy.verdict()) == counts(case.verdict())


@often
@given(supporting_cases, st.data())
def test_an_undated_passage_with_the_same_text_never_raises_whatever_it_credits(case, data):
    told = [e.id for e in case.counted("supports")]
    assume(told)
    first = data.draw(st.sampled_from(told))
    above = data.draw(st.sets(st.sampled_from((*SOURCES, *NAMES, WORK)), max_size=2))
    credited = data.draw(st.sets(st.sampled_from((*NAMES, SPEAKER)), max_size=1))
    copy = case.having(
        piece("e-new", "s-new"), draws={"s-new": above}, credited={"e-new": credited},
        copies=[(first, "e-new"), ("e-new", first)],
    )  # fmt: skip
    before, after = case.verdict(), copy.verdict()
    assert after.supporting <= before.supporting
    assert RANK[after.label] <= RANK[before.label]


@often
@given(cases(stances=("supports", "supports", "contradicts"), copied=False), st.data())
def test_an_undated_twin_that_credits_and_draws_on_the_same_changes_nothing(case, data):
    told = [e for e in case.counted("supports") if sum(o.source_id == e.source_id for o in case.evidence) == 1]
    assume(told)
    first = data.draw(st.sampled_from(told))
    twin = case.having(
        piece("e-new", "s-new"),
        draws={"s-new": case.draws.get(first.source_id, ())},
        credited={"e-new": case.credited.get(first.id, ())},
        copies=[(first.id, "e-new"), ("e-new", first.id)],
    )
    assert counts(twin.verdict()) == counts(case.verdict())


@often
@given(supporting_cases, st.sampled_from(NAMES), st.booleans())
def test_the_same_speaker_in_a_second_place_changes_nothing(case, name, contradicting):
    stance = "contradicts" if contradicting else "supports"
    heard = case.having(piece("e-heard", "s-heard", stance), credited={"e-heard": {name}})
    again = heard.having(piece("e-again", "s-again", stance), credited={"e-again": {name}})
    assert counts(again.verdict()) == counts(heard.verdict())


@often
@given(supporting_cases, st.sets(st.sampled_from((*SOURCES, *NAMES, WORK, SPEAKER)), max_size=3), st.data())
def test_one_more_source_never_takes_support_away_and_adds_one_origin_at_most(case, above, data):
    credited = data.draw(st.sets(st.sampled_from((*NAMES, SPEAKER)), max_size=2))
    more = case.having(piece("e-new", "s-new"), draws={"s-new": above}, credited={"e-new": credited})
    before, after = case.verdict(), more.verdict()
    assert before.supporting <= after.supporting <= before.supporting + 1
    assert after.contradicting == before.contradicting


# --- roots ----------------------------------------------------------------------------------------------------------


@often
@given(supporting_cases, st.sets(st.sampled_from(SOURCES)))
def test_taking_away_a_supporting_root_lowers_or_keeps(case, carriers):
    """What others drew on it for stays said; only its own passage is gone."""
    draws = {s: frozenset({*case.draws.get(s, ()), "s-root"}) for s in carriers}
    rooted = case.having(piece("e-root", "s-root"), draws=draws)
    before, after = rooted.verdict(), rooted.without({"s-root"}).verdict()
    assert after.supporting <= before.supporting
    assert RANK[after.label] <= RANK[before.label]


@often
@given(supporting_cases, st.data())
def test_taking_away_a_root_with_all_that_goes_back_to_it_lowers_or_keeps(case, data):
    back = _goes_back(case)
    root = data.draw(st.sampled_from(sorted({n for above in back.values() for n in above} | set(back))))
    gone = {s for s in back if root in ancestors(s, back)}
    assume(not any(e.stance != "supports" for e in case.evidence if e.source_id in gone))
    before, after = case.verdict(), case.without(gone).verdict()
    assert after.supporting <= before.supporting
    assert RANK[after.label] <= RANK[before.label]


@often
@given(supporting_cases, st.data())
def test_finding_that_two_passages_share_their_text_never_raises(case, data):
    told = case.counted("supports")
    assume(len({e.source_id for e in told}) > 1)
    a = data.draw(st.sampled_from(told))
    b = data.draw(st.sampled_from([e for e in told if e.source_id != a.source_id]))
    merged = replace(case, copies=case.copies | {(a.id, b.id), (b.id, a.id)})
    before, after = case.verdict(), merged.verdict()
    assert after.supporting <= before.supporting
    assert RANK[after.label] <= RANK[before.label]


@often
@given(supporting_cases, st.sets(st.sampled_from(SOURCES)), st.sets(st.sampled_from(SOURCES)))
def test_finding_that_one_root_draws_on_the_other_never_raises(case, of_one, of_other):
    draws = {s: frozenset({*case.draws.get(s, ()), "s-root"}) for s in of_one}
    draws |= {s: frozenset({*draws.get(s, case.draws.get(s, ())), "s-late"}) for s in of_other}
    two = case.having(piece("e-root", "s-root"), piece("e-late", "s-late"), draws=draws)
    merged = two.having(draws={"s-late": frozenset({"s-root"})})
    before, after = two.verdict(), merged.verdict()
    assert after.supporting <= before.supporting
    assert RANK[after.label] <= RANK[before.label]


@often
@given(cases())
def test_one_more_independent_source_adds_one_origin_and_never_worsens(case):
    before = case.verdict()
    after = case.having(piece("e-new", "s-new")).verdict()
    assert after.supporting == before.supporting + 1
    assert after.contradicting == before.contradicting
    assert RANK[after.label] >= RANK[before.label]


# --- contradiction --------------------------------------------------------------------------------------------------


@often
@given(cases())
def test_a_credible_contradiction_never_leaves_a_claim_corroborated(case):
    verdict = case.verdict()
    if case.counted("contradicts"):
        assert verdict.contradicting >= 1
        assert verdict.label in ("contested", "contradicted")
    assert verdict.contradicting <= len({e.source_id for e in case.counted("contradicts")})


@often
@given(cases(), st.integers(1, 3))
def test_even_a_policy_that_asks_for_more_contradictions_never_corroborates_against_one(case, least):
    verdict = case.verdict(Policy(contradicting_origins=least))
    assert not (case.counted("contradicts") and verdict.label == "corroborated")


# --- scores ---------------------------------------------------------------------------------------------------------


@often
@given(cases())
def test_what_does_not_count_changes_nothing(case):
    counted = (*case.counted("supports"), *case.counted("contradicts"))
    assert counts(replace(case, evidence=counted).verdict()) == counts(case.verdict())


@often
@given(cases())
def test_a_policy_that_lets_no_reading_count_judges_by_what_was_compared(case):
    compared = replace(case, evidence=tuple(e for e in case.evidence if e.checks != ("model",)))
    assert counts(case.verdict(Policy(least_reading=1))) == counts(compared.verdict())


# --- said is not true -----------------------------------------------------------------------------------------------


@often
@given(cases(), st.lists(st.sampled_from(("Narrator", "police", "Notarbartolo")), max_size=3))
def test_wrapping_the_claim_in_x_says_changes_nothing_of_the_verdict_on_p(case, tellers):
    assert case.verdict(of=claim(attribution=tuple(tellers))) == case.verdict()


# --- the record -----------------------------------------------------------------------------------------------------


@often
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_what_was_found_never_matters(case, random):
    evidence = list(case.evidence)
    random.shuffle(evidence)

    def shuffled(mapping):
        items = list(mapping.items())
        random.shuffle(items)
        return dict(items)

    other = replace(
        case,
        evidence=tuple(evidence),
        draws=shuffled(case.draws),
        credited=shuffled(case.credited),
        grades=shuffled(case.grades),
    )
    assert canonical_json(other.verdict()) == canonical_json(case.verdict())


@often
@given(cases())
def test_all_that_counts_is_in_exactly_one_origin_and_the_numbers_are_those_of_the_origins(case):
    verdict = case.verdict()
    stance = {e.id: e.stance for e in case.evidence}
    placed = [e for o in verdict.origins for e in o.evidence_ids]
    assert sorted(placed) == sorted(e.id for s in ("supports", "contradicts") for e in case.counted(s))
    for o in verdict.origins:
        assert o.evidence_ids
        assert len({stance[e] for e in o.evidence_ids}) == 1
    free = [stance[o.evidence_ids[0]] for o in verdict.origins if not o.circular]
    assert (verdict.supporting, verdict.contradicting) == (free.count("supports"), free.count("contradicts"))


@often
@given(cases())
def test_only_what_echoes_the_work_or_the_speaker_is_circular(case):
    back = _goes_back(case)
    where = {e.id: e.source_id for e in case.evidence}
    for o in case.verdict().origins:
        for e in o.evidence_ids if o.circular else ():
            assert ancestors(where[e], back) & case.own


@often
@given(cases())
def test_the_trace_ends_with_the_rule_and_the_verdict(case):
    verdict = case.verdict()
    assert verdict.trace[-1] == f"Loupe default, version 1: {verdict.rule} → {verdict.label}"
    assert verdict.policy == "Loupe default, version 1"

"""Verdicts on small cases that a fact-checker can follow by hand."""

from dataclasses import replace

import pytest
from judging_cases import SPEAKER, WORK, Case, claim, counts, origins_of, piece

from loupe.judging import Policy

GUARDIAN = piece("e1", "s-guardian")
MAIL = piece("e2", "s-mail")
BBC = piece("e3", "s-bbc")
BOOK = piece("e4", "s-book")


def case(*evidence, **more):
    return Case(evidence=evidence, **more)


# --- the four verdicts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        pytest.param((), ("uncorroborated", "no independent evidence found"), id="nothing-found"),
        pytest.param(("related",), ("uncorroborated", "no independent evidence found"), id="only-related"),
        pytest.param(("supports",), ("uncorroborated", "one origin only"), id="one-for"),
        pytest.param(
            ("supports", "supports"), ("corroborated", "2 or more independent origins, none against"), id="two-for"
        ),
        pytest.param(("contradicts",), ("contradicted", "contradiction, no support"), id="one-against"),
        pytest.param(("supports", "contradicts"), ("contested", "support and contradiction"), id="one-each"),
        pytest.param(
            ("supports", "supports", "supports", "contradicts"),
            ("contested", "support and contradiction"),
            id="three-for-one-against",
        ),
    ],
)
def test_the_four_verdicts(stances, expected):
    verdict = case(*(piece(f"e{i}", f"s-{i}", stance) for i, stance in enumerate(stances))).verdict()
    assert (verdict.label, verdict.rule) == expected
    assert verdict.supporting == stances.count("supports")
    assert verdict.contradicting == stances.count("contradicts")


def test_a_line_nobody_can_check_keeps_its_reason_and_no_evidence():
    verdict = case(GUARDIAN, MAIL).verdict(of=claim(checkable=False, why_not="It is a question."))
    assert (verdict.label, verdict.trace, verdict.origins) == ("not checkable", ("It is a question.",), ())


def test_the_trace_tells_every_step():
    found = case(
        GUARDIAN, MAIL, piece("e5", "s-fan"), piece("e6", "s-weak", score=0.4), piece("e7", "s-mail", "contradicts"),
        draws={"s-mail": {"s-guardian"}, "s-fan": {WORK}},
    )  # fmt: skip
    assert found.verdict().trace == (
        "3 passages support it, 1 of them only echoing the work or its speaker: 1 independent origin",
        "1 passage contradicts it: 1 independent origin",
        "1 more left out: below the score or reliability that the policy asks for",
        "Loupe default, version 1: support and contradiction → contested",
    )


# --- what an origin is ----------------------------------------------------------------------------------------------


def test_a_wire_story_and_its_carriers_are_one_origin_even_when_the_wire_is_not_in_the_case():
    ap = {"s-guardian": {"name:ap"}, "s-mail": {"name:ap"}, "s-bbc": {"name:ap"}}
    verdict = case(GUARDIAN, MAIL, BBC, draws=ap).verdict()
    assert counts(verdict) == ("uncorroborated", 1, 0)
    assert [(o.label, o.evidence_ids) for o in verdict.origins] == [("ap", ("e1", "e2", "e3"))]
    assert verdict.origins[0].why == ("s-bbc.txt ← ap", "shared with s-guardian.txt, s-mail.txt")


def test_a_book_and_its_reviews_are_one_origin():
    verdict = case(BOOK, GUARDIAN, MAIL, draws={"s-guardian": {"s-book"}, "s-mail": {"s-book"}}).verdict()
    assert origins_of(verdict) == {("s-book.txt", ("e1", "e2", "e4"), False)}


def test_reviews_of_one_book_are_one_origin_when_the_book_holds_no_evidence():
    assert counts(case(GUARDIAN, MAIL, draws={"s-guardian": {"s-book"}, "s-mail": {"s-book"}}).verdict())[1] == 1


def test_the_same_speaker_twice_is_one_origin():
    said = {"e1": {"name:peys"}, "e2": {"name:peys"}}
    assert origins_of(case(GUARDIAN, MAIL, credited=said).verdict()) == {("peys", ("e1", "e2"), False)}


def test_the_same_speaker_twice_and_a_carrier_that_drops_his_name_are_one_origin():
    said = {"e1": {"name:peys"}, "e2": {"name:peys"}}
    assert counts(case(GUARDIAN, MAIL, BBC, credited=said, draws={"s-bbc": {"s-mail"}}).verdict())[1] == 1


def test_a_verbatim_copy_under_another_byline_is_one_origin_with_the_first():
    bylines = {"s-guardian": {"name:peys"}, "s-mail": {"name:court"}}
    assert counts(case(GUARDIAN, MAIL, draws=bylines).verdict())[1] == 2
    assert counts(case(GUARDIAN, MAIL, draws=bylines, copies=frozenset({("e1", "e2")})).verdict())[1] == 1
    either = frozenset({("e1", "e2"), ("e2", "e1")})
    assert counts(case(GUARDIAN, MAIL, draws=bylines, copies=either).verdict())[1] == 1


@pytest.mark.parametrize("credited", [set(), {"name:ap"}], ids=["own-voice", "with-a-credit"])
def test_a_digest_of_three_neither_adds_nor_removes_origins(credited):
    three = case(GUARDIAN, MAIL, BBC)
    digest = three.having(
        piece("e9", "s-digest"), draws={"s-digest": {"s-guardian", "s-mail", "s-bbc"}}, credited={"e9": credited}
    )
    assert counts(digest.verdict()) == counts(three.verdict()) == ("corroborated", 3, 0)
    assert sum("e9" in o.evidence_ids for o in digest.verdict().origins) == 1


def test_a_digest_adds_no_origin_through_a_source_that_is_silent():
    one = case(GUARDIAN, draws={"s-digest": {"s-guardian", "s-mail", "name:ap"}})
    digest = one.having(piece("e9", "s-digest"))
    assert counts(digest.verdict()) == counts(one.verdict()) == ("uncorroborated", 1, 0)
    assert origins_of(digest.verdict()) == {("s-guardian.txt", ("e1", "e9"), False)}


def test_a_digest_that_credits_another_of_its_sources_by_name_goes_back_to_that_one():
    draws = {"s-digest": {"s-guardian", "s-mail"}, "s-mail": {"name:ap"}}
    digest = case(GUARDIAN, piece("e9", "s-digest"), draws=draws, credited={"e9": {"name:ap"}})
    assert origins_of(digest.verdict()) == {("s-guardian.txt", ("e1",), False), ("ap", ("e9",), False)}


def test_two_digests_of_one_silent_source_are_one_origin_whatever_else_they_draw_on():
    draws = {"s-guardian": {"s-wire", "s-mail"}, "s-bbc": {"s-wire", "s-book"}}
    assert counts(case(GUARDIAN, BBC, draws=draws).verdict()) == ("uncorroborated", 1, 0)


def test_an_article_that_draws_on_the_film_and_a_book_may_have_it_from_the_film():
    both = {"s-guardian": {WORK, "s-book"}}
    assert counts(case(GUARDIAN, draws=both).verdict()) == ("uncorroborated", 0, 0)
    assert counts(case(GUARDIAN, BOOK, draws=both).verdict()) == ("uncorroborated", 1, 0)


def test_a_digest_of_two_that_share_one_root_stays_with_it():
    shared = {"s-guardian": {"name:ap"}, "s-mail": {"name:ap"}, "s-digest": {"s-guardian", "s-mail"}}
    assert counts(case(GUARDIAN, MAIL, piece("e9", "s-digest"), draws=shared).verdict()) == ("uncorroborated", 1, 0)


def test_sources_that_draw_on_each_other_are_one_origin():
    assert counts(case(GUARDIAN, MAIL, draws={"s-guardian": {"s-mail"}, "s-mail": {"s-guardian"}}).verdict())[1] == 1


# --- circular -------------------------------------------------------------------------------------------------------


def test_an_article_that_retells_the_film_supports_nothing():
    verdict = case(GUARDIAN, MAIL, draws={"s-guardian": {WORK}, "s-mail": {WORK}}).verdict()
    assert counts(verdict) == ("uncorroborated", 0, 0)
    assert [o.circular for o in verdict.origins] == [True]
    assert verdict.origins[0].why == ("goes back to s-work, whose word cannot bear itself out",)


def test_a_speaker_s_word_elsewhere_shows_that_it_was_said_not_that_it_is_so():
    quoting = {"e1": {SPEAKER}, "e2": {SPEAKER}}
    own = frozenset({WORK, SPEAKER})
    assert counts(case(GUARDIAN, MAIL, credited=quoting, own=own).verdict())[1] == 0
    carried = case(
        GUARDIAN, MAIL, BBC, BOOK, credited=quoting, own=own, draws={"s-bbc": {"s-guardian"}, "s-book": {"s-mail"}}
    )
    assert counts(carried.verdict()) == ("uncorroborated", 0, 0)


def test_a_speaker_who_contradicts_himself_elsewhere_contradicts():
    against = piece("e1", "s-guardian", "contradicts")
    verdict = case(against, credited={"e1": {SPEAKER}}, own=frozenset({WORK, SPEAKER})).verdict()
    assert counts(verdict) == ("contradicted", 0, 1)


# --- contradiction --------------------------------------------------------------------------------------------------


def test_an_article_about_the_film_that_says_police_found_no_trace_contradicts_the_film():
    against = piece("e1", "s-guardian", "contradicts")
    for credited in ({}, {"e1": {"name:police"}}):
        assert counts(case(against, draws={"s-guardian": {WORK}}, credited=credited).verdict()) == (
            "contradicted",
            0,
            1,
        )


def test_two_articles_that_argue_against_the_same_book_are_two_contradictions_of_it():
    found = case(
        BOOK, piece("e1", "s-guardian", "contradicts"), piece("e2", "s-mail", "contradicts"),
        draws={"s-guardian": {"s-book"}, "s-mail": {"s-book"}},
    )  # fmt: skip
    assert counts(found.verdict()) == ("contested", 1, 2)


def test_two_carriers_of_one_denial_are_one_contradiction():
    found = case(
        piece("e1", "s-guardian", "contradicts"), piece("e2", "s-mail", "contradicts"), draws={"s-mail": {"s-guardian"}}
    )
    assert counts(found.verdict()) == ("contradicted", 0, 1)


# --- what counts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("grade", "origins"), [*((g, 1) for g in "ABCDF"), ("E", 0)])
def test_a_source_graded_unreliable_is_shown_but_not_counted(grade, origins):
    verdict = case(GUARDIAN, grades={"s-guardian": grade}).verdict()
    assert verdict.supporting == origins
    assert ("1 more left out" in " ".join(verdict.trace)) == (origins == 0)


@pytest.mark.parametrize(("score", "origins"), [(0.49, 0), (0.5, 1), (1.0, 1)])
def test_evidence_below_the_least_score_is_not_counted(score, origins):
    assert case(piece("e1", "s-guardian", score=score)).verdict().supporting == origins


@pytest.mark.parametrize(
    ("checks", "score", "least", "counted"),
    [
        pytest.param(("model",), 0.89, 0.9, 0, id="below the least reading"),
        pytest.param(("model",), 0.9, 0.9, 1, id="at the least reading"),
        pytest.param(("model",), 1.0, 1.0, 0, id="with 1 no reading counts"),
        pytest.param(("model",), 0.45, 0.1, 0, id="the least score holds for readings too"),
        pytest.param(("number",), 0.6, 1.0, 1, id="what was compared is no reading"),
        pytest.param(("number", "model"), 0.6, 1.0, 1, id="what was compared and read is no reading alone"),
    ],
)
@pytest.mark.parametrize("stance", ["supports", "contradicts"])
def test_what_a_model_alone_found_counts_from_the_policy_s_least_reading(stance, checks, score, least, counted):
    read = replace(piece("e1", "s-guardian", stance, score), checks=checks)
    verdict = case(read).verdict(Policy(least_reading=least))
    assert verdict.supporting + verdict.contradicting == counted


@pytest.mark.parametrize(
    ("policy", "stances", "label", "rule"),
    [
        pytest.param(
            Policy(corroborating_origins=3), "ss", "uncorroborated",
            "fewer independent origins than the policy asks for",
            id="three-wanted-two-there",
        ),
        pytest.param(
            Policy(corroborating_origins=3), "sss", "corroborated", "3 or more independent origins, none against",
            id="three-wanted-three-there",
        ),
        pytest.param(
            Policy(contradicting_origins=2), "ssc", "uncorroborated", "contradiction below the policy's number",
            id="one-against-is-not-enough-and-never-nothing",
        ),
        pytest.param(
            Policy(contradicting_origins=2), "sscc", "contested", "support and contradiction", id="two-against-contest"
        ),
        pytest.param(
            Policy(contradicting_origins=2), "c", "uncorroborated", "contradiction below the policy's number",
            id="one-against-alone-under-two",
        ),
        pytest.param(
            Policy(credible_grades=("A",)), "ss", "uncorroborated", "no independent evidence found", id="only-grade-a"
        ),
        pytest.param(
            Policy(least_score=0.95), "ssc", "uncorroborated", "no independent evidence found", id="a-higher-bar"
        ),
    ],
)  # fmt: skip
def test_a_newsroom_s_own_policy(policy, stances, label, rule):
    full = {"s": "supports", "c": "contradicts"}
    verdict = case(*(piece(f"e{i}", f"s-{i}", full[s]) for i, s in enumerate(stances))).verdict(policy)
    assert (verdict.label, verdict.rule, verdict.policy) == (label, rule, policy.name)

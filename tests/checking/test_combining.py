"""Typed comparison and model together: values decide, the model decides the rest when it is sure, both are shown."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from checking_samples import claims_of, paragraphs, same_weight
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.checking import Candidate, Sought, TypedStance, find_evidence, likelihood, weigh_evidence, weigh_together
from loupe.checking.combining import PLAIN, RULE
from loupe.checking.models import Opinion
from loupe.checking.stance import Weighed
from loupe.language import Setting
from loupe.model import Filled

SURE_FOR, SURE_AGAINST = Opinion(0.97, 0.01, 0.02), Opinion(0.01, 0.97, 0.02)
FOR, AGAINST, NEITHER = Opinion(0.6, 0.1, 0.3), Opinion(0.1, 0.6, 0.3), Opinion(0.02, 0.02, 0.96)
SIGNS = {"words": 0.8}
SAME_COUNT = Weighed("supports", 0.9, ("both say 109",), ("number",))
OTHER_COUNT = Weighed("contradicts", 0.9, ("the claim says 109; the passage says 123",), ("number",))
SAME_WORDS = Weighed("supports", 0.9, ("it shares 90 % of the claim’s key words",), ("wording",))
OPPOSITE = Weighed("contradicts", 0.7, ("“open” in the claim against “closed” in the passage",), ("wording",))
NEAR = Weighed("related", 0.6, ("it shares 60 % of the claim’s key words",), ("wording",))


@dataclass
class Told:
    """A model that holds of each passage what it was told to hold, by a word in it, and keeps what it was asked."""

    by_word: dict[str, Opinion | None]
    otherwise: Opinion | None = NEITHER
    calls: list[list] = field(default_factory=list)
    name: str = "told/1"

    def read(self, pairs):
        self.calls.append(list(pairs))
        return [next((o for w, o in self.by_word.items() if w in p.passage), self.otherwise) for p in pairs]


# --- the rule -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "opinion", "stance"),
    [
        pytest.param(OTHER_COUNT, SURE_AGAINST, "contradicts", id="both against"),
        pytest.param(OTHER_COUNT, NEITHER, "contradicts", id="values against, the model says neither"),
        pytest.param(OTHER_COUNT, FOR, "contradicts", id="values against, the model leans the other way"),
        pytest.param(OTHER_COUNT, SURE_FOR, "related", id="values against, the model sure of the opposite"),
        pytest.param(SAME_COUNT, SURE_FOR, "supports", id="both for"),
        pytest.param(SAME_COUNT, NEITHER, "supports", id="values for, the model says neither"),
        pytest.param(SAME_COUNT, AGAINST, "supports", id="values for, the model leans the other way"),
        pytest.param(SAME_COUNT, SURE_AGAINST, "related", id="values for, the model sure of the opposite"),
        pytest.param(NEAR, SURE_AGAINST, "contradicts", id="nothing compared, the model sure against"),
        pytest.param(NEAR, SURE_FOR, "supports", id="nothing compared, the model sure for"),
        pytest.param(NEAR, AGAINST, "related", id="nothing compared, the model unsure"),
        pytest.param(SAME_WORDS, SURE_AGAINST, "contradicts", id="likeness of wording does not stand against a model"),
        pytest.param(SAME_WORDS, FOR, "supports", id="likeness of wording, and the model holds it likeliest too"),
        pytest.param(OPPOSITE, FOR, "contradicts", id="opposite words were compared"),
        pytest.param(SAME_WORDS, NEITHER, "related", id="likeness of wording does not decide where a model has read"),
    ],
)
def test_who_decides(typed, opinion, stance):
    assert weigh_together(typed, opinion, SIGNS, PLAIN).stance == stance


def test_the_model_in_the_box_alone_never_contradicts():
    """Its contradictions were not right often enough on the sets that measured it."""
    assert weigh_together(NEAR, SURE_AGAINST, SIGNS).stance == "related"


def test_what_neither_sees_is_not_shown():
    assert weigh_together(None, NEITHER, {"words": 0.1}) is None


@pytest.mark.parametrize(
    ("typed", "opinion", "told"),
    [
        pytest.param(OTHER_COUNT, SURE_AGAINST, "model: contradicts 0.97", id="agreement"),
        pytest.param(SAME_COUNT, SURE_AGAINST, "model: contradicts 0.97", id="disagreement"),
        pytest.param(NEAR, SURE_AGAINST, "model: contradicts 0.97", id="the model alone"),
        pytest.param(NEAR, NEITHER, "model: says neither 0.96", id="the model abstains"),
    ],
)
def test_the_parts_are_the_reasons(typed, opinion, told):
    reasons = weigh_together(typed, opinion, SIGNS, PLAIN).reasons
    assert told in reasons
    assert set(typed.reasons) <= set(reasons)


def test_a_disagreement_sends_it_to_a_person_and_names_both_checks():
    weighed = weigh_together(SAME_COUNT, SURE_AGAINST, SIGNS, PLAIN)
    assert weighed.checks == ("number", "model")
    assert weighed.reasons[-1] == "the comparison and the model disagree: a person has to read it"


def test_what_the_model_alone_found_says_so():
    assert weigh_together(NEAR, SURE_AGAINST, SIGNS, PLAIN).checks == ("model",)


often = settings(deadline=None)
OPINIONS = st.tuples(*[st.floats(0.0, 1.0)] * 3).filter(sum).map(lambda t: Opinion(*(x / sum(t) for x in t)))
SHARES = st.fixed_dictionaries({"words": st.floats(0, 1), "told apart": st.sampled_from((0.0, 1.0))})


@often
@given(OPINIONS, SHARES)
def test_likelihoods_are_shares_of_one(opinion, signs):
    pro, con = likelihood(opinion, signs)
    assert pro >= 0
    assert con >= 0
    assert pro + con <= 1 + 1e-9


@often
@given(OPINIONS, SHARES)
def test_how_far_a_passage_decides_is_for_the_model_alone(opinion, signs):
    """What the comparison sees moves likelihood from one side to the other, and none to or from *neither*."""
    assert sum(likelihood(opinion, signs)) == pytest.approx(1 - opinion.neither)


@pytest.mark.parametrize(
    ("sign", "towards"),
    [
        pytest.param("value agrees", 0, id="a value agrees: supports"),
        pytest.param("value missing", 1, id="a value of the claim is missing: contradicts"),
        pytest.param("negated apart", 1, id="one of the two negates: contradicts"),
    ],
)
def test_what_was_compared_pulls_to_one_side(sign, towards):
    assert likelihood(FOR, {sign: 1.0})[towards] > likelihood(FOR, {sign: 0.0})[towards]


def test_a_side_is_not_said_where_both_together_lean_to_the_other():
    """A model that leans to *supports*, of a claim whose value the passage lacks and that only one of them negates."""
    torn = Opinion(0.5, 0.45, 0.05)
    eager = replace(RULE, supports=0.0)
    assert weigh_together(NEAR, torn, {"words": 1.0}, eager).stance == "supports"
    assert weigh_together(NEAR, torn, {"words": 1.0, "value missing": 1.0}, eager).stance == "related"


@often
@given(OPINIONS, OPINIONS, SHARES)
def test_a_model_surer_of_a_contradiction_never_makes_it_less_likely(a, b, signs):
    """Of two opinions that are as far from *supports*, the one nearer to *contradicts* counts as much or more."""
    low, high = sorted((a, b), key=lambda o: o.contradicts)
    shared = Opinion(0.0, low.contradicts, 1 - low.contradicts), Opinion(0.0, high.contradicts, 1 - high.contradicts)
    assert likelihood(shared[0], signs)[1] <= likelihood(shared[1], signs)[1] + 1e-9


@often
@given(OPINIONS, st.sampled_from((None, NEAR, SAME_COUNT, OTHER_COUNT, SAME_WORDS)), SHARES)
def test_the_two_never_turn_a_value_into_its_opposite(opinion, typed, signs):
    weighed = weigh_together(typed, opinion, signs)
    if typed in (SAME_COUNT, OTHER_COUNT):
        assert weighed.stance in (typed.stance, "related")
    if weighed is not None:
        assert 0 <= weighed.score <= 1


# --- what the model is asked ----------------------------------------------------------------------------------------

LINE = "The ferry Estrella was repainted in the yard before her last trip."
AGAINST_IT = "The ferry Estrella left for her last trip with the old paint flaking off, straight past the yard."
ABOUT_IT = "The yard lay idle before the ferry Estrella began her last trip."


def weighed(lines, texts, model, **more):
    passages, _ = paragraphs(*texts)
    candidates = [Candidate(p, p.locator.start, p.locator.end, more.get("setting", Setting())) for p in passages]
    sought = [Sought(claims_of(line)[-1], candidates) for line in lines]
    most = {"most": more["most"]} if "most" in more else {}
    return weigh_evidence(sought, TypedStance(), same_weight, model, **most)


def test_a_contradiction_that_no_value_shows_is_found_by_the_model():
    ((piece, *_),) = weighed([LINE], [AGAINST_IT, ABOUT_IT], Told({"flaking": SURE_AGAINST}))
    assert (piece.stance, piece.checks, piece.quote) == ("contradicts", ("model",), AGAINST_IT)
    assert piece.reasons[0] == "model: contradicts 0.97"


def test_without_an_opinion_all_stays_as_the_comparison_has_it():
    texts = [AGAINST_IT, ABOUT_IT, "The ferry Estrella was repainted in the yard before her last trip, the log says."]
    passages, _ = paragraphs(*texts)
    candidates = [Candidate(p, p.locator.start, p.locator.end) for p in passages]
    alone = find_evidence(claims_of(LINE)[-1], candidates, TypedStance(), same_weight)
    assert weighed([LINE], texts, Told({}, otherwise=None)) == [alone]


def test_all_claims_of_a_batch_are_asked_in_one_call_and_each_pair_once():
    model = Told({})
    weighed([LINE, LINE, "The ferry Estrella began her last trip in the rain."], [AGAINST_IT, ABOUT_IT], model)
    (asked,) = model.calls
    assert len(asked) == len(set(asked)) == 4


def test_only_so_many_texts_are_read_for_a_claim_and_copies_ride_along():
    texts = [f"The ferry Estrella left the yard for her last trip on day {n} of the strike." for n in range(6)]
    model = Told({"day": SURE_FOR})
    passages, _ = paragraphs(*texts, *texts)
    later = Setting(published=(datetime(2003, 2, 17), datetime(2003, 2, 18)))
    candidates = [
        Candidate(p, p.locator.start, p.locator.end, Setting() if n < 6 else later) for n, p in enumerate(passages)
    ]
    (found,) = weigh_evidence([Sought(claims_of(LINE)[-1], candidates)], TypedStance(), same_weight, model, most=3)
    assert len(model.calls[0]) == 3
    assert sum("model" in e.checks for e in found) == 6


def test_what_the_comparison_decides_is_asked_first():
    figure = "The ferry Estrella carried 438 passengers on her last trip."
    texts = [f"The ferry Estrella had passengers on her last trip, and {n} dogs." for n in ("two", "six", "ten")]
    model = Told({})
    weighed(["The ferry Estrella carried 412 passengers on her last trip."], [*texts, figure], model, most=1)
    assert [p.passage for p in model.calls[0]] == [figure]


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        pytest.param(LINE, Setting(language="fr"), id="a passage in another language"),
        pytest.param("It was 412 of 500.", Setting(), id="a claim that does not say what it is about"),
    ],
)
def test_what_a_model_cannot_know_it_is_not_asked(line, setting):
    model = Told({}, otherwise=SURE_AGAINST)
    weighed([line], [AGAINST_IT], model, setting=setting)
    assert model.calls == []


def test_a_passage_that_only_asks_is_not_read():
    model = Told({}, otherwise=SURE_AGAINST)
    weighed([LINE], ["Was the ferry Estrella repainted in the yard before her last trip?"], model)
    assert model.calls == []


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        pytest.param("old paint flaking off", "old\n  paint flaking off", id="across a line end"),
        pytest.param("new paint", None, id="words that are not there narrow nothing"),
        pytest.param(None, None, id="a model that only scores"),
    ],
)
def test_an_answering_model_narrows_the_card_to_the_words_it_rests_on(quote, shown):
    passage = AGAINST_IT.replace("old paint", "old\n  paint")
    model = Told({"flaking": replace(SURE_AGAINST, quote=quote)})
    ((piece, *_),) = weighed([LINE], [passage], model)
    assert piece.quote == (shown or passage)


def test_the_model_reads_a_passage_with_its_neighbours_in_reach():
    far = (
        "The harbour master kept a book of every ship that came and went, and he wrote in it with a green pencil. " * 7
    )
    (pair,) = ask_of(f"{far}{AGAINST_IT} {far}")
    assert AGAINST_IT in pair.passage
    assert len(pair.passage) <= 700
    assert pair.before
    assert pair.after
    assert pair.claim == LINE


def ask_of(text):
    model = Told({})
    weighed([LINE], [text], model)
    return model.calls[0]


def test_evidence_is_the_same_in_whatever_batches_the_claims_come():
    lines = [LINE, "The ferry Estrella began her last trip in the rain."]
    model = Told({"flaking": SURE_AGAINST, "idle": FOR})
    apart = [found for line in lines for found in weighed([line], [AGAINST_IT, ABOUT_IT], model)]
    assert weighed(lines, [AGAINST_IT, ABOUT_IT], model) == apart


def test_a_guess_at_whom_he_means_is_never_contradicted_by_the_model():
    line = "[Captain Rourke] slept through the whole storm that night."
    plain = claims_of("He slept through the whole storm that night.")[-1]
    guess = Filled(0, 2, "He", "[Captain Rourke]", "Captain Rourke", None, None, None, 0.7, "the last man named")
    claim = replace(plain, text=line, filled=(guess,))
    passages, _ = paragraphs("Captain Rourke paced the bridge through the whole storm that night.")
    candidates = [Candidate(p, p.locator.start, p.locator.end) for p in passages]
    model = Told({}, otherwise=SURE_AGAINST)
    ((piece, *_),) = weigh_evidence([Sought(claim, candidates)], TypedStance(), same_weight, model)
    assert model.calls[0][0].claim == "Captain Rourke slept through the whole storm that night."
    assert piece.stance == "related"
    assert piece.reasons[-1] == "taking “He” of the claim to mean Captain Rourke"

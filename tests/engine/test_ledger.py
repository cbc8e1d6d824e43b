"""The ledger read from sentences: what is property, what an amount is said of, what became of it, what is left out."""

import random

import pytest
from lines_by_hand import demo_lines, lines

from loupe.engine.reasoned.ledger import ledger_of
from loupe.language.property import belonging_named
from loupe.model import to_plain


def ledger(*texts, draws=None):
    found = [line for n, text in enumerate(texts) for line in lines(text, f"note{n}.txt")]
    return ledger_of(found, draws or {})


def amounts(made):
    return [(i.name, a.facet, a.quantity.low, a.quantity.high, a.quantity.unit) for i in made.items for a in i.amounts]


def item(made, name):
    (found,) = [i for i in made.items if i.name == name]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The thieves stole a painting worth $2 million.",
            ("paintings", "taken", 2e6, 2e6, "USD"),
            id="what is stolen and worth it",
        ),
        pytest.param(
            "The necklace was insured for £40,000 and was stolen in May.",
            ("necklaces", "insured", 40000, 40000, "GBP"),
            id="insured",
        ),
        pytest.param(
            "The museum offered a reward of 50,000 euros.", ("reward", "reward", 50000, 50000, "EUR"), id="reward"
        ),
        pytest.param(
            "Police recovered $300,000 in cash.", ("cash", "recovered", 3e5, 3e5, "USD"), id="recovered"
        ),
        pytest.param(
            "Her branch showed a shortfall of £22,000.",
            ("shortfall", "short", 22000, 22000, "GBP"),
            id="a shortfall",
        ),
        pytest.param(
            "The bag held about $20 million.", ("bags", "held", 18e6, 22e6, "USD"), id="what a bag held"
        ),
    ],
)  # fmt: skip
def test_an_amount_is_put_to_what_it_is_said_of(text, expected):
    assert amounts(ledger(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The new wing cost £8 million.", id="no property"),
        pytest.param("A ticket is ten euros.", id="no cue"),
    ],
)
def test_an_amount_of_nothing_in_particular_is_left_out_with_the_reason(text):
    made = ledger(text)
    assert made.items == ()
    assert [u.why for u in made.unplaced] == ["the words do not say what it is an amount of"]


def test_the_currency_that_the_sentence_names_later_counts_and_nothing_is_converted():
    made = ledger(
        "Gems worth an estimated $200 million - Australian dollars, that is - had gone.",
        "The gems stolen were worth $150 million.",
    )
    units = {a.quantity.unit: a.currency_from for a in item(made, "stones").amounts}
    assert units == {"AUD": "Australian dollars", "USD": ""}
    assert item(made, "stones").not_both == (), "other currencies are never held against each other"


def test_amounts_of_one_facet_and_currency_that_cannot_both_be_right_are_shown_once():
    made = ledger(
        "The loot was worth $100 million.", "The loot was worth $100 million.", "The loot was worth $500 million."
    )
    ((pair),) = item(made, "what was taken").not_both
    assert (pair.left.quantity.low, pair.right.quantity.low) == (1e8, 5e8)


def test_what_was_insured_is_never_held_against_what_was_taken():
    made = ledger("The loot was worth $100 million. The goods were insured for $25 million.")
    assert all(i.not_both == () for i in made.items)
    assert {t.facet for t in made.totals} == {"taken", "insured"}


def test_a_sentence_that_goes_on_about_the_sum_carries_it_on_and_says_so():
    made = ledger("No reliable estimate of the loot exists. Tens of millions of pounds is the phrase one hears.")
    (amount,) = item(made, "what was taken").amounts
    assert (amount.carried, amount.facet) == (True, "taken")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        pytest.param("The diamonds are still missing.", ["missing"], id="still missing"),
        pytest.param("None of the loot has been recovered.", ["missing"], id="none of it"),
        pytest.param("Investigators have found no trace of the loot.", ["missing"], id="no trace"),
        pytest.param("Part of the loot was in those bags.", ["recovered in part"], id="a part"),
        pytest.param("The stolen crown was found in a ditch.", ["recovered", "stolen"], id="stolen and found"),
        pytest.param(
            "The violin was sold in 1974 and its owner disputes the ownership.", ["disputed", "sold"], id="sold"
        ),
        pytest.param("The tapes had been swapped for older footage.", ["swapped"], id="swapped"),
        pytest.param("Customs seized the paintings.", ["seized"], id="seized"),
    ],
)
def test_what_became_of_an_item(text, statuses):
    (one,) = ledger(text).items
    assert sorted(s for s, _, _ in one.statuses) == statuses


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The robbery took place on Sunday.", id="took place"),
        pytest.param("The drive took about three minutes.", id="took minutes"),
        pytest.param("He found bags of rubbish among his trees.", id="merely found"),
        pytest.param("Was the loot ever recovered?", id="a question"),
        pytest.param("The magazine has gone back to the book.", id="gone back"),
        pytest.param("They never found any evidence of it.", id="evidence"),
    ],
)
def test_no_item_comes_of_what_was_not_lost(text):
    assert ledger(text).items == ()


def test_accounts_of_the_end_that_do_not_go_together_part_and_the_item_stays_open():
    made = ledger("The haul was still missing.", "Part of the haul was in a shed.")
    one = item(made, "what was taken")
    assert [(p.left.status, p.right.status) for p in one.partings] == [("missing", "recovered in part")]
    assert not one.ended
    assert [w.words for w in one.last_places] == ["in a shed"]


def test_what_was_missing_first_and_recovered_later_is_no_parting():
    first = lines("The crown was still missing.", "early.txt", published="2003-03-01")
    later = lines("The stolen crown was recovered.", "late.txt", published="2005-01-01")
    one = item(ledger_of([*first, *later], {}), "crowns")
    assert (one.partings, one.ended) == ((), True)


def test_they_is_no_item_and_stands_for_what_the_sentence_before_named():
    made = ledger("Three paintings were stolen. They have never been recovered.")
    assert [(i.name, [(f.status, f.guessed) for f in i.fates]) for i in made.items] == [
        ("paintings", [("stolen", False), ("missing", True)])
    ]
    assert belonging_named("They", 0) is None
    assert belonging_named("the Vermeer", 0).name == "Vermeer"


def test_it_is_not_what_the_sentence_before_named_when_this_one_names_something_else():
    text = "As for the great key to the door, it had been left in a storeroom a few feet away, where it was found."
    made = ledger(f"The thieves took the loot. {text}")
    assert [(i.name, [f.status for f in i.fates]) for i in made.items] == [("what was taken", ["stolen"])]


def test_copies_count_once():
    text = "The diamonds are still missing."
    made = ledger(text, text, text, draws={"s-note1.txt": frozenset({"s-note0.txt"})})
    assert item(made, "diamonds").statuses == (("missing", 2, 3),)


def test_a_mark_tells_an_item_from_others():
    made = ledger("The stolen watch, engraved with the initials J. K., was never recovered.")
    assert [m.words for m in item(made, "watches").marks][:1] == ["engraved with the initials J. K."]


def test_any_order_of_sources_gives_the_same_ledger():
    texts = ["The haul was still missing.", "Part of the haul was in a shed.", "The loot was worth $100 million."]
    found = [lines(text, f"n{n}.txt") for n, text in enumerate(texts)]
    made = to_plain(ledger_of([x for one in found for x in one], {}))
    for seed in range(6):
        random.Random(seed).shuffle(found)
        assert to_plain(ledger_of([x for one in found for x in one], {})) == made


def test_the_demo_has_its_sums_by_currency_its_places_and_its_counts():
    made = ledger_of(demo_lines(), {})
    loot = item(made, "what was taken")
    units = {a.quantity.unit for a in loot.amounts}
    assert {"USD", "GBP", "EUR", "AUD"} <= units
    assert {"missing", "recovered in part"} <= {s for s, _, _ in loot.statuses}
    assert ("by the road", "found") in [(w.words, w.stage) for w in loot.last_places]
    (wired,) = [t for t in made.totals if "Wired" in t.teller and t.facet == "taken"]
    assert wired.why == (
        "“at least $100 million” for diamonds, gold, jewellery together; no part has a value of its own"
    )
    assert [(c.label, c.why) for c in made.counts] == [
        ("What Notarbartolo told the magazine (after Wired)", "123 and 37 left make 160; no total is named")
    ]
    held = [a for i in made.items for a in i.amounts if a.facet == "held"]
    assert [a.quantity.low for a in held] == [18e6], "what the bags held is no value of the loot"
    assert "50 cents" in [u.quantity.text for u in made.unplaced]
    assert "necklaces" not in [i.name for i in made.items]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            ("Her branch had a shortfall of £22,000.", "A shortfall of £310 arose at another branch."), id="two debts"
        ),
        pytest.param(
            ("Of the loot, worth $9 million, gems worth $2 million were stolen.",), id="two things of one teller"
        ),
    ],
)
def test_amounts_of_several_things_are_never_held_against_each_other(texts):
    assert all(i.not_both == () for i in ledger(*texts).items)


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        pytest.param("The letter hasn't been found.", ["missing"], id="a denial in a short form"),
        pytest.param("The letter could be found.", [], id="what is only possible"),
        pytest.param("A panel that had found in his favour asked for the letter.", [], id="a finding of a panel"),
        pytest.param("We took a step back and the notes were taken from a meeting.", [], id="figures of speech"),
        pytest.param("The shortfall was found by the auditors.", [], id="a number of the books"),
        pytest.param("If the diamonds were stolen, nobody saw it.", [], id="a condition"),
    ],
)
def test_what_became_of_a_thing_is_taken_only_from_words_that_say_so(text, fates):
    assert [f.status for i in ledger(text).items for f in i.fates] == fates


def test_a_pronoun_does_not_reach_back_over_other_talk():
    made = ledger("The diamonds were stolen. We had lunch. Then it rained. It was late. It was never found.")
    assert [f.status for f in item(made, "diamonds").fates] == ["stolen"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The stolen painting was shown at the time.", id="a time"),
        pytest.param("The painting was stolen while the guard was in the office.", id="somebody else was there"),
        pytest.param("The painting was stolen, as it was in the context of war.", id="no place"),
    ],
)
def test_a_last_place_is_where_the_thing_itself_was(text):
    assert item(ledger(text), "paintings").last_places == ()


def test_who_had_a_thing_is_somebody_and_the_thing_is_what_he_had():
    made = ledger("The diamonds were stolen. You have the diamonds. Ann Reed had a book on diamonds.")
    assert item(made, "diamonds").chain == ()


def test_weights_below_nothing_are_no_money():
    assert ledger("The residual was minus 2 pounds and 10 pounds at minus 4.").items == ()

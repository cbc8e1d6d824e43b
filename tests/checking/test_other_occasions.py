"""A true line is not contradicted by a passage about another email, another meeting, or another part of a sentence."""

from dataclasses import replace

import pytest
from checking_samples import claims_of, paragraphs, same_weight

from loupe.checking import Candidate, TypedStance, find_evidence, statement_reader
from loupe.checking.reading import prepare
from loupe.language import find_parser

READER = TypedStance(statements=statement_reader(find_parser()))


def stance(line, passage):
    weighed = READER.weigh(prepare(line), prepare(passage), same_weight)
    return weighed.stance if weighed else "related"


@pytest.mark.parametrize(
    ("line", "passage"),
    [
        pytest.param(
            "This is a letter from Anna Berg to the harbour office dated 27 August 1999.",
            "This is a letter from Anna Berg to the harbour office dated 22 September 1999.",
            id="what a document is: there are many letters",
        ),
        pytest.param(
            "This is the signed contract of the harbour office of July 1999.",
            "The signed contract of the harbour office is dated 21 July 2000, in its first version.",
            id="what is shown: there may be several",
        ),
        pytest.param(
            "Anna Berg wrote to the harbour office on 3 May 1999.",
            "Anna Berg wrote to the harbour office on 9 July 1999.",
            id="what is done again and again",
        ),
        pytest.param(
            "The fault hit 60 branches of the harbour bank.",
            "As of 22 January 2019 the fault hit 19 branches of the harbour bank.",
            id="a count that runs on",
        ),
        pytest.param(
            "In March 2000 the clerks of the harbour bank found 38 errors in the ledger of the branch.",
            "The clerks of the harbour bank found 22 errors in the ledger.",
            id="a count of a month against one of nobody knows when",
        ),
        pytest.param(
            "From 1999 to 2001 the harbour office was a public company.",
            "One party to the contract, which was concluded in 1996, was the harbour office, a public company.",
            id="what something is may hold at many times",
        ),
        pytest.param(
            "The statement of the harbour office runs to 19 pages.",
            "The statement of the harbour office runs to nine pages.",
            id="how long a text is that nobody names",
        ),
        pytest.param(
            "The brought forward value was £71,000.",
            "Week 21 contains an entry for line 2050 with a value of £17,181.05.",
            id="a value is not yet the loot",
        ),
        pytest.param(
            "The captain of the ferry remembers that the harbour pilot was unhappy to be asked.",
            "The captain of the ferry cannot remember the day, but he does remember that the harbour pilot was unhappy "
            "to be asked.",
            id="denied of one thing and said of the other",
        ),
        pytest.param(
            "The incidence of heart failure decreased by 10% in women of the study.",
            "The incidence of heart failure in women of the study was 289 (95% confidence interval, 277 to 300).",
            id="how sure a figure is",
        ),
        pytest.param(
            "The harbour pilot spoke of the ferry captain 24 years ago.",
            "The harbour pilot spoke of the ferry captain 27 years ago.",
            id="how long ago depends on who tells it when",
        ),
    ],
)
def test_another_occasion_contradicts_nothing(line, passage):
    assert stance(line, passage) != "contradicts"


@pytest.mark.parametrize(
    ("line", "passage"),
    [
        pytest.param(
            "The thieves broke open 109 of the safe deposit boxes.",
            "The thieves broke open 123 of the safe deposit boxes.",
            id="another count of the same",
        ),
        pytest.param(
            "The Estrella sank off Cascais on 12 March 1987.",
            "The Estrella sank off Cascais on 14 March 1987.",
            id="another day of the same event",
        ),
        pytest.param(
            "The harbour pilot did warn the captain of the ferry.",
            "The harbour pilot did not warn the captain of the ferry.",
            id="a denial of the same",
        ),
        pytest.param(
            "The stolen diamonds were worth 100 million euros, the diamond police say.",
            "The value of the diamonds was put at 20 million euros by the diamond police.",
            id="another value of the loot",
        ),
    ],
)
def test_the_same_event_with_another_value_still_does(line, passage):
    assert stance(line, passage) == "contradicts"


def test_what_i_did_is_not_what_another_says_of_himself():
    line = "I warned 12 of the harbour pilots about the fog over the estuary."
    passage = replace(
        paragraphs("I warned 15 of the harbour pilots about the fog over the estuary.")[0][0], kind="turn"
    )
    found = {
        speaker: find_evidence(
            replace(claims_of(line)[-1], speaker="TOM ROURKE"),
            [Candidate(replace(passage, speaker=speaker), passage.locator.start, passage.locator.end)],
            READER,
            same_weight,
        )[0].stance
        for speaker in ("Tom Rourke", "Anna Berg")
    }
    assert found == {"Tom Rourke": "contradicts", "Anna Berg": "related"}

"""Who can say something: people, offices and papers, and no piece of a sentence."""

import pytest

from loupe.language.statements.voices import can_tell


@pytest.mark.parametrize(
    "words",
    ["Ann Reed", "Ms Page", "the police", "the second report", "a spokesman for the court", "she", "it", "they", "UPI",
     "the authors of a book about the case", "One newspaper", "Mr Key"],
)  # fmt: skip
def test_people_offices_and_papers_can_tell(words):
    assert can_tell(words)


@pytest.mark.parametrize(
    "words",
    ["", "You", "'s", "it's", "you've", "Fujitsu's", "Secondly", "Under", "Key", "This", "the next paragraph you",
     "the foot of the page", "a series of numbers", "The reason I", "the report you", "no document that", "a case of",
     "the bottom just above", "17"],
)  # fmt: skip
def test_pieces_of_sentences_and_places_in_a_text_cannot(words):
    assert not can_tell(words)

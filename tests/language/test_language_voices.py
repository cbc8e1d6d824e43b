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


def test_what_is_read_out_to_somebody_has_no_teller_of_that_name():
    from loupe.engine.settings import parse_settings
    from loupe.engine.understood.understanding import setting_of
    from loupe.language import find_parser, understand
    from loupe.language.understanding import Stretch
    from loupe.model import Source

    if find_parser() is None:
        pytest.skip("the extra grammar is not installed")
    text = 'Turn to the next page. You then say: "The cellar was wet in May." Ann Reed said: "The cellar was dry."'
    source = Source(id="s-a", sha256="a", name="a", format="txt", size=1, text_sha256="a", passages=1)
    (found,) = understand(
        [Stretch(text, 0, ((0, "p-a"),), "Counsel")],
        setting_of(source, "en", parse_settings("")),
        find_parser(),
        source_id="s-a",
    )
    assert {t for s in found.statements for t in s.chain} <= {"Ann Reed"}

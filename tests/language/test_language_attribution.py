"""Who says so: the outer layers of "X says that P", where P begins and ends, and one key for one teller."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import NOTHING_KNOWN, find_attribution, find_parser, find_statements, teller_key

ATTRIBUTED = [
    # text, keys of the tellers (outermost first), denied, words of P
    ("Police said the vault was open.", ["police"], False, "the vault was open."),
    ("The police said that the vault was open.", ["police"], False, "the vault was open."),
    ("Peys says: “The vault was open.”", ["peys"], False, "“The vault was open.”"),
    ("Peys told Wired that the vault was open.", ["peys"], False, "the vault was open."),
    ("Notarbartolo told a reporter that he took nothing.", ["notarbartolo"], False, "he took nothing."),
    ("The judge told the court that the men had fled.", ["judge"], False, "the men had fled."),
    ("Denice Oliver, an insurance investigator, told ABC that the haul was faked.", ["oliver"], False,
     "the haul was faked."),
    ("Notarbartolo, who was arrested in 2003, said he took nothing.", ["notarbartolo"], False, "he took nothing."),
    ("In court, Notarbartolo said the boxes were empty.", ["notarbartolo"], False, "the boxes were empty."),
    ("Wired wrote in 2009 that the haul was $100 million.", ["wired"], False, "the haul was $100 million."),
    ("Police suspect that Notarbartolo had a key.", ["police"], False, "Notarbartolo had a key."),
    ("A Belgian court said the haul was $20 million.", ["court"], False, "the haul was $20 million."),
    ("The film claims that the haul was $500 million.", ["film"], False, "the haul was $500 million."),
    ("But prosecutors argued that the men had a key.", ["prosecutor"], False, "the men had a key."),
    # according to
    ("According to Peys, the vault was open.", ["peys"], False, "the vault was open."),
    ("According to the Associated Press, the vault was open.", ["associated press"], False, "the vault was open."),
    ("The vault was open, according to police.", ["police"], False, "The vault was open"),
    # at the end, in the middle
    ("The vault was open, police said.", ["police"], False, "The vault was open"),
    ("The vault was open, Patrick Peys said.", ["peys"], False, "The vault was open"),
    ("The vault was open, said Patrick Peys.", ["peys"], False, "The vault was open"),
    ("“I took nothing,” Notarbartolo said.", ["notarbartolo"], False, "“I took nothing"),
    ("The vault, police said, was open.", ["police"], False, "The vault, police said, was open."),
    # his own account
    ("In Notarbartolo's version, the boxes were empty.", ["notarbartolo"], False, "the boxes were empty."),
    ("By Notarbartolo’s own account, he took nothing.", ["notarbartolo"], False, "he took nothing."),
    # denials
    ("Notarbartolo denied that he took the diamonds.", ["notarbartolo"], True, "he took the diamonds."),
    ("Prosecutors dispute that the boxes were empty.", ["prosecutor"], True, "the boxes were empty."),
    # one inside the other
    ("The paper reports that police say that he claims the boxes were empty.", ["paper", "police", "he"], False,
     "the boxes were empty."),
    ("Wired reported that Notarbartolo denied that he took the diamonds.", ["wired", "notarbartolo"], True,
     "he took the diamonds."),
    ("Notarbartolo claims that police said it was open.", ["notarbartolo", "police"], False, "it was open."),
    ("The narrator says that a detective heard from an anonymous caller that the vault was open.",
     ["narrator", "police", "caller"], False, "the vault was open."),
    ("The paper said that the book says that the film claims that police believe that he said it was open.",
     ["paper", "book", "film", "police", "he"], False, "it was open."),
    # from whom he has it
    ("Peys heard from Notarbartolo that it was open.", ["peys", "notarbartolo"], False, "it was open."),
    ("The judge was told by Peys that it was open.", ["judge", "peys"], False, "it was open."),
    ("Reuters, citing police, said the vault was open.", ["reuters", "police"], False, "the vault was open."),
    ("Citing police sources, Reuters reported that it was open.", ["reuters", "source"], False, "it was open."),
    ("The vault was open, Reuters reported, citing police.", ["reuters", "police"], False, "The vault was open"),
    ("Wired quotes Notarbartolo as saying that it was open.", ["wired", "notarbartolo"], False, "it was open."),
    ("Notarbartolo was quoted by Wired as saying it was open.", ["wired", "notarbartolo"], False, "it was open."),
    ("Notarbartolo is quoted as saying the vault was open.", ["notarbartolo"], False, "the vault was open."),
    # in the passive
    ("It was reported by Wired that the vault was open.", ["wired"], False, "the vault was open."),
    # whoever it is
    ("A spokesman for the court said the vault was open.", ["court"], False, "the vault was open."),
    ("Sources close to Notarbartolo said the vault was open.", ["sources close to notarbartolo"], False,
     "the vault was open."),
    ("Lawyers for Peys said the vault was open.", ["lawyers for peys"], False, "the vault was open."),
    ("The vault was open, police in Antwerp said.", ["police"], False, "The vault was open"),
    ("The head of the Antwerp diamond squad said it was open.", ["head of the antwerp diamond squad"], False,
     "it was open."),
    ("Industry experts say that the vault was open.", ["expert"], False, "the vault was open."),
    ("One of the detectives, Patrick Peys, said the vault was open.", ["peys"], False, "the vault was open."),
    ("The vault was open, said Peys, a detective who led the case.", ["peys"], False, "The vault was open"),
    ("Notarbartolo told Davis, who wrote for Wired, that it was open.", ["notarbartolo"], False, "it was open."),
    ("In an interview with Wired, Notarbartolo said it was open.", ["notarbartolo"], False, "it was open."),
    ("Additionally, Ford said that the vault was open.", ["ford"], False, "the vault was open."),
    ("Diamond Council (DC) announced on Monday that it was open.", ["diamond council"], False, "it was open."),
    ("U.S. President Smith's administration said it was open.", ["u.s. president smith's administration"], False,
     "it was open."),
    ("“The vault was open,” said the chairman of the diamond council.", ["chairman of the diamond council"], False,
     "“The vault was open"),
    ("“The vault was open,” Wired quoted Peys as saying.", ["wired", "peys"], False, "“The vault was open"),
    ("Reuters said Wednesday that the vault was open.", ["reuters"], False, "the vault was open."),
    ("Peys and Oliver announced that the vault was open.", ["peys and oliver"], False, "the vault was open."),
    ("We respectfully agree that the vault was open.", ["we"], False, "the vault was open."),
    ("Peys dismissed suggestions that the vault was open.", ["peys"], True, "suggestions that the vault was open."),
    ("“The vault was open,” Peys told a news conference in Antwerp.", ["peys"], False, "“The vault was open"),
    # papers that say it
    ("The indictment states that the vault was open.", ["indictment"], False, "the vault was open."),
    ("The court heard that the vault was open.", ["court"], False, "the vault was open."),
    ("In Notarbartolo's account, the vault was open.", ["notarbartolo"], False, "the vault was open."),
    ("As Peys put it, the vault was open.", ["peys"], False, "the vault was open."),
    # headlines and wires
    ("Peys: 'the vault was open'", ["peys"], False, "'the vault was open'"),
    ("Reuters: three men were held.", ["reuters"], False, "three men were held."),
    ("The vault was open — Peys", ["peys"], False, "The vault was open"),
    ("ANTWERP, Belgium (AP) — The vault was open on Monday.", ["associated press"], False,
     "The vault was open on Monday."),
    ("The vault was open on Monday. (Reuters)", ["reuters"], False, "The vault was open on Monday."),
    ("“I took nothing,” said Notarbartolo, “and I left.”", ["notarbartolo"], False,
     "“I took nothing,” said Notarbartolo, “and I left.”"),
]  # fmt: skip
OWN_VOICE = [
    "The vault was open.",
    "Police opened the vault.",
    "They said goodbye.",
    "The report said so.",
    "The diamonds were never found.",
    "He had one passion — Paris.",
    "Correction: the vault was open.",
    "Three minutes: that is one song on the radio.",
    "It was reported that the vault was open.",
    "The court was told that the vault was open.",
    "The court dismissed the appeal of the four men.",
    "The US state of Kansas has ruled that schools close.",
    "Although the hospital insists that he is ill, he will recover.",
    "Like the United States, officials were dismayed that he left.",
    "A court dismissed the charges against the four men.",
    "Do you think the vault was open all night?",
    "The report was circulated to senior managers.",
    "Peys immediately added his support to the plan.",
    "The vault was open and police said that the alarm was off.",
    "",
]


@pytest.mark.parametrize(("text", "keys", "denied", "inner"), ATTRIBUTED, ids=[row[0] for row in ATTRIBUTED])
def test_who_says_so_and_what(text, keys, denied, inner):
    found = find_attribution(text)
    assert [teller_key(t) for t in found.tellers] == keys
    assert found.denied == denied
    assert text[slice(*found.inner)].rstrip(" ,”") == inner.rstrip(" ,”")


@pytest.mark.parametrize("text", OWN_VOICE)
def test_what_a_text_says_in_its_own_voice_is_all_of_it(text):
    found = find_attribution(text)
    assert (found.tellers, found.denied, found.inner) == ((), False, (0, len(text)))


UNSAID = [
    "Police never said that the vault was open.",
    "Police did not say that the vault was open.",
    "Police refused to confirm that the vault was open.",
    "Police declined to say whether the vault was open.",
    "Police would neither confirm nor deny that the vault was open.",
    "Police had no comment on whether the vault was open.",
    "Notarbartolo did not deny that the vault was open.",
    "Notarbartolo later withdrew his claim that the vault was open.",
    "No one said that the vault was open.",
    "Whoever said that the vault was open lied.",
    "Prosecutors accused Notarbartolo of opening the vault.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_nobody_says_has_no_teller(text):
    found = find_attribution(text)
    assert (found.tellers, found.denied) == ((), False)


@pytest.mark.parametrize("text", [row[0] for row in ATTRIBUTED])
def test_every_teller_keeps_his_place(text):
    found = find_attribution(text)
    assert len(found.spans) == len(found.tellers)
    for teller, (start, end) in zip(found.tellers, found.spans, strict=True):
        assert text[start:end].lower() in (teller.lower(), "his")


@pytest.mark.parametrize(
    "text", ["He said he took nothing.", "By his own account, he took nothing.", "He took nothing, he said."]
)
def test_a_pronoun_stands_for_whom_the_reader_knows_it_to_be(text):
    assert find_attribution(text, "Notarbartolo").tellers == ("Notarbartolo",)
    assert find_attribution(text).tellers == ("he",)


KEYS = {
    "police": ["police", "the police", "Police", "Belgian police", "detectives", "the investigators", "an officer"],
    "associated press": ["AP", "The Associated Press", "Associated Press", "the AP"],
    "peys": ["Peys", "Patrick Peys", "Detective Patrick Peys", "Mr. Peys"],
    "notarbartolo": ["Notarbartolo", "Leonardo Notarbartolo"],
    "wired": ["Wired", "Wired magazine"],
    "court of appeal": ["a spokesman for the court of appeal"],
    "prosecutor": ["prosecutors", "the prosecution", "a prosecutor"],
    "court": ["the court", "a Belgian court"],
    "guardian": ["The Guardian", "Guardian"],
    "insurer": ["insurers", "an insurer"],
}


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for key, names in KEYS.items() for name in names], ids=lambda value: value
)
def test_one_key_for_one_teller(name, key):
    assert teller_key(name) == key


def test_different_tellers_have_different_keys():
    tellers = (
        "police",
        "prosecutors",
        "the court",
        "AP",
        "Reuters",
        "BBC News",
        "New York Times",
        "Peys",
        "Notarbartolo",
    )
    assert len({teller_key(t) for t in tellers}) == len(tellers)


REPORTS = [
    ("The plan failed, although experts say that it was sound.", {"The plan failed": (), "it was sound": ("experts",)}),
    (
        "He was held in Turin, but police said the vault was open.",
        {"He was held in Turin": (), "the vault was open": ("police",)},
    ),
    (
        "Boeing protested, claiming that the vault was open.",
        {"Boeing protested": (), "the vault was open": ("Boeing",)},
    ),
    (
        "Peys said the vault was open, adding that the thieves had a key.",
        {"the vault was open": ("Peys",), "the thieves had a key": ("Peys",)},
    ),
    ("The vault was open, police said.", {"The vault was open": ("police",)}),
    ("The vault was open.", {"The vault was open": ()}),
]


@pytest.mark.parametrize(("text", "told"), REPORTS, ids=[row[0] for row in REPORTS])
def test_each_clause_has_its_own_tellers(text, told):
    parser = find_parser()
    if parser is None:
        pytest.skip("no parser is installed")
    (parse,) = parser.parse([text])
    found = find_statements(text, parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN)
    assert {said.quote: said.chain for said in found} == told


parts = st.sampled_from(
    "Police said the vault was open that Peys told Wired according to , . “ ” he denied claims Notarbartolo's own "
    "account in by version reported and who a".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(parts, max_size=20).map(" ".join) | st.text(max_size=60), st.none() | st.just("Notarbartolo"))
def test_whatever_the_words_p_is_a_part_of_the_text(text, known):
    found = find_attribution(text, known)
    start, end = found.inner
    assert 0 <= start <= end <= len(text)
    assert len(found.tellers) <= 10
    assert len(found.spans) == len(found.tellers)
    assert all(0 <= a < b <= len(text) for a, b in found.spans)
    assert all(t.strip() for t in found.tellers)
    assert not (found.denied and not found.tellers)
    if not found.tellers:
        assert found.inner == (0, len(text))


@given(st.text(max_size=30))
def test_a_key_does_not_depend_on_case_or_an_article(name):
    assert teller_key(name.upper()) == teller_key(name.upper().lower())


@pytest.mark.parametrize(
    "text",
    ["the old " * 250, "Peys said, " * 200, "he said that " * 150, "A" + " Aa" * 600, ", said " * 250, "the a " * 300],
)
def test_hostile_sentences_take_no_time(text):
    began = time.perf_counter()
    find_attribution(text)
    assert time.perf_counter() - began < 1

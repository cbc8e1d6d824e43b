"""Contrast pairs: what each kind makes of a sentence, and what holds of every pair."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from loupe.language.parsing import find_parser

TRAINING = Path(__file__).resolve().parents[2] / "training"
PARSER = find_parser()
pytestmark = pytest.mark.skipif(PARSER is None, reason="the optional English parser is not installed")

COLLECTION = [
    "The company sold its shares in Berlin, and the bank sold its house in 1994.",
    "The museum opened in 1952 and the theatre opened in 1960.",
    "The bank closed in 1999 and the shop closed in 2001.",
    "The rebels captured the town, and the town was captured by the army in May.",
    "The navy defeated the pirates near the island in August.",
    "The rebels captured the bridge, and the bridge was captured again in July.",
    "The driver stopped the van, and the guard stopped the men near the gate.",
    "The driver managed the shop and the guard managed the station for years.",
    "The army defeated the rebels and the rebels were defeated by the army in June.",
    "Peter Marlow lost the race in Oslo, and Ruth Kessler lost the match in Turin.",
    "Peter Marlow won the race in Oslo, and Ruth Kessler won the match in Turin.",
    "The cities grew quickly, and other cities in the region were growing too.",
    "The guard saw the men, and the driver saw the van near the bridge.",
    "The book was written by Clara Bennett in Vienna.",
    "The film was directed by Martin Fowler in Rome.",
]


@pytest.fixture(scope="module")
def contrast():
    sys.path.insert(0, str(TRAINING))
    try:
        import contrast
        from contrast import choosing, making, natural, pool, reading, texts

        yield type(
            "Package",
            (),
            {
                "pool": pool,
                "reading": reading,
                "making": making,
                "natural": natural,
                "texts": texts,
                "door": contrast,
                "choosing": choosing,
            },
        )
    finally:
        sys.path.remove(str(TRAINING))
        for name in [n for n in sys.modules if n.split(".")[0] == "contrast"]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def made(contrast):
    """Every claim that a kind makes of a sentence over some throws of the dice, with its label."""

    def run(kind, sentence):
        texts = [sentence, *COLLECTION]
        parses = PARSER.parse(texts)
        reads = [contrast.reading.Read(contrast.door.Source(t), p) for t, p in zip(texts, parses, strict=True)]
        pool = contrast.pool.gathered(reads)
        maker = contrast.making.MAKERS[kind]
        return {(d.label, d.claim) for n in range(300) for d in maker(reads[0], pool, Random(n))}

    return run


SPECIFICATION = [
    # kind, sentence, label, a claim that is among those made
    ("number", "The robbers took 51 paintings.", "supports", "The robbers took about 50 paintings."),
    ("number", "The robbers took 51 paintings.", "supports", "The robbers took fifty-one paintings."),
    ("number", "The robbers took 51 paintings.", "contradicts", "The robbers took 52 paintings."),
    ("number", "The robbers took 51 paintings.", "contradicts", "The robbers did not take 51 paintings."),
    ("number", "The party won 49% of the votes.", "supports", "The party won nearly half of the votes."),
    ("number", "The party won 49% of the votes.", "contradicts", "The party won about a quarter of the votes."),
    ("number", "The flight lasted three hours.", "supports", "The flight lasted 180 minutes."),
    ("number", "The flight lasted three hours.", "contradicts", "The flight lasted three minutes."),
    ("date", "The bridge was built on 15 February 2003.", "supports", "The bridge was built in February 2003."),
    ("date", "The bridge was built on 15 February 2003.", "supports", "The bridge was built on February 15, 2003."),
    ("date", "The bridge was built on 15 February 2003.", "supports", "The bridge was built in the 2000s."),
    ("date", "The bridge was built on 15 February 2003.", "contradicts", "The bridge was built in the 1990s."),
    ("date", "Ruth Kessler (born 3 May 1950) is a judge.", "supports", "Ruth Kessler was born in May 1950."),
    ("date", "Ruth Kessler (born 3 May 1950) is a judge.", "contradicts", "Ruth Kessler was not born on 3 May 1950."),
    ("name", "The novel was written by Anna Lindqvist.", "supports", "The novel was written by Anna Lindqvist."),
    ("name", "The novel was written by Anna Lindqvist.", "contradicts", "The novel was written by Clara Bennett."),
    ("name", "The novel was written by Anna Lindqvist.", "supports", "The novel was not written by Clara Bennett."),
    ("negation", "The guard did not see the van.", "supports", "The guard didn't see the van."),
    ("negation", "The guard did not see the van.", "contradicts", "The guard saw the van."),
    ("negation", "The driver failed to stop the train.", "supports", "The driver did not stop the train."),
    ("negation", "The driver failed to stop the train.", "contradicts", "The driver managed to stop the train."),
    ("negation", "The army captured the town.", "supports", "It is not true that the army did not capture the town."),
    ("negation", "The army captured the town.", "supports", "The army did not fail to capture the town."),
    ("negation", "The army captured the town.", "contradicts", "The army failed to capture the town."),
    ("opposite", "Peter Marlow won the race.", "contradicts", "Peter Marlow lost the race."),
    ("opposite", "Peter Marlow won the race.", "supports", "Peter Marlow did not lose the race."),
    ("opposite", "The museum opened in 1952.", "contradicts", "The museum closed in 1952."),
    ("quantifier", "All guards left the building.", "supports", "Some guards left the building."),
    ("quantifier", "All guards left the building.", "contradicts", "No guards left the building."),
    ("quantifier", "Some guards left the building.", "neither", "All guards left the building."),
    ("quantifier", "Most guards left the building.", "neither", "All guards left the building."),
    ("rank", "Oslo is the largest city in Norway.", "supports", "Oslo is one of the largest cities in Norway."),
    ("rank", "Oslo is the largest city in Norway.", "contradicts", "Oslo is the second largest city in Norway."),
    ("rank", "Oslo is one of the largest cities in Norway.", "neither", "Oslo is the largest city in Norway."),
    ("rank", "Mary Poole was the second president of the club.", "contradicts",
     "Mary Poole was the first president of the club."),
    ("role", "The army captured the town.", "supports", "The town was captured by the army."),
    ("role", "The rebels were defeated by the army.", "supports", "The army defeated the rebels."),
    ("role", "The rebels were defeated by the army.", "contradicts", "The rebels defeated the army."),
    ("role", "Paris is the capital of France.", "supports", "Paris is France's capital."),
    ("role", "Paris is the capital of France.", "contradicts", "France is the capital of Paris."),
    ("hedge", "The minister may resign in June.", "neither", "The minister will resign in June."),
    ("hedge", "The minister may resign in June.", "contradicts", "The minister cannot resign in June."),
    ("hedge", "The lawyer claimed that the bank lost the money.", "neither", "The bank lost the money."),
    ("hedge", "The lawyer claimed that the bank lost the money.", "contradicts",
     "The lawyer denied that the bank lost the money."),
    ("hedge", "The lawyer claimed that the bank lost the money.", "supports",
     "According to the lawyer, the bank lost the money."),
    ("rewrite", "Peter Marlow, a driver from Leeds, sold the house in 1994, when he was ill.", "supports",
     "Peter Marlow sold the house."),
    ("stranger", "Peter Marlow sold the house to the bank.", "neither",
     "Peter Marlow secretly sold the house to the bank."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "sentence", "label", "claim"), [pytest.param(*s, id=f"{s[0]}: {s[3]} ({s[2]})") for s in SPECIFICATION]
)
def test_a_claim_is_made_with_its_label(made, kind, sentence, label, claim):
    assert (label, claim) in made(kind, sentence)


@pytest.mark.parametrize("sentence", sorted({s[1] for s in SPECIFICATION}))
def test_no_claim_has_two_labels_within_a_kind(made, sentence):
    for kind in {s[0] for s in SPECIFICATION if s[1] == sentence}:
        found = made(kind, sentence)
        assert len({claim for _, claim in found}) == len(found)


SILENT = [
    ("number", "About 50 paintings were taken."),
    ("number", "The team won the game 3-2 in the second half."),
    ("number", "The police did not find 51 paintings."),
    ("date", "The bridge may be built in 2003."),
    ("date", "The choir sang in Oslo in 1994."),
    ("negation", "Anyone who did not see the van because of the fog left."),
    ("opposite", "A company lost the case."),
    ("role", "He saw her."),
    ("hedge", "The guard did not say that the van may leave."),
    ("rewrite", "If the army captured the town, the rebels lost."),
]


@pytest.mark.parametrize(("kind", "sentence"), SILENT)
def test_nothing_is_made_where_the_label_would_be_unsure(made, kind, sentence):
    assert {(label, claim) for label, claim in made(kind, sentence) if label != "supports"} == set()


def sources(contrast):
    document = " ".join([*{s[1]: None for s in SPECIFICATION if len(s[1].split()) >= 5}, *COLLECTION])
    sentences = [*{s[1]: None for s in SPECIFICATION}, *COLLECTION]
    assert all(s in document for s in sentences if len(s.split()) >= 5)
    around = range(len(sentences))
    return [
        contrast.door.Source(
            sentences[i], tuple(sentences[max(0, i - 2) : i]), tuple(sentences[i + 1 : i + 3]), f"own/{i}"
        )
        for i in around
    ]


def test_a_passage_is_sentences_of_the_sources_as_they_stand(contrast):
    known = {s.text for s in sources(contrast)}
    pairs = contrast.door.contrast_pairs(sources(contrast), seed=3, limit=400)
    assert len(pairs) > 60
    for pair in pairs:
        left = pair.passage
        for text in sorted(known, key=len, reverse=True):
            left = left.replace(text, "")
        assert left.strip() == ""
        assert "\t" not in pair.claim + pair.passage
        assert pair.claim[0].isupper() or pair.claim[0].isdigit()
        assert pair.claim.endswith(".")


def test_a_passage_comes_with_claims_of_different_labels(contrast):
    pairs = contrast.door.contrast_pairs(sources(contrast), seed=3, limit=400)
    by_passage = {}
    for pair in pairs:
        by_passage.setdefault(pair.passage, {}).setdefault(pair.label, set()).add(pair.claim)
    both = [p for p in by_passage.values() if {"supports", "contradicts"} <= p.keys()]
    assert len(both) > 10
    assert all(not (p["supports"] & p["contradicts"]) for p in both)


def test_no_pair_comes_twice_and_labels_are_even(contrast):
    pairs = contrast.door.contrast_pairs(sources(contrast), seed=3, limit=300)
    assert len({(p.claim, p.passage, p.kind) for p in pairs}) == len(pairs)
    counts = [sum(p.label == label for p in pairs) for label in ("supports", "contradicts", "neither")]
    assert max(counts) <= 2 * min(counts)


def test_the_same_seed_makes_the_same_pairs_and_another_makes_others(contrast):
    first = contrast.door.contrast_pairs(sources(contrast), seed=3, limit=200)
    assert first == contrast.door.contrast_pairs(sources(contrast), seed=3, limit=200)
    assert first != contrast.door.contrast_pairs(sources(contrast), seed=4, limit=200)
    assert len(contrast.door.contrast_pairs(sources(contrast), seed=3, limit=25)) <= 25


NATURAL = [
    ("He did n't say it 's `` over '' .", "He didn't say it's \"over\"."),
    ("Poole -LRB- born May 3 , 1950 -RRB- is a judge .", "Poole (born May 3, 1950) is a judge."),
    ("The war -LRB- 1914 -- 1918 -RRB- cost $ 5 , he said .", "The war (1914–1918) cost $5, he said."),
    ("The men 's and the drivers ' cars .", "The men's and the drivers' cars."),
    ("It was already natural, wasn't it.", "It was already natural, wasn't it."),
]


@pytest.mark.parametrize(("tokens", "text"), NATURAL)
def test_treebank_tokens_become_printed_text(contrast, tokens, text):
    assert contrast.natural.natural_text(tokens) == text


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The guard saw the van near the old bridge.", True),
        ("Too short a sentence.", False),
        ("the guard saw the van near the old bridge.", False),
        ("The guard saw the van near the old bridge", False),
        ("The guard saw (near the old bridge in May the van.", False),
        ("The guard saw the van | near | the old bridge.", False),
        ("The " + "very " * 50 + "old guard saw the van.", False),
    ],
)
def test_only_whole_printed_sentences_are_taken(contrast, text, good):
    assert contrast.natural.well_formed(text) is good


def test_a_sentence_comes_with_its_neighbours(contrast):
    document = (
        "The guard saw the van near the old bridge. Hello? The van left the town at ten that night. "
        "He went home at once after that, alone."
    )
    first, second, third = contrast.texts.sources_of(document, "own/1")
    assert (first.before, first.after) == ((), ())
    assert (second.before, second.after) == ((), (third.text,))
    assert third.before == (second.text,)


def test_sets_that_are_not_there_are_passed_over(contrast, tmp_path):
    assert contrast.texts.read_sources(tmp_path) == []


def test_only_the_trainable_sets_are_opened(contrast, tmp_path):
    row = (
        "label\tclaim\tevidence\nentailment\tThe bank lost the house in the small town in May.\t"
        "The army captured the old town near the river in May."
    )
    for name in ("fever-dev-pairs", "fever-symmetric", "wice", "fool-me-twice"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pairs.tsv").write_text(row.replace("army", f"army of {name.title()}"))
    found = [s.text for s in contrast.texts.read_sources(tmp_path)]
    assert found == [
        "The army of Fever-Dev-Pairs captured the old town near the river in May.",
        "The bank lost the house in the small town in May.",
    ]


def test_the_command_writes_a_line_a_pair_and_the_same_every_time(tmp_path):
    (tmp_path / "fever-dev-pairs").mkdir()
    evidence = (
        "The army captured the old town near the river in 1944 . "
        "Ruth Kessler -LRB- born May 3 , 1950 -RRB- is a judge in Oslo ."
    )
    (tmp_path / "fever-dev-pairs" / "pairs.tsv").write_text(f"label\tclaim\tevidence\nx\ty\t{evidence}\n")
    path = f"{TRAINING.parent / 'src'}:{TRAINING}"
    written = []
    for salt in ("1", "2"):
        out = tmp_path / f"pairs{salt}.tsv"
        command = [sys.executable, "-m", "contrast", "--bench", str(tmp_path), "--out", str(out), "--limit", "50"]
        environment = {"PYTHONPATH": path, "PYTHONHASHSEED": salt}
        ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        assert "date" in ran.stdout
        written.append(out.read_text())
    lines = written[0].splitlines()
    assert lines[0] == "label\tkind\tclaim\tpassage"
    assert len(lines) > 6
    assert all(len(line.split("\t")) == 4 for line in lines)
    assert written[0] == written[1]

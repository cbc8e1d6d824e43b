"""The hand-annotated statements are well formed, hold no words but ours, and are counted right in their README."""

import dataclasses
import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from loupe.model.quantities import Quantity
from loupe.model.statements import Participant, Statement

ROOT = Path(__file__).parents[2]
BENCH = Path(__file__).parents[3] / "shared/bench"
TRANSCRIPTS = BENCH / "case-post-office-horizon" / "opening-statements"


def _load():
    path = ROOT / "benchmarks" / "language_tasks" / "gold_statements.py"
    spec = importlib.util.spec_from_file_location("benchmarks_gold_statements", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gold = _load()
GUIDELINE = (gold.FOLDER / "GUIDELINE.md").read_text(encoding="utf-8")
README = (gold.FOLDER / "README.md").read_text(encoding="utf-8")
ROWS = [json.loads(line) for name in gold.FILES for line in (gold.FOLDER / name).read_text("utf-8").splitlines()]


def example(**changes):
    sentence = next(s for s in gold.read_gold(None, "demo.jsonl") if s.text.startswith("Rubbish bags were found in"))
    return dataclasses.replace(sentence, **changes)


def with_statement(**changes):
    return example(statements=(dataclasses.replace(example().statements[0], **changes),))


def test_the_demo_is_annotated_on_the_text_that_stands_in_it():
    sentences = gold.read_gold(None, "demo.jsonl")
    assert gold.find_problems(sentences) == []
    assert [s.text for s in sentences] == [row["text"] for row in ROWS if row["id"].startswith("demo")]


def test_without_the_transcripts_horizon_is_checked_as_far_as_it_can_be():
    sentences = gold.read_gold(None, "horizon.jsonl")
    assert {s.text for s in sentences} == {None}
    assert gold.find_problems(sentences) == []


@pytest.mark.skipif(not TRANSCRIPTS.exists(), reason="shared/bench/case-post-office-horizon is not here")
def test_horizon_is_annotated_on_the_transcripts_text():
    sentences = gold.read_gold(BENCH, "horizon.jsonl")
    assert all(s.text for s in sentences)
    assert gold.find_problems(sentences) == []


def test_the_file_without_text_holds_no_words_of_the_transcripts():
    """Only event types and lemmas are words there, one or two at a time; all else is offsets and names of ours."""
    ours = {"id", "file", "sha256", "part", "modality", "role", "event"}
    for row in ROWS:
        if row["id"].startswith("horizon"):
            assert {key for key, value in _strings(row)} <= ours
            assert all(len(value.split("-")) < 4 for key, value in _strings(row) if key == "event")


def _strings(value, key=""):
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)


def test_ends_are_those_of_the_pieces():
    for row in ROWS:
        assert (row["start"], row["end"]) == (row["pieces"][0][0], row["pieces"][-1][1]), row["id"]


def test_no_sentence_is_annotated_twice():
    assert len({row["sha256"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("sentences", "problem"),
    [
        pytest.param([example(), example()], "this id stands twice", id="id"),
        pytest.param([example(pieces=((9, 12), (4, 60)))], "its pieces do not ascend", id="pieces"),
        pytest.param([example(part="once"), example(part="build", id="x")], "does not put it into the part", id="part"),
        pytest.param(
            [example(text="Rubbish bags were lost in a wood beside the motorway.")], "is not the text", id="text"
        ),
        pytest.param([with_statement(event="Find it")], "'Find it' is no event", id="event"),
        pytest.param([with_statement(modality="doubted")], "'doubted' is no modality", id="modality"),
        pytest.param([with_statement(verb=(18, 900))], "[18, 900) lies outside the sentence", id="outside"),
        pytest.param([with_statement(place=(17, 23))], "[17, 23) does not begin and end", id="white space"),
        pytest.param([with_statement(times=((18, 21),))], "[18, 21) does not begin and end", id="inside a word"),
        pytest.param(
            [with_statement(participants=(gold.GoldParticipant("actor", (0, 12)),))], "'actor' is no role", id="role"
        ),
    ],
)
def test_a_faulty_line_is_found(sentences, problem):
    assert any(problem in found for found in gold.find_problems(sentences))


def test_a_reading_agrees_with_itself_in_everything():
    readings = [s.statements for s in gold.read_gold(None)]
    same = gold.compare_statements(readings, readings)
    assert same.met == same.statements[0] == same.statements[1]
    assert {same.verb_f1, same.event_f1, same.role_f1, same.denied, same.modality, same.chain} == {1.0}


def test_what_a_reading_misses_and_mistakes_is_counted():
    (found,) = example().statements
    other = dataclasses.replace(
        found, event="lose", denied=True, modality="possible", chain=((0, 12),), participants=found.participants * 2
    )
    scored = gold.compare_statements([[found], [found]], [[other], []])
    assert (scored.met, scored.event_f1, scored.denied, scored.modality, scored.chain) == (1, 0.0, 0.0, 0.0, 0.0)
    assert scored.verb_f1 == pytest.approx(2 / 3)
    assert scored.role_f1 == pytest.approx(2 * 1 / (2 + 2))


def test_readings_of_other_sentences_are_not_compared():
    with pytest.raises(ValueError, match="zip"):
        gold.compare_statements([[]], [])


def test_a_statement_of_the_model_is_compared_by_its_places_in_the_sentence():
    text = "So much for that. The clerk says that two bags were found in a wood."
    bags = text.index("two bags")
    wood = text.index("a wood")
    verb = text.index("found")
    statement = Statement(
        id="s",
        source_id="",
        passage_id="",
        start=18,
        end=len(text),
        quote=text[18:],
        chain=("The clerk", "his aunt"),
        denied=False,
        modality="reported",
        event="find",
        verb=(verb, verb + 5),
        participants=(Participant("patient", "two bags", bags, bags + 8),),
        place=(wood, wood + 6),
        place_name=None,
        times=(),
        quantities=(Quantity(2, 2, "count", "exact", "", "bag", bags, bags + 8, "two bags"),),
    )
    found = gold.from_statement(statement, text[18:], 18)
    told = [text[18:][start:end] for start, end in found.spans()]
    assert told == ["found", "The clerk", "", "two bags", "a wood", "two bags"]


def test_the_readme_counts_what_there_is():
    for name in gold.FILES:
        for part in ("build", "once"):
            sentences = [s for s in gold.read_gold(None, name) if s.part == part]
            statements = [s for sentence in sentences for s in sentence.statements]
            counts = (
                len(sentences),
                sum(not s.statements for s in sentences),
                len(statements),
                sum(len(s.participants) for s in statements),
                sum(s.place is not None for s in statements),
                sum(len(s.times) for s in statements),
                sum(len(s.quantities) for s in statements),
                sum(s.denied for s in statements),
                sum(bool(s.chain) for s in statements),
            )
            assert f"| {name}, {part} | {' | '.join(map(str, counts))} |" in README
    assert f"What {len(ROWS)} sentences state" in README


@pytest.mark.parametrize("page", [pytest.param(name, id=name) for name in ("README.md", "GUIDELINE.md")])
def test_a_page_tells_the_agreement_that_the_two_annotations_have(page):
    first, second = (
        {s.id: s.statements for s in gold.read_gold(None, f"again/{name}.jsonl")} for name in ("first", "second")
    )
    assert first.keys() == second.keys() <= {row["id"] for row in ROWS}
    scored = gold.compare_statements([first[name] for name in first], [second[name] for name in first])
    text = " ".join((gold.FOLDER / page).read_text(encoding="utf-8").split())
    told = re.search(r"verb F1 (\d\.\d+), event F1 (\d\.\d+), role F1 (\d\.\d+)", text)
    assert told.groups() == tuple(f"{x:.2f}" for x in (scored.verb_f1, scored.event_f1, scored.role_f1))


def test_every_event_is_a_type_of_the_guideline_or_a_lemma_that_no_type_covers():
    """A slip such as "drive" for "travel" would be a type of its own and never meet anything."""
    rows = [line.strip("|").split("|") for line in GUIDELINE.splitlines() if line.startswith("|")][2:]
    table = [[cell.strip() for cell in row] for row in rows]
    types = {name for row in table for cell in row[::2] for name in cell.split(" / ")}
    covered = {verb.strip() for row in table for cell in row[1::2] for verb in re.split(r"[,;/]", cell)} - types
    used = {statement["event"] for row in ROWS for statement in row["statements"]}
    assert {"rent", "work-as", "have-property"} <= types
    assert used & covered == set()

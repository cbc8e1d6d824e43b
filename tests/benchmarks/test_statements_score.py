"""The scorer of statements counts as the guideline says, and its figures hold at least where they stand today."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from loupe.language.parsing import find_parser

ROOT = Path(__file__).parents[2]
PARSER = find_parser()


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from language_tasks import gold_statements, statements

        yield statements, [s for s in gold_statements.read_gold(None, "demo.jsonl") if s.part == "build"]
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
        for name in [n for n in sys.modules if n.split(".")[0] == "language_tasks"]:
            del sys.modules[name]


def as_read(statements, sentence):
    return [
        statements.Reading(
            event=s.event,
            verb=s.verb,
            denied=s.denied,
            modality=s.modality,
            chain=tuple(sentence.text[a:b] for a, b in s.chain),
            participants=tuple((p.role, p.span) for p in s.participants),
            place=s.place,
            times=s.times,
            quantities=s.quantities,
        )
        for s in sentence.statements
    ]


def test_the_annotation_itself_scores_one_in_everything(bench):
    statements, gold = bench
    score = statements.score([(s, as_read(statements, s)) for s in gold])
    assert {name: score.f1(name) for name in score.counts} == dict.fromkeys(score.counts, 1.0)


def test_nothing_read_scores_nothing(bench):
    statements, gold = bench
    score = statements.score([(s, []) for s in gold])
    assert (score.f1("verb"), score.f1("role"), score.precision("verb")) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"event": "sing"}, {"event", "event of met", "whole"}),
        ({"denied": None}, {"denied", "whole"}),
        ({"modality": "none"}, {"modality", "whole"}),
        ({"chain": ("nobody ever heard of",) * 4}, {"chain", "whole"}),
        ({"participants": ()}, {"role", "whole"}),
        ({"times": ((0, 1),) * 5}, {"time", "whole"}),
    ],
    ids=["event", "denied", "modality", "chain", "participants", "times"],
)
def test_what_is_wrong_costs_its_own_score_and_the_whole(bench, change, lost):
    statements, gold = bench
    read = [(s, [replace(r, **change) for r in as_read(statements, s)]) for s in gold]
    score = statements.score(read)
    assert {name for name in score.counts if score.f1(name) < 1} == lost


@pytest.mark.skipif(PARSER is None, reason="the parser's model is not installed")
def test_loupe_stays_above_the_triples_and_above_where_it_stands(bench):
    statements, gold = bench
    parses = list(PARSER.parse([s.text for s in gold]))
    ours, theirs = (
        statements.score([(s, reader(s.text, p)) for s, p in zip(gold, parses, strict=True)])
        for reader in (statements.by_loupe, statements.by_triples)
    )
    assert ours.f1("verb") > 0.88
    assert ours.f1("event") > 0.80
    assert ours.f1("role") > 0.80
    assert ours.f1("event") > theirs.f1("event") + 0.3

"""Where else the words of a card stand, in sources that are no evidence of its claim."""

import re
from dataclasses import replace

import pytest
from engine_samples import new_case, write_files, write_film

from loupe.engine.check.elsewhere import standing_elsewhere

CLAIM = "The ferry Estrella carried 412 passengers on her last trip."
DISPATCH = "On her last trip, as the books show, the ferry Estrella carried 412 passengers in all."
FILES = {
    "a.txt": f"{DISPATCH}\n",
    "b.txt": f"LISBON, Tuesday. {DISPATCH} Nobody answered the telephone.\n",
    "c.txt": "The evening was calm and clear when she left the quay, and nobody thought of rain.\n",
}


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    with new_case(folder / "case") as case:
        case.add(write_files(folder / "archive", FILES))
        case.check(write_film(folder / "film.srt", [("NARRATOR", CLAIM)]))
        yield case


def where(case, findings):
    return standing_elsewhere(findings, case.sources(), case.passages)


def test_what_the_search_did_not_bring_is_named_with_its_place(ferry):
    (finding,) = ferry.findings()
    labels = {s.id: s.label for s in ferry.sources()}
    alone = replace(finding, evidence=tuple(e for e in finding.evidence if labels[e.source_id] == "a.txt"))
    assert where(ferry, [alone]) == {alone.evidence[0].id: ("b.txt, paragraph 1 (line 1)",)}


def test_what_is_evidence_of_the_claim_already_is_not_named_again(ferry):
    assert where(ferry, ferry.findings()) == {}


def test_a_related_passage_is_not_looked_for(ferry):
    (finding,) = ferry.findings()
    related = tuple(replace(e, stance="related") for e in finding.evidence[:1])
    assert where(ferry, [replace(finding, evidence=related)]) == {}


def test_the_script_names_all_copies_of_a_card(ferry, tmp_path):
    written = ferry.script(tmp_path / "script.html").read_text("utf-8")
    assert re.search(r"Also in 1 copy: <span[^>]*>[ab]\.txt, paragraph 1", written)

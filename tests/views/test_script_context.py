from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model import (
    VERDICTS,
    Claim,
    Evidence,
    Filled,
    Finding,
    Locator,
    Origin,
    ParagraphPlace,
    Passage,
    Search,
    Segment,
    Source,
    TimePlace,
    Verdict,
)
from loupe.views import DrawnOn, Span, findings_summary, script_context
from loupe.views.lines import line_runs

WORK = Source("s-work", "a" * 64, "film.srt", "srt", 10, role="work")
PAPER = Source("s-paper", "b" * 64, "paper.txt", "txt", 10, title="Paper", passages=3)
COPY = Source("s-copy", "c" * 64, "copy.txt", "txt", 10, title="Copy", draws_on=("s-paper", "Reuters"), passages=3)
TEXTS = ["They took 109 boxes and", "left by car.", "They wore gloves."]


def cue(number: int, start: int, text: str) -> Passage:
    place = TimePlace(number * 1000, number * 1000 + 900, number)
    return Passage(
        f"p-{number}", "s-work", number, "cue", "Ana", Locator((Segment(start, start + len(text), place),)), text
    )


LINES = [cue(1, 0, TEXTS[0]), cue(2, 24, TEXTS[1]), cue(3, 37, TEXTS[2])]


def claim(name: str, start: int, end: int, quote: str, **fields: object) -> Claim:
    cuts = [(p.locator.segments[0].place, p.locator.start, p.locator.end) for p in LINES]
    segments = tuple(Segment(max(start, a), min(end, b), place) for place, a, b in cuts if start < b and a < end)
    values = {"kinds": ("number",), "checkable": True} | fields
    return Claim(name, "s-work", start, 1, Locator(segments), quote, quote, "Ana", (), **values)  # type: ignore[arg-type]


def evidence(name: str, claim_id: str, source: str, stance: str, *reasons: str) -> Evidence:
    where = Locator((Segment(0, 5, ParagraphPlace(2)),))
    return Evidence(name, claim_id, f"p-{name}", source, where, "words", stance, 0.5, reasons, ())  # type: ignore[arg-type]


def finding(of: Claim, label: str, *found: Evidence, origins: tuple[Origin, ...] = (), counts=(0, 0)) -> Finding:
    verdict = Verdict(of.id, label, *counts, "rule", (), origins, Search(("q",), 2, 6, 4), "default")  # type: ignore[arg-type]
    return Finding(of, found, verdict)


def context(*findings: Finding, lines: list[Passage] = LINES):
    return script_context(
        case_name="case", work=WORK, passages=lines, findings=findings, sources=[COPY, WORK, PAPER],
        policy_name="default", policy_text="text", version="1",
    )  # fmt: skip


def test_a_claim_over_two_lines_stands_under_the_first_and_is_marked_in_both():
    script = context(finding(claim("c-1", 5, 35, "took 109 boxes and\nleft by car"), "contested"))
    [shown] = script.claims
    assert (shown.number, shown.line) == ("1.1", 1)
    assert shown.spans == (Span(1, 5, 23), Span(2, 0, 11))
    assert [(run.text, run.claims) for run in script.lines[1].runs] == [("left by car", ("1.1",)), (".", ())]
    assert script.lines[1].claims == ()


def test_a_quote_that_is_not_in_the_lines_is_never_underlined():
    script = context(finding(claim("c-1", 5, 23, "took 123 boxes and"), "contested"))
    assert script.claims[0].spans == ()
    assert [run.label for run in script.lines[0].runs] == [None]


def test_a_quote_longer_than_its_pieces_is_never_underlined():
    script = context(finding(claim("c-1", 5, 23, "took 109 boxes and left by plane"), "contested"))
    assert script.claims[0].spans == ()


def test_claims_are_numbered_in_the_order_of_the_text_whatever_the_order_given():
    late, early = claim("c-a", 10, 19, "109 boxes"), claim("c-b", 0, 9, "They took")
    script = context(finding(late, "contested"), finding(early, "contested"))
    assert [(c.number, c.id) for c in script.claims] == [("1.1", "c-b"), ("1.2", "c-a")]


def test_lines_given_in_another_order_give_the_same_context():
    found = finding(claim("c-1", 10, 19, "109 boxes"), "contested")
    assert context(found, lines=LINES[::-1]) == context(found)


def test_where_claims_overlap_the_gravest_verdict_is_underlined():
    wide = finding(claim("c-1", 5, 19, "took 109 boxes"), "corroborated")
    narrow = finding(claim("c-2", 10, 13, "109"), "contradicted")
    runs = context(wide, narrow).lines[0].runs
    assert [(run.text, run.label) for run in runs] == [
        ("They ", None), ("took ", "corroborated"), ("109", "contradicted"), (" boxes", "corroborated"), (" and", None),
    ]  # fmt: skip


def test_evidence_says_with_which_others_it_shares_its_origin():
    of = claim("c-1", 10, 19, "109 boxes")
    first, second = evidence("e-1", "c-1", "s-paper", "supports", "same"), evidence("e-2", "c-1", "s-copy", "supports")
    third = evidence("e-3", "c-1", "s-copy", "related")
    roots = (Origin("Paper", ("e-1", "e-2"), ("Copy draws on Paper",)),)
    script = context(finding(of, "uncorroborated", first, second, third, origins=roots, counts=(1, 0)))
    cards = script.claims[0].evidence
    assert [card.shares_origin_with for card in cards] == [("Copy, paragraph 2",), ("Paper, paragraph 2",), ()]
    assert [card.origin for card in cards] == [1, 1, None]
    assert script.claims[0].why == "1 independent origin supports it, none contradicts it."
    copy, paper = script.archive
    assert [(root.label, root.source_id) for root in copy.draws_on] == [("Paper", "s-paper"), ("Reuters", None)]
    assert (paper.retold_by, copy.cited, copy.origins) == (("Copy",), 2, ("Paper",))


def guess(start: int, end: int, words: str, *source: object) -> Filled:
    passage, at, stop = source or (None, None, None)
    return Filled(start, end, words, "[Ana]", "Ana", passage, at, stop, 0.9, "why")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filled", "rests_on", "line", "place", "span"),
    [
        pytest.param(guess(0, 4, "They", "p-2", 32, 35), "car", 2, "00:00:02–00:00:02", (32, 35), id="another line"),
        pytest.param(guess(37, 41, "They"), "", 3, "00:00:03–00:00:03", (37, 41), id="the name beside the line"),
        pytest.param(guess(0, 4, "They", "p-9", 32, 35), "", None, "", (32, 35), id="no such line"),
        pytest.param(guess(0, 4, "They", "p-2", 30, 38), "", None, "", (30, 38), id="over the end of its line"),
    ],
)
def test_a_guess_says_what_it_rests_on_and_where(filled, rests_on, line, place, span):
    [shown] = context(finding(claim("c-1", 0, 4, "They", filled=(filled,)), "contested")).claims
    [found] = shown.guesses
    assert (found.rests_on, found.line, found.place, (found.start, found.end)) == (rests_on, line, place, span)


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        pytest.param("s-6b2ebd34bf9f", "scan.pdf", id="id"),
        pytest.param("s-6b2ebd", "scan.pdf", id="beginning of an id"),
        pytest.param("s-6b2e00000000", "s-6b2e00000000", id="not in the case"),
        pytest.param("Reuters", "Reuters", id="a name"),
    ],
)
def test_a_root_that_comes_as_an_id_is_shown_by_its_file_name(root, shown):
    scan = Source("s-6b2ebd34bf9f", "d" * 64, "scan.pdf", "pdf", 10, role="work")
    origins = (Origin(root, ("e-1",), (f"Paper ← {root}", f"shared with {root}, Copy")),)
    found = finding(
        claim("c-1", 10, 19, "109 boxes"), "contested", evidence("e-1", "c-1", "s-paper", "supports"), origins=origins
    )
    script = script_context(
        case_name="case", work=WORK, passages=LINES, findings=[found], sources=[PAPER, scan], policy_name="default",
        policy_text="", version="1",
    )  # fmt: skip
    [origin] = script.claims[0].origins
    assert (origin.label, origin.why) == (shown, (f"Paper ← {shown}", f"shared with {shown}, Copy"))
    assert script.claims[0].evidence[0].origin_label == shown
    assert script.archive[0].origins == (shown,)


@pytest.mark.parametrize(
    ("declared", "label", "found"),
    [
        pytest.param("s-paper", "Paper", "s-paper", id="id"),
        pytest.param("s-pape", "Paper", "s-paper", id="beginning of an id"),
        pytest.param("s-p", "s-p", None, id="too little of an id"),
        pytest.param("PAPER.TXT", "Paper", "s-paper", id="file name"),
        pytest.param("paper", "Paper", "s-paper", id="title"),
        pytest.param("film.srt", "film.srt", "s-work", id="the work"),
        pytest.param("Reuters", "Reuters", None, id="not in the case"),
    ],
)
def test_what_a_source_draws_on_is_found_in_the_case(declared, label, found):
    copy = replace(COPY, draws_on=(declared, "copy.txt", " "))
    script = script_context(
        case_name="case", work=WORK, passages=LINES, findings=[], sources=[copy, PAPER], policy_name="default",
        policy_text="", version="1",
    )  # fmt: skip
    assert script.archive[0].draws_on == (DrawnOn(label, found),)


def test_circular_evidence_never_gives_the_reason():
    of = claim("c-1", 10, 19, "109 boxes")
    said = evidence("e-1", "c-1", "s-paper", "supports", "the same number")
    roots = (Origin("Ana", ("e-1",), (), circular=True),)
    shown = context(finding(of, "uncorroborated", said, origins=roots)).claims[0]
    assert (shown.because, shown.because_of, shown.evidence[0].circular) == ("", None, True)
    assert (
        shown.why == "No independent origin for or against it in 2 sources (6 passages); 1 circular origin not counted."
    )


def test_the_work_is_not_listed_in_the_archive():
    assert [source.id for source in context().archive] == ["s-copy", "s-paper"]


def test_nothing_is_reviewed_or_decided():
    script = context(finding(claim("c-1", 10, 19, "109 boxes"), "contested"))
    assert script.reviewed is False
    assert [c.status for c in script.claims] == ["proposed"]


def test_counts_name_every_verdict():
    script = context(finding(claim("c-1", 10, 19, "109 boxes"), "contested"))
    assert [(count.label, count.claims) for count in script.counts] == [(v, int(v == "contested")) for v in VERDICTS]


def test_evidence_from_an_unknown_source_is_refused():
    of = claim("c-1", 10, 19, "109 boxes")
    with pytest.raises(ValueError, match="s-gone"):
        context(finding(of, "contested", evidence("e-1", "c-1", "s-gone", "supports")))


def test_a_claim_of_a_line_that_is_not_there_is_refused():
    of = Claim(
        "c-1", "s-work", 0, 9, Locator((Segment(900, 905, ParagraphPlace(1)),)), "words", "words", None, (), (), True
    )
    with pytest.raises(ValueError, match="line 9"):
        context(finding(of, "contested"))


def test_the_summary_puts_the_worst_first():
    many = finding(claim("c-1", 37, 42, "They "), "contradicted", counts=(0, 2))
    few = finding(claim("c-2", 0, 4, "They"), "contradicted", counts=(0, 1))
    event = finding(claim("c-3", 0, 9, "They took", kinds=("event",)), "uncorroborated")
    number = finding(claim("c-4", 10, 19, "109 boxes"), "uncorroborated")
    fine = finding(claim("c-5", 24, 28, "left"), "corroborated", counts=(2, 0))
    question = finding(claim("c-6", 29, 35, "by car", checkable=False), "not checkable")
    script = context(question, fine, event, number, few, many)
    rows = findings_summary(script)
    assert [row.text for row in rows] == ["They ", "They", "109 boxes", "They took", "left"]
    assert findings_summary(script, 2) == rows[:2]
    with pytest.raises(ValueError, match="limit"):
        findings_summary(script, -1)


def test_a_summary_row_names_the_passage_that_gave_its_reason():
    of = claim("c-1", 10, 19, "109 boxes")
    near = evidence("e-1", "c-1", "s-paper", "related", "near")
    against = evidence("e-2", "c-1", "s-copy", "contradicts", "123 is not 109")
    [row] = findings_summary(context(finding(of, "contradicted", near, against, counts=(0, 1))))
    assert (row.line, row.time, row.speaker, row.reason) == (1, "00:00:01", "Ana", "123 is not 109")
    assert (row.source, row.place) == ("Copy", "paragraph 2")


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(VERDICTS))))
def test_runs_joined_are_the_line(text, cuts):
    spans = [(Span(1, a, b), str(n), label) for n, (a, b, label) in enumerate(cuts) if a < b <= len(text)]
    runs = line_runs(text, spans)
    assert "".join(run.text for run in runs) == text
    for span, number, _ in spans:
        assert "".join(run.text for run in runs if number in run.claims) == text[span.start : span.end]


WIRE = "Police said on Monday that 109 of the 189 boxes in the vault had been opened"


def test_what_says_it_in_the_same_words_is_one_card_that_names_its_copies():
    of = claim("c-1", 10, 19, "109 boxes")
    first, copy, other, against = (
        replace(evidence(f"e-{n}", "c-1", source, stance), quote=quote)
        for n, (source, stance, quote) in enumerate(
            [
                ("s-paper", "supports", WIRE),
                ("s-copy", "supports", f"{WIRE}, the agency reports"),
                ("s-copy", "supports", "Of all the boxes that the vault had, 109 stood open when they came"),
                ("s-copy", "contradicts", WIRE),
            ]
        )
    )
    roots = (Origin("Paper", ("e-0", "e-1", "e-2"), ()), Origin("Copy", ("e-3",), ()))
    script = context(finding(of, "contested", first, copy, other, against, origins=roots, counts=(1, 1)))
    cards = script.claims[0].evidence
    assert [(card.id, card.copy_of, card.copies) for card in cards] == [
        ("e-0", None, ("Copy, paragraph 2",)),
        ("e-1", "e-0", ()),
        ("e-2", None, ()),
        ("e-3", None, ()),
    ]
    assert cards[0].shares_origin_with == ("Copy, paragraph 2",)  # the third says it in its own words


def test_a_card_also_names_places_with_its_words_that_are_no_evidence_of_the_claim():
    of = claim("c-1", 10, 19, "109 boxes")
    first, copy = (
        replace(evidence(f"e-{n}", "c-1", s, "supports"), quote=WIRE) for n, s in enumerate(("s-paper", "s-copy"))
    )
    found = finding(of, "uncorroborated", first, copy, origins=(Origin("Paper", ("e-0", "e-1"), ()),), counts=(1, 0))
    elsewhere = {"e-0": ("Journal, paragraph 9", "Copy, paragraph 2"), "e-1": ("Journal, paragraph 9",)}
    script = script_context(
        case_name="case", work=WORK, passages=LINES, findings=[found], sources=[COPY, WORK, PAPER],
        policy_name="default", policy_text="text", version="1", elsewhere=elsewhere,
    )  # fmt: skip
    assert [card.copies for card in script.claims[0].evidence] == [("Copy, paragraph 2", "Journal, paragraph 9"), ()]

"""A question of a case: what is proposed has a source, what persons say is kept and can be taken back."""

from dataclasses import asdict

import pytest
from engine_samples import new_case, write_files

from loupe.engine import Case
from loupe.language import find_parser
from loupe.model.errors import IdAmbiguous, IdUnknown, UsageError
from loupe.reasoning.clues import FIDELITY_OF_GRADE

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

TOLD = "Police say that Marco Verdi planned the robbery of the bank in every detail for two years."
FILES = {
    "wire.txt": f"{TOLD}\n\nThe mayor was not in town and the weather was bad.\n",
    "paper.txt": f"{TOLD}\n\nOur readers write of other things, mostly of the trams and their bells.\n",
    "talk.txt": (
        "Carla Neri said that a jeweller planned the robbery of the bank. The lawyers say they never found any trace "
        "of a jeweller.\n\nNobody planned the fire in the harbour. Did Anna Bruni plan the robbery?\n"
    ),
    "desk.txt": "The tram was late. Marco Verdi was seen in the street by nobody, and the bank stayed open.\n",
}
Q = "Who planned the robbery?"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """A closed case in which everything was read; copy it, never change it."""
    folder = tmp_path_factory.mktemp("asked")
    write_files(folder / "archive", FILES)
    with new_case(folder / "case") as case:
        case.add(folder / "archive")
        case.understand()
    return folder


@pytest.fixture
def place(read_once, tmp_path):
    import shutil

    shutil.copytree(read_once, tmp_path / "asked")
    return tmp_path / "asked"


@pytest.fixture
def case(place, monkeypatch):
    monkeypatch.setenv("LOUPE_USER", "Anna")
    with Case.open(place / "case") as case:
        yield case


def proposed(asked, words):
    return next(c for c in asked.proposed if any(words in " ".join(s.quote.split()) for s in c.spots))


def totals(asked):
    return {r.hypothesis.id: r.total.middle for r in asked.weighed.rows}


def weighed(case):
    """Two hypotheses and two clues, weighed."""
    asking = case.asking(Q)
    asking.hypothesize("Marco Verdi")
    asking.hypothesize("a jeweller")
    report = asking.report()
    for words, hypothesis, weight in (
        ("Marco Verdi planned", "H1", "moderate support"),
        ("a jeweller planned", "H2", "weak"),
    ):
        key = proposed(report, words).id
        asking.weigh(key, hypothesis, weight, "so it is told")
        asking.weigh(key, "rest", "no support")
    return asking


# --- what Loupe proposes ---


def test_names_that_statements_give_are_proposed_with_their_words(case):
    answers = {a.name: a.said for a in case.asking(Q).report().answers}
    assert set(answers) == {"Marco Verdi", "a jeweller"}, "no denial and no question gives a name"
    for said in (one for told in answers.values() for one in told):
        text = next(p.text for p in case.passages(said.source.id) if p.id == said.statement.passage_id)
        assert said.statement.quote in text
        assert said.place.startswith("paragraph")


def test_nothing_proposed_is_held(case):
    asked = case.asking(Q).report()
    assert (asked.hypotheses, asked.clues, case.asking().questions) == ((), (), ())
    assert asked.missing[:2] == (
        "No hypothesis is held yet: without one there is nothing to weigh.", "No clue is kept yet.",
    )  # fmt: skip
    assert asked.searched.queries == (Q,)
    assert asked.searched.sources == 4


def test_the_same_words_in_two_papers_are_one_clue_with_one_report(case):
    clue = proposed(case.asking(Q).report(), "Marco Verdi planned")
    assert sorted(s.source.name.rpartition("/")[2] for s in clue.spots) == ["paper.txt", "wire.txt"]
    assert clue.origin_label.lower() == "police"
    assert [fidelity for _, fidelity in clue.reports] == [FIDELITY_OF_GRADE["F"]]


def test_another_teller_in_the_same_passage_is_another_clue(case):
    asking = case.asking(Q)
    asking.hypothesize("a jeweller")
    asked = asking.report()
    one, other = proposed(asked, "a jeweller planned"), proposed(asked, "never found any trace")
    assert one.origin_label == "Carla Neri"
    assert other.origin_label == "The lawyers"
    assert one.spots[0].passage.id == other.spots[0].passage.id


def test_every_quote_stands_where_it_says(case):
    asked = weighed(case).report()
    for spot in (s for c in (*asked.clues, *asked.proposed) for s in c.spots):
        start = spot.passage.locator.start
        assert spot.passage.text[spot.start - start : spot.end - start] == spot.quote


# --- what persons decide ---


def test_a_weight_is_kept_with_name_and_reason(case):
    asked = weighed(case).report()
    assert [c.name for c in asked.clues] == ["C1", "C2"]
    (weight,) = [w for w in asked.clues[0].weights if w.hypothesis == 1]
    assert (weight.level, weight.who, weight.why) == (2, "Anna", "so it is told")
    assert asked.weighed.order == (("H1",), ("H2",), ("H0",))
    assert case.asking("who planned  the ROBBERY").report().weighed == asked.weighed, "a question is its words"


def test_a_copy_added_later_changes_nothing(case, place):
    before = totals(weighed(case).report())
    for name in ("copy-1.txt", "copy-2.txt"):
        (place / name).write_text(FILES["wire.txt"] + f"\nPrinted as {name}.\n", "utf-8")
    case.add(place / "copy-1.txt", place / "copy-2.txt")
    case.understand()
    asking = case.asking(Q)
    passage = next(p for s in case.sources() if s.name.endswith("copy-1.txt") for p in case.passages(s.id))
    asking.clue("the copy", [passage.id])
    asking.weigh("C3", "H1", "moderate support")
    asking.weigh("C3", "rest", "no support")
    asked = asking.report()
    assert asked.clues[2].origin == asked.clues[0].origin
    assert totals(asked) == before


def test_undo_takes_back_one_step_and_the_log_keeps_it(case):
    asking = weighed(case)
    before, held = asking.report(), asking.held
    asking.weigh("C1", "H1", "very strong support")
    assert asking.report().weighed != before.weighed
    gone = asking.undo()
    assert (gone.kind, gone.fields["level"]) == ("weight", 5)
    assert asking.held == held
    assert asdict(asking.report().weighed) == asdict(before.weighed)
    assert [holds for d, holds in asking.history if d.kind == "weight"][-2:] == [True, False]
    assert case.verify() == ()


def test_undo_by_number_and_down_to_nothing(case):
    asking = weighed(case)
    first = asking.history[0][0].seq
    assert asking.undo(first).fields["text"] == "Marco Verdi"
    assert [h.number for h in asking.held.hypotheses] == [2], "the number of the other stays"
    while any(holds for _, holds in asking.history):
        asking.undo()
    assert case.asking().questions == ()
    with pytest.raises(UsageError, match="nothing to take back"):
        asking.undo()


def test_a_hypothesis_added_later_leaves_the_others_their_weights(case):
    asking = weighed(case)
    before = totals(asking.report())
    asking.hypothesize("Anna Bruni")
    waiting = asking.report()
    assert not waiting.weighted
    assert "C1 has no weight for H3: it counts only when it has one for every hypothesis." in waiting.missing
    asking.weigh("C1", "rest", "no support")
    asking.weigh("C2", "rest", "no support")
    assert totals(asking.report()) == before | {"H3": 0}


def test_trust_lets_a_report_carry_more(case):
    asking = weighed(case)
    before = totals(asking.report())["H1"]
    asking.trust("C1", 0.999, "the recording was heard")
    assert totals(asking.report())["H1"] > before


def test_clues_of_two_origins_can_be_made_one_and_facts_held_apart(case):
    asking = weighed(case)
    asking.weigh("C2", "H1", "moderate support")
    two = totals(asking.report())["H1"]
    asking.join("C1", "C2", "she is the spokeswoman")
    one = asking.report()
    assert len(one.weighed.columns) == 1
    assert totals(one)["H1"] < two
    asking.part("C2")
    assert totals(one)["H1"] < totals(asking.report())["H1"] <= two


def test_an_attacked_clue_falls_and_the_reason_is_shown(case):
    asking = weighed(case)
    asking.attack("C2", "C1", "he was in prison")
    asked = asking.report()
    assert ("C1", "defeated: attacked by C2") in asked.column(asked.clues[0].origin).idle
    assert totals(asked)["H1"] == 0


def test_a_hypothesis_that_needs_an_impossible_set_stands_last(case):
    asking = weighed(case)
    ids = [s.statement.id for s in case.statements()][:2]
    for one in ids:
        asking.assert_needs("Marco Verdi", one)
    assert asking.report().weighed.order[0] == ("H1",)
    asked = asking.report(impossible=[ids])
    assert asked.weighed.order[-1] == ("H1",)
    assert asked.weighed.rows[1].impossible == (tuple(sorted(ids)),)


def test_words_that_are_gone_do_not_count(case):
    asking = weighed(case)
    clue = asking.held.clues[0]
    spot = {**asdict(clue.spots[0]), "quote": "Police say that nobody planned it."}
    case._store.decide_ask(Q, "clue", {"id": "k-forged", "words": "", "passages": [spot]}, "Anna", "")
    asking.weigh("C3", "H1", "extremely strong support")
    asking.weigh("C3", "rest", "no support")
    asked = asking.report()
    assert asked.clues[2].spots == ()
    assert asked.column("lost:3").idle == (("C3", "its words are no longer in the case"),)
    assert any("Words kept as C3 are no longer where they stood" in m for m in asked.missing)
    assert asked.weighed.order == (("H1",), ("H2",), ("H0",))


def test_what_goes_back_to_the_work_shows_only_that_it_was_said(case, place):
    write_files(
        place,
        {
            "film.txt": "Marco Verdi planned the robbery.\n",
            "review.txt": "Marco Verdi planned the robbery of the bank.\n",
        },
    )
    case.check(place / "film.txt", title="The Film", fast=True)
    case.add(place / "review.txt", draws_on=["The Film"])
    case.understand()
    asking = case.asking(Q)
    asking.hypothesize("Marco Verdi")
    clue = proposed(asking.report(), "Marco Verdi planned the robbery of the bank.")
    assert clue.circular
    asking.weigh(clue.id, "H1", "strong support")
    asked = asking.report()
    assert totals(asked)["H1"] == 0
    assert "it shows that it was said, not that it is so" in asked.column(clue.origin).idle[0][1]


@pytest.mark.parametrize(
    ("act", "error", "words"),
    [
        pytest.param(
            lambda a: a.hypothesize("Someone or something else"), UsageError, "stands in every table", id="the rival"
        ),
        pytest.param(lambda a: a.hypothesize(" marco  verdi "), UsageError, "already", id="the same hypothesis"),
        pytest.param(lambda a: a.hypothesize(" "), UsageError, "needs words", id="no words"),
        pytest.param(lambda a: a.weigh("C1", "H1", "80 %"), UsageError, "not on the scale", id="a percentage"),
        pytest.param(lambda a: a.weigh("C9", "H1", "weak"), IdUnknown, "No clue", id="no such clue"),
        pytest.param(lambda a: a.weigh("C1", "H9", "weak"), IdUnknown, "No hypothesis", id="no such hypothesis"),
        pytest.param(lambda a: a.weigh("C1", "rest", "weak"), UsageError, "every hypothesis", id="no rest"),
        pytest.param(
            lambda a: a.weigh("C1", "other", "weak"), UsageError, "weighed against", id="a weight for the rival"
        ),
        pytest.param(lambda a: a.weigh("k-0000", "H1", "weak"), IdUnknown, "No proposed clue", id="no such proposal"),
        pytest.param(lambda a: a.keep("k-"), IdAmbiguous, "more than one", id="too short"),
        pytest.param(lambda a: a.trust("C1", 0.2), UsageError, "0.5 to 1", id="worse than a coin"),
        pytest.param(lambda a: a.attack("C1", "C1"), UsageError, "attack itself", id="itself"),
        pytest.param(lambda a: a.join("C1", "C1"), UsageError, "by itself", id="one with itself"),
        pytest.param(lambda a: a.clue("x", []), UsageError, "needs a passage", id="no passage"),
        pytest.param(
            lambda a: a.clue("x", [a.held.clues[0].spots[0].passage]), UsageError, "part of C1", id="kept already"
        ),
        pytest.param(lambda a: a.assert_needs("H1", "t-nothing"), IdUnknown, "0 statements", id="no such statement"),
        pytest.param(lambda a: a.undo(1), UsageError, "No decision 1", id="not a decision of this question"),
    ],
)
def test_what_makes_no_sense_is_refused_and_keeps_nothing(case, act, error, words):
    asking = weighed(case)
    if words == "more than one":
        asking.hypothesize("Anna Bruni")
    before = asking.history
    with pytest.raises(error, match=words):
        act(asking)
    assert asking.history == before

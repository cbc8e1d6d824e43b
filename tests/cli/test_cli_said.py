"""What the archive says: statements, people and times, and a person's word on two names."""

import pytest

from loupe.cli.group import loupe as group
from loupe.language import find_parser

NOTES = {
    "desk.txt": (
        "Leonardo Verdi rented an office in the Diamond House in November 2000. "
        "He was arrested on 21 February 2003.\n\n"
        "The clerk, Denise Oliver, said that Verdi had paid 700 dollars a month.\n"
    ),
    "wire.txt": (
        "According to police, Verdi stole the diamonds over the weekend of 15 February 2003.\n\n"
        "Denice Oliver did not speak to the paper. The trial began a year later.\n"
    ),
}

needs_grammar = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")


@pytest.fixture
def said(run, tmp_path, monkeypatch):
    """The current folder with a case in which nothing was checked."""
    monkeypatch.chdir(tmp_path)
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, "utf-8")
    run("new", "case")
    run("add", "case", "desk.txt", "wire.txt")
    return tmp_path


def promised(name):
    return set(group.get_command(None, name).gives)


@needs_grammar
def test_statements_say_who_says_what_of_whom_with_the_place(run, said):
    ran = run("statements", "case", "--about", "Verdi")
    assert "Leonardo Verdi rented an office" in ran.out
    assert "“Leonardo Verdi rented an office in the Diamond House in November 2000" in ran.out
    assert "desk.txt, paragraph 1" in ran.out
    assert "Police say: " in ran.out
    assert "Oliver did not speak" not in ran.out
    assert (ran.status, ran.err) == (0, "")


@needs_grammar
def test_a_guess_is_shown_as_a_guess(run, said):
    arrested = run("statements", "case", "--event", "arrest")
    assert "He [Leonardo Verdi?] was arrested" in arrested.out
    (statement,) = run("statements", "case", "--event", "arrest", "--json").json["statements"]
    (who,) = [p for p in statement["participants"] if p["role"] == "patient"]
    assert (who["text"], who["entity"], who["guessed"]) == ("He", "Leonardo Verdi", True)


@needs_grammar
def test_statements_can_be_asked_for_by_teller_source_and_number(run, said):
    assert {tuple(s["chain"]) for s in run("statements", "case", "--by", "police", "--json").json["statements"]} == {
        ("police",)
    }
    of_desk = run("statements", "case", "--source", "desk.txt", "--json").json["statements"]
    assert {s["label"] for s in of_desk} == {"desk.txt"}
    assert len(run("statements", "case", "--limit", "1", "--json").json["statements"]) == 1
    nothing = run("statements", "case", "--event", "sing")
    assert "0 statements" in nothing.out
    assert "rent" in nothing.out


@pytest.mark.parametrize("name", ["statements", "people", "times"])
def test_the_document_has_the_promised_keys(run, said, name):
    assert set(run(name, "case", "--json").json) == promised(name)


@needs_grammar
def test_people_are_listed_with_their_names_and_a_pair_is_asked_about(run, said):
    ran = run("people", "case")
    assert "Leonardo Verdi  (person, 1 source" in ran.out
    assert "\nVerdi  (person, 1 source" in ran.out, (
        "a surname alone in another source is nobody's until a person says so"
    )
    assert "Denise Oliver · Denice Oliver" in ran.out or "Denice Oliver · Denise Oliver" in ran.out
    assert "loupe same case " in ran.out


@needs_grammar
def test_a_person_decides_on_a_pair_and_can_take_it_back(run, said):
    def asked():
        document = run("people", "case", "--json").json
        names = {p["name"] for p in document["people"]}
        return {"Denise Oliver", "Denice Oliver"} <= names, [
            p for p in document["proposals"] if "Oliver" in p["left"] and "Oliver" in p["right"]
        ]

    two, open_pairs = asked()
    assert two
    assert open_pairs
    ran = run("same", "case", "Denise Oliver", "Denice Oliver", "--why", "one letter")
    assert ran.out.startswith("Denice Oliver and Denise Oliver are one.")
    assert asked() == (False, [])
    assert "decided that Denice Oliver and Denise Oliver are one: one letter" in run("people", "case").out
    run("same", "case", "Denise Oliver", "Denice Oliver", "--undo")
    assert asked() == (two, open_pairs)
    run("same", "case", "Denise Oliver", "Denice Oliver", "--apart")
    assert asked() == (True, [])
    assert run("verify", "case").status == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("Leonardo Verdi", "Nobody Atall"), "id-unknown", id="a name that is not there"),
        pytest.param(("Leonardo Verdi", "Leonardo Verdi"), "usage", id="one name twice"),
        pytest.param(("Leonardo Verdi", "Denise Oliver", "--apart", "--undo"), "usage", id="two wishes"),
    ],
)
@needs_grammar
def test_a_decision_that_makes_no_sense_is_refused(run, said, words, code):
    run("people", "case")
    ran = run("same", "case", *words)
    assert ran.status != 0
    assert f"[{code}]" in ran.err


def test_times_are_in_order_with_what_they_were_taken_to_mean(run, said):
    ran = run("times", "case")
    assert ran.out.index("November 2000") < ran.out.index("weekend of 15 February 2003”") < ran.out.index("21 Feb")
    assert "2003-02-21" in ran.out
    assert "desk.txt, paragraph 1" in ran.out


def test_times_can_be_asked_for_by_year_and_source(run, said):
    texts = [t["time"]["text"] for t in run("times", "case", "--year", "2000", "--json").json["times"]]
    assert texts == ["November 2000"]
    assert {t["label"] for t in run("times", "case", "--source", "wire.txt", "--json").json["times"]} == {"wire.txt"}
    assert "[id-unknown]" in run("times", "case", "--source", "none.txt").err


def test_a_time_that_cannot_be_placed_says_why(run, said):
    (said / "late.txt").write_text("Three days before the fire the captain had sold his house.\n", "utf-8")
    run("add", "case", "late.txt")
    unplaced = run("times", "case", "--unplaced")
    assert "not placed: " in unplaced.out
    assert "fire" in unplaced.out
    (said / "case" / "loupe.toml").write_text('[events]\n"the fire" = "1987-03-14"\n', "utf-8")
    assert "1987-03-11" in run("times", "case", "--source", "late.txt").out


def test_what_is_in_another_language_is_named(run, said):
    text = (
        "Kassaholvi avattiin viikonloppuna, ja varkaat veivät mukanaan timantteja, kultaa ja rahaa. Poliisi löysi ne."
    )
    (said / "lehti.txt").write_text(text + "\n", "utf-8")
    run("add", "case", "lehti.txt")
    assert "lehti.txt: not understood, it is in a language that Loupe does not read (fi)." in run("times", "case").err


def test_an_empty_case_says_what_to_do(run, tmp_path):
    run("new", tmp_path / "empty")
    for name in ("statements", "times"):
        assert f"Next: loupe add {tmp_path / 'empty'} FILES" in run(name, tmp_path / "empty").out


def test_a_source_of_which_only_the_figures_are_read_says_so(run, said):
    text = "De kluis werd op 15 februari 2003 geopend en de dieven namen diamanten, goud en geld mee, zei de politie."
    (said / "krant.txt").write_text(text + "\n", "utf-8")
    run("add", "case", "krant.txt")
    ran = run("times", "case", "--source", "krant.txt")
    assert "krant.txt: only its dates, figures and amounts were read, not its sentences (nl)." in ran.err
    assert "2003-02-15" in ran.out


def test_both_readings_of_an_ambiguous_date_are_shown(run, said):
    (said / "slash.txt").write_text("The vault was robbed on 2/3/2003, the clerk told the court that day.\n", "utf-8")
    run("add", "case", "slash.txt")
    assert "2003-03-02 or 2003-02-03" in run("times", "case", "--source", "slash.txt").out


def test_no_name_is_no_question(run, said):
    ran = run("statements", "case", "--about", "")
    assert "[usage]" in ran.err
    assert ran.status != 0

"""``loupe origins``: the trees, the claims, the picture, and what it says where there is nothing."""

from loupe.cli.group import loupe as group


def test_trees_and_claims_in_words(run, folder):
    ran = run("origins", "case")
    assert (ran.status, ran.err) == (0, "")
    assert (
        "Police report, 2003-02-24\n  ← A weekend in the vault, 2003-03-01\n      says that it draws on it" in ran.out
    )
    assert "Reuters\n  ← A weekend in the vault, 2003-03-01\n      says that it draws on it" in ran.out
    assert "contradicted: The thieves broke open 109 of 189 boxes in the vault." in ran.out
    assert "against: 1 independent origin\n          Antwerp police → Police report" in ran.out
    assert "everything hangs on: Antwerp police; Police report" in ran.out
    assert "Next: loupe origins case --claim 1.1" in ran.out


def test_one_claim_shows_what_it_goes_back_to_and_nothing_else(run, folder):
    ran = run("origins", "case", "--claim", "1.1")
    assert "109 of 189" in ran.out
    assert "weekend of 15 February" not in ran.out
    assert "A weekend in the vault" not in ran.out
    (claim,) = run("origins", "case", "--claim", "1.1", "--json").json["claims"]
    assert claim["number"] == "1.1"
    assert claim["contradicts"]["hangs_on"] == ["Antwerp police", "Police report"]


def test_the_document_has_the_promised_keys(run, folder):
    document = run("origins", "case", "--json").json
    assert set(document) == set(group.get_command(None, "origins").gives)
    ids = {n["id"] for n in document["nodes"]}
    assert {node for link in document["links"] for node in (link["parent"], link["child"])} <= ids


def test_the_same_case_gives_the_same_bytes(run, folder):
    run("origins", "case", "--quiet")
    assert run("origins", "case", "--json").out == run("origins", "case", "--json").out


def test_the_picture_is_written_and_said(run, folder):
    ran = run("origins", "case", "--picture", "trees.svg")
    assert "Drawn: trees.svg" in ran.out
    drawn = (folder / "trees.svg").read_text("utf-8")
    assert drawn.startswith("<svg ")
    assert "Police report" in drawn
    assert run("origins", "case", "--picture", "nowhere/trees.svg").status != 0


def test_a_case_without_sources_says_what_belongs_here(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("new", "bare")
    ran = run("origins", "bare")
    assert (ran.status, "nobody draws on anybody" in ran.out) == (0, True)
    assert "Next: loupe add bare FILES" in ran.out


def test_a_case_without_a_check_says_which_command_comes_next(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The vault was robbed.\n", "utf-8")
    run("new", "case")
    run("add", "case", "a.txt")
    ran = run("origins", "case")
    assert "What claims rest on is shown when a work has been checked." in ran.out
    assert "Next: loupe check case FILE" in ran.out


def test_an_unknown_claim_is_said_so(run, folder):
    ran = run("origins", "case", "--claim", "99.9")
    assert (ran.status, "no claim 99.9" in ran.err) == (5, True)


def test_a_file_of_interests_that_cannot_be_used_stops_with_its_reason(run, folder):
    (folder / "case" / "interests.toml").write_text("[[interest]]\nname = 3\n", "utf-8")
    ran = run("origins", "case")
    assert ran.status == 7
    assert "interests.toml" in ran.err

"""``loupe doubts``: the questions of the second reader on the command line, and in what ``loupe show`` tells."""

from loupe.cli.group import loupe as group


def promised(name):
    return set(group.get_command(None, name).gives)


def test_each_line_is_asked_about_its_figures(run, folder):
    ran = run("doubts", "case")
    assert ran.status == 0
    assert "? number, “109 of 189 boxes”" in ran.out or "! number, “109 of 189 boxes”" in ran.out
    assert "4,000 euros" in ran.out


def test_the_document_has_what_help_promises(run, folder):
    document = run("doubts", "case", "--kind", "number", "--json").json
    assert set(document) == promised("doubts")
    assert {d["kind"] for d in document["doubts"]} == {"number"}
    assert document["alarms"] == sum(d["alarm"] for d in document["doubts"])


def test_only_alarms_are_shown_on_request(run, folder):
    document = run("doubts", "case", "--alarms", "--json").json
    assert all(d["alarm"] and d["reason"] for d in document["doubts"])


def test_a_claim_is_shown_with_its_doubts(run, folder):
    claim = run("claims", "case", "--json").json["claims"][0]
    shown = run("show", "case", claim["id"], "--json").json
    assert [d["kind"] for d in shown["doubts"]] != []
    assert all(d["claim"] == claim["id"] for d in shown["doubts"])

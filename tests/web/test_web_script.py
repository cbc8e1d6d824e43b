"""The script page: signed line by line, with a checklist of what is missing, and its files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from loupe.engine import Case
from loupe.publish.site import Published
from loupe.web.script_routes import _told


@pytest.fixture
def work(inside):
    return inside.ask("/case.json").json["works"][0]["id"]


def decide(client, work, kind, **fields):
    answer = client.ask("/api/decide", "POST", value={"work": work, "kind": kind, "fields": fields})
    assert answer.status == 200, answer.body
    return answer.json["decision"]


def rows(client, work):
    return {row["kind"]: row for row in client.ask(f"/script/{work}.json").json["checklist"]}


def test_the_page_and_its_values_are_there(inside, work):
    page = inside.ask(f"/script/{work}")
    assert page.status == 200
    assert b"109 of the 189 boxes" in page.body
    assert inside.ask("/script").headers["location"] == f"/script/{work}"
    values = inside.ask(f"/script/{work}.json").json
    assert [line["number"] for line in values["lines"]] == [1, 2]
    assert values["public"] == 0


def test_the_checklist_follows_what_is_decided_and_signed(inside, work):
    before = rows(inside, work)
    line = inside.ask(f"/script/{work}.json").json["lines"][0]
    (claim,) = line["claims"]
    decide(inside, work, "verdict", claim=claim["head"]["id"], label="accept")
    decided = rows(inside, work)
    assert len(decided["undecided"]["named"]) == len(before["undecided"]["named"]) - 1
    assert [one["words"] for one in decided["private"]["named"]] == ["paper.txt: 1 claim"]
    decide(inside, work, "signed", passage=line["passage_id"], on=True)
    decide(inside, work, "public", source=decided["private"]["named"][0]["source"], on=True)
    after = rows(inside, work)
    assert len(after["unsigned"]["named"]) == len(before["unsigned"]["named"]) - 1
    assert after["private"]["named"] == []
    values = inside.ask(f"/script/{work}.json").json
    assert (values["lines"][0]["signed_by"], values["public"]) == ("Anna", 1)


def test_a_source_that_is_not_there_cannot_be_marked(inside, work):
    value = {"work": work, "kind": "public", "fields": {"source": "s-000000000000", "on": True}}
    assert inside.ask("/api/decide", "POST", value=value).status == 404


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "csv", "json"])
def test_each_format_comes_as_a_download_that_runs_nothing(inside, case, work, tmp_path, ending):
    answer = inside.ask(f"/script/{work}/export/{ending}")
    assert answer.status == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="script-film-srt.{ending}"'
    assert "sandbox" in answer.headers["content-security-policy"]
    with Case.open(case) as other:
        assert other.script(tmp_path / f"s.{ending}", work).read_bytes() == answer.body


def test_another_format_is_refused(inside, work):
    assert inside.ask(f"/script/{work}/export/exe").status == 400


def test_publishing_from_the_page_writes_into_the_case(inside, case, work):
    line = inside.ask(f"/script/{work}.json").json["lines"][0]
    decide(inside, work, "verdict", claim=line["claims"][0]["head"]["id"], label="accept")
    with Case.open(case) as opened:
        opened.make_public([source.id for source in opened.sources() if source.role == "archive"])
    decide(inside, work, "signed", passage=line["passage_id"], on=True)

    def publish(**said):
        job = inside.ask("/api/publish", "POST", value={"work": work, "by": "The Desk", **said}).json["job"]
        while job["state"] not in ("done", "failed"):
            time.sleep(0.05)
            job = inside.ask(f"/api/jobs/{job['id']}").json["job"]
        return job

    refused = publish(address="https://example.org/a/?q=1")
    assert (refused["state"], refused["told"][0]["words"]) == (
        "failed",
        "“https://example.org/a/?q=1” cannot be the web address of a folder.",
    )
    assert publish(media="link")["told"][0]["hint"].startswith("Put its web address on its page under Sources")
    done = publish(address="https://example.org/a")
    assert done["state"] == "done", done
    assert "The Desk" in (case / "published" / work / "index.html").read_text()
    assert '"url":"https://example.org/a/claims.html#' in (case / "published" / work / "claims.html").read_text()
    assert b'data-published="yes"' in inside.ask(f"/script/{work}").body
    inside.ask("/api/undo", "POST", value={"work": work})
    state = inside.ask(f"/script/{work}").body.decode()
    assert "Publishing would replace what was published before by a page that says it is withdrawn." in state


@pytest.mark.parametrize(
    ("known", "words"),
    [
        pytest.param({"outdated": True}, "has changed since the check", id="out of date"),
        pytest.param({"waiting": 2}, "2 claims of the work not judged yet", id="not judged yet"),
        pytest.param({"withdrawn": True}, "now says that what was published is withdrawn", id="withdrawn"),
    ],
)
def test_publishing_from_the_page_tells_what_the_command_tells(known, words):
    assert words in " ".join(one.words for one in _told(Published(Path("site"), 1, 1, 3, 0, **known)))


def test_the_page_of_the_case_names_what_is_open_and_what_was_decided(inside, work):
    claims = [c for line in inside.ask(f"/script/{work}.json").json["lines"] for c in line["claims"]]
    decide(inside, work, "verdict", claim=claims[0]["head"]["id"], label="unsure")
    values = inside.ask("/case.json").json
    assert claims[0]["head"]["number"] in [one["number"] for one in values["riskiest"]]
    assert values["last"][0] | {"at": ""} == {
        "at": "", "who": "Anna", "words": "decided: unsure (proposed: contradicted)", "work_id": work,
        "claim": claims[0]["head"]["number"], "back": False,
    } or values["last"][0]["words"].startswith("decided: unsure")  # fmt: skip
    inside.ask("/api/undo", "POST", value={"work": work})
    assert inside.ask("/case.json").json["last"][0]["back"]

"""The claims page and the history page over a real server."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest
from openpyxl import load_workbook

from loupe.engine import Case


@pytest.fixture
def work(case):
    with Case.open(case, readonly=True) as opened:
        return opened.works()[0].id


@pytest.fixture
def claims(case):
    with Case.open(case, readonly=True) as opened:
        return [c.id for c in opened.claims()]


@pytest.fixture(autouse=True)
def nothing_decided(case):
    """Each test begins with a case in which nothing is in force."""
    yield
    with Case.open(case) as opened:
        for who in ("Anna", "Ben"):
            while opened.undo(who=who):
                pass


def decide_all(inside, work, claims, act, **more):
    return inside.ask("/api/decide/all", "POST", value={"work": work, "claims": claims, "act": act, **more})


def values(inside, work, query=""):
    return inside.ask(f"/claims/{work}.json?{query}").json


def test_several_claims_are_decided_at_once_and_undone_one_by_one(inside, work, claims):
    answer = decide_all(inside, work, claims[:2], "accept", why="two papers")
    assert (answer.status, answer.json["kept"]) == (200, 2)
    rows = values(inside, work, "state=decided")["rows"]
    assert [(r["decided_by"], r["decided_why"], r["head"]["decided"] == r["head"]["proposed"]) for r in rows] == [
        ("Anna", "two papers", True)
    ] * 2
    inside.ask("/api/undo", "POST", value={"work": work})
    assert values(inside, work, "state=decided")["found"] == 1


def test_where_one_claim_was_decided_meanwhile_none_is_kept(inside, case, work, claims):
    seen = values(inside, work)["seen"]
    with Case.open(case) as other:
        other.decide(work, "verdict", {"claim": claims[1], "label": "unsure"}, who="Ben")
    answer = decide_all(inside, work, claims[:2], "accept", seen=seen)
    assert (answer.status, answer.json["code"]) == (409, "already-decided")
    assert "None of the 2 was kept." in answer.json["message"]
    assert values(inside, work, "who=Anna")["found"] == 0


def test_where_the_evidence_of_one_claim_is_another_than_was_shown_none_is_kept(inside, case, work, claims, tmp_path):
    rows = {row["head"]["id"]: row for row in values(inside, work)["rows"]}
    shown = {claim: [row["head"]["proposed"], row["basis"]] for claim, row in rows.items()}
    html = inside.ask(f"/claims/{work}").body.decode()
    assert all(f'data-label="{label}" data-basis="{basis}"' in html for label, basis in shown.values())
    (tmp_path / "report.txt").write_text("The thieves opened 109 of the 189 boxes, the court found.\n", "utf-8")
    with Case.open(case) as other:
        other.add(tmp_path / "report.txt")
        other.check(work, fast=True)
    for act in ("accept", "unsure"):
        answer = decide_all(inside, work, claims[:2], act, shown=shown)
        assert (answer.status, answer.json["code"]) == (409, "already-decided")
        assert "The evidence for 1.1 has changed: the page showed" in answer.json["message"]
        assert "None of the 2 was kept." in answer.json["message"]
    assert values(inside, work, "who=Anna")["found"] == 0
    assert decide_all(inside, work, claims[:2], "star", shown=shown).status == 200, "a star is not about evidence"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"shown": {"c": "x"}}, 422, id="nothing shown"),
        pytest.param({"claims": []}, 400, id="no claim"),
        pytest.param({"claims": ["c-0"]}, 404, id="no such claim"),
        pytest.param({"act": "believe"}, 400, id="no such act"),
        pytest.param({"claims": "all"}, 422, id="no list"),
        pytest.param({"work": "s-none"}, 404, id="no such work"),
    ],
)
def test_what_cannot_be_done_is_answered_with_a_code_and_changes_nothing(inside, work, claims, change, status):
    answer = inside.ask("/api/decide/all", "POST", value={"work": work, "claims": claims, "act": "accept"} | change)
    assert answer.status == status, answer.body
    assert set(answer.json) == {"code", "message", "hint"}
    assert values(inside, work, "state=decided")["found"] == 0


def test_files_hold_exactly_what_is_shown_in_its_order(inside, work, claims):
    decide_all(inside, work, claims[:1], "accept", why="=seen")
    query = "sort=risk&words=boxes"
    shown = [row["head"]["id"] for row in values(inside, work, query)["rows"]]
    assert shown == claims[:1]
    table = inside.ask(f"/claims/{work}/claims.csv?{query}")
    assert 'filename="case-claims.csv"' in table.headers["content-disposition"]
    [row] = csv.DictReader(io.StringIO(table.body.decode("utf-8-sig")))
    assert (row["Claim id"], row["Decided by"], row["Note"]) == (shown[0], "Anna", "'=seen")
    book = load_workbook(io.BytesIO(inside.ask(f"/claims/{work}/claims.xlsx?{query}").body))
    ids = [row[20].value for row in book["Claims"].iter_rows()]
    assert [one for one in ids if one and one.startswith("c-")] == shown
    assert "with the words “boxes”" in book["About"]["B1"].value
    plain = json.loads(inside.ask(f"/claims/{work}/claims.json?{query}").body)
    assert [one["id"] for one in plain["claims"]] == shown
    assert inside.ask(f"/claims/{work}/claims.exe").status == 400


def test_a_view_is_kept_by_name_and_dropped_again(inside, work):
    kept = {
        "work": work,
        "kind": "view",
        "fields": {"name": "Grave <b>ones</b>", "query": "verdict=contradicted", "on": True},
    }
    assert inside.ask("/api/decide", "POST", value=kept).status == 200
    page = inside.ask(f"/claims/{work}").body.decode()
    assert f'href="/claims/{work}?verdict=contradicted"' in page
    assert "<b>ones" not in page
    kept["fields"] = kept["fields"] | {"on": False}
    inside.ask("/api/decide", "POST", value=kept)
    assert values(inside, work)["views"] == []


def test_pages_without_a_work_lead_to_the_last_one(inside, work):
    for room in ("claims", "history"):
        answer = inside.ask(f"/{room}")
        assert (answer.status, answer.headers["location"]) == (303, f"/{room}/{work}")


def test_the_history_tells_each_decision_and_what_was_taken_back(inside, work, claims):
    before = inside.ask(f"/history/{work}.json").json["total"]
    decide_all(inside, work, claims[:1], "star")
    inside.ask("/api/undo", "POST", value={"work": work})
    page = inside.ask(f"/history/{work}.json").json
    assert page["total"] == before + 2
    undo, star = page["rows"][:2]
    assert (star["did"], star["undone_by"], undo["kind"]) == ("starred it", "Anna", "undo")
    html = inside.ask(f"/history/{work}?from={star['seq'] - 1}&to={star['seq']}").body.decode()
    assert "What differs between" in html
    assert "starred" in html


def test_the_history_has_a_second_list_of_what_was_decided_about_the_case(inside, case, work):
    assert "Decisions about the case" not in inside.ask(f"/history/{work}").body.decode()
    with Case.open(case) as other:
        paper = next(source for source in other.sources() if source.role == "archive")
        other.describe_source(paper.id, {"published": "2003-02-17"}, why="as printed", who="Ben")
        other._store.decide_names("L. N.", "Leo", "same", "Cleo", "one signature")
    page = inside.ask(f"/history/{work}").body.decode()
    assert "Decisions about the case" in page
    for said in ("L. N. and Leo", "said that they are one", "Why: one signature", "date: nothing → “2003-02-17”",
                 "Why: as printed", f'href="/sources/{paper.id}"'):  # fmt: skip
        assert said in page, said
    assert [row["who"] for row in inside.ask(f"/history/{work}.json").json["of_case"]] == ["Cleo", "Ben"]


def test_everything_is_held_against_its_hashes_beside_other_work(inside):
    assert inside.ask("/api/verify").json["state"] == "never"
    assert inside.ask("/api/verify", "POST", value={}).status == 200
    end = time.monotonic() + 20
    while (now := inside.ask("/api/verify").json)["state"] == "running" and time.monotonic() < end:
        time.sleep(0.05)
    assert (now["state"], now["faults"]) == ("sound", [])
    assert now["done"] == now["of"] > 0


def test_the_page_of_the_case_lists_what_changed_since(inside, case, work, claims, tmp_path):
    decide_all(inside, work, claims[:1], "accept")
    assert b"What changed since you decided" not in inside.ask("/").body
    (tmp_path / "report.txt").write_text("The thieves opened 109 of the 189 boxes, the court found.\n", "utf-8")
    with Case.open(case) as other:
        other.add(tmp_path / "report.txt")
        other.check(work, fast=True)
    page = inside.ask("/").body.decode()
    assert "What changed since you decided" in page
    assert "1 decided claim has new evidence" in page
    assert f"/claims/{work}?flagged=yes" in page
    [row] = values(inside, work, "flagged=yes")["rows"]
    assert (row["head"]["id"], row["decided_by"]) == (claims[0], "Anna")


HOSTILE = "<script>document.title='taken'</script><img src=x onerror=alert(1)>\"'{{7*7}}"


def test_what_persons_write_is_text_on_every_page(inside, case, work, claims):
    with Case.open(case) as other:
        other.decide(work, "verdict", {"claim": claims[0], "label": "accept"}, HOSTILE, who=HOSTILE)
        other.decide(work, "text", {"claim": claims[0], "text": HOSTILE}, who=HOSTILE)
        other.decide(work, "view", {"name": HOSTILE, "query": f'"><script>{HOSTILE}', "on": True}, who=HOSTILE)
    for path in (f"/claims/{work}", f"/claims/{work}/rows", f"/history/{work}", f"/history/{work}?from=0", "/"):
        page = inside.ask(path).body.decode()
        assert "<img src=x" not in page, path
        assert "<script>document" not in page, path
        assert '"><script>' not in page, path
    with Case.open(case) as other:
        while other.undo(who=HOSTILE):
            pass


@pytest.mark.parametrize(
    "query", ["words=%00%ff", "page=99999999999999999999", "sort=<script>", "&&&=;", "verdict=%22"]
)
def test_no_query_breaks_the_pages(inside, work, query):
    for room in ("claims", "history"):
        assert inside.ask(f"/{room}/{work}?{query}&from=9999999&claim=%22").status == 200
